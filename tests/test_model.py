"""The values that flow through the system: dates, amounts, claims, judgements."""

from __future__ import annotations

import calendar
import pickle
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import TermError
from kg.model import Amount, Claim, Entity, Judgement, PartialDate, Span, Text, plain_number
from kg.vocabulary import mint

days = st.dates(min_value=date(1000, 1, 1)).map(date.isoformat)
sums = st.decimals(min_value=0, max_value=10**15, places=4)


# ---- partial dates


@given(days, st.sampled_from([4, 7, 10]))
def test_a_date_lies_within_its_bounds(day, precision):
    stated = PartialDate(day[:precision])
    assert stated.earliest <= day <= stated.latest
    assert date.fromisoformat(stated.earliest) <= date.fromisoformat(stated.latest)
    assert stated.contains(PartialDate(day))


@given(days)
def test_bounds_of_a_month_are_its_first_and_last_day(day):
    month = PartialDate(day[:7])
    last = calendar.monthrange(int(day[:4]), int(day[5:7]))[1]
    assert (month.earliest, month.latest) == (f"{day[:7]}-01", f"{day[:7]}-{last}")


@pytest.mark.parametrize(
    ("text", "datatype", "earliest", "latest"),
    [
        ("2017", "gYear", "2017-01-01", "2017-12-31"),
        ("2016-02", "gYearMonth", "2016-02-01", "2016-02-29"),
        ("1900-02", "gYearMonth", "1900-02-01", "1900-02-28"),
        ("2000-02", "gYearMonth", "2000-02-01", "2000-02-29"),
        ("2017-06-30", "date", "2017-06-30", "2017-06-30"),
    ],
)
def test_precision_and_bounds(text, datatype, earliest, latest):
    stated = PartialDate(text)
    assert (stated.datatype, stated.earliest, stated.latest) == (datatype, earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        *["", "17", "2017-6", "2017-13", "2017-00", "2017-02-29", "2017-06-31", "2017/06"],
        *["0000", "20170", "2017-06-30T00:00:00", " 2017", "2017\n", "２０１７", "٢٠١٧", "今年"],
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(TermError, match="not a date"):
        PartialDate(text)


def test_a_year_does_not_contain_another_year():
    assert not PartialDate("2017").contains(PartialDate("2018-01"))
    assert not PartialDate("2017-01").contains(PartialDate("2017"))


# ---- amounts


@given(sums, sums)
def test_amounts_share_an_iri_only_when_equal(one, two):
    assert (Amount(one).iri == Amount(two).iri) == (one == two)
    assert Amount(minimum=one).iri != Amount(maximum=one).iri != Amount(one).iri


@given(sums, sums)
def test_a_cap_is_never_below_its_floor(one, two):
    low, high = sorted((one, two))
    assert Amount(minimum=low, maximum=high).minimum == low
    if low < high:
        with pytest.raises(TermError, match="below floor"):
            Amount(minimum=high, maximum=low)


@pytest.mark.parametrize(
    "figures",
    [{}, {"value": Decimal(-1)}, {"maximum": Decimal("NaN")}, {"minimum": Decimal("Infinity")}],
    ids=["nothing", "negative", "not a number", "infinite"],
)
def test_what_is_no_sum_of_money_is_refused(figures):
    with pytest.raises(TermError):
        Amount(**figures)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("5E+6", "5000000"),
        ("0.50", "0.5"),
        ("100", "100"),
        ("-0", "0"),
        ("0.000", "0"),
        ("-7", "-7"),
    ],
)
def test_plain_numbers(number, text):
    assert plain_number(Decimal(number)) == text


# ---- claims and judgements


PARK, CITY = mint("IndustrialPark", "云谷产业园"), mint("Place", "云溪市")
MONEY = Amount(maximum=Decimal("5000000"))


@pytest.fixture
def qualified_claim() -> Claim:
    return Claim(
        "t1",
        PARK,
        "funds",
        CITY,
        (Span(3, 9),),
        qualifiers=(("amount", MONEY), ("condition", Text("年营收一千万"))),
    )


@pytest.mark.parametrize(
    "change",
    [
        {"evidence": (Span(1, 2), Span(5, 6))},
        {"confidence": Decimal("0.4")},
        {"reviewed": True},
        {"rank": "preferred"},
        {"note": "改过"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_claim_keeps_its_iri_when_it_is_judged_anew(qualified_claim, change):
    assert replace(qualified_claim, **change).iri == qualified_claim.iri


@pytest.mark.parametrize(
    "change",
    [
        {"source": "t2"},
        {"subject": CITY},
        {"predicate": "develops"},
        {"object": Text(CITY, "")},
        {"object": PartialDate("2017")},
        {"status": "planned"},
        {"qualifiers": ()},
        {"qualifiers": (("amount", Amount(minimum=MONEY.maximum)),)},
    ],
    ids=str,
)
def test_a_claim_that_says_something_else_has_another_iri(qualified_claim, change):
    changed = replace(qualified_claim, **change)
    if change == {"object": Text(CITY, "")}:
        assert changed.object != qualified_claim.object
    assert changed.iri != qualified_claim.iri


def test_the_order_of_qualifiers_means_nothing(qualified_claim):
    turned = replace(qualified_claim, qualifiers=qualified_claim.qualifiers[::-1])
    assert turned.iri == qualified_claim.iri


def test_values_can_travel_between_processes(qualified_claim):
    assert pickle.loads(pickle.dumps(qualified_claim)) == qualified_claim
    assert hash(qualified_claim) == hash(replace(qualified_claim))


def test_a_judgement_has_one_iri_for_both_orders():
    one = Judgement(CITY, "云溪", "same", "通行简称", "整理者")
    assert one.iri == replace(one, left="云溪", right=CITY).iri
    assert one.iri != replace(one, right="云溪县").iri


def test_an_entity_of_no_class_is_refused():
    with pytest.raises(TermError, match="unknown class"):
        Entity("Planet", "地球")
