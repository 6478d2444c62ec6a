"""Names and IRIs: minting, prefixes, classes."""

from __future__ import annotations

import unicodedata

import pyoxigraph as ox
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.claims import named_node
from kg.errors import TermError
from kg.vocabulary import (
    CLASSES,
    ENTITY_CLASSES,
    ID,
    PREFIXES,
    ZT,
    class_of,
    compact,
    expand,
    local_name,
    mint,
)

names = st.text(min_size=1).filter(lambda text: any(char.isalnum() for char in text))


@given(names)
def test_a_local_name_stays_what_it_is(name):
    once = local_name(name)
    assert local_name(once) == once


@given(names, st.sampled_from(sorted(CLASSES)))
def test_minted_iris_are_valid_and_lead_back_to_their_class(name, class_name):
    iri = mint(class_name, name)
    assert ox.NamedNode(iri).value == iri
    assert class_of(iri) == class_name
    assert expand(compact(iri)) == iri
    assert mint(class_name, local_name(name)) == iri


@given(names)
def test_punctuation_and_width_do_not_make_another_name(name):
    assume(local_name(name))
    assert local_name(f"（{name}）") == local_name(f"「{name}」 ")
    assert local_name(unicodedata.normalize("NFKC", name)) == local_name(name)


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("《关于支持链上经济的意见（试行）》", "关于支持链上经济的意见试行"),
        ("ＡＢＣ 科技", "ABC科技"),
        ("行动计划（2020—2022年）", "行动计划20202022年"),
        ("𠮷田", "𠮷田"),
    ],
)
def test_local_names(name, local):
    assert local_name(name) == local


@pytest.mark.parametrize("name", ["", " ", "（）", "——", "\u200b"])
def test_a_name_of_nothing_is_refused(name):
    with pytest.raises(TermError, match="at least one letter"):
        mint("Place", name)


def test_an_unknown_class_is_refused():
    with pytest.raises(TermError, match="unknown class 'Planet'"):
        mint("Planet", "地球")


@pytest.mark.parametrize(
    "iri", ["https://example.org/place/x", ID + "planet/x", ID, ZT + "Policy", ""]
)
def test_other_iris_have_no_class(iri):
    assert class_of(iri) is None


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("zt:issuedBy", ZT + "issuedBy"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("https://example.org/a", "https://example.org/a"),
        ("place:杭州市", f"{ID}place/杭州市"),
    ],
)
def test_expansion(name, iri):
    assert expand(name) == iri


@pytest.mark.parametrize("name", ["杭州市", "nope:x", "", ":x"])
def test_what_is_no_prefixed_name_is_refused(name):
    with pytest.raises(TermError, match="not a prefixed name"):
        expand(name)


@pytest.mark.parametrize("name", ["<a b>", "place:a b", "<>", "<x>", 'zt:a"b', "zt:{}"])
def test_what_is_no_iri_is_refused(name):
    with pytest.raises(TermError, match="not an IRI"):
        named_node(name)


def test_prefixes_are_unique_and_real():
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert not any(prefix.startswith("ns") for prefix in PREFIXES)
    assert set(ENTITY_CLASSES) < set(CLASSES)
