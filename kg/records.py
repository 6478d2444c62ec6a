"""Records: what one article was found to say, as it was found, before anything is resolved.

A store keeps the record of every article that was added to it, so that what follows from records
can be computed anew when an article comes or goes, or a person decides that two names are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pyoxigraph as ox

from kg.article import sketch
from kg.claims import claim_triples, entity_triples, evidence_node, read_claims, source_node, zt
from kg.documents import document_quads
from kg.extraction import Extraction
from kg.model import Claim, Entity, Span, Value
from kg.resolution import Form, exchanged, forms_of, is_general
from kg.turtle import Statement, Term, lexical, statement
from kg.vocabulary import ENTITY_CLASSES, RDF, RDFS, SKOS, ZT

_TYPE = ox.NamedNode(RDF + "type")
_REWRITTEN = 0.6  # spin score from which a text counts as rewritten by a machine
# what the gazetteer says of places stands in the default graph without a claim
_GIVEN = (ZT + "locatedIn", ZT + "adminLevel")


@dataclass(frozen=True, slots=True)
class Known:
    """The entity that a form came to be.

    Parameters
    ----------
    iri, name : of the entity.
    described : names that the packaged graph gives it; None for what only articles name.
    """

    iri: str
    name: str
    described: frozenset[str] | None = None


@dataclass(frozen=True)
class Record:
    """What one article says, as extracted.

    Parameters
    ----------
    source : id of the article.
    text : its quads, as N-Quads, sorted.
    sketch : hashes by which copies of its text are known.
    rewritten : the text was rewritten by a machine.
    """

    source: str
    text: str
    sketch: frozenset[int]
    rewritten: bool

    @classmethod
    def of(cls, extraction: Extraction) -> Record:
        """Make the record of what was extracted."""
        article = extraction.article
        lines = sorted(f"{quad} .\n" for quad in set(document_quads(extraction)))
        return cls(
            article.id,
            "".join(lines),
            sketch(exchanged(article.text)),
            article.spin >= _REWRITTEN,
        )

    @cached_property
    def quads(self) -> list[ox.Quad]:
        """The quads of the text."""
        return list(ox.parse(self.text, format=ox.RdfFormat.N_QUADS))

    @cached_property
    def sha256(self) -> str:
        """Of the raw text of the article."""
        return next(lexical(q.object) for q in self.quads if q.predicate == zt("sha256"))

    @cached_property
    def entities(self) -> list[Entity]:
        """The entities, and the places that contain them, in the order of their IRIs."""
        about: defaultdict[str, list[ox.Quad]] = defaultdict(list)
        for quad in self._about_things:
            about[lexical(quad.subject)].append(quad)
        return [_entity(quads) for _, quads in sorted(about.items())]

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims, in the order of their IRIs."""
        graph = source_node(self.source)
        return read_claims(statement(q.triple) for q in self.quads if q.graph_name == graph)

    @cached_property
    def forms(self) -> dict[str, Form]:
        """The form of each entity, by its IRI as extracted."""
        return forms_of(self.entities, self.claims, self.source, self.rewritten)

    @cached_property
    def description(self) -> list[ox.Quad]:
        """What is said of the source itself, for the default graph."""
        node = source_node(self.source)
        return [quad for quad in self.quads if quad.subject == node]

    @cached_property
    def _quotes(self) -> dict[str, Term]:
        quote = zt("quote")
        return {lexical(q.subject): q.object for q in self.quads if q.predicate == quote}

    @cached_property
    def _about_things(self) -> list[ox.Quad]:
        plain = [quad for quad in self.quads if isinstance(quad.graph_name, ox.DefaultGraph)]
        classes = {zt(name) for name in ENTITY_CLASSES}
        things = {q.subject for q in plain if q.predicate == _TYPE and q.object in classes}
        return [quad for quad in plain if quad.subject in things]

    def given(self, known: Mapping[str, Known]) -> Iterator[Statement]:
        """What the gazetteer says of the places that the packaged graph does not hold."""
        for quad in self._about_things:
            place = known[lexical(quad.subject)]
            if quad.predicate.value in _GIVEN and place.described is None:
                value = quad.object
                if isinstance(value, ox.NamedNode) and value.value in known:
                    value = ox.NamedNode(known[value.value].iri)
                yield ox.NamedNode(place.iri), quad.predicate, value

    def resolved(self, known: Mapping[str, Known]) -> list[Claim]:
        """State the claims of the entities that the forms came to be.

        Parameters
        ----------
        known : what each IRI, as extracted, came to be.

        Returns
        -------
        Claims that say the same are one, with all their evidence; one that would tie a thing to
        itself is left out.
        """
        found: dict[str, Claim] = {}
        for claim in self.claims:
            said = resolved_claim(claim, known)
            if said.subject == said.object:
                continue
            same = found.get(said.iri)
            found[said.iri] = _together(same, said) if same else said
        return [claim for _, claim in sorted(found.items())]

    def graph(self, known: Mapping[str, Known], claims: Iterable[Claim]) -> set[ox.Quad]:
        """Write the graph of the source: its resolved claims, and what the entities are called."""
        graph = source_node(self.source)
        triples = [triple for claim in claims for triple in self._claim(claim)]
        triples += [triple for entity in self._called(known) for triple in entity]
        return {ox.Quad(*triple, graph) for triple in triples}

    def _claim(self, claim: Claim) -> Iterator[Statement]:
        yield from claim_triples(claim)
        for span in claim.evidence:
            place = evidence_node(self.source, span)
            if place.value in self._quotes:
                yield place, zt("quote"), self._quotes[place.value]

    def _called(self, known: Mapping[str, Known]) -> Iterator[Iterable[Statement]]:
        gathered: dict[str, list[Entity]] = {}
        for entity in self.entities:
            gathered.setdefault(known[entity.iri].iri, []).append(entity)
        for iri, entities in sorted(gathered.items()):
            thing = known[entities[0].iri]
            yield from _described(iri, thing, entities)


def _described(iri: str, thing: Known, entities: list[Entity]) -> Iterator[Iterable[Statement]]:
    names = {entity.name for entity in entities}
    # a short form that only its text explains is no name elsewhere
    names |= {a for e in entities for a in e.aliases if not is_general(e.class_name, a)}
    others = tuple(sorted(names - {thing.name} - (thing.described or frozenset())))
    if thing.described is not None:
        node, label = ox.NamedNode(iri), ox.NamedNode(SKOS + "altLabel")
        yield ((node, label, ox.Literal(name, language="zh-Hans")) for name in others)
        return
    code = next((entity.code for entity in entities if entity.code), None)
    english = next((entity.english for entity in entities if entity.english), None)
    hidden = tuple(sorted({name for entity in entities for name in entity.hidden} - {thing.name}))
    yield entity_triples(Entity(entities[0].class_name, thing.name, english, others, hidden, code))


def _entity(quads: list[ox.Quad]) -> Entity:
    def values(predicate: str, language: str) -> tuple[str, ...]:
        found = (quad.object for quad in quads if quad.predicate.value == predicate)
        literals = [value for value in found if isinstance(value, ox.Literal)]
        spoken = (v.value for v in literals if (v.language or "").startswith(language))
        return tuple(sorted(spoken))

    name = values(SKOS + "prefLabel", "zh")[0]
    english = [label for label in values(RDFS + "label", "en") if label != name]
    codes = [lexical(q.object) for q in quads if q.predicate.value == SKOS + "notation"]
    kinds = [lexical(q.object).removeprefix(ZT) for q in quads if q.predicate == _TYPE]
    return Entity(
        kinds[0],
        name,
        english[0] if english else None,
        values(SKOS + "altLabel", "zh"),
        values(SKOS + "hiddenLabel", "zh"),
        codes[0] if codes else None,
    )


def resolved_claim(claim: Claim, known: Mapping[str, Known]) -> Claim:
    """State a claim of the entities that the forms came to be."""
    return replace(
        claim,
        subject=str(_renamed(claim.subject, known)),
        object=_renamed(claim.object, known),
        qualifiers=tuple((name, _renamed(value, known)) for name, value in claim.qualifiers),
    )


def _renamed(value: Value, known: Mapping[str, Known]) -> Value:
    return known[value].iri if isinstance(value, str) and value in known else value


def _together(one: Claim, two: Claim) -> Claim:
    evidence: tuple[Span, ...] = tuple(sorted({*one.evidence, *two.evidence}))
    return replace(
        one,
        evidence=evidence,
        confidence=max(one.confidence, two.confidence),
        note=one.note or two.note,
    )
