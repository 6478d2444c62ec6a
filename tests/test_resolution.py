"""Resolution: the labelled pairs, the keys, what keeps things apart, and the order of things."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.article import read_article
from kg.evaluation import Thing, align
from kg.extraction import extract
from kg.model import Entity, Judgement
from kg.resolution import (
    Form,
    Rulings,
    alike,
    form_of,
    forms_of,
    judge,
    learned,
    merge,
    neighbourhoods,
    resolve,
)
from kg.resolution.names import folded, located, plain, years
from kg.vocabulary import PREFIXES, RDF, SKOS, class_of

PAIRS = Path(__file__).parent / "resolution" / "pairs.tsv"
SEEDS = {
    "000": "000-2017-local-policies-spun.txt",
    "001": "001-hainan-measures-interpretation.txt",
    "002": "002-beijing-plan-2020.txt",
    "003": "003-governments-blockchain-2018-traditional.txt",
    "004": "004-five-cities-2018.txt",
}


@dataclass(frozen=True)
class Pair:
    class_name: str
    left: Form
    right: Form
    same: bool
    reason: str


def pairs() -> Iterator[Pair]:
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, left, right, decision, spun_left, spun_right, reason = line.split("\t")
            forms = [
                form_of(Entity(kind, name, aliases=(name,)), source, rewritten=bool(spun))
                for name, source, spun in ((left, "甲", spun_left), (right, "乙", spun_right))
            ]
            yield Pair(kind, *forms, decision == "same", reason)


ALL = list(pairs())


def test_the_labelled_set_is_large_and_half_of_it_hard():
    assert len(ALL) >= 120
    assert sum(not pair.same for pair in ALL) >= len(ALL) // 2
    assert all(pair.reason for pair in ALL)
    assert len({pair.class_name for pair in ALL}) >= 8


def test_precision_and_recall_on_the_labelled_pairs():
    found = [(judge(pair.left, pair.right).decision == "same", pair.same) for pair in ALL]
    right = sum(said and same for said, same in found)
    said, same = sum(said for said, _ in found), sum(same for _, same in found)
    assert right / said >= 0.99
    assert right / same >= 0.92


@pytest.mark.parametrize("pair", ALL, ids=lambda pair: f"{pair.left.name}-{pair.right.name}")
def test_two_different_things_are_never_made_one(pair: Pair):
    if not pair.same:
        assert judge(pair.left, pair.right).decision != "same", pair.reason


def test_a_decision_does_not_depend_on_the_order_of_the_two():
    for pair in ALL:
        one, two = judge(pair.left, pair.right), judge(pair.right, pair.left)
        assert one.decision == two.decision


def b_cubed(found: dict[object, object], gold: dict[object, object]) -> float:
    """B-cubed F1 of two partitions of the same things."""

    def share(one: dict[object, object], two: dict[object, object]) -> float:
        by_one, by_two = defaultdict(set), defaultdict(set)
        for thing in one:
            by_one[one[thing]].add(thing)
            by_two[two[thing]].add(thing)
        overlaps = (len(by_one[one[t]] & by_two[two[t]]) / len(by_one[one[t]]) for t in one)
        return sum(overlaps) / len(one)

    precision, recall = share(found, gold), share(gold, found)
    return 2 * precision * recall / (precision + recall)


@pytest.fixture(scope="module")
def seeds(corpus: Path, packaged):
    """Forms of the five articles that a curated entity answers to, and that entity."""
    names: dict[str, set[str]] = defaultdict(set)
    for kind in ("prefLabel", "altLabel", "hiddenLabel"):
        query = f"SELECT ?it ?name {{ ?it <{SKOS}{kind}> ?name FILTER(LANG(?name) != 'en') }}"
        for row in packaged.query(query):
            names[row["it"].value].add(folded(row["name"].value))
    said = (
        f"SELECT DISTINCT ?source ?it {{ GRAPH ?source {{ ?c <{RDF}subject>|<{RDF}object> ?it }} }}"
    )
    mentioned: dict[str, set[str]] = defaultdict(set)
    for row in packaged.query(said):
        mentioned[row["source"].value.removeprefix(PREFIXES["source"])].add(row["it"].value)
    forms, gold = [], {}
    for source, file in SEEDS.items():
        found = extract(read_article(corpus / file, id=source))
        own = forms_of(found.entities, found.claims, source, found.article.spin > 0.6)
        forms += own.values()
        things = [thing(e.iri, {e.name, *e.aliases}) for e in found.entities]
        curated = [thing(iri, known) for iri, known in names.items() if class_of(iri)]
        exact, _ = align(curated, things)
        _, lenient = align([t for t in curated if t.id in mentioned[source]], things)
        for iri, form in own.items():
            if iri in exact or iri in lenient:
                gold[source, iri, form] = exact.get(iri) or lenient[iri]
    return forms, gold


def thing(iri: str, names: set[str]) -> Thing:
    kept = {folded(name) for name in names} - {""}
    return Thing(iri, class_of(iri) or "", min(kept, default=""), frozenset(kept))


def test_the_five_articles_resolve_to_the_curated_entities(seeds):
    forms, gold = seeds
    iris = resolve(forms).iris
    found = {key: iris[key[2]] for key in gold}
    right = wrong = missed = 0
    for one, two in combinations(sorted(gold), 2):
        same, said = gold[one] == gold[two], found[one] == found[two]
        right += same and said
        missed += same and not said
        if said and not same:
            wrong += 1
            assert class_of(gold[one]) not in ("Policy", "Agency", "Place"), (one, two)
    assert 2 * right / (2 * right + wrong + missed) >= 0.92
    assert b_cubed(found, gold) >= 0.92


def test_any_order_of_forms_gives_the_same_entities(seeds):
    forms, _ = seeds
    expected = resolve(forms)
    draw = random.Random(7)
    for _ in range(5):
        draw.shuffle(forms)
        assert resolve(forms) == expected


NAMES = st.sampled_from([pair.left for pair in ALL] + [pair.right for pair in ALL])


@settings(max_examples=60)
@given(st.lists(NAMES, max_size=12), st.randoms(use_true_random=False))
def test_resolution_is_a_function_of_the_set(forms: list[Form], draw: random.Random):
    shuffled = list(forms)
    draw.shuffle(shuffled)
    assert resolve(shuffled) == resolve([*forms, *forms])


@settings(max_examples=60)
@given(st.lists(NAMES, max_size=12))
def test_a_neighbourhood_can_be_resolved_alone(forms: list[Form]):
    whole = resolve(forms)
    for group in neighbourhoods(forms, Rulings()):
        alone = merge(group, Rulings())
        assert {form: whole.iris[form] for form in group} == alone.iris


SAME_TITLE = "关于促进低空经济高质量发展的若干措施"


def test_a_title_without_its_place_joins_the_only_one_and_none_of_two():
    bare, north = Form("Policy", SAME_TITLE), Form("Policy", f"沈阳市{SAME_TITLE}")
    south = Form("Policy", f"深圳市{SAME_TITLE}")
    two, three = resolve([bare, north]), resolve([bare, north, south])
    assert two.iris[bare] == two.iris[north]
    assert len({three.iris[form] for form in (bare, north, south)}) == 3
    assert any(judgement.decision != "same" for judgement in three.judgements)


def test_two_things_of_one_name_are_told_apart_by_their_place():
    forms = [Form("Policy", SAME_TITLE, place=code) for code in ("210100", "440300")]
    found = resolve(forms)
    assert {found.names[form] for form in forms} == {
        f"{SAME_TITLE}（沈阳市）",
        f"{SAME_TITLE}（深圳市）",
    }


def test_a_general_name_means_something_in_its_text_only():
    forms = [form_of(Entity("IndustrialPark", "区块链产业园"), source) for source in ("甲", "乙")]
    assert len(set(resolve(forms).iris.values())) == 2
    placed = [form_of(Entity("IndustrialPark", "区块链产业园"), s, "330100") for s in ("甲", "乙")]
    full = form_of(Entity("IndustrialPark", "杭州区块链产业园"), "丙")
    assert len(set(resolve([*placed, full]).iris.values())) == 1


def test_rewritten_words_count_only_in_a_rewritten_text():
    plain_form = Form("Policy", "关于加快低空产业发展的意见")
    spun = Form("Policy", "关于加快低空产业进步的建议")
    assert judge(plain_form, spun).decision == "unsure"
    assert judge(plain_form, Form(*spun_fields(spun))).decision == "same"


def spun_fields(form: Form) -> tuple[object, ...]:
    return form.class_name, form.name, form.place, form.others, True


def entity_iri(name: str, kind: str = "Company") -> str:
    return Entity(kind, name).iri


@pytest.mark.parametrize("swap", [False, True])
def test_a_person_can_join_what_rules_leave_apart(swap: bool):
    forms = [Form("Company", "甲辰智造"), Form("Company", "甲辰装备")]
    sides = [entity_iri("甲辰智造"), "甲辰装备"]
    left, right = reversed(sides) if swap else sides
    said = Judgement(left, right, "same", "同一家", "编辑")
    found = resolve(forms, [said])
    assert len(set(found.iris.values())) == 1
    assert any("同一家" in judgement.because for judgement in found.judgements)


@pytest.mark.parametrize("decision", ["different", "unsure"])
def test_a_person_can_part_what_rules_join(decision: str):
    forms = [
        Form("Agency", "甲市工信局".replace("甲市", "杭州市")),
        Form("Agency", "杭州市工业和信息化局"),
    ]
    assert len(set(resolve(forms).iris.values())) == 1
    said = Judgement(entity_iri(forms[0].name, "Agency"), forms[1].name, decision, "两家", "编辑")
    assert len(set(resolve(forms, [said]).iris.values())) == 2


def test_of_two_judgements_the_later_one_counts():
    forms = [Form("Company", "甲辰智造"), Form("Company", "甲辰装备")]
    sides = entity_iri("甲辰智造"), entity_iri("甲辰装备")
    said = [Judgement(*sides, decision, "想好了", "编辑") for decision in ("same", "different")]
    assert len(set(resolve(forms, said).iris.values())) == 2
    assert len(set(resolve(forms, said[::-1]).iris.values())) == 1


def test_what_a_person_parted_stays_apart_through_a_third():
    names = ["杭州市工信局", "杭州市工业和信息化局", "杭州工信局"]
    forms = [Form("Agency", name) for name in names]
    said = Judgement(entity_iri(names[0], "Agency"), names[1], "different", "两家", "编辑")
    for order in permutations(forms):
        found = resolve(order, [said])
        assert found.iris[forms[0]] != found.iris[forms[1]]


def test_packaged_entities_keep_their_names():
    packaged = Form("Agency", "杭州市工信局", iri=entity_iri("杭州市工信局", "Agency"))
    found = resolve([packaged, Form("Agency", "杭州市工业和信息化局")])
    assert set(found.iris.values()) == {packaged.iri}
    assert set(found.names.values()) == {"杭州市工信局"}


def test_every_other_name_comes_with_a_reason():
    forms = [Form("Agency", "浙江省经信厅"), Form("Agency", "浙江省经济和信息化厅")]
    [judgement] = resolve(forms).judgements
    assert (judgement.left, judgement.decision) == ("浙江省经信厅", "same")
    assert "简称" in judgement.because
    assert judgement.decided_by == "规则：body"


@pytest.mark.parametrize(
    ("measure", "name", "expected"),
    [
        (plain, "《關於“低空經濟”的意見》", "关于低空经济的意见"),
        (folded, "ＡＢ（中国）", "ab中国"),
        (years, "第二届2018峰会", frozenset({"第二届", "2018"})),
        (folded, "——", ""),
    ],
)
def test_names_are_reduced(measure: Callable[[str], object], name: str, expected: object):
    assert measure(name) == expected


def test_places_in_names_become_codes():
    assert located("沈阳市皇姑区产业园").place == "210105"
    assert located("朝阳区产业园").place == ""  # several districts bear the name


def test_similar_names_are_proposed_and_known_differences_are_not():
    forms = [
        Form("Company", "甲辰智能制造研究公司"),
        Form("Company", "甲辰智能制造研究中心公司"),
        Form("Event", "2017甲辰智能峰会"),
        Form("Event", "2018甲辰智能峰会"),
    ]
    by_iri = {entity_iri(form.name, form.class_name): form for form in forms}
    names = {iri: form.name for iri, form in by_iri.items()}
    [(score, one, two)] = alike(names, by_iri.__getitem__)
    assert score >= 70
    assert {class_of(one), class_of(two)} == {"Company"}
    assert alike(names, by_iri.__getitem__, [entity_iri("2017甲辰智能峰会", "Event")]) == []


PLAIN = (
    "全市加快发展低空经济,今年建成起降场地三十处。甲公司同乙大学一起发展低空物流,设立联合研究中心。"
    "办法对创新企业给予补助,最高不超过五百万元。园区为创新企业免去三年租金,并配备共用的设备。"
)
SPUN = PLAIN.replace("发展", "进步").replace("创新", "革新")


def test_exchanged_words_are_learned_from_sentences_that_say_the_same():
    assert learned([SPUN], [PLAIN]) == {"进步": "发展", "革新": "创新"}


def test_nothing_is_learned_from_equal_or_unrelated_texts():
    assert learned([PLAIN], [PLAIN]) == {}
    assert learned([SPUN], ["本报讯,昨日下午全市普降大雨,多处道路积水。"]) == {}


def test_what_was_seen_once_is_not_learned():
    once = "全市加快进步低空经济,今年建成起降场地三十处。"
    assert learned([once], [PLAIN]) == {}
