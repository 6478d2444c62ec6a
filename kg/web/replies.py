"""Writing answers: validators, compression, long answers in parts, a memory of short ones."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import zlib
from collections import OrderedDict
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.web.engine import STALLED, Reply
from kg.web.problems import TimedOutError

_WORTH = 1024  # bytes below which compression gains nothing
_LEVEL = 5
_MEMORY = 64 * 1024 * 1024
_LONGEST = 2 * 1024 * 1024


@dataclass(slots=True)
class Held:
    """A whole answer that is kept.

    Parameters
    ----------
    body : its bytes.
    headers : type and whatever else belongs to it.
    """

    body: bytes
    headers: Mapping[str, str]
    _zipped: bytes = field(default=b"")

    @property
    def zipped(self) -> bytes:
        """Compressed once, when it is first asked for."""
        if not self._zipped:
            self._zipped = gzip.compress(self.body, _LEVEL, mtime=0)
        return self._zipped


class Memory:
    """Short answers by their validator, the least recently used ones forgotten first.

    A validator is made of the build and of everything that the answer depends on, so an answer
    that is found is the right one.
    """

    def __init__(self, size: int = _MEMORY) -> None:
        self._size = size
        self._taken = 0
        self._held: OrderedDict[str, Held] = OrderedDict()

    def get(self, tag: str) -> Held | None:
        """Find an answer."""
        held = self._held.get(tag)
        if held is not None:
            self._held.move_to_end(tag)
        return held

    def put(self, tag: str, held: Held) -> None:
        """Keep an answer, if it is not too long."""
        if len(held.body) > _LONGEST or tag in self._held:
            return
        self._held[tag] = held
        self._taken += 2 * len(held.body)
        while self._taken > self._size:
            _, old = self._held.popitem(last=False)
            self._taken -= 2 * len(old.body)


def validator(*parts: object) -> str:
    """Make a weak entity tag of all that an answer depends on.

    Weak, because the rows of a query without ORDER BY may come in another order, and because
    the compressed form has the same tag.
    """
    digest = hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f'W/"{digest[:24]}"'


def is_known(request: Request, tag: str) -> bool:
    """Tell whether the client holds this very answer (If-None-Match)."""
    known = request.headers.get("if-none-match", "")
    return known == "*" or tag.removeprefix("W/") in (
        item.strip().removeprefix("W/") for item in known.split(",")
    )


def not_modified(tag: str) -> Response:
    """Answer that the client holds the right thing already."""
    return Response(status_code=304, headers={"ETag": tag, "Vary": VARY})


VARY = "Accept, Accept-Encoding, Accept-Language"


def whole(request: Request, held: Held, tag: str = "") -> Response:
    """Answer with something that is at hand."""
    headers = {**held.headers, "Vary": VARY, "Cache-Control": "no-cache"}
    if tag:
        headers["ETag"] = tag
    content = held.body
    if len(content) >= _WORTH and _may_zip(request):
        content = held.zipped
        headers["Content-Encoding"] = "gzip"
    return Response(content, headers=headers)


def part_by_part(request: Request, reply: Reply, headers: Mapping[str, str]) -> Response:
    """Answer with something that is still on its way."""
    return _Streamed(request, reply, {**headers, "Vary": VARY, "Cache-Control": "no-cache"})


class _Streamed(Response):
    """A long answer; broken off, not ended, when something goes wrong on the way."""

    def __init__(self, request: Request, reply: Reply, headers: Mapping[str, str]) -> None:
        self._reply = reply
        self._zipper = None
        if _may_zip(request):
            headers = {**headers, "Content-Encoding": "gzip"}
            self._zipper = zlib.compressobj(1, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        super().__init__(None, headers=dict(headers))
        del self.headers["content-length"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        gone = asyncio.ensure_future(_disconnected(receive))
        sending = asyncio.ensure_future(self._send(scope, send))
        try:
            await asyncio.wait({gone, sending}, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        finally:
            gone.cancel()
            sending.cancel()
            await asyncio.gather(gone, sending, return_exceptions=True)

    async def _send(self, scope: Scope, send: Send) -> None:
        parts = self._parts()
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            if scope["method"] != "HEAD":
                async for part in parts:
                    await _within(
                        send({"type": "http.response.body", "body": part, "more_body": True})
                    )
            await _within(send({"type": "http.response.body", "body": b""}))
        finally:
            await parts.aclose()

    async def _parts(self) -> AsyncGenerator[bytes, None]:
        rest = self._reply.rest
        assert rest is not None  # for mypy: only answers that are not complete come here
        try:
            yield self._packed(self._reply.start)
            async for part in rest:
                if packed := self._packed(part):
                    yield packed
            if self._zipper is not None:
                yield self._zipper.flush()
        finally:
            await rest.aclose()

    def _packed(self, part: bytes) -> bytes:
        return part if self._zipper is None else self._zipper.compress(part)


async def patiently(request: Request, work: object) -> object:
    """Wait for work, and give it up when the client goes away."""
    task = asyncio.ensure_future(work)  # type: ignore[call-overload]
    done, _ = await asyncio.wait({task}, timeout=0.5)
    if done:
        return task.result()
    gone = asyncio.ensure_future(_disconnected(request.receive))
    try:
        await asyncio.wait({gone, task}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            task.cancel()
        return await task
    finally:
        gone.cancel()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _within(work: object) -> None:
    try:
        async with asyncio.timeout(STALLED):
            await work  # type: ignore[misc]
    except TimeoutError:
        raise TimedOutError("the client does not read the answer") from None


def _may_zip(request: Request) -> bool:
    for part in request.headers.get("accept-encoding", "").split(","):
        name, _, quality = part.strip().lower().partition(";")
        if name.strip() == "gzip":
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
