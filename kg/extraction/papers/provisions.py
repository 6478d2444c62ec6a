"""What the text of a law provides: for where it is, who sets up and runs what, who pays."""

from __future__ import annotations

import re

from kg.extraction.facts import Facts, Node
from kg.extraction.naming.mentions import Found
from kg.extraction.papers.works import add_works
from kg.extraction.reading import Mention
from kg.extraction.scene import ON_GROUND_OF, Arg, Scene
from kg.extraction.sentences.times import is_plan
from kg.patterns import regex

_LAW = "(?:条例|办法|规定|法|细则|决定|措施|章程|规程|政策|意见)"
_SCOPE = regex(rf"本{_LAW}(?:的)?(?:适用于|适用范围(?:为|包括|是)|适用范围[,:]?(?:为|包括)?)")
_EXCEPT = regex("(?:不适用于|不包括|不含|除外的?是)")
_PLACES = ("Place", "IndustrialPark")
_WHOLE_NAME = regex("[,、;。和及与内的]|$|以外|行政区域|范围|企业")


def add_provisions(facts: Facts, scene: Scene, own: Arg | None, zone: Arg | None) -> None:
    """Say what a sentence of a law provides.

    Parameters
    ----------
    own : the law, None where the text is none.
    zone : that it is the law of.
    """
    if own is None:
        return
    text = scene.text[scene.start : scene.end]
    if "适用" in text:
        _add_scope(facts, scene, own)
    if "第" in text or "规定" in text or "制定" in text or "订定" in text:
        _add_cited(facts, scene, own)
    if "称" in text:
        _add_meaning(facts, scene, own)
    if "是指" in text:
        _add_extent(facts, scene)
    _add_bodies(facts, scene, own)
    _add_charge(facts, scene)
    _add_grants(facts, scene)
    add_works(facts, scene, own, zone)


def add_area(facts: Facts, found: Found, own: Mention) -> None:
    """A law is for the area that it defines, and so are the policies that bear its name."""
    area = next((m.name for m in found.mentions if m.rule == "area"), "")
    for policy in found.mentions if area else ():
        of_area = policy.class_name == "Policy" and policy.name.startswith(area)
        if policy is own or of_area:
            node, span = Node("Policy", policy.name), [(policy.start, policy.end)]
            facts.add(node, "appliesTo", Node("Place", area), span, confidence=0.8)


def _add_scope(facts: Facts, scene: Scene, own: Arg) -> None:
    """本条例适用于甲市, 不包括乙区."""
    text = scene.text
    policy = Node("Policy", own.name)
    for match in _SCOPE.finditer(text, scene.start, scene.end):
        for arg in _in_clause(scene, match.end()):
            if arg.class_name == "Place":
                facts.add(policy, "appliesTo", arg.node, [(match.start(), arg.end)], confidence=0.8)
        for out in _EXCEPT.finditer(text, match.end(), scene.end):
            for arg in _in_clause(scene, out.end()):
                if arg.class_name in _PLACES and _WHOLE_NAME.match(text, arg.end):
                    facts.add(
                        policy,
                        "appliesTo",
                        arg.node,
                        [(out.start(), arg.end)],
                        confidence=0.8,
                        status="denied",
                    )


def _in_clause(scene: Scene, start: int) -> list[Arg]:
    end = scene.clause_end(start)
    return [arg for arg in scene.args if start <= arg.start < end]


_MADE = regex(rf"(?:制定|订定|制订|订立)本{_LAW}")
_GROUND = regex("根据|依据|按照|依照")


def _add_cited(facts: Facts, scene: Scene, own: Arg) -> None:
    """根据《甲》、国务院批准的《乙》等,制定本条例; 依丙条例第五条规定."""
    text = scene.text
    made = _MADE.search(text, scene.start, scene.end)
    ground = _GROUND.search(text, scene.start, scene.end)
    for arg in scene.args:
        if arg.class_name != "Policy" or arg.name == own.name:
            continue
        # 按照《甲标准》规定的水质, 依照《乙法》第三条处罚, but 依丙條例第五條規定設丁
        cited = text.endswith(ON_GROUND_OF, scene.start, arg.start) and text[arg.start] != "《"
        stated = made and ground and ground.end() <= arg.start < made.start()
        if cited or stated:
            facts.add(
                Node("Policy", own.name),
                "basedOn",
                arg.node,
                [(ground.start() if stated and ground else arg.start, arg.end)],
                confidence=0.8,
            )


_CALLED = regex(rf"(?:本{_LAW}|前条|前项|前二条|第[\d一二三四五六七八九十]+条)所称的?之?")
# 本条例所称离岛,系指…之岛屿,包括甲县及乙县
_LISTS = regex("[^,。;]{1,12},?(?:系指|是指|指)[^。;]{2,40}?,(?:包括|包含|涵盖|计有)")
_MEANS = regex(r"[,:]?(?:系指|是指|指|包括|为|即)")


def _add_meaning(facts: Facts, scene: Scene, own: Arg) -> None:
    """本条例所称甲地区,系指乙县及丙县: the law is for each, and each lies in 甲地区."""
    for match in _CALLED.finditer(scene.text, scene.start, scene.end):
        index = scene.after(match.end())
        listed = _LISTS.match(scene.text, match.end(), scene.end)
        if listed and (at := scene.after(listed.end())) < len(scene.args):
            members = scene.group(at, ("Place",), with_others=True)
            begun = scene.args[at].start == listed.end()
            for place in [m for m in members if begun and m.class_name == "Place"]:
                span = [(match.start(), place.end)]
                facts.add(Node("Policy", own.name), "appliesTo", place.node, span, confidence=0.75)
        if index + 1 >= len(scene.args) or scene.args[index].start != match.end():
            continue
        whole, first = scene.args[index], scene.args[index + 1]
        if not _MEANS.fullmatch(scene.text, whole.end, first.start):
            continue
        for part in _parts_named(scene, index + 1):
            span = [(match.start(), part.end)]
            facts.add(part.node, "locatedIn", whole.node, span, confidence=0.85)
            if match[0].startswith("本"):  # not 前条所称甲地区, in the rules of its fund
                for place in (whole, part):
                    facts.add(
                        Node("Policy", own.name), "appliesTo", place.node, span, confidence=0.8
                    )


_ALL_OF = regex("(?:全境|全域|辖区|等)?(?:、|及|和|与|以及|及其)?")


def _parts_named(scene: Scene, first: int) -> list[Arg]:
    """The places that a definition lists, innermost of those side by side: 甲县全境及乙县丙乡."""
    parts: list[Arg] = []
    before = None
    for arg in scene.args[first:]:
        if arg.class_name not in _PLACES:
            break
        if before and not _ALL_OF.fullmatch(scene.text, before.end, arg.start):
            break
        if before and before.end == arg.start:
            parts.pop()
        parts.append(arg)
        before = arg
    return parts


_STANDS_FOR = regex(r"(?:\([^()]{1,30}\))?,?是指")


def _add_extent(facts: Facts, scene: Scene) -> None:
    """甲示范区是指经乙批准建设…的丙高新区、丁高新区: both lie in it, and 乙 founded it."""
    for index, whole in enumerate(scene.args):
        means = _STANDS_FOR.match(scene.text, whole.end)
        if means is None:
            continue
        stop = scene.clause_end(means.end())
        for part in scene.args[index + 1 :]:
            if part.start >= stop:
                break
            span = [(whole.start, part.end)]
            lying = scene.text.endswith(_LYING, means.end(), part.start)
            joined = part.class_name == "Place" and scene.joints[scene.after(part.start) - 1]
            if part.class_name == "Agency" and _BY_GRANT.match(scene.text, part.end):
                facts.add(whole.node, "establishedBy", part.node, span, confidence=0.8)
            elif part.class_name == "Place" and (lying or joined):
                facts.add(whole.node, "locatedIn", part.node, span, confidence=0.8)
            elif part.class_name == "IndustrialPark" and part.name != whole.name:
                facts.keep_named_place(part.node)
                facts.add(part.node, "locatedIn", whole.node, span, confidence=0.8)


_LYING = ("位于", "地处", "坐落于")
_BY_GRANT = regex("批准(?:设立|建设|建立|成立|创建)")
_MAY = regex("应|得|可以|必要时|须|需要")


def _add_bodies(facts: Facts, scene: Scene, own: Arg) -> None:
    """甲县政府设立乙工作领导小组; 丙部为办理丁园区业务,特设丁园区管理局."""
    text = scene.text
    for body in scene.args:
        if body.mention is None or body.mention.rule not in ("set up", "organ", "national"):
            continue
        lead = re.search(
            "(?P<verb>(?:应当?|得|特|可以|依法|增)?(?:设立|设置|成立|组建|建立|设)(?:了)?)$",
            text[max(scene.start, body.start - 8) : body.start],
        )
        if lead is None:
            continue
        if body.class_name == "Fund" and body.name in own.name:
            span = [(body.start - len(lead["verb"]), body.end)]
            facts.add(Node("Policy", own.name), "establishes", body.node, span, confidence=0.7)
        fund = next((a for a in scene.args if a.class_name == "Fund" and a.end <= body.start), None)
        if fund and body.name.endswith(("基金管理会", "基金管理委员会")):
            span = [(fund.start, body.end)]
            facts.add(fund.node, "managedBy", body.node, span, confidence=0.7)
        maker = _maker(scene, body.start - len(lead["verb"]))
        if maker is None:
            continue
        between = text[maker.end : body.start]
        about = own.name.startswith(body.name)  # the rules of a fund that there is
        told = is_plan(own.name)  # 乙政府成立丙工作领导小组, in a plan
        wanted = (body.class_name == "Fund" and not about) or told or _MAY.search(between)
        status = scene.status(body.start - len(lead["verb"]), "planned" if wanted else "done")
        status = "planned" if wanted and status == "done" else status
        node = body.node
        span = [(maker.start, body.end)]
        for one in scene.group(scene.after(maker.start), ("Agency",)):
            if one.end <= body.start:
                facts.add(node, "establishedBy", one.node, span, confidence=0.8, status=status)
        for park in scene.args:
            inside = maker.end <= park.start < body.start and park.class_name == "IndustrialPark"
            if inside and body.name.endswith(park.name + "管理局"):
                facts.add(park.node, "managedBy", node, span, confidence=0.8)
                facts.add(node, "locatedIn", park.node, span, confidence=0.7)


def _maker(scene: Scene, verb: int) -> Arg | None:
    """The body that sets something up: the subject of the clause, else of the sentence."""
    clause = scene.clause_start(verb)
    acting = [arg for arg in scene.args if arg.end <= verb and arg.class_name == "Agency"]
    near = [arg for arg in acting if arg.start >= clause]
    return near[0] if near else acting[0] if acting else None


_TASK = regex("(?:范围内|内)?的[^。;]{0,30}?(?:管理|运营|综合协调|统筹)")
_IN_CHARGE = regex("为(?:中央)?(?:主管机关|管理机关|管理机构)")


def _add_charge(facts: Facts, scene: Scene) -> None:
    """甲管理局负责乙区的综合协调; 丙基金以丁部为管理机关."""
    text = scene.text
    for index, arg in enumerate(scene.args):
        lead = text[max(scene.start, arg.start - 3) : arg.start]
        led = arg.class_name == "Agency" and lead.endswith(("以", "由"))
        led = led or (arg.class_name == "Agency" and lead.endswith(","))
        if led and _IN_CHARGE.match(text, arg.end):
            funds = [a for a in scene.args[:index] if a.class_name == "Fund"]
            for fund in funds[:1]:
                span = [(fund.start, arg.end)]
                facts.add(fund.node, "managedBy", arg.node, span, confidence=0.8)
        if arg.class_name == "IndustrialPark" and lead.endswith(("负责", "承担")):
            if not _TASK.match(text, arg.end, scene.end):
                continue
            bodies = [  # 甲管理委员会是乙政府的派出机关,负责丙区的管理: not 乙政府
                a
                for a in scene.args[:index]
                if a.class_name in ("Agency", "Company")
                and not text.endswith(("是", "为", "系", "作为"), scene.start, a.start)
            ]
            for body in bodies[-1:]:
                span = [(body.start, arg.end)]
                facts.add(arg.node, "managedBy", body.node, span, confidence=0.75)


_BY_BUDGET = regex(
    "(?:应)?(?:寛列|宽列|编列|逐年编列|循)(?:年度)?预算(?:程序)?(?:优先|全额)?(?P<verb>补助|支应|奖助|拨补|给予)"
    "|得(?:优先|酌予|酌情|视需要|视财政状况|予以?|全额|部分)*(?:补助|奖助|奖励|补贴|辅助)(?![办要标规经金款之,。;])"
)
_OBJECT = regex(r"(?P<whom>[^,。;]{4,40}?)(?=设置|兴建|办理|从事|购置|[,。;])")


def is_budgeted(scene: Scene) -> bool:
    """Tell whether a sentence says which body pays out of its budget."""
    return scene.text.find("预算补助", scene.start, scene.end) >= 0


def _add_grants(facts: Facts, scene: Scene) -> None:
    """甲之学生,其书籍费由乙部编列预算补助之; 乙部应编列预算补助丙机构."""
    text = scene.text
    for agency in scene.args:
        if agency.class_name != "Agency":
            continue
        budget = _BY_BUDGET.match(text, agency.end)
        if budget is None:
            continue
        lead = text[scene.start : agency.start].rstrip("由").rstrip(",")
        if text.startswith("之", budget.end()):
            whom = lead.partition(",")[0]
        else:
            match = _OBJECT.match(text, budget.end())
            whom = match["whom"] if match else ""
        if not 4 <= len(whom) <= 40:
            continue
        facts.add(
            agency.node,
            "funds",
            Node("Beneficiary", whom),
            [(min(agency.start, scene.start), budget.end())],
            confidence=0.7,
            status="planned" if budget[0].startswith("应") else "done",
        )


_USED = regex(
    r"\(?[一二三四五六七八九十]{1,3}[)、](?:拨款)?(?P<verb>补助|捐助|奖助|奖励|补贴|资助|投资|贷放)(?:予|于)?"
    r"(?P<whom>[^,。;]{3,36}?)(?=办理|从事|进行|之支出|所需|等?事项|[,。;])"
)
_USED_FOR = regex(  # 二、乙设备之补贴
    r"\(?[一二三四五六七八九十]{1,3}[)、](?P<whom>(?![其经中与])[^,。;、及]{3,24}?)(?:电价)?之"
    r"(?:示范|相关|低利)?(?:补助|捐助|奖助|奖励|补贴|资助|辅导)(?:及|与|[,。;]|$)"
)


def add_uses(facts: Facts, scene: Scene, fund: Arg | None) -> None:
    """一、补助甲会办理活动之支出, under 本基金之用途如下: the fund pays 甲会.

    Parameters
    ----------
    fund : that the sentences before speak of.
    """
    if fund is None:
        return
    match = _USED.match(scene.text, scene.start, scene.end)
    match = match or _USED_FOR.match(scene.text, scene.start, scene.end)
    begin = scene.text.rfind("如下", max(0, scene.start - 600), scene.start)
    if match is None or "用途" not in scene.text[max(0, begin - 12) : begin]:
        return
    named = [a for a in scene.args if match.start("whom") <= a.start and a.end <= match.end("whom")]
    payees = ("Company", "Agency", "Institute", "Association", "IndustrialPark", "Project")
    nodes = [arg.node for arg in named if arg.class_name in payees]
    for node in nodes or [Node("Beneficiary", match["whom"])]:
        facts.add(fund.node, "funds", node, [match.span()], confidence=0.65)
