"""What may stand on both sides of each relation, read from the ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.resources import folder
from kg.vocabulary import ENTITY_CLASSES, OWL, RDF, RDFS, SCHEMA, XSD, ZT

# relations that are asked for together: few enough for one question to be answered well
TOPICS = (
    ("issuedBy", "issuedDate", "appliesTo", "basedOn", "establishes", "target"),
    ("locatedIn", "establishedBy", "establishedDate", "hostedAt", "statistic"),
    ("funds", "amount", "managedBy", "subFundOf"),
    ("partnerOf", "develops", "founderOf", "holdsPost", "renamedTo"),
)


@dataclass(frozen=True)
class Signature:
    """A relation as the ontology defines it.

    Parameters
    ----------
    name : local name of the property.
    label, meaning : in Chinese.
    subjects : classes that it may be said of.
    objects : classes of its objects; empty where they are values.
    value : ``date``, ``amount`` or ``text`` where the object is one, else ''.
    """

    name: str
    label: str
    meaning: str
    subjects: frozenset[str]
    objects: frozenset[str]
    value: str = ""


_Node = ox.NamedNode | ox.BlankNode | ox.Literal
_Facts = defaultdict[tuple[str, str], list[_Node]]


@cache
def signatures() -> dict[str, Signature]:
    """The relations of `TOPICS` by name.

    >>> sorted(signatures()["founderOf"].objects)
    ['Association', 'Company', 'Institute']
    """
    facts: _Facts = defaultdict(list)
    for triple in ox.parse(path=str(folder("ontology") / "zhengtu.ttl")):
        if isinstance(triple.object, _Node):
            facts[_key(triple.subject), triple.predicate.value].append(triple.object)
    return {name: _signature(name, facts) for topic in TOPICS for name in topic}


def _signature(name: str, facts: _Facts) -> Signature:
    iri = ZT + name
    ranges = {part for node in facts[iri, RDFS + "range"] for part in _meant(node, facts)}
    objects = _classes(ranges)
    value = ""
    if not objects:
        value = "date" if XSD + "gYear" in ranges else "text"
        value = "amount" if SCHEMA + "MonetaryAmount" in ranges else value
    return Signature(
        name,
        _chinese(facts[iri, RDFS + "label"]),
        _chinese(facts[iri, RDFS + "comment"]),
        _classes({part for node in facts[iri, RDFS + "domain"] for part in _meant(node, facts)}),
        objects,
        value,
    )


def _classes(iris: set[str]) -> frozenset[str]:
    if ZT + "Entity" in iris:
        return frozenset(ENTITY_CLASSES)
    return frozenset(name for name in ENTITY_CLASSES if ZT + name in iris)


def _meant(node: _Node, facts: _Facts) -> Iterator[str]:
    """What a class expression means: the members of a union, the parts of a gathering class."""
    key = _key(node)
    for other in facts.get((key, OWL + "equivalentClass"), ()):
        yield from _meant(other, facts)
    unions = facts.get((key, OWL + "unionOf"), [])
    for rest in unions:
        while (_key(rest), RDF + "first") in facts:
            yield from _meant(facts[_key(rest), RDF + "first"][0], facts)
            rest = facts[_key(rest), RDF + "rest"][0]
    if not unions:
        yield key


def _key(node: object) -> str:
    return str(getattr(node, "value", node))


def _chinese(nodes: list[_Node]) -> str:
    return next(
        node.value
        for node in nodes
        if isinstance(node, ox.Literal) and str(node.language).lower() == "zh-hans"
    )
