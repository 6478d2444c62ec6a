"""The graph as a network: entities as nodes, what is said between them as edges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError, TermError
from kg.facts import DERIVED
from kg.store import Store, Term, rows
from kg.vocabulary import ENTITY_CLASSES, ID, RDF, RDFS, SKOS, STATUSES, ZT, class_of, compact
from kg.vocabulary import expand as expand_name

if TYPE_CHECKING:
    import networkx as nx

# The relations that tell where a thing is at home, the most telling first; `~` reads backwards.
_HOMES = (
    "locatedIn",
    "appliesTo",
    "hostedAt",
    "issuedBy",
    "establishedBy",
    "managedBy",
    "subFundOf",
    "~establishes",
    "~funds",
    "~founderOf",
    "holdsPost",
    "founderOf",
    "~develops",
    "develops",
    "target",
    "partnerOf",
    "~partnerOf",
)

_EDGES = """
SELECT DISTINCT ?s ?p ?o WHERE {
  ?s ?p ?o FILTER(isIRI(?o) && STRSTARTS(STR(?p), "%s") && STRSTARTS(STR(?o), "%s"))
}"""
_CLAIMS = """
SELECT ?s ?p ?o ?status ?source WHERE {
  ?claim a zt:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
         prov:wasQuotedFrom ?source .
  OPTIONAL { ?claim zt:status ?status }
  OPTIONAL { ?claim zt:rank ?rank }
  FILTER(isIRI(?o) && (!BOUND(?rank) || ?rank != zt:deprecated))
}"""
_NAMES = """
SELECT DISTINCT ?s ?p ?name WHERE {
  VALUES ?p { rdfs:label skos:prefLabel skos:altLabel skos:hiddenLabel skos:notation }
  ?s ?p ?name
}"""
_DATES = """
SELECT DISTINCT ?s ?p ?date WHERE {
  VALUES ?p { zt:issuedDate zt:establishedDate zt:issuedNotBefore zt:issuedNotAfter
              zt:establishedNotBefore zt:establishedNotAfter }
  ?s ?p ?date
}"""
_CONCEPTS = """
SELECT DISTINCT ?s ?p ?name WHERE {
  VALUES ?p { zt:topic zt:policyType zt:adminLevel }
  ?s ?p ?concept .
  ?concept skos:prefLabel|rdfs:label ?name FILTER(LANGMATCHES(LANG(?name), "zh"))
}"""
_MONEY = """
SELECT DISTINCT ?s ?figure WHERE {
  { ?s zt:amount ?amount FILTER NOT EXISTS { ?s a zt:Claim } }
  UNION { ?claim rdf:subject ?s ; zt:amount ?amount }
  ?amount schema:value|schema:maxValue|schema:minValue ?figure .
}"""
_TERMS = """
SELECT DISTINCT ?p ?label WHERE {
  ?p a ?kind ; rdfs:label ?label
  FILTER(?kind IN (owl:ObjectProperty, owl:DatatypeProperty) && STRSTARTS(STR(?p), "%s"))
}"""

_BESIDE = """
SELECT DISTINCT ?thing ?p ?other WHERE {
  { ?thing ?p ?other FILTER(STRSTARTS(STR(?p), "%s") && isIRI(?other)) }
  UNION { ?other ?p ?thing FILTER(STRSTARTS(STR(?p), "%s")) }
  UNION { ?claim rdf:subject ?thing ; rdf:predicate ?p ; rdf:object ?other ; zt:status ?status
          FILTER(?status != zt:denied && isIRI(?other)) }
  UNION { ?claim rdf:object ?thing ; rdf:predicate ?p ; rdf:subject ?other ; zt:status ?status
          FILTER(?status != zt:denied) }
  FILTER(?p NOT IN (zt:within, zt:conflictsWith) && STRSTARTS(STR(?p), "%s"))
}"""

Triple = tuple[str, str, str]


def to_networkx(
    store: Store,
    focus: str | None = None,
    hops: int = 1,
    construct: str | None = None,
    terms: Mapping[str, Term] | None = None,
    only: Collection[str] | None = None,
) -> nx.MultiDiGraph:
    """Make a network of the whole graph, of a neighbourhood, or of a query's triples.

    Parameters
    ----------
    store : the graph.
    focus : IRI or prefixed name of an entity; only it and what is within `hops` of it is kept.
    hops : how many steps from the focus, in either direction.
    construct : a SPARQL CONSTRUCT query; its triples become the edges.
    terms : values for variables of that query.
    only : IRIs; the network is what there is among them.

    Returns
    -------
    A network whose nodes are IRIs with the attributes label, english, class, names, and, where
    known, garbled (noisy forms of the name met in sources), year, date, earliest, latest, code,
    place, province, topics, type, level and money. Edges have the local name of the predicate
    as key and the attributes predicate, label, english, status, claims and sources (how many
    say so). What is only denied is no edge. No attribute is None, so GEXF and GraphML can be
    written.

    Raises
    ------
    TermError : the graph knows nothing of the focus.
    QueryError : the construct query is malformed or not a CONSTRUCT.
    """
    import networkx as nx

    said = _said(store)
    statuses = {triple: _status(claims) for triple, claims in said.items()}
    plain = _plain(store)
    statuses.update(dict.fromkeys(plain, "done"))
    if construct is not None:
        triples = _constructed(store, construct, terms or {})
        nodes = {iri for triple in triples for iri in (triple[0], triple[2])}
    else:
        triples = sorted(triple for triple in statuses if statuses[triple] != "denied")
        nodes = _entities(store)
        if focus is not None:
            nodes = _neighbourhood(triples, nodes, _known(nodes, focus), hops)
        if only is not None:
            nodes &= set(only)
        if focus is not None or only is not None:
            triples = [(s, p, o) for s, p, o in triples if s in nodes and o in nodes]

    about = _about(store, nodes)
    homes, provinces = _homes(plain | statuses.keys(), _codes(store))
    relations = term_labels(store)
    network = nx.MultiDiGraph()
    for iri in sorted(nodes, key=_node_order):
        home = homes.get(iri)
        where = {"place": home, "province": provinces.get(home) if home else None}
        located = {
            key: about.name(place, compact(place).partition(":")[2])
            for key, place in where.items()
            if place
        }
        network.add_node(iri, **about.node(iri), **located)
    for subject, predicate, value in triples:
        chinese, english = relations.get(predicate, (_local(predicate),) * 2)
        sources = [source for _, source in said.get((subject, predicate, value), ())]
        network.add_edge(
            subject,
            value,
            key=_local(predicate),
            predicate=_local(predicate),
            label=chinese,
            english=english,
            status=statuses.get((subject, predicate, value), "done"),
            claims=len(sources),
            sources=len(set(sources)),
        )
    return network


def neighbours(
    store: Store, iri: str, shown: Collection[str] = (), most: int = 50
) -> tuple[list[str], int]:
    """List what stands next to a thing and is not shown yet.

    Parameters
    ----------
    iri : the thing.
    shown : IRIs to leave out.
    most : how many at most.

    Returns
    -------
    The neighbours with the most relations to it first, and how many more there are.
    """
    ties: Counter[str] = Counter()
    for row in rows(store.query(_BESIDE % (ZT, ZT, ZT), {"thing": ox.NamedNode(iri)})):
        other = row["other"].value
        if class_of(other) in ENTITY_CLASSES and other not in shown and other != iri:
            ties[other] += 1
    ranked = sorted(ties, key=lambda other: (-ties[other], other))
    return ranked[:most], max(0, len(ranked) - most)


def term_labels(store: Store) -> dict[str, tuple[str, str]]:
    """Read the Chinese and English labels of the ontology's properties, by IRI."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows(store.query(_TERMS % ZT)):
        found[row["p"].value][(row["label"].language or "")[:2]] = row["label"].value
    return {
        iri: (names.get("zh", _local(iri)), names.get("en", _local(iri)))
        for iri, names in found.items()
    }


def _plain(store: Store) -> set[Triple]:
    found = set()
    for row in rows(store.query(_EDGES % (ZT, ID))):
        subject, predicate, value = (getattr(row[key], "value", "") for key in "spo")
        if (
            class_of(subject) in ENTITY_CLASSES
            and class_of(value) in ENTITY_CLASSES
            and _local(predicate) not in DERIVED
        ):
            found.add((subject, predicate, value))
    return found


def _said(store: Store) -> dict[Triple, list[tuple[str, str]]]:
    found: dict[Triple, list[tuple[str, str]]] = defaultdict(list)
    for row in rows(store.query(_CLAIMS)):
        triple = (row["s"].value, row["p"].value, row["o"].value)
        if class_of(triple[0]) in ENTITY_CLASSES and class_of(triple[2]) in ENTITY_CLASSES:
            status = _local(row["status"].value) if row["status"] else "done"
            found[triple].append((status, row["source"].value))
    return dict(found)


def _status(claims: Iterable[tuple[str, str]]) -> str:
    # a plain triple makes it done whatever else is said; else the strongest statement counts
    return min((status for status, _ in claims), key=STATUSES.index)


def _constructed(store: Store, construct: str, terms: Mapping[str, Term]) -> list[Triple]:
    answer = store.query(construct, terms)
    if not isinstance(answer, ox.QueryTriples):
        raise QueryError("a network needs a CONSTRUCT query")
    labelling = (RDFS, SKOS)
    return sorted(
        {
            (triple.subject.value, triple.predicate.value, triple.object.value)
            for triple in answer
            if isinstance(triple.subject, ox.NamedNode)
            and isinstance(triple.object, ox.NamedNode)
            and triple.predicate.value != RDF + "type"
            and not triple.predicate.value.startswith(labelling)
        }
    )


def _entities(store: Store) -> set[str]:
    answer = store.query(
        f'SELECT DISTINCT ?s WHERE {{ ?s a ?class FILTER(STRSTARTS(STR(?s), "{ID}")) }}'
    )
    iris = (row["s"].value for row in rows(answer))
    return {iri for iri in iris if class_of(iri) in ENTITY_CLASSES}


def _known(nodes: set[str], focus: str) -> str:
    iri = expand_name(focus)
    if iri not in nodes:
        raise TermError(f"the graph knows no entity {compact(iri)}")
    return iri


def _neighbourhood(triples: Iterable[Triple], nodes: set[str], focus: str, hops: int) -> set[str]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for subject, _, value in triples:
        neighbours[subject].add(value)
        neighbours[value].add(subject)
    reached = frontier = {focus}
    for _ in range(hops):
        frontier = {near for iri in frontier for near in neighbours[iri]} - reached
        reached = reached | frontier
    return reached & nodes


class _About:
    """What the store says of nodes, gathered by a few queries over all of them."""

    def __init__(self) -> None:
        self.labels: dict[str, dict[str, str]] = defaultdict(dict)
        self.names: dict[str, list[str]] = defaultdict(list)
        self.garbled: dict[str, list[str]] = defaultdict(list)
        self.codes: dict[str, str] = {}
        self.dates: dict[str, dict[str, str]] = defaultdict(dict)
        self.concepts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.money: dict[str, float] = {}

    def name(self, iri: str, default: str) -> str:
        return self.labels.get(iri, {}).get("zh", default)

    def node(self, iri: str) -> dict[str, Any]:
        """The attributes of one node, without those that are not known."""
        label = self.name(iri, compact(iri).partition(":")[2] or iri)
        concepts = self.concepts.get(iri, {})
        dates = self.dates.get(iri, {})
        attributes: dict[str, Any] = {
            "label": label,
            "english": self.labels.get(iri, {}).get("en", label),
            "class": class_of(iri) or "Other",
            "names": " | ".join(sorted(set(self.names.get(iri, ())) - {label})),
            "garbled": " | ".join(sorted(set(self.garbled.get(iri, ())))) or None,
            "code": self.codes.get(iri),
            "topics": "、".join(sorted(set(concepts.get("topic", ())))) or None,
            "type": "、".join(sorted(set(concepts.get("policyType", ())))) or None,
            "level": "、".join(sorted(set(concepts.get("adminLevel", ())))) or None,
            "date": dates.get("Date"),
            "earliest": dates.get("NotBefore"),
            "latest": dates.get("NotAfter"),
            "year": int(dates["Date"][:4]) if "Date" in dates else None,
            "money": self.money.get(iri),
        }
        return {key: value for key, value in attributes.items() if value is not None}


def _about(store: Store, nodes: set[str]) -> _About:
    about = _About()
    for row in rows(store.query(_NAMES)):
        iri, kind, name = row["s"].value, _local(row["p"].value), row["name"]
        if kind == "notation":
            about.codes[iri] = name.value
        elif kind in ("label", "prefLabel"):
            about.labels[iri].setdefault((name.language or "zh")[:2], name.value)
        elif iri in nodes:
            (about.names if kind == "altLabel" else about.garbled)[iri].append(name.value)
    for row in sorted(rows(store.query(_DATES)), key=lambda row: str(row["date"])):
        # the longest of several dates is the most precise; sorting keeps the choice stable
        kind = _local(row["p"].value).removeprefix("issued").removeprefix("established")
        known = about.dates[row["s"].value]
        if len(row["date"].value) > len(known.get(kind, "")):
            known[kind] = row["date"].value
    for row in rows(store.query(_CONCEPTS)):
        about.concepts[row["s"].value][_local(row["p"].value)].append(row["name"].value)
    for row in rows(store.query(_MONEY)):
        iri = row["s"].value
        about.money[iri] = max(about.money.get(iri, 0.0), float(Decimal(row["figure"].value)))
    return about


def _codes(store: Store) -> dict[str, str]:
    answer = store.query("SELECT ?s ?code WHERE { ?s a zt:Place ; skos:notation ?code }")
    return {row["s"].value: row["code"].value for row in rows(answer)}


def _homes(
    triples: Iterable[Triple], codes: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Find the place where each thing is at home, and the province of each place.

    A thing without a stated place is at home where the thing is that it depends on: a policy
    where its issuer is, a sub-fund where its fund is.
    """
    related: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in sorted(triples):
        related[subject][_local(predicate)].append(value)
        related[value]["~" + _local(predicate)].append(subject)
    parents = {
        iri: above[0]
        for iri, relations in related.items()
        if class_of(iri) == "Place"
        and (above := [p for p in relations["locatedIn"] if class_of(p) == "Place"])
    }
    homes = {iri: iri for iri in related if class_of(iri) == "Place"}
    for _ in range(4):  # a person at a company in a park in a district: four steps at most
        found = {}
        for iri, relations in related.items():
            if iri in homes:
                continue
            near = (homes[other] for name in _HOMES for other in relations[name] if other in homes)
            if home := next(near, None):
                found[iri] = home
        homes.update(found)
    return homes, {place: _province(place, parents, codes) for place in set(homes.values())}


def _province(place: str, parents: dict[str, str], codes: dict[str, str]) -> str:
    path = [place]
    while path[-1] in parents and parents[path[-1]] not in path:
        path.append(parents[path[-1]])
    coded = [step for step in path if codes.get(step, "").endswith("0000")]
    if coded:
        return coded[0]
    # below the top of the hierarchy: 中国 itself, a country, or a place whose parents are unknown
    return path[-2] if len(path) > 1 else path[-1]


def _node_order(iri: str) -> tuple[int, str]:
    class_name = class_of(iri)
    known = class_name in ENTITY_CLASSES
    return (ENTITY_CLASSES.index(class_name) if class_name and known else 99, iri)


def _local(iri: str) -> str:
    return iri.removeprefix(ZT) if iri.startswith(ZT) else iri.rpartition("#")[2].rpartition("/")[2]
