"""The sections of a paper that look back: 一、发展基础, 出台背景."""

from __future__ import annotations

from kg.extraction.scene import Scene
from kg.patterns import regex

_LONGEST = 36  # characters of a heading
_HEADING = regex(
    r"\s*(?:(?P<chapter>第 ?[一二三四五六七八九十\d]{1,3} ?[章节编部][分]?)"
    r"|(?P<item>[一二三四五六七八九十]{1,3}、)"
    r"|(?P<part>\([一二三四五六七八九十]{1,3}\))|(?P<point>\d{1,2}(?:[.、](?!\d)|\.\d+)))?"
    r"\s*(?P<words>[^,。;:!?\n]{2,30})[。:?]?\s*"
)
_LEVELS = ("chapter", "item", "part", "point", "words")
_BACK = regex(
    "(?<!夯实)(?<!强化)(?<!筑牢)(?<!打牢)(?<!巩固)(?<!奠定)(?<!加强)(?:发展|现实|现有|工作|产业|建设)基础(?!设施)"
    "|现状|背景|成[效就绩](?!为|评)|(?:工作|发展)回顾|历史沿革|发展历程"
)


def section_back(scene: Scene, current: int | None) -> int | None:
    """The level of the section that looks back in which a sentence stands, None outside of one.

    Parameters
    ----------
    current : that of the sentence before.
    """
    if scene.end - scene.start > _LONGEST:
        return current
    heading = _HEADING.fullmatch(scene.text, scene.start, scene.end)
    if heading is None:
        return current
    level = next(i for i, name in enumerate(_LEVELS) if heading[name])
    if current is not None and level > current:
        return current
    numbered = level < len(_LEVELS) - 1
    if _BACK.search(heading["words"]) and (numbered or "\n" in heading[0]):
        return level
    return None if numbered or "\n" in heading[0] else current
