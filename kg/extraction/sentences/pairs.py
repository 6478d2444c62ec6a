"""前者, 双方, 三方, 该市: which of the things named before each means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.extraction.anchors import Anchored, Anchors
from kg.extraction.scene import OF_WHOM, WHAT_IT_IS, Arg, government_of
from kg.extraction.sentences.together import SIDES
from kg.patterns import regex

_EITHER = Anchored("前者|后者")
_FAR = 200  # characters between a pair and the word that takes it up
_ALL = Anchored(
    r"(?<=[,。;:\n由])(?:(?:(?:合作|签约|校企|政企|校地|校政|央地|银企|银政)?双方|[二两]者|[三四五]方)(?![面的])"
    r"|这?[两三四五六]家(?:公司|企业|机构|单位)(?!均|都|分别|各)|[三四五六七八九]部门|两[校地市])"
)
# 甲公司9月4日在丙市与乙公司签约: 丙市 is where
_WITH = regex(
    r"[”》)]*(?:\([^()]{0,24}\))?(?:[\d年月日]{2,11})?(?:[在于][\u4e00-\u9fff]{2,8})?"
    "(?:又|还|将|已|也|日前|近日|此前|近期|刚刚?|正式|再次){0,6}(?:[与和同]|联合|携手|联手|牵手|—+|引[入进]了?(?:来自[^,。;]{2,6}的)?)"
    rf"(?:{WHAT_IT_IS})?[“《]*"
)
_LISTED = regex("[”》)]*(?:、|和|与|及|以及| |\n)[“《]*")


def with_pairs(anchors: Anchors, args: list[Arg]) -> list[Arg]:
    """The arguments, and those for each 前者, 双方 or 该市 that stands for some before it.

    Words that stand for several become a list of them, all at one place in the text.
    """
    text, starts = anchors.text, [arg.start for arg in args]
    found = []
    for match in _EITHER.finditer(anchors):
        begin = match.start()
        if match[0] == "后者":  # of the two of which 前者 has told
            former = text.rfind("前者", max(0, begin - _FAR), begin)
            begin = former if former >= 0 else begin
        at = bisect_left(starts, begin)
        before = args[max(0, at - 8) : at]
        before = [a for a in before if begin - a.end <= _FAR]
        if meant := _one_of_two(text, before, match[0] == "后者"):
            found.append(Arg(*match.span(), meant.class_name, meant.name, meant.mention))
    for match in _ALL.finditer(anchors):
        at = bisect_left(starts, match.start())
        near = [a for a in args[max(0, at - 8) : at] if match.start() - a.end <= _FAR]
        count = next((i for i, figure in enumerate("三四五六七八九", 3) if figure in match[0]), 2)
        found += _together(_sides(text, near, count), *match.span())
    for match in _REGION.finditer(anchors):
        at = bisect_left(starts, match.start())
        near = [a for a in args[max(0, at - 12) : at] if match.start() - a.end <= 2 * _FAR]
        found += _this_region(match, near)
    return sorted([*args, *found], key=lambda arg: arg.start) if found else args


_REGION = Anchored("该[省市区县州](?![场级域块属委])|当地政府(?!部门)")


def _this_region(match: re.Match[str], before: list[Arg]) -> Iterator[Arg]:
    """The last region of the kind that 该市 takes up, the government that 当地政府 does."""
    places = [a for a in reversed(before) if a.place and not a.place.zone]
    if match[0] == "当地政府":
        bodies = (government_of(place) for place in places)
        body = next((body for body in bodies if body), None)
        if body is not None:
            yield Arg(*match.span(), body.class_name, body.name, None, body.place)
        return
    region = next((a for a in places if a.name.endswith(match[0][-1])), None)
    if region is not None:
        yield Arg(*match.span(), "Place", region.name, None, region.place)


def _together(meant: list[Arg], start: int, end: int) -> Iterator[Arg]:
    """A list whose members share a word: all but the last are given no width."""
    for index, arg in enumerate(meant):
        stop = end if index == len(meant) - 1 else start
        yield Arg(start, stop, arg.class_name, arg.name, arg.mention)


def _one_of_two(text: str, before: list[Arg], latter: bool) -> Arg | None:
    """The first or second of the two sides that cooperate, else of the last two things."""
    last = text.rfind("。", 0, before[-1].start) if before else 0
    before = [a for a in before if a.start > last]  # of the last sentence that names some
    if sides := _sides(text, before, 2):  # 甲市政府与乙公司签约,后者…
        return sides[latter]
    things = [a for a in before if a.class_name not in ("Place", "Person")]
    if latter:  # 其前身是甲基金。后者由乙发起
        return things[-1] if things else None
    return things[-2] if len(things) > 1 else None


def _sides(text: str, before: list[Arg], count: int) -> list[Arg]:
    """The last two bodies that 与 or its like joins, or the last list of more that is as long."""
    before = [
        a for a in before if not (a.place and text.endswith(("在", "于", "来自"), 0, a.start))
    ]
    bodies = [a if a.class_name in SIDES else government_of(a) for a in before]
    if count > 2:
        return next((run for run in _runs(text, bodies) if len(run) == count), [])
    for index in range(len(bodies) - 1, 0, -1):
        left, right = bodies[index - 1], bodies[index]
        if (
            left
            and right
            and left.name != right.name
            and _WITH.fullmatch(text, left.end, right.start)
        ):
            while index + 1 < len(bodies) and (daughter := bodies[index + 1]):
                if not OF_WHOM.fullmatch(text, right.end, daughter.start):
                    break
                right, index = daughter, index + 1  # 甲与乙旗下的丙签约
            return [left, right]
    return []


def _runs(text: str, bodies: list[Arg | None]) -> Iterator[list[Arg]]:
    """The lists that bodies stand in (甲、乙和丙), the last one first."""
    run: list[Arg] = []
    for body in reversed(bodies):
        if run and (body is None or not _LISTED.fullmatch(text, body.end, run[0].start)):
            yield run
            run = []
        if body is not None:
            run = [body, *run]
    if run:
        yield run
