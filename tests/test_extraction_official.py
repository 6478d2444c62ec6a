"""Official documents: who issues, forwards and answers them, what they set up and pay for.

The table holds short documents of our own and the facts that a careful reader takes from each.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.article import read_article
from kg.extraction import extract
from kg.model import PartialDate, Text

TABLE = Path(__file__).parent / "extraction" / "official.tsv"


def cases(table: Path) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    """Text, the facts it states, and the properties that are compared."""
    listed_cases = []
    for line in table.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, _, listed = line.partition("\t")
        facts = [fact.strip() for fact in listed.split(" ; ")]
        stated = {_even(fact) for fact in facts if not fact.startswith("-")}
        without = {fact[1:] for fact in facts if fact.startswith("-")}
        properties = {fact.split("|")[1] for fact in stated} | without
        listed_cases.append((text.replace("\\n", "\n"), frozenset(stated), frozenset(properties)))
    return listed_cases


def _even(fact: str) -> str:
    return fact if fact.count("|") == 3 else f"{fact}|done"


def found(text: str, properties: frozenset[str]) -> set[str]:
    """The facts with some properties that the extraction reads in a text."""
    extraction = extract(read_article(text.encode(), id="case"))
    names = {entity.iri: entity.name for entity in extraction.entities}
    facts = set()
    for claim in extraction.claims:
        if claim.predicate in properties:
            value = claim.object
            worded = value.value if isinstance(value, PartialDate | Text) else str(value)
            worded = names.get(worded, worded)
            facts.add("|".join((names[claim.subject], claim.predicate, worded, claim.status)))
    return facts


@pytest.mark.parametrize(
    ("text", "stated", "properties"), cases(TABLE), ids=[case[0][:18] for case in cases(TABLE)]
)
def test_document(text: str, stated: frozenset[str], properties: frozenset[str]) -> None:
    assert found(text, properties) == stated
