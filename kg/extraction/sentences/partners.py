"""Cooperation between two sides: A与B签署合作协议, A联合B, A携手B和C."""

from __future__ import annotations

import re
from itertools import product

from kg.extraction.facts import Facts
from kg.extraction.scene import BY_HAND, Arg, Scene, government_of
from kg.extraction.sentences.introduced import URGED
from kg.extraction.sentences.subjects import acts, is_beside, topic_at
from kg.extraction.sentences.together import SIDES, origin
from kg.patterns import regex

_FAR = 80  # characters between the sides and the deal: 与甲座谈,就乙项目达成合作共识
_DEAL = regex(
    r"(?=[签达建续互开展进缔订结战深全技业合联携牵共并没强成设组一])(?:"  # what it begins with
    r"(?:签署|签订|续签|签约|达成|建立|开展|展开|进行|缔结|订立|结成)(?:《[^《》]{0,60}|[^,。;]{0,24}?)(?:合作|协议|备忘录|合同|伙伴|联盟关系|共识|签约|[\d一两二三四五六七八九十]+[个项][^,。;]{0,4}项目|(?:协作|联动|互认|协同|共享|会商|联席|合作|沟通|对接|联络)[^,。;]{0,6}机制)|互为[^,。;]{0,6}(?:园区?|伙伴|友城|姊妹)|结成[^,。;]{0,6}联盟|强强联[合手]|(?:缔结|结)为?[^,。;]{0,4}(?:园区|城市|港口|伙伴)|结对(?=[,。;]|以来|共建|帮扶|协作)"
    r"|战略合作|(?:深度|全面|技术|业务)?合作(?!区|社|组织|会议|基金|示范|论坛|部|处|中心|模式|机制|精神|项目库|事[宜项]|机会|前景|空间|可能|意愿|洽谈|需求|潜力|方[向式案]|伙伴(?!关系))|签约(?!入驻|进驻|落户|落地|落子|开工|企业|项目|金?额)|签了[^,。;]{0,12}?(?:协议|合同|备忘录|单子|项目)|(?<=[府会局])签约(?=落户|落地|入驻|[^,。;]{0,8}项目)|签下[^,。;]{0,12}?(?:项目|订单|合同|大单|(?:供[货应]|采购)协议)|合资|联手|携手|牵手|结盟|共同(?:投资|成立|建设|打造|研发|研制|开发|推进|推动|推出|发布(?!的?[《了]))|一起(?:做|搞|把|干|上线|推出|研发|开发|打造|搭建|建|探索|申报)|(?:共同|联合)(?:宣布|对外宣布)|联合(?:培养|(?:课题|技术|科研|临床)?研究(?!院|所|中心|室|团队|生|基金))|联合(?:成立|建设|打造|研发|研制|开发|共建|设立|组建|发起|推出|发布(?!的?[《了])|开展|攻关)|共建|共同(?:设立|组建|发起)|合建|合办|并无(?:任何)?关系|没有(?:任何)?关系"
    # 与甲成立联合实验室: what only two have
    r"|(?:成立|设立|组建|建立|建设)了?[^,。;]{0,12}?(?:联合(?:实验室|研[究发制]|创新|工作)|合资(?:公司|企业)))"
)
# 由甲与乙合作开发, 由甲与乙联合研制: they work together, who made it besides
_JOINT_WORK = regex("(?:深度|全面|技术|业务)?合[作办]|联合(?:研|攻关|开发|打造)|联手|携手|牵手")
_HEARSAY = regex("传闻|网传|传言|谣传|有利于|有助于")
_NO_DEAL = regex(
    r"(?:加强|促进|推动|深化|推进|扩大|寻求|鼓励|支持)[^,。;]{0,8}$|(?:广泛|国际|区域|产学研)[^,。;]{0,2}$"
)
_DEEPENED = regex(
    "(?:等[^,。;]{0,8})?(?:持续|不断|进一步|全面)?(?:深化|加强|扩大|推进)[^,。;]{0,8}"
)
_PASSIVE = regex("由(?![于此来])")
_LISTED = frozenset(("、", "和", "及", "以及", "", " "))
_WITH = ("与", "和", "同", "跟", "携手", "联合", "联手", "牵手", "—", "——", "-", "会同")


def add_partners(facts: Facts, scene: Scene) -> None:
    """Say who cooperates with whom, one claim a pair across the two sides."""
    text = scene.text
    if "伙伴" in text[scene.start : scene.end]:
        _add_named_partners(facts, scene)
    for match in _DEAL.finditer(text, scene.start, scene.end):
        if scene.covers(match.start()):
            continue
        clause = scene.clause_start(match.start())
        if _HEARSAY.search(text, clause, match.start()):
            continue
        before = [a for a in scene.args if a.end <= match.start()]
        inside = [a for a in before if a.start >= clause]
        formal = match[0].startswith(_FORMAL)
        bodies = [a for a in before if _may_sign(a, formal) and a.start >= match.start() - 120]
        near = [a for a in bodies if a.start >= clause] or bodies
        plain = match[0].endswith("合作") and not text.startswith(_MAKING, match.end())
        if formal or plain:  # a region that signs is its government
            near = [g for a in inside if (g := _side(scene, a))]
        if not (formal or _JOINT_WORK.match(match[0])) and _PASSIVE.search(
            text, clause, match.start()
        ):
            continue  # 园区由甲与乙共建 tells who made it
        if _SALE.search(match[0]) or _FORGED.search(text, clause, match.start()):
            continue  # 甲与乙签订股权转让协议
        left, right = _sides(scene, near, match.start())
        if not left and (formal or match[0].endswith("机制")):
            left, right = _listed(scene, near, match.start())
        if not left or not right or _OF_OTHERS.search(text, right[-1].end, match.start()):
            continue
        status = scene.status(match.start(), finished="了" in match[0])
        ended = match[0][0] in "并没" or _ENDED.match(text, match.end())
        if ended or _NOT_WITH.search(scene.plain(clause, match.start())):
            status = "denied"
        close = _DEEPENED.fullmatch(text, right[-1].end, match.start())
        firms = all(a.class_name in ("Company", "Institute") for a in left + right)
        if (
            status == "done"
            and not (close or firms)
            and _NO_DEAL.search(text[clause : match.start()])
        ):
            continue
        low = min(a.start for a in left + right)
        if status == "done" and text.endswith(URGED, scene.start, low):
            status = "encouraged"  # 鼓励甲与乙合作,共建丙
        for a, b in product(left, right):
            if (a.class_name, a.name) != (b.class_name, b.name):
                facts.add(
                    a.node,
                    "partnerOf",
                    b.node,
                    [(low, match.end())],
                    confidence=0.75,
                    status=status,
                )


_FORMAL = ("签", "续签", "达成", "缔结", "互为")


def _may_sign(arg: Arg, formal: bool) -> bool:
    """Tell whether somebody can be a side; a fund that is a firm signs too."""
    fund = arg.class_name == "Fund" and arg.name.endswith("公司")
    return arg.class_name in SIDES or (formal and fund)


# to sell, to let or to lend is no cooperation
_SALE = regex(
    "(?:股权|股份|资产)(?:转让|收购|认购|买卖)|(?:转让|收购|认购|和解)协议"
    "|(?:租赁|买卖|交易|转让|承包|借款|贷款|授信|抵押|担保|贴现|处置|劳动|补偿|土地)(?:协议|合同)"
)
_FORGED = regex("冒充|假冒|冒用|伪造")
# 经甲和乙审批的合作项目, 甲与乙见证签约, 甲、乙同意,双方签订协议: who does it is another
_OF_OTHERS = regex("见证|(?:审批|批准|批复|主管|认定)的$|(?:同意|批准),")
_ARE_PARTNERS = regex(
    "[”》)]*(?:等[^,。;:、的]{0,8}?)?(?:均|都|先后|已|正式)*(?:为|是|系|成为)了?(?:其|该?公司|该?集团|该?企业|该?基金|该?平台)?的?"
    "(?:首批|第一批|重要|长期|主要|核心|关键|紧密|官方|独家|全球|优质|的)*(?:战略|生态|业务|产业|技术|深度)?(?:合作)?伙伴(?=[,。;]|$)"
)


def _add_named_partners(facts: Facts, scene: Scene) -> None:
    """甲、乙等为首批战略合作伙伴: of what the text speaks of."""
    for index, last in enumerate(scene.args):
        match = last.class_name in SIDES and _ARE_PARTNERS.match(scene.text, last.end, scene.end)
        if not match:
            continue
        group = [a for a in scene.group(index, SIDES) if a.start <= last.start]
        if scene.clause_start(last.start) < group[0].start:
            continue  # 甲与乙成为伙伴
        whole = topic_at(scene, group[0].start, (*SIDES, "Fund"))
        for one in group:
            if whole and whole.name != one.name:
                span = [(one.start, match.end())]
                status = scene.status(last.end)
                facts.add(whole.node, "partnerOf", one.node, span, confidence=0.7, status=status)


# 甲与乙市合作设立丙 tells who made it
_MAKING = (
    "设立", "成立", "组建", "建立", "创办", "创建", "共建", "打造", "建设", "开发", "研发", "举办",
)  # fmt: skip
_NOT_WITH = regex("(?:并无|并未|没有|从未|未曾|不存在|否认|未)[与和同跟]")
_ENDED = regex("[^,。;]{0,6}?(?:已经?|宣告|正式|提前)(?:终止|结束|破裂|中断|告吹|解除|取消)")
_MAKES_FUND = regex(
    r"(?:等[^,。;]{0,12}?)?(?:共同|合作|联合|出资|牵头|,)*(?:(?:发起|出资)(?:设立|成立|组建)?|(?:组建|设立|成立)的)"
)


def add_joined(facts: Facts, scene: Scene) -> None:
    """Say that those cooperate whom 联合 joins: 甲联合乙开发…; agencies issue together only."""
    for index, joint in enumerate(scene.joints):
        if joint not in BY_HAND:
            continue
        left = scene.group(index, SIDES, with_others=False)
        right = scene.group(index + 1, SIDES, with_others=False)
        if not right or _MAKES_FUND.match(scene.text, right[-1].end):
            continue  # 由甲联合乙发起设立的基金 tells who made it
        if any(a.class_name not in SIDES for a in left + right):
            continue
        status = scene.status(right[0].start)
        for a, b in product(left, right):
            if a.name != b.name and not (_is_agency(a) and _is_agency(b)):
                span = [(a.start, b.end)]
                facts.add(a.node, "partnerOf", b.node, span, confidence=0.7, status=status)


def _is_agency(arg: Arg) -> bool:
    """Tell whether this is an agency of the country, of which several act together."""
    abroad = arg.mention is not None and arg.mention.rule == "foreign"
    return arg.class_name == "Agency" and not abroad


# 与合作伙伴甲, 与金融科技公司甲
_AS_PARTNER = regex(
    "(?:其|的|长期|战略|生态|海外)*(?:合作伙伴|合作方|伙伴)$"
    "|(?<=[与和同跟合手])[\u4e00-\u9fff]{0,8}(?:公司|企业|机构|巨头|厂商|集团|平台|运营商|龙头|银行|独角兽|高校|[车药]企)$"
)


def _sides(scene: Scene, near: list[Arg], deal: int) -> tuple[list[Arg], list[Arg]]:
    """The two sides of a deal, split at 与 or its like."""
    text = scene.text
    split = None
    both = [a for a in near if a.start == near[-1].start]
    if len(both) == 2:  # 双方 stands for the two
        return both[:1], both[1:]
    for index in range(len(near) - 1, 0, -1):
        begin = origin(scene, near[index])
        before = text[max(scene.start, begin - 14) : begin].rstrip("“《")
        before = _AS_PARTNER.sub("", before)
        if before.endswith(_WITH if split is None else _JOINED_TO):
            split = index
    first = origin(scene, near[0]) if near else 0
    joined = split is not None and text[origin(scene, near[split]) - 1] == "和"
    if split is None or (joined and text.endswith(_JOINED_TO, scene.start, first)):
        return _with_subject(scene, near, deal)  # 甲收购乙,随后与丙和丁合资
    if _ITS_PART.match(text, near[split - 1].end, near[split].start):
        return [], []  # 甲的子公司与乙签约
    right = _run(scene, _headed(scene, near[split], deal), 1)
    if deal - right[-1].end > _FAR:
        return [], []
    return _run(scene, near[split - 1], -1), right


_ITS_PART = regex(r"(?:\([^()]{0,16}\))?的?[^,。;与和同]{0,8}(?:[子孙分母]公司|股东)")
_JOINED_TO = ("与", "同", "联合", "携手")
_TOGETHER = regex(
    "(?:等(?:(?!参加|出席|见证|亮相)[^,。;]){0,8}|[双两三四五六多]方|举行|共同|联合|正式|现场|成功|在[^,。;]{2,12}|此前|近日|日前|近期|今[年天日]|去年|昨[天日]|当[天日]"
    "|[于年月日\\d]{2,12}+|曾|已经?|也|还|再次|先后|又|分别|代表[双各三]方|就[^,。;]{2,16})*"
)


def _listed(scene: Scene, near: list[Arg], deal: int) -> tuple[list[Arg], list[Arg]]:
    """The first of a list that opens a clause and the others: 甲、乙、丙三方签署协议."""
    if not near:
        return [], []
    last = scene.after(near[-1].start)
    ends = scene.args[last + 1].end if scene.speaks_for(last) else near[-1].end
    if not _TOGETHER.fullmatch(scene.text, ends, deal):
        return [], []
    run = [near[-1], *_run(scene, near[-1], -1)[1:]]
    first = min(run, key=lambda a: a.start)
    alone = first.start == scene.clause_start(first.start)
    return ([first], [a for a in run if a is not first]) if alone and len(run) > 1 else ([], [])


def _with_subject(scene: Scene, near: list[Arg], deal: int) -> tuple[list[Arg], list[Arg]]:
    """与B合作…: the other side is the subject of the clauses or the sentence before."""
    clause = scene.clause_start(deal)
    if not near or near[-1].end <= clause:
        return _both(scene, clause, deal)
    for arg in near:
        lead = scene.text[clause : arg.start]
        if arg.start >= clause and re.fullmatch(
            r"(?:目前|现|是?其|通过|自|继|借助|凭借|随着|在(?=[与和同])|并|还|将|分别|已|宣布|也|又|把|就|拟|曾|再|再次|正式|同时|此外|先后|随即|计划|[此随之其]后|后来|此前"
            r"|日前|近日|近期|同[年月日期]|当[年月日天]|[今去前次]年|[\d年月日底初])*"
            r"(?:与|同|联合|携手|和)[^,。]{0,10}",
            lead,
        ):
            leader = _leader(scene, clause) or _main_subject(scene, clause, deal)
            subject = leader or next(
                (
                    side
                    for a in reversed(scene.args)
                    if a.end <= clause
                    and id(a) not in scene.objects
                    and not scene.is_adjunct(a)
                    and not scene.is_with(a)
                    and not is_beside(scene, a)
                    and (side := _actor(scene, a))
                ),
                _spoken_of(scene, arg.start),
            )
            if subject and _NAMES_ELSE.match(scene.text, subject.end):
                return [], []
            far = subject and subject.start < scene.start < clause
            if far and subject and subject.class_name == "Agency":
                return [], []  # what a region has done is not what its bureau did
            right = _run(scene, _headed(scene, arg, deal), 1)
            return ([subject], right) if subject and subject not in right else ([], [])
    return [], []


# 召开甲协会座谈会,与乙签约; 落实甲局《丙》精神,联合乙
_NAMES_ELSE = regex("[\u4e00-\u9fff]{0,3}(?:会议|座谈会|协调会|推介会|交流会|论坛)|《")
_BOTH = regex(
    "(?:会上|此次|当天|日前|近日|随后|最终|[\\d年月日])*,?(?:双方|两家|两者|(?:并|还|又|已)*与(?:其|对方|后者))"
)


def _both(scene: Scene, clause: int, deal: int) -> tuple[list[Arg], list[Arg]]:
    """The two that the clauses before speak of: 甲考察乙,双方签署合作协议."""
    if not _BOTH.match(scene.text, clause, deal):
        return [], []
    named = [a for a in scene.args if a.end <= clause and a.class_name in SIDES]
    if "见证下" in scene.text[scene.start : clause]:  # 在甲市委书记乙见证下,双方签约
        named = [a for a in named if a.class_name != "Agency"]
    sides = list({a.name: a for a in named}.values())
    return (sides[:1], sides[1:]) if len(sides) == 2 else ([], [])


def _main_subject(scene: Scene, clause: int, deal: int) -> Arg | None:
    """The subject that follows a clause of time: 在与甲达成合作后,乙将进入新市场."""
    stop = scene.clause_end(deal)
    main = scene.args[scene.after(stop) :][:1]
    timed = scene.text.endswith(("后", "以来", "同时"), clause, stop)
    close = timed and main and main[0].start == stop + 1 and main[0].class_name in SIDES
    return main[0] if close else None


def _leader(scene: Scene, clause: int) -> Arg | None:
    """Who leads, by the clause before: 甲由乙牵头,联合丙组建."""
    index = scene.after(clause) - 1
    if index < 0 or not scene.text.startswith(("牵头", "主导"), scene.args[index].end):
        return None
    return _actor(scene, scene.args[index])


def _spoken_of(scene: Scene, position: int) -> Arg | None:
    """Whom the clauses before speak of, but for what they only say to have been made."""
    topic = topic_at(scene, position, SIDES)
    return topic if topic and id(topic) not in scene.objects else scene.subject


def _actor(scene: Scene, arg: Arg) -> Arg | None:
    """The body that acts, which is the government where a bare region does: 甲市将建设乙,与丙…."""
    if arg.class_name in SIDES[:4]:
        return arg
    return government_of(arg) if arg.place and acts(scene, arg, arg.end) else None


def _run(scene: Scene, side: Arg, step: int) -> list[Arg]:
    """The list that starts at an argument and goes on in one direction."""
    run = [side]
    index = scene.beside(scene.after(side.start), step, _LISTED)
    while index is not None and (other := _member(scene.args[index])):
        run.append(other)
        index = scene.beside(index, step, _LISTED)
    return run


def _member(arg: Arg) -> Arg | None:
    """The body that a member of a list of sides is, which is the government of a whole region."""
    if arg.class_name in SIDES:
        return arg
    whole = arg.place is not None and arg.place.surface == arg.place.name
    return government_of(arg) if whole else None


def _headed(scene: Scene, side: Arg, deal: int) -> Arg:
    """What an argument tells of, if it does no more: 与甲旗下乙合作 is to cooperate with 乙."""
    first = index = scene.after(side.start)
    while scene.modifies(index):
        index += 1
    if index == first and index + 1 < len(scene.args) and (set_up := scene.args[index + 1]):
        made = _SET_UP_BY.fullmatch(scene.text, side.end, set_up.start)
        if made and set_up.end <= deal:
            return set_up  # 与甲设立的乙签约
    return scene.args[index] if index > first else side


_SET_UP_BY = regex(
    "(?:共同|联合|全资|发起|出资|投资|牵头|独资)*(?:设立|成立|创办|创立|创建|组建|发起|控股|主管|主办)的[“]?"
)


_THEN_WITH = regex(
    "(?:则|也|又|还|已|将|拟|就|早在|去年|今年|日前|近日|[\\d年月日]{2,11}+|正式|再次){1,4}[与同]"
)


def _side(scene: Scene, arg: Arg) -> Arg | None:
    """The argument as a side of a deal, None where it cannot be one."""
    if arg.class_name in SIDES:
        return arg
    if arg.place is None or arg.place.surface != arg.place.name:
        return None
    if scene.text.startswith(("在", "于"), arg.start - 1):
        return None  # 甲公司在丙市与乙公司签约
    beside = scene.text[arg.start - 1 : arg.start] + scene.text[arg.end : arg.end + 1]
    joined = set(beside) & set("与和同") or _THEN_WITH.match(scene.text, arg.end)
    return government_of(arg) if joined else None
