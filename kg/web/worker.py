"""A process that answers one question after the other and may be killed at any time.

It holds a store (`Reader`: the packaged graph in memory, or a directory opened read-only;
`Writer`: a directory) and does the tasks of `kg.web.tasks` or `kg.web.changes`.
"""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import sys
import traceback
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg.errors import KGError, QueryError
from kg.web import wire
from kg.web.confine import leave_network, limit_memory

CHUNK = 64 * 1024
# quads that a worker copies into memory; takes about 50 MB and half a second
_SMALL = 100_000
# far beyond every time-out of the server: ends a worker whose server is gone
_LAST_RESORT = 3600


class Answer:
    """Where a task writes its answer: what is coming first, then the bytes."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.started = False

    def begin(self, **head: Any) -> io.BufferedWriter:
        """Tell what is coming; returns where to write it."""
        self._connection.sendall(wire.message("H", head))
        self.started = True
        return io.BufferedWriter(_Frames(self._connection), CHUNK)


class _Frames(io.RawIOBase):
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        content = bytes(data)
        self._connection.sendall(wire.frame("D", content))
        return len(content)


class Reader:
    """Answers questions about a store that it cannot change.

    Parameters
    ----------
    memory : bytes that it may take beyond what its store needs.
    """

    def __init__(self, memory: int) -> None:
        from kg.web.tasks import task

        self._task = task
        self._memory = memory
        self._path: str | None = None
        self._store: ox.Store | None = None

    def do(self, task: dict[str, Any], body: bytes, answer: Answer) -> Any:
        """Do a task on the state of the data that it names."""
        self._open(task.pop("path"))
        return self._task(task.pop("task"))(self._store, answer, **task)

    def _open(self, path: str | None) -> None:
        if self._store is not None and path == self._path:
            return
        first = self._store is None
        if path is None:
            from kg.dataset import assemble

            self._store = assemble()
        else:
            self._store = _in_memory(ox.Store.read_only(path))
        self._path = path
        if first:
            limit_memory(self._memory)


def _in_memory(disk: ox.Store) -> ox.Store:
    """Copy a small store into memory, where joins were measured to be eight times faster."""
    quads = list(islice(disk, _SMALL + 1))
    if len(quads) > _SMALL:
        return disk
    copy = ox.Store()
    for name in disk.named_graphs():  # also those that are empty
        copy.add_graph(name)
    copy.extend(quads)
    return copy


class Writer:
    """Changes the store in one directory.

    Parameters
    ----------
    path : the directory.
    fill : put the packaged graph into it first.
    """

    def __init__(self, path: str, fill: bool) -> None:
        from kg.web.changes import TASKS

        self._tasks = TASKS
        self._store = ox.Store(path)
        if fill:
            from kg.dataset import assemble

            self._store.bulk_extend(iter(assemble()))

    def do(self, task: dict[str, Any], body: bytes, answer: Answer) -> Any:
        """Do a task with the bytes that came with it."""
        return self._tasks[task.pop("task")](self._store, body, **task)


def main(arguments: list[str]) -> None:
    """Serve one connection until it closes.

    Parameters
    ----------
    arguments : file descriptor of the connection, bytes of memory to allow, niceness, ``open``
        or ``closed`` to the network, and for a writer the directory of its store and ``fill``
        when the packaged graph is to be put into it.
    """
    number, memory, niceness, world, *directory = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server says when to stop
    os.nice(int(niceness))
    connection = socket.socket(fileno=int(number))
    office: Reader | Writer
    try:
        office = Writer(directory[0], directory[1] == "fill") if directory else Reader(int(memory))
    except OSError as error:
        connection.sendall(wire.message("E", _described(_failed(error))))
        return
    if world == "closed":
        leave_network()
    connection.sendall(wire.message("H", {"ready": True}))
    while (found := wire.read(connection)) is not None:
        task = json.loads(found[1])
        body = (wire.read(connection) or ("", b""))[1] if task.pop("body", False) else b""
        signal.setitimer(signal.ITIMER_REAL, _LAST_RESORT)
        try:
            _serve(office, task, body, connection)
        except BrokenPipeError:
            return
        signal.setitimer(signal.ITIMER_REAL, 0)


def _serve(
    office: Reader | Writer, task: dict[str, Any], body: bytes, connection: socket.socket
) -> None:
    answer = Answer(connection)
    try:
        result = office.do(task, body, answer)
        if not answer.started:
            connection.sendall(wire.message("H", result))
        connection.sendall(wire.frame("Z"))
    except BrokenPipeError:
        raise
    except KGError as error:
        connection.sendall(wire.message("E", _described(error)))
    except (OSError, RuntimeError, MemoryError) as error:
        connection.sendall(wire.message("E", _described(_failed(error))))
    except Exception:  # a fault of ours: the server logs it
        fault = {"kind": "Fault", "message": traceback.format_exc()}
        connection.sendall(wire.message("E", fault))


def _failed(error: Exception) -> KGError:
    from kg.errors import StoreError

    return StoreError(f"the store does not answer: {error}")


def _described(error: KGError) -> dict[str, Any]:
    described: dict[str, Any] = {"kind": type(error).__name__, "message": str(error)}
    if isinstance(error, QueryError) and error.line is not None:
        # the position is added to the message again when the error is raised on the other side
        described["message"] = str(error).rpartition(" (line ")[0]
        described |= {"line": error.line, "column": error.column}
    return described


if __name__ == "__main__":
    main(sys.argv[1:])
