"""By whom something is done: the agents that 由, 被 or 经 introduces in front of a verb."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.extraction.scene import OF_WHOM, WHAT_IT_IS, Arg, Scene, government_of
from kg.extraction.sentences.rules import Frame
from kg.patterns import regex

URGED = ("支持", "鼓励", "推动", "引导")  # 支持甲建设乙: 甲 is to build
# 教育部直属高校设立的甲: which of them does it is not named
OF_ITS_OWN = regex(
    "的?(?:直属|所属|下属|旗下|下辖|管理的|主管的|认定的)[^,。;、]{0,6}?"
    "(?:企业|公司|集团|高校|院校|院所|学校|机构|单位|平台)(?:共同|联合|牵头|首次|先后|已|将|拟)*"
)


_BY = regex(  # branches that begin with a character each are searched for the fastest
    "由|被|归(?=[^,。;]{2,24}[管运][理营])|经(?<!财经)(?![理济营验费典常历贸销纪])|委托"
    "|获得?(?=[^,。;获]{2,24}(?:批准|批复|同意|核准|授权))"
)
# 由甲、乙等部门根据丙决定,于5月设立: 丙 sets nothing up
_GROUND = regex(
    "根据|按照|依据|依照|遵照|响应|贯彻|落实|基于|围绕|本着|为(?:了|进一步|更好|加快|支持|推动|促进)"
)
_HELPED = regex("等?(?:有关)?(?:部门|单位)?(?:共同|联合)?(?:参与|参加|配合|协助)(?:共同)?")
_CALLED = regex(r"(?:联合|会同|携手|协同|与|同)$")
_LED = regex(
    r"[^,。;]{0,12}(?:批准|同意|批复|审定|审议|核准|通过|牵头|主导|倡议|支持下?|指导下?|授权|审批|审议通过)(?:后)?$"
)


def by_group(scene: Scene, frame: Frame, start: int) -> list[Arg]:
    """The agents that 由, 被 or 经 introduces in front of a verb (由A、B等单位发起).

    They may stand in the clause before when it says no more: 经国务院批准,X设立.
    """
    if frame.name == "site":
        return []  # nothing lies anywhere by somebody else
    begin = scene.clause_start(start)
    if scene.host_at(start) is not None:  # 由甲(乙、丙出资设立)承建: 乙 and 丙 set it up
        begin = max(begin, scene.text.rfind("(", begin, start))
    here = _introduced(scene, frame, max(begin, start - 200), start)
    here = here or _called(scene, frame, begin, start)
    if not here and frame.name == "found":
        thing = cleft_over(scene, frame, start, _behind(scene, start))
        here = _called(scene, frame, thing.end, start) if thing else []
    if here or begin <= scene.start:
        return here
    before = scene.clause_start(begin - 1)
    ground = _GROUND.search(scene.text, before, begin - 1)
    stop = ground.start() if ground else begin - 1
    led = _introduced(scene, frame, before, stop)
    if not led or not (ground or _LED.fullmatch(scene.text, led[-1].end, begin - 1)):
        return []
    if frame.name == "issue" and scene.after(led[0].start):
        return []  # 甲清理了收费,经乙批准,发布《丙》
    first = scene.after(begin)
    if first < len(scene.args) and _CALLED.search(scene.text[begin : scene.args[first].start]):
        led = led + scene.group(first, frame.agent)  # 由A牵头,联合B发起
    elif first < len(scene.args):
        others = scene.group(first, frame.agent)
        if scene.text.endswith(URGED, begin, others[0].start):
            return []  # 由甲牵头,支持乙建设丙: 乙 builds
        last = others[-1].end
        if _HELPED.fullmatch(scene.text, last, start):
            return led + others  # 由甲牵头,乙、丙参与制定
        if last <= start and (frame.name == "issue" or _makes(scene, last, start)):
            return []  # 经甲同意,乙印发: 乙 issues
    return led


_MAKES = regex("(?:共同|联合|合作|正式|牵头|于|□|[\\d年月日])*")


def _makes(scene: Scene, subject: int, verb: int) -> bool:
    """Tell whether a body right before a verb does it to what follows: 经甲批准,乙成立了丙."""
    index = scene.after(verb)
    if index >= len(scene.args) or not _MAKES.fullmatch(scene.text, subject, verb):
        return False
    return re.fullmatch("[^,;。:、]{2,10}", scene.text[verb : scene.args[index].start]) is not None


_IS_MADE = regex(
    r"(?:是|系|为)(?:于|在)?(?:\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?)?[,]?(?:首[个只支家])?"
    rf"(?:{WHAT_IT_IS})?$"
)
_OF_PERSON = regex(
    "(?:的?(?:一[群批帮些位名]|[几两三四五六七八九十]+[位名]))?(?:指导|支持"
    "|[前原]?(?:高级|资深|首席|核心|执行|技术|联合|副)*(?:博士|硕士|教授|院士|校友|毕业生|学生|工程师|架构师|研究员|员工"
    "|高管|骨干|总裁|总监|总经理|董事长|创始人|合伙人|经理人|分析师|老将|元老|科学家|团队|创业者|离职))"
)


def tells_of_person(scene: Scene, body: Arg) -> bool:
    """Tell whether a body only says of which people something is told: 由甲大学博士乙创办."""
    return _OF_PERSON.match(scene.text, body.end) is not None


MADE = regex(
    r"[\u4e00-\u9fff]{2,8}?的(?!是)"
    r"|(?:共同|联合|合资|合作|投资|牵头|自主|独立)*(?:发起|设立|组建|成立|创[办建立]|出资|研发|研制|开发|打造){1,2}"
    r"(?:而成|完成)?(?=[,;。]|$)"
)
_MAKING = regex(r"(?:(?:为|根据|按照|经)[^。;]{2,50},)?[^,。;的]{0,40}$")


def _behind(scene: Scene, start: int) -> int:
    """Where 的 behind a verb of making ends, its beginning where none stands there."""
    made = MADE.match(scene.text, start)
    return made.end() if made and made[0].endswith("的") else start


def _called(scene: Scene, frame: Frame, begin: int, start: int) -> list[Arg]:
    """Who makes what 是 calls theirs: 甲是乙2012年设立的一支基金."""
    if frame.name not in ("found", "develop") or not MADE.match(scene.text, start):
        return []
    first, last = scene.after(begin), scene.after(start)
    for index in range(first, last):
        arg = scene.args[index]
        before = scene.args[index - 1] if index else arg
        home = before.class_name == "Place" and before.end == arg.start  # 作为德国甲银行设立的乙
        lead = before.start if home else arg.start
        if arg.class_name in frame.agent and _IS_MADE.search(scene.text, begin, lead):
            firm = before.class_name in ("Company", "Institute")
            if firm and scene.text[before.end : lead] == "为":
                return []  # 甲为乙开发的“丙”: for whom
            while scene.modifies(index) and scene.args[index + 1].end <= start:
                index += 1  # 甲是乙局下属的丙院设立的
            arg = scene.args[index]
            inside = [a for a in scene.group(index, frame.agent) if a.start >= arg.start]
            if OF_ITS_OWN.fullmatch(scene.text, inside[-1].end, start):
                return []
            made = _MAKING.fullmatch(scene.text, inside[-1].end, start)
            return inside if made else []
    return []


def introducer(scene: Scene, begin: int, stop: int) -> int:
    """Where the last 由 or its like in a range stands outside of names, -1 without one."""
    marks = _BY.finditer(scene.text, begin, min(stop + 30, scene.end))
    for at in reversed([match.start() for match in marks if match.start() < stop]):
        if not scene.covers(at):
            return at
    return -1


# what may follow a region that acts: 由甲市某公司举办 is not by 甲市
_ENDS_REGION = regex("[、,和与及同等”]|[联携共合牵出投负发主承举召于在正全筹组创]|\\d")
_JOINS_REGION = ("由", "与", "和", "、", "及", "同", "联合", "携手")
OF_ITS_MAKER = regex(
    "由[^,。;的]{2,12}(?:牵头|发起|设立|组建|成立|投资|建设|打造|研发|开发|创办|主导|共建|控股)的[^,。;的]{0,12}"
)
_MADE_HEAD = regex("[^,。;]{2,}的[^,。;、的]{0,12}")
_FORMER = regex("[由和与、及]前$")  # 由前甲公司总裁某某创办
_DOES_ELSE = regex(
    "(?:等[^,。;、]{0,8})?(?:共同|联合|牵头|全额|合作|负责)*"
    "(?:发起|设立|组建|成立|出资|主导|主管|投资|建设|开发|研发|设计|承建|创办|创建)+、(?:并?由)?[“]?"
)
_SET_UP_BY = regex(
    "(?:等[^,。;、]{0,8})?(?:共同|联合|合资|合作|全资|出资|投资|牵头|参与)*(?:发起|设立|组建|成立|出资|控股|创办|创建)+的[“]?"
)
_POST = regex("(?![和与及、])[\u4e00-\u9fffA-Z]{1,14}")


def _introduced(scene: Scene, frame: Frame, begin: int, stop: int) -> list[Arg]:
    position = introducer(scene, begin, stop)
    if position < 0:
        return []
    first, last = scene.after(position), scene.after(stop)
    between = scene.args[first:last]
    for left, right in pairwise(between):
        gap = scene.text[left.end : right.start].rstrip("“")
        owned = OF_WHOM.fullmatch(gap)  # 由甲与乙旗下的丙合资成立
        if _MADE_HEAD.fullmatch(gap) and right.class_name in frame.patient and not owned:
            return []  # 由甲设立的乙在丙揭牌: 甲 does not unveil
    for left, right in pairwise(between):
        if _SET_UP_BY.fullmatch(scene.text, left.end, right.start):
            position = right.start  # 由甲与乙合资组建的丙负责运营: 丙 does
        elif _DOES_ELSE.fullmatch(scene.text, left.end, right.start):
            position = right.start  # 由甲出资设立、乙管理的丙: 甲 does not manage it
    held = {  # 由甲公司董事长乙创办的丙: 乙 does it, not 甲
        id(body)
        for body, person in pairwise(between)
        if person.class_name == "Person" and _POST.fullmatch(scene.text, body.end, person.start)
    }
    around = scene.host_at(stop) if scene.asides else None
    inside = [
        a
        for at, a in enumerate(between, first)
        if a.class_name in frame.agent
        and a.start >= position
        and not (at in scene.asides and scene.args[scene.asides[at]] is not around)
        and id(a) not in held
        and not scene.modifies(at)  # 由甲的子公司乙运营
        and not _FORMER.search(scene.text, position, a.start)
        and (a.class_name == "Person" or not tells_of_person(scene, a))
    ]
    if frame.metonym:  # 由甲大学与乙市共建
        joined = (
            a
            for a in between
            if scene.text.endswith(_JOINS_REGION, scene.start, a.start)
            and (a.end == stop or _ENDS_REGION.match(scene.text, a.end))
        )
        inside = sorted([*inside, *filter(None, map(government_of, joined))], key=lambda a: a.start)
    if inside and _NAMED_AS.search(scene.plain(inside[-1].end, stop)):
        return []  # 被甲委列为建立某某制度的试点
    return inside if inside and inside[0].start - position < 30 else []


_NAMED_AS = regex("[列评定]为|列入|纳入|命名|主办的|举办的|召开的")


# 甲公司(简称乙)是经丙批准,由丁
_IS_WHAT = regex(r"(?:\([^()]{1,40}\))?,?(?:是|系|为)(?!了)")
_MOST_BETWEEN = 90  # characters between 是 and the verb
_KIND_BEHIND = regex(r"(?:[\u4e00-\u9fff]{2,28})?(?=[,;。\n]|$)")


def cleft_over(scene: Scene, frame: Frame, start: int, behind: int) -> Arg | None:
    """What 甲是经乙批准,由丙设立的公司 is said of, whose 是 stands in an earlier clause."""
    clause = scene.clause_start(start)
    if frame.name != "found" or clause == scene.start or not scene.args:
        return None
    thing = scene.args[0]
    copula = _IS_WHAT.match(scene.text, thing.end)
    if copula is None or copula.end() > clause or not _KIND_BEHIND.match(scene.text, behind):
        return None
    begins = scene.text[scene.start : thing.start].strip(" \n“0123456789、.")
    return thing if not begins and start - copula.end() <= _MOST_BETWEEN else None
