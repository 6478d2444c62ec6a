"""Whether what a verb says is done, planned or denied, and when."""

from __future__ import annotations

from kg.extraction.dates import appointed, date_for
from kg.extraction.naming.titles import LAW
from kg.extraction.scene import Scene
from kg.extraction.sentences.acts import agrees, is_provided, provides
from kg.extraction.sentences.frames import Act
from kg.patterns import regex
from kg.values import DateMention
from kg.values.anchor import DATELINE


def status_of(act: Act) -> str:
    """The status of what a verb says."""
    scene, frame, start = act.scene, act.frame, act.start
    status = scene.status(start, "planned" if _provided(act) else "done", act.finished)
    if act.headed and status == "done" and _IN_PREPARATION.match(scene.text, act.patients[-1].end):
        status = "planned"  # 由甲发起的乙正在筹备
    built = status == "planned" and act.verb.endswith(("建设", "兴建", "修建")) and not act.headed
    if built and _UNDER_WAY.search(scene.plain(act.clause, start)):
        status = "done"  # 甲正在乙市建设丙项目
    if status == "done" and _MAY.search(scene.text, max(0, start - 4), start):
        status = "planned"  # 行政院得设置甲委员会
    if frame.name == "base" and status == "planned" and act.own is not None:
        status = "done"  # 你省要按照《甲》要求: the document rests on it already
    if frame.name == "issue" and act.headed and not act.passive and status != "denied":
        status = "planned" if scene.text.endswith(_AHEAD, scene.start, start) else "done"
    drafted = frame.name == "issue" and status == "done" and act.verb.endswith(_DRAFTING)
    if drafted and scene.text.find("征求", act.patients[-1].end, scene.end) >= 0:
        status = "planned"  # 起草了《甲》,现公开征求意见
    if frame.name == "issue" and scene.text.endswith("决定", scene.start, start):
        status = "done"  # 现决定印发《…》 is said when it is issued
    return status


_IN_PREPARATION = regex("[”]?(?:目前|仍|尚|也|还)*正?在?(?:筹备|筹建|酝酿|筹划|谋划|申报)")
_UNDER_WAY = regex("^[^,]*(?<![将拟])正在?(?:[在于]?□)?(?:投资)?$")
_MAY = regex("(?<![获取不赢博使值])得(?:分别)?$")
_AHEAD = ("拟", "将", "即将", "待", "计划", "准备", "正在")  # 拟出台的《…》 is not there yet


def _provided(act: Act) -> bool:
    """Tell whether a policy provides what the verb says, so that it is planned."""
    scene, frame, own = act.scene, act.frame, act.own
    if frame.name == "propose":
        return not (agrees(act) or _comes_with(act))
    plan = own is not None and is_plan(own.name)
    if plan and frame.name == "host":
        return date_for(scene, act.start, act.behind) is None  # 承办第九届甲运动会, in a plan
    if plan and frame.name == "develop" and not (act.passive or act.headed):
        return date_for(scene, act.start, act.behind) is None  # 甲银行开发“乙贷”
    if frame.name != "found":
        return False
    if _is_provided(scene, act.agents[0].start if act.agents else act.start):
        return True
    if own is None:
        return False
    if not act.headed and (plan or not act.passive):
        dated = plan and date_for(scene, act.start, act.behind) is not None
        ordered = act.patients[0].name not in own.name and not dated
        if ordered and (plan or LAW.search(own.name)):
            return True
    # 依托甲大学组建乙研究院
    return scene.text.endswith("依托", scene.start, act.agents[0].start if act.agents else 0)


def _comes_with(act: Act) -> bool:
    """Tell whether a report has money set aside by what is issued: 甲市出台《乙》,设立丙资金."""
    scene = act.scene
    issued = act.own is None and 0 < scene.issued <= act.clause
    money = all(patient.name.endswith(("资金", "奖")) for patient in act.patients)
    return money and issued and not _SAYS.search(scene.plain(scene.issued, act.start))


_SAYS = regex("提出|明确|指出|规定|要求|建议|拟|将|计划|力争|到20")


def is_plan(title: str) -> bool:
    """Tell whether a policy with this title says what is to be done."""
    return _PLAN.search(title) is not None


_PLAN = regex("(?:方案|规划|计划|意见|措施|政策|纲要|要点)(?:\\([^()]*\\))?$")


def _is_provided(scene: Scene, actor: int) -> bool:
    """Tell whether some policy of the sentence provides what who stands there has to do."""
    policies = (arg for arg in scene.args if arg.class_name == "Policy")
    return is_provided(scene, actor) or any(provides(scene, policy, actor) for policy in policies)


def date_of(act: Act) -> DateMention | None:
    """The day that the words around a verb tell for what it says."""
    scene, frame, start = act.scene, act.frame, act.start
    date = date_for(scene, start, act.behind) if frame.date else None
    if date is None and frame.date and scene.text.startswith(_RITES, act.behind):
        date = _of_rite(scene, act.behind)
    if date is None:
        return None
    if _is_beside(act, date):
        return None
    issued = frame.date == "establishedDate" and date.end < scene.issued <= act.clause
    too = act.finished and act.agents and not scene.text.endswith(("推动", "推进"), 0, start)
    if issued and not (too and frame.name == "found"):
        return None  # the day when a policy was issued, but 甲发布《乙》,设立了丙
    if act.headed and (_is_of_head(act, date) or act.verb == "牵头"):
        return None  # 2018年5月甲牵头的乙入选丙
    if act.headed and scene.text.find("了", date.end, start) >= 0:
        return None  # 5月6日甲推介了乙自建的丙
    if act.headed and date.end < act.clause and not scene.text.startswith(",", date.end):
        return None  # 甲2016年落户乙,丙孵化的丁
    if frame.name == "develop" and _PAPER.match(scene.text, act.patients[-1].end):
        return None  # 5月6日甲发布“乙”白皮书
    if _ANNIVERSARY.match(scene.text, act.behind):
        return None  # 5月6日,甲揭牌三周年
    in_turn = scene.text.startswith(_IN_TURN, act.clause)  # 甲2017年成立,先后推出了乙、丙
    if (in_turn or act.verb in ("设有", "建有")) and date.end < act.clause:
        return None  # 甲于1995年创立,设有乙实验室: since when, nobody says
    return None if act.verb.endswith(_NO_BEGINNING) else date


# to pay for a thing, carry it out or take it over is not to begin it
_NO_BEGINNING = ("出资", "实施", "接管", "接手")


def _is_beside(act: Act, date: DateMention) -> bool:
    """Tell whether a day is not that of the beginning of what is told, as words around show."""
    text, start, founded = act.scene.text, act.start, act.frame.date == "establishedDate"
    if text.endswith(_ONCE_MORE, act.scene.start, start):
        return True  # 甲局再次挂出《乙》
    if founded and DATELINE.match(text, date.end):
        return True  # 11月9日电 对于甲部开展的乙行动
    if (
        _AFTER_WHICH.search(text, date.end, max(date.end, start))
        and text.rfind("继", 0, date.start) >= act.scene.start
    ):
        return True  # 继甲2013年10月颁布乙之后,丙出台丁
    if _TOLD_THEN.search(text, date.end, max(date.end, start)):
        return True  # 5月6日,记者从甲局获悉,乙已印发
    apart = act.clause - date.end > _DEED  # not 2004年,甲开港时
    apart |= date.end < act.clause and text.startswith("后", act.end)  # 5月6日,甲揭牌后发布
    if founded and apart and text.startswith(_SUBORDINATE, act.end):
        return True  # 2004年7月加入甲筹备组,公司成立后任乙
    if founded and date.end < act.clause and _OF_ANOTHER.match(text, date.end, act.clause):
        return True  # 2021年入驻的甲公司,在此建设乙; 自2017年开源以来
    topic = act.patients[0]
    inherited = founded and (act.passive or topic.end < act.clause)
    if inherited and topic.end < act.scene.start:
        far = text.count("。", topic.end, start) + text.count("\n", topic.end, start)
        if far > _FEW:
            return True  # what the text was about some sentences ago
    firm = topic.class_name not in ("Fund", "Project") or not inherited
    if not firm and _FIRM_FORM.search(text, topic.end, start):
        return True  # 法定代表人:甲 成立时间:2015年: that of the manager
    between = text[max(topic.end, act.clause) : start] if inherited else ""
    return bool(between) and _PART_OF_IT.search(between) is not None


_OF_ANOTHER = regex("[^,。;、的]{1,14}的(?![这那该本])|[^,。;、]{0,12}以来")
# what is told on a day was before it; 此时甲已经成立
_TOLD_THEN = regex("获悉|了解到|得知|讲述|(?:公告|消息|通报)称|提出建议|[此彼那]时")
_ONCE_MORE = ("再次", "再度", "重新", "继续", "不定期", "定期")
_AFTER_WHICH = regex("[之以]?后,")
_DEED = 4  # characters, of which one does something else on the day
_SUBORDINATE = ("后", "时", "之后", "之初", "之时", "以来", "以后")
# 甲项目二期今年3月开工, 甲大学乙学科始建于1958年: what began is a part
_PART_OF_IT = regex("[二三四五六][期线]|学科|专业|办公室|办事处|支部|航站楼|频道|栏目")
_FEW = 2  # ends of sentences and lines
_FIRM_FORM = regex("法定代表人|注册资本|办公地址")
_RITES = ("仪式", "典礼", "大会")


def _of_rite(scene: Scene, start: int) -> DateMention | None:
    """The day behind a ceremony on which it is held: 甲联盟成立大会6月5日在乙市举行."""
    stop = scene.clause_end(start)
    dated = (d for d in scene.dates if start <= d.start < stop and d.role == "event")
    return next((d for d in dated if d.value), None)


_IN_TURN = ("先后", "陆续", "相继", "累计", "此后", "随后", "后来")
_PAPER = regex("[”]?的?(?:项目|技术|产品)?(?:白皮书|报告|论文|标准|规范|指南|公告|消息|路线图)")
_ANNIVERSARY = regex(
    "(?:刚好|正好|恰好|已经?|将?满|近|逾|整)*[一二两三四五六七八九十半\\d]{1,3}(?:周?年|个月|周|天)(?!度)"
)


_CLOSES = regex("”?(?:[。;]|$)")


def _is_of_head(act: Act, date: DateMention) -> bool:
    """Tell whether a day is of what the head of a relative clause does: 1月6日,甲建设的乙迎来…."""
    text, end = act.scene.text, act.patients[-1].end
    exact = date.value is not None and len(date.value.value) > 4
    apart = "," in text[date.end : act.start] and not _CLOSES.match(text, end)
    return exact and apart and act.frame.name in ("found", "develop", "create a firm")


def is_tasked(act: Act, date: DateMention | None) -> bool:
    """Tell whether a law has somebody draw up what the verb speaks of."""
    if act.frame.name != "issue" or act.own is None or act.passive or act.headed or date:
        return False
    return not act.finished and act.verb.endswith(_DRAFTING)


_DRAFTING = ("修订", "编制", "制定", "拟订", "订定", "制订", "起草", "拟定", "核定", "编写")


def date_as_planned(act: Act, date: DateMention | None, status: str) -> DateMention | None:
    """The day for which a beginning is planned, which is not that of the signing."""
    scene = act.scene
    if act.frame.date != "establishedDate":
        return date
    apart = scene.text[date.end : max(date.end, act.clause)] if date else ""
    if status in ("planned", "encouraged") and apart not in ("", ","):
        date = None
    return appointed(scene, act.start) if date is None and status == "planned" else date
