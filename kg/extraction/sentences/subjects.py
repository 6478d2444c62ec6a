"""Whom a clause without a subject speaks of: 园区坐落在甲,2007年开园,由乙运营."""

from __future__ import annotations

from collections.abc import Collection

from kg.extraction.scene import Arg, Scene, government_of
from kg.patterns import regex

TOPICS = frozenset(
    ("Company", "Institute", "Association", "Agency", "IndustrialPark", "Fund", "Event", "Project")
)
_FIRST_LEAD = 36  # most characters in front of the subject of a sentence's first clause
_HEADER = 30  # a shorter line is a header, whose paragraph is about the same
_LEAD = regex(
    r"(?:[\d年月日号第上下中旬初底末夜晚间同去今本当早在于至从自起后、□]"
    r"|\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]+[、.]|该|此|本|这[家只个支座]|办好|其中|目前|随后|此后|之后|现在|同时|此外|另外|而|其|是|作为|总投资[\d.]+亿元的?"
    r"|位于|坐落(?:于|在)|总部(?:位于|设在|在)|地处|成立|创立|始建|创建|的|原|前身|据介绍|据了解)*[“《(]?"
)
# what stands around a verb without being whom it speaks of
_AROUND = regex(
    r"”[\u4e00-\u9fffA-Za-z]{2,14}?"  # “甲”乙平台
    r"(?:平台|系统|模型|软件|网络|应用|产品|芯片|卫星|装备|机器人|小程序)"
    r"|是?一[家个所座支只]|\([^()]{0,40}\)|\d{2,4}年|\d{1,2}[月日号]|[上中下]旬|[上下]半年|[一二三四]季度|[年月]?[底初末]|[同次当去今本明]年|[春夏秋冬]季?|[日近]前|近[日期]|目前|当[日天]|[\d.]+[十百千万亿]*元"
    r"|[在于落户位于地处]*□|正式|先后|首次|成功|顺利|隆重|随后|此后|现[已为]?|已[经]?|将|拟|计划|并|且|还|也|又|其|于|在|自|从|至|联合|共同|合资|合作|出资|投资|登记|注册"
    r"|批准|获批|获准|同意|批复|重点|优先|直接|陆续|相继|多次|再次|再度|又一次|主动|积极|累计|合计|宣布|计划|决定|[多数几]年来|此前|曾|整体|全[面部]|全容量|满负荷|建[设成]|一期|二期|三期|首期|工程|项目|平台|系统|主体|总部|办公室|办公地点|注册地|揭牌|挂牌|启动|开工|设立|成立|组建|发起|创[立办建]|竣工"
    r"|由|被|经|等|和|与|及|同|[、,“”‘’()\[\]的了]|\d+|单位|企业|机构|部门|公司|园区|学校|校区|厂区|新厂|厂房|单体|专家|代表|(?:生产|制造|研发|加工|运营)(?=基地|中心|总部)|负责|牵头|主导|指导|支持|年|月|日|后|中旬|期间|以来|大[学会]|产业园|基地|中心"
)
# what a longer lead of the first subject ends with: 国内领先的, 龙头企业
_INTRODUCES = regex(
    r"(?:^.{0,4}|的|企业|公司|机构|巨头|[厂营应造务发成]商|品牌|独角兽|黑马|新秀|连锁|[药车]企|单位|平台|[,、:)”\]】—])[“]?$"
)
_SITES = ("位于", "坐落于", "坐落在", "座落于", "地处", "设在", "落户", "入驻", "在", "于")
_LABEL = regex(
    "(?:单位|机构|高校|企业|主体|部门|(?<!交易对)(?<!合作)方|(?<!管理)(?<!合伙)人|地点|地址|地区)$"
)
# 前项基金为甲基金,由乙管理
_CALLED = regex(
    r"\s*(?:前[项条款]|上述|该|此项?|这[套款个项支])[^,;。、]{0,8}(?:为|系|叫|取名|命名为)[“]?"
)
# 规模最大的是甲,…: what follows is said of it
_CLEFT = regex(
    r"[^,;。的]{0,8}(?:最[^,;。的]{1,6}|首[只支个家座][^,;。的]{0,4})的?(?:就)?(?:是|为|当属|要数)[“]?"
    r"|[^,;。:]{0,12}(?:核心|龙头|骨干|代表)(?:企业|公司|平台)(?:为|系|是)[“]?"
)
_RELATIVE = regex(r"[^,;。的]{0,24}的(?:(?![为是])[\u4e00-\u9fff]){0,6}“?")


def topic_at(scene: Scene, position: int, classes: Collection[str] = TOPICS) -> Arg | None:
    """The thing that the clauses before a position speak of, which a bare clause is about.

    Parameters
    ----------
    position : in the clause without a subject.
    classes : what it may be; None comes back when the topic is something else.
    """
    stop = scene.clause_start(position)
    topic = head_before(scene, stop)
    made = next((a for a in reversed(scene.made) if a.end <= stop), None)
    also = made and _ALSO.search(scene.text, stop, position)  # 甲设立乙;10月,又投资丁
    if made and (also or scene.text.startswith(("等", "”等"), made.end)):
        made = None  # 甲设立了乙、丙等,投资了丁: 甲 invests
    if made and made.class_name in classes and (topic is None or topic.start < made.start):
        return made  # 甲批准设立乙,2020年在丙揭牌: 乙 is unveiled
    topic = topic or scene.about
    if topic and topic is scene.about and names_another(scene, stop, position):
        return None
    return topic if topic and topic.class_name in classes else None


_ALSO = regex("[又还]|再次|并[在于]$")


def firm_spoken_of(scene: Scene) -> Arg | None:
    """The firm that a sentence begins with, else the one before where it begins with nobody."""
    stop = scene.clause_end(scene.start)
    subject = head_before(scene, stop) or scene.subject
    return subject if subject is not None and subject.class_name == "Company" else None


def ends_paragraph(scene: Scene) -> bool:
    """Tell whether a paragraph, not just its header, ends with the sentence."""
    tail = scene.text[max(scene.start, scene.end - 4) : scene.end + 1]
    return "\n" in tail and (scene.end - scene.start > _HEADER or "。" in tail)


def is_header(scene: Scene) -> bool:
    """Tell whether a sentence is a line for itself that heads what follows."""
    tail = scene.text[max(scene.start, scene.end - 4) : scene.end + 1]
    return "\n" in tail and not ends_paragraph(scene)


def about_next(scene: Scene) -> Arg | None:
    """What the next sentence is about when it has no subject: what this one is."""
    return None if ends_paragraph(scene) else head_before(scene, scene.end) or scene.about


def head_before(scene: Scene, stop: int) -> Arg | None:
    """The subject of the last clause in front of a position that begins with one."""
    index = scene.after(stop) - 1
    begin = scene.clause_start(scene.args[index].start) if index >= 0 else 0
    while index >= 0:
        before = scene.clause_start(scene.args[index - 1].start) if index else -1
        first = begin > before and not _is_labelled(scene, index)
        if first and (head := _head(scene, index, begin)):
            return head
        index, begin = index - 1, before
    return None


_LABELS = ("IndustrialPark", "Project", "Fund")


def _is_labelled(scene: Scene, index: int) -> bool:
    """Tell whether a firm only does something to what is spoken of: 甲产业园:乙公司投资建设,…."""
    label, firm = scene.args[index - 1] if index else None, scene.args[index]
    if label is None or label.class_name not in _LABELS or firm.class_name != "Company":
        return False
    return is_label(scene, label, firm.start)


def is_label(scene: Scene, arg: Arg, position: int) -> bool:
    """Tell whether an argument is the label of what begins at a position: 甲产业园:乙投资建设."""
    return scene.text[arg.end : position] in (":", "”:")


_MADE_ITS_PART = regex("(?:出资|实缴|认缴|持股|占|投资|投入|认购|承担)")


def _is_told(scene: Scene, part: Arg) -> bool:
    """Tell whether a sentence goes on about a part that it begins with: 其中甲基金规模2亿元,由….

    What pays for the whole is no part: 其中甲公司出资2亿元.
    """
    begins = part.class_name == "Fund" or scene.text[scene.start : part.start].lstrip() == "其中"
    return begins and not _MADE_ITS_PART.match(scene.text, part.end)


def _head(scene: Scene, index: int, clause: int) -> Arg | None:
    """The subject of a clause that begins with an argument, behind its relative clauses."""
    text = scene.text
    while index < len(scene.args):
        arg = scene.args[index]
        lead = text[clause : arg.start]
        if lead.startswith("其中") and not (lead == "其中" and _is_told(scene, arg)):
            return None  # a part of what is spoken of
        if arg.class_name in ("Place", "Person", "Policy"):
            following = index + 1
            if following < len(scene.args) and scene.args[following].start < scene.clause_end(
                arg.end
            ):
                gap = text[arg.end : scene.args[following].start]
                told = gap == "" or _is_relative(gap)
                if arg.class_name == "Place" and told:
                    index = following
                    continue
            return None
        if arg.class_name == "Company" and scene.modifies(index):
            index += 1  # 甲交易所运营商乙
            continue
        following = index + 1
        if following < len(scene.args):
            gap = text[arg.end : scene.args[following].start]
            if _is_relative(gap) and scene.args[following].class_name in TOPICS:
                index = following  # 甲建设的乙: the clause is about 乙
                continue
        if text.startswith(":", clause - 1) and _LABEL.search(text, scene.start, clause - 1):
            return None  # 依托单位:甲
        if arg.class_name == "IndustrialPark" and lead.endswith(_SITES):
            return None  # 坐落在甲园区: where the topic is, not the topic
        if arg.class_name == "Company" and lead.endswith(("于", "在")):
            return None  # 2012年于甲交易所上市
        called = arg.class_name in ("Fund", "IndustrialPark", "Project") and _CALLED.fullmatch(lead)
        if called or _CLEFT.fullmatch(lead):
            return arg
        plain = scene.plain(clause, arg.start)
        fits = (
            _LEAD.fullmatch(plain)
            or (clause == scene.start and len(lead) <= _FIRST_LEAD and _INTRODUCES.search(plain))
            or "的" in lead[-12:]
        )
        governed = text.endswith(_GOVERNS, clause, arg.start) and not scene.speaks(arg)
        if lead.startswith("由") and _DONE_BY.match(text, arg.end):
            return None  # 由甲博士带领的乙大学团队创办
        return arg if fits and id(arg) not in scene.objects and not governed else None
    return None


_DONE_BY = regex(
    "(?:的?(?:科研|研发|创始|核心)?团队)?(?:[共联]同?合?|一起|牵头|发起|投资|出资|独资|孵化|负责)*"
    "(?:创[办立建]|发起|[成设建]立|组建|投资|建设|打造|研[发制]|开发|运营|管理|承建|主办|牵头|孵化|出资)[,。;]"
)
_GOVERNS = ("由", "与", "向", "被", "经", "对", "为", "和", "同", "据", "是")  # so it is no subject


def unexplained(scene: Scene, start: int, end: int) -> int:
    """How many characters before a verb neither date nor place it nor are adverbs.

    Many of them are another subject, which the extraction has not seen as a name.
    """
    return len(_AROUND.sub("", scene.plain(start, end)))


# who has no name: 一家初创企业, 有关部门, 他们; but 公司 alone is whom the text is about
_SOMEBODY = regex(
    r"(?:^|□)(?P<lead>[^为对向给据按帮助支持□]{0,16}?)"
    r"(?P<who>[他她]们?|我们?|咱们|人们|各[地国界]|多[国地]|(?<![双三四各对])方|[者商师]|(?<![名私法])人|人员|工程师"
    r"|企业家?|公司|集团|机构|团队|部门|单位|政府|当局|官方|媒体|银行|高校|院校|院所|学校|医院|厂家|龙头|巨头|品牌|博士|教授|院士"
    r"|专家|学生|对手|团体|组织|股东|客户|财团|[央国民外药车房]企|地方|国家|城市|地区)(?:们|方面|内部)?"
    r"(?=$|□|已|又|还|也|将|拟|曾|均|都|则|再|就|便|正|更|并|率先|宣布|表示|计划|决定|打算|希望|开始|先后|陆续|相继|分别"
    r"|[共联]|成功|近[日期]|目前|累计|合计|主动|积极|总部|\d|[在于从以和与向对由为给把]|[斥出投耗]资)"
)
_THE_ONE = ("公司", "集团", "企业", "机构", "单位", "团队", "学校", "医院", "银行", "品牌", "组织")


def names_another(scene: Scene, clause: int, position: int) -> bool:
    """Tell whether somebody without a name does what stands at a position: 一家企业投资了甲.

    Then it is nobody whom the sentences before speak of.
    """
    somebody = _SOMEBODY.search(scene.plain(clause, position))
    if somebody is None:
        return False
    lead = _AROUND.sub("", somebody["lead"])
    return bool(lead) or somebody["who"] not in _THE_ONE


# behind which stands who goes on as a subject
_PIVOTS = (
    "的", "原名", "原名为", "前身为", "前身是", "曾用名", "支持", "鼓励", "推动", "引导", "引进",
    "引入", "招引", "邀请", "组织", "委托", "授权", "促成", "吸引", "带动", "指导", "批准", "同意",
    "扶持", "帮助", "助力", "协助", "推荐", "签约", "联合", "携手", "会同",
)  # fmt: skip


def is_beside(scene: Scene, arg: Arg) -> bool:
    """Tell whether an earlier clause has an argument but speaks of another: 乙 in 甲获乙投资,…."""
    clause = scene.clause_start(arg.start)
    lead = scene.text[clause : arg.start].rstrip("“")
    if arg.class_name == "Policy" or lead.endswith(_PIVOTS):
        return False  # 引进甲公司,建设乙; 甲大学乙教授创办的丙,推出丁
    first = scene.after(clause)
    head = _head(scene, first, clause) if scene.args[first].start < arg.start else None
    return head is not None and head.start < arg.start


def has_no_subject(scene: Scene, clause: int, position: int) -> bool:
    """Tell whether what stands at a position is told of whom the clauses before speak of."""
    left_out = unexplained(scene, clause, position) <= _MOST_OTHER
    return left_out and not names_another(scene, clause, position)


_MOST_OTHER = 2  # characters of a clause that may be left without an explanation


def _is_relative(gap: str) -> bool:
    """Tell whether what stands before an argument only tells of it: 甲建设的乙."""
    return _RELATIVE.fullmatch(gap) is not None


ADVERBIAL = regex(
    r"□|在[^,。;□]{2,10}?(?:平台|现场|会议|活动|大会|论坛|期间)上?|[从自][^,。;]{1,8}?(?:开始|起)|[今明去]年|年内|下一步|此后|又|正(?!式)|将|已经?|并|也|还|就|便|曾|随即|随后|同时|正式|计划|拟|共同|联合|近日|日前|目前|总部|注册|公司|集团|企业|其|该|于|在|现|率先|先后|牵头|投资"
    r"|携手|与|和|同|提出|明确|宣布|决定|要求|通过|合作|进一步|出资|斥资|耗资|[\d.]+[万亿]*元|全资|控股|子公司|(?:生产|制造|研发|加工|运营)(?:基地|中心|总部)|厂区|工厂|厂房|[\d年月日底初、“”]+"
)


def has_subject(scene: Scene, clause: int, start: int) -> bool:
    """Tell whether a clause has a subject that is no name, so that none before it may stand in."""
    inside = [a for a in scene.args if clause <= a.start < start and not scene.is_adjunct(a)]
    if inside and all(a.class_name == "Place" for a in inside):
        first = scene.group(scene.after(inside[0].start), ("Place",), with_others=False)[0]
        return first in inside  # 甲省某某院, whose name is not known; 支持甲市建设; not 在甲、乙
    if inside:
        return False
    return len(ADVERBIAL.sub("", scene.plain(clause, start))) >= 4


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


_AND = regex("并且?|同时(?:还|也)?|还|也|又")
_ACTED = regex(
    "(?:还|又|先后|率先|成功|正式)*(?:[主举承]办|成立|设立|出台|发布|印发|建立|启动|推出|建成|组建)"
)


def goes_on_acting(scene: Scene, place: Arg, start: int) -> bool:
    """Tell whether a place whose government did something goes on: 甲市举办了乙,并推出丙."""
    clause = scene.clause_start(start)
    near = scene.clause_start(clause - 1) <= place.start < clause and government_of(place)
    goes_on = near and _AND.fullmatch(scene.text, clause, start) and acts(scene, place, place.end)
    return bool(goes_on and _ACTED.match(scene.text, place.end, clause))
