"""What a verb is done to, and who 由 says does it: arguments of the frame rules."""

from __future__ import annotations

import re

from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.introduced import (
    MADE,
    OF_ITS_MAKER,
    by_group,
    cleft_over,
    introducer,
    tells_of_person,
)
from kg.extraction.sentences.rules import Frame
from kg.extraction.sentences.subjects import has_no_subject, is_label, topic_at, unexplained
from kg.extraction.sentences.suited import LED
from kg.patterns import regex

_GOES_WITH = regex(
    r"》?(?:\([^()]*\))?(?:[^,。;、的《》\n]{0,14}?(?:名单|结果)(?!的)"
    r"|的?(?:政策|图文|权威|官方|视频)*(?:解读|问答|释义|起草说明))"
)
_REST_ON = regex("(?:根据|依据|按照)[^《》]{0,60}$")
_IN_ONE_OF = regex("[^,。;的]{1,12}在[^,。;的]{1,24}、")  # 开发的写字楼在甲区、乙区
_TASK = regex(
    "备案|(?:建设)?(?:管理|协调|领导|推进|工作|运营|服务)机构|(?:的)?(?:职责|任务|需要|要求|进程|目标|实际)"
    "|(?:(?:协同|协调|推进|建设|工作|联动|合作|领导|联席|会商|会议|统筹|共建|共享|考核|评价)+|管理|服务|政策|标准)(?:机制|体系|制度|小组|专班)"
    # 成立甲公司事故调查组
    "|[^,。;、的]{0,24}?(?:调查组|专案组|工作组|专班|信息渠道|分[校站]|教研室|[学本专]科?专业)"
)  # 履行建设甲区职责, 建立甲区协调机制


# what a thing does by itself (产业园成立); of other verbs it is the object (产业园由甲设立)
_BY_ITSELF = regex(
    "点亮|投料|起步|开建|试生产|下水|交付|开放运营|正式成立|宣告成立|宣布成立|注册成立|完成(?:工商|注册|设立|组建|备案)|(?:设立|组建|注册)完[成毕]|揭牌成立|挂牌成立|登记成立|改制成立|重组成立|获批|成立|揭牌|挂牌|开园|开业|开馆|开街|开港|启用|启动|落成|动工|动土|破土动工|开工|奠基"
    "|始建|始创|创始|创立|创建|创办|诞生|投产|投用|投入|应运而生|正式运营|对外运营|运营|建成|上线|正式开源|开源|落地|开幕|开赛|举行|举办|召开|闭幕|圆满落幕|落幕|落下帷幕|拉开帷幕|启幕|开锣|开班|开营"
    "|通车|通航|通水|开通|全线|并网|全容量|首航|建院|建所|竣工|完工|投运|合龙|试运[行营]|[对向](?:外|公众|游客|市民|社会)(?:运行|亮相|发布|开放)|免费开放|发布|面世|问世|封关|登场|揭幕|拉开序幕|如期|顺利|隆重|成功|盛大|正式|建校|授牌"
)
# behind a date or an approval any verb is a passive when its clause ends: 于1992年设立
_DATED = regex(
    r"(?:\d年(?:\d{1,2}月)?(?:\d{1,2}日)?|月|日|批准|获批|同意|批复|正式|注册|登记|联合|共同|出资|投资)$"
    r"|\d[年月日]在[^,。;的]{2,14}$|^[^,。;的]{2,20}在[^,。;的]{2,14}$"
)
_CLOSED = regex(r"[)”]?(?:于|在|[,;。、:)\n]|$)")
_OPEN = regex(
    r"[)”]?(?:[,;。、:)\n]|$|于|在|的|后|以来|办公|办案|收案|受理|开庭|招生|开诊|并|以|至今|时|且|暨|仪式|典礼|大会|运营|运行|运作|投产|投运|投用|通车|并网|验收|启用|建设|营业|当|,|\d)"
)

# 由甲出资设立、乙管理的丙: 丙 is what 甲 sets up
_SHARED_HEAD = regex(
    "、(?:并|且)?(?:由|委托|交由)?[^,。;的]{2,40}?"
    "(?:管理|运营|运作|托管|承建|代建|建设|实施|设计|主管|参建|参与|维护|监管)的(?![是为])"
    # 由甲与乙共建、落户丙区的丁
    "|、(?:落户|位于|坐落|选址|地处|地跨|总投资|投资|规划|占地|装机|名为|号称|首期|可)[^,。;的]{2,30}?的(?![是为])"
)
_ABOUT_ANOTHER = regex("“关于(?:同意|批准|批复|修改|调整|废止|贯彻|落实|执行|学习)[^”]*$")
_FORMERLY = ("(原", "(原名", "(前身为", "(曾用名")
_BREAKS_OFF = regex(r"[;。☆★]| {3}|被(?![誉称])|(?<![数依根占票单证论])据")


def find_patients(scene: Scene, frame: Frame, start: int, behind: int) -> tuple[list[Arg], bool]:
    """What is done something to, behind the verb or, in a passive, before it.

    Parameters
    ----------
    start, behind : range of the verb with its particles.

    Returns
    -------
    The things, and whether they do not stand behind the verb.
    """
    if frame.name == "issue" and scene.text.endswith("关于", scene.start, start):
        return [], False  # 下发“关于批准甲规划的函”
    if frame.name == "issue" and (announced := _announced(scene, frame, start, behind)):
        return announced, True
    if scene.text[behind - 1] == "的" and (named := _explained(scene, frame, start, behind)):
        return named, False
    objects = _objects(scene, frame, start, behind)
    if objects is not None:
        return objects, False
    if not frame.left:
        return [], False
    if frame.name == "issue" and in_title(scene.text, scene.start, behind):
        return [], True  # a title cut short: what it was is not told
    if (host := founded_in_bracket(scene, frame, start, behind)) is not None:
        return [host], True
    clause = scene.clause_start(start)
    if frame.name == "host" and (event := _hosted(scene, frame, clause, start, behind)):
        return [event], False
    if scene.text[behind - 1] == "的":
        if things := _cleft(scene, frame, clause, start, behind):
            return things, False
        if thing := cleft_over(scene, frame, start, behind):
            return [thing], True
        if frame.name in _ABOUT_THINGS and not re.search("[是系为]", scene.text[clause:start]):
            return [], False  # 由甲设立的…: what is set up follows, whatever it is
    return _in_front(scene, frame, clause, start, behind)


def founded_in_bracket(scene: Scene, frame: Frame, start: int, behind: int) -> Arg | None:
    """What a bracket tells the founders of that ends with a verb: 甲公司(乙与丙出资设立)."""
    if frame.name != "found" or not scene.text.startswith(")", behind):
        return None
    host = scene.host_at(start)
    return host if host is not None and host.class_name in frame.patient else None


def _objects(scene: Scene, frame: Frame, start: int, behind: int) -> list[Arg] | None:
    """What stands behind a verb as its object; None where it may stand before it all the same."""
    text, args = scene.text, scene.args
    shared = _SHARED_HEAD.match(text, behind, scene.end)
    begins = shared.end() if shared and not scene.covers(shared.end() - 1) else behind
    first = scene.after(begins)
    listed = not shared and first < len(args) and text.startswith("、", behind)
    if listed and "的" not in text[behind : args[first].start]:
        return None  # 甲学校启用、乙学校落成
    sited = text[behind - 1] == "于" and frame.name in ("found", "create a firm")
    if sited and first < len(args) and args[first].start == behind:
        return None  # 诞生于甲园: 甲园 is where
    for index in range(first, len(args)):
        arg = args[index]
        gap = text[begins : arg.start]
        if _is_out_of_reach(scene, frame, start, behind, index, gap):
            return None
        if arg.class_name == "Fund" and scene.modifies(index):
            begins = args[index + 1].start  # 管理甲基金参股的乙基金
            continue
        in_one = text[behind - 1] == "的" and _IN_ONE_OF.fullmatch(gap) is not None
        sited = frame.left and (in_one or _is_site(gap))
        if sited or arg.class_name not in frame.patient:
            continue
        if gap.endswith(_FORMERLY):
            return None  # 成立于2016年(原乙公司)
        if frame.name == "issue" and _GOES_WITH.match(text, arg.end):
            return []  # 公布《甲计划》首批名单, 发布《甲计划》解读
        if frame.name in ("found", "propose") and _TASK.match(text, arg.end):
            return None
        if text.startswith(_ENTRUSTS, start) and _BUILDS.match(text, arg.end):
            return []  # 授牌甲园区建设乙: 甲 is there already
        # 建设X的A: X is only what A is for
        return [a for a in scene.group(index, frame.patient) if a.start >= begins]
    return None


def _is_out_of_reach(
    scene: Scene, frame: Frame, start: int, behind: int, index: int, gap: str
) -> bool:
    """Tell whether the words between a verb and an argument behind it part the two."""
    if len(gap) > frame.reach or _BREAKS_OFF.search(gap):
        return True
    if frame.date and ")" in gap and scene.host_at(start):
        return True  # 甲(2015年成立)、乙
    if frame.name == "rename" and ")" in gap:
        return True  # 甲(现更名为某某)联合乙
    if frame.name == "extend" and gap.endswith("至"):
        return True  # 四至范围为东至甲县
    if "," in gap and (frame.name != "issue" or scene.text[behind - 1] == "的"):
        return True
    if frame.name == "issue":
        if _REST_ON.search(gap) or _ABOUT_ANOTHER.match(gap):
            return True  # 甲会议通过,根据《乙》修正; 甲下发“关于同意《乙》的函”
        if "," in gap and scene.args[index].class_name in frame.agent:
            return True  # 经甲批准,乙印发《丙》
    # 转发乙制定的《甲》: 甲 is by 乙 alone
    passes_on = scene.text.startswith(("转发", "批转"), start)
    return passes_on and _OF_OTHERS.search(gap) is not None


def _in_front(
    scene: Scene, frame: Frame, clause: int, start: int, behind: int
) -> tuple[list[Arg], bool]:
    """What a verb without an object speaks of, and whether it is a passive: 甲由乙设立."""
    by = by_group(scene, frame, start)
    called = frame.name in ("found", "develop") and _is_called(scene.text, clause, start)
    passive = by or called or frame.name not in _ABOUT_THINGS
    if not (passive or _is_passive(scene.text, clause, start, behind)):
        labelled = _labelled(scene, frame, clause)
        return (labelled, False) if labelled and _CLOSED.match(scene.text, behind) else ([], True)
    begin, stop = _passive_part(scene, frame, by, called, clause, start)
    things = _subjects(scene, frame, begin, stop, behind)
    if things and (host := scene.host_at(start)) in things:
        return [host], True  # 甲(2009年获批)、乙(2021年获批)
    if things is None and frame.name != "issue":
        things = _spoken_of(scene, frame, by, begin, stop, behind)
    return things or [], True


def _passive_part(
    scene: Scene, frame: Frame, by: list[Arg], called: bool, clause: int, start: int
) -> tuple[int, int]:
    """The range in which the subject of a passive stands, in front of who does it."""
    if by and by[0].start < clause <= by[-1].start:
        clause = scene.clause_start(by[0].start)  # 甲由乙牵头,联合丙组建
    if frame.name == "create a firm" and not by:
        told = introducer(scene, clause, start)
        headed = told >= 0 and OF_ITS_MAKER.match(scene.text, told)  # 由公司牵头的甲成立
        start = told if told >= 0 and not headed else start  # 由集团与甲合资成立: by no person
    if by and by[0].start >= clause:
        told = introducer(scene, clause, by[0].start)
        start = told if told >= 0 else by[0].start
        being = list(_COPULA.finditer(scene.text, clause, start)) if called else []
        start = being[-1].start() if being else start  # 甲是国内领先的企业乙设立的公司
    return clause, start


def _subjects(scene: Scene, frame: Frame, begin: int, stop: int, behind: int) -> list[Arg] | None:
    """The things of a range of which a verb behind it speaks; None where it names nothing."""
    for index in range(scene.after(stop) - 1, scene.after(begin) - 1, -1):
        class_name = scene.args[index].class_name
        fits = class_name in frame.patient
        if not fits and class_name in ("Place", "Person"):
            continue
        if not _is_aside(scene, frame, index, begin):
            return _done_to(scene, frame, index, stop, behind) if fits else []
    return None


def _is_aside(scene: Scene, frame: Frame, index: int, begin: int) -> bool:
    """Tell whether an argument only says with whom, where or upon what something happens."""
    text, arg = scene.text, scene.args[index]
    if scene.is_with(arg) or scene.is_former(arg):
        return True
    # 丙由三位甲大学毕业生创办; 由甲牵头,依托乙建设
    if tells_of_person(scene, arg) or text.endswith("依托", begin, arg.start):
        return True
    listed = scene.group(index, frame.patient)[0]  # 在甲、乙投入使用
    return _is_site(text[begin : _chain_start(scene, scene.after(listed.start))])


def _done_to(scene: Scene, frame: Frame, index: int, stop: int, behind: int) -> list[Arg]:
    """The list of things that ends in front of a verb, empty where it is said of others."""
    text, arg = scene.text, scene.args[index]
    if _ITS_BUILDING.match(text, arg.end):
        return []
    if frame.name in _ABOUT_THINGS:
        told = _circumstances(scene, frame, arg.end, stop)
        if unexplained(scene, arg.end, told) > _MOST_OTHER:
            return []
    members = scene.group(index, frame.patient)
    sisters = arg.mention and arg.mention.rule == "shared head"  # 甲大学乙学院、丙学院
    if sisters or not text.startswith(("仪式", "典礼", "大会"), behind):
        return members
    # 甲与乙“丙实验室”揭牌仪式: only 丙 is new; 甲基金、乙基金启动仪式: both
    return [a for a in members if a.name[-2:] == arg.name[-2:]]


def _spoken_of(
    scene: Scene, frame: Frame, by: list[Arg], begin: int, stop: int, behind: int
) -> list[Arg]:
    """The topic of a passive that names no subject: 2016年成立,由甲管理."""
    text = scene.text
    told = _circumstances(scene, frame, begin, stop)
    meant = text.startswith(_THIS_GATHERING, begin) or has_no_subject(scene, begin, told)
    if not meant or text.startswith(_OTHERS, begin):
        return []
    if by and _UNNAMED_THING.match(text, behind) and text[behind - 1] != "的":
        return []  # 甲与乙签约,由乙建设超级工厂, 由乙开发、研制的设备
    if by and _makes_another(scene, behind):
        return []
    classes = frame.patient - {"Agency"}
    if text.startswith("以来,", behind) and scene.after(behind) < len(scene.args):
        first = scene.args[scene.after(behind)]  # 自2016年成立以来,甲公司服务企业千家
        if first.start == behind + 3 and first.class_name in classes:
            return [first]
    last = scene.args[scene.after(stop) - 1] if scene.after(stop) else None
    region = by and last and last.class_name == "Place" and last.start >= begin
    if region and last and _REST_OF_NAME.fullmatch(text, last.end, stop):
        return []  # 甲市某化由乙设立: a name that has not been seen as one
    topic = topic_at(scene, stop, classes)
    works = topic and topic.class_name != "Project" and text.startswith(_THIS_WORK, begin)
    if topic and works and text.find(text[begin + 1 : begin + 3], topic.end, begin) >= 0:
        return []  # 甲园里,某项目…。该项目由乙建设: not 甲园
    return [topic] if topic else []


def _makes_another(scene: Scene, behind: int) -> bool:
    """Tell whether what is led has a name further on: 甲落户乙市。由丙牵头,联合丁设立戊基金."""
    led = scene.text.endswith(LED, 0, behind) and scene.text.startswith(",", behind)
    made = _MAKES.search(scene.text, behind, scene.end) if led else None
    index = scene.after(made.end()) if made else len(scene.args)
    if made is None or index == len(scene.args):
        return False
    thing = scene.args[index]
    named = thing.class_name not in ("Place", "Person")
    return named and thing.start < scene.clause_end(made.end())


_MAKES = regex("(?<![下内])[设成建]立(?!于)|组建|发起|打造|建[设成]")


def _labelled(scene: Scene, frame: Frame, clause: int) -> list[Arg]:
    """What a sentence begins with as a label of what follows: 甲产业园:乙公司投资10亿元建设."""
    label = scene.args[0] if scene.args else None
    if label is None or label.class_name not in frame.patient or not scene.starts[0] < clause:
        return []
    return [label] if is_label(scene, label, clause) else []


_REST_OF_NAME = regex("(?!市|省|区|县|当地|境内)[\u4e00-\u9fff]{2,12}")
# 甲学院教学楼竣工: that is no day of the school's own
_ITS_BUILDING = regex(
    "的?(?:用户|会员|客户|商标|账号|专利|品牌)"
    "|[^,。;]{0,5}?(?:楼|大厦|厂房|校[舍区]|院区|分院|新[址馆]|车间|产线|门店)"
)
_UNNAMED_THING = regex(
    "、[^,。;、]{1,6}的|(?![并且和及与后于在的])[\u4e00-\u9fff]{2,10}?(?:工厂|厂|中心|项目|基地|[园院所]|平台|系统|公司|基金|产线)(?=[,。;])"
)
_THIS_GATHERING = ("该峰会", "该论坛", "该大会", "本届", "本次", "此次")
_UNNAMED = regex("由[^,。;:□]{2,16}$")


def _unnamed_start(text: str, begin: int, stop: int) -> int:
    """Where the words begin that tell by whom, if nobody is named: 由归国团队创办."""
    match = _UNNAMED.search(text, begin, stop)
    return match.start() if match else stop


def _circumstances(scene: Scene, frame: Frame, begin: int, stop: int) -> int:
    """Where the words begin that only tell where something takes place or by whom."""
    if frame.name == "host" and (venue := scene.text.rfind("在", max(begin, stop - 30), stop)) >= 0:
        stop = venue  # 在甲酒店举行
    return _unnamed_start(scene.text, begin, stop)


def _cleft(scene: Scene, frame: Frame, clause: int, start: int, behind: int) -> list[Arg]:
    """The things of 甲是乙开发的, which stand before 是 or are what is spoken of."""
    if frame.name not in _ABOUT_THINGS or scene.text[behind : behind + 1] not in ("", *",。;)\n"):
        return []
    at = scene.text.rfind("是", clause, start)
    if at < 0 or scene.covers(at):
        return []
    before = scene.args[scene.after(clause) : scene.after(at)]
    things = [a for a in before if a.class_name in frame.patient]
    told = any(a.class_name not in ("Place", "Person") for a in before)
    topic = None if things or told else topic_at(scene, start, frame.patient)
    return things[-1:] or ([topic] if topic else [])


_KIND = regex(r"(?:[\u4e00-\u9fffA-Za-z“”]{2,20})?(?=[,。;\n]|$)")
_NAMES_IT = regex(r"”?(?!的?前身)(?:[\u4e00-\u9fff]{2,6})?(?:,)?(?:就|正|便)?(?:是|系)")


def _explained(scene: Scene, frame: Frame, start: int, behind: int) -> list[Arg]:
    """The thing in front of 是, when what follows the verb is its kind: “甲”是乙开发的平台."""
    if frame.name not in ("develop", "issue", "found") or not _KIND.match(scene.text, behind):
        return []
    at = scene.text.rfind("是", scene.clause_start(start), start)
    index = scene.after(at) - 1
    if at < 0 or scene.covers(at) or index < 0:
        return []
    thing = scene.args[index]
    named = thing.class_name in frame.patient and thing.start >= scene.clause_start(start)
    return [thing] if named and _NAMES_IT.fullmatch(scene.text, thing.end, at + 1) else []


_HOSTS = regex("等?(?:单位|机构|部门|企业)?(?:联合|共同|协同)?$")


# 甲主办,乙承办的丙大会: 丙 is by both
_HOSTED_TOO = regex(
    "(?:,[^,。;]{2,40}(?:主办|承办|协办|支持)){0,2},[^,。;]{2,40}(?:主办|承办|协办)的"
)


def _hosted(scene: Scene, frame: Frame, clause: int, start: int, behind: int) -> Arg | None:
    """The event of the clauses before one that only says who hosts: 大会由甲指导,乙、丙联合主办."""
    first, last = scene.after(clause), scene.after(start)
    if first == last or not scene.text.startswith(("主办", "承办", "协办"), behind - 2):
        return None
    if (shared := _HOSTED_TOO.match(scene.text, behind)) is not None:
        index = scene.after(shared.end())
        if index < len(scene.args) and scene.args[index].class_name in frame.patient:
            return scene.args[index]
    hosts = scene.args[first:last]
    if hosts[0].start > clause:
        return None
    ends = _HOSTS.match(scene.text, hosts[-1].end, start)
    return topic_at(scene, start, frame.patient) if ends and ends.end() == start else None


_ENTRUSTS = ("授牌", "批准", "批复", "同意")
_BUILDS = regex(
    "[”]?(?:牵头|加快|开展|率先)?(?:建设|打造|创建|设立|组建|成立|筹建)(?!的|了|方案|规划)"
)
_OF_OTHERS = regex("(?:制定|拟订|拟定|编制|起草|提出|印发|发布)的$")


def in_title(text: str, start: int, position: int) -> bool:
    """Tell whether a title that nothing closes begins before a position or at it."""
    return text.rfind("《", start, position + 1) > text.rfind("》", start, position)


_STANDS = regex(r"(?:[,;。)\n]|$|后|之后|以来|施行|实施|并|至今|时(?!间)|于(?!《))")
_FOLLOWED = (
    "根据", "依据", "依照", "按照", "落实", "贯彻", "执行", "据", "对", "按", "遵循", "结合",
)  # fmt: skip


def _announced(scene: Scene, frame: Frame, start: int, behind: int) -> list[Arg]:
    """The policies of a passive whose verb has no object behind it: 《甲》由乙审定,于6月公布."""
    text = scene.text
    if not _STANDS.match(text, behind):
        return []
    loose = False  # an agent whom no 由 has introduced
    for index in range(scene.after(start) - 1, -1, -1):
        arg = scene.args[index]
        if arg.class_name in frame.patient:
            gap = text[arg.end : start]
            followed = text.endswith(_FOLLOWED, scene.start, arg.start)
            apart = loose or followed or len(gap) > 60 or ";" in gap
            return [] if apart else scene.group(index, frame.patient)
        if arg.class_name in frame.agent:
            lead = text[scene.args[index - 1].end if index else scene.start : arg.start]
            loose = not re.search("由|经|被", lead)
    return []


_EXCHANGE = regex(
    "证券交易所|[在于][^,。;]{0,10}交易所|联交所|深交所|上交所|港交所|北交所|新三板|主板|创业板|科创板"
    "|股票|股份转让|股权|上市|纳斯达克|纽交所|督办"
)
_MOST_OTHER = 5
_THIS_WORK = ("该项目", "该工程", "该产线", "该生产线")
_OTHERS = (
    "双方", "两者", "该所", "该院", "两地", "三方", "各方", "全市", "全省", "全国",
    "基金管理公司", "管理公司", "管理机构",
)  # fmt: skip
# frames whose verbs can have the thing itself as their subject
_ABOUT_THINGS = ("found", "host", "develop", "create a firm")


_COPULA = regex("(?<![作成])(?:是|系|为)(?!了)|作为")


def _is_called(text: str, clause: int, start: int) -> bool:
    """Tell whether a verb says by whom what 是 speaks of was made: 甲是乙设立的基金."""
    return bool(_COPULA.search(text, clause, start) and MADE.match(text, start))


def _is_passive(text: str, clause: int, start: int, behind: int) -> bool:
    """Tell whether a verb without an object behind it can speak of the thing before it."""
    if text.startswith("挂牌", start) and _EXCHANGE.search(text[clause : behind + 12]):
        return False  # shares are listed
    if text[behind - 1] == "于":
        return True
    if _BY_ITSELF.match(text, start):
        return _OPEN.match(text, behind) is not None
    led = _DATED.search(text[clause:start]) or _UNNAMED.search(text, clause, start)
    return bool(led and _CLOSED.match(text, behind))


def _is_site(lead: str) -> bool:
    """Tell whether the words in front of an argument make it the place of what happens."""
    return lead.endswith(("在", "于", "落户", "落地", "位于", "地处"))


def _chain_start(scene: Scene, index: int) -> int:
    """Where the places begin that stand side by side and end in a park: 在甲市乙新区丙园开工."""
    args = scene.args
    while index and args[index].class_name == "IndustrialPark":
        if args[index - 1].end != args[index].start:
            break
        index -= 1
    return args[index].start
