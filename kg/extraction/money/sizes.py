"""How large a fund or a project is, whichever words tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.facts import Facts
from kg.extraction.money.funds import asserted, backs
from kg.extraction.money.payers import UNGRANTED
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.subjects import topic_at
from kg.model import Text
from kg.patterns import regex
from kg.values import AmountMention

_SIZE = regex(
    r"(?:总|首期|目标|[一二三四五]期(?:工程|项目)?|募集|管理|资金|基金|认缴|注册|募资|投资|财政|初始|合计|计划|最终|实际|已|概算|估算|预算)*"
    r"(?:耗资|斥资|造价|概算|估算|规模|总额|总投资|投资额|投资总额|金额|总金额|资本金|首期|投资|募集|资金|预算|募资|募得|募集到|首期认缴|首期到位|首期出资|首期实缴|出资额|出资总额|盘子|注册资本|认缴资本|认缴额|总量|(?<=[励助持])额度)"
    r"(?:\([^()]{1,8}\))?(?:预计|约|将|可|已|高|同|有望|计划|原则上|[从由][^,;。]{2,12}?(?:扩大|增加|提高|增至|提升|扩)|(?:扩大|扩|增加|增|提高|提升)(?=[至到])){0,3}(?:为|达到?|是|在|:|,|超过|突破|至|到|不|控制在)?(?:每年|年均)?[约近超]?$"
)


_DIRECT = regex(
    r"\(?(?:总规模|规模|首期|实缴|总盘子|每年|年度|每年安排|总计|共计?|合计|约|达到?|总投资|总额|为|计|的|\d{4}年|[,:])*$"
)


_FUND_KINDS = ("Fund", "Project")


_SPENT = regex("(?:领投|跟投|战略投资|投资|入股|增资|注资|认购)")


def add_sizes(
    facts: Facts, scene: Scene, amounts: Sequence[AmountMention], fund: Arg | None
) -> None:
    """Say how large funds and projects are: 基金总规模50亿元, 总投资200亿元的X项目.

    Parameters
    ----------
    fund : the fund or project that the sentences before speak of.
    """
    shared = {amount.start: target for amount, target in _distributed(scene, amounts)}
    for amount in amounts:
        if amount.amount is None:
            continue
        if amount.start in shared:
            targets = [shared[amount.start]]
        elif _is_no_size(scene, amount):
            continue
        else:
            targets = _named_behind(scene, amount) or _named_before(scene, amount, fund)
            targets = targets or _endowed(scene, amount)
        lead = max(scene.clause_start(amount.start), amount.start - 12)
        phase = _PHASE.search(scene.text, lead, amount.start)
        for target in targets:
            facts.add(
                target.node,
                "amount",
                amount.amount,
                [(min(target.start, amount.start), max(target.end, amount.end))],
                confidence=0.8,
                status=asserted(scene, amount.start),
                qualifiers={"stage": Text(phase[1] or "首期") if phase else None},
            )


# 总规模50亿元,首期10亿元,二期40亿元: the parts contradict neither the whole nor each other
_PHASE = regex("(?:首期|首批|(?<=[,;。、中])(?:一期|([二三四五]期)))[^,;。\\d]{0,8}$")


_GRANT = regex(r"(?:最高|给予|分别|每[年家个名])(?:可?获)?(?:奖励|补助|资助|补贴)[\d.]")


def _is_no_size(scene: Scene, amount: AmountMention) -> bool:
    """Tell whether a sum is what is managed, what a size was before, or what is spent."""
    text = scene.text
    if _MANAGED.search(text, max(scene.start, amount.start - 14), amount.start):
        return True  # what a manager looks after, not how large a fund is
    if amount.equals is not None or scene.covers(amount.start):
        return True
    if _GRANT.search(text, max(scene.start, amount.start - 8), amount.end):
        return True  # 设立专项奖,最高奖励300万元: what one gets
    if _DEAL.search(text, max(scene.start, amount.start - 24), amount.start):
        return True
    clause = scene.clause_start(amount.start)
    if _PAID_TO.search(text, clause, amount.start) or UNGRANTED.search(text, clause, amount.start):
        return True  # 甲基金向乙首期出资1亿元
    spent = _SPENT.match(text, amount.end) is not None
    return spent and any(a.end == amount.start for a in scene.args)  # 甲基金2亿元领投乙


_PAID_TO = regex(
    r"(?:产业|市场|行业|采购|销售|交易)规模[^,;。]{0,6}$|(?:涉案|交易|成交|销售|采购|捐款|处罚|罚款|理赔)(?:总?金额|总?额)[^,;。]{0,4}$|环保投资[^,;。]{0,6}$|持有[^,;。]{0,12}$|每[户人家名个][^,;。]{0,6}$|缴纳[^,;。]{2,16}$|(?<![面意倾走])[向对][^,;。]{2,30}(?:出资|注资|增资)[约近超]?$|认缴[^,;。规总]{4,}$|(?:已|累计|先后|分别)投入[^,;。]{0,4}$|投入资金$|累计(?:投放|投资|投出|拨付|发放)[^,;。]{0,6}$"
    r"|(?:节省|节约|省下|压减|核减|减少)[^,;。]{0,6}$|资助[^,;。]{0,4}总额达?$"
    r"|(?:获批|获得?|争取到?)[^,;。]{0,12}(?:债券|资金|投资|补助)$|(?:各|分别)(?:自|认缴)?出资[约近]?$"
)


_ENDOWS = regex("由[^,。;]{2,30}?(?:共同|全额|联合|独家)?出资(?:人民币)?[约近]?$")


_SET_UP = regex("(?:人民币)?(?:设立|组建|成立|发起)(?=[,。;]|$)")


def _endowed(scene: Scene, amount: AmountMention) -> list[Arg]:
    """The fund that one sets up with all of a sum: 甲基金由乙出资4亿元设立."""
    if not _SET_UP.match(scene.text, amount.end, scene.end):
        return []
    clause = scene.clause_start(amount.start)
    funds = [a for a in scene.args if clause <= a.start < amount.start and a.class_name == "Fund"]
    gap = scene.text[funds[0].end : amount.start] if funds else ""
    return funds[:1] if _ENDOWS.match(gap) else []


_MANAGED = regex(
    "(?<!首期)(?<!首期基金)管理(?:的)?(?:基金|资产|资金|资本)?(?:总)?规模|管理资[产本金]"
)


# what one deal comes to that is done on a platform: 完成首笔交易,金额为1亿元
_DEAL = regex(
    "(?:首|一|单|第[一二三])[笔单][^,。;]{0,12},?(?:交易)?(?:总)?(?:金额|额度)?(?:为|达|约|共)*$"
)


_OF = regex(
    r"(?:人民币|资金)?(?:,(?=设立|组建|成立|在|建设|打造|兴建)|[,、](?:占地|规划|用地|总?建筑|年产|以|总?装机|全长)[^,;。“]{2,24}的|、[^,;。:“的]{2,20}的)?(?:,?在[^,;。]{1,24}?(?=投资|投?建|兴建|新建|打造))?(?:的|规模的?|级的?)?(?:(?<=的)(?:首只|[\u4e00-\u9fff]{0,4}支?))?(?:投资)?(?:建设|投建|建成|兴建|新建|扩建|改建|打造|设立|成立|组建|推行|推出|实施|启动)?(?:的|了)?[“《]?"
)


_EACH = regex(
    r"(?:规模|总投资|投资额|总额|募集|金额|资金|出资)[^,;。]{0,4}分别(?:为|达到?|是|约)?[约近超]?$"
)


def _distributed(scene: Scene, amounts: Sequence[AmountMention]) -> list[tuple[AmountMention, Arg]]:
    """Sums that are told one by one of the things named before: 规模分别为3亿元和2亿元."""
    text = scene.text
    for index, first in enumerate(amounts):
        if not _EACH.search(text, max(scene.start, first.start - 20), first.start):
            continue
        run = [first]
        for amount in amounts[index + 1 :]:
            if not re.fullmatch("[、和与及]|以及", text[run[-1].end : amount.start]):
                break
            run.append(amount)
        before = scene.after(first.start) - 1
        while before >= 0 and scene.args[before].class_name not in _FUND_KINDS:
            before -= 1
        group = scene.group(before, _FUND_KINDS, with_others=True) if before >= 0 else []
        if len(group) == len(run) > 1 and all(a.amount for a in run):
            return list(zip(run, group, strict=True))
    return []


def _named_behind(scene: Scene, amount: AmountMention) -> list[Arg]:
    """The fund or project right behind a sum: 总规模50亿元的甲基金."""
    index = scene.after(amount.end)
    sites = ("Place", "IndustrialPark")  # 投资8亿元在甲区建设乙项目
    while index < len(scene.args) and scene.args[index].class_name in sites:
        index += 1
    if index >= len(scene.args) or scene.args[index].class_name not in _FUND_KINDS:
        return []
    arg = scene.args[index]
    gap = scene.text[amount.end : arg.start]
    if len(gap) > 36 or not _OF.fullmatch(gap) or _counted(scene, arg):
        return []
    clause = scene.clause_start(amount.start)
    if not gap and _SIZE.search(scene.text, clause, amount.start):
        before = scene.args[scene.after(clause) : scene.after(amount.start)]
        if any(a.class_name == "Project" for a in before):
            return []  # 甲铁路总投资3亿乙铁路总投资2亿: a list without marks
    part = gap.startswith(",") and scene.text.startswith("、", arg.end)
    return [] if part else [arg]  # 甲项目总投资9亿元,建设乙中心、丙基地: of 甲


_SEVERAL = regex(
    r"(?:\d|各|[两二三四五六七八九十百余多])[余多]?(?:[类种个只支项]|[市省区县镇乡校]级)$|一批$"
)
_IN_ALL = regex(r"(?:共|达)?\d+[余多]?[个只支项]")


def _counted(scene: Scene, arg: Arg) -> bool:
    """Tell whether a name is that of a kind, of which there are some: 17个甲项目, 甲基金53个."""
    counted = _SEVERAL.search(scene.text, max(scene.start, arg.start - 6), arg.start)
    return bool(counted or _IN_ALL.match(scene.text, arg.end))


def _named_before(scene: Scene, amount: AmountMention, fund: Arg | None) -> list[Arg]:
    """The fund or project that a word of size before a sum speaks of."""
    text = scene.text
    told = scene.host_at(amount.start)
    if told is not None and told.class_name not in _FUND_KINDS:
        return []  # 由甲公司(首支基金,规模60亿元)管理
    index = scene.after(amount.start) - 1
    if index >= 0 and scene.args[index].class_name == "Fund":
        near = scene.args[index]
        gap = text[near.end : amount.start]
        got = gap == "" and text.endswith(_GETS_FROM, scene.start, near.start)
        if got:
            return []  # 获得甲基金2亿元投资
        if len(gap) <= 10 and _DIRECT.fullmatch(gap):
            return [] if gap == "(" and backs(scene, near) else [near]
    names_end = scene.args[index].end if index >= 0 else scene.start  # 甲产业投资基金规模2亿元
    words = text[max(names_end, amount.start - 24) : amount.start]
    if not _SIZE.search(words) or _NEXT.match(text, amount.end):
        return []
    invested = re.search("投资[^,]{0,8}$", words) is not None
    owners: tuple[str, ...] = ("Project",) if invested else _FUND_KINDS
    capital = re.search("(?:注册|认缴)[^,]{0,8}$", words) is not None
    owners = ("Fund",) if capital else owners
    if (
        capital
        and "注册" in words
        and (firm := topic_at(scene, amount.start))
        and firm.class_name == "Company"
    ):
        return []  # 甲公司是乙基金的管理机构,注册资本2亿元
    if re.search("金额[^,]{0,3}$|(?:斥资|自有资金)[约近超]?$", words):
        owners = ("Project",)
    if invested and _SO_FAR.search(words):
        return []  # a part of the whole, what is spent so far
    while index >= 0:
        arg = scene.args[index]
        gap = text[arg.end : amount.start]
        if arg.class_name == "IndustrialPark" or (arg.class_name == "Fund" and backs(scene, arg)):
            index -= 1
            continue
        if ")" in gap and _SUMMED_UP.search(text, scene.start, amount.start):
            return []  # 新材料2项(甲项目、乙项目),总投资3亿元: of all together
        if arg.class_name in owners and (_AND_OTHERS.match(gap) or _counted(scene, arg)):
            return []  # 甲基金等8支基金,总规模30亿元: of all together
        if arg.class_name in owners and len(gap) < 90 and ";" not in gap:
            group = list(scene.group(index, owners, with_others=False)) if invested else [arg]
            return (
                [] if gap.startswith(")") and len(group) > 1 else group
            )  # 2项(甲、乙),总投资9亿元
        if arg.class_name == "Company" and len(gap) < 20 and "," not in gap:
            first = scene.group(index, ("Company",))[0]
            if not (invested and text.endswith("由", scene.start, first.start)):
                return []  # but 甲项目由乙与丙投资2亿元
        index -= 1
    begins = _BEGINS.match(text, scene.start, amount.start) is not None
    begins = begins or (bool(scene.args) and backs(scene, scene.args[0]))
    told = scene.about if invested else fund  # 甲项目签约。项目总投资50亿元
    return [told] if told is not None and begins and told.class_name in owners else []


_SO_FAR = regex(
    "其中(?![一二三四五]期)[^,;。]{0,12}$"
    "|(?:累计|完成|追加|已)(?:完成)?投[资入]额?(?:资金)?[约近超]?$"
)


_SUMMED_UP = regex(r"\([^()]*(?:[、,]|等)[^()]*\)[^()。;]*$")


_AND_OTHERS = regex(
    r"(?:、[^,。;、等]{2,20})*等[^,;。]{0,8}(?:\d+|[一二三四五六七八九十百余多数]+)[余多]?[只支个]|等,"
    # 甲基金、乙基金两只基金总规模50亿元; 甲基金已设立子基金12支,总规模50亿元
    r"|[两二三四五六七八九十]+[只支个](?:子)?基金|[^,;。]{0,8}子基金共?\d+[余多]?[只支]"
)


_BEGINS = regex(
    r"[^,;]{0,4}(?:基金|资金|项目)?(?:总|首期|目标|计划|募集|认缴)*(?:规模|总投资|投资)"
)


# 甲项目、投资3亿元的乙: of what follows, be it seen as a name or not
_NEXT = regex(r"(?:人民币)?的(?!规模|总规模|资金|投资|[,;。])")

_GETS_FROM = ("获", "获得", "得到", "收到", "引入", "拿到", "由")
