"""What belongs to a name beyond the words that its head leads to: 中德(沈阳)产业园."""

from __future__ import annotations

import re

from kg.extraction.naming.places import Places
from kg.extraction.reading import Words

_PARTNERS = frozenset("德新马法意日韩俄美英白印缅老越柬泰瑞以奥乌哈埃巴非欧阿荷丹芬挪波")
_DASHES = "—-–·"
_TOPIC = re.compile(r"\([\u4e00-\u9fff]{2,12}·[\u4e00-\u9fff·]{2,16}\)")
_FURTHER = re.compile("新区(?![域位])")


def left_border(words: Words, places: Places, start: int) -> int:
    """Take in the partner country, or the place before a dash, in front of the name of a park.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    start : where the name begins as far as its words tell.
    """
    text = words.text
    while start and text[start - 1] in _DASHES:
        gap = start - 1 if text[start - 2 : start - 1] != text[start - 1] else start - 2
        hit = places.ending_at(gap)
        if hit is not None:
            start = hit.start
        elif text.endswith("中国", 0, gap):
            start = gap - 2
        elif gap and words.tags[index := words.index(gap - 1)] == "ns":
            start = words.starts[index]  # 陇东—山东
        else:
            break
    if text[start - 1 : start] == "中" and text[start] in _PARTNERS and text[start + 1] == "(":
        return start - 1
    pair = text[max(0, start - 2) : start]
    if len(pair) == 2 and pair[0] == "中" and pair[1] in _PARTNERS and words.is_edge(start - 2):
        return start - 2
    return start


def right_border(words: Words, end: int) -> int:
    """Take in the topic in brackets and 新区 behind the name of a park.

    Parameters
    ----------
    words : the words of the text.
    end : where the head ends.
    """
    text = words.text
    if text.startswith("(", end) and (topic := _TOPIC.match(text, end)):
        return topic.end()
    if text.startswith("新区", end) and not text.endswith("区", 0, end):
        return end + 2 if _FURTHER.match(text, end) else end
    return end
