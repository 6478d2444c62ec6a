"""Facts that a sentence states with a verb: the frame rules applied to its things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import product

from kg.extraction.anchors import Listed
from kg.extraction.dates import date_behind, date_list
from kg.extraction.facts import Facts, Node
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.acts import behind_verb, read_act
from kg.extraction.sentences.frames import Act
from kg.extraction.sentences.makers import (
    add_allies,
    is_ceremony,
    is_joint,
    is_since,
    is_state_work,
    is_title,
    is_works,
)
from kg.extraction.sentences.patients import founded_in_bracket
from kg.extraction.sentences.rules import Frame, frames
from kg.extraction.sentences.sites import all_called, builds_inside, one_by_one, places_of
from kg.extraction.sentences.times import date_as_planned, date_of, is_tasked, status_of
from kg.extraction.sentences.together import sides
from kg.model import PartialDate
from kg.patterns import regex
from kg.values import DateMention

# 启动仪式, 发起人, 投资者: with these behind it the verb is part of a noun
_NOUN = regex(
    "[\\d一二三四五六七八九十百]{1,4}周年|(?:[和与及]|以及)[^,。;和与及]{2,20}建设|机关|文号|现场|(?<=合资|倡议)(?:[^,。;]|,(?:拟|将|计划))|(?<=注册)(?<!资注册)[^,。;)于在]|(?<=建成|起步)区(?![域块级])|地[点址]|征求|原则上|应当?在|必?须在|需在|仪式|典礼|以来|大会|人(?![工形才口民类机脸寿参])|方(?![面案法式])|者|商(?![务业用会品贸])|部门|单位|主体|情况|背景|历程|查询|攻击|诉讼|工作|规划|方案|资金|模式|类(?!脑)"
)
_MAKING = ("found", "propose", "develop", "create a firm", "host")
_COMING = ("settle", "site", "venue")


@cache
def _frames_of() -> dict[str, tuple[Frame, ...]]:
    by_verb: dict[str, list[Frame]] = defaultdict(list)
    for frame in frames():
        for verb in frame.verbs:
            by_verb[verb].append(frame)
    for verb, own in by_verb.items():  # 联合建设 is 建设 too, for frames that only know the latter
        known = {f.name for f in own if f.name != "manage" or len(own) == 1}
        # 发起设立 is what a plan may propose, 参股设立 founds a sub-fund at most, 正式落户 is 落户
        taken: tuple[str, ...] = ("propose",) if "found" in known else ()
        taken = next((kin for kin in (_MAKING, _COMING) if known.issubset(kin)), taken)
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
        if verb in _SITES and _WHEN.match(scene.text, end):
            end, verb = end - 1, _SITES[verb]
        if _NOUN.match(scene.text, end) and not (
            scene.covers(end)  # 引进商汤科技
            or is_ceremony(scene, start, end)
            or is_since(scene, start, end)
        ):
            continue
        fits = [frame for frame in table[verb] if not frame.patient.isdisjoint(present)]
        behind = behind_verb(scene.text, end) if fits else end
        for frame in fits:
            act = read_act(scene, frame, start, end, behind, own, topic)
            if act is not None:
                _apply(facts, act)


# what tells of a place, but of a day where a date follows: 设立于2018年
_SITES = {"设立于": "设立", "注册于": "注册成立", "总部设立于": "设立"}
# 甲成立了乙: there, and by whom nobody says, but 甲市成立了乙
_MAY_BE_THERE = ("成立", "打造", "启动", "开工", "建成", "建设")
# what they name may go on to act
_NO_DEEDS = ("issue", "base", "site", "venue", "have built", "rename")
_NAMES_ISSUER = regex("[\u4e00-\u9fff]{2,16}?(?:办公[厅室]|[局厅委部])(?:等[^关]{2,6})?关于")
_ONLY_MADE = ("Fund", "Agency", "Association")  # 甲市可设立乙基金: where is not the question
_NEAR = 60  # characters between a date and what nobody is named to have issued on it
_WHEN = regex(r"\d{2}|(?:上世纪|今年|去年|前年|本月|上月)")


def _apply(facts: Facts, act: Act) -> None:
    scene, frame, start = act.scene, act.frame, act.start
    if frame.name not in _NO_DEEDS and not act.passive and not act.headed:
        scene.objects.update(id(patient) for patient in act.patients if patient.start > start)
    if frame.name in ("found", "host", "develop", "join") and not act.passive:
        scene.made += [patient for patient in act.patients if not scene.is_former(patient)]
    status, date = status_of(act), date_of(act)
    if frame.name == "issue" and not act.passive and status == "done":
        scene.issued = max(p.end for p in act.patients)
    if status == "done" and is_tasked(act, date):
        status = "planned"
    date = date_as_planned(act, date, status)
    if frame.name == "issue" and act.by_place:
        told = all(_NAMES_ISSUER.match(policy.name) for policy in act.patients)
        act.agents = [] if told else act.agents  # 甲市出台《甲市人民政府办公厅关于…》: the office
    if frame.name == "issue" and date is None and act.agents:
        _date_by_title(facts, scene, start, act.patients)
    places = places_of(scene, start, act.behind, act.agents, act.by_place)
    if founded_in_bracket(scene, frame, start, act.behind):
        places = []  # 甲(乙出资设立)位于丙
    sites = not all(patient.class_name in _ONLY_MADE for patient in act.patients)
    if act.own is not None and act.by_place and frame.name == "found" and not act.passive and sites:
        act.agents = []  # 支持甲区建设乙, in a law: where, not who
    has = act.verb in ("建有", "设有", "建成") or act.patients[0].class_name == "Association"
    if frame.name == "found" and act.by_place and has:
        act.agents = []  # that a region has something does not tell who made it
    if act.by_place and act.verb.endswith(_MAY_BE_THERE):
        act.agents = [a for a in act.agents if not a.place or a.place.surface == a.place.name]
    for government in act.agents if act.by_place else ():
        _locate_government(facts, government)
    things = [*act.agents, *act.patients]
    low = min(start, *(a.start for a in things))
    high = max(act.behind, *(a.end for a in things))
    _add_relations(facts, act, places, (low, high), status)
    led = act.passive or (bool(act.agents) and scene.text.endswith("由", 0, act.agents[0].start))
    crowds = ("Fund", "Association") if led else ("Fund",)  # of which many are members
    joint = frame.name in ("found", "develop") and status != "denied"
    if joint and act.patients[0].class_name not in crowds:
        left, right = sides(scene, act.agents, led)
        if not left and is_joint(scene, act.agents, start, act.verb, act.patients[0]):
            left, right = act.agents[:1], act.agents[1:]
        add_allies(facts, scene, left, right, (low, high), status)
    if frame.date == "establishedDate":
        _add_bracketed(facts, act, status)
    told = bool(act.agents) or act.passive or frame.name != "issue"
    if date and (told or 0 <= start - date.end <= _NEAR):
        _add_dates(facts, act, date, (low, high), status)


def _add_relations(
    facts: Facts, act: Act, places: list[Arg], span: tuple[int, int], status: str
) -> None:
    """Say what the frame emits."""
    frame, agents, patients = act.frame, act.agents, act.patients
    alone = frame.name in ("found", "host") and not places and not act.passive and len(agents) == 1
    if alone and builds_inside(agents[0], patients):
        places = agents
    if frame.name == "host" and not (agents or places or act.passive or act.headed):
        places = _town_in_front(act)
    if frame.name == "propose" and status == "encouraged":  # which institutes others may set up
        patients = [a for a in patients if a.class_name != "Institute"]
    roles = {"agent": agents, "patient": patients, "place": places}
    in_pairs = one_by_one(act.scene, act.start)
    for subject_role, predicate, object_role in frame.emits:
        subjects, values = roles[subject_role], roles[object_role]
        paired = in_pairs and len(subjects) == len(values)
        pairs = zip(subjects, values, strict=True) if paired else product(subjects, values)
        for subject, value in pairs:
            if subject.class_name == "Company" and value.class_name == "Person":
                continue  # who creates a firm is its founder, as another rule says
            renamed = frame.name == "rename" and subject.class_name != value.class_name
            # a park that 打造, 建成 another becomes it
            itself = predicate == "establishedBy" and (
                subject.class_name == value.class_name == "IndustrialPark"
            )
            if renamed or itself:
                continue
            low, high = span
            place = (min(low, subject.start, value.start), max(high, subject.end, value.end))
            said = (subject.node, predicate)
            node = value.node
            if frame.name == "found" and is_works(subject, value):
                said, node = (node, "develops"), said[0]
            if predicate == "locatedIn" and frame.name != "site" and is_title(subject, value):
                whole = next((w for zones, w in all_called(act.scene) if value in zones), value)
                said, node = (whole.node, predicate), said[0]
            if predicate == "develops" and is_state_work(agents, value, act.verb):
                said, node = (node, "establishedBy"), said[0]
            sure = frame.confidence * act.penalty
            if predicate == "establishedBy" and _is_part(subject, value):
                facts.add(
                    subject.node, "subFundOf", value.node, [place], confidence=sure, status=status
                )
            facts.add(*said, node, [place], confidence=sure, status=status)


def _town_in_front(act: Act) -> list[Arg]:
    """The town or village that holds an event, of whose body nothing is told: 甲镇召开乙会."""
    index = act.scene.after(act.start) - 1
    town = act.scene.args[index] if index >= 0 else None
    near = town is not None and town.start >= act.clause and act.start - town.end <= _ADVERB
    return [town] if near and town and town.place and town.name.endswith(_TOWNS) else []


_TOWNS = ("镇", "乡", "街道", "村", "社区")
_ADVERB = 4  # characters: 甲镇先后召开


def _add_bracketed(facts: Facts, act: Act, status: str) -> None:
    """Say when things began that have a date of their own: 设立甲(2015年)、乙(2018年)."""
    for patient in act.patients:
        day = date_behind(act.scene, patient)
        if day and day.value:
            said = patient.node, "establishedDate", day.value
            span = [(patient.start, day.end)]
            facts.add(*said, span, confidence=act.frame.confidence, status=status)


_EDITION = regex(r"20\d\d(?!年?度|[—-])")


def _add_dates(
    facts: Facts, act: Act, date: DateMention, span: tuple[int, int], status: str
) -> None:
    """Say when it was: each thing of a list on its day, where as many days are listed."""
    scene, frame = act.scene, act.frame
    if frame.date is None or date.value is None:
        return
    if status == "denied" or scene.text.startswith(("闭幕", "落下帷幕"), act.start):
        return
    clause = scene.clause_start(act.start)
    if date.end < clause and _AFTERWARDS.search(scene.text, clause, act.start):
        return  # 甲于4月创立,半年内先后发布了乙
    later = scene.text.startswith(_LATER, act.start)
    listed = date_list(scene, date)
    each = len(listed) == len(act.patients) > 1
    for index, patient in enumerate(act.patients):
        used, node = listed[index] if each else date, patient.node
        if used.value is None or (later and facts.has(node, frame.date)):
            continue
        if used.how != "explicit" and _is_of_other_year(patient, used.value.value[:4]):
            continue  # 去年举办2017甲大会: its name tells the year more surely than 去年
        facts.add(
            node,
            frame.date,
            used.value,
            [(min(span[0], used.start), max(span[1], used.end))],
            confidence=frame.confidence * used.confidence,
            status=status,
        )


def _is_of_other_year(arg: Arg, year: str) -> bool:
    """Tell whether an event is of another year by its name, or a paper of a later one."""
    if arg.class_name == "Policy":
        own = _EDITION.match(arg.name)
        return own is not None and own[0] > year
    own = _EDITION.search(arg.name) if arg.class_name == "Event" else None
    return own is not None and own[0] != year


_AFTERWARDS = regex("[年月天周]内|随后|此后|之后|后来")
_LATER = (
    "通车", "并网", "通航", "投产", "投入", "投用", "正式运营", "建成", "运营", "闭幕", "落下帷幕",
    "启用", "落成", "对公众", "对游客", "对市民", "向公众", "向游客", "向市民", "向社会", "竣工",
    "完工", "试运", "贯通",
)  # fmt: skip


def _locate_government(facts: Facts, government: Arg) -> None:
    if government.place:
        facts.add(
            government.node,
            "locatedIn",
            Node("Place", government.place.full),
            [(government.start, government.end)],
            confidence=0.7,
        )


_LATELY = regex("日前|近日|近期")
_SPAN = regex(r"\((20\d\d)年?[—-]20\d\d年?\)$")


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


def _is_part(fund: Arg, maker: Arg) -> bool:
    """Tell whether a fund sets up what is called a fund below it: 甲基金设立乙子基金."""
    return fund.class_name == maker.class_name == "Fund" and fund.name.endswith("子基金")
