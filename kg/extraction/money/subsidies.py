"""Who is paid what for what: the clauses in which a policy or an agency grants money to a group.

A grant is read clause by clause. 对X, 向X, 为X, or a clause that ends in 的 or in a noun for
people and bodies, names whom it is for; a clause with a word for the money grants it; what
stands between is a condition, what follows adds the sum.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extraction.facts import Facts, Node
from kg.extraction.money.payers import UNGRANTED, may_be_paid, named_in, paid_by, payer_of, tidied
from kg.extraction.reading import clauses, parts
from kg.extraction.scene import Arg, Scene
from kg.model import Text, Value
from kg.patterns import regex
from kg.values import AmountMention

_PAY = regex(
    "给予|予以|享受|奖励|补贴|补助|资助|发放|拨付|支付|返还|获得?|申请|申领|兑现|配套|拨款|贴息|奖补|领取|发给|减免"
    "|补偿|扶持|安排|提供"
)
_MONEY = regex(
    "(?=[奖补资担贴信优低无免扶经返贷专财费减投配拨高])(?:"  # what it begins with
    "奖励|(?<!反)补贴|补助|资助|(?:担保|贴息|信用|优惠|低息|无息|免息)贷款|扶持资金|资金支持|资金扶持|资金补|奖金|贴息|经费|奖补|返还|补偿|贷款支持|专项资金|财政支持"
    "|费用减免|减免|(?:投资|财政)[^,;。]{0,4}(?:给予|予以)[^,;。]{0,6}支持|资金配套|配套资金|拨款|配套支持|高额支持)"
)
_SUPPORT = regex("支持|扶持|配套")
_TO = regex(
    r"(?:(?<![针相绝反核应面比])对于?(?![接外比应])|(?<![方意倾趋走导])向|(?<![作成认因])为(?!了|期|准|限|主)|凡是?|(?<=[,;])给(?!予|出|到))"
    r"(?P<group>(?!\d(?!\d*[余多]?[家户名]|\d{3}年)|一次性|最高|不超过|适当|一定|相应|资金|财政|其)[^,:;。!?]{2,70}?)"
    r"(?P<end>(?:的)?(?=,|:|;|。|$)|(?=(?:应当?|可以|相应|依法|免费)?(?:给予|予以|提供|减免)|再[给予奖补]|另[给予奖补]|发放|拨付|下达|支付|返还|兑现|免收|一次性|最高|按照?|每(?!年)|分别|实行|可(?:以)?(?:给|享|获|按|申)|由[^,]{2,8}给予|奖励(?!的|资金)|(?<!反)补贴(?!的|税|资金|款)|补助(?!的|资金|款)|资助(?!的|资金)|奖补(?!的|资金)|不再))"
)
_GIVE = regex(
    r"(?<!给)(?:给予|予以|奖励|补助|补贴|资助)(?P<group>(?!\d|一次性|最高|不超过|不少于|至少|适当|一定|相应|资金|财政|其|每|不低于|全额|定额|标准|总额|金额|比例|额度|上限|期限)[^,:;。!?\d]{2,40}?)"
    r"(?=不超过|最高|不低于|一次性|每|\d|至多|最多|[一二三四五六七八九十百千]+万元|定额|全额"
    r"|(?<=单位|企业|机构|公司|团队|个人|人员|农户|主体)(?:[^,:;。!?\d的]{0,6}(?:补助|补贴|奖励|资助|奖补)|等(?:单位|机构|企业))(?=[,;。]|$))"
)
_KIND = regex(
    r"(?:企业|公司|机构|项目|[果茶菜粮棉烟渔牧蚕蜂药林]农|农民|专利|成果|商标|(?<!落)户|团队|人才|单位|个人|平台|园区|基地|企业家|创业者|人员|专家|高校|院所|中心|实验室|学生|农户|商户|载体"
    r"|孵化器|大厦|者|主体|组织|家庭|银行|基金|协会|商会|联盟|工厂|院士|研究生|毕业生|医师|技师|旅行社|合作社|农场|航线|机构|城市|地区"
    r"|活动|产品|品种|新药|药品|器械|标准|工程|医院|学校|市民|村|用户|车主|工作站|车间|门店|酒店|民宿|投资人|茶企|药企|车企|院)(?:\([^()]*\))?$"
)
_LEAD = regex(
    r"(?:第[一二三四五六七八九十百零\d]+条|[(（]?[一二三四五六七八九十\d]+[)）、.]|[①-⑩])?\s*(?:其中|同时|此外|另外|并且?|且|还|对其中)?,?(?:[重优][点先](?:支持|扶持|奖励|资助))?"
)
_ADVERBS = regex(
    r"(?:由[^,]{1,10}|可(?:以)?(?:优先|同等|按规定)?|将|一次性|分别|再|最高|最多|均|按[^,]*|根据[^,]*|每[^,]*|单个[^,]*|同一[^,]*|单[个家户项][^,]*"
    r"|前[一二三两\d]年|连续[^,]*年|给予.*|予以.*|享受.*|获得?(?![^,]{1,20}的).*|申[请领].*|的)$"
)
_PER_ONLY = regex(
    r"^(?:每|单[个家户项台笔]|同一|最高|累计|总额|年度|合计|原则上|不超过|其中|按|额度|标准(?!化|厂房))"
)
_NOT = regex(r"(?:不得|不再|不予|不能|禁止|停止|取消|暂停)[^,]{0,6}$|不$")


@dataclass
class _Grant:
    """A grant while it is read.

    Parameters
    ----------
    loose : who is paid is told by no noun, so that only a sum makes it a grant.
    """

    payer: Node
    group: str
    start: int
    end: int
    conditions: list[str] = field(default_factory=list)
    money: AmountMention | None = None
    rate: AmountMention | None = None
    granted: bool = False
    denied: bool = False
    planned: bool = False
    loose: bool = False


def add_payments(
    facts: Facts, scene: Scene, amounts: Sequence[AmountMention], policy: Arg | None
) -> None:
    """Say which group of beneficiaries gets how much: 对X给予不超过300万元补助.

    Parameters
    ----------
    amounts : sums and rates of the sentence.
    policy : the policy that the sentence speaks of, which pays where no agency is named.
    """
    sentence = scene.text[scene.start : scene.end]
    if not (_MONEY.search(sentence) or (amounts and _SUPPORT.search(sentence))):
        return
    for start, end in parts(scene.text, scene.start, scene.end):
        for grant in _grants(scene, start, end, amounts, policy):
            _add(facts, scene, grant)


def _add(facts: Facts, scene: Scene, grant: _Grant) -> None:
    if not any(map(str.isalnum, grant.group)) or grant.group.count("“") != grant.group.count("”"):
        return  # marks alone name nobody, nor does half a quotation
    if grant.group.endswith(("而言", "来说", "来讲")):
        return  # 对于甲企业而言,补贴重要
    if "得设" in grant.group:
        return  # 甲得设置乙,其经费由丙基金补助之: 乙 is paid
    money, rate = grant.money, grant.rate
    counted = money or rate
    if grant.loose and not counted:
        return
    qualifiers: dict[str, Value | None] = {
        "amount": money.amount if money else None,
        "rate": Text(f"{rate.rate}%") if rate else None,
        "per": Text(counted.per) if counted and counted.per else None,
        "period": Text(counted.period) if counted and counted.period else None,
        "condition": Text(",".join(grant.conditions)) if grant.conditions else None,
    }
    whom = {grant.group, _FOR_WHAT.sub("", grant.group)}
    near = [*scene.args, *filter(None, (scene.about, scene.subject))]
    named = next((a for a in near if a.name in whom and a.class_name in _NAMED), None)
    at = scene.text.find(grant.group, grant.start, grant.end)
    listed = named_in(scene, at, at + len(grant.group)) if at >= 0 and not named else []
    for paid in listed or [named.node if named else Node("Beneficiary", grant.group)]:
        facts.add(
            grant.payer,
            "funds",
            paid,
            [(grant.start, grant.end)],
            confidence=0.65 if counted else 0.5,
            status=_status(scene, grant),
            qualifiers=qualifiers,
        )


# 鼓励各地…给予补贴: nobody has promised it
_LEFT_TO = regex(
    r"(?:鼓励|支持|引导|允许|推动|倡导)(?:和支持)?(?:各(?!类)|有条件的?|地方|基层|社会|省级|市县)[^。;]{2,}"
)


# 您提出的对甲给予补贴的建议,目前尚不具备条件
_SUGGESTED = regex("(?:您|你们?|委员|代表)[^。;,]{0,6}(?:提出|建议)")
_NOT_NOW = regex("不具备条件|条件不成熟|暂不|难以|不宜|尚不|不可行|没有依据")


def _status(scene: Scene, grant: _Grant) -> str:
    if grant.denied:
        return "denied"
    if _SUGGESTED.search(scene.text, scene.start, grant.start):
        after = _NOT_NOW.search(scene.text, grant.start, scene.end)
        return "denied" if after else "planned"
    if _LEFT_TO.search(scene.text, scene.start, grant.start):
        return "encouraged"
    return "planned" if grant.planned else "done"


_FOR_WHAT = regex("(?:项目)?(?:建设|发展|建设发展|建设运营)$")  # 支持甲产业园发展
_NAMED = ("Company", "Institute", "IndustrialPark", "Project", "Place", "Association")


def _grants(
    scene: Scene, start: int, end: int, amounts: Sequence[AmountMention], policy: Arg | None
) -> list[_Grant]:
    done: list[_Grant] = []
    current: _Grant | None = None
    pool: AmountMention | None = None
    for begin, stop in clauses(scene.text, start, end):
        refused = _REFUSES.match(scene.text, begin, stop)  # 已享受同类政策的项目,不再重复奖励
        if refused or UNGRANTED.search(scene.text, begin, stop):
            current = None
            continue
        actor = _actor(scene, begin) if pool else None
        if (
            pool
            and (payer := actor or policy)
            and (spent := _SPENDS.match(scene.text, begin, stop))
        ):
            giver = payer.node
            current = _Grant(giver, spent[1], begin, stop)
            current.money, current.granted = pool, True
            done.append(current)
            continue
        pool = _pool(scene, begin, stop, amounts)
        if aside := _aside(scene, begin, stop, amounts):
            done.append(aside)
            continue
        named, grant_from = _recipient(scene, begin, stop, amounts, policy, current)
        if named is not None:
            current = named
        elif current is not None and not current.granted and grant_from == stop:
            words = scene.text[begin:stop].strip()
            if words.endswith("的"):
                current.conditions.append(words.removesuffix("的"))
        if current is None:
            continue
        rest = scene.text[grant_from:stop]
        inside = _between(amounts, grant_from, stop)
        if not current.granted and _is_grant(rest, inside):
            current.granted = True
            done.append(current)
        elif current.granted and current not in done:
            done.append(current)
        if current.granted and grant_from < stop:
            _take(current, inside)
            current.end = stop
            current.payer = paid_by(scene, begin, stop) or current.payer
    return done


_REFUSES = regex(
    r"\s*(?:(?:中央|国家|省|市|区|县)级?(?:财政)?)?(?:也|均|则|将|一律|原则上)?(?:不再|不予|不得|不能|不宜|暂不|不享受|不适用)(?![^,;]*[对向])"
)
_SPENDS = regex(
    r"(?:专项|主要|重点|累计|共|已)*(?:用于|用以)?(?:支持|扶持|资助|补助|奖励|鼓励|惠及)了?([^,;。]{3,40}?)$"
)
_POOLED = regex(
    "(?:安排|下达|拨付|预拨|设立|统筹|拿出|筹集|列支|投入|发放|兑现)[^,]*(?:资金|经费|财力|[万亿]元)$"
)


def _actor(scene: Scene, begin: int) -> Arg | None:
    """Who sets a sum aside in the clause before: 财政部每年安排1亿元,支持…."""
    first = scene.after(scene.clause_start(begin - 1))
    if first < len(scene.args) and scene.args[first].start < begin:
        arg = scene.args[first]
        if arg.class_name in ("Agency", "Fund"):
            return arg
    return None


def _pool(
    scene: Scene, begin: int, stop: int, amounts: Sequence[AmountMention]
) -> AmountMention | None:
    """The sum that a clause sets aside: 每年安排1亿元专项资金."""
    if not _POOLED.search(scene.text, begin, stop):
        return None
    return next((a for a in _between(amounts, begin, stop) if a.amount is not None), None)


_AT_ONCE = regex(
    r"(?:安排|拿出|投入|拨款|拨付|列支)[^,;。]{0,24}?(?:用于|专项)?(?:支持|扶持|补助|奖励|资助)"
    r"(?!资金|经费|政策|计划)(?P<group>[^,;。\d]{3,36})$"
)


def _aside(scene: Scene, begin: int, stop: int, amounts: Sequence[AmountMention]) -> _Grant | None:
    """A sum set aside for a group in one clause: 甲市每年安排2亿元支持乙企业."""
    match = _AT_ONCE.search(scene.text, begin, stop)
    payer = payer_of(scene, begin, match.start(), None) if match else None
    if match is None or payer is None or scene.after(match.start("group")) < scene.after(stop):
        return None
    sums = [a for a in _between(amounts, match.start(), match.start("group")) if a.amount]
    if not sums or not may_be_paid(scene, match.start("group"), stop, match["group"]):
        return None
    return _Grant(payer, match["group"], match.start(), stop, money=sums[0], granted=True)


def _take(grant: _Grant, inside: Sequence[AmountMention]) -> None:
    """Keep the first sum and the first rate that are granted."""
    for amount in inside:
        if amount.amount is not None and grant.money is None:
            grant.money = amount
        elif amount.rate is not None and grant.rate is None:
            grant.rate = amount


# without a sum: what honours, makes good or only speaks of money is no grant
_NO_PROMISE = regex(
    "表彰|表扬|惩|处分|处罚|精神|捐|(?<!风险)补偿|(?<!税收)返还(?!土地|税|地方|保险|社保)|赔偿|抚恤|必要|保障|举报"
    "|(?:政策|办法|措施|标准|制度|依据|情况|记录|范围|管理|职责|费用|活动)$"
)


def _is_grant(words: str, inside: Sequence[AmountMention]) -> bool:
    money = _MONEY.search(words)
    if inside and (money or _SUPPORT.search(words)):
        return True
    return bool(money and not _NO_PROMISE.search(words))


def _between(amounts: Sequence[AmountMention], start: int, end: int) -> Sequence[AmountMention]:
    first = bisect_left(amounts, start, key=lambda amount: amount.start)
    last = bisect_left(amounts, end, key=lambda amount: amount.start)
    found = amounts[first:last]
    # a sum under five yuan is paid for each unit: 每度电0.3元
    return [a for a in found if a.amount is None or (a.amount.value or 10) >= 5]


def _recipient(
    scene: Scene,
    begin: int,
    stop: int,
    amounts: Sequence[AmountMention],
    policy: Arg | None,
    current: _Grant | None,
) -> tuple[_Grant | None, int]:
    """Whom a clause names as the one who is paid, and where what it grants begins.

    Returns
    -------
    A new grant or None; the position behind the recipient, the end of the clause where
    the clause has no room for a grant.
    """
    text = scene.text
    lead = _LEAD.match(text, begin, stop)
    head = lead.end() if lead else begin
    named = [(match, False) for match in _TO.finditer(text, head, stop)]
    named += [(match, True) for match in _GIVE.finditer(text, head, stop)]
    for match, gives in named:
        if scene.covers(match.start()):
            continue
        raw = match["group"]
        if text[match.start()] == "向" and text.endswith(_LENDERS, begin, match.start()):
            return None, begin  # 鼓励银行向甲发放贷款
        group = tidied(raw.removesuffix("取消").removesuffix("停止").removesuffix("暂停"))
        if not may_be_paid(scene, match.start("group"), match.end("group"), group):
            continue
        payer = payer_of(scene, head, match.start(), policy)
        if payer is None:
            return None, begin
        behind = match.start() if gives else match.end()
        if text[match.start()] in "向为" and not _PAY.search(text, behind, stop):
            continue
        if gives and current is not None and not current.granted and len(group) < 6:
            return None, begin  # 给予企业…: the clause before has told which
        before = text[begin : match.start()]
        return _Grant(
            payer,
            group,
            match.start(),
            stop,
            denied=bool(_NOT.search(before))
            or text.startswith(("不再", "不予"), behind)
            or raw.endswith(("取消", "停止", "暂停")),
            planned=payer.class_name == "Agency" and bool(re.search("将|拟|计划", before)),
        ), behind
    return _subject(scene, head, begin, stop, amounts, policy, current)


def _subject(
    scene: Scene,
    head: int,
    begin: int,
    stop: int,
    amounts: Sequence[AmountMention],
    policy: Arg | None,
    current: _Grant | None,
) -> tuple[_Grant | None, int]:
    """A recipient without preposition: 新获批的一类新药,奖励…; 列入名单的一次性奖励…."""
    text = scene.text
    words = text[head:stop]
    each = _EACH.match(text, head, stop)
    paid = each is not None and may_be_paid(scene, each.start() + 2, each.end(), each[1][2:])
    if each and paid and policy and current is None:
        return _Grant(policy.node, each[1][2:], head, stop, granted=True), head
    if policy is None or _PER_ONLY.match(words):
        return None, begin
    pay = _PAY.search(text, head, stop)
    if pay and pay.start() == head:  # 获得认定的实验室可获得资助
        pay = _PAY.search(text, pay.end(), stop) or pay
    grants = pay is not None and _is_grant(
        text[pay.start() : stop], _between(amounts, pay.start(), stop)
    )
    if not grants or pay is None:
        pending = current is not None and not current.granted
        headed = begin < head < stop and _CONDITION.match(text, stop) is not None
        return _waiting(scene, head, stop, policy, pending, headed), stop
    at = pay.start()
    first = next((a.start for a in amounts if head <= a.start < at), at)
    raw = text[head : min(at, first)]
    own = tidied(_strip_adverbs(raw))
    if len(own) < 2 or not (
        "的" in raw
        or "后" in raw[-8:]
        or _KIND.search(own)
        or (first >= at and _BY_UNIT.search(raw))
    ):
        return None, begin
    if not may_be_paid(scene, head, head + len(own), own):
        return None, begin
    waits = current is not None and not current.granted
    if waits and (len(own) < 5 or _BY_UNIT.search(raw)):
        return None, begin  # 对开设航线的企业,小型无人机每架次补贴20元
    return _Grant(policy.node, own, head, stop, loose=_is_loose(own)), min(at, first)


def _is_loose(group: str) -> bool:
    """Tell whether words only say under which condition somebody is paid: 取得证书的."""
    return not _KIND.search(group) and not group.startswith(("企业", "机构", "项目"))


def _waiting(
    scene: Scene, head: int, stop: int, policy: Arg, pending: bool, headed: bool
) -> _Grant | None:
    """A recipient in a clause that grants nothing yet: 新获批的一类新药,…; 支持甲建设乙,….

    Parameters
    ----------
    pending : the clauses before name one already.
    headed : something leads the clause, and a condition follows it.
    """
    words = scene.text[head:stop]
    urged = _URGED.match(scene.text, head, stop)
    if urged and not pending and (_KIND.search(urged["who"]) or _DEED.match(urged[1])):
        return _Grant(policy.node, urged[1], head, stop)
    whose = words.endswith("的")
    if pending or not (headed or whose or _KIND.search(words)) or len(words) < 4:
        return None
    group = tidied(words)
    backed = next((a for a in scene.args if a.start == head + 2), None)
    if backed and group.startswith("支持") and backed.class_name in _NAMED:
        return _Grant(policy.node, backed.name, head, stop)  # 支持甲建设乙
    told = "的" in words or len(words) <= 24
    if not told or not may_be_paid(scene, head, stop, group):
        return None
    return _Grant(policy.node, group, head, stop, loose=_is_loose(group))


_EACH = regex(
    r"(每(?:个|家|名|户|项|座|条|所)(?!一次性|最高|最多|不超过)[^,;。\d]{2,20}?)(?=给予|予以|补助|补贴|奖励|资助|最高|最多|不超过|一次性)"
)
# 支持企业建设…, 鼓励茶企开设…: whom a grant in the next clause is for
_URGED = regex(
    r"(?:[^,;。]{0,12}?(?:提出|规定|明确|要求))?(?:支持|鼓励|引导)((?P<who>[^,;。]{0,24}?)(?:建设|开设|开展|参与|加大|购买|购置|申报|创建|设立|引进|实施|开发|投资|承担|研发|举办|参加|采购|入驻|租用|新建|扩大|争创|建立|开拓|上市|融资|贷款)[^,;。]{0,24})$"
)


# 鼓励举办低空赛事,最高补助100万元; 支持起降场建设,按投资额的20%给予资助
_DEED = regex(
    "(?:建设|开设|举办|开展|参加|承办|引进|设立|创建|新建|研发|购置|实施)[^,;。]{4,}|[^,;。]{2,12}建设$"
)
# 油茶林改造每亩补助400元: works that are paid by the unit
_BY_UNIT = regex(
    "[^每]{3,}每(?:一)?(?:亩|公顷|平方米|立方米|平米|公里|米|吨|公斤|千瓦时?|台|套|座|头|只|羽|口|株|棵"
    "|辆|艘|件|箱|盏|架次|航班|班次|床位?|户|人|个|家)$"
)
# 1.新造油茶林,经验收合格的,…: what heads an item and then is told under which condition
_CONDITION = regex(",(?:经[^,;。]{0,8}(?:验收|审核|认定|评审|考核)|验收合格)[^,;。]{0,10}[,的后]")


def _strip_adverbs(words: str) -> str:
    while (match := _ADVERBS.search(words)) and match.start() < len(words) and match[0]:
        if match[0] == "的":
            break
        words = words[: match.start()]
    return words


_LENDERS = ("银行", "机构", "公司", "企业", "资本")
