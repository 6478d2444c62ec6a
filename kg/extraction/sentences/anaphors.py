"""What 该平台, 本公司 or a bare 园区 at the head of a clause takes up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from kg.extraction.anchors import Anchored
from kg.extraction.lexicon import lexicon
from kg.extraction.reading import Mention, Words
from kg.patterns import regex

_GOES_ON = (  # with what a clause goes on behind its subject
    "[与和又同将由已在是的,总目规首为系计拟主重一、创成于设注前法地坐立位始现占共入汇聚集内里下还曾先"
    "投累存出此当委受采通专完获宣业建原研股董自刚正今近目也推并拥作落全孵牵联签携启揭战控收持发日昨去表称预未旗随]"
)
_HEADS = (
    "产业园|园区|基地|中心|创新基地|试验区|示范区|开发区|联盟|分会|协会|学会|学院|研究院|研究中心|实验室|引导基金"
    "|母基金|子基金|产业基金|专项基金|专项资金|基金|平台|项目|大会|峰会|论坛|会议|活动|大赛|博览会|展会|公司|集团|孵化器"
)
_NO_SUBJECT = (  # behind a noun that a sentence begins with but that is not its subject
    "[类种些名员们业级化型园区地件品城法债会人商股票、与和及:。]|管理|经理|份额|投资者|经济|小镇|建设|运营"
    "|服务|申报|评审|资金|单位|实施|名称|公司|制|部|方|章|总经理|董事|成员|投向|规模"
)
# what a work may be called again: 该生产线, 这座枢纽
_WORKS = (
    "数据中心|[超智]算中心|生产线|产线|机组|工厂|电厂|电站|水电站|核电站|风电场|发射场|码头|机场|铁路|高铁|高速公路|公路|大桥|隧道|运河"
    "|通道|枢纽|水库|装置|光源|望远镜|大厦|大楼|综合体|卫星|星座|火箭|飞机|客机|机型|车型|模型|大模型|芯片|应用|APP|小程序|软件"
)
_FIRM_GOES_ON = "[认更改迁搬参承负开引吸打构搭从以向对率早随陆相均仍再凭依借融募斥荣应陆连经]"
_BARE_WORKS = "工厂|码头|电站|生产线|产线|机场|大桥|铁路|高铁|隧道|枢纽|运河|机组|装置|工程"
_BARE = Anchored(
    r"(?=[该此本这分产园基创试示开联协学研实引母子专平项大峰论会活博展公集孵工码电生机铁高隧枢运装])"
    r"(?:"  # what begins it
    rf"(?:(?<=[,。;:\n(])|(?<![\u4e00-\u9fff])|(?<=\d[年月日])(?=公司|集团|园区|基金)|(?<=[与和同])(?=[\u4e00-\u9fff]{{2,4}}(?:共建|共同|签|联合))|(?<=由)(?=公司|集团)|(?P<this>该|此|本))(?P<bare>{_HEADS})"
    rf"(?:(?={_GOES_ON})|(?<=公司|集团)(?={_FIRM_GOES_ON}))"
    rf"|(?<=[。\n])(?P<first>{_HEADS})(?!{_NO_SUBJECT})|(?<=。)(?P<work>{_BARE_WORKS})(?={_GOES_ON})"
    # 该院, 这家企业: what only a demonstrative makes one thing
    r"|(?<![应与])(?P<that>该|此|这家|这一|这个|这所|这只|这支|这[座条款台艘枚项处颗型]|本[次届]|此[次届]|这[次届])"
    rf"(?P<kind>集团|合伙企业|{_WORKS}|厂(?![商家房区])|酒庄|港口|计划|中心|工程中心|研究所|学院|大学|医院|院|所|校|企业|机构|银行|交易所|系统|工程|协会|平台|引导基金|母基金|子基金|产业基金|基金|公司|局|厅|委|署|法院|联合会|商会|大会|峰会|论坛|会议|活动|展会|博览会|大赛|赛事|项目|实验室|联盟|研究院|园区|基地|孵化器|园(?!区))"
    r"(?!(?![更改]名)[\u4e00-\u9fff]?(?:[类种些名长员]|领导|有关|负责)))"
)
# 这座位于甲区的产业基地, 这家成立于2015年的公司: what is told in between is still of it
_DESCRIBED = Anchored(
    r"(?:这|该)[家座个片块只支所款套条](?:(?:由[^,;:。的]{2,36}|[^,;:。、的]{2,20})的(?:[\u4e00-\u9fff]{2,4}?)??|[^,;:。、的是]{2,8}?)(?P<head>巨头|产业园|产业基地|园区|基地|小镇|产业城|基金|子基金|母基金|公司|企业|集团|机构|团队|项目|平台|联盟|协会|研究院|实验室|小程序|系统|银行|大学|医院)"
    rf"(?={_GOES_ON}|[\d背却仍依从不很正刚早让给把用靠])"
)
_WORK = regex(_WORKS)
# 这座由甲与乙打造的货运枢纽, 这条连接丙和丁的运河: the work that was named last
_WORK_AGAIN = Anchored(
    rf"(?:这|该)[座条款套台艘枚颗型项][^。;:?!\n]{{1,44}}?(?P<head>{_WORKS}|工程|项目|平台|系统)"
    rf"(?={_GOES_ON}|[实用背却仍不很让把用靠])"
)
_FIRMS = ("公司", "企业", "集团", "机构", "团队")
_PARKS = ("产业园", "产业基地", "园区", "基地", "小镇", "产业城")
_SCHOOLS = ("大学", "学院", "学校", "中学", "党校")


def with_bare_heads(words: Words, mentions: list[Mention]) -> list[Mention]:
    """该联盟, or a bare 产业园 at the start of a clause: the last thing whose name ends so."""
    found: list[Mention] = []
    press = [m for m in mentions if m.rule == "press"]  # who reports is no 公司 of the report
    mentions = [m for m in mentions if m.rule != "press"] if press else mentions
    ends = [mention.start for mention in mentions]
    for match in _BARE.finditer(words.anchors):
        this = match["this"] or match["that"]
        head = match["bare"] or match["first"] or match["kind"] or match["work"]
        start, end = match.end() - len(head), match.end()
        at = bisect_left(ends, start)
        if (at and mentions[at - 1].end > start) or (at < len(ends) and ends[at] < end):
            continue
        reach = 8 if head in _PARKS else 6 if this else 3
        before = [m for m in mentions[max(0, at - reach) : at] if start - m.end < 300]
        before = [m for m in before if not _ASIDE.search(words.text, max(0, m.start - 20), m.start)]
        if head.endswith("基金"):  # 甲基金规模2亿元,乙基金出资1亿元。基金投向…: 甲
            before = [m for m in before if not _PUTS_IN.match(words.text, m.end)]
        owner = next((m for m in reversed(before) if _is_meant(m, head)), None)
        if head == "项目" and this and owner is None:  # 甲产业园项目现场…。该项目: the park
            owner = next((m for m in reversed(before) if _is_park_built(words.text, m)), None)
        if head in ("公司", "集团") and not this:  # whom the paragraph is about
            owner = _firm_of_paragraph(words.text, mentions, found, at, start, head) or owner
        elif head in ("公司", "企业", "集团"):
            owner = _firm_spoken_of(words.text, mentions, at, start) or owner
        if head.endswith(("基金", "资金")):
            reach = max(0, start - 300)
            sentence = words.text.rfind("。", reach, start) + 1 or reach
            funds = [m for m in before if m.class_name == "Fund" and m.start >= sentence]
            if this and not funds:  # 甲基金完成备案。该基金…: the only one of the paragraph
                line = words.text.rfind("\n", reach, start)
                near_by = [m for m in before if m.class_name == "Fund" and m.start > line]
                funds = near_by[-1:] if len({m.name for m in near_by}) == 1 else []
            told = _fund_spoken_of(words.text, mentions, at, start) if head == "基金" else None
            owner = funds[0] if len(funds) == 1 else told or owner
        if (head == "项目" and not this) or match["work"]:
            owner = _only_work(words.text, mentions[:at], start, end)
        elif head == "项目" and owner:
            far = words.text.count("。", owner.end, start) > 1
            owner = None if far else owner  # 该项目 is what the sentence before tells of
        if head in _PARKS:
            again = [m for m in found[-3:] if start - m.end < 300]
            parks = [m for m in before + again if _is_meant(m, head)]
            parks.sort(key=lambda m: m.start)
            owner = _estate(words.text, parks) if owner and parks else owner
            owner = _park_run(words.text, mentions, at, start) or owner
        last = mentions[at - 1] if at else None
        made = last and owner and last.name == owner.name and words.text[last.end : start] == ",由"
        if owner and not made:  # 甲公司由集团与乙设立: 集团 is not 甲公司
            found.append(replace(owner, start=start, end=end, rule="short form", confidence=0.7))
    found += _described(words, mentions, ends)
    found += _works_again(words, mentions, ends)
    found += _bare_tails(words, mentions)
    found += _pronouns(words, mentions, ends)
    return sorted([*mentions, *press, *found], key=lambda m: m.start)


def _is_park_built(text: str, mention: Mention) -> bool:
    return mention.class_name == "IndustrialPark" and text.startswith("项目", mention.end)


def _firm_of_paragraph(
    text: str, mentions: list[Mention], found: list[Mention], at: int, start: int, head: str
) -> Mention | None:
    """The firm that a paragraph is about, where 公司 or 集团 stands in it alone.

    Parameters
    ----------
    found : what other such words have been found to mean.
    at : how many of the mentions stand in front of it.
    """
    line = text.rfind("\n", max(0, start - 1500), start) + 1
    begins = attrgetter("start")
    about = mentions[bisect_left(mentions, max(line, start - 1500), key=begins) : at]
    about = [m for m in about if not text.endswith(_BESIDE, 0, m.start)]
    about = [m for m in about if not text.startswith(_OWNS, m.end)]
    about = [m for m in about if not _REPORTS.match(text, m.end)]
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    if line - above <= _LINE and not any(_may_be(m, head) for m in about):
        first = bisect_left(mentions, above, key=begins)
        about = mentions[first : bisect_left(mentions, line, key=begins)]
    fits = [m for m in about if _may_be(m, head)] or [
        m for m in mentions[:1] if m.start < min(start, _OPENING) and _may_be(m, head)
    ]
    if near := _speaks_here(text, fits, start):
        return near
    begun = next((m for m in found if m.start >= line), None)
    if begun and fits and begun.start < fits[0].start:
        return begun  # 公司…在甲设立乙。公司还拥有丙: the paragraph is not about 乙
    return fits[0] if fits else None


def _estate(text: str, parks: list[Mention]) -> Mention:
    """The last park, else the one that begins its sentence: 甲产业园在乙市,隶属丙科技园。园区…."""
    last = parks[-1]
    begin = _begin_of_sentence(text, max(0, last.start - 300), last.start)
    first = next(m for m in parks if m.start >= begin)
    inside = any(p.start > first.start and p.start - first.end < _NEXT for p in parks)
    return last if first.start - begin > 1 or inside else first


_NEXT = 3  # characters between a park and one inside it: 甲开发区的乙产业园
_OFFICES = ("管理委员会", "管委会", "管理局", "管理处", "管理办公室", "党工委")


def _park_run(text: str, mentions: list[Mention], at: int, start: int) -> Mention | None:
    """The park whose administration the sentence speaks of: 甲园区管委会主任说,园区…."""
    begin = _begin_of_sentence(text, max(0, start - 120), start)
    for body in mentions[max(0, at - 8) : at]:
        if body.start >= begin and body.name.endswith(_OFFICES):
            name = next(body.name.removesuffix(o) for o in _OFFICES if body.name.endswith(o))
            return replace(body, class_name="IndustrialPark", name=name)
    return None


_INVESTED = regex(
    "计?划?总投资|由[^,。;]{2,40}?(?:出资|投资|建设|承建|代建|建造|实施|开发|运营|打造|投建|负责|攻关|研制)"
)


def _only_work(text: str, before: list[Mention], start: int, end: int) -> Mention | None:
    """The only project of the sentence before: 甲项目开工。项目总投资2亿元,由乙出资."""
    told = text[start - 1] == "。" and _INVESTED.match(text, end)
    near = _named_before(text, before, start)[1] if told else []
    works = [m for m in near if m.class_name == "Project"]
    return works[-1] if len({m.name for m in works}) == 1 else None


_ASIDE = regex(r"\([^()。]*$")  # 甲实验室(丙和乙实验室)…。该实验室: 甲


def _named_before(text: str, before: list[Mention], start: int) -> tuple[int, list[Mention]]:
    """Where a sentence begins, and what it and the last one before that names anything name."""
    reach = max(0, start - _MEMORY)
    sentence = text.rfind("。", reach, start) + 1 or reach
    last = next((m for m in reversed(before) if m.start < sentence), None)
    if last is None or last.start < reach:
        return sentence, [m for m in before[-20:] if m.start >= sentence]
    earlier = text.rfind("。", reach, last.start) + 1 or reach
    return sentence, [m for m in before[-20:] if m.start >= earlier]


_MEMORY = 200  # characters for which a pronoun remembers


def _described(words: Words, mentions: list[Mention], starts: list[int]) -> list[Mention]:
    """What is taken up with words about it: the last thing that is of the kind."""
    found = []
    for match in _DESCRIBED.finditer(words.anchors):
        head, (start, end) = match["head"], match.span("head")
        at = bisect_left(starts, start)
        if at and mentions[at - 1].end > start:
            continue
        first = bisect_left(starts, match.start())
        near = [m for m in mentions[max(0, first - 4) : first] if match.start() - m.end < 80]
        if fits := [m for m in near if _is_meant(m, head)]:
            firm = head in _FIRMS and _firm_spoken_of(words.text, mentions, first, match.start())
            owner = firm or fits[-1]
            found.append(replace(owner, start=start, end=end, rule="short form", confidence=0.7))
    return found


def _works_again(words: Words, mentions: list[Mention], starts: list[int]) -> list[Mention]:
    """What a work is called with words about it: the only work of its sentence and the last."""
    found = []
    for match in _WORK_AGAIN.finditer(words.anchors):
        start, end = match.span("head")
        at = bisect_left(starts, end)
        if at and mentions[at - 1].end > start:
            continue
        first = bisect_left(starts, match.start())
        near = _named_before(words.text, mentions[:first], match.start())[1]
        works = [m for m in near if m.class_name == "Project"]
        alike = [m for m in works if match["head"] in m.name] or works
        if len({m.name for m in alike}) == 1:
            again = replace(alike[-1], start=start, end=end, rule="short form", confidence=0.7)
            found.append(again)
    return found


# 它还推出了甲, 其先后投资了乙; but not 其产品
_DOES = (
    "还|将|已|曾|又|也|与(?!众|世)|由|在(?!中|内|间)|先后|目前|此前|近[日年]|今年|去年|随后|正式|联合|携手|成[立功]|推出|投资了?|入[股选驻]|设立|获[得批评]|拥有"
    "|发布|研[发制]|自主|开发|主[办导]|承[办担建]|打造|收购|牵头|参与|建[有设成立]|位于|坐落|隶属|旗下|于|引[进入]|吸引|聚集|集聚|汇聚|孵化|培育|更名|改名|[全独]资"
)
_PRONOUN = Anchored(
    f"(?<=[,。;\n])(?:它(?={_DOES}|和|同|是|此)|其(?={_DOES})|后者(?={_DOES}|的|此|为|是|则|从))"
)


def _pronouns(words: Words, mentions: list[Mention], starts: list[int]) -> list[Mention]:
    """Whom 它 and 其 take up: the first subject of the sentence, else of the one before."""
    text, found = words.text, list[Mention]()
    for match in _PRONOUN.finditer(words.anchors):
        start = match.start()
        sentence, near = _named_before(text, mentions[: bisect_left(starts, start)], start)
        begin = near[0].start if near else start
        near = [*(m for m in found if m.start >= begin), *near]
        here = [m for m in near if m.start >= sentence] or near
        for m in near[-1:] if match[0] == "后者" else here[:1]:  # 甲收购乙,后者…: 乙
            found.append(
                replace(m, start=start, end=match.end(), rule="short form", confidence=0.6)
            )
    return found


_TAIL = regex("(?!产业|科技|工业|创业|创意)[\u4e00-\u9fff]{2}[城园谷港湾岛镇]$")
# what so many parks end with that only the one park of its kind in a text is meant
_KIND_OF_PARK = regex("(?:(?:高新|经开|开发|保税|综保|自贸)区|(?:科技|产业|科学)城|科技园|工业园)$")
_TO_PARK = "(?<=落户|入驻|进驻|落地|迁入|搬进|搬入|来到|位于|扎根|布局|扎堆)"


def _by_tail(mentions: list[Mention]) -> dict[str, list[Mention]]:
    """The parks of a text by the ends of their names, of a kind that has one of them only."""
    parks: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.class_name == "IndustrialPark":
            for tail in _tails(mention.name):
                parks.setdefault(tail, []).append(mention)
    several = [
        k for k in parks if _KIND_OF_PARK.fullmatch(k) and len({m.name for m in parks[k]}) > 1
    ]
    return {tail: owners for tail, owners in parks.items() if tail not in several}


def _bare_tails(words: Words, mentions: list[Mention]) -> list[Mention]:
    """The end of the name of a park, alone: 甲国际航天城…。航天城引进了乙, 丙落户航天城."""
    parks = _by_tail(mentions)
    if not parks:
        return []
    found, starts = [], [mention.start for mention in mentions]
    tails = "|".join(parks)
    bare = (
        f"(?<=[,。;:\n])(?:{tails})(?={_GOES_ON}|引|吸|招)|{_TO_PARK}(?:{tails})(?=[,。;后的内]|$)"
    )
    for match in re.finditer(bare, words.text):
        owners = [m for m in parks[match[0]] if m.end <= match.start()]
        at = bisect_left(starts, match.end())
        if owners and not (at and mentions[at - 1].end > match.start()):
            start, end = match.span()
            found.append(
                replace(owners[-1], start=start, end=end, rule="short form", confidence=0.7)
            )
    return found


def _tails(park: str) -> Iterator[str]:
    """The ends of the name of a park by which it may be called again."""

    for tail in (_TAIL.search(park), _KIND_OF_PARK.search(park)):
        if tail and len(park) > len(tail[0]) + 1:
            yield tail[0]


_FAR = 250  # characters in which a round-up has come to the next firm
_OPENS = regex(r"(?:^|[。;\n])(?:[\u4e00-\u9fff\d]{1,11},|据)?[“]?$")
_BEGINS_CLAUSE = (",", "。", "\n", ",“", "。“")


def _speaks_here(text: str, firms: list[Mention], start: int) -> Mention | None:
    """The firm that the sentence begins with, or a near one if the first is far: 甲称,公司…."""
    reach = max(0, start - 300)
    sentence = text.rfind("。", reach, start) + 1 or reach
    for firm in firms:
        opens = firm.start >= sentence and _OPENS.search(text, max(0, firm.start - 14), firm.start)
        if opens and text.find(",", firm.end, start) >= 0:
            return firm
    if not firms or start - firms[0].end < _FAR:
        return None
    earlier = text.rfind("。", reach, max(reach, sentence - 1)) + 1 or reach
    near = [m for m in firms if earlier <= m.start < sentence]
    return next((m for m in near if text.endswith(_BEGINS_CLAUSE, 0, m.start)), None)


# 甲集团下属的乙公司, 甲报记者获悉,乙公司: the text is about 乙
_REPORTS = regex(
    r"网?(?:(?:\d{1,2}月)?\d{1,2}日)?(?:电|讯|消息),?|[\u4e00-\u9fff]{0,6}】"
)  # 【甲网乙市】
_OWNS = ("下属的", "旗下的", "所属的", "下属", "旗下", "获悉", "独家", "记者", "报道", "讯")
_PUTS_IN = regex("[则也]?(?:各|共同|联合|分别)?(?:出资|认缴|实缴|参股|领投|跟投|出\\d)")
_BESIDE = ("与", "和", "同", "对", "向", "告诉")  # 甲公告称与乙合作,公司…: 乙 is not who speaks
_LINE = 30  # a shorter line heads the paragraph below
_OPENING = 60  # whom a profile is about stands so near its beginning


def _may_be(mention: Mention, head: str) -> bool:
    """Tell whether 公司 or 集团 can mean this firm."""
    if mention.class_name != "Company":
        return False
    if mention.name.endswith(("交易所", "交所", "银行", "分行", "支行")):
        return False  # 上交所受理甲的申请, 乙银行贷款给甲。公司…: 甲
    return head == "公司" or "集团" in mention.name or "控股" in mention.name


def _begin_of_sentence(text: str, reach: int, end: int) -> int:
    """Where a sentence begins, behind the one before or behind a headline."""
    return max(text.rfind("。", reach, end), text.rfind("\n", reach, end)) + 1 or reach


def _firm_spoken_of(text: str, mentions: list[Mention], at: int, start: int) -> Mention | None:
    """The firm that the sentence of 该公司, else the one before, has first."""
    reach = max(0, start - 300)
    sentence = _begin_of_sentence(text, reach, start)
    earlier = _begin_of_sentence(text, reach, max(reach, sentence - 1))
    firms = [m for m in mentions[max(0, at - 20) : at] if m.class_name == "Company"]
    if text.endswith(_TOWARDS, 0, start):  # 甲银行又向该公司贷款: not 甲
        clause = max(sentence - 1, *(text.rfind(mark, sentence, start) for mark in ",;"))
        names = {m.name for m in firms if m.start > clause}
        firms = [m for m in firms if m.name not in names]
    part = text.rfind(";", sentence, start) + 1
    here = [m for m in firms if m.start >= sentence]
    near = [m for m in here if m.start >= part]  # 甲由乙管理;丙完成融资,该公司: 丙
    if text.startswith(_OF_ROUND, earlier):  # 甲完成融资。此轮由乙领投。这家企业: 甲
        sentence, earlier = earlier, _begin_of_sentence(text, reach, max(reach, earlier - 1))
    before = [m for m in firms if earlier <= m.start < sentence]
    above = text.rfind("。", reach, max(reach, sentence - 1)) + 1 or reach
    return next(
        iter([*near, *here, *before, *(m for m in firms if above <= m.start < earlier)]), None
    )


_OF_ROUND = ("此轮", "本轮", "该轮", "这轮", "此次融资", "本次融资", "这笔融资", "投资方")
_TOWARDS = tuple(a + b for a in ("向", "对", "给", "为", "与") for b in ("该", "这家"))


def _fund_spoken_of(text: str, mentions: list[Mention], at: int, start: int) -> Mention | None:
    """The last fund that a sentence of the paragraph or its heading begins with."""
    reach = max(0, start - 1000)
    line = text.rfind("\n", reach, start)
    heading = text.rfind("\n", reach, max(reach, line)) + 1 if line > reach else reach
    for mention in reversed(mentions[max(0, at - 40) : at]):
        if mention.start < heading:
            return None
        begins = _BEGINS.search(text, max(0, mention.start - 14), mention.start)
        if begins and mention.class_name == "Fund":
            above = mention.start < line  # of a paragraph above only its heading is still meant
            return None if above and line - mention.end > 24 else mention
    return None


_BEGINS = regex(
    r"(?:^|[。\n;])(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?,?)?(?:目前|其中|此外|另外|[\d、.()一二三四五六七八九十])*[“]?$"
)


_GATHERINGS = ("大会", "峰会", "论坛", "会议", "活动", "展会", "博览会", "大赛", "赛事")


def _is_meant(mention: Mention, head: str) -> bool:
    """Tell whether 该 with a head can mean what is named so: 甲研究所 is 该所, 乙交易所 is not."""
    if mention.name.endswith(head):
        return not (head == "所" and mention.name.endswith("交易所"))
    if mention.rule == "quoted" and head not in ("项目", "平台", "中心", "系统", "小程序"):
        return lexicon().heads.get(head) == mention.class_name  # 孵化器“甲空间”
    if head == "校":
        name = mention.name  # 甲大学乙学院: 该校 is 甲大学
        return name.endswith(_SCHOOLS) and "大学" not in name[:-2]
    if head in ("企业", "机构", "巨头"):
        return mention.class_name == "Company"
    if head == "合伙企业":
        return mention.class_name == "Fund"
    if head == "园" or head in _PARKS:
        return mention.class_name == "IndustrialPark"
    if head in _GATHERINGS:
        return mention.class_name == "Event"

    if head in ("平台", "系统", "小程序", "项目"):
        return mention.class_name == "Project"
    if mention.class_name == "Project" and _WORK.fullmatch(head):
        return head in mention.name  # 甲生产线项目
    return lexicon().heads.get(head) == mention.class_name and head in ("公司", "集团", "基金")
