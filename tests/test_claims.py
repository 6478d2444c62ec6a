"""Claims and entities as RDF, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claims import (
    CLAIM_PROPERTIES,
    QUALIFIERS,
    amount_triples,
    claim_triples,
    entity_triples,
    judgement_triples,
    read_claims,
    value_term,
    zt,
)
from kg.errors import TermError
from kg.model import Amount, Claim, Entity, Judgement, PartialDate, Span, Text
from kg.turtle import write_turtle
from kg.vocabulary import CLASSES, OA, PROV, RANKS, RDF, RDFS, SKOS, STATUSES, XSD, ZT, mint

TYPE = ox.NamedNode(RDF + "type")

words = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=15)
names = words.filter(lambda text: any(char.isalnum() for char in text))
things = st.builds(mint, st.sampled_from(sorted(CLASSES)[:12]), names)
money = st.decimals(min_value=0, max_value=10**12, places=2)
amounts = st.one_of(
    money.map(Amount),
    st.tuples(money, money).map(lambda pair: Amount(None, min(pair), max(pair), "USD")),
    money.map(lambda figure: Amount(maximum=figure)),
)
values = st.one_of(
    things,
    amounts,
    st.builds(
        lambda day, precision: PartialDate(day.isoformat()[:precision]),
        st.dates(min_value=date(1000, 1, 1)),
        st.sampled_from([4, 7, 10]),
    ),
    st.builds(Text, words, st.sampled_from(["zh-Hans", "zh-Hant", "en", ""])),
    st.decimals(min_value=-(10**9), max_value=10**9, places=3),
)
spans = st.builds(
    lambda start, size: Span(start, start + size), st.integers(0, 9999), st.integers(1, 99)
)
claims = st.builds(
    Claim,
    source=names.map(lambda name: mint("SourceDocument", name).rpartition("/")[2]),
    subject=things,
    predicate=st.sampled_from(["issuedBy", "funds", "issuedDate", "target"]),
    object=values,
    evidence=st.sets(spans, min_size=1, max_size=3).map(lambda found: tuple(sorted(found))),
    status=st.sampled_from(STATUSES),
    confidence=st.decimals(0, 1, places=2),
    qualifiers=st.dictionaries(st.sampled_from(QUALIFIERS), values, max_size=3).map(
        lambda found: tuple(sorted(found.items(), key=lambda item: item[0]))
    ),
    reviewed=st.booleans(),
    rank=st.sampled_from(RANKS),
    note=st.one_of(st.none(), words.filter(bool)),
)


@given(claims)
def test_a_claim_survives_rdf(claim):
    (read,) = read_claims(claim_triples(claim))
    assert read == claim
    assert (read.note, read.iri) == (claim.note, claim.iri)


@settings(max_examples=30)
@given(st.lists(claims, max_size=4, unique_by=lambda claim: claim.iri))
def test_claims_survive_a_turtle_file(stated):
    written = write_turtle(triple for claim in stated for triple in claim_triples(claim))
    parsed = [tuple(quad.triple) for quad in ox.parse(written, format=ox.RdfFormat.TURTLE)]
    assert read_claims(parsed) == sorted(stated, key=lambda claim: claim.iri)


@given(claims)
def test_only_known_properties_are_written(claim):
    written = {p.value for s, p, _ in claim_triples(claim) if s.value == claim.iri}
    assert written <= CLAIM_PROPERTIES
    assert not any(isinstance(term, ox.BlankNode) for t in claim_triples(claim) for term in t)


# ---- a claim that something is wrong with


@pytest.fixture
def whole_claim() -> Claim:
    park = mint("IndustrialPark", "云谷产业园")
    return Claim("t1", park, "locatedIn", mint("Place", "云溪市"), (Span(3, 9),))


def changed(claim, drop=(), add=()):
    """The triples of a claim without some predicates and with other triples."""
    kept = [t for t in claim_triples(claim) if t[1].value not in drop]
    return [*kept, *((ox.NamedNode(claim.iri), ox.NamedNode(p), o) for p, o in add)]


@pytest.mark.parametrize("name", ["subject", "predicate", "object"])
def test_a_claim_needs_its_parts(whole_claim, name):
    with pytest.raises(TermError, match=f"0 values of .*#{name}"):
        read_claims(changed(whole_claim, drop=[RDF + name]))


def test_a_claim_needs_a_source(whole_claim):
    with pytest.raises(TermError, match=r"0 values of .*wasQuotedFrom"):
        read_claims(changed(whole_claim, drop=[PROV + "wasQuotedFrom"]))


def test_a_claim_needs_evidence(whole_claim):
    with pytest.raises(TermError, match="has no evidence"):
        read_claims(changed(whole_claim, drop=[ZT + "evidence"]))


@pytest.mark.parametrize("name", ["start", "end"])
def test_evidence_needs_offsets(whole_claim, name):
    with pytest.raises(TermError, match="has no offsets"):
        read_claims(changed(whole_claim, drop=[ZT + name]))


def test_a_claim_says_one_thing(whole_claim):
    other = (RDF + "object", ox.NamedNode(mint("Place", "远山市")))
    with pytest.raises(TermError, match="2 values of"):
        read_claims(changed(whole_claim, add=[other]))


@pytest.mark.parametrize(
    ("drop", "add"),
    [
        (ZT + "confidence", (ZT + "confidence", ox.Literal("sehr"))),
        (RDF + "object", (RDF + "object", ox.Literal("x", datatype=zt("nothing")))),
        (RDF + "object", (RDF + "object", ox.BlankNode("b"))),
        (RDF + "subject", (RDF + "subject", ox.Literal("云谷"))),
        (
            RDF + "object",
            (RDF + "object", ox.Literal("2017-13", datatype=ox.NamedNode(XSD + "gYearMonth"))),
        ),
        (
            RDF + "object",
            (RDF + "object", ox.Literal("many", datatype=ox.NamedNode(XSD + "integer"))),
        ),
    ],
    ids=["confidence", "datatype", "blank node", "literal subject", "month 13", "number"],
)
def test_values_have_to_be_of_their_kind(whole_claim, drop, add):
    triples = changed(whole_claim, drop=[drop], add=[add])
    if add[1] == ox.Literal("x", datatype=zt("nothing")):
        assert read_claims(triples)[0].object == Text("x", "")
    else:
        with pytest.raises(TermError):
            read_claims(triples)


def test_offsets_have_to_be_numbers(whole_claim):
    triples = [
        (s, p, ox.Literal("drei") if p == zt("start") else o)
        for s, p, o in claim_triples(whole_claim)
    ]
    with pytest.raises(TermError, match="not of its kind"):
        read_claims(triples)


def test_two_amounts_on_one_claim_can_be_read(whole_claim):
    two = tuple(("amount", Amount(Decimal(figure))) for figure in (2, 1))
    (read,) = read_claims(claim_triples(replace(whole_claim, qualifiers=two)))
    assert read.iri == replace(whole_claim, qualifiers=two).iri
    assert set(read.qualifiers) == set(two)


def test_what_a_person_may_leave_out_has_usual_values(whole_claim):
    unsaid = [ZT + name for name in ("status", "rank", "confidence", "reviewed")]
    (read,) = read_claims(changed(whole_claim, drop=unsaid))
    assert (read.status, read.rank, read.confidence, read.reviewed) == ("done", "normal", 1, True)


# ---- amounts, entities, judgements


@pytest.mark.parametrize(
    ("amount", "figures"),
    [
        (Amount(Decimal(10)), {"value": "10"}),
        (Amount(minimum=Decimal(10)), {"minValue": "10"}),
        (Amount(maximum=Decimal("1.5")), {"maxValue": "1.5"}),
        (Amount(None, Decimal(1), Decimal(2)), {"minValue": "1", "maxValue": "2"}),
    ],
    ids=["exact", "floor", "cap", "range"],
)
def test_a_cap_never_becomes_a_floor(amount, figures):
    about = {
        p.value.rpartition("/")[2]: getattr(o, "value", o) for _, p, o in amount_triples(amount)
    }
    assert {k: v for k, v in about.items() if k.lower().endswith("value")} == figures


@pytest.mark.parametrize(
    ("value", "term"),
    [
        (PartialDate("2017"), ox.Literal("2017", datatype=ox.NamedNode(XSD + "gYear"))),
        (PartialDate("2017-06"), ox.Literal("2017-06", datatype=ox.NamedNode(XSD + "gYearMonth"))),
        (PartialDate("2017-06-30"), ox.Literal("2017-06-30", datatype=ox.NamedNode(XSD + "date"))),
        (Text("百强"), ox.Literal("百强", language="zh-Hans")),
        (Text("x", ""), ox.Literal("x")),
        (Decimal(3), ox.Literal(3)),
        (Decimal("3.50"), ox.Literal("3.5", datatype=ox.NamedNode(XSD + "decimal"))),
    ],
    ids=str,
)
def test_values_as_terms(value, term):
    assert value_term(value) == term


def test_an_entity_has_labels_in_both_languages_and_all_its_names():
    city = Entity("Place", "云溪市", "Yunxi", ("云溪",), ("雲渓",), "331299")
    facts = {(p.value, str(o)) for _, p, o in entity_triples(city)}
    assert facts == {
        (RDF + "type", str(zt("Place"))),
        *((kind, '"云溪市"@zh-hans') for kind in (SKOS + "prefLabel", RDFS + "label")),
        *((kind, '"Yunxi"@en') for kind in (SKOS + "prefLabel", RDFS + "label")),
        (SKOS + "altLabel", '"云溪"@zh-hans'),
        (SKOS + "hiddenLabel", '"雲渓"@zh-hans'),
        (SKOS + "notation", '"331299"'),
    }


def test_evidence_says_where():
    claim = Claim(
        "t1", mint("Place", "云溪市"), "locatedIn", mint("Place", "远山省"), (Span(3, 9),)
    )
    place = ox.NamedNode(mint("Evidence", "t1") + "-3-9")
    about = {(p.value, o) for s, p, o in claim_triples(claim) if s == place}
    assert about == {
        (RDF + "type", zt("Evidence")),
        (OA + "hasSource", ox.NamedNode(mint("SourceDocument", "t1"))),
        (ZT + "start", ox.Literal(3)),
        (ZT + "end", ox.Literal(9)),
    }


def test_a_judgement_tells_iris_from_names():
    iri = mint("Place", "云溪市")
    about = {
        p.value: o for _, p, o in judgement_triples(Judgement(iri, "云溪", "same", "简称", "我"))
    }
    assert about[ZT + "left"] == ox.NamedNode(iri)
    assert about[ZT + "right"] == ox.Literal("云溪", language="zh-Hans")
    assert about[RDF + "type"] == zt("Judgement")
    assert about[ZT + "decision"] == zt("same")


def test_triples_of_no_claim_give_no_claim():
    city = Entity("Place", "云溪市")
    assert read_claims(entity_triples(city)) == []
    assert read_claims([]) == []
