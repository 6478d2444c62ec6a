"""Sentences of surveys of regions and of interpretations: what policies set up, who holds what.

The table holds sentences of our own and the facts that a careful reader takes from each.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_extraction_organisations import _short, cases

from kg.article import read_article
from kg.extraction import extract

TABLE = Path(__file__).parent / "extraction" / "surveys.tsv"
LEFT_OUT = ("appliesTo", "issuedBy", "issuedDate", "establishedDate")  # other tables have them


def told(sentence: str) -> set[str]:
    """The facts of the sentence, but for those of its policy's imprint."""
    extraction = extract(read_article(sentence.encode(), id="case"))
    names = {entity.iri: entity.name for entity in extraction.entities}
    return {
        f"{names[c.subject]}|{c.predicate}|{_short(names.get(str(c.object), str(c.object)))}"
        f"|{c.status}"
        for c in extraction.claims
        if c.predicate not in LEFT_OUT
    }


@pytest.mark.parametrize(
    ("sentence", "stated", "allowed"),
    cases(TABLE),
    ids=lambda v: v[:18] if isinstance(v, str) else "",
)
def test_sentence(sentence: str, stated: set[str], allowed: set[str]) -> None:
    assert told(sentence) - allowed == stated
