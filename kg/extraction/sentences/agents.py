"""Who does what a verb says: arguments of the frame rules."""

from __future__ import annotations

import re

from kg.extraction.scene import Arg, Scene, government_of, office_of
from kg.extraction.sentences.introduced import OF_ITS_OWN, URGED, by_group, tells_of_person
from kg.extraction.sentences.rules import Frame
from kg.extraction.sentences.sites import one_by_one
from kg.extraction.sentences.subjects import (
    has_no_subject,
    is_beside,
    names_another,
    topic_at,
    unexplained,
)
from kg.patterns import regex

_BY_OTHERS = regex("由(?![于此来])[^,。;:□]{2,20}$")  # 由某某发起: by whom is not named
_ALSO = regex(r"[\u4e00-\u9fff]{2,4}的(?:还有|有|是|包括)$")
SIDES = ("Company", "Institute", "Agency", "Association", "IndustrialPark")  # who cooperates
_CARRIED = ("develop", "found", "host", "rename")  # whose subject the sentence before may tell
_FAR = 70  # characters between a verb and a subject of an earlier clause


# who acts; whether they are the government of a bare place; a factor for the confidence
_Agents = tuple[list[Arg], bool, float]


def find_agents(
    scene: Scene, frame: Frame, start: int, patients: list[Arg], passive: bool
) -> _Agents:
    """Who does it: 由A, else the nearest subject of the clause, else of the clauses before.

    Returns
    -------
    The agents; whether they are the government of a bare place; a factor for the confidence.
    """
    by = by_group(scene, frame, start)
    if passive and frame.name == "issue" and by and by[-1].end <= patients[0].start:
        by = []  # 由甲起草的《乙》公布: 甲 belongs to what stands in front of 乙
    if by:
        return [a for a in by if a not in patients], False, 1.0
    text, clause = scene.text, scene.clause_start(start)
    if text.find("由", clause, start) >= 0 and _BY_OTHERS.search(scene.plain(clause, start)):
        return [], False, 1.0
    if passive:
        return _announcing(scene, frame, patients[0], start), False, 0.8
    if _ALSO.match(text, start, patients[0].start) or _is_only_dated(scene, start, patients[0]):
        return [], False, 1.0
    told = patients[-1].end <= start and frame.name != "host"
    if told and text.find("是", patients[-1].end, start) >= 0:  # 甲是乙2016年开发的
        inside = scene.args[scene.after(patients[-1].end) : scene.after(start)]
        return [a for a in inside if a.class_name in frame.agent], False, 1.0
    foreign = frame.name in ("site", "found", "develop") and _has_subject(scene, clause, start)
    if frame.name == "site":
        topic = None if foreign else _sited_topic(scene, frame, start, patients)
        if topic is not None:
            return [topic], False, 0.8
        if (host := scene.host_at(start)) is not None:
            return [host] if host.class_name in frame.agent else [], False, 1.0
    if frame.name in ("issue", "found", "host") and (those := _those_bodies(scene, start)):
        return those, False, 0.8
    nearest = _nearest(scene, frame, start, patients, foreign)
    return nearest or _from_afar(scene, frame, start, patients)


def _sited_topic(scene: Scene, frame: Frame, start: int, sites: list[Arg]) -> Arg | None:
    """What a sentence goes on about that names nobody who lies there: 总部位于甲市."""
    text, clause = scene.text, scene.clause_start(start)
    if text.startswith("的", sites[-1].end) or text.startswith("立足", start):
        return None
    if text.startswith(("该", "此", "这"), clause) or names_another(scene, clause, start):
        return None
    if unexplained(scene, clause, start) >= 2 or _acting(scene, frame, clause, start):
        return None
    return topic_at(scene, start, frame.agent)


def _nearest(
    scene: Scene, frame: Frame, start: int, patients: list[Arg], foreign: bool
) -> _Agents | None:
    """The nearest in front of a verb who can do what it says, None where nobody does.

    Parameters
    ----------
    foreign : the clause has a subject that is no name, so that none before it is looked at.
    """
    text, clause = scene.text, scene.clause_start(start)
    at = scene.after(start) - 1
    while at >= 0 and start - scene.args[at].end <= _FAR:
        arg = scene.args[at]
        headed = frame.name == "issue" and clause == arg.end + 1 and text[arg.end] == ":"
        same = arg.start >= clause or headed  # 浙江:出台《甲》
        if foreign and not same:
            return None
        if arg in patients or _is_acted_on(scene, arg, start, same):
            at -= 1
        elif not same and (made := _made_by(scene, arg)) is not None:
            return [made] if made.class_name in frame.agent else [], False, 0.8
        elif _lets_others(scene, frame, arg, start, same):
            return [], False, 1.0
        elif arg.class_name == "Person" and not same and _SPEAKS.match(text, arg.end):
            at -= 1  # 甲介绍,乙成立了丙
        elif arg.class_name in frame.agent:
            if same and _is_of_others(text, arg, start):
                return None
            group = scene.group(at, frame.agent)
            if found := _with_partners(scene, frame, arg, group, start, patients, same):
                return found
            passed = _passed_over(scene, frame, arg, group, start, patients, same)
            if not passed:
                group = group if same else _investors(scene, frame, group, clause, start)
                return group, False, 1.0 if same else 0.8
            at -= passed
        elif same and (found := _government(scene, frame, at, start)):
            return found
        else:
            at -= 1
    return None


def _is_acted_on(scene: Scene, arg: Arg, start: int, same: bool) -> bool:
    """Tell whether a verb has acted on an argument, or an earlier clause only brings it in."""
    if id(arg) in scene.objects and not (same and _PIVOT.fullmatch(scene.text, arg.end, start)):
        return True
    return not same and _is_aside(scene, arg)


def _lets_others(scene: Scene, frame: Frame, arg: Arg, start: int, same: bool) -> bool:
    """Tell whether what stands in front of a verb shows that others do what it says."""
    if frame.name in ("found", "develop") and scene.provides(arg):
        return True  # 甲大会上,《乙》提出建设丙: 甲 builds nothing
    # 甲省政府支持乙区建设丙: not 甲省政府
    return arg.class_name == "IndustrialPark" and same and _is_urged(scene.text, arg, start)


def _is_of_others(text: str, arg: Arg, start: int) -> bool:
    """Tell whether who does it is not named: 教育部直属高校设立的甲, 省政府支持科技城建设乙."""
    if OF_ITS_OWN.fullmatch(text, arg.end, start):
        return True
    return arg.class_name != "Policy" and _URGES.search(text, arg.end, start) is not None


def _with_partners(
    scene: Scene,
    frame: Frame,
    arg: Arg,
    group: list[Arg],
    start: int,
    patients: list[Arg],
    same: bool,
) -> _Agents | None:
    """Who of those around 与 acts, None where those in front of a verb have no partner."""
    if frame.name == "found":
        if same and arg.class_name != "Person" and tells_of_person(scene, arg):
            return [], False, 1.0  # 甲公司前员工创办的乙
        if len(group) > 1 and _is_side(scene, start, arg, patients):
            return [arg], False, 0.9
    if not _with_word(scene.text, group[0]):
        return None
    clause = scene.clause_start(start)
    main = _main_subject(scene, frame, group[0])
    if same:
        return [*main, *group], False, 0.9
    goes_on = scene.text.startswith(_BESIDES, clause)  # 该市与甲签约,并将举办乙: not 甲
    if not main and (goes_on or _OWN_PLAN.search(scene.text, clause, start + 2)):
        return [], False, 1.0  # 某某公司与甲市签约,拟投资建设乙: not 甲市
    return _investors(scene, frame, [*main, *group], clause, start), False, 0.9


def _passed_over(
    scene: Scene,
    frame: Frame,
    arg: Arg,
    group: list[Arg],
    start: int,
    patients: list[Arg],
    same: bool,
) -> int:
    """How many arguments are passed over as they do not act themselves, 0 where they do."""
    text, first = scene.text, group[0]
    if scene.is_adjunct(first):
        # 按照甲印发的《乙》: what 按照 governs is 乙
        relative = frame.name == "issue" and text.endswith("的", start, patients[0].start)
        named = frame.name == "rename" and text.endswith(("将", "把"), 0, first.start)
        if not (relative or named or _is_to_act(scene, arg, group, start, same)):
            return len(group)
    zone = same and arg.class_name == "IndustrialPark"
    if zone and text.endswith(_ENTRUSTING, scene.start, first.start):
        return len(group)  # 甲厅授牌乙区建设丙: 甲 has it built
    if text.startswith(("作用", "优势"), arg.end):
        return 1  # 发挥甲基金作用,设立乙
    beside = not same and frame.name != "join" and is_beside(scene, first)
    return len(group) if beside else 0  # 甲获得乙的投资,推出丙: 甲


def _is_to_act(scene: Scene, arg: Arg, group: list[Arg], start: int, same: bool) -> bool:
    """Tell whether somebody supports those who are to do it: 支持甲与乙建设丙."""
    near = same or _JOINTLY.fullmatch(scene.text, group[-1].end, scene.clause_start(start))
    bodies = ("Company", "Institute", "Association", "Fund", "Agency")
    urged = near and arg.class_name in bodies
    return bool(urged) and scene.text.endswith(URGED, scene.start, group[0].start)


def _government(scene: Scene, frame: Frame, at: int, start: int) -> _Agents | None:
    """The governments or administrations that act for bare places and zones."""
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
        and not _SIGNER.match(text, arg.end, start + 2)
    ):
        return _bodies(scene, at) if one_by_one(scene, start) else [government], True, 0.7
    return None


def _from_afar(scene: Scene, frame: Frame, start: int, patients: list[Arg]) -> _Agents:
    """Who does what no name near it does: the one relied on, the topic, the region."""
    clause = scene.clause_start(start)
    if frame.name == "found" and (support := _relied_on(scene, clause, start)):
        return support, False, 0.8
    if frame.name in _CARRIED and (teller := _goes_on_about(scene, frame, start, patients)):
        return [teller], False, 0.8
    if frame.name in ("issue", "found") and (home := _this_place(scene, clause, start)):
        return [home], home.place is not None and frame.name == "found", 0.7
    return [], False, 1.0


_ANNOUNCES = regex(
    r"(?:[\d年月日]{2,11}|今[天日]|近日|日前|联合|共同|正式|对外|高调|也|还|同时)*(?:宣布|官宣),?"
    r"(?:总?规模[\d.]*[万亿]*元?的|首期[\d.]+亿元的|[^,。;的]{2,8}?首[个只家款]|旗下的?)?[\u4e00-\u9fff]{0,6}[“]?"
)


_RITE = regex("仪式|典礼")
_UNVEILED = ("揭牌", "挂牌", "开工", "投产", "成立", "正式揭牌", "正式成立")
_FOR = regex("(?:近日|日前|正式|共同|联合)*为“?|(?:旗下)?的?“?|位于[^,。;]{2,24}的“?")


def _announcing(scene: Scene, frame: Frame, thing: Arg, verb: int) -> list[Arg]:
    """Who makes what they announce or unveil: 甲公司宣布,乙平台正式上线; 甲大学为乙院揭牌."""
    index = scene.after(thing.start) - 1
    while index > 0 and scene.args[index].class_name in ("Place", "IndustrialPark"):
        index -= 1
    if frame.name not in ("found", "develop", "host") or index < 0:
        return []
    speaker = scene.args[index]
    told = _ANNOUNCES.fullmatch(scene.text, speaker.end, thing.start)
    unveiled = scene.text.startswith(_UNVEILED, verb) and not _RITE.search(
        scene.text, verb, verb + 6
    )
    if told is None and unveiled:
        told = _FOR.fullmatch(scene.text, speaker.end, thing.start)
    if told is None or speaker.class_name not in frame.agent or scene.is_adjunct(speaker):
        return []
    return scene.group(index, frame.agent)


# 引来甲设立乙: what somebody has drawn goes on to act
_URGES = regex("(?:支持|鼓励|引导)(?!的|下)[^,。;、的]{2,8}$")
_PIVOT = regex(r"(?:[在来][\u4e00-\u9fff]{2,6}|投资|出资|牵头|[\d.]+亿元)*")


_SPEAKS = regex("(?:近日|日前)?(?:介绍|表示|透露|告诉|说|称|坦言|指出|认为|解释)")
_SIGNS = regex(
    "(?:正式|近日|日前|共同|就[^,。;]{2,16})*(?:签[署订约下]|达成|开展[^,。;]{0,6}合作|建立[^,。;]{0,6}合作|合作|携手)"
)


def _is_side(scene: Scene, start: int, maker: Arg, made: list[Arg]) -> bool:
    """Tell whether what one has set up signs with another: 甲与乙设立的丙签署协议."""
    relative = scene.text.endswith("的", start, made[0].start) and maker.end <= start
    joined = scene.text.endswith(("与", "和", "同", "跟"), scene.start, maker.start)
    return relative and joined and _SIGNS.match(scene.text, made[0].end) is not None


_IS_MADE = regex("[^,。;的]{0,24}?(?:创立|创办|创建|发起|设立|成立|组建|注资|控股)[^,。;的]{0,6},")


def _made_by(scene: Scene, maker: Arg) -> Arg | None:
    """What an earlier clause says that one has made, of which the next ones speak: 甲由乙创立,…."""
    clause = scene.clause_start(maker.start)
    by = scene.text.rfind("由", clause, maker.start)
    if by < 0 or not _IS_MADE.match(scene.text, maker.end, scene.end):
        return None
    before = [a for a in scene.args if clause <= a.start and a.end <= by]
    return before[-1] if before and by - before[-1].end <= _FROM else None


_FROM = 16  # characters between what is made and 由: 甲于2010年6月正式由
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
            before = [
                a for a in scene.args[: scene.after(match.start())] if a.class_name == "Agency"
            ]
            together = scene.group(scene.args.index(before[-1]), ("Agency",)) if before else []
            return together if len(together) > 1 else scene.bodies or together
    return []


def _investors(scene: Scene, frame: Frame, signed: list[Arg], clause: int, start: int) -> list[Arg]:
    """Who builds, of those who signed: 甲公司与乙市政府签约,拟投资20亿元建设丙 speaks of 甲公司."""
    words = scene.text[clause : start + 2]
    alone = words.startswith(_BESIDES) or frame.name in ("manage", "rename")
    if alone and not _JOINT.search(words):
        return sides(scene, signed, False)[0] or signed
    if frame.name not in ("found", "develop") or not _OWN_PLAN.search(words):
        return signed
    firms = [a for a in signed if a.class_name == "Company"]
    together = any(word in words for word in ("共同", "联合", "双方", "合作", "共建", "合建"))
    return signed if together or not firms else firms


def _relied_on(scene: Scene, clause: int, start: int) -> list[Arg]:
    """Who is to bear what is set up: 依托甲大学组建乙研究院."""
    if clause > scene.start:  # 依托甲大学等单位,组建乙研究院
        before = scene.clause_start(clause - 1)
        if scene.text.startswith("依托", before) or scene.text.startswith("依托", before + 3):
            clause = before
    for index in range(scene.after(clause), scene.after(start)):
        arg = scene.args[index]
        if arg.class_name in ("Institute", "Company") and scene.text.endswith(
            "依托", clause, arg.start
        ):
            group = scene.group(index, ("Institute", "Company"))
            near = start - group[-1].end <= 16
            return [a for a in group if a.start >= arg.start and a.end <= start] if near else []
    return []


_MAKERS = ("Company", "Institute", "Association")


def _goes_on_about(scene: Scene, frame: Frame, start: int, things: list[Arg]) -> Arg | None:
    """Who does what a sentence only dates or places: what the one before is about."""
    if frame.name != "develop" and scene.text.startswith("的", things[0].start - 1):
        return None  # 2020年成立的甲
    before = scene.args[: scene.after(start)]
    bare = all(map(scene.is_adjunct, before)) and unexplained(scene, scene.start, start) < 2
    topic = topic_at(scene, start, _MAKERS) if bare else None
    return topic if topic and topic.class_name in frame.agent else None


_OWN_PLAN = regex("投资|计划|(?<![虚模])拟")
_BESIDES = ("并", "还", "也", "又", "同时", "随后", "此后", "同年", "此外", "另外")
_JOINT = regex("共同|联合|双方|合作|三方|各方|携手")


def _is_urged(text: str, park: Arg, verb: int) -> bool:
    """Tell whether somebody supports a park in what the verb behind it says: 支持甲区建设乙."""
    return park.end == verb and text.endswith(URGED, 0, park.start)


_ENTRUSTING = ("授牌", "批准", "批复", "同意", "批复同意", "批复支持")
# who signs a law makes none
_SIGNER = regex("(?:州长|总统|总理|首相|国王|长)[^,。;]{0,20}签署")
_SOME_BODY = regex("企业|公司|民企|国企|高校|机构|部门|学者|专家")  # 甲省一家企业建设乙
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
    "(?:登[陆录]|搬[进入到]|迁[入至]|入驻|进驻|加入|收购|并购|借壳|入股|成为|来自|投资(?=了))了?[“]?$"
)


_HOME = regex("(?:该|本|我)(省|市|区|县)")


def _this_place(scene: Scene, clause: int, start: int) -> Arg | None:
    """The government that 该市 stands for: that of the last city the sentence names."""
    match = _HOME.search(scene.text, clause, start)
    if match is None or start - match.end() > 12:
        return None
    for arg in reversed(scene.args[: scene.after(match.start())]):
        if arg.class_name == "Place" and arg.name.endswith(match[1]):
            return government_of(arg)
        within = re.match(rf"(?:.{{2,8}}?(?:省|自治区))?.{{1,8}}?{match[1]}", arg.name)
        if arg.class_name == "Agency" and within:
            return Arg(match.start(), match.end(), "Agency", within[0] + "人民政府")
    return None


def _bodies(scene: Scene, index: int) -> list[Arg]:
    """The governments and administrations that a list of places and zones stands for."""
    listed = scene.group(index, ("Place", "IndustrialPark"), with_others=False)
    bodies = (government_of(arg) or office_of(arg) for arg in listed)
    return [body for body in bodies if body]


_JOINTLY = regex(
    "(?:(?:开展|加强|深化)?(?:合作|联合|协作|携手|共同|协同)[^,。;]{0,4}|(?:做[大强优]|扩大|发挥|联合|牵头|加大|扩产|增资|整合)[^,。;]{0,8}|),"
)  # 鼓励甲与乙合作,共建丙
_ADVERBIAL = regex(
    r"□|[从自][^,。;]{1,8}?(?:开始|起)|[今明去]年|年内|下一步|此后|又|正(?!式)|将|已经?|并|也|还|就|便|曾|随即|随后|同时|正式|计划|拟|共同|联合|近日|日前|目前|总部|注册|公司|集团|企业|其|该|于|在|现|率先|先后|牵头|投资"
    r"|携手|与|和|同|提出|明确|宣布|决定|要求|通过|合作|进一步|出资|斥资|耗资|[\d.]+[万亿]*元|全资|控股|子公司|(?:生产|制造|研发|加工|运营)(?:基地|中心|总部)|厂区|工厂|厂房|[\d年月日底初、“”]+"
)


def _acting(scene: Scene, frame: Frame, clause: int, start: int) -> bool:
    """Tell whether a clause names something in front of its verb that may do what it says."""
    inside = (a for a in scene.args if clause <= a.start < start)
    return any(a.class_name in frame.agent and not scene.is_adjunct(a) for a in inside)


def _has_subject(scene: Scene, clause: int, start: int) -> bool:
    """Tell whether a clause has a subject that is no name, so that none before it may stand in."""
    inside = [
        a
        for a in scene.args
        if clause <= a.start < start
        and (scene.text.endswith(URGED, clause, a.start) or not scene.is_adjunct(a))
    ]
    if inside and all(a.class_name == "Place" for a in inside):
        first = scene.group(scene.after(inside[0].start), ("Place",), with_others=False)[0]
        return first in inside  # 甲省某某院, whose name is not known; 支持甲市建设; not 在甲、乙
    if inside:
        return False
    return len(_ADVERBIAL.sub("", scene.plain(clause, start))) >= 4


_WITH = regex(
    "(?:又|还|将|已|也|则|正|拟|计划|分别|日前|近日|就|便|曾|再次|随即|随后|此前|早已)*(?:与|同|联合|携手)"
)


def _in_front(scene: Scene, clause: int, partner: int) -> tuple[int, int]:
    """The range of a clause in front of 与 and its partners: 公司和丙,以及与甲、乙共建."""
    begin = max(clause, scene.text.rfind("以及", clause, partner) + 2)
    joint = _WITH.search(scene.text, begin, partner)
    return begin, joint.start() if joint else partner


def _main_subject(scene: Scene, frame: Frame, partner: Arg) -> list[Arg]:
    """Who acts together with the partner in 与B共建: the subject of the clauses before."""
    clause = scene.clause_start(partner.start)
    if _HOME.search(scene.text, clause, partner.start):
        return []  # 该县与乙共建: 该县 is the subject
    if not has_no_subject(scene, *_in_front(scene, clause, partner.start)):
        return []
    beside = scene.args[scene.after(partner.start) - 1]
    if clause <= beside.start < partner.start and beside.class_name in frame.agent:
        gap = _ADVERBIAL.sub("", scene.text[beside.end : partner.start])
        if not gap and not scene.is_adjunct(beside):
            return [beside]  # 甲计划2019年与乙共建
    beside = scene.args[scene.after(partner.start) - 1]
    joined = beside.start >= clause and _WITH.fullmatch(scene.text, beside.end, partner.start)
    if joined and frame.name == "found" and (region := government_of(beside)):
        return [region] if acts(scene, beside, partner.start) else []  # 甲市与乙共建
    for arg in reversed(scene.args):
        if arg.end > clause or id(arg) in scene.objects:
            continue
        if _with_word(scene.text, arg):
            continue  # the partner of an earlier clause
        if arg.class_name in frame.agent and not scene.is_adjunct(arg):
            return [arg]
        if frame.metonym and (government := government_of(arg)) and acts(scene, arg, arg.end):
            return [government]
    subject = scene.subject
    if subject and subject.class_name == "Agency" and clause > scene.start:
        return []  # too far away: what a region has done is not what its bureau did
    return [subject] if subject and subject.class_name in frame.agent else []


def acts(scene: Scene, arg: Arg, start: int) -> bool:
    """Tell whether a bare place is the subject of a verb and has a government."""
    if scene.is_adjunct(arg) or start - arg.end > 12:
        return False
    first = scene.group(scene.after(arg.start), ("Place",), with_others=False)[0]
    lead = scene.text[scene.clause_start(first.start) : first.start]
    lead = _DATE_WORDS.sub("", _LISTED_CLAUSE.sub("", lead))
    return len(lead) <= 4 and not scene.is_adjunct(first)  # 在甲县、乙县建设


_LISTED_CLAUSE = regex("^.*了.*、$")  # 甲成立了乙、丙打造了丁
_DATE_WORDS = regex(r"[\d年月日同去今本底初晚间上下旬午近日前当天早在]+")


def _with_word(text: str, arg: Arg) -> bool:
    """Tell whether a clause begins with 与 and the argument, so that its subject stands before."""
    return _JOINED.search(text, max(0, arg.start - 24), arg.start) is not None


_JOINED = regex(
    r"[,;。:、过]?(?:并|还|将|分别|通过)?(?:与|同|联合|携手)$"
    # 联合某某、甲
    r"|(?:[,;。](?:并|还|将)?|公司)(?:与|联合|携手)(?:[\u4e00-\u9fff]{2,8}、){1,2}$"
)


def urges_zone(scene: Scene, start: int) -> bool:
    """Tell whether the clause of a verb wants a zone to do it: 推动甲保税区建设乙."""
    clause = scene.clause_start(start)
    return any(
        arg.class_name in ("IndustrialPark", "Place")
        and scene.text.endswith(URGED, clause, arg.start)
        for arg in scene.args[scene.after(clause) : scene.after(start)]
    )


_WITH_WHOM = regex(
    "(?:[与同跟—]|携手|联合|联手|牵手)(?:[\u4e00-\u9fff]{0,6}(?:企业|公司|机构|集团|平台|厂商|巨头|银行))?[“《]?$"
)


def sides(scene: Scene, makers: list[Arg], alone: bool) -> tuple[list[Arg], list[Arg]]:
    """Those who make something together, split at 与 or its like: 甲与乙旗下的丙合资成立丁.

    Parameters
    ----------
    alone : only one body may stand on each side, for 由甲、乙与丙设立 tells only who made it.
    """
    bodies = [a for a in makers if a.class_name in SIDES]
    for index in range(len(bodies) - 1, 0, -1):
        at = scene.after(bodies[index].start)
        while scene.modifies(at - 1):
            at -= 1
        begin = origin(scene, scene.args[at])
        if _WITH_WHOM.search(scene.text, max(scene.start, begin - 14), begin):
            many = alone and len(bodies) > 2
            return ([], []) if many else (bodies[:index], bodies[index:])
    return [], []


def origin(scene: Scene, side: Arg) -> int:
    """Where a side begins with the country or city in front of it: 与德国甲公司签约."""
    index = scene.after(side.start) - 1
    place = scene.args[index] if index >= 0 else None
    beside = place and place.class_name == "Place" and place.end == side.start
    return place.start if place and beside else side.start
