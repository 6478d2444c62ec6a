"""Sentences about organisations, events and projects: who founded them, where, when, with whom.

The table holds sentences of our own and the facts that a careful reader takes from each. Of these
properties nothing may be missing and nothing may be invented.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.article import read_article
from kg.extraction import extract
from kg.model import PartialDate
from kg.vocabulary import class_of

TABLE = Path(__file__).parent / "extraction" / "organisations.tsv"
PROPERTIES = frozenset(
    (
        "establishedBy",
        "establishedDate",
        "founderOf",
        "holdsPost",
        "partnerOf",
        "develops",
        "renamedTo",
        "hostedAt",
        "managedBy",
        "locatedIn",
    )
)
# what the rules cannot read yet, and why
KNOWN_FAILURES: dict[str, str] = {
    "京东方建设的曜石8.6代": "a name with a figure in its middle is cut at the figure",
    "顾海东，苏州市副市长": "nothing but a comma between person and post: too many other readings",
    "其中，启明大学": "a university whose name is a verb of the dictionary",
    "2014年5月，罗成志携手": "a founder whose partner is no name",
    "安徽铜冠铜箔集团": "two names that differ in the legal form only are taken for one firm",
    "红谷滩元宇宙产业基地": "the segmenter takes the first character of 元宇宙 for a unit",
}


def cases(table: Path) -> list[tuple[str, set[str], set[str]]]:
    """Sentence, the facts it states, and those that may be read into it besides."""
    listed_cases = []
    for line in table.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        sentence, _, facts = line.partition("\t")
        listed = [fact.strip() for fact in facts.split(" ; ") if fact.strip()]
        stated = {_even(fact) for fact in listed if not fact.startswith("?")}
        allowed = {_even(fact[1:]) for fact in listed if fact.startswith("?")}
        listed_cases.append((sentence, stated, allowed))
    return listed_cases


def _even(fact: str) -> str:
    """A fact in one form: partners in order, the status written out."""
    subject, predicate, value, *rest = fact.split("|")
    if predicate == "partnerOf" and value < subject:
        subject, value = value, subject
    return "|".join((subject, predicate, value, rest[0] if rest else "done"))


def found(sentence: str, properties: frozenset[str] = PROPERTIES) -> set[str]:
    """The facts with some properties that the extraction reads in a sentence."""
    extraction = extract(read_article(sentence.encode(), id="case"))
    names = {entity.iri: entity.name for entity in extraction.entities}
    facts = set()
    for claim in extraction.claims:
        subject = names[claim.subject]
        value = claim.object
        worded = (
            value.value if isinstance(value, PartialDate) else names.get(str(value), str(value))
        )
        if claim.predicate not in properties:
            continue
        if claim.predicate == "locatedIn" and (
            class_of(claim.subject) in ("Place", "Agency", "Policy")
            or worded.rstrip("省市区县") in subject  # its name tells
        ):
            continue
        facts.add(_even(f"{subject}|{claim.predicate}|{_short(worded)}|{claim.status}"))
    return facts


def _short(name: str) -> str:
    """The innermost part of the full name of a place."""
    return re.sub(
        r"^(?:[\u4e00-\u9fff]{2,8}?(?:省|市|自治区)(?=[\u4e00-\u9fff]{2,}[市区县州]))+", "", name
    )


@pytest.mark.parametrize(
    ("sentence", "stated", "allowed"),
    cases(TABLE),
    ids=lambda v: v[:18] if isinstance(v, str) else "",
)
def test_sentence(
    sentence: str, stated: set[str], allowed: set[str], request: pytest.FixtureRequest
) -> None:
    for start, reason in KNOWN_FAILURES.items():
        if sentence.startswith(start):
            request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    facts = found(sentence)
    assert facts - allowed == stated
