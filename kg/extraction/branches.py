"""Branches that bear the name of their parent and of their place: 甲大学乙市研究院."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.places import Places
from kg.extraction.reading import Mention

_PARENTS = ("大学", "学院", "科学院", "研究院", "研究所", "研究总院", "工程院")
_OFFICES = ("税务局", "分局", "监管局", "管理局", "海关", "中心支行", "办事处", "调查队")


def with_branches(mentions: list[Mention], places: Places) -> list[Mention]:
    """Join a body and what follows it at once under the name of a place.

    Parameters
    ----------
    mentions : in order, not overlapping.
    places : where places are named.
    """
    joined: list[Mention] = []
    for mention in mentions:
        parent = joined[-1] if joined else None
        if parent and parent.end == mention.start and _is_branch(parent, mention, places):
            name = parent.name + mention.name
            joined[-1] = replace(
                mention, start=parent.start, name=name, rule="branch", confidence=0.85
            )
        else:
            joined.append(mention)
    return joined


def _is_branch(parent: Mention, mention: Mention, places: Places) -> bool:
    if parent.class_name != mention.class_name or places.starting_at(mention.start) is None:
        return False
    if mention.class_name == "Institute":
        return parent.name.endswith(_PARENTS) and not mention.name.endswith(("大学", "中学"))
    national = parent.class_name == "Agency" and parent.rule == "national"
    return national and mention.name.endswith(_OFFICES)
