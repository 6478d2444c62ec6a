"""Goals that policies set and figures about places: clauses with a number and what it counts."""

from __future__ import annotations

import re

from kg.extraction.facts import Facts, Node
from kg.extraction.scene import Arg, Scene
from kg.model import PartialDate, Text, Value

_GOAL = re.compile(
    r"(?:力争|争取|确保)?(?<!截)(?<!止)(?:到|至)((?:20|19)\d\d)年(?!\d|[一二十]|以来)(?:底|末)?|力争|争取(?!到)|主要目标|发展目标|工作目标|总体目标"
)
_NUMBER = r"(?:\d[\d.,]*(?:[-—~至]\d[\d.,]*)?|[一二两三四五六七八九十百千]+)"
_QUANTITY = re.compile(
    rf"{_NUMBER}(?:余|多)?(?:万|亿|百|千)*(?:余|多)?(?:家|个|名|项|人|元|%|户|件|所|座|条|公里|平方公里|亩|吨|辆|台|套|种|款|批|倍|支|场|枚|万千瓦|千瓦|例|张|处|美元)"
)
_HAVE = re.compile(
    r"(?:拥有|已有|共有|现有|达到?|突破|超过|超|占|位居|有|增长|新增|为|累计|聚集|集聚|完成|实现)"
)
_COUNTED = re.compile(
    r"企业|人口|总量|GDP|产值|收入|总值|增加值|公司|机构|园区|场景|专利|人才|项目|用户|规模|税收|投资额|指数|排名|占比|学校|医院|平台"
)


_LEVEL = re.compile(
    r"(?:稳定在|控制在|保持在|提高到|提升到|提升至|提高至|达到|不低于|不少于|下降到|降至|降低到)[\d.]+(?:%|以上|以下|以内|左右|个百分点)"
)


def add_targets(facts: Facts, scene: Scene, policy: Arg | None, own: bool = False) -> None:
    """Say which goals a policy sets: 到2025年,培育30家以上…企业.

    Parameters
    ----------
    policy : the policy that the sentence speaks of.
    own : the text is the policy, so that every level it prescribes is a goal.
    """
    if policy is None:
        return
    sentence = scene.text[scene.start : scene.end]
    goal = next(
        (m for m in _GOAL.finditer(sentence) if not scene.covers(scene.start + m.start())), None
    )
    if goal is None:
        if own:
            _add_levels(facts, scene, policy)
        return
    year = PartialDate(goal[1]) if goal[1] else None
    start = scene.start + goal.start()
    clauses = list(_clauses(scene.text, start, scene.end))
    counted = [c for c in clauses if _QUANTITY.search(scene.text, *c)]
    for begin, end in counted or clauses[:1]:
        words = scene.text[begin:end].strip()
        if len(words) < 6:
            continue
        facts.add(
            Node("Policy", policy.name),
            "target",
            Text(words),
            [(begin, end)],
            confidence=0.6,
            status="planned",
            qualifiers={"year": year},
        )


def _add_levels(facts: Facts, scene: Scene, policy: Arg) -> None:
    for match in _LEVEL.finditer(scene.text, scene.start, scene.end):
        begin, end = scene.clause_start(match.start()), match.end()
        words = scene.text[begin:end].strip()
        if len(words) >= 8:
            facts.add(
                Node("Policy", policy.name),
                "target",
                Text(words),
                [(begin, end)],
                confidence=0.6,
                status="planned",
            )


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Clauses between commas; one that only tells the year joins the next."""
    found: list[tuple[int, int]] = []
    position = start
    for match in re.finditer(r"[,;。!?]|$", text[start:end]):
        stop = start + match.start()
        if stop - position >= 12 or match[0] != ",":
            if stop > position:
                found.append((position, stop))
            position = stop + 1
    return found


def add_statistics(facts: Facts, scene: Scene) -> None:
    """Say what is counted in a place: 甲市拥有区块链企业120家."""
    text = scene.text
    for match in _QUANTITY.finditer(text, scene.start, scene.end):
        begin, end = scene.clause_start(match.start()), scene.clause_end(match.end())
        clause = text[begin:end]
        if not (_HAVE.search(clause[: match.start() - begin]) and _COUNTED.search(clause)):
            continue
        inside = [a for a in scene.args if begin <= a.start and a.end <= match.start()]
        places = [a for a in inside if a.class_name == "Place" and a.start - begin <= 8]
        if not places or len(inside) > len(places) or scene.status(match.start()) != "done":
            continue
        qualifiers: dict[str, Value | None] = {}
        stated = [d for d in scene.dates if d.role == "asOf" and d.value]
        if stated:
            qualifiers["asOf"] = stated[-1].value
        facts.add(
            Node("Place", places[0].name),
            "statistic",
            Text(clause.strip("。!? ")),
            [(begin, end)],
            confidence=0.6,
            qualifiers=qualifiers,
        )
