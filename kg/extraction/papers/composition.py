"""What an area consists of: 甲区由乙片区、丙片区组成, 甲区分为四大区域,包括乙、丙."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from kg.extraction.anchors import Anchored
from kg.extraction.facts import Facts
from kg.extraction.naming.places import Places
from kg.extraction.reading import Mention, Words
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.sites import all_called
from kg.patterns import regex

_KIND = "(?:部分|片区|园区|分园|区域|组团|功能区|功能板块|区块|地块|板块)"
_COUNT = "(?:[一二两三四五六七八九十\\d]+(?:个|大|处)?)"
_PIECE = "[^、,。;:和及与]{1,10}(?:片区|组团|板块|分园|功能区|区块|园区|科技园|产业园|科技城)"
_COMPOSED = regex(
    rf"(?=[由划分包涵下设含])(?:由(?P<made>[^。;:]{{5,200}}?)(?:等{_COUNT}?{_KIND}?|{_COUNT}{_KIND}?)?(?:共同)?(?:组成|构成)"
    rf"|(?:划?分为|分设为?|划分成)(?:[^,。;]{{0,4}}?{_KIND})[,:](?:即|包括|分别为|分别是|为)?(?P<split>[^。;:]{{5,200}}?)(?=[。;\n])"
    rf"|(?:划?分为|包括|包含|涵盖|下设|下辖|设有|含)(?P<held>[^。;:,]{{5,160}}?)(?:等)?{_COUNT}{_KIND}(?=[,。;\n])"
    rf"|(?:包括|包含|涵盖|下设|下辖|设有)(?P<named>{_PIECE}(?:[、和及与]{_PIECE})+)(?=[,。;\n]))"
)
_COMPOSED_ANYWHERE = Anchored(_COMPOSED.pattern)
_INNER = ("IndustrialPark", "Project", "Institute")
_LEAD = 16  # characters before what a sentence begins with: 第二条 本条例所称甲片区
_NEAR = 16  # characters between the whole and what tells that parts follow
_GAP = regex(
    r"(?:\([^()]{1,40}\))?(?:的)?(?:总体|规划|实施|建设|空间|管理|四至)?(?:范围|布局|面积|区域)?"
    r"(?:主要|共|目前|现|总体上|分别|具体)*(?:将)?"
)
_SPLIT = regex(r",?(?:以及|、)|,")
_LAST = regex(r"(?<=[区园城港镇县市岛湾谷带圈片地心团])(?:和|及|与)(?=[^、,和及与]{2,20}$)")
_AREA = regex(
    r"(?:片区|园区|新区|区|园|城|港|基地|小镇|岛|湾|谷|带|圈|组团|枢纽|地带|中心|口岸|走廊|板块)$"
)


def find_parts(words: Words, places: Places, mentions: list[Mention]) -> list[Mention]:
    """Find the parts of an area that only their list names.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    mentions : what the other finders saw, in order, not overlapping.
    """
    text = words.text
    starts = [mention.start for mention in mentions]
    found: list[Mention] = []
    for match in _COMPOSED_ANYWHERE.finditer(words.anchors):
        at = bisect_left(starts, match.start())
        before = mentions[at - 1] if at else None
        whole = before and before.class_name == "IndustrialPark" and before.end
        hit = places.within(max(0, match.start() - 2 * _NEAR), match.start())
        near = max(int(whole or 0), hit[-1].end if hit else 0)
        beside = match.start() - near <= _NEAR and _GAP.fullmatch(text, near, match.start())
        if not beside and not _begins_with_park(text, match.start(), mentions, starts):
            continue
        for start, end in _items(match):
            name = text[start:end]
            taken = places.covering(start)
            if taken and taken.start == start and taken.end == end:
                continue
            if 2 < len(name) <= 20 and _AREA.search(name):
                found.append(Mention(start, end, "IndustrialPark", name, "part", end - start, 0.7))
    return found


def _begins_with_park(text: str, at: int, mentions: list[Mention], starts: list[int]) -> bool:
    """Tell whether the sentence of a clause without subject begins with a park: 甲城位于乙,由…."""
    if text[at - 1 : at] != ",":
        return False
    begin = max(text.rfind(mark, max(0, at - 120), at) for mark in "。\n;") + 1
    index = bisect_left(starts, begin)
    first = mentions[index] if index < len(mentions) else None
    park = first is not None and first.class_name == "IndustrialPark"
    return bool(park and first and first.start - begin <= _LEAD)


def _items(match: re.Match[str]) -> list[tuple[int, int]]:
    """The members of a list of parts, without what stands in brackets behind them."""
    group = next(name for name in ("made", "split", "held", "named") if match[name])
    items, position = [], match.start(group)
    text = match.string
    for part in _SPLIT.split(match[group]):
        position = text.index(part, position)
        pieces, at = [], position
        for piece in _LAST.split(part):
            at = text.index(piece, at)
            pieces.append((at, at + len(piece)))
            at += len(piece)
        items += pieces
        position += len(part)
    brackets = (text.find("(", start, end) for start, end in items)
    return [
        (start, bracket if bracket > start else end)
        for (start, end), bracket in zip(items, brackets, strict=True)
    ]


def add_composition(facts: Facts, scene: Scene) -> None:
    """Say that the parts of an area lie in it."""
    _add_clustered(facts, scene)
    for zones, outer in all_called(scene):
        for zone in zones:
            _lies(facts, zone, outer)
    for match in _COMPOSED.finditer(scene.text, scene.start, scene.end):
        index = scene.after(match.start()) - 1
        whole = scene.args[index] if index >= 0 else None
        if whole is None:
            continue
        if not _GAP.fullmatch(scene.text, whole.end, match.start()):
            bare, first = scene.text[match.start() - 1] == ",", scene.args[0]
            whole = first if bare and first.start - scene.start <= _LEAD else None
        if whole is None or whole.class_name not in ("IndustrialPark", "Place"):
            continue
        spans = _items(match)
        for part in scene.args[index + 1 :]:
            listed = any(start <= part.start and part.end <= end for start, end in spans)
            if listed and part.class_name in (*_INNER, whole.class_name):
                _lies(facts, part, whole)


# 以甲城市圈、乙城市圈为主体的丙城市群
_BUILT_ON = regex(
    "(?:等)?(?:为|作为)(?:主体|主要组成部分|重要组成部分|主要板块|支撑|核心|中心|龙头|引领)的?(?:,[^,。;]{2,12}的)?"
)
_CLUSTERS = ("城市群", "城市圈", "都市圈", "经济圈", "经济带", "经济区")


def _add_clustered(facts: Facts, scene: Scene) -> None:
    """Say that the places a group of cities is built on lie in it."""
    for before, whole in pairwise(range(len(scene.args))):
        outer = scene.args[whole]
        if not outer.name.endswith(_CLUSTERS):
            continue
        if not _BUILT_ON.fullmatch(scene.text, scene.args[before].end, outer.start):
            continue
        for part in scene.group(before, ("Place",), with_others=False):
            if part.end <= outer.start:
                _lies(facts, part, outer)


def _lies(facts: Facts, inner: Arg, outer: Arg) -> None:
    facts.keep_named_place(inner.node)
    facts.add(
        inner.node,
        "locatedIn",
        outer.node,
        [(min(inner.start, outer.start), max(inner.end, outer.end))],
        confidence=0.85,
    )
