"""What the writing worker does with its store. Each change is one transaction."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.store import syntax_error
from kg.vocabulary import PREFIXES
from kg.web.problems import NotFoundError

_FORMATS = {
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/xml": ox.RdfFormat.RDF_XML,
    "text/xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "text/n3": ox.RdfFormat.N3,
}
READABLE = tuple(_FORMATS)


def update(store: ox.Store, body: bytes, *, text: str, base: str) -> bool:
    """Do an update.

    Raises
    ------
    QueryError : it is malformed, or one of its operations cannot be done.
    """
    try:
        store.update(text, base_iri=base, prefixes=PREFIXES)
    except SyntaxError as error:
        raise syntax_error(error, text) from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(str(error)) from error
    return True


def put(store: ox.Store, body: bytes, *, iri: str | None, parts: list[dict[str, Any]]) -> bool:
    """Replace a graph; returns whether it is new.

    Raises
    ------
    QueryError : the data are malformed; nothing was changed.
    """
    new = _is_new(store, iri)
    store.update(f"DROP SILENT {_place(iri)} ; {_insertion(iri, body, parts)}")
    return new


def post(store: ox.Store, body: bytes, *, iri: str | None, parts: list[dict[str, Any]]) -> bool:
    """Add to a graph; returns whether it is new.

    Raises
    ------
    QueryError : the data are malformed; nothing was changed.
    """
    new = _is_new(store, iri)
    store.update(_insertion(iri, body, parts))
    return new


def delete(store: ox.Store, body: bytes, *, iri: str | None) -> bool:
    """Remove a graph; the default graph is emptied.

    Raises
    ------
    NotFoundError : there is no such graph.
    """
    if _is_new(store, iri):
        raise NotFoundError(f"there is no graph <{iri}>")
    store.update(f"DROP {_place(iri)}")
    return True


def snapshot(store: ox.Store, body: bytes, *, path: str) -> bool:
    """Copy the state of the store for the readers; files are linked, not copied."""
    try:
        store.backup(path)
    except OSError as error:
        raise StoreError(f"cannot write {path}: {error}") from error
    return True


def _is_new(store: ox.Store, iri: str | None) -> bool:
    return iri is not None and not store.contains_named_graph(ox.NamedNode(iri))


def _place(iri: str | None) -> str:
    return "DEFAULT" if iri is None else f"GRAPH {ox.NamedNode(iri)}"


def _insertion(iri: str | None, body: bytes, parts: list[dict[str, Any]]) -> str:
    # one update is one transaction, which a deletion and a load one after the other are not
    triples = []
    start = 0
    for number, part in enumerate(parts):
        data = body[start : start + part["size"]]
        start += part["size"]
        for triple in _parsed(data, part["type"], part["base"]):
            subject, value = (_apart(term, number) for term in (triple.subject, triple.object))
            triples.append(f"{subject} {triple.predicate} {value} .")
    inside = " ".join(triples)
    if iri is None:
        return f"INSERT DATA {{ {inside} }}"
    place = ox.NamedNode(iri)
    return f"CREATE SILENT GRAPH {place} ; INSERT DATA {{ GRAPH {place} {{ {inside} }} }}"


def _parsed(data: bytes, media_type: str, base: str) -> list[ox.Quad]:
    try:
        return list(
            ox.parse(data, format=_FORMATS[media_type], base_iri=base, without_named_graphs=True)
        )
    except SyntaxError as error:
        raise syntax_error(error) from error
    except ValueError as error:
        raise QueryError(f"malformed: {error}") from error


def _apart(term: Any, number: int) -> str:
    """Write a term; blank nodes of different documents are different."""
    return f"_:p{number}x{term.value}" if isinstance(term, ox.BlankNode) else str(term)


TASKS = {task.__name__: task for task in (update, put, post, delete, snapshot)}
