"""Who acts together: on which side of 与 one stands, and who of those around it acts."""

from __future__ import annotations

from kg.extraction.scene import Arg, Scene, government_of
from kg.extraction.sentences.frames import Act
from kg.extraction.sentences.subjects import acts, has_no_subject, is_beside
from kg.patterns import regex

SIDES = ("Company", "Institute", "Agency", "Association", "IndustrialPark")  # who cooperates
HOME = regex("(?:该|本|我)(省|市|区|县)")
_OWN_PLAN = regex("投资|计划|(?<![虚模])拟")
_BESIDES = ("并", "还", "也", "又", "同时", "随后", "此后", "同年", "此外", "另外")
_THEN = regex(f",(?:{'|'.join(_BESIDES)})")
_JOINT = regex("共同|联合|双方|合作|三方|各方|携手")
_SIGNS = regex(
    "(?:正式|近日|日前|共同)*(?:就[^,。;]{2,16})?(?:正式|共同)*(?:签[署订约下]|达成|开展[^,。;]{0,6}合作|建立[^,。;]{0,6}合作|合作|携手)"
)


def with_partners(
    act: Act, arg: Arg, group: list[Arg], same: bool
) -> tuple[list[Arg], float] | None:
    """Who of those around 与 acts, None where those in front of a verb have no partner.

    Parameters
    ----------
    arg, group : the last in front of the verb who may act, and all it stands in line with.
    same : they stand in the clause of the verb.
    """
    scene, clause = act.scene, act.clause
    if act.frame.name == "found" and len(group) > 1 and _is_side(act, arg):
        return [arg], 0.9
    if not _with_word(scene.text, group[0]):
        return None
    main = _main_subject(act, group[0])
    if same:
        return [*main, *group], 0.9
    goes_on = _THEN.search(scene.text, group[-1].end, clause + 2)  # 该市与甲签约,并将举办乙: not 甲
    if not main and (goes_on or _OWN_PLAN.search(scene.text, clause, act.start + 2)):
        return [], 1.0  # 某某公司与甲市签约,拟投资建设乙: not 甲市
    return investors(act, [*main, *group]), 0.9


def _is_side(act: Act, maker: Arg) -> bool:
    """Tell whether what one has set up signs with another: 甲与乙设立的丙签署协议."""
    scene, start, made = act.scene, act.start, act.patients
    relative = scene.text.endswith("的", start, made[0].start) and maker.end <= start
    joined = scene.text.endswith(("与", "和", "同", "跟"), scene.start, maker.start)
    return relative and joined and _SIGNS.match(scene.text, made[0].end) is not None


def _with_word(text: str, arg: Arg) -> bool:
    """Tell whether 与 stands in front of an argument, so that the subject stands before it."""
    return _JOINED.search(text, max(0, arg.start - 24), arg.start) is not None


_JOINED = regex(
    r"(?:与|同|联合|携手|(?<=[将还拟就便又曾已])和)$"
    # 联合某某、甲
    r"|(?:[,;。](?:并|还|将)?|公司)(?:与|联合|携手)(?:[\u4e00-\u9fff]{2,8}、){1,2}$"
)


def _main_subject(act: Act, partner: Arg) -> list[Arg]:
    """Who acts together with the partner in 与B共建: the subject of the clauses before."""
    scene, frame = act.scene, act.frame
    clause = scene.clause_start(partner.start)
    if HOME.search(scene.text, clause, partner.start):
        return []  # 该县与乙共建: 该县 is the subject
    beside = scene.args[scene.after(partner.start) - 1]
    if beside.class_name in frame.agent and clause <= beside.start < partner.start:
        return [beside]  # 甲计划2019年与乙共建
    if not has_no_subject(scene, *_in_front(scene, clause, partner.start)):
        return []
    joined = beside.start >= clause and _WITH.fullmatch(scene.text, beside.end, partner.start)
    if joined and frame.name == "found" and (region := government_of(beside)):
        return [region] if acts(scene, beside, partner.start) else []  # 甲市与乙共建
    for arg in reversed(scene.args):
        if arg.end > clause or id(arg) in scene.objects or arg.class_name == "Person":
            continue
        if _with_word(scene.text, arg):
            continue  # the partner of an earlier clause
        if arg.class_name in frame.agent and not (scene.is_adjunct(arg) or is_beside(scene, arg)):
            return [arg]
        if frame.metonym and (government := government_of(arg)) and acts(scene, arg, arg.end):
            return [government]
    subject = scene.subject
    if subject and subject.class_name == "Agency" and clause > scene.start:
        return []  # too far away: what a region has done is not what its bureau did
    return [subject] if subject and subject.class_name in frame.agent else []


_WITH = regex(
    "(?:又|还|将|已|也|则|正|拟|计划|分别|日前|近日|就|便|曾|再次|随即|随后|此前|早已)*(?:与|同|联合|携手|和)"
)


def _in_front(scene: Scene, clause: int, partner: int) -> tuple[int, int]:
    """The range of a clause in front of 与 and its partners: 公司和丙,以及与甲、乙共建."""
    begin = max(clause, scene.text.rfind("以及", clause, partner) + 2)
    joint = _WITH.search(scene.text, begin, partner)
    return begin, joint.start() if joint else partner


def investors(act: Act, signed: list[Arg]) -> list[Arg]:
    """Who builds, of those who signed: 甲公司与乙市政府签约,拟投资20亿元建设丙 speaks of 甲公司."""
    words = act.scene.text[act.clause : act.start + 2]
    both = words.startswith("并") and _JOINT.match(act.scene.text, signed[-1].end)
    if words.startswith(_BESIDES) and not both:  # 甲与乙联合发布丙,并成立丁
        return sides(act.scene, signed, False)[0] or signed
    parks = act.patients[0].class_name == "IndustrialPark" and "投资" not in words
    if act.frame.name not in ("found", "develop") or parks or not _OWN_PLAN.search(words):
        return signed
    firms = [a for a in signed if a.class_name == "Company"]
    together = any(word in words for word in ("共同", "联合", "双方", "合作", "共建", "合建"))
    return signed if together or not firms else firms


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
