"""What readers found in an article, in the plain form in which findings are compared.

A careful reader's findings stand in a JSON file beside the article; those of the extraction, or of
a curator, are reduced to the same form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.characters import simplified
from kg.errors import ArticleError, TermError
from kg.model import Amount, Claim, Entity, PartialDate, Text, Value
from kg.vocabulary import class_of, local_name

# the annotation scheme writes some things in other words than the graph
_STATUS = {"proposed": "planned"}
# the qualifier that tells how a sum is bound -> the words for it, where the sum itself has none
_BOUND = {"floor": "不低于", "cap": "不超过"}
_BOUND_WORDS = re.compile("不|超|过|多|余|逾|以[上下内]|最|至[少多]|近|上限|下限")
UNSCORED = ("Beneficiary",)  # a described group is a literal in annotations


@dataclass(frozen=True)
class Thing:
    """An entity reduced to what scoring needs: an id, a class and its normalised names."""

    id: str
    class_name: str
    name: str
    names: frozenset[str]


@dataclass(frozen=True)
class Fact:
    """A fact reduced to its ends; `object` is the id of a thing or the literal as text."""

    subject: str
    predicate: str
    object: str
    status: str = "done"
    date: str | None = None
    confidence: Decimal | None = field(default=None, compare=False)  # of an extracted fact


@dataclass(frozen=True)
class Record:
    """What one reader, human or machine, found in one document."""

    document: str
    things: tuple[Thing, ...]
    facts: tuple[Fact, ...]


def read_annotation(path: Path) -> Record:
    """Read an annotation file.

    Parameters
    ----------
    path : a JSON file with ``doc``, ``entities`` and ``facts``.

    Raises
    ------
    ArticleError : the file is not such JSON, or a fact names an entity that is not there.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        things = tuple(_annotated_thing(entry) for entry in data["entities"])
        known = {thing.id for thing in things}
        facts = tuple(_annotated_fact(entry) for entry in data["facts"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArticleError(f"{path} is not an annotation: {error}") from error
    lost = sorted({fact.subject for fact in facts} - known)
    if lost:
        raise ArticleError(f"{path}: facts about entities that are not listed: {', '.join(lost)}")
    return Record(Path(data.get("doc", path.stem)).stem, things, facts)


def _annotated_thing(entry: Mapping[str, Any]) -> Thing:
    names = [entry["name"], *entry.get("aliases", ())]
    if entry.get("surface"):
        names.append(entry["surface"])
    return Thing(entry["id"], entry["type"], entry["name"], normalised(names))


def _annotated_fact(entry: Mapping[str, Any]) -> Fact:
    qualifiers = entry.get("q") or {}
    predicate = "locatedIn" if entry["p"] == "partOf" else entry["p"]
    # a goal is still to be reached, whether or not the annotation says so
    status = qualifiers.get("status", "planned" if predicate == "target" else "done")
    value, bound = str(entry["o"]), _BOUND.get(str(qualifiers.get("bound")), "")
    if predicate == "amount" and not _BOUND_WORDS.search(value):
        value = bound + value
    return Fact(
        entry["s"],
        predicate,
        value,
        _STATUS.get(status, status),
        str(qualifiers["date"]) if "date" in qualifiers else None,
    )


def record_of(document: str, entities: Iterable[Entity], claims: Iterable[Claim]) -> Record:
    """Reduce entities and claims, extracted or curated, to the form that is scored."""
    things = tuple(
        Thing(
            entity.iri,
            entity.class_name,
            entity.name,
            normalised((entity.name, *entity.aliases, *entity.hidden)),
        )
        for entity in entities
    )
    labels = {thing.id: thing.name for thing in things}
    facts = tuple(
        Fact(
            claim.subject,
            claim.predicate,
            _object_text(claim.object, labels),
            claim.status,
            next((_plain(v) for k, v in claim.qualifiers if k == "date"), None),
            claim.confidence,
        )
        for claim in claims
    )
    return Record(document, things, tuple(dict.fromkeys(facts)))


def _object_text(value: Value, labels: Mapping[str, str]) -> str:
    if isinstance(value, str) and class_of(value) in UNSCORED:
        return labels.get(value, value)
    return _plain(value)


def _plain(value: Value) -> str:
    if isinstance(value, Amount):
        return value.name
    if isinstance(value, (PartialDate, Text)):
        return value.value
    return str(value)


def normalised(names: Iterable[str]) -> frozenset[str]:
    kept = set()
    for name in names:
        try:
            # annotations give surfaces as they stand, in traditional characters too
            kept.add(simplified(local_name(name)).lower())
        except TermError:  # an alias of punctuation only identifies nothing
            continue
    return frozenset(kept)
