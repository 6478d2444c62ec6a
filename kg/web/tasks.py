"""What a reading worker does with its store; each task is called by name over the wire."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store import Term, syntax_error
from kg.vocabulary import PREFIXES, RDF
from kg.web.guard import explain
from kg.web.problems import NotAcceptableError, NotFoundError, RefusedError

if TYPE_CHECKING:
    from kg.web.worker import Answer

RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
RDF_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
Choice = tuple[str, str]  # name of a format, media type
_NO_TERMS: Mapping[str, Term] = {}


def query(
    store: ox.Store,
    answer: Answer,
    *,
    text: str,
    limited: str,
    base: str,
    default: list[str] | None,
    named: list[str] | None,
    stated: bool,
    solutions: Choice | None,
    graph: Choice | None,
    terms: Mapping[str, Term] = _NO_TERMS,
) -> None:
    """Answer a query.

    Parameters
    ----------
    text : as the client wrote it, which is what errors are about.
    limited : the same, with a limit on its rows.
    base : against which relative IRIs are resolved.
    default, named : the dataset that the request asks for; None where it asks for none.
    stated : the query itself says what its dataset is, so its default graph is no union.
    solutions, graph : format for each kind of answer, None when the client accepts none.

    Raises
    ------
    QueryError : the query is malformed.
    NotAcceptableError : the client accepts no format of this kind of answer.
    """
    chosen = default is not None or named is not None
    options: dict[str, Any] = {
        "base_iri": base,
        "prefixes": PREFIXES,
        "use_default_graph_as_union": not (stated or chosen),
        "substitutions": {ox.Variable(name): term for name, term in terms.items()},
        **(_dataset(default or [], named or []) if chosen else {}),
    }
    found = _found(store, limited, text, options)
    is_graph = isinstance(found, ox.QueryTriples)
    choice = graph if is_graph else solutions
    if choice is None:
        raise NotAcceptableError(
            "this query gives a graph: " + ", ".join(RDF_FORMATS)
            if is_graph
            else "this query gives solutions: " + ", ".join(RESULTS)
        )
    name, media_type = choice
    with answer.begin(type=media_type, format=name) as out:
        if isinstance(found, ox.QueryTriples):
            _write_graph(found, out, name)
        elif isinstance(found, ox.QueryBoolean):
            out.write(found.serialize(format=RESULTS[name]) or b"")
        else:
            found.serialize(out, RESULTS[name])


def require_graphs(store: ox.Store, answer: Answer, *, iris: list[str]) -> None:
    """Make sure that the graphs of a dataset are in the store.

    Raises
    ------
    RefusedError : one of them is not; nothing is ever fetched from elsewhere.
    """
    for iri in iris:
        try:
            known = store.contains_named_graph(ox.NamedNode(iri))
        except ValueError as error:
            raise QueryError(f"not an IRI: {iri!r}") from error
        if not known:
            raise RefusedError(
                f"there is no graph <{iri}> in this store, and nothing is fetched from elsewhere"
            )


def graph(store: ox.Store, answer: Answer, *, iri: str | None, format: str, type: str) -> None:
    """Write one graph; None is the default graph.

    Raises
    ------
    NotFoundError : there is no such graph.
    """
    name: ox.NamedNode | ox.DefaultGraph = ox.DefaultGraph()
    if iri is not None:
        name = _node(iri)
        if not store.contains_named_graph(name):
            raise NotFoundError(f"there is no graph <{iri}>")
    with answer.begin(type=type, format=format) as out:
        if format in ("jsonld", "nt", "nq"):
            store.dump(out, RDF_FORMATS[format], from_graph=name)
        else:
            store.dump(out, RDF_FORMATS[format], from_graph=name, prefixes=PREFIXES)


def holds_graph(store: ox.Store, answer: Answer, *, iri: str) -> bool:
    """Tell whether there is a named graph."""
    return store.contains_named_graph(_node(iri))


def summary(store: ox.Store, answer: Answer) -> dict[str, Any]:
    """Count what the descriptions of the service and the dataset tell."""
    classes: dict[str, int] = {}
    properties: dict[str, int] = {}
    graphs: dict[str, int] = {}
    distinct = set()
    for quad in store:
        if isinstance(quad.graph_name, ox.NamedNode):
            graphs[quad.graph_name.value] = graphs.get(quad.graph_name.value, 0) + 1
        if quad.triple in distinct:
            continue
        distinct.add(quad.triple)
        predicate = quad.predicate.value
        properties[predicate] = properties.get(predicate, 0) + 1
        if predicate == RDF + "type" and isinstance(quad.object, ox.NamedNode):
            classes[quad.object.value] = classes.get(quad.object.value, 0) + 1
    return {
        "triples": len(distinct),
        "subjects": len({triple.subject for triple in distinct}),
        "objects": len({triple.object for triple in distinct}),
        "classes": dict(sorted(classes.items())),
        "properties": dict(sorted(properties.items())),
        "graphs": dict(sorted(graphs.items())),
        "default": sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph())),
    }


def build(store: ox.Store, answer: Answer) -> str:
    """Name the state of the data."""
    from kg.dataset import fingerprint

    return fingerprint(store)[:16]


def _found(
    store: ox.Store, limited: str, text: str, options: dict[str, Any]
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    try:
        return store.query(limited, **options)
    except SyntaxError as error:
        if limited != text:
            _found(store, text, text, options)  # to say where the client's own text is wrong
        raise explain(text) or syntax_error(error, limited) from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(str(error)) from error


def _write_graph(found: ox.QueryTriples, out: Any, name: str) -> None:
    if name in ("ttl", "trig", "rdf"):
        ox.serialize(found, out, RDF_FORMATS[name], prefixes=PREFIXES)
    else:
        found.serialize(out, RDF_FORMATS[name])


def _dataset(default: list[str], named: list[str]) -> dict[str, Any]:
    return {
        "default_graph": [_node(iri) for iri in default],
        "named_graphs": [_node(iri) for iri in named],
    }


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"not an IRI: {iri!r}") from error


# those of other modules by name, because they import what most workers never need
TASKS: dict[str, Any] = {
    **{task.__name__: task for task in (query, require_graphs, graph, holds_graph, summary, build)},
    "entity": "kg.web.entity:page",
    "known": "kg.web.entity:known",
    "data": "kg.web.entity:data",
    "names": "kg.web.tables:names",
    "saved": "kg.web.tables:answer_saved",
    "table": "kg.web.tables:table",
    "asked": "kg.web.tables:asked",
    "choices": "kg.web.tables:choices",
    "terms": "kg.web.tables:terms",
    "members": "kg.web.tables:members",
    "network": "kg.web.networks:network",
    "doctor": "kg.web.doctor:examine",
}


def task(name: str) -> Any:
    """Find a task by its name, importing it when it is first used."""
    found = TASKS[name]
    if isinstance(found, str):
        module, _, function = found.partition(":")
        found = TASKS[name] = getattr(import_module(module), function)
    return found
