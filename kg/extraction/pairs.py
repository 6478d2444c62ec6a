"""前者, 后者 and 双方: which of two things named before each means."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from kg.extraction.scene import Arg, government_of

_EITHER = re.compile("前者|后者")
_AND = re.compile("[”》)]*(?:和|与|及|以及|、)[“《]*")
_FAR = 200  # characters between a pair and the word that takes it up


_BOTH = re.compile(
    r"(?<=[,。;:\n])(?:据悉,|未来,|今后,|此次,|届时,)?(双方|两家公司|两校|两地)(?!面)"
)
_SIDES = ("Company", "Institute", "Association", "Agency", "IndustrialPark")
_WITH = re.compile("[”》)]*(?:[与和同]|联合|携手|联手|牵手|—+)[“《]*")


def with_pairs(text: str, args: list[Arg]) -> list[Arg]:
    """The arguments, and those for each 前者, 后者 and 双方 that stands for one or both of two.

    双方 becomes a list of two, each with a half of the word.
    """
    starts = [arg.start for arg in args]
    found = []
    for match in _EITHER.finditer(text):
        at = bisect_left(starts, match.start())
        before = args[max(0, at - 8) : at]
        pair = _pair(text, [a for a in before if match.start() - a.end <= _FAR])
        if pair:
            meant = pair[match[0] == "后者"]
            found.append(Arg(*match.span(), meant.class_name, meant.name, meant.mention))
    for match in _BOTH.finditer(text):
        at = bisect_left(starts, match.start())
        near = [a for a in args[max(0, at - 8) : at] if match.start() - a.end <= _FAR]
        if sides := _sides(text, near):
            begin, end = match.span(1)
            for side, start, stop in zip(sides, (begin, begin + 1), (begin + 1, end), strict=True):
                found.append(Arg(start, stop, side.class_name, side.name, side.mention))
    return sorted([*args, *found], key=lambda arg: arg.start) if found else args


def _pair(text: str, before: list[Arg]) -> tuple[Arg, Arg] | None:
    """The last two things of one class, side by side if such there are."""
    of_class = [a for a in before if a.class_name not in ("Place", "Person")]
    pairs = [
        (a, b) for a, b in pairwise(of_class) if a.class_name == b.class_name and a.name != b.name
    ]
    joined = [(a, b) for a, b in pairs if _AND.fullmatch(text, a.end, b.start)]
    found = joined or pairs
    return found[-1] if found else None


def _sides(text: str, before: list[Arg]) -> tuple[Arg, Arg] | None:
    """The last two bodies that 与 or its like joins."""
    bodies = [a if a.class_name in _SIDES else government_of(a) for a in before]
    for left, right in reversed(list(pairwise(bodies))):
        if (
            left
            and right
            and left.name != right.name
            and _WITH.fullmatch(text, left.end, right.start)
        ):
            return left, right
    return None
