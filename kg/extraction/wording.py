"""One word for all that say the same, so that a rule need know but one of them.

Names, titles and what stands in quotation marks stay as they are; each word is replaced by one of
the same length, so that positions stay. What a claim quotes is taken from the text as written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg.extraction.reading import Mention, covered
from kg.patterns import regex

_SAME = {
    "旗下": "麾下 属下",
    "牵头": "领衔",
    "包括": "包含 囊括",
    "合作": "协作",
    "共建": "合建 联建",
    "建设": "建造 兴建 修建",
    "募集": "募得",
    "获得": "斩获",
    "签署": "签下 缔结",
    "拥有": "坐拥",
    "落户": "落子",
    "计划": "打算",
    "今年": "本年",
}
_PLAIN = {word: plain for plain, words in _SAME.items() for word in words.split()}
# an academician who leads founds nothing, an order is no cooperation; 本年度 is a part of a noun
_SURE = {
    "领衔": "(?<!院士)(?<!教授)领衔",
    "签下": "签下(?=[^,。;]{0,12}(?:协议|备忘录|合同|约))",
    "本年": "本年(?![度报末级])",
}
_WORDS = regex(f"《[^》\\n]*》|“[^”\\n]*”|({'|'.join(_SURE.get(w, w) for w in _PLAIN)})")
_AND = regex("[和同]")
# what ends a clause or stands before a preposition: 还同甲签约, 计划和甲共建
_OPENS = frozenset("\n。,;:!?还也已就将拟并曾再又先")


def plain(text: str, mentions: Collection[Mention], starts: Iterable[int]) -> str:
    """The text with one word for all that say the same.

    Parameters
    ----------
    mentions : what is named, which keeps its words.
    starts : where places are named.

    >>> plain("甲市麾下基金由乙领衔设立", [], [])
    '甲市旗下基金由乙牵头设立'
    """
    taken = covered(len(text), mentions)
    text = _WORDS.sub(
        lambda match: _PLAIN[match[1]] if match[1] and not taken[match.start()] else match[0],
        text,
    )
    named = {mention.start for mention in mentions}.union(starts)
    ends = {mention.end for mention in mentions}
    linked = [
        at
        for match in _AND.finditer(text)
        if (at := match.start()) + 1 in named
        and not taken[at]
        and (text[at - 1 : at] in _OPENS or (text[at] == "同" and at in ends))
    ]
    if not linked:
        return text
    pieces = list(text)
    for at in linked:
        pieces[at] = "与"
    return "".join(pieces)
