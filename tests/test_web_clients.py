"""Clients that people use, against a running server."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from web_server import TOKEN, writable

FUNDS = "SELECT ?fund ?name { ?fund a zt:Fund ; rdfs:label ?name } ORDER BY ?fund ?name"
CHINESE = "https://w3id.org/zhengtu/id/place/杭州市"
COMUNICA = """
import { QueryEngine } from "@comunica/query-sparql";
const engine = new QueryEngine();
const sources = [{ type: "sparql", value: process.argv[2] }];
const rows = await engine.queryBindings(process.argv[3], { sources });
console.log(JSON.stringify((await rows.toArray()).map((row) => row.get("name").value)));
const triples = await engine.queryQuads(process.argv[4], { sources });
console.error((await triples.toArray()).length);
"""


@pytest.fixture(scope="module")
def server() -> Iterator[SimpleNamespace]:
    with writable() as running:
        yield running


def test_sparqlwrapper(server: SimpleNamespace) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(server.sparql)
    for method in (wrapper.GET, wrapper.POST):
        client.setMethod(method)
        client.setQuery(FUNDS)
        client.setReturnFormat(wrapper.JSON)
        assert client.queryAndConvert()["results"]["bindings"]
        client.setReturnFormat(wrapper.XML)
        assert client.queryAndConvert().getElementsByTagName("result")
    client.setQuery(f"CONSTRUCT WHERE {{ <{CHINESE}> ?p ?o }}")
    client.setReturnFormat(wrapper.RDFXML)
    assert len(client.queryAndConvert()) > 3
    client.setQuery(f"ASK {{ <{CHINESE}> a zt:Place }}")
    client.setReturnFormat(wrapper.JSON)
    assert client.queryAndConvert()["boolean"] is True
    client.setQuery("SELECT * {")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed):
        client.query()


def test_sparqlwrapper_updates_with_the_token(server: SimpleNamespace) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(server.sparql)
    client.setMethod(wrapper.POST)
    client.setQuery("INSERT DATA { <http://x/wrapped> <http://x/p> '政' }")
    with pytest.raises(wrapper.SPARQLExceptions.Unauthorized):
        client.query()
    client.setCredentials("anyone", TOKEN)
    client.query()
    client.setQuery("ASK { <http://x/wrapped> ?p '政' }")
    client.setReturnFormat(wrapper.JSON)
    assert client.queryAndConvert()["boolean"] is True


def test_rdflib_store(server: SimpleNamespace) -> None:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

    graph = rdflib.Graph(SPARQLStore(server.sparql))
    place = rdflib.URIRef(CHINESE)
    names = {str(name) for name in graph.objects(place, rdflib.RDFS.label)}
    assert "杭州市" in names
    found = graph.query("SELECT ?o WHERE { ?s ?p ?o }", initBindings={"s": place})
    assert len(list(found)) > 5
    changing = SPARQLUpdateStore(server.sparql, server.sparql, auth=("", TOKEN))
    target = rdflib.Graph(changing, identifier=rdflib.URIRef("http://x/rdflib"))
    target.add((place, rdflib.RDFS.comment, rdflib.Literal("说明", lang="zh")))
    assert (place, rdflib.RDFS.comment, rdflib.Literal("说明", lang="zh")) in target


def test_pandas_reads_the_address(server: SimpleNamespace) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(f"{server.address}/queries/policies_by_year.csv")
    assert list(frame.columns) == ["year", "policies"]
    assert frame["policies"].sum() > 10
    tabs = pandas.read_csv(f"{server.address}/queries/policies_by_year.tsv", sep="\t")
    assert len(tabs) == len(frame)


def test_our_own_remote_store(server: SimpleNamespace) -> None:
    from kg.store import open_store, rows

    remote, local = open_store(server.sparql), open_store()
    for query in (FUNDS, "SELECT (COUNT(*) AS ?n) { ?claim a zt:Claim }"):
        assert list(rows(remote.query(query))) == list(rows(local.query(query)))


def test_curl(server: SimpleNamespace, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")

    def curl(*arguments: str) -> str:
        command = ["curl", "--silent", "--show-error", "--fail", *arguments]
        return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout

    asked = curl(server.sparql, "--data-urlencode", f"query={FUNDS}", "-H", "Accept: text/csv")
    assert asked.startswith("fund,name\n")
    zipped = curl("--compressed", f"{server.address}/queries/policies_by_year.json")
    assert json.loads(zipped)["head"]["vars"] == ["year", "policies"]
    place = f"{server.address}/id/place/%E6%9D%AD%E5%B7%9E%E5%B8%82"
    assert "杭州市" in curl("--location", place, "-H", "Accept: text/turtle")
    data = tmp_path / "数据.ttl"
    data.write_text("<http://x/a> <http://x/b> '上传' .", encoding="utf-8")
    store = f"{server.store}?graph=http%3A%2F%2Fx%2Fcurl"
    token = ["-H", f"Authorization: Bearer {TOKEN}"]
    curl(store, "-T", str(data), "-H", "Content-Type: text/turtle", *token)
    curl(store, "-F", f"file=@{data};type=text/turtle", *token)
    assert "上传" in curl(store, "-H", "Accept: text/turtle")


def test_comunica(server: SimpleNamespace, tmp_path: Path) -> None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("Node.js is not installed")
    install = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
    try:
        subprocess.run(
            [*install, "@comunica/query-sparql@4"],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            timeout=240,
        )
    except subprocess.SubprocessError as error:
        pytest.skip(f"Comunica cannot be installed: {error}")
    script = tmp_path / "ask.mjs"
    script.write_text(COMUNICA, encoding="utf-8")
    prologue = (
        "PREFIX zt: <https://w3id.org/zhengtu/ontology#>"
        " PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    )
    done = subprocess.run(
        [
            node,
            str(script),
            server.sparql,
            prologue + FUNDS,
            f"CONSTRUCT WHERE {{ <{CHINESE}> ?p ?o }}",
        ],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert any("基金" in name for name in json.load(io.StringIO(done.stdout)))
    assert int(done.stderr.strip().splitlines()[-1]) > 3
