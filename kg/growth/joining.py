"""Two entities of the packaged graph that a person says are one.

What the packaged graph says of them is rewritten, and kept as it was, so that the person can
change his mind: a judgement taken back leaves no trace.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.claims import read_claims, zt
from kg.dataset import GIVEN_GRAPH, INDEX
from kg.records import Known, resolved_claim
from kg.turtle import Statement, Term, lexical
from kg.vocabulary import SKOS, ZT, class_of

_NODE = ox.NamedNode(INDEX + "joined")
_ORIGINALS, _NAMES = (ox.NamedNode(INDEX + name) for name in ("setAside", "means"))
_INPUTS = ox.NamedNode(INDEX + "inputs")
_EVIDENCE = zt("evidence")


@dataclass(frozen=True)
class Joined:
    """What was rewritten.

    Parameters
    ----------
    names : IRI of an entity or a claim -> the IRI that it is written as.
    originals : the quads as they were.
    merged : IRIs of claims that became one with a claim that was there already.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    originals: frozenset[ox.Quad] = frozenset()
    merged: frozenset[str] = frozenset()

    @property
    def rewritten(self) -> set[ox.Quad]:
        """The quads as they are written now."""
        return {new for quad in self.originals if (new := self._written(quad)) is not None}

    @property
    def entities(self) -> dict[str, str]:
        """The entities among the names."""
        return {old: new for old, new in self.names.items() if class_of(old) != "Claim"}

    @property
    def quads(self) -> set[ox.Quad]:
        """How the store remembers it."""
        if not self.names:
            return set()
        text = "".join(sorted(f"{quad} .\n" for quad in self.originals))
        names = json.dumps([dict(sorted(self.names.items())), sorted(self.merged)])
        return {
            ox.Quad(_NODE, _ORIGINALS, ox.Literal(text), _INPUTS),
            ox.Quad(_NODE, _NAMES, ox.Literal(names), _INPUTS),
        }

    def _written(self, quad: ox.Quad) -> ox.Quad | None:
        subject, predicate = lexical(quad.subject), quad.predicate
        if subject in self.merged and predicate != _EVIDENCE:
            return None
        if subject in self.names and class_of(subject) != "Claim":
            local = predicate.value.removeprefix(SKOS)
            if predicate.value == SKOS + "prefLabel" and _is_chinese(quad.object):
                predicate = ox.NamedNode(SKOS + "altLabel")
            elif local not in ("altLabel", "hiddenLabel") and not predicate.value.startswith(ZT):
                return None  # class, labels for display, code: the other has its own
        new = ox.NamedNode(self.names.get(subject, subject))
        value = quad.object
        if isinstance(value, ox.NamedNode):
            value = ox.NamedNode(self.names.get(value.value, value.value))
        return None if new == value else ox.Quad(new, predicate, value, quad.graph_name)


def read_joined(engine: ox.Store) -> Joined:
    """Read what was rewritten in a store."""
    found = {
        quad.predicate: lexical(quad.object)
        for quad in engine.quads_for_pattern(_NODE, None, None, _INPUTS)
    }
    if not found:
        return Joined()
    names, merged = json.loads(found[_NAMES])
    originals = ox.parse(found[_ORIGINALS], format=ox.RdfFormat.N_QUADS)
    return Joined(names, frozenset(originals), frozenset(merged))


def join(
    engine: ox.Store, before: Joined, entities: Mapping[str, str], curated: Iterable[ox.NamedNode]
) -> Joined:
    """Work out what has to be rewritten.

    Parameters
    ----------
    engine : the store as it is.
    before : what is rewritten in it.
    entities : IRI of each packaged entity that is another -> the IRI of that one.
    curated : graphs of the packaged sources.
    """
    if not entities:
        return Joined()
    store = ox.Store()  # the packaged graph as it was before anything was rewritten
    graphs = [*curated, GIVEN_GRAPH]
    for graph in graphs:
        store.extend(engine.quads_for_pattern(None, None, None, graph))
    for iri in {*entities, *before.entities, *before.entities.values()}:
        node = ox.NamedNode(iri)
        labels = engine.quads_for_pattern(node, None, None, ox.DefaultGraph())
        store.extend(quad for quad in labels if not quad.predicate.value.startswith(ZT))
    for quad in before.rewritten:
        store.remove(quad)
    store.extend(before.originals)
    names, originals, merged = dict(entities), set[ox.Quad](), set[str]()
    known = {old: Known(new, "") for old, new in entities.items()}
    for old in entities:
        node = ox.NamedNode(old)
        originals |= set(store.quads_for_pattern(node, None, None))
        originals |= set(store.quads_for_pattern(None, None, node))
    claims = {q.subject for q in originals if class_of(lexical(q.subject)) == "Claim"}
    for claim in sorted(claims, key=lexical):
        about = _about(store, claim)
        for _, _, value in list(about):
            about += _about(store, value)
        [said] = [c for c in read_claims(about) if c.iri == lexical(claim)]
        new = resolved_claim(said, known).iri
        if new in names.values() or any(store.quads_for_pattern(ox.NamedNode(new), None, None)):
            merged.add(said.iri)
        names[said.iri] = new
        originals |= set(store.quads_for_pattern(claim, None, None))
        originals |= set(store.quads_for_pattern(None, None, claim))
    return Joined(names, frozenset(originals), frozenset(merged))


def _about(store: ox.Store, node: Term) -> list[Statement]:
    if not isinstance(node, ox.NamedNode):
        return []
    quads = store.quads_for_pattern(node, None, None)
    return [(quad.subject, quad.predicate, quad.object) for quad in quads]


def _is_chinese(value: Term) -> bool:
    return isinstance(value, ox.Literal) and (value.language or "").startswith("zh")
