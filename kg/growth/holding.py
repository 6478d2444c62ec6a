"""What a growing store holds, and how things are looked up in it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from functools import cached_property
from hashlib import sha256
from itertools import islice

import pyoxigraph as ox

from kg.article import resemblance
from kg.claims import source_node, zt
from kg.dataset import INDEX
from kg.growth.joining import read_joined
from kg.growth.reviews import Review
from kg.model import Entity, Judgement
from kg.records import Known, Record
from kg.resolution import RARE, Form, Rulings, form_of, links, pairs_of_letters
from kg.turtle import Term, lexical
from kg.vocabulary import ENTITY_CLASSES, ID, PROV, RDF, SKOS, ZT, class_of

# judgements stand where queries see them; the rest is for the store itself
JUDGED_GRAPH = ox.NamedNode("https://w3id.org/zhengtu/graph/judged")
RESOLVED_GRAPH = ox.NamedNode("https://w3id.org/zhengtu/graph/resolved")
KEYS_GRAPH = ox.NamedNode(INDEX + "keys")
INPUTS_GRAPH = ox.NamedNode(INDEX + "inputs")

FORM, KEY, GRAM, MEANS, CALLED, MENTIONS = (
    ox.NamedNode(INDEX + name) for name in ("form", "key", "gram", "means", "called", "mentions")
)
RECORD, SKETCH, PROBE, REWRITTEN, REVIEW, SET_ASIDE = (
    ox.NamedNode(INDEX + name)
    for name in ("record", "sketch", "probe", "rewritten", "review", "setAside")
)
_SHA256 = zt("sha256")
_TYPE = ox.NamedNode(RDF + "type")
_DERIVED_FROM = PROV + "wasDerivedFrom"
_PROBES = 24  # smallest hashes of a sketch that copies are looked up by
_COPY = 0.5  # share of shingles from which two texts are copies, as for `kg.article`
_SOURCE = f"{ID}source/"


class Holding:
    """A store, seen as articles, forms and judgements.

    Parameters
    ----------
    engine : with a graph that `kg.dataset.assemble` made.
    """

    def __init__(self, engine: ox.Store) -> None:
        self.engine = engine
        self.curated = read_judgements(engine, ox.DefaultGraph())
        self.joined = read_joined(engine)
        self._names: dict[str, frozenset[str]] = {}
        self._packaged: dict[Form, Known] = {}
        self._packaged_keys: defaultdict[str, list[Form]] = defaultdict(list)
        self._forms: dict[str, Form] = {}
        self._read_packaged()

    # articles

    def records(self) -> Iterator[Record]:
        """The records of all articles, in the order of their ids."""
        found = self.engine.quads_for_pattern(None, RECORD, None, INPUTS_GRAPH)
        for source in sorted(id_of(quad.subject) for quad in found):
            record = self.record(source)
            assert record is not None  # its quad was just read
            yield record

    def record(self, source: str) -> Record | None:
        """The record of one article, if it was added."""
        node = source_node(source)
        text = self.value(node, RECORD)
        if text is None:
            return None
        rewritten = self.value(node, REWRITTEN) == "true"
        return Record(source, text, self.sketch(source), rewritten)

    def sketch(self, source: str) -> frozenset[int]:
        """The hashes by which copies of an article are known."""
        text = self.value(source_node(source), SKETCH) or ""
        return frozenset(int(value, 16) for value in text.split())

    def holder_of(self, digest: str) -> str | None:
        """The id of the source whose text has this sha256."""
        found = self.engine.quads_for_pattern(None, zt("sha256"), ox.Literal(digest))
        return min((id_of(quad.subject) for quad in found), default=None)

    def is_curated(self, source: str) -> bool:
        """Tell whether a source belongs to the packaged graph."""
        known = any(self.engine.quads_for_pattern(source_node(source), _TYPE, None))
        return known and self.value(source_node(source), RECORD) is None

    def curated_graphs(self) -> list[ox.NamedNode]:
        """The graphs of the packaged sources."""
        found = {id_of(quad.subject) for quad in self.engine.quads_for_pattern(None, _SHA256, None)}
        nodes = map(source_node, sorted(found))
        return [node for node in nodes if self.value(node, RECORD) is None]

    def copies(self, source: str, sketch: frozenset[int]) -> set[str]:
        """The ids of the other sources whose text is a copy of the one with this sketch."""
        found = {
            id_of(quad.subject)
            for value in probes(sketch)
            for quad in self.engine.quads_for_pattern(None, PROBE, ox.Literal(value), INPUTS_GRAPH)
        }
        return {other for other in found - {source} if is_copy(sketch, self.sketch(other))}

    # judgements

    def judgements(self) -> list[Judgement]:
        """The judgements of the user, in the order of their IRIs."""
        return read_judgements(self.engine, JUDGED_GRAPH)

    def rulings(self, user: Iterable[Judgement]) -> Rulings:
        """The judgements that count: those of the packaged graph, then the user's own."""
        return Rulings([*self.curated, *user])

    def reviews(self, source: str | None = None) -> list[Review]:
        """The reviews of claims, of one source or of all."""
        node = None if source is None else source_node(source)
        found = self.engine.quads_for_pattern(node, REVIEW, None, INPUTS_GRAPH)
        return [Review.read(text) for text in sorted(lexical(quad.object) for quad in found)]

    # forms

    def packaged(self, form: Form) -> Known | None:
        """The packaged entity that a form describes."""
        return self._packaged.get(form)

    def is_packaged(self, iri: str) -> bool:
        """Tell whether the packaged graph describes an entity."""
        return iri in self._names

    def holders(self, key: str) -> set[Form]:
        """The forms that have a key, packaged ones among them."""
        quads = self.engine.quads_for_pattern(None, KEY, ox.Literal(key), KEYS_GRAPH)
        return {self.form_at(quad.subject) for quad in quads} | set(self._packaged_keys[key])

    def resembling(self, form: Form) -> dict[str, str]:
        """IRIs and names of entities whose names have two rare pairs of letters of a form's."""
        counts: Counter[Form] = Counter()
        for gram in grams(form):
            quads = self.engine.quads_for_pattern(None, GRAM, ox.Literal(gram), KEYS_GRAPH)
            some = list(islice(quads, RARE + 1))
            packaged = self._packaged_grams[gram]
            if len(some) + len(packaged) <= RARE:
                counts.update({*(self.form_at(quad.subject) for quad in some), *packaged})
        found = [self.known(other) for other, count in counts.items() if count >= 2]
        return {known.iri: known.name for known in found if known is not None}

    @cached_property
    def _packaged_grams(self) -> defaultdict[str, list[Form]]:
        found: defaultdict[str, list[Form]] = defaultdict(list)
        for form in self._packaged:
            for gram in grams(form):
                found[gram].append(form)
        return found

    def mentioning(self, form: Form) -> set[str]:
        """The ids of the sources that mention a form."""
        quads = self.engine.quads_for_pattern(None, MENTIONS, form_node(form), KEYS_GRAPH)
        return {id_of(quad.subject) for quad in quads}

    def known(self, form: Form) -> Known | None:
        """What a form came to be, as the store has it."""
        if form in self._packaged:
            return self._packaged[form]
        node = form_node(form)
        iri, name = self.value(node, MEANS), self.value(node, CALLED)
        return None if iri is None or name is None else self.named(iri, name)

    def named(self, iri: str, name: str) -> Known:
        """An entity by IRI and name, with what the packaged graph calls it."""
        return Known(iri, name, self._names.get(iri))

    def form_at(self, node: Term) -> Form:
        """Read a form of the index."""
        form = self._forms.get(lexical(node))
        if form is None:
            assert isinstance(node, ox.NamedNode)  # forms are named by `form_node`
            kind, name, place, others, *rest = json.loads(self.value(node, FORM) or "")
            form = self._forms[node.value] = Form(kind, name, place, tuple(others), *rest)
        return form

    def value(self, node: ox.NamedNode, name: ox.NamedNode) -> str | None:
        """The one value of a property of the index, as text."""
        found = self.engine.quads_for_pattern(node, name, None)
        quad = next(iter(found), None)
        return None if quad is None else lexical(quad.object)

    def about(self, node: Term, graph: ox.NamedNode | ox.DefaultGraph) -> set[ox.Quad]:
        """All that a graph says of a node."""
        return set(self.engine.quads_for_pattern(node, None, None, graph))  # type: ignore[arg-type]

    def _read_packaged(self) -> None:
        """Make forms of the packaged entities, by all of their names."""
        names: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for rank, kind in enumerate(("prefLabel", "altLabel", "hiddenLabel")):
            label, default = ox.NamedNode(SKOS + kind), ox.DefaultGraph()
            quads = set(self.engine.quads_for_pattern(None, label, None, default))
            quads -= self.joined.rewritten
            quads |= {q for q in self.joined.originals if q.predicate == label}
            for quad in quads:
                value = quad.object
                if isinstance(value, ox.Literal) and (value.language or "").startswith("zh"):
                    names[lexical(quad.subject)].append((rank, value.value))
        for iri, found in sorted(names.items()):
            class_name = class_of(iri)
            (rank, name), *others = sorted(found)
            if class_name not in ENTITY_CLASSES or rank:
                continue
            entity = Entity(class_name, name, aliases=tuple(other for _, other in others))
            form = form_of(entity, iri=iri)
            self._names[iri] = frozenset(name for _, name in found)
            self._packaged[form] = Known(iri, name, self._names[iri])
            for key in links(form, Rulings()):
                self._packaged_keys[key].append(form)


def id_of(node: Term) -> str:
    """The id of a source, by its node."""
    return lexical(node).removeprefix(_SOURCE)


def form_node(form: Form) -> ox.NamedNode:
    """Name a form in the index."""
    return ox.NamedNode(f"{INDEX}form/{sha256(form_text(form).encode()).hexdigest()[:20]}")


def form_text(form: Form) -> str:
    """Write a form as JSON."""
    return json.dumps(astuple(form), ensure_ascii=False)


def grams(form: Form) -> list[str]:
    """The pairs of letters in a name, with its class, by which similar names are looked up."""
    return [f"{form.class_name}|{pair}" for pair in sorted(pairs_of_letters(form.name))]


def probes(sketch: frozenset[int]) -> list[str]:
    """The hashes by which a sketch is looked up."""
    return [f"{value:x}" for value in sorted(sketch)[:_PROBES]]


def is_copy(one: frozenset[int], two: frozenset[int]) -> bool:
    """Tell by their sketches whether two texts are copies, at least for the most part."""
    return bool(set(probes(one)) & set(probes(two))) and resemblance(one, two) >= _COPY


def read_judgements(engine: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> list[Judgement]:
    """Read the judgements of a graph, in the order of their IRIs."""
    found: dict[str, defaultdict[str, list[str]]] = {}
    for typed in engine.quads_for_pattern(None, _TYPE, zt("Judgement"), graph):
        about = found[lexical(typed.subject)] = defaultdict(list)
        for quad in engine.quads_for_pattern(typed.subject, None, None, graph):
            about[quad.predicate.value].append(lexical(quad.object))
    return [_judgement(about) for _, about in sorted(found.items())]


def _judgement(about: Mapping[str, list[str]]) -> Judgement:
    left, right, decision, because, decided_by = (
        about[ZT + name][0] for name in ("left", "right", "decision", "because", "decidedBy")
    )
    sources = tuple(sorted(s.removeprefix(_SOURCE) for s in about.get(_DERIVED_FROM, ())))
    return Judgement(left, right, decision.removeprefix(ZT), because, decided_by, sources)
