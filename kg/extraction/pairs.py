"""前者 and 后者: which of two things named before each means."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from kg.extraction.scene import Arg

_EITHER = re.compile("前者|后者")
_AND = re.compile("[”》)]*(?:和|与|及|以及|、)[“《]*")
_FAR = 200  # characters between a pair and the word that takes it up


def with_pairs(text: str, args: list[Arg]) -> list[Arg]:
    """The arguments, and one for each 前者 and 后者 that stands for one of two before it."""
    starts = [arg.start for arg in args]
    found = []
    for match in _EITHER.finditer(text):
        at = bisect_left(starts, match.start())
        before = args[max(0, at - 8) : at]
        pair = _pair(text, [a for a in before if match.start() - a.end <= _FAR])
        if pair:
            meant = pair[match[0] == "后者"]
            found.append(Arg(*match.span(), meant.class_name, meant.name, meant.mention))
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
