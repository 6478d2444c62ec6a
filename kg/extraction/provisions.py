"""What the text of a law provides: for where it is, who sets up and runs what, who pays."""

from __future__ import annotations

import re

from kg.extraction.facts import Facts, Node
from kg.extraction.scene import Arg, Scene

_LAW = "(?:条例|办法|规定|法|细则|决定|措施|章程|规程|政策|意见)"
_SCOPE = re.compile(rf"本{_LAW}(?:的)?(?:适用于|适用范围(?:为|包括|是)|适用范围[,:]?(?:为|包括)?)")
_EXCEPT = re.compile("(?:不适用于|不包括|不含|除外的?是)")
_PLACES = ("Place", "IndustrialPark")


def add_provisions(facts: Facts, scene: Scene, own: Arg) -> None:
    """Say what a sentence of a law provides.

    Parameters
    ----------
    own : the law.
    """
    text = scene.text[scene.start : scene.end]
    if "适用" in text:
        _add_scope(facts, scene, own)
    if "第" in text or "制定" in text or "订定" in text:
        _add_cited(facts, scene, own)
    if "称" in text:
        _add_meaning(facts, scene, own)
    _add_bodies(facts, scene)
    _add_charge(facts, scene)
    _add_grants(facts, scene)
    _add_built(facts, scene, own)


def _add_scope(facts: Facts, scene: Scene, own: Arg) -> None:
    """本条例适用于甲市, 不包括乙区."""
    text = scene.text
    policy = Node("Policy", own.name)
    for match in _SCOPE.finditer(text, scene.start, scene.end):
        for arg in _in_clause(scene, match.end()):
            if arg.class_name == "Place":
                facts.add(
                    policy, "appliesTo", _node(arg), [(match.start(), arg.end)], confidence=0.8
                )
        for out in _EXCEPT.finditer(text, match.end(), scene.end):
            for arg in _in_clause(scene, out.end()):
                if arg.class_name in _PLACES:
                    facts.add(
                        policy,
                        "appliesTo",
                        _node(arg),
                        [(out.start(), arg.end)],
                        confidence=0.8,
                        status="denied",
                    )


def _in_clause(scene: Scene, start: int) -> list[Arg]:
    end = scene.clause_end(start)
    return [arg for arg in scene.args if start <= arg.start < end]


_CITES = re.compile("(?:根据|依据|按照|依照|依)$")
_MADE = re.compile(rf"(?:制定|订定|制订|订立)本{_LAW}")
_GROUND = re.compile("根据|依据|按照|依照")


def _add_cited(facts: Facts, scene: Scene, own: Arg) -> None:
    """根据《甲》、国务院批准的《乙》等,制定本条例; 依丙条例第五条规定."""
    text = scene.text
    made = _MADE.search(text, scene.start, scene.end)
    ground = _GROUND.search(text, scene.start, scene.end)
    for arg in scene.args:
        if arg.class_name != "Policy" or arg.name == own.name:
            continue
        article = text.startswith("第", arg.end) and _CITES.search(text, scene.start, arg.start)
        stated = made and ground and ground.end() <= arg.start < made.start()
        if article or stated:
            facts.add(
                Node("Policy", own.name),
                "basedOn",
                _node(arg),
                [(ground.start() if stated and ground else arg.start, arg.end)],
                confidence=0.8,
            )


_CALLED = re.compile(rf"本{_LAW}所称的?之?")
_MEANS = re.compile(r"[,:]?(?:系指|是指|指|包括|为|即)")


def _add_meaning(facts: Facts, scene: Scene, own: Arg) -> None:
    """本条例所称甲地区,系指乙县及丙县: the law is for each, and each lies in 甲地区."""
    for match in _CALLED.finditer(scene.text, scene.start, scene.end):
        index = scene.after(match.end())
        if index + 1 >= len(scene.args) or scene.args[index].start != match.end():
            continue
        whole, first = scene.args[index], scene.args[index + 1]
        if not _MEANS.fullmatch(scene.text, whole.end, first.start):
            continue
        for part in scene.group(index + 1, _PLACES, with_others=True):
            span = [(match.start(), part.end)]
            facts.add(_node(part), "locatedIn", _node(whole), span, confidence=0.85)
            if part.class_name == whole.class_name == "Place":
                for place in (whole, part):
                    facts.add(
                        Node("Policy", own.name), "appliesTo", _node(place), span, confidence=0.8
                    )


_MAY = re.compile("应|得|可以|必要时|须|需要")


def _add_bodies(facts: Facts, scene: Scene) -> None:
    """甲县政府设立乙工作领导小组; 丙部为办理丁园区业务,特设丁园区管理局."""
    text = scene.text
    for body in scene.args:
        if body.mention is None or body.mention.rule not in ("set up", "organ"):
            continue
        lead = re.search(
            "(?P<verb>(?:应当?|得|特|可以|依法|增)?(?:设立|设置|成立|组建|建立|设)(?:了)?)$",
            text[max(scene.start, body.start - 8) : body.start],
        )
        if lead is None:
            continue
        maker = _maker(scene, body.start - len(lead["verb"]))
        if maker is None:
            continue
        between = text[maker.end : body.start]
        wanted = body.class_name == "Fund" or _MAY.search(between)
        status = "planned" if wanted else "done"
        node = _node(body)
        span = [(maker.start, body.end)]
        facts.add(node, "establishedBy", _node(maker), span, confidence=0.8, status=status)
        if body.class_name != "Agency":
            continue
        for park in scene.args:
            inside = maker.end <= park.start < body.start and park.class_name == "IndustrialPark"
            if inside and body.name.endswith(park.name + "管理局"):
                facts.add(_node(park), "managedBy", node, span, confidence=0.8)
                facts.add(node, "locatedIn", _node(park), span, confidence=0.7)


def _maker(scene: Scene, verb: int) -> Arg | None:
    """The body that sets something up: the subject of the clause, else of the sentence."""
    clause = scene.clause_start(verb)
    acting = [
        arg
        for arg in scene.args
        if arg.end <= verb and arg.class_name == "Agency" and not scene.is_adjunct(arg)
    ]
    near = [arg for arg in acting if arg.start >= clause]
    return near[0] if near else acting[0] if acting else None


_TASK = re.compile("(?:范围内|内)?的[^。;]{0,30}?(?:管理|运营|综合协调|统筹)")
_IN_CHARGE = re.compile("为(?:中央)?(?:主管机关|管理机关|管理机构)")


def _add_charge(facts: Facts, scene: Scene) -> None:
    """甲管理局负责乙区的综合协调; 丙基金以丁部为管理机关."""
    text = scene.text
    for index, arg in enumerate(scene.args):
        lead = text[max(scene.start, arg.start - 3) : arg.start]
        led = arg.class_name == "Agency" and lead.endswith(("以", "由"))
        if led and _IN_CHARGE.match(text, arg.end):
            funds = [a for a in scene.args[:index] if a.class_name == "Fund"]
            for fund in funds[-1:]:
                span = [(fund.start, arg.end)]
                facts.add(_node(fund), "managedBy", _node(arg), span, confidence=0.8)
        if arg.class_name == "IndustrialPark" and lead.endswith(("负责", "承担")):
            if not _TASK.match(text, arg.end, scene.end):
                continue
            bodies = [a for a in scene.args[:index] if a.class_name in ("Agency", "Company")]
            for body in bodies[-1:]:
                span = [(body.start, arg.end)]
                facts.add(_node(arg), "managedBy", _node(body), span, confidence=0.75)


_BY_BUDGET = re.compile(
    "(?:应)?(?:寛列|宽列|编列|逐年编列|循)(?:年度)?预算(?:程序)?(?:优先|全额)?(?P<verb>补助|支应|奖助|拨补|给予)"
)
_OBJECT = re.compile(r"(?P<whom>[^,。;]{4,40})[,。;]")


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
            _node(agency),
            "funds",
            Node("Beneficiary", whom),
            [(min(agency.start, scene.start), budget.end())],
            confidence=0.7,
            status="planned" if budget[0].startswith("应") else "done",
        )


_SET = re.compile("设立|成立|组建|建立|建设|打造|创建|设置|共建|布局|构建|举办|培育")
_HOST = ("IndustrialPark", "Place")
_THINGS = ("Institute", "Project", "IndustrialPark", "Association", "Fund", "Event")


def _add_built(facts: Facts, scene: Scene, own: Arg) -> None:
    """支持甲区建设乙中心: the law wants 乙中心, and it is to stand in 甲区."""
    text = scene.text
    for match in _SET.finditer(text, scene.start, scene.end):
        if scene.covers(match.start()):
            continue
        index = scene.after(match.end())
        if index >= len(scene.args):
            break
        first = scene.args[index]
        gap = text[match.end() : first.start]
        if first.class_name not in _THINGS or len(gap) > 12 or re.search("[,;。]", gap):
            continue
        clause = scene.clause_start(match.start())
        hosts = [
            arg
            for arg in scene.args
            if clause <= arg.start and arg.end <= match.start() and arg.class_name in _HOST
        ]
        if not hosts or match.start() - hosts[-1].end > 12:
            continue
        host = hosts[-1]
        group = scene.group(scene.after(host.start), _HOST, with_others=False)
        held = first.class_name == "Event"
        status = scene.status(match.start(), "done" if held else "planned")
        if status == "done" and not held:
            status = "planned"
        for thing in scene.group(index, _THINGS):
            if thing.start < match.end():
                continue
            for place in group:
                if (place.class_name, place.name) == (thing.class_name, thing.name):
                    continue
                predicate = "hostedAt" if thing.class_name == "Event" else "locatedIn"
                facts.add(
                    _node(thing),
                    predicate,
                    _node(place),
                    [(place.start, thing.end)],
                    confidence=0.75,
                    status=status,
                )


def _node(arg: Arg) -> Node:
    return Node(arg.class_name, arg.name)
