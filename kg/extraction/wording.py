"""One word for all that say the same, so that a rule need know but one of them.

Names, titles and what stands in quotation marks stay as they are; each word is replaced by one of
the same length, so that positions stay. What a claim quotes is taken from the text as written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kg.extraction.naming.conjunctions import TOGETHER
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
_WORDS = regex(
    f"《[^《》\\n]{{1,80}}》|“[^“”\\n]{{1,80}}”|({'|'.join(_SURE.get(w, w) for w in _PLAIN)})"
)
_AND = regex("[和同]")
# what ends a clause or stands before a preposition: 还同甲签约, 计划和甲共建
_OPENS = regex(
    "(?:[\n。,;:!?、还也已就将拟并曾再又先则其月日年]|计划|宣布|开始|分别|目前|同时|先后|双方|公司|该校|学校)$"
)
_ACTS_WITH = regex(rf"(?:等[^,。;、]{{0,4}})?(?:[^,。;、]{{0,6}}?)(?:{TOGETHER}|[双三]方|上线)")
_REACH = 30  # characters from whom somebody acts with to what they do


def plain(text: str, mentions: Collection[Mention], places: Iterable[tuple[int, int]]) -> str:
    """The text with one word for all that say the same.

    Parameters
    ----------
    mentions : what is named, which keeps its words.
    places : where a place is named and where its name ends.

    >>> plain("甲市麾下基金由乙领衔设立", [], [])
    '甲市旗下基金由乙牵头设立'
    """
    taken = covered(len(text), mentions)
    text = _WORDS.sub(
        lambda match: _PLAIN[match[1]] if match[1] and not taken[match.start()] else match[0],
        text,
    )
    named = dict(places) | {mention.start: mention.end for mention in mentions}
    ends = {end: start for start, end in named.items()}
    joins = (match.start() for match in _AND.finditer(text))
    linked = [at for at in joins if not taken[at] and _links(text, at, named, ends)]
    if not linked:
        return text
    pieces = list(text)
    for at in linked:
        pieces[at] = "与"
    return "".join(pieces)


def _links(text: str, at: int, named: Mapping[int, int], ends: Mapping[int, int]) -> bool:
    """Tell whether 和 or 同 tells with whom somebody acts.

    Parameters
    ----------
    named : where a name begins -> where it ends.
    ends : the same the other way round.
    """
    end = named.get(at + 1)
    if end is None:
        return False
    end = named.get(end + text.startswith(" ", end), end)  # 和美国|甲公司
    before = at - text.endswith(" ", 0, at)
    if before in ends:
        lone = text[ends[before] - 1 : ends[before]] not in ("、", "与", "和", "同")
        return text[at] == "同" or (lone and _ACTS_WITH.match(text, end) is not None)
    opens = _OPENS.search(text, max(0, at - 2), at)
    return opens is not None and _ACTS_WITH.search(text, end, end + _REACH) is not None
