"""The query engine: worker processes that can be killed, one writer, and snapshots between them.

Readers open the data read-only. When the server is writable, one more process owns the store;
after a change, the next question makes it link a snapshot of its files, and the readers go over
to that. So no reader ever sees files that are being written, and a killed process, reader or
writer, loses nothing but what it was doing.

The alternative, Oxigraph's own server behind us, was measured (``benchmarks/web.py``): faster by
itself, slower behind an application; with a time-out it keeps a sleeping thread for each query
and answers 500 when there are too many; and whoever can reach its port needs no token.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import shutil
import socket
import sys
import tempfile
import time
from collections import deque
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

from kg import errors
from kg.errors import KGError, QueryError, StoreError
from kg.web import problems, wire
from kg.web.problems import BusyError, EngineError, TimedOutError
from kg.web.settings import Settings

# an answer up to this size is held until it is complete: then its length is known, and what
# goes wrong on the way still becomes a proper status
HELD = 256 * 1024
# how long a client may let a worker wait before it takes the next part of an answer
STALLED = 20.0
_NICE, _NICER = 1, 15
_LOOK = 1.0  # seconds between looks for a new build
_SHORT = 1.0  # a query that runs longer steps back behind the short ones


class Worker:
    """One worker process and the connection to it."""

    def __init__(self, settings: Settings, *directory: str) -> None:
        self._settings = settings
        self._directory = directory
        self.path: str | None = None

    async def start(self) -> None:
        """Start the process and wait until it is ready."""
        ours, theirs = socket.socketpair()
        package = str(Path(__file__).resolve().parents[2])
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")])),
        }
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kg.web.worker",
            str(theirs.fileno()),
            str(self._settings.max_memory),
            str(_NICE),
            "open" if self._settings.services else "closed",
            *self._directory,
            stdin=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,  # what goes wrong comes over the wire
            pass_fds=[theirs.fileno()],
            env=environment,
        )
        theirs.close()
        self._reader, self._writer = await asyncio.open_unix_connection(
            sock=ours, limit=4 * 1024 * 1024
        )
        await self.receive()

    def send(self, task: dict[str, Any], body: bytes | None = None) -> None:
        """Give the worker a task; its answer is read with `receive`."""
        self._writer.write(wire.message("Q", {**task, "body": body is not None}))
        if body is not None:
            self._writer.write(wire.frame("B", body))

    async def receive(self) -> tuple[str, bytes]:
        """Read the next part of the answer.

        Raises
        ------
        EngineError : the process ended.
        KGError : what the task raised.
        """
        try:
            kind, content = await wire.read_async(self._reader)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise EngineError(
                "the query was ended: it took more memory than allowed, or was too deeply nested"
            ) from error
        if kind == "E":
            raise _raised(content)
        return kind, content

    def step_back(self) -> None:
        """Let short queries go first."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICER)

    def come_forward(self) -> bool:
        """Take the former place again; only root may, so tell whether it was done."""
        try:
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICE)
        except (ProcessLookupError, PermissionError):
            return False
        return True

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._writer.close()

    async def gone(self) -> None:
        """Wait until the process has ended."""
        await self._process.wait()


class Reply:
    """An answer on its way from a worker.

    Parameters
    ----------
    head : what the task told first.
    start : the first bytes; all of them when `complete`.
    complete : nothing follows.
    rest : the other bytes, when not complete; has to be read or closed.
    """

    def __init__(
        self, head: Any, start: bytes, complete: bool, rest: AsyncGenerator[bytes, None] | None
    ) -> None:
        self.head = head
        self.start = start
        self.complete = complete
        self.rest = rest


class Engine:
    """Answers queries and does changes; see the module.

    Parameters
    ----------
    settings : which store, how many workers, and every limit.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._idle: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._workers: set[Worker] = set()
        self._starting = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._path: str | None = None
        self._master: Worker | None = None
        self._change = asyncio.Lock()
        self._changes = 0
        self._stale = False
        self._home: Path | None = None
        self._looked = 0.0
        self._build = ""

    async def start(self) -> None:
        """Open the store and start the first worker.

        Raises
        ------
        StoreError : there is no store, or it cannot be opened.
        """
        location = self._settings.store
        self._path = None if location is None else _build_in_force(Path(location))
        if self._settings.writable:
            await self._start_master()
            await self._refresh()
            # changes are only counted, so another run must not seem to be the same state
            self._build = secrets.token_hex(8)
            await self.ask("holds_graph", iri="urn:none")  # fails now if it fails at all
        elif self._path is None:
            self._build = await self.ask("build")
        else:
            self._build = Path(self._path).name
            await self.ask("holds_graph", iri="urn:none")

    @property
    def build(self) -> str:
        """Names the state of the data; another state has another name."""
        self._follow()
        return self._build

    async def close(self) -> None:
        """End all processes and remove the snapshots."""
        for task in list(self._tasks):
            task.cancel()
        workers = [*self._workers, *([self._master] if self._master else [])]
        for worker in workers:
            worker.kill()
        await asyncio.gather(*(worker.gone() for worker in workers), return_exceptions=True)
        if self._home is not None:
            shutil.rmtree(self._home, ignore_errors=True)

    async def ask(self, task: str, **arguments: Any) -> Any:
        """Do a task and give back its result."""
        reply = await self.reply(task, **arguments)
        return reply.head

    async def reply(self, task: str, *, limit: float | None = None, **arguments: Any) -> Reply:
        """Do a task whose answer may be long.

        Parameters
        ----------
        limit : seconds, when not the time-out of the server.

        Raises
        ------
        BusyError : too many tasks are waiting.
        TimedOutError : it took too long and was stopped.
        EngineError : the worker ended.
        KGError : what the task raised.
        """
        if self._stale:
            await self._refresh()
        self._follow()
        worker = await self._take()
        budget = Budget(limit or self._settings.timeout, worker)
        worker.path = self._path
        worker.send({"task": task, "path": self._path, **arguments})
        held = bytearray()
        head: Any = None
        try:
            while True:
                kind, content = await budget.run(worker.receive())
                if kind == "H":
                    head = json.loads(content)
                elif kind == "D":
                    held += content
                    if len(held) > HELD:
                        rest = self._rest(worker, budget, len(held))
                        return Reply(head, bytes(held), False, rest)
                else:
                    self._give_back(worker, budget)
                    return Reply(head, bytes(held), True, None)
        except (TimedOutError, EngineError, asyncio.CancelledError, StoreError):
            self._discard(worker)
            raise
        except (KGError, RuntimeError):
            self._give_back(worker, budget)  # an error is the last frame of an answer
            raise

    async def change(self, task: str, body: bytes | None = None, **arguments: Any) -> Any:
        """Change the data; changes are done one after the other.

        Raises
        ------
        TimedOutError : it took too long, was stopped, and has changed nothing.
        KGError : what the task raised.
        """
        async with self._change:
            if self._master is None:
                raise problems.RefusedError("this server is read-only; start it with --writable")
            result = await self._master_does(task, body or b"", **arguments)
            self._changes += 1
            self._stale = True
            self._build = f"{self._build.partition('.')[0]}.{self._changes}"
            return result

    async def _rest(self, worker: Worker, budget: Budget, sent: int) -> AsyncGenerator[bytes, None]:
        whole = False
        try:
            while True:
                kind, content = await budget.run(worker.receive())
                if kind == "Z":
                    whole = True
                    return
                sent += len(content)
                if sent > self._settings.max_bytes:
                    raise problems.TooLargeError(f"the answer is longer than {sent} bytes")
                yield content
        finally:
            if whole:
                self._give_back(worker, budget)
            else:  # the rest of the answer is still on its way
                self._discard(worker)

    async def _take(self) -> Worker:
        if self._idle:
            return self._idle.pop()
        if len(self._workers) + self._starting < self._settings.workers:
            return await self._start_worker()
        if len(self._waiting) >= self._settings.waiting:
            raise BusyError("too many queries at once; come again in a moment")
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(self._settings.patience):
                await turn
        except TimeoutError:
            raise BusyError("all workers are busy; come again in a moment") from None
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._wake()
            raise
        finally:
            with contextlib.suppress(ValueError):
                self._waiting.remove(turn)
        return await self._take()

    async def _start_worker(self) -> Worker:
        worker = Worker(self._settings)
        self._starting += 1
        try:
            await worker.start()
        finally:
            self._starting -= 1
        self._workers.add(worker)
        return worker

    def _give_back(self, worker: Worker, budget: Budget) -> None:
        if budget.stepped_back and not worker.come_forward():
            self._discard(worker)
        else:
            self._idle.append(worker)
            self._wake()

    def _discard(self, worker: Worker) -> None:
        worker.kill()
        self._workers.discard(worker)
        self._later(worker.gone())
        self._wake()

    def _wake(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _start_master(self) -> None:
        parent = self._settings.store
        if parent is None:
            self._home = Path(tempfile.mkdtemp(prefix="kg-serve-"))
            place, fill = str(self._home / "store"), "fill"
        else:
            assert self._path is not None  # for mypy: a directory was given
            # beside the store: snapshots are links, which cannot lead to another file system
            home = Path(parent).resolve()
            try:
                prefix = f".{home.name}-serve-"
                self._home = Path(tempfile.mkdtemp(prefix=prefix, dir=home.parent))
            except OSError as error:
                raise StoreError(f"cannot write beside {home}: {error.strerror}") from error
            place, fill = self._path, "keep"
        self._place = place
        self._master = Worker(self._settings, place, fill)
        await self._master.start()
        self._stale = True

    async def _master_does(self, task: str, body: bytes, **arguments: Any) -> Any:
        assert self._master is not None  # for mypy: callers have looked
        budget = Budget(self._settings.timeout, self._master)
        self._master.send({"task": task, **arguments}, body)
        result: Any = None
        try:
            while True:
                kind, content = await budget.run(self._master.receive())
                if kind == "Z":
                    return result
                result = json.loads(content)
        except (TimedOutError, EngineError, asyncio.CancelledError):
            # the transaction was not finished, so the store is as it was before
            self._master.kill()
            await self._master.gone()
            self._master = Worker(self._settings, self._place, "keep")
            await self._master.start()
            raise

    def _follow(self) -> None:
        """Go over to a new build that `kg build` has put in force meanwhile."""
        now = time.monotonic()
        if self._settings.store is None or self._settings.writable or now < self._looked + _LOOK:
            return
        self._looked = now
        try:
            path = _build_in_force(Path(self._settings.store))
        except StoreError:  # moved away; what is open goes on answering
            return
        if path != self._path:
            self._path = path
            self._build = Path(path).name

    async def _refresh(self) -> None:
        """Let the readers see the changes."""
        if self._master is None:
            return
        async with self._change:
            if not self._stale:
                return
            assert self._home is not None  # for mypy: a writable engine has one
            path = self._home / f"snapshot-{self._changes}"
            await self._master_does("snapshot", b"", path=str(path))
            self._stale = False
            self._path = str(path)
        in_use = {worker.path for worker in self._workers}
        for old in self._home.glob("snapshot-*"):
            if str(old) != self._path and str(old) not in in_use:
                shutil.rmtree(old, ignore_errors=True)


class Budget:
    """The time that a task has; the time that the client takes to read does not count."""

    def __init__(self, seconds: float, worker: Worker) -> None:
        self._seconds = seconds
        self._left = seconds
        self._worker = worker
        self.stepped_back = False

    async def run(self, work: Any) -> Any:
        """Wait for the worker.

        Raises
        ------
        TimedOutError : no time is left.
        """
        started = time.monotonic()
        task = asyncio.ensure_future(work)
        try:
            if not self.stepped_back and self._left > _SHORT:
                done, _ = await asyncio.wait([task], timeout=_SHORT)
                if done:
                    return task.result()
                self.stepped_back = True
                self._worker.step_back()
            left = self._left - (time.monotonic() - started)
            async with asyncio.timeout(max(left, 0)):
                return await task
        except TimeoutError:
            raise TimedOutError(
                f"stopped: the query ran longer than {self._seconds:g} seconds"
            ) from None
        finally:
            self._left -= time.monotonic() - started
            if not task.done():
                task.cancel()


def _build_in_force(home: Path) -> str:
    try:
        return str(home / (home / "CURRENT").read_text(encoding="ascii").strip())
    except FileNotFoundError:
        raise StoreError(f"no store in {home}; make one with: kg build --store {home}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"cannot open the store {home}: {error}") from error


def _raised(content: bytes) -> KGError:
    told = json.loads(content)
    if told["kind"] == "Fault":
        raise RuntimeError(told["message"])
    kind: type[KGError] = getattr(errors, told["kind"], getattr(problems, told["kind"], KGError))
    if kind is QueryError:
        return QueryError(told["message"], told.get("line"), told.get("column"))
    return kind(told["message"])
