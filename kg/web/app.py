"""The application: which address does what, how errors become statuses, what every answer bears."""

from __future__ import annotations

import json
import re
import sys
import time
import traceback
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KGError, QueryError, StoreError, TermError
from kg.web import problems
from kg.web.description import void
from kg.web.editing import completions, doctor, editor
from kg.web.engine import Engine
from kg.web.files import opensearch, static
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

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": _POLICY,
}
_LOCAL_HOST = re.compile(r"(?:(?:[\w-]+\.)*localhost|127\.[\d.]+|\[::1\])?(?::\d+)?", re.IGNORECASE)
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
    return Gate(app, settings)


class Gate:
    """Stands before everything: foreign origins, headers of every answer, the access log."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._local = settings.host in ("localhost", "127.0.0.1", "::1")
        self._headers = [(k.lower().encode(), v.encode()) for k, v in _ALWAYS.items()]
        if settings.origin is not None:
            self._headers += [
                (b"access-control-allow-origin", settings.origin.encode()),
                (b"access-control-expose-headers", b"ETag, Location, Link, X-SPARQL-MaxRows"),
            ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        started, status, sent = time.perf_counter(), 0, 0

        async def answer(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
                own = {name for name, _ in message["headers"]}
                message["headers"] += [pair for pair in self._headers if pair[0] not in own]
            else:
                sent += len(message.get("body", b""))
            await send(message)

        broken = ""
        try:
            if self._local and not self._settings.public and not _is_local(scope):
                await _text(421, "this server answers under its local address only")(
                    scope, receive, answer
                )
            elif scope["method"] == "OPTIONS":
                await self._options(scope)(scope, receive, answer)
            else:
                await self._app(scope, receive, answer)
        except KGError as error:
            # the answer had begun; leaving it without an end tells the client
            broken = f" broken off: {error}"
        except Exception:
            traceback.print_exc()
            if not status:
                await _text(500, "a fault of the server; it has been logged")(
                    scope, receive, answer
                )
        self._log(scope, status, sent, time.perf_counter() - started, broken)

    def _options(self, scope: Scope) -> Response:
        path = scope["path"]
        methods = "GET, HEAD, OPTIONS"
        if path == "/sparql":
            methods = "GET, HEAD, POST, OPTIONS"
        elif path.startswith("/store"):
            methods = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
        headers = {"Allow": methods}
        if self._settings.origin is not None:
            headers |= {
                "Access-Control-Allow-Methods": methods,
                "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type",
                "Access-Control-Max-Age": "86400",
            }
        return Response(status_code=204, headers=headers)

    def _log(self, scope: Scope, status: int, sent: int, seconds: float, broken: str) -> None:
        query = scope["query_string"].decode("latin-1")
        shown = scope["path"] + (
            f"?{unquote(query)}" if query and self._settings.log_queries else ""
        )
        client = (scope.get("client") or ("-",))[0]
        line = (
            f"{client} {scope['method']} {shown!r} {status} {sent} {seconds * 1000:.1f}ms{broken}"
        )
        print(line, file=sys.stderr)


async def health(request: Request) -> Response:
    """Tell that the server answers; asks nothing of the engine."""
    return _text(200, "ok")


def _is_local(scope: Scope) -> bool:
    # a page on the web can make its own name lead to this machine; the browser still sends it
    host = next((value for name, value in scope["headers"] if name == b"host"), b"")
    return _LOCAL_HOST.fullmatch(host.decode("latin-1")) is not None


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
    return _text(status, message, headers)


def _text(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    content = (message + "\n").encode("utf-8", "replace")
    return Response(content, status, headers or {}, "text/plain; charset=utf-8")


def _page(request: Request, status: int, message: str, headers: dict[str, str]) -> Response:
    response = render(request, "error.html", status, message=message, suggestions=[])
    response.headers.update(headers)
    return response
