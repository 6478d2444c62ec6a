"""Who pays for what: a policy or agency by its provisions, a fund by its purpose; who is paid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from kg.extraction.facts import Facts, Node
from kg.extraction.money.funds import asserted
from kg.extraction.naming.single import CHEATS
from kg.extraction.reading import Mention
from kg.extraction.scene import ON_GROUND_OF, Arg, Scene, government_of, office_of
from kg.extraction.sentences.subjects import topic_at
from kg.patterns import regex

# 骗取补贴2万元, 判令甲支付5万元: money that is taken or owed, which nobody grants
UNGRANTED = regex(f"{CHEATS}|判[令决]")
_TELLING = regex("》?(?:[:,]|规定|明确|提出|指出|要求|对|中|里|的规定|发布|出台)")


def telling(scene: Scene, policies: Sequence[Arg], own: Arg | None) -> Arg | None:
    """The policy whose provisions a sentence tells, None where it only cites policies.

    Parameters
    ----------
    policies : of the sentence.
    own : the policy that the text itself is.
    """
    for policy in reversed(policies):
        cited = own is not None and scene.text.endswith(ON_GROUND_OF, scene.start, policy.start)
        if not cited and _TELLING.match(scene.text, policy.end):
            return policy
    return None


def spender(scene: Scene) -> Arg | None:
    """The fund of a sentence that says what it is used for: 设立甲专项资金,用于奖励乙."""
    use = scene.text.find("用于", scene.start, scene.end)
    funds = [a for a in scene.args if a.class_name == "Fund" and a.end <= use] if use >= 0 else []
    return funds[-1] if funds else None


_SETS_ASIDE = regex("(?:安排|设立|推出|统筹|列支|筹集|整合)[^,;。]{0,24}$")


def newly_set_up(scene: Scene) -> Arg | None:
    """The fund that a sentence sets up before it tells of grants: 安排甲专项资金,对乙奖励…."""
    for arg in scene.args:
        grants = arg.class_name == "Fund" and arg.name.endswith(("资金", "奖"))  # a 基金 invests
        aside = grants and _SETS_ASIDE.search(
            scene.text, max(scene.start, arg.start - 30), arg.start
        )
        if aside and _THEN_FOR.search(scene.text, arg.end, scene.end):
            return arg
    return None


_THEN_FOR = regex(",“?(?:专项|主要|重点)?(?:对|给予|奖励|补助)")


def payer_of(scene: Scene, begin: int, at: int, policy: Arg | None) -> Node | None:
    """The agency that stands right before 对, the fund through which it pays, else the policy."""
    index = scene.after(at) - 1
    if index >= 0:
        arg = scene.args[index]
        by = scene.text[max(begin, arg.start - 3) : arg.start]
        if arg.class_name == "Fund" and arg.end > begin and by.endswith(("通过", "从", "由", "用")):
            return Node("Fund", arg.name)
        gap = scene.text[arg.end : at]
        near = arg.end > begin and re.fullmatch(r"(?:还|将|拟|也|计划|每年|可|已|再|,)*", gap)
        if near and arg.class_name == "Agency":
            return arg.node
        begins = scene.clause_start(arg.start) >= arg.start - 1
        if near and (begins or policy is None) and (body := government_of(arg) or office_of(arg)):
            return body.node
    return policy.node if policy else None


def paid_by(scene: Scene, begin: int, stop: int) -> Node | None:
    """The agency or the fund that a clause says pays: 由市财政局给予…, 从甲专项资金中安排…."""
    for arg in scene.args[scene.after(begin) : scene.after(stop)]:
        if arg.class_name not in ("Agency", "Fund"):
            continue
        by = scene.text.endswith(("由", "从", "通过"), begin, arg.start)
        if by and _PAYS.match(scene.text, arg.end, stop):
            return arg.node
    return None


_PAYS = regex(
    r"(?:中|统筹|各|分别|负责|每年|一次性|另行|再|优先)*(?:按[^,;。]{2,24})?(?:分别|每年|一次性|另行|再|优先)*"
    r"(?:给予|予以|补助|补贴|奖励|资助|安排|发放|拨付|支付|列支|提供|兑现)"
)


_SPENT = regex(
    r"(?:,?(?:首期|总|目标|募集)*规模[^,;。]{0,14},|(?:,由[^,;。]{2,24})?(?:管理|运营|管理运作),|”?,?(?:每年|年均|累计|已|共)*(?:投入|安排|拿出)[^,;。]{1,12}元,?)?(?P<lead>[^,;。《》]{0,14}?)(?P<comma>,)?(?:将)?(?:重点|主要|优先|专项|专门|专|积极|大力|全部)*(?P<verb>投向|(?:投资|支持|资助)(?:对象|方向|标的)(?:主要)?(?:为|是)|投资于|专门投资|重点投资|主要投资|用于支持|用于扶持|用于奖励|用于补助|用于资助|用于|支持|扶持|资助)"
    r"(?P<group>[^,;。:!?]{4,46}?)(?=的?(?:天使轮|前期投资)|[,;。!?]|$)"
)
_STOP = regex("不|子基金|由|设立|管理人|规模|管理|成立|总|组建|按照|依据|《|鼓励|引导$")
_WHOM = regex(
    "人次|职工|群众|保护|治理|救助|修复|环节|设施|事业|企业|项目|公司|机构|产业|团队|人才|园区|平台|农户|地区|建设|研发|发展|活动|农场|合作社|民宿|单位|商户|机构|学校|医院"
)


def add_purposes(facts: Facts, scene: Scene) -> None:
    """Say what a fund pays for, or not: 基金重点投向初创企业, 专项资金不得用于支付罚款.

    Parameters
    ----------
    scene : a sentence; the fund may be whom the sentences before speak of.
    """
    spoken = [*scene.args, scene.about] if scene.about else scene.args
    if not any(a.class_name == "Fund" or a.name.endswith(_HOUSES) for a in spoken):
        return
    read = set()
    for index, arg in enumerate(scene.args):
        match = arg.class_name == "Fund" and _SPENT.match(scene.text, arg.end, scene.end)
        if not match:
            continue
        lead = scene.text[match.start("lead") : match.start("verb")]
        following = scene.args[index + 1 :]
        named = [a for a in following if match.start("lead") <= a.start < match.start("verb")]
        if not (named or _STOP.search(lead)):
            read.add(scene.clause_start(match.start("verb")))
            _add_purpose(facts, scene, arg, match)
    goes = _GOES_TO.finditer(scene.text, scene.start, scene.end)
    gives = _GIVES.finditer(scene.text, scene.start, scene.end)
    for match in chain(goes, gives):
        fund = topic_at(scene, match.start("verb"), ("Fund",))
        bare = match[0].startswith(("用于", "将用于"))
        if bare and (fund is None or fund.start < scene.start or match.start() == fund.end):
            continue  # 本轮资金将用于甲基地: not out of the fund of the sentence before
        if bare and scene.text[match.start() - 1] not in ",;":
            continue
        if fund is not None and scene.clause_start(match.start("verb")) not in read:
            _add_purpose(facts, scene, fund, match)
    for match in _BACKS.finditer(scene.text, scene.start, scene.end):
        begin = match.start("group")
        inside = scene.args[scene.after(begin) : scene.after(match.end("group"))]
        index = scene.after(match.start()) - 1
        near = scene.args[index] if index >= 0 else None
        beside = near is not None and near.end == match.start()
        giver = near if beside else topic_at(scene, begin, ("Fund", "Company"))
        if giver is None or any(a.end == match.end("group") for a in inside):
            continue
        invests = "投" in match["verb"] and giver.name.endswith(_HOUSES)
        if giver.class_name == "Fund" or invests:
            _add_purpose(facts, scene, giver, match)
    for match in _SPARED.finditer(scene.text, scene.start, scene.end):
        index = scene.after(match.start()) - 1
        near = scene.args[index] if index >= 0 else None
        beside = near is not None and match.start() - near.end <= 2
        fund = near if beside else topic_at(scene, match.start(), ("Fund",))
        if fund is not None:
            _add_purpose(facts, scene, fund, match, "denied")


def _add_purpose(
    facts: Facts, scene: Scene, fund: Arg, spent: re.Match[str], status: str = ""
) -> None:
    group = _SUM_BEHIND.sub("", spent["group"]).strip("“”了的").removeprefix("在")
    field = group.endswith(_FIELDS if "投" in spent["verb"] else _LEADING)
    if (
        group.startswith("、")
        or field
        or _GOES_ON.search(group)
        or not _WHOM.search(group)
        or group.endswith(_PAPERS)
    ):
        return  # 主要投资医疗健康、新材料等新兴产业: a field, nobody who is paid
    said = max(fund.end, scene.clause_start(spent.start("verb")))
    here = fund.start >= scene.start
    for paid in named_in(scene, spent.start("group"), spent.end("group")) or [
        Node("Beneficiary", group)
    ]:
        facts.add(
            fund.node,
            "funds",
            paid,
            [(fund.start if here else spent.start("verb"), spent.end())],
            confidence=0.55,
            status=status or asserted(scene, fund.start if here else said),
        )


_GOES_ON = regex("进行|面临|将[会要]")  # 基金投资于债券将会面临风险: another verb
_PAID_BY_NAME = ("Project", "Company", "Institute", "IndustrialPark")
_AND_MORE = regex("等|(?:项目)?(?:的)?(?:建设|发展|研发|运营)?$")
_OF_SITE = regex("[^,;。、]{0,16}(?:内|里|区|园)的")


def named_in(scene: Scene, start: int, end: int) -> list[Node]:
    """Who is named where words for a group begin: 支持甲项目、乙基地等建设, 甲园内的乙等企业."""
    site = _OF_SITE.match(scene.text, start, end)
    start = site.end() if site else start
    index = scene.after(start)
    first = scene.args[index] if index < len(scene.args) else None
    if first is None or first.start - start > 1 or first.class_name not in _PAID_BY_NAME:
        return []
    run = [a for a in scene.group(index, _PAID_BY_NAME) if start <= a.start and a.end <= end]
    return [a.node for a in run] if run and _AND_MORE.match(scene.text, run[-1].end, end) else []


_SUM_BEHIND = regex(
    r"(?:资金)?[约近超逾]?[\d.]+[百千万亿]+(?:美|欧|港)?元.*$|的(?:资金|投资)?(?:比例|金额|占比|比重|额度).*$"
)
# a clause that goes on: 该基金由甲管理,重点支持乙企业
_GOES_TO = regex(
    r"(?:(?<=[,;。\n])|(?<=基金)|(?<=资金)|(?<=专项奖))“?(?:将|专项|专门)?"
    r"(?:(?:重点|主要|优先|专注于?|专门|积极|大力)(?=[支扶投用奖])|(?=用于))"
    r"(?P<verb>支持|扶持|奖励|用于支持|用于|投向|投资于)(?P<group>[^,;。:!?]{4,46}?)(?=[,;。!?]|$)"
)
# 为乙企业提供股权投资
_GIVES = regex(
    r"(?<=[,;])(?P<verb>为)(?P<group>[^,;。:!?]{2,30}?(?:企业|项目|公司|团队|机构|主体))提供[^,;。:!?]{0,24}(?:投资|融资|资金|资本)"
)
# 甲基金专投早期项目, 已投出一批芯片公司
_BACKS = regex(
    r"(?:(?<=[,;。\n])|(?<=基金)|(?<=资金)|(?<=资本)|(?<=[风创]投))(?:(?:该|本)?基金|其)?(?:则|将|也|主要|重点|已|累计|先后|目前|专门|共)*"
    r"(?P<verb>专投|主投|只投|直投|投出|投中|专注(?!度)|聚焦|瞄准|重点关注|关注)(?:了|于)?(?:投资|投向|支持|服务)?"
    r"(?:一批|多家|多个|一系列|数[十百]家|\d+[余多]?[家个])?"
    r"(?P<group>[^,;。:!?、\d][^,;。:!?\d]{3,40}?(?:企业|项目|公司|团队|创业者))(?=[,;。]|$)"
)
_HOUSES = ("资本", "风投", "创投", "投资")
_SPARED = regex(
    r"(?:原则上)?不(?:得|予|再|能|直接|会|允许)?(?P<verb>投资于?|投向|支持|补助|资助|用于)(?P<group>[^,;。:]{3,30}?)(?=[,;。]|$)"
)
_PAPERS = ("公示", "公告", "通知", "名单", "办法", "情况")
_FIELDS = ("产业", "产业链", "领域", "行业", "赛道", "方向")
_LEADING = ("重点产业", "支柱产业", "主导产业", "新兴产业", "优势产业")


# 关于下达2022年甲市乙产业发展专项资金(第二批)的通知, 2023年甲专项资金拟支持项目公示
_GRANTED = regex(
    r"(?:关于|下达|拨付|兑现|安排|分配|公示|公布|^(?=[^,]{4,40}[资基]金拟?(?:支持|安排|奖励|补助|扶持)))"
    r"(?:\d{4}年度?)?"
    r"(?P<fund>(?!\d|下达|拨付|兑现|安排|分配|公示|公布)[\u4e00-\u9fff]{2,30}?(?:资金|基金|奖补经费|补助经费))"
)


def payer_of_rows(own: Mention | None) -> tuple[Node, str] | None:
    """The fund that pays those whom a table of a notice lists, and whether it has paid yet.

    Parameters
    ----------
    own : title of the notice.
    """
    spent = _GRANTED.search(own.name) if own else None
    if own is None or spent is None:
        return None
    ahead = own.name.endswith("公示") or "拟" in own.name
    return Node("Fund", spent["fund"]), "planned" if ahead else "done"


_NO_GROUP = regex(
    r"^(?:经|通过|范围|标准(?!化)|额度)[^的]*$|(?:总额|金额|额度|资金|比例|期限|上限)$|^此[拨安预]|(?:不得|不再|不予)$|已(?:汇聚|集聚|聚集|吸引|入驻)|^[你我贵][省市区县厅委局]?提出"
    "|[亦也]会|得以|^外加|^统筹用于|结果为|《|(?:补贴|补助|奖励|减免|资助|贷款)(?:和|与|及|以及|、)$|^主要靠|(?:的是|看中|在于|就是)$|力度$|机制(?!造|氧|冷|剂|药|糖|浆|砂)|^(?:建立|健全|完善|加大|加强)|^(?:主要|重点|专项|优先|专门)*(?:用于|用以|投向)"
    "|(?:或者|以及|进行|接受|导向|财政|财政投入|各项|审查)$|不得|^(?:禁止|严禁|任何)|考虑|取消|送去|表示|道歉|共计|记者$"
    r"|(?:只|都|就|均)是|身为|伙同|有[近约]?\d+[余多]?名|[\u4e00-\u9fff]\.[\u4e00-\u9fff]|(?:计算|规定)$|^“?一般$|^的?举报$"
    "|^(?:选择|培育|培养)|没收|罚款|处罚|如果|支付|(?:重新|分阶段|最后|户均|分批|分期)$|^由(?!.*的)|^(?:要求|预拨|价值)"
)
_FORMER = regex(
    r"^(?:(?:于|在(?!.注册|.登记|.纳税|..?举办|..?开展))(?=.{4})|(?:对于?|针对|关于)(?=..)|其他|上述|以下|下列)"
)


# 对乙连续三年、每年给予补助: for how long is not whom
_HOW_LONG = regex("连续[一二两三四五六七八九十\\d]{1,2}(?:年|个年度)(?:[、,]?(?:每年|按年))?$")


def tidied(group: str) -> str:
    """The words for a group of beneficiaries without what only leads to them or follows."""
    group = group.strip(" ,、")
    group = group.removesuffix("的").removesuffix("后")
    group = re.sub("(?:新台币|人民币)$", "", group)
    group = _HOW_LONG.sub("", group)
    return _FORMER.sub("", group).strip()


def may_be_paid(scene: Scene, start: int, end: int, group: str) -> bool:
    """Tell whether words can be a group of beneficiaries: no policy, no fund, no mere pronoun."""
    if len(group) < 2 or group in _NOBODY or _NO_GROUP.search(group):
        return False
    return not any(
        a.start >= start and a.end <= end and a.class_name in ("Fund", "Policy") for a in scene.args
    )


# fmt: off
_NOBODY = frozenset((
    "企业", "公司", "机构", "项目", "单位", "个人", "人员", "其", "社会", "全市", "全省", "我市",
    "该项目", "该企业", "有关企业", "有关单位", "相关企业", "上述", "员工", "职工", "客户",
    "消费者", "用户", "符合条件", "合资格", "形式", "最少", "至少", "经认定", "产业发展",
))
# fmt: on
