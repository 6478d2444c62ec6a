"""What a verb says: who does it, to what, as the frame rules have it."""

from __future__ import annotations

from kg.extraction.naming.titles import LAW
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.agents import find_agents
from kg.extraction.sentences.frames import Act
from kg.extraction.sentences.makers import TASKS
from kg.extraction.sentences.patients import find_patients, in_title
from kg.extraction.sentences.rules import Frame
from kg.extraction.sentences.sites import innermost, named_behind, one_by_one
from kg.extraction.sentences.subjects import has_no_subject, topic_at, unexplained
from kg.extraction.sentences.suited import LED, is_purpose, is_ruled, suits
from kg.patterns import regex


def behind_verb(text: str, end: int) -> int:
    """Where the particles end that stand behind a verb, where it ends itself if none do."""
    tail = _TAIL.match(text, end)
    return tail.end() if tail else end


_LASTED = regex(
    r"(?:最[早晚久]|较早|不久|[仅才刚]|不[到足]|时间|[已近]?[\d几多数两三五十]+年)[^,。;]{0,8}的"
)
_MADE_SO = regex("(?:为(?:依据|根据)|(?:制定|颁布|出台|印发|发布)实施)$")
_SHARES = regex("(?:股票|证券)简称[^,。;]{0,8}$")


def read_act(
    scene: Scene,
    frame: Frame,
    start: int,
    end: int,
    behind: int,
    own: Arg | None,
    topic: Arg | None,
) -> Act | None:
    """Who does what a verb says to what, None where the rule does not fit.

    Parameters
    ----------
    behind : where the particles of the verb end.
    topic : the policy that the sentences before speak of.
    """
    if frame.name == "issue" and own and _is_handed_out(scene, start, end):
        return None
    if _is_no_act(scene, frame, start, end):
        return None
    patients, passive = find_patients(scene, frame, start, behind)
    if frame.name == "issue" and topic:
        if own is None and THIS_POLICY.match(scene.text, behind) and topic.end <= start:
            patients, passive = [topic], False  # 甲联合乙出台的上述文件
        elif not patients and _says_this(scene, start, behind):
            patients, passive = [topic], True
    if passive and frame.name == "issue" and scene.text[start:end] == "修订":
        return None  # 《甲》2019年发布,2021年修订
    if not patients or (own and frame.name in ("found", "propose") and is_purpose(scene)):
        return None
    if frame.name == "issue" and _is_not_issued(scene, start, end, patients[0], passive):
        return None
    if frame.name == "host" and passive and _HERALDS.match(scene.text, patients[-1].end):
        return None  # 甲大会新闻发布会在乙市举行
    if frame.name == "propose" and _MADE_INTO.search(scene.plain(scene.clause_start(start), end)):
        return None  # 将甲市建成乙枢纽
    if frame.name == "propose" and "用于" in scene.text[behind : patients[0].start]:
        return None  # 安排2亿元用于支持甲项目
    pushed = frame.name in ("found", "propose") and scene.text.startswith(_PUSHES, start)
    under_way = _BEING_BUILT if frame.name == "found" else _LISTED_WORKS
    if pushed and not under_way.match(scene.text, patients[-1].end):
        return None
    act = Act(scene, frame, start, end, behind, own, patients, passive)
    if frame.name == "settle" and (
        scene.text.endswith(_ITS_WORKS, 0, start) if passive else not _is_settled(act)
    ):
        return None
    act.agents, act.by_place, act.penalty = find_agents(act)
    handed_in = act.verb.endswith(_HANDS_IN) and patients[0].name.endswith(("建议", "提案", "议案"))
    if frame.name == "issue" and handed_in and not act.agents:
        return None  # 人大代表提交《关于甲的建议》
    _settle_agents(act, topic)
    others = passive or any(a.class_name != "Company" for a in act.agents)
    if pushed and frame.name == "found" and others:
        return None  # what a region pushes others build
    if frame.name == "site":
        _settle_site(act)
    _settle_patients(act)
    itself = any(a.node == p.node for a in act.agents for p in act.patients)
    if itself and act.passive and frame.name == "found":
        return None  # 该公司由甲与乙成立, where 该公司 has been taken for 甲
    if own and act.patients and LAW.search(own.name) and is_ruled(act):
        return None
    return act if act.patients and not _is_of_others(act) else None


def _is_no_act(scene: Scene, frame: Frame, start: int, end: int) -> bool:
    """Tell whether the words beside a verb show that it tells of nothing that somebody does."""
    if scene.text.startswith(_STRADDLES, max(0, start - 1)):
        return True
    if frame.name in ("found", "create a firm") and _LASTED.match(scene.text, end):
        return True  # 成立最早的甲
    if frame.name == "found" and scene.text.endswith("整体变更", 0, start):
        return True  # 甲由乙整体变更设立: what 乙 has become
    if frame.name in ("found", "host") and in_title(scene.text, scene.start, start):
        return True  # 网友在《直通车》栏目发帖
    if scene.text.startswith("就", start - 1) and _TALKED_OF.match(scene.text, end):
        return True  # 甲局就开发乙项目与丙签署合同
    if frame.name in ("found", "propose") and _BECOMES.match(scene.text, start):
        return not scene.covers(end)  # 建设成为乙: what a thing is to be like
    there = scene.text.startswith("的", end) or _THERE.search(scene.text, start - 8, start)
    if frame.name == "propose" and there:
        return True  # 甲设立的乙: there already
    if frame.name == "base" and _MADE_SO.search(scene.text, max(0, start - 2), end):
        return True  # 以《甲》为依据, 制定实施《乙》
    if frame.name == "issue" and scene.text.startswith("会", end):
        return "新闻办" in scene.text[scene.start : start]  # 省政府新闻办召开发布会,解读《甲》
    if frame.name == "rename" and _SHARES.search(scene.text, scene.start, start):
        return True  # 股票简称更名为甲
    # 由甲组建的资产管理集团
    return frame.name == "manage" and _HOUSE.match(scene.text, end) is not None


_STRADDLES = ("设施工程", "配合资", "符合资", "适合资")  # 基础设施工程: no 施工
_BECOMES = regex("(?:建设|打造|培育|发展)成(?!立)")
_THERE = regex("》?的$|(?:原有?|现有|已有)[^,。;]{0,4}$")  # 《甲》的实施, 原有实施乙的办法
_TALKED_OF = regex("[^,。;]{2,40}?(?:与|同|签[署订约]|达成|进行|展开|交换|洽谈|座谈|磋商)")


def _is_not_issued(scene: Scene, start: int, end: int, policy: Arg, passive: bool) -> bool:
    """Tell whether a paper is only cited, is a firm's that is allowed, or stands for many."""
    text = scene.text
    if passive and _CITES.search(text, max(0, policy.start - 60), policy.start):
        return True  # 依据《甲》等规定,经乙批准
    if text[start:end] in ("批复", "批准", "核准") and _OF_FIRM.search(policy.name):
        return True  # 甲局批准《乙公司改制方案》
    if not passive and _NO_OBJECT.search(text, end, policy.start):
        return True  # 甲局发布消息称,为落实《乙》
    return text[policy.start] != "《" and text.endswith(_APART, scene.start, start)


_CITES = regex(
    "(?:依据|根据|按照|依照|遵照|违反|参照)(?:(?:[^,。;《》]{0,12}《[^《》]{2,60}》)[、和及]?){0,4}$"
)
_OF_FIRM = regex("^[^《》]{2,20}(?:公司|集团|厂|矿).*(?<!批复)(?<!函)(?<!通知)$")
_HANDS_IN = ("提交", "递交", "呈报", "报送", "上报")
# 报送…,违反《甲》; 发布公告称,收到《甲》: what the verb means ends before
_NO_OBJECT = regex(
    "(?:违反|违背|根据|依据|按照|依照|为落实|为贯彻|贯彻落实|适用|收到)了?[^,。;《》]{0,12}$"
)
_APART = ("均", "都", "分别", "各自", "纷纷", "陆续", "相继")  # 十余省市均出台甲意见


def _is_settled(act: Act) -> bool:
    """Tell whether it is the head of a clause that came somewhere: 落户甲市的乙, not 丙落户乙."""
    scene, before = act.scene, act.patients[0].start - 1
    alone = scene.after(act.clause) == scene.after(act.start)
    return alone and scene.text[before] == "的"


_ITS_WORKS = ("项目", "企业", "成果", "政策", "产业", "工程")  # 甲区破解项目落地难
_PUSHES = ("推进", "推动", "支持", "加快")
# 甲公司全力推进乙园区的建设
_BEING_BUILT = regex(
    "[”]?(?:等(?:园区|项目|基地)?)?的?(?:开发|规划|筹备|投资|各项)?(?:建设|筹建|组建)(?!者|方)"
)
# in a plan: 推进甲、乙等项目建设
_LISTED_WORKS = regex("[”]?等[^,。;、建]{0,6}(?:项目|工程)的?(?:规划|开发)?建设")
_TAIL = regex(r"出?(?:了|的|于|为|过)?(?:了)?")
_MADE_INTO = regex("[将把]□[^,。;]{0,8}(?:建成|打造|建设)$")
_HERALDS = regex("[”]?的?(?:新闻)?(?:发布会|通气会|推介会)")
_HOUSE = regex("[部处](?![署分理])|集团|公司|机构|有限|团队|规模|经验|总规模")
_NOW = regex("现(?:予以?|正式|将其)?$")
_THEN_NOW = regex(",现(?:予以?|正式|将其)?[印转]?发")


def _is_handed_out(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a document says it of what it hands out: 《甲》已经省政府通过,现印发你们."""
    now = _NOW.search(scene.text, scene.start, start) or _THEN_NOW.match(scene.text, end)
    return now is not None


# what a policy is called where its title is not said again
KINDS_OF_POLICY = "政策|措施|新政|办法|意见|方案|规划|计划|条例|文件|通知|规定|细则|草案|法案|纲要"
THIS_POLICY = regex(
    "(?:该|本|此|上述|这一|这份|这部|这项|前述)"
    f"(?:{KINDS_OF_POLICY}|标准|指南|指引|战略|法(?![院人规治律定]))"
)


# 方案由甲局制定; 这是国内首个专项政策,由甲局制定
_BY = regex(f"(?:{KINDS_OF_POLICY})(?:是由|由|经)")
_THIS_IS = regex(f"\n?(?:这|此|这也|其)是[^,。;《]{{0,24}}(?:{KINDS_OF_POLICY}|法规|标准),由")


def _says_this(scene: Scene, start: int, behind: int) -> bool:
    """Tell whether a passive speaks of the policy before it: 该条例由甲制定."""
    closed = behind >= scene.end or scene.text[behind] in ",;。)\n并后"
    clause = scene.clause_start(start)
    this = _THIS_IS.match(scene.text, scene.start, start) or _BY.match(scene.text, clause, start)
    return closed and bool(this or THIS_POLICY.match(scene.text, clause, start))


def _settle_agents(act: Act, topic: Arg | None) -> None:
    """Leave out who does not do it, and let the policy do it that the text is or is about."""
    scene, frame, start, own = act.scene, act.frame, act.start, act.own
    agents = act.agents
    reports = own is not None and frame.name == "propose" and own.name.endswith(REPORTING)
    reports = reports and not agrees(act)
    if frame.name == "base" and scene.text.startswith(_CHANGES, start):  # 会议修改了《甲》
        told = scene.plain(act.clause, start).strip()
        reports = len(told) > 3 or told.endswith(("适时", "及时", "抓紧", "尽快", "加快", "研究"))
    if frame.name == "rename":  # 甲前身是乙,2004年改制为丙: 乙 became 丙
        formers = [a for a in scene.args if id(a) in scene.formers and a.end <= act.clause]
        host = scene.host_at(start)  # 甲(现更名为乙)联合丙: 甲
        agents = [host] if host else formers[-1:] or agents
    if frame.name == "base":  # 贯彻《甲》,落实《乙》: both are what the document rests on
        for words in (_FOLLOWS,) if own else (_FOLLOWS, _RULED_BY):
            agents = [a for a in agents if not words.search(scene.text, scene.start, a.start)]
        if own is None and _EACH.search(scene.text, act.clause, start):
            agents = []  # 甲办法出台,各地可根据乙制定细则
    if act.headed and frame.name == "host" and _AT.match(scene.text, act.patients[-1].end):
        agents = [] if agents and "在" in scene.text[agents[-1].end : start] else agents
    if (
        not agents
        and "Policy" in frame.agent
        and not reports
        and _leaves_room(scene, start, own, topic)
    ):
        policy = own or (topic if frame.name == "propose" else None)
        agents = [policy] if policy and (own or _tells(scene, policy, start)) else []

    if own is not None and frame.name in ("found", "host"):
        agents = [a for a in agents if a.class_name != "IndustrialPark"]  # a zone is where, not who
    if frame.name == "found" and _OF_MOTHER.match(scene.text, act.behind):
        agents = [a for a in agents if a.class_name != "Fund"]  # 乙是甲基金设立的子基金
    if frame.name == "found" and agents and _ALSO.fullmatch(scene.text, agents[-1].end, start):
        agents = []  # 甲成立,同时还成立了乙
    if frame.name == "found" and agents and _MERGED.match(scene.text, agents[-1].end, act.end):
        agents = []  # 丙由甲和乙整合而成: they have become 丙
    if act.verb == "注册":  # who enters a thing in a register does not set it up
        agents = []
    if frame.name == "join":
        agents = innermost(scene, agents)  # 甲市乙园区引进了丙: 丙 is in 乙园区
        bare = not agents or agents[-1].end <= act.clause
        bare = bare and unexplained(scene, act.clause, start) < 2
        bare = bare and scene.text.find("园", act.clause, start) < 0  # 目前园区已吸引了甲
        park = topic_at(scene, start, ("IndustrialPark",)) if bare else None
        agents = [park] if park else agents  # 甲园是乙市打造的高地,汇聚了丙
        nearest = scene.args[scene.after(start) - 1]
        if scene.text.startswith("入驻", start) and nearest.class_name in ("Company", "Institute"):
            agents = []  # 新加坡企业甲入驻乙园区
    # 原甲局(现乙局)发布
    act.agents = [a for a in agents if not scene.text.endswith("(现", 0, a.start)]


def _tells(scene: Scene, policy: Arg, start: int) -> bool:
    """Tell whether a sentence with a verb says what a policy named before provides."""
    if policy.start >= start or _FOLLOWS.search(scene.text, policy.start - 24, policy.start):
        return False
    return policy.start >= scene.start or _SAYS.search(scene.text, policy.end, start) is not None


_SAYS = regex("[还也][将拟]|提出|明确|规定|要求|指出|强调|宣布|公布|部署")
_ALSO = regex(
    "(?:正式|揭牌|挂牌|宣告|宣布)*(?:成立|揭牌|启用|开业|开园),(?:(?:与此)?同时|同[日期]|当[日天])(?:还|也|又)?"
)
_MERGED = regex("[^。;]{0,6}(?:合并|整合)")
_OF_MOTHER = regex("[^,;。的]{0,12}子基金(?=[,;。]|$)")
_FOLLOWS = regex(
    "(?:根据|依据|按照|依照|遵照|围绕|紧扣|对照|衔接|对标|贯彻|落实|执行|实施)(?:好|了)?[\u4e00-\u9fff]{0,8}?$"
    "|(?:根据|按照|围绕|紧扣|落实)[^,。;《》]{2,24}[和与及、]$"
)
_RULED_BY = regex("(?:违反|违法|依据|根据|按照|依照)了?[^,;。]{0,60}$")  # 违反《甲法》及《乙条例》
_EACH = regex("各[地级省市区县部]|有关部门")
_AT = regex("[”]?(?:开幕式|期间|现场|间隙)?上?(?:中|说|表示|透露|指出|,)")  # 甲在乙市举行的丙上说
_AGREED = ("同意", "批准")


def agrees(act: Act) -> bool:
    """Tell whether a reply agrees to what is set up, which is so set up: 同意设立甲园."""
    own = act.own is not None and act.own.name.endswith(("批复", "复函"))
    agreed = act.scene.text.endswith(_AGREED, act.clause, act.start)
    return own and (agreed or act.verb.startswith(_AGREED))


_CHANGES = ("修改", "修订", "废止", "解读", "实施")
REPORTING = ("答复", "复函", "函", "报告")  # they tell what others do


def _leaves_room(scene: Scene, start: int, own: Arg | None, topic: Arg | None) -> bool:
    """Tell whether a clause has no subject of its own, so that a policy named before may be it."""
    clause = scene.clause_start(start)
    actors = ("Agency", "Company", "Institute", "Association", "Place", "Person")
    acting = [  # 甲高新区还计划设立乙基金
        a
        for a in scene.args
        if clause <= a.start
        and a.end <= start
        and (a.class_name in actors or a.start == clause)
        and (not scene.is_adjunct(a) or (own is None and scene.text[a.start - 1] == "由"))
        and not (own is None and topic and _means_policy(scene, topic, a, start))
    ]
    dated = any(d.role == "event" and d.value and d.end <= start for d in scene.dates)
    if own is None and topic and acting and provides(scene, topic, acting[0].start):
        return True
    if own is None and _SPEAKS.search(scene.plain(scene.start, clause)):
        return False  # 甲局介绍,将建设乙: no policy named before does it
    foreign = own is None and not has_no_subject(scene, clause, start)
    if foreign and not _POLICY_SAYS.search(scene.text, scene.start, start):
        return False
    if own is not None:  # 2015年,甲部设立了乙: told in a notice, and not what it sets up
        return not (acting and dated)
    return not (acting or dated)


def _means_policy(scene: Scene, policy: Arg, place: Arg, verb: int) -> bool:
    """Tell whether a region will do what its policy sets up: 《甲市措施》出台。甲市还将实施乙."""
    own = place.place is not None and policy.name.startswith(place.place.name)
    return own and _GOES_ON.fullmatch(scene.text, place.end, verb) is not None


_GOES_ON = regex("(?:还|也|同时)?(?:[将拟]|计划)(?:还|也)?")
_SPEAKS = regex(
    "^[^,。;《》]{0,8}□[^,。;《》]{0,16}(?:介绍|表示|透露|告诉记者|说|称|坦言|指出)[,:]"
)
_POLICY_SAYS = regex(f"(?:{KINDS_OF_POLICY})[^,;。]{{0,6}}(?:提出|指出|强调|明确|规定|要求)")


def _settle_site(act: Act) -> None:
    """Say what lies somewhere: not what has a part there, nor who has granted it."""
    scene, start = act.scene, act.start
    act.patients = innermost(scene, act.patients)
    agents = act.agents
    before = scene.text[agents[-1].end : start] if agents else ""
    opening = _OPENS.fullmatch(scene.text, act.clause, start) is not None
    # 位于甲的乙, 丙位于甲的乙, 位于甲的乙和位于丙的丁, 丁的客户是位于甲的乙
    if opening or before in _ANDS or before.endswith(("是", "为")):
        agents = named_behind(scene, act.frame, act.patients[-1]) or agents
    elif before.endswith("、"):  # 由甲共建、落户乙的丙: 丙, whatever it is
        agents = [] if _OF_WHAT.match(scene.text, act.patients[-1].end) else agents
    elsewhere = not agents or agents[-1].end < act.clause or agents[0].start > start
    leads = _LEADS.fullmatch(scene.text, act.clause, start)
    if elsewhere and leads and _OF_WHAT.match(scene.text, act.patients[-1].end):
        agents = named_behind(scene, act.frame, act.patients[-1])  # 甲称,位于乙的某厂…
    if scene.text.endswith(_TOWARDS, 0, start):  # 甲向位于乙的市场推广丙
        agents = named_behind(scene, act.frame, act.patients[-1])
    agents = [a for a in agents if not a.name.endswith("人民政府")]  # 甲省政府与乙共建的某院,位于丙
    before = scene.text[agents[-1].end : start] if agents else ""
    if _PART_OF.search(before) or _GRANTED.search(before):
        agents = []  # 甲的研发中心设在乙: not 甲 itself; 甲批准设立的位于乙的丙
    act.agents = agents


_TOWARDS = ("向", "把", "对", "在", "从")
_PART_OF = regex(
    r"的[^,。;的]{0,12}(?:股东|合资公司|客户|[应理销]商|伙伴|对手|项目|工程|产线|平台|大会|论坛|基金|中心|基地|工厂|厂区|子公司|分公司|办事处|门店|生产线|实验室|分支机构|部门)[均都也则]?$"
    "|^[^,。;是为系]{2,16}的[^,。;的]{0,8}(?:实验室|合资公司|研究院|中心|平台),[均都也则]?$"
)
_LEADS = regex(
    r"\s*(?:与|和|同|将|对|而|自从?|作为|据悉|目前|[\d去今前年月日底初]{2,11}|此前|近日|日前|新|已)*"
)
_OF_WHAT = regex(
    "(?:[^,。;、的]{0,8}[内里旁侧上])?的(?![^,。;、的]{0,8}[省市区县州镇乡村街园](?:[,。;]|$))[^,。;、]{2}"
)
_OPENS = regex(r"\s*(?:自从?|自打|作为)?")
_ANDS = ("", "和", "与", "、", "及", "以及")
_GRANTED = regex("(?:批准|设立|批复|成立|建设|投资|创办)[^,。;]{0,8}的$")


def _settle_patients(act: Act) -> None:
    """Leave out what the verb does not mean."""
    scene, frame, verb = act.scene, act.frame, act.verb
    patients = act.patients
    if frame.name == "join" and verb.endswith(("入驻", "入园")):  # 甲国企业入驻乙园区
        patients = [a for a in patients if a.class_name != "IndustrialPark"]
    if act.passive and one_by_one(scene, act.start):  # 甲、乙和丙,分别由丁、戊和己发起
        run = scene.group(scene.after(patients[0].start), frame.patient)
        patients = run if len(run) == len(act.agents) else patients
    if frame.name == "rename" and scene.host_at(act.start):  # 甲(现更名为乙)联合丙: 乙
        patients = patients[:1]
    if frame.name == "found" and not act.passive:  # 成立由甲局、乙会组成的丙
        patients = [p for p in patients if not _MADE_UP_OF.search(scene.text, act.behind, p.start)]
    cleft = act.headed and act.patients[-1].end <= act.start  # 甲是2016年成立的
    if not (act.passive or cleft) and frame.name in ("found", "create a firm"):
        inside = scene.args[scene.after(act.clause) : scene.after(act.start)]
        doing = {(a.class_name, a.name) for a in inside}
        patients = [p for p in patients if (p.class_name, p.name) not in doing]
    close = act.headed and bool(patients) and patients[0].start - act.behind <= _HEAD_REACH
    made_by = bool(act.agents) and (act.passive or close)
    made_by |= act.headed and bool(act.agents) and verb in LED
    patients = [p for p in patients if suits(frame, p, verb, act.own, made_by)]
    if act.passive and verb == "共同出资":  # who pays for a fund need not have set it up
        patients = [p for p in patients if p.class_name != "Fund"]
    if patients and frame.name == "develop" and verb in TASKS and not act.passive:
        firms = any(agent.class_name != "Agency" for agent in act.agents)
        tasked = firms and scene.text.startswith("的", act.start + len(verb))  # 甲参与的乙项目
        patients = patients if tasked or _WORK.match(scene.text, patients[-1].end) else []
    act.patients = patients


_MADE_UP_OF = regex("由[^,。;的]{0,60}$")
_HEAD_REACH = 2  # 甲发起的乙, but 发起的时候是乙
_WORK = regex(
    "”?[^,。;:]{0,14}?(?:建设|开发|研发|升级|改造|搭建|扩容|设计)(?!的(?!工作|任务)|者|方|商)"
)


def _is_of_others(act: Act) -> bool:
    """Tell whether it is somebody else, or nobody yet, who does what the verb says."""
    scene, frame, agents, own = act.scene, act.frame, act.agents, act.own
    if frame.name == "propose" and (not agents or scene.text.endswith("对", 0, act.start)):
        return True  # 对新建的甲平台给予补助
    if frame.name == "propose" and not act.passive:
        named = own is None or not (
            LAW.search(own.name) or any(p.class_name != "Institute" for p in act.patients)
        )
        if named and _nearest_actor(scene, act.start, agents[0], own is not None):
            return True  # 支持甲大学建设乙实验室: 甲大学 sets it up
    if not agents:
        return False
    if frame.name == "manage" and _TAKES_PART.search(scene.text, scene.start, agents[0].start):
        return True  # 曾投资甲、乙,目前管理丙基金: neither 甲 nor 乙 does
    provides = frame.name in ("found", "develop") and agents[-1].end <= scene.issued <= act.clause
    return provides and not act.finished  # 甲印发《乙》,对丙给予奖励,并设立丁: 乙 provides for 丁


_TAKES_PART = regex("(?:投资|收购|入股|参股|控股|孵化)了?$")
_PROVISION = regex("》?中?(?:规定|明确|要求|提出)[:,]?(?:由|[^,;。]{0,6},)?$")
_POLICY_PROVIDES = regex(
    f"\n?(?:该|本|此)?(?:{KINDS_OF_POLICY})"
    "(?:还|也|同时|并)?(?:规定|明确|要求|提出)[:,]?(?:由|[^,;。]{0,6},)?"
)


def provides(scene: Scene, policy: Arg, actor: int) -> bool:
    """Tell whether a policy is said to provide what an actor behind it has to do."""
    if policy.end <= scene.start:
        return is_provided(scene, actor)
    return policy.end <= actor and bool(_PROVISION.fullmatch(scene.text, policy.end, actor))


def is_provided(scene: Scene, actor: int) -> bool:
    """Tell whether a sentence begins with what a policy provides: 条例规定,甲设立乙."""
    return _POLICY_PROVIDES.fullmatch(scene.text, scene.start, actor) is not None


def _nearest_actor(scene: Scene, start: int, policy: Arg, urged: bool) -> bool:
    """Tell whether an organisation, not the policy, is the nearest subject of a verb.

    Parameters
    ----------
    urged : the one that a policy supports (支持甲建设乙) counts as well.
    """
    for arg in reversed(scene.args[: scene.after(start)]):
        if arg is policy or provides(scene, policy, arg.start):
            return False  # 《甲条例》规定,乙设立丙: the policy provides for it
        actor = arg.class_name in ("Agency", "Company", "Institute", "Association")
        actor = actor and id(arg) not in scene.objects  # 《甲》提出组建乙,建设丙: 乙 builds nothing
        if actor and (urged or not scene.is_adjunct(arg)):
            return start - arg.end < 30
    return False
