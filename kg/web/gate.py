"""What stands before every page and service: names, foreign origins, headers, the access log."""

from __future__ import annotations

import contextlib
import re
import sys
import time
import traceback
from urllib.parse import unquote

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KGError
from kg.web.engine import Engine
from kg.web.settings import Settings
from kg.web.shortcut import Shortcut

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


class Gate:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, settings: Settings, engine: Engine) -> None:
        self._app = app
        self._settings = settings
        self._engine = engine
        self._shortcut = Shortcut()
        self._local = settings.host in ("localhost", "127.0.0.1", "::1") and not settings.public
        self._headers = [(k.lower().encode(), v.encode()) for k, v in _ALWAYS.items()]
        if settings.origin is not None:
            self._headers += [
                (b"access-control-allow-origin", settings.origin.encode()),
                (b"access-control-expose-headers", b"ETag, Location, Link, X-SPARQL-MaxRows"),
            ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        started = time.perf_counter()
        key, build = self._shortcut.key(scope), self._engine.build
        if key is not None and (held := await self._shortcut.answer(key, build, send)):
            self._log(scope, held.start["status"], len(held.body), time.perf_counter() - started)
            return
        sent = _Sent(send, self._headers)
        broken = ""
        try:
            if self._local and not _is_local(scope):
                refused = plain_text(421, "this server answers under its local address only")
                await refused(scope, receive, sent)
            elif scope["method"] == "OPTIONS":
                await self._options(scope)(scope, receive, sent)
            else:
                await self._app(scope, receive, sent)
        except KGError as error:
            if sent.start is None:  # not even the page that tells of the error could be made
                await plain_text(400, str(error))(scope, receive, sent)
            else:  # leaving the answer without an end tells the client
                broken = f" broken off: {error}"
        except Exception:
            traceback.print_exc()
            if sent.start is None:
                await plain_text(500, "a fault of the server; it has been logged")(
                    scope, receive, sent
                )
        if key is not None and sent.start is not None and sent.body is not None and not broken:
            self._shortcut.remember(key, build, sent.start, sent.body)
        status = sent.start["status"] if sent.start else 0
        self._log(scope, status, sent.size, time.perf_counter() - started, broken)

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

    def _log(self, scope: Scope, status: int, size: int, seconds: float, broken: str = "") -> None:
        shown = scope["path"]
        if self._settings.log_queries and scope["query_string"]:
            shown += "?" + unquote(scope["query_string"].decode("latin-1"))
        client = (scope.get("client") or ("-",))[0]
        # a log that nobody reads any more, as in `kg serve | head`, is no reason to stop; %r, so
        # that what a client sends cannot pretend to be another line
        with contextlib.suppress(BrokenPipeError):
            sys.stderr.write(
                f"{client} {scope['method']} {shown!r} {status} {size}"
                f" {seconds * 1000:.1f}ms{broken}\n"
            )


class _Sent:
    """Passes an answer on, with the headers that every answer has, and remembers it."""

    def __init__(self, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
        self._send = send
        self._headers = headers
        self.start: Message | None = None
        self.size = 0
        self.body: bytes | None = None  # only of an answer that came in one piece

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message["headers"]}
            message["headers"] += [pair for pair in self._headers if pair[0] not in own]
            self.start = message
        else:
            part = message.get("body", b"")
            self.body = part if self.size == 0 and not message.get("more_body") else None
            self.size += len(part)
        await self._send(message)


def plain_text(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    """Answer with one line."""
    content = (message + "\n").encode("utf-8", "replace")
    return Response(content, status, headers or {}, "text/plain; charset=utf-8")


def _is_local(scope: Scope) -> bool:
    # a page on the web can make its own name lead to this machine; the browser still sends it
    host = next((value for name, value in scope["headers"] if name == b"host"), b"")
    return _LOCAL_HOST.fullmatch(host.decode("latin-1")) is not None
