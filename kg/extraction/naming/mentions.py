"""All mentions of one text: every finder's, without overlaps, each with the thing it means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import TypeVar

from kg.article import Article
from kg.extraction.lexicon import Finder
from kg.extraction.money.cards import find_cards
from kg.extraction.money.described import (
    find_again,
    find_appropriations,
    find_numbered,
    find_schemes,
)
from kg.extraction.money.tables import Row, find_rows, table_mentions
from kg.extraction.naming.agencies import find_agencies, find_ours
from kg.extraction.naming.aliases import unify
from kg.extraction.naming.branches import (
    with_branches,
    with_grades,
    with_joined_events,
    with_park_offices,
)
from kg.extraction.naming.central import NAMELESS, SOCIETY, find_congresses
from kg.extraction.naming.companies import find_companies, find_works_in_lists
from kg.extraction.naming.foreign import is_abroad
from kg.extraction.naming.forms import tells_kind
from kg.extraction.naming.lists import find_listed
from kg.extraction.naming.names import find_names
from kg.extraction.naming.organs import find_organs, without_common_firms
from kg.extraction.naming.persons import find_persons
from kg.extraction.naming.places import PlaceHit, Places, find_place_hits
from kg.extraction.naming.plants import with_plants
from kg.extraction.naming.products import find_products, told_kinds
from kg.extraction.naming.quoted import curled, find_quoted
from kg.extraction.naming.regional import find_regional
from kg.extraction.naming.rosters import find_rosters
from kg.extraction.naming.spin import restored
from kg.extraction.naming.titles import Title, find_titles
from kg.extraction.naming.works import find_lines, find_numbered_works
from kg.extraction.papers.composition import find_parts
from kg.extraction.papers.issuers import find_self
from kg.extraction.reading import Mention, Words, covered, marks, reports, told_sentences
from kg.patterns import regex

T = TypeVar("T", Mention, PlaceHit)


@dataclass(frozen=True)
class Found:
    """What stands where in a text.

    Parameters
    ----------
    words : the text in words.
    sentences : where each begins, begins to tell something, and ends.
    places : all place names, those inside longer names and around the article too.
    told : the place names in the article itself.
    titles : titles of policies.
    agencies : all agencies, those inside titles too, in order, the longest of each start first.
    mentions : mentions of things other than places, in order, not overlapping.
    rows : rows of tables.
    """

    words: Words
    sentences: list[tuple[int, int, int]]
    places: Places
    told: list[PlaceHit]
    titles: list[Title]
    agencies: list[Mention]
    mentions: list[Mention]
    rows: list[Row]


def find_mentions(article: Article) -> Found:
    """Find what an article names."""
    text = curled(restored(article))
    words = Words(text, article.copy.parted, article.copy.shares)
    year = int(article.published.value[:4]) if article.published else None
    places = find_place_hits(words, year)
    titles = find_titles(text)
    places.own = _own_places(text, places, titles)
    places.ours = find_ours(text, places)
    candidates = [
        Mention(t.start, t.end, "Policy", t.name, "own title" if t.own else "title", 400)
        for t in titles
    ]
    candidates += [
        Mention(h.start, h.end, "IndustrialPark", h.name, "zone", h.end - h.start, 0.9)
        for h in places.hits
        if h.zone
    ]
    candidates += _work_reports(words, places)
    agencies = find_agencies(words, places)
    candidates += agencies
    agencies = [body for body in agencies if body.rule not in (NAMELESS, SOCIETY)]
    agencies.sort(key=lambda m: (m.start, -m.end))
    candidates += find_self(text, titles, agencies)
    candidates += find_organs(words, places, titles)
    candidates += find_names(words, places)
    candidates = [_as_zone(places, m) for m in candidates if not _is_zone_in_place(places, m)]
    candidates += find_companies(words, places)
    candidates = without_common_firms(titles, candidates)
    candidates += find_regional(words, places)
    candidates += find_quoted(words)
    candidates += find_congresses(text)
    candidates += find_products(words)
    candidates += [*find_works_in_lists(words), *find_numbered_works(words, places)]
    candidates += find_lines(words)
    candidates += find_rosters(words, places)
    candidates += find_appropriations(words)
    candidates += find_schemes(words)
    candidates += [m for m in find_persons(words) if not _is_city(text, places, m)]
    rows = sorted([*find_rows(article), *find_cards(article)], key=lambda row: row.start)
    if rows:
        candidates = _outside(candidates, rows) + table_mentions(rows)
    spoken = told_sentences(text)
    told_by = reports(text, spoken)
    candidates = _in_article(article, candidates)
    candidates = [m for m in candidates if not (_reports(text, m) and _is_inside(m, told_by))]
    candidates = _outside_numbers(text, candidates)
    candidates = _without_told(words, candidates)
    chosen = [m for m in without_overlaps(candidates, len(text)) if m.rule != NAMELESS]
    chosen = _without_kinds(text, chosen)
    chosen = _as_funds(text, chosen)
    chosen = with_grades(text, with_branches(text, chosen, places))
    chosen = _without_parts_of_bodies(text, with_plants(words, places, chosen))
    chosen = with_joined_events(text, chosen)
    chosen = with_park_offices(words, places, chosen)
    shared = coordinated(words, places, chosen)
    sisters = {(m.start, m.end) for m in shared if m.rule == "shared head"}
    # 甲大学乙学院、丙学院: whose 丙学院 is not told by its own words
    chosen = [m for m in chosen if (m.start, m.end) not in sisters or _bears_brand(words, m)]
    chosen = without_overlaps(shared, len(text), chosen)
    listed = without_overlaps(find_listed(words, places, chosen), len(text), chosen)
    listed = without_overlaps(_again(words, listed), len(text), listed)
    named = find_again(words, find_numbered(words, unify(words, places, listed)))
    named = without_overlaps(find_parts(words, places, named), len(text), named)
    told = [h for h in _in_article(article, places.hits) if not _is_inside(h, told_by)]
    return Found(words, spoken, places, told, titles, agencies, named, rows)


def _is_city(text: str, places: Places, person: Mention) -> bool:
    """Tell whether what reads like a person is a country, or a city of a province: 西藏林芝."""
    hit, outer = places.starting_at(person.start), places.ending_at(person.start)
    if hit is not None and hit.end == person.end and is_abroad(hit):
        return True
    if hit is None and outer and person.rule == "speech":
        return text.startswith("在", places.chain_start(outer) - 1)  # 在杭州萧山宁围创办
    inside = hit is not None and outer is not None and outer.name in hit.parents
    return inside and hit is not None and hit.end == person.end


_NUMBER = regex(r"[\u4e00-\u9fff]{2,12}〔\d{4}〕")


def _outside_numbers(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions that are no part of the number of a document: 工信厅联电子函〔2023〕1号."""
    spans = [match.span() for match in _NUMBER.finditer(text)] if "〔" in text else []
    if not spans:
        return mentions
    kinds = ("Company", "Project", "Fund")
    return [m for m in mentions if m.class_name not in kinds or not _is_inside(m, spans)]


def _is_inside(named: Mention | PlaceHit, spans: list[tuple[int, int]]) -> bool:
    """Tell whether something stands inside one of some ranges, which are in order."""
    index = bisect_right(spans, (named.start, len(spans) and spans[-1][1])) - 1
    return index >= 0 and named.end <= spans[index][1]


def _reports(text: str, mention: Mention) -> bool:
    """Tell whether somebody may be who reports: a person, a paper, an agency of news."""
    media = mention.class_name in ("Agency", "Company")
    media = media and text.endswith(_MEDIA, mention.start, mention.end)
    return mention.class_name == "Person" or media


_MEDIA = ("社", "报", "网", "刊", "台", "新闻", "时刻", "在线", "客户端")


# the line below 政府工作报告 tells whose it is: ——2023年1月10日在甲市第五届人民代表大会…上
_DELIVERED = regex(r"\s*+\(?[—-]{0,4}+\s*+[\d年月日 ]{0,12}在[^。\n]{2,20}?人民代表大会")


def _work_reports(words: Words, places: Places) -> list[Mention]:
    """政府工作报告 of the place in front of it, which issues it."""
    found: list[Mention] = []
    if "政府工作报告" not in words.text:
        return found
    for match in re.finditer("(?P<year>20\\d\\d年)?的?《?(?P<name>政府工作报告)》?", words.text):
        place = place_of_report(words.text, places, *match.span("name"))
        if place:
            name = f"{match['year'] or ''}{place.full}政府工作报告"
            found.append(
                Mention(match.start("name"), match.end("name"), "Policy", name, "work report", 401)
            )
    return found


def place_of_report(text: str, places: Places, start: int, end: int) -> PlaceHit | None:
    """The last place of its clause in front of a 政府工作报告, else where it was delivered."""
    near = places.within(max(0, start - 24), start)
    if near and not _APART.search(text, near[-1].end, start):
        return near[-1]
    council = _DELIVERED.match(text, end)
    return next(iter(places.within(end, council.end())), None) if council else None


_APART = regex(r"[。;!?]|\n.")


def _without_kinds(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions without those that only tell of what kind another is.

    孵化器“甲空间” names 甲空间 alone, AI芯片公司甲智能 甲智能,
    甲公司是乙市设立的国有独资投资公司 no firm besides 甲公司.
    """
    kinds = {
        id(kind)
        for kind, name in pairwise(mentions)
        if kind.rule == "head" and _is_kind_of(text, kind, name)
    }
    for index, kind in enumerate(mentions):
        if (
            kind.rule == "head"
            and kind.class_name in ("Fund", "Company")
            and _PREDICATIVE.search(text, max(0, kind.start - 4), kind.start)
            and tells_kind(kind.name)
        ):
            sentence = text.rfind("。", 0, kind.start) + 1
            before = [m for m in mentions[max(0, index - 8) : index] if m.start >= sentence]
            if any(m.class_name == kind.class_name and _IS.match(text, m.end) for m in before):
                kinds.add(id(kind))
    return [m for m in mentions if id(m) not in kinds] if kinds else mentions


def _is_kind_of(text: str, kind: Mention, name: Mention) -> bool:
    """Tell whether common words only tell of what kind the name behind them is: 交易所CAX."""
    if kind.end == name.start and kind.name.endswith("交易所"):
        return name.class_name == "Project" or name.name.isascii()
    if kind.class_name != name.class_name:
        return False
    between, latin = text[kind.end : name.start], name.name.isascii()
    if between:
        return (between == "“" and name.rule == "quoted") or (between == "公司" and latin)
    return _is_kind_of_firm(kind.name)


def _is_kind_of_firm(name: str) -> bool:
    return name.endswith("公司") and tells_kind(name.removeprefix("AI"))


def _without_told(words: Words, mentions: list[Mention]) -> list[Mention]:
    """The mentions without those that tell what kind of thing 是 explains: 甲链是乙开发的平台."""
    kinds = [kind for _, kind in told_kinds(words)]
    if not kinds:
        return mentions
    ends = {end: start for start, end in kinds}
    return [
        m
        for m in mentions
        if m.class_name != "Project" or m.end not in ends or m.start < ends[m.end]
    ]


_PREDICATIVE = regex("(?:的|[首第][一二三]?[支只家个])$")
_IS = regex(r"(?:\([^()]{1,40}\))?(?:,)?(?:是|系|为|作为)")

_SET_ASIDE = regex(
    r"(?:预留|拨款|拨出|注资|动用|投入|斥资|预算)(?:约|逾|近|共|额外|再)?[\d.]+[百千万亿]*(?:港元|港币|美元|新台币|元)?"
    r"(?:用于|以)?(?:推行|推出|设立|成立|开展|实施|启动)?(?:为期[^,。]{1,6}的)?“?$"
)
_SUPPORTS = regex("(?:资助|补助|津贴|支援|配对)[\u4e00-\u9fff]{0,4}计划$")


_SHORT_FIRM = regex("(?<!有限)(?<!责任)公司$")
_BODY_GOES_ON = regex(
    "(?:股份|集团)?(?:有限)?(?:责任)?(?:分|支|子|总)?公司|事业[部群]|管理[站处所]|项目部(?!分)"
)


def _without_parts_of_bodies(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions without works that end inside a body's name, and without runs of keywords.

    甲局安装工程|公司 is a firm, 乙水利工程|管理站 an office;
    乙市物流公司乙市货运公司乙市运输公司 are what people search for.
    """
    firms = [m for m in mentions if m.class_name == "Company" and _SHORT_FIRM.search(m.name)]
    beside = [(a, b) for a, b in pairwise(firms) if a.end == b.start and a.name[:2] == b.name[:2]]
    run = {id(firm) for pair in beside for firm in pair}
    return [
        m
        for m in mentions
        if id(m) not in run and (m.class_name != "Project" or not _BODY_GOES_ON.match(text, m.end))
    ]


def _as_funds(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions, schemes to which money is given as funds: 拨款百亿元设立“甲计划”."""
    schemes = {
        m.name
        for m in mentions
        if m.class_name == "Project"
        and m.name.endswith("计划")
        and (_SUPPORTS.search(m.name) or _SET_ASIDE.search(text, max(0, m.start - 32), m.start))
    }
    if not schemes:
        return mentions
    return [
        replace(m, class_name="Fund") if m.class_name == "Project" and m.name in schemes else m
        for m in mentions
    ]


def _is_zone_in_place(places: Places, mention: Mention) -> bool:
    """Tell whether a name is that of a place or zone with the places in front that contain it."""
    zone = places.ending_at(mention.end)
    if zone is not None and not zone.zone and mention.class_name == "IndustrialPark":
        inside = places.within(mention.start, mention.end)  # 甲市高港区 ends like a port
        return sum(hit.end - hit.start for hit in inside) == mention.end - mention.start
    if zone is None or not zone.zone or zone.start <= mention.start:
        return False
    before = places.within(mention.start, zone.start)
    return sum(hit.end - hit.start for hit in before) == zone.start - mention.start


def _as_zone(places: Places, mention: Mention) -> Mention:
    """A park that is a well-known zone, by the one name of the zone."""
    zone = places.starting_at(mention.start)
    if mention.class_name != "IndustrialPark" or not zone or not zone.zone:
        return mention
    return replace(mention, name=zone.name) if zone.end == mention.end else mention


_BRANDS = ("context", "list", "quoted", "table")


_CONGRESS = regex("第[一二三四五六七八九十]{1,3}届人民代表大会")


def _own_places(text: str, places: Places, titles: list[Title]) -> list[PlaceHit]:
    """The places of the document's own title, or where the congress is that passed the law.

    A law for 东湖示范区 that the congress of 湖北省 passed is not for the 东湖 of another province.
    """
    own = next((title for title in titles if title.own), None)
    if own is None:
        return []
    named = places.within(own.start, own.end)
    passed = _CONGRESS.search(text, own.end, own.end + 120)
    seat = places.ending_at(passed.start()) if passed else None
    return [seat] if seat else named


_GROUP = regex("[\u4e00-\u9fff]{2,3}集团")  # which only what it does tells from 国有集团


def _again(words: Words, mentions: list[Mention]) -> list[Mention]:
    """Other places where a brand stands that its surroundings gave away only once."""
    brands = {
        m.name: m
        for m in mentions
        if (m.rule in _BRANDS and len(m.name) >= 3)
        or (m.rule == "head" and m.class_name == "Company" and _GROUP.fullmatch(m.name))
    }
    if not brands:
        return []
    return [
        Mention(start, end, told.class_name, name, told.rule, end - start, told.confidence)
        for start, end, name in Finder(sorted(brands)).find(words.text)
        if (words.is_edge(start) or words.is_edge(end)) and (told := brands[name])
    ]


def _in_article(article: Article, named: list[T]) -> list[T]:
    """The mentions or places that are not in what a page prints around an article."""
    return [one for one in named if not article.is_furniture(one.start)]


def coordinated(words: Words, places: Places, mentions: list[Mention]) -> list[Mention]:
    """Members of a list that share a part of a name: 甲、乙市人民政府; 甲大学乙学院、丙学院."""
    found: list[Mention] = []
    for mention in mentions:
        if mention.class_name == "Institute" and (school := SCHOOL.fullmatch(mention.name)):
            found += _sister_schools(words, mention, school[1])
        hit = places.starting_at(mention.start)
        if hit is None or hit.end >= mention.end:
            continue
        written = hit.name if hit.name in mention.name else hit.surface
        if written not in mention.name:
            continue
        start = mention.start
        while words.text[start - 1 : start] in ("、", "和", "及"):
            before = places.ending_at(start - 1)
            if before is None:
                break
            alike = before.parents[:1] == hit.parents[:1] or before.name[-1] == hit.name[-1]
            whole = before.surface == before.name and mention.name.endswith("人民政府")
            if not (alike or whole):  # 甲省、乙市人民政府
                break
            start = before.start
            other = before.name if written == hit.name else before.surface
            name = mention.name.replace(written, other, 1)
            size = before.end - before.start
            found.append(
                Mention(start, before.end, mention.class_name, name, "shared tail", size, 0.8)
            )
    return found


def _bears_brand(words: Words, mention: Mention) -> bool:
    """Tell whether a name has a word that is no common noun: 长江商学院, but not 空间计算学院."""
    inside = range(words.index(mention.start), words.index(mention.end - 1) + 1)
    return any(words.is_brand(i) or words.tags[i] in ("ns", "nt") for i in inside)


# 甲大学乙学院
SCHOOL = regex("([\u4e00-\u9fff]{2,12}大学)[\u4e00-\u9fff]{2,14}学院")
_SISTER = regex("[、和与及]((?:(?![在由的将与和及、])[\u4e00-\u9fff]){2,12}(?<!大)(?<!科)学院)")


def _sister_schools(words: Words, school: Mention, university: str) -> Iterator[Mention]:
    """The schools of the same university that follow one: 甲大学乙学院、丙学院."""
    end = school.end
    while sister := _SISTER.match(words.text, end):
        start, end = sister.span(1)
        name = university + sister[1]
        yield Mention(start, end, "Institute", name, "shared head", end - start, 0.8)


def without_overlaps(
    candidates: list[Mention], length: int, fixed: list[Mention] | None = None
) -> list[Mention]:
    """Keep the heaviest of mentions that overlap.

    Parameters
    ----------
    candidates : in any order.
    length : of the text.
    fixed : mentions that stay whatever comes.
    """
    kept = list(fixed or ())
    taken = covered(length, kept) if candidates else bytearray()
    order = sorted(candidates, key=lambda m: (-m.weight, m.start, -m.end, m.class_name, m.name))
    for mention in order:
        size = mention.end - mention.start
        if size > 0 and taken.find(1, mention.start, mention.end) < 0:
            taken[mention.start : mention.end] = marks(size)
            kept.append(mention)
    return sorted(kept, key=attrgetter("start"))


def _outside(mentions: list[Mention], rows: list[Row]) -> list[Mention]:
    """The mentions that do not lie in a table, whose cells speak for themselves."""
    starts = [row.start for row in rows]
    kept = []
    for mention in mentions:
        index = bisect_right(starts, mention.start) - 1
        if index < 0 or mention.start >= rows[index].end:
            kept.append(mention)
    return kept
