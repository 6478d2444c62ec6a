"""Serving a store directory: read-only, writable, and what is left afterwards."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from web_server import BEARER, serving, writable

from kg.dataset import assemble
from kg.store import open_store, rows, save

COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    save(assemble(), tmp_path / "库")
    return tmp_path / "库"


def ask(address: str, query: str) -> bool:
    return bool(httpx.get(address, params={"query": query}).json()["boolean"])


def test_a_directory_answers_like_the_packaged_graph(home: Path) -> None:
    with serving("--store", str(home)) as server:
        served = httpx.get(server.sparql, params={"query": COUNT}).json()
        tag = httpx.get(server.sparql, params={"query": COUNT}).headers["etag"]
        refused = httpx.post(server.sparql, data={"update": "CLEAR ALL"}, headers=BEARER)
        assert refused.status_code == 403
    (row,) = rows(open_store().query(COUNT))
    assert served["results"]["bindings"][0]["n"]["value"] == row["n"].value
    with serving("--store", str(home)) as server:
        again = httpx.get(
            server.sparql,
            params={"query": COUNT},
            headers={"Host": "localhost", "If-None-Match": tag},
        )
        assert again.status_code == 200  # another address is another base


def test_updates_stay_and_nothing_else_does(home: Path) -> None:
    insert = {"update": "INSERT DATA { GRAPH <http://x/g> { <http://x/a> <http://x/b> '留' } }"}
    with writable("--store", str(home)) as server:
        for _ in range(3):
            assert httpx.post(server.sparql, data=insert, headers=BEARER).status_code == 204
            assert ask(server.sparql, "ASK { <http://x/a> <http://x/b> '留' }")
    assert [path.name for path in home.parent.iterdir()] == ["库"]
    with serving("--store", str(home)) as server:
        assert ask(server.sparql, "ASK { GRAPH <http://x/g> { <http://x/a> ?p '留' } }")


def test_a_killed_server_loses_nothing(home: Path) -> None:
    with writable("--store", str(home)) as server:
        text = {"update": "INSERT DATA { <http://x/a> <http://x/b> 1 }"}
        assert httpx.post(server.sparql, data=text, headers=BEARER).status_code == 204
        server.process.kill()
        server.process.wait()
    with serving("--store", str(home)) as server:
        assert ask(server.sparql, "ASK { <http://x/a> ?p 1 }")


def test_a_new_build_is_followed(home: Path) -> None:
    with serving("--store", str(home)) as server:
        query = "ASK { <http://x/new> ?p ?o }"
        assert not ask(server.sparql, query)
        data, new = assemble(), ox.NamedNode("http://x/new")
        data.add(ox.Quad(new, ox.NamedNode("http://x/p"), ox.Literal("新")))
        save(data, home)
        time.sleep(1.2)
        assert ask(server.sparql, query)


def test_large_stores_are_read_from_disk(tmp_path: Path) -> None:
    large = ox.Store()
    predicate = ox.NamedNode("http://x/p")
    large.extend(
        ox.Quad(ox.NamedNode(f"http://x/{number}"), predicate, ox.Literal(number))
        for number in range(120_000)
    )
    save(large, tmp_path / "large")
    with serving("--store", str(tmp_path / "large")) as server:
        query = "SELECT * { ?s <http://x/p> ?o }"
        with httpx.stream("GET", server.sparql, params={"query": query, "format": "csv"}) as answer:
            assert answer.headers.get("content-length") is None
            assert sum(1 for _ in answer.iter_lines()) == 120_001


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--store", "/nowhere/at/all"), "没有库"),
        (("--store", "http://127.0.0.1:1/"), "需要库目录"),
        (("--bind", "nonsense"), "主机:端口"),
        (("--bind", "192.0.2.1:80"), "监听"),
    ],
)
def test_mistakes_are_told_in_one_line(options: tuple[str, ...], message: str) -> None:
    with pytest.raises(RuntimeError) as told, serving(*options):
        pass
    assert message in str(told.value)
    assert "Traceback" not in str(told.value)


def test_a_taken_address() -> None:
    with serving() as first:
        bind = first.address.removeprefix("http://")
        with pytest.raises(RuntimeError, match="地址已被占用"), serving("--bind", bind):
            pass
