"""Whole answers to requests that come again, kept in front of the application.

An answer with an entity tag depends on the build and on the request alone, so while the build is
the same, an equal request gets an equal answer, and nothing has to be parsed for it.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from starlette.types import Message, Scope, Send

# the headers that an answer may depend on, see `kg.web.replies.VARY`
_TOLD = frozenset(
    (
        b"host",
        b"accept",
        b"accept-encoding",
        b"accept-language",
        b"cookie",
        b"if-none-match",
        b"range",
    )
)
_MEMORY = 32 * 1024 * 1024
_LONGEST = 512 * 1024
_EACH = 2048  # what an answer takes beside its body

Key = tuple[Any, ...]


@dataclass(slots=True)
class Recording:
    """An answer as it was sent."""

    build: str
    start: Message
    body: bytes


class Shortcut:
    """Remembers answers; the least recently used are forgotten first."""

    def __init__(self) -> None:
        self._held: OrderedDict[Key, Recording] = OrderedDict()
        self._taken = 0

    @staticmethod
    def key(scope: Scope) -> Key | None:
        """What tells requests apart, None for those that are not remembered."""
        if scope["method"] != "GET":
            return None
        headers = [pair for pair in scope["headers"] if pair[0] in _TOLD]
        return (scope["raw_path"], scope["query_string"], *headers)

    async def answer(self, key: Key, build: str, send: Send) -> Recording | None:
        """Send the remembered answer, if there is one for this build."""
        held = self._held.get(key)
        if held is None or held.build != build:
            return None
        self._held.move_to_end(key)
        await send({**held.start, "headers": list(held.start["headers"])})
        await send({"type": "http.response.body", "body": held.body})
        return held

    def remember(self, key: Key, build: str, start: Message, body: bytes) -> None:
        """Keep an answer that bears an entity tag."""
        if len(body) > _LONGEST or start["status"] not in (200, 304):
            return
        names = {name for name, _ in start["headers"]}
        if b"etag" not in names or b"set-cookie" in names:
            return
        self._forget(key)
        self._held[key] = Recording(build, start, body)
        self._taken += len(body) + _EACH
        while self._taken > _MEMORY:
            self._forget(next(iter(self._held)))

    def _forget(self, key: Key) -> None:
        old = self._held.pop(key, None)
        if old is not None:
            self._taken -= len(old.body) + _EACH
