"""Who does what a verb says: arguments of the frame rules."""

from __future__ import annotations

import re

from kg.extraction.naming.persons import SPEAKS
from kg.extraction.scene import BODIES, Arg, Scene, government_of, office_of
from kg.extraction.sentences.frames import Act
from kg.extraction.sentences.introduced import (
    OF_ITS_OWN,
    URGED,
    by_group,
    tells_of_person,
)
from kg.extraction.sentences.patients import founded_in_bracket
from kg.extraction.sentences.rules import Frame
from kg.extraction.sentences.sites import one_by_one
from kg.extraction.sentences.subjects import (
    ADVERBIAL,
    acts,
    goes_on_acting,
    has_subject,
    head_before,
    is_beside,
    topic_at,
    unexplained,
)
from kg.extraction.sentences.together import HOME, investors, with_partners
from kg.patterns import regex
from kg.values.numerals import number

_BY_OTHERS = regex("由(?![于此来])[^,。;:□]{2,20}$")  # 由某某发起: by whom is not named
_CARRIED = ("develop", "found", "host", "rename")  # whose subject the sentence before may tell
_FAR = 70  # characters between a verb and a subject of an earlier clause


# who acts, whether they are the government of a bare place, a factor for the confidence
_Agents = tuple[list[Arg], bool, float]


def find_agents(act: Act) -> _Agents:
    """Who does it: 由A, else the nearest subject of the clause, else of the clauses before.

    Returns
    -------
    The agents; whether they are the government of a bare place; a factor for the confidence.
    """
    scene, frame, start, patients = act.scene, act.frame, act.start, act.patients
    by = by_group(scene, frame, start)
    if act.passive and frame.name == "issue" and by and by[-1].end <= patients[0].start:
        by = []  # 由甲起草的《乙》公布: 甲 belongs to what stands in front of 乙
    if by:
        return [a for a in by if a not in patients], False, 1.0
    if act.passive and (host := founded_in_bracket(scene, frame, start, act.behind)):
        inside = scene.args[scene.after(host.end) : scene.after(start)]
        bodies = [a if a.class_name in frame.agent else government_of(a) for a in inside]
        return [a for a in bodies if a], False, 0.9
    text, clause = scene.text, act.clause
    if text.find("由", clause, start) >= 0 and _BY_OTHERS.search(scene.plain(clause, start)):
        return [], False, 1.0
    if act.passive:
        return _announcing(act), False, 0.8
    if _is_only_dated(scene, start, patients[0]):
        return [], False, 1.0
    if (doer := _doer_behind(act)) is not None:
        return [doer], False, 0.9
    told = patients[-1].end <= start and frame.name != "host"
    if told and text.find("是", patients[-1].end, start) >= 0:  # 甲是乙2016年开发的
        inside = scene.args[scene.after(patients[-1].end) : scene.after(start)]
        return [a for a in inside if a.class_name in frame.agent], False, 1.0
    foreign = frame.name in ("site", "found", "develop") and has_subject(scene, clause, start)
    if frame.name == "site":
        gap = 8 if start == scene.start else 0  # 位于甲市江边的乙, at the head of a sentence
        behind = patients[-1].end
        if clause == start and _OF_SITE.match(text, behind, behind + gap + 1):
            return [], False, 1.0  # 位于甲市的乙, whose name is not known
        topic = None if foreign else _sited_topic(act)
        if topic is not None:
            return [topic], False, 0.8
        if (host := scene.host_at(start)) is not None:
            return [host], False, 1.0
    if frame.name in ("issue", "found", "host") and (those := _those_bodies(scene, start)):
        return those, False, 0.8
    if frame.name == "develop":  # 甲与乙打造丙,致力于研发丁
        made = [a for a in scene.made if a.end <= clause and a.class_name in frame.agent]
        if made:
            return made[-1:], False, 0.8
    return _nearest(act, foreign) or _from_afar(act)


# 承担甲项目建设任务的乙公司, 运营甲平台的国企乙集团
_DOES_IT = regex(
    "”?(?:(?:投资|开发|运营|具体)?(?:建设|施工|运营|研发|开发|设计|投资|实施)(?:工作|任务)?)?的"
    "(?:[\u4e00-\u9fff]{0,6}?(?:企业|单位|[国央民]企))?“?"
)


def _doer_behind(act: Act) -> Arg | None:
    """The firm that heads a relative clause which ends with what is made: 运营甲平台的乙公司."""
    scene, last = act.scene, act.patients[-1]
    if act.frame.name not in ("found", "develop") or act.headed or last.start < act.start:
        return None
    index = scene.after(last.end)
    doer = scene.args[index] if index < len(scene.args) else None
    if doer is None or doer.class_name not in ("Company", "Institute"):
        return None
    return doer if _DOES_IT.fullmatch(scene.text, last.end, doer.start) else None


_OF_SITE = regex("[^,。;:]*?的")


def _sited_topic(act: Act) -> Arg | None:
    """What a sentence goes on about that names nobody who lies there: 总部位于甲市."""
    scene, start, text, clause = act.scene, act.start, act.scene.text, act.clause
    if text.startswith("的", act.patients[-1].end) or text.startswith("立足", start):
        return None
    inside = scene.args[scene.after(clause) : scene.after(start)]
    acting = any(a.class_name in act.frame.agent for a in inside)
    if acting or unexplained(scene, clause, start) >= 2:
        return None
    topic = topic_at(scene, start, act.frame.agent)
    if (
        topic is not None
        and topic.start < scene.start < clause
        and text[scene.start : clause].strip()
    ):
        return topic if _OF_ITSELF.match(text, scene.start, clause) else None
    return topic


# how a sentence goes on about whom the one before is about: not 某某厂建于1958年,位于甲市
_OF_ITSELF = regex(
    r"\s*(?:[\d年月日,]|目前|现在|如今)*"
    "(?:[该其本我这它]|公司|集团|企业|学校|医院|园区|项目|总[部投]|占地|注册|成立|[始创][建立办]|是|为|作为)"
)


def _nearest(act: Act, foreign: bool) -> _Agents | None:
    """The nearest in front of a verb who can do what it says, None where nobody does.

    Parameters
    ----------
    foreign : the clause has a subject that is no name, so that none before it is looked at.
    """
    scene, frame, start, clause = act.scene, act.frame, act.start, act.clause
    text = scene.text
    regions: list[Arg] = []  # those that build with who is named in front: 甲大学与乙区共建
    at = scene.after(start) - 1
    while at >= 0 and start - scene.args[at].end <= _FAR:
        arg = scene.args[at]
        headed = frame.name == "issue" and clause == arg.end + 1 and text[arg.end] == ":"
        same = arg.start >= clause or headed  # 浙江:出台《甲》
        cited = frame.name == "issue" and text.startswith("的", act.end)
        if not same and (foreign or (cited and arg.class_name in frame.agent)):
            return None  # 甲厅说,按照去年印发的方案
        if arg in act.patients or _is_acted_on(scene, arg, start, same):
            at -= 1
        elif _lets_others(act, arg, same):
            return [], False, 1.0
        elif not same and _speaks(scene, at):
            at -= 1  # 甲介绍,乙成立了丙
        elif arg.class_name in frame.agent:
            if same and OF_ITS_OWN.fullmatch(text, arg.end, start):
                return None  # 教育部直属高校设立的甲
            if same and _is_of_person(scene, frame, arg):
                return [], False, 1.0
            group = scene.group(at, frame.agent)
            near = same or _is_near(act, group)
            joined = with_partners(act, arg, group, same) if near else None
            if joined is not None:
                return joined[0], False, joined[1]
            passed = _passed_over(act, arg, group, same)
            if not passed:
                if not near or not (same or _may_go_on(act, group)):
                    return None
                group = group if same else investors(act, group)
                return [*group, *regions], False, 1.0 if same else 0.8
            at -= passed
        elif same and (found := _government(act, at)):
            return found
        elif frame.metonym and goes_on_acting(scene, arg, start):
            return [government_of(arg) or arg], True, 0.7
        else:
            beside = same and frame.name == "found" and scene.is_with(arg)
            region = government_of(arg) if beside else None
            regions += [region] if region else []
            at -= 1
    return None


# whose subject is seldom farther than the clause before
_OPENING = 6  # most characters in front of what a sentence begins with
_NEAR_AT_HAND = ("found", "host", "create a firm")


def _is_near(act: Act, group: list[Arg]) -> bool:
    """Tell whether those of an earlier clause can make something in the one of the verb.

    They stand in the clause right before, or the sentence begins with a firm and is about it.
    """
    if act.frame.name not in _NEAR_AT_HAND:
        return True
    if group[-1].start >= act.scene.clause_start(act.clause - 1):
        return True
    firm = group[0].class_name == "Company" and group[0].start - act.scene.start <= _OPENING
    return firm and act.frame.name == "found" and head_before(act.scene, act.clause) in group


def _may_go_on(act: Act, group: list[Arg]) -> bool:
    """Tell whether a clause begins with those who go on to make something in the next."""
    scene, first = act.scene, group[0]
    if act.frame.name not in (*_NEAR_AT_HAND, "manage"):
        return True
    if first.class_name == "Person":
        return not scene.text[scene.clause_start(first.start) : first.start].strip("“")
    if act.frame.name == "manage":
        return head_before(scene, scene.clause_end(first.start)) in group
    if all(a.class_name in ("IndustrialPark", "Fund") for a in group):
        return len(group) > 1  # a zone is where, a fund with what
    urged = len(group) > 1 and scene.text.endswith(URGED, scene.start, first.start)
    if urged or _COOPERATE.match(scene.text, group[-1].end):
        return True  # 支持甲大学与乙公司合作,共建丙
    return head_before(scene, act.clause) in group


_COOPERATE = regex(r"(?:\([^()]{0,40}\))?[^,。;的]{0,6}(?:合作|签[约署订])")


def _is_acted_on(scene: Scene, arg: Arg, start: int, same: bool) -> bool:
    """Tell whether a verb has acted on an argument, or an earlier clause only brings it in."""
    if id(arg) in scene.objects and not (same and _PIVOT.fullmatch(scene.text, arg.end, start)):
        return True
    last = scene.group(scene.after(arg.start), (arg.class_name,))[-1].end
    if _GIVES_BACKING.match(scene.text, last):
        return True  # 在甲、乙支持下,建成丙
    return not same and _is_aside(scene, arg)


def _lets_others(act: Act, arg: Arg, same: bool) -> bool:
    """Tell whether what stands in front of a verb shows that others do what it says."""
    scene = act.scene
    if act.frame.name in ("found", "develop") and scene.provides(arg):
        return True  # 甲大会上,《乙》提出建设丙: 甲 builds nothing
    makes = act.frame.name in (*_NEAR_AT_HAND, "develop") and not same
    if makes and _HEARS.match(scene.text, arg.end, act.clause):
        return True  # 甲法院查明,乙开发了丙; 甲报从会上获悉,某市将实施乙
    zone = same and arg.class_name == "IndustrialPark" and arg.end == act.start
    return zone and scene.text.endswith(URGED, 0, arg.start)  # 甲省政府支持乙区建设丙: not 甲


_HEARS = regex("[^,。;]{0,60}?(?:获悉|了解到|查明|认定|指控|指出),")


def _is_of_person(scene: Scene, frame: Frame, arg: Arg) -> bool:
    """Tell whether a body only tells of whom sets something up: 甲公司前员工创办的乙."""
    body = frame.name == "found" and arg.class_name != "Person"
    return body and tells_of_person(scene, arg)


def _passed_over(act: Act, arg: Arg, group: list[Arg], same: bool) -> int:
    """How many arguments are passed over as they do not act themselves, 0 where they do."""
    scene, frame, start = act.scene, act.frame, act.start
    text, first = scene.text, group[0]
    if scene.is_adjunct(first):
        # 按照甲印发的《乙》, 在甲主办的乙上: what 按照 and 在 govern is 乙
        relative = text.endswith("的", start, act.patients[0].start)
        hosted = _RIGHT_BEFORE.match(text, group[-1].end) is not None
        firms = first.class_name == "Company" and text.endswith("在", 0, first.start)
        hosted = hosted and not (firms and text.startswith(_MET, start))  # 在甲公司召开的乙: there
        relative = relative and (frame.name == "issue" or hosted)
        acting = relative or frame.name == "rename"  # 将甲更名为乙
        if not (acting or _is_to_act(scene, arg, group, start, same)):
            return len(group)
    if frame.name == "found" and text.endswith("以", 0, first.start):
        return len(group)  # 以甲区为依托,成立了乙
    if frame.name == "develop" and text.endswith("依托", 0, first.start):
        return len(group)
    if not same and _CARRIES_OUT.search(text, scene.start, first.start):
        return len(group)  # 贯彻甲指示精神,开展乙
    if frame.name in (*_NEAR_AT_HAND, "develop") and _does_not(act, group[-1]):
        return len(group)
    zone = same and arg.class_name == "IndustrialPark"
    if zone and text.endswith(_ENTRUSTING, scene.start, first.start):
        return len(group)  # 甲厅授牌乙区建设丙: 甲 has it built
    beside = not same and frame.name != "join" and is_beside(scene, first)
    return len(group) if beside else 0  # 甲获得乙的投资,推出丙: 甲


def _does_not(act: Act, last: Arg) -> bool:
    """Tell whether the words up to a verb of making show that another does it."""
    scene, start = act.scene, act.start
    if last.class_name == "Agency" and _ITS_UNIT.match(scene.text, last.end, start):
        return True  # 甲局乙路派出所启动丙
    if act.frame.name == "develop":
        return False
    if last.class_name == "Person" and _HIS_KIN.match(scene.text, last.end):
        return True  # 甲的父亲创办乙
    gap = scene.plain(last.end, start)
    return _URGES.search(gap) is not None or (act.headed and _TO_NEW.search(gap) is not None)


_MET = ("召开", "举行")
_CARRIES_OUT = regex("(?:贯彻|落实|执行|遵照)[^,。;]{0,16}$")
_ITS_UNIT = regex(
    "[^,。;、的与和及同在将由共联于牵]{1,12}?(?:派出所|[支大总中分]队|分局|支部|项目部|总?站|协会|公司|学校|[旅宣]发?委)"
)
# 甲要求乙建设丙, 甲被列为建设乙的试点
_URGES = regex("要求|(?<!新)希望|强调|指出|呼吁|建议|获悉|见证|介绍了|[列评]为|列入")
_HIS_KIN = regex("的?(?:[祖伯叔岳]?[父母]|妻|丈夫|[儿女]|[兄弟姐妹哥]|家人|朋友|同学)")
_TO_NEW = regex("[向对给到][^,。;的]{0,4}$")  # 甲向新组建的乙授旗


# what somebody gives to those who act: their backing, their orders
_GIVES_BACKING = regex(
    "等?[^,。;、]{0,4}?的?(?:大力|鼎力|积极|关心|亲切|悉心|具体|正确|坚强|决策|统一)*"
    "(?:支持|关心|指导|帮助|协助|领导|关怀|部署|要求|安排|精神|指示|号召|见证|推动)(?:下|和|与|、|,|;|。)"
)


_RIGHT_BEFORE = regex("(?:等[^,。;的]{0,8})?(?:联合|共同|牵头|合作)?(?:主办|承办|举办|召开)的")


def _is_to_act(scene: Scene, arg: Arg, group: list[Arg], start: int, same: bool) -> bool:
    """Tell whether somebody supports those who are to do it: 支持甲与乙建设丙."""
    near = same or _JOINTLY.fullmatch(scene.text, group[-1].end, scene.clause_start(start))
    bodies = ("Company", "Institute", "Association", "Fund", "Agency")
    urged = near and arg.class_name in bodies
    return bool(urged) and scene.text.endswith(URGED, scene.start, group[0].start)


def _government(act: Act, at: int) -> _Agents | None:
    """The governments or administrations that act for bare places and zones."""
    scene, frame, start = act.scene, act.frame, act.start
    text, arg = scene.text, scene.args[at]
    government = government_of(arg)
    if frame.name == "issue" and start - arg.end <= 12:
        if office := office_of(arg):
            return [*_bodies(scene, at)[:-1], office], False, 0.7
        bodies = _bodies(scene, at) if government else []
        if len(bodies) > 1 and acts(scene, bodies[0], bodies[0].end):
            return bodies, True, 0.7
    if (
        frame.metonym
        and government
        and acts(scene, arg, start)
        and not _SOME_BODY.search(text, arg.end, start)
        and not _UNKNOWN_BODY.search(ADVERBIAL.sub("", text[arg.end : start]))
        and not _SIGNER.match(text, arg.end, start + 2)
    ):
        joint = _JOINTLY_BUILT.match(text, arg.end, start + 2)
        if joint and joint.end() == start:
            return _bodies(scene, at, True), True, 0.7  # 甲省与乙市共建丙
        return _bodies(scene, at) if one_by_one(scene, start) else [government], True, 0.7
    return None


_JOINTLY_BUILT = regex("(?:共同|联合|合作|携手|签约)*(?=共|联合|合[作建办])")


def _from_afar(act: Act) -> _Agents:
    """Who does what no name near it does: the one relied on, or the topic."""
    scene, frame, start, clause = act.scene, act.frame, act.start, act.clause
    if frame.name == "found" and (support := _relied_on(scene, clause, start)):
        return support, False, 0.8
    if frame.name in _CARRIED and (teller := _goes_on_about(act)):
        return [teller], False, 0.8
    if frame.name == "issue":
        return _this_place(scene, clause, start), False, 0.7
    return [], False, 1.0


_ANNOUNCES = regex(
    r"(?:[\d年月日]{2,11}+|今[天日]|近日|日前|联合|共同|正式|对外|高调|也|还|同时){0,6}(?:宣布|官宣),?"
    r"(?:总?规模[\d.]*[万亿]*元?的|首期[\d.]+亿元的|[^,。;的]{2,8}?首[个只家款]|旗下的?)?[\u4e00-\u9fff]{0,6}[“]?"
)


_UNVEILED = regex("(?:正式)?(?:揭牌|挂牌|开工|投产|成立)(?!.{0,2}(?:仪式|典礼))")
_FOR = regex("(?:近日|日前|正式|共同|联合)*为“?|(?:旗下)?的?“?|位于[^,。;]{2,24}的“?")


def _announcing(act: Act) -> list[Arg]:
    """Who makes what they announce or unveil: 甲公司宣布,乙平台正式上线; 甲大学为乙院揭牌."""
    scene, frame, thing, verb = act.scene, act.frame, act.patients[0], act.start
    index = scene.after(thing.start) - 1
    while index > 0 and scene.args[index].class_name in ("Place", "IndustrialPark"):
        index -= 1
    if frame.name not in ("found", "develop", "host") or index < 0:
        return []
    speaker = scene.args[index]
    told = _ANNOUNCES.fullmatch(scene.text, speaker.end, thing.start)
    if told is None and _UNVEILED.match(scene.text, verb):
        told = _FOR.fullmatch(scene.text, speaker.end, thing.start)
    if told is None or speaker.class_name not in frame.agent:
        return []
    return scene.group(index, frame.agent)


# 引来甲设立乙: what somebody has drawn goes on to act
_PIVOT = regex(r"(?:[在来][\u4e00-\u9fff]{2,6}|投资|出资|牵头|[\d.]+亿元)*")


_OF_WHOM = 14  # characters from a body to the person who speaks for it


def _speaks(scene: Scene, at: int) -> bool:
    """Tell whether a person, or one for an agency, only tells what follows: 甲市委书记乙表示,…."""
    arg, following = scene.args[at], scene.args[at + 1 : at + 2]
    if arg.class_name == "Person":
        return SPEAKS.match(scene.text, arg.end) is not None
    near = [a for a in following if a.class_name == "Person" and a.start - arg.end <= _OF_WHOM]
    return arg.class_name == "Agency" and bool(near)


_SINCE = regex(r"[\u4e00-\u9fff]{2,4}[于自][\d年月日初底末]{4,12}的")
_BEING_SINCE = regex(r"[是为系了][\d年月日初底末]{4,12}(?:正式)?$")


def _is_only_dated(scene: Scene, start: int, patient: Arg) -> bool:
    """Tell whether a relative clause only says since when: 甲收购成立于2003年的乙."""
    if not scene.text.endswith("的", start, patient.start):
        return False
    if _SINCE.match(scene.text, start, patient.start):
        return True
    return _BEING_SINCE.search(scene.text, max(scene.start, start - 14), start) is not None


_THOSE = regex(
    r"(?<!等)(?:(?:上述|前述|以上|这)(?:[两二三四五六七八九十\d]{1,2}个?)?(?:部门|部委|单位|机关|[部委厅局])"
    r"|[两二三四五六七八九十]部[门委])(?:再次|又|还|共同|联合|联手|正式|随后|近日|日前|[\d年月日底初、,])*"
)


def _those_bodies(scene: Scene, start: int) -> list[Arg]:
    """The agencies named together before, whom 上述五部门 right in front of a verb means."""
    for match in _THOSE.finditer(scene.text, max(scene.start, start - 24), start):
        if match.end() >= start and not scene.covers(match.start()):
            before = scene.args[: scene.after(match.start())]
            last = next((a for a in reversed(before) if a.class_name == "Agency"), None)
            together = scene.group(scene.args.index(last), ("Agency",)) if last else []
            together = together if len(together) > 1 else scene.bodies or together
            count = number(match[0][0])  # 四部门 behind the names of five are others
            return [] if count and len(together) > count else together
    return []


def _this_place(scene: Scene, clause: int, start: int) -> list[Arg]:
    """The government that 该市 means: 从甲市乙局获悉,该市出台《丙》; 甲市…,该市出台《丙》."""
    match = HOME.search(scene.text, clause, start)
    if match is None:
        return []
    for arg in reversed(scene.args[: scene.after(match.start())]):
        outer, level = "(?:.{2,8}?(?:省|自治区|市))?", match[1]
        place = re.match(rf"{outer}[^省市区县]{{1,8}}{level}(?!场)", arg.name)
        if place and arg.class_name in ("Agency", "Place"):
            return [Arg(arg.start, arg.end, "Agency", place[0] + "人民政府")]
    return []


def _relied_on(scene: Scene, clause: int, start: int) -> list[Arg]:
    """Who is to bear what is set up: 依托甲大学组建乙研究院."""
    if clause > scene.start:  # 依托甲大学等单位,组建乙研究院
        before = scene.clause_start(clause - 1)
        clause = before if "依托" in scene.text[before : before + 5] else clause
    for index in range(scene.after(clause), scene.after(start)):
        arg = scene.args[index]
        if arg.class_name in ("Institute", "Company") and scene.text.endswith(
            "依托", clause, arg.start
        ):
            group = scene.group(index, ("Institute", "Company"))
            near = start - group[-1].end <= 16
            return [a for a in group if a.start >= arg.start and a.end <= start] if near else []
    return []


def _goes_on_about(act: Act) -> Arg | None:
    """Who does what a sentence only dates or places: what the one before is about."""
    scene, frame, start = act.scene, act.frame, act.start
    headed = scene.text.startswith("的", act.patients[0].start - 1)
    own = act.headed and act.verb in _CONTRACTED
    if frame.name == "develop" and not own:  # 甲公司很有经验。2021年,推出乙
        dated = not act.headed and _DATED.match(scene.text, scene.start)
        own = bool(dated) or (act.headed and act.verb.endswith("研发"))
    if frame.name in ("found", "develop") and not own:
        return None  # 2020年成立的甲
    if headed and start == act.clause and scene.about and scene.about.class_name in BODIES:
        return scene.about  # 甲公司很有经验。承建的乙大桥通车;承建的丙港竣工
    before = scene.args[: scene.after(start)]
    bare = all(map(scene.is_adjunct, before)) and unexplained(scene, scene.start, start) < 2
    return topic_at(scene, start, BODIES) if bare else None


_DATED = regex("\\s*(?:\\d{4}年|同年)")
# what only a contractor does
_CONTRACTED = ("承建", "设计的", "中标", "承揽", "总承包", "设计建造")


_ENTRUSTING = ("授牌", "批准", "批复", "同意", "批复同意", "批复支持")
# who signs a law makes none
_SIGNER = regex("(?:州长|总统|总理|首相|国王|长)[^,。;]{0,20}签署")
# 甲省一家企业建设乙
_SOME_BODY = regex(
    "企业|公司|民企|国企|高校|机构|部门|学者|专家|总站|协会|支部|派出所|学校|[小中]学|医院|[镇乡村]"
)
# 甲市云帆社印发乙, 甲市总商会发布乙: a body that has no name here is not its government
_UNKNOWN_BODY = regex(
    "^[^,;:。]{0,8}(?:[委局社队所院处团厅站馆庭盟校]|(?<!全)部|(?<![主承举协])办|(?<!部)署|(?<!重)组"
    "|(?<![大机社布])会|中心|媒体|报|网|人士|负责人)$"
)
_OWNED = regex(
    "(?:[^,;。的]{0,10}的|(?:旗下|下属|控股|直属|所属))[^,;。]{0,12}(?:企业|公司|机构|基金|平台|股东|客户|成员|会员)"
)


def _is_aside(scene: Scene, arg: Arg) -> bool:
    """Tell whether an earlier clause only brings something in: 系甲出资的企业."""
    called = scene.text.endswith(("系", "是"), scene.start, arg.start)
    called = called and _OWNED.match(scene.text, arg.end) is not None
    first = scene.group(scene.after(arg.start), (arg.class_name,))[0]
    done_to = _ACTS_ON.search(scene.text, max(scene.start, first.start - 6), first.start)
    return scene.is_adjunct(arg) or called or done_to is not None


# 公司搬进甲软件园,登陆乙交易所,并发起丙: what a verb is said of does nothing itself
_ACTS_ON = regex(
    "(?:登[陆录]|搬[进入到]|迁[入至]|入驻|进驻|加入|收购|并购|借壳|入股|成为|来自|推荐|(?<!正)推进|投资(?=了))了?[“]?$|(?<![已曾财])经$"
)


def _bodies(scene: Scene, index: int, with_others: bool = False) -> list[Arg]:
    """The governments and administrations that a list of places and zones stands for."""
    listed = scene.group(index, ("Place", "IndustrialPark"), with_others=with_others)
    bodies = (government_of(arg) or office_of(arg) for arg in listed)
    return [body for body in bodies if body]


_JOINTLY = regex(
    "(?:(?:开展|加强|深化)?(?:合作|联合|协作|携手|共同|协同)[^,。;]{0,4}|(?:做[大强优]|扩大|发挥|联合|牵头|加大|扩产|增资|整合)[^,。;]{0,8}|),"
)  # 鼓励甲与乙合作,共建丙
