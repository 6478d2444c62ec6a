"""What is taken away can be read elsewhere, and says the same there."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import time
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.answers import ALIASES, FORMATS, csv_cell, width, write_answer, write_csv
from kg.dataset import ONTOLOGY_GRAPH
from kg.errors import QueryError
from kg.export import EXTENSIONS, NETWORK_FORMATS, RDF_FORMATS, export
from kg.network import to_networkx
from kg.store import EmbeddedStore
from kg.vocabulary import OA, PREFIXES, ZT

ENGINE = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
RDFLIB = {"ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
RAPPER = {"turtle": "turtle", "ntriples": "ntriples", "rdfxml": "rdfxml", "nquads": "nquads"}
WITH_GRAPHS = ("trig", "nquads", "jsonld")


@pytest.fixture(scope="module")
def exported(packaged_store):
    """Every RDF export of the packaged graph."""
    return {name: data for name in RDF_FORMATS for data in export(packaged_store, name).values()}


@pytest.fixture(scope="module")
def triples(exported):
    """What all exports have to say, from the simplest of them."""
    return {quad.triple for quad in ox.parse(exported["ntriples"], format=ox.RdfFormat.N_TRIPLES)}


@pytest.fixture(scope="module")
def as_rdflib(exported):
    """Each RDF export as rdflib reads it, all graphs merged."""

    def read(name):
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=exported[name], format=RDFLIB.get(name, name))
        merged = rdflib.Graph()
        for triple in dataset.triples((None, None, None)):
            merged.add(triple)
        return merged

    return {name: read(name) for name in RDF_FORMATS}


# ---- RDF

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_pyoxigraph_reads_the_same_triples(exported, triples, name):
    quads = list(ox.parse(exported[name], format=ENGINE[name]))
    assert {quad.triple for quad in quads} == triples
    graphs = {quad.graph_name for quad in quads}
    assert (len(graphs) > 1) == (name in WITH_GRAPHS)


@pytest.mark.parametrize("name", [name for name in RDF_FORMATS if name != "ntriples"])
def test_rdflib_reads_isomorphic_graphs(as_rdflib, triples, name):
    assert len(as_rdflib[name]) == len(triples)
    assert isomorphic(as_rdflib[name], as_rdflib["ntriples"])


@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper (raptor2-utils) is not installed")
@pytest.mark.parametrize("name", sorted(RAPPER))
def test_rapper_reads_the_same_triples(exported, triples, tmp_path, name):
    path = tmp_path / "graph"
    path.write_bytes(exported[name])
    done = subprocess.run(
        ["rapper", "-q", "-i", RAPPER[name], "-o", "ntriples", str(path), "https://example.org/"],
        capture_output=True,
        check=True,
    )
    read = {quad.triple for quad in ox.parse(done.stdout, format=ox.RdfFormat.N_TRIPLES)}
    assert read == triples


def test_formats_with_graphs_hold_the_graphs_of_the_store(exported, packaged_store):
    data = {quad for quad in packaged_store.dump() if quad.graph_name != ONTOLOGY_GRAPH}
    for name in WITH_GRAPHS:
        assert data <= set(ox.parse(exported[name], format=ENGINE[name]))


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_language_tags_are_written_alike(exported, name):
    text = exported[name].decode()
    assert "zh-Hans" in text
    assert "zh-hans" not in text


def test_the_ontology_comes_along_when_asked_for(packaged_store):
    (data,) = export(packaged_store, "nquads", ontology=True).values()
    assert set(packaged_store.dump()) <= set(ox.parse(data, format=ox.RdfFormat.N_QUADS))


def test_evidence_speaks_web_annotation(as_rdflib):
    graph = as_rdflib["turtle"]
    oa, zt = rdflib.Namespace(OA), rdflib.Namespace(ZT)
    places = list(graph.subjects(rdflib.RDF.type, zt.Evidence))
    assert places
    for place in places:
        selector = graph.value(place, oa.hasSelector)
        assert (selector, rdflib.RDF.type, oa.TextPositionSelector) in graph
        assert graph.value(selector, oa.start) == graph.value(place, zt.start)
        assert graph.value(selector, oa.end) == graph.value(place, zt.end)


def test_turtle_uses_real_prefixes(exported):
    text = exported["turtle"].decode()
    declared = dict(
        line.removeprefix("@prefix ").removesuffix(" .").split(": ", 1)
        for line in text.splitlines()
        if line.startswith("@prefix")
    )
    assert {prefix: f"<{PREFIXES[prefix]}>" for prefix in declared} == declared
    assert "zt:issuedBy agency:" in text
    assert "_:" not in text


def test_an_unknown_format_is_told(packaged_store):
    with pytest.raises(QueryError, match="unknown format 'docx'; known: turtle"):
        export(packaged_store, "docx")
    assert set(EXTENSIONS.values()) == {*RDF_FORMATS, *NETWORK_FORMATS}


# ---- hostile names


HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "\tx",
    "\rx",
    "＝1+1",
    'a"b,c\nd',
    "<b>&amp;]]></b>",
    "a\\nb\\",
    "\u2028\u0085\ufeff",
    "𠮷😀",
]


@pytest.fixture
def hostile() -> EmbeddedStore:
    store = ox.Store()
    thing = ox.NamedNode("https://example.org/thing")
    label = ox.NamedNode("https://example.org/label")
    store.extend(ox.Quad(thing, label, ox.Literal(text, language="zh-Hans")) for text in HOSTILE)
    return EmbeddedStore(store)


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_hostile_texts_survive(hostile, name):
    (data,) = export(hostile, name).values()
    read = {quad.object.value for quad in ox.parse(data, format=ENGINE[name])}
    # XML makes one line end of all (XML 1.0, 2.11)
    assert {t.replace("\r", "\n") for t in read} == {t.replace("\r", "\n") for t in HOSTILE}


# ---- the network


@pytest.fixture(scope="module")
def network(packaged_store):
    return to_networkx(packaged_store)


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_its_own_back(packaged_store, network, name, read):
    (data,) = export(packaged_store, name).values()
    back = read(io.BytesIO(data))
    assert set(back) == set(network)
    assert sorted(back.edges()) == sorted(network.edges())
    labels = nx.get_node_attributes(network, "label")
    assert nx.get_node_attributes(back, "label") == labels


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_network_files_are_well_formed_xml(packaged_store, name):
    (data,) = export(packaged_store, name).values()
    assert ElementTree.fromstring(data).tag.endswith(name)


def test_a_network_file_does_not_tell_the_day(packaged_store, monkeypatch):
    today = export(packaged_store, "gexf")
    monkeypatch.setattr(time, "strftime", lambda *_: "1999-01-01")
    assert export(packaged_store, "gexf") == today


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_holds_every_node_and_every_edge(packaged_store, network):
    files = export(packaged_store, "csv")
    nodes, edges = read_csv(files["nodes.csv"]), read_csv(files["edges.csv"])
    assert [row["id"] for row in nodes] == list(network)
    assert [(row["source"], row["target"]) for row in edges] == list(network.edges())
    assert {row["id"]: row["label"] for row in nodes} == nx.get_node_attributes(network, "label")
    assert not any(row[name] == "None" for row in nodes for name in row)


@pytest.mark.parametrize("excel", [False, True])
def test_only_excel_gets_a_byte_order_mark(packaged_store, excel):
    for data in export(packaged_store, "csv", excel=excel).values():
        assert data.startswith(b"\xef\xbb\xbf") == excel


# ---- CSV


@pytest.mark.parametrize("text", HOSTILE[:7])
def test_excel_runs_no_cell(text):
    assert csv_cell(text, True) == "'" + text
    assert csv_cell(text, False) == text


@pytest.mark.parametrize("text", ["-3.5", "+7", "12", "-1e5", "", "杭州", "a=b", "https://x/=1"])
def test_harmless_cells_stay_as_they_are(text):
    assert csv_cell(text, True) == text


@pytest.mark.parametrize("text", ["-inf", "+nan", "-1_000", "- 1", "+٣"])
def test_only_plain_numbers_are_numbers(text):
    assert csv_cell(text, True) == "'" + text


def test_quoting():
    rows = [["a,b", 'c"d', "e\nf", " g "], ["", "杭州", "𠮷", "'"]]
    data = write_csv(rows)
    assert list(csv.reader(io.StringIO(data.decode(), newline=""))) == rows
    assert data.endswith(b"\r\n")


# ---- answers of queries


ROWS = 'SELECT ?n ?text { VALUES (?n ?text) { (1 "云溪") (2 "a,b") (UNDEF "=1+1") } }'


@pytest.fixture
def empty() -> EmbeddedStore:
    return EmbeddedStore(ox.Store())


def written(store, query, format, **more) -> str:
    return write_answer(store.query(query), format, **more).decode()


def test_a_table_for_people(empty):
    assert written(empty, ROWS, "table") == ("n  text\n─  ────\n1  云溪\n2  a,b\n   =1+1\n(3)\n")


def test_a_label_stands_for_its_iri(empty):
    query = (
        'SELECT ?place ?placeLabel ?_p { VALUES (?place ?placeLabel) { (place:云溪市 "云溪市") } }'
    )
    table = written(empty, query, "table")
    assert "place:云溪市" not in table
    assert table.splitlines()[0] == "place"
    assert "place/云溪市" in written(empty, query, "csv")


def test_a_table_commands_no_terminal(empty):
    hostile = 'SELECT ?x { BIND("a\\u001b[31m\\nb\\u0007\\u202ec" AS ?x) }'
    lines = written(empty, hostile, "table").splitlines()
    assert lines[2] == "a [31m b  c"


@pytest.mark.parametrize("format", ["json", "application/sparql-results+json"])
def test_json(empty, format):
    bindings = json.loads(written(empty, ROWS, format))["results"]["bindings"]
    assert [row["text"]["value"] for row in bindings] == ["云溪", "a,b", "=1+1"]
    assert "n" not in bindings[2]


def test_csv_and_tsv_and_xml(empty):
    assert written(empty, ROWS, "csv").splitlines() == ["n,text", "1,云溪", '2,"a,b"', ",=1+1"]
    assert written(empty, ROWS, "csv", excel=True).splitlines()[-1] == ",'=1+1"
    assert written(empty, ROWS, "csv", excel=True).startswith("\ufeff")
    assert written(empty, ROWS, "tsv").splitlines()[0] == "?n\t?text"
    assert len(ElementTree.fromstring(written(empty, ROWS, "xml"))[1]) == 3


@pytest.mark.parametrize("format", ["table", "json", "xml", "csv", "tsv"])
@pytest.mark.parametrize(("query", "word"), [("ASK {}", "true"), ("ASK { ?s ?p ?o }", "false")])
def test_yes_and_no(empty, format, query, word):
    text = written(empty, query, format)
    assert {"true": "yes", "false": "no"}[word] in text if format == "table" else word in text


CONSTRUCT = 'CONSTRUCT { place:云溪市 rdfs:label "云溪市"@zh-Hans , "Yunxi"@en } WHERE {}'


@pytest.mark.parametrize(
    ("format", "engine"),
    [
        ("table", "turtle"),
        ("turtle", "turtle"),
        ("ttl", "turtle"),
        ("text/turtle", "turtle"),
        ("nt", "ntriples"),
        ("ntriples", "ntriples"),
        ("rdf", "rdfxml"),
        ("rdfxml", "rdfxml"),
        ("jsonld", "jsonld"),
        ("application/ld+json", "jsonld"),
    ],
)
def test_graphs(hostile, format, engine):
    data = write_answer(hostile.query(CONSTRUCT), format)
    values = {quad.object.value for quad in ox.parse(data, format=ENGINE[engine])}
    assert values == {"云溪市", "Yunxi"}


@pytest.mark.parametrize(
    ("query", "format", "message"),
    [
        (ROWS, "docx", "unknown format 'docx'; known: table"),
        (ROWS, "turtle", "for CONSTRUCT and DESCRIBE"),
        (CONSTRUCT, "csv", "for SELECT and ASK"),
        (CONSTRUCT, "json", "for SELECT and ASK"),
    ],
)
def test_formats_that_do_not_fit_are_told(empty, query, format, message):
    with pytest.raises(QueryError, match=message):
        written(empty, query, format)


def test_aliases_lead_to_formats():
    assert set(ALIASES.values()) <= set(FORMATS)


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("杭州", 4), ("Ａ", 2), ("é", 1), ("", 0)]
)
def test_the_width_of_a_text(text, columns):
    assert width(text) == columns
