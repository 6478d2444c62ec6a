"""Turtle and TriG: what is written is what is read, by parsers of three families, in one order."""

from __future__ import annotations

import logging
import random
import re
import shutil
import subprocess
from decimal import Decimal

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.turtle import term, write_trig, write_turtle
from kg.vocabulary import ID, PREFIXES, XSD, ZT

# RDF knows no surrogates, and U+0000 is in no text that travels as XML or C string
texts = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=20)
locals_ = st.text(
    # rdflib reads no IRI with a space of any kind, which names of ours never have
    st.characters(
        blacklist_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], blacklist_characters='<>"{}|^`\\%'
    ),
    max_size=12,
)


def node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:  # a character that no IRI may hold
        return None


iris = (
    st.builds(
        lambda prefix, local: prefix + local, st.sampled_from(sorted(PREFIXES.values())), locals_
    )
    .map(node)
    .filter(bool)
)
numbers = st.one_of(
    st.integers().map(lambda n: ox.Literal(str(n), datatype=ox.NamedNode(XSD + "integer"))),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(
        lambda n: ox.Literal(format(n, "f"), datatype=ox.NamedNode(XSD + "decimal"))
    ),
    st.sampled_from(["٣", "+5", "5.", ".5", "1e3", "true", ""]).flatmap(
        lambda text: st.sampled_from(["integer", "decimal", "boolean", "gYear"]).map(
            lambda kind: ox.Literal(text, datatype=ox.NamedNode(XSD + kind))
        )
    ),
)
literals = st.one_of(
    texts.map(ox.Literal),
    st.builds(
        lambda text, tag: ox.Literal(text, language=tag),
        texts,
        st.sampled_from(["zh-Hans", "zh-Hant", "en", "en-GB"]),
    ),
    numbers,
    st.booleans().map(ox.Literal),
)
graphs = st.lists(st.tuples(iris, iris, st.one_of(iris, literals)), max_size=12)
quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def spelled(graph: rdflib.Graph) -> set[tuple[str, ...]]:
    """Triples by what they say, with the datatypes that rdflib's comparison overlooks."""

    def spell(value: rdflib.term.Node) -> str:
        language = (getattr(value, "language", None) or "").lower()
        datatype = str(getattr(value, "datatype", None) or "")
        if datatype == XSD + "string":
            datatype = ""
        text = str(value)
        if datatype in (XSD + "integer", XSD + "decimal") and re.fullmatch(
            r"[+-]?[0-9]*\.?[0-9]+", text
        ):
            text = str(Decimal(text).normalize())  # rdflib writes bare numbers in its own way
        return "\x1f".join([type(value).__name__, text, language, datatype])

    return {tuple(map(spell, triple)) for triple in graph}


def by_rdflib(data: str, format: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    graph.parse(data=data.encode(), format=format)
    return graph


@pytest.fixture(autouse=True, scope="module")
def literals_as_they_are_written():
    """Keep rdflib from rewriting lexical forms and from telling what it thinks of them."""
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    yield
    rdflib.NORMALIZE_LITERALS = before
    logging.getLogger("rdflib.term").setLevel(logging.NOTSET)


@quick
@given(graphs)
def test_what_is_written_is_what_pyoxigraph_reads(triples):
    parsed = ox.parse(write_turtle(triples).encode(), format=ox.RdfFormat.TURTLE)
    assert {tuple(quad.triple) for quad in parsed} == set(triples)


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@quick
@given(graphs)
def test_what_is_written_is_what_rdflib_reads(triples):
    ntriples = "".join(f"{ox.Triple(*triple)} .\n" for triple in triples)
    assert spelled(by_rdflib(write_turtle(triples), "turtle")) == spelled(
        by_rdflib(ntriples, "ntriples")
    )


@quick
@given(graphs, st.randoms())
def test_equal_graphs_give_equal_bytes(triples, chance):
    shuffled = triples + triples[:3]
    chance.shuffle(shuffled)
    assert write_turtle(shuffled) == write_turtle(triples)


@quick
@given(graphs, graphs)
def test_trig_keeps_the_graphs(default, named):
    name = ox.NamedNode(f"{ID}source/t1")
    written = write_trig([(name, named), (None, default)])
    parsed = set(ox.parse(written.encode(), format=ox.RdfFormat.TRIG))
    expected = {ox.Quad(*triple) for triple in default}
    assert parsed == expected | {ox.Quad(*triple, name) for triple in named}


# ---- the order that a person reads


def zt(local: str) -> ox.NamedNode:
    return ox.NamedNode(ZT + local)


LOOK_ALIKES = [
    ox.Literal("2017", datatype=ox.NamedNode(XSD + "gYear")),
    ox.Literal("2017"),
    ox.Literal(2017),
    ox.Literal("2017", datatype=ox.NamedNode(XSD + "decimal")),
    ox.NamedNode("https://example.org/a-01"),
    ox.NamedNode("https://example.org/a-1"),
    ox.NamedNode("https://example.org/a-001"),
]


@pytest.mark.parametrize("seed", range(5))
def test_terms_that_look_alike_have_one_order(seed):
    triples = [(zt("s"), zt("p"), value) for value in LOOK_ALIKES]
    subjects = [value for value in LOOK_ALIKES if isinstance(value, ox.NamedNode)]
    triples += [(value, zt(local), zt("o")) for value in subjects for local in "pq"]
    expected = write_turtle(triples)
    random.Random(seed).shuffle(triples)
    assert write_turtle(triples) == expected
    assert expected.count("a-01>") == 2, "one block for each subject"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (ox.NamedNode(f"{ID}place/杭州市"), "place:杭州市"),
        (ox.NamedNode(f"{ID}place/杭州（市）"), "place:杭州（市）"),
        (ox.NamedNode(f"{ID}place/a."), f"<{ID}place/a.>"),
        (ox.NamedNode(f"{ID}place/a/b"), f"<{ID}place/a/b>"),
        (ox.Literal('他说"好"\n再\\见'), '"他说\\"好\\"\\n再\\\\见"'),
        (ox.Literal("杭州", language="zh-hans"), '"杭州"@zh-Hans'),
        (ox.Literal("x", language="zh-hans-cn"), '"x"@zh-Hans-CN'),
        (ox.Literal(12), "12"),
        (ox.Literal("٣", datatype=ox.NamedNode(XSD + "integer")), '"٣"^^xsd:integer'),
        (ox.Literal(True), "true"),
    ],
)
def test_terms(value, text):
    assert term(value) == text


def test_evidence_reads_in_the_order_of_the_text():
    places = [ox.NamedNode(f"{ID}evidence/t1-{n}-{n + 5}") for n in (9, 100, 20)]
    written = write_turtle((place, zt("end"), ox.Literal(1)) for place in places)
    assert [line.split()[0] for line in written.splitlines() if line.startswith("evidence:")] == [
        "evidence:t1-9-14",
        "evidence:t1-20-25",
        "evidence:t1-100-105",
    ]


def test_only_used_prefixes_are_declared():
    written = write_turtle([(ox.NamedNode(f"{ID}place/杭州市"), zt("within"), zt("o"))])
    assert [line.split()[1] for line in written.splitlines() if line.startswith("@")] == [
        "zt:",
        "place:",
    ]


def test_nothing_gives_nothing():
    assert write_turtle([]) == ""
    assert write_trig([]) == ""


# ---- the packaged graph


def test_the_packaged_graph_survives_rdflib(packaged):
    quads = [quad for quad in packaged if quad.graph_name == ox.DefaultGraph()]
    ntriples = "".join(f"{quad.triple} .\n" for quad in quads)
    turtle = write_turtle(quad.triple for quad in quads)
    assert set(by_rdflib(turtle, "turtle")) == set(by_rdflib(ntriples, "ntriples"))


@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper (raptor2-utils) is not installed")
def test_the_packaged_graph_survives_rapper(packaged, tmp_path):
    triples = {quad.triple for quad in packaged}
    path = tmp_path / "graph.ttl"
    path.write_text(write_turtle(triples), encoding="utf-8")
    done = subprocess.run(
        ["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(path)],
        capture_output=True,
        check=True,
    )
    parsed = ox.parse(done.stdout, format=ox.RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in parsed} == triples
