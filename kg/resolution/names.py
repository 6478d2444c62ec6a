"""What a name is made of: its places, its years, and the words that are left."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kg.characters import simplified
from kg.errors import TermError
from kg.gazetteer import LEVELS, Place, ancestors, by_code, by_name, find_places
from kg.resolution.words import word_lists
from kg.vocabulary import local_name

_QUOTES = str.maketrans("", "", " \t\n\u3000“”‘’\"'《》〈〉「」『』·.。,，、")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ORDINAL = re.compile(r"十[一二三四五六]五|第[一二三四五六七八九十百\d]+[届次批期]")
COUNTRY = "CN"  # the place of bodies of the centre


@lru_cache(100_000)
def plain(name: str) -> str:
    """Write a name without quotes and spaces, in simplified characters, brackets as ( and ).

    >>> plain("《北京市“十三五”規劃》")
    '北京市十三五规划'
    """
    text = unicodedata.normalize("NFKC", name).translate(_QUOTES)
    text = text.removeprefix("中华人民共和国") or text
    return simplified(text)


@lru_cache(100_000)
def folded(name: str) -> str:
    """Reduce a name to its letters and digits, small and simplified.

    >>> folded("Imtoken（中国）")
    'imtoken中国'
    """
    try:
        return local_name(plain(name)).casefold()
    except TermError:  # punctuation only
        return ""


@dataclass(frozen=True)
class Located:
    """A name whose leading places are read.

    Parameters
    ----------
    place : code of the innermost place at the head of the name, or ''.
    rest : what follows, other places written as their codes.
    """

    place: str
    rest: str


@lru_cache(100_000)
def located(name: str) -> Located:
    """Read the places of a plain name, so that 广州黄埔区… and 广州市黄埔区… become one.

    >>> located("广州黄埔区促进办法") == located("广州市黄埔区促进办法")
    True
    """
    text = re.sub(r"^中国\(([^()]+)\)", r"\1", name)
    found = find_places(text)
    place, at = "", 0
    last: Place | None = None
    pieces: list[str] = []
    for mention in found:
        outer = last if mention.start == at else None
        choice = _choice(mention.candidates, outer)
        if choice is None:  # several places bear the name, and nothing tells which
            break
        narrower = outer is None or _inside(choice, outer)
        if mention.start == at and not pieces and narrower:
            place = choice.code
        else:
            gap = text[at : mention.start]
            if outer is not None and not gap and pieces and pieces[-1] == f"[{outer.code}]":
                pieces.pop()
            pieces += [gap, f"[{choice.code}]"]
        at, last = mention.end, choice
    rest = "".join(pieces) + text[at:]
    if not rest.strip("()"):
        return Located("", text)
    return Located(place, rest)


def _choice(candidates: tuple[Place, ...], outer: Place | None) -> Place | None:
    inside = [p for p in candidates if outer is not None and _inside(p, outer)]
    likely = inside or candidates
    alone = len(likely) == 1 or LEVELS.index(likely[0].level) < LEVELS.index(likely[1].level)
    return likely[0] if alone else None


def _inside(place: Place, outer: Place) -> bool:
    return any(around.code == outer.code for around in ancestors(place))


@lru_cache(10_000)
def apart(left: str, right: str) -> bool:
    """Tell whether two places, by code, are different ones of which neither contains the other."""
    if left == right or not left or not right or COUNTRY in (left, right):
        return False
    a, b = by_code(left), by_code(right)
    if a is None or b is None:
        return True
    return not (_inside(a, b) or _inside(b, a))


@lru_cache(10_000)
def place_code(name: str) -> str:
    """The code of the place with a name, if one is likelier than all others; else ''."""
    bearers = by_name(plain(name))
    likely = _choice(bearers, None) if bearers else None
    return likely.code if likely else ""


@lru_cache(100_000)
def years(name: str) -> frozenset[str]:
    """The years in a name, with 第几届 and 十几五, which tell editions from one another.

    >>> sorted(years("2017年第二届峰会"))
    ['2017', '第二届']
    """
    text = plain(name)
    return frozenset(_YEAR.findall(text)) | frozenset(_ORDINAL.findall(text))


def is_generic(words: str) -> bool:
    """Tell whether words say of what kind a thing is and nothing more: 区块链产业园."""
    return word_lists().generic.fullmatch(words) is not None
