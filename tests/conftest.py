"""What the tests share: the packaged graph, the corpus, the console command, graphs of claims."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import settings

from kg.claims import claim_triples, source_node
from kg.dataset import assemble
from kg.model import Claim
from kg.store import EmbeddedStore

HOME = Path(__file__).resolve().parents[1]

# how long an example takes tells how busy a machine is, and nothing else
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def packaged() -> ox.Store:
    """The packaged graph with everything that is derived; tests must not change it."""
    return assemble()


@pytest.fixture(scope="session")
def packaged_store(packaged: ox.Store) -> EmbeddedStore:
    """The packaged graph as a store to ask."""
    return EmbeddedStore(packaged)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder with the raw texts of the curated articles."""
    folder = HOME.parent / "shared" / "corpus" / "seeds"
    if not folder.is_dir():
        pytest.skip("the texts of the articles are not at hand; they belong to their publishers")
    return folder


@pytest.fixture(scope="session")
def kg() -> Run:
    """Run the console command in a process of its own, as a user does."""

    def run(
        *arguments: str | bytes | Path,
        stdin: str | bytes = b"",
        env: dict[str, str] | None = None,
        **options: object,
    ) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("KG_")}
        done = subprocess.run(
            [sys.executable, "-c", "from kg.cli import main; main()", *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            stdout=options.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE,
            env={**environment, "PYTHONPATH": str(HOME), **(env or {})},
            timeout=60,
            check=False,
            **options,
        )
        out = (done.stdout or b"").decode()
        return subprocess.CompletedProcess(done.args, done.returncode, out, done.stderr.decode())

    return run


@pytest.fixture
def graph_of(tmp_path: Path) -> Callable[[Iterable[Claim]], ox.Store]:
    """Build a dataset that holds nothing but the given claims and what follows from them."""

    def build(claims: Iterable[Claim]) -> ox.Store:
        folder = tmp_path / "graph"
        folder.mkdir(exist_ok=True)
        (folder / "empty.ttl").write_text("", encoding="utf-8")
        quads = [
            ox.Quad(*triple, source_node(claim.source))
            for claim in claims
            for triple in claim_triples(claim)
        ]
        return assemble(folder, quads)

    return build
