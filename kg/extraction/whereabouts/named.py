"""Where things are as their names tell, and which place lies in which."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import pairwise

from kg.extraction.facts import Facts, Node
from kg.extraction.lexicon import lexicon
from kg.extraction.naming.agencies import home_of
from kg.extraction.naming.areas import WIDE
from kg.extraction.naming.central import NATIONAL
from kg.extraction.naming.forms import wording
from kg.extraction.naming.known_firms import KNOWN
from kg.extraction.naming.mentions import Found
from kg.extraction.naming.places import PlaceHit
from kg.extraction.naming.titles import LAW
from kg.extraction.reading import Mention, Words, covered
from kg.patterns import regex
from kg.vocabulary import class_of

_LOCATED = (
    "Agency",
    "Company",
    "Association",
    "Institute",
    "IndustrialPark",
    "Fund",
    "Project",
    "Event",
)
_BESIDE = regex(r"|[】\])·:]|的|[,]?(?:下辖|所?辖下?|辖区|境内)的?|省?会(?:城市)?的?|首[府都]的?")
# 在甲省,乙市丙园…: what a sentence begins with holds what it goes on with
_OPENS = regex(r"(?:^|[。;\s])在$")
_GOES_ON = regex("[^。;\n与和、至往赴向到]{0,3},[^。;\n与和、至往赴向到]{0,12}")
_LIES_IN = regex("(?:位于|地处|坐落于|隶属于?|属于?|是)")
_REGIONS = ("省", "市", "县", "区", "旗")
_DISTRICTS = ("县", "区", "旗")
_BRANCHES = ("支行", "分行", "分局", "税务局", "监管局", "专员办事处")
_BRANCH = regex(
    "(?:分公司|分行|支行|^中国(?:移动|联通|电信|铁塔|石化|石油|人寿|人保|平安).{2,8}公司|移动|联通|电信|铁塔|广电|农信)$"
)
_SCHOOL_BRANCHES = ("分院", "分校", "分所", "校区")
_LEVELS = "省市区县"
_OF_OURS = regex("(?:[省县]|市(?!场|民|值|政)|区(?!块|间|位))(?![级域])")  # no 省级
_PARK_OFFICES = ("管理委员会", "管委会", "管理局")
_OWN_NAMES = ("大学", "学院", "银行", "交大", "医院")
_TWOFOLD = ("新竹", "嘉义")  # a city and a county side by side are called so
_HOME = regex(r"\((?:(?![^()]*[区园])[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,5}(?<![片园港校])区)\)")
_SITE_OF = regex(
    r"\([^()]{2,12}\)(?:建设|扩建|二期|一期)?项目|(?:项目)?[二三四五六七八九]期(?:项目|工程)?|项目一期|(?:建设|扩建|改造)(?:项目|工程)?"
)
_PLACE_LEFT_OUT = ("home", "numbered", "shared place")  # 省财政厅, 甲省发改委会同财政厅
_YEAR_LEAD = regex(r"(?:20\d\d年?|第[一二三四五六七八九十百\d]+届|首届)(?:中国·?)?|中国·")


def add_places_of_names(facts: Facts, found: Found) -> set[str]:
    """Say where things are whose names begin with a place, and which place lies in which.

    Returns
    -------
    The full names of the places that became part of a fact.
    """
    used: set[str] = set()
    parks = {wording(m.name): m.name for m in found.mentions if m.class_name == "IndustrialPark"}
    law = any(title.own and LAW.search(title.name) for title in found.titles)
    spoken = _spoken_of(found)
    of_firms = _is_of_firms(found)
    for mention in found.mentions:
        if mention.class_name not in _LOCATED or mention.rule in ("short form", "press"):
            continue
        used |= _add_park_of_name(facts, found, mention, parks, law)
        ours = _is_ours(found, mention)
        if mention.rule in _PLACE_LEFT_OUT or ours:
            name = mention.name.removeprefix("中共")
            if ours and _OF_OURS.match(name):
                name = home_of(found.places, name[0], mention.start)
            home = None if law else found.places.heading(name)
            # a law says 省人民政府 of those who have to carry it out, not where they are
            if home and not home.name.endswith("兵团"):  # 兵团科技局: that is a body, no place
                used.add(home.full)
                span = [(mention.start, mention.end)]
                facts.add(named(mention), "locatedIn", node_of(home), span, confidence=0.6)
            continue
        agency = mention.class_name == "Agency"
        if agency and law and mention.name.endswith(_PARK_OFFICES[:2]):
            continue
        if agency and facts.of("locatedIn", named(mention).iri):
            continue  # the administration of a park is in the park
        hit = _place_in_name(found, mention, spoken, of_firms, law)
        if hit is None or hit.full == mention.name:
            continue
        used.add(hit.full)
        if not agency:
            facts.hinted.add((named(mention).iri, node_of(hit).iri))
        facts.add(
            named(mention),
            "hostedAt" if mention.class_name == "Event" else "locatedIn",
            node_of(hit),
            [(mention.start, mention.end)],
            confidence=0.85 if agency else 0.7,
        )
    _add_sisters(facts, found)
    used |= _add_outer_of_zones(facts, found) | _add_chained(facts, found, spoken)
    return used | _add_counted(facts, found)


def _add_sisters(facts: Facts, found: Found) -> None:
    """Place the parts of a zone that a list names after the first: 甲自贸区乙片区、丙片区."""
    parts = [m for m in found.mentions if m.name.endswith("片区")]
    for first, second in pairwise(sorted(parts, key=lambda m: m.start)):
        if found.words.text[first.end : second.start] not in ("、", "和", "与", "及", "以及"):
            continue
        for claim in facts.of("locatedIn", named(first).iri):
            if class_of(str(claim.object)) == "IndustrialPark":
                zone = Node("IndustrialPark", facts.names[str(claim.object)])
                span = [(first.start, second.end)]
                facts.add(named(second), "locatedIn", zone, span, confidence=0.75)


_SIDE = regex(r"\)?[-—–]")  # 中国(甲)—乙国投资洽谈会: who meets, not where


# 乙推介会在甲市举行: where it is held, not whose wares it shows
_HELD_AT = regex("”?[^,。;在]{0,16}在(?P<at>[^,。;]{2,16}?)(?:举[行办]|召开|开幕|开赛|拉开帷幕)")


def _is_held_apart(found: Found, mention: Mention, inside: Sequence[PlaceHit]) -> bool:
    """Tell whether the place in the name of an event is not where it is held."""
    text = found.words.text
    if mention.name.endswith("推介会") or any(_SIDE.match(text, hit.end) for hit in inside):
        return True
    held = _HELD_AT.match(text, mention.end)
    at = found.places.within(held.start("at"), held.end("at")) if held else []
    called = {name for hit in inside for name in (hit.name, *hit.parents)}
    return bool(at) and called.isdisjoint({at[-1].name, *at[-1].parents} - {"中国"})


def _place_in_name(
    found: Found, mention: Mention, spoken: Collection[str], of_firms: bool, law: bool
) -> PlaceHit | None:
    """The place in a name that tells where the thing is, the innermost of those side by side.

    Parameters
    ----------
    spoken : the places that the text speaks of by themselves.
    of_firms : the text is about firms, whose names are then no news of where they are.
    """
    inside = found.places.within(_brand_end(found, mention), mention.end)
    if mention.class_name != "Agency":
        inside = [hit for hit in inside if not _is_of_own_name(found.words, hit)]
    if not inside or (mention.class_name == "Event" and _is_held_apart(found, mention, inside)):
        return None
    chain = inside[:1]
    for hit in inside[1:]:
        gap = found.words.text[chain[-1].end : hit.start]
        if gap not in ("", "·") or WIDE.search(hit.name):
            break  # 甲省长江经济带基金 is of 甲省
        if chain[-1].code is None and "大学" in mention.name:
            break  # 法国里昂大学 is of 法国, 里昂 is a part of its name
        if chain[-1].code and hit.code and chain[-1].name not in hit.parents:
            break  # 青岛北海造船有限公司 is in 青岛, whatever 北海 means
        chain.append(hit)
    branch = mention.class_name == "Company" and _BRANCH.search(mention.name)
    if branch or (mention.class_name == "Institute" and mention.name.endswith(_SCHOOL_BRANCHES)):
        return inside[-1]  # 甲大学长三角研究院乙市分院 is in 乙市
    park = mention.class_name == "IndustrialPark" and len(inside) > len(chain)
    other = inside[len(chain)] if park else None
    if other and f"({other.surface})" == found.words.text[chain[-1].end : other.end + 1]:
        return other  # 深圳(哈尔滨)产业园区 is in 哈尔滨
    if not _tells_place(found, mention, chain[-1], spoken):
        return None
    if mention.class_name == "Company" and of_firms and not _is_abroad(mention, chain[-1]):
        return None
    if mention.class_name == "Project" and (
        law or (of_firms and not _stands_there(found, mention))
    ):
        return None
    if mention.class_name == "IndustrialPark":
        return _outside(chain, spoken)
    return chain[-1]


def _outside(chain: Sequence[PlaceHit], spoken: Collection[str]) -> PlaceHit:
    """The innermost place of a park's name that is surely one: 甲市乙山开发区, 乙山 may be none."""
    last = chain[-1]
    if not _is_doubtful(last):
        return last
    written = [hit for hit in chain if hit.surface == hit.name and not hit.zone]
    known = last.full in spoken or len(chain) > 2
    return written[-1] if written else last if known else chain[0]


def _is_doubtful(hit: PlaceHit) -> bool:
    """Tell whether a district without 区 or 县 may be another word inside a name: 甲市乙山园."""
    told = hit.surface == hit.name or hit.surface.endswith(_DISTRICTS)  # 江华县 of 江华瑶族自治县
    return not told and hit.name.endswith(_DISTRICTS)


def _add_outer_of_zones(facts: Facts, found: Found) -> set[str]:
    """Place the zones and new areas that name the place they lie in."""
    used: set[str] = set()
    for hit in found.told:
        facts.outer[node_of(hit).iri] = hit.parents
        parent = next((p for p in hit.parents if p != "中国" and _begins(hit.surface, p[:2])), None)
        outer = found.places.named(parent) if parent else None
        if parent and hit.surface != parent and (hit.zone or hit.surface.endswith("新区")):
            name = outer.full if outer else parent
            used |= {name, hit.full}
            facts.add(
                node_of(hit),
                "locatedIn",
                Node("Place", name),
                [(hit.start, hit.end)],
                confidence=0.85,
            )
    return used


def _add_chained(facts: Facts, found: Found, spoken: Collection[str]) -> set[str]:
    """Place what stands right behind the place it lies in: 甲省乙市."""
    used: set[str] = set()
    named = [m for m in found.mentions if m.class_name == "Company" or m.name.endswith("大学")]
    firms = covered(len(found.words.text), named)  # 甲省乙市 in the name of a firm shows nothing
    parks = [m for m in found.mentions if m.class_name == "IndustrialPark"]
    in_parks = covered(len(found.words.text), parks)
    for first, second in pairwise(found.told):
        text = found.words.text
        used |= _add_beside(facts, text, first, second)
        if not first.zone and _LIES_IN.fullmatch(text, first.end, second.start):
            used |= _add_lying(facts, first, second, found.places.starting_at(second.end))
        if first.name not in second.parents or firms[second.start]:
            continue
        doubtful = in_parks[second.start] and _is_doubtful(second) and second.full not in spoken
        short = first.surface != first.name and found.places.ending_at(first.start)
        if doubtful and not short:
            continue  # 甲市乙山开发区, but 江苏盐城大丰开发区
        beside = _BESIDE.fullmatch(text, first.end, second.start) or (
            _OPENS.search(text, max(0, first.start - 2), first.start)
            and _GOES_ON.fullmatch(text, first.end, second.start)
        )
        if beside:
            used |= {first.full, second.full}
            facts.add(
                node_of(second),
                "locatedIn",
                node_of(first),
                [(first.start, second.end)],
                confidence=0.95,
            )
    return used


def _add_lying(facts: Facts, first: PlaceHit, second: PlaceHit, inner: PlaceHit | None) -> set[str]:
    """Place what is said to lie in the place behind or in the one inside: 甲县位于乙省丙市."""
    outer = inner if inner and inner.name in first.parents else second
    if outer.name not in first.parents:
        return set()
    span = [(first.start, outer.end)]
    facts.add(node_of(first), "locatedIn", node_of(outer), span, confidence=0.9)
    return {first.full, outer.full}


def _add_beside(facts: Facts, text: str, first: PlaceHit, second: PlaceHit) -> set[str]:
    """Place the second of a list whose first stands behind its city or county: 甲市乙区、丙县."""
    towns = first.code is second.code is None and second.full.endswith(second.name, 1)
    districts = first.code and second.code and second.surface.endswith(_DISTRICTS)
    joined = text[first.end : second.start] in tuple("、和及与")
    if joined and (towns or districts) and first.parents == second.parents:
        for claim in facts.of("locatedIn", node_of(first).iri):
            outer = Node("Place", facts.names[str(claim.object)])
            if outer.name.endswith(first.parents[0]):
                span = [(first.start, second.end)]
                facts.add(node_of(second), "locatedIn", outer, span, confidence=0.9)
                return {second.full}
    return set()


# a list of regions that ends with how many they are: 甲、乙等9个省份
_SO_MANY = regex(
    "等?(?:[\\d一二两三四五六七八九十]+)个?(?:省|市|自治|直辖|州|城市|地市|区县|县|区(?!域))"
)
_THEREOF = regex(
    r"|(?:(?:境|省|市|区)?内)?(?:的|(?:已|现|共|拥)*有)|[,]?(?:下辖|包括)|[^。\n]{2,40},其中"
)
# 其中甲市8个、乙市4个
_MANY = r"\d[\d.]{0,5}[万亿]?[个家座所项条处户名套人元]"
_AND = regex(f"(?:{_MANY})?、|[和与及]|{_MANY},")
_AT_HOME = regex("(?:国内|我国|全国|中国)[^。\n]*有$")


def _add_counted(facts: Facts, found: Found) -> set[str]:
    """Place the regions that are counted up as parts of one: 国内有甲、乙等9个省份."""
    used: set[str] = set()
    text, hits = found.words.text, found.told
    for last, hit in enumerate(hits):
        if last + 1 < len(hits) and _AND.fullmatch(text, hit.end, hits[last + 1].start):
            continue  # the list goes on
        first = last
        while first and _AND.fullmatch(text, hits[first - 1].end, hits[first].start):
            first -= 1
        start = hits[first].start
        among = text.endswith(",其中", 0, start)  # 甲省有…,其中乙和丙
        if not hit.code or not (among or _SO_MANY.match(text, hit.end)):
            continue
        begin = max(text.rfind(mark, 0, start) for mark in "。\n") + 1
        outer = hits[first - 1] if first and hits[first - 1].start >= begin else None
        if outer is None and first < last and _AT_HOME.search(text, begin, start):
            home = Node("Place", "中国")
        elif outer and _THEREOF.fullmatch(text, outer.end, start):
            home = node_of(outer)
        else:
            continue
        for part in hits[first : last + 1]:
            if (outer.name if outer else home.name) in part.parents:
                used |= {part.full, home.name}
                span = [(outer.start if outer else begin, hit.end)]
                facts.add(node_of(part), "locatedIn", home, span, confidence=0.85)
    return used


def _begins(name: str, place: str) -> bool:
    """Tell whether a zone names the place that it lies in: 甲高新区, 中国(甲)自由贸易试验区."""
    return name.startswith(place) or (f"({place}" in name and not name.endswith("片区"))


def _is_of_firms(found: Found) -> bool:
    """Tell whether a text is about firms and funds, whose names then are no news of where they are.

    The annotated texts place the firms of a policy article by their names, but not those of the
    profile of a fund or of a table of rounds of financing.
    """
    named = {(m.class_name, m.name) for m in found.mentions if m.rule != "press"}
    kinds = [kind for kind, _ in named]
    firms, bodies = kinds.count("Company") + kinds.count("Fund"), kinds.count("Agency")
    return firms > 8 and firms > 5 * bodies


def _spoken_of(found: Found) -> set[str]:
    """The places that a text speaks of by themselves, not only inside the names of things."""
    taken = covered(len(found.words.text), found.mentions)
    return {hit.full for hit in found.places.hits if not taken[hit.start]}


def named(mention: Mention) -> Node:
    """The thing that a mention means."""
    return Node(mention.class_name, mention.name)


def _add_park_of_name(
    facts: Facts, found: Found, mention: Mention, parks: Mapping[str, str], law: bool
) -> set[str]:
    """The park that a longer name begins with: X开发区管理委员会, X自贸试验区Y片区.

    Parameters
    ----------
    parks : the names of all parks of the text by their shortest wording.
    law : the text is one, which does not tell where those are who have to carry it out.

    Returns
    -------
    The full name of the park's place.
    """
    if mention.class_name not in ("Agency", "IndustrialPark", "Project", "Institute"):
        return set()
    shared = mention.rule == "shared tail"  # only its place stands here, the rest further on
    named = mention.name if shared else found.words.text[mention.start : mention.end]
    length = _length_of_park(found.words, mention, named)
    if not length:
        return set()
    end = mention.start + length
    known = parks.get(wording(named[:length]))
    lead = len(named) - len(mention.name) if named.endswith(mention.name) else 0
    if mention.class_name == "Agency":  # 国家甲委员会乙园区管理局: the park begins behind 甲
        lead = NATIONAL.end_at(found.words.anchors, mention.start) or mention.start
        lead -= mention.start
    lead = lead if lead + 2 < length else 0
    park = Node("IndustrialPark", known or named[lead:length])  # without 甲省乙市 in front
    hit = found.places.starting_at(mention.start)
    if hit is not None and hit.zone and hit.end == end:
        park = Node("IndustrialPark", hit.name)
    tail = named[hit.end - hit.start : length] if hit and not hit.zone else ""
    if not known and len(tail) > 4 and (known := parks.get(wording(tail))):
        park = Node("IndustrialPark", known)  # elsewhere it is named without its place
    node = Node(mention.class_name, mention.name)
    span = [(mention.start, mention.end)]
    if mention.class_name != "Agency":
        facts.add(node, "locatedIn", park, span, confidence=0.8)
    elif named[length:] in _PARK_OFFICES:  # but not 甲园区市场监督管理局
        facts.add(park, "managedBy", node, span, confidence=0.8)
        if not law:
            facts.add(node, "locatedIn", park, span, confidence=0.7)
    hit = found.places.starting_at(_brand_end(found, mention))
    if hit is not None and hit.zone and "片区" in named[length:]:
        for outer in hit.parents:  # 中国(甲)自由贸易试验区乙片区
            if f"({outer[:2]}" in park.name:
                facts.add(park, "locatedIn", Node("Place", outer), span, confidence=0.8)
                return {outer}
    if hit is None or hit.end >= end:
        return set()
    chain = [hit]
    while (inner := found.places.starting_at(chain[-1].end)) and inner.end < end:
        chain.append(inner)  # 甲省乙市丙开发区丁园区
    hit = _outside(chain, ())
    if WIDE.search(hit.name):
        return set()
    facts.add(park, "locatedIn", node_of(hit), span, confidence=0.8)
    return {hit.full}


def _length_of_park(words: Words, mention: Mention, named: str) -> int:
    """How long the name of the park is that a longer one begins with, or 0."""
    shared, length = mention.rule == "shared tail", 0
    for match in park_heads().finditer(named):
        stop, head = match.end(), match[0]
        whole = shared or words.is_edge(mention.start + stop)
        one = named[stop:] in lexicon().heads  # 甲药谷产业园 is one park
        one |= head == "空港" and named.endswith("区")  # 甲空港经济示范区
        if stop < len(named) - 1 and whole and stop - len(head) >= 2 and not one:
            length = stop
    if named.startswith(")", length) and named.count("(", 0, length) > named.count(")", 0, length):
        length += 1  # 甲经济区(乙片区)管委会
    if _HOME.fullmatch(named, length):
        return 0  # so is 乙产业园区(丙)
    if mention.class_name == "Project" and _SITE_OF.fullmatch(named, length):
        return 0  # 甲公司生产基地(乙市)项目 makes the site, 甲基地二期 is more of it
    return length


@cache
def park_heads() -> re.Pattern[str]:
    """The heads of parks, the longest first."""
    heads = (head for head, name in lexicon().heads.items() if name == "IndustrialPark")
    return regex("|".join(sorted(heads, key=len, reverse=True)))


def _is_ours(found: Found, mention: Mention) -> bool:
    """Tell whether only the level of a region stands before a name: 省科技创新基金."""
    if mention.class_name not in ("Fund", "Institute"):
        return False
    if mention.name[0] in _LEVELS:
        return mention.class_name == "Fund" and _OF_OURS.match(mention.name) is not None
    return found.words.text[mention.start] in _LEVELS


def _is_abroad(mention: Mention, hit: PlaceHit) -> bool:
    """Tell whether a firm is of another country, or an exchange, which is called after its city."""
    return mention.name.endswith("交易所") or hit.name in lexicon().countries


# works that stand in one place, whose names begin with it
_WORKS = regex(
    "(?:机场|水厂|处理厂|焚烧厂|数据中心|计算中心|超算中心|智算中心|集群|项目|工厂|码头|生产线|公园|产线"
    "|工程|厂区|污水厂|大坝|大桥|隧道|水库|电站|电场|号线|广场|综合体)(?:[一二三四五]期)?(?:\\([^()]*\\))?$|基地$"
)


def _stands_there(found: Found, mention: Mention) -> bool:
    """Tell whether a project stands where its name begins, whatever else the text says."""
    start = _brand_end(found, mention)
    place = found.places.starting_at(start)
    if place and mention.rule == "roster":
        return not found.words.text.startswith(("电厂", "电站", "煤矿"), place.end)
    if start == mention.start and KNOWN.end_at(found.words.anchors, start):
        return False  # 北京银行科技工程 is that of a firm
    return place is not None and _WORKS.search(mention.name) is not None


def _brand_end(found: Found, mention: Mention) -> int:
    """Where a firm's name ends that works begin with in front of a place, else where they begin.

    宁德时代贵州基地 is in 贵州.
    """
    if mention.class_name not in ("IndustrialPark", "Project", "Institute"):
        return mention.start
    end = KNOWN.end_at(found.words.anchors, mention.start)
    end = mention.start + len(mention.owner) if mention.owner else end
    return end if end and found.places.starting_at(end) else mention.start


def _is_of_own_name(words: Words, hit: PlaceHit) -> bool:
    """Tell whether a place begins a word that is a name of its own: 北京大学."""
    index = words.index(hit.start)
    return words.starts[index + 1] > hit.end and words.words[index].endswith(_OWN_NAMES)


_SUMMIT = regex("峰会|会晤|非正式会议|会议")


def _tells_place(found: Found, mention: Mention, hit: PlaceHit, spoken: Collection[str]) -> bool:
    if hit.zone and hit.start == mention.start and hit.end == mention.end:
        return False
    district = hit.name.endswith("区") and not hit.name.endswith(("特别行政区", "自治区"))
    own = mention.class_name not in ("Agency", "IndustrialPark")
    if own and hit.surface != hit.name and district and hit.full not in spoken:
        named = {place.name for place in found.places.hits if place is not hit}
        if not named.intersection(hit.parents):
            return False  # 北辰蓝海基金: a brand, where nothing else speaks of that region
    words = found.words
    if mention.class_name == "Project" and (
        words.text.startswith("至", hit.end)
        or (hit.full not in spoken and not _stands_there(found, mention))
    ):
        return False  # 甲至乙铁路; 甲电厂, where nothing is said of 甲 itself
    if hit.name in ("欧盟", "东盟") or WIDE.search(hit.name):
        return False  # no place where one thing could be: 长三角创新联合体
    if hit.surface in _TWOFOLD:
        return False  # 新竹科学园区: of the city or of the county?
    if mention.rule in ("branch", "party"):
        return True
    lead = hit.start - _brand_end(found, mention)
    if mention.class_name == "Event" and (
        _YEAR_LEAD.fullmatch(words.text, mention.start, hit.start)
        or _SUMMIT.fullmatch(words.text, hit.end, mention.end)
    ):
        lead = 0  # 2022年北京冬奥会, 二十国集团领导人杭州峰会
    chained = all(h.end <= hit.end for h in found.places.within(mention.start, hit.end))
    text = found.words.text
    bracketed = text[hit.start - 1 : hit.start] == "("
    outer = found.places.starting_at(mention.start)
    if lead and not bracketed and not (chained and outer and (lead <= 8 or outer.zone)):
        branch = mention.class_name == "Agency" and mention.name.endswith(_BRANCHES)
        branch |= mention.class_name == "Institute"
        return branch or "总部" in mention.name
    if mention.class_name == "Company":  # elsewhere the place only tells where a firm comes from
        owned = hit.surface.endswith(_REGIONS) and not hit.zone  # 甲省投资集团
        owned = owned and mention.name.endswith(("公司", "集团"))
        told = owned or (hit.full in spoken and "银行" not in mention.name)
        return bracketed or _is_abroad(mention, hit) or (lead == 0 and told)
    university = mention.class_name == "Institute" and mention.name.endswith(("大学", "学院"))
    return not university or lead > 0 or hit.name in lexicon().countries


def node_of(hit: PlaceHit) -> Node:
    return Node("IndustrialPark", hit.name) if hit.zone else Node("Place", hit.full)
