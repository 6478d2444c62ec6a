"""What official texts say of the projects they speak of: who is to invest, which plan lists them.

It also reads what is refused (不予支持).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from kg.extraction.facts import Facts, Node
from kg.extraction.naming.mentions import Found
from kg.extraction.reading import Mention
from kg.extraction.scene import Arg, Scene
from kg.model import Value
from kg.patterns import regex
from kg.values import AmountMention

_ITEM = regex(r"\n\s*[一二三四五六七八九十]{1,3}、")
_ABOUT = regex(
    r"(?:^|[\n。])\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))?"
    r"关于(?:[开发生产建设新扩改研制引进启动实施筹大型重]{2,8})?$"
)


class Matters:
    """What the paragraphs of an official text are about: their projects, the funds that pay.

    Parameters
    ----------
    found : what stands where in the text.
    """

    def __init__(self, found: Found) -> None:
        text = found.words.text
        self._headed: list[tuple[int, int, Arg]] = []
        self._funds = _funds_behind(found)
        own = next((m for m in found.mentions if m.rule == "own title"), None)
        self._fund = _fund_of_title(found, own)
        for mention in found.mentions:
            if mention.class_name != "Project":
                continue
            if not _ABOUT.search(text, max(0, mention.start - 22), mention.start):
                continue
            following = _ITEM.search(text, mention.end)
            end = following.start() if following else len(text)
            arg = Arg(mention.start, mention.end, "Project", mention.name, mention)
            self._headed.append((mention.start, end, arg))

    def read(self, facts: Facts, scene: Scene, amounts: Sequence[AmountMention]) -> None:
        """Read what a sentence says of projects, and whom it promises money.

        Parameters
        ----------
        amounts : sums of the sentence.
        """
        headed = self._project(scene)
        if scene.args:
            add_investors(facts, scene, amounts, headed)
            add_listed(facts, scene)

    def _project(self, scene: Scene) -> Arg | None:
        """The project under whose heading a sentence stands."""
        index = bisect_right(self._headed, scene.end, key=lambda span: span[0]) - 1
        if index < 0 or self._headed[index][1] < scene.start:
            return None
        return self._headed[index][2]

    def payer(self, scene: Scene) -> Arg | None:
        """The fund that pays what a sentence grants, as its paragraph or the title says."""
        said = (arg for at, end, arg in self._funds if at <= scene.start < end)
        return next(said, self._fund)


def _fund_of_title(found: Found, own: Mention | None) -> Arg | None:
    """The fund whose rules or whose call a text is: 甲专项资金管理办法."""
    if own is None:
        return None
    for name in (own.name, *(t.name for t in found.titles if t.name in own.name)):
        title = _OF_FUND.search(name)
        called = name[: title.start()] if title else ""
        for fund in found.mentions:  # a region may stand between the year of a title and its fund
            alike = len(called) >= _ALIKE and called.endswith(fund.name[-_ALIKE:])
            if alike and fund.class_name == "Fund":
                return Arg(fund.start, fund.end, "Fund", fund.name, fund)
    return None


_ALIKE = 8  # characters in which the fund of a title ends as it does in the text


_OF_FUND = regex(
    r"(?<=资金|基金)(?:使用|项目|申报|管理|资助|工作|实施|评审|分配|和|与|及|的|暂行|试行|通知|指南|办法|细则|规定)+$"
)


_SPENDING = regex("投资|出资|投入")
_SPENT = regex(r"(?:投资|出资|投入|总投资)(?:额)?(?:约|近|达|为|预计|共计|合计|人民币)*$")
_HAND_IN_HAND = regex("合资|合作|共同|联合")


def add_investors(
    facts: Facts, scene: Scene, amounts: Sequence[AmountMention], project: Arg | None
) -> None:
    """Say how large the project of a heading is, and who invests: 由甲与乙合资,投资5亿元.

    Parameters
    ----------
    amounts : sums of the sentence.
    project : whose heading the sentence stands under.
    """
    text = scene.text
    if project is None or not _SPENDING.search(text, scene.start, scene.end):
        return
    if any(a.class_name == "Project" and a.name != project.name for a in scene.args):
        return
    node = Node("Project", project.name)
    for amount in amounts:
        before = text[max(scene.start, amount.start - 10) : amount.start]
        if amount.amount is None or not _SPENT.search(before):
            continue
        begun = "已" in text[scene.start : amount.start]
        status = scene.status(amount.start) if begun else "planned"
        span = [(scene.start, amount.end)]
        facts.add(node, "amount", amount.amount, span, confidence=0.75, status=status)
        investors = _introduced(scene, amount.start)
        for investor in investors:
            who = Node("Company", investor.name)
            sums: dict[str, Value | None] = {"amount": amount.amount}
            facts.add(who, "funds", node, span, confidence=0.7, status=status, qualifiers=sums)
        together = _HAND_IN_HAND.search(text, scene.start, amount.start)
        if len(investors) == 2 and together:
            first, second = (Node("Company", one.name) for one in investors)
            facts.add(first, "partnerOf", second, span, confidence=0.7, status=status)
        return


def _introduced(scene: Scene, stop: int) -> list[Arg]:
    """The firms that 由 or 联合 introduces before a position."""
    for index, arg in enumerate(scene.args):
        if arg.class_name == "Company" and arg.end <= stop:
            lead = scene.text[max(scene.start, arg.start - 6) : arg.start]
            if re.search("由|联合|:|,$", lead) or arg.start == scene.start:
                return [a for a in scene.group(index, ("Company",)) if a.end <= stop]
    return []


_LISTED = regex(r"(?:列入|纳入|写入|编入|列于)(?:了|到)?$")
_LISTABLE = ("Project", "IndustrialPark")


def add_listed(facts: Facts, scene: Scene) -> None:
    """Say which plan provides for a project: 甲项目已列入《乙规划》."""
    text = scene.text
    for policy in scene.args:
        before = text[max(scene.start, policy.start - 4) : policy.start].rstrip("《“")
        if policy.class_name != "Policy" or not _LISTED.search(before):
            continue
        clause = scene.clause_start(policy.start)
        inside = [a for a in scene.args if clause <= a.start and a.end <= policy.start]
        listed = [a for a in inside if a.class_name in _LISTABLE]
        status = scene.status(policy.start - 2, "planned")
        for thing in listed:
            facts.add(
                Node("Policy", policy.name),
                "establishes",
                thing.node,
                [(min(thing.start, policy.start), policy.end)],
                confidence=0.7,
                status="denied" if status == "denied" else "planned",
            )


_REFUSED = regex(
    r"(?:,)?(?:也|均|则|将|一律|原则上|暂|目前)*(?:不予|不再|不得|不能|不宜|暂不|不享受|不在)(?:重复|再次|再|单独|另行)?"
    r"(?!虚报|骗取|套取|冒领|截留|滞留|挤占|挪用|侵占|克扣|抽回|擅自|要求)"  # 任何单位不得挪用资金
    r"(?:给予|予以|安排|享受|获得|申请|申报)?[^,;。:不]{0,12}?"
    r"(?:支持(?:之列|范围)?|扶持|补助|补贴|奖励|资助|奖补|资金|奖金|政策(?=[,;。]))(?=[,;。]|$)"
)
# what may stand between those who get nothing and the word for it: 取消申报资格,省级财政…
_ASIDE = regex(
    r"[ ,]*(?:(?:依法|一律)?(?:取消|追回|收回|责令|停止)[^,;。]{0,20},?)?"
    r"(?:(?:中央|国家|省|市|区|县)级?(?:财政)?)?"
)
_REASON = regex(r"(?:(?<=[\u4e00-\u9fff])(?:不属于|不符合|未列入|不在)|违反)[^,;。]*$")
_FOR = regex(
    r"(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]+[、.])?\s*(?:同时|但|其中|此外|另外)?,?(?:凡是?|对于?|向)?"
)
_NO_GROUP = regex(
    r"^(?:本|该|其|任何|上述|以上|此|同一|按|根据|依|目前|现阶段|暂时|鉴于|由于|因)|(?:原则|资金|政策|部分|期间|情况|的话)$"
    "|要求|主张|请求|诉请|赔偿"  # 甲请求返还的,不予支持: what a court refuses
)


def add_refusals(facts: Facts, scene: Scene, payer: Arg | None) -> None:
    """Say who gets nothing: 对失信企业不予支持; 水泥项目不属于…,不宜安排资金支持.

    Parameters
    ----------
    payer : the policy, or the agency that speaks.
    """
    text = scene.text
    if payer is None or "不" not in text[scene.start : scene.end]:
        return
    for match in _REFUSED.finditer(text, scene.start, scene.end):
        begin = scene.clause_start(match.start())
        while _ASIDE.fullmatch(text, begin, match.start()) and begin > scene.start:
            begin = scene.clause_start(begin - 1)
        lead = _FOR.match(text, begin, match.start())
        start = lead.end() if lead else begin
        group = text[start : match.start()].strip(" ,")
        if "," in group and _ASIDE.fullmatch(group, group.index(",")):
            group = group[: group.index(",")]
        group = _REASON.sub("", group).removesuffix("的")
        if len(group) < 4 or _NO_GROUP.search(group) or "," in group:
            continue
        facts.add(
            payer.node,
            "funds",
            Node("Beneficiary", group),
            [(begin, match.end())],
            confidence=0.6,
            status="denied",
        )


_FROM_FUND = regex(
    r"(?:上述|以上|该项|所需)(?:补贴|奖励|补助|奖补)?(?:资金|经费|支出)(?:,)?(?:由|从|在)(?=(?P<fund>[^,;。]{2,24}?)(?:中)?(?:列支|支付|支出|安排|解决))"
)


def _funds_behind(found: Found) -> list[tuple[int, int, Arg]]:
    """The paragraphs whose grants a fund pays, as their end says: 上述资金由甲基金列支."""
    text = found.words.text
    if "列支" not in text and "上述" not in text:
        return []
    spans = []
    by_start = {m.start: m for m in found.mentions if m.class_name == "Fund"}
    for match in _FROM_FUND.finditer(text):
        fund = by_start.get(match.end())
        if fund:
            start = text.rfind("\n", 0, match.start()) + 1
            arg = Arg(fund.start, fund.end, "Fund", fund.name, fund)
            spans.append((start, match.start(), arg))
    return spans
