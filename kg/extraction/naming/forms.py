"""Short forms that nothing defines: a brand without legal form, a centre without university."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache, lru_cache

from kg.extraction.lexicon import Finder, lexicon
from kg.extraction.naming.places import Places
from kg.extraction.reading import Mention, Words, abbreviates, covered, renamed
from kg.patterns import regex

_LEGAL = regex(r"(?:\([^()]{1,8}\))?(?:股份|集团)*(?:有限责任公司|有限公司|公司|集团)$")
_PARENT = regex(
    r"(?P<parent>[\u4e00-\u9fff]{2,12}?大学(?:\([\u4e00-\u9fff]{2,4}\))?)"
    r"(?P<part>[\u4e00-\u9fff]{2,12}?(?:学院|学部|系))?(?P<own>[\u4e00-\u9fff]{5,20})"
)
_TAILED = ("Institute", "Association")
_SHORTEST_TAIL = 6


@cache
def trade_words() -> re.Pattern[str]:
    """What may stand between a brand and the legal form: words that tell the trade."""
    lex = lexicon()
    words = sorted(
        {*lex.generic, *lex.brand_heads, *lex.inner_verbs, "孵化器", "设备", "系统"},
        key=len,
        reverse=True,
    )
    return regex(f"(?:{'|'.join(map(re.escape, (w for w in words if len(w) > 1)))})*")


def tells_kind(name: str) -> bool:
    """Tell whether a firm or fund is called by words of its kind alone.

    >>> tells_kind("国有独资投资公司"), tells_kind("赣江投资公司")
    (True, False)
    """
    words = re.sub("独资|专业|市场|[母子]?基金|[性型化类]", "", without_form(name))
    return trade_words().fullmatch(words) is not None


_NEUTRAL = regex("(?:信息|网络|通信|通讯)?(?:技术|科技|汽车|实业|软件|网络)?(?:发展|开发)?")


_MOTHERS = ("(集团)股份有限公司", "集团股份有限公司")  # 甲省乙乳业集团股份有限公司 is 乙


def one_brand(text: str, places: Places, mentions: list[Mention]) -> list[Mention]:
    """Firms by their brand alone are those whose legal name adds only place, trade and form to it.

    Parameters
    ----------
    text : normalised.
    places : where places are named.
    mentions : in order, not overlapping.
    """
    firms = {m.name for m in mentions if m.class_name == "Company"}
    legal = {name: m.start() for name in firms if (m := _LEGAL.search(name))}
    begin = {
        m.name: hit.end - m.start
        for m in mentions
        if m.name in legal and (hit := places.starting_at(m.start)) and hit.end < m.end
    }
    mothers = {
        m.name for m in mentions if m.name in firms and _HAS_DAUGHTERS.match(text, m.end)
    }  # of 甲科技, whose daughter 乙市甲光伏科技有限公司 is, that is no full name
    sites = {hit.surface for hit in places.hits}
    full: dict[str, set[str]] = defaultdict(set)
    for short in firms:
        if len(short) < 2 or short.endswith(("有限公司", "有限责任公司")):
            continue
        trade = _NEUTRAL if len(short) == 2 else trade_words()  # 上汽数据 is another firm
        for name, form in legal.items():
            if name == short or short not in name:
                continue
            for start in {0, begin.get(name, 0)}:
                end = start + len(short)
                longer = name.startswith(short, start) and form >= end
                near = len(short) >= 4 and form - end <= 2  # 甲山医疗设备有限公司 is 甲山医疗
                near = near and name[end:form] not in sites  # 国家电网宁夏公司 is a daughter
                fits = near or trade.fullmatch(name, end, form) is not None
                if start and name.endswith(_MOTHERS):
                    fits = fits or trade_words().fullmatch(name, end, form) is not None
                elif start and len(short) == 2:
                    fits = False
                if longer and fits:
                    full[short].add(name)
    for name in firms - legal.keys():  # 甲科技 is 甲, 甲网 is 甲, 中国甲 is 甲
        for short in (_BARE_FORM.sub("", name), name.removeprefix("中国")):
            if short != name and short in firms:
                full[short].add(name)
    for tailed in filter(None, map(_CORE.fullmatch, firms)):
        core, tail = tailed.groups()
        for name in firms - {tailed[0]}:
            apart = tailed[0] in mothers and name in begin
            starts = any(name.startswith(core, at) for at in {0, begin.get(name, 0)}) and not apart
            if starts and (tail == "公司" or _LEGAL.sub("", name).endswith(tail)):
                full[tailed[0]].add(name)
    meant = {short: one for short, names in full.items() if (one := _mother_of(names))}
    return renamed(mentions, "Company", meant)


def _mother_of(names: set[str]) -> str | None:
    """The only one of some firms, or the only one that is no daughter by its form."""
    mothers = [n for n in names if n.endswith(("股份有限公司", "集团有限公司"))]
    one = mothers if len(names) > 1 else [*names]
    return one[0] if len(one) == 1 else None


_HAS_DAUGHTERS = regex("的?(?:全资|控股|独资)?[子孙]公司")
# 甲公司 and 甲科技 are 甲数据科技有限公司
_CORE = regex("([\u4e00-\u9fff]{2,6}?)(公司|科技)(?<!有限公司)")
_BARE_FORM = regex("(?<=..)(?:科技|集团|股份|技术|控股|体育|网)$")


_EDITION = regex(r"(?:(?:20\d\d年?)?(?:首届|第[一二三四五六七八九十\d]{1,4}届)|20\d\d年?(?:度)?)")


def one_edition(mentions: list[Mention]) -> list[Mention]:
    """甲大会 is the 第三届甲大会 of the text where this names no other edition of it.

    Parameters
    ----------
    mentions : in order.
    """
    events = {m.name for m in mentions if m.class_name == "Event"}
    editions: dict[str, set[str]] = defaultdict(set)
    for name in events:
        if (edition := _EDITION.match(name)) and name[edition.end() :] in events:
            editions[name[edition.end() :]].add(name)
    meant = {bare: min(names) for bare, names in editions.items() if len(names) == 1}
    return renamed(mentions, "Event", meant)


_LONGER = 4  # characters that a full name has more than its short form


def one_abbreviated(mentions: list[Mention]) -> list[Mention]:
    """甲省产研院 is 甲省产业技术研究院: a body by some characters of its name, the first and last.

    Parameters
    ----------
    mentions : in order.
    """
    full: dict[str, set[tuple[str, str]]] = defaultdict(set)  # by the first and last characters
    for mention in mentions:
        if mention.class_name in _TAILED and len(mention.name) >= 4 + _LONGER:
            full[mention.name[:2] + mention.name[-1]].add((mention.class_name, mention.name))
    return [_in_full(mention, full) for mention in mentions] if full else mentions


def _in_full(mention: Mention, full: dict[str, set[tuple[str, str]]]) -> Mention:
    name = mention.name
    may_be = mention.class_name in _TAILED or mention.rule == "context"
    if not may_be or not 4 <= len(name) <= 6 or name.startswith(("中国", "国家")):
        return mention  # 中国工程院 is not 中国工程物理研究院
    fits = [
        (kind, other)
        for kind, other in full.get(name[:2] + name[-1], ())
        if len(other) >= len(name) + _LONGER and abbreviates(name, other)
    ]
    return replace(mention, class_name=fits[0][0], name=fits[0][1]) if len(fits) == 1 else mention


_OUTER = regex("[\u4e00-\u9fff]{2,8}(?:省|市|自治区|自治州|州|盟|地区)")


def one_body(mentions: list[Mention]) -> list[Mention]:
    """A body of a district is the same with and without its city: 甲市乙区教育局, 乙区教育局.

    Parameters
    ----------
    mentions : in order.
    """
    bodies = {m.name for m in mentions if m.class_name == "Agency"}
    full: dict[str, set[str]] = defaultdict(set)
    for name in bodies:
        for outer in _OUTER.finditer(name):
            if name[outer.end() :] in bodies:
                full[name[outer.end() :]].add(name)
    meant = {short: min(names) for short, names in full.items() if len(names) == 1}
    return renamed(mentions, "Agency", meant)


def outside_bodies(text: str, mentions: list[Mention]) -> list[Mention]:
    """A body that was named with a region of its own stays that body: 香港证监会……证监会.

    Parameters
    ----------
    text : normalised.
    mentions : in order.
    """
    known: dict[str, str] = {}
    result = []
    for mention in mentions:
        surface = text[mention.start : mention.end]
        if mention.class_name == "Agency" and mention.rule == "national":
            if surface.startswith(_REGIONS) and len(surface) > 4:
                known.setdefault(surface[2:], mention.name)
            elif surface in known:
                mention = replace(mention, name=known[surface])
        result.append(mention)
    return result


_REGIONS = ("香港", "澳门", "台湾")


def with_tails(words: Words, places: Places, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and the uses of a centre's own name without the university that has it.

    甲大学乙学院丙中心, 甲大学丙中心 and 丙中心 are one.
    """
    full: dict[tuple[str, str], str] = {}
    owners: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        match = _own(mention)
        if match:
            key = (match["parent"], match["own"])
            full[key] = max(full.get(key, ""), mention.name, key=len)
            owners[match["own"]].add(match["parent"])
    if not full:
        return mentions
    result = []
    for mention in mentions:
        match = _own(mention)
        if match:
            mention = replace(mention, name=full[match["parent"], match["own"]])
        result.append(mention)
    tails = {
        own: full[parents.copy().pop(), own] for own, parents in owners.items() if len(parents) == 1
    }
    taken = covered(len(words.text), mentions)
    found = [
        Mention(start, end, "Institute", tails[own], "short form", end - start, 0.75)
        for start, end, own in Finder(sorted(tails)).find(words.text)
        if taken.find(1, start, end) < 0 and places.ending_at(start) is None
    ]
    named = [
        replace(m, name=tails[m.name]) if m.class_name == "Institute" and m.name in tails else m
        for m in result
    ]
    return sorted([*named, *found], key=lambda m: m.start)


_FOUNDS = regex("(?:成立|设立|组建|共建|创办|创建|开设|建立|揭牌)了?$")


def of_university(words: Words, school: Mention, before: list[Mention]) -> Mention:
    """A school of a common name in full, where the first university of the sentence founds it.

    A research institute of one is called so too, unless another body has a part in it.
    """
    text = words.text
    common = len(school.name) <= _LONGEST_FIELD and words.tags[words.index(school.start)] != "ns"
    if (
        "大学" in school.name
        or not common
        or not _FOUNDS.search(text, max(0, school.start - 4), school.start)
    ):
        return school
    sentence = max(text.rfind(mark, 0, school.start) for mark in "。;\n") + 1
    inside = (m for m in before[-6:] if m.start >= sentence)
    owner = next((m for m in inside if m.name.endswith("大学")), None)
    if (
        owner
        and not school.name.endswith("学院")
        and not _ALONE.fullmatch(text, owner.end, school.start)
    ):
        return school
    return replace(school, name=owner.name + school.name) if owner else school


SCHOOLS = ("学院", "学部", "研究院", "研究所")
_ALONE = regex(r"(?:(?![与和同跟、]|联合|共同|携手|合作|[在于])[\u4e00-\u9fff\d]){0,12}了?")


_LONGEST_FIELD = 8  # characters of 甲工程与乙学院: a longer one has a name of its own


def of_the_state(mentions: list[Mention]) -> list[Mention]:
    """A kind of zone of the state is the one zone of that kind which a text names in full."""
    kinds = {m.name for m in mentions if m.class_name == "IndustrialPark" and m.name[:2] == "国家"}
    if not kinds:
        return mentions
    parks = {m.name for m in mentions if m.class_name == "IndustrialPark"} - kinds
    full = {kind: [park for park in parks if park.endswith(kind)] for kind in kinds}
    meant = {kind: ends[0] for kind, ends in full.items() if len(ends) == 1}
    return renamed(mentions, "IndustrialPark", meant)


_ZONES = {
    regex(full): short
    for full, short in (
        ("高新(?:技术)?(?:产业)?(?:开发区|园区)", "高新区"),
        ("经济(?:技术)?开发区", "经开区"),
        ("综合保税区", "综保区"),
        ("自(?:由贸易|贸)试验区", "自贸区"),
        ("自由贸易港", "自贸港"),
        ("自主创新示范区", "自创区"),
        ("(?<=金融)(?:聚集|集聚)区", "区"),
        (
            "(?:民用|高技术|高新技术)?(?P<kind>航空|航天|生物|软件|医药|信息)产业基地",
            r"\g<kind>基地",
        ),
    )
}
_ZONED = regex("高新|经济|经开|保税|综保|自贸|自由贸易|自创|自主创新|基地|金融")
_ADMINISTERS = regex("(?:管委会|管理委员会|管理局)$")
_RANK = regex("国家级?|省级|^中国|[()]")
_SHORTEST_ZONE = 5  # 新站高新区, but no 高新区 of whichever city


def one_zone(places: Places, mentions: list[Mention]) -> list[Mention]:
    """A zone has one name, however its kind is worded: 甲市乙经开区 is 乙经济技术开发区.

    Parameters
    ----------
    places : where places are named.
    mentions : in order.

    Returns
    -------
    The mentions in the same order, zones and their administrations by the longest name of the zone.
    """
    full: dict[str, str] = {}
    placed: dict[str, set[str]] = defaultdict(set)
    zones = [_zone(mention) for mention in mentions]
    keys = {zone: wording(zone) for zone in dict.fromkeys(zones) if zone}
    for mention, zone in zip(mentions, zones, strict=True):
        if not zone:
            continue
        key = keys[zone]
        full[key] = max(full.get(key, ""), zone, key=len)
        hit = places.starting_at(mention.start)
        rest = key.removeprefix(hit.surface) if hit and hit.end < mention.end else key
        if rest != key and len(rest) >= _SHORTEST_ZONE:
            placed[rest].add(key)
    for rest, wholes in placed.items():
        if rest in full and len(wholes) == 1:
            full[rest] = full[next(iter(wholes))]
    return [
        replace(mention, name=full[keys[zone]] + mention.name[len(zone) :])
        if zone and full[keys[zone]] != zone
        else mention
        for mention, zone in zip(mentions, zones, strict=True)
    ]


_OF_TWO = regex(r"(?P<one>[\u4e00-\u9fff]{2,4})\((?P<two>[\u4e00-\u9fff]{2,5})\)(?P<rest>.{2,})")


def one_site(mentions: list[Mention]) -> list[Mention]:
    """A park by the first characters of its two places: 深哈产业园 is 深圳(哈尔滨)产业园区.

    A park by the end of its name is that of the only longer name: 零碳产业园 of 甲市零碳产业园.
    """
    parks = {m.name for m in mentions if m.class_name == "IndustrialPark" and len(m.name) > 3}
    meant: dict[str, set[str]] = defaultdict(set)
    for name in parks:
        if two := _OF_TWO.fullmatch(name):
            short = two["one"][0] + two["two"][0] + two["rest"]
            meant[short].add(name)
            meant[short.removesuffix("区")].add(name)
    longer: dict[str, list[str]] = defaultdict(list)
    for name in parks:
        for at in range(1, len(name)):
            if name[at:] in parks:
                longer[name[at:]].append(name)
    for name, others in longer.items():
        longest = max(others, key=len)
        if all(longest.endswith(other) for other in others):
            meant[name].add(longest)
    full = {short: min(names) for short, names in meant.items() if len(names) == 1}
    return renamed(mentions, "IndustrialPark", full)


def _zone(mention: Mention) -> str:
    """The name of the zone that a mention is of or administers, empty for other things."""
    if mention.class_name not in ("IndustrialPark", "Agency") or not _ZONED.search(mention.name):
        return ""
    zone = _ADMINISTERS.sub("", mention.name)
    return zone if (zone == mention.name) == (mention.class_name == "IndustrialPark") else ""


@lru_cache(maxsize=4096)
def wording(zone: str) -> str:
    """The shortest way to word the name of a zone, without its rank.

    >>> wording("珠海国家高新技术产业开发区")
    '珠海高新区'
    """
    for pattern, short in _ZONES.items():
        zone = pattern.sub(short, zone)
    return _RANK.sub("", zone)


def _own(mention: Mention) -> re.Match[str] | None:
    """The university, its part and the own name of a centre, None for other things."""
    if mention.class_name not in _TAILED or "大学" not in mention.name:
        return None
    match = _PARENT.fullmatch(mention.name)
    return match if match and len(match["own"]) >= _SHORTEST_TAIL else None


_WORKS = regex("(?<=.{4})(?:建设)?(?:项目|工程)$")  # 甲电厂项目 is 甲电厂
_FORM = regex(r"(?<=..)(?:责任|股份|集团)*(?:有限责任公司|有限公司|公司|集团)$")
_FORMERLY = regex(r"(?:\(|,|。|公司)(?:原|原名|前身|曾用名|原名称)(?:系|为|是|:)?[“]?$")
_RENAMED = regex(
    r"”?[^,。;:\n]{0,12}(?:更名|改名|变更|改制|改组|改造)(?:设立|成立)?为[“]?(?=[\u4e00-\u9fff])"
)


def _former_firms(text: str, mentions: list[Mention]) -> set[str]:
    """Full names of firms that a text opposes to what they are called now: 甲股份(原甲有限公司)."""
    return {
        m.name
        for m in mentions
        if m.class_name == "Company"
        and m.name.endswith("公司")
        and (_FORMERLY.search(text, max(0, m.start - 8), m.start) or _RENAMED.match(text, m.end))
    }


@lru_cache(maxsize=4096)
def without_form(name: str) -> str:
    """The name of a firm without its legal form.

    >>> without_form("云帆重工股份有限公司")
    '云帆重工'
    """
    return _FORM.sub("", name)


def one_legal_form(text: str, mentions: list[Mention]) -> list[Mention]:
    """Firms that differ in the legal form (X公司, X有限公司) are one, and X电厂 is X电厂项目.

    Parameters
    ----------
    text : normalised, that the mentions are of.
    mentions : in order.

    Returns
    -------
    The mentions in the same order, each by the one name of what it means.
    """
    full: dict[str, str] = {}
    former = _former_firms(text, mentions)
    for mention in mentions:
        if mention.class_name == "Company" and mention.name not in former:
            bare = without_form(mention.name)
            full[bare] = max(full.get(bare, ""), mention.name, key=len)
    funds = {m.name for m in mentions if m.class_name == "Fund"}
    works = {m.name for m in mentions if m.class_name == "Project"}
    longer = {_WORKS.sub("", name): name for name in works if _WORKS.search(name)}
    result = []
    for mention in mentions:
        name = mention.name
        if mention.class_name == "Company":
            name = name if name in former else full[without_form(name)]
        elif mention.class_name == "Project":
            name = longer.get(name, name)
        elif mention.class_name == "Fund":
            name = name.removesuffix("母基金") if name.endswith("基金母基金") else name
            bare = without_form(name)
            name = bare if bare in funds else name  # 甲基金股份有限公司 is 甲基金
            if (
                name.startswith("国家") and len(name) >= 6
            ):  # 国家产业投资基金: only the state has it
                fits = [without_form(n) for n in funds if n.startswith("国家")]
                name = next((n for n in fits if n != bare and n.endswith(bare[2:])), name)
        result.append(mention if name == mention.name else replace(mention, name=name))
    return result
