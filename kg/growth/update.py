"""What a change does to a store, worked out and written as one SPARQL update."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pyoxigraph as ox

from kg.claims import judgement_triples, source_node, zt
from kg.dataset import GIVEN_GRAPH, given_name, rules
from kg.growth.change import Change, Resolved
from kg.growth.holding import (
    CALLED,
    FORM,
    GRAM,
    INPUTS_GRAPH,
    JUDGED_GRAPH,
    KEY,
    KEYS_GRAPH,
    MEANS,
    MENTIONS,
    PROBE,
    RECORD,
    RESOLVED_GRAPH,
    REVIEW,
    REWRITTEN,
    SET_ASIDE,
    SKETCH,
    Holding,
    form_node,
    form_text,
    grams,
    id_of,
    is_copy,
    probes,
)
from kg.growth.joining import join
from kg.growth.reviews import Review, reviewed
from kg.records import Known, Record
from kg.resolution import Rulings, links
from kg.turtle import Statement, Term, lexical
from kg.vocabulary import CLASSES, ENTITY_CLASSES, ID, RDF, ZT, class_of

_SAME_TEXT, _LOCATED, _WITHIN = (
    zt(name) for name in ("derivedFromSameText", "locatedIn", "within")
)
_SUBJECT, _PREDICATE, _OBJECT = (
    ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object")
)
_MANY = 3000  # subjects from which all rules are applied anew
_SOURCES_SHOWN = 5  # sources that an automatic judgement names


class Update:
    """The quads that a change takes out and puts in.

    Parameters
    ----------
    holding : the store as it is.
    change : what comes and goes.
    """

    def __init__(self, holding: Holding, change: Change) -> None:
        self._holding = holding
        self._change = change
        self._resolved = Resolved(holding, change)
        self._out: set[ox.Quad] = set()
        self._in: set[ox.Quad] = set()
        self._index()
        self._judge()
        self._judge_by_people()
        self._join()
        self._inputs()
        for source in sorted(self._affected()):
            self._rewrite(source)
        self._cluster_copies()
        self._places()
        both = self._out & self._in
        self.removed = {quad for quad in self._out - both if quad in holding.engine}
        self.added = {quad for quad in self._in - both if quad not in holding.engine}

    def text(self) -> str:
        """The update in SPARQL, or '' where nothing changes."""
        if not self.removed and not self.added:
            return ""
        return _sparql(self.removed, self.added, self._subjects())

    def _index(self) -> None:
        """Keep forms, their keys and what they came to be, and who mentions them."""
        resolved = self._resolved
        for form in resolved.area:
            if self._holding.packaged(form) is not None:
                continue
            node = form_node(form)
            self._out |= self._holding.about(node, KEYS_GRAPH)
            if form not in resolved.gone:
                known = resolved.known(form)
                self._put(node, FORM, ox.Literal(form_text(form)), KEYS_GRAPH)
                self._put(node, MEANS, ox.NamedNode(known.iri), KEYS_GRAPH)
                self._put(node, CALLED, ox.Literal(known.name), KEYS_GRAPH)
                for key in links(form, Rulings()):
                    self._put(node, KEY, ox.Literal(key), KEYS_GRAPH)
                for gram in grams(form):
                    self._put(node, GRAM, ox.Literal(gram), KEYS_GRAPH)
        for source in self._change.records:
            self._out |= self._holding.about(source_node(source), KEYS_GRAPH)
        for source, record in resolved.new_records.items():
            for form in record.forms.values():
                self._put(source_node(source), MENTIONS, form_node(form), KEYS_GRAPH)

    def _judge(self) -> None:
        """Keep the automatic judgements on the entities of the area."""
        resolved, engine = self._resolved, self._holding.engine
        before = {known.iri for form in resolved.area if (known := self._holding.known(form))}
        for iri in before:
            for side in ("left", "right"):
                pattern = (None, zt(side), ox.NamedNode(iri), RESOLVED_GRAPH)
                for quad in engine.quads_for_pattern(*pattern):
                    self._out |= self._holding.about(quad.subject, RESOLVED_GRAPH)
        by_name: defaultdict[str, set[str]] = defaultdict(set)
        for form in resolved.area - resolved.gone:
            by_name[form.name] |= resolved.mentions(form) - {""}
        people = {judgement.iri for judgement in self._holding.curated} | resolved.user.keys()
        for judgement in resolved.judgements:
            if judgement.iri not in people:
                shown = tuple(sorted(by_name[judgement.left])[:_SOURCES_SHOWN])
                self._write(judgement_triples(replace(judgement, sources=shown)), RESOLVED_GRAPH)

    def _judge_by_people(self) -> None:
        curated = {judgement.iri for judgement in self._holding.curated}
        for iri, judgement in self._change.judgements.items():
            node = ox.NamedNode(iri)
            self._out |= self._holding.about(node, JUDGED_GRAPH)
            aside = self._holding.about(node, INPUTS_GRAPH)
            if judgement is None:
                self._out |= aside
                for quad in aside:  # the packaged judgement that it outranked counts again
                    restored = ox.parse(lexical(quad.object), format=ox.RdfFormat.N_TRIPLES)
                    self._in |= {ox.Quad(q.subject, q.predicate, q.object) for q in restored}
                continue
            self._write(judgement_triples(judgement), JUDGED_GRAPH)
            if iri in curated and not aside:
                quads = self._holding.about(node, ox.DefaultGraph())
                self._out |= quads
                text = "".join(sorted(f"{quad.triple} .\n" for quad in quads))
                self._put(node, SET_ASIDE, ox.Literal(text), INPUTS_GRAPH)

    def _join(self) -> None:
        """Write packaged entities that people say are one as one."""
        before, entities = self._holding.joined, self._resolved.joined()
        if entities == before.entities:
            return
        after = join(self._holding.engine, before, entities, self._holding.curated_graphs())
        self._out |= before.rewritten | before.quads | after.originals
        self._in |= (before.originals - after.originals) | after.rewritten | after.quads
        self._out -= before.originals

    def _inputs(self) -> None:
        """Keep the records and reviews that everything is computed from."""
        for source, new in self._change.records.items():
            node = source_node(source)
            for quad in self._holding.about(node, INPUTS_GRAPH):
                if new is None or quad.predicate != REVIEW:
                    self._out.add(quad)
            if source in self._resolved.old_records:
                self._out |= set(self._resolved.old_records[source].description)
            if new is not None:
                self._in |= set(new.description)
                sketch = " ".join(f"{value:x}" for value in sorted(new.sketch))
                self._put(node, RECORD, ox.Literal(new.text), INPUTS_GRAPH)
                self._put(node, SKETCH, ox.Literal(sketch), INPUTS_GRAPH)
                self._put(node, REWRITTEN, ox.Literal(new.rewritten), INPUTS_GRAPH)
                for probe in probes(new.sketch):
                    self._put(node, PROBE, ox.Literal(probe), INPUTS_GRAPH)
        for reviews, quads in (
            (self._change.unreviewed, self._out),
            (self._change.reviews, self._in),
        ):
            for review in reviews:
                node, text = source_node(review.source), ox.Literal(review.text)
                quads.add(ox.Quad(node, REVIEW, text, INPUTS_GRAPH))

    def _affected(self) -> set[str]:
        """The sources whose graphs may say something else."""
        sources = set(self._change.records)
        sources |= {r.source for r in (*self._change.reviews, *self._change.unreviewed)}
        for form in self._resolved.moved:
            sources |= self._holding.mentioning(form)
        return sources

    def _rewrite(self, source: str) -> None:
        """Write the graph of a source anew."""
        record = self._resolved.new_records.get(source)
        if record is None and source not in self._change.records:
            record = self._holding.record(source)
            if record is None:
                self._review_curated(source)
                return
        graph = source_node(source)
        self._out |= set(self._holding.engine.quads_for_pattern(None, None, None, graph))
        if record is not None:
            known = self._known_to(record)
            claims = reviewed(record, record.resolved(known), self._reviews(source), known)
            self._in |= record.graph(known, claims)

    def _known_to(self, record: Record) -> dict[str, Known]:
        return {iri: self._resolved.known(form) for iri, form in record.forms.items()}

    def _reviews(self, source: str) -> list[Review]:
        gone = self._change.unreviewed
        kept = [review for review in self._holding.reviews(source) if review not in gone]
        return kept + [review for review in self._change.reviews if review.source == source]

    def _review_curated(self, source: str) -> None:
        """Set rank and review of claims of a packaged source, of which there is no record."""
        graph = source_node(source)
        for review in self._change.unreviewed:
            if review.source == source:
                node = ox.NamedNode(review.claim)
                aside = self._holding.about(node, INPUTS_GRAPH)
                self._out |= aside
                for quad in aside:
                    self._set_state(node, graph, json.loads(lexical(quad.object)))
        for review in self._change.reviews:
            if review.source == source:
                node = ox.NamedNode(review.claim)
                if not self._holding.about(node, INPUTS_GRAPH):
                    state = {
                        name: self._holding.value(node, zt(name)) for name in ("rank", "reviewed")
                    }
                    self._put(node, SET_ASIDE, ox.Literal(json.dumps(state)), INPUTS_GRAPH)
                self._set_state(node, graph, {"rank": ZT + review.rank, "reviewed": "true"})

    def _set_state(self, node: ox.NamedNode, graph: ox.NamedNode, state: Mapping[str, str]) -> None:
        for name in ("rank", "reviewed"):
            self._out |= set(self._holding.engine.quads_for_pattern(node, zt(name), None, graph))
        self._put(node, zt("rank"), ox.NamedNode(state["rank"]), graph)
        self._put(node, zt("reviewed"), ox.Literal(state["reviewed"] == "true"), graph)

    def _cluster_copies(self) -> None:
        """Join the sources whose texts are copies of one another, directly or through others."""
        touched = set(self._change.records)
        for source in self._change.records:
            found = self._holding.engine.quads_for_pattern(source_node(source), _SAME_TEXT, None)
            touched |= {id_of(quad.object) for quad in found}
        gone = {source for source, record in self._change.records.items() if record is None}
        clusters: list[set[str]] = []
        left = touched - gone
        while left:
            frontier = [left.pop()]
            cluster = set(frontier)
            while frontier:
                more = self._copies(frontier.pop()) - cluster
                cluster |= more
                frontier += more
            clusters.append(cluster)
            left -= cluster
        for source in touched.union(*clusters):
            node, default = source_node(source), ox.DefaultGraph()
            self._out |= set(
                self._holding.engine.quads_for_pattern(node, _SAME_TEXT, None, default)
            )
        for cluster in clusters:
            for one in cluster:
                for two in cluster - {one}:
                    self._in.add(ox.Quad(source_node(one), _SAME_TEXT, source_node(two)))

    def _copies(self, source: str) -> set[str]:
        new = self._resolved.new_records
        sketch = new[source].sketch if source in new else self._holding.sketch(source)
        found = self._holding.copies(source, sketch) - self._change.records.keys()
        return found | {s for s, r in new.items() if s != source and is_copy(r.sketch, sketch)}

    def _places(self) -> None:
        """Keep what the gazetteer says of the places that are named, and of no others."""
        gone = (self._holding.known(form) for form in self._resolved.gone)
        lost = {known.iri for known in gone if known is not None and known.described is None}
        for iri in lost - self._resolved.entities():
            if class_of(iri) == "Place":
                self._out |= self._holding.about(ox.NamedNode(iri), GIVEN_GRAPH)
        for record in self._resolved.new_records.values():
            given = record.given(self._known_to(record))
            self._write(((s, given_name(p), o) for s, p, o in given), GIVEN_GRAPH)

    def _subjects(self) -> set[str]:
        """The things whose plain triples may change: subjects of claims and things described."""
        changed = self.removed | self.added
        claims = {q.subject for q in changed if class_of(lexical(q.subject)) == "Claim"}
        subjects = {
            lexical(quad.subject)
            for quad in changed
            if class_of(lexical(quad.subject)) in ENTITY_CLASSES
        }
        subjects |= {
            lexical(quad.object)
            for quad in changed
            if quad.subject in claims and quad.predicate == _SUBJECT
        }
        for claim in claims:  # of some, only rank or confidence changed
            found = self._holding.engine.quads_for_pattern(claim, _SUBJECT, None)
            subjects |= {lexical(quad.object) for quad in found}
        for iri in self._shifted():
            found = self._holding.engine.quads_for_pattern(None, _WITHIN, ox.NamedNode(iri))
            subjects |= {lexical(quad.subject) for quad in found}
        return subjects

    def _shifted(self) -> set[str]:
        """The places and parks that come to lie elsewhere, and so all that is in them."""
        comes, goes = (_located(quads) for quads in (self.added, self.removed))
        shifted = set()
        for inner, outer in comes ^ goes:
            plain = ox.Quad(ox.NamedNode(inner), _LOCATED, ox.NamedNode(outer))
            given = ox.Quad(plain.subject, given_name(_LOCATED), plain.object, GIVEN_GRAPH)
            stays = given in self._holding.engine and given not in self.removed
            already = (inner, outer) in comes and plain in self._holding.engine
            if not stays and not already:
                shifted.add(inner)
        return shifted

    def _put(
        self, node: ox.NamedNode, name: ox.NamedNode, value: Term, graph: ox.NamedNode
    ) -> None:
        self._in.add(ox.Quad(node, name, value, graph))

    def _write(self, triples: Iterable[Statement], graph: ox.NamedNode) -> None:
        self._in |= {ox.Quad(*triple, graph) for triple in triples}


def _located(quads: Iterable[ox.Quad]) -> set[tuple[str, str]]:
    """What is located in what, by the claims and the given triples among quads."""
    ends: defaultdict[Term, dict[ox.NamedNode, Term]] = defaultdict(dict)
    found = set()
    for quad in quads:
        if quad.predicate in (_SUBJECT, _PREDICATE, _OBJECT):
            ends[quad.subject][quad.predicate] = quad.object
        elif quad.predicate in (_LOCATED, given_name(_LOCATED)):
            found.add((lexical(quad.subject), lexical(quad.object)))
    for about in ends.values():
        if about.get(_PREDICATE) == _LOCATED and _SUBJECT in about and _OBJECT in about:
            found.add((lexical(about[_SUBJECT]), lexical(about[_OBJECT])))
    return found


def _sparql(removed: set[ox.Quad], added: set[ox.Quad], subjects: set[str]) -> str:
    """Write a change as one update: what goes, what comes, and what follows from that."""
    nodes = " ".join(f"<{iri}>" for iri in sorted(subjects))
    few = len(subjects) <= _MANY
    scope = f"VALUES ?subject {{ {nodes} }}" if few else ""
    parts = []
    if subjects:
        links = "?claim ?kind ?other . ?other ?back ?claim"
        parts.append(
            f"DELETE {{ {links} }} WHERE {{ {scope} GRAPH ?source {{ ?claim rdf:subject ?subject }}"
            f" ?claim zt:conflictsWith ?other . {links} }}"
        )
    if removed:
        parts.append(f"DELETE DATA {{ {_data(removed)} }}")
    if added:
        parts.append(f"INSERT DATA {{ {_data(added)} }}")
    if subjects:
        things = "|".join(CLASSES[name] for name in ENTITY_CLASSES)
        which = scope or f'FILTER(REGEX(STR(?subject), "^{ID}({things})/"))'
        fact = "?subject ?property ?value"
        ours = f'FILTER(STRSTARTS(STR(?property), "{ZT}"))'
        parts.append(f"DELETE {{ {fact} }} WHERE {{ {which} {fact} {ours} }}")
        kept = f"GRAPH {GIVEN_GRAPH} {{ ?subject ?kept ?value }}"
        name = f'BIND(IRI(CONCAT("{ZT}", STRAFTER(STR(?kept), "#"))) AS ?property)'
        parts.append(f"INSERT {{ {fact} }} WHERE {{ {which} {kept} {name} }}")
        parts.append(rules(subjects if few else None))
    return _prefixes_first(" ;\n".join(parts))


def _prefixes_first(update: str) -> str:
    lines = update.splitlines()
    prologue = [line for line in lines if line.startswith("PREFIX")]
    return "\n".join([*prologue, *(line for line in lines if not line.startswith("PREFIX"))])


def _data(quads: Iterable[ox.Quad]) -> str:
    by_graph: defaultdict[str, list[str]] = defaultdict(list)
    for quad in quads:
        named = isinstance(quad.graph_name, ox.NamedNode)
        by_graph[str(quad.graph_name) if named else ""].append(f"{quad.triple} .")
    return "\n".join(
        f"GRAPH {name} {{ {' '.join(sorted(lines))} }}" if name else " ".join(sorted(lines))
        for name, lines in sorted(by_graph.items())
    )
