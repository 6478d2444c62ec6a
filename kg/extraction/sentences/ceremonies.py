"""Who sets something up when only its ceremony is told: 甲大学—乙公司“丙中心”揭牌仪式."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.extraction.facts import Facts, Node
from kg.extraction.scene import Arg, Scene

_OPENED = ("Institute", "IndustrialPark", "Association")
_MAKERS = ("Company", "Institute", "Association", "Agency")
_CEREMONY = re.compile(
    r"[”’]?(?:项目)?(?:正式)?(?:启动|揭牌|成立|授牌|挂牌|开园|开业|奠基|开工)(?:暨[^,。;]{1,16}?)?(?:仪式|典礼|大会)"
)
_OF = re.compile(r"(?:\([^()]{1,12}\))?(?:共建|联合共建|合作共建|联合|举行|举办|召开)?的?[“‘]?")
_TWO_SIDES = ("与", "和", "—", "——", "-", "同")


def add_ceremonies(facts: Facts, scene: Scene) -> None:
    """Say who sets up what a ceremony opens, from the bodies right before its name."""
    for maker, opened in pairwise(scene.args):
        if opened.class_name not in _OPENED or maker.class_name not in _MAKERS:
            continue
        ceremony = _CEREMONY.match(scene.text, opened.end)
        if ceremony is None or not _OF.fullmatch(scene.text, maker.end, opened.start):
            continue
        makers = [m for m in scene.group(scene.after(maker.start), _MAKERS) if m is not opened]
        _add(facts, scene, makers, opened, ceremony)


def _add(
    facts: Facts, scene: Scene, makers: list[Arg], opened: Arg, ceremony: re.Match[str]
) -> None:
    span = [(makers[0].start, ceremony.end())]
    status = scene.status(ceremony.start())
    node = Node(opened.class_name, opened.name)
    for maker in makers:
        facts.add(
            node,
            "establishedBy",
            Node(maker.class_name, maker.name),
            span,
            confidence=0.7,
            status=status,
        )
    joint = scene.joints[scene.after(makers[0].start)]
    if len(makers) == 2 and joint in _TWO_SIDES:
        left, right = (Node(m.class_name, m.name) for m in makers)
        facts.add(left, "partnerOf", right, span, confidence=0.6, status=status)
    date = scene.date_for(ceremony.start(), ceremony.end())
    if date and date.value and status == "done":
        facts.add(node, "establishedDate", date.value, span, confidence=0.65)
