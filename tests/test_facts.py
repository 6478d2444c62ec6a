"""What the graph says about a thing, who says so, and where they disagree; and how it reads."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest

from kg import boards, facts, report
from kg.claims import claim_triples, entity_triples, evidence_node, source_node, zt
from kg.dataset import assemble
from kg.errors import TermError
from kg.model import Amount, Claim, Entity, PartialDate, Span, Text
from kg.store import EmbeddedStore
from kg.turtle import write_turtle
from kg.vocabulary import DCTERMS, RDF, XSD, ZT, mint

FUND, CITY = mint("Fund", "云溪链上引导基金"), mint("Place", "云溪市")
POLICY, BUREAU = mint("Policy", "云溪市链上经济扶持办法"), mint("Agency", "云溪市产业促进局")
COMPANY = mint("Company", "启链科技")

SIZE_ONE = Claim("t1", FUND, "amount", Amount(Decimal(1_000_000_000)), (Span(5, 20),))
SIZE_TEN = Claim("t2", FUND, "amount", Amount(Decimal(10_000_000_000)), (Span(7, 30),))
PAYS = Claim(
    "t1",
    FUND,
    "funds",
    COMPANY,
    (Span(40, 60), Span(90, 99)),
    qualifiers=(("amount", Amount(maximum=Decimal(5_000_000))), ("condition", Text("年营收过亿"))),
    confidence=Decimal("0.8"),
    note="句中省略主语",
)
YEAR = Claim("t1", POLICY, "issuedDate", PartialDate("2017"), (Span(100, 110),), reviewed=True)
MONTH = Claim("t2", POLICY, "issuedDate", PartialDate("2017-12"), (Span(100, 110),))
DRAFT = Claim("t1", POLICY, "issuedBy", BUREAU, (Span(120, 130),), status="planned")
ISSUED = Claim("t2", POLICY, "issuedBy", BUREAU, (Span(120, 130),))
CLAIMS = [SIZE_ONE, SIZE_TEN, PAYS, YEAR, MONTH, DRAFT, ISSUED]


@pytest.fixture(scope="module")
def disagreeing(tmp_path_factory) -> EmbeddedStore:
    """Two sources that disagree in three ways; the quote of one place is at hand."""
    home = tmp_path_factory.mktemp("graph")
    entities = [
        Entity("Fund", "云溪链上引导基金", "Yunxi Fund", ("链上基金",), ("鏈上基金",)),
        Entity("Place", "云溪市", "Yunxi"),
        Entity("Policy", "云溪市链上经济扶持办法", "Yunxi Measures"),
        Entity("Agency", "云溪市产业促进局", "Yunxi Bureau"),
        Entity("Company", "启链科技", "Qilian"),
    ]
    triples = [triple for entity in entities for triple in entity_triples(entity)]
    triples.append((ox.NamedNode(FUND), zt("locatedIn"), ox.NamedNode(CITY)))
    for source in ("t1", "t2"):
        triples += [
            (source_node(source), ox.NamedNode(RDF + "type"), zt("SourceDocument")),
            (source_node(source), ox.NamedNode(DCTERMS + "title"), ox.Literal(f"文章{source}")),
            (source_node(source), ox.NamedNode(DCTERMS + "publisher"), ox.Literal("云溪日报")),
            (source_node(source), ox.NamedNode(DCTERMS + "issued"), ox.Literal("2019-03-01")),
        ]
    (home / "all.ttl").write_text(write_turtle(triples), encoding="utf-8")
    added = [
        ox.Quad(*triple, source_node(claim.source))
        for claim in CLAIMS
        for triple in claim_triples(claim)
    ]
    quote = ox.Literal("该基金规模十亿元")
    place = evidence_node("t1", Span(5, 20))
    added.append(ox.Quad(place, zt("quote"), quote, source_node("t1")))
    return EmbeddedStore(assemble(home, added))


# ---- testimonies


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "expected"),
    [
        (FUND, None, None, [SIZE_ONE, PAYS, SIZE_TEN]),
        (FUND, "amount", None, [SIZE_ONE, SIZE_TEN]),
        (FUND, "funds", ox.NamedNode(COMPANY), [PAYS]),
        (None, "issuedBy", None, [DRAFT, ISSUED]),
        (None, None, ox.NamedNode(BUREAU), [DRAFT, ISSUED]),
        (
            POLICY,
            "issuedDate",
            ox.Literal("2017", datatype=ox.NamedNode(XSD + "gYear")),
            [YEAR],
        ),
        (FUND, "issuedBy", None, []),
        (mint("Fund", "无"), None, None, []),
    ],
)
def test_claims_are_found_by_what_they_state(disagreeing, subject, predicate, value, expected):
    found = facts.testimonies(disagreeing, subject, predicate, value)
    assert [testimony.claim for testimony in found] == expected
    assert [testimony.iri for testimony in found] == [claim.iri for claim in expected]


def test_claims_come_back_whole(disagreeing):
    (found,) = facts.testimonies(disagreeing, FUND, "funds")
    assert found.claim == PAYS
    assert found.claim.note == PAYS.note


def test_quotes_come_with_the_claim(disagreeing):
    with_quote, without = facts.testimonies(disagreeing, FUND, "amount")
    assert with_quote.quotes == ((Span(5, 20), "该基金规模十亿元"),)
    assert without.quotes == ()


def test_disagreement_comes_with_the_claim(disagreeing):
    one, ten = facts.testimonies(disagreeing, FUND, "amount")
    assert one.disagreements == (("contradicts", SIZE_TEN.iri),)
    assert ten.disagreements == (("contradicts", SIZE_ONE.iri),)


def test_disagreements_are_gathered_by_issue_the_serious_ones_first(disagreeing):
    boards = facts.conflicts(disagreeing)
    assert [(kind, [t.claim for t in group]) for kind, group in boards] == [
        ("contradicts", [SIZE_ONE, SIZE_TEN]),
        ("supersedes", [DRAFT, ISSUED]),
        ("differsInPrecision", [YEAR, MONTH]),
    ]


def test_three_sources_that_disagree_are_one_issue(graph_of):
    claims = [
        replace(YEAR, source=source, object=PartialDate(year))
        for source, year in (("t1", "2016"), ("t2", "2017"), ("t3", "2018"))
    ]
    ((kind, group),) = facts.conflicts(EmbeddedStore(graph_of(claims)))
    assert kind == "contradicts"
    assert [testimony.claim for testimony in group] == claims


def test_sources_that_agree_have_no_issue(graph_of):
    assert facts.conflicts(EmbeddedStore(graph_of([YEAR, replace(YEAR, source="t2")]))) == []


# ---- facts, labels, sources, values


def test_facts_of_a_thing(disagreeing):
    outgoing, incoming = facts.facts(disagreeing, FUND)
    assert {(name, getattr(value, "value", value)) for name, value in outgoing} == {
        ("amount", SIZE_ONE.object.iri),
        ("amount", SIZE_TEN.object.iri),
        ("funds", COMPANY),
        ("locatedIn", CITY),
    }
    assert incoming == []
    assert facts.facts(disagreeing, CITY)[1] == [("locatedIn", FUND)]


def test_an_unknown_thing_has_no_facts(disagreeing):
    with pytest.raises(TermError, match="knows no fund:无"):
        facts.facts(disagreeing, mint("Fund", "无"))


@pytest.mark.parametrize(("language", "label"), [("zh", "云溪市"), ("en", "Yunxi")])
def test_labels(disagreeing, language, label):
    assert facts.labels(disagreeing, [CITY, mint("Place", "无")], language) == {CITY: label}


def test_sources(disagreeing):
    known = facts.sources(disagreeing)
    assert known[source_node("t1").value] == facts.Source(
        source_node("t1").value, "文章t1", "云溪日报", "2019-03-01"
    )


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("2017", ox.Literal("2017", datatype=ox.NamedNode(XSD + "gYear"))),
        ("2017-06-30", ox.Literal("2017-06-30", datatype=ox.NamedNode(XSD + "date"))),
        ("2017-13", ox.Literal("2017-13", language="zh-Hans")),
        ("百强企业", ox.Literal("百强企业", language="zh-Hans")),
        ("place:云溪市", ox.NamedNode(CITY)),
        (CITY, ox.NamedNode(CITY)),
        (f"<{ZT}done>", ox.NamedNode(ZT + "done")),
    ],
)
def test_values_as_users_type_them(text, term):
    assert facts.parse_value(text) == term


@pytest.mark.parametrize("text", ["place:云 溪", "<x>", "<a b>"])
def test_values_that_are_no_iri(text):
    with pytest.raises(TermError, match="not an IRI"):
        facts.parse_value(text)


# ---- reports


def test_the_report_of_a_thing_tells_everything(disagreeing):
    text = report.entity_report(disagreeing, FUND, "zh")
    for piece in (
        "云溪链上引导基金",
        f"<{FUND}>",
        "别名：链上基金",
        "原文误写：鏈上基金",
        "10亿元",
        "100亿元",
        "“该基金规模十亿元”",
        "第 5–20 字",
        "[t1] 云溪日报 2019-03-01 文章t1",
        "不超过500万元",
        "年营收过亿",
        "可信度 0.8",
        "未复核",
        "注：句中省略主语",
        "启链科技",
        "由资料表给出",
    ):
        assert piece in text, piece


def test_the_report_speaks_english(disagreeing):
    text = report.entity_report(disagreeing, FUND, "en")
    assert "Yunxi Fund" in text
    assert "characters 5–20" in text
    assert "from reference data" in text
    assert "CNY 1,000,000,000" in text
    assert "：" not in text.replace("文章", "")


def test_what_is_said_of_a_thing_elsewhere_is_told(disagreeing):
    assert "被提及" in report.entity_report(disagreeing, CITY, "zh")


def test_the_report_of_claims_tells_status_and_rank(disagreeing):
    planned = facts.testimonies(disagreeing, POLICY, "issuedBy")
    text = report.testimony_report(disagreeing, planned, "zh")
    assert "拟议" in text
    best = [replace(planned[0], claim=replace(DRAFT, rank="deprecated"))]
    assert "弃用" in report.testimony_report(disagreeing, best, "zh")


def test_the_report_of_conflicts_sets_the_sides_together(disagreeing):
    found = boards.boards(disagreeing)
    text = boards.board_report(disagreeing, found, "zh")
    parts = text.split("\n\n")
    assert [board[: board.index("】") + 1] for board in parts if board] == [
        "【矛盾】",
        "【后来已成事实】",
        "【精度不同】",
    ]
    assert "10亿" in parts[0]
    assert "100亿" in parts[0]


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Amount(Decimal(10**9)), "10亿元"),
        (Amount(Decimal(26_720_000)), "2672万元"),
        (Amount(Decimal(9999)), "9999元"),
        (Amount(minimum=Decimal(10_000)), "不少于1万元"),
        (Amount(Decimal(2 * 10**10), currency="HKD"), "200亿港元"),
        (Amount(Decimal(5000), currency="KZT"), "5000 KZT"),
        (Amount(maximum=Decimal(5_000_000), currency="USD"), "不超过500万美元"),
        (Amount(minimum=Decimal(10_000), maximum=Decimal(10**8)), "1万至1亿元"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_amounts_as_a_reader_expects_them(amount, text):
    assert report.amount_words(amount)[0] == text


# ---- the packaged graph


def test_every_thing_of_the_packaged_graph_can_be_told(packaged_store):
    answer = packaged_store.query("SELECT DISTINCT ?thing { ?thing a zt:Fund }")
    for (thing,) in list(answer):
        for language in ("zh", "en"):
            assert f"<{thing.value}>" in report.entity_report(packaged_store, thing.value, language)


def test_all_conflicts_of_the_packaged_graph_have_two_sides(packaged_store):
    for kind, group in facts.conflicts(packaged_store):
        assert kind in facts.CONFLICT_KINDS
        assert len(group) >= 2
