"""What an article brought: new, known already, at odds with others, to be looked at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from kg.claims import source_node, zt
from kg.facts import CONFLICT_KINDS
from kg.growth.holding import RESOLVED_GRAPH
from kg.growth.own import Added, OwnGraph
from kg.model import Entity
from kg.resolution import alike, form_of
from kg.turtle import lexical
from kg.vocabulary import ENTITY_CLASSES, ID, PREFIXES, SKOS, ZT, class_of

_SURE = 0.7  # confidence below which a claim should be looked at
_QUESTIONS = 20  # pairs of names that are asked about at most

_CLAIMS = """
SELECT ?claim ?s ?p ?o ?confidence (GROUP_CONCAT(DISTINCT COALESCE(STR(?source), ""); separator=" ") AS ?others)
WHERE {
  GRAPH %s { ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; zt:status ?status ;
                    zt:confidence ?confidence }
  OPTIONAL {
    GRAPH ?source { ?other rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; zt:status ?status }
    FILTER(?source != %s)
  }
} GROUP BY ?claim ?s ?p ?o ?confidence ORDER BY ?claim"""
_ENTITIES = """
SELECT DISTINCT ?entity WHERE {
  GRAPH %s { ?entity a ?class . FILTER(STRSTARTS(STR(?entity), "%s")) }
  FILTER NOT EXISTS { GRAPH ?source { ?entity a ?class } FILTER(?source != %s) }
}"""


@dataclass(frozen=True)
class News:
    """What an article brought.

    Parameters
    ----------
    added : what became of the article.
    entities : IRIs of the entities that no other source names.
    new : IRIs of claims that no other source makes.
    confirmed : IRI of a claim -> ids of the other sources that make it.
    copies : ids of the sources that are copies of its text, which count as one with it.
    disagreements : kind, IRI of its claim, IRI of the other claim.
    unsure : pairs of IRIs that rules found alike but not the same, with the reason.
    doubtful : IRIs of claims of low confidence.
    """

    added: Added
    entities: tuple[str, ...]
    new: tuple[str, ...]
    confirmed: dict[str, tuple[str, ...]]
    copies: tuple[str, ...]
    disagreements: tuple[tuple[str, str, str], ...]
    unsure: tuple[tuple[str, str, str], ...]
    doubtful: tuple[str, ...]


def news(own: OwnGraph, added: Added) -> News:
    """Tell what an article brought that was just added."""
    engine, graph = own.engine, source_node(added.source)
    if added.outcome in ("same", "held"):
        return News(added, (), (), {}, (), (), (), ())
    new, doubtful = [], []
    confirmed: dict[str, tuple[str, ...]] = {}
    for row in _select(engine, _CLAIMS % (graph, graph)):
        claim, others = lexical(row["claim"]), lexical(row["others"]).split()
        if others:
            confirmed[claim] = tuple(sorted(o.removeprefix(f"{ID}source/") for o in others))
        else:
            new.append(claim)
        if float(lexical(row["confidence"])) < _SURE:
            doubtful.append(claim)
    entities = sorted(
        lexical(row["entity"])
        for row in _select(engine, _ENTITIES % (graph, ID, graph))
        if class_of(lexical(row["entity"])) in ENTITY_CLASSES
    )
    same_text = engine.quads_for_pattern(graph, zt("derivedFromSameText"), None)
    return News(
        added,
        tuple(entities),
        tuple(new),
        confirmed,
        tuple(sorted({lexical(quad.object).removeprefix(f"{ID}source/") for quad in same_text})),
        tuple(_disagreements(engine, [*new, *confirmed])),
        tuple(questions(own, entities))[:_QUESTIONS],
        tuple(doubtful),
    )


def _disagreements(engine: ox.Store, claims: list[str]) -> list[tuple[str, str, str]]:
    found = [
        (kind, claim, lexical(quad.object))
        for claim in claims
        for kind in CONFLICT_KINDS
        for quad in engine.quads_for_pattern(ox.NamedNode(claim), zt(kind), None)
    ]
    return sorted(set(found), key=lambda d: (CONFLICT_KINDS.index(d[0]), d))


def questions(own: OwnGraph, among: list[str] | None = None) -> list[tuple[str, str, str]]:
    """Find pairs of entities that a person should judge, the best first.

    Parameters
    ----------
    own : the store.
    among : IRIs of which one has to be in each pair; any when None.

    Returns
    -------
    The two IRIs and the reason to ask. First what rules left open, then what has similar names;
    nothing that a person has decided.
    """
    engine = own.engine
    wanted = None if among is None else set(among)
    judged = own.holding.rulings(own.holding.judgements())
    labels = _labels(engine)
    forms = {
        iri: form_of(Entity(class_of(iri) or "", name), iri=iri) for iri, name in labels.items()
    }
    found: list[tuple[str, str, str]] = []
    for quad in engine.quads_for_pattern(None, zt("decision"), zt("unsure"), RESOLVED_GRAPH):
        about = {
            q.predicate.value.removeprefix(ZT): lexical(q.object)
            for q in engine.quads_for_pattern(quad.subject, None, None, RESOLVED_GRAPH)
        }
        left, right = about["left"], about["right"]
        if wanted is None or {left, right} & wanted:
            found.append((left, right, about["because"]))
    asked = {(left, right) for left, right, _ in found}
    bare = {iri: form_of(Entity(class_of(iri) or "", name)) for iri, name in labels.items()}
    for score, left, right in alike(bare, wanted):
        if (left, right) not in asked and judged.on(forms[left], forms[right]) is None:
            found.append((left, right, f"名称相似（{score:g}%）"))
    return found


def _labels(engine: ox.Store) -> dict[str, str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for quad in engine.quads_for_pattern(None, ox.NamedNode(SKOS + "prefLabel"), None):
        if isinstance(quad.object, ox.Literal) and quad.object.language != "en":
            found[lexical(quad.subject)].append(quad.object.value)
    return {iri: min(names) for iri, names in found.items() if class_of(iri) in ENTITY_CLASSES}


def _select(engine: ox.Store, query: str) -> list[ox.QuerySolution]:
    answer = engine.query(query, prefixes=PREFIXES, use_default_graph_as_union=False)
    assert isinstance(answer, ox.QuerySolutions)
    return list(answer)
