"""Money that is named by what it is for or by what was said of it before.

中央财政…补助资金 is an appropriation whatever words stand in it; 这项资金 and 二期 are the fund
that was named last, or its phase.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from kg.extraction.anchors import Anchored
from kg.extraction.facts import Facts, Node
from kg.extraction.reading import Mention, Words
from kg.patterns import regex

_APPROPRIATION = Anchored(
    r"(?:中央财政|中央预算内|中央|省级财政|省级|市级|自治区级|国家)"
    r"(?:[\u4e00-\u9fff](?<![的了将向由对和与年月日])){2,18}?(?:补助|专项|奖补|扶持|引导|补贴|发展|奖励|救灾|救助|治理|保护|防控|防治|建设)资金(?!池|链|额|量|流)"
)
# 财政通过甲发展专项资金安排1亿元
_THROUGH = Anchored(
    r"财政通过([\u4e00-\u9fff]{2,12}?(?:专项|发展|引导)资金)(?=(?:累计|共|每年|统筹)?(?:安排|支持|给予|投入|下达|奖补))"
)
# 下达沪滇协作资金3000万元, 从商务发展专项资金中列支, 所需资金来自某省集成电路专项
_PAID_OUT = Anchored(
    r"(?:下达|下拨|拨付|发放|兑现|划拨|拨出|获得?|获批|争取到?|收到|得到|通过|来自|从|由)了?"
    r"(?P<name>(?:\d{4}年度?)?(?:[\u4e00-\u9fff](?<![的了将向由对和与给为在该本其此获])){2,18}?(?P<kind>专项资金|(?:发展|创新|协作|援[疆藏青]|引导|扶持|奖励|奖补)资金|专项))"
    r"(?=(?:合计|共计|累计|约|近|共|超)?[\d.]+[余多]?[百千万亿]|(?:支持|资助|补助|扶持|奖励)(?!的)|中(?:统筹|安排|列支|支出|拿出)|对|[,。;](?!其他))"
)
_ONLY_KIND = regex(
    r"(?:\d{4}年度?)?(?:中央|国家|财政|预算内|省级?|市级?|区级?|县级?|自治区|地方|政府|各级|上级|本级|有关|相关|专项|产业|行业|企业|项目|经济|创新|发展|建设|补助|补贴"
    r"|奖励|奖补|扶持|引导|支持|配套|转移支付|年度|首批|第[一二三四]批|一批|上述|这笔|多项|各项|该项|自有|社会|债券|资金)*"
)
_NOT_INSIDE = regex(
    "通过|安排|加大|增加|下达|拨付|设立|获|中心|公司|集团|争取|支持|给予|用于|提供|投入|给|统筹|其他|其它|有关|相关|各类|同类"
)


def find_appropriations(words: Words) -> list[Mention]:
    """Find appropriations of the state: 中央财政衔接推进乡村振兴补助资金.

    Parameters
    ----------
    words : the words of the text.
    """
    return (
        [
            Mention(
                match.start(), match.end(), "Fund", match[0], "appropriation", len(match[0]), 0.7
            )
            for match in _APPROPRIATION.finditer(words.anchors)
            if not _NOT_INSIDE.search(match[0]) and words.is_edge(match.start())
        ]
        + [
            Mention(*match.span(), "Fund", _FUNDS[match[1]] + (match[2] or ""), "known", 8, 0.85)
            for match in _KNOWN.finditer(words.anchors)
        ]
        + [
            Mention(*match.span(1), "Fund", match[1], "appropriation", len(match[1]), 0.7)
            for match in _THROUGH.finditer(words.anchors)
        ]
        + [
            Mention(*match.span("name"), "Fund", match["name"], "appropriation", 8, 0.65)
            for match in _PAID_OUT.finditer(words.anchors)
            if not _NOT_INSIDE.search(match["name"])
            and not _ONLY_KIND.fullmatch(match["name"].removesuffix(match["kind"]))
            and words.is_edge(match.end("name"))
        ]
    )


# funds that go by what everybody calls them
_FUNDS = {"大基金": "国家集成电路产业投资基金", "国发基金": "行政院国家发展基金"}
_KNOWN = Anchored(
    rf"(?<![扩最重较巨强壮更很增加这那只支个])(?:国家)?({'|'.join(_FUNDS)})(?:([二三]期)|一期)?(?![会池])"
)


_CARRIED_OUT = Anchored(
    r"(?:实施|启动|推出)(?:了|好)?(?:全面推进)?(?P<name>(?![该本其各此这上有相若一系重产项了]|专项)"
    r"(?:(?![的和与及或])[\u4e00-\u9fff]){4,18}?(?:计划|行动|工程))(?=[,。;、,和及与]|$)"
)
_PLANS = (
    "行动计划",
    "工作计划",
    "发展计划",
    "建设计划",
    "年度计划",
    "投资计划",
    "生产计划",
    "战略计划",
)


def find_schemes(words: Words) -> list[Mention]:
    """Find schemes by what is done with them: 实施三年百万青年见习计划.

    Parameters
    ----------
    words : the words of the text.
    """
    found = []
    for match in _CARRIED_OUT.finditer(words.anchors):
        start, end = match.span("name")
        name = match["name"]
        many = name.endswith(_PLANS) or f"一批{name}" in words.text  # 公布一批甲示范工程
        if not many and words.is_edge(start) and words.is_edge(end):
            found.append(Mention(start, end, "Project", name, "scheme", end - start, 0.6))
    return found


# 甲资本完成第二期人民币基金募集: the fund bears the name of who runs it
_NUMBERED = Anchored(
    r"(?=[第首一二三四五新])(?:第[一二三四五六七八九十]{1,2}期|首期|[一二三四五]期|新一期|首[支只])"
    r"(?P<kind>(?:美元|人民币|双币|外币)(?:主|成长|早期|旗舰|创投|创业投资|股权投资|并购)*基金)"
)
_RAISES = regex(
    "(?=.*(?:完成|设立|募集|发起|启动|推出|关闭|成立|旗下|关账))[^。;、]{0,24}(?<![与和])"
    "|(?:的|旗下的?|宣布(?:其)?)?"
)


def find_numbered(words: Words, mentions: list[Mention]) -> list[Mention]:
    """Find the funds of a house that only their number and their currency name.

    Parameters
    ----------
    words : the words of the text.
    mentions : in order, under their full names.

    Returns
    -------
    The mentions with those funds, in order.
    """
    text, found = words.text, []
    starts = [m.start for m in mentions]
    for match in _NUMBERED.finditer(words.anchors):
        at = bisect_left(starts, match.end())
        if at == 0 or mentions[at - 1].end > match.start():
            continue
        owner = next((m for m in mentions[max(0, at - 3) : at][::-1] if _runs(m)), None)
        if owner is None or not _RAISES.fullmatch(text, owner.end, match.start()):
            continue
        name = owner.name + match[0].removeprefix("新一期")
        size = match.end() - match.start()
        found.append(Mention(*match.span(), "Fund", name, NUMBERED, size, 0.7))
    return sorted([*mentions, *found], key=lambda m: m.start) if found else mentions


NUMBERED = "numbered"


def _runs(mention: Mention) -> bool:
    return mention.class_name in ("Company", "Institute") and not mention.name.endswith("公司")


def add_numbered(facts: Facts, mentions: list[Mention]) -> None:
    """Say whose the funds are that bear the name of a house and a number."""
    funds = [m for m in mentions if m.rule == NUMBERED]
    houses = {m.name: m.class_name for m in mentions if _runs(m)} if funds else {}
    for fund in funds:
        house = next((name for name in houses if fund.name.startswith(name)), None)
        node, span = Node("Fund", fund.name), [(fund.start, fund.end)]
        if house and not facts.has(node, "establishedBy"):
            facts.add(node, "establishedBy", Node(houses[house], house), span, confidence=0.65)


_AGAIN = Anchored(
    r"(?P<this>(?:该|这项|此项|上述|这笔|该项)(?:专项|补助|奖补|财政)?资金)"
    r"|(?:(?<=其中)|(?<=[由与和、获得]))(?:引导基金|母基金)(?=认缴|出资|参股|[与和及、])"
    r"|(?<=[,。;:的\n\u3000])(?P<phase>[一二三四]期)(?:公司|基金)?"
    r"(?=[总规成注募投于由的与最存管认首相更则亦也已将侧重聚资延]|\d{4}年|目标|计划)"
)
_IN_PHASES = ("Project", "IndustrialPark")  # what besides funds goes on in phases
_PHASES_OF_WORK = regex("(?:项目|工程|基地|园区|工厂|厂房)[一二三四]期")
_OWN_PHASE = regex("(?P<phase>[一二三四]期)?(?:(?:股份)?有限公司|有限责任公司)?$")


def _of_phase(fund: str, phase: str) -> str:
    """The name of one phase of a fund, told by that of the whole or of any phase."""
    own = _OWN_PHASE.search(fund)
    if own is None or (own["phase"] or "一期") == phase:
        return fund
    return fund[: own.start()] + (phase if phase != "一期" else "")


_REACH = 400  # characters over which a fund stays the one that is spoken of


def find_again(words: Words, mentions: list[Mention]) -> list[Mention]:
    """Find the uses of 这项资金 and 二期 for the fund that was named last.

    Parameters
    ----------
    words : the words of the text.
    mentions : in order, under their full names.

    Returns
    -------
    The mentions with those uses, in order.
    """
    funds = [m for m in mentions if m.class_name == "Fund"]
    if not funds:
        return mentions
    starts = [m.start for m in funds]
    taken = [m.start for m in mentions]
    found = []
    for match in _AGAIN.finditer(words.anchors):
        at = bisect_left(taken, match.start())
        if (at and mentions[at - 1].end > match.start()) or (
            at < len(taken) and taken[at] < match.end()
        ):
            continue
        index = bisect_left(starts, match.start()) - 1
        if index < 0 or match.start() - funds[index].end > _REACH:
            continue
        owner, phase = funds[index], match["phase"]
        since = mentions[bisect_left(taken, owner.start) : at] if phase else []
        if any(m.class_name in _IN_PHASES for m in since):
            continue  # 甲计算中心项目已开工,一期投入……: that of the project
        if phase and _PHASES_OF_WORK.search(
            words.text, max(0, owner.start - _REACH), match.start()
        ):
            continue  # 项目一期由甲基金投资,…。二期规划产能……: that of the project
        name = _of_phase(owner.name, phase) if phase else owner.name
        found.append(
            replace(
                owner, start=match.start(), end=match.end(), name=name, rule="again", confidence=0.6
            )
        )
    return sorted([*mentions, *found], key=lambda m: m.start)
