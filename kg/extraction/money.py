"""Money: sizes of funds and projects, and who is paid what for what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.facts import Facts, Node
from kg.extraction.scene import Arg, Scene
from kg.model import Text, Value
from kg.values import AmountMention

_SIZE = re.compile(
    r"(?:总|首期|目标|一期|募集|管理|资金|基金|认缴|注册|募资|投资|财政|初始|合计|计划)*(?:规模|总额|总投资|投资额|投资总额|金额|总金额|资本金|首期|投资|募集|资金|预算)(?:预计|约|将|可|已|高)?(?:为|达到?|是|在|:|超过|至)?[约近]?$"
)
_MANAGED = re.compile(r"管理(?:的)?(?:基金|资产|资金)?(?:总)?规模|管理资产")
_PAY = re.compile(
    r"(?:给予|予以|提供|享受|奖励|补贴|补助|资助|发放|拨付|支付|扶持|返还|获得?|安排|申请|申领|兑现|配套|拨款|贴息|奖补|领取|发给)"
)
_TO = re.compile(
    r"(?:对于?|给予?|向|为|凡是?|支持|鼓励)((?:[^,。;:!?对])(?:[^,。;:!?]|(?<=[)])，){2,60}?)(?=[,:]|(?:,)?(?:给予|予以|提供|按照?|每|一次性|可|最高|分别|发放|奖励|补贴|补助|资助|返还|实行|将))"
)
_SUBSIDY = re.compile(
    r"奖励|补贴|补助|资助|扶持资金|资金支持|奖金|贴息|经费|奖补|贷款|返还|费用|资金扶持|补偿"
)
_KIND = re.compile(
    r"企业|公司|机构|项目|团队|人才|单位|个人|平台|园区|基地|企业家|创业者|人员|专家|高校|院所|中心|实验室|学生|农户|商户|载体|孵化器|大厦|者|主体|组织|家庭|银行|基金|协会|商会|联盟"
)
_CONDITION = re.compile(
    r"^(?:经|新|在|被|首次|获|年|符合|通过|取得|具有|从事|入选|达到|当年|实际|依法|申请)"
)


def add_sizes(facts: Facts, scene: Scene, amounts: Sequence[AmountMention]) -> None:
    """Say how large funds and projects are: 基金总规模50亿元, 总投资200亿元的X项目."""
    text = scene.text
    for amount in amounts:
        if amount.amount is None or amount.equals is not None:
            continue
        behind = scene.after(amount.end)
        target = None
        if behind < len(scene.args):
            arg = scene.args[behind]
            if arg.class_name in ("Fund", "Project") and re.fullmatch(
                r"(?:人民币)?(?:的|规模的?)?“?", text[amount.end : arg.start]
            ):
                target = arg
        if _MANAGED.search(text[max(scene.start, amount.start - 14) : amount.start]):
            continue
        if target is None and _SIZE.search(
            text[max(scene.start, amount.start - 14) : amount.start]
        ):
            invested = "投资" in text[max(scene.start, amount.start - 10) : amount.start]
            owners = ("Project", "IndustrialPark") if invested else ("Fund", "Project")
            index = scene.after(amount.start) - 1
            while index >= 0 and target is None:
                arg = scene.args[index]
                if arg.class_name in owners and amount.start - arg.end < 90:
                    target = arg
                elif arg.class_name == "Company" and amount.start - arg.end < 20:
                    break
                index -= 1
        if target is not None:
            facts.add(
                Node(target.class_name, target.name),
                "amount",
                amount.amount,
                [(min(target.start, amount.start), max(target.end, amount.end))],
                confidence=0.8,
                status=_size_status(scene, amount.start),
            )


def _size_status(scene: Scene, position: int) -> str:
    clause = scene.text[scene.clause_start(position) : position]
    return (
        "planned" if re.search("预计|目标|力争|拟|将|计划|争取", clause) else scene.status(position)
    )


def add_payments(
    facts: Facts, scene: Scene, amounts: Sequence[AmountMention], payer: Arg | None
) -> None:
    """Say which group of beneficiaries gets how much: 对X给予不超过300万元补助."""
    if payer is None:
        return
    text = scene.text
    paid: set[str] = set()
    for match in _TO.finditer(text, scene.start, scene.end):
        group = match[1].strip()
        rest = text[match.end() : min(scene.end, match.end() + 90)]
        rest = re.split("[;。]", rest)[0]
        if not (_PAY.search(rest) and _SUBSIDY.search(rest)) or not _KIND.search(group):
            continue
        if any(
            a.start >= match.start(1)
            and a.end <= match.end(1)
            and a.class_name in ("Fund", "Policy")
            for a in scene.args
        ):
            continue
        group = re.sub(r"^(?:于|在)", "", group)
        group = (
            re.sub(r"^(?:经(?:过)?认定的|符合条件的|相关)", "", group) if len(group) > 14 else group
        )
        end = match.end() + len(rest)
        inside = [a for a in amounts if match.end() <= a.start < end]
        money = next((a for a in inside if a.amount is not None), None)
        rate = next((a for a in inside if a.rate is not None), None)
        counted = money or rate
        qualifiers: dict[str, Value | None] = {
            "amount": money.amount if money else None,
            "rate": Text(f"{rate.rate}%") if rate else None,
            "per": Text(counted.per) if counted and counted.per else None,
            "period": Text(counted.period) if counted and counted.period else None,
        }
        if group in paid or len(group) < 2:
            continue
        paid.add(group)
        status = (
            "encouraged" if text[match.start() : match.start() + 2] in ("支持", "鼓励") else "done"
        )
        facts.add(
            Node(payer.class_name, payer.name),
            "funds",
            Node("Beneficiary", group),
            [(match.start(), end)],
            confidence=0.6,
            status=status,
            qualifiers=qualifiers,
        )


_ROUND = re.compile(r"(?:联合)?(?:领投|跟投|参投|独家投资|共同投资|追加投资)(?=[,。;、]|$)")
_RAISED = re.compile(r"(?:完成|获得?|宣布|斩获)[^,。;]{0,20}(?:融资|投资)")


def add_rounds(facts: Facts, scene: Scene) -> None:
    """Say who funds a firm in a round: 甲完成A轮融资,由乙领投,丙、丁跟投."""
    _add_backers(facts, scene)
    rounds = list(_ROUND.finditer(scene.text, scene.start, scene.end))
    if not rounds:
        return
    raised = _RAISED.search(scene.text, scene.start, scene.end)
    firms = [
        a
        for a in scene.args
        if a.class_name == "Company" and a.end <= (raised.start() if raised else rounds[0].start())
    ]
    firm = firms[0] if raised and firms else scene.subject
    if firm is None or firm.class_name != "Company":
        return
    for match in rounds:
        clause = scene.clause_start(match.start())
        for investor in scene.args:
            if not clause <= investor.start <= investor.end <= match.start():
                continue
            if investor.class_name in ("Company", "Fund", "Institute") and investor is not firm:
                facts.add(
                    Node(investor.class_name, investor.name),
                    "funds",
                    Node("Company", firm.name),
                    [(min(firm.start, clause), match.end())],
                    confidence=0.8,
                )


_BACKERS = re.compile(r"(?:投资方|投资人|投资机构|领投方|跟投方|股东)(?:包括|为|有|是|分别为):?")


def _add_backers(facts: Facts, scene: Scene) -> None:
    """Who stands behind 投资方包括 funds the firm that the sentence or the one before speaks of."""
    for match in _BACKERS.finditer(scene.text, scene.start, scene.end):
        index = scene.after(match.end())
        near = index < len(scene.args) and scene.args[index].start - match.end() <= 2
        firms = [a for a in scene.args if a.class_name == "Company" and a.end <= match.start()]
        firm = firms[0] if firms else scene.subject
        if not near or firm is None or firm.class_name != "Company":
            continue
        for investor in scene.group(index, ("Company", "Fund", "Institute")):
            facts.add(
                Node(investor.class_name, investor.name),
                "funds",
                Node("Company", firm.name),
                [(min(firm.start, match.start()), investor.end)],
                confidence=0.75,
            )


_GIVES = re.compile(r"(?:投资|注资|增资|拨付|捐赠|捐款|资助|发放|提供|划拨|出资)(?!者|人|方)")
_PAID = ("Company", "Institute", "IndustrialPark", "Project", "Fund", "Association")


def add_transfers(facts: Facts, scene: Scene, amounts: Sequence[AmountMention]) -> None:
    """Say who gives money to whom: 甲基金向乙公司投资5亿元."""
    for before, receiver in zip(scene.args, scene.args[1:], strict=False):
        if receiver.class_name not in _PAID or before.class_name not in (*_PAID, "Agency"):
            continue
        if not re.fullmatch(r"[^,。;]{0,8}(?:向|给|对)", scene.text[before.end : receiver.start]):
            continue
        gives = _GIVES.match(scene.text, receiver.end)
        if gives is None:
            continue
        stop = scene.clause_end(gives.end())
        amount = next((a for a in amounts if gives.end() <= a.start < stop and a.amount), None)
        facts.add(
            Node(before.class_name, before.name),
            "funds",
            Node(receiver.class_name, receiver.name),
            [(before.start, amount.end if amount else gives.end())],
            confidence=0.8,
            status=scene.status(gives.start()),
            qualifiers={"amount": amount.amount if amount else None},
        )
