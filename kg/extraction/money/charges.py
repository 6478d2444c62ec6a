"""Whose charge the running of a park or a fund is: 园区日常运营由甲负责, 乙基金的管理由丙承担."""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.facts import Facts
from kg.extraction.scene import Scene
from kg.extraction.sentences.subjects import topic_at
from kg.patterns import regex

_RUN = ("IndustrialPark", "Fund")
_WHO = ("Company", "Agency", "Institute", "Association")
_WORK = "运营|管理|运作|运行"
_CHARGE = regex(
    rf"(?=[运管])(?:{_WORK})(?:(?:和|与|及|、)?(?:{_WORK}|维护|服务|招商|开发))*(?:等?(?:工作|事务|业务))?"
    r"(?:目前|现|均|统一|主要|具体|全部|交)*由"
)
_TAKES = regex(r"(?:具体|统一|全面|全权|共同|分别|独家)*(?:负责|承担)(?=[,;。]|$)")
_OWN = regex(
    r"的?(?:[”)])?(?:的|其|日常|具体|整体|后续|建设|开发|投资|招商|资产|市场化|专业化|和|与|及|、)*"
)


_RUNS_IT = regex(
    rf"(?:具体|统一|全面|全权|共同|现|则)*(?:(?:负责|承担)|(?={_WORK}))(?:其|日常|具体|后续|整体|市场化)*(?:{_WORK})"
    rf"(?:和|与|及|、)?(?:{_WORK}|维护|服务|招商)*(?:等?工作)?(?=[,;。]|$)"
)

# 甲全面负责乙园区的招商和运营工作
_IN_CHARGE = regex(
    "(?:目前|现|将|具体|统一|全面|全权|主要|受托|受委托)*(?:负责|承担|承接|拥有|获得|取得)了?[“]?"
)
_ITS_RUNNING = regex(rf"[”]?{_OWN.pattern}(?:{_WORK})(?![^,。;]{{0,8}}(?:项目|平台|系统))")


def add_charges(facts: Facts, scene: Scene) -> None:
    """Say who runs a park or a fund when the running is the subject of the clause.

    Parameters
    ----------
    scene : a sentence.
    """
    _add_running(facts, scene)
    _add_in_charge(facts, scene)
    text = scene.text
    for match in _CHARGE.finditer(text, scene.start, scene.end):
        index = scene.after(match.end())
        if scene.covers(match.start()) or index >= len(scene.args):
            continue
        first = scene.args[index]
        if first.start != match.end() or first.class_name not in _WHO:
            continue
        group = [a for a in scene.group(index, _WHO) if a.start >= match.end()]
        if not _TAKES.match(text, group[-1].end, scene.end):
            continue
        before = scene.args[index - 1] if index else None
        beside = before and _OWN.fullmatch(text, before.end, match.start())
        thing = before if beside else topic_at(scene, match.start(), _RUN)
        if thing is None or thing.class_name not in _RUN:
            continue
        status = scene.status(match.start())
        for keeper in group:
            span = [(min(thing.start, match.start()), keeper.end)]
            facts.add(thing.node, "managedBy", keeper.node, span, confidence=0.8, status=status)


def _add_running(facts: Facts, scene: Scene) -> None:
    """Say who runs what the clauses before speak of: 园区由甲开发,乙负责运营."""
    for keeper in scene.args:
        begins = scene.start < keeper.start == scene.clause_start(keeper.start)
        if keeper.class_name not in _WHO or not begins:
            continue
        runs = _RUNS_IT.match(scene.text, keeper.end, scene.end)
        thing = topic_at(scene, keeper.start, _RUN) if runs else None
        if runs and thing:
            span = [(min(thing.start, keeper.start), runs.end())]
            status = scene.status(runs.start())
            facts.add(thing.node, "managedBy", keeper.node, span, confidence=0.75, status=status)


def _add_in_charge(facts: Facts, scene: Scene) -> None:
    """Say who is in charge of running what is named behind: 甲全面负责乙园区的招商和运营."""
    text = scene.text
    for keeper, thing in pairwise(scene.args):
        begin, clause = keeper.end, scene.clause_start(thing.start)
        if begin <= clause and text.endswith("委托,", scene.start, clause):
            keeper, begin = topic_at(scene, thing.start, _WHO) or keeper, clause
        if (
            thing.class_name in _RUN
            and keeper.class_name in _WHO
            and _IN_CHARGE.fullmatch(text, begin, thing.start)
            and (runs := _ITS_RUNNING.match(text, thing.end, scene.end))
        ):
            span = [(keeper.start, runs.end())]
            status = scene.status(thing.start)
            facts.add(thing.node, "managedBy", keeper.node, span, confidence=0.8, status=status)
