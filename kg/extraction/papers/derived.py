"""Facts that stand in names themselves: places, issuers in titles, numbers, signatures."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from kg.extraction.facts import Facts, Node
from kg.extraction.lexicon import Finder, lexicon
from kg.extraction.naming.mentions import Found
from kg.extraction.naming.places import PlaceHit, Places
from kg.extraction.papers.issuers import title_issuers
from kg.extraction.papers.official import signatures
from kg.extraction.reading import Mention
from kg.model import PartialDate
from kg.values import DateMention, find_document_numbers
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
_NUMBER_OFFICES = {
    "国发": "国务院",
    "国函": "国务院",
    "国令": "国务院",
    "国办发": "国务院办公厅",
    "国办函": "国务院办公厅",
    "中发": "中国共产党中央委员会",
    "中办发": "中共中央办公厅",
    "发改": "国家发展和改革委员会",
    "工信部": "工业和信息化部",
    "银发": "中国人民银行",
    "财税": "财政部",
    "粤府": "广东省人民政府",
}
_PROVINCES = {
    "京": "北京市",
    "津": "天津市",
    "冀": "河北省",
    "晋": "山西省",
    "内": "内蒙古自治区",
    "辽": "辽宁省",
    "吉": "吉林省",
    "黑": "黑龙江省",
    "沪": "上海市",
    "苏": "江苏省",
    "浙": "浙江省",
    "皖": "安徽省",
    "闽": "福建省",
    "赣": "江西省",
    "鲁": "山东省",
    "豫": "河南省",
    "鄂": "湖北省",
    "湘": "湖南省",
    "粤": "广东省",
    "桂": "广西壮族自治区",
    "琼": "海南省",
    "渝": "重庆市",
    "川": "四川省",
    "黔": "贵州省",
    "云": "云南省",
    "藏": "西藏自治区",
    "陕": "陕西省",
    "甘": "甘肃省",
    "青": "青海省",
    "新": "新疆维吾尔自治区",
}
_PROVINCIAL = re.compile("(.)(?:政|府)(办)?(?:发|函|字|规|文|秘)(?:[规发字])?")


def add_places_of_names(facts: Facts, found: Found) -> set[str]:
    """Say where things are whose names begin with a place, and which place lies in which.

    Returns
    -------
    The full names of the places that became part of a fact.
    """
    used: set[str] = set()
    parks = {mention.name for mention in found.mentions if mention.class_name == "IndustrialPark"}
    for mention in found.mentions:
        if mention.class_name not in _LOCATED or mention.rule == "short form":
            continue
        used |= _add_park_of_name(facts, found, mention, parks)
        inside = found.places.within(mention.start, mention.end)
        if mention.rule == "home":
            inside = []
            name = mention.name.removeprefix("中共")
            if home := found.places.heading(name):
                used.add(home.full)
                span = [(mention.start, mention.end)]
                facts.add(
                    Node("Agency", mention.name), "locatedIn", _node(home), span, confidence=0.6
                )
        if not inside:
            continue
        hit = inside[0]
        index = 0
        while index + 1 < len(inside) and inside[index + 1].start == hit.end:
            index += 1
            hit = inside[index]
        branch = mention.class_name == "Company" and _BRANCH.search(mention.name)
        if branch:
            hit = inside[-1]
        elif not _tells_place(found, mention, hit):
            continue
        if mention.class_name == "Agency" and facts.of("locatedIn", _named(mention).iri):
            continue  # the administration of a park is in the park
        written = [h for h in inside[: index + 1] if h.surface == h.name]
        hit = (
            written[-1] if written and mention.class_name == "IndustrialPark" else hit
        )  # 甲市乙山开发区: 乙山 may be no district
        used.add(hit.full)
        if mention.class_name != "Agency":
            facts.hinted.add((_named(mention).iri, _node(hit).iri))
        facts.add(
            Node(mention.class_name, mention.name),
            "hostedAt" if mention.class_name == "Event" else "locatedIn",
            _node(hit),
            [(mention.start, mention.end)],
            confidence=0.85 if mention.class_name == "Agency" else 0.7,
        )
    for hit in found.places.hits:
        parent = next((p for p in hit.parents if p != "中国" and _begins(hit.surface, p[:2])), None)
        outer = found.places.named(parent) if parent else None
        if parent and hit.surface != parent and (hit.zone or hit.surface.endswith("新区")):
            name = outer.full if outer else parent
            used |= {name, hit.full}
            facts.add(
                _node(hit),
                "locatedIn",
                Node("Place", name),
                [(hit.start, hit.end)],
                confidence=0.85,
            )
    firms = bytearray(len(found.words.text))  # 甲省乙市 in the name of a firm shows nothing
    for mention in found.mentions:
        if mention.class_name == "Company":
            firms[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for first, second in pairwise(found.places.hits):
        beside = _BESIDE.fullmatch(found.words.text, first.end, second.start)
        if beside and first.name in second.parents and not firms[second.start]:
            used |= {first.full, second.full}
            facts.add(
                _node(second),
                "locatedIn",
                _node(first),
                [(first.start, second.end)],
                confidence=0.95,
            )
    return used


def _begins(name: str, place: str) -> bool:
    """Tell whether a zone names the place that it lies in: 甲高新区, 中国(甲)自由贸易试验区."""
    return name.startswith(place) or (f"({place}" in name and not name.endswith("片区"))


def _named(mention: Mention) -> Node:
    return Node(mention.class_name, mention.name)


def _add_park_of_name(
    facts: Facts, found: Found, mention: Mention, parks: Collection[str]
) -> set[str]:
    """The park that a longer name begins with: X开发区管理委员会, X自贸试验区Y片区.

    Parameters
    ----------
    parks : the names of all parks of the text.

    Returns
    -------
    The full name of the park's place.
    """
    if mention.class_name not in ("Agency", "IndustrialPark", "Project", "Institute"):
        return set()
    words = found.words
    shared = mention.rule == "shared tail"  # only its place stands here, the rest further on
    named = mention.name if shared else words.text[mention.start : mention.end]
    length = 0
    for _, stop, head in park_heads().find(named):
        whole = shared or words.is_edge(mention.start + stop)
        if stop < len(named) - 1 and whole and stop - len(head) >= 2:
            length = stop
    if named[length:] in lexicon().heads:
        return set()  # 甲药谷产业园 is one park
    if not length:
        return set()
    end = mention.start + length
    park = Node("IndustrialPark", named[:length])
    zone = found.places.starting_at(mention.start)
    if zone is not None and zone.zone and zone.end == end:
        park = Node("IndustrialPark", zone.name)
    hit = found.places.starting_at(mention.start)
    tail = named[hit.end - hit.start : length] if hit and not hit.zone else ""
    if len(tail) > 4 and tail in parks:
        park = Node("IndustrialPark", tail)  # elsewhere it is named without its place
    node = Node(mention.class_name, mention.name)
    span = [(mention.start, mention.end)]
    if mention.class_name != "Agency":
        facts.add(node, "locatedIn", park, span, confidence=0.8)
    elif mention.name.endswith(("管理委员会", "管委会", "管理局")):
        facts.add(park, "managedBy", node, span, confidence=0.8)
    hit = found.places.starting_at(mention.start)
    if hit is not None and hit.zone and "片区" in named[length:]:
        for outer in hit.parents:  # 中国(甲)自由贸易试验区乙片区
            if f"({outer[:2]}" in park.name:
                facts.add(park, "locatedIn", Node("Place", outer), span, confidence=0.8)
                return {outer}
    if hit is None or hit.end >= end:
        return set()
    facts.add(park, "locatedIn", _node(hit), span, confidence=0.8)
    return {hit.full}


@cache
def park_heads() -> Finder:
    """Finds the heads of parks."""
    return Finder(
        [head for head, name in lexicon().heads.items() if name == "IndustrialPark"], lasting=True
    )


_YEAR_LEAD = re.compile(r"20\d\d年?")
_YEAR_OF_EVENT = re.compile(r"(?:^|[^\d])(20[0-3]\d)(?!\d)")


def add_event_years(facts: Facts, found: Found) -> None:
    """An event whose name has a year takes place in it, as long as no sentence dates it."""
    own = next((m for m in found.mentions if m.rule == "own title"), None)
    issued = facts.of("issuedDate", Node("Policy", own.name).iri) if own else []
    dates = [c.object.value for c in issued if isinstance(c.object, PartialDate)]
    written = max((date[:4] for date in dates), default=None)  # the year of the document itself
    for mention in found.mentions:
        if mention.class_name != "Event":
            continue
        year = _YEAR_OF_EVENT.search(mention.name)
        node = Node(mention.class_name, mention.name)
        if year and not facts.has(node, "establishedDate"):
            told = {claim.status for claim in facts.of("establishedBy", node.iri)}
            ahead = told == {"planned"} or bool(written and year[1] > written)
            facts.add(
                node,
                "establishedDate",
                PartialDate(year[1]),
                [(mention.start, mention.end)],
                confidence=0.5,
                status="planned" if ahead else "done",
            )


_BESIDE = re.compile(r"|[】\])·]|的|[,]?(?:下辖|辖区|境内)的?")
_BRANCHES = ("支行", "分行", "分局", "税务局", "监管局", "专员办事处")
_BRANCH = re.compile(
    "(?:分公司|分行|支行|^中国(?:移动|联通|电信|铁塔|石化|石油|人寿|人保|平安).{2,8}公司)$"
)
_PARENTS = ("大学", "学院", "科学院", "研究院", "研究总院", "工程院")
_OWN_NAMES = ("大学", "学院", "银行", "交大", "医院")


def _tells_place(found: Found, mention: Mention, hit: PlaceHit) -> bool:
    if hit.zone and hit.start == mention.start and hit.end == mention.end:
        return False
    district = hit.name.endswith("区") and not hit.name.endswith(("特别行政区", "自治区"))
    own = mention.class_name not in ("Agency", "IndustrialPark")
    if own and hit.surface != hit.name and district:
        named = {place.name for place in found.places.hits if place is not hit}
        if not named.intersection(hit.parents):
            return False  # 北辰蓝海基金: a brand, where nothing else speaks of that region
    words = found.words
    covering = words.index(hit.start)
    if (
        words.starts[covering + 1] > hit.end
        and words.words[covering].endswith(_OWN_NAMES)
        and mention.class_name != "Agency"
    ):
        return False  # 北京大学 is a name of its own
    if mention.class_name == "Project" and words.text.startswith("至", hit.end):
        return False  # 甲至乙铁路
    if hit.name in ("欧盟", "东盟"):
        return False  # no place where something could be
    if mention.rule == "branch":
        return True
    lead = hit.start - mention.start
    if mention.class_name == "Event" and _YEAR_LEAD.fullmatch(words.text, mention.start, hit.start):
        lead = 0  # 2022年北京冬奥会
    chained = all(h.end <= hit.end for h in found.places.within(mention.start, hit.end))
    text = found.words.text
    bracketed = text[hit.start - 1 : hit.start] == "(" and text[hit.end : hit.end + 1] == ")"
    if (
        lead
        and not bracketed
        and not (chained and lead <= 8 and found.places.starting_at(mention.start))
    ):
        branch = mention.class_name == "Agency" and mention.name.endswith(_BRANCHES)
        parent = text[mention.start : hit.start]
        branch |= mention.class_name == "Institute" and parent.endswith(_PARENTS)
        return branch or "总部" in mention.name
    if mention.class_name == "Company":  # elsewhere the place only tells where a firm comes from
        owned = lead == 0 and hit.surface.endswith(("省", "市", "自治区"))  # 甲省投资集团
        owned = owned and mention.name.endswith(("公司", "集团"))
        return bracketed or owned or mention.name.endswith("交易所")
    return not (
        mention.class_name == "Institute"
        and mention.name.endswith("大学")
        and lead == 0
        and len(mention.name) < 6
    )


def _node(hit: PlaceHit) -> Node:
    return Node("IndustrialPark", hit.name) if hit.zone else Node("Place", hit.full)


def _region(places: Places, hit: PlaceHit) -> str | None:
    """The place that a policy is for; for a policy of a zone, where the zone lies."""
    if not hit.zone:
        return hit.full
    parent = next((name for name in hit.parents if name != "中国"), None)
    outer = places.named(parent) if parent else None
    return outer.full if outer else parent


def add_title_facts(facts: Facts, found: Found) -> set[str]:
    """Say who issued a policy whose title begins with its issuer, and which region it is for.

    Returns
    -------
    The full names of the places that became part of a fact.
    """
    used: set[str] = set()
    named = {(m.start, m.end): m for m in found.mentions if m.class_name == "Policy"}
    agencies = found.agencies
    for title in found.titles:
        mention = named.get((title.start, title.end))
        if mention is None or mention.rule == "anaphor":
            continue
        policy = Node("Policy", mention.name)
        span = (title.start, title.end)
        for issuer in title_issuers(found.words.text, title, agencies):
            body = Node("Agency", issuer.name)
            facts.add(policy, "issuedBy", body, [span], confidence=0.92)
            seat = _chain(found.places.within(issuer.start, issuer.end))
            if seat and seat.start == issuer.start and not facts.has(body, "locatedIn"):
                used.add(seat.full)
                at = [(issuer.start, issuer.end)]
                facts.add(body, "locatedIn", _node(seat), at, confidence=0.85)
        hits = found.places.within(title.inner_start, title.inner_end)
        if hits and _CONGRESS.match(mention.name):
            committee = Node("Agency", f"中共{hits[0].full}委员会")
            facts.add(policy, "issuedBy", committee, [span], confidence=0.75)
        if park := _PLANNED_PARK.match(_ISSUER.sub("", mention.name)):
            zone = Node("IndustrialPark", park[1])
            facts.add(policy, "establishes", zone, [span], confidence=0.6)
            if hits and not hits[-1].zone:
                facts.add(zone, "locatedIn", _node(_deepest(hits)), [span], confidence=0.6)
                used.add(_deepest(hits).full)
        if hits and (title.own or not mention.name.endswith(("请示", "报告", "函"))):
            hit = _deepest(hits)
            if hit.name in lexicon().countries:
                continue  # another country, with which something is set up
            if hit.zone:
                facts.zones[policy.iri] = _node(hit).iri
                facts.names.setdefault(_node(hit).iri, hit.name)
            scoped = hit.zone and any(c.status == "done" for c in facts.of("appliesTo", policy.iri))
            if not scoped and (region := _region(found.places, hit)):
                used.add(region)
                facts.add(policy, "appliesTo", Node("Place", region), [span], confidence=0.8)
    for mention in found.mentions:
        if mention.rule == "work report":
            near = found.places.within(max(0, mention.start - 24), mention.start)
            government = near[-1].full + "人民政府"
            policy, span = Node("Policy", mention.name), (near[-1].start, mention.end)
            used.add(near[-1].full)
            facts.add(policy, "issuedBy", Node("Agency", government), [span], confidence=0.7)
            facts.add(policy, "appliesTo", _node(near[-1]), [span], confidence=0.8)
    own = {Node("Policy", m.name).iri for m in found.mentions if m.rule == "own title"}
    for claim in list(facts.of("issuedBy")):
        if facts.of("appliesTo", claim.subject) or claim.status != "done":
            continue
        if claim.subject not in own and _ASKS.search(facts.names.get(claim.subject, "")):
            continue
        for place in facts.of("locatedIn", str(claim.object)):
            used_place = place.object
            if isinstance(used_place, str) and class_of(used_place) == "Place":
                facts.add_iri(
                    claim.subject, "appliesTo", used_place, claim.evidence, claim.confidence
                )
    return used


# what a party committee tells its congress: 中国共产党甲市第五次代表大会上的报告
_CONGRESS = re.compile(r"(?:在)?(?:中国共产党|中共).{2,12}第.{1,4}次(?:党员)?代表大会.{0,6}报告$")
_ASKS = re.compile("(?:请示|报告|函|提案|建议)$")
_ISSUER = re.compile("^.{2,14}(?:关于印发|关于同意设立|关于)[《〈]?")
_PLANNED_PARK = re.compile(
    "(.{4,30}?(?:试验区|示范区|合作区|先行区|先导区|产业园))(?:建设|改革)?(?:总体方案|建设方案|创建方案)"
)


def _chain(hits: Sequence[PlaceHit]) -> PlaceHit | None:
    """The innermost of places that stand side by side."""
    last = hits[0] if hits else None
    for hit in hits[1:]:
        if last and hit.start == last.end:
            last = hit
    return last


def _deepest(hits: Sequence[PlaceHit]) -> PlaceHit:
    hit = hits[0]
    for following in hits[1:]:
        if hit.name in following.parents:
            hit = following
    return hit


def add_number_facts(facts: Facts, found: Found, dates: Sequence[DateMention]) -> dict[str, str]:
    """Date and issuer of policies from their document numbers, signatures and notes of passage.

    Returns
    -------
    Document number -> name of the policy that bears it.
    """
    text = found.words.text
    policies = [m for m in found.mentions if m.class_name == "Policy"]
    ends = [policy.end for policy in policies]
    shortest = {agency.start: agency.end for agency in found.agencies}
    names: dict[str, str] = {}
    for number in find_document_numbers(text):
        first, last = bisect_left(ends, number.start - 30), bisect_right(ends, number.start)
        policy = next(
            (
                m
                for m in reversed(policies[first:last])
                if not re.search(r"[。;《]", text[m.end : number.start])
            ),
            None,
        )
        if policy is None:
            continue
        names[number.name] = policy.name
        node = Node("Policy", policy.name)
        office = _office_of(number.prefix)
        span = (policy.start, number.end)
        told = shortest.get(policy.start, policy.end) < policy.end
        if office and not told and not facts.has(node, "issuedBy"):
            facts.add(node, "issuedBy", Node("Agency", office), [span], confidence=0.9)
        signed = policy.rule == "own title" and bool(signatures(dates))
        if number.year and not facts.has(node, "issuedDate") and not signed:
            facts.add(node, "issuedDate", PartialDate(str(number.year)), [span], confidence=0.8)
    return names


def _office_of(prefix: str) -> str | None:
    """The office that the code in front of a document number stands for."""
    for code, full in sorted(_NUMBER_OFFICES.items(), key=lambda item: -len(item[0])):
        if prefix.startswith(code):
            return full
    provincial = _PROVINCIAL.fullmatch(prefix)
    if provincial and (place := _PROVINCES.get(provincial[1])):
        return place + "人民政府" + ("办公厅" if provincial[2] else "")
    return None
