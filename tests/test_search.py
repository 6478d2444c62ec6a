"""Finding things by any of their names."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.claims import entity_triples
from kg.errors import TermError
from kg.model import Entity
from kg.search import find, resolve_name
from kg.store import EmbeddedStore
from kg.vocabulary import ID, RDF, RDFS, ZT, compact, mint

CITY, PROVINCE = mint("Place", "云溪市"), mint("Place", "远山省")
BUREAU, PARK = mint("Agency", "云溪市金融办公室"), mint("IndustrialPark", "云溪链谷")
ENTITIES = [
    Entity("Place", "云溪市", "Yunxi", ("云溪",)),
    Entity("Place", "远山省", "Yuanshan Province"),
    Entity("Agency", "云溪市金融办公室", "Yunxi Finance Office", ("金融办",)),
    Entity("Agency", "远山省金融办公室", "Yuanshan Finance Office", ("金融办",)),
    Entity("IndustrialPark", "云溪链谷", "Yunxi Chain Valley", (), ("芸溪錬谷",)),
    Entity("Company", "绿链科技有限公司", "Green Chain Ltd."),
]


@pytest.fixture(scope="module")
def few_names() -> EmbeddedStore:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for entity in ENTITIES for triple in entity_triples(entity))
    return EmbeddedStore(store)


@pytest.mark.parametrize(
    ("text", "best", "rank"),
    [
        ("云溪市", CITY, 0),
        ("云溪", CITY, 0),
        ("雲溪市", CITY, 0),
        (" 云 溪 市 ", CITY, 0),
        ("「云溪市」", CITY, 0),
        ("yunxi", CITY, 0),
        ("YUNXI", CITY, 0),
        ("ＹＵＮＸＩ", CITY, 0),
        ("芸溪錬谷", PARK, 0),
        ("远山", PROVINCE, 1),
        ("Chain Valley", PARK, 2),
        ("链谷", PARK, 2),
        ("鏈谷", PARK, 2),
        ("yunxishi", CITY, 3),
        ("yun xi shi", CITY, 3),
        ("yxs", CITY, 3),
        ("yxlg", PARK, 3),
        ("liangu", PARK, 3),
        ("lvlian", mint("Company", "绿链科技有限公司"), 3),
        ("绿炼科技有限公司", mint("Company", "绿链科技有限公司"), 4),
    ],
)
def test_the_best_hit(few_names, text, best, rank):
    hit = find(few_names, text)[0]
    assert (hit.iri, hit.rank) == (best, rank)


@pytest.mark.parametrize("text", ["", " ", "。", "火星", "zzzz", "\0"])
def test_nothing_is_found(few_names, text):
    assert find(few_names, text) == []


def test_better_hits_come_first_and_each_thing_once(few_names):
    hits = find(few_names, "云溪")
    assert [hit.iri for hit in hits] == [CITY, PARK, BUREAU]
    assert hits == sorted(hits)


def test_a_hit_tells_which_name_matched(few_names):
    hit = find(few_names, "芸溪錬谷")[0]
    assert (hit.label, hit.matched, hit.class_name) == ("云溪链谷", "芸溪錬谷", "IndustrialPark")


def test_hits_of_one_class(few_names):
    assert {hit.class_name for hit in find(few_names, "云溪", "Agency")} == {"Agency"}
    assert find(few_names, "云溪", "Person") == []


@pytest.mark.parametrize("limit", [1, 2])
def test_the_limit(few_names, limit):
    assert len(find(few_names, "云溪", limit=limit)) == limit


def test_things_of_other_namespaces_are_not_found(few_names):
    store = ox.Store()
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    store.add(ox.Quad(ox.NamedNode("https://example.org/x"), label, ox.Literal("云溪市")))
    assert find(EmbeddedStore(store), "云溪市") == []


# ---- the one thing that is meant


@pytest.mark.parametrize(
    ("class_name", "text", "iri"),
    [
        ("Entity", "云溪市", CITY),
        ("Place", "云溪", CITY),
        ("Entity", "place:云溪市", CITY),
        ("Entity", f"<{CITY}>", CITY),
        ("Entity", CITY, CITY),
        ("Entity", "yunxi", CITY),
        ("Entity", "yunxishi", CITY),
        ("Place", "Yuan Shan Sheng", PROVINCE),
        ("Agency", "云溪市金融办公室", BUREAU),
        ("IndustrialPark", "芸溪錬谷", PARK),
    ],
)
def test_what_is_meant(few_names, class_name, text, iri):
    assert resolve_name(few_names, class_name, text) == iri


@pytest.mark.parametrize(
    ("class_name", "text", "message"),
    [
        ("Entity", "火星", "no thing named '火星'$"),
        ("Place", "链谷", "no Place named '链谷'"),
        ("Entity", "链谷", "did you mean 云溪链谷"),
        ("Entity", "金融办", "may mean several: .*云溪市金融办公室"),
        ("Agency", "金融办", "may mean several: .*远山省金融办公室"),
        ("Entity", "place:火星", "knows no place:火星"),
        ("Entity", f"<{ID}place/火星>", "knows no"),
        ("Entity", "<火 星>", "not an IRI"),
        ("Entity", "place:火 星", "not an IRI"),
        ("Entity", "", "no thing named ''"),
        ("Entity", "jinrongban", "may mean several: .*云溪市金融办公室"),
        ("Entity", "yxlg", "did you mean 云溪链谷"),
    ],
)
def test_what_cannot_be_meant(few_names, class_name, text, message):
    with pytest.raises(TermError, match=message):
        resolve_name(few_names, class_name, text)


# ---- the packaged graph


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("杭州", "place:杭州市"),
        ("hangzhou", "place:杭州市"),
        ("hzs", "place:杭州市"),
        ("貴陽", "place:贵阳市"),
        ("工信部", "agency:工业和信息化部"),
        ("央行", "agency:中国人民银行"),
    ],
)
def test_names_of_the_packaged_graph(packaged_store, text, name):
    assert find(packaged_store, text)[0].iri == ID + name.replace(":", "/")


def test_every_label_of_the_packaged_graph_finds_its_thing(packaged_store):
    answer = packaged_store.query(
        "SELECT ?thing ?label { ?thing a zt:Fund ; skos:prefLabel ?label }"
    )
    for thing, label in list(answer):
        assert thing.value in {hit.iri for hit in find(packaged_store, label.value, "Fund")}


@pytest.mark.parametrize(
    ("classes", "meant"),
    [
        (("Policy", "SourceDocument"), "policy:云溪条例"),  # a law that was read as a source
        (("Policy", "Fund"), None),
        (("Policy", "Fund", "SourceDocument"), None),
    ],
)
def test_things_of_one_name(classes, meant):
    store, label = ox.Store(), ox.NamedNode(RDFS + "label")
    for class_name in classes:
        iri = ox.NamedNode(mint(class_name, "云溪条例"))
        store.add(ox.Quad(iri, ox.NamedNode(RDF + "type"), ox.NamedNode(ZT + class_name)))
        store.add(ox.Quad(iri, label, ox.Literal("云溪条例", language="zh-Hans")))
    embedded = EmbeddedStore(store)
    if meant:
        assert compact(resolve_name(embedded, "Entity", "云溪条例")) == meant
    else:
        with pytest.raises(TermError, match="fund:云溪条例、policy:云溪条例"):
            resolve_name(embedded, "Entity", "云溪条例")
