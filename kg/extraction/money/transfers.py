"""A gift of money from one body to another as a fact: its sum, its status, its evidence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.extraction.facts import Facts
from kg.extraction.money.backers import INVESTORS
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.subjects import topic_at
from kg.model import Value
from kg.patterns import regex
from kg.values import AmountMention

GIVERS = (*INVESTORS, "Agency")
PAID = ("Company", "Institute", "IndustrialPark", "Project", "Association", "Fund")
SIGNS = regex(r"(?:[^,;。]{0,10})(?:签约|签署|签订|达成)")


def add_transfer(
    facts: Facts,
    scene: Scene,
    givers: Sequence[Arg],
    receivers: Sequence[Arg],
    amounts: Sequence[AmountMention],
    verb: re.Match[str],
) -> None:
    """Say that money is given, unless it is only encouraged.

    Parameters
    ----------
    amounts : sums of the sentence.
    verb : the words that tell of the gift.
    """
    again = scene.text.endswith(("继续", "又", "再次"), scene.start, verb.start())
    finished = again or scene.text.startswith("了", verb.end())
    status = scene.status(verb.start(), finished=finished)
    if scene.text.endswith(_WISHES, scene.start, verb.start()):
        status = "denied" if status == "denied" else "planned"  # 曾有意投资甲
    if status == "done" and scene.text.startswith(("会", "将会"), receivers[-1].end):
        status = "planned"  # 甲收购乙会给丙…: if it does
    if status == "encouraged":
        return
    if not scene.text.startswith("的", verb.end()):  # 甲参股的乙 goes on to act
        scene.objects.update(id(receiver) for receiver in receivers)
    givers = [a for a in givers if not a.name.endswith(_JUDGES)]
    if not givers:
        return
    involved = [*givers, *receivers]
    low = min(verb.start(), *(a.start for a in involved))
    high = max(verb.end(), *(a.end for a in involved))
    ahead = receivers[-1].end <= givers[0].start  # 甲增资1亿元;乙以2亿元入股
    begin = scene.text.rfind(";", scene.start, verb.start()) + 1  # what was paid before is another
    amount = _amount(scene, amounts, max(begin, givers[0].start if ahead else low), high)
    if amount:
        high = max(high, amount.end)
    apart = scene.text.endswith("分别", scene.start, verb.start()) and len(givers) > 1
    paired = apart and len(givers) == len(receivers)  # 甲、乙分别入股丙、丁
    paid: dict[str, Value | None] = {"amount": amount.amount if amount else None}
    for index, giver in enumerate(givers):
        for receiver in receivers[index : index + 1] if paired else receivers:
            part = giver.class_name == receiver.class_name == "Fund" and _PARTS.search(verb[0])
            said = giver.node, "funds", receiver.node
            if part and scene.text.find("子基金", scene.start, scene.end) >= 0:
                said = receiver.node, "subFundOf", giver.node
            facts.add(*said, [(low, high)], confidence=0.8, status=status, qualifiers=paid)


_JUDGES = ("法院", "检察院")  # who speak of money that others give
_PARTS = regex("参股|设立|发起|组建")  # 母基金参股子基金 makes it a part
_WISHES = ("有意", "有意向", "考虑", "寻求", "寻求完成")


def _amount(
    scene: Scene, amounts: Sequence[AmountMention], low: int, high: int
) -> AmountMention | None:
    """The sum inside a statement, else the one that ends its last clause."""
    stop = scene.clause_end(high)
    first = bisect_left(amounts, low, key=lambda amount: amount.start)
    for amount in amounts[first:]:
        if amount.start >= stop:
            break
        founds = scene.text.startswith(_FOUNDS, amount.end)  # 由甲出资8亿元设立,已投向乙
        founds |= scene.text.endswith(_SIZES, 0, amount.start)  # 甲基金规模6亿元,已投资乙
        founds |= scene.text.startswith("级", amount.end)  # 亿元级: how large, not how much
        if amount.amount is not None and not founds and not scene.covers(amount.start):
            return amount
    return None


_SIZES = ("规模", "规模为", "规模约", "规模达", "规模超")
_FOUNDS = ("设立", "成立", "组建", "发起")


def blank(scene: Scene, start: int, end: int) -> str:
    """The words of a range with sums of money blanked."""
    return _SUM.sub("□", scene.text[start:end])


_SUM = regex(
    r"(?:不?超过|不低于|逾|超|近|约|数|上)?(?:\d[\d.,]*|[一二三四五六七八九十百千数]{1,9})?(?:余|多)?[十百千万亿]{1,4}(?:余|多)?(?:美元|欧元|港元|日元|英镑|人民币|新台币|元)+"
)


def payee(scene: Scene, position: int) -> Arg | None:
    """Whom a clause without a subject speaks of, be it one that got money in the sentence."""
    topic = topic_at(scene, position, PAID)
    if topic is not None and topic.start >= scene.start:
        return topic
    paid = [a for a in scene.args if id(a) in scene.objects and a.end <= position]
    return paid[-1] if paid else topic
