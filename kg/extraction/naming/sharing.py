"""Bodies that share the place of the first of a list: 甲省财政厅、科技厅, 省发展改革委和工信厅."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.lexicon import lexicon
from kg.extraction.naming.places import Places
from kg.extraction.reading import Mention, Words
from kg.patterns import regex

_JOINS = regex("、|以及|[和与及]|会同")
_LOCAL = ("role", "home", "organ", "branch")
_ENDS = tuple("厅局委办会")
_LONGEST = 14
_LEVELS = frozenset("省市区县团")
_LEADERS = ("员", "长", "书记", "主任", "领导", "负责")


def find_sharing(words: Words, places: Places, bodies: list[Mention]) -> Iterator[Mention]:
    """Find the bodies that follow one of a region without their own place.

    Parameters
    ----------
    bodies : those that are known, in any order.
    """
    for body in bodies:
        if body.rule not in _LOCAL or not words.text.startswith(_ENDS, body.end - 1):
            continue
        region = _region_of(words, places, body)
        end = body.end
        while region and (join := _JOINS.match(words.text, end)):
            start = join.end()
            if places.starting_at(start) or (role := _role_at(words, start)) is None:
                break
            end = start + len(role)
            name = region + lexicon().roles.get(role, role)
            yield Mention(start, end, "Agency", name, "shared place", len(role) + 3, 0.8)


def _region_of(words: Words, places: Places, body: Mention) -> str:
    """The region that the name of a body begins with, empty where it is not told by one."""
    called = words.text[body.start : body.end]
    inside = places.within(body.start, body.end)
    own = called[inside[-1].end - body.start :] if inside else called
    own = own[1:] if own[:1] in _LEVELS else own.removeprefix("自治区")
    full = lexicon().roles.get(own, own)
    return body.name.removesuffix(full) if body.name.endswith(full) else ""


def _role_at(words: Words, start: int) -> str | None:
    """The longest thing that a body of a region is called and that stands at a position."""
    text, roles = words.text, lexicon().roles
    if start == len(text):
        return None
    word = words.words[words.index(start)]
    office = word.endswith(("厅", "局")) and words.knows(word)
    if text[start : start + 1] in _LEVELS or not words.is_edge(start):
        return None
    for end in range(start + _LONGEST, start + 2, -1):
        role = text[start:end]
        told = (role in roles and role.endswith(_ENDS)) or (office and role == word)
        led = text.startswith(_LEADERS, end) and not text.startswith("负责人", end)
        if told and words.is_edge(end) and not led:
            return role
    return None
