"""Where the works of a report are that is about one region, which its headline names."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter

from kg.extraction.facts import Facts
from kg.extraction.naming.mentions import Found
from kg.extraction.naming.places import PlaceHit
from kg.extraction.reading import covered
from kg.extraction.whereabouts.named import named, node_of
from kg.patterns import regex

_HEADLINE = 60  # characters that one has at most
_FEW = 3  # places that a report about a region names at least
_CALLED = ("Company", "Institute", "Association", "Fund", "Person")  # after places elsewhere
# what a region builds or carries out, but no product, which is used anywhere, and no 项目, which is
# as often one of a kind (旅游项目), one of many or another's
_WORKS = regex(
    "(?:工程|计划|行动|水库|公园|小镇|学校|小学|中学|医院|景区|旅游区|号线|广场|综合体|展馆|博物馆)"
    "(?:[一二三四五]期)?$"
)
# 国家“甲计划”, 中国乙工程
_NATIONAL = regex("(?:全国|国家|中国|世界|国际|联合国|中央)")
_OF_NATION = regex("(?:国家|全国|中央)(?:级|的)?“?$")
_AHEAD = regex(
    "列入[^。;]{0,20}规划|(?<!体)规划(?:新建|建设)|谋划|建成后|拟"
    "|计划(?:新建|建设|实施|启动|投资)|将(?:新建|建设|建|打造|实施|启动|开工)"
)


def region_of(found: Found) -> PlaceHit | None:
    """The region of the headline, the innermost one, if most places are in it or around it."""
    stop = found.words.text.find("\n")
    if not 0 < stop <= _HEADLINE:
        return None
    called = covered(stop, (m for m in found.mentions if m.class_name in _CALLED and m.end <= stop))
    told = [hit for hit in found.told if hit.name != "中国"]
    region: PlaceHit | None = None
    for hit in told:
        inner = region is None or region.name in hit.parents
        if hit.end <= stop and inner and not called[hit.start] and hit.code:
            region = hit
    if region is None:
        return None
    around = {region.name, *region.parents}
    near = sum(hit.name in around or region.name in hit.parents for hit in told)
    return region if near >= max(_FEW, len(told) / 2) else None


def place_in_region(facts: Facts, found: Found) -> set[str]:
    """Place the works of a report about a region that nothing else places: 今年建设甲公园.

    Returns
    -------
    The full names of the places that became part of a fact.
    """
    text = found.words.text
    works = [m for m in found.mentions if m.class_name == "Project" and _WORKS.search(m.name)]
    region = region_of(found) if works else None
    if region is None:
        return set()
    located = {claim.subject for claim in facts.of("locatedIn")}
    around = {region.name, *region.parents}
    used: set[str] = set()
    for work in works:
        national = _NATIONAL.match(work.name) or _OF_NATION.search(
            text, max(0, work.start - 5), work.start
        )
        if named(work).iri in located or national:
            continue
        start, end = _part(found, work.start)
        inside = (hit for hit in found.places.within(start, end) if hit.name not in around)
        if any(region.name not in hit.parents for hit in inside):
            continue  # of another region
        status = "planned" if _AHEAD.search(text, start, end) else "done"
        span = [(region.start, region.end), (work.start, work.end)]
        facts.add(named(work), "locatedIn", node_of(region), span, confidence=0.5, status=status)
        used.add(region.full)
    return used


def _part(found: Found, position: int) -> tuple[int, int]:
    """The part of a sentence between semicolons around a position."""
    at = bisect_right(found.sentences, position, key=itemgetter(0)) - 1
    start, _, end = found.sentences[max(at, 0)]
    text = found.words.text
    stop = text.find(";", position, end)
    return max(start, text.rfind(";", start, position) + 1), stop if stop >= 0 else end
