"""Zones that no list and no head tells, by the office behind them: 沣水新城|管委会."""

from __future__ import annotations

from kg.extraction.reading import Words
from kg.patterns import regex

# what governs a zone, and how it is called in full
ZONE_OFFICES = {
    "管委会": "管理委员会",
    "管理委员会": "管理委员会",
    "管理局": "管理局",
    "党工委": "党工委",
}
_KIND = regex(
    "(?:新区|新城|新片区|高新区|经开区|开发区|合作区|示范区|试验区|保税区|度假区|片区|自贸区)$"
)
_WATERS = ("湖", "岛", "湾", "山", "港")
_PROPER = ("ns", "nr", "nz", "j", "zg", "nrt", "ng", "nrfg")
_GENERAL = regex("国家|[省市区县州镇]|全|辖区|当地|政府|机构|企业|单位|部门|职工")
_LONGEST = 8


def zone_in_front(words: Words, end: int) -> int:
    """Where the name of a zone begins that ends at a position; that position where none does."""
    last = words.index(end - 1)
    word = words.words[last]
    if words.starts[last] + len(word) != end:
        return end
    if words.tags[last] == "ns" and word.endswith(_WATERS) and len(word) > 2:
        return words.starts[last]  # 松月湖
    kind = _KIND.search(words.text, max(0, end - _LONGEST), end)
    first, proper = last + 1, False
    while kind and first and words.starts[first - 1] >= end - _LONGEST:
        if words.starts[first - 1] < kind.start():
            word, tag = words.words[first - 1], words.tags[first - 1]
            named = tag in _PROPER or not words.knows(word)
            if not (named or tag in ("n", "f")) or not word.isalnum() or _GENERAL.match(word):
                break
            proper = proper or named
        first -= 1
    told = proper and kind is not None and kind.start() - words.starts[first] > 1
    return words.starts[first] if told else end
