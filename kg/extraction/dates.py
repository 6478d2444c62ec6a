"""Which date belongs to what a verb says."""

from __future__ import annotations

import re

from kg.extraction.scene import Arg, Scene
from kg.patterns import regex
from kg.values import DateMention

# the day from which a policy is in force is not that of its issue
_IN_FORCE = regex(
    r"(?:起|开始)?(?:正式|全面|开始)*(?:施行|实施|执行|生效)(?=[,。;的)\n]|$)|起(?:正式)?(?:施行|实施)"
)
_REPORTED = regex("[^,。;]{0,2}报道")  # 据甲报2019年1月报道
_BORN = regex("(?:成立|创[立办建]|始[建创]|组建|设立|建)[于自]$")
_ON = ("时间为", "时间是", "时间:", "日期:", "日期为", "日期是")  # 成立时间为2018年
_FIELDS = ("时间:", "日期:")
_FOR_DAY = ("于", "将", "在", "预计", "计划", "拟", "力争", "有望", "争取", "预计到")


def date_for(scene: Scene, verb_start: int, verb_end: int) -> DateMention | None:
    """The date of what a verb says: right behind it, else the nearest in front."""
    clause = scene.clause_start(verb_start)
    near = None
    for date in scene.dates:
        if date.value is None or date.role in ("title", "target", "asOf", "deadline"):
            continue
        past = date.word != "今年" and scene.text.startswith("以来", date.end)
        if past or _is_bracketed(scene, date.start, verb_start):
            continue  # 2018年以来,甲已建成乙; 建成甲(2009年获批)、乙
        inside = scene.covers(date.start)
        if inside and (near or not _at_event(scene, date)):
            continue
        years = date.kind == "range" and len(date.value.value) == 4
        if years or _REPORTED.match(scene.text, date.end) or _IN_FORCE.match(scene.text, date.end):
            continue  # 2021年至2023年每年安排: how long, not when
        gap = scene.text[verb_end : date.start] if 0 <= date.start - verb_end <= 3 else "?"
        if not gap.strip("于在了自") or gap in _ON:
            return date
        field = scene.text.endswith(_FIELDS, 0, date.start)  # 发布时间:2018-05-23
        if date.end <= verb_start and not (field or _is_year_of(scene.text, near, date)):
            near = date
    if near is None or near.end > clause:
        return near
    born = _BORN.search(scene.text, max(scene.start, near.start - 4), near.start)
    return None if born or verb_start - near.end > 90 else near  # 甲成立于2018年,投资乙


def _is_year_of(text: str, day: DateMention | None, year: DateMention) -> bool:
    """Tell whether a year right behind a day begins a name: 5月8日下午,2018年甲对接会举行."""
    if day is None or day.value is None or year.value is None:
        return False
    beside = _OF_DAY.fullmatch(text, day.end, year.start) is not None
    return beside and day.value.value.startswith(f"{year.value.value}-")


_OF_DAY = regex("(?:[上下中]午|晚上?|晚间|起)?,?[“]?")


def date_behind(scene: Scene, arg: Arg) -> DateMention | None:
    """The date that alone stands in a bracket behind something: 甲(2015年3月)."""
    for date in scene.dates:
        lead = scene.text[arg.end : date.start] if date.start >= arg.end else ""
        if lead in ("(", "”(") and scene.text.startswith(")", date.end):
            return date
    return None


def _is_bracketed(scene: Scene, position: int, verb: int) -> bool:
    """Tell whether a position lies in a bracket behind some argument, and the verb does not."""
    host = scene.host_at(position)
    return host is not None and scene.host_at(verb) is not host


def _at_event(scene: Scene, date: DateMention) -> bool:
    """Tell whether a date is the year of an event that something happens at: 在2021甲大会上."""
    event = scene.args[scene.after(date.start + 1) - 1]
    return event.class_name == "Event" and scene.text.startswith(("上,", "期间,"), event.end)


def appointed(scene: Scene, verb: int) -> DateMention | None:
    """The day for which something is planned: 将于5月24日举行."""
    clause = scene.clause_start(verb)
    for date in scene.dates:
        month = date.role == "deadline" and date.month and _BY_THEN.match(scene.text, date.end)
        told = date.role == "target" or month
        near = date.value and told and clause <= date.start < verb
        if near and scene.text.endswith(_FOR_DAY, clause, date.start):
            return date
    return None


_BY_THEN = regex("[底末]?前,?(?:正式|全面|全线|全部|整体)*(?:开工|动工|启动|奠基)")  # 6月底前开工


def date_list(scene: Scene, date: DateMention) -> list[DateMention]:
    """The dates that stand in one list with a date: 3月、6月和7月."""
    listed: list[DateMention] = []
    for other in scene.dates:
        if listed and re.fullmatch(r"[、和与及]|以及", scene.text[listed[-1].end : other.start]):
            listed.append(other)
        elif date in listed:
            break
        else:
            listed = [other]
    return listed if date in listed else [date]
