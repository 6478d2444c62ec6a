"""Tables of sentences of our own, with the facts that a careful reader takes from each.

A line is a sentence, a tab, and facts between `` ; ``, or nothing where no fact is stated. In the
sentence ``\\n`` is a line break and ``\\t`` a tab. A fact is ``subject|predicate|object``, then the
status unless it is ``done``, then the values of the qualifiers that the table compares, then other
qualifiers as ``name=value``, each compared where it is written. ``?`` in front: may be read into
the sentence, but need not. ``-property``: compared although no fact of it is stated. A place may go
without the places that contain it, unless it is then called as another place is in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.article import read_article
from kg.extraction import extract
from kg.gazetteer import by_name, canonical_name
from kg.model import Amount, Claim, PartialDate, Text, Value
from kg.vocabulary import class_of

FOLDER = Path(__file__).parent / "extraction"


@dataclass(frozen=True)
class Table:
    """What is compared of the sentences of a table.

    Parameters
    ----------
    properties : nothing of these may be missing or invented in any sentence, nor of those that its
        own line names; None for all properties.
    told : classes of things whose regions are compared only where the line lists them, as far as
        names tell them: where any agency or place is, where a policy applies, and where other
        things are that bear the name of the region.
    qualifiers : these are compared in every fact, and written without their names.
    """

    properties: Set[str] | None = frozenset()
    told: Set[str] = frozenset()
    qualifiers: Set[str] = frozenset()


@dataclass(frozen=True)
class Case:
    """A sentence, the facts it states, those that may be read into it, what the line names."""

    sentence: str
    stated: frozenset[str]
    allowed: frozenset[str]
    properties: frozenset[str]


def lines(name: str) -> Iterator[tuple[str, list[str]]]:
    """The sentences of a table, and what is listed for each."""
    for line in (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, _, listed = line.partition("\t")
            sentence = sentence.replace("\\n", "\n").replace("\\t", "\t")
            yield sentence, [item.strip() for item in listed.split(" ; ") if item.strip()]


def cases(name: str) -> list[Case]:
    """The lines of a table of facts."""
    found = []
    for sentence, listed in lines(name):
        stated = frozenset(_even(item) for item in listed if item[0] not in "?-")
        allowed = frozenset(_even(item[1:]) for item in listed if item[0] == "?")
        without = {item[1:] for item in listed if item[0] == "-"}
        named = {fact.split("|")[1] for fact in stated} | without
        found.append(Case(sentence, stated, allowed, frozenset(named)))
    return found


def marks(sentence: str, failures: Mapping[str, str]) -> list[pytest.MarkDecorator]:
    """What a sentence is marked with if it begins as one that is not read right yet.

    Parameters
    ----------
    failures : how such sentences begin -> why.
    """
    return [
        pytest.mark.xfail(reason=reason, strict=True)
        for start, reason in failures.items()
        if sentence.startswith(start)
    ]


def read(case: Case, table: Table) -> set[str]:
    """The facts that the extraction reads in a sentence, but for those that are merely allowed."""
    extraction = extract(read_article(case.sentence.encode(), id="case"))
    names = {entity.iri: entity.name for entity in extraction.entities}
    listed = case.stated | case.allowed
    asked: dict[str, list[str]] = {}  # fact -> the qualifiers that the line writes with names
    for fact in listed:
        plain, *named = re.split(r"\|(?=\w+=)", fact)
        asked[plain] = [qualifier.partition("=")[0] for qualifier in named]
    facts = set()
    for claim in extraction.claims:
        if table.properties is None or claim.predicate in table.properties | case.properties:
            qualifiers = {name: _worded(value, names) for name, value in claim.qualifiers}
            always = [_worded(v, names) for n, v in claim.qualifiers if n in table.qualifiers]
            forms = [
                _even("|".join((subject, claim.predicate, value, claim.status, *always)))
                for subject in _forms(claim.subject, names)
                for value in _forms(claim.object, names)
            ]
            plain = next((form for form in forms if form in asked), forms[0])
            fact = "|".join((plain, *(f"{n}={qualifiers.get(n)}" for n in asked.get(plain, ()))))
            if fact in listed or not _is_told(claim, names, table.told):
                facts.add(fact)
    return facts - case.allowed


def _forms(value: Value, names: dict[str, str]) -> list[str]:
    """A value in words; a place in full, then without the places that contain it."""
    word = _worded(value, names)
    if not isinstance(value, str) or class_of(value) != "Place":
        return [word]
    outer = r"^(?:[\u4e00-\u9fff]{2,8}?(?:省|市|自治区)(?=[\u4e00-\u9fff]+[市区县州]$))+"
    inner = re.sub(outer, "", word)
    is_another = any(canonical_name(place) == inner for place in by_name(inner))
    return [word] if is_another else [word, inner]


def _worded(value: Value, names: dict[str, str]) -> str:
    if isinstance(value, Amount):
        return value.name
    return value.value if isinstance(value, PartialDate | Text) else names.get(value, str(value))


def _even(fact: str) -> str:
    """A fact in one form: partners in order, the status written out."""
    subject, predicate, value, *rest = filter(None, fact.split("|"))
    if predicate == "partnerOf" and value < subject:
        subject, value = value, subject
    return "|".join((subject, predicate, value, *(rest or ["done"])))


def _is_told(claim: Claim, names: dict[str, str], told: Set[str]) -> bool:
    """Tell whether a claim only says what the name of its subject says."""
    kind = class_of(claim.subject)
    if kind not in told or claim.predicate != ("appliesTo" if kind == "Policy" else "locatedIn"):
        return False
    region = re.sub("[省市区县]$", "", _worded(claim.object, names))
    return kind in ("Agency", "Policy", "Place") or region in names[claim.subject]
