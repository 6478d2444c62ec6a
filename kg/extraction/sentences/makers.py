"""Who makes something: builds or develops it, with whom, or opens it at a ceremony."""

from __future__ import annotations

import re
from itertools import pairwise, product

from kg.extraction.dates import date_for
from kg.extraction.facts import Facts
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.introduced import URGED
from kg.extraction.sentences.subjects import topic_at
from kg.patterns import regex

_OPENED = ("Institute", "IndustrialPark", "Association")
_MAKERS = ("Company", "Institute", "Association", "Agency")
_CEREMONY = regex(
    r"[”’]?(?:项目)?(?:正式)?(?:启动|揭牌|成立|授牌|挂牌|开园|开业|奠基|开工)(?:暨[^,。;]{1,16}?)?(?:仪式|典礼|大会)"
)
_OF = regex(r"(?:\([^()]{1,12}\))?(?:共建|联合共建|合作共建|联合|举行|举办|召开)?的?[“‘]?")


def add_ceremonies(facts: Facts, scene: Scene) -> None:
    """Say who sets up what a ceremony opens, from the bodies right before its name."""
    for maker, opened in pairwise(scene.args):
        if opened.class_name not in _OPENED or maker.class_name not in _MAKERS:
            continue
        ceremony = _CEREMONY.match(scene.text, opened.end)
        if ceremony is None or not _OF.fullmatch(scene.text, maker.end, opened.start):
            continue
        makers = [m for m in scene.group(scene.after(maker.start), _MAKERS) if m is not opened]
        _add(facts, scene, makers, opened, ceremony)


def _add(
    facts: Facts, scene: Scene, makers: list[Arg], opened: Arg, ceremony: re.Match[str]
) -> None:
    span = [(makers[0].start, ceremony.end())]
    status = scene.status(ceremony.start())
    node = opened.node
    for maker in makers:
        facts.add(
            node,
            "establishedBy",
            maker.node,
            span,
            confidence=0.7,
            status=status,
        )
    if len(makers) == 2:
        left, right = (m.node for m in makers)
        facts.add(left, "partnerOf", right, span, confidence=0.6, status=status)
    date = date_for(scene, ceremony.start(), ceremony.end())
    if date and date.value and status == "done":
        facts.add(node, "establishedDate", date.value, span, confidence=0.65)


# 其乙飞机正在试飞, 其最新款的乙
_ITS = regex(
    r"其(?:自主)?(?:研[发制]|自研|旗下|首[款架台艘]|最新|新一代|新款|主力|核心|产品)*的?(?:[\u4e00-\u9fff]{2,14}?(?:平台|系统|软件|模型|产品))?[“]?$"
)
_UNDER = regex(
    "旗下的?[\u4e00-\u9fff]{0,8}“?|其?首[个款项](?:落地)?的?(?:应用|产品|平台|项目|系统)“?"
)  # 甲集团总部在乙,旗下的“丙”平台已上线
# the papers without which a product may not be made, sold or used
_LICENSE = regex(
    r"”?(?:的|[^,。;、]{0,6}?)(?:(?:型号|标准)?(?:合格证|适航证)|(?:生产|上市|销售|经营|制造)?(?:许可证?|批件|批文)|注册证|认证证书|准入证)书?"
)
_GIVEN = regex(
    "(?:颁发|核发|发放|签发)了?[^,。;的]{0,6}$|(?:获颁|获得|取得|拿到|获批|喜获|拿下|获)了?[^,。;的]{0,8}的?[“]?$"
)
_BUILT = ("项目", "工程", "中心", "基地", "工厂", "园", "厂")


def add_products(facts: Facts, scene: Scene) -> None:
    """Say whose a work is: as 其 tells, by who gets a licence for it, or who cooperate in it."""
    for index, work in enumerate(scene.args):
        if work.class_name != "Project":
            continue
        # where something is built, 其 may mean a region
        maker = None if work.name.endswith(_BUILT) else _maker_of(scene, index)
        for one in [maker] if maker else _related(scene, index):
            facts.add(
                one.node,
                "develops",
                work.node,
                [(min(one.start, work.start), max(one.end, work.end))],
                confidence=0.65,
                status=scene.status(work.start),
            )


def _maker_of(scene: Scene, index: int) -> Arg | None:
    """Who makes a product: whom 其 means, or who gets a licence for it."""
    text, work = scene.text, scene.args[index]
    clause = scene.clause_start(work.start)
    if _ITS.search(text, clause, work.start) or _UNDER.fullmatch(text, clause, work.start):
        return topic_at(scene, work.start, ("Company", "Institute"))
    if index and _LICENSE.match(text, work.end, scene.end):
        maker = scene.args[index - 1]
        return maker if _GIVEN.fullmatch(text, maker.end, work.start) else None
    return None


# 甲与乙合作的“丙”
_TOGETHER = regex("(?:与|和|同|携手|联合)□(?:战略)?合作的[^,。;、的□]{0,10}“?")


def _related(scene: Scene, index: int) -> list[Arg]:
    """The two who cooperate in a work."""
    pair = [arg for arg in scene.args[max(0, index - 2) : index] if arg.class_name in _MAKERS]
    gap = scene.plain(pair[0].end, scene.args[index].start) if len(pair) == 2 else ""
    return pair if _TOGETHER.fullmatch(gap) else []


# 底层技术由甲提供
_TECH_BY = regex(
    "技术(?:支持|支撑|服务)?(?:则|均|也|主要|同样)?(?:由|来自于?|出自)(?:[^,。;]{2,6}旗下的?)?“?$"
)
# 甲为该平台提供技术支持, 甲承担平台的技术开发
_TECH_OF = regex(
    "(?:等[^,。;、]{0,8})?(?:[^,。;、]{0,10}?提供了?(?:全程|全部|底层|核心|区块链|平台|和|、|与|的|相关)*"
    "技术(?:支持|支撑|服务|保障)(?!商|方|的)|(?:则|主要|具体|共同)?(?:承担|负责)了?[^,。;、]{0,8}?"
    "(?:技术|系统|平台|软件)(?:开发|研发|搭建|承建|建设)(?:工作|任务)?(?=[,。;]|$)"
    "|(?:则|主要|具体|共同|分别)?(?:负责|承担)(?:其|项目|日常|具体|整体|后续|统一|工程|全部|主体)*"
    "(?:(?:投资|开发|运营|运维|建设|研发|搭建|建造|设计|施工|承建|总承包|监理|实施|营运)[、和及与]?){1,4}(?:工作|任务)?(?=[,。;]|$)"
    "|(?:则|具体|共同|联合)?(?:承建|代建|建造|研制|施工)(?=[,。;]|$)"
    "|为(?:该|这一|此)(?:项目|平台|系统)提供了?[^,。;]{0,10}?(?:技术|模块|算法|组件|方案))"
)


# 甲项目由乙投资20亿元
_PAYS = regex(
    "(?:共同|联合|独家|全额|计划)*(?:斥资|投资|出资)[约近超逾]?[\\d.]+[十百千万亿]*[\u4e00-\u9fff]{0,2}元"
)


def add_technology(facts: Facts, scene: Scene) -> None:
    """Say who gives a work its technique: 乙平台由甲局推出,底层技术由丙公司提供."""
    text = scene.text
    for index, firm in enumerate(scene.args):
        if firm.class_name not in ("Company", "Institute"):
            continue
        group = scene.group(index, ("Company", "Institute"), with_others=False)
        first, clause = group[0].start, scene.clause_start(group[0].start)
        told = _TECH_BY.search(text, clause, first)
        by = text.find("由", clause, first) >= 0  # a passive, which has a subject of its own
        told = told or (_PAYS if by else _TECH_OF).match(text, group[-1].end, scene.end)
        before = [a for a in scene.args if a.end <= first and a.class_name == "Project"]
        work = (before[-1] if before else topic_at(scene, first, ("Project",))) if told else None
        if told and work is None:
            work = scene.about  # 甲项目动工。乙负责开发,丙承担设计
        if work is not None and work.class_name == "Project":
            span = [(min(work.start, firm.start), max(work.end, firm.end))]
            status = scene.status(firm.end)
            facts.add(firm.node, "develops", work.node, span, confidence=0.6, status=status)


# 参与甲平台的建设: these verbs tell who develops something by a noun behind it
TASKS = ("参与", "负责", "承担", "主导", "承接", "牵头", "推进", "完成")


def is_works(built: Arg, builder: Arg) -> bool:
    """Tell whether a firm or an institute builds a project, which is to develop it."""
    return built.class_name == "Project" and builder.class_name in ("Company", "Institute")


def is_title(zone: Arg, park: Arg) -> bool:
    """Tell whether parks become a zone of the state, inside which they then lie.

    甲高新区建设国家自主创新示范区 adds no site to the park.
    """
    return (
        zone.class_name == park.class_name == "IndustrialPark"
        and "国家" in zone.name
        and "(" not in zone.name  # 国家某(甲市)示范区 has its own site
        and zone.name.endswith(("示范区", "试验区"))
    )


_SCHEMES = ("计划", "试点", "项目", "工程", "行动", "沙盒", "专项")
_SOFTWARE = regex(
    "启用|投用|推动|上线|研发|研制|开发|推出|发布|发行|打造|开通|设计|运营|落地|自研|开出|开具|签发"
)


def is_state_work(agents: list[Arg], work: Arg, verb: str) -> bool:
    """Tell whether only agencies set up a work: who builds a platform for all is no developer."""
    if any(a.class_name != "Agency" for a in agents) or verb in TASKS:
        return False
    return work.name.endswith(_SCHEMES) or not _SOFTWARE.search(verb)


_JOINTLY = regex(
    "(?:[两三四五六]方|等?[两三四五六]家[^,。;的]{0,4})?(?:联合|共同|合作|一起)(?!发起|成立)"
)


def is_joint(scene: Scene, makers: list[Arg], start: int, verb: str, made: Arg) -> bool:
    """Tell whether those of a list are said to make one work together: 由甲、乙共同研发的丙.

    Who founds a body with many others is no partner of each of them.
    """
    if len(makers) < 2 or made.class_name != "Project":
        return False
    if any(m.class_name not in _MAKERS for m in makers) or makers[-1].end > start:
        return False
    words = scene.text[makers[-1].end : start] + verb
    return _JOINTLY.match(words) is not None


def add_allies(
    facts: Facts,
    scene: Scene,
    left: list[Arg],
    right: list[Arg],
    span: tuple[int, int],
    status: str,
) -> None:
    """Say that those cooperate who with one another make something: 甲与乙合资成立了丙."""
    urged = left and status == "planned" and scene.text.endswith(URGED, 0, left[0].start)
    status = "encouraged" if urged else status
    for a, b in product(left, right):
        if a.name != b.name and {a.class_name, b.class_name} != {"Agency"}:
            said = a.node, "partnerOf", b.node
            facts.add(*said, [span], confidence=0.65, status=status)


def is_ceremony(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a verb is the ceremony of the thing before it: 甲中心启动仪式.

    What holds it at a place is the thing too: 甲中心在乙市举行开工仪式.
    """
    index = scene.after(start) - 1
    if index < 0 or not scene.text.startswith(("仪式", "典礼", "大会"), end):
        return False
    clause = scene.clause_start(start)
    if scene.text.endswith(("举行", "举办", "举行了", "举办了"), clause, start):
        return sum(clause <= a.start < start and a.class_name != "Place" for a in scene.args) == 1
    return not scene.text[scene.args[index].end : start].strip("”’")


def is_since(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a verb says since when something is there: 自3月1日上线以来."""
    if not scene.text.startswith("以来", end):
        return False
    return any(0 <= start - d.end <= 2 for d in scene.dates)
