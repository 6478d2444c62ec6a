"""Pages, search, saved queries and descriptions of `kg serve`, over HTTP."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from types import SimpleNamespace
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest
from web_server import BEARER, serving, writable

from kg.queries import saved
from kg.vocabulary import ID

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
HANGZHOU = "place/" + quote("杭州市")


@pytest.fixture(scope="module")
def server() -> Iterator[SimpleNamespace]:
    with serving() as running:
        yield running


def page(server: SimpleNamespace, path: str, language: str = "zh") -> httpx.Response:
    headers = {**HTML, "Accept-Language": language}
    return httpx.get(server.address + path, headers=headers, timeout=30)


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        ("text/html", f"/page/{HANGZHOU}"),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", f"/page/{HANGZHOU}"),
        ("text/turtle", f"/data/{HANGZHOU}.ttl"),
        ("application/ld+json", f"/data/{HANGZHOU}.jsonld"),
        ("application/n-triples", f"/data/{HANGZHOU}.nt"),
        ("application/rdf+xml, text/turtle;q=0.5", f"/data/{HANGZHOU}.rdf"),
        ("*/*", f"/data/{HANGZHOU}.ttl"),
    ],
)
def test_an_iri_leads_where_the_client_wants(
    server: SimpleNamespace, accept: str, target: str
) -> None:
    answer = httpx.get(f"{server.address}/id/{HANGZHOU}", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, target)
    assert answer.headers["vary"] == "Accept"
    followed = httpx.get(server.address + target)
    assert followed.status_code == 200
    assert "杭州" in followed.text or "\\u676D" in followed.text


def test_every_thing_has_a_page_and_data(server: SimpleNamespace) -> None:
    query = (
        "SELECT ?class (SAMPLE(?it) AS ?one) { ?it a ?class"
        f" FILTER(STRSTARTS(STR(?it), '{ID}')) }} GROUP BY ?class"
    )
    rows = httpx.get(server.sparql, params={"query": query}).json()["results"]["bindings"]
    assert len(rows) > 12
    for row in rows:
        path = quote(row["one"]["value"].removeprefix(ID))
        assert page(server, f"/page/{path}").status_code == 200, path
        data = httpx.get(f"{server.address}/data/{path}.nt")
        triples = ox.parse(data.content, format=ox.RdfFormat.N_TRIPLES)
        assert any(t.subject.value == row["one"]["value"] for t in triples), path


def test_a_page_tells_the_facts_with_their_evidence(server: SimpleNamespace) -> None:
    chinese, english = page(server, f"/page/{HANGZHOU}"), page(server, f"/page/{HANGZHOU}", "en")
    assert 'lang="zh-Hans"' in chinese.text
    assert 'lang="en"' in english.text
    for text in ("浙江省", "330100", "第 ", "谁提到它", "/page/source/"):
        assert text in chinese.text
    assert "What refers to it" in english.text
    assert "Zhejiang" in english.text
    assert "<svg" in chinese.text
    assert chinese.headers["content-language"] == "zh"
    switched = httpx.get(f"{server.address}/page/{HANGZHOU}?lang=en", headers=HTML)
    assert "lang=en" in switched.headers["set-cookie"]
    assert 'lang="en"' in switched.text


def test_disagreements_are_shown(server: SimpleNamespace) -> None:
    query = "SELECT ?s { ?c zt:contradicts ?d ; rdf:subject ?s } LIMIT 1"
    found = httpx.get(server.sparql, params={"query": query}).json()
    path = quote(found["results"]["bindings"][0]["s"]["value"].removeprefix(ID))
    text = page(server, f"/page/{path}").text
    assert "来源有分歧" in text
    assert "矛盾" in text


@pytest.mark.parametrize("path", ["/page/place/nowhere", "/id/place/nowhere", "/data/place/x.ttl"])
def test_what_is_not_there(server: SimpleNamespace, path: str) -> None:
    answer = page(server, path)
    assert answer.status_code == 404
    assert "nowhere" in answer.text or "place:x" in answer.text


@pytest.mark.parametrize("query", ["q=%ff", "lang=zh&lang=en", "lang=xx", "q=a&q=b", "x=" * 2000])
@pytest.mark.parametrize("path", ["/", "/search", "/page/place/x", "/sparql", "/queries", "/nope"])
def test_strange_parameters_do_no_harm(server: SimpleNamespace, path: str, query: str) -> None:
    answer = page(server, f"{path}?{query}")
    assert answer.status_code in (200, 400, 404)
    assert answer.text


def test_strange_names_do_no_harm(server: SimpleNamespace) -> None:
    for name in ("%00", "a%0Ab", "%3Cscript%3E", "a%20b", "%FF", "..%2f..", "x" * 5000, "%7B%7D"):
        for prefix in ("/id/place/", "/page/place/", "/data/place/"):
            answer = page(server, f"{prefix}{name}")
            assert answer.status_code in (400, 404), (prefix, name)
            assert "<script>" not in answer.text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("杭州", "杭州市"),
        ("廣東省", "广东省"),
        ("hangzhou", "杭州市"),
        ("gzs", "广州市"),
        ("Guangdong", "广东省"),
        ("北京金融局", "北京市金融工作局"),
        ("330100", "杭州市"),
        ("杭洲市", "杭州市"),
    ],
)
def test_search(server: SimpleNamespace, text: str, name: str) -> None:
    hits = httpx.get(f"{server.address}/search.json", params={"q": text}, timeout=30).json()
    assert name in [hit["label"] for hit in hits][:3]
    shown = page(server, "/search?q=" + quote(text)).text
    assert name in shown


def test_search_ranks_whole_names_first(server: SimpleNamespace) -> None:
    hits = httpx.get(f"{server.address}/search.json", params={"q": "北京市"}).json()
    assert hits[0]["label"] == "北京市"
    for text in ("", "，", "没有这样的东西zzzz"):
        found = httpx.get(f"{server.address}/search.json", params={"q": text})
        assert found.json() == []


def test_search_shows_what_was_typed_as_text(server: SimpleNamespace) -> None:
    text = page(server, "/search?q=" + quote('"><script>alert(1)</script>')).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


@pytest.mark.parametrize("query", saved(), ids=lambda query: query.name)
def test_every_saved_query_is_a_page_and_an_address(server: SimpleNamespace, query: object) -> None:
    name = query.name  # type: ignore[attr-defined]
    shown = page(server, f"/queries/{name}")
    assert shown.status_code == 200
    assert query.summary_zh in shown.text.replace("&#39;", "'")  # type: ignore[attr-defined]
    is_graph = "CONSTRUCT" in query.text  # type: ignore[attr-defined]
    ending, media_type = ("ttl", "text/turtle") if is_graph else ("csv", "text/csv")
    data = httpx.get(f"{server.address}/queries/{name}.{ending}", timeout=30)
    assert data.status_code == 200, data.text
    assert data.headers["content-type"].startswith(media_type)
    again = httpx.get(
        f"{server.address}/queries/{name}.{ending}",
        headers={"If-None-Match": data.headers["etag"]},
    )
    assert again.status_code == 304


def test_parameters_restore_a_page(server: SimpleNamespace) -> None:
    shown = page(server, "/queries/policies_by_place?place=" + quote("浙江省")).text
    assert 'value="浙江省"' in shown
    assert '<option value="广东省">' in shown
    assert "kg query policies_by_place -p" in shown
    data = httpx.get(
        f"{server.address}/queries/policies_by_place.csv", params={"place": "zhejiang"}
    )
    rows = list(csv.DictReader(io.StringIO(data.text)))
    assert rows
    assert all(row["_place"] == f"{ID}place/浙江省" for row in rows)


def test_wrong_parameters_are_explained(server: SimpleNamespace) -> None:
    shown = page(server, "/queries/policies_by_place?place=" + quote("没有的地方"))
    assert shown.status_code == 400
    assert "没有的地方" in shown.text
    for path in ("policies_by_place.json?plaec=x", "policies_by_place.json?place=a&place=b"):
        assert httpx.get(f"{server.address}/queries/{path}").status_code == 400
    assert httpx.get(f"{server.address}/queries/nope").status_code == 404
    assert httpx.get(f"{server.address}/queries/policies_by_place.pdf").status_code == 406


def test_charts(server: SimpleNamespace) -> None:
    bars = page(server, "/queries/policies_by_year").text
    assert 'class="bars"' in bars
    assert bars.count("<rect") >= 3
    points = page(server, "/queries/policies_by_place").text
    assert 'class="timeline"' in points
    network = page(server, "/queries/network_of_money").text
    assert '<iframe class="network" src="/network?query=network_of_money"' in network


@pytest.mark.parametrize(
    "path",
    ["/network", f"/network?focus={quote(ID)}{HANGZHOU}", "/network?query=network_of_money"],
)
def test_networks(server: SimpleNamespace, path: str) -> None:
    answer = page(server, path)
    assert answer.status_code == 200
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', answer.text, re.S)
    assert data is not None
    assert len(json.loads(data[1])["nodes"]["label"]) > 5
    assert "<script>" not in answer.text
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert httpx.get(f"{server.address}/network", params={"focus": "x"}).status_code == 404
    for hops in ("²", "-1", "x", "٣"):
        answer = httpx.get(f"{server.address}/network", params={"hops": hops}, timeout=30)
        assert answer.status_code == 200, hops


def test_no_page_has_inline_scripts_or_foreign_resources(server: SimpleNamespace) -> None:
    paths = ["/", "/search?q=a", "/queries", "/queries/policies_by_year", "/editor", "/ontology"]
    for path in [*paths, f"/page/{HANGZHOU}", "/page/source/001", "/page/fund", "/nope"]:
        answer = page(server, path)
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", answer.text), path
        assert not re.search(r"\son\w+=|\sstyle=", answer.text), path
        for address in re.findall(
            r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]*)"', answer.text
        ):
            assert address.startswith("/"), (path, address)


def test_hostile_labels_stay_text() -> None:
    evil = '<img src=x onerror="alert(1)">'
    with writable() as server:
        text = (
            f"INSERT DATA {{ fund:evil a zt:Fund ; rdfs:label '{evil}'@zh-Hans , '{evil}'@en ;"
            f" skos:prefLabel '{evil}'@zh-Hans ; zt:target '</script><script>alert(2)</script>' }}"
        )
        sent = httpx.post(server.sparql, data={"update": text}, headers=BEARER)
        assert sent.status_code == 204, sent.text
        for path in ("/page/fund/evil", "/page/fund", "/search?q=img", "/queries/funds_overview"):
            shown = page(server, path).text
            assert "<img src" not in shown, path
            assert "<script>alert" not in shown, path
        network = page(server, f"/network?focus={quote(ID)}fund/evil").text
        assert "<img src" not in network
        hits = httpx.get(f"{server.address}/search.json", params={"q": "img"}).json()
        assert evil in [hit["label"] for hit in hits]


def test_executables_and_openapi(server: SimpleNamespace) -> None:
    address = f"{server.address}/.well-known/sparql-examples"
    quads = list(
        ox.parse(
            httpx.get(address, headers={"Accept": "application/trig"}).content,
            format=ox.RdfFormat.TRIG,
        )
    )
    assert {quad.graph_name.value for quad in quads} == {address}
    store = ox.Store()
    store.extend(quads)
    sh = "http://www.w3.org/ns/shacl#"
    pattern = "?it a sh:SPARQLExecutable ; sh:select|sh:ask|sh:construct ?text"
    found = store.query(f"PREFIX sh: <{sh}> SELECT ?it {{ GRAPH ?g {{ {pattern} }} }}")
    assert sum(1 for _ in found) == len(saved())
    document = httpx.get(f"{server.address}/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    described = document["paths"]["/queries/policies_by_place"]["get"]
    assert [p["name"] for p in described["parameters"]] == ["place", "format"]
    assert "post" in document["paths"]["/sparql"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { ?p zt:isuedBy ?a }", "zt:issuedBy"),
        ("SELECT * { ?p a zt:Polcy }", "zt:Policy"),
        ("SELECT * { ?p zt:appliesTo place:杭州 }", "place:杭州市"),
        ('SELECT * { ?p rdfs:label "杭州市" }', "language tag"),
        ('SELECT * { ?p zt:issuedDate "2017"^^xsd:integer }', "precision"),
        ("SELECT * { place:杭州市 zt:issuedBy ?x }", "no such triple"),
        ("SELECT * { ?a zt:issued ?p }", "^zt:issuedBy"),
        ("SELECT * { ?p a zt:Policy ; a zt:Fund }", "not together"),
        ('SELECT * { ?p zt:issuedDate ?d FILTER(?d > "2030-01-01"^^xsd:date) }', "partial"),
        ('SELECT * { ?p rdfs:label ?l FILTER(?l = "杭州市") }', "LANGMATCHES"),
    ],
)
def test_an_empty_answer_explains_itself(server: SimpleNamespace, query: str, said: str) -> None:
    rows = httpx.get(server.sparql, params={"query": query}).json()["results"]["bindings"]
    assert rows == []
    reasons = httpx.post(f"{server.address}/doctor", data={"query": query}, timeout=30).json()[
        "reasons"
    ]
    assert any(said in reason["en"] for reason in reasons), reasons
    assert all(reason["zh"] for reason in reasons)


def test_editor_without_scripts(server: SimpleNamespace) -> None:
    shown = page(server, "/editor?run=1&query=" + quote("SELECT ?f { ?f a zt:Fund }")).text
    assert "/page/fund/" in shown
    wrong = page(server, "/editor?run=1&query=" + quote("SELECT ?f {")).text
    assert "没有闭合" in wrong
    empty = page(server, "/editor?run=1&query=" + quote("SELECT * { ?p zt:isuedBy ?a }")).text
    assert "zt:issuedBy" in empty
    browser = page(server, "/sparql?query=" + quote("ASK {}"))
    assert "<textarea" in browser.text
