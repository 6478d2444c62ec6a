"""Facts that a sentence states with a verb: the frame rules applied to its things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import product

from kg.extraction.anchors import Listed
from kg.extraction.facts import Facts, Node
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.agents import (
    builds_inside,
    find_agents,
    innermost,
    named_behind,
    one_by_one,
    places_of,
    sides,
    urges_zone,
)
from kg.extraction.sentences.makers import (
    TASKS,
    add_allies,
    is_ceremony,
    is_since,
    is_state_work,
    is_title,
    is_works,
)
from kg.extraction.sentences.patients import find_patients, suits
from kg.extraction.sentences.rules import Frame, frames
from kg.model import PartialDate
from kg.values import DateMention

_TAIL = re.compile(r"(?:了|的|于|为|过|出)?(?:了)?")
_OPTIONAL = re.compile(r".\?$")
# 启动仪式, 发起人, 投资者: with these behind it the verb is part of a noun
_NOUN = re.compile(
    "征求|原则上|应当?在|必?须在|需在|仪式|典礼|以来|大会|人(?![工形才口民类机脸寿参])|方(?![面案法式])|者|商(?![务业用会品贸])|部门|单位|主体|情况|工作|规划|方案|资金|模式"
)
_THIS = re.compile(
    r"(?:该|本|此|上述|这一|这份|这部|这项|前述)(?:计划|方案|意见|办法|规划|政策|条例|措施|文件|通知|规定|细则|标准|指南)"
)


def _is_purpose(scene: Scene) -> bool:
    """Tell whether a sentence says what a law is made for: 为了打造甲区,制定本条例."""
    text = scene.text
    return any(text.find(made, scene.start, scene.end) >= 0 for made in ("制定本", "订定本"))


def _says_this(scene: Scene, start: int, behind: int) -> bool:
    """Tell whether a passive speaks of the policy before it: 该条例由甲制定."""
    closed = behind >= scene.end or scene.text[behind] in ",;。)\n并后"
    return closed and _THIS.match(scene.text, scene.clause_start(start), start) is not None


_FOLLOWS = re.compile(
    "(?:根据|依据|按照|依照|遵照|贯彻|落实|执行|实施)(?:好|了)?[\u4e00-\u9fff]{0,8}?$"
)
_NOW = re.compile("现(?:予以?|正式|将其)?$")
_TAKES_PART = re.compile("(?:投资|收购|入股|参股|控股|孵化)了?$")
_HOUSE = re.compile("集团|公司|机构|有限|团队|规模|经验|总规模")
_LAW = re.compile("(?:条例|办法|法|规定|细则|规则|规程)$")
_PLAN = re.compile("(?:方案|规划|计划|意见|措施|政策|纲要|要点)(?:\\([^()]*\\))?$")
_RECENTLY = ("近日", "日前", "近期", "不久前", "此前")
_UNDER_WAY = re.compile("^[^,]*(?<![将拟])正在?(?:[在于]?□)?(?:投资)?$")
_IN_PREPARATION = re.compile("[”]?(?:目前|仍|尚|也|还)*正?在?(?:筹备|筹建|酝酿|筹划|谋划|申报)")
_MAY = re.compile("(?<![获取不赢博使值])得$")
_ORDERED = (
    "Fund",
    "Project",
    "IndustrialPark",
    "Institute",
    "Association",
)  # what a law wants to be set up
_DRAFTING = ("修订", "编制", "制定", "拟订", "订定", "制订", "起草", "拟定", "核定", "编写")
_CHANGES = ("修改", "修订", "废止", "解读", "实施")
_REPORTING = ("答复", "复函", "函", "报告")  # they tell what others do
_AHEAD = ("拟", "将", "即将", "待", "计划", "准备", "正在")  # 拟出台的《…》 is not there yet
# what begins when the thing is there already, a date only as long as no other is known
_GRANTED = re.compile("(?:批准|设立|批复|成立|建设|投资|创办)[^,。;]{0,8}的$")
_LATER = ("投产", "投入", "投用", "正式运营", "建成", "运营", "闭幕", "落下帷幕", "启用", "落成")
_MAKING = ("found", "propose", "develop", "create a firm", "host")
_ATTENDS = re.compile("出席|参加|亮相|现身|来到|应邀|见证|受邀")


@cache
def _frames_of() -> dict[str, tuple[Frame, ...]]:
    by_verb: dict[str, list[Frame]] = defaultdict(list)
    for frame in frames():
        for verb in frame.verbs:
            by_verb[_OPTIONAL.sub("", verb)].append(frame)
    for verb, own in by_verb.items():  # 联合建设 is 建设 too, for frames that only know the latter
        known = {f.name for f in own}
        # 发起设立 is what a plan may propose, 参股设立 founds no more than a sub-fund
        taken = _MAKING if known.issubset(_MAKING) else ("propose",) if "found" in known else ()
        for begin in range(1, len(verb) - 1 if taken else 0):
            inner = by_verb.get(verb[begin:], [])
            own += [f for f in inner if f.name in taken and f not in own]
    return {verb: tuple(rules) for verb, rules in by_verb.items()}


VERBS = Listed(_frames_of)


def apply_frames(
    facts: Facts,
    scene: Scene,
    verbs: Iterable[tuple[int, int, str]],
    own: Arg | None,
    topic: Arg | None,
) -> None:
    """Apply the frame rules to the verbs of a sentence.

    Parameters
    ----------
    verbs : start, end and word of each, in order.
    own : the policy that the document itself is, if it is one.
    topic : the policy that the sentences before speak of.
    """
    table = _frames_of()
    present = {arg.class_name for arg in scene.args}
    if scene.about is not None:
        present.add(scene.about.class_name)
    if topic is not None:
        present.add(topic.class_name)
    for start, end, verb in verbs:
        if scene.covers(start):  # 海川投资成立…: the verb begins behind the name
            start = scene.args[scene.after(start + 1) - 1].end
            if start < end:  # 在福建成立: 建成 is no verb there, but 成立 is
                end = max(end, start + 2)
            verb = scene.text[start:end]
            if verb not in table:
                continue
        if _NOUN.match(scene.text, end) and not (
            is_ceremony(scene, start, end) or is_since(scene, start, end)
        ):
            continue
        for frame in table[verb]:
            if not frame.patient.isdisjoint(present):
                _apply(facts, scene, frame, start, end, own, topic)


def _apply(
    facts: Facts,
    scene: Scene,
    frame: Frame,
    start: int,
    end: int,
    own: Arg | None,
    topic: Arg | None,
) -> None:
    tail = _TAIL.match(scene.text, end)
    behind = tail.end() if tail else end
    if frame.name == "issue" and own and _NOW.search(scene.text, scene.start, start):
        return  # 《甲》已经省政府同意,现印发你们: the document says it of what it hands out
    if frame.name == "manage" and _HOUSE.match(scene.text, end):
        return  # 由甲组建的资产管理集团
    patients, passive = find_patients(scene, frame, start, behind)
    if frame.name == "issue" and topic:
        if own is None and _THIS.match(scene.text, behind) and topic.end <= start:
            patients, passive = [topic], False  # 甲联合乙出台的上述文件
        elif not patients and _says_this(scene, start, behind):
            patients, passive = [topic], True
    if passive and frame.name == "issue" and scene.text[start:end] == "修订":
        return  # 《甲》2019年发布,2021年修订
    if not patients or (own and frame.name in ("found", "propose") and _is_purpose(scene)):
        return
    agents, by_place, penalty = find_agents(scene, frame, start, patients, passive)
    reports = own is not None and frame.name == "propose" and own.name.endswith(_REPORTING)
    if frame.name == "base" and scene.text.startswith(_CHANGES, start):  # 会议修改了《甲》
        told = scene.plain(scene.clause_start(start), start).strip()
        reports = len(told) > 3 or told.endswith(("适时", "及时", "抓紧", "尽快", "加快", "研究"))
    if frame.name == "base":  # 贯彻《甲》,落实《乙》: both are what the document rests on
        agents = [a for a in agents if not _FOLLOWS.search(scene.text, scene.start, a.start)]
    if agents and frame.name == "host" and _ATTENDS.search(scene.text, agents[-1].end, start):
        agents = []  # 甲出席了在乙举办的丙
    if not agents and "Policy" in frame.agent and not reports and _leaves_room(scene, start, own):
        agents = _policy_agent(scene, frame, start, own, topic)
    if own is not None and frame.name == "found" and agents and urges_zone(scene, start):
        agents = [a for a in agents if a.end > scene.clause_start(start)]
    if own is not None and frame.name in ("found", "host"):
        agents = [a for a in agents if a.class_name != "IndustrialPark"]  # a zone is where, not who
    if frame.name == "site":
        patients = innermost(scene, patients)
    opening = frame.name == "site" and not scene.text[scene.clause_start(start) : start].strip()
    of_it = bool(agents) and agents[-1].end == start and "位于" in scene.text[start:behind]
    if frame.name == "site" and (opening or of_it or not agents):  # 位于甲的乙, 丙位于甲的乙
        agents = named_behind(scene, frame, patients[-1]) or agents
    if frame.name == "join":
        agents = innermost(scene, agents)  # 甲市乙园区引进了丙: 丙 is in 乙园区
    if frame.name == "site" and agents and _PART_OF.search(scene.text[agents[-1].end : start]):
        agents = []  # 甲的研发中心设在乙: not 甲 itself
    if frame.name == "site" and agents and _GRANTED.search(scene.text[agents[-1].end : start]):
        agents = []  # 甲批准设立的位于乙的丙
    clause = scene.clause_start(start)
    doing = {(a.class_name, a.name) for a in scene.args if clause <= a.start < start}
    if passive or frame.name not in ("found", "create a firm"):
        doing = set()
    patients = [p for p in patients if (p.class_name, p.name) not in doing]
    verb, made_by = scene.text[start:end], passive and bool(agents)
    patients = [p for p in patients if suits(frame, p, verb, own, made_by)]
    if patients and frame.name == "develop" and verb in TASKS:
        patients = patients if passive or _WORK.match(scene.text, patients[-1].end) else []
    if not patients:
        return
    if frame.name == "propose" and not agents:
        return
    if frame.name == "propose" and agents and not passive:
        named = own is None or not (
            _LAW.search(own.name) or any(p.class_name != "Institute" for p in patients)
        )
        if named and _nearest_actor(scene, start, agents[0], own is not None):
            return  # 支持甲大学建设乙实验室: 甲大学 sets it up
    if (
        frame.name == "manage"
        and agents
        and _TAKES_PART.search(scene.text, scene.start, agents[0].start)
    ):
        return  # 曾投资甲、乙,目前管理丙基金: neither 甲 nor 乙 does
    finished = "了" in scene.text[end:behind]
    provides = bool(agents) and agents[-1].end <= scene.issued <= clause
    if frame.name == "found" and provides and not finished:
        return  # 甲印发《乙》,对丙给予奖励,并设立丁: 乙 provides for 丁
    headed = scene.text.startswith("的", behind - 1)  # the head of 甲建立的乙 goes on to act
    if frame.name not in ("issue", "base", "site", "rename") and not passive and not headed:
        events = frame.name == "propose"  # 办好甲博览会,今年在乙举办: 甲博览会 is spoken of on
        scene.objects.update(id(p) for p in patients if not (events and p.class_name == "Event"))
    if frame.name in ("found", "host", "develop") and not passive:
        scene.made += patients
    provided = frame.name == "propose" or (
        frame.name == "found" and bool(agents) and _is_provided(scene, agents[0])
    )
    plan = own is not None and _PLAN.search(own.name) is not None
    if own is not None and frame.name == "found" and not headed and (plan or not passive):
        ordered = patients[0].class_name in _ORDERED and patients[0].name not in own.name
        dated = plan and scene.date_for(start, behind) is not None
        provided = provided or (ordered and not dated and (plan or bool(_LAW.search(own.name))))
    if plan and frame.name == "host" and scene.date_for(start, behind) is None:
        provided = True  # 承办第九届甲运动会, in a plan
    relied = own is not None and not own.name.endswith(_REPORTING) and frame.name == "found"
    if relied and scene.text.endswith("依托", scene.start, agents[0].start if agents else 0):
        provided = True  # 依托甲大学组建乙研究院
    status = scene.status(start, "planned" if provided else "done", finished)
    if headed and status == "done" and _IN_PREPARATION.match(scene.text, patients[-1].end):
        status = "planned"  # 由甲发起的乙正在筹备
    if frame.name == "site" and status == "planned" and scene.text.startswith("总部", start):
        status = "done"  # 甲将落户,总部位于乙的丙投资: where 丙 is stands whatever comes
    building = status == "planned" and verb.endswith(("建设", "兴建", "修建")) and not headed
    if building and _UNDER_WAY.search(scene.plain(clause, start)):
        status = "done"  # 甲正在乙市建设丙项目
    if status == "done" and _MAY.search(scene.text, max(0, start - 2), start):
        status = "planned"  # 行政院得设置甲委员会
    if frame.name == "issue" and headed and not passive and status != "denied":
        status = "planned" if scene.text.endswith(_AHEAD, scene.start, start) else "done"
    if frame.name == "issue" and scene.text.endswith("决定", scene.start, start) and patients:
        status = "done"  # 现决定印发《…》 is said when it is issued
    date = scene.date_for(start, behind) if frame.date else None
    if date and frame.date == "establishedDate" and date.end < scene.issued <= clause:
        date = None  # the day when a policy was issued
    if date and headed and _is_of_head(scene, frame, date, start, patients[-1].end):
        date = None
    if date and frame.name == "issue" and scene.text.endswith(_RECENTLY, date.end, start):
        date = None  # 6月8日甲解读近日印发的《乙》
    if frame.name == "issue" and not passive and status == "done":
        scene.issued = max(p.end for p in patients)
    if frame.name == "develop" and verb in TASKS:
        date = None  # work on a thing is not its beginning
    tasked = frame.name == "issue" and own is not None and not (passive or headed or date)
    if tasked and status == "done" and not finished and verb.endswith(_DRAFTING):
        status = "planned"  # what a law has somebody draw up
    if date and status in ("planned", "encouraged") and frame.date == "establishedDate":
        apart = scene.text[date.end : max(date.end, scene.clause_start(start))]
        date = date if apart in ("", ",") else None  # the day of the signing, not of the plan
    if date is None and frame.date == "establishedDate" and status == "planned":
        date = scene.appointed(start)
    if frame.name == "issue" and date is None and agents:
        _date_by_title(facts, scene, start, patients)
    places = places_of(scene, start, behind, agents, by_place)
    if own is not None and by_place and frame.name == "found" and not passive:
        agents = []  # 支持甲区建设乙, in a law: where, not who
    if frame.name == "found" and by_place and verb in ("建有", "设有", "建成"):
        agents = []  # that a region has something does not tell who made it
    for government in agents if by_place else ():
        _locate_government(facts, government)
    low = min([start, *(a.start for a in agents), *(p.start for p in patients)])
    high = max([behind, *(a.end for a in agents), *(p.end for p in patients)])
    alone = frame.name == "found" and not places and not passive and len(agents) == 1
    if alone and builds_inside(agents[0], patients):
        places = agents
    roles = {"agent": agents, "patient": patients, "place": places}
    in_pairs = one_by_one(scene, start)
    for subject_role, predicate, object_role in frame.emits:
        subjects, values = roles[subject_role], roles[object_role]
        paired = in_pairs and len(subjects) == len(values)
        pairs = zip(subjects, values, strict=True) if paired else product(subjects, values)
        for subject, value in pairs:
            if subject.class_name == "Company" and value.class_name == "Person":
                continue  # who creates a firm is its founder, as another rule says
            renamed = frame.name == "rename" and subject.class_name != value.class_name
            if renamed or _is_self(subject, value):
                continue
            span = (min(low, subject.start, value.start), max(high, subject.end, value.end))
            said = (Node(subject.class_name, subject.name), predicate)
            node = Node(value.class_name, value.name)
            if frame.name == "found" and is_works(subject, value):
                said, node = (node, "develops"), said[0]
            if predicate == "locatedIn" and is_title(subject, value):
                said, node = (node, predicate), said[0]
            if frame.name == "develop" and is_state_work(agents, value, verb):
                said, node = (node, "establishedBy"), said[0]
            facts.add(
                *said,
                node,
                [span],
                confidence=frame.confidence * penalty,
                status=status,
            )
    joint = frame.name in ("found", "develop") and status != "denied"
    led = passive or (bool(agents) and scene.text.endswith("由", 0, agents[0].start))
    crowds = ("Fund", "Association") if led else ("Fund",)  # of which many are members
    if joint and patients[0].class_name not in crowds:
        add_allies(facts, scene, *sides(scene, agents, led), (low, high), status)
    if (
        frame.date
        and date
        and date.value
        and (agents or passive or frame.name != "issue" or 0 <= start - date.end <= 3)
    ):
        listed = scene.date_list(date)
        each = len(listed) == len(patients) > 1
        for index, patient in enumerate(patients):
            used = listed[index] if each else date
            if used.value is None or (
                patient.class_name in ("Policy",) and frame.date != "issuedDate"
            ):
                continue
            if scene.text.startswith(("闭幕", "落下帷幕"), start):
                continue
            later = scene.text.startswith(_LATER, start)
            if later and facts.has(Node(patient.class_name, patient.name), frame.date):
                continue
            facts.add(
                Node(patient.class_name, patient.name),
                frame.date,
                used.value,
                [(min(low, used.start), max(high, used.end))],
                confidence=frame.confidence * used.confidence,
                status=status,
            )


_PART_OF = re.compile(
    r"的[^,。;的]{0,8}(?:中心|基地|工厂|厂区|子公司|分公司|办事处|门店|生产线|实验室|分支机构|部门)[均都也则]?$"
)


def _locate_government(facts: Facts, government: Arg) -> None:
    if government.place:
        facts.add(
            Node("Agency", government.name),
            "locatedIn",
            Node("Place", government.place.full),
            [(government.start, government.end)],
            confidence=0.7,
        )


_LATELY = re.compile("日前|近日|近期")
_SPAN = re.compile(r"\((20\d\d)年?[—-]20\d\d年?\)$")


def _date_by_title(facts: Facts, scene: Scene, start: int, policies: list[Arg]) -> None:
    """A plan for 2018—2020 that is issued 日前 dates from 2018, when nothing else tells."""
    if not _LATELY.search(scene.text, max(scene.start, scene.clause_start(start) - 8), start):
        return
    for policy in policies:
        if span := _SPAN.search(policy.name):
            facts.add(
                Node("Policy", policy.name),
                "issuedDate",
                PartialDate(span[1]),
                [(policy.start, policy.end)],
                confidence=0.5,
            )


def _policy_agent(
    scene: Scene, frame: Frame, start: int, own: Arg | None, topic: Arg | None
) -> list[Arg]:
    if own is not None:
        return [own]
    if topic is not None and frame.name == "propose":
        return [topic]
    return []


def _leaves_room(scene: Scene, start: int, own: Arg | None) -> bool:
    """Tell whether a clause has no subject of its own, so that a policy named before may be it."""
    clause = scene.clause_start(start)
    actors = ("Agency", "Company", "Institute", "Association", "Place", "Person")
    acting = [
        a
        for a in scene.args
        if clause <= a.start
        and a.end <= start
        and a.class_name in actors
        and not scene.is_adjunct(a)
    ]
    dated = any(d.role == "event" and d.value and d.end <= start for d in scene.dates)
    if own is None and _THIS_BODY.search(scene.text, clause, start):
        return False
    if own is not None:  # 2015年,甲部设立了乙: told in a notice, and not what it sets up
        return not (acting and dated)
    return not (acting or dated)


_THIS_BODY = re.compile("该(?:省|市|区|县|公司|企业|集团|机构|园区|平台|项目)")
_PROVISION = re.compile("》?(?:规定|明确|要求|提出)[:,]?(?:由|[^,;。]{0,6},)?$")


def _provides(scene: Scene, policy: Arg, actor: int) -> bool:
    """Tell whether a policy is said to provide what an actor behind it has to do."""
    return policy.end <= actor and bool(_PROVISION.fullmatch(scene.text, policy.end, actor))


def _is_provided(scene: Scene, actor: Arg) -> bool:
    """Tell whether some policy of the sentence provides what an actor has to do."""
    policies = (arg for arg in scene.args if arg.class_name == "Policy")
    return any(_provides(scene, policy, actor.start) for policy in policies)


def _nearest_actor(scene: Scene, start: int, policy: Arg, urged: bool) -> bool:
    """Tell whether an organisation, not the policy, is the nearest subject of a verb.

    Parameters
    ----------
    urged : the one that a policy supports (支持甲建设乙) counts as well.
    """
    index = scene.after(start) - 1
    while index >= 0:
        arg = scene.args[index]
        if arg is policy:
            return False
        if _provides(scene, policy, arg.start):
            return False  # 《甲条例》规定,乙设立丙: the policy provides for it
        if id(arg) in scene.objects:
            index -= 1
            continue  # 《甲》提出组建乙,建设丙: 乙 builds nothing yet
        if arg.class_name in (
            "Agency",
            "Company",
            "Institute",
            "Association",
        ) and (
            not scene.is_adjunct(arg)
            or (urged and scene.text.endswith(("支持", "鼓励", "推动"), scene.start, arg.start))
        ):
            return start - arg.end < 30
        index -= 1
    return False


_WORK = re.compile(
    "”?[^,。;:]{0,14}?(?:建设|开发|研发|升级|改造|搭建|扩容|设计)(?!的(?!工作|任务)|者|方|商)"
)


def _is_of_head(scene: Scene, frame: Frame, date: DateMention, verb: int, end: int) -> bool:
    """Tell whether a day is of what the head of a relative clause does: 1月6日,甲建设的乙迎来…."""
    exact = (
        date.value is not None and len(date.value.value) > 4 and "," in scene.text[date.end : verb]
    )
    goes_on = end < scene.end and scene.text[end] not in "。;”"
    return exact and goes_on and frame.name in ("found", "develop")


def _is_self(subject: Arg, value: Arg) -> bool:
    return subject.class_name == value.class_name and subject.name == value.name
