"""The application: which address does what, how errors become statuses, what every answer bears."""

from __future__ import annotations

import json
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.errors import KGError, QueryError, StoreError, TermError
from kg.web import problems
from kg.web.description import void
from kg.web.editing import completions, doctor, editor
from kg.web.engine import Engine
from kg.web.files import opensearch, static
from kg.web.gate import Gate, plain_text
from kg.web.graphstore import store
from kg.web.negotiation import prefers_html
from kg.web.openapi import openapi
from kg.web.pages import (
    data,
    home,
    identify,
    network_page,
    ontology,
    render,
    search,
    search_data,
    thing,
)
from kg.web.protocol import sparql
from kg.web.questions import EXAMPLES, examples, queries, question
from kg.web.settings import Settings
from kg.web.site import Site

STATUS: dict[type[KGError], int] = {
    QueryError: 400,
    problems.MalformedError: 400,
    problems.TokenError: 401,
    problems.RefusedError: 403,
    problems.NotFoundError: 404,
    TermError: 404,
    problems.MethodError: 405,
    problems.NotAcceptableError: 406,
    problems.TooLargeError: 413,
    problems.MediaTypeError: 415,
    problems.BusyError: 503,
    problems.TimedOutError: 503,
    problems.EngineError: 503,
    StoreError: 503,
    KGError: 400,
}

_ANY = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"]


def create_app(settings: Settings, engine: Engine) -> ASGIApp:
    """Build the application.

    Parameters
    ----------
    settings : see there.
    engine : started; the caller closes it.
    """
    app = Starlette(
        routes=[
            Route("/sparql", sparql, methods=_ANY),
            Route("/store", store, methods=_ANY),
            Route("/store/{name:path}", store, methods=_ANY),
            Route("/.well-known/void", void),
            Route(EXAMPLES, examples),
            Route("/openapi.json", openapi),
            Route("/health", health),
            Route("/opensearch.xml", opensearch),
            Route("/", home),
            Route("/search", search),
            Route("/search.json", search_data),
            Route("/id/{name:path}", identify),
            Route("/data/{name:path}", data),
            Route("/page/{name:path}", thing),
            Route("/ontology", ontology),
            Route("/ontology.ttl", ontology),
            Route("/queries", queries),
            Route("/queries/{name}", question),
            Route("/network", network_page),
            Route("/editor", editor),
            Route("/doctor", doctor, methods=["GET", "POST"]),
            Route("/complete.json", completions),
            Route("/static/{name}", static),
        ],
        exception_handlers={KGError: _problem, HTTPException: _http_problem},
    )
    app.state.site = Site(settings, engine)
    return Gate(app, settings, engine)


async def health(request: Request) -> Response:
    """Tell that the server answers; asks nothing of the engine."""
    return plain_text(200, "ok")


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, KGError)  # for mypy: registered for it
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    headers = {}
    if isinstance(error, problems.BusyError):
        headers["Retry-After"] = "2"
    if isinstance(error, problems.TokenError):
        headers["WWW-Authenticate"] = 'Bearer realm="zhengtu"'
    if isinstance(error, problems.MethodError):
        headers["Allow"] = ", ".join(error.allowed)
    place = {}
    if isinstance(error, QueryError) and error.line is not None:
        place = {"line": error.line, "column": error.column}
    return _written(request, status, str(error), place, headers)


async def _http_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # for mypy: registered for it
    message = "there is no such page" if error.status_code == 404 else str(error.detail)
    return _written(request, error.status_code, message, {}, dict(error.headers or {}))


def _written(
    request: Request, status: int, message: str, place: dict[str, Any], headers: dict[str, str]
) -> Response:
    accept = request.headers.get("accept", "")
    if prefers_html(accept):
        return _page(request, status, message, headers)
    if "json" in accept:
        body = {"status": status, "title": message, **place}
        content = json.dumps(body, ensure_ascii=False).encode()
        return Response(content, status, headers, "application/problem+json")
    return plain_text(status, message, headers)


def _page(request: Request, status: int, message: str, headers: dict[str, str]) -> Response:
    try:
        response = render(request, "error.html", status, message=message, suggestions=[])
    except problems.MalformedError:  # the page itself depends on the parameters that cannot be read
        return plain_text(status, message, headers)
    response.headers.update(headers)
    return response
