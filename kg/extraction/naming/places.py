"""Where places are named in a text, with the parents that stand beside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.extraction.lexicon import Finder
from kg.extraction.naming.areas import (
    TOWN_OF,
    city_behind,
    find_areas,
    state_behind,
    town_behind,
    towns_beside,
    village_behind,
)
from kg.extraction.reading import Words
from kg.gazetteer import (
    Place,
    PlaceContext,
    PlaceMention,
    ancestors,
    by_name,
    canonical_name,
    find_places,
    of_its_time,
    resolve_place,
)
from kg.patterns import regex

SPECIAL_REGIONS = ("香港特区", "澳门特区")  # what they are called for short
_TITLE = 60  # a place named so early tells of which region the document is
_BODIES = ("经济特区", "政府", "市政府", "法院", "海关", "税务局")
_NEAR = 40
_STREET = regex("[东西南北中]?[一二三四五]?(?:路(?![径线演由程透])|大街|大道|街(?!道|区))")
_JOINED_TO = ("公司", "集团", "大学", "学院", "政府", "委", "局", "厅", "银行", "研究院", "所")
_AIRPORT = regex("(?:国际)?机场")
_COUNTIES = ("县", "区", "旗")
_TELLING = 240
_GOVERNED = (
    "区", "县", "政府", "法院", "海关", "人民", "公安", "检察", "市场监", "税务局", "管委会",
)  # fmt: skip
_REGIONS = (
    "新区", "地区", "中心", "岛", "湾区", "三角洲", "三角", "半岛", "区域", "城市群", "经济带",
    "流域",
)  # fmt: skip


@dataclass(slots=True)
class PlaceHit:
    """A place name in a text.

    Parameters
    ----------
    start, end : half-open range of the normalised text.
    surface : the words as they stand.
    name : its own name with its suffix.
    full : the name that tells it from all others.
    code : GB/T 2260 code, None for countries and functional areas.
    parents : canonical names of the places that contain it, nearest first.
    zone : a development zone or the like, which is a park rather than a region.
    """

    start: int
    end: int
    surface: str
    name: str
    full: str
    code: str | None = None
    parents: tuple[str, ...] = ()
    zone: bool = False

    @property
    def government(self) -> str:
        """What its government is called behind its name: 人民政府 at home, 政府 elsewhere."""
        abroad = "中国" not in self.parents or "台湾省" in self.parents
        return "政府" if self.code is None and abroad else "人民政府"


_At = Callable[[int], PlaceHit | None]


class Places:
    """The place names of a text, found by position.

    Parameters
    ----------
    hits : in any order; of two that overlap the longer one stays.
    """

    def __init__(self, hits: Iterable[PlaceHit]) -> None:
        self.hits: list[PlaceHit] = []
        self.own: list[PlaceHit] = []  # those in the title of a law, whose own place they tell
        self.ours: list[PlaceHit] = []  # the city that a paper calls 我市, wherever it does
        self.homes: dict[tuple[str, int], str] = {}  # level and part of the text -> most named
        last = -1
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            if hit.start >= last:
                self.hits.append(hit)
                last = hit.end
        # the place whose name ends or starts at a position: asked at each step of every walk
        self.ending_at: _At = {hit.end: hit for hit in self.hits}.get
        self.starting_at: _At = {hit.start: hit for hit in self.hits}.get
        self._by_name = {hit.name: hit for hit in reversed(self.hits)}
        self._by_full = {hit.full: hit for hit in reversed(self.hits)}
        self._starts = [hit.start for hit in self.hits]

    def chain_start(self, hit: PlaceHit) -> int:
        """Where the places begin that stand side by side and end in this one: 浙江省杭州市."""
        start = hit.start
        while (outer := self.ending_at(start)) is not None:
            start = outer.start
        return start

    def named(self, name: str) -> PlaceHit | None:
        """The first hit of a place with this name."""
        return self._by_name.get(name)

    def heading(self, name: str) -> PlaceHit | None:
        """The first hit of the place whose full name is most of the beginning of a name."""
        begins = (name[:length] for length in range(len(name), 0, -1))
        return next((self._by_full[full] for full in begins if full in self._by_full), None)

    def covering(self, position: int) -> PlaceHit | None:
        """The place in whose name a position lies."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and self.hits[index].end > position:
            return self.hits[index]
        return None

    def within(self, start: int, end: int) -> list[PlaceHit]:
        """The places named inside a range."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [hit for hit in self.hits[first:last] if hit.end <= end]


def _is_another_valley(words: Words, index: int, mentions: list[PlaceMention]) -> bool:
    """Tell whether a noun before 硅谷 makes it another: 科大硅谷, 种业硅谷; but 美国硅谷."""
    start = mentions[index].start
    if not start or (index and mentions[index - 1].end == start):
        return False
    before = words.index(start - 1)
    word = words.words[before]
    return len(word) > 1 and word.isalpha() and words.tags[before][0] in "njb"


def find_place_hits(words: Words, year: int | None = None) -> Places:
    """Find the places that a text names and tell which of several namesakes is meant.

    Parameters
    ----------
    words : the words of the text.
    year : in which it was published, if anybody knows.
    """
    text = words.text

    def is_edge(position: int) -> bool:  # 南京政府 is one word of the segmenter
        if words.is_edge(position) or text.startswith(_BODIES, position):
            return True
        return text.endswith("中共", 0, position)  # 中共上海市委 too

    found = find_places(text, is_edge)
    mentions = [m for m in found if m.candidates[0].code != "CN" and not _is_other(words, m)]
    sure = [m.candidates[0] for m in mentions if len(m.candidates) == 1]
    common = tuple(place for place, _ in Counter(sure).most_common(5))
    title = tuple(m.candidates[0] for m in mentions if m.end <= _TITLE and len(m.candidates) == 1)
    hits = []
    meant: dict[int, Place] = {}  # where a namesake stands -> which is meant there
    lately: dict[Place, Place] = {}  # of today -> what it was when the text was written
    states: dict[str, str] = {}  # abroad -> country in front
    namesakes: set[int] = set()  # 西安市曲江新区: not the 曲江 of another province
    for index, mention in enumerate(mentions):
        if mention.start in namesakes or text[mention.start : mention.end] == "市区":
            continue  # 各省市区 is no place
        if text.startswith(("级", "城污", "城基", "城镇", "域"), mention.end):
            continue  # 省、市和县级: 和县 is not meant
        if text.startswith("和县", mention.start) and text.endswith(_JOINED_TO, 0, mention.start):
            continue  # 甲公司和县财政局
        place = mention.candidates[0]
        if place.name == "硅谷" and _is_another_valley(words, index, mentions):
            continue
        if place.level == "county" and not mention.full and _AIRPORT.match(text, mention.end):
            continue  # 双流国际机场 is called so
        if len(mention.candidates) > 1:
            before = tuple(
                meant.get(other.start, other.candidates[0])
                for other in mentions[max(0, index - 2) : index]
                if mention.start - other.end < _NEAR
            )
            context = PlaceContext(title=title, sentence=before, document=common)
            place = meant[mention.start] = resolve_place(mention, context).place
        if not mention.full:
            if place not in lately:
                lately[place] = of_its_time(place, text, year)
            place = lately[place]
        hit = _hit(words.text, mention, place)
        hits.append(hit)
        county = "台湾省" in hit.parents and hit.surface.endswith(("市", "县"))
        short = hit.surface != hit.name
        held = hit.name.endswith(TOWN_OF)
        if held and (end := town_behind(words, hit.end, short, county)) is not None:
            town = text[hit.end : end]
            listed = index + 1 < len(mentions) and mentions[index + 1].start < end
            inner = listed and not county
            if inner and any(_lies_in(mentions[index + 1], outer) for outer in _around(hit)):
                continue  # 珠海市横琴新区, which the tables know; 苏州昆山张浦镇
            if listed and town.endswith("新区"):
                namesakes.add(mentions[index + 1].start)  # 绍兴滨海新区 is not that of 天津
            parents = (hit.name, *hit.parents)
            hits.append(PlaceHit(hit.end, end, town, town, hit.full + town, None, parents))
            for begin, stop in towns_beside(words, end, county):  # 甲县乙乡、丙乡
                town = text[begin:stop]
                hits.append(PlaceHit(begin, stop, town, town, hit.full + town, None, parents))
        beside = index + 1 < len(mentions) and mentions[index + 1].start == hit.end
        known = beside and text.startswith("市", mentions[index + 1].end)  # 韩国釜山|市
        foreign = place.level == "country" and not known
        if foreign and (end := state_behind(words, hit.end, hit.name)):
            states.setdefault(text[hit.end : end], hit.name)
        state = place.level == "province" and place.gb_code is None and not beside
        if state and (end := city_behind(words, hit.end, hit.name)):
            town = text[hit.end : end]
            cities = by_name(town.removesuffix("市"))  # 彭亨州关丹市
            name = cities[0].name if cities and cities[0].gb_code is None else town
            hits.append(PlaceHit(hit.end, end, town, name, name, None, (hit.name, *hit.parents)))
    hits = _without_stray(text, hits)
    hits += [*_villages(words, hits)]
    for start, end, name in Finder(sorted(states)).find(text) if states else ():
        hits.append(PlaceHit(start, end, name, name, name, None, (states[name],)))
    for start, end in find_areas(words, [(hit.start, hit.end) for hit in hits]):
        # 武汉 of 武汉城市圈
        hits = [hit for hit in hits if not start <= hit.start < hit.end <= end]
        name = text[start:end]
        twin = next((hit for hit in hits if hit.name == name), None)  # behind its city elsewhere
        full, parents = (twin.full, twin.parents) if twin else (name, ())
        hits.append(PlaceHit(start, end, name, name, full, None, parents))
    return Places([*hits, *_named_again(text, hits)])


_TOWNS = ("镇", "乡", "街道", "新区", "村", "嘎查")


def _villages(words: Words, hits: list[PlaceHit]) -> Iterator[PlaceHit]:
    """The villages that stand right behind their town: 甲县乙镇丙村."""
    for town in hits if "村" in words.text or "嘎查" in words.text else ():
        end = town.name.endswith(_TOWNS[:3]) and village_behind(words, town.end)
        if end and town.code is None:
            name = words.text[town.end : end]
            parents = (town.name, *town.parents)
            yield PlaceHit(town.end, end, name, name, town.full + name, None, parents)


def _named_again(text: str, hits: list[PlaceHit]) -> Iterator[PlaceHit]:
    """Towns and new areas that the text names again without what told that they are such."""
    told = {hit.name: hit for hit in hits if hit.code is None and hit.name.endswith(_TOWNS)}
    names = sorted(name for name in told if len(name) > 2)
    for start, end, name in Finder(names).find(text) if names else ():
        yield replace(told[name], start=start, end=end, surface=name)


def _around(hit: PlaceHit) -> tuple[str, ...]:
    """A place and those around it, but for the whole country."""
    return (hit.name, *(name for name in hit.parents if name != "中国"))


def _lies_in(mention: PlaceMention, outer: str) -> bool:
    """Tell whether one of the places that a name may mean lies in another."""
    return any(outer in (o.name for o in ancestors(place)) for place in mention.candidates)


def _is_other(words: Words, mention: PlaceMention) -> bool:
    """Tell whether a street or a ship is named after a place, or a preposition reads like one.

    So it is in 株洲路20号, 北京西路, 太仓号货轮 and 向|山区延伸.
    """
    text, start, end = words.text, mention.start, mention.end
    if text[end - 1] not in "省市区县州镇乡":
        return text.startswith("号", end) or _STREET.match(text, end) is not None
    index = words.index(start)
    inside = words.starts[index] == start and words.starts[index + 1] < end
    return inside and words.tags[index] == "p" and not words.knows(text[start:end])


def _without_stray(text: str, hits: list[PlaceHit]) -> list[PlaceHit]:
    """The hits without what is no county, as neither its full name nor where it lies is told.

    A firm is called 秦淮, a ridge 巫山, 友商|都涨价 reads like 商都. A few lines tell too little.
    """
    if len(text) < _TELLING:
        return hits
    told = {hit.name for hit in hits if hit.surface == hit.name or not _is_county(hit)}
    return [
        hit
        for hit in hits
        if not _is_county(hit)
        or hit.surface == hit.name
        or hit.name in text
        or not told.isdisjoint(hit.parents)
        or text.startswith(_GOVERNED, hit.end)
    ]


def _is_county(hit: PlaceHit) -> bool:
    region = hit.name.endswith(("特别行政区", "自治区"))
    return hit.code is not None and hit.name.endswith(_COUNTIES) and not region


def _hit(text: str, mention: PlaceMention, place: Place) -> PlaceHit:
    start, end = mention.start, mention.end
    return PlaceHit(start, end, text[start:end], *_told_of(place))


@cache
def _told_of(place: Place) -> tuple[str, str, str | None, tuple[str, ...], bool]:
    """What every hit of a place tells: its names, code, parents, whether it is a zone."""
    zone = place.level == "zone" and not place.name.endswith(_REGIONS)
    parents = tuple(outer.name for outer in ancestors(place))
    return place.name, canonical_name(place), place.gb_code, parents, zone
