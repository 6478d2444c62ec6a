"""The OpenAPI document: every address for tools, each saved query with its parameters."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.queries import Parameter, SavedQuery, saved
from kg.web import replies
from kg.web.changes import READABLE
from kg.web.guard import read_query
from kg.web.negotiation import GRAPHS, SOLUTIONS, Format
from kg.web.site import site_of

_ERRORS = {
    "400": "The request is malformed; the body says where.",
    "403": "The server does not do this.",
    "404": "There is no such thing.",
    "406": "None of the accepted formats can be given.",
    "413": "The request is too long.",
    "415": "The media type of the body cannot be read.",
    "503": "Too many queries at once, or the query was stopped.",
}
_TEXT = {"type": "string"}
# an empty value, as a form sends it, stands for the default
_PATTERNS = {
    "year": {"pattern": "^[0-9]{0,4}$"},
    "integer": {"pattern": "^([0-9]{1,9})?$"},
    "date": {"pattern": "^([1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?)?$"},
}


async def openapi(request: Request) -> Response:
    """Describe the service in OpenAPI 3.1."""
    site = site_of(request)
    document = describe(site.address(request), site.settings.writable)
    body = json.dumps(document, ensure_ascii=False, indent=1).encode()
    return replies.whole(request, replies.Held(body, {"Content-Type": "application/json"}))


def describe(address: str, writable: bool) -> dict[str, Any]:
    """Make the document.

    Parameters
    ----------
    address : of the server.
    writable : describe updates, too.
    """
    try:
        release = version("zhengtu")
    except PackageNotFoundError:  # run from a checkout that is not installed
        release = "0"
    paths: dict[str, Any] = {
        "/sparql": {"get": _query_by_get(), "post": _query_by_post(writable)},
        "/store": {"get": _graph(), **(_graph_changes() if writable else {})},
        "/search.json": {"get": _search()},
        "/.well-known/void": {"get": _description("What the dataset holds (VoID)")},
        "/.well-known/sparql-examples": {
            "get": _description("The saved queries as sh:SPARQLExecutable")
        },
    }
    for query in saved():
        paths[f"/queries/{query.name}"] = {"get": _saved(query)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "政图 Zhengtu",
            "version": release,
            "description": "Chinese industrial policy as a graph; SPARQL and saved queries.",
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": address}],
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _query_by_get() -> dict[str, Any]:
    return {
        "operationId": "queryByGet",
        "summary": "Ask a SPARQL 1.1 query; without one, the service describes itself",
        "parameters": [
            _parameter("query", "SPARQL text"),
            _parameter("default-graph-uri", "IRI of a default graph", many=True),
            _parameter("named-graph-uri", "IRI of a named graph", many=True),
            _parameter("format", "instead of Accept", choices=_names((*SOLUTIONS, *GRAPHS))),
        ],
        "responses": _responses((*SOLUTIONS, *GRAPHS)),
    }


def _query_by_post(writable: bool) -> dict[str, Any]:
    form = {"type": "object", "properties": {"query": _TEXT}, "required": ["query"]}
    content: dict[str, Any] = {
        "application/x-www-form-urlencoded": {"schema": form},
        "application/sparql-query": {"schema": _TEXT},
    }
    answers = _responses((*SOLUTIONS, *GRAPHS))
    if writable:
        content["application/sparql-update"] = {"schema": _TEXT}
        answers["204"] = {"description": "The update was done."}
        answers["401"] = _error("The update needs the token.")
    return {
        "operationId": "queryByPost",
        "summary": "Ask a query" + (", or send an update" if writable else ""),
        "requestBody": {"required": True, "content": content},
        "responses": answers,
        **({"security": [{}, {"token": []}]} if writable else {}),
    }


def _graph() -> dict[str, Any]:
    return {
        "operationId": "readGraph",
        "summary": "Read one graph (SPARQL 1.1 Graph Store HTTP Protocol)",
        "parameters": [
            {
                **_parameter("graph", "IRI of the graph; without it, the default graph"),
                "schema": {"type": "string", "format": "uri", "minLength": 3},
            },
            _parameter("default", "the default graph", choices=[""]),
        ],
        "responses": _responses(GRAPHS),
    }


def _graph_changes() -> dict[str, Any]:
    told = _graph()["parameters"]
    answers = {
        "201": {"description": "The graph was made."},
        "204": {"description": "The graph was changed."},
        "401": _error("Changes need the token."),
        **{code: _error(about) for code, about in _ERRORS.items()},
    }
    content = {media_type: {"schema": _TEXT} for media_type in READABLE}
    body = {"required": True, "content": content}
    changed = {"parameters": told, "responses": answers, "security": [{"token": []}]}
    return {
        "put": {**changed, "summary": "Replace a graph", "requestBody": body},
        "post": {**changed, "summary": "Add to a graph", "requestBody": body},
        "delete": {**changed, "summary": "Remove a graph"},
    }


def _search() -> dict[str, Any]:
    hit = {
        "type": "object",
        "properties": dict.fromkeys(("label", "iri", "href", "class", "matched"), _TEXT),
        "required": ["label", "iri", "href", "class"],
    }
    schema = {"type": "array", "items": hit}
    return {
        "operationId": "search",
        "summary": "Find things by name, pinyin, initials, alias",
        "parameters": [_parameter("q", "what to find"), _parameter("class", "only this class")],
        "responses": {
            "200": {
                "description": "The best first.",
                "content": {"application/json": {"schema": schema}},
            },
            **{code: _error(_ERRORS[code]) for code in ("400", "503")},
        },
    }


def _description(summary: str) -> dict[str, Any]:
    return {"summary": summary, "responses": _responses(GRAPHS)}


def _saved(query: SavedQuery) -> dict[str, Any]:
    is_graph = read_query(query.text, "").form in ("CONSTRUCT", "DESCRIBE")
    formats = GRAPHS if is_graph else SOLUTIONS
    return {
        "operationId": query.name,
        "summary": f"{query.summary} {query.summary_zh}",
        "tags": list(query.tags),
        "parameters": [
            *(_of_query(parameter) for parameter in query.parameters),
            _parameter("format", "instead of Accept", choices=_names(formats)),
        ],
        "responses": _responses(formats, page=True),
    }


def _of_query(parameter: Parameter) -> dict[str, Any]:
    about = f"{parameter.english} {parameter.chinese} ({parameter.type})"
    described = _parameter(parameter.name, about)
    described["schema"] = {
        **described["schema"],
        **_PATTERNS.get(parameter.type, {}),
        "default": parameter.default,
    }
    described["example"] = parameter.default
    return described


def _parameter(
    name: str, about: str, *, many: bool = False, choices: list[str] | None = None
) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", **({"enum": choices} if choices else {})}
    if many:
        schema = {"type": "array", "items": schema}
    return {"name": name, "in": "query", "description": about, "schema": schema}


def _responses(formats: tuple[Format, ...], page: bool = False) -> dict[str, Any]:
    types = [form.types[0] for form in formats] + (["text/html"] if page else [])
    content: dict[str, Any] = {media_type: {} for media_type in types}
    return {
        "200": {"description": "The answer.", "content": content},
        "304": {"description": "The client holds the answer already."},
        **{code: _error(about) for code, about in _ERRORS.items()},
    }


def _error(about: str) -> dict[str, Any]:
    problem = {
        "type": "object",
        "properties": {"status": {"type": "integer"}, "title": _TEXT},
        "required": ["status", "title"],
    }
    content = {"application/problem+json": {"schema": problem}, "text/plain": {}, "text/html": {}}
    return {"description": about, "content": content}


def _names(formats: tuple[Format, ...]) -> list[str]:
    return [form.name for form in formats]
