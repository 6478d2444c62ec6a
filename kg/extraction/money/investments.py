"""Who gives money to which named body: investments, grants, loans, gifts, shares in a fund."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.facts import Facts
from kg.extraction.money.backers import INVESTORS
from kg.extraction.money.payers import UNGRANTED
from kg.extraction.money.receipts import BANK, add_receipts
from kg.extraction.money.transfers import GIVERS, PAID, SIGNS, add_transfer, blank, payee
from kg.extraction.scene import WHAT_IT_IS, Arg, Scene
from kg.extraction.sentences.subjects import has_no_subject, is_beside, topic_at, unexplained
from kg.extraction.sentences.together import sides
from kg.patterns import regex
from kg.values import AmountMention

# verbs whose object is the one that gets the money
_BUYS = (
    "加码|加注|押注|直投|投建|追加(?=[约近超]?\\d[\\d.]*[万亿]元)|(?<=已)投(?![资入产放向运用保票标出给中身递送射影])|战略注资|投资入股|战略投资|战略入股|(?<=元)拿下|购得|投资|入股|注资|增资|参股|控股|"
    "斥资|豪掷|全资拥有|全资持有|全资持股|全资控股|全资收购|共同持股|收购|并购|兼并|买下|领投|参投|跟投|参与投资|参与认购|参与设立|参与发起|参与组建|投出|投(?=[约近超]?\\d[\\d.]*[百千万亿])|布局了|投给|认缴|资助|捐赠|捐助|捐建|补助|投向|出资支持|参与出资"
)
# verbs that need a word or sum of money to be about money
_GIVES = (
    "给予|授予|拨付|下达|划拨|拨款|提供|发放|奖励|补贴|出资|投入|安排|拿出|批了|批出|支付|捐资|捐款"
    "|授信|贷款|参与|注入"
)
_STAKE = "(?:增持|取得|获得|受让|认购|持有|购买|拿下|收购|拟获得|成为)"
_SHARES = regex(
    r"(?:[\d.]+%(?:[、和及与][\d.]+%)*)?(?:的)?(?:非公开发行|公开发行|定增)?(?:的)?(?:部分|全部|多数|少数|控股|新增?|增发|定向增发)?(?:[\d.]+%)?(?:的)?(?:股权|股份|份额|注册资本|控股权|第[一二三]大股东|大股东|控股股东|股东)"
)
_FIRST = "".join(sorted({word[0] for word in f"{_BUYS}|{_GIVES}|{_STAKE[3:-1]}".split("|")}))
_VERB = regex(f"(?=[{_FIRST}])(?:(?P<buys>{_BUYS})|(?P<gives>{_GIVES})|(?P<stake>{_STAKE}))")
# 投资者, 投资额, 投资协议: no verb
_NOUN = regex(
    "者|人(?!工|民)|方(?!案)|额|总额|总|规模|协议|意向|环境|促进|控股|集团|管理|有限|基金|理念|机会|价值|风险|银行|服务|比例"
    "|主体|备案|核准|策略|移民|主管|组合|(?:类|建设)?项目(?:进行|核准|审批|备案|的?管理)|(?<=兼并)重组|(?<=捐赠)(?:企业|单位|仪式)"
    "|出资|期|主线|组合|建议|逻辑|资本|能力|平台|商|界|圈|热|潮|回报|收益|领域|方向|成立|设立|组建|控|类|机构(?!包括|有|为)|子?公司|部门|总监|经理"
)
_FILL = regex(
    r"(?:了|过|给|到|于|向|的|人民币|元|总投资|约|□|资金|专项|财政|中央预算内|用于|,?(?:拟|计划|将)?在[^,;。]{0,12}|建设|兴建|新建|扩建|建[了成起]?|支持|开发|打造|实施|规划|参股|入股|收购|并购|控股|取得|获得"
    r"|成为|A股|上市|企业|公司|国内|国外|一家|初创|独角兽|项目|包括|有|如|等|多家|为|是|:|“|《|/|其|旗下|[\u4e00-\u9fff]{2,10}(?:企业|公司|厂商)|(?:近|超过?|逾|约)?\d+(?:余|多)?[个家项笔](?:项目|企业|公司)?,?(?:其中|代表性?|项目|主要)*(?=包括|有|如|涵盖)|涵盖)*"
)
# what a name in apposition stands behind: 控股国内领先的零售企业——甲
_APPOSED = regex(r"[^,;。]{2,40}?(?:企业|公司|机构|品牌|厂商|平台|银行|集团)(?:—+|-+|:|“)+")
_NO_CASH = regex("警告|处罚|处分|罚款|服务|方案|产品|技术支持|赔偿|违约金|利息|货款|租金|抚养费")
_CASH = regex(
    r"资金|补助|补贴|贷款|授信|经费|奖励|奖金|融资|资助|财政支持|信贷|投资|赠款|拨款|款|元"
)


def add_transfers(
    facts: Facts, scene: Scene, amounts: Sequence[AmountMention], fund: Arg | None
) -> None:
    """Say who gives money to whom: 甲投资乙5亿元, 甲向乙注资, 乙获甲投资, 甲投资的乙.

    Parameters
    ----------
    amounts : sums of the sentence.
    fund : the fund that the sentences before speak of.
    """
    for match in _VERB.finditer(scene.text, scene.start, scene.end):
        if scene.covers(match.start()) or _NOUN.match(scene.text, match.end()):
            continue
        clause = scene.clause_start(match.start())
        near = max(clause, match.start() - 60), match.start()
        if _OTHERS.search(scene.text, *near) or UNGRANTED.search(scene.text, *near):
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
        if match["gives"] in _LENDS and scene.text.endswith(_OWED, scene.start, match.start()):
            continue  # 小额贷款, 偿还贷款: a noun
        if match["gives"] and not _about_money(scene, match, receivers):
            continue
        if match["buys"] in _TAKES_PART and not _PUT_IN.search(
            scene.text, scene.start, match.start()
        ):
            continue
        if match["stake"] and not _SHARES.match(scene.text, receivers[-1].end):
            continue
        if match["stake"] == "持有" and (
            _SOLD.match(scene.text, receivers[-1].end)  # 甲将持有的乙股份转让给丙
            or _BOUGHT_FROM.search(scene.text, *near)  # 丙受让甲所持有的乙股份
        ):
            continue
        sellers = {a.name for a in scene.args if match.end() <= a.start < receivers[0].start}
        givers = _subjects(scene, match.start(), receivers)
        givers = [g for g in givers if g not in receivers and g.name not in sellers]
        sums = amounts
        if match["buys"] and (fund := _fund_at_work(scene, match.start())):
            givers, sums = [fund], [a for a in amounts if a.start > match.start()]  # not its size
        together = scene.text.endswith(_TOGETHER, scene.start, match.start())
        if scene.text[match.end() : receivers[0].start] == "的" and not together:
            givers = givers[-1:]  # 甲、乙控股的丙: 丙 may stand behind 甲 in a list
        total = scene.text.endswith("总", scene.start, match.start())
        if total or _OF_WORTH.match(scene.text, match.end()):
            # 总投资, 投资1亿元的甲: no verb that goes on
            givers = [g for g in givers if g.start >= clause]
        if match["gives"] in _LENDS and all(BANK.search(a.name) for a in receivers):
            givers, receivers = receivers, givers  # 甲向乙银行贷款: 乙 pays
        if receivers:
            add_transfer(facts, scene, givers, receivers, sums, match)
    add_receipts(facts, scene, amounts, fund)


_LENDS = ("贷款", "授信")
_OWED = ("偿还", "归还", "还清", "小额", "信用", "抵押", "发放", "办理")
_OTHERS = regex("(?:先生|女士|某)$")  # 甲公告乙先生持有丙: not 甲
_SOLD = regex("[^,;。]{0,24}(?:转让|出让|出售|转给|给)")
_BOUGHT_FROM = regex("(?:受让|收购|购买|买入)[^,;。]{2,24}所?$")
_TOGETHER = ("共同", "联合", "一同", "分别", "一起")
_OF_WORTH = regex(r"[约近超逾]?[\d.]+[百千万亿]+(?:[美欧港日]?元|英镑)的")
_SO_FAR = regex(
    "(?:首[批期笔]|意向|拟|将|计划|主要|目前|现|如今|截至[^,;。]{2,10}|累计|已经?|先后|共|□)+"
)


def _fund_at_work(scene: Scene, verb: int) -> Arg | None:
    """The fund that the sentence says was set up and that now invests: 甲设立乙基金,已投资丙."""
    made = scene.made[-1] if scene.made else None
    clause = scene.clause_start(verb)
    if made is None or made.class_name != "Fund" or made.end > clause:
        return None
    return made if _SO_FAR.fullmatch(blank(scene, clause, verb)) else None


# 甲以2亿元入股; 甲向其注资1亿元; 甲收购了该公司
_TAKES_PART = ("参与设立", "参与发起", "参与组建")  # 甲出资2亿元,参与设立乙基金
_PUT_IN = regex(r"(?:出资|认缴|投入|自[有筹]资金|斥资|拟以)(?:出资)?[约近超不过]*[\d.]+[万亿]")
_JOINS = regex(
    r"了?(?:该|这家)(?:公司|企业)|(?:了?[约近超]?[\d.]+[万亿]+(?:美|欧|港)?元)?(?:[,;。]|$)"
)
_STAKES = ("入股", "战略入股", "投资入股", "战略投资", "增资", "注资", "加码", "参股")


def _joined(scene: Scene, verb: re.Match[str]) -> list[Arg]:
    """The firm spoken of, in which somebody takes a stake without its being named: 甲战略入股."""
    clause = scene.clause_start(verb.start())
    index = scene.after(verb.start()) - 1
    if index < 0 or scene.args[index].start < clause:
        return []
    if verb["buys"] not in _STAKES:
        return []
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


_BARELY = regex(
    r"(?:等|机构|已|曾经?|亦|还|也|均|先后|相继|陆续|纷纷|完成|又|再次|继续|率先|独家|将|拟|去年|[以斥出]资?[约近超]?[\d.]+[万亿]+(?:美|欧|港)?元(?:人民币)?|[向对](?:其|(?:该|这家)(?:公司|企业))(?:追加|累计)?|(?:战略|进行)*)*"
)


def _behind(scene: Scene, verb: re.Match[str]) -> list[Arg]:
    """The receivers right behind a verb: 投资了甲、乙; 资助甲500万元; 投资的企业包括甲."""
    index, place = scene.after(verb.end()), 0
    while index < len(scene.args):
        arg = scene.args[index]
        gap = blank(scene, verb.end(), place or arg.start)
        apposed = verb["buys"] and arg.class_name in PAID and _APPOSED.fullmatch(gap)
        if not apposed and (len(gap) > 30 or not _FILL.fullmatch(gap)):
            return []
        if arg.class_name == "Fund" and verb["gives"] in _APPROPRIATES:
            return []  # the fund is what is given
        if scene.modifies(index):
            index, place = index + 1, place or arg.start
            continue  # 出资1亿元收购德国甲公司
        if arg.class_name in ("IndustrialPark", "Place") and gap.endswith(("在", "于")):
            index += 1
            continue  # 投资5亿元在甲园区建设乙项目
        if arg.class_name in PAID or (arg.class_name == "Place" and verb["gives"]):
            named = re.match(r"的[^,]{0,8}(?:企业|公司|项目|机构)(?!在)", gap)
            given = verb[0] in _GIFTS and gap == "的"  # 由甲捐建的乙
            if gap.startswith("的") and not (named or given) and arg.class_name not in _HELD:
                return []
            if gap == "的" and verb["buys"]:
                return [arg]  # of 甲控股的乙、丙 only 乙 is said to be
            run = scene.group(index, PAID)
            run = [a for a in run if not scene.text.startswith(":", a.end)] or run[:1]
            if scene.text.startswith(_OF_BOTH, run[-1].end):
                return []  # 收购甲与乙的合资公司
            if scene.text.startswith(_SOLD_BY, run[-1].end):
                index, place = scene.after(run[-1].end), place or arg.start
                continue  # 收购甲持有的乙
            return [a for a in run if a.start >= verb.end()]
        if arg.class_name != "Place":
            return []
        index += 1
    return []


_HELD = ("Company", "Fund")
_OF_BOTH = ("的合资公司", "的合资企业", "合资的", "合资成立的")
_SOLD_BY = ("持有的", "所持", "手中的", "名下的")
_KEEPS = regex("(?:担任|出任|为|任)[^,;。]{0,6}(?:管理人|合伙人|管理机构|GP)")
_TAKES_OVER = ("收购", "并购", "兼并", "买下", "入股", "控股", "参股", "领投", "参投", "跟投")
_GIFTS = ("捐建", "捐赠", "捐助", "捐资", "资助", "投建")
_APPROPRIATES = ("下达", "安排", "拨付", "提供", "发放", "划拨", "拨款", "支付")
_COUNTED = regex(
    r"(?:等?[一二两三四五六七八九十\d]+余?[家个](?:企业|公司|项目|机构))?的(?:□|战略|首笔|首轮|新一轮|独家|联合|天使轮|[A-H]轮)*"
)
# 向甲增资, 对新能源企业甲增资
_ADDRESS = regex(
    rf"(?:(?<![意倾走])向|(?<!针)对)(?:{WHAT_IT_IS})?$"
    r"|(?:给|(?<![意倾走])向|(?<!针)对|(?<!作)为)(?:[该此]|这[家个座])?$"
)


def _addressed(scene: Scene, verb: re.Match[str]) -> list[Arg]:
    """The receivers between a preposition and the verb: 向甲、乙投资."""
    index = scene.after(verb.start()) - 1
    if index < 0 or verb.start() - scene.args[index].end > 14:
        return []
    between = blank(scene, scene.args[index].end, verb.start())
    completed = _COUNTED.fullmatch(between) is not None  # 完成对甲的增资
    if re.search("[,;。(]|申请|申报|附属|子公司|股东|员工|职工|客户|家属|人员|负责人", between) or (
        "的" in between[:-1] and not completed
    ):
        return []
    if verb[0] in _TAKES_OVER and not completed:
        return []  # 对甲收购乙展开调查
    arg = scene.args[index]
    if arg.class_name not in (*PAID, "Place"):
        return []
    for run in (scene.group(index, PAID) if arg.class_name in PAID else [arg], [arg]):
        first = scene.after(run[0].start)
        of_whom = first and scene.modifies(first - 1)
        begin = scene.args[first - 1].start if of_whom else run[0].start  # 对德国甲公司的收购
        lead = scene.text[max(scene.start, begin - 16) : begin]
        told = not completed or re.search("完成|实施|进行|通过", lead)
        if told and _ADDRESS.search(lead):
            return [a for a in run if a.end <= verb.start()]
    return []  # 甲等六家银行向乙贷款: 甲 and 乙 are no list


def _about_money(scene: Scene, verb: re.Match[str], receivers: Sequence[Arg]) -> bool:
    """Tell whether a general verb of giving has money as its object."""
    start = max(verb.end(), receivers[-1].end)
    words = scene.text[min(verb.end(), start) : scene.clause_end(start)]
    for arg in receivers:
        words = words.replace(scene.text[arg.start : arg.end], "")
    told = verb[0].endswith("款") or _CASH.search(words)  # 拨款支持甲
    return bool(told) and not _NO_CASH.search(words)


_LISTING = ("是", "为", "系", "有", "包括", ":", "—", "-")


def _subjects(scene: Scene, at: int, receivers: Sequence[Arg]) -> list[Arg]:
    """Who gives: the nearest body before the verb in its clause, else the subject that goes on."""
    clause = scene.clause_start(at)
    here = receivers[0].start if receivers[0].start >= clause else at
    index = scene.after(min(at, here)) - 1
    while here < at and index >= 0 and scene.modifies(index):
        index -= 1  # 向甲旗下的乙出资: not 甲
    while index >= 0:
        arg = scene.args[index]
        same = arg.start >= clause
        if arg.class_name in GIVERS and id(arg) not in scene.objects:
            run = scene.group(index, GIVERS)
            if not same and scene.text.startswith(("这是", "这也是"), clause):
                return []  # 甲、乙各认缴1亿元,这是银行首次参股丙: said already
            if _is_passed_over(scene, run, same):
                index -= len(run)
                continue
            if at - run[-1].end > (40 if same else 60):
                break
            if same and _ACTS_FOR.search(scene.text, run[-1].end, at):
                return []  # 甲集团董事长乙代表丙协会捐赠
            if not same and _ALONE.search(scene.text, clause, at):
                if scene.is_with(run[0]):
                    index -= len(run)
                    continue
                run = sides(scene, run, False)[0] or run  # 甲与乙签约,又投资丙: 甲
            parted = scene.text.find(";", run[-1].end, at) >= 0
            if parted and unexplained(scene, clause, min(at, here)) > _LEFT_OUT:
                break  # 与甲终止谈判;乙拟收购丙: 乙, though it is not seen as a name
            return run if same else _of_earlier(scene, run, at)
        if arg.class_name == "Person" and _INVESTS_HIMSELF.match(scene.text, arg.end):
            return []
        index -= 1
    return _of_no_name(scene, at, min(at, here))


def _is_passed_over(scene: Scene, run: Sequence[Arg], same: bool) -> bool:
    """Tell whether bodies in front of a verb do not give what it says.

    Parameters
    ----------
    same : they stand in the clause of the verb.
    """
    if same:
        return scene.text.startswith(_KIN, run[-1].end)  # 甲子公司收购乙: not 甲
    before = scene.text[max(scene.start, run[0].start - 2) : run[0].start]
    return (
        is_beside(scene, run[0])  # 甲获得乙的投资,收购丙: 甲
        or _KEEPS.match(scene.text, run[-1].end) is not None  # 甲担任管理人,已投资乙
        or scene.text.startswith(_BECOMES, run[-1].end)  # 甲收购乙,乙成为其子公司;又认购丙
        or before.endswith(_LISTING)  # 甲是乙的股东,投资丙; 跟投方有乙;又投资丙
        or before.endswith(("经", "受", "获"))  # 经甲批准组建,控股乙
        # 其中甲认缴1亿元,已投资乙
        or scene.text.startswith("其中", scene.clause_start(run[0].start))
        or scene.is_adjunct(run[0])
    )


def _of_earlier(scene: Scene, run: list[Arg], at: int) -> list[Arg]:
    """Who gives, of the bodies of an earlier clause, unless it tells of another."""
    if not SIGNS.match(scene.text, run[-1].end):
        return run
    firms = [a for a in run if a.class_name == "Company"]
    topic = topic_at(scene, at, ("Company",))
    return firms[:1] or ([topic] if topic else [])  # 甲与乙管委会签约,拟投资丙


def _of_no_name(scene: Scene, at: int, stop: int) -> list[Arg]:
    """Who gives where no name in front of a verb does: whom the clauses before speak of."""
    clause = scene.clause_start(at)
    if _ITEM.fullmatch(scene.text, clause, stop):
        return []  # 二、补助甲: one of the uses of a fund
    topic = topic_at(scene, at, GIVERS)
    if topic is not None:
        return [topic]
    begins = at - scene.start < 30 and clause == scene.start
    if scene.subject is not None and begins and has_no_subject(scene, clause, stop):
        return [scene.subject]
    return []


_KIN = ("母公司", "子公司", "的子公司", "全资子公司", "控股子公司", "控股股东", "股东")
_BECOMES = ("成为其", "成了其", "成为公司", "成为该公司")
_LEFT_OUT = 6  # characters of a part of a sentence that name nobody: 又以1.5亿元
# 甲先生于2007年个人投资乙,同年参与投资丙
_INVESTS_HIMSELF = regex(r"(?:先生|女士)?[^,;。]{0,12}(?:个人|本人|先后|曾|[\d年月])*投资")
_ACTS_FOR = regex("(?<!人大)代表[^,;。]{2,12}[向为给]")
_ALONE = regex("[又还再]|此后|随后")
_ITEM = regex(r"\s*\(?[一二三四五六七八九十]{1,3}[)、]\s*")


def _passive(
    facts: Facts, scene: Scene, verb: re.Match[str], amounts: Sequence[AmountMention]
) -> bool:
    """Read 乙被甲收购, 乙由甲投资: the giver stands between 被 or 由 and the verb."""
    index = scene.after(verb.start()) - 1
    if index < 0 or not _BY.fullmatch(blank(scene, scene.args[index].end, verb.start())):
        return False
    if scene.args[index].class_name not in GIVERS:
        return False
    run = scene.group(index, GIVERS)
    if index < 1:
        return False
    first = scene.after(run[0].start)
    by = _BY_KIND.search(scene.text, max(scene.start, run[0].start - 18), run[0].start)
    if by is None or first == 0:
        return False
    before = scene.args[first - 1]
    if scene.text.find(",", before.end, run[0].start) >= 0:
        before = payee(scene, verb.start()) or before  # 甲A轮由乙投资,B轮由丙投资
        if before.start < scene.start or before.class_name not in PAID:
            return False
    if before.class_name == "IndustrialPark" and scene.text.endswith(("在", "于"), 0, before.start):
        topic = topic_at(scene, verb.start(), ("Project", "Company"))
        if topic is None:
            return False
        add_transfer(facts, scene, run, [topic], amounts, verb)  # 甲项目在乙园区开工,由丙投资
        return True
    if before.class_name not in PAID or by.start() - before.end > 20:
        return False
    behind = scene.text[run[-1].end : verb.start()]
    if (
        scene.text.startswith("的", verb.end())
        or "," in behind
        or re.search("[;。]", scene.text[before.end : verb.start()])
    ):
        return False
    add_transfer(facts, scene, run, [before], amounts, verb)
    return True


_BY_KIND = regex(rf"[被由经](?:{WHAT_IT_IS})?$")  # 被上市公司甲收购
_BY = regex(r"(?:[以斥出]资?□|[^,;。]){0,6}")  # 被甲以2亿元收购
