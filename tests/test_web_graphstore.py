"""The SPARQL 1.1 Graph Store HTTP Protocol, case by case, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import httpx
import pyoxigraph as ox
import pytest
from web_server import BEARER, serving, writable

ONE = "http://example.org/graph/一"
TURTLE = {**BEARER, "Content-Type": "text/turtle; charset=utf-8"}
JOHN = "@prefix : <http://x/> . :john :name '约翰'@zh ; :knows [ :name 'Jane' ] ."
JANE = "<http://x/jane> <http://x/name> 'Jane' ."


@pytest.fixture(scope="module")
def server() -> Iterator[SimpleNamespace]:
    with writable() as running:
        yield running


def put(server: SimpleNamespace, params: dict[str, str], content: str) -> httpx.Response:
    return httpx.put(server.store, params=params, content=content.encode(), headers=TURTLE)


def size(server: SimpleNamespace, params: dict[str, str]) -> int:
    answer = httpx.get(server.store, params=params, headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200, answer.text
    return len(list(ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)))


def test_put_makes_and_replaces_a_graph(server: SimpleNamespace) -> None:
    graph = {"graph": ONE}
    assert put(server, graph, JOHN).status_code == 201
    assert size(server, graph) == 3
    assert put(server, graph, JANE).status_code == 204
    assert size(server, graph) == 1
    answer = httpx.get(server.store, params=graph, headers={"Accept": "text/turtle"})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "Jane" in answer.text


def test_put_with_the_wrong_syntax_changes_nothing(server: SimpleNamespace) -> None:
    graph = {"graph": "http://x/mismatched"}
    put(server, graph, JANE)
    answer = httpx.put(
        server.store,
        params=graph,
        content=JOHN,
        headers={**BEARER, "Content-Type": "application/rdf+xml"},
    )
    assert answer.status_code == 400
    broken = put(server, graph, JANE + "\n<http://x/a> <http://x/b .")
    assert broken.status_code == 400
    assert "line 2" in broken.text
    assert size(server, graph) == 1


def test_default_graph(server: SimpleNamespace) -> None:
    default = {"default": ""}
    assert put(server, default, JOHN).status_code in (201, 204)
    assert size(server, default) == 3
    # the union of all graphs is what queries see, not what this graph holds
    named = {"graph": "http://x/other"}
    put(server, named, JANE)
    assert size(server, default) == 3


def test_empty_graph(server: SimpleNamespace) -> None:
    graph = {"graph": "http://x/empty"}
    assert put(server, graph, "").status_code == 201
    assert size(server, graph) == 0
    assert put(server, graph, JANE).status_code == 204
    assert put(server, graph, "").status_code == 204
    assert size(server, graph) == 0


def test_delete(server: SimpleNamespace) -> None:
    graph = {"graph": "http://x/deleted"}
    put(server, graph, JANE)
    assert httpx.delete(server.store, params=graph, headers=BEARER).status_code == 204
    assert httpx.get(server.store, params=graph).status_code == 404
    assert httpx.head(server.store, params=graph).status_code == 404
    assert httpx.delete(server.store, params=graph, headers=BEARER).status_code == 404


def test_post_adds(server: SimpleNamespace) -> None:
    graph = {"graph": "http://x/posted"}
    first = httpx.post(server.store, params=graph, content=JANE, headers=TURTLE)
    assert first.status_code == 201
    again = httpx.post(server.store, params=graph, content=JOHN.encode(), headers=TURTLE)
    assert again.status_code == 204
    assert size(server, graph) == 4
    nothing = httpx.post(server.store, params=graph, content="", headers=TURTLE)
    assert nothing.status_code == 204
    assert size(server, graph) == 4


def test_post_several_files(server: SimpleNamespace) -> None:
    graph = {"graph": "http://x/files"}
    files = [
        ("one", ("one.ttl", "_:a <http://x/p> 1 .", "text/turtle")),
        ("two", ("two.nt", "_:a <http://x/p> <http://x/o> .", "application/octet-stream")),
    ]
    answer = httpx.post(server.store, params=graph, files=files, headers=BEARER)
    assert answer.status_code == 201, answer.text
    subjects = "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH <http://x/files> { ?s <http://x/p> ?o } }"
    count = httpx.get(server.sparql, params={"query": subjects}).json()
    assert count["results"]["bindings"][0]["n"]["value"] == "2"


def test_a_broken_file_among_several_adds_nothing(server: SimpleNamespace) -> None:
    graph = {"graph": "http://x/halves"}
    files = [("one", ("one.ttl", JANE, "text/turtle")), ("two", ("two.ttl", "<a", "text/turtle"))]
    assert httpx.post(server.store, params=graph, files=files, headers=BEARER).status_code == 400
    assert httpx.get(server.store, params=graph).status_code == 404


def test_post_lets_the_server_name_the_graph(server: SimpleNamespace) -> None:
    answer = httpx.post(server.store, content=JANE, headers=TURTLE)
    assert answer.status_code == 201
    location = answer.headers["location"]
    assert location.startswith(server.store + "/")
    assert "Jane" in httpx.get(location).text
    assert size(server, {"graph": location}) == 1


def test_direct_identification(server: SimpleNamespace) -> None:
    address = f"{server.store}/people/%E4%B8%80.ttl"
    assert httpx.put(address, content=JANE, headers=TURTLE).status_code == 201
    assert size(server, {"graph": address}) == 1
    assert httpx.delete(address, headers=BEARER).status_code == 204
    assert httpx.get(address).status_code == 404


def test_head(server: SimpleNamespace) -> None:
    graph = {"graph": "http://x/headed"}
    put(server, graph, JANE)
    head = httpx.head(server.store, params=graph)
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 0


@pytest.mark.parametrize(
    "media_type",
    ["application/n-triples", "application/rdf+xml", "application/ld+json", "application/trig"],
)
def test_formats_go_round(server: SimpleNamespace, media_type: str) -> None:
    source, copy = {"graph": "http://x/round"}, {"graph": f"http://x/round/{media_type}"}
    put(server, source, JOHN)
    got = httpx.get(server.store, params=source, headers={"Accept": media_type})
    assert got.headers["content-type"].split(";")[0] == media_type
    sent = httpx.put(
        server.store,
        params=copy,
        content=got.content,
        headers={**BEARER, "Content-Type": media_type},
    )
    assert sent.status_code in (201, 204), sent.text
    assert size(server, copy) == 3


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({}, 400),
        ({"graph": ONE, "default": ""}, 400),
        ({"graph": "relative"}, 400),
        ({"graph": "http://x/ y"}, 400),
        ({"graph": "http://x/y> . <http://x/z"}, 400),
        ({"graph": "http://x/nowhere"}, 404),
    ],
)
def test_which_graph(server: SimpleNamespace, params: dict[str, str], status: int) -> None:
    assert httpx.get(server.store, params=params).status_code == status


def test_no_type_and_unknown_type(server: SimpleNamespace) -> None:
    for headers in (BEARER, {**BEARER, "Content-Type": "image/png"}):
        answer = httpx.put(
            server.store, params={"graph": "http://x/t"}, content=JANE, headers=headers
        )
        assert answer.status_code == 415
    assert (
        httpx.get(server.store, params={"default": ""}, headers={"Accept": "image/png"}).status_code
        == 406
    )
    assert httpx.patch(server.store, params={"default": ""}).status_code == 405


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_changes_need_the_token(server: SimpleNamespace, method: str) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic !"}):
        answer = httpx.request(method, server.store, params={"default": ""}, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
    basic = httpx.delete(server.store, params={"graph": "http://x/none"}, auth=("", "open sesame"))
    assert basic.status_code == 404


def test_read_only_by_default() -> None:
    with serving() as closed:
        assert size(closed, {"default": ""}) > 1000
        for method in ("PUT", "POST", "DELETE"):
            answer = httpx.request(method, closed.store, params={"default": ""}, headers=BEARER)
            assert answer.status_code == 403
        answer = httpx.post(closed.sparql, data={"update": "CLEAR ALL"}, headers=BEARER)
        assert answer.status_code == 403
        assert "read-only" in answer.text
