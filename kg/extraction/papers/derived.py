"""Facts that stand in names themselves: issuers and regions in titles, numbers, years."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from kg.extraction.facts import Facts, Node
from kg.extraction.lexicon import firms, lexicon
from kg.extraction.naming.forms import SCHOOLS
from kg.extraction.naming.mentions import Found, place_of_report
from kg.extraction.naming.places import PlaceHit, Places
from kg.extraction.naming.titles import DETAIL, LAW_OR_DECISION, Title
from kg.extraction.papers.issuers import title_issuers
from kg.extraction.papers.official import signatures
from kg.extraction.reading import BULLETS, Mention
from kg.extraction.whereabouts.named import node_of
from kg.model import PartialDate
from kg.patterns import regex
from kg.values import DateMention, DocumentNumber, find_document_numbers
from kg.vocabulary import class_of

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
    "工信厅": "工业和信息化部办公厅",
    "国科发": "科学技术部",
    "国知发": "国家知识产权局",
    "国知办": "国家知识产权局办公室",
    "国能发": "国家能源局",
    "国卫": "国家卫生健康委员会",
    "国市监": "国家市场监督管理总局",
    "国资发": "国务院国有资产监督管理委员会",
    "人社部": "人力资源和社会保障部",
    "民航发": "中国民用航空局",
    "发改办": "国家发展和改革委员会办公厅",
    "自然资发": "自然资源部",
    "文旅": "文化和旅游部",
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
_ALONE = frozenset("京津冀晋沪浙皖闽赣鲁豫鄂粤琼渝川黔陕")  # which no city begins its numbers with
# 府 is what the governments of these provinces write, 苏府 and 云府 are those of cities
_PROVINCIAL = regex(
    "(?P<of>.政|[沪渝川黔琼赣粤]府)(?P<office>[办厅])?(?:[发函字规文秘令][规发字]?)?"
)


def _region(places: Places, hit: PlaceHit) -> str | None:
    """The place that a policy is for; for a policy of a zone, where the zone lies."""
    if not hit.zone:
        return hit.full
    parents = [name for name in hit.parents if name != "中国"]
    said = (name for name in parents if name[:2] in hit.surface)  # 中国(上海)…新片区: 上海市
    parent = next(said, parents[0] if parents else None)
    outer = places.named(parent) if parent else None
    return outer.full if outer else parent


def add_title_facts(facts: Facts, found: Found, dates: Sequence[DateMention]) -> set[str]:
    """Say who issued a policy whose title begins with its issuer, and which region it is for.

    Parameters
    ----------
    dates : of the text, one of which may be the year of a work report.

    Returns
    -------
    The full names of the places that became part of a fact.
    """
    used: set[str] = set()
    named = {(m.start, m.end): m for m in found.mentions if m.class_name == "Policy"}
    in_law = any(title.own and LAW_OR_DECISION.search(title.name) for title in found.titles)
    for title in found.titles:
        mention = named.get((title.start, title.end))
        if mention is None or mention.rule == "anaphor":
            continue
        if title.half_outside:  # what is in the marks tells of 甲条例, not of its 实施细则
            mention = replace(mention, name=DETAIL.sub("", mention.name))
        used |= _add_title_issuers(facts, found, title, mention)
        hits = found.places.within(title.inner_start, title.inner_end)
        hits = [hit for hit in hits if not _OF_FIRM.match(found.words.text, hit.end)]
        # a law cites the plan of its zone, which is not what it tells of
        several = _of_several_zones(found.words.text, hits)
        if several:
            used |= _add_sister_zones(facts, found, mention, several)
            continue
        if (title.own or not in_law) and not mention.name.endswith("请示"):
            used |= _add_planned_park(facts, found, mention, hits)
        if mention.name.endswith("批复") and _is_list(found.words.text, hits):
            continue  # of several towns: for the region it is addressed to
        told = title.own or not mention.name.endswith(("请示", "报告", "函"))
        if hits and (told or _CONGRESS.match(mention.name)):
            used |= _add_title_region(facts, found, mention, _deepest(hits))
            _add_title_zone(facts, found, title, mention, _deepest(hits))
    for mention in found.mentions:
        if mention.rule == "work report":
            used |= _add_work_report(facts, found, mention, dates)
    _add_regions_of_issuers(facts, found)
    return used


# 关于拟批准甲市|航空有限公司筹建的公示: the place of a firm, not of what is made known
_OF_FIRM = regex("(?:(?!关于|的|[省市区县])[\u4e00-\u9fff()]){2,14}?有限(?:责任)?公司")
# 甲区 乙开发区促进…办法: of a district and of the zone beside it
_ZONE_BESIDE = regex(
    "[ 、和]?([\u4e00-\u9fff]{2,4}(?:高新|经开|开发|保税)区)"
    "(?=关于|促进|推[进动]|支持|加快|鼓励|扶持|进一步|发展)"
)


def _add_title_zone(
    facts: Facts, found: Found, title: Title, policy: Mention, place: PlaceHit
) -> None:
    """Say that a policy is also for the zone that its title has behind a district."""
    zone = _ZONE_BESIDE.match(found.words.text, place.end, title.inner_end)
    if zone and not place.zone:
        park = Node("IndustrialPark", zone[1])
        span = [(policy.start, policy.end)]
        facts.add(Node("Policy", policy.name), "appliesTo", park, span, confidence=0.75)
        outer = next((name for name in place.parents if zone[1].startswith(name[:2])), None)
        if outer:
            facts.add(park, "locatedIn", Node("Place", outer), span, confidence=0.75)


_SIDE_BY_SIDE = regex(r"\)?[、和与及]\(?")
_FREE_TRADE = regex(r"\)?自由贸易试验区")


def _of_several_zones(text: str, hits: Sequence[PlaceHit]) -> list[PlaceHit]:
    """The places whose zones of free trade a title lists: 中国(甲)、(乙)自由贸易试验区总体方案."""
    for last in range(1, len(hits)):
        if _FREE_TRADE.match(text, hits[last].end):
            first = last
            while first and _SIDE_BY_SIDE.fullmatch(text, hits[first - 1].end, hits[first].start):
                first -= 1
            return list(hits[first : last + 1]) if first < last else []
    return []


def _add_sister_zones(
    facts: Facts, found: Found, policy: Mention, places: Sequence[PlaceHit]
) -> set[str]:
    """Say for which regions the plan of several zones is, and which of them it sets up."""
    node, span = Node("Policy", policy.name), [(policy.start, policy.end)]
    named = {m.name for m in found.mentions}
    for place in places:
        facts.add(node, "appliesTo", node_of(place), span, confidence=0.8)
        zone = f"中国({place.surface})自由贸易试验区"
        if zone in named and policy.name.endswith("总体方案"):
            park = Node("IndustrialPark", zone)
            facts.add(node, "establishes", park, span, confidence=0.7)
    return {place.full for place in places}


def _add_title_issuers(facts: Facts, found: Found, title: Title, policy: Mention) -> set[str]:
    """Say who issued a policy by its title, and where who issues it has its seat."""
    used: set[str] = set()
    node, span = Node("Policy", policy.name), (policy.start, policy.end)
    for issuer in title_issuers(found.words.text, title, found.agencies):
        body = Node("Agency", issuer.name)
        facts.add(node, "issuedBy", body, [span], confidence=0.92)
        seat = _chain(found.places.within(issuer.start, issuer.end))
        if issuer.rule == "home":  # 市政府关于…的意见
            seat = found.places.heading(issuer.name.removeprefix("中共"))
        stands = seat and (issuer.rule == "home" or seat.start == issuer.start)
        if seat and stands and not facts.has(body, "locatedIn"):
            used.add(seat.full)
            at = [(issuer.start, issuer.end)]
            facts.add(body, "locatedIn", node_of(seat), at, confidence=0.85)
    for issuer in _handing_out(found, title):
        facts.add(node, "issuedBy", Node("Agency", issuer.name), [span], confidence=0.85)
    hits = found.places.within(title.inner_start, title.inner_end)
    if hits and _CONGRESS.match(policy.name):
        committee = Node("Agency", f"中共{hits[0].full}委员会")
        facts.add(node, "issuedBy", committee, [span], confidence=0.75)
    return used


_HANDS_OUT = regex("(?:关于|联合)?(?:印发|发布|公布|下发|颁发)(?:修订后的|修改后的)?$")
_NOTICE = regex(r"(?:\([^()]{1,20}\))?的?(?:通知|公告|函)")


def _handing_out(found: Found, title: Title) -> list[Mention]:
    """Whose notice hands a plan out: 甲省政府办公厅关于印发《乙》的通知(…)规定."""
    text = found.words.text
    lead = _HANDS_OUT.search(text, max(0, title.start - 12), title.start)
    if title.own or not lead or not _NOTICE.match(text, title.end):
        return []
    ends = {agency.end: agency for agency in found.agencies}
    bodies: list[Mention] = []
    at = lead.start()
    while body := ends.get(at):
        bodies.append(body)
        at = body.start - (text[body.start - 1 : body.start] in tuple(" 、"))
    return bodies


def _add_planned_park(
    facts: Facts, found: Found, policy: Mention, hits: Sequence[PlaceHit]
) -> set[str]:
    """Say where the zone is that a plan is for and sets up: 甲试验区总体方案."""
    park = _PLANNED_PARK.match(_ASKING.sub("", _ISSUER.sub("", policy.name)))
    if park is None:
        return set()
    named = (m.name for m in found.mentions)
    shorter = (name for name in named if len(name) > 6 and park[1].endswith(name))
    zone = Node("IndustrialPark", max(shorter, key=len, default=park[1]))
    span = [(policy.start, policy.end)]
    replies = any(title.own and title.name.endswith(_REPLIES) for title in found.titles)
    if policy.name.endswith("总体方案") and not replies:
        facts.add(Node("Policy", policy.name), "establishes", zone, span, confidence=0.6)
    if not hits or hits[-1].zone:
        return set()
    place = _deepest(hits)
    facts.add(zone, "locatedIn", node_of(place), span, confidence=0.6)
    return {place.full}


_REPLIES = ("批复", "复函", "答复", "函")


def _add_title_region(facts: Facts, found: Found, policy: Mention, hit: PlaceHit) -> set[str]:
    """Say which region a policy is for by the place in its title."""
    if hit.name in lexicon().countries or policy.name.endswith(_SIGNED):
        return set()  # with which something is set up, or where it was signed
    node = Node("Policy", policy.name)
    if hit.zone and any(claim.status == "done" for claim in facts.of("appliesTo", node.iri)):
        return set()
    region = _region(found.places, hit)
    if not region:
        return set()
    span = [(policy.start, policy.end)]
    facts.add(node, "appliesTo", Node("Place", region), span, confidence=0.8)
    return {region}


_SIGNED = ("宣言", "公约", "协议", "协定", "合同")


def _add_work_report(
    facts: Facts, found: Found, report: Mention, dates: Sequence[DateMention]
) -> set[str]:
    """Give a 政府工作报告 to the government of the place beside it, whose full name is returned.

    今年甲市的政府工作报告 is of that year.
    """
    place = place_of_report(found.words.text, found.places, report.start, report.end)
    policy = Node("Policy", report.name)
    if place is None:
        return set()
    span = [(min(place.start, report.start), report.end)]
    government = Node("Agency", place.full + "人民政府")
    facts.add(policy, "issuedBy", government, span, confidence=0.7)
    facts.add(policy, "appliesTo", node_of(place), span, confidence=0.8)
    year = next((d for d in dates if d.end == place.start and d.value), None)
    if year and year.value and not facts.has(policy, "issuedDate"):
        told, span = PartialDate(year.value.value[:4]), [(year.start, report.end)]
        facts.add(policy, "issuedDate", told, span, confidence=0.6)
    return {place.full}


def _add_regions_of_issuers(facts: Facts, found: Found) -> None:
    """A policy that names no region is for the one where who issued it is."""
    own = {Node("Policy", m.name).iri for m in found.mentions if m.rule == "own title"}
    for claim in list(facts.of("issuedBy")):
        if facts.of("appliesTo", claim.subject) or claim.status != "done":
            continue
        title = facts.names.get(claim.subject, "")
        if claim.subject not in own and (_ASKS.search(title) or title.startswith(_OF_NATION)):
            continue
        for seat in facts.of("locatedIn", str(claim.object)):
            if isinstance(seat.object, str) and class_of(seat.object) == "Place":
                facts.add_iri(
                    claim.subject, "appliesTo", seat.object, claim.evidence, claim.confidence
                )


# what a party committee tells its congress: 中国共产党甲市第五次代表大会上的报告
_CONGRESS = regex(r"(?:在)?(?:中国共产党|中共).{2,12}第.{1,4}次(?:党员)?代表大会.{0,6}报告$")
_OF_NATION = ("中华人民共和国", "中国共产党", "全国")  # whoever a text says to act by it
_ASKS = regex("(?:请示|报告|函|提案|建议)$")
_ISSUER = regex("^.{2,14}(?:关于印发|关于同意设立|关于)[《〈]?")
# 关于报送甲示范区总体方案的请示, 关于同意甲示范区总体方案的批复
_ASKING = regex("^(?:关于)?(?:报送|报批|上报|申报|同意|批准|审批|印发)")
_PLANNED_PARK = regex(
    "(.{4,30}?(?:试验区|示范区|合作区|先行区|先导区|产业园|自由贸易港))(?:建设|改革)?(?:总体方案|建设方案|创建方案)"
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


def _is_list(text: str, hits: Sequence[PlaceHit]) -> bool:
    """Tell whether a title names several towns side by side."""
    return any(text[a.end : b.start] in ("、", "和") and not a.zone for a, b in pairwise(hits))


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
    for report in policies[:3]:
        _add_delivered(facts, found, report, dates)
    _add_days_in_front(facts, found, policies, dates)
    for named in policies if "号" in text else ():
        dated = _IN_YEAR.search(named.name) or _IN_YEAR.match(text, named.end)
        node = Node("Policy", named.name)
        if dated and not facts.has(node, "issuedDate"):
            year = PartialDate(dated["year"])
            facts.add(node, "issuedDate", year, [(named.start, named.end)], confidence=0.75)
    series: dict[str, list[tuple[Node, tuple[int, int]]]] = {}
    for number in find_document_numbers(text):
        first, last = bisect_left(ends, number.start - 30), bisect_right(ends, number.start)
        policy = policies[last - 1] if first < last else None
        if policy is None or _OF_ANOTHER.search(text, policy.end, number.start):
            policy = _named_behind(text, number, policies[last : last + 1])
            if policy is None:
                continue
        names[number.name] = policy.name
        node = Node("Policy", policy.name)
        office = _office_of(number.prefix)
        span = (policy.start, number.end)
        if number.year and number.prefix:
            series.setdefault(number.prefix, []).append((node, span))
        told = shortest.get(policy.start, policy.end) < policy.end
        if office and not told and not facts.has(node, "issuedBy"):
            facts.add(node, "issuedBy", Node("Agency", office), [span], confidence=0.9)
        region = _PROVINCES.get(number.prefix[:1]) if number.prefix[:1] in _ALONE else None
        if region and not (_ASKS.search(policy.name) or facts.has(node, "appliesTo")):
            facts.add(node, "appliesTo", Node("Place", region), [span], confidence=0.65)
        signed = policy.rule == "own title" and bool(signatures(dates))
        if number.year and not facts.has(node, "issuedDate") and not signed:
            facts.add(node, "issuedDate", PartialDate(str(number.year)), [span], confidence=0.8)
    for papers in series.values():
        _add_issuer_of_series(facts, papers)
    return names


def _add_issuer_of_series(facts: Facts, papers: Sequence[tuple[Node, tuple[int, int]]]) -> None:
    """Whose papers bear numbers of one series issues all of them, where it is one office."""
    known = {str(c.object) for node, _ in papers for c in facts.of("issuedBy", node.iri)}
    if len(known) != 1:
        return
    office = known.pop()
    issuer = Node(class_of(office) or "Agency", facts.names[office])
    for node, span in papers:
        if not facts.has(node, "issuedBy"):
            facts.add(node, "issuedBy", issuer, [span], confidence=0.7)


# 甲部公告2022年第16号, 《关于乙的公告》(2022年第21号)
_IN_YEAR = regex(
    "[(]?(?:[\u4e00-\u9fff]{2,20}(?:公告|通告|令))?(?P<year>20\\d\\d)年第 ?\\d{1,4} ?号"
)


# 甲政发〔2021〕31号文即《乙》, 以甲发〔2011〕33号文出台《乙》
_NUMBER_OF = regex(
    r"文?件?(?:,?即|,?全称[为是]?|印发了?的?|发布的?|下发的?|出台了?的?|转发的?)(?=《)"
)


def _named_behind(text: str, number: DocumentNumber, next_one: Sequence[Mention]) -> Mention | None:
    """The policy right behind its number, or which has no other name."""
    for policy in next_one:
        gap = _NUMBER_OF.match(text, number.end)
        if policy.start == number.start or (gap and gap.end() == policy.start):
            return policy
    return None


# 《甲》第5条、9条的要求,乙电〔2016〕1号: the number of another paper
_OF_ANOTHER = regex(r"[。;《]|第 ?[一二三四五六七八九十百\d]{1,6}条|规定,|要求|精神")
_AT_SESSION = regex(r"[^。\n]{0,4}在[^。\n]{4,40}?(?:会议|大会)上")


def _add_delivered(
    facts: Facts, found: Found, policy: Mention, dates: Sequence[DateMention]
) -> None:
    """The day of the session at which a report is given, and the office in the line below."""
    text = found.words.text
    if not policy.name.endswith("报告"):
        return
    date = next((d for d in dates if d.start >= policy.end), None)
    near = date and date.start - policy.end < 30 and date.value and date.day
    if date and date.value and near and _AT_SESSION.match(text, date.end):
        span = [(policy.start, date.end)]
        node = Node("Policy", policy.name)
        facts.add(node, "issuedDate", date.value, span, confidence=0.8)
        for body in found.agencies:
            line = f"\n{text[body.start : body.end]}\n"
            if (
                date.end < body.start < date.end + 90
                and line in text[body.start - 1 : body.end + 1]
            ):
                span = [(policy.start, body.end)]
                facts.add(node, "issuedBy", Node("Agency", body.name), span, confidence=0.75)


_SPEAKS = regex("(?:在|[作做]了?|所[作做]的|宣读)[《“]?$")


def _add_days_in_front(
    facts: Facts, found: Found, policies: Sequence[Mention], dates: Sequence[DateMention]
) -> None:
    """The day in front of a policy: 2020年4月甲厅《乙》; 2月10日,市长丙作政府工作报告."""
    text, issuers = found.words.text, {a.end: a.start for a in found.agencies}
    days = [d for d in dates if d.role == "event" and (d.month or text[d.end : d.end + 1] == "《")]
    ends = [day.end for day in days]
    for policy in policies:
        node, begin = Node("Policy", policy.name), policy.start
        at = bisect_right(ends, begin)
        day = days[at - 1] if at else None
        if day is None or day.value is None or facts.has(node, "issuedDate"):
            continue
        spoken = policy.name.endswith("报告") and _SPEAKS.search(text, begin - 5, begin)
        if spoken and not re.search("[。;\n]", text[day.end : begin]):
            begin = day.end
        if day.end == issuers.get(begin, begin):
            span = [(day.start, policy.end)]
            facts.add(node, "issuedDate", day.value, span, confidence=0.65)


def _office_of(prefix: str) -> str | None:
    """The office that the code in front of a document number stands for.

    >>> _office_of("国办发"), _office_of("粤府办"), _office_of("苏府规字")
    ('国务院办公厅', '广东省人民政府办公厅', None)
    """
    code = max(filter(prefix.startswith, _NUMBER_OFFICES), key=len, default=None)
    if code:
        return _NUMBER_OFFICES[code]
    provincial = _PROVINCIAL.fullmatch(prefix)
    if provincial and (place := _PROVINCES.get(provincial["of"][0])):
        return place + "人民政府" + ("办公厅" if provincial["office"] else "")
    return None


_FULL_NAME = regex("[\u4e00-\u9fff()]{4,20}?(?:有限责任|有限|股份|集团)公司(?=[\u4e00-\u9fff])")
_MARKS = "“”‘’《》"


def add_works_of_names(facts: Facts, found: Found) -> None:
    """A work that bears a firm's name is the firm's: 甲集团乙绿氢项目, 甲法院乙存证平台."""
    text = found.words.text
    works = [m for m in found.mentions if m.class_name == "Project" and m.rule != "short form"]
    works = [m for m in works if m.owner or text.endswith(_ENDS, m.start, m.end)]
    # ☆甲公司乙工程: in a list of what somebody has done for others
    works = [m for m in works if not m.start or text[m.start - 1] not in BULLETS]
    works = [m for m in works if not _GOES_ON.match(text, m.end)]
    if not works:
        return
    named = {text[m.start : m.end]: m.name for m in found.mentions if m.class_name == "Company"}
    bodies = {text[m.start : m.end]: m.name for m in found.agencies}
    planned = _planned_works(facts, works)
    told = {str(claim.object) for claim in facts.of("develops")}
    for work in works:
        words = text[work.start : work.end].strip(_MARKS)
        lengths = range(len(words) - 3, 1, -1)  # something else has to be told of the work
        full = _FULL_NAME.match(words)  # what the name begins with tells more than what is known
        begins = [words[:size] for size in lengths]
        known = next((one for one in begins if one in named or one in firms()), None)
        known = work.owner or (full[0] if full else known)
        if known and known not in named:
            named[known] = _in_full(known, named)
        maker = Node("Company", named[known]) if known else None
        if maker is None and words.endswith(_SOFTWARE) and not _AT_WORK.search(words):
            known = next((one for one in begins if one in bodies), None)
            maker = Node("Agency", bodies[known]) if known else None
        if (
            known
            and work.rule not in ("quoted", "plant")
            and _KIND_OF_WORK.match(words, len(known))
        ):
            continue
        if words.endswith("链") and words[:-1] in firms():
            maker = Node("Company", named.get(words[:-1], words[:-1]))
        if Node("Project", work.name).iri in told:
            continue  # who builds it bears the brand as well: 国轩材料 of 国轩高科
        if maker and (work.owner or words.endswith((*_WORKS, "链"))):
            said = maker, "develops", Node("Project", work.name)
            status = "planned" if work.name in planned else "done"
            facts.add(*said, [(work.start, work.end)], confidence=0.65, status=status)


def _in_full(firm: str, named: dict[str, str]) -> str:
    """The one firm of a text whose legal name holds a short one: 宁夏|甲能源|集团股份有限公司."""
    full = {name for name in named.values() if name.endswith("公司") and firm in name}
    return full.pop() if len(full) == 1 else firm


_OF_UNIVERSITY = regex("([\u4e00-\u9fff]{2,12}大学)[\u4e00-\u9fff]{4,18}")


def add_schools(facts: Facts, found: Found) -> None:
    """A school whose opening a text tells is its university's, where nobody else is told."""
    for school in found.mentions:
        if school.class_name != "Institute" or not school.name.endswith(SCHOOLS):
            continue
        named, node = _OF_UNIVERSITY.fullmatch(school.name), Node("Institute", school.name)
        dated = named and any(c.status == "done" for c in facts.of("establishedDate", node.iri))
        if named and dated and not facts.has(node, "establishedBy"):
            span = [(school.start, school.end)]
            facts.add(node, "establishedBy", Node("Institute", named[1]), span, confidence=0.6)


def _planned_works(facts: Facts, works: list[Mention]) -> set[str]:
    """The names of the works of which a text says nothing but what is planned."""
    said: dict[str, set[str]] = {}
    for claim in chain(facts.of("develops"), facts.of("funds")):
        said.setdefault(str(claim.object), set()).add(claim.status)
    for claim in facts.of("locatedIn"):
        if claim.status == "planned":  # 甲公司乙项目将落户丙园区
            said.setdefault(claim.subject, set()).add(claim.status)
    return {w.name for w in works if said.get(Node("Project", w.name).iri) == {"planned"}}


# 甲公司项目|负责人: no works, but somebody's post
_GOES_ON = regex("部(?!分)|负责人|处长")
# 甲集团地产项目, 甲局信息系统: of many; 甲公司|系统: those who work there; 中铁|六局: another firm
_KIND_OF_WORK = regex(
    r"(?:集团|公司)?(?:\d{4}年度?)?[\u4e00-\u9fff]{0,2}(?:项目|工程|工厂|平台|系统)$"
    "|[\u4e00-\u9fff]{0,2}公司系统$|[一二三四五六七八九十]+局|称"
)
_WORKS = (
    "项目", "工程", "工厂", "基地", "大楼", "大厦", "生产线", "产线", "平台", "系统", "计划",
    "转运中心", "电站", "风电场", "风场", "星座", "厂区",
)  # fmt: skip
_ENDS = (*_WORKS, "链", *_MARKS)
_SOFTWARE = ("平台", "系统")  # which bodies of the state have made for themselves
# those who work in a field
_AT_WORK = regex("(?:教育|文化|卫生|广电|公安|政法|司法|财政|税务|金融|交通|工商)系统$")
