"""A user's own graph: articles come and go in any order, people judge, and nothing is ever lost."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from itertools import permutations
from multiprocessing.synchronize import Event
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.article import read_article
from kg.boards import boards, origins
from kg.claims import source_node, zt
from kg.dataset import INDEX, assemble, fingerprint
from kg.documents import written
from kg.errors import ArticleError, StoreError, TermError
from kg.extraction import Extraction, extract
from kg.growth import Change, OwnGraph, Review, carried_over, news, news_report, questions, queue
from kg.merges import decisions, merge_report
from kg.model import Judgement
from kg.records import Record
from kg.shapes import validate
from kg.store import EmbeddedStore, open_engine, save
from kg.vocabulary import mint

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
KILLS = int(os.environ.get("ZHENGTU_KILLS", "20"))

FIRST = """甲报 2024年3月5日
杭州市人民政府2024年2月印发《杭州市低空经济发展若干措施》。
杭州甲辰智造科技有限公司位于杭州市余杭区。杭州低空经济产业园于2023年5月成立。
"""
SECOND = """乙报 2024年4月9日
《杭州低空经济发展若干措施》由杭州市政府于2024年2月20日发布。
甲辰智造计划与浙江大学合作。杭州市低空经济产业园于2023年6月成立。
"""
COPY = FIRST.replace("甲报", "丙报").replace("3月5日", "3月6日")
SPUN_COPY = FIRST.replace("发展", "进步").replace("措施", "手段")


def article(text: str, name: str) -> Extraction:
    return extract(read_article(text.encode(), id=name))


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    """What stands in some of our own articles, two of which name the same things."""
    found = [extract(read_article(path)) for path in ARTICLES[:5]]
    return [*found, article(FIRST, "甲"), article(SECOND, "乙"), article(COPY, "丙")]


@pytest.fixture
def own(packaged: ox.Store) -> OwnGraph:
    return OwnGraph(copy_of(packaged))


def copy_of(store: ox.Store) -> ox.Store:
    copy = ox.Store()
    copy.bulk_extend(iter(store))
    return copy


def grown(packaged: ox.Store, *extractions: Extraction) -> OwnGraph:
    own = OwnGraph(copy_of(packaged))
    for extraction in extractions:
        own.add(extraction)
    return own


def iri_named(own: OwnGraph, kind: str, name: str) -> set[str]:
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    literal = ox.Literal(name, language="zh-Hans")
    found = {quad.subject.value for quad in own.engine.quads_for_pattern(None, label, literal)}
    return {iri for iri in found if iri == mint(kind, name)}


# any order, twice, and back again


@settings(max_examples=12)
@given(draw=st.randoms(use_true_random=False), size=st.integers(2, 8))
def test_any_order_of_the_same_articles_gives_the_same_graph(packaged, extractions, draw, size):
    some = draw.sample(extractions, size)
    expected = fingerprint(grown(packaged, *some).engine)
    draw.shuffle(some)
    assert fingerprint(grown(packaged, *some).engine) == expected


def test_all_permutations_of_articles_that_share_things(packaged):
    some = [article(FIRST, "甲"), article(SECOND, "乙"), article(COPY, "丙")]
    found = {fingerprint(grown(packaged, *order).engine) for order in permutations(some)}
    assert len(found) == 1


@settings(max_examples=12)
@given(draw=st.randoms(use_true_random=False))
def test_what_is_taken_out_was_never_there(packaged, extractions, draw):
    some = draw.sample(extractions, 5)
    expected = fingerprint(grown(packaged, *some[:3]).engine)
    order = list(some)
    draw.shuffle(order)
    own = grown(packaged, *order)
    for extraction in some[3:]:
        own.remove(extraction.article.id)
    assert fingerprint(own.engine) == expected


def test_all_taken_out_leaves_the_packaged_graph(packaged, extractions):
    own = grown(packaged, *extractions)
    assert fingerprint(own.engine) != fingerprint(packaged)
    for extraction in extractions:
        own.remove(extraction.article.id)
    assert fingerprint(own.engine) == fingerprint(packaged)


def test_all_that_our_articles_state_comes_in(packaged):
    """The shapes let in what the extraction reads, such as capital that is put into a fund."""
    own = grown(packaged)
    assert {f for path in ARTICLES for f in own.add(extract(read_article(path))).faults} == set()


def test_the_same_article_twice_changes_nothing(own, extractions):
    assert own.add(extractions[0]).outcome == "new"
    before = fingerprint(own.engine)
    assert own.add(extractions[0]).outcome == "same"
    assert fingerprint(own.engine) == before


def test_a_text_that_is_there_under_another_name_is_not_added(own):
    own.add(article(FIRST, "甲"))
    added = own.add(article(FIRST, "别名"))
    assert (added.outcome, added.holder) == ("held", "甲")


def test_a_corrected_version_takes_the_place_of_the_old_one(packaged):
    corrected = article(FIRST.replace("2023年5月", "2023年7月"), "甲")
    own = grown(packaged, article(SECOND, "乙"), article(FIRST, "甲"))
    assert own.add(corrected).outcome == "replaced"
    expected = grown(packaged, corrected, article(SECOND, "乙"))
    assert fingerprint(own.engine) == fingerprint(expected.engine)


def test_all_at_once_is_the_same_as_one_by_one(packaged, extractions):
    one_by_one = grown(packaged, *extractions)
    records = {record.source: record for record in one_by_one.holding.records()}
    at_once = OwnGraph(copy_of(packaged))
    at_once.apply(Change(records=dict(records)))
    assert fingerprint(at_once.engine) == fingerprint(one_by_one.engine)


def test_a_curated_source_cannot_be_replaced_or_removed(own):
    with pytest.raises(ArticleError, match="curated"):
        own.add(article(FIRST, "003"))
    with pytest.raises(TermError, match="curated"):
        own.remove("003")
    with pytest.raises(TermError, match="unknown"):
        own.remove("没有")


# what resolution does


def test_what_two_articles_name_differently_is_one_thing(packaged):
    own = grown(packaged, article(FIRST, "甲"), article(SECOND, "乙"))
    policy = iri_named(own, "Policy", "杭州市低空经济发展若干措施")
    assert len(policy) == 1
    sources = {
        quad.graph_name.value
        for quad in own.engine.quads_for_pattern(None, None, ox.NamedNode(policy.pop()))
        if quad.predicate.value.endswith("#subject")
    }
    assert sources == {source_node("甲").value, source_node("乙").value}
    assert not iri_named(own, "Policy", "杭州低空经济发展若干措施")


def test_a_grown_store_conforms(packaged, extractions):
    own = grown(packaged, *extractions)
    faults = [f for f in validate(visible(own)) if f.severity == "violation"]
    assert faults == []


def visible(own: OwnGraph) -> ox.Store:
    store = ox.Store()
    store.extend(EmbeddedStore(own.engine).dump())
    return store


def test_what_the_store_keeps_for_itself_is_not_exported(packaged, extractions):
    own = grown(packaged, extractions[0])
    names = {str(quad.graph_name) for quad in own.engine}
    assert any(INDEX in name for name in names)
    assert not any(INDEX in str(quad.graph_name) for quad in EmbeddedStore(own.engine).dump())
    assert not any(INDEX in str(quad) for quad in EmbeddedStore(own.engine).dump())


def test_plain_triples_are_those_of_all_rules_over_everything(packaged, extractions):
    own = grown(packaged, *extractions)
    default = {quad for quad in own.engine if isinstance(quad.graph_name, ox.DefaultGraph)}
    own.apply(Change())
    from kg.dataset import derive

    derive(own.engine)
    again = {quad for quad in own.engine if isinstance(quad.graph_name, ox.DefaultGraph)}
    assert again == default


# people


SIDES = mint("Company", "杭州甲辰智造科技有限公司"), mint("Institute", "浙江大学")


def test_a_judgement_joins_and_undoing_it_parts_again(packaged, extractions):
    own = grown(packaged, article(FIRST, "甲"), *extractions[:2])
    before = fingerprint(own.engine)
    left = mint("Agency", "杭州市人民政府")
    own.judge(Judgement(left, "甲乙丙办", "same", "试", "编辑"))
    assert fingerprint(own.engine) != before
    own.unjudge(left, "甲乙丙办")
    assert fingerprint(own.engine) == before


def test_a_judgement_outranks_the_rules(packaged):
    own = grown(packaged, article(FIRST, "甲"), article(SECOND, "乙"))
    whole = mint("Policy", "杭州市低空经济发展若干措施")
    own.judge(Judgement(whole, "杭州低空经济发展若干措施", "different", "两份文件", "编辑"))
    assert iri_named(own, "Policy", "杭州低空经济发展若干措施")
    own.unjudge(whole, "杭州低空经济发展若干措施")
    assert not iri_named(own, "Policy", "杭州低空经济发展若干措施")


@pytest.mark.parametrize("judged_first", [True, False])
def test_a_judgement_counts_whether_it_comes_before_or_after_the_articles(packaged, judged_first):
    whole = mint("Policy", "杭州市低空经济发展若干措施")
    said = Judgement(whole, "杭州低空经济发展若干措施", "different", "两份文件", "编辑")
    own = OwnGraph(copy_of(packaged))
    steps = [
        lambda: own.judge(said),
        lambda: own.add(article(FIRST, "甲")),
        lambda: own.add(article(SECOND, "乙")),
    ]
    for step in steps if judged_first else steps[::-1]:
        step()
    other = grown(packaged, article(FIRST, "甲"), article(SECOND, "乙"))
    other.judge(said)
    assert fingerprint(own.engine) == fingerprint(other.engine)


def test_the_users_word_outranks_the_curators_and_can_be_taken_back(own):
    before = fingerprint(own.engine)
    [curated] = [j for j in own.holding.curated if j.left == "央行"]
    own.judge(Judgement(curated.left, curated.right, "different", "两家", "使用者"))
    store = EmbeddedStore(own.engine)
    assert [d.by for d in decisions(store, curated.right)] == ["使用者"]
    own.unjudge(curated.left, curated.right)
    assert fingerprint(own.engine) == before


PARKS = (
    mint("IndustrialPark", "庙行区块链孵化基地"),
    mint("IndustrialPark", "上海智力产业园天空区块链孵化基地"),
)


def test_two_curated_entities_can_be_joined_and_parted_again(own):
    before = fingerprint(own.engine)
    claims = number_of_claims(own)
    own.judge(Judgement(*PARKS, "same", "是一处", "编辑"))
    kept = [
        iri for iri in PARKS if any(own.engine.quads_for_pattern(ox.NamedNode(iri), None, None))
    ]
    assert kept == [PARKS[1]]
    assert number_of_claims(own) == claims
    assert [f for f in validate(visible(own)) if f.severity == "violation"] == []
    joined = fingerprint(own.engine)
    own.judge(Judgement(mint("IndustrialPark", "上海智力产业园"), PARKS[0], "same", "试", "编辑"))
    own.unjudge(mint("IndustrialPark", "上海智力产业园"), PARKS[0])
    assert fingerprint(own.engine) == joined
    dataset = assemble()
    carried_over(dataset, own.engine)
    assert fingerprint(dataset) == joined
    own.unjudge(*PARKS)
    assert fingerprint(own.engine) == before


def number_of_claims(own: OwnGraph) -> int:
    return len({quad.subject for quad in own.engine.quads_for_pattern(None, None, zt("Claim"))})


@pytest.mark.parametrize(
    ("left", "right", "decision", "message"),
    [
        ("甲", "乙", "same", "entity"),
        (*SIDES, "same", "never one thing"),
        (SIDES[0], SIDES[0], "same", "two names"),
        (SIDES[0], "甲辰", "perhaps", "one of"),
    ],
)
def test_judgements_that_make_no_sense_are_refused(own, left, right, decision, message):
    with pytest.raises(TermError, match=message):
        own.judge(Judgement(left, right, decision, "试", "编辑"))


def test_judgements_and_reviews_survive_a_rebuild(packaged, extractions):
    own = grown(packaged, *extractions)
    own.judge(Judgement(SIDES[0], "甲辰", "same", "同一家", "编辑"))
    claim = next(iter(own.holding.record("甲").claims))
    own.review(Review("甲", claim.iri, "reject", "编辑", "不对"))
    dataset = assemble()
    carried_over(dataset, own.engine)
    assert fingerprint(dataset) == fingerprint(own.engine)


@pytest.mark.parametrize(("decision", "rank"), [("accept", "normal"), ("reject", "deprecated")])
def test_a_review_sets_rank_and_can_be_taken_back(packaged, decision, rank):
    own = grown(packaged, article(FIRST, "甲"))
    before = fingerprint(own.engine)
    claim = own.holding.record("甲").claims[0]
    own.review(Review("甲", claim.iri, decision, "编辑", "看过"))
    ranks = {
        quad.object
        for quad in own.engine.quads_for_pattern(None, zt("rank"), None, source_node("甲"))
    }
    assert zt(rank) in ranks
    own.unreview("甲", claim.iri)
    assert fingerprint(own.engine) == before


def test_a_rejected_claim_gives_no_plain_triple(packaged):
    own = grown(packaged, article(FIRST, "甲"))
    park = mint("IndustrialPark", "杭州低空经济产业园")
    said = [c for c in own.holding.record("甲").claims if c.subject == park]
    [claim] = [c for c in said if c.predicate == "establishedDate"]
    assert plain_values(own, "establishedDate", "杭州低空经济产业园") == {"2023-05"}
    own.review(Review("甲", claim.iri, "reject", "编辑", "不对"))
    assert plain_values(own, "establishedDate", "杭州低空经济产业园") == set()


def test_a_rejected_claim_of_a_file_gives_no_plain_triple(tmp_path):
    extraction, path = article(FIRST, "jia"), tmp_path / "jia.trig"
    path.write_bytes(b"".join(written([extraction], "trig")))
    own = OwnGraph(assemble(replaced=[path]))
    assert plain_values(own, "establishedDate", "杭州低空经济产业园") == {"2023-05"}
    park = mint("IndustrialPark", "杭州低空经济产业园")
    [claim] = [
        claim.iri
        for claim in extraction.claims
        if (claim.subject, claim.predicate) == (park, "establishedDate")
    ]
    own.review(Review("jia", claim, "reject", "编辑", "不对"))
    assert plain_values(own, "establishedDate", "杭州低空经济产业园") == set()


def test_extracted_files_that_disagree_can_be_put_together(tmp_path):
    paths = [tmp_path / "jia.trig", tmp_path / "yi.trig"]
    for path, text in zip(paths, (FIRST, FIRST.replace("5月成立", "6月成立")), strict=True):
        path.write_bytes(b"".join(written([article(text, path.stem)], "trig")))
    dataset = assemble(replaced=paths)
    assert not [finding for finding in validate(dataset) if finding.severity == "violation"]
    park = ox.NamedNode(mint("IndustrialPark", "杭州低空经济产业园"))
    for bound in ("establishedNotBefore", "establishedNotAfter"):
        assert len(list(dataset.quads_for_pattern(park, zt(bound), None))) == 1


def plain_values(own: OwnGraph, local: str, park: str) -> set[str]:
    node = ox.NamedNode(mint("IndustrialPark", park))
    quads = own.engine.quads_for_pattern(node, zt(local), None, ox.DefaultGraph())
    return {quad.object.value for quad in quads}


def test_a_correction_puts_the_right_thing_in_the_place_of_the_wrong_one(packaged):
    own = grown(packaged, article(FIRST, "甲"))
    claim = next(c for c in own.holding.record("甲").claims if c.predicate == "issuedBy")
    right = mint("Agency", "浙江省人民政府")
    own.review(Review("甲", claim.iri, "correct", "编辑", "省里发的", right))
    policy = ox.NamedNode(mint("Policy", "杭州市低空经济发展若干措施"))
    plain = own.engine.quads_for_pattern(policy, zt("issuedBy"), None, ox.DefaultGraph())
    assert {quad.object.value for quad in plain} == {right}


def test_a_curated_claim_can_be_preferred_and_the_preference_taken_back(own):
    before = fingerprint(own.engine)
    store = EmbeddedStore(own.engine)
    board = next(b for b in boards(store) if b.kind == "contradicts" and not b.decided)
    chosen = board.sides[-1].testimonies[0]
    own.review(Review(chosen.claim.source, chosen.iri, "prefer", "编辑", "此说为准"))
    subject = ox.NamedNode(chosen.claim.subject)
    plain = own.engine.quads_for_pattern(
        subject, zt(chosen.claim.predicate), None, ox.DefaultGraph()
    )
    assert {quad.object.value for quad in plain} == {chosen.claim.object.value}
    own.unreview(chosen.claim.source, chosen.iri)
    assert fingerprint(own.engine) == before


def test_what_is_answered_is_not_asked_again(packaged):
    own = OwnGraph(copy_of(packaged))
    left, right, _ = questions(own)[0]
    size = len(queue(own))
    own.judge(Judgement(left, right, "unsure", "还不知道", "编辑"))
    assert (left, right) not in {(a, b) for a, b, _ in questions(own)}
    assert len(queue(own)) == size - 1


def test_the_queue_takes_answers_by_key(packaged):
    own = grown(packaged, article(FIRST, "甲"))
    items = queue(own)
    pair = next(item for item in items if "s" in item.keys("zh"))
    claim = next(item for item in items if "a" in item.keys("zh") and "甲" in item.text)
    pair.answer(own, "d", "编辑")
    claim.answer(own, "a", "编辑")
    assert [judgement.decision for judgement in own.holding.judgements()] == ["different"]
    assert [review.decision for review in own.holding.reviews()] == ["accept"]
    assert len(queue(own)) == len(items) - 2


# disagreement, copies, news


def test_two_dates_of_one_founding_stand_on_a_board(packaged):
    own = grown(packaged, article(FIRST, "甲"), article(SECOND, "乙"))
    store = EmbeddedStore(own.engine)
    park = mint("IndustrialPark", "杭州市低空经济产业园")
    found = [
        b
        for b in boards(store)
        if park in {t.claim.subject for s in b.sides for t in s.testimonies}
    ]
    assert [board.kind for board in found] == ["contradicts"]
    assert [side.independent for side in found[0].sides] == [1, 1]


def test_copies_count_once(packaged):
    own = grown(packaged, article(FIRST, "甲"), article(SECOND, "乙"), article(COPY, "丙"))
    store = EmbeddedStore(own.engine)
    park = mint("IndustrialPark", "杭州市低空经济产业园")
    [board] = [
        b
        for b in boards(store)
        if park in {t.claim.subject for s in b.sides for t in s.testimonies}
    ]
    assert sorted((len(side.testimonies), side.independent) for side in board.sides) == [
        (1, 1),
        (2, 1),
    ]


def test_rewritten_copies_are_copies(packaged):
    own = grown(packaged, article(FIRST, "甲"), article(SPUN_COPY, "丁"))
    assert origins(EmbeddedStore(own.engine)).keys() == {
        source_node("甲").value,
        source_node("丁").value,
    }


def test_news_tell_what_is_new_known_and_at_odds(packaged):
    own = OwnGraph(copy_of(packaged))
    first = news(own, own.add(article(FIRST, "甲")))
    assert first.new
    assert mint("Company", "杭州甲辰智造科技有限公司") in first.entities
    second = news(own, own.add(article(SECOND, "乙")))
    assert "contradicts" in {kind for kind, _, _ in second.disagreements}
    copy = news(own, own.add(article(COPY, "丙")))
    assert copy.copies == ("甲",)
    assert copy.confirmed
    assert not copy.new
    text = news_report(own, second, "zh")
    assert "分歧" in text
    assert "disagreements" in news_report(own, second, "en")


def test_the_phases_that_one_article_tells_are_no_disagreement(packaged):
    own = OwnGraph(copy_of(packaged))
    text = "甲报 2024年3月5日\n澄海动力电池项目总投资120亿元,一期投资30亿元,二期投资90亿元。\n"
    added = news(own, own.add(article(text, "甲")))
    assert len(added.new) == 3
    assert not added.disagreements


def test_two_sums_of_one_thing_in_one_article_are_one_disagreement(packaged):
    own = OwnGraph(copy_of(packaged))
    text = "甲报 2024年3月5日\n海州氢能产业基金总规模50亿元。\n海州氢能产业基金总规模60亿元。\n"
    found = news(own, own.add(article(text, "甲"))).disagreements
    assert [kind for kind, _, _ in found] == ["contradicts"]


def test_a_first_phase_differs_in_scope_from_the_whole_and_contradicts_a_first_phase(packaged):
    own = OwnGraph(copy_of(packaged))
    own.add(article("甲报 2024年3月5日\n海州氢能产业基金总规模50亿元,首期规模10亿元。\n", "甲"))
    other = "乙报 2024年4月9日\n海州氢能产业基金首期规模12亿元。\n"
    found = news(own, own.add(article(other, "乙"))).disagreements
    assert sorted(kind for kind, _, _ in found) == ["contradicts", "differsInScope"]


def test_why_names_are_one_can_be_shown(packaged):
    own = grown(packaged, article(FIRST, "甲"), article(SECOND, "乙"))
    store = EmbeddedStore(own.engine)
    text = merge_report(store, mint("Policy", "杭州市低空经济发展若干措施"), "zh")
    assert "同一" in text
    assert "杭州低空经济发展若干措施" in text
    assert "据 乙" in text


# on disk


def test_a_store_of_ones_own_opens_where_it_was(packaged, tmp_path):
    home = tmp_path / "my.kg"
    save(packaged, home)
    own = OwnGraph.open(home)
    own.add(article(FIRST, "甲"))
    expected = fingerprint(own.engine)
    del own
    assert fingerprint(open_engine(home)) == expected


def test_a_rebuild_does_not_take_a_grown_store_for_the_packaged_one(packaged, tmp_path):
    home = tmp_path / "my.kg"
    save(packaged, home)
    own = OwnGraph.open(home)
    own.add(article(FIRST, "甲"))
    del own
    save(packaged, home)
    assert fingerprint(open_engine(home)) == fingerprint(packaged)


def test_only_one_process_may_write(packaged, tmp_path):
    home = tmp_path / "my.kg"
    save(packaged, home)
    own = OwnGraph.open(home)
    with pytest.raises(StoreError):
        OwnGraph.open(home)
    del own


STEPS = 6


def step(own: OwnGraph, number: int, records: list[Record]) -> None:
    """One change of a cycle that ends where it began."""
    one, two = records
    judgement = Judgement(mint("Agency", "杭州市人民政府"), "甲乙丙办", "same", "试", "编辑")
    changes = [
        Change(records={one.source: one}),
        Change(records={two.source: two}),
        Change(judgements={judgement.iri: judgement}),
        Change(records={one.source: None}),
        Change(judgements={judgement.iri: None}),
        Change(records={two.source: None}),
    ]
    own.apply(changes[number % STEPS])


def keep_changing(home: Path, records: list[Record], start: int, opened: Event) -> None:
    own = OwnGraph(open_engine(home, writable=True))
    opened.set()
    for number in range(start, start + 10_000):
        step(own, number, records)


def test_killed_at_any_moment_a_store_holds_the_old_state_or_the_new(packaged, tmp_path):
    home = tmp_path / "my.kg"
    save(packaged, home)
    records = [Record.of(article(FIRST, "甲")), Record.of(article(SECOND, "乙"))]
    own, states = OwnGraph(copy_of(packaged)), [fingerprint(packaged)]
    for number in range(STEPS):
        step(own, number, records)
        states.append(fingerprint(own.engine))
    assert states[0] == states[-1]
    assert len(set(states)) == STEPS
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(["kg.growth", "kg.gazetteer", "kg.resolution"])
    draw, at, met = random.Random(4), 0, set()
    for _ in range(KILLS):
        opened = forks.Event()
        child = forks.Process(target=keep_changing, args=(home, records, at, opened))
        child.start()
        if draw.random() < 0.9:  # else it may be killed while it opens the store
            opened.wait()
        time.sleep(draw.uniform(0.0, 0.3))
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        found = fingerprint(open_engine(home, writable=True))
        assert found in states
        at = states.index(found)
        met.add(at)
    if KILLS >= 50:
        assert len(met) >= STEPS - 1  # the kills did come between changes


# the command line


@pytest.fixture
def store(kg, tmp_path) -> Path:
    """A store with one article, made by the command."""
    (tmp_path / "甲.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "乙.txt").write_text(SECOND, encoding="utf-8")
    home = tmp_path / "my.kg"
    done = kg("build", "--store", home, "--add", tmp_path / "甲.txt")
    assert done.returncode == 0, done.stderr
    assert "新增 甲" in done.stderr
    return home


def test_adding_tells_what_disagrees_and_removing_undoes_it(kg, store, tmp_path):
    before = fingerprint(open_engine(store))
    done = kg("build", "--store", store, "--add", tmp_path / "乙.txt")
    assert "分歧" in done.stderr
    board = kg("conflicts", "--store", store).stdout
    assert "杭州市低空经济产业园" in board
    assert "1 个独立来源" in board
    assert kg("remove", "乙", "--store", store).returncode == 0
    assert fingerprint(open_engine(store)) == before
    assert kg("remove", "乙", "--store", store).returncode == 3


def test_adding_in_english_and_twice(kg, store, tmp_path):
    done = kg("--lang", "en", "build", "--store", store, "--add", tmp_path)
    assert "甲 is in the store already" in done.stderr
    assert "added 乙" in done.stderr


def test_a_rebuild_keeps_articles_and_judgements(kg, store):
    said = ("judge", "杭州市人民政府", "甲乙丙办", "same", "--because", "试", "--store", store)
    assert kg(*said).returncode == 0
    before = fingerprint(open_engine(store))
    assert kg("build", "--store", store).returncode == 0
    assert fingerprint(open_engine(store)) == before
    shown = kg("show", "--why-merged", "杭州市人民政府", "--store", store).stdout
    assert "“甲乙丙办”：试" in shown


def test_one_bad_file_does_not_lose_the_rest(kg, store, tmp_path):
    (tmp_path / "空.txt").write_bytes(b"")
    done = kg("build", "--store", store, "--add", tmp_path)
    assert done.returncode == 3
    assert "新增 乙" in done.stderr


def test_review_takes_keys_and_forgets_no_answer(kg, store):
    listed = kg("review", "--list", "--store", store).stdout
    first = listed.splitlines()[0]
    kg("review", "--store", store, stdin="d")
    again = kg("review", "--list", "--store", store).stdout
    assert first not in again
    assert [j.decision for j in OwnGraph.open(store).holding.judgements()] == ["different"]


def test_diff_tells_by_its_exit_code(kg, store, tmp_path):
    other = tmp_path / "other.kg"
    kg("build", "--store", other)
    assert kg("diff", store, store).returncode == 0
    done = kg("diff", other, store)
    assert done.returncode == 1
    assert "【新增】杭州市低空经济发展若干措施" in done.stdout
    assert "ChangeSet" in kg("diff", other, store, "-f", "turtle").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("build", "--add", "x.txt"), 2, "--store"),
        (("remove", "甲"), 3, "which store"),
        (("judge", "甲", "乙", "same"), 3, "which store"),
        (("review",), 3, "which store"),
        (("diff", "没有", "没有"), 3, "no store"),
    ],
)
def test_mistakes_are_one_clear_sentence(kg, arguments, code, message):
    done = kg(*arguments, env={"KG_LANG": "en"})
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
