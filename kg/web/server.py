"""Running the server: connections that dawdle, too many of them, and a graceful end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import resource
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from kg.web.settings import Settings

# seconds for the head of a request, for its body, between requests, and to finish at the end
HEAD, BODY, IDLE, GRACE = 10.0, 60.0, 15, 5
_LONGEST_HEAD = 512 * 1024  # bytes; a query of the greatest length fits, percent-encoded
_SPARE = 128  # file descriptors kept for workers and files
_MOST = 20_000

_CLOSED = b"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_LATE = b"HTTP/1.1 408 Request Timeout" + _CLOSED
_LONG = b"HTTP/1.1 431 Request Header Fields Too Large" + _CLOSED


class Connection(HttpToolsProtocol):
    """A connection that has to send its requests in time.

    uvicorn itself waits forever for the rest of a request, which lets anybody hold as many
    connections as he likes by sending a byte now and then. When there is no room, the one that
    has waited longest without a complete request makes it.
    """

    most = _MOST
    _unheard: dict[Connection, None] = {}  # noqa: RUF012  shared on purpose: in order of arrival

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._timer: asyncio.TimerHandle | None = None
        self._head = 0
        if len(self.connections) > self.most and self._unheard:
            next(iter(self._unheard)).turn_out()
        self._unheard[self] = None
        self._expect(HEAD)

    def connection_lost(self, exc: Exception | None) -> None:
        self._unheard.pop(self, None)
        self._expect(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._head >= 0:
            self._head += len(data)
            if self._head > _LONGEST_HEAD and self._timer is not None and not self._in_body:
                self.transport.write(_LONG)
                self.transport.close()
                return
        super().data_received(data)

    _in_body = False

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_body = False
        self._expect(HEAD)

    def on_headers_complete(self) -> None:
        self._unheard.pop(self, None)
        self._head, self._in_body = 0, True
        self._expect(BODY)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._head, self._in_body = 0, False
        self._expect(None)
        super().on_message_complete()

    def turn_out(self) -> None:
        """Close the connection because its request did not come in time."""
        if not self.transport.is_closing():
            if self.cycle is None or self.cycle.response_complete:
                self.transport.write(_LATE)
            self.transport.close()

    def _expect(self, seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else self.loop.call_later(seconds, self.turn_out)


def serve(settings: Settings, say: Any, open_page: bool = False) -> None:
    """Serve until interrupted.

    Parameters
    ----------
    settings : see there.
    say : called with the address once the server answers.
    open_page : open the address in the browser.

    Raises
    ------
    StoreError : the store cannot be opened.
    KGError : the address is taken.
    """
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(settings, say, open_page))


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # uvicorn would raise the signal again at its end, before our own clearing up
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


async def _serve(settings: Settings, say: Any, open_page: bool) -> None:
    from kg.web.app import create_app
    from kg.web.engine import Engine

    Connection.most = min(_MOST, _raise_file_limit() - _SPARE)
    listening = _listen(settings)
    engine = Engine(settings)
    try:
        await engine.start()
        address = f"http://{_shown(settings.host)}:{listening.getsockname()[1]}/"
        say(address)
        if open_page:
            import webbrowser

            webbrowser.open(address)
        config = uvicorn.Config(
            create_app(settings, engine),
            http=Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=True,
            proxy_headers=False,
            backlog=4096,
            timeout_keep_alive=IDLE,
            timeout_graceful_shutdown=GRACE,
        )
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await _Server(config).serve(sockets=[listening])
    finally:
        listening.close()
        await engine.close()


def _listen(settings: Settings) -> Any:
    import socket

    from kg.errors import StoreError

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(4096)  # who is told the address may come at once
    except OSError as error:
        listening.close()
        raise StoreError(
            f"cannot listen on {settings.host}:{settings.port}: {error.strerror or error}"
        ) from error
    return listening


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _raise_file_limit() -> int:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = hard if hard != resource.RLIM_INFINITY else _MOST + _SPARE
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
