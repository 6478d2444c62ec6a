"""The SPARQL 1.1 Protocol, case by case from the Recommendation, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from urllib.parse import quote

import httpx
import pytest
from web_server import BEARER, serving, writable

ONE, TWO, THREE = (f"http://example.org/data{number}" for number in (1, 2, 3))
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def server() -> Iterator[SimpleNamespace]:
    with writable() as running:
        text = " ".join(
            f"GRAPH <{iri}> {{ <{iri}> a <http://x/Document> }}" for iri in (ONE, TWO, THREE)
        )
        answer = httpx.post(
            running.sparql, data={"update": f"INSERT DATA {{ {text} }}"}, headers=BEARER
        )
        assert answer.status_code == 204, answer.text
        yield running


def ask(server: SimpleNamespace, query: str, **more: object) -> bool:
    answer = httpx.get(
        server.sparql,
        params={"query": query, **more},
        headers={"Accept": "application/sparql-results+json"},
    )
    assert answer.status_code == 200, answer.text
    return bool(answer.json()["boolean"])


def update(server: SimpleNamespace, text: str, params: object = None) -> httpx.Response:
    return httpx.post(
        server.sparql,
        params=params,
        content=text.encode(),
        headers={**BEARER, "Content-Type": "application/sparql-update"},
    )


# --- queries


def test_query_by_get(server: SimpleNamespace) -> None:
    assert ask(server, "ASK {}")


def test_query_by_form(server: SimpleNamespace) -> None:
    answer = httpx.post(server.sparql, data={"query": "ASK {}"})
    assert answer.json() == {"head": {}, "boolean": True}


def test_query_direct(server: SimpleNamespace) -> None:
    headers = {"Content-Type": "application/sparql-query; charset=UTF-8"}
    answer = httpx.post(server.sparql, content="ASK { FILTER('政' != '图') }", headers=headers)
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (
            "SELECT (1 AS ?one) {}",
            "application/sparql-results+xml",
            "application/sparql-results+xml",
        ),
        ("SELECT (1 AS ?one) {}", "application/json;q=0.1, text/csv", "text/csv; charset=utf-8"),
        (
            "SELECT (1 AS ?one) {}",
            "text/tab-separated-values",
            "text/tab-separated-values; charset=utf-8",
        ),
        ("SELECT (1 AS ?one) {}", "*/*", "application/sparql-results+json"),
        (
            "ASK {}",
            "application/sparql-results+xml;q=0.9, text/*;q=0.1",
            "application/sparql-results+xml",
        ),
        ("CONSTRUCT { <a:a> <a:b> 1 } {}", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT { <a:a> <a:b> 1 } {}", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT { <a:a> <a:b> 1 } {}", "application/ld+json", "application/ld+json"),
        ("CONSTRUCT { <a:a> <a:b> 1 } {}", "application/trig", "application/trig"),
        ("CONSTRUCT { <a:a> <a:b> 1 } {}", "application/n-quads", "application/n-quads"),
        ("DESCRIBE <a:a>", "text/turtle", "text/turtle; charset=utf-8"),
        ("DESCRIBE <a:a>", "", "text/turtle; charset=utf-8"),
    ],
)
def test_negotiation(server: SimpleNamespace, query: str, accept: str, media_type: str) -> None:
    answer = httpx.get(server.sparql, params={"query": query}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("SELECT * {}", "image/png"),
        ("SELECT * {}", "text/turtle"),
        ("ASK {}", "application/sparql-results+json;q=0"),
        ("CONSTRUCT WHERE {}", "text/csv"),
    ],
)
def test_nothing_acceptable(server: SimpleNamespace, query: str, accept: str) -> None:
    answer = httpx.get(server.sparql, params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 406
    assert "there is" in answer.text


@pytest.mark.parametrize("name", ["csv", "text/csv"])
def test_format_by_parameter(server: SimpleNamespace, name: str) -> None:
    answer = httpx.get(
        server.sparql,
        params={"query": "SELECT (1 AS ?one) {}", "format": name},
        headers={"Accept": "text/html"},
    )
    assert answer.text == "one\r\n1\r\n"


def test_dataset_of_default_graph(server: SimpleNamespace) -> None:
    query = f"ASK {{ <{ONE}> a ?type }}"
    assert ask(server, query, **{"default-graph-uri": ONE})
    assert not ask(server, query, **{"default-graph-uri": TWO})


def test_dataset_of_several_default_graphs(server: SimpleNamespace) -> None:
    query = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type FILTER NOT EXISTS {{ <{THREE}> a ?type }} }}"
    assert ask(server, query, **{"default-graph-uri": [ONE, TWO]})


def test_dataset_of_named_graphs(server: SimpleNamespace) -> None:
    query = f"ASK {{ GRAPH ?g {{ <{ONE}> a ?type }} FILTER NOT EXISTS {{ ?s ?p ?o }} }}"
    assert ask(server, query, **{"named-graph-uri": [ONE, TWO]})
    outside = f"ASK {{ GRAPH ?g {{ <{THREE}> a ?type }} }}"
    assert not ask(server, outside, **{"named-graph-uri": [ONE, TWO]})


def test_dataset_of_both_kinds(server: SimpleNamespace) -> None:
    query = (
        f"ASK {{ GRAPH ?g {{ <{TWO}> a ?type }} <{ONE}> a ?type"
        f" FILTER NOT EXISTS {{ GRAPH ?h {{ <{ONE}> a ?type }} }} }}"
    )
    assert ask(server, query, **{"default-graph-uri": ONE, "named-graph-uri": TWO})


def test_dataset_in_the_form(server: SimpleNamespace) -> None:
    data = {"query": f"ASK {{ <{TWO}> a ?type }}", "default-graph-uri": [ONE, TWO]}
    assert httpx.post(server.sparql, data=data).json()["boolean"] is True


def test_dataset_of_the_request_wins(server: SimpleNamespace) -> None:
    query = f"ASK FROM <{ONE}> {{ <{TWO}> a ?type }}"
    assert ask(server, query, **{"default-graph-uri": TWO})
    assert not ask(server, query)


def test_default_graph_is_the_union(server: SimpleNamespace) -> None:
    assert ask(server, f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}")
    assert ask(server, f"ASK {{ GRAPH <{ONE}> {{ <{ONE}> a ?type }} }}")


def test_percent_encoding_is_decoded_once(server: SimpleNamespace) -> None:
    iri = "http://example.org/%E4%B8%AD"
    answer = httpx.get(
        server.sparql + "?query=" + quote(f"SELECT (<{iri}> AS ?x) ('100%25' AS ?y) {{}}")
    )
    row = answer.json()["results"]["bindings"][0]
    assert (row["x"]["value"], row["y"]["value"]) == (iri, "100%25")


def test_relative_iris_are_resolved_against_the_service(server: SimpleNamespace) -> None:
    answer = httpx.get(server.sparql, params={"query": "SELECT (IRI('x') AS ?a) (<y> AS ?b) {}"})
    row = answer.json()["results"]["bindings"][0]
    assert row["a"]["value"] == f"{server.address}/x"
    assert row["b"]["value"] == f"{server.address}/y"


def test_head_and_validators(server: SimpleNamespace) -> None:
    params = {"query": "SELECT * { ?s a ?type } ORDER BY ?s LIMIT 5"}
    got = httpx.get(server.sparql, params=params)
    head = httpx.head(server.sparql, params=params)
    assert (head.status_code, head.content) == (200, b"")
    assert (
        head.headers["content-length"] == str(len(got.content)) or "content-encoding" in got.headers
    )
    again = httpx.get(server.sparql, params=params, headers={"If-None-Match": got.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_update_changes_the_validators(server: SimpleNamespace) -> None:
    params = {"query": "SELECT (COUNT(*) AS ?n) { ?s <http://x/counted> ?o }"}
    before = httpx.get(server.sparql, params=params)
    assert update(server, "INSERT DATA { <http://x/a> <http://x/counted> 1 }").status_code == 204
    after = httpx.get(
        server.sparql, params=params, headers={"If-None-Match": before.headers["etag"]}
    )
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]
    count = after.json()["results"]["bindings"][0]["n"]["value"]
    assert count == "1"


@pytest.mark.parametrize("query", ["SELECT (RAND() AS ?x) {}", "SELECT (struuid ( ) AS ?x) {}"])
def test_chance_is_not_repeated(server: SimpleNamespace, query: str) -> None:
    first, second = (httpx.get(server.sparql, params={"query": query}) for _ in range(2))
    assert first.json() != second.json()
    assert "etag" not in first.headers


def test_compression(server: SimpleNamespace) -> None:
    for limit in (100, 20_000):  # held, and streamed
        query = {"query": f"SELECT * {{ ?s ?p ?o }} LIMIT {limit}"}
        plain = httpx.get(server.sparql, params=query, headers={"Accept-Encoding": "identity"})
        packed = httpx.get(server.sparql, params=query, headers={"Accept-Encoding": "gzip"})
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert len(packed.json()["results"]["bindings"]) == len(plain.json()["results"]["bindings"])


# --- what is wrong with a query


def test_query_by_put(server: SimpleNamespace) -> None:
    answer = httpx.put(server.sparql, params={"query": "ASK {}"})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_several_queries(server: SimpleNamespace, method: str) -> None:
    twice = "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"
    if method == "GET":
        answer = httpx.get(f"{server.sparql}?{twice}")
    else:
        answer = httpx.post(server.sparql, content=twice, headers={"Content-Type": FORM})
    assert answer.status_code == 400
    assert "2 times" in answer.text


def test_query_in_the_wrong_type(server: SimpleNamespace) -> None:
    headers = {"Content-Type": "text/plain"}
    assert httpx.post(server.sparql, content="ASK {}", headers=headers).status_code == 415


@pytest.mark.parametrize("content", [b"query=ASK%20%7B%7D", b"ASK {}", b""])
def test_no_type_at_all(server: SimpleNamespace, content: bytes) -> None:
    assert httpx.post(server.sparql, content=content).status_code == 415


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        ("ASK {}".encode("utf-16"), "application/sparql-query; charset=UTF-16", 415),
        ("ASK {}".encode("utf-16"), "application/sparql-query", 400),
        (b"ASK { FILTER('\xff' = '') }", "application/sparql-query", 400),
        (b"query=ASK%20%7B%20%22%FF%22%20%7D", FORM, 400),
        ("query=ASK {}".encode("utf-16"), FORM, 400),
    ],
)
def test_not_utf8(server: SimpleNamespace, content: bytes, media_type: str, status: int) -> None:
    answer = httpx.post(server.sparql, content=content, headers={"Content-Type": media_type})
    assert answer.status_code == status


def test_not_utf8_in_the_address(server: SimpleNamespace) -> None:
    assert httpx.get(server.sparql + "?query=ASK%7B%22%ff%22%7D").status_code == 400


def test_syntax_error_tells_the_place(server: SimpleNamespace) -> None:
    params = {"query": "SELECT *\nWHERE { ?s nope:x ?o }"}
    answer = httpx.get(server.sparql, params=params)
    assert answer.status_code == 400
    assert "(line 2, column 18)" in answer.text
    problem = httpx.get(server.sparql, params=params, headers={"Accept": "application/json"})
    assert problem.headers["content-type"] == "application/problem+json"
    assert (problem.json()["line"], problem.json()["column"]) == (2, 18)


def test_neither_query_nor_update(server: SimpleNamespace) -> None:
    assert httpx.post(server.sparql, data={"other": "ASK {}"}).status_code == 400
    both = {"query": "ASK {}", "update": "CLEAR ALL"}
    assert httpx.post(server.sparql, data=both, headers=BEARER).status_code == 400


# --- updates


def test_update_by_form_and_direct(server: SimpleNamespace) -> None:
    form = httpx.post(
        server.sparql,
        data={"update": "INSERT DATA { <http://x/f> a <http://x/Form> }"},
        headers=BEARER,
    )
    assert form.status_code == 204
    assert update(server, "INSERT DATA { <http://x/d> a <http://x/Direct> }").status_code == 204
    assert ask(server, "ASK { <http://x/f> a <http://x/Form> . <http://x/d> a <http://x/Direct> }")


def test_update_base(server: SimpleNamespace) -> None:
    assert update(server, "INSERT DATA { <http://x/s> <http://x/base> <thing> }").status_code == 204
    assert ask(server, f"ASK {{ <http://x/s> <http://x/base> <{server.address}/thing> }}")


MARK = "INSERT { GRAPH <http://x/marked> { ?s a <http://x/Marked> } }"
MADE = (
    "CLEAR SILENT GRAPH <http://x/marked> ; "
    f"INSERT DATA {{ GRAPH <{ONE}> {{ <{ONE}> a <http://x/Document> }} }} ; "
)


@pytest.mark.parametrize(
    ("params", "where", "marked"),
    [
        ([("using-graph-uri", ONE)], "{ ?s a <http://x/Document> }", {ONE}),
        (
            [("using-graph-uri", ONE), ("using-graph-uri", TWO)],
            "{ ?s a <http://x/Document> }",
            {ONE, TWO},
        ),
        ([("using-named-graph-uri", TWO)], "{ GRAPH ?g { ?s a <http://x/Document> } }", {TWO}),
        (
            [("using-graph-uri", ONE), ("using-named-graph-uri", TWO)],
            "{ { ?s a <http://x/Document> } UNION { GRAPH ?g { ?s a <http://x/Document> } } }",
            {ONE, TWO},
        ),
    ],
)
def test_update_with_a_dataset(
    server: SimpleNamespace, params: list[tuple[str, str]], where: str, marked: set[str]
) -> None:
    answer = update(server, f"{MADE} {MARK} WHERE {where}", params)
    assert answer.status_code == 204, answer.text
    query = "SELECT ?s { GRAPH <http://x/marked> { ?s a <http://x/Marked> } }"
    rows = httpx.get(server.sparql, params={"query": query}).json()["results"]["bindings"]
    assert {row["s"]["value"] for row in rows} == marked


def test_delete_where_with_a_dataset(server: SimpleNamespace) -> None:
    graph = "GRAPH <http://x/g> { <http://x/out> <http://x/q> 1 }"
    made = f"INSERT DATA {{ <http://x/kept> <http://x/q> 1 . {graph} }}"
    assert update(server, made).status_code == 204
    update(server, "DELETE WHERE { ?s <http://x/q> ?o }", {"using-graph-uri": "http://x/g"})
    # the pattern was matched in the graph, the deletion concerns the default graph
    assert ask(server, "ASK { <http://x/kept> <http://x/q> 1 }")


@pytest.mark.parametrize(
    "text",
    [
        f"{MARK} USING <{ONE}> WHERE {{ ?s ?p ?o }}",
        f"{MARK} USING NAMED <{ONE}> WHERE {{ ?s ?p ?o }}",
        f"WITH <{ONE}> {MARK} WHERE {{ ?s ?p ?o }}",
    ],
)
def test_two_datasets(server: SimpleNamespace, text: str) -> None:
    assert update(server, text, {"using-graph-uri": TWO}).status_code == 400
    assert update(server, text, {"using-named-graph-uri": TWO}).status_code == 400


def test_update_by_get(server: SimpleNamespace) -> None:
    answer = httpx.get(server.sparql, params={"update": "CLEAR ALL"}, headers=BEARER)
    assert answer.status_code == 400


def test_several_updates(server: SimpleNamespace) -> None:
    answer = httpx.post(server.sparql, data={"update": ["CLEAR ALL", "CLEAR ALL"]}, headers=BEARER)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"CLEAR NAMED", "text/plain", 415),
        (b"CLEAR NAMED", "", 415),
        (b"update=CLEAR%20NAMED", "", 415),
        ("CLEAR NAMED".encode("utf-16"), "application/sparql-update; charset=UTF-16", 415),
        ("CLEAR NAMED".encode("utf-16"), "application/sparql-update", 400),
        (b"CLEAR NAMEDD", "application/sparql-update", 400),
        (b"ASK {}", "application/sparql-update", 400),
    ],
)
def test_bad_updates(server: SimpleNamespace, content: bytes, media_type: str, status: int) -> None:
    headers = {**BEARER, **({"Content-Type": media_type} if media_type else {})}
    assert httpx.post(server.sparql, content=content, headers=headers).status_code == status
    assert ask(server, f"ASK {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }}")


def test_an_update_sent_as_query(server: SimpleNamespace) -> None:
    assert httpx.get(server.sparql, params={"query": "CLEAR ALL"}).status_code == 400


# --- descriptions


def test_service_description(server: SimpleNamespace) -> None:
    import rdflib

    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    for media_type in (
        "text/turtle",
        "application/rdf+xml",
        "application/ld+json",
        "application/n-triples",
    ):
        answer = httpx.get(server.sparql, headers={"Accept": media_type})
        assert answer.headers["content-type"].split(";")[0] == media_type
        graph = rdflib.Graph().parse(data=answer.text, format=media_type)
        (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
        assert graph.value(service, sd.endpoint) == rdflib.URIRef(server.sparql)
        assert (service, sd.feature, sd.UnionDefaultGraph) in graph
        assert (service, sd.supportedLanguage, sd.SPARQL11Update) in graph
        names = set(graph.objects(None, sd.name))
        assert rdflib.URIRef(ONE) in names


def test_void(server: SimpleNamespace) -> None:
    import rdflib

    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    answer = httpx.get(f"{server.address}/.well-known/void")
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    dataset = rdflib.URIRef(f"{server.address}/.well-known/void#dataset")
    assert graph.value(dataset, void.sparqlEndpoint) == rdflib.URIRef(server.sparql)
    count = httpx.get(
        server.sparql,
        params={"query": "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"},
    )
    told = graph.value(dataset, void.triples)
    assert str(told) == count.json()["results"]["bindings"][0]["n"]["value"]


def test_cors_is_off_and_can_be_had() -> None:
    with serving() as closed:
        answer = httpx.get(
            closed.sparql, params={"query": "ASK {}"}, headers={"Origin": "http://a"}
        )
        assert "access-control-allow-origin" not in answer.headers
        assert "DELETE" in httpx.options(closed.store).headers["allow"]
    with serving("--cors", "http://a") as opened:
        answer = httpx.get(
            opened.sparql, params={"query": "ASK {}"}, headers={"Origin": "http://a"}
        )
        assert answer.headers["access-control-allow-origin"] == "http://a"
        flight = httpx.options(opened.sparql, headers={"Access-Control-Request-Method": "POST"})
        assert flight.status_code == 204
        assert "Content-Type" in flight.headers["access-control-allow-headers"]
