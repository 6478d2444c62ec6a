"""Firms, funds and projects that stand in lists without a head of their own.

"提供商甲、乙、丙等一批企业": the noun behind or before the list tells the class of all members, and
a list in which some members are known tells it of the others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.extraction.naming.places import Places
from kg.extraction.naming.products import TERMS
from kg.extraction.naming.unheard import is_brand_like, is_unheard
from kg.extraction.reading import Mention, Words, covered
from kg.patterns import regex
from kg.values.numerals import windows

_RUN = r"[^等…\s,。;:!?、()《》“”\[\]的]"
_ITEM = rf"{_RUN}{{2,18}}+(?: [A-Z][A-Za-z.&]+){{0,2}}(?:\([^()]{{1,24}}\))?"
# a run of characters that no item ends with is passed over as a whole, for the sake of speed
_LIST = regex(rf"({_ITEM}(?:、{_ITEM})+)(?:(?:和|与|及|以及)({_ITEM}))?|{_RUN}++(?![、( ])")
_AFTER = regex(
    r"(?:(?:等|…{1,2})(?:一批|一系列|众多|多|各|\d{1,4}(?:多|余)?|[一二两三四五六七八九十几数百]{1,4}[多余]?)?(?:家|个|只|支|名|所|款|位|户)?)?"
    r"(?:(?![在于驻户])[\u4e00-\u9fff]){0,10}?(企业|公司|机构|厂商|提供商|车企|药企|银行|巨头|龙头|独角兽|品牌|商铺|商户|商家|门店|底商|单位|上市公司|运营商|服务商|供应商|交易所|平台|基金|项目|园区|高校|院校|客户|股东|公链)"
)
_BEFORE = regex(
    r"(?:企业|公司|提供商|厂商|品牌|机构|巨头|龙头|独角兽|车企|药企|单位|股东|客户|[服供运制开贸零][务应营造发易售]商|成员|会员|投资[方者]|资方|合作伙伴|对手|案例|基金|(?:已投|被投|投资)项目)"
    r"(?:\([^()]{1,10}\))?(?:分别为|主要有|如|有|包括了?|包含|涵盖|即|为|是|:|——|—|)$"
    r"|(?:投资|投资了|参投|引进了?|引入了?|孵化了?|收购了?|并购了?|入股了?)$"
    r"|(?:包括|例如|比如|譬如|诸如|涵盖|涉及|如)$"
)
# what only firms do: 甲、乙先后入驻
_SETTLE = regex(
    r"(?:先后|已|均|也|都|陆续|相继|纷纷|签约|率先|等|\d[年月日])(?:在[^,。;]{1,8})?(?:入驻|入园|进驻|落户|[设建]厂|设点)|入选|上榜|上市[后前时,。;]|领投|跟投|参投|继续加码|中标"
    r"|(?:参与了?|共同参与)(?:本轮|此轮|[A-H]轮|本次)[^,。;]{0,4}(?:投资|融资)"
)
_SETTLED = regex(
    r"等?(?:先后|已|均|也|都|陆续|相继|纷纷|率先)*(?:在[^,。;]{1,8})?(?:入驻|入园|进驻|落户|落脚|扎根|安家|[设建]厂|设点)"
)
_OF_FIELD = ("领域", "行业", "赛道", "方向", "板块", "环节")
_CLASS_OF = {
    "基金": "Fund",
    "项目": "Project",
    "平台": "Project",
    "公链": "Project",
    **dict.fromkeys(("大模型", "模型", "产品", "芯片", "机器人", "数据库", "操作系统"), "Project"),
    "园区": "IndustrialPark",
    "高校": "Institute",
    "院校": "Institute",
}
_LEAD = regex(
    r"^(?:.*(?:首批|第一批|包括|例如|比如|譬如|诸如|投资了?(?![方者]|人(?![工形]))|引进了?|引入了?|引来了?|迎来了?|携手|联合|获(?!批|准|奖|评|得者)(?:得了?)?|吸引了?|入驻了?|进驻了?|聚集了?|集聚了?|汇聚了?|培育了?|培育出|扶持了?|(?:已|累计|先后)服务|服务了|涌现出?|走出了?|带来了?|(?<!由)有|如|由|与|和|及|为|是|了|对|向|给|赴|前往|奔赴|以(?!太)|在|于|从|将|把|被|并|先后|旗下|来自|其中|还有|分别|以及|企业|公司|提供商|厂商|私募基金|投资基金|[服供运制开贸零][务应营造发易售]商|品牌|机构|巨头|股东|投资[方者]|管理|(?:集团|公司)(?:控股|参股|收购)了?|(?<=[管理运营投])着)(?=..))"
)


def find_listed(words: Words, places: Places, mentions: list[Mention]) -> list[Mention]:
    """Find the members of lists that no other finder saw.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named, which are members of no such list.
    mentions : what the other finders saw, in order, not overlapping.
    """
    text = words.text
    starts = [mention.start for mention in mentions]
    taken = covered(len(text), mentions)
    found: list[Mention] = []
    for match in find_lists(text):
        items = list(list_items(words, match))
        # 甲园引进了乙、丙, 甲大学与乙、丙合作: 甲 is no member
        known = _between(mentions, starts, items[0][0], match.end())
        givers = _are_givers(text, match, items)
        class_name = "Company" if givers else _class_of_list(text, match, known, items)
        if class_name is None:
            continue
        wanted = class_name == "Company" and not known
        if wanted and _WANTED.search(text, max(0, match.start() - _BEFORE_LIST), items[0][1]):
            continue
        if text.startswith("的", match.end()) and text.endswith("的", 0, match.start()):
            items = items[-1:]  # 甲的乙、丙的丁: 乙 is 甲's
        lead = (max(0, match.start() - 12), items[0][0])
        kind = {"Company": _INVESTED.search(match[0]), "Fund": _SOLELY_FUNDS.search(text, *lead)}
        sure = givers or bool(kind.get(class_name or ""))
        firms = sum(mention.class_name == "Company" for mention in known)
        if known and _SOLELY_FIRMS.search(text, *lead):
            sure = True
        elif class_name == "Company" and firms * 3 >= len(items):
            # in a list of firms, what reads like common words is one too
            many = firms >= 3 and firms * 2 >= len(items)
            sure = sure or many or _FIRMS_BEHIND.match(text, match.end()) is not None
        persons = any(mention.class_name == "Person" for mention in known)
        members = [
            _member(words, places, start, end, class_name, sure, not persons)
            for start, end in items
            if taken.find(1, start, end) < 0 and not TERMS.fullmatch(text, start, end)
        ]
        if not known and None in members[:2] and not text.startswith("等", match.end()):
            continue  # 企业面临无抵押、贷款难的问题: what is listed are no firms at all
        if not known and members.count(None) * 2 > len(members):
            continue  # 芯片设计、制造、封测、材料等企业: trades
        found += filter(None, members)
    for start, end in _partners(words, mentions):
        member = _member(words, places, start, end, "Company", False, False)
        if member and is_unheard(words, member.start, member.end):
            found.append(member)
    return found + _latin(text, taken)


_WITH = regex(
    r"[与和及]([A-Z][A-Za-z&.]+(?: [A-Z][A-Za-z&.]+)*|[^等\s,。;:!?、()《》“”\[\]的与和及]{2,14})"
)


def _partners(words: Words, mentions: list[Mention]) -> Iterator[tuple[int, int]]:
    """What is joined to a firm by 与: 甲资本与乙联合投资."""
    for mention in mentions:
        if mention.class_name == "Company":
            other = _WITH.match(words.text, mention.end)
            if other:
                start, end = other.span(1)
                whole = words.is_edge(end)
                yield start, end if whole else words.starts[words.index(end - 1)]


_FOREIGN = r"[A-Z](?:(?![和与])[\w.-]){1,19}"
_LATIN = regex(
    rf"(?P<names>{_FOREIGN}(?:(?:、|, ?|和|与){_FOREIGN})+)"
    r"等(?:一批|众多|多|各|\d{1,4}(?:余|多)?|[一二三四五六七八九十几数]{1,3})?(?:家|个|种|款)?"
    r"[\u4e00-\u9fff]{0,6}?(?P<kind>项目|平台|公司|企业|机构|巨头|厂商|交易所"
    r"|(?:大模型|模型|产品|芯片|机器人|数据库|操作系统)(?![\u4e00-\u9fff]{0,4}[商司业头构家者]))"
)


def _latin(text: str, taken: bytearray) -> list[Mention]:
    """The members of a list of foreign names, whatever marks part them: Basil,Corda等项目."""
    return [
        Mention(
            start, start + len(name), _CLASS_OF.get(match["kind"], "Company"), name, "list", 3, 0.7
        )
        for match in _LATIN.finditer(text)
        for name in re.findall(_FOREIGN, match["names"])
        if (start := text.index(name, match.start())) >= 0
        and taken.find(1, start, start + len(name)) < 0
        and not TERMS.fullmatch(name)
    ]


_COMMA = regex("、")
_LONGEST = 46  # characters of a member with its bracket and what joins it


def find_lists(text: str) -> Iterator[re.Match[str]]:
    """The lists of a text whose members 、 parts."""
    for start, end in windows(text, _COMMA, _LONGEST, 2 * _LONGEST):
        yield from (match for match in _LIST.finditer(text, start, end) if match[1])


# 甲先后获乙、丙投资: who pays
_PAID_BY = regex("(?:获得?|得到|引入|引进|吸引|接受)了?(?:来自)?$")
_GAVE = regex(
    "(?:等[^,。;]{0,8}?)?(?:的[^,。;的]{0,12}?)?(?:投资|融资|注资|入股|加持|跟投)(?![者人方于])"
)


def _are_givers(text: str, match: re.Match[str], items: list[tuple[int, int]]) -> bool:
    """Tell whether a list is of those who invest, by the words around it."""
    paid = _PAID_BY.search(text, max(0, items[0][0] - 8), items[0][0])
    return paid is not None and _GAVE.match(text, match.end()) is not None


def _class_of_list(
    text: str, match: re.Match[str], known: list[Mention], items: list[tuple[int, int]]
) -> str | None:
    members, kinds = len(items), [mention.class_name for mention in known]
    firms = kinds.count("Company") + kinds.count("Fund")
    others = len(known) - firms
    after = _AFTER.match(text, match.end())
    if match[0].endswith(_OF_FIELD):
        return None
    before = _BEFORE.search(text, max(0, match.start() - 12), items[0][0])
    if before and before[0] in _BARE_KINDS and text.startswith("的", before.start() - 1):
        before = None  # 把一批优质的企业扶上马、送一程
    if before and "基金" in before[0]:
        return "Fund"
    counted = _COUNTED.match(text, match.end()) is not None
    explicit = after is not None and (counted or text.startswith(("等", "…"), match.end()))
    if explicit and after and after[1] == "基金" and not others:
        return "Fund"  # 甲公司管理的乙、丙等9只基金
    if (firms >= 2 or firms * 3 >= members) and firms > others:
        return "Company"
    bodies = kinds.count("Institute") + kinds.count("Association")
    latin = all(text[start:end].isascii() for start, end in items[-1:])
    if others and others == bodies and explicit and latin:
        return "Company"  # 甲基金会、Xapo、Coinlab等机构
    if others:
        return None
    if _COUNTED_FIRMS.search(text, items[-1][0] + 2, items[-1][1]):
        return "Company"
    settled = _SETTLE.search(match[0]) or _SETTLED.match(text, match.end())
    if settled or _INVESTED.search(match[0]):
        return "Company"
    if explicit and after:
        return _CLASS_OF.get(after[1], "Company")
    if before and re.search(
        "案例|投项目|资项目|企业|公司|商|品牌|头|车企|药企|股东|龙头|投资[方者]|对手", before[0]
    ):
        return "Company"
    latin = all(text[start:end].isascii() for start, end in items)
    return "Company" if before and latin else None  # 成员包括甲、乙, in Latin letters


# 支持海工装备、康养等企业: what one wants to help are lines of business
_WANTED = regex(
    "(?:支持|扶持|鼓励|引导|培育|壮大|投向|(?:重点|主要)投资|聚焦|面向|针对|围绕)(?![了过出])"
)
_BEFORE_LIST = 8


_BARE_KINDS = ("企业", "公司", "机构", "单位")
# 甲、乙、丙三家公司获准
_COUNTED_FIRMS = regex(
    r"(?:[两三四五六七八九十]|\d{1,2})家[\u4e00-\u9fff]{0,6}?(?:公司|企业|机构|银行|交易所|厂商)"
)
_FIRMS_BEHIND = regex(
    "等(?:[^,。;、]{0,4}[家个])?[\u4e00-\u9fff]{0,4}?(?:企业|公司|厂商|车企|药企|房企|巨头|龙头|独角兽)"
)
_COUNTED = regex("(?:等)?(?:[两三四五六七八九十]|\\d{1,2})[家个]")


JOINTS = regex("以及|[和与及]")
_PARTED = regex(r"\([^()]*\)|“[^“”]*”|、")
_AND = frozenset("和与及")


def parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a list between the 、 that stand in no brackets and no marks."""
    for mark in _PARTED.finditer(text, start, end):
        if mark[0] == "、":
            yield start, mark.start()
            start = mark.end()
    yield start, end


def list_items(words: Words, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The members of a list without what leads to the first of them, parted by 、 and by 和."""
    for start, end in parts(words.text, *match.span()):
        part = words.text[start:end]
        if start == match.start() and (lead := _LEAD.match(part)):
            if part[lead.end() - 1] in _AND and not words.is_edge(start + lead.end() - 1):
                lead = _LEAD.match(part, 0, lead.end())  # 有永和大王: 和 joins nothing
            start += lead.end() if lead else 0
        joined = not _AND.isdisjoint(part)
        for join in JOINTS.finditer(words.text, start + 2, end - 2) if joined else ():
            if words.is_edge(join.start()) and words.is_edge(join.end()):
                yield start, join.start()
                start = join.end()
        if words.text.count(")", start, end) <= words.text.count("(", start, end):
            yield start, end  # not 乙) of 甲基金(由丙和乙)


_TAIL = regex(
    r"(?<=..)(?:等.*|在.*|于(?=[\d今同近]).*|为.*|是.*|组成.*|成立.*|签.*|共同.*|联合.*|计划(?=[于在到投]).*|均.*|都.*|也.*|先后.*|陆续.*|相继.*|纷纷.*"
    r"|合作(?!社).*|结盟.*|位[列居].*|跻身.*|达成(?:合作|协议|战略|共识).*|推出.*|打造.*|搭建.*|携手.*|转向.*|转战.*|已入驻.*|已落户.*|分别.*|入驻.*|落户.*|领投.*|跟投.*|参投.*|当天.*|当日.*|参与.*|上市.*|(?<=资本|创投)投资|继续.*|中标.*|入选.*|构成.*|遭.*|两[家大].*|[三四五六七八九十](?:家|大?巨头).*)$"
)


def _member(
    words: Words,
    places: Places,
    start: int,
    end: int,
    class_name: str,
    sure: bool,
    firms: bool,
) -> Mention | None:
    text = words.text
    tail = _TAIL.search(text[start:end])
    if tail:
        end = start + tail.start()
    bracket = text.find("(", start, end)
    name_end = bracket if bracket > start else end
    hit = places.starting_at(start)
    foreign = class_name == "Company" and hit and hit.code is None and not hit.zone
    if hit and foreign and is_brand_like(words, hit.end, name_end, sure, firms):
        start = hit.end  # a firm of another country is named without it
    if text.startswith(("个人", "自然人"), start) or text.find("方式", start, end) >= 0:
        return None  # 个人投资者甲, 通过甲、乙转账方式
    if class_name == "Company" and text.endswith((*_WORKS, *_SPOTS), start, name_end):
        return None
    last = places.ending_at(name_end)
    if last is not None and places.chain_start(last) <= start:
        return None  # 与甲公司、乙县合作建厂
    if not is_brand_like(words, start, name_end, sure, firms):
        return None
    name = text[start:name_end].lstrip("—")  # 两家企业——谷潮、云启
    if class_name == "Company" and name.endswith(("基金", "基金群")):
        class_name = "Fund"
    return Mention(start, name_end, class_name, name, "list", len(name), 0.7)


_WORKS = ("项目", "工程", "计划", "生产线", "广场", "大厦")
_SPOTS = ("河畔", "湖畔", "江畔", "海滨", "之滨", "两岸", "沿岸", "山麓", "脚下", "腹地", "境内")
# 股东包括甲、乙: whoever is listed is a firm
_SOLELY_FIRMS = regex(
    "(?:股东|创始(?:成员|会员)|发起(?:人|方|单位|机构)|投资方|出资方|合资方|理事单位)"
    "(?:分别)?(?:包括|包含|有|为|是|:)$"
)
_SOLELY_FUNDS = regex("基金(?:分别)?(?:包括|包含|涵盖|有|为|是|:)$")
# what one has done with firms, not with lines of business
_INVESTED = regex("(?:投资|孵化|收购|并购|参股|领投|参投|入股)(?:了|过)")


def _between(mentions: list[Mention], starts: list[int], start: int, end: int) -> list[Mention]:
    first = bisect_left(starts, start)
    found = []
    for index in range(max(0, first - 1), len(mentions)):
        mention = mentions[index]
        if mention.start >= end:
            break
        if mention.end > start:
            found.append(mention)
    return found
