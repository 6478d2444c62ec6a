"""Funds as things: their size, their manager, the fund that they are part of, their purpose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.facts import Facts, Node
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.subjects import head_before, topic_at
from kg.patterns import regex
from kg.values import AmountMention

_SIZE = regex(
    r"(?:总|首期|目标|一期|二期|募集|管理|资金|基金|认缴|注册|募资|投资|财政|初始|合计|计划|最终|实际|已|概算|估算|预算)*"
    r"(?:耗资|斥资|概算|估算|规模|总额|总投资|投资额|投资总额|金额|总金额|资本金|首期|投资|募集|资金|预算|募资|募得|募集到|首期认缴|首期到位|首期出资|首期实缴|出资额|出资总额|盘子|注册资本|认缴资本|认缴额|总量)"
    r"(?:\([^()]{1,8}\))?(?:预计|约|将|可|已|高|同|有望|计划|原则上|[从由][^,;。]{2,12}?(?:扩大|增加|提高|增至|提升|扩)|(?:扩大|扩|增加|增|提高|提升)(?=[至到]))*(?:为|达到?|是|在|:|,|超过|突破|至|到|不)?(?:每年|年均)?[约近超]?$"
)
_DIRECT = regex(
    r"\(?(?:总规模|规模|首期|实缴|总盘子|每年|年度|每年安排|总计|共计?|合计|约|达到?|总投资|总额|为|计|的|\d{4}年|[,:])*$"
)
_FUND_KINDS = ("Fund", "Project")
_SPENT = regex("(?:领投|跟投|战略投资|投资|入股|增资|注资|认购)")
_GROWS = regex(r"(?:扩大|增加|提高|增至|提升|扩)(?:至|到)?")


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
        for target in targets:
            facts.add(
                target.node,
                "amount",
                amount.amount,
                [(min(target.start, amount.start), max(target.end, amount.end))],
                confidence=0.8,
                status=_size_status(scene, amount),
            )


def _is_no_size(scene: Scene, amount: AmountMention) -> bool:
    """Tell whether a sum is what is managed, what a size was before, or what is spent."""
    text = scene.text
    if _MANAGED.search(text, max(scene.start, amount.start - 14), amount.start):
        return True  # what a manager looks after, not how large a fund is
    if amount.equals is not None or scene.covers(amount.start):
        return True
    if _DEAL.search(text, max(scene.start, amount.start - 24), amount.start):
        return True
    if _PAID_TO.search(text, scene.clause_start(amount.start), amount.start):
        return True  # 甲基金向乙首期出资1亿元
    if _GROWS.match(text, amount.end):
        return True  # 从50亿元扩大到100亿元
    spent = _SPENT.match(text, amount.end) is not None
    return spent and any(a.end == amount.start for a in scene.args)  # 甲基金2亿元领投乙


_PAID_TO = regex(
    r"(?<![面意倾走])[向对][^,;。]{2,30}(?:出资|注资|增资)[约近超]?$|认缴[^,;。规总]{4,}$|(?:已|累计|先后)投入[^,;。]{0,4}$"
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
    r"(?:人民币|资金)?(?:,(?=设立|组建|成立|在|建设|打造|兴建)|,(?:占地|规划|用地|总?建筑)[^,;。]{2,16}的)?(?:在[^,;。]{1,9}?(?=建设|兴建|新建|打造))?(?:的|规模的?|级的?)?(?:(?<=的)(?:首只|[\u4e00-\u9fff]{0,4}支?))?(?:投资)?(?:建设|兴建|新建|打造|设立|成立|组建|推行|推出|实施|启动)?(?:的|了)?[“《]?"
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
    while index < len(scene.args) and scene.args[index].class_name == "Place":
        index += 1
    if index >= len(scene.args) or scene.args[index].class_name not in _FUND_KINDS:
        return []
    arg = scene.args[index]
    gap = scene.text[amount.end : arg.start]
    if len(gap) > 24 or not _OF.fullmatch(gap):
        return []
    before = scene.text[max(scene.start, amount.start - 8) : amount.start]
    if re.search("向|给予|补助|奖励|获", before):
        return []
    put_in = re.search("(?:出资|认缴|投入|注资)$", before)
    if arg.class_name == "Fund" and put_in and not re.search("设立|成立|组建", gap):
        return []
    return [arg]


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
        if len(gap) <= 10 and _DIRECT.fullmatch(gap) and not gap.startswith("的"):
            return [near]
    names_end = scene.args[index].end if index >= 0 else scene.start  # 甲产业投资基金规模2亿元
    words = text[max(names_end, amount.start - 24) : amount.start]
    if not _SIZE.search(words):
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
    giver = scene.args[index] if index >= 0 else None
    given = invested and words.startswith(("投资", "追加投资", "首期投资"))
    if given and giver is not None and giver.end + len(words) == amount.start:
        by = giver.class_name == "Fund" or text.endswith(_TOWARDS, scene.start, giver.start)
        if by and not text.endswith("由", scene.start, giver.start):
            return []  # 甲项目获乙基金投资2亿元, 向甲项目投资2亿元
    while index >= 0:
        arg = scene.args[index]
        gap = text[arg.end : amount.start]
        seat = arg.class_name == "IndustrialPark" and text.endswith(_AT, 0, arg.start)
        if seat or (arg.class_name == "Fund" and backs(scene, arg)):
            index -= 1
            continue
        if invested and arg.class_name == "IndustrialPark":
            return []  # how much is invested in a park is no size of a thing
        if arg.class_name in owners and _AND_OTHERS.match(gap):
            return []  # 甲基金等8支基金,总规模30亿元: of all together
        if arg.class_name in owners and len(gap) < 90 and ";" not in gap:
            return list(scene.group(index, owners, with_others=False)) if invested else [arg]
        if (
            arg.class_name == "Company"
            and len(gap) < 20
            and "," not in gap
            and not _manages(text, arg)
            and not (invested and _is_payer(scene, index))
        ):
            return []
        index -= 1
    begins = _BEGINS.match(text, scene.start, amount.start) is not None
    begins = begins or (bool(scene.args) and backs(scene, scene.args[0]))
    told = scene.about if invested else fund  # 甲项目签约。项目总投资50亿元
    if told is not None and begins and told.class_name in owners:
        return [told]
    return []


_SO_FAR = regex("其中[^,;。]{0,12}$|(?:累计|完成|追加|已)(?:完成)?投[资入]额?(?:资金)?[约近超]?$")


def _is_payer(scene: Scene, index: int) -> bool:
    """Tell whether a firm stands behind 由: 甲项目由乙与丙投资2亿元."""
    first = scene.group(index, ("Company",))[0]
    return scene.text.endswith("由", scene.start, first.start)


_TOWARDS = ("向", "对", "给", "为")
_AND_OTHERS = regex(
    r"等[^,;。]{0,8}(?:\d+|[一二三四五六七八九十百余多数]+)[余多]?[只支个]|等,"
    # 甲基金、乙基金两只基金总规模50亿元; 甲基金已设立子基金12支,总规模50亿元
    r"|[两二三四五六七八九十]+[只支个](?:子)?基金|[^,;。]{0,8}子基金共?\d+[余多]?[只支]"
)
_BEGINS = regex(
    r"[^,;]{0,4}(?:基金|资金|项目)?(?:总|首期|目标|计划|募集|认缴)*(?:规模|总投资|投资)"
)
_GETS_FROM = ("获", "获得", "得到", "收到", "引入", "拿到", "由")
_AT = ("在", "于", "位于", "落户", "落地", "入驻")
_BACKERS = ("Fund", "Company", "Agency", "Institute", "Association")
_PUTS_IN = regex(
    r"(?:等[^,;。]{0,12})?(?:共同|联合|各|分别|合计|携手)*(?:参与)?"
    r"(?:出资|认缴|实缴|参股|跟投|入股|发起|持股|占股)(?!.{0,2}(?:规模|总额|金额|为\d))"
)


def backs(scene: Scene, fund: Arg) -> bool:
    """Tell whether a fund only takes part in what is spoken of: 由甲基金发起, 甲基金认缴1亿元."""
    index = scene.after(fund.start)
    run = scene.group(index, _BACKERS)
    if scene.text.endswith(("由", "联合", "引入", "吸引", "携手"), scene.start, run[0].start):
        return True
    if _IS_PART.search(scene.text, scene.start, fund.start) and _PART.match(scene.text, fund.end):
        return True  # 乙系甲基金设立的首支子基金
    named = run[0].start <= scene.start + 1  # 甲基金参股乙: spoken of
    return not named and _PUTS_IN.match(scene.text, run[-1].end) is not None


def _manages(text: str, firm: Arg) -> bool:
    return (
        re.match("[^,]{0,6}(?:管理|发起|设立|牵头|出资)", text[firm.end : firm.end + 12])
        is not None
    )


_WILL_BE = regex(
    "[,;](?:项目|未来|后续)?(?:即?将|拟|计划|预计|有望)(?:于[^,。;]{2,12}|在[^,。;]{2,20}|正式|整体)?"
    "(?:落户|落地|入驻|建设|开工|动工|选址|启动|建在|布局|开建|兴建|分[两二三四]期)"
)


def _size_status(scene: Scene, amount: AmountMention) -> str:
    position = amount.start
    clause = scene.text[scene.clause_start(position) : position]
    if re.search("预计|目标|力争|拟|将|计划|争取|有望", clause):
        return "planned"
    if _WILL_BE.match(scene.text, amount.end, scene.end):
        return "planned"  # 甲项目总投资30亿元,将落户乙园区
    return asserted(scene, position)


def asserted(scene: Scene, position: int) -> str:
    """The status of a fact about a fund, which nobody encourages as such."""
    status = scene.status(position)
    return "done" if status == "encouraged" else status


_MANAGING = regex("管理|运营|托管|运作|合伙人|GP")
_MANAGERS = ("Company", "Agency", "Institute", "Association")
_MANAGES = regex(
    r"(?:等[^,;。]{0,6})?(?:受托|受委托|负责|共同|统一|具体|日常|市场化|专业|专业化|进行|对基金|的|作为[^,;。]{0,10})*"
    r"(?:担任(?:该基金|其|基金|的|唯一|独家)*(?:普通合伙人|管理人|执行事务合伙人|管理机构|GP)|管理|运营|托管|运作|任基金管理人|为基金管理人)"
)
_GIVEN_TO = regex(
    r"(?:由(?:其|旗下|全资|控股|关联)*(?:子公司|公司|平台)?|委托|交由|聘请|授权|委托给|交给)$"
)
_MANAGER_IS = regex(
    r"(?:管理人|管理机构|管理公司|受托管理机构|托管银行|托管人|托管机构|执行事务合伙人|普通合伙人|GP)(?:分别)?(?:为|是|:|系|由)?$"
)
_IS_MANAGER = regex(
    r"(?:为|是|担任|作为|任)(?:该基金|其|该子基金)?(?:的)?(?:基金)?(?:管理人|管理机构|受托管理机构|普通合伙人|执行事务合伙人|托管银行|GP)"
)
_SETS_UP_MANAGER = regex("管理(?:公司|平台|机构)由$")
_LOOKS_AFTER = regex(
    r"(?:受托|负责(?:具体|日常|市场化|专业化|统一|该基金的?|基金的?)*)(?:投资|运营)?(?:管理|运作|运营)(?=的|[,;。]|$)"
)
_RUNS = regex(
    r"(?:受托|受委托|负责|作为[^,;。]{0,12})*(?:管理|运营|托管|运作)(?:运营|的|着|了|下的)*(?:[\d一二两三四五六七八九十多]*[只支个])?[“《]?"
    # 甲管理的基金中,规模最大的是乙
    r"|(?:受托|负责|目前|现)*(?:管理|运营|运作)的[^,;。]{0,10}基金(?:中|里|当中)?,?[^,;。]{0,14}?(?:是|为|有|包括)[“《]?"
)


def add_managers(facts: Facts, scene: Scene, fund: Arg | None) -> None:
    """Say who manages a fund: 甲基金由乙管理, 管理人为乙, 乙管理的甲基金."""
    text = scene.text
    if not _MANAGING.search(text, scene.start, scene.end):
        return
    for index, arg in enumerate(scene.args):
        if arg.class_name not in _MANAGERS:
            continue
        run = scene.group(index, _MANAGERS, with_others=True)
        if _is_house(scene, index):
            continue  # 管理人为甲旗下的乙: not 甲
        if _SETS_UP_MANAGER.search(text, max(scene.start, run[0].start - 8), run[0].start):
            continue  # 基金管理公司由甲、乙出资组建: neither manages
        first = scene.after(run[0].start)
        begin = scene.args[first - 1 if _is_house(scene, first - 1) else first].start
        lead = text[max(scene.start, begin - 12) : begin]
        told = _TOLD.match(text, run[-1].end, scene.end)
        ends = told.end() if told else run[-1].end
        behind = text[ends : min(scene.end, ends + 24)]
        nearest = _fund_before(scene, run[0].start)
        if nearest is None and _IS_MANAGER.match(behind):  # 甲作为基金管理人,发起乙基金
            nearest = next((a for a in scene.args if a.class_name == "Fund"), None)
        if nearest is None and not _runs_other(scene, run[0].start):
            nearest = fund
        target: Arg | None = None
        others: list[Arg] = []  # 甲管理乙基金、丙基金: all that stand in the list
        given = bool(_GIVEN_TO.search(lead) and _MANAGES.match(behind))
        given |= bool(lead.endswith(("、", ",", "并")) and _LOOKS_AFTER.match(behind))
        if _headed_by_fund(scene, run[-1]):
            given = False  # 由甲管理的乙基金: 乙, not what was spoken of before
        if given or _MANAGER_IS.search(lead) or _IS_MANAGER.match(behind):
            target = nearest
            if lead.endswith("分别由"):
                target = _counterpart(scene, run, arg) or nearest
        else:
            following = scene.after(run[-1].end)
            if following < len(scene.args) and scene.args[following].class_name == "Fund":
                gap = text[run[-1].end : scene.args[following].start]
                if _RUNS.fullmatch(gap):
                    target = scene.args[following]
                    listed = scene.group(following, ("Fund",), with_others=False)
                    others = [a for a in listed if a.start > target.start]
        for run_by in (target, *others) if target else ():
            if run_by.name == arg.name:
                continue
            facts.add(
                Node("Fund", run_by.name),
                "managedBy",
                arg.node,
                [(min(run_by.start, run[0].start), max(run_by.end, run[-1].end))],
                confidence=0.8,
                status=asserted(scene, arg.start),
            )


def _runs_other(scene: Scene, position: int) -> bool:
    """Tell whether a sentence speaks of something else that may be managed: 甲园区由乙运营."""
    kinds = ("IndustrialPark", "Project", "Institute", "Association")
    other, here = topic_at(scene, position, kinds), head_before(scene, position)
    earlier = other is not None and other.start >= scene.start
    return earlier or (here is not None and here.class_name in kinds)


def _headed_by_fund(scene: Scene, manager: Arg) -> bool:
    """Tell whether a fund is the head of the clause that says what is managed: 甲管理的乙基金."""
    following = scene.after(manager.end)
    if following >= len(scene.args) or scene.args[following].class_name != "Fund":
        return False
    gap = scene.text[manager.end : scene.args[following].start].rstrip("“《")
    return gap.endswith("的") and _RUNS.fullmatch(gap) is not None


_TOLD = regex(r"\([^()]{2,60}\)")  # 由甲(规模30亿元)负责管理
_OF_HOUSE = regex(
    "(?:旗下|下属|所属|控股|麾下)的?(?:全资|控股)?(?:子公司)?|的?(?:全资|控股)?[子孙]公司"
)


def _is_house(scene: Scene, index: int) -> bool:
    """Tell whether an argument only says whose the next one is: 甲集团旗下的乙."""
    if not 0 <= index < len(scene.args) - 1 or scene.args[index].class_name not in _MANAGERS:
        return False
    gap = scene.args[index].end, scene.args[index + 1].start
    return _OF_HOUSE.fullmatch(scene.text, *gap) is not None


def _counterpart(scene: Scene, run: Sequence[Arg], manager: Arg) -> Arg | None:
    """The fund that one of several managers runs: 甲基金、乙基金分别由丙、丁管理."""
    before = [
        i for i, a in enumerate(scene.args) if a.class_name == "Fund" and a.end < run[0].start
    ]
    funds = scene.group(before[-1], ("Fund",)) if before else []
    return funds[run.index(manager)] if len(funds) == len(run) else None


def _fund_before(scene: Scene, position: int) -> Arg | None:
    """The last fund in front that is spoken of rather than takes part."""
    for arg in reversed(scene.args[: scene.after(position)]):
        if arg.class_name == "Fund" and not backs(scene, arg):
            return arg
    return None


_IS_PART = regex(r"(?:是|为|作为|系|属于)[^,;。]{0,4}$")
_PART = regex(
    r"(?:的|(?:在[^,;。的]{1,12})?(?:参与|直接|首次)*(?:参股|出资|投资|支持|认缴|发起|设立)(?:设立|组建|成立)?的?|旗下的?|下设的?|首[只支个]|第[一二三四五][只支]|重要|核心|专项|[\d一二两三四五]+[只支]|(?:创业|股权|风险|产业|天使)投资)*子基金"
)


def add_parts(facts: Facts, scene: Scene, mother: Arg | None) -> None:
    """Say which fund is part of which: 甲基金是乙母基金的子基金; 作为乙基金的子基金,甲基金….

    Parameters
    ----------
    mother : the fund of funds that the text spoke of last.
    """
    _add_members(facts, scene, mother)
    for index, whole in enumerate(scene.args):
        part = part_of(scene, index)
        if part is not None and part.name != whole.name:
            facts.add(
                Node("Fund", part.name),
                "subFundOf",
                Node("Fund", whole.name),
                [(min(part.start, whole.start), max(part.end, whole.end))],
                confidence=0.8,
                status=scene.status(whole.start),
            )


# 主要子基金情况如下: and what is numbered below it
_PARTS_BELOW = regex(
    r"子基金[^\n,。;]{0,14}:[^\S\n]*\n(?:[^\S\n]*[(]?[\d一二三四五六七八九十]{1,3}[)、.][^\n]*\n)*$"
)
_NUMBER = regex(r"[^\S\n]*[(]?[\d一二三四五六七八九十]{1,3}[)、.][^\S\n]*“?")
_LIST = 3000  # characters that such a list may run over


def add_listed_parts(facts: Facts, scene: Scene, mother: Arg | None) -> None:
    """Say of which fund those in a numbered list are parts.

    Parameters
    ----------
    mother : the fund of funds that the text spoke of last.
    """
    for part in scene.args:
        line = scene.text.rfind("\n", 0, part.start) + 1
        numbered = part.class_name == "Fund" and _NUMBER.fullmatch(scene.text, line, part.start)
        if mother is None or not numbered or part.name == mother.name:
            continue
        if _PARTS_BELOW.search(scene.text, max(0, line - _LIST), line):
            facts.add(
                part.node,
                "subFundOf",
                mother.node,
                [(part.start, part.end)],
                confidence=0.75,
                status=asserted(scene, part.start),
            )


def part_of(scene: Scene, index: int) -> Arg | None:
    """The fund that is said to be part of another, None where that is said of none.

    Parameters
    ----------
    index : of the other one.
    """
    whole = scene.args[index]
    if whole.class_name != "Fund" or not _PART.match(scene.text, whole.end):
        return None
    lead = scene.text[max(scene.start, whole.start - 8) : whole.start]
    if not _IS_PART.search(lead):
        return None
    after = (a for a in scene.args[index + 1 :] if a.class_name == "Fund")
    return _fund_before(scene, whole.start) or next(after, None)


def is_mother(arg: Arg) -> bool:
    """Tell whether this is a fund that other funds are part of."""
    return arg.class_name == "Fund" and arg.name.endswith(("母基金", "引导基金"))


_SETS_UP = regex(
    r"(?:出资|参股|发起|合作|参与|牵头|已|共|先后|累计|成功)*(?:设立|组建|成立|参股|下设|投资|设有|包括|涵盖|有|为|:)(?:了|的)?[“]?$"
)
_OF_PARTS = regex(
    r"(?:等)?(?:[一二三四五六七八九十两\d]+|多|数|若干)?[只支个家]?(?:[\u4e00-\u9fff]{0,4})子基金"
)
_INVESTS = regex("参股|出资|投资")
_HOLDS = regex("(?:旗下|下)(?:设立|设|辖|有)(?:有|了)?[“]?$")
_COUNTED = regex(
    r"子基金(?:共?[\d一二三四五六七八九十两多]+[只支个家]|[\u4e00-\u9fff]{2,6})?[,]?(?:其中)?"
    r"(?:包括|有|为|分别为|分别是|:)[“]?$"
)


_BEING = ("作为", "是", "为", "系", "属于")
_OF_WHOLE = regex("[\u4e00-\u9fff]{0,6}的")


def _add_members(facts: Facts, scene: Scene, mother: Arg | None) -> None:
    """Read lists of parts: 引导基金设立了甲、乙等8支子基金; 参股子基金38支,包括甲、乙."""
    text = scene.text
    if text.find("子基金", scene.start, scene.end) < 0:
        return
    for index, arg in enumerate(scene.args):
        if arg.class_name != "Fund" or (index and scene.joints[index - 1] == "、"):
            continue
        run = [a for a in scene.group(index, ("Fund",)) if a.start >= arg.start]
        lead = text[max(scene.start, arg.start - 30) : arg.start]
        listed = _SETS_UP.search(lead) and _OF_PARTS.match(text, run[-1].end)
        if listed and lead.endswith(_BEING) and _OF_WHOLE.match(text, run[-1].end):
            continue  # 作为甲基金参股的子基金: 甲基金 is the whole
        held = _HOLDS.search(lead) and arg.name.endswith("子基金")  # 旗下设有甲子基金、乙子基金
        if not listed and not held and not _COUNTED.search(lead):
            continue
        if _IS_PART.search(lead) and _PART.match(text, arg.end):
            continue  # 甲作为乙参股的子基金: 乙 is the whole
        whole = topic_at(scene, arg.start, ("Fund",)) or _fund_before(scene, arg.start)
        topic = topic_at(scene, arg.start) if whole is None else None
        if whole is None and topic is None:
            whole = mother
        if topic and topic.class_name == "Company" and _INVESTS.search(lead):
            for part in run:  # 公司首批参股的子基金包括甲、乙
                span = [(arg.start, run[-1].end)]
                status = asserted(scene, arg.start)
                facts.add(topic.node, "funds", part.node, span, confidence=0.65, status=status)
        for part in run:
            if whole is not None and part.name != whole.name:
                facts.add(
                    Node("Fund", part.name),
                    "subFundOf",
                    Node("Fund", whole.name),
                    [(min(arg.start, whole.start), run[-1].end)],
                    confidence=0.75,
                    status=asserted(scene, arg.start),
                )
