"""A running `kg serve` for the tests of `kg.web`: a real process, reached over the loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

TOKEN = "open sesame"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@contextmanager
def serving(*options: str) -> Iterator[SimpleNamespace]:
    """Run `kg serve` with options; gives its address, process, and the path of its log."""
    package = Path(__file__).resolve().parents[1]
    with tempfile.NamedTemporaryFile(suffix=".log") as log:
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from kg.cli import main; main()",
                "serve",
                "--bind",
                "127.0.0.1:0",
                *options,
            ],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, "PYTHONPATH": str(package)},
        )
        assert process.stdout is not None
        address = process.stdout.readline().strip().rstrip("/")
        if not address:
            process.wait()
            raise RuntimeError(Path(log.name).read_text(encoding="utf-8"))
        try:
            yield SimpleNamespace(
                address=address,
                sparql=f"{address}/sparql",
                store=f"{address}/store",
                process=process,
                log=Path(log.name),
            )
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=15)
            process.stdout.close()


@contextmanager
def writable(*options: str) -> Iterator[SimpleNamespace]:
    """Run a server that accepts updates."""
    with serving("--writable", "--token", TOKEN, *options) as server:
        yield server
