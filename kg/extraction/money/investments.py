"""Who gives money to which named body: investments, grants, loans, gifts, shares in a fund."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import product

from kg.extraction.facts import Facts, Node
from kg.extraction.money.backers import INVESTORS, gives_to_funds
from kg.extraction.scene import Arg, Scene, government_of
from kg.extraction.sentences.subjects import has_no_subject, is_beside, topic_at, unexplained
from kg.extraction.sentences.together import sides
from kg.patterns import regex
from kg.values import AmountMention

_GIVERS = (*INVESTORS, "Agency")
_PAID = ("Company", "Institute", "IndustrialPark", "Project", "Association", "Fund")

# verbs whose object is the one that gets the money
_BUYS = (
    "加码|加注|押注|战略注资|投资入股|战略投资|战略入股|投资|入股|注资|增资|参股|控股|"
    "全资拥有|全资持有|全资持股|全资控股|全资收购|收购|并购|领投|参投|跟投|参与投资|参与认购|参与设立|参与发起|参与组建|投出|布局了|认缴|资助|捐赠|捐助|捐建|补助|投向|出资支持|参与出资"
)
# verbs that need a word or sum of money to be about money
_GIVES = (
    "给予|授予|拨付|下达|划拨|拨款|提供|发放|奖励|补贴|出资|投入|安排|支付|捐资|捐款|授信|贷款|参与"
)
_STAKE = "(?:增持|取得|获得|受让|认购|持有|购买|拿下|收购|拟获得|成为)"
_SHARES = regex(
    r"(?:[\d.]+%(?:[、和及与][\d.]+%)*)?(?:的)?(?:非公开发行|公开发行|定增)?(?:的)?(?:部分|全部|多数|少数|控股|新增|增发|定向增发)?(?:[\d.]+%)?(?:的)?(?:股权|股份|份额|注册资本|控股权|第[一二三]大股东|大股东|控股股东|股东)"
)
_FIRST = "".join(sorted({word[0] for word in f"{_BUYS}|{_GIVES}|{_STAKE[3:-1]}".split("|")}))
_VERB = regex(f"(?=[{_FIRST}])(?:(?P<buys>{_BUYS})|(?P<gives>{_GIVES})|(?P<stake>{_STAKE}))")
# 投资者, 投资额, 投资协议: no verb
_NOUN = regex(
    "者|人(?!工|民)|方(?!案)|额|总额|总|规模|协议|意向|环境|促进|控股|集团|管理|有限|基金|理念|机会|价值|风险|银行|服务|比例"
    "|出资|期|资本|能力|平台|商|界|圈|热|潮|回报|收益|领域|方向|成立|设立|组建|控|类|机构(?!包括|有|为)|子?公司|部门|总监|经理"
)
_FILL = regex(
    r"(?:了|过|给|到|于|向|的|人民币|元|总投资|约|□|资金|专项|财政|中央预算内|用于|在[^,;。]{0,12}|建设|兴建|新建|扩建|支持|开发|打造|实施|规划|参股|入股|收购|并购|控股|取得|获得"
    r"|成为|A股|上市|企业|公司|国内|国外|一家|初创|独角兽|项目|包括|有|如|等|多家|为|是|:|“|《|/|其|旗下|[\u4e00-\u9fff]{2,10}(?:企业|公司|厂商)|(?:近|超过?|逾|约)?\d+(?:余|多)?[个家项笔](?:项目|企业|公司)?,?(?:其中|代表性?|项目|主要)*(?=包括|有|如|涵盖)|涵盖)*"
)
# what a name in apposition stands behind: 控股国内领先的零售企业——甲
_APPOSED = regex(r"[^,;。]{2,40}?(?:企业|公司|机构|品牌|厂商|平台|银行|集团)(?:—+|-+|:|“)+")
_CASH = regex(r"资金|补助|补贴|贷款|授信|经费|奖励|奖金|融资|资助|支持|投资|赠款|拨款|款|元")


def add_transfers(facts: Facts, scene: Scene, amounts: Sequence[AmountMention]) -> None:
    """Say who gives money to whom: 甲投资乙5亿元, 甲向乙注资, 乙获甲投资, 甲投资的乙.

    Parameters
    ----------
    amounts : sums of the sentence.
    """
    for match in _VERB.finditer(scene.text, scene.start, scene.end):
        if scene.covers(match.start()) or _NOUN.match(scene.text, match.end()):
            continue
        if match["buys"] and _passive(facts, scene, match, amounts):
            continue
        receivers = _behind(scene, match)
        if not receivers and not match["stake"]:
            receivers = _addressed(scene, match)
        if not receivers and match["buys"] and _JOINS.match(scene.text, match.end()):
            receivers = _joined(scene, match)
        if not receivers:
            continue
        if match["buys"] == "布局了" and any(a.class_name != "Company" for a in receivers):
            continue  # 布局了甲基地
        if match["gives"] and not _about_money(scene, match, receivers):
            continue
        if match["buys"] in _TAKES_PART and not _PUT_IN.search(
            scene.text, scene.start, match.start()
        ):
            continue
        if match["stake"] and not _SHARES.match(scene.text, receivers[-1].end):
            continue
        givers = [g for g in _subjects(scene, match.start(), receivers) if g not in receivers]
        if scene.text[match.end() : receivers[0].start] == "的":
            givers = givers[-1:]  # 甲、乙控股的丙: a list in which 丙 stands behind 甲
        if scene.text.endswith("总", scene.start, match.start()):
            clause = scene.clause_start(match.start())
            givers = [g for g in givers if g.start >= clause]  # 总投资 is no verb that goes on
        _add(facts, scene, givers, receivers, amounts, match)
    _received(facts, scene, amounts)
    _lent(facts, scene, amounts)
    _handed_out(facts, scene, amounts)


def _spoken_of(scene: Scene, position: int) -> Arg | None:
    """Whom a clause without a subject speaks of, be it one that got money in the sentence."""
    topic = topic_at(scene, position, _PAID)
    if topic is not None and topic.start >= scene.start:
        return topic
    paid = [a for a in scene.args if id(a) in scene.objects and a.end <= position]
    return next((a for a in reversed(paid) if a.class_name in _PAID), topic)


# 甲以2亿元入股; 甲向其注资1亿元; 甲收购了该公司
_TAKES_PART = ("参与设立", "参与发起", "参与组建")  # 甲出资2亿元,参与设立乙基金
_PUT_IN = regex(r"(?:出资|认缴|投入)(?:出资)?[约近超不过]*[\d.]+[万亿]")
_JOINS = regex(
    r"了?(?:该|这家)(?:公司|企业)|(?:了?[约近超]?[\d.]+[万亿]+(?:美|欧|港)?元)?(?:[,;。]|$)"
)
_LED = regex("[领跟参]投")
_STAKES = ("入股", "战略入股", "投资入股", "战略投资", "增资", "注资", "加码", "参股")


def _joined(scene: Scene, verb: re.Match[str]) -> list[Arg]:
    """The firm spoken of, in which somebody takes a stake without its being named: 甲战略入股."""
    clause = scene.clause_start(verb.start())
    index = scene.after(verb.start()) - 1
    told = scene.text.startswith(_IT, verb.end()) or scene.text.endswith(
        _TO_IT, clause, verb.start()
    )
    if index < 0 or scene.args[index].start < clause:
        return []
    if verb["buys"] not in _STAKES and not told:
        return []
    if _LED.search(scene.text, scene.start, verb.start()):
        return []  # 甲领投,老股东乙继续加码: of the firm whose round it is
    giver = scene.args[index]
    if giver.class_name not in INVESTORS or not _BARELY.fullmatch(
        scene.text, giver.end, verb.start()
    ):
        return []
    paid = [a for a in scene.args if id(a) in scene.objects and a.end <= verb.start()]
    firm = next(
        (a for a in reversed(paid) if a.class_name == "Company"),
        topic_at(scene, verb.start(), ("Company",)),
    )
    return [firm] if firm is not None and firm.name != giver.name else []


_IT = ("该公司", "该企业", "这家公司", "这家企业", "了该公司", "了这家公司")
_TO_IT = ("向其", "对其", "向该公司", "对该公司", "对其追加", "向其追加", "对其进行")
_BARELY = regex(
    r"(?:等|机构|已|曾|均|先后|相继|陆续|纷纷|完成|又|再次|继续|率先|独家|将|拟|去年|[以斥出]资?[约近超]?[\d.]+[万亿]+(?:美|欧|港)?元(?:人民币)?|[向对](?:其|(?:该|这家)(?:公司|企业))(?:追加|累计)?|(?:战略|进行)*)*"
)


def _add(
    facts: Facts,
    scene: Scene,
    givers: Sequence[Arg],
    receivers: Sequence[Arg],
    amounts: Sequence[AmountMention],
    verb: re.Match[str],
) -> None:
    again = scene.text.endswith(("继续", "又", "再次"), scene.start, verb.start())
    finished = again or scene.text.startswith("了", verb.end())
    status = scene.status(verb.start(), finished=finished)
    if scene.text.endswith(_WISHES, scene.start, verb.start()):
        if _FELL_THROUGH.search(scene.text, verb.end(), scene.end):
            return
        status = "planned"  # 曾有意投资甲
    if status == "encouraged":
        return
    scene.objects.update(id(receiver) for receiver in receivers)
    if not givers:
        return
    involved = [*givers, *receivers]
    low = min(verb.start(), *(a.start for a in involved))
    high = max(verb.end(), *(a.end for a in involved))
    ahead = receivers[-1].end <= givers[0].start  # 甲增资1亿元;乙以2亿元入股
    amount = _amount(scene, amounts, givers[0].start if ahead else low, high)
    if amount:
        high = max(high, amount.end)
    apart = scene.text.endswith("分别", scene.start, verb.start()) and len(givers) > 1
    paired = apart and len(givers) == len(receivers)  # 甲、乙分别入股丙、丁
    for index, giver in enumerate(givers):
        for receiver in receivers[index : index + 1] if paired else receivers:
            if giver.class_name == receiver.class_name == "Fund":
                continue  # 母基金参股子基金 makes it a part
            facts.add(
                giver.node,
                "funds",
                receiver.node,
                [(low, high)],
                confidence=0.8,
                status=status,
                qualifiers={"amount": amount.amount if amount else None},
            )


_WISHES = ("有意", "有意向", "考虑", "寻求")
_FELL_THROUGH = regex("未能|未果|告吹|作罢|搁浅|未达成|终止|放弃")


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
        if amount.amount is not None and not founds and not scene.covers(amount.start):
            return amount
    return None


_FOUNDS = ("设立", "成立", "组建", "发起")


def _blank(scene: Scene, start: int, end: int) -> str:
    """The words of a range with sums of money blanked."""
    return _SUM.sub("□", scene.text[start:end])


_SUM = regex(
    r"(?:不?超过|不低于|逾|超|近|约|数|上)?(?:\d[\d.,]*|[一二三四五六七八九十百千数]+)?(?:余|多)?[十百千万亿]+(?:余|多)?(?:美元|欧元|港元|日元|英镑|人民币|新台币|元)+"
)


def _behind(scene: Scene, verb: re.Match[str]) -> list[Arg]:
    """The receivers right behind a verb: 投资了甲、乙; 资助甲500万元; 投资的企业包括甲."""
    index, place = scene.after(verb.end()), 0
    while index < len(scene.args):
        arg = scene.args[index]
        gap = _blank(scene, verb.end(), place or arg.start)
        apposed = verb["buys"] and arg.class_name in _PAID and _APPOSED.fullmatch(gap)
        if not apposed and (len(gap) > 30 or not _FILL.fullmatch(gap)):
            return []
        if arg.class_name == "Fund" and verb["gives"] in _APPROPRIATES:
            return []  # the fund is what is given
        kept = arg.class_name in _PAID and _KEPT.match(scene.text, arg.end)
        if kept or scene.modifies(index):
            index, place = index + 1, place or arg.start
            continue  # 出资1亿元收购德国甲公司, 投资了甲管理的乙
        if arg.class_name == "IndustrialPark" and gap.endswith(("在", "于")):
            index += 1
            continue  # 投资5亿元在甲园区建设乙项目
        if arg.class_name in _PAID or (arg.class_name == "Place" and verb["gives"]):
            named = re.match(r"的[^,]{0,8}(?:企业|公司|项目|机构)", gap)
            given = verb[0] in _GIFTS and gap == "的"  # 由甲捐建的乙
            if gap.startswith("的") and not (named or given) and arg.class_name != "Company":
                return []
            if gap == "的" and verb["buys"]:
                return [arg]  # of 甲控股的乙、丙 only 乙 is said to be
            run = scene.group(index, _PAID) if arg.class_name in _PAID else [arg]
            if scene.text.startswith(_OF_BOTH, run[-1].end):
                return []  # 收购甲与乙的合资公司
            return [a for a in run if a.start >= verb.end()]
        if arg.class_name != "Place":
            return []
        index += 1
    return []


_OF_BOTH = ("的合资公司", "的合资企业", "合资的", "合资成立的")
_KEPT = regex("(?:受托|负责)?(?:管理|运营)的(?![^,。;]{0,6}(?:权|业务))")
_KEEPS = regex("(?:担任|出任|为|任)[^,;。]{0,6}(?:管理人|合伙人|管理机构|GP)")
_TAKES_OVER = ("收购", "并购", "入股", "控股", "参股", "领投", "参投", "跟投")
_GIFTS = ("捐建", "捐赠", "捐助", "捐资", "资助")
_APPROPRIATES = ("下达", "安排", "拨付", "提供", "发放", "划拨", "拨款", "支付")
_COUNTED = regex(
    r"(?:等?[一二两三四五六七八九十\d]+余?[家个](?:企业|公司|项目|机构))?的(?:□|战略|首笔)*"
)
_ADDRESS = regex("(?:(?<![意倾走])向|(?<!针)对|给|(?<!作)为)$")


def _addressed(scene: Scene, verb: re.Match[str]) -> list[Arg]:
    """The receivers between a preposition and the verb: 向甲、乙投资."""
    index = scene.after(verb.start()) - 1
    if index < 0 or verb.start() - scene.args[index].end > 14:
        return []
    between = _blank(scene, scene.args[index].end, verb.start())
    completed = _COUNTED.fullmatch(between) is not None  # 完成对甲的增资
    if re.search("[,;。(]|申请|申报", between) or ("的" in between[:-1] and not completed):
        return []
    if verb[0] in _TAKES_OVER and not completed:
        return []  # 对甲收购乙展开调查
    arg = scene.args[index]
    run = scene.group(index, _PAID) if arg.class_name in _PAID else [arg]
    if arg.class_name not in (*_PAID, "Place"):
        return []
    lead = scene.text[max(scene.start, run[0].start - 4) : run[0].start]
    if _ADDRESS.search(lead) and (not completed or re.search("完成|实施|进行", lead)):
        return run
    return []


def _about_money(scene: Scene, verb: re.Match[str], receivers: Sequence[Arg]) -> bool:
    """Tell whether a general verb of giving has money as its object."""
    start = max(verb.end(), receivers[-1].end)
    if verb["gives"] == "出资" and receivers[0].class_name == "Fund":
        return True
    words = scene.text[min(verb.end(), start) : scene.clause_end(start)]
    for arg in receivers:
        words = words.replace(scene.text[arg.start : arg.end], "")
    return bool(_CASH.search(words)) and not re.search(r"服务|方案|产品|技术支持", words)


_LISTING = ("是", "为", "系", "有", "包括", ":", "—", "-")


def _subjects(scene: Scene, at: int, receivers: Sequence[Arg]) -> list[Arg]:
    """Who gives: the nearest body before the verb in its clause, else the subject that goes on."""
    clause = scene.clause_start(at)
    here = receivers[0].start if receivers[0].start >= clause else at
    index = scene.after(min(at, here)) - 1
    while index >= 0:
        arg = scene.args[index]
        same = arg.start >= clause
        if arg.class_name in _GIVERS and id(arg) not in scene.objects:
            run = scene.group(index, _GIVERS)
            before = scene.text[max(scene.start, run[0].start - 2) : run[0].start]
            if not same and (
                _IS_PART.match(scene.text, run[-1].end)  # 设立甲等子基金,投资了乙
                or is_beside(scene, run[0])  # 甲获得乙的投资,收购丙: 甲
                or _KEEPS.match(scene.text, run[-1].end)  # 甲担任管理人,已投资乙
                or before.endswith(_LISTING)  # 甲是乙的股东,投资丙; 跟投方有乙;又投资丙
                or scene.text.startswith("其中", scene.clause_start(run[0].start))
            ):
                index -= len(run)  # 其中甲认缴1亿元,已投资乙
                continue
            if same and arg.class_name == "Fund" and before == "通过":
                return run  # 甲局通过乙基金投资丙
            granted = not same and before.endswith(("经", "受", "获"))  # 经甲批准组建,控股乙
            if granted or (scene.is_adjunct(run[0]) and not (same and before.endswith("由"))):
                if (
                    same
                    and before.endswith(("与", "同"))
                    and not _SIGNS.match(scene.text, run[-1].end)
                ):
                    return run
                index -= len(run)
                continue
            if at - run[-1].end > (40 if same else 60):
                break
            if not same and _ALONE.search(scene.text, clause, at):
                if scene.is_with(run[0]):
                    index -= len(run)
                    continue
                run = sides(scene, run, False)[0] or run  # 甲与乙签约,又投资丙: 甲
            parted = scene.text.find(";", run[-1].end, at) >= 0 and scene.text[at - 1] != "的"
            if parted and unexplained(scene, clause, min(at, here)) > _LEFT_OUT:
                break  # 与甲终止谈判;乙拟收购丙: 乙, though it is not seen as a name
            topic = None if same else topic_at(scene, at, _GIVERS)
            if (
                topic
                and topic.end < run[0].start
                and _MADE_BY.fullmatch(scene.text, topic.end, run[0].start)
            ):
                return [topic]  # 甲基金由乙出资2亿元设立,已投向丙
            if not same and _SIGNS.match(scene.text, run[-1].end):
                firms = [a for a in run if a.class_name == "Company"]
                topic = topic_at(scene, at, ("Company",))
                return firms[:1] or ([topic] if topic else [])  # 甲与乙管委会签约,拟投资丙
            return run
        near = same and at - arg.end <= 6 and arg.start - clause <= 8
        if near and not scene.is_adjunct(arg) and (government := government_of(arg)):
            return [government]
        if not same and arg.class_name == "Policy":
            return []
        if arg.class_name == "Person" and _INVESTS_HIMSELF.match(scene.text, arg.end):
            return []
        index -= 1
    if scene.text.startswith(("继", "在", "自"), clause):  # 继投资乙之后,甲又投资丙
        following = scene.after(scene.clause_end(at))
        if following < len(scene.args) and scene.args[following].class_name in INVESTORS:
            return [scene.args[following]]
    if _ITEM.fullmatch(scene.text, clause, min(at, here)):
        return []  # 二、补助甲: one of the uses of a fund
    if not has_no_subject(scene, clause, min(at, here)):
        return []
    topic = topic_at(scene, at, _GIVERS)
    if topic is not None:
        return [topic]
    subject = scene.subject
    return (
        [subject] if subject is not None and at - scene.start < 30 and clause == scene.start else []
    )


_LEFT_OUT = 6  # characters of a part of a sentence that name nobody: 又以1.5亿元
# 甲先生于2007年个人投资乙,同年参与投资丙
_INVESTS_HIMSELF = regex(r"(?:先生|女士)?[^,;。]{0,12}(?:个人|本人|先后|曾|[\d年月])*投资")
_ALONE = regex("[又还再]|此后|随后")
_IS_PART = regex("等[^,;。]{0,8}子基金")
_MADE_BY = regex("[系是]?由[^,;。]{0,30}")
_ITEM = regex(r"\s*\(?[一二三四五六七八九十]{1,3}[)、]\s*")
_SIGNS = regex(r"(?:[^,;。]{0,10})(?:签约|签署|签订|达成)")


def _passive(
    facts: Facts, scene: Scene, verb: re.Match[str], amounts: Sequence[AmountMention]
) -> bool:
    """Read 乙被甲收购, 乙由甲投资: the giver stands between 被 or 由 and the verb."""
    index = scene.after(verb.start()) - 1
    if index < 1 or not _BY.fullmatch(_blank(scene, scene.args[index].end, verb.start())):
        return False
    if scene.args[index].class_name not in _GIVERS:
        return False
    run = scene.group(index, _GIVERS)
    lead = scene.text[max(scene.start, run[0].start - 1) : run[0].start]
    first = scene.after(run[0].start)
    if lead not in ("被", "由", "经") or first == 0:
        return False
    before = scene.args[first - 1]
    if scene.text.find(",", before.end, run[0].start) >= 0:
        before = _spoken_of(scene, verb.start()) or before  # 甲A轮由乙投资,B轮由丙投资
    if before.class_name == "IndustrialPark" and scene.text.endswith(("在", "于"), 0, before.start):
        topic = topic_at(scene, verb.start(), ("Project", "Company"))
        if topic is None:
            return False
        _add(facts, scene, run, [topic], amounts, verb)  # 甲项目在乙园区开工,由丙投资
        return True
    if before.class_name not in _PAID or run[0].start - before.end > 20:
        return False
    behind = scene.text[run[-1].end : verb.start()]
    if (
        scene.text.startswith("的", verb.end())
        or "," in behind
        or re.search("[;。]", scene.text[before.end : verb.start()])
    ):
        return False
    _add(facts, scene, run, [before], amounts, verb)
    return True


_BY = regex(r"(?:[以斥出]资?□|[^,;。]){0,6}")  # 被甲以2亿元收购
_OWNED = regex("旗下的?|下属的?|控股的")
_GETS = regex("获批|获得?了?|争取到|(?:接受|得到|拿到|收到|引入|引进|吸引)了?")
_FROM = regex(
    r"(?:了|来自|由|□|\s|(?:战略|机构|产业)(?:投资者|股东)|新股东|[\u4e00-\u9fffA-Za-z]{2,8}、)*"
)
_GOT = regex(
    r"(?:的|等|(?:拨付|发放|提供|给予|下达|颁发|支付|授予)的|完成|进行|[家位]?(?:企业|机构|公司)|合计|共计|总计|及其[^,;。]{0,6}|□|在内|多家|机构|[\d,.]|联合|旗下|数|大额|约|近|超|一次性|重大|专项|重点|科技|科研|财政|股权|(?:天使|种子|战略|首|新一|[上本一二两三四五多几]|[Pp]re-?|[A-H][1-9]?\+*){0,3}轮(?:次)?|政府|首笔|\([^()]*\))*"
    r"(?:(?:天使|种子|早期|股权)?(?:战略)?投资者?|奖金|融资|注资|出资|资助|奖励|捐赠|拨款|捐款|贷款|授信|补助|补贴|入股|增资|领投|支持|作为战略投资者|为战略投资者|作为战略股东|作为股东|青睐|经费|资金)"
)


_GRANT = regex("[^,;。]{0,14}(?:资金|补助|补贴|经费|奖励)")


def _received(facts: Facts, scene: Scene, amounts: Sequence[AmountMention]) -> None:
    """Read 乙获得甲的投资, 乙引入甲作为战略投资者."""
    for match in _GETS.finditer(scene.text, scene.start, scene.end):
        if scene.covers(match.start()) or gives_to_funds(scene, match.start()):
            continue
        index = scene.after(match.end())
        if index >= len(scene.args):
            continue
        receiver: Arg | None = scene.args[index - 1] if index else None
        if scene.args[index].class_name == "Place" and scene.modifies(index):
            index += 1  # 获得荷兰甲公司投资
        owner = scene.args[index]
        if index + 1 < len(scene.args) and _OWNED.fullmatch(
            scene.text, owner.end, scene.args[index + 1].start
        ):
            index += 1  # 获甲旗下乙投资: 乙 pays
        giver = scene.args[index]
        if receiver is None or receiver.start < scene.clause_start(match.start()):
            if not has_no_subject(scene, scene.clause_start(match.start()), match.start()):
                continue
            receiver = _spoken_of(scene, match.start()) or receiver
        clause = scene.clause_start(match.start())
        if scene.text.startswith(("继", "在", "自"), clause):  # 继获得甲投资后,乙再次融资
            following = scene.args[scene.after(scene.clause_end(match.end())) :][:1]
            receiver = following[0] if following else receiver
        began = owner if receiver is None else scene.args[scene.after(match.end())]
        lead = _blank(scene, match.end(), began.start)
        if giver.class_name not in _GIVERS or not _FROM.fullmatch(lead):
            continue
        run = [a for a in scene.group(index, _GIVERS) if a.start >= match.end()]
        partner = lead.endswith(("投资者", "股东"))  # 引进战略投资者甲
        if not partner and not _GOT.match(
            _blank(scene, run[-1].end, min(scene.end, run[-1].end + 40))
        ):
            continue
        if receiver is not None and receiver.class_name not in (*_PAID, "Place"):
            beside = 0 <= match.start() - receiver.end <= 4 and receiver.class_name == "Person"
            receiver = None if beside else scene.subject
        if receiver is None or receiver in (owner, *run):
            continue
        granted = receiver.class_name == "Place" and giver.class_name == "Agency"
        granted = granted and _GRANT.match(scene.text, run[-1].end) is not None
        if receiver.class_name not in _PAID and not granted:
            continue
        _add(facts, scene, run, [receiver], amounts, match)
        scene.objects.discard(id(receiver))  # 甲获乙投资: what goes on is told of 甲


_LENDS = regex("(?:提供|获得?|给予|授予|发放|取得)[^,;。]{0,24}?(?:授信|贷款|融资支持)")


def _lent(facts: Facts, scene: Scene, amounts: Sequence[AmountMention]) -> None:
    """Read 甲与乙银行签署协议,获得授信1亿元: who signs with a bank borrows from it."""
    lends = _LENDS.search(scene.text, scene.start, scene.end)
    index = scene.after(lends.start()) - 1 if lends else 0
    if lends is None or index < 1 or scene.args[index].end > scene.clause_start(lends.start()):
        return
    pair = scene.args[index - 1 : index + 1]
    joined = scene.joints[index - 1] in ("与", "同", "和")
    banks = [a for a in pair if a.class_name == "Company" and a.name.endswith("银行")]
    firms = [a for a in pair if a not in banks and a.class_name in ("Company", "Project")]
    if joined and banks and firms and _SIGNS.match(scene.text, pair[1].end):
        _add(facts, scene, banks, firms, amounts, lends)


_HANDS_OUT = regex(
    "(?:提前|紧急|预先|分批|集中|及时|迅速|统筹|先后|共|已)*(?:下达|拨付|预拨|安排|分配|划拨|拨出|切块|追加)(?!的|方案|办法|计划)"
)


def _handed_out(facts: Facts, scene: Scene, amounts: Sequence[AmountMention]) -> None:
    """Read what regions get of a sum: 财政部下达甲资金4亿元,其中乙省1.5亿元、丙省2亿元."""
    if "Place" not in scene.kinds or not amounts:
        return
    sums = {amount.start: amount for amount in amounts if amount.amount is not None}
    shares = [(a, sums[a.end]) for a in scene.args if a.class_name == "Place" and a.end in sums]
    first = shares[0][0].start if shares else scene.start
    verbs = list(_HANDS_OUT.finditer(scene.text, scene.start, first))
    if not verbs or scene.covers(verbs[-1].start()):
        return
    verb = verbs[-1].start()
    index = max((i for i, a in enumerate(scene.args) if a.end <= verb), default=-1)
    givers = [a for a in scene.args[: index + 1] if a.class_name == "Fund"][-1:]
    body = scene.args[index] if index >= 0 else None
    if body and body.class_name == "Agency" and verb - body.end <= 24:
        givers = [a for a in scene.group(index, ("Agency",)) if a.end <= verb]
    givers = givers or [a for a in scene.args if a.class_name == "Fund" and a.end <= first][-1:]
    for giver, (place, amount) in product(givers, shares):
        facts.add(
            giver.node,
            "funds",
            Node("Place", place.name),
            [(min(verb, giver.start), amount.end)],
            confidence=0.75,
            status=scene.status(verb),
            qualifiers={"amount": amount.amount},
        )
