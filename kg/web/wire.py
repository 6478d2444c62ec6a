"""How the server and its worker processes talk: frames over a socket.

A frame is its length (four bytes, big-endian, without these four), one letter, and the content.
The server sends ``Q`` (a task, JSON) and perhaps ``B`` (bytes that belong to it); a worker
answers with ``H`` (what is coming, JSON), any number of ``D`` (bytes), and in the end ``Z``, or
``E`` (what went wrong, JSON).
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from typing import Any

HEADER = struct.Struct(">IB")


def frame(kind: str, content: bytes = b"") -> bytes:
    """Write one frame."""
    return HEADER.pack(len(content) + 1, ord(kind)) + content


def message(kind: str, value: Any) -> bytes:
    """Write one frame of JSON."""
    return frame(kind, json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def read(connection: socket.socket) -> tuple[str, bytes] | None:
    """Read one frame, or None at the end of the connection."""
    head = _exactly(connection, HEADER.size)
    if head is None:
        return None
    length, kind = HEADER.unpack(head)
    content = _exactly(connection, length - 1)
    return None if content is None else (chr(kind), content)


async def read_async(reader: asyncio.StreamReader) -> tuple[str, bytes]:
    """Read one frame.

    Raises
    ------
    asyncio.IncompleteReadError : the other process ended.
    """
    length, kind = HEADER.unpack(await reader.readexactly(HEADER.size))
    return chr(kind), await reader.readexactly(length - 1)


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = connection.recv(min(size - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)
