"""What changed between two graphs, told by thing."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.article import read_article
from kg.errors import StoreError, ValidationError
from kg.export import export
from kg.extraction import extract
from kg.growth import OwnGraph, Review
from kg.history import Difference, difference_report, differences, open_graph
from kg.store import EmbeddedStore, save
from kg.vocabulary import mint

TEXT = """甲报 2024年3月5日
杭州市人民政府2024年2月印发《杭州市低空经济发展若干措施》。杭州低空经济产业园于2023年5月成立。
"""
CHANGESET = "http://purl.org/vocab/changeset/schema#"


def grown(packaged: ox.Store, text: str = TEXT) -> OwnGraph:
    engine = ox.Store()
    engine.bulk_extend(iter(packaged))
    own = OwnGraph(engine)
    own.add(extract(read_article(text.encode(), id="甲")))
    return own


@pytest.fixture
def before(packaged: ox.Store) -> EmbeddedStore:
    return EmbeddedStore(packaged)


def by_iri(found: list[Difference]) -> dict[str, Difference]:
    return {difference.iri: difference for difference in found}


def test_nothing_changed(before: EmbeddedStore):
    assert differences(before, before) == []
    assert difference_report(before, before, "text", "zh") == "没有变化\n"


def test_a_new_article_brings_new_things_and_changes_known_ones(packaged, before):
    after = EmbeddedStore(grown(packaged).engine)
    found = by_iri(differences(before, after))
    assert found[mint("Policy", "杭州市低空经济发展若干措施")].kind == "new"
    assert found[mint("SourceDocument", "甲")].kind == "new"
    back = by_iri(differences(after, before))
    assert back[mint("Policy", "杭州市低空经济发展若干措施")].kind == "retracted"
    assert found.keys() == back.keys()


def test_a_corrected_date_is_a_change(packaged):
    old, new = (
        EmbeddedStore(grown(packaged, text).engine)
        for text in (TEXT, TEXT.replace("2023年5月", "2023年7月"))
    )
    park = by_iri(differences(old, new))[mint("IndustrialPark", "杭州低空经济产业园")]
    assert park.kind == "changed"
    text = difference_report(old, new, "text", "zh")
    assert "- 成立日期：2023-05" in text
    assert "+ 成立日期：2023-07" in text
    assert "来源 甲 称：成立日期 — 2023-07" in text


def test_a_rejected_claim_retracts_its_fact(packaged):
    own = grown(packaged)
    old = EmbeddedStore(copy(own.engine))
    [claim] = [
        c
        for c in own.holding.record("甲").claims
        if (c.subject, c.predicate)
        == (mint("IndustrialPark", "杭州低空经济产业园"), "establishedDate")
    ]
    own.review(Review("甲", claim.iri, "reject", "编辑", "不对"))
    assert "- 成立日期：2023-05" in difference_report(old, EmbeddedStore(own.engine), "text", "zh")


def copy(store: ox.Store) -> ox.Store:
    made = ox.Store()
    made.bulk_extend(iter(store))
    return made


def test_the_turtle_can_be_applied(packaged, before):
    after = EmbeddedStore(grown(packaged).engine)
    patch = ox.Store()
    patch.load(
        difference_report(before, after, "turtle", "zh").encode(), format=ox.RdfFormat.TURTLE
    )
    told = {quad.triple for quad in before.dump()}
    for name, change in (("removal", told.discard), ("addition", told.add)):
        query = f"""SELECT ?s ?p ?o {{ ?set <{CHANGESET}{name}> ?it .
          ?it rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }}"""
        prefixes = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}
        for row in patch.query(query, prefixes=prefixes):
            change(ox.Triple(row["s"], row["p"], row["o"]))
    result = ox.Store()
    result.extend(ox.Quad(*triple) for triple in told)
    assert differences(EmbeddedStore(result), after) == []


def test_the_page_needs_nothing_else_and_escapes_names(packaged, before):
    own = grown(packaged)
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    node = ox.NamedNode(mint("Place", "杭州市"))
    own.engine.add(ox.Quad(node, label, ox.Literal("<script>甲</script>", language="zh-Hans")))
    page = difference_report(before, EmbeddedStore(own.engine), "html", "en")
    assert "<script>" not in page
    assert "&lt;script&gt;甲" in page
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_stores_and_exports_are_opened(packaged, tmp_path):
    store = tmp_path / "my.kg"
    save(packaged, store)
    file = tmp_path / "all.nq"
    file.write_bytes(next(iter(export(EmbeddedStore(packaged), "nquads").values())))
    assert differences(open_graph(str(store)), open_graph(str(file))) == []


def test_what_is_no_graph_is_refused(tmp_path):
    with pytest.raises(StoreError):
        open_graph(str(tmp_path / "nothing"))
    text = tmp_path / "a.txt"
    text.write_text("no graph", encoding="utf-8")
    with pytest.raises(ValidationError):
        open_graph(str(text))
    with pytest.raises(StoreError, match="compared"):
        open_graph("http://localhost:1/query")
