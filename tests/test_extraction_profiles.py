"""Profiles of funds and firms: tables, labelled lines, short paragraphs one after the other.

``extraction/profiles.tsv`` holds texts of our own (``\\n`` is a line break, ``\\t`` a tab) and what
a careful reader takes from each. Of these properties nothing may be missing or invented.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.article import read_article
from kg.extraction import extract
from kg.model import Amount, PartialDate
from kg.vocabulary import class_of

_TABLE = Path(__file__).parent / "extraction" / "profiles.tsv"
_PROPERTIES = frozenset(
    (
        "funds",
        "amount",
        "managedBy",
        "subFundOf",
        "establishedBy",
        "establishedDate",
        "founderOf",
        "renamedTo",
        "develops",
        "locatedIn",
    )
)
# the part of the text before its first comma -> why it is not read right yet
KNOWN_FAILURES: dict[str, str] = {}


def _cases() -> list[tuple[str, set[str], set[str]]]:
    """Text, the facts it states, and those that may be read into it besides."""
    cases = []
    for line in _TABLE.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, _, facts = line.partition("\t")
        listed = [fact.strip() for fact in facts.split(" ; ") if fact.strip()]
        stated = {fact for fact in listed if not fact.startswith("?")}
        allowed = {fact[1:] for fact in listed if fact.startswith("?")}
        cases.append((text.replace("\\n", "\n").replace("\\t", "\t"), stated, allowed))
    return cases


def _found(text: str) -> set[str]:
    """The facts of these properties, a place without what contains it."""
    extraction = extract(read_article(text.encode(), id="case"))
    names = {entity.iri: entity.name for entity in extraction.entities}
    facts = set()
    for claim in extraction.claims:
        subject, value = names[claim.subject], claim.object
        if isinstance(value, PartialDate):
            worded = value.value
        elif isinstance(value, Amount):
            worded = value.name
        else:
            worded = names.get(str(value), str(value))
        if claim.predicate not in _PROPERTIES:
            continue
        if claim.predicate == "locatedIn":
            told_by_name = re.sub("[省市区县]$", "", worded) in subject
            if class_of(claim.subject) in ("Place", "Agency", "Policy") or told_by_name:
                continue
            worded = re.sub(r"^.*(?:省|市|自治区)(?=[\u4e00-\u9fff]{2,}[市区县州]$)", "", worded)
        status = "" if claim.status == "done" else f"|{claim.status}"
        facts.add(f"{subject}|{claim.predicate}|{worded}{status}")
    return facts


@pytest.mark.parametrize(
    ("text", "stated", "allowed"), _cases(), ids=lambda v: v[:18] if isinstance(v, str) else ""
)
def test_profile(
    text: str, stated: set[str], allowed: set[str], request: pytest.FixtureRequest
) -> None:
    if reason := KNOWN_FAILURES.get(text.split(",")[0]):
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    assert _found(text) - allowed == stated
