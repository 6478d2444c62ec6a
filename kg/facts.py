"""What the graph says about a thing, and who says so: facts, claims, evidence, disagreement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.claims import named_node, read_claims, value_term
from kg.errors import TermError
from kg.model import Claim, PartialDate, Span
from kg.store import Store, Term, rows, triples
from kg.turtle import lexical
from kg.vocabulary import CLASSES, ID, RDF, ZT, compact

# how two claims disagree, the most serious first: local names of properties of the ontology
CONFLICT_KINDS = (
    "contradicts",
    "supersedes",
    "supersededBy",
    "differsInPrecision",
    "differsInScope",
    "restates",
)

# derived properties that say nothing that the claims do not
DERIVED = frozenset(
    ["within", "issuedNotBefore", "issuedNotAfter", "establishedNotBefore", "establishedNotAfter"]
)

_CLAIMS = """
CONSTRUCT { ?node ?property ?value } WHERE {
  ?claim a zt:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
  { ?claim (zt:evidence|zt:amount)? ?node } UNION
  { ?claim rdf:object ?node . ?node a schema:MonetaryAmount }
  ?node ?property ?value .
}"""
_CONFLICTING = """
CONSTRUCT { ?node ?property ?value } WHERE {
  ?claim zt:conflictsWith ?other .
  { ?claim (zt:evidence|zt:amount)? ?node } UNION
  { ?claim rdf:object ?node . ?node a schema:MonetaryAmount }
  ?node ?property ?value .
}"""
_SAID_OF = "SELECT ?thing ?p ?o WHERE { ?thing ?p ?o }"
_SAID_WITH = "SELECT ?thing ?s ?p WHERE { ?s ?p ?thing . ?s a ?class FILTER(?class != zt:Claim) }"
_LABELS = """
SELECT ?iri ?label WHERE { VALUES ?iri { %s } ?iri rdfs:label ?label }"""
_SOURCES = """
SELECT ?source ?title ?publisher ?date WHERE {
  ?source a zt:SourceDocument ; dcterms:title ?title .
  OPTIONAL { ?source dcterms:publisher ?publisher }
  OPTIONAL { ?source dcterms:issued ?date }
}"""


@dataclass(frozen=True, slots=True)
class Testimony:
    """A claim of the graph with its quotes and the claims that it disagrees with.

    Parameters
    ----------
    iri : of the claim, as it stands in the data.
    claim : what is stated, by whom, and where.
    quotes : the words at each span, where the text was at hand when the graph was built.
    disagreements : kind (one of `CONFLICT_KINDS`) and IRI of each claim that differs.
    """

    iri: str
    claim: Claim
    quotes: tuple[tuple[Span, str], ...]
    disagreements: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader needs to know of a source document."""

    iri: str
    title: str
    publisher: str | None
    date: str | None


def testimonies(
    store: Store,
    subject: str | None = None,
    predicate: str | None = None,
    value: Term | None = None,
) -> list[Testimony]:
    """Find claims by what they state; None matches anything.

    Parameters
    ----------
    subject : IRI.
    predicate : local name of a property of the ontology.
    value : the object.

    Returns
    -------
    In the order of source and place in the text.
    """
    bound: dict[str, Term] = {}
    if subject is not None:
        bound["s"] = ox.NamedNode(subject)
    if predicate is not None:
        bound["p"] = ox.NamedNode(ZT + predicate)
    if value is not None:
        bound["o"] = value
    return _read(store, _CLAIMS, bound)


def testimony(store: Store, claim: str) -> Testimony:
    """Find a claim by its IRI.

    Raises
    ------
    TermError : the graph holds no such claim.
    """
    found = _read(store, _CLAIMS, {"claim": ox.NamedNode(claim)})
    if not found:
        raise TermError(f"the graph holds no claim {compact(claim)}")
    return found[0]


def conflicts(store: Store) -> list[tuple[str, list[Testimony]]]:
    """Gather the claims that disagree, one board an issue.

    Returns
    -------
    For each group of claims that are joined by disagreement: its most serious kind and the
    claims; serious groups first.
    """
    found = {testimony.iri: testimony for testimony in _read(store, _CONFLICTING, {})}
    groups: list[list[Testimony]] = []
    seen: set[str] = set()
    for iri in found:
        if iri in seen:
            continue
        group, frontier = [], [iri]
        while frontier:
            current = frontier.pop()
            if current in seen or current not in found:
                continue
            seen.add(current)
            group.append(found[current])
            frontier.extend(other for _, other in found[current].disagreements)
        groups.append(sorted(group, key=_by_place))
    boards = [(_worst(group), group) for group in groups]
    return sorted(boards, key=lambda board: (CONFLICT_KINDS.index(board[0]), board[1][0].iri))


def facts(store: Store, iri: str) -> tuple[list[tuple[str, Term]], list[tuple[str, str]]]:
    """List the plain facts about a thing.

    Returns
    -------
    What it is the subject of (local name of the property, object), and what it is the object of
    (local name, IRI of the subject); derived closures and bounds are left out.

    Raises
    ------
    TermError : the graph says nothing about it.
    """
    bound: dict[str, Term] = {"thing": ox.NamedNode(iri)}
    outgoing = {
        (row["p"].value.removeprefix(ZT), row["o"]) for row in rows(store.query(_SAID_OF, bound))
    }
    incoming = {
        (row["p"].value.removeprefix(ZT), row["s"].value)
        for row in rows(store.query(_SAID_WITH, bound))
    }
    if not outgoing and not incoming:
        raise TermError(f"the graph knows no {compact(iri)}")
    return (
        sorted(
            (fact for fact in outgoing if ":" not in fact[0] and fact[0] not in DERIVED),
            key=lambda fact: (fact[0], str(fact[1])),
        ),
        sorted(fact for fact in incoming if ":" not in fact[0] and fact[0] not in DERIVED),
    )


def labels(store: Store, iris: Iterable[str], language: str = "zh") -> dict[str, str]:
    """Look up labels in one language, Chinese or English; an IRI without one is left out."""
    nodes = " ".join(f"<{iri}>" for iri in sorted(set(iris)))
    found: dict[str, str] = {}
    for row in rows(store.query(_LABELS % nodes)):
        iri, label = row["iri"], row["label"]
        if isinstance(label, ox.Literal) and (label.language or "").startswith(language):
            found[str(getattr(iri, "value", iri))] = label.value
    return found


def sources(store: Store) -> dict[str, Source]:
    """Read what is known of the source documents, by IRI."""
    found = {}
    for row in rows(store.query(_SOURCES)):
        iri, title = row["source"].value, row["title"].value
        publisher, date = (getattr(row[key], "value", None) for key in ("publisher", "date"))
        found[iri] = Source(iri, title, publisher, date)
    return found


def parse_value(text: str) -> Term:
    """Read the object of a fact as a user types it: IRI, prefixed name, date, or text.

    >>> parse_value("2017-06").datatype.value.rpartition("#")[2]
    'gYearMonth'
    """
    if text.startswith((ID, "<")) or text.partition(":")[0] in CLASSES.values():
        return named_node(text)
    try:
        term = value_term(PartialDate(text))
        assert isinstance(term, ox.Literal)
    except TermError:
        return ox.Literal(text, language="zh-Hans")
    return term


def _read(store: Store, query: str, bound: dict[str, Term]) -> list[Testimony]:
    said = list(triples(store.query(query, bound)))
    about: dict[str, list[tuple[str, str]]] = {}
    for subject, predicate, value in said:
        about.setdefault(lexical(subject), []).append((predicate.value, lexical(value)))
    nodes = sorted(iri for iri, facts in about.items() if (RDF + "type", ZT + "Claim") in facts)
    found = []
    for iri, claim in zip(nodes, read_claims(said), strict=True):
        places = [value for name, value in about[iri] if name == ZT + "evidence"]
        quotes = [
            (_span(place), value)
            for place in places
            for name, value in about.get(place, ())
            if name == ZT + "quote"
        ]
        disagreements = [
            (name.removeprefix(ZT), value)
            for name, value in about[iri]
            if name.removeprefix(ZT) in CONFLICT_KINDS
        ]
        found.append(Testimony(iri, claim, tuple(sorted(quotes)), tuple(sorted(disagreements))))
    return sorted(found, key=_by_place)


def _span(place: str) -> Span:
    start, end = place.rsplit("-", 2)[1:]
    return Span(int(start), int(end))


def _by_place(testimony: Testimony) -> tuple[str, Span, str]:
    return testimony.claim.source, testimony.claim.evidence[0], testimony.iri


def _worst(group: list[Testimony]) -> str:
    kinds = {kind for testimony in group for kind, _ in testimony.disagreements}
    return next(kind for kind in CONFLICT_KINDS if kind in kinds)
