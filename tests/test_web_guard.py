"""What the guard lets through and what it refuses, checked against what the engine really does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.vocabulary import PREFIXES
from kg.web.guard import limited, read_query, read_update, using
from kg.web.problems import MalformedError, RefusedError

BASE = "http://here/sparql"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://a/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "PREFIX e: <http://a/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
        "PREFIX e: <http://a/> SELECT * { SERVICEe:x { ?s ?p ?o } }",
        "PREFIX e: <http://a/> PREFIX SERVICEe: <http://a/> SELECT * { SERVICEe:x { ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<http://a/>{ ?s ?p ?o } }",
        "SELECT * { { SELECT * { { SERVICE <http://a/> { } } } } }",
        "SELECT * { ?s ?p 1SERVICE <http://a/> { } }",
        "SELECT * { ?s ?p trueSERVICE <http://a/> { } }",
        "PREFIX e: <http://e/> SELECT * { ?s ?p e:.SERVICE <http://a/> { } }",
        "PREFIX e: <http://e/> SELECT * { ?s ?p e:a.SERVICE <http://a/> { } }",
        "SELECT * { ?s ?p '''a'' # \\'''' . SERVICE <http://a/> { } }",
        "SELECT * { FILTER(?a<?b#>'''\n) SERVICE <http://a/> { } #'''\n}",
        'SELECT * { FILTER(?a<?b#>"\n) SERVICE <http://a/> { } #"\n}',
        "SELECT * { FILTER EXISTS { SERVICE <http://a/> { } } }",
        "ASK { <http://e/\\u0023> ?p ?o . SERVICE <http://a/> { } }",
        "CONSTRUCT { ?s ?p ?o } { SERVICE <http://a/> { ?s ?p ?o } }",
        "DESCRIBE ?s { SERVICE <http://a/> { ?s ?p ?o } }",
    ],
)
def test_service_is_refused(query: str) -> None:
    with pytest.raises(RefusedError, match="SERVICE"):
        read_query(query, BASE)
    with pytest.raises(RefusedError, match="SERVICE"):
        read_update(f"INSERT {{ ?s ?p ?o }} WHERE {{ {query} }}", BASE)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service ?p 'SERVICE <http://a/> {}' } # SERVICE <http://a/> {}",
        'SELECT * { ?s ?p """SERVICE "<x> {}""" }',
        "SELECT * { ?s a <http://e/SERVICE> , <http://e#service> , sd:Service , $service }",
        "SELECT * { ?s a <http://www.w3.org/ns/sparql-service-description#Service> }",
        "PREFIX e: <http://e/> SELECT * { ?s a e:publicService-x ; ?p 'it\\'s SERVICE' }",
        "SELECT * { ?s ?p 'load'@en-service }",
    ],
)
def test_the_word_alone_is_harmless(query: str) -> None:
    assert read_query(query, BASE).form == "SELECT"


def test_listed_services_are_allowed() -> None:
    services = {"http://a/sparql"}
    read = read_query("SELECT * { SERVICE SILENT <http://a/sparql> { } }", BASE, services)
    assert not read.repeatable
    for target in ("<http://a/sparql/../x>", "<http://b/>", "?x", "a:sparql"):
        with pytest.raises(RefusedError):
            read_query(f"SELECT * {{ SERVICE {target} {{ }} }}", BASE, services)


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://a/>",
        "load silent <file:///etc/passwd> into graph <http://g/>",
        "LOADSILENT<http://a/>",
        "CLEAR DEFAULT ; LOAD <http://a/>",
        "INSERT DATA { <a> <b> 'x' } ;LOAD<http://a/>",
        "PREFIX e: <http://a/> LOADe:x",
    ],
)
def test_load_is_refused(update: str) -> None:
    with pytest.raises(RefusedError, match="LOAD"):
        read_update(update, BASE)


def test_what_a_query_names() -> None:
    read = read_query(
        "BASE <http://b/> PREFIX e: <x/> SELECT * FROM <g> FROM NAMED e:h"
        " FROM <file:///etc/passwd> { ?s e:p <http://o/> }",
        BASE,
    )
    assert read.default_graphs == ("http://b/g", "file:///etc/passwd")
    assert read.named_graphs == ("http://b/x/h",)
    assert {"http://b/x/p", "http://o/"} <= read.mentioned
    assert read.repeatable


@pytest.mark.parametrize("query", ["SELECT (NOW() AS ?t) {}", "ASK { BIND(bnode () AS ?b) }"])
def test_what_is_not_repeatable(query: str) -> None:
    assert not read_query(query, BASE).repeatable


@pytest.mark.parametrize("opening", ["(", "{", "["])
def test_depth_is_bounded(opening: str) -> None:
    with pytest.raises(QueryError, match="nested more than"):
        read_query("ASK { FILTER " + opening * 5000, BASE)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s ?p ?o } # end", "SELECT * { ?s ?p ?o } LIMIT 9 # end"),
        ("SELECT * { ?s ?p ?o } LIMIT 3", "SELECT * { ?s ?p ?o } LIMIT 3"),
        ("SELECT * { ?s ?p ?o } limit 30 OFFSET 2", "SELECT * { ?s ?p ?o } limit 9 OFFSET 2"),
        (
            "SELECT * { { SELECT * { } LIMIT 3 } } ORDER BY ?s",
            "SELECT * { { SELECT * { } LIMIT 3 } } ORDER BY ?s LIMIT 9",
        ),
        ("SELECT * { VALUES ?x { 1 } }", "SELECT * { VALUES ?x { 1 } } LIMIT 9"),
        ("SELECT * { } VALUES ?x { 1 }", "SELECT * { } LIMIT 9 VALUES ?x { 1 }"),
        ("ASK { }", "ASK { }"),
        ("DESCRIBE <a>", "DESCRIBE <a> LIMIT 9"),
        ("CONSTRUCT WHERE { ?s ?p 'LIMIT 1' }", "CONSTRUCT WHERE { ?s ?p 'LIMIT 1' } LIMIT 9"),
        ("SELECT * {", "SELECT * {"),
    ],
)
def test_limits(query: str, expected: str) -> None:
    assert limited(read_query(query, BASE), 9) == expected


def test_limited_queries_stay_valid() -> None:
    from kg.queries import saved

    store = ox.Store()
    for query in saved():
        read = read_query(query.text, BASE)
        text = limited(read, 9)
        assert (text == query.text) == (read.form == "ASK")
        store.query(text, prefixes=PREFIXES)


def test_using() -> None:
    read = read_update("DELETE WHERE { ?s ?p ?o } ; INSERT { ?s a 1 } WHERE { ?s ?p ?o }", BASE)
    changed = using(read, ["http://g"], ["http://h"])
    assert changed == (
        "DELETE { ?s ?p ?o } USING <http://g> USING NAMED <http://h> WHERE { ?s ?p ?o } ;"
        " INSERT { ?s a 1 } USING <http://g> USING NAMED <http://h> WHERE { ?s ?p ?o }"
    )
    with pytest.raises(MalformedError):
        using(read, ["http://g> WHERE {} ; CLEAR ALL #"], [])


@pytest.fixture(scope="module")
def trap() -> Iterator[list[str]]:
    """An endpoint on the loopback that writes down who came."""
    visits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            visits.append(self.path)
            self.send_response(500)
            self.end_headers()

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Handler.address = f"http://127.0.0.1:{server.server_port}/"  # type: ignore[attr-defined]
    visits.append(Handler.address)  # type: ignore[attr-defined]
    yield visits
    server.shutdown()


def test_the_trap_works(trap: list[str]) -> None:
    before = len(trap)
    with pytest.raises(OSError, match="500"):
        list(ox.Store().query(f"SELECT * {{ SERVICE <{trap[0]}> {{ ?s ?p ?o }} }}"))
    assert len(trap) == before + 1


_MARKS = "' \" ''' \"\"\" \\ # #> < > <?b <a# <a'> . e:a e: e:. ?x 1 true { } ( ) a || && _:b ; ,"
_PIECES = st.sampled_from(
    [
        *_MARKS.split(),
        "\n",
        " ",
        "?s ?p ",
        "'x'@en",
        "FILTER(?a<?b",
        "BIND(1 AS ?y)",
        "OPTIONAL {",
        "<T>",
        "SERVICE",
        "SERVICE <T>{}",
        "SERVICESILENT<T>{}",
        "service t:t {}",
    ]
)


@settings(max_examples=3000)
@given(pieces=st.lists(_PIECES, max_size=14))
def test_nothing_that_the_guard_passes_calls_out(trap: list[str], pieces: list[str]) -> None:
    inside = "".join(pieces).replace("<T>", f"<{trap[0]}>")
    query = f"PREFIX e: <http://e/> PREFIX t: <{trap[0]}> SELECT * {{ {inside} }}"
    try:
        read_query(query, BASE)
    except (RefusedError, QueryError):
        return
    before = len(trap)
    try:
        for _ in ox.Store().query(query, base_iri=BASE):
            pass
    except (SyntaxError, OSError, RuntimeError):
        pass
    assert len(trap) == before, query
