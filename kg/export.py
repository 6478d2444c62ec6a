"""Taking the graph away: RDF in every syntax, and the network for Gephi, yEd and spreadsheets."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.answers import write_csv
from kg.dataset import ONTOLOGY_GRAPH
from kg.errors import QueryError
from kg.network import to_networkx
from kg.store import Store
from kg.turtle import Statement, language_tag, write_trig, write_turtle
from kg.vocabulary import OA, RDF, ZT

if TYPE_CHECKING:
    import networkx as nx

RDF_FORMATS = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")
NETWORK_FORMATS = ("graphml", "gexf", "csv")
FORMATS = (*RDF_FORMATS, *NETWORK_FORMATS)
EXTENSIONS = {
    "ttl": "turtle",
    "nt": "ntriples",
    "nq": "nquads",
    "rdf": "rdfxml",
    "xml": "rdfxml",
    **{format: format for format in FORMATS},
}

_ENGINE_FORMATS = {
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
# where a language tag stands: the engine lowers tags, and tools that compare them letter by letter
# would find that our Turtle and our N-Triples differ
_TAGS = {
    "ntriples": re.compile(rb'^(\S+ \S+ "(?:[^"\\]|\\.)*"@)([\w-]+)', re.MULTILINE),
    "nquads": re.compile(rb'^(\S+ \S+ "(?:[^"\\]|\\.)*"@)([\w-]+)', re.MULTILINE),
    "jsonld": re.compile(rb'("@language":")([\w-]+)'),
    "rdfxml": re.compile(rb'(<[^<>]* xml:lang=")([\w-]+)'),
}
_WITH_GRAPHS = ("trig", "nquads", "jsonld")


def export(
    store: Store, format: str, *, ontology: bool = False, excel: bool = False
) -> dict[str, bytes]:
    """Write the whole graph.

    Parameters
    ----------
    store : what to write.
    format : one of `FORMATS`. Turtle, N-Triples and RDF/XML hold all graphs merged; TriG,
        N-Quads and JSON-LD keep the claims of each source in a graph of their own.
    ontology : write the terms of the ontology, too (RDF only).
    excel : CSV with a byte order mark and without cells that Excel would run as formulas.

    Returns
    -------
    File name and UTF-8 bytes of each file: two for CSV (nodes and edges), else one. Equal
    graphs give equal bytes.

    Raises
    ------
    QueryError : unknown format.
    """
    if format in RDF_FORMATS:
        return {f"graph.{format}": _rdf(store, format, ontology)}
    if format == "csv":
        graph = to_networkx(store)
        return {"nodes.csv": _nodes(graph, excel), "edges.csv": _edges(graph, excel)}
    if format in NETWORK_FORMATS:
        import networkx as nx

        write = nx.write_graphml if format == "graphml" else nx.write_gexf
        out = io.BytesIO()
        write(to_networkx(store), out, encoding="utf-8")
        # networkx dates a GEXF file, and equal graphs would differ from one day to the next
        data = re.sub(rb' lastmodifieddate="[0-9-]*"', b"", out.getvalue(), count=1)
        return {f"graph.{format}": data}
    raise QueryError(f"unknown format {format!r}; known: {', '.join(FORMATS)}")


def _rdf(store: Store, format: str, ontology: bool) -> bytes:
    quads = [quad for quad in store.dump() if ontology or quad.graph_name != ONTOLOGY_GRAPH]
    graphs: dict[ox.NamedNode | None, list[Statement]] = {}
    for quad in quads:
        name = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else None
        graphs.setdefault(name, []).append((quad.subject, quad.predicate, quad.object))
    for triples in graphs.values():
        triples.extend(_web_annotations(triples))
    if format == "trig":
        return write_trig(graphs.items()).encode()
    merged = {triple for triples in graphs.values() for triple in triples}
    if format == "turtle":
        return write_turtle(merged).encode()
    if format in _WITH_GRAPHS:
        data = ox.serialize(
            sorted(
                (
                    ox.Quad(*triple, name or ox.DefaultGraph())
                    for name, triples in graphs.items()
                    for triple in set(triples)
                ),
                key=str,
            ),
            format=_ENGINE_FORMATS[format],
        )
    else:
        ordered = sorted((ox.Triple(*triple) for triple in merged), key=str)
        data = ox.serialize(ordered, format=_ENGINE_FORMATS[format])
    return _TAGS[format].sub(_properly_tagged, data or b"")


def _properly_tagged(found: re.Match[bytes]) -> bytes:
    return found[1] + language_tag(found[2].decode()).encode()


def _web_annotations(triples: list[Statement]) -> Iterator[Statement]:
    """Say the place of each evidence in W3C's Web Annotation terms, too."""
    kinds = {"start": "position", "end": "position", "quote": "quote"}
    names = {"start": "start", "end": "end", "quote": "exact"}
    classes = {"position": "TextPositionSelector", "quote": "TextQuoteSelector"}
    for subject, predicate, value in triples:
        local = predicate.value.removeprefix(ZT)
        if local in kinds and isinstance(subject, ox.NamedNode):
            kind = kinds[local]
            selector = ox.NamedNode(f"{subject.value}#{kind}")
            yield subject, ox.NamedNode(OA + "hasSelector"), selector
            yield selector, ox.NamedNode(RDF + "type"), ox.NamedNode(OA + classes[kind])
            yield selector, ox.NamedNode(OA + names[local]), value


def _nodes(graph: nx.MultiDiGraph, excel: bool) -> bytes:
    rows = [{"id": node, **attributes} for node, attributes in graph.nodes(data=True)]
    return _csv(rows, "id", excel)


def _edges(graph: nx.MultiDiGraph, excel: bool) -> bytes:
    rows = [
        {"source": source, "target": target, **attributes}
        for source, target, attributes in graph.edges(data=True)
    ]
    return _csv(rows, "source", excel)


def _csv(rows: list[dict[str, object]], first: str, excel: bool) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row)) or [first]
    cells = ([str(row.get(name, "")) for name in names] for row in rows)
    return write_csv([names, *cells], excel=excel)
