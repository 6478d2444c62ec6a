"""Sentences about where things are: in a park, at the place named before, by a name, by a heading.

The table holds sentences of our own and every place that a careful reader takes from each.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_extraction_organisations import _short, cases

from kg.article import read_article
from kg.extraction import extract

TABLE = Path(__file__).parent / "extraction" / "places.tsv"


def placed(sentence: str) -> set[str]:
    """What the extraction places, and where."""
    extraction = extract(read_article(sentence.encode(), id="case"))
    names = {entity.iri: _short(entity.name) for entity in extraction.entities}
    return {
        f"{names[c.subject]}|{c.predicate}|{names[str(c.object)]}|{c.status}"
        for c in extraction.claims
        if c.predicate in ("locatedIn", "hostedAt")
    }


@pytest.mark.parametrize(
    ("sentence", "stated", "allowed"),
    cases(TABLE),
    ids=lambda v: v[:18] if isinstance(v, str) else "",
)
def test_sentence(sentence: str, stated: set[str], allowed: set[str]) -> None:
    assert placed(sentence.replace("\\n", "\n")) - allowed == stated
