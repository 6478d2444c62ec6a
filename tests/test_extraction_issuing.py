"""Sentences about policies and places: who issued what and when, for where, with which goals.

The table holds sentences of our own and the facts that a careful reader takes from each. Of these
properties nothing may be missing and nothing may be invented. What a name tells by itself (the
region of 甲市财政局 and of 《甲市…办法》) is compared only where the table lists it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from kg.article import read_article
from kg.extraction import extract
from kg.model import PartialDate, Text
from kg.vocabulary import class_of

TABLE = Path(__file__).parent / "extraction" / "issuing.tsv"
PROPERTIES = frozenset(
    ("issuedBy", "issuedDate", "basedOn", "target", "statistic", "locatedIn", "appliesTo")
)
# what the rules cannot read yet, and why
KNOWN_FAILURES: dict[str, str] = {}


def cases() -> list[tuple[str, frozenset[str], frozenset[str]]]:
    """Sentence, the facts it states, and those that may be read into it besides."""
    found = []
    for line in TABLE.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        sentence, _, facts = line.partition("\t")
        listed = [fact.strip() for fact in facts.split(" ; ") if fact.strip()]
        stated = frozenset(_even(fact) for fact in listed if not fact.startswith("?"))
        allowed = frozenset(_even(fact[1:]) for fact in listed if fact.startswith("?"))
        found.append((sentence.replace("\\n", "\n"), stated, allowed))
    return found


def _even(fact: str) -> str:
    """A fact in one form, the status written out."""
    subject, predicate, value, *rest = fact.split("|")
    return "|".join((subject, predicate, value, *(rest or ["done"])))


def read(sentence: str, listed: Iterable[str]) -> set[str]:
    """The facts of this family that the extraction reads in a sentence.

    Parameters
    ----------
    sentence : a sentence of the table.
    listed : its facts in the table; what names tell is left out unless it is among them.
    """
    extraction = extract(read_article(sentence.encode(), id="case"))
    names = {entity.iri: entity.name for entity in extraction.entities}
    facts = set()
    for claim in extraction.claims:
        if claim.predicate not in PROPERTIES:
            continue
        subject, value = names[claim.subject], claim.object
        if class_of(claim.subject) == "Place":
            subject = _short(subject)
        worded = value.value if isinstance(value, PartialDate | Text) else names[str(value)]
        worded = worded if isinstance(value, Text) else _short(worded)
        by = [
            q.value
            for name, q in claim.qualifiers
            if name in ("year", "by") and isinstance(q, PartialDate)
        ]
        fact = "|".join((subject, claim.predicate, worded, claim.status, *by))
        told = claim.predicate == "appliesTo" or (
            claim.predicate == "locatedIn" and class_of(claim.subject) == "Agency"
        )
        if told and fact not in listed:
            continue
        facts.add(fact)
    return facts


def _short(name: str) -> str:
    """The innermost part of the full name of a place."""
    import re

    return re.sub(
        r"^(?:[\u4e00-\u9fff]{2,8}?(?:省|市|自治区)(?=[\u4e00-\u9fff]{1,}[市区县州]$))+", "", name
    )


@pytest.mark.parametrize(
    ("sentence", "stated", "allowed"), cases(), ids=lambda v: v[:18] if isinstance(v, str) else ""
)
def test_sentence(
    sentence: str,
    stated: frozenset[str],
    allowed: frozenset[str],
    request: pytest.FixtureRequest,
) -> None:
    if sentence in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(reason=KNOWN_FAILURES[sentence], strict=True))
    assert read(sentence, stated) - allowed == stated
