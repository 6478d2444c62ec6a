"""Stores: on disk, where a build replaces the old one or leaves it; and behind an endpoint."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from kg.dataset import fingerprint
from kg.errors import QueryError, StoreError
from kg.store import EmbeddedStore, RemoteStore, open_store, rows, save, triples

HOME = Path(__file__).resolve().parents[1]
EX = "https://example.org/"


def dataset(*values: int) -> ox.Store:
    store = ox.Store()
    for value in values:
        store.add(ox.Quad(ox.NamedNode(EX + "a"), ox.NamedNode(EX + "b"), ox.Literal(value)))
    return store


def held(store) -> list[int]:
    answer = store.query(f"SELECT ?n {{ <{EX}a> <{EX}b> ?n }} ORDER BY ?n")
    return [int(row["n"].value) for row in rows(answer)]


@pytest.fixture
def saved_store(tmp_path) -> Path:
    home = tmp_path / "my.kg"
    save(dataset(1, 2), home)
    return home


# ---- queries


@pytest.fixture
def memory() -> EmbeddedStore:
    store = dataset(1, 2)
    graph = ox.NamedNode(EX + "g")
    store.add(ox.Quad(ox.NamedNode(EX + "a"), ox.NamedNode(EX + "b"), ox.Literal(3), graph))
    return EmbeddedStore(store)


def test_the_union_of_all_graphs_is_asked(memory):
    assert held(memory) == [1, 2, 3]


def test_our_prefixes_need_no_declaration(memory):
    assert not memory.query("ASK { ?policy a zt:Policy ; zt:issuedBy agency:北京市金融工作局 }")


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("SELECT * WHERE { ?s ?p ", 1, 24, "ends too early"),
        ("SELECT *\nWHERE { ?s ?p ?o }\nLIMIT many", 3, 7, "near «many»"),
        ("SELECT *\nWHERE { ?s foo:bar ?o }", 2, 19, "prefix that is not declared"),
        ('ASK { ?s ?p "云溪市" . ?s <a b> ?o }', 1, 29, r"near «\?o"),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", 1, None, "The SELECT contains a variable"),
        ("SELEKT * { ?s ?p ?o }", 1, 10, "near «"),
        ("", 1, 1, "malformed"),
    ],
)
def test_malformed_queries_are_told_with_their_place(memory, text, line, column, message):
    with pytest.raises(QueryError, match=message) as caught:
        memory.query(text)
    assert caught.value.line == line
    assert column is None or caught.value.column == column
    assert "\n" not in str(caught.value)


def test_values_are_bound_as_terms_not_as_text(memory):
    harmless = ox.Literal('1 } ; DROP ALL ; ASK { "')
    assert not memory.query("ASK { ?s ?p ?value }", {"value": harmless})
    assert memory.query("ASK { ?s ?p ?value }", {"value": ox.Literal(3)})


def test_a_value_for_a_variable_that_is_not_projected_is_refused(memory):
    with pytest.raises(QueryError, match=r"\?o"):
        memory.query("SELECT ?s { ?s ?p ?o }", {"o": ox.Literal(3)})


@pytest.mark.parametrize("text", ["ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_only_select_gives_rows(memory, text):
    with pytest.raises(QueryError, match="only SELECT"):
        list(rows(memory.query(text)))


def test_only_construct_gives_triples(memory):
    with pytest.raises(QueryError, match="only CONSTRUCT"):
        list(triples(memory.query("ASK {}")))
    assert len(list(triples(memory.query("CONSTRUCT WHERE { ?s ?p ?o }")))) == 3


UNREACHABLE = "SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.query(f"ASK {{ {UNREACHABLE} }}"),
        lambda store: list(rows(store.query(f"SELECT * {{ {UNREACHABLE} }}"))),
        lambda store: list(triples(store.query(f"CONSTRUCT {{ ?s ?p ?o }} {{ {UNREACHABLE} }}"))),
    ],
    ids=["ask", "select", "construct"],
)
def test_an_answer_that_breaks_off_is_an_error_of_the_store(memory, ask):
    with pytest.raises(StoreError, match="cannot be answered"):
        ask(memory)


def test_updates_and_loads_change_the_data(memory):
    memory.update(f"INSERT DATA {{ <{EX}a> <{EX}b> 9 }}")
    memory.load(f"<{EX}a> <{EX}b> 10 .".encode(), ox.RdfFormat.TURTLE, EX + "h")
    assert held(memory) == [1, 2, 3, 9, 10]
    assert len(list(memory.dump())) == 5


def test_malformed_updates_and_data_are_told_with_their_place(memory):
    with pytest.raises(QueryError) as caught:
        memory.update("INSERT DATA {\n nonsense }")
    assert caught.value.line == 2
    with pytest.raises(QueryError) as caught:
        memory.load(b"<x:a> <x:b> .", ox.RdfFormat.TURTLE)
    assert caught.value.line == 1
    assert held(memory) == [1, 2, 3]


# ---- directories


def test_what_is_saved_is_what_is_opened(saved_store):
    store = open_store(saved_store)
    assert held(store) == [1, 2]
    assert fingerprint(ox.Store()) != save(dataset(1, 2), saved_store)


def test_a_store_opens_read_only_unless_asked_for(saved_store):
    with pytest.raises(StoreError, match="cannot be changed"):
        open_store(saved_store).update(f"INSERT DATA {{ <{EX}a> <{EX}b> 9 }}")
    open_store(saved_store, writable=True).update(f"INSERT DATA {{ <{EX}a> <{EX}b> 9 }}")
    assert held(open_store(saved_store)) == [1, 2, 9]


def test_a_new_build_takes_the_place_of_the_old(saved_store):
    old = open_store(saved_store)
    save(dataset(7), saved_store)
    assert held(open_store(saved_store)) == [7]
    assert held(old) == [1, 2], "whoever has it open keeps reading what he opened"
    assert len(list(saved_store.glob("build-*"))) == 1


def test_an_equal_build_is_not_written_again(saved_store):
    before = {path: path.stat().st_mtime_ns for path in saved_store.rglob("*")}
    save(dataset(2, 1), saved_store)
    assert {path: path.stat().st_mtime_ns for path in saved_store.rglob("*")} == before


@pytest.mark.parametrize("name", ["thesis.txt", "build-tools", "build-0123", ".git"])
def test_a_directory_with_other_things_is_left_alone(tmp_path, name):
    (tmp_path / name).mkdir()
    (tmp_path / name / "precious").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="not empty and not a store"):
        save(dataset(1), tmp_path)
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")] == [
        name,
        f"{name}/precious",
    ]


def test_an_empty_directory_becomes_a_store(tmp_path):
    save(dataset(1), tmp_path)
    assert held(open_store(tmp_path)) == [1]


@pytest.mark.parametrize("name", ["missing", "."])
def test_where_no_store_is_the_message_says_how_to_make_one(tmp_path, name):
    with pytest.raises(StoreError, match="kg build --store"):
        open_store(tmp_path / name)


@pytest.mark.parametrize(
    "current",
    [b"", b"\xff\xfe", b"build-0123456789abcdef\n", b"../../etc\n", b".\n", b"\0"],
    ids=["empty", "binary", "missing build", "elsewhere", "itself", "nul"],
)
@pytest.mark.parametrize("writable", [False, True], ids=["to read", "to write"])
def test_a_damaged_store_is_told_and_can_be_made_anew(saved_store, current, writable):
    (saved_store / "CURRENT").write_bytes(current)
    before = sorted(saved_store.rglob("*"))
    with pytest.raises(StoreError, match="damaged"):
        open_store(saved_store, writable=writable)
    assert sorted(saved_store.rglob("*")) == before, "opening makes nothing"
    save(dataset(1, 2), saved_store)
    assert held(open_store(saved_store)) == [1, 2]


def test_a_build_without_its_files_is_told(saved_store):
    (build,) = saved_store.glob("build-*")
    for path in build.iterdir():
        path.unlink()
    with pytest.raises(StoreError):
        open_store(saved_store)


@pytest.mark.parametrize("below", [".", "below", "below/it"])
def test_a_file_in_the_way_is_told(tmp_path, below):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot write the store"):
        save(dataset(1), tmp_path / "file" / below)
    with pytest.raises(StoreError, match=r"cannot open|no store in"):
        open_store(tmp_path / "file" / below)


def test_a_second_writer_is_told(saved_store):
    first = open_store(saved_store, writable=True)
    with pytest.raises(StoreError, match="cannot open"):
        open_store(saved_store, writable=True)
    assert held(first) == [1, 2]


SAVE_FOR_EVER = """
import sys, itertools
from pathlib import Path
import pyoxigraph as ox
from kg.store import save
a, b = ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b")
for turn in itertools.count():
    store = ox.Store()
    store.bulk_extend(ox.Quad(a, b, ox.Literal(turn * 1000 + n)) for n in range(300))
    save(store, Path(sys.argv[1]))
    print(turn, flush=True)
"""


@pytest.mark.parametrize("delay", [0.001, 0.004, 0.009, 0.013, 0.02, 0.03])
def test_a_killed_build_leaves_the_old_state_or_the_new(tmp_path, delay):
    home = tmp_path / "my.kg"
    child = subprocess.Popen(
        [sys.executable, "-c", SAVE_FOR_EVER, str(home)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(HOME)},
    )
    assert child.stdout.readline() == b"0\n"
    time.sleep(delay)
    child.send_signal(signal.SIGKILL)
    child.wait()
    done = int((child.stdout.read().split() or [b"0"])[-1])
    child.stdout.close()
    numbers = held(open_store(home))
    turn = numbers[0] // 1000
    assert turn in (done, done + 1)
    assert numbers == [turn * 1000 + n for n in range(300)], "whole, and of one build"
    save(dataset(5), home)
    assert held(open_store(home)) == [5]
    assert sorted(path.name.split("-")[0] for path in home.iterdir()) == [
        "CURRENT",
        "LOCK",
        "build",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="locks are POSIX")
def test_two_builds_at_the_same_time_do_not_mix(saved_store):
    import fcntl

    with (saved_store / "LOCK").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="another process is writing"):
            save(dataset(7), saved_store)
        assert held(open_store(saved_store)) == [1, 2], "reading goes on"
    save(dataset(7), saved_store)
    assert held(open_store(saved_store)) == [7]


def test_a_reader_meets_a_whole_build_while_others_are_made(tmp_path):
    home = tmp_path / "my.kg"
    with subprocess.Popen(
        [sys.executable, "-c", SAVE_FOR_EVER, str(home)],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(HOME)},
    ) as child:
        while not (home / "CURRENT").exists():
            time.sleep(0.01)
        try:
            for _ in range(30):
                numbers = held(open_store(home))
                assert numbers == list(range(numbers[0], numbers[0] + 300))
        finally:
            child.kill()


def test_what_was_changed_by_hand_is_built_anew(saved_store):
    store = open_store(saved_store, writable=True)
    store.update(f"INSERT DATA {{ <{EX}a> <{EX}b> 9 }}")
    del store
    save(dataset(1, 2), saved_store)
    assert held(open_store(saved_store)) == [1, 2]


# ---- endpoints


class Endpoint(BaseHTTPRequestHandler):
    """A small SPARQL endpoint over a store of its own; what it does depends on the path."""

    store: ox.Store
    canned: ClassVar = {
        "/html": (200, "text/html", b"<h1>hello</h1>"),
        "/untyped": (200, "application/octet-stream", b"?"),
        "/broken-json": (200, "application/sparql-results+json", b'{"head":'),
        "/bad-json": (
            200,
            "application/sparql-results+json",
            b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"riddle"}}]}}',
        ),
        "/broken-turtle": (200, "text/turtle", b"<x:a> <x:b> ."),
        "/bad-request": (400, "text/plain", "第 1 行\n有误".encode()),
        "/failure": (500, "text/plain", b"out of\r\nmemory"),
        "/unauthorized": (401, "text/plain", b"who are you"),
    }

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/drop":
            self.close_connection = True
            return
        if self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"{")
            return
        status, media_type, data = self.canned.get(self.path) or self.answer(parse_qs(body))
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def answer(self, form: dict[str, list[str]]) -> tuple[int, str, bytes]:
        try:
            if "update" in form:
                self.store.update(form["update"][0])
                return 204, "text/plain", b""
            answer = self.store.query(form["query"][0])
        except SyntaxError as error:
            return 400, "text/plain", str(error).encode()
        if isinstance(answer, ox.QueryTriples):
            return 200, "text/turtle", answer.serialize(format=ox.RdfFormat.TURTLE)
        data = answer.serialize(format=ox.QueryResultsFormat.JSON)
        return 200, "application/sparql-results+json", data

    def log_message(self, *_):
        """Be quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    Endpoint.store = ox.Store()
    running = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture
def endpoint(server) -> RemoteStore:
    Endpoint.store.clear()
    Endpoint.store.extend(dataset(1, 2))
    store = open_store(f"{server}/sparql")
    assert isinstance(store, RemoteStore)
    return store


def test_an_endpoint_answers_as_a_directory_does(endpoint, memory):
    assert held(endpoint) == [1, 2]
    assert endpoint.query("ASK { ?s ?p 2 }")
    assert not endpoint.query("ASK { ?s ?p 3 }")
    construct = "CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?x BIND(?s AS ?o) }"
    assert list(triples(endpoint.query(construct))) == list(triples(memory.query(construct)))


def test_our_prefixes_are_declared_to_an_endpoint(endpoint):
    assert not endpoint.query("ASK { ?policy zt:issuedBy agency:北京市金融工作局 }")


def test_values_travel_to_an_endpoint_as_terms(endpoint):
    assert endpoint.query("ASK { ?s ?p ?value }", {"value": ox.Literal(2)})
    hostile = ox.Literal('2 } ; DROP ALL ; ASK { "\n')
    assert not endpoint.query("ASK { ?s ?p ?value }", {"value": hostile})
    answer = endpoint.query("SELECT ?value ?s { ?s ?p ?value }", {"value": ox.Literal(1)})
    assert [row["value"].value for row in rows(answer)] == ["1"]


def test_updates_loads_and_dumps_of_an_endpoint(endpoint):
    endpoint.update(f"INSERT DATA {{ <{EX}a> <{EX}b> 8 }}")
    endpoint.load(f"<{EX}a> <{EX}b> 9 .".encode(), ox.RdfFormat.TURTLE)
    endpoint.load(f'<{EX}a> <{EX}b> "云\\"溪" .'.encode(), ox.RdfFormat.TURTLE, EX + "g")
    dumped = set(endpoint.dump())
    assert dumped == set(Endpoint.store)
    assert ox.NamedNode(EX + "g") in {quad.graph_name for quad in dumped}
    assert len(dumped) == 5


def test_quads_keep_their_graph_on_the_way_to_an_endpoint(endpoint):
    endpoint.load(f'<{EX}a> <{EX}b> "9" <{EX}h> .'.encode(), ox.RdfFormat.N_QUADS)
    assert ox.NamedNode(EX + "h") in {quad.graph_name for quad in Endpoint.store}


@pytest.mark.parametrize(
    "act",
    [
        lambda store: store.query("SELECT nonsense"),
        lambda store: store.update("INSERT nonsense"),
        lambda store: store.load(b"<x:a> <x:b> .", ox.RdfFormat.TURTLE),
    ],
    ids=["query", "update", "load"],
)
def test_what_an_endpoint_finds_malformed_is_a_query_error(endpoint, act):
    with pytest.raises(QueryError) as caught:
        act(endpoint)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "kind", "message"),
    [
        ("/bad-request", QueryError, "answered 400: 第 1 行 有误"),
        ("/failure", StoreError, "answered 500: out of memory"),
        ("/unauthorized", StoreError, "answered 401: who are you"),
        ("/html", StoreError, "text/html, which is not SPARQL results"),
        ("/untyped", StoreError, "application/octet-stream, which is not SPARQL results"),
        ("/broken-json", StoreError, "malformed application/sparql-results"),
        ("/broken-turtle", StoreError, "malformed text/turtle"),
        ("/drop", StoreError, "does not answer"),
        ("/short", StoreError, "does not answer"),
    ],
)
def test_what_an_endpoint_may_do_wrong(server, path, kind, message):
    with pytest.raises(kind) as caught:
        RemoteStore(server + path, timeout=5).query("SELECT * { ?s ?p ?o }")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_results_that_turn_out_wrong_later(server):
    with pytest.raises(StoreError):
        list(rows(RemoteStore(f"{server}/bad-json").query("SELECT * { ?s ?p ?o }")))


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/sparql", "http://", "http://[", "http://a b/", "http://x:y/"]
)
def test_an_address_that_leads_nowhere_is_told(url):
    with pytest.raises(StoreError, match="does not answer") as caught:
        open_store(url).query("ASK {}")
    assert "\n" not in str(caught.value)


def test_an_endpoint_that_stays_silent_is_given_up(server):
    import socket

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(StoreError, match="does not answer"):
            RemoteStore(url, timeout=0.2).query("ASK {}")


def test_the_command_asks_an_endpoint(kg, endpoint, server):
    question = f"SELECT ?n {{ <{EX}a> <{EX}b> ?n }}"
    done = kg("query", question, "--store", f"{server}/sparql", "-f", "json")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["results"]["bindings"]) == 2
    done = kg("query", "ASK {}", "--store", f"{server}/failure")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
