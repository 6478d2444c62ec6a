"""Institutes that go by a short name or, as those of the groups of the state do, by a number."""

from __future__ import annotations

from kg.extraction.anchors import Anchored, Listed
from kg.extraction.lexicon import lexicon
from kg.extraction.reading import Mention, Words
from kg.patterns import regex

_SHORT = Listed(lambda: lexicon().institutes)
_CAMPUS = regex(r"\([\u4e00-\u9fff]{2,4}(?<![院所校大])\)")
# the institutes of groups of the state bear numbers: 中船集团第七二五所, 航天四院
_NUMBERED = Anchored(
    r"(?:中国)?(?:航天科技|航天科工|航天|兵器工业|兵器|电科|船舶重工|船舶|航空工业|核工业|航发|电子科技|铁建|中电科|中船重工|中船|中核|中国电子)"
    r"(?:集团)?(?:有限)?(?:公司)?第?[一二三四五六七八九十〇零\d]{1,5}(?:设计)?(?:研究)?[所院](?![长士])"
)
_INSIDE = regex(
    r"(?!共同|联合|携手|合作|牵头|会同|依托|在|与|和|及|的|又|将|拟|已)"
    r"(?:(?!建设|设立|成立|组建|举行|举办|召开|揭牌|启动|宣布|共建|合办|新设|新增|获批|发布|中国科学院)"
    r"[\u4e00-\u9fff]){2,8}?"
    r"(?:研究所|研究院|学院|实验室|所)"
)


def find_institutes(words: Words) -> list[Mention]:
    """Find institutes by their short names, with the part that is named: 中科院计算所.

    Parameters
    ----------
    words : the words of the text.
    """
    text, found = words.text, []
    for match in _NUMBERED.finditer(words.anchors):
        size = len(match[0]) + 8
        found.append(Mention(*match.span(), "Institute", match[0], "known", size, 0.85))
    for start, end, short in _SHORT.find(words.anchors):
        inside = _INSIDE.match(text, end) or _CAMPUS.match(text, end)
        stop = inside.end() if inside else end
        name = lexicon().institutes[short] + text[end:stop]
        found.append(Mention(start, stop, "Institute", name, "known", stop - start, 0.85))
    return found
