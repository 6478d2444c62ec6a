"""Where the nodes of a network stand: by place, by year, or freely; always the same for the same.

Measured against sixteen layouts of other libraries, discs at the map position of each province
with a grid Fruchterman-Reingold inside were both the quickest (0.4 s at 20,000 nodes) and the only
ones in which a reader finds a province at once; networkx's own take 10 s at 1,000 nodes.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.vocabulary import ENTITY_CLASSES

if TYPE_CHECKING:
    import networkx as nx

Point = tuple[float, float]
Pairs = Sequence[tuple[int, int]]

# Longitude and latitude of the seat of government, in degrees, by the first two characters of the
# name; nation-wide matters stand in the thinly settled west, where there is room.
_MAP: dict[str, Point] = {
    "北京": (116.4, 39.9), "天津": (117.2, 39.1), "河北": (114.5, 38.0), "山西": (112.5, 37.9),
    "内蒙": (111.7, 40.8), "辽宁": (123.4, 41.8), "吉林": (125.3, 43.9), "黑龙": (126.6, 45.8),
    "上海": (121.5, 31.2), "江苏": (118.8, 32.1), "浙江": (120.2, 30.3), "安徽": (117.3, 31.9),
    "福建": (119.3, 26.1), "江西": (115.9, 28.7), "山东": (117.0, 36.7), "河南": (113.7, 34.8),
    "湖北": (114.3, 30.6), "湖南": (113.0, 28.2), "广东": (113.3, 23.1), "广西": (108.3, 22.8),
    "海南": (110.3, 20.0), "重庆": (106.5, 29.6), "四川": (104.1, 30.7), "贵州": (106.7, 26.6),
    "云南": (102.7, 25.0), "西藏": (91.1, 29.7), "陕西": (108.9, 34.3), "甘肃": (103.8, 36.1),
    "青海": (101.8, 36.6), "宁夏": (106.3, 38.5), "新疆": (87.6, 43.8), "香港": (114.2, 22.3),
    "澳门": (113.5, 22.2), "台湾": (121.5, 25.0), "中国": (101.0, 37.0),
}  # fmt: skip
ABROAD = "境外"
_ABROAD: Point = (101.0, 21.5)
_NOWHERE: Point = (101.0, 28.0)
_ASPECT = 1.1  # width to height of the picture, about that of the room beside the panel

_FEW = 300  # up to here distances are made to match the number of steps (Kamada and Kawai)
_SMALL = 600  # up to here every pair of nodes repels; above, only what is near
_CROWD = 3000  # nodes of a network above which single ones are too small to see: no fine work
_STEPS = 600_000  # moves of a node in all, so that 100,000 nodes take two seconds and not ten
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True)
class Guide:
    """Something behind the nodes that tells what a position means: a disc, a year, a band."""

    kind: str
    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions in the order of the nodes, and the guides behind them; one unit a node's room."""

    points: tuple[Point, ...]
    guides: tuple[Guide, ...]


def lay_out(network: nx.MultiDiGraph) -> dict[str, Layout]:
    """Give every node of a network its place, in three ways.

    Parameters
    ----------
    network : as `kg.network.to_networkx` makes it.

    Returns
    -------
    ``place``: discs by province, roughly where they are on the map; ``time``: columns by year,
    bands by class; ``free``: by relations alone. The same for the same network, on every machine
    with the same igraph.
    """
    nodes = [data for _, data in network.nodes(data=True)]
    pairs = connected(network)
    return {
        "place": by_place([data.get("province", "") for data in nodes], pairs),
        "time": by_year(
            [data.get("class", "") for data in nodes], [data.get("year") for data in nodes]
        ),
        "free": freely(len(nodes), pairs),
    }


def connected(network: nx.MultiDiGraph) -> list[tuple[int, int]]:
    """List the pairs of nodes that an edge joins, by their numbers."""
    index = {iri: number for number, iri in enumerate(network)}
    return sorted({(index[s], index[o]) for s, o in network.edges() if s != o})


def by_place(provinces: Sequence[str], pairs: Pairs) -> Layout:
    """Put the nodes of each province on a disc of its own, near where it lies on the map.

    What lies in other countries shares one disc.
    """
    provinces = [name if not name or name[:2] in _MAP else ABROAD for name in provinces]
    members = _grouped(provinces)
    names = sorted(members, key=lambda name: (-len(members[name]), name))
    radii = [math.sqrt(len(members[name])) * 0.62 + 0.8 for name in names]
    centres = _apart(_stretched([_on_map(name) for name in names], radii), radii)
    inside = _inner_pairs(provinces, pairs)
    points: list[Point] = [(0.0, 0.0)] * len(provinces)
    fine = len(provinces) <= _CROWD
    for name, centre, radius in zip(names, centres, radii, strict=True):
        disc = _disc(len(members[name]), inside.get(name, []), radius - 0.6, fine)
        for node, (x, y) in zip(members[name], disc, strict=True):
            points[node] = (centre[0] + x, centre[1] + y)
    guides = tuple(
        Guide("disc", name, x, y, radius)
        for name, (x, y), radius in zip(names, centres, radii, strict=True)
    )
    return Layout(tuple(points), guides)


def by_year(classes: Sequence[str], years: Sequence[int | None]) -> Layout:
    """Put the nodes into columns by year and bands by class; undated ones stand at the left."""
    cells: dict[tuple[str, int], list[int]] = defaultdict(list)
    for node, (class_name, year) in enumerate(zip(classes, years, strict=True)):
        cells[class_name, year or 0].append(node)
    bands = sorted({band for band, _ in cells}, key=_band_order)
    columns = sorted({column for _, column in cells})
    heights = {
        band: max(
            math.ceil(math.sqrt(len(nodes) / (4 if column == 0 else 1.5)))
            for (other, column), nodes in cells.items()
            if other == band
        )
        for band in bands
    }
    widths = {
        column: max(
            math.ceil(len(nodes) / heights[band])
            for (band, other), nodes in cells.items()
            if other == column
        )
        for column in columns
    }
    lefts = _running([widths[column] + 2 for column in columns])
    tops = _running([heights[band] + 1.5 for band in bands])
    points: list[Point] = [(0.0, 0.0)] * len(classes)
    for (band, column), nodes in cells.items():
        left, top = lefts[columns.index(column)], tops[bands.index(band)]
        for place, node in enumerate(nodes):
            across, down = divmod(place, heights[band])
            points[node] = (left + across, top + down)
    guides = [
        Guide("column", str(column) if column else "", left, 0.0, float(widths[column]))
        for column, left in zip(columns, lefts, strict=True)
    ]
    guides += [
        Guide("band", band, 0.0, top, float(heights[band]))
        for band, top in zip(bands, tops, strict=True)
    ]
    return Layout(tuple(points), tuple(guides))


def freely(count: int, pairs: Pairs) -> Layout:
    """Put related nodes near each other; parts without a connection stand around the largest."""
    parts = _components(count, pairs)
    of_part = {node: number for number, part in enumerate(parts) for node in part}
    inside = _inner_pairs([of_part[node] for node in range(count)], pairs)
    points: list[Point] = [(0.0, 0.0)] * count
    used = 0.0  # area that the parts before this one take
    for number, part in enumerate(parts):
        radius = math.sqrt(len(part)) * 0.75 + 0.3
        if number == 0:
            centre, used = (0.0, 0.0), (radius + 1) ** 2
        else:
            used += 1.6 * radius * radius
            distance = math.sqrt(used) + radius
            angle = number * _GOLDEN_ANGLE
            centre = (distance * math.cos(angle) * 1.3, distance * math.sin(angle))
        for node, (x, y) in zip(
            part, _disc(len(part), inside.get(number, []), radius, count <= _CROWD), strict=True
        ):
            points[node] = (centre[0] + x * (1.3 if number == 0 else 1), centre[1] + y)
    return Layout(tuple(points), ())


def communities(count: int, pairs: Pairs) -> list[int]:
    """Number the communities of a network (Leiden, modularity), the largest first.

    >>> communities(5, [(0, 1), (1, 2), (0, 2), (3, 4)])
    [0, 0, 0, 1, 1]
    """
    import igraph

    with _Reproducible():
        found = igraph.Graph(count, list(pairs)).community_leiden(
            objective_function="modularity", n_iterations=2
        )
    ranked = [number for number, _ in Counter(found.membership).most_common()]
    order = {number: rank for rank, number in enumerate(ranked)}
    return [order[number] for number in found.membership]


def _disc(count: int, pairs: Pairs, radius: float, fine: bool) -> list[Point]:
    """Lay nodes out by their relations and spread them evenly over a disc."""
    spiral = [
        (math.sqrt(rank + 0.5) * math.cos(rank * _GOLDEN_ANGLE),
         math.sqrt(rank + 0.5) * math.sin(rank * _GOLDEN_ANGLE))
        for rank in range(count)
    ]  # fmt: skip
    if count == 1:
        return [(0.0, 0.0)]
    if not pairs:
        scale = radius / math.sqrt(count)
        return [(x * scale, y * scale) for x, y in spiral]
    import igraph

    with _Reproducible():
        graph = igraph.Graph(count, list(pairs)).simplify()
        seed = [list(point) for point in spiral]
        if fine and count <= _FEW:
            placed = graph.layout_kamada_kawai(seed=seed)
        else:
            placed = graph.layout_fruchterman_reingold(
                niter=max(12, min(60 if fine else 30, _STEPS // count)),
                grid="nogrid" if fine and count <= _SMALL else "grid",
                seed=seed,
            )
    spread = _spread([(x, y) for x, y in placed.coords], radius)
    return _separated(spread, 0.8 * radius / math.sqrt(count)) if fine else spread


def _spread(points: list[Point], radius: float) -> list[Point]:
    """Keep every angle, but choose distances so that each ring holds its share of the nodes."""
    count = len(points)
    centre_x = sum(x for x, _ in points) / count
    centre_y = sum(y for _, y in points) / count
    polar = [
        (math.hypot(x - centre_x, y - centre_y), math.atan2(y - centre_y, x - centre_x))
        for x, y in points
    ]
    spread = [(0.0, 0.0)] * count
    for rank, node in enumerate(sorted(range(count), key=lambda node: polar[node])):
        distance = radius * math.sqrt((rank + 0.5) / count)
        angle = polar[node][1]
        spread[node] = (distance * math.cos(angle), distance * math.sin(angle))
    return spread


def _separated(points: list[Point], room: float) -> list[Point]:
    """Push nodes apart that stand closer than `room`, looking only at neighbouring cells."""
    moved = [list(point) for point in points]
    for _ in range(12):
        cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for node, (x, y) in enumerate(moved):
            cells[math.floor(x / room), math.floor(y / room)].append(node)
        touched = False
        for (column, row), here in cells.items():
            around = [
                node
                for across in (-1, 0, 1)
                for down in (-1, 0, 1)
                for node in cells.get((column + across, row + down), ())
            ]
            for one in here:
                for two in around:
                    if two > one and _push(moved[one], moved[two], room):
                        touched = True
        if not touched:
            break
    return [(x, y) for x, y in moved]


def _push(one: list[float], two: list[float], room: float) -> bool:
    across, down = two[0] - one[0], two[1] - one[1]
    distance = math.hypot(across, down)
    if distance >= room:
        return False
    if distance < 1e-6 * room:  # on the same spot: any direction will do, but always the same
        across, down, distance = room, 0.0, room
        missing = room / 2
    else:
        missing = (room - distance) / 2
    one[0] -= across / distance * missing
    one[1] -= down / distance * missing
    two[0] += across / distance * missing
    two[1] += down / distance * missing
    return True


def _apart(wanted: list[Point], radii: list[float]) -> list[Point]:
    """Move discs as little as needed until none overlaps another."""
    moved = [list(point) for point in wanted]
    order = range(len(moved))
    for step in range(400):
        overlap = False
        for one in order:
            for two in range(one + 1, len(moved)):
                overlap |= _push(moved[one], moved[two], radii[one] + radii[two] + 0.4)
        if not overlap:
            break
        if step < 200:  # a little homesickness, given up when there is no room
            for point, home in zip(moved, wanted, strict=True):
                point[0] += (home[0] - point[0]) * 0.02
                point[1] += (home[1] - point[1]) * 0.02
    return [(x, y) for x, y in moved]


def _on_map(province: str) -> Point:
    longitude, latitude = _MAP.get(province[:2], _ABROAD if province else _NOWHERE)
    return longitude, -latitude


def _stretched(places: list[Point], radii: list[float]) -> list[Point]:
    """Scale map positions to a picture of which the discs fill about a half."""
    area = 2 * sum(math.pi * radius * radius for radius in radii)
    width, height = math.sqrt(area * _ASPECT), math.sqrt(area / _ASPECT)
    west, north = min(x for x, _ in places), min(y for _, y in places)
    across = max(x for x, _ in places) - west
    down = max(y for _, y in places) - north
    return [
        ((x - west) / (across or 1) * width, (y - north) / (down or 1) * height) for x, y in places
    ]


def _grouped(keys: Sequence[str]) -> dict[str, list[int]]:
    members: dict[str, list[int]] = defaultdict(list)
    for node, key in enumerate(keys):
        members[key].append(node)
    return members


def _inner_pairs(keys: Sequence[object], pairs: Pairs) -> dict[object, list[tuple[int, int]]]:
    """Renumber the pairs inside each group from 0, in the order of its members."""
    local: list[int] = []
    seen: Counter[object] = Counter()
    for key in keys:
        local.append(seen[key])
        seen[key] += 1
    inside: dict[object, list[tuple[int, int]]] = defaultdict(list)
    for one, two in pairs:
        if keys[one] == keys[two]:
            inside[keys[one]].append((local[one], local[two]))
    return inside


def _components(count: int, pairs: Pairs) -> list[list[int]]:
    import igraph

    parts = igraph.Graph(count, list(pairs)).connected_components()
    return sorted((sorted(part) for part in parts), key=lambda part: (-len(part), part[0]))


def _running(sizes: Iterable[float]) -> list[float]:
    total, starts = 0.0, []
    for size in sizes:
        starts.append(total)
        total += size
    return starts


def _band_order(class_name: str) -> int:
    return ENTITY_CLASSES.index(class_name) if class_name in ENTITY_CLASSES else 99


class _Reproducible:
    """igraph draws random numbers; within this block it always draws the same ones."""

    def __enter__(self) -> None:
        import igraph

        igraph.set_random_number_generator(random.Random(0))

    def __exit__(self, *_: object) -> None:
        import igraph

        igraph.set_random_number_generator(random)
