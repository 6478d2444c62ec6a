"""Who gets money, told of them: 乙获得甲的投资, 乙从甲拿到1亿元, 下达甲省1亿元."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from kg.extraction.facts import Facts
from kg.extraction.money.transfers import GIVERS, PAID, SIGNS, add_transfer, blank, payee
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.subjects import has_no_subject, topic_at
from kg.patterns import regex
from kg.values import AmountMention


def add_receipts(
    facts: Facts, scene: Scene, amounts: Sequence[AmountMention], fund: Arg | None
) -> None:
    """Say from whom money is got: 乙获得甲的投资, 乙从甲拿到1亿元, 其中乙省1亿元.

    Parameters
    ----------
    amounts : sums of the sentence.
    fund : the fund that the sentences before speak of.
    """
    _received(facts, scene, amounts)
    _got_from(facts, scene, amounts)
    _agreed(facts, scene, amounts)
    _lent(facts, scene, amounts)
    _handed_out(facts, scene, amounts, fund)


_GETS = regex("获批|获得?[了过]?|争取到|(?:接受|得到|拿[到了]|收到|引入|引进|吸引)[了过]?")


_FROM = regex(
    r"(?:了|来自|由|□|\s|(?:战略|机构|产业)(?:投资者|股东)|新股东|[\u4e00-\u9fffA-Za-z]{2,8}、)*"
)


_GOT = regex(
    r"(?:的|等|(?:拨付|发放|提供|给予|下达|颁发|支付|授予)的(?:[^,;。]{1,10}?(?=项目|资金|补助|奖励|资助|补贴|经费))?|完成|进行|[家位]?(?:企业|机构|公司)|合计|共计|总计|及其(?:下属|所属|全资|控股)?子?|□级?|在内|多家|[\d,.]|联合|共同|独家|旗下|数|大额|约|近|超|一次性|重大|专项|重点|科技|科研|研发|计划|并购|流动资金|中长期|财政|股权|(?:天使|种子|战略|首|新一|[上本一二两三四五多几]|[Pp]re-?|IPO|[A-H][1-9]?\+*){0,3}轮(?:次)?|政府|首笔|\([^()]{0,24}\)){0,10}"
    r"(?:(?:天使|种子|早期|股权)?(?:战略)?投资者?|奖金|融资|注资|出资|资助|奖励|捐赠|拨款|捐款|贷款|授信|补助|补贴|入股|增资|领[投头]|支持|作为战略投资者|为战略投资者|作为战略股东|作为股东|青睐|经费|资金)"
)


def _received(facts: Facts, scene: Scene, amounts: Sequence[AmountMention]) -> None:
    """Read 乙获得甲的投资, 乙引入甲作为战略投资者."""
    for match in _GETS.finditer(scene.text, scene.start, scene.end):
        if scene.covers(match.start()):
            continue
        index = scene.after(match.end())
        if index >= len(scene.args):
            continue
        receiver: Arg | None = scene.args[index - 1] if index else None
        first = scene.args[index]
        if scene.modifies(index):
            index += 1  # 获得荷兰甲公司投资, 获甲旗下乙投资: 乙 pays
        giver = scene.args[index]
        if receiver is None or receiver.start < scene.clause_start(match.start()):
            if not has_no_subject(scene, scene.clause_start(match.start()), match.start()):
                continue
            receiver = payee(scene, match.start()) or receiver
        clause = scene.clause_start(match.start())
        here = receiver and scene.start <= receiver.start and receiver.end <= match.start()
        if receiver and here and _OF_ANOTHER.search(scene.text, receiver.end, match.start()):
            continue  # 甲承担的攻关课题获乙资助: not 甲
        lead = blank(scene, match.end(), first.start)
        if giver.class_name not in GIVERS or not _FROM.fullmatch(lead):
            continue
        run = [a for a in scene.group(index, GIVERS) if a.start >= match.end()]
        partner = lead.endswith(("投资者", "股东"))  # 引进战略投资者甲
        if not partner and not _GOT.match(
            blank(scene, run[-1].end, min(scene.end, run[-1].end + 40))
        ):
            continue
        backed = _BACKED.match(blank(scene, run[-1].end, scene.clause_end(run[-1].end)))
        if backed and giver.class_name not in ("Fund", "Company"):
            continue  # 活动获得甲协会的支持: no money
        if giver.class_name == "Fund" and receiver is not None and receiver.start < clause:
            funds = [a for a in scene.args if a.class_name == "Fund" and a.end <= clause]
            receiver = funds[-1] if funds else receiver  # 甲管理乙基金,获得丙母基金出资: 乙
        if receiver is not None and receiver.class_name not in (*PAID, "Place"):
            receiver = None if 0 <= match.start() - receiver.end <= 4 else scene.subject
        if receiver is None or receiver in (first, *run):
            continue
        granted = giver.class_name == "Agency" and _GRANT.match(scene.text, run[-1].end)
        if receiver.class_name not in ((*PAID, "Place") if granted else PAID):
            continue
        listed = [receiver]
        if receiver.start >= clause and receiver.class_name in PAID:  # 甲、乙获得丙支持
            listed = scene.group(scene.after(receiver.start), PAID, with_others=False)
        listed = [a for a in listed if a.end <= match.start() or a is receiver]
        add_transfer(facts, scene, run, listed, amounts, match)
        scene.objects.discard(id(receiver))  # 甲获乙投资: what goes on is told of 甲


_BACKED = regex("(?:的|等|大力|鼎力|[单部]位|[^,;。资款经□]{0,6})(?:支持|青睐)[。!\\s]*$")
_OF_ANOTHER = regex(
    "的[^,;。]{2,30}(?:项目|课题|技术|成果|产品|平台|团队|工程|中心|论文)”?(?:[^,;。的]{0,6}|,[^,;。的]{0,8})$"
)
_GRANT = regex("[^,;。]{0,14}(?:资金|补助|补贴|经费|奖励)")  # 甲市获乙厅支持资金2亿元
_GOT_FROM = regex(
    "[^,。;]{0,16}(?:拿到|获得|得到|募集|筹集|融到|争取到|收到|申请到)了?[^,。;]{0,14}[元美欧]"
)


def _got_from(facts: Facts, scene: Scene, amounts: Sequence[AmountMention]) -> None:
    """Read 乙从甲那里拿到了1亿元投资, where who gives stands in front of the verb."""
    for index, giver in enumerate(scene.args):
        if giver.class_name not in GIVERS or not scene.text.endswith("从", 0, giver.start):
            continue
        got = _GOT_FROM.match(scene.text, giver.end, scene.end)
        if got is None:
            continue
        before = scene.args[index - 1] if index else None
        near = before is not None and before.start >= scene.clause_start(giver.start)
        receiver = before if near else payee(scene, giver.start)
        if receiver is not None and receiver.class_name in PAID:
            add_transfer(facts, scene, [giver], [receiver], amounts, got)


_AGREES = regex(
    "(?:等[^,。;]{0,10})?(?:正式)?(?:签署|签订|签下|达成)了?[^,。;]{0,4}投资(?:合作|意向|框架)*(?:协议|合同)"
)


def _agreed(facts: Facts, scene: Scene, amounts: Sequence[AmountMention]) -> None:
    """Read 甲基金与乙、丙签订投资协议: with whom a fund agrees gets its money."""
    for index, fund in enumerate(scene.args[:-1]):
        joined = fund.class_name == "Fund" and scene.joints[index] in ("与", "和", "同")
        if not joined or scene.args[index + 1].class_name not in PAID:
            continue
        firms = [a for a in scene.group(index + 1, PAID) if a.start > fund.start]
        agrees = _AGREES.match(scene.text, firms[-1].end)
        if agrees:
            add_transfer(facts, scene, [fund], firms, amounts, agrees)


BANK = regex("(?:银|开|分|支)行$")
_LENDS = regex("(?:获得?|取得)[^,;。]{0,24}?(?:授信|贷款)")


def _lent(facts: Facts, scene: Scene, amounts: Sequence[AmountMention]) -> None:
    """Read 甲与乙银行签署协议,获得授信1亿元: who signs with a bank borrows from it."""
    lends = _LENDS.search(scene.text, scene.start, scene.end)
    index = scene.after(lends.start()) - 1 if lends else 0
    if lends is None or index < 1 or scene.joints[index - 1] not in ("与", "同", "和"):
        return
    firm, bank = scene.args[index - 1 : index + 1]
    lender = bank.class_name == "Company" and BANK.search(bank.name)
    if lender and firm.class_name in PAID and SIGNS.match(scene.text, bank.end):
        add_transfer(facts, scene, [bank], [firm], amounts, lends)


_HANDS_OUT = regex(
    "(?:提前|紧急|预先|分批|集中|及时|迅速|统筹|先后|共|已)*(?:下达|下拨|拨付|预拨|安排|分配|划拨|拨出|切块|追加|发放|兑现|批出)(?!的|方案|办法|计划)"
)
# 其中甲独得320万元, 乙获得补助1200万元, 丙(800万元)
_OWN_PART = regex(
    r"[”’]?(?:\(|(?:则|也|还|已|各|分别)?(?:因[^,;。]{2,24})?(?:(?:独得|分得|获批|获拨|获奖补?|获补|享受|拿到|得到|领到|获得?)了?)"
    r"(?:资助|补助|补贴|奖励|奖金|支持|资金|“[^“”]{2,10}”){0,2}|(?:项目)?)[约近]?"
)


def _handed_out(
    facts: Facts, scene: Scene, amounts: Sequence[AmountMention], fund: Arg | None
) -> None:
    """Read what each gets of a sum: 财政部下达甲资金4亿元,其中乙省1.5亿元、丙省2亿元.

    Parameters
    ----------
    fund : what the sentence before spoke of, whose parts one that begins with 其中 tells.
    """
    text, sums = scene.text, [amount for amount in amounts if amount.amount is not None]
    if not sums:
        return
    among = text.find("其中", scene.start, scene.end)
    shares = []
    for amount in sums:
        at = scene.after(amount.start) - 1
        arg = scene.args[at] if at >= 0 else None
        if arg is None or arg.end > amount.start:
            continue
        place = arg.class_name == "Place" and arg.end == amount.start
        named = arg.class_name in PAID[:-1] and 0 <= among < arg.start
        if place or (named and _OWN_PART.fullmatch(text, arg.end, amount.start)):
            shares.append((arg, amount))
    first = shares[0][0].start if shares else scene.start
    verbs = list(_HANDS_OUT.finditer(text, scene.start, first))
    if shares and not verbs and fund and text.startswith("其中", scene.start):
        givers, verb = [fund], scene.start
    elif not verbs or scene.covers(verbs[-1].start()):
        return
    else:
        verb = verbs[-1].start()
        index = scene.after(verb) - 1
        givers = [a for a in scene.args if a.class_name == "Fund" and a.end <= first][-1:]
        own = topic_at(scene, verb, ("Agency",))
        if index >= 0 and scene.args[index].class_name == "Agency":
            own = scene.args[index]
        if own is not None and own.start >= scene.start:
            bodies = scene.group(scene.after(own.start), ("Agency",))
            bodies = [a for a in bodies if a.end <= verb]
            givers = bodies if shares[0][0].class_name == "Place" else [*bodies, *givers]
    for giver, (one, amount) in product(givers, shares):
        facts.add(
            giver.node,
            "funds",
            one.node,
            [(min(verb, giver.start), amount.end)],
            confidence=0.75,
            status=scene.status(verb),
            qualifiers={"amount": amount.amount},
        )
