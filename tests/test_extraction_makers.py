"""Who makes what: products, bodies and projects, with whom, who runs them, what they cost.

The table holds sentences of our own and the facts that a careful reader takes from each. Of these
properties nothing may be missing and nothing may be invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_extraction_organisations import cases

from kg.article import read_article
from kg.extraction import extract
from kg.model import Amount, Text

TABLE = Path(__file__).parent / "extraction" / "makers.tsv"
PROPERTIES = frozenset(("develops", "establishedBy", "partnerOf", "managedBy", "target", "amount"))


def read(sentence: str) -> set[str]:
    """The facts of this family that the extraction reads in a sentence, in the table's form."""
    extraction = extract(read_article(sentence.encode(), id="case"))
    names = {entity.iri: entity.name for entity in extraction.entities}
    facts = set()
    for claim in extraction.claims:
        if claim.predicate not in PROPERTIES:
            continue
        subject, value = names[claim.subject], claim.object
        if isinstance(value, Text):
            worded = value.value
        else:
            worded = value.name if isinstance(value, Amount) else names[str(value)]
        if claim.predicate == "partnerOf" and worded < subject:
            subject, worded = worded, subject
        facts.add(f"{subject}|{claim.predicate}|{worded}|{claim.status}")
    return facts


@pytest.mark.parametrize(
    ("sentence", "stated", "allowed"),
    cases(TABLE),
    ids=lambda v: v[:18] if isinstance(v, str) else "",
)
def test_sentence(sentence: str, stated: set[str], allowed: set[str]) -> None:
    assert read(sentence) - allowed == stated
