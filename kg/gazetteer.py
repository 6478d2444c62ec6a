"""Places: divisions of China with hierarchy and history, functional areas, countries.

The tables stand in ``kg/data``; ``tools/convert_places.py`` tells where they come from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

LEVELS = ("country", "region", "province", "city", "county", "zone")
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative division, a functional area, a region, or a country.

    Parameters
    ----------
    code : GB/T 2260 code of a division (with ``~`` and the year it ended, of a former one);
        ISO 3166 of a country or a county of Taiwan; parent and name of any other.
    name : full name, as ``朝阳区``; `canonical_name` adds what it needs to be told from others.
    level : one of `LEVELS`.
    parent : code of the place that contains it, or None.
    english : English name, where one is usual; former places have none.
    aliases : other names, short forms among them.
    until : year in which it ended or changed its name, None for what exists.
    successor : code of what a former place became.
    """

    code: str
    name: str
    level: str
    parent: str | None = None
    english: str | None = None
    aliases: tuple[str, ...] = field(default=(), compare=False)
    until: int | None = None
    successor: str | None = None

    @property
    def gb_code(self) -> str | None:
        """The GB/T 2260 code, if there is one."""
        code = self.code.partition("~")[0]
        return code if len(code) == 6 and code.isdigit() else None


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


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """The places around a mention that tell which of its candidates is meant."""

    title: tuple[Place, ...] = ()
    sentence: tuple[Place, ...] = ()
    heading: tuple[Place, ...] = ()
    document: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which place a mention means, how sure that is, and what else it might mean."""

    place: Place
    confidence: float
    alternatives: tuple[Place, ...] = ()


@dataclass(frozen=True)
class _Gazetteer:
    places: dict[str, Place]
    names: dict[str, tuple[Place, ...]]  # any name -> who bears it
    weak: frozenset[str]  # short forms that need their parent beside them
    full: frozenset[str]
    children: dict[str, tuple[str, ...]]


@cache
def _gazetteer() -> _Gazetteer:
    places: dict[str, Place] = {}
    names: defaultdict[str, list[Place]] = defaultdict(list)
    weak: set[str] = set()
    strong: set[str] = set()
    full: set[str] = set()
    children: defaultdict[str, list[str]] = defaultdict(list)
    for place, short, sure in _rows():
        places[place.code] = place
        if place.parent:
            children[place.parent].append(place.code)
        for name in dict.fromkeys((place.name, *place.aliases)):
            names[name].append(place)
            if name == short:
                (strong if sure else weak).add(name)
            else:
                full.add(name)
    ranked = {name: tuple(sorted(bearers, key=_rank)) for name, bearers in names.items()}
    weak |= {name for name in full if name in _GENERIC}
    return _Gazetteer(
        places, ranked, frozenset(weak - strong), frozenset(full), dict(_frozen(children))
    )


def _frozen(children: dict[str, list[str]]) -> Iterable[tuple[str, tuple[str, ...]]]:
    return ((code, tuple(inside)) for code, inside in children.items())


def _rank(place: Place) -> tuple[bool, int, str]:
    return place.until is not None, LEVELS.index(place.level), place.code


def _rows() -> Iterable[tuple[Place, str, bool]]:
    """Each place with its short form and whether that stands for it without help."""
    for line in (_DATA / "places.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, name, level, parent, english, mark, others, until, successor = (
            line.split("\t") + [""] * 8
        )[:9]
        short = (mark[1:] or name[:-1]) if mark else ""
        aliases = tuple(filter(None, (short, *others.split("|"))))
        place = Place(
            code, name, level, parent or None, english or None, aliases,
            int(until) if until else None, successor or None,
        )  # fmt: skip
        yield place, short, mark.startswith("+")
    for line in (_DATA / "zones.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, level, parent, english, others = (line.split("\t") + [""] * 4)[:5]
            aliases = tuple(filter(None, others.split("|")))
            code = f"{parent}-{name}" if parent else name
            yield Place(code, name, level, parent or None, english or None, aliases), "", True


# full names that are also common nouns: a place only behind their parent
_GENERIC = frozenset(
    "城区 郊区 矿区 新区 东区 西区 南区 北区 市中区 新城区 新市区 城中区 西市区 城关区 海南区".split()
)
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
# words that hold the name of a place without naming it
_TRAPS = (
    "北海道 上海合作组织 上合组织 合作 阿里巴巴 阿里云 阿里健康 中山大学 孙中山 四平八稳 长治久安 大同小异"
    " 五常大米 东方 和平 南方 北方 发展中 中国式 马里奥 约旦河 河南岸 印度洋 日本海 朝鲜族 蒙古族 泰国语"
    " 普洱茶 白银时代 海南岛 台湾海峡 云南白药 青岛啤酒 金华火腿 南京条约 开平方 大理石 无锡箔"
).split()
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_POSTS = re.compile(
    r"(?:书记|[省市区县州]长|主席|主任|部长|局长|厅长|司长|处长|会长|院长|校长|总裁|董事长?|总经理|经理|记者|博士|教授"
    r"|先生|女士|院士|委员|秘书长|CEO|创始人|负责人|作者|编辑|主编|发言人|总监)[\s:]{0,2}$"
)
_SPEAKING = re.compile(
    r"(?:表示|指出|认为|介绍|强调|称|说|坦言|透露|告诉|出席|主持|致辞|先生|女士|教授|博士|院士|同志)"
)


def by_code(code: str) -> Place | None:
    """The place with a code; a former code without its year gives the place it became.

    >>> by_code("330100").name
    '杭州市'
    """
    return _gazetteer().places.get(code)


def by_name(name: str) -> tuple[Place, ...]:
    """The places that bear a name, likeliest first; a canonical name bears only one.

    >>> [canonical_name(place) for place in by_name("鼓楼区")][:2]
    ['南京市鼓楼区', '徐州市鼓楼区']
    """
    found = _gazetteer().names.get(name)
    return found if found is not None else _by_path(name)


def _by_path(name: str) -> tuple[Place, ...]:
    """Read a name with its parents in front: 广州黄埔区, 北京市朝阳区."""
    for cut in range(len(name) - 2, 1, -1):
        outer, inner = _gazetteer().names.get(name[:cut]), by_name(name[cut:])
        inside = tuple(p for p in inner if outer and any(within(p, o) for o in outer))
        if inside:
            return inside
    return ()


def ancestors(place: Place) -> tuple[Place, ...]:
    """The places that contain a place, from the nearest to the country.

    >>> [outer.name for outer in ancestors(by_code("330106"))]
    ['杭州市', '浙江省', '中国']
    """
    found = []
    parent = by_code(place.parent) if place.parent else None
    while parent is not None:
        found.append(parent)
        parent = by_code(parent.parent) if parent.parent else None
    return tuple(found)


def within(place: Place, outer: Place) -> bool:
    """Tell whether a place is the other or lies in it."""
    return place.code == outer.code or any(a.code == outer.code for a in ancestors(place))


@cache
def canonical_name(place: Place) -> str:
    """The name that tells a place from all others: its parent in front below the city.

    >>> canonical_name(by_code("440112")), canonical_name(by_code("110105"))
    ('广州市黄埔区', '北京市朝阳区')
    """
    if place.level != "county" or not place.parent:
        return place.name
    parent = by_code(place.parent)
    if parent is None:
        return place.name
    if (
        parent.level == "province"
        and place.name.endswith("市")
        and parent.code[:2] not in "11123150"
    ):
        return place.name
    return parent.name + place.name


def successor(code: str, date: str | None = None) -> Place | None:
    """The place that a division had become by a date.

    Parameters
    ----------
    code : of a division of any time; of a former one with ``~`` and year, or bare.
    date : xsd:date, month or year; None for today.

    Returns
    -------
    The place itself while it existed, else what it became; None for an unknown code.

    >>> successor("420600~2010").name, successor("420600~2010", "2005-06").name
    ('襄阳市', '襄樊市')
    """
    places = _gazetteer().places
    year = int(date[:4]) if date else 9999
    place, seen = places.get(code) or _former(code), set()
    while place and place.until and place.until < year and place.successor not in seen:
        seen.add(place.successor)
        following = places.get(place.successor or "")
        if following is None:
            break
        place = following
    return place


def _former(code: str) -> Place | None:
    found = [place for key, place in _gazetteer().places.items() if key.startswith(code + "~")]
    return max(found, key=lambda place: place.until or 0, default=None)


def find_places(
    text: str, tokens: Sequence[tuple[str, int, int]] | None = None
) -> list[PlaceMention]:
    """Find the names of places in a text.

    Parameters
    ----------
    text : normalised text.
    tokens : words with their ranges, as `rjieba` gives them; without, the surroundings of short
        forms are cut into words where that is needed.

    >>> [text[m.start : m.end] for text in ["海南区块链试验区在海口揭牌"] for m in find_places(text)]
    ['海南', '海口']
    """
    edges = _Edges(text, tokens)
    found: list[PlaceMention] = []
    taken = 0
    hits = sorted(_hits(text), key=lambda hit: (hit[0], -hit[1]))
    helped = _helped(hits)
    for start, end, name in hits:
        if start < taken:
            continue
        if name is None:
            taken = end
            continue
        mention = _accept(text, start, end, name, edges, found, helped)
        if mention is not None:
            found.append(mention)
            taken = mention.end
    return found


def _hits(text: str) -> Iterable[tuple[int, int, str | None]]:
    """All names and traps in the text, overlapping ones too; None for a trap."""
    automaton, patterns = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        name = patterns[index]
        yield start, end, None if name in _TRAP_SET else name


def _helped(hits: list[tuple[int, int, str | None]]) -> set[str]:
    """The short forms whose full names stand in the same text: 兰考 beside 兰考县."""
    names = {name for _, _, name in hits if name}
    return {
        alias
        for name in names & _gazetteer().full - _GENERIC
        for place in _gazetteer().names[name]
        if place.level == "county" and place.name == name
        for alias in place.aliases
    }


_TRAP_SET = frozenset(_TRAPS)


@cache
def _automaton():  # type: ignore[no-untyped-def]
    import ahocorasick_rs

    patterns = sorted({*_gazetteer().names, *_TRAPS})
    return ahocorasick_rs.AhoCorasick(patterns, store_patterns=False), patterns


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
    table = _gazetteer()
    candidates, full = table.names[name], name in table.full
    stolen = full and text.startswith(_STOLEN.get(name[-1], ()), end)
    if stolen:
        return None
    beside = found[-1] if found and found[-1].end == start else None
    inside = beside and tuple(p for p in candidates if any(within(p, o) for o in beside.candidates))
    if inside:
        return PlaceMention(start, end, inside, full)
    if name in table.weak and name not in helped:
        return None
    if _is_person(text, start, end):
        return None
    if not full and not edges.fit(start, end):
        return None
    if full and len(name) <= 3 and name[-1] in "县区市旗" and not edges.starts(start):
        return None
    return PlaceMention(start, end, candidates, full)


def _is_person(text: str, start: int, end: int) -> bool:
    """Tell whether a surname or a post in front makes the name a person's: 钟洪江书记."""
    before = text[max(0, start - 8) : start]
    if not before or before[-1] not in _SURNAMES or end - start > 2:
        return False
    return bool(
        _POSTS.search(before[:-1]) or _SPEAKING.match(text, end) or _POST_NEXT.match(text, end)
    )


_POST_NEXT = re.compile(
    r"(?:书记|[省市区县]长|主席|主任|局长|厅长|董事长|总裁|总经理|秘书长|院士|教授)"
)


class _Edges:
    """Where words begin and end, found only around the places that ask."""

    def __init__(self, text: str, tokens: Sequence[tuple[str, int, int]] | None) -> None:
        self._text = text
        self._starts = [token[1] for token in tokens] if tokens is not None else None
        self._window = (0, 0)
        self._found: set[int] = set()

    def starts(self, position: int) -> bool:
        return self._is_edge(position)

    def fit(self, start: int, end: int) -> bool:
        return self._is_edge(start) and self._is_edge(end)

    def _is_edge(self, position: int) -> bool:
        if position in (0, len(self._text)) or _COMPOUND.match(self._text, position):
            return True
        if self._starts is not None:
            index = bisect_left(self._starts, position)
            return index < len(self._starts) and self._starts[index] == position
        if not self._window[0] <= position < self._window[1]:
            self._cut(position)
        return position in self._found

    def _cut(self, position: int) -> None:
        """Cut the clause around a position into words."""
        import rjieba

        before = _BREAK.search(self._text[max(0, position - 60) : position][::-1])
        after = _BREAK.search(self._text, position, position + 60)
        start = position - before.start() if before else max(0, position - 60)
        end = after.start() + 1 if after else min(len(self._text), position + 60)
        edge, self._found = start, {start}
        for word in rjieba.cut(self._text[start:end]):
            edge += len(word)
            self._found.add(edge)
        self._window = (start, end)


# words that segmenters tear apart behind a place
_COMPOUND = re.compile(
    "|".join(char + word for char, words in _STOLEN.items() for word in words)
    + "|自贸|自由贸易|大学|高新"
)
_BREAK = re.compile(r"[^\w]")


def resolve_place(mention: PlaceMention, context: PlaceContext) -> Resolution:
    """Tell which of its candidates a mention means.

    Parameters
    ----------
    mention : as `find_places` gives it.
    context : places in the title, in the same sentence, in the heading, in the document.

    Returns
    -------
    The candidate that lies in a place of the title, else of the sentence, of the heading, of the
    document's majority; else the highest in rank. The others are kept as alternatives.
    """
    candidates = tuple(p for p in mention.candidates if p.until is None) or mention.candidates
    if len(candidates) == 1:
        return Resolution(candidates[0], 1.0 if mention.full else 0.95)
    scopes = (
        (context.title, 0.95), (context.sentence, 0.95), (context.heading, 0.85),
        (context.document, 0.75),
    )  # fmt: skip
    for scope, confidence in scopes:
        fitting = [p for p in candidates if any(_near(p, outer) for outer in scope)]
        if fitting and len(fitting) < len(candidates):
            rest = tuple(p for p in candidates if p is not fitting[0])
            return Resolution(fitting[0], confidence / len(fitting), rest)
    lead = LEVELS.index(candidates[0].level) < LEVELS.index(candidates[1].level)
    confidence = 0.9 if lead else round(1 / len(candidates), 2)
    return Resolution(candidates[0], confidence, candidates[1:])


def _near(place: Place, outer: Place) -> bool:
    """Tell whether one of two places lies in the other, the country apart."""
    return outer.level not in ("country", "region") and (
        within(place, outer) or within(outer, place)
    )
