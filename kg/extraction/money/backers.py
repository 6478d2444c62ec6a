"""Lists of those who set up a fund, put money into one, or got money from one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kg.extraction.facts import Facts, Node
from kg.extraction.money.funds import backs
from kg.extraction.scene import Arg, Scene, government_of
from kg.extraction.sentences.subjects import topic_at
from kg.model import Value
from kg.patterns import regex
from kg.values import AmountMention

_BODIES = ("Company", "Fund", "Agency", "Institute", "Association", "IndustrialPark")
_PAID = ("Company", "Project", "Institute")
INVESTORS = ("Company", "Fund", "Institute", "Association")
_INVESTED_IN = regex(
    r"(?<!共同)(?<!联合)(?:投资|注资|注册)(?:[\d.]+[百千万亿]+(?:美|港|欧)?元?(?:人民币)?)?(?:在[^,;。]{1,12})?"
    r"(?:建设|兴建|设立|成立|创办|组建|新设)"
    r"|出资[约近]?[\d.]+[百千万亿]+[美欧港日韩]?元?(?:人民币)?(?:发起)?(?:设立|成立|组建|创办|创立|新设)"
)
_CAPITAL = Decimal("0.6")
# 基金的主要发起方及出资方,包括甲、乙
_MAKERS = regex(
    r"(?:主要|共同|主)*发起(?:方|人|单位|机构|股东)(?:(?:及|和|与|、|暨)?(?:主要)?(?:出资方|出资人|投资方|投资人|股东))?,?(?:主要|分别)?(?:包括了?|为|有|是|涵盖|系|:)"
)
# 被投企业包括甲、乙
_PORTFOLIO = regex(
    r"(?:(?:被投|已投|所投|参投|直投|代表性?投资|主要投资|投资|经典|典型|成功|明星|知名|代表)的?(?:企业|项目|公司|案例|标的|组合)|代表性?(?:企业|项目|案例|公司|作品))"
    r"(?:主要)?(?:包括了?|包含|有|为|涵盖|涉及|如|:|中,?(?:既有|有|包括)?)"
    r"|(?:已|所|曾)投资?的(?!企业|项目|公司|资[金产])|(?:投资|直投)的(?:首|第一|首批)[个家批只](?:企业|项目|公司)?(?:为|是)"
    # 投资企业超过60家,其中甲、乙等已上市
    r"|(?:投资|直投|参投|投出)(?:了|的)?(?:企业|项目|公司|机构)*(?:总数|数量)?(?:累计)?(?:超过?|近|逾|达|约)?\d+(?:余|多)?[家个](?:余|多)?(?:[\u4e00-\u9fff]{0,8}(?:企业|项目|公司))?,其中,?(?:包括|有)?"
)
# 这些基金先后获得了甲、乙的出资; 旗下基金的出资方包括甲、乙
_THEIRS = r"((?:旗下|所管理的?|管理的?|在管的?|这些|上述)(?:各[只支]?|多[只支])?基金)"
# 甲、乙等先后成为丙旗下基金的出资人
_GIVERS_OF = regex(
    r"(?:等[^,;。]{0,8})?(?:先后|均|都|也|已|陆续|相继)*(?:成为|作为|是|为|系)(?P<house>[^,;。]{0,14}?)(?P<fund>(?:旗下|管理|所管理|在管)的?(?:各[只支]?|多[只支])?基金)的?"
    r"(?:主要|机构|重要)*(?:出资方|出资人|投资人|投资者|有限合伙人|LP)"
)
# 甲、乙等均为出资方, of the fund that is spoken of
_BACK_IT = regex(
    r"(?:等[^,;。]{0,8})?(?:(?:先后|均|都|也|皆)+(?:成为|作为|是|为|系)(?P<house>(?:该|其|本)?(?:基金)?)|(?:是|为|系)其|被[^,;。]{0,6}[名曝指传][^,;。]?[为是]其?)的?"
    r"(?:主要|机构|重要|共同|早期|天使|最早的|首轮)*(?:出资方|出资人|投资人|投资方|投资者|(?<!大)股东|有限合伙人|LP)(?=[,;。]|$)"
)
# 甲、乙、丙等均为其投资案例, 都出自它的投资组合
_ITS_CASES = regex(
    r"(?:等[^,;。]{0,10})?(?:先后|均|都|皆|也|就)*(?:成为|是|为|系|属于|出自|来自|位列|列入|身处|进入|跻身)了?(?P<house>[^,;。]{0,14}?)(?:所|曾|已)?的?"
    r"(?:(?:被投|已投|所投|参投|直投|投资|代表|经典|成功|明星|典型)(?:性|的|过|了)*)+(?:企业|项目|公司|案例|标的|组合|作品|对象|版图|名单|清单|阵营|谱系|成果)"
)
# 投资企业300家,甲、乙都是其中的明星
_AMONG_THEM = regex(
    r"(?:等[^,;。]{0,10})?(?:均|都|皆|也|就)+(?:是|为|在|名列|位列|属于|身处)(?:其中|[此其之]列)(?P<house>)(?:的|之一)?"
)
_COUNTED = regex(
    r"(?:投资|孵化|参投|直投|投出|投了)[^,;。]{0,14}?\d+[余多]?(?:[家个]|余|多)[^,;。]{0,12},$"
)
_ALL_PAY = regex(r"[一二三四五六七八九十\d]+[余多]?家[^,;。]{2,8}(?:共同|联合)?出资,$")
_HOUSES = ("Company", "Fund", "Project")
_GIVEN = regex(
    rf"{_THEIRS}[^,;。]{{0,6}}(?:获得?|得到|吸引|引入)了?|{_THEIRS}的?(?:主要)?(?:出资方|出资人|投资人|投资者|有限合伙人|LP)(?:包括了?|有|为|涵盖|:)"
)
# 甲控股的乙, 甲下属的乙: 乙 is the one that is listed
_OWNS = regex(r"(?:\([^()]*\))?(?:控股|全资|参股|旗下|下属|所属|麾下|出资|管理)的?")
_BETWEEN = regex(
    r"(?:\([^()]*\)|[、,和与及“”]|以及|还有|(?:等|这样的|一类)[^,;。]{0,16},(?:也|还|更|亦|又)有|,(?:也|更|亦|又)有|[\u4e00-\u9fff]{2,8}(?:企业|公司|机构|商|基金|集团|巨头|银行))*"
)
_RUNS_ONE = regex(
    r"(?:(?:其|该公司|公司|该机构|由其)(?:旗下)?(?:受托|受委托|负责|目前|现|主要)*(?:管理|运营|运作|在管)的|(?:旗下)?(?:受托|目前|现|共|主要|负责)*(?:管理|运营)|旗下(?:目前|现|仅|只|共)*(?:有|设|拥有))(?:着|有|了)?(?:[一二三四五六七八九十\d]+[支只个])?[“]?$"
)


def add_backers(facts: Facts, scene: Scene) -> None:
    """Say who makes a fund, who pays into the funds of a house, and whom a fund pays.

    Parameters
    ----------
    scene : a sentence with one of the words that this rule is asked for.
    """
    text = scene.text
    for match in _MAKERS.finditer(text, scene.start, scene.end):
        fund = _owner(scene, match.start(), ("Fund",))
        if fund is not None:
            for maker in listed(scene, match.end(), _BODIES):
                _say(facts, scene, fund, "establishedBy", maker, match)
    for match in _PORTFOLIO.finditer(text, scene.start, scene.end):
        giver = _owner(scene, match.start(), ("Fund", "Company"))
        if giver is not None:
            for firm in listed(scene, match.end(), _PAID):
                _say(facts, scene, giver, "funds", firm, match)
    for match in _GIVEN.finditer(text, scene.start, scene.end):
        house = scene.subject
        whose = match[1] or match[2]
        named = text[house.start : house.end] + "管理的基金" if house else whose
        for giver in listed(scene, match.end(), _BODIES):
            facts.add(
                giver.node,
                "funds",
                Node("Beneficiary", named),
                [(match.start(), giver.end)],
                confidence=0.7,
                status=scene.status(match.start()),
            )
    if _ARE.search(text, scene.start, scene.end):
        _add_listed_before(facts, scene)
    _add_only_fund(facts, scene)
    if _INVESTED_IN.search(text, scene.start, scene.end):
        _add_capital(facts, scene)


def _add_listed_before(facts: Facts, scene: Scene) -> None:
    """Read lists whose end tells what they are of: 甲、乙均为丙的投资案例."""
    text = scene.text
    for pattern in (_GIVERS_OF, _BACK_IT, _ITS_CASES, _AMONG_THEM):
        for match in pattern.finditer(text, scene.start, scene.end):
            index = scene.after(match.start()) - 1
            giving = pattern in (_GIVERS_OF, _BACK_IT)
            classes = _BODIES if giving else _PAID
            if index < 0 or scene.args[index].class_name not in classes:
                continue
            run = [
                a for a in scene.group(index, classes, with_others=False) if a.end <= match.start()
            ]
            clause = scene.clause_start(run[0].start)
            if pattern is _AMONG_THEM and not _COUNTED.search(text, scene.start, clause):
                giving = _ALL_PAY.search(text, scene.start, clause) is not None
                if not giving:
                    continue
            inside = scene.after(max(match.start("house"), match.start()))
            named = inside < len(scene.args) and scene.args[inside].end <= match.end()
            house = (
                scene.args[inside]
                if named
                else topic_at(scene, run[0].start, _HOUSES) or scene.about
            )
            if house is None or house.class_name not in _HOUSES or house in run:
                continue
            owner = house.node
            if pattern is _GIVERS_OF:
                label = (text[house.start : house.end] if named else house.name) + match["fund"]
                owner = Node("Beneficiary", label)
            for one in run:
                member = one.node
                facts.add(
                    member if giving else owner,
                    "funds",
                    owner if giving else member,
                    [(one.start, match.end())],
                    confidence=0.7,
                    status=scene.status(match.start()),
                )


_ARE = regex(
    "[是为系自]其|[名曝指传][^,;。]?[为是]|[出来]自|成为|均|都|也是|也为|皆|先后|陆续|相继"
)


def _add_capital(facts: Facts, scene: Scene) -> None:
    """Who invests in setting up a firm funds it: 甲投资3亿元设立乙公司."""
    topic = topic_at(scene, scene.end, ("Company",))
    for name in sorted({a.name for a in scene.args} | ({topic.name} if topic else set())):
        firm = Node("Company", name).iri
        for claim in facts.of("establishedBy", firm):
            facts.add_iri(str(claim.object), "funds", firm, claim.evidence, _CAPITAL, claim.status)


def gives_to_funds(scene: Scene, position: int) -> bool:
    """Tell whether a list behind a word such as 出资方 is of those who pay into funds."""
    match = _GIVEN.search(scene.text, max(scene.start, position - 16), scene.end)
    return match is not None and match.start() <= position < match.end()


def _say(
    facts: Facts, scene: Scene, subject: Arg, predicate: str, value: Arg, cue: re.Match[str]
) -> None:
    facts.add(
        subject.node,
        predicate,
        value.node,
        [(min(cue.start(), value.start), max(cue.end(), value.end))],
        confidence=0.75,
        status=scene.status(cue.start()),
    )


def _owner(scene: Scene, position: int, classes: tuple[str, ...]) -> Arg | None:
    """Whose list it is: what stands right in front, else whom the clauses speak of."""
    index = scene.after(position) - 1
    if index >= 0:
        near = scene.args[index]
        gap = scene.text[near.end : position]
        if near.class_name in classes and _OF_OWNER.fullmatch(gap):
            return near
    funds = [a for a in scene.args[: index + 1] if a.class_name == "Fund"]
    return topic_at(scene, position, classes) or (funds[-1] if funds else None)


_OF_OWNER = regex("的?(?:目前|主要|现有|已经?|共|累计|先后|合计)*")


def listed(scene: Scene, position: int, classes: tuple[str, ...]) -> list[Arg]:
    """The members of a list, without those who only own one of them."""
    text, found = scene.text, list[Arg]()
    at = position
    for arg in scene.args[scene.after(position) :]:
        if arg.start < at:
            continue  # in brackets behind the one before
        if not _BETWEEN.fullmatch(text, at, arg.start):
            break
        if found and text.startswith(",", at):
            break  # 投资方为甲,乙成立于2016年
        owns = _OWNS.match(text, arg.end)
        at = owns.end() if owns else arg.end
        if arg.class_name in classes and not owns:
            found.append(arg)
    return found


def _add_only_fund(facts: Facts, scene: Scene) -> None:
    """Read 旗下管理一支甲基金, whose manager the clauses before name."""
    for index, fund in enumerate(scene.args):
        lead = scene.text[max(scene.start, fund.start - 14) : fund.start]
        if fund.class_name != "Fund" or not (match := _RUNS_ONE.search(lead)):
            continue
        begin = fund.start - len(lead) + match.start()
        near = scene.args[index - 1] if index else None
        if near and near.end >= scene.clause_start(begin):
            firm = scene.args[index - 2] if index > 1 else None
            its = scene.text[near.start : near.end] == "其" and firm and firm.end == near.start - 1
            if not (its and firm and firm.class_name == "Company"):
                continue
            house: Arg | None = firm  # 甲出资的乙公司,其管理的丙基金: of 乙
        else:
            house = topic_at(scene, begin, ("Company",))
        run = scene.group(index, ("Fund",), with_others=False) if house else []
        for member in run:
            if house is not None and member.start >= fund.start:
                facts.add(
                    Node("Fund", member.name),
                    "managedBy",
                    Node("Company", house.name),
                    [(begin, member.end)],
                    confidence=0.7,
                )


_SHARE = regex(
    r"(?=[各分共联均认出实参全独])"  # what it begins with
    r"(?:(?P<joins>参与出资|参与认缴|出资参与)|(?:各|分别|共同|联合|均|全额|独家)?"
    r"(?:认缴(?!期)|出资(?!方|人|成立|设立|组建)|实缴|(?<=各)出(?=[约近]?\d))(?:出资)?(?:额)?)"
)
_GIVERS = ("Company", "Agency", "Institute", "Fund")
_STILL = regex(
    "(?:等[^,;。]{0,8}|也|则|已|将|拟)?(?:[和与及](?:社会|民间|金融|其他|其它)[^,;。]{0,6})?"
    "(?:以(?:自有|自筹|货币)?(?:资金|现金)(?:方式|形式)?|按[\\d.:∶比一二三四五六七八九]{2,12}(?:的?比例)?"
    "|(?:是|作?为)[^,;。]{0,8}(?:股东|合伙人|发起人),)?"
)
_BY = regex("由[^的]{0,16}$")
_RAISES = regex("轮融资|轮投资")
CAPITAL = regex(",?占[^,;。]{0,4}(?:注册资本|总股本)")  # which a fund has none of
_OTHER_SUM = regex("规模|,[^,]*资本")  # 由甲出资,注册资本3亿元
_MADE_OF = regex(r"(?:成立|设立|组建)?的[“]?")


def add_shares(
    facts: Facts, scene: Scene, amounts: Sequence[AmountMention], fund: Arg | None
) -> None:
    """Say who puts money into a fund: 该基金由甲、乙共同出资; 财政部认缴225亿元.

    Parameters
    ----------
    fund : the fund that the text speaks of.
    """
    if scene.kinds.isdisjoint(_GIVERS):
        return
    text = scene.text
    _add_bracketed(facts, scene, amounts, fund)
    for match in _SHARE.finditer(text, scene.start, scene.end):
        run = _givers(scene, match.start())
        if not run:
            continue
        first, verb = run[0].start, match.end()
        near = scene.after(first) - 1
        whose = scene.args[near].start if near >= 0 and scene.modifies(near) else first
        if text.endswith(("对", "向"), scene.start, whose):
            continue  # 甲母基金对乙旗下的丙出资: 丙 is given
        other = next(iter(scene.starts[scene.after(verb) :]), scene.end)  # 共同出资,其中乙认缴2亿元
        paid_in = (a for a in amounts if verb <= a.start <= min(verb + 8, other) and a.amount)
        amount = next((a for a in paid_in if not _OTHER_SUM.search(text, verb, a.start)), None)
        lead = max(scene.clause_start(match.start()), first - 17)
        by = _BY.search(text[lead:first])
        made = text.startswith("的", verb) and not match[0].endswith("额")  # 甲出资的乙基金
        if amount is None and not (match["joins"] or by or made):
            continue
        part = max(scene.start, text.rfind(";", scene.start, first) + 1)
        if _RAISES.search(text, part, first) or CAPITAL.match(text, amount.end if amount else verb):
            continue  # 丙完成C轮融资,其中甲基金出资1亿元; 甲出资1亿元,占注册资本的40%: into a firm
        end = amount.end if amount else verb
        target = _shared(scene, first, match, bool(by and amount is None)) or fund
        if target is None or target.name == run[-1].name:
            continue
        if made and amount is None and target.start < verb:
            continue
        for giver in run:
            span, status = [(first, end)], scene.status(match.start())
            paid: dict[str, Value | None] = {"amount": amount.amount if amount else None}
            said = giver.node, "funds", target.node
            facts.add(*said, span, confidence=0.7, status=status, qualifiers=paid)


_LIST_OF_HOLDERS = regex("股东|出资[人方]|合伙人|认缴|出资")


def _add_bracketed(
    facts: Facts, scene: Scene, amounts: Sequence[AmountMention], fund: Arg | None
) -> None:
    """Read who has put in how much, told in brackets: 股东为甲(20亿元)、乙(10亿元)."""
    text = scene.text
    sums = {a.start: a for a in amounts if a.amount and text.startswith(")", a.end)}
    paid = [(a, sums[a.end + 1]) for a in scene.args if a.end + 1 in sums and text[a.end] == "("]
    if len(paid) < 2 or not _LIST_OF_HOLDERS.search(text, scene.start, paid[0][0].start):
        return
    first = paid[0][0].start
    before = [a for a in scene.args if a.class_name == "Fund" and a.end <= first]
    target = topic_at(scene, first, _HELD) or (before[-1] if before else fund)
    for giver, amount in paid if target else ():
        if target and giver.class_name in _GIVERS and giver.name != target.name:
            span, sum_ = [(giver.start, amount.end)], {"amount": amount.amount}
            said = giver.node, "funds", target.node
            facts.add(*said, span, confidence=0.7, qualifiers=dict(sum_))


_HELD = ("Company", "Fund")


def _givers(scene: Scene, verb: int) -> list[Arg]:
    """Those who stand right before a verb of giving, empty where nobody does."""
    index = scene.after(verb) - 1
    if index < 0 or scene.covers(verb):
        return []
    gap = scene.text[scene.args[index].end : verb]
    if index and gap.startswith(")"):
        index, gap = index - 1, gap[1:]  # 甲公司(乙公司)共同出资
    if not _STILL.fullmatch(gap):
        return []
    giver = scene.args[index]
    if index and scene.joints[index - 1] and (region := government_of(giver)):
        return [*scene.group(index - 1, _GIVERS), region]  # 甲公司与乙区共同出资
    return scene.group(index, _GIVERS) if giver.class_name in _GIVERS else []


_BOUGHT = ("Company", "Project")
_OF = ("Fund", *_BOUGHT)


def _shared(scene: Scene, first: int, share: re.Match[str], whole: bool) -> Arg | None:
    """What a share is of: 甲出资成立的乙基金, 乙公司由甲出资, else the last fund in front of 甲.

    Parameters
    ----------
    first : where those who give begin.
    whole : all of it may be theirs, no sum is told.
    """
    text, behind = scene.text, share.end()
    for arg in scene.args[scene.after(behind) :][:1]:
        if arg.class_name in _OF and _MADE_OF.fullmatch(text, behind, arg.start):
            return arg
    if whole and share[0].endswith("出资") and text[behind : behind + 1] in ",。;":
        topic = topic_at(scene, first, _BOUGHT)
        if topic and topic.start >= scene.start:
            return topic
    before = [a for a in scene.args if a.class_name == "Fund" and a.end <= first]
    return next((a for a in reversed(before) if not backs(scene, a)), None)
