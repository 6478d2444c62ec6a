"""What the words around a name tell of it: a venue, a partner, something counted or made."""

from __future__ import annotations

import re

from kg.extraction.lexicon import lexicon
from kg.extraction.reading import Words

_HALLS = ("中心", "体育馆", "博物馆", "图书馆", "大剧院", "文化馆", "展览馆", "大学", "学院")
_TAKES_PLACE = re.compile(
    r"[^,。;:]{0,6}?(?:举行|举办|召开|开幕|启幕|揭幕|闭幕|落幕|拉开|登场|亮相|发布|签约|签署|签订|开赛|进行)"
)
_MAKES = ("开发", "研发", "打造", "推出", "建设", "构建", "搭建", "上线", "发布")
_DESCRIBED = re.compile("(?:构建|建设|打造|搭建|开发|研发|推出|建成)(?:了|出)?[^,。;的]{2,24}的$")
_WITH = ("与", "和", "同", "携手", "联合")
_TOGETHER = re.compile("合作|签|达成|共同|联合|携手|成立|在[^,。;]{2,10}(?:签|举行)|就|共建")


def is_venue(text: str, start: int, end: int) -> bool:
    """Tell whether something is only said to take place there: 在甲会议中心召开."""
    return (
        text.endswith(_HALLS, start, end)
        and text.endswith(("在", "于", "走进"), 0, start)
        and _TAKES_PLACE.match(text, end) is not None
    )


def is_made_of_quoted(text: str, start: int, head_start: int) -> bool:
    """Tell whether a verb stands before what is named in marks: 联合开发“海芯”平台."""
    opening = text.rfind("“", start, head_start)
    return opening > start and text.endswith(_MAKES, start, opening)


def is_described(text: str, start: int) -> bool:
    """Tell whether it is set up with a description in front: 构建以算力为依托的甲系统."""
    return _DESCRIBED.search(text, max(0, start - 36), start) is not None


def is_partner(words: Words, start: int, head_start: int, end: int) -> bool:
    """Tell whether somebody works together with it, as with one firm: 与同源公司合作."""
    lex = lexicon()
    inside = [words.words[i] for i in range(words.index(start), words.index(head_start - 1) + 1)]
    return (
        2 <= head_start - start <= 6
        and words.text.endswith(_WITH, 0, start)
        and _TOGETHER.match(words.text, end) is not None
        and any(word not in lex.generic for word in inside)
        and not any(word in lex.outer_words for word in inside)
    )


def is_counted(text: str, start: int) -> bool:
    """Tell whether a figure stands before it: 85万人基础数据."""
    return text[start] in "万亿千百个家" and text[start - 1 : start].isdigit()
