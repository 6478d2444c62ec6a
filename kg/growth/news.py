"""What an article brought: new, known already, at odds with others, to be looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.claims import source_node, zt
from kg.facts import CONFLICT_KINDS, testimony
from kg.growth.holding import RESOLVED_GRAPH
from kg.growth.own import Added, OwnGraph
from kg.model import Entity
from kg.report import WORDS, Names
from kg.resolution import Form, alike, form_of
from kg.store import EmbeddedStore
from kg.turtle import Term, lexical
from kg.vocabulary import ENTITY_CLASSES, ID, PREFIXES, SKOS, class_of

_SURE = 0.7  # confidence below which a claim should be looked at
_QUESTIONS = 20  # pairs of names that are asked about at most

_STATED = """
SELECT ?claim ?s ?p ?o ?status ?confidence WHERE {
  GRAPH %s { ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; zt:status ?status ;
                    zt:confidence ?confidence }
} ORDER BY ?claim"""
_ALSO = """
SELECT DISTINCT ?source WHERE {
  GRAPH ?source { ?other rdf:subject %s ; rdf:predicate %s ; rdf:object %s ; zt:status %s }
}"""
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
    for row in _select(engine, _STATED % graph):
        said = tuple(str(row[name]) for name in ("s", "p", "o", "status"))
        sources = {lexical(other["source"]) for other in _select(engine, _ALSO % said)}
        claim, others = lexical(row["claim"]), sources - {graph.value}
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
    once = {(k, one, two) for k, one, two in found if one < two or (k, two, one) not in found}
    return sorted(once, key=lambda d: (CONFLICT_KINDS.index(d[0]), d))


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
    holding = own.holding
    wanted = None if among is None else set(among)
    judged = holding.rulings(holding.judgements())
    names = _labels(own.engine) if among is None else _around(own, among)

    def form(iri: str) -> Form:
        known = iri if holding.is_packaged(iri) else ""
        return form_of(Entity(class_of(iri) or "", names[iri]), iri=known)

    asked: dict[tuple[str, str], str] = {}
    for quad in own.engine.quads_for_pattern(None, zt("decision"), zt("unsure"), RESOLVED_GRAPH):
        left, right, because = (
            lexical(next(own.engine.quads_for_pattern(quad.subject, zt(name), None)).object)
            for name in ("left", "right", "because")
        )
        asked[left, right] = because
    own_judgements = {judgement.iri for judgement in holding.judgements()}
    for judgement in holding.curated:
        both = class_of(judgement.left) and class_of(judgement.right)
        if judgement.decision == "unsure" and both and judgement.iri not in own_judgements:
            asked[judgement.left, judgement.right] = judgement.because
    for score, left, right in alike(names, form, wanted):
        if (left, right) not in asked and judged.on(form(left), form(right)) is None:
            asked[left, right] = f"名称相似（{score:g}%）"
    return [
        (left, right, because)
        for (left, right), because in asked.items()
        if wanted is None or {left, right} & wanted
    ]


def _labels(engine: ox.Store) -> dict[str, str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for quad in engine.quads_for_pattern(None, ox.NamedNode(SKOS + "prefLabel"), None):
        if _is_chinese(quad.object):
            found[lexical(quad.subject)].append(lexical(quad.object))
    return {iri: min(names) for iri, names in found.items() if class_of(iri) in ENTITY_CLASSES}


def _around(own: OwnGraph, among: Iterable[str]) -> dict[str, str]:
    """The names of some entities, and of those whose names are similar."""
    found: dict[str, str] = {}
    for iri in among:
        node, label = ox.NamedNode(iri), ox.NamedNode(SKOS + "prefLabel")
        quads = own.engine.quads_for_pattern(node, label, None)
        name = min(lexical(q.object) for q in quads if _is_chinese(q.object))
        found[iri] = name
        found |= own.holding.resembling(Form(class_of(iri) or "", name))
    return found


def _is_chinese(value: Term) -> bool:
    return isinstance(value, ox.Literal) and (value.language or "").startswith("zh")


def _select(engine: ox.Store, query: str) -> list[ox.QuerySolution]:
    answer = engine.query(query, prefixes=PREFIXES, use_default_graph_as_union=False)
    assert isinstance(answer, ox.QuerySolutions)
    return list(answer)


_WORDS = {
    "zh": {
        "new": "新增 {source}：{entities} 个新实体，{claims} 条新主张",
        "replaced": "{source} 换成新版：{entities} 个新实体，{claims} 条新主张",
        "same": "{source} 已在库中，没有变化",
        "held": "{source} 的原文已在库中，来源为 {holder}",
        "copies": "  与 {sources} 同出一文，不算独立来源",
        "known": "  已知 {count} 条，现在多了一个来源：",
        "disagree": "  分歧 {count} 处：",
        "review": "  待复核：{pairs} 对名称，{claims} 条可信度低的主张（kg review）",
        "faults": "  {count} 条不合形状，没有收入：",
        "sources": "（另见 {sources}）",
    },
    "en": {
        "new": "added {source}: {entities} new entities, {claims} new claims",
        "replaced": "{source} replaced by its new version: {entities} new entities,"
        " {claims} new claims",
        "same": "{source} is in the store already; nothing changed",
        "held": "the text of {source} is in the store already, as source {holder}",
        "copies": "  comes from one text with {sources}; not an independent source",
        "known": "  {count} known already, now with one more source:",
        "disagree": "  {count} disagreements:",
        "review": "  to review: {pairs} pairs of names, {claims} claims of low confidence"
        " (kg review)",
        "faults": "  {count} broke the shapes and were left out:",
        "sources": " (also {sources})",
    },
}


def news_report(own: OwnGraph, brought: News, language: str, most: int = 5) -> str:
    """Word what an article brought.

    Parameters
    ----------
    own : the store.
    brought : see `news`.
    language : ``zh`` or ``en``.
    most : examples of each kind that are shown.
    """
    words, added = _WORDS[language], brought.added
    store = EmbeddedStore(own.engine)
    names = Names(store, language)

    def worded(claims: Iterable[str]) -> list[str]:
        return [names.statement(t) for t in (testimony(store, iri) for iri in claims)]

    lines = [
        words[added.outcome].format(
            source=added.source,
            holder=added.holder,
            entities=len(brought.entities),
            claims=len(brought.new),
        )
    ]
    if brought.copies:
        lines.append(words["copies"].format(sources="、".join(brought.copies)))
    if brought.confirmed:
        lines.append(words["known"].format(count=len(brought.confirmed)))
        for claim, others in list(brought.confirmed.items())[:most]:
            also = words["sources"].format(sources="、".join(others))
            lines += [f"    {text}{also}" for text in worded([claim])]
    if brought.disagreements:
        lines.append(words["disagree"].format(count=len(brought.disagreements)))
        for kind, claim, other in brought.disagreements[:most]:
            one, two = worded([claim]), worded([other])
            lines.append(f"    【{WORDS[language]['kind'][kind]}】{one[0]} ↔ {two[0]}")
    if brought.unsure or brought.doubtful:
        counts = {"pairs": len(brought.unsure), "claims": len(brought.doubtful)}
        lines.append(words["review"].format(**counts))
    if added.faults:
        lines.append(words["faults"].format(count=len(added.faults)))
        lines += [f"    {fault}" for fault in added.faults[:most]]
    return "\n".join(lines) + "\n"
