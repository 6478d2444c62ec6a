"""One fact in many wordings: what a modal verb makes of it, and what changes nothing about it."""

from __future__ import annotations

from itertools import product

import pytest
from sentence_tables import lines

from kg.article import read_article
from kg.extraction import extract

# who does it, what, and the fact
DEEDS = (
    ("谷潮科技", "收购澜海生物科技有限公司", "funds"),
    ("合肥市人民政府", "设立合肥市氢能产业基金", "establishedBy"),
    ("谷潮科技", "与澜海大学签署战略合作协议", "partnerOf"),
    ("合肥市人民政府", "印发《合肥市氢能产业规划》", "issuedBy"),
    ("谷潮科技", "落户合肥高新区", "locatedIn"),
    ("谷潮科技", "推出“澜海一号”大模型", "develops"),
)
# what stands between the two -> what may be read
MODALS = {
    "": "done",
    "已": "done",
    "成功": "done",
    "正式": "done",
    "于2021年3月": "done",
    "拟": "planned",
    "准备": "planned",
    "打算": "planned",
    "预计明年": "planned",
    "应当": "planned encouraged",
    "可能": "planned",
    "或将": "planned",
    "有望": "planned",
    "能否": "planned",
    "会不会": "planned",
    "要不要": "planned",
    "是否": "planned",
    "正考虑": "planned",
    "无意": "denied",
    "无权": "denied",
    "没有": "denied",
    "并未": "denied",
    "从未": "denied",
    "不会": "denied",
    "绝不": "denied",
    "不再": "denied",
    "拒绝": "denied",
    "放弃": "denied",
    "无法": "denied",
    "未能": "denied",
}
# what stands around the two -> what may be read
SAID = {
    ("据悉，", "。"): "done",
    ("如果", "，格局将改变。"): "planned",
    ("若", "，格局将改变。"): "planned",
    ("一旦", "，格局将改变。"): "planned",
    ("专家建议", "。"): "planned encouraged",
    ("鼓励", "。"): "planned encouraged",
    ("网传", "，经核实为谣言。"): "denied",
    ("有消息称", "，有关方面称消息不实。"): "denied",
    ("", "的消息不实。"): "denied",
    ("", "的传言已被辟谣。"): "denied",
    ("", "一事未获批准。"): "denied",
}


def facts(sentence: str) -> list[tuple[str, str, str, str]]:
    """What a sentence states: the names of both ends, the property and the status."""
    extraction = extract(read_article(sentence.encode(), id="case"))
    names = {entity.iri: entity.name for entity in extraction.entities}
    return [
        (
            names.get(claim.subject, claim.subject),
            claim.predicate,
            names.get(str(claim.object), str(claim.object)),
            claim.status,
        )
        for claim in extraction.claims
    ]


def readings(sentence: str, predicate: str) -> set[str]:
    """The statuses of the facts of a property, where a zone lies not among them."""
    return {
        status
        for subject, said, _, status in facts(sentence)
        if said == predicate and not (said == "locatedIn" and subject != "谷潮科技")
    }


@pytest.mark.parametrize("modal", MODALS)
def test_a_modal_verb_tells_the_status(modal: str) -> None:
    read = {f"{who}{modal}{what}": readings(f"{who}{modal}{what}。", p) for who, what, p in DEEDS}
    allowed = set(MODALS[modal].split())
    assert {s: r for s, r in read.items() if not r <= allowed} == {}
    assert modal in ("或将", "能否", "是否") or sum(map(bool, read.values())) >= len(DEEDS) / 2


@pytest.mark.parametrize("around", SAID)
def test_who_speaks_and_how_it_ended_tell_the_status(around: tuple[str, str]) -> None:
    before, behind = around
    read = {who: readings(f"{before}{who}{what}{behind}", p) for who, what, p in DEEDS}
    allowed = set(SAID[around].split())
    assert {who: r for who, r in read.items() if not r <= allowed} == {}


@pytest.mark.parametrize(
    ("sentence", "predicate", "allowed"),
    [
        ("谷潮科技收购澜海生物科技有限公司的计划被搁置。", "funds", "denied"),
        ("谷潮科技收购澜海生物科技有限公司未果。", "funds", "denied"),
        ("谷潮科技收购澜海生物科技有限公司的交易告吹。", "funds", "denied"),
        ("谷潮科技收购澜海生物科技有限公司的可能性很大。", "funds", "planned"),
        ("谷潮科技收购澜海生物科技有限公司的谈判仍在进行。", "funds", "planned"),
        ("谷潮科技撤回收购澜海生物科技有限公司的申请。", "funds", "denied"),
        ("监管部门否决了谷潮科技收购澜海生物科技有限公司的申请。", "funds", "denied"),
        ("合肥市财政局停止向澜海生物科技有限公司发放补贴。", "funds", "denied"),
        ("谷潮科技与澜海大学的合作破裂。", "partnerOf", "denied"),
        ("谷潮科技与澜海大学尚在商谈合作。", "partnerOf", "planned"),
        ("谷潮科技与澜海大学的合作意向未能落实。", "partnerOf", "denied"),
        ("谷潮科技落户合肥高新区的消息尚未得到证实。", "locatedIn", "planned"),
        ("合肥市人民政府设立合肥市氢能产业基金的议案被否决。", "establishedBy", "denied"),
        ("待条件成熟后，合肥市人民政府设立合肥市氢能产业基金。", "establishedBy", "planned"),
        ("谷潮科技停止开发“澜海一号”大模型。", "develops", "denied"),
        ("谷潮科技推迟发布“澜海一号”大模型。", "develops", "planned"),
        ("网上流传的“澜海云”平台并非由谷潮科技开发。", "develops", "denied"),
        ("2021全球氢能大会推迟在合肥市举行。", "hostedAt", "planned"),
    ],
)
def test_what_was_not_done_is_not_said_to_be(sentence: str, predicate: str, allowed: str) -> None:
    assert readings(sentence, predicate) == {allowed}


LEADS = (
    "日前，", "3月5日，", "据悉，", "值得一提的是，", "与此同时，", "在会上，", "今年以来，",
    "2021年3月，", "天眼查信息显示，", "据新华社报道，", "（记者 李明远）", "新华社合肥3月5日电 ",
    "本报讯 ", "1.", "（一）", "一是", "■", "　　", "【快讯】", "记者了解到，", "在政策支持下，",
    "有媒体报道，", "为加快产业发展，", "今天（3月5日），", "截至目前，", "综合外媒消息，",
    "从2019年起，", "签约仪式上，", "36氪获悉，", "IT之家 3 月 5 日消息，", "首先，",
)  # fmt: skip
TAILS = (
    "，引发关注。", "，这是今年的又一举措。", "（图）。", "，为当地发展注入新动能。",
    "；有关各方还将继续努力。", "！", "，具体情况如下：", "，并表示将继续努力。", "……",
    "，市场反应积极。", "。（完）", "，（下转第二版）",
)  # fmt: skip


@pytest.mark.parametrize(("who", "what", "predicate"), DEEDS)
def test_what_stands_around_a_fact_does_not_change_it(who: str, what: str, predicate: str) -> None:
    around = [*product(LEADS, ["。"]), *product(["据悉，"], TAILS)]
    read = {
        s: readings(s, predicate) for lead, tail in around for s in [f"{lead}{who}{what}{tail}"]
    }
    assert {s: r for s, r in read.items() if r != {"done"}} == {}


@pytest.mark.parametrize("adverb", ["", "正式", "成功", "已", "率先", "近日", "于2021年3月"])
@pytest.mark.parametrize("verb", ["落户", "落地", "入驻", "进驻", "扎根", "迁至", "签约落户"])
def test_however_a_firm_comes_it_is_there(adverb: str, verb: str) -> None:
    assert ("谷潮科技", "locatedIn", "合肥高新区", "done") in facts(
        f"据悉，谷潮科技{adverb}{verb}合肥高新区。"
    )


GOODS = (
    "减速器、伺服电机、力传感器", "碳化硅、光刻胶、靶材", "磷酸铁锂、隔膜、电解液、电芯",
    "钠离子电池、全钒液流电池", "塔筒、风机叶片、齿轮箱", "膜电极、双极板、碳纸", "气凝胶、尼龙",
    "创新药、高值耗材、体外诊断", "预制菜、调味品、乳制品", "飞控系统、航空发动机、新型激光雷达",
)  # fmt: skip


@pytest.mark.parametrize("goods", GOODS)
@pytest.mark.parametrize(
    "frame",
    [
        "引进{}等关键零部件企业，在合肥高新区形成集群。",
        "合肥高新区吸引{}等一批龙头企业落户。",
        "合肥高新区集聚了{}等企业60余家。",
        "合肥市人民政府将与{}等企业签约。",
        "合肥高新区将引进{}等项目。",
    ],
)
def test_what_a_place_makes_is_no_firm(frame: str, goods: str) -> None:
    names = {name for fact in facts(frame.format(goods)) for name in fact[:3]}
    assert names.isdisjoint(goods.split("、"))


def test_firms_called_by_what_they_make_are_firms() -> None:
    listed = {"天岳先进", "柯力传感", "派能科技", "绿的谐波", "长盛轴承"}
    read = facts(f"合肥高新区吸引{'、'.join(sorted(listed))}等一批龙头企业落户。")
    assert {firm for firm, predicate, *_ in read if predicate == "locatedIn"} >= listed


# the fact that each sentence of the table states
SAME = {
    "issuedBy": ("北京市促进氢能产业发展若干措施", "北京市发展和改革委员会"),
    "funds": ("云岭资本", "澜海生物科技有限公司"),
    "locatedIn": ("谷潮科技有限公司", "合肥高新区"),
    "establishedBy": ("合肥市氢能产业基金", "合肥市人民政府"),
    "managedBy": ("合肥市氢能产业基金", "云岭资本"),
    "partnerOf": ("谷潮科技有限公司", "澜海大学"),
    "develops": ("谷潮科技有限公司", "澜海一号"),
}


@pytest.mark.parametrize(("sentence", "properties"), [*lines("phrases")])
def test_a_fact_in_any_words_is_read(sentence: str, properties: list[str]) -> None:
    predicate = properties[0]
    ends = SAME[predicate]
    either = {ends, ends[::-1]} if predicate == "partnerOf" else {ends}  # which goes both ways
    read = {(subject, object_) for subject, p, object_, _ in facts(sentence) if p == predicate}
    assert not read.isdisjoint(either)


def test_schools_that_are_called_tongji_stay_whole() -> None:
    names = {name for fact in facts("谷潮科技与华中科技大学同济医学院签约。") for name in fact[::2]}
    assert any("同济医学院" in name for name in names)
