"""Who funds whom, how large funds are, who manages them: sentences of our own, both ways.

``extraction/money.tsv`` holds a sentence (``\\n`` is a line break) and what it says about money:
``subject|predicate|object|status`` and, for funds, the sum and qualifiers as ``name=value``. All
that is found of these properties has to be there, and nothing else.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.article import read_article
from kg.extraction import extract
from kg.model import Amount, Claim, Text

_TABLE = Path(__file__).parent / "extraction" / "money.tsv"
_OF_FUNDS = ("establishes", "establishedBy", "managedBy")

# sentence -> why it is not read right yet
KNOWN_FAILURES: dict[str, str] = {}


def rows() -> list[tuple[str, str]]:
    """The sentences and what they say."""
    lines = _TABLE.read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(sentence.replace("\\n", "\n"), facts) for sentence, facts in pairs]


def expected(facts: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Fact without its sum -> its sum, and the qualifiers that matter."""
    found = {}
    for fact in filter(None, facts.split(" ; ")):
        fields = fact.split("|")
        rest = fields[4:]
        amount = next((field for field in rest if "=" not in field), "")
        found["|".join(fields[:4])] = (
            amount,
            dict(field.split("=") for field in rest if "=" in field),
        )
    return found


def stated(sentence: str) -> dict[str, dict[str, str]]:
    """The facts about money that are found -> their qualifiers in words."""
    extraction = extract(read_article(sentence.encode(), id="case"))
    names = {entity.iri: entity.name for entity in extraction.entities}
    funds = {e.iri for e in extraction.entities if e.class_name == "Fund"}

    def about_money(claim: Claim) -> bool:
        ends = {claim.subject, claim.object}
        fund = claim.predicate in _OF_FUNDS and bool(ends & funds)
        return fund or claim.predicate in ("funds", "amount", "subFundOf")

    return {
        f"{names[claim.subject]}|{claim.predicate}|{_worded(claim.object, names)}|{claim.status}": {
            name: _worded(value, names) for name, value in claim.qualifiers
        }
        for claim in extraction.claims
        if about_money(claim)
    }


def _worded(value: object, names: dict[str, str]) -> str:
    if isinstance(value, Amount):
        return value.name
    return value.value if isinstance(value, Text) else names.get(str(value), str(value))


@pytest.mark.parametrize(("sentence", "facts"), rows(), ids=lambda text: text[:24])
def test_money(sentence: str, facts: str, request: pytest.FixtureRequest) -> None:
    if sentence in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(reason=KNOWN_FAILURES[sentence], strict=True))
    wanted, found = expected(facts), stated(sentence)
    assert set(found) == set(wanted)
    for fact, (amount, qualifiers) in wanted.items():
        if "|funds|" in fact:
            assert found[fact].get("amount", "") == amount, fact
        for name, value in qualifiers.items():
            assert found[fact].get(name) == value, fact


def test_there_are_enough_sentences_without_money() -> None:
    assert sum(not facts for _, facts in rows()) >= 25
