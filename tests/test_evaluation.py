"""Scoring: pairs, facts, statuses, intervals."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from kg.annotation import Fact, Record, Thing, read_annotation, record_of
from kg.errors import ArticleError
from kg.evaluation import (
    Count,
    align,
    evaluate,
    evaluate_folder,
    score_document,
)
from kg.model import Amount, Claim, Entity, Span


def thing(class_name: str, *names: str) -> Thing:
    return Thing(names[0], class_name, names[0], frozenset(names))


POLICY, AGENCY = thing("Policy", "氢能办法"), thing("Agency", "银川市人民政府", "市政府")


def record(*facts: Fact, things: tuple[Thing, ...] = (POLICY, AGENCY)) -> Record:
    return Record("d", things, facts)


def test_alignment_prefers_equal_names_and_pairs_once() -> None:
    gold = [thing("Company", "海星科技"), thing("Company", "海星")]
    found = [thing("Company", "海星"), thing("Company", "海星科技有限公司")]
    exact, lenient = align(gold, found)
    assert exact == {"海星": "海星"}
    assert lenient == {"海星": "海星", "海星科技有限公司": "海星科技"}


def test_same_name_of_another_class_is_no_match() -> None:
    assert align([thing("Company", "海星")], [thing("Fund", "海星")]) == ({}, {})


def test_perfect_record_scores_one() -> None:
    gold = record(Fact("氢能办法", "issuedBy", "银川市人民政府"))
    total = evaluate({"d": gold}, {"d": gold}).total()
    assert total["relations"].f1 == 1.0
    assert total["entity exact"].f1 == 1.0


def test_missing_and_invented_facts_are_counted_and_worded() -> None:
    gold = record(Fact("氢能办法", "issuedBy", "银川市人民政府"))
    found = record(Fact("氢能办法", "issuedDate", "2020"))
    score = score_document(gold, found)
    assert score.counts["relations"] == Count(right=0, wrong=1, missing=1)
    assert score.missing == ["氢能办法 issuedBy 银川市人民政府"]
    assert score.wrong == ["氢能办法 issuedDate 2020"]


def test_planned_asserted_as_done_is_an_error_of_status() -> None:
    gold = record(Fact("氢能办法", "issuedBy", "银川市人民政府", "planned"))
    found = record(Fact("氢能办法", "issuedBy", "银川市人民政府"))
    evaluation = evaluate({"d": gold}, {"d": found})
    assert evaluation.status_error_rate() == 1.0
    assert evaluation.total()["issuedBy"].right == 0


def test_encouraged_and_planned_are_both_not_done() -> None:
    gold = record(Fact("氢能办法", "issuedBy", "银川市人民政府", "encouraged"))
    found = record(Fact("氢能办法", "issuedBy", "银川市人民政府", "planned"))
    assert evaluate({"d": gold}, {"d": found}).total()["issuedBy"].right == 1


def test_issuer_counts_with_the_right_date_only() -> None:
    issued = Fact("氢能办法", "issuedBy", "银川市人民政府")
    gold = record(issued, Fact("氢能办法", "issuedDate", "2020-03"))
    found = record(issued, Fact("氢能办法", "issuedDate", "2019-03"))
    total = evaluate({"d": gold}, {"d": found}).total()
    assert total["issuedBy"].right == 1
    assert total["issuedBy with date"].right == 0
    assert total["date of matched policy"].wrong == 1


def test_amounts_compare_by_value_and_bound() -> None:
    fund = Entity("Fund", "氢能基金")
    claim = Claim("d", fund.iri, "amount", Amount(Decimal(500000000)), (Span(0, 1),))
    found = record_of("d", [fund], [claim])
    gold = Record("d", (thing("Fund", "氢能基金"),), (Fact("氢能基金", "amount", "5亿"),))
    assert evaluate({"d": gold}, {"d": found}).total()["amount"].f1 == 1.0


@pytest.mark.parametrize(
    ("value", "bound", "read"),
    [
        ("5亿元", "floor", "不低于5亿元"),
        ("5亿元", "cap", "不超过5亿元"),
        ("5亿元", "exact", "5亿元"),
        ("不低于5亿元", "floor", "不低于5亿元"),
        ("5亿多元", "floor", "5亿多元"),
    ],
)
def test_a_sum_is_bound_as_its_qualifier_says(
    tmp_path: Path, value: str, bound: str, read: str
) -> None:
    fund = {"id": "f", "type": "Fund", "name": "氢能基金", "surface": "氢能基金"}
    fact = {"s": "f", "p": "amount", "o": value, "quote": value, "q": {"bound": bound}}
    data = {"doc": "d.txt", "entities": [fund], "facts": [fact]}
    (tmp_path / "d.json").write_text(json.dumps(data), encoding="utf-8")
    assert read_annotation(tmp_path / "d.json").facts[0].object == read


def test_document_that_was_not_extracted_is_all_missing() -> None:
    gold = record(Fact("氢能办法", "issuedBy", "银川市人民政府"))
    assert evaluate({"d": gold}, {}).total()["relations"] == Count(missing=1)


def test_interval_is_reproducible_and_holds_the_score() -> None:
    gold = {str(i): record(Fact("氢能办法", "issuedBy", "银川市人民政府")) for i in range(8)}
    found = {k: v if int(k) % 2 else record() for k, v in gold.items()}
    evaluation = evaluate(gold, found)
    low, high = evaluation.interval("relations")
    assert (low, high) == evaluation.interval("relations")
    assert low < evaluation.total()["relations"].f1 < high


def test_calibration_sets_stated_confidence_beside_what_was_right() -> None:
    issued = Fact("氢能办法", "issuedBy", "银川市人民政府", confidence=Decimal("0.9"))
    denied = Fact("氢能办法", "issuedDate", "2021", "denied", confidence=Decimal("0.92"))
    applies = Fact("氢能办法", "appliesTo", "宁夏", confidence=Decimal("0.55"))
    gold = record(
        Fact("氢能办法", "issuedBy", "银川市人民政府"), Fact("氢能办法", "issuedDate", "2021")
    )
    evaluation = evaluate({"d": gold}, {"d": record(issued, denied, applies)})
    assert evaluation.calibration() == [
        (Decimal("0.9"), Decimal("0.91"), Count(right=1, wrong=1)),  # a denial is no deed
        (Decimal("0.5"), Decimal("0.55"), Count(wrong=1)),
    ]
    lines = list(evaluation.lines())
    assert lines[-3].split() == ["stated", "right", "facts"]
    assert lines[-2].split() == ["confidence", "from", "0.9", "0.910", "0.500", "2"]


def test_report_without_extracted_facts_has_no_confidence() -> None:
    gold = record(Fact("氢能办法", "issuedBy", "银川市人民政府"))
    assert "confidence" not in "\n".join(evaluate({"d": gold}, {}).lines())


def test_report_names_articles_and_items() -> None:
    gold = record(Fact("氢能办法", "issuedBy", "银川市人民政府"))
    lines = "\n".join(evaluate({"d": gold}, {}).lines(details=True))
    assert "missing  氢能办法 issuedBy 银川市人民政府" in lines
    assert "planned or denied as done" in lines


def test_report_speaks_chinese_around_the_names_of_the_scheme() -> None:
    gold = record(Fact("氢能办法", "issuedBy", "银川市人民政府"))
    table, *rest = evaluate({"d": gold}, {}).lines(details=True, language="zh")
    lines = "\n".join(rest)
    assert table.split() == ["精确率", "召回率", "F1", "项数", "F1", "的", "95", "%", "区间"]
    assert "全部关系" in lines
    assert "Policy 完全相符" in lines
    assert "遗漏  氢能办法 issuedBy 银川市人民政府" in lines
    assert "entity" not in lines
    assert "missing" not in lines


def write(folder: Path, name: str, text: str, annotation: object) -> None:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.json").write_text(json.dumps(annotation), encoding="utf-8")


def test_folder_is_extracted_and_scored(tmp_path: Path) -> None:
    annotation = {
        "doc": "a.txt",
        "entities": [
            {"id": "p", "type": "Policy", "name": "银川市氢能办法", "aliases": []},
            {"id": "a", "type": "Agency", "name": "银川市人民政府", "aliases": []},
        ],
        "facts": [{"s": "p", "p": "issuedBy", "o": "a", "quote": "银川市人民政府发布"}],
    }
    write(tmp_path, "a", "2020年3月,银川市人民政府发布《银川市氢能办法》。", annotation)
    assert evaluate_folder(tmp_path).total()["issuedBy"].f1 == 1.0


def test_goals_are_planned_whether_or_not_the_annotation_says_so(tmp_path: Path) -> None:
    text = """{"doc": "a.txt", "entities": [{"id": "p", "type": "Policy", "name": "甲规划"}],
        "facts": [{"s": "p", "p": "target", "o": "到2030年建成五个园区", "q": {"by": "2030"}}]}"""
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    [goal] = read_annotation(tmp_path / "a.json").facts
    assert goal.status == "planned"


def test_part_of_is_read_as_located_in(tmp_path: Path) -> None:
    annotation = {
        "entities": [
            {"id": "x", "type": "Place", "name": "金凤区"},
            {"id": "y", "type": "Place", "name": "银川市"},
        ],
        "facts": [{"s": "x", "p": "partOf", "o": "y", "quote": ""}],
    }
    write(tmp_path, "a", "银川市金凤区", annotation)
    assert read_annotation(tmp_path / "a.json").facts[0].predicate == "locatedIn"


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"entities": []}', '{"entities": [], "facts": [{"s":"a","p":"b","o":"c"}]}'],
)
def test_broken_annotation_is_told_in_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ArticleError, match=r"a\.json"):
        read_annotation(path)


def test_folder_without_annotations_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="no annotated article"):
        evaluate_folder(tmp_path)


def test_partners_are_so_in_either_direction() -> None:
    ends = thing("Company", "海星科技"), thing("Company", "云帆数据")
    gold = record(Fact("海星科技", "partnerOf", "云帆数据"), things=ends)
    found = record(
        Fact("云帆数据", "partnerOf", "海星科技"),
        Fact("海星科技", "partnerOf", "云帆数据"),
        things=ends,
    )
    assert score_document(gold, found).counts["partnerOf"] == Count(right=1, wrong=1, missing=0)
    other = record(Fact("云帆数据", "funds", "海星科技"), things=ends)
    assert score_document(gold, other).counts["relations"] == Count(right=0, wrong=1, missing=1)


def test_mayor_holds_a_post_of_the_city_or_of_its_government() -> None:
    mayor, city = thing("Person", "顾海东"), thing("Place", "宁夏银川市", "银川市")
    gold = record(Fact("顾海东", "holdsPost", "宁夏银川市"), things=(mayor, city))
    ends = mayor, AGENCY, thing("Agency", "银川市财政局")
    found = record(
        Fact("顾海东", "holdsPost", "银川市人民政府"),
        Fact("顾海东", "holdsPost", "银川市财政局"),
        things=ends,
    )
    assert score_document(gold, found).counts["holdsPost"] == Count(right=1, wrong=1, missing=0)
    assert score_document(found, gold).counts["holdsPost"] == Count(right=1, wrong=0, missing=1)
