"""Whom a clause without a subject speaks of: 园区坐落在甲,2007年开园,由乙运营."""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.extraction.scene import Arg, Scene

TOPICS = frozenset(
    ("Company", "Institute", "Association", "Agency", "IndustrialPark", "Fund", "Event", "Project")
)
_FIRST_LEAD = 36  # most characters in front of the subject of a sentence's first clause
_HEADER = 30  # a shorter line is a header, whose paragraph is about the same
_LEAD = re.compile(
    r"(?:[\d年月日号第上下中旬初底末夜晚间同去今本当早在于至从自起后、□]"
    r"|其中|目前|随后|此后|之后|现在|同时|此外|另外|而|其|是|作为|总投资[\d.]+亿元的?"
    r"|位于|坐落(?:于|在)|总部(?:位于|设在|在)|地处|成立|创立|始建|创建|的|原|前身|据介绍|据了解)*[“《(]?"
)
_RELATIVE = re.compile(r"[^,;。的]{1,24}的(?:(?![为是])[\u4e00-\u9fff]){0,6}“?")


def topic_at(scene: Scene, position: int, classes: Collection[str] = TOPICS) -> Arg | None:
    """The thing that the clauses before a position speak of, which a bare clause is about.

    Parameters
    ----------
    position : in the clause without a subject.
    classes : what it may be; None comes back when the topic is something else.
    """
    topic = _last_head(scene, scene.clause_start(position)) or scene.about
    return topic if topic and topic.class_name in classes else None


def about_next(scene: Scene) -> Arg | None:
    """What the next sentence is about when it has no subject: what this one is."""
    if scene.text.startswith("\n", scene.end) and scene.end - scene.start > _HEADER:
        return None
    return _last_head(scene, scene.end) or scene.about


def _last_head(scene: Scene, stop: int) -> Arg | None:
    topic: Arg | None = None
    index, clause = 0, scene.start
    while index < len(scene.args) and scene.args[index].start < stop:
        arg = scene.args[index]
        begin = scene.clause_start(arg.start)
        first = begin > clause or index == 0
        clause = begin
        if first and (head := _head(scene, index, begin)):
            topic = head
        index += 1
    return topic


def _head(scene: Scene, index: int, clause: int) -> Arg | None:
    """The subject of a clause that begins with an argument, behind its relative clauses."""
    text = scene.text
    while index < len(scene.args):
        arg = scene.args[index]
        lead = text[clause : arg.start]
        if arg.class_name in ("Place", "Person", "Policy"):
            following = index + 1
            if following < len(scene.args) and scene.args[following].start < scene.clause_end(
                arg.end
            ):
                gap = text[arg.end : scene.args[following].start]
                if arg.class_name == "Place" and (gap == "" or _RELATIVE.fullmatch(gap)):
                    index = following
                    continue
            return None
        following = index + 1
        if following < len(scene.args):
            gap = text[arg.end : scene.args[following].start]
            if _RELATIVE.fullmatch(gap) and scene.args[following].class_name in TOPICS:
                index = following  # 甲建设的乙: the clause is about 乙
                continue
        plain = re.sub(r"□+", "□", scene.plain(clause, arg.start))
        fits = (
            _LEAD.fullmatch(plain)
            or (clause == scene.start and len(lead) <= _FIRST_LEAD and not scene.is_adjunct(arg))
            or "的" in lead[-12:]
        )
        if (
            fits
            and id(arg) not in scene.objects
            and not text.endswith(
                ("由", "与", "向", "被", "经", "对", "为", "和", "同", "据", "是"),
                clause,
                arg.start,
            )
        ):
            return arg
        return None
    return None
