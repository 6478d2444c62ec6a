"""The table of places: divisions of China with their history, functional areas, countries.

The data stand in ``kg/data``; ``tools/convert_places.py`` tells where they come from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

LEVELS = ("country", "region", "province", "city", "county", "zone")
_DATA = Path(__file__).parents[1] / "data"


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

    def __hash__(self) -> int:
        return hash(self.code)  # faster than that of all fields

    @property
    def gb_code(self) -> str | None:
        """The GB/T 2260 code, if there is one."""
        code = self.code.partition("~")[0]
        return code if len(code) == 6 and code.isdigit() else None


@dataclass(frozen=True)
class Table:
    """All places by code, and by each of their names."""

    places: dict[str, Place]
    names: dict[str, tuple[Place, ...]]  # any name -> who bears it
    weak: frozenset[str]  # names that need their parent beside them
    full: frozenset[str]


@cache
def guards(kind: str) -> frozenset[str]:
    """The words of one kind that keep names from being taken for places."""
    for line in (_DATA / "guards.tsv").read_text(encoding="utf-8").splitlines():
        name, _, words = line.partition("\t")
        if name == kind:
            return frozenset(words.split())
    raise KeyError(kind)


@cache
def table() -> Table:
    """The table, read at first use."""
    places: dict[str, Place] = {}
    names: defaultdict[str, list[Place]] = defaultdict(list)
    weak: set[str] = set()
    strong: set[str] = set()
    full: set[str] = set()
    for place, shorts, sure in _rows():
        places[place.code] = place
        for name in dict.fromkeys((place.name, *place.aliases)):
            names[name].append(place)
            if name in shorts:
                (strong if sure else weak).add(name)
            else:
                full.add(name)
    ranked = {name: _ranked(bearers) for name, bearers in names.items()}
    weak |= guards("generic") & full
    return Table(places, ranked, frozenset(weak - strong), frozenset(full))


_RENAMED = 2010  # older texts are read as those of today
_OF_LATE = 2017  # texts of the last years still speak of a district that ended since


def _ranked(bearers: list[Place]) -> tuple[Place, ...]:
    """The bearers of a name, likeliest first; those of long ago only where none is left."""
    today = [place for place in bearers if place.until is None or place.until > _OF_LATE]
    return tuple(sorted(today or bearers, key=_rank))


def _rank(place: Place) -> tuple[bool, int, str]:
    return place.until is not None, LEVELS.index(place.level), place.code


def _rows() -> Iterable[tuple[Place, tuple[str, ...], bool]]:
    """Each place with its short forms and whether they stand for it without help."""
    for line in (_DATA / "places.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, name, level, parent, english, mark, others, until, successor = (
            line.split("\t") + [""] * 8
        )[:9]
        short = (mark[1:] or name[:-1]) if mark else ""
        aliases = tuple(filter(None, (short, *others.split("|"))))
        if short and name.endswith(("自治州", "自治县", "自治旗")):
            aliases = (*aliases, short + name[-1])
        place = Place(
            code, name, level, parent or None, english or None, aliases,
            int(until) if until else None, successor or None,
        )  # fmt: skip
        yield place, (short,), mark.startswith("+")
    for line in (_DATA / "zones.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, level, parent, english, others = (line.split("\t") + [""] * 4)[:5]
            aliases = tuple(filter(None, others.split("|")))
            code = f"{parent}-{name}" if parent else name
            yield Place(code, name, level, parent or None, english or None, aliases), (), True
    for line in (_DATA / "abroad.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, level, parent, english, others = line.split("\t")
            aliases = tuple(filter(None, others.split("|")))
            place = Place(f"{parent}-{name}", name, level, parent, english, aliases)
            yield place, (name, *aliases), True


def by_code(code: str) -> Place | None:
    """The place with a code; a former code without its year gives the place it became.

    >>> by_code("330100").name
    '杭州市'
    """
    return table().places.get(code)


def by_name(name: str) -> tuple[Place, ...]:
    """The places that bear a name, likeliest first; a canonical name bears only one.

    >>> [canonical_name(place) for place in by_name("鼓楼区")][:2]
    ['南京市鼓楼区', '徐州市鼓楼区']
    """
    found = table().names.get(name)
    return found if found is not None else _by_path(name)


def _by_path(name: str) -> tuple[Place, ...]:
    """Read a name with its parents in front: 广州黄埔区, 北京市朝阳区."""
    for cut in range(min(len(name), 16) - 2, 1, -1):
        outer = table().names.get(name[:cut])
        inner = by_name(name[cut:]) if outer else ()
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
    """The name that tells a place from all others: districts and counties behind their parent.

    >>> canonical_name(by_code("440112")), canonical_name(by_code("110105"))
    ('广州市黄埔区', '北京市朝阳区')
    """
    parent = by_code(place.parent) if place.parent else None
    if place.level != "county" or parent is None or place.name.endswith("市"):
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
    places = table().places
    year = int(date[:4]) if date else 9999
    place, seen = places.get(code) or _former(code), set()
    while place and place.until and place.until < year and place.successor not in seen:
        seen.add(place.successor)
        following = places.get(place.successor or "")
        if following is None:
            break
        place = following
    return place


def of_its_time(place: Place, text: str, year: int | None) -> Place:
    """The place that a short name means in a text: 海门 beside 海门市 is no 海门区 yet.

    Parameters
    ----------
    place : of today.
    text : that names it in short.
    year : in which the text was published, None if nobody knows.
    """
    if place.name in text:
        return place
    before = [former for former in _renamed().get(place.code, ()) if former.until]
    named = next((former for former in before if former.name in text), None)
    if named or year is None:
        return named or place
    return next((former for former in before if (former.until or 0) > year), place)


@cache
def _renamed() -> dict[str, list[Place]]:
    """The places of late that became one of today under the same name, by its code."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for former in table().places.values():
        today = table().places.get(former.successor or "")
        if today and (former.until or 0) > _RENAMED and former.name[:-1] in today.aliases:
            found[today.code].append(former)
    return found


def _former(code: str) -> Place | None:
    found = [place for key, place in table().places.items() if key.startswith(code + "~")]
    return max(found, key=lambda place: place.until or 0, default=None)
