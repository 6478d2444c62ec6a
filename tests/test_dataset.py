"""From files to a dataset: reading, quotes, and the four rules that derive what follows."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.claims import claim_triples, evidence_node, source_node, value_term, zt
from kg.dataset import (
    ONTOLOGY_GRAPH,
    add_quotes,
    assemble,
    curated_files,
    derive,
    fingerprint,
    read_quads,
    read_texts,
    source_texts,
)
from kg.errors import ArticleError, StoreError, ValidationError
from kg.model import Amount, Claim, PartialDate, Span, Text
from kg.turtle import write_turtle
from kg.vocabulary import ZT, mint

POLICY = mint("Policy", "云溪市链上经济扶持办法")
BUREAU, COUNCIL = mint("Agency", "云溪市产业促进局"), mint("Agency", "云溪市人民政府")
FUND, OTHER_FUND = mint("Fund", "云溪链上引导基金"), mint("Fund", "远山母基金")
CITY, PROVINCE, COUNTRY = (mint("Place", name) for name in ("云溪市", "远山省", "中国"))
PARK = mint("IndustrialPark", "云溪链谷")

DEFAULT = ox.DefaultGraph()


def claim(subject, predicate, value, source="t1", place=0, **more):
    return Claim(source, subject, predicate, value, (Span(place, place + 5),), **more)


def dated(day, source="t1", **more):
    return claim(POLICY, "issuedDate", PartialDate(day), source, **more)


def plain(dataset, subject, predicate):
    """The objects of plain triples, by what they say."""
    found = dataset.quads_for_pattern(ox.NamedNode(subject), zt(predicate), None, DEFAULT)
    return sorted(quad.object.value for quad in found)


# ---- plain triples


@pytest.mark.parametrize(
    ("status", "rank", "expected"),
    [
        ("done", "normal", [BUREAU]),
        ("done", "preferred", [BUREAU]),
        ("done", "deprecated", []),
        ("planned", "normal", []),
        ("encouraged", "normal", []),
        ("denied", "normal", []),
        ("planned", "preferred", []),
    ],
)
def test_only_what_is_done_and_not_deprecated_gives_a_plain_triple(
    graph_of, status, rank, expected
):
    dataset = graph_of([claim(POLICY, "issuedBy", BUREAU, status=status, rank=rank)])
    assert plain(dataset, POLICY, "issuedBy") == expected


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([dated("2017"), dated("2017-12", "t2")], ["2017-12"]),
        ([dated("2017"), dated("2017-12", "t2"), dated("2017-12-03", "t3")], ["2017-12-03"]),
        ([dated("2017-11"), dated("2017-12", "t2")], ["2017-11", "2017-12"]),
        ([dated("2017", rank="preferred"), dated("2017-12", "t2")], ["2017"]),
        ([dated("2018", rank="preferred"), dated("2017-12", "t2")], ["2018"]),
        ([dated("2017"), dated("2017-12", "t2", rank="deprecated")], ["2017"]),
        ([dated("2017"), dated("2017-12", "t2", status="planned")], ["2017"]),
        ([dated("2017"), dated("2017", "t2", rank="preferred")], ["2017"]),
        (
            [
                dated("2017"),
                dated("2018", "t2", rank="preferred"),
                dated("2017", "t3", rank="preferred"),
            ],
            ["2017", "2018"],
        ),
        ([dated("2017", rank="deprecated"), dated("2017", "t2")], ["2017"]),
        ([dated("2017", rank="deprecated"), dated("2018", "t2", rank="deprecated")], []),
    ],
    ids=[
        "the precise date",
        "the most precise date",
        "a contradiction stays",
        "preferred beats precise",
        "preferred beats normal",
        "deprecated precision does not count",
        "planned precision does not count",
        "preferred and normal agree",
        "preferred and preferred disagree",
        "deprecated in one source only",
        "deprecated in all",
    ],
)
def test_a_single_valued_property_takes_the_best_claims(graph_of, claims, expected):
    assert plain(graph_of(claims), POLICY, "issuedDate") == expected


def test_a_property_of_many_values_takes_all(graph_of):
    claims = [
        claim(POLICY, "issuedBy", BUREAU),
        claim(POLICY, "issuedBy", COUNCIL, "t2", rank="preferred"),
    ]
    assert plain(graph_of(claims), POLICY, "issuedBy") == sorted([BUREAU, COUNCIL])


def test_amounts_are_chosen_by_rank_only(graph_of):
    floor, cap = Amount(minimum=Decimal(5)), Amount(maximum=Decimal(50))
    both = [claim(FUND, "amount", floor), claim(FUND, "amount", cap, "t2")]
    assert plain(graph_of(both), FUND, "amount") == sorted([floor.iri, cap.iri])
    best = [both[0], replace(both[1], rank="preferred")]
    assert plain(graph_of(best), FUND, "amount") == [cap.iri]


# ---- date bounds


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(min_value=date(1000, 1, 1)).map(date.isoformat), st.sampled_from([4, 7, 10]))
def test_bounds_are_those_of_the_model(day, precision):
    stated = PartialDate(day[:precision])
    dataset = ox.Store()
    dataset.add(ox.Quad(ox.NamedNode(POLICY), zt("issuedDate"), value_term(stated)))
    derive(dataset)
    assert plain(dataset, POLICY, "issuedNotBefore") == [stated.earliest]
    assert plain(dataset, POLICY, "issuedNotAfter") == [stated.latest]


@pytest.mark.parametrize("year", [1900, 2000, 2016, 2017, 2100, 2400])
def test_bounds_of_february(graph_of, year):
    dataset = graph_of([dated(f"{year}-02")])
    assert plain(dataset, POLICY, "issuedNotAfter") == [PartialDate(f"{year}-02").latest]


def test_bounds_span_what_sources_say_while_they_disagree(graph_of):
    dataset = graph_of([dated("2017"), dated("2018-02", "t2")])
    assert plain(dataset, POLICY, "issuedNotBefore") == ["2017-01-01"]
    assert plain(dataset, POLICY, "issuedNotAfter") == ["2018-02-28"]


def test_bounds_of_founding(graph_of):
    dataset = graph_of([claim(PARK, "establishedDate", PartialDate("2016"))])
    assert plain(dataset, PARK, "establishedNotBefore") == ["2016-01-01"]
    assert plain(dataset, PARK, "establishedNotAfter") == ["2016-12-31"]
    assert plain(dataset, PARK, "issuedNotBefore") == []


def test_bounds_are_dates(graph_of):
    bounds = graph_of([dated("2017")]).quads_for_pattern(None, zt("issuedNotBefore"), None)
    assert [quad.object.datatype.value.rpartition("#")[2] for quad in bounds] == ["date"]


# ---- the closure of places


CHAIN = [
    claim(PARK, "locatedIn", CITY),
    claim(CITY, "locatedIn", PROVINCE, "t2"),
    claim(PROVINCE, "locatedIn", COUNTRY, "t3"),
]


def test_within_reaches_everything_above(graph_of):
    dataset = graph_of(CHAIN)
    assert plain(dataset, PARK, "within") == sorted([CITY, PROVINCE, COUNTRY])
    assert plain(dataset, PROVINCE, "within") == [COUNTRY]
    assert plain(dataset, COUNTRY, "within") == []


def test_within_follows_only_what_is_done(graph_of):
    dataset = graph_of([CHAIN[0], replace(CHAIN[1], status="planned")])
    assert plain(dataset, PARK, "within") == [CITY]


def test_a_circle_of_places_ends(graph_of):
    dataset = graph_of([*CHAIN, claim(COUNTRY, "locatedIn", CITY, "t4")])
    assert CITY in plain(dataset, CITY, "within")


# ---- disagreement


def disagreements(dataset):
    """Kind and the two claims of each disagreement, and what `conflictsWith` joins."""
    kinds = ("contradicts", "differsInPrecision", "supersedes", "supersededBy", "differsInScope")
    found = {
        (kind, quad.subject.value, quad.object.value)
        for kind in kinds
        for quad in dataset.quads_for_pattern(None, zt(kind), None)
    }
    joined = {
        (quad.subject.value, quad.object.value)
        for quad in dataset.quads_for_pattern(None, zt("conflictsWith"), None)
    }
    return found, joined


SYMMETRIC = [
    ("contradicts", dated("2017-11"), dated("2017-12", "t2")),
    ("contradicts", dated("2017-11"), dated("2017-12", "t1")),
    ("contradicts", dated("2016"), dated("2017-12", "t2")),
    ("contradicts", dated("2017-11"), dated("2017-12", "t2", rank="deprecated")),
    ("differsInPrecision", dated("2017"), dated("2017-12", "t2")),
    ("differsInPrecision", dated("2017-12-03"), dated("2017-12", "t2")),
    (
        "contradicts",
        claim(FUND, "amount", Amount(Decimal(1))),
        claim(FUND, "amount", Amount(Decimal(10)), "t2"),
    ),
    ("contradicts", claim(FUND, "subFundOf", OTHER_FUND), claim(FUND, "subFundOf", FUND, "t2")),
]


@pytest.mark.parametrize(
    ("kind", "one", "two"), SYMMETRIC, ids=[f"{case[0]} {i}" for i, case in enumerate(SYMMETRIC)]
)
def test_claims_that_cannot_both_hold(graph_of, kind, one, two):
    found, joined = disagreements(graph_of([one, two]))
    assert found == {(kind, one.iri, two.iri), (kind, two.iri, one.iri)}
    assert joined == {(one.iri, two.iri), (two.iri, one.iri)}


NOT_YET = [
    (claim(POLICY, "issuedBy", BUREAU, status=before), claim(POLICY, "issuedBy", BUREAU, "t2"))
    for before in ("planned", "denied")
] + [(dated("2017", status="planned"), dated("2018-03", "t2"))]


@pytest.mark.parametrize(("old", "new"), NOT_YET, ids=["planned", "denied", "another date"])
def test_what_was_not_yet_so_is_superseded(graph_of, old, new):
    found, joined = disagreements(graph_of([old, new]))
    assert found == {("supersedes", new.iri, old.iri), ("supersededBy", old.iri, new.iri)}
    assert joined == {(old.iri, new.iri), (new.iri, old.iri)}


@pytest.mark.parametrize(
    "claims",
    [
        [claim(POLICY, "issuedBy", BUREAU), claim(POLICY, "issuedBy", COUNCIL, "t2")],
        [dated("2017"), dated("2017", "t2")],
        [dated("2017"), claim(PARK, "establishedDate", PartialDate("2018"), "t2")],
        [dated("2017", status="encouraged"), dated("2018", "t2")],
        [
            claim(POLICY, "issuedBy", BUREAU, status="planned"),
            claim(POLICY, "issuedBy", COUNCIL, "t2"),
        ],
        [
            claim(POLICY, "issuedBy", BUREAU, status="planned"),
            claim(POLICY, "issuedBy", BUREAU, place=50),
        ],
    ],
    ids=[
        "many issuers",
        "agreement",
        "two things",
        "encouraged",
        "another issuer",
        "one source speaks of both",
    ],
)
def test_claims_that_get_along(graph_of, claims):
    assert disagreements(graph_of(claims)) == (set(), set())


def test_what_a_curator_says_of_two_claims_holds_in_both_directions(tmp_path):
    one, two = dated("2017"), claim(PARK, "establishedDate", PartialDate("2017"), "t2")
    said = [(ox.NamedNode(one.iri), zt("differsInScope"), ox.NamedNode(two.iri))]
    (tmp_path / "judgements.ttl").write_text(write_turtle(said), encoding="utf-8")
    found, joined = disagreements(assemble(tmp_path))
    assert found == {("differsInScope", one.iri, two.iri), ("differsInScope", two.iri, one.iri)}
    assert joined == {(one.iri, two.iri), (two.iri, one.iri)}


def test_claims_stay_in_the_graph_of_their_source(graph_of):
    dataset = graph_of([dated("2017"), dated("2018", "t2")])
    for source in ("t1", "t2"):
        held = list(dataset.quads_for_pattern(None, zt("status"), None, source_node(source)))
        assert len(held) == 1
    assert not list(dataset.quads_for_pattern(None, zt("status"), None, DEFAULT))
    derived = dataset.quads_for_pattern(None, zt("contradicts"), None)
    assert {quad.graph_name for quad in derived} == {DEFAULT}


# ---- files


SHORT = '<https://example.org/a> <https://example.org/b> "云溪"@zh-Hans .'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", SHORT),
        ("a.TTL", SHORT),
        ("a.nt", SHORT),
        ("a.nq", SHORT),
        ("a.trig", SHORT),
        ("a.jsonld", '{"@id":"https://example.org/a","https://example.org/b":"云溪"}'),
    ],
)
def test_files_are_read_by_their_extension(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (quad,) = read_quads(path)
    assert (quad.object.value, quad.graph_name) == ("云溪", DEFAULT)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("missing.ttl", None, "cannot read .*missing.ttl: No such file"),
        ("broken.ttl", '<x:a> <x:b> "没完', "broken.ttl: .*line 1"),
        ("gbk.ttl", '<x:a> <x:b> "北京" .'.encode("gbk"), "gbk.ttl: .*UTF-8"),
        ("binary.ttl", bytes(range(256)), "binary.ttl: "),
        ("table.xlsx", "x", "not a known RDF format"),
        ("article.txt", "", "not a known RDF format"),
        ("noextension", "x", "not a known RDF format"),
        ("broken.nq", "<x:a> <x:b> .", "broken.nq: "),
        ("broken.jsonld", "{", "broken.jsonld: "),
    ],
)
def test_files_that_cannot_be_read_are_named(tmp_path, name, data, message):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(ValidationError, match=message) as caught:
        read_quads(path)
    assert "\n" not in str(caught.value)
    assert caught.value.report == []


def test_turtle_of_claims_goes_to_the_graph_of_its_source(tmp_path):
    path = tmp_path / "t1.ttl"
    path.write_text(write_turtle(claim_triples(dated("2017"))), encoding="utf-8")
    assert {quad.graph_name for quad in read_quads(path)} == {source_node("t1")}


def test_turtle_of_several_sources_goes_to_several_graphs(tmp_path):
    path = tmp_path / "extracted.ttl"
    city = ox.NamedNode(CITY)
    triples = [*claim_triples(dated("2017")), *claim_triples(dated("2018", "t2"))]
    triples.append((city, zt("locatedIn"), ox.NamedNode(PROVINCE)))
    path.write_text(write_turtle(triples), encoding="utf-8")
    graphs = {quad.subject: quad.graph_name for quad in read_quads(path)}
    assert graphs[city] == DEFAULT
    for day, source in (("2017", "t1"), ("2018", "t2")):
        stated = dated(day, source)
        assert graphs[ox.NamedNode(stated.iri)] == source_node(source)
        assert graphs[evidence_node(source, stated.evidence[0])] == source_node(source)


def test_a_hand_written_claim_belongs_to_the_source_its_file_is_named_after(tmp_path):
    path = tmp_path / "t7.ttl"
    path.write_text(f"[] a <{ZT}Claim> .", encoding="utf-8")
    assert [quad.graph_name for quad in read_quads(path)] == [source_node("t7")]


def test_a_broken_curated_file_is_named(tmp_path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "t1.ttl").write_text("<x:a> <x:b> .", encoding="utf-8")
    with pytest.raises(ValidationError, match=r"t1\.ttl: .*line 1"):
        assemble(tmp_path)


@pytest.mark.parametrize("name", ["missing", "."])
def test_a_graph_without_turtle_is_refused(tmp_path, name):
    with pytest.raises(StoreError, match="no Turtle files"):
        curated_files(tmp_path / name)


def test_a_file_takes_the_place_of_the_curated_one_of_its_name(tmp_path):
    graph, other = tmp_path / "graph", tmp_path / "other"
    for home, text in ((graph, "old"), (other, "new")):
        home.mkdir()
        (home / "all.ttl").write_text(SHORT.replace("云溪", text), encoding="utf-8")
    dataset = assemble(graph, replaced=[other / "all.ttl"])
    values = {q.object.value for q in dataset.quads_for_pattern(None, None, None, DEFAULT)}
    assert values == {"new"}


def test_the_ontology_stands_in_a_graph_of_its_own(packaged):
    term = next(packaged.quads_for_pattern(zt("issuedBy"), None, None))
    assert term.graph_name == ONTOLOGY_GRAPH


# ---- texts and quotes


RAW = "云溪市于二〇一七年发布扶持办法。"


@pytest.fixture
def quotable(tmp_path):
    """A dataset of one claim at [0:9], whose source knows the sha256 of `RAW`."""
    sha = hashlib.sha256(RAW.encode()).hexdigest()
    source = [(source_node("t1"), zt("sha256"), ox.Literal(sha))]
    (tmp_path / "sources.ttl").write_text(write_turtle(source), encoding="utf-8")
    stated = Claim("t1", POLICY, "issuedDate", PartialDate("2017"), (Span(0, 9),))
    (tmp_path / "claims").mkdir()
    written = write_turtle(claim_triples(stated))
    (tmp_path / "claims" / "t1.ttl").write_text(written, encoding="utf-8")
    return assemble(tmp_path), {sha: RAW}


def test_quotes_are_the_words_at_the_offsets(quotable):
    dataset, texts = quotable
    assert add_quotes(dataset, texts) == 1
    (quad,) = dataset.quads_for_pattern(None, zt("quote"), None)
    assert quad.object.value == RAW[0:9]
    assert quad.graph_name == source_node("t1")
    assert source_texts(dataset, texts) == {source_node("t1").value: RAW}


def test_another_text_gives_no_quote(quotable):
    dataset, _ = quotable
    assert add_quotes(dataset, {hashlib.sha256(b"x").hexdigest(): "x"}) == 0
    assert not list(dataset.quads_for_pattern(None, zt("quote"), None))


@pytest.mark.parametrize("name", ["start", "end"])
def test_evidence_without_an_offset_gives_no_quote(quotable, name):
    dataset, texts = quotable
    for quad in list(dataset.quads_for_pattern(None, zt(name), None)):
        dataset.remove(quad)
    assert add_quotes(dataset, texts) == 0


def test_an_offset_that_is_no_number_is_told(quotable):
    dataset, texts = quotable
    (quad,) = dataset.quads_for_pattern(None, zt("start"), None)
    dataset.remove(quad)
    dataset.add(ox.Quad(quad.subject, quad.predicate, ox.Literal("drei"), quad.graph_name))
    with pytest.raises(ValidationError, match="no number"):
        add_quotes(dataset, texts)


def test_texts_are_known_by_the_sha256_of_their_bytes(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_bytes(RAW.encode())
    assert read_texts(tmp_path) == {hashlib.sha256(RAW.encode()).hexdigest(): RAW}


def test_a_missing_folder_of_texts_is_told(tmp_path):
    with pytest.raises(ArticleError, match="no folder of texts"):
        read_texts(tmp_path / "missing")


# ---- equal datasets


def test_the_fingerprint_tells_datasets_apart(graph_of):
    claims = [dated("2017"), dated("2018", "t2")]
    one = fingerprint(graph_of(claims))
    assert fingerprint(graph_of(claims[::-1])) == one
    assert fingerprint(graph_of(claims[:1])) != one


def test_text_values_give_plain_triples_too(graph_of):
    dataset = graph_of([claim(CITY, "target", Text("建成三个园区"))])
    assert plain(dataset, CITY, "target") == ["建成三个园区"]
