"""Where places are named in a text, and where words only look like it."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from kg.gazetteer.table import Place, guards, table, within
from kg.patterns import regex
from kg.tagger import tagger


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place in a text.

    Parameters
    ----------
    start, end : half-open range of the text.
    candidates : the places that bear the name, the likeliest first when nothing else is known.
    full : the full name or an official alias was written, not a short form.
    """

    start: int
    end: int
    candidates: tuple[Place, ...]
    full: bool = True


_PIECE = 20_000  # characters of a text that are looked through at once
# a division's last character that belongs to the next word instead: 海南区块链, 上海市场
_STOLEN = {
    "区": ("块链", "域", "间", "分", "别", "位优", "位条", "号", "隔"),
    "市": ("场", "值", "盈", "况", "面", "价", "占"),
    "省": ("份", "略", "钱", "电", "力", "时", "会", "油", "心"),
    "县": ("域",),
    "州": (),
    "旗": ("舰", "帜", "下", "袍"),
    "盟": ("友", "主", "约", "军"),
}
_POST = (
    r"(?:书记|[省市区县州部局厅司处会院校]长|主席|主任|总裁|董事长?|总?经理|记者|博士|教授"
    r"|先生|女士|院士|委员|秘书长|CEO|创始人|负责人|作者|编辑|主编|发言人|总监)"
)
_POST_BEFORE = regex(_POST + r"[\s:]{0,2}$")
_PERSON_AFTER = regex(_POST + r"|表示|指出|认为|介绍|强调|称|说|坦言|透露|告诉|出席|主持|致辞|同志")


def find_places(text: str, is_edge: Callable[[int], bool] | None = None) -> list[PlaceMention]:
    """Find the names of places in a text.

    Parameters
    ----------
    text : normalised text.
    is_edge : tells whether a word starts or ends at a position; without, the surroundings of
        short forms are cut into words where that is needed.

    >>> text = "海南区块链试验区在海口揭牌"
    >>> [text[mention.start : mention.end] for mention in find_places(text)]
    ['海南', '海口']
    """
    edges = _Edges(text, is_edge)
    found: list[PlaceMention] = []
    taken = 0
    _, names = _automaton()
    hits = _hits(text)
    helped = _helped(
        {n for hit in hits if (n := names[hit % _NAMES]) and not _stolen(text, _end(hit), n)}
    )
    for hit in hits:
        start = hit >> _START
        if start < taken:
            continue
        end, name = _end(hit), names[hit % _NAMES]
        if name is None:
            taken = end
            continue
        mention = _accept(text, start, end, name, edges, found, helped)
        if mention is not None:
            if not mention.full and name in table().weak:
                helped.add(name)  # 海南文昌……文昌国际航天城
            found.append(mention)
            taken = mention.end
    return found


# a hit is one number, for the sake of memory: where it begins, how much shorter it is than the
# longest name, and the number of its name
_NAMES, _LONGEST = 1 << 16, 255
_LENGTH, _START = 16, 24


def _hits(text: str) -> list[int]:
    """All names and traps in the text, overlapping ones too, in order, the longest first."""
    automaton, _ = _automaton()
    found = array("Q")
    for piece in range(0, len(text), _PIECE):
        part = text[piece : piece + _PIECE + _LONGEST]
        for index, start, end in automaton.find_matches_as_indexes(part, overlapping=True):
            if start < _PIECE:
                found.append(piece + start << _START | _LONGEST - (end - start) << _LENGTH | index)
    return sorted(found)


def _end(hit: int) -> int:
    return (hit >> _START) + _LONGEST - (hit >> _LENGTH) % (_LONGEST + 1)


def _stolen(text: str, end: int, name: str) -> bool:
    """Tell whether the last character of a name belongs to the next word: 铁西区|域."""
    return text.startswith(_STOLEN.get(name[-1], ()), end)


def _helped(names: set[str]) -> set[str]:
    """The short forms whose full names stand in the same text: 兰考 beside 兰考县."""
    full, generic = table().full, guards("generic")
    return {
        alias
        for name in (names & full) - generic
        for place in table().names[name]
        if place.level == "county" and place.name == name
        for alias in place.aliases
    }


@cache
def _automaton():  # type: ignore[no-untyped-def]
    import ahocorasick_rs

    patterns = sorted({*table().names, *guards("trap")})
    automaton = ahocorasick_rs.AhoCorasick(patterns, store_patterns=False)
    return automaton, [None if name in guards("trap") else name for name in patterns]


def _accept(
    text: str,
    start: int,
    end: int,
    name: str,
    edges: _Edges,
    found: list[PlaceMention],
    helped: set[str],
) -> PlaceMention | None:
    """The mention that a hit is, None where it only looks like one."""
    names = table()
    candidates, full = names.names[name], name in names.full
    if full and _stolen(text, end, name):
        return None
    if beside := _beside(text, start, candidates, found):
        return PlaceMention(start, end, beside, full) if full or edges.at(end) else None
    sited = len(candidates) == 1 and _ZONE_BEHIND.match(text, end)  # 延吉高新区
    if name in names.weak and name not in helped and not sited:
        county = not full and candidates[0].name[-1] != "区"
        if not (county and _is_told(text, start, end)):
            return None
    if _is_person(text, start, end) or not (
        full or _stands_alone(candidates[0], start, end, edges)
    ):
        return None
    if full and len(name) <= 3 and name[-1] in "县区市旗" and not edges.at(start):
        return None
    if full and len(name) == 2 and not (edges.at(start) or edges.at(end)):
        return None  # 沿海地区 is no 海地
    if not full and _HAMLET.match(text, end):
        return None
    if not full:  # a short form means the highest that bears it: 海南 is the province
        candidates = tuple(p for p in candidates if p.level == candidates[0].level)
    return PlaceMention(start, end, candidates, full)


# zones that bear the name of the county or city that runs them
_ZONE_BEHIND = regex(
    "(?:国家)?(?:高新技术产业开发区|高新技术产业园区|经济技术开发区|经济开发区|高新区|经开区|工业园区|综合保税区)"
)


# what is said to lie, settle or be built somewhere: 落户凯里, 在凯里投产
_LIES_AT = regex(
    "(?:位于|地处|坐落[于在]|落户[于在到]?|落[地子址][于在]?|选址[于在]?|扎根于?|建[于在]|设[于在]|来到|走进|远赴|奔赴)$"
)
_ENDS = regex("(?:境内|当地|等地|县城|城区|城郊|产业园|工业园|园区)?(?:[,。;:、)!?的与和及等”]|$)")
_DONE_THERE = regex(
    "(?:境内|当地|等地|县城|城区)?(?:正式|成功|顺利|隆重|如期|联合|共同|已经?|新|先后|分别|投资|注册)*"
    "(?:建设|建成|建厂|建立|建有|设立|设厂|设有|投[产用资]|[开动]工|奠基|[揭挂]牌|启[用动]|举[行办]|召开|成立"
    "|落[户地成]|上线|签[约署]|试点|注册|开[业园幕]|布局|竣工|封顶|下线|拥有|打造|新建|扩建|改建|并网|点火)"
)


def _is_told(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a short form say that it is a place: 落户凯里."""
    if _LIES_AT.search(text, max(0, start - 4), start):
        return _ENDS.match(text, end) is not None or _DONE_THERE.match(text, end) is not None
    return text.endswith(_AT, 0, start) and _DONE_THERE.match(text, end) is not None


_AT = ("在", "于")


# 甘泉堡 is no part of 甘泉: what is called so is a village or a zone of its own, 大连湾 a bay
_HAMLET = regex(
    "[堡屯坝寨坪洼坳](?=镇|乡|村|街道|经济|高新|工业|产业|国家级?|片区|新区|园)|湾(?=跨海|特?大桥|海底|隧道|(?:国际)?机场|海域|水域|沿岸|畔)|[河江湖](?=畔|两岸|沿岸|之滨)"
)


def _stands_alone(likeliest: Place, start: int, end: int, edges: _Edges) -> bool:
    """Tell whether words begin and end with a short form; one will do for a province.

    The long name of a state abroad, 明斯克州, is no part of another word.
    """
    if likeliest.level == "province" and likeliest.name[-1] in "州省邦" and end - start > 3:
        return True
    if likeliest.level == "province" and (likeliest.gb_code or likeliest.name[-1] in "道府县"):
        return edges.at(start) or edges.at(end)
    return edges.at(start) and edges.at(end)


def _beside(
    text: str, start: int, candidates: tuple[Place, ...], found: list[PlaceMention]
) -> tuple[Place, ...]:
    """The candidates that the place just before speaks for: 广州黄埔, 珠海、中山."""
    if not found:
        return ()
    before = found[-1]
    if before.end == start:
        outer = [p for p in before.candidates if p.level in ("province", "city")]
        return tuple(p for p in candidates if any(within(p, o) for o in outer))
    if before.end == start - 1 and text[start - 1] in "、和与":
        kin = {(p.level, p.parent) for p in before.candidates if p.level != "country"}
        return tuple(p for p in candidates if (p.level, p.parent) in kin)
    return ()


def _is_person(text: str, start: int, end: int) -> bool:
    """Tell whether a surname or a post in front makes the name a person's: 钟洪江书记."""
    before = text[max(0, start - 8) : start]
    if not before or before[-1] not in guards("surname") or end - start > 2:
        return False
    return bool(_POST_BEFORE.search(before[:-1]) or _PERSON_AFTER.match(text, end))


class _Edges:
    """Where words begin and end, found only around the places that ask."""

    def __init__(self, text: str, is_edge: Callable[[int], bool] | None) -> None:
        self._text = text
        self._is_edge = is_edge
        self._window = (0, 0)
        self._found: set[int] = set()

    def at(self, position: int) -> bool:
        if position in (0, len(self._text)) or _COMPOUND.match(self._text, position):
            return True
        if self._is_edge is not None:
            return self._is_edge(position)
        if not self._window[0] <= position < self._window[1]:
            self._cut(position)
        return position in self._found

    def _cut(self, position: int) -> None:
        """Cut the clause around a position into words."""
        before = _BREAK.search(self._text[max(0, position - 60) : position][::-1])
        after = _BREAK.search(self._text, position, position + 60)
        start = position - before.start() if before else max(0, position - 60)
        end = after.start() + 1 if after else min(len(self._text), position + 60)
        edge, self._found = start, {start}
        for word in tagger().cut(self._text[start:end]):
            edge += len(word)
            self._found.add(edge)
        self._window = (start, end)


# words that segmenters tear apart behind a place
_COMPOUND = regex(
    "|".join(char + word for char, words in _STOLEN.items() for word in words)
    + "|自贸|自由贸易|大学|高新|经开|保税|新区|开发区"
)
_BREAK = regex(r"[^\w]")
