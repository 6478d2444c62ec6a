"""Saved queries as a reader sees them: choices for the form, rows with links (runs in a worker)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.queries import SavedQuery, column_titles, named
from kg.search import Gathered, gather, resolve_name
from kg.store import EmbeddedStore, Term, rows, syntax_error
from kg.vocabulary import ENTITY_CLASSES, PREFIXES, XSD, ZT
from kg.web import tasks
from kg.web.guard import explain, limited, read_query
from kg.web.wording import Words, page_of

if TYPE_CHECKING:
    from kg.web.worker import Answer

# rows that a page shows; all of them can be downloaded
MOST_ROWS = 1000
# names offered for a parameter
_MOST_CHOICES = 2000
_DATES = (XSD + "date", XSD + "gYear", XSD + "gYearMonth")
_CHOICES = """
SELECT ?it ?name WHERE { ?it a zt:%s ; rdfs:label ?name FILTER(LANGMATCHES(LANG(?name), "zh")) }
ORDER BY ?name LIMIT %d"""


def names(store: ox.Store, answer: Answer) -> list[Gathered]:
    """All names of the store, for the index behind the search box."""
    return gather(EmbeddedStore(store))


def answer_saved(
    store: ox.Store,
    answer: Answer,
    *,
    name: str,
    values: dict[str, str],
    most: int,
    base: str,
    solutions: tasks.Choice | None,
    graph: tasks.Choice | None,
) -> None:
    """Answer a saved query in a format for tools."""
    query = named(name)
    tasks.query(
        store,
        answer,
        text=query.text,
        limited=limited(read_query(query.text, base), most),
        base=base,
        default=None,
        named=None,
        stated=False,
        solutions=solutions,
        graph=graph,
        terms=bound_terms(store, query, values),
    )


def table(
    store: ox.Store, answer: Answer, *, name: str, values: dict[str, str], language: str
) -> dict[str, Any]:
    """Answer a saved query as a table: titles, and cells with links.

    Returns
    -------
    The ``columns`` (variable, title, whether its values are numbers or dates) and the ``rows``;
    for ASK only the ``boolean``.
    """
    view = EmbeddedStore(store)
    query = named(name)
    text = limited(read_query(query.text, "http://localhost/"), MOST_ROWS + 1)
    return shown(view, view.query(text, bound_terms(store, query, values)), language)


def asked(
    store: ox.Store, answer: Answer, *, text: str, language: str, base: str, stated: bool
) -> dict[str, Any]:
    """Answer any query as a table."""
    read = read_query(text, base)
    try:
        found = store.query(
            limited(read, MOST_ROWS + 1),
            base_iri=base,
            prefixes=PREFIXES,
            use_default_graph_as_union=not stated,
        )
    except SyntaxError as error:
        raise explain(text) or syntax_error(error, text) from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(str(error)) from error
    return shown(EmbeddedStore(store), found, language)


def shown(view: EmbeddedStore, found: Any, language: str) -> dict[str, Any]:
    """Write an answer as a table."""
    words = Words(view, language)
    if isinstance(found, ox.QueryBoolean):
        return {"boolean": bool(found), "columns": [], "rows": []}
    if isinstance(found, ox.QueryTriples):
        names = ["subject", "predicate", "object"]
        solutions = [dict(zip(names, tuple(triple)[:3], strict=True)) for triple in found]
    else:
        names = [variable.value for variable in found.variables]
        solutions = [{key: row[key] for key in names} for row in found]
    visible = [key for key in names if f"{key}Label" not in names and not key.startswith("_")]
    titles = column_titles(language)
    words.learn(
        term.value
        for row in solutions[:MOST_ROWS]
        for key in visible
        if isinstance(term := row[key], ox.NamedNode)
    )
    return {
        "columns": [
            {
                "name": key,
                "title": titles.get(key.removesuffix("Label"), key.removesuffix("Label")),
                "kind": _kind([row[key] for row in solutions[:MOST_ROWS]]),
            }
            for key in visible
        ],
        "rows": [[_cell(words, row, key) for key in visible] for row in solutions[:MOST_ROWS]],
        "more": len(solutions) > MOST_ROWS,
    }


def choices(store: ox.Store, answer: Answer, *, types: list[str]) -> dict[str, list[str]]:
    """Names to choose from for parameters of these types."""
    view = EmbeddedStore(store)
    found: dict[str, list[str]] = {}
    for kind in types:
        classes = ENTITY_CLASSES if kind == "Entity" else (kind,)
        share = _MOST_CHOICES // len(classes)
        names = []
        for class_name in classes:
            if class_name in ENTITY_CLASSES:
                found_ = rows(view.query(_CHOICES % (class_name, share)))
                names += [row["name"].value for row in found_]
        found[kind] = list(dict.fromkeys(names))
    return found


def bound_terms(store: ox.Store, query: SavedQuery, values: dict[str, str]) -> dict[str, Term]:
    view = EmbeddedStore(store)
    return query.terms(values, lambda kind, name: resolve_name(view, kind, name))


def _cell(words: Words, row: dict[str, Any], key: str) -> dict[str, Any]:
    term, thing = row[key], row.get(key.removesuffix("Label"))
    if term is None:
        return {"text": "", "iri": None, "href": None}
    if key.endswith("Label") and isinstance(thing, ox.NamedNode):
        return {"text": term.value, "iri": thing.value, "href": page_of(thing.value)}
    return words.shown(term)


def _kind(terms: list[Any]) -> str:
    literals = [term for term in terms if term is not None]
    if not literals or not all(isinstance(term, ox.Literal) for term in literals):
        return "text"
    types = {term.datatype.value for term in literals}
    if types <= {*_DATES}:
        return "date"
    numbers = {XSD + name for name in ("integer", "decimal", "double", "float")}
    return "number" if types <= numbers else "text"


def terms(store: ox.Store, answer: Answer) -> list[dict[str, Any]]:
    """The classes and properties of the ontology with their labels and comments."""
    query = """
SELECT ?it ?type ?zh ?en ?about_zh ?about_en WHERE {
  VALUES ?type { owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }
  ?it a ?type FILTER(STRSTARTS(STR(?it), "%s"))
  OPTIONAL { ?it rdfs:label ?zh FILTER(LANGMATCHES(LANG(?zh), "zh")) }
  OPTIONAL { ?it rdfs:label ?en FILTER(LANGMATCHES(LANG(?en), "en")) }
  OPTIONAL { ?it rdfs:comment ?about_zh FILTER(LANGMATCHES(LANG(?about_zh), "zh")) }
  OPTIONAL { ?it rdfs:comment ?about_en FILTER(LANGMATCHES(LANG(?about_en), "en")) }
} ORDER BY ?type ?it"""
    found: dict[str, dict[str, Any]] = {}
    for row in rows(EmbeddedStore(store).query(query % ZT)):
        iri = row["it"].value
        entry = {"iri": iri, "name": iri.removeprefix(ZT)}
        entry["type"] = row["type"].value.rpartition("#")[2]
        for key in ("zh", "en", "about_zh", "about_en"):
            entry[key] = getattr(row[key], "value", "")
        found.setdefault(iri, entry)
    return list(found.values())


def members(store: ox.Store, answer: Answer, *, class_name: str, language: str) -> list[Any]:
    """The things of a class, by name."""
    words = Words(EmbeddedStore(store), language)
    kind = ox.NamedNode(ZT + class_name)
    a = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    found = (quad.subject for quad in store.quads_for_pattern(None, a, kind))
    iris = {node.value for node in found if isinstance(node, ox.NamedNode)}
    words.learn(iris)
    return sorted((words.shown(iri) for iri in iris), key=lambda thing: thing["text"])
