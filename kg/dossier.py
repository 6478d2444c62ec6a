"""What a network page tells of its nodes and edges: facts, the claims behind them, the sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.facts import DERIVED, Testimony, labels, sources, testimonies
from kg.model import Amount, Claim, PartialDate, Span, Text, Value, plain_number
from kg.network import term_labels
from kg.report import amount_words
from kg.store import Store, rows
from kg.vocabulary import ID, ZT, class_of, compact

if TYPE_CHECKING:
    import networkx as nx

# a neighbourhood up to this size is asked for node by node, a larger one all at once
_FEW = 60
# how much of the text around a quote is shown: about a paragraph of a news article
_AROUND = 160

_PLAIN = """
SELECT DISTINCT ?s ?p ?o ?name WHERE {
  ?s ?p ?o .
  FILTER(STRSTARTS(STR(?p), "%s") && STRSTARTS(STR(?s), "%s"))
  FILTER(isLiteral(?o) || STRSTARTS(STR(?o), "%sconcept/"))
  OPTIONAL { ?o skos:prefLabel ?name FILTER(LANGMATCHES(LANG(?name), "zh")) }
}"""
_ENGLISH = """
SELECT DISTINCT ?chinese ?english WHERE {
  ?it skos:prefLabel ?chinese , ?english
  FILTER(LANGMATCHES(LANG(?chinese), "zh") && LANG(?english) = "en")
  FILTER(STRSTARTS(STR(?it), "%splace/") || STRSTARTS(STR(?it), "%sconcept/"))
}"""
_HASHES = "SELECT ?source ?hash WHERE { ?source zt:sha256 ?hash }"

# a text in both languages, or one that needs no translation
Wording = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said of a node: relation, node or wording, and the numbers of the claims."""

    subject: int
    predicate: str
    object: int | Wording
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a claim stands in its source; the words only where the text is at hand."""

    start: int
    end: int
    quote: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a page tells.

    Parameters
    ----------
    facts : ordered by subject, relation and object.
    claims : what is said, with disagreements as (kind, number of the other claim).
    passages : of each claim.
    disagreements : of each claim.
    sources : title, publisher, date and IRI, by the id that claims use.
    terms : Chinese and English label of each relation, qualifier and kind of disagreement.
    names : label of each entity that a claim names, by IRI.
    english : English name of each place, topic, genre and level, by its Chinese name.
    """

    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    passages: tuple[tuple[Passage, ...], ...]
    disagreements: tuple[tuple[tuple[str, int], ...], ...]
    sources: dict[str, tuple[str, str, str, str]]
    terms: dict[str, tuple[str, str]]
    names: dict[str, str]
    english: dict[str, str]

    def wording(self, value: Value) -> Wording:
        """Say the object or a qualifier of a claim in words."""
        return wording(value, self.names)


def gather(
    store: Store, network: nx.MultiDiGraph, texts: Mapping[str, str] | None = None
) -> Dossier:
    """Collect what the store says of the nodes of a network.

    Parameters
    ----------
    texts : raw texts by sha256, to show quotes inside their paragraph.
    """
    index = {iri: number for number, iri in enumerate(network.nodes)}
    told = _told(store, index)
    numbers = {testimony.iri: number for number, testimony in enumerate(told)}
    others = {
        value
        for testimony in told
        for value in (testimony.claim.object, *(v for _, v in testimony.claim.qualifiers))
        if isinstance(value, str) and value.startswith(ID)
    }
    names = {iri: data["label"] for iri, data in network.nodes(data=True) if iri in others}
    names |= labels(store, others - names.keys()) if others - names.keys() else {}
    at_hand = _at_hand(store, texts or {})

    by_statement: dict[tuple[int, str, int | Wording], list[int]] = {}
    for number, testimony in enumerate(told):
        claim = testimony.claim
        value = index.get(claim.object) if isinstance(claim.object, str) else None
        key = (
            index[claim.subject],
            claim.predicate,
            wording(claim.object, names) if value is None else value,
        )
        by_statement.setdefault(key, []).append(number)
    for key in _plain_facts(store, index):
        by_statement.setdefault(key, [])
    used = {testimony.claim.source for testimony in told}
    terms = term_labels(store)
    return Dossier(
        facts=tuple(
            Fact(*key, tuple(claims))
            for key, claims in sorted(by_statement.items(), key=lambda item: repr(item[0]))
        ),
        claims=tuple(testimony.claim for testimony in told),
        passages=tuple(_passages(testimony, at_hand) for testimony in told),
        disagreements=tuple(
            tuple((kind, numbers[iri]) for kind, iri in testimony.disagreements if iri in numbers)
            for testimony in told
        ),
        sources={
            iri.removeprefix(f"{ID}source/"): (
                source.title,
                source.publisher or "",
                source.date or "",
                iri,
            )
            for iri, source in sorted(sources(store).items())
            if iri.removeprefix(f"{ID}source/") in used
        },
        terms={
            iri.removeprefix(ZT): pair for iri, pair in sorted(terms.items()) if iri.startswith(ZT)
        },
        names=names,
        english=_english(store, network),
    )


def wording(value: Value, names: Mapping[str, str] | None = None) -> Wording:
    """Say a value in words, in Chinese and English where they differ.

    >>> wording(Amount(maximum=Decimal(5000000)))
    ('不超过500万元', 'up to CNY 5,000,000')
    >>> wording(PartialDate("2017-06"))
    '2017-06'
    """
    if isinstance(value, PartialDate | Text):
        return value.value
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, Amount):
        return amount_words(value)
    return (names or {}).get(value) or compact(value).partition(":")[2]


def _english(store: Store, network: nx.MultiDiGraph) -> dict[str, str]:
    used = {
        part
        for _, data in network.nodes(data=True)
        for key in ("place", "province", "topics", "type", "level")
        for part in data.get(key, "").split("、")
    }
    found = rows(store.query(_ENGLISH % (ID, ID)))
    names = {row["chinese"].value: row["english"].value for row in found}
    return {name: names[name] for name in sorted(used & names.keys())}


def _told(store: Store, index: Mapping[str, int]) -> list[Testimony]:
    if len(index) <= _FEW:
        return [testimony for iri in index for testimony in testimonies(store, subject=iri)]
    return [testimony for testimony in testimonies(store) if testimony.claim.subject in index]


def _plain_facts(store: Store, index: Mapping[str, int]) -> list[tuple[int, str, int | Wording]]:
    """What is said without a claim: topics, genres, levels."""
    found: list[tuple[int, str, int | Wording]] = []
    for row in rows(store.query(_PLAIN % (ZT, ID, ID))):
        subject, predicate = row["s"].value, row["p"].value.removeprefix(ZT)
        if subject in index and class_of(subject) != "Claim" and predicate not in DERIVED:
            name = row["name"] or row["o"]
            text = name.value if isinstance(name, ox.Literal) else compact(name.value)
            found.append((index[subject], predicate, text))
    return found


def _passages(testimony: Testimony, texts: Mapping[str, str]) -> tuple[Passage, ...]:
    quotes = dict(testimony.quotes)
    return tuple(
        _passage(span, quotes.get(span, ""), texts.get(testimony.claim.source))
        for span in testimony.claim.evidence
    )


def _passage(span: Span, quote: str, text: str | None) -> Passage:
    if text is None:
        return Passage(span.start, span.end, quote)
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    stop = text.find("\n", span.end)
    end = min(stop if stop >= 0 else len(text), span.end + _AROUND)
    return Passage(
        span.start,
        span.end,
        text[span.start : span.end],
        text[start : span.start],
        text[span.end : end],
    )


def _at_hand(store: Store, texts: Mapping[str, str]) -> dict[str, str]:
    """Tell which of the texts is which source's, by the id of the source."""
    if not texts:
        return {}
    return {
        row["source"].value.removeprefix(f"{ID}source/"): texts[row["hash"].value]
        for row in rows(store.query(_HASHES))
        if row["hash"].value in texts
    }


def as_json(dossier: Dossier) -> dict[str, Any]:
    """Write a dossier as compact JSON data for the viewer (``kg/viewer/data.js`` reads it)."""
    relations = sorted({fact.predicate for fact in dossier.facts})
    names = list(dossier.sources)
    number = {source: place for place, source in enumerate(names)}
    return {
        "relations": relations,
        "facts": [
            [fact.subject, relations.index(fact.predicate), fact.object, list(fact.claims)]
            for fact in dossier.facts
        ],
        "claims": [
            {
                "source": number.get(claim.source, -1),
                "status": claim.status,
                "rank": claim.rank,
                "confidence": float(claim.confidence),
                "reviewed": claim.reviewed,
                "note": claim.note or "",
                "with": [[name, dossier.wording(value)] for name, value in claim.qualifiers],
                "passages": [
                    [place.start, place.end, place.quote, place.before, place.after]
                    for place in passages
                ],
                "differs": [list(pair) for pair in differs],
                "id": claim.iri.removeprefix(ID),
            }
            for claim, passages, differs in zip(
                dossier.claims, dossier.passages, dossier.disagreements, strict=True
            )
        ],
        "sources": [[source, *dossier.sources[source]] for source in names],
        "terms": dossier.terms,
        "english": dossier.english,
    }
