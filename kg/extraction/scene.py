"""One sentence at a time: its things in order, what joins them, its dates and its modality."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.extraction.facts import Node
from kg.extraction.naming.places import PlaceHit
from kg.extraction.reading import Mention
from kg.patterns import regex
from kg.values import DateMention

# 与国内领先的人工智能企业甲合作: what stands in front of a name
WHAT_IT_IS = (
    "[\u4e00-\u9fff]{0,14}?(?:企业|公司|巨头|厂商|机构|集团|平台|运营商|龙头|高校|院校|院所|独角兽)"
)
_JOINT = regex(
    r"[”’》)]*(?:\([^()]{0,40}\))?[”’》)]*(?:的(?:通知|公告))?(?:等[^,。;、的]{0,10}?)?"
    # 甲去年10月又与乙: when and how often may stand in front of 与
    r"(?:(?:早?[于在]?(?:[\d年月日底初今去同本号]{2,12}|近日|日前|近期))?(?:又|还|也|已|曾|就|便|将|拟|正|则|亦|应当?|可以?|须|要|负责|再次|再度|正式|即将|计划|宣布|先后|分别|此前|刚刚|共同)*"
    r"(?=[与同跟]|(?<=[就便也还又已年月日])和|携手|联合|会同|会商|联手|牵手))?"
    r"“?(?P<joint>、|,|和|与|及|以及|暨|并|同|跟|携手|联合|会同|会商|联手|牵手|—+|-| ?)”?\n?"
    rf"(?:(?<=[、和与及同跟手合])(?:{WHAT_IT_IS}|[具拥]有[^,。;、]{{2,12}}的))?[“‘《(]*(?:原)?"
)
# 绘图软件“甲”和编程工具“乙”
_BOTH_QUOTED = regex("”[^,。;:“”、]{0,12}?(?P<joint>、|和|与|及|以及)[^,。;:“”、]{0,12}“")
_BRACKET = regex(r"[”’》]*\([^()]{2,60}\)")
_PAUSES = regex("[,。;:与和在]")
# 甲旗下乙, 德国乙: what stands before 乙 only tells of it
OF_WHOM = regex(
    r"(?:旗下|下属|所属|控股|麾下)的?[\u4e00-\u9fff]{0,6}“?|的?(?:全资|控股)?子公司"
    "|(?:的|背后的)?(?:运营|发行|开发)[商方](?:公司)?|的?母公司"
)
_PAID_BY = regex("(?:参与)?(?:出资|参股|认缴|投资)的[“]?")  # 甲参股的乙基金
_OF_WHERE = regex(r"的?(?:[^,。;、与和同及在的]{0,6}(?:企业|公司|巨头|厂商|机构|集团))?“?")
BODIES = ("Company", "Institute", "Association")  # of no government
SPEAKERS, _HELD = (*BODIES, "Agency"), (*BODIES, "Fund")
_LIST_JOINTS = frozenset(("、", "和", "及", "以及", "与", "暨", "", " ", "—", "——", "-"))
_WITH_JOINTS = frozenset(
    ("与", "和", "同", "跟", "携手", "联合", "会同", "会商", "联手", "牵手", "—", "——")
)
_ALL_JOINTS = _LIST_JOINTS | _WITH_JOINTS
_PLAIN_JOINTS = frozenset(("、", "和", "与", "及", "以及", "暨", ""))
_CLAUSE = regex(r"[,;:](?!(?<=:)\d)")  # a set in front lets the search run fast
# what a body was called before acts no more: 甲公司(原乙公司)于5月成立
_FORMERLY = ("(原", "(原名", "(原名为", "(曾用名", "(曾用名:")
_FORMED = regex("前身[为是系](?:[^,。;]{2,18}的)?“?")  # 前身为1998年2月成立的甲厂
_IN = regex("(?<![落设建所存])在$")
_LISTING = ("、", "和", "及", "与", "以及")
BY_HAND = ("联合", "携手", "联手", "牵手")  # with whom
ON_GROUND_OF = ("根据", "依据", "按照", "依照", "按", "依")
_PREPOSITIONS = (
    "受",
    "由",
    "被",
    "在",
    "向",
    "对",
    "为",
    "给",
    "从",
    "来自",
    "于",
    "至",
    "到",
    "把",
    "将",
    "依托",
    "围绕",
    "针对",
    "推动",
    "支持",
    "鼓励",
    "通过",
    "借助",
    "根据",
    "按照",
    "据",
    "关于",
)
_ENDS = frozenset(word[-1] for word in _PREPOSITIONS)

_TOLD_BY = ("据", "从")
_TELLS = regex(
    "[^,。;:、]{0,8}?(?:介绍|透露|获悉|了解到|得知|披露|公告)(?:称|,|:)(?![该全我本][省市区县州])"
)

_PROVIDES = regex(
    "》?(?:\\([^()]*\\))?(?:[中里内])?[,]?[^,。;的]{0,6}?(?:提出|明确|规定|要求|指出|提到|宣布|部署|强调|公布)"
)
_DENIED = regex(
    r"(?:尚未|迄今未|未能|并未|并无|并没有?|没有|从未|仍未|还未|未曾|不得|不再|禁止|严禁|取消|否认|不包括|不存在|并不|未[与向对]|(?:暂不|不考虑|不拟|不打算|不另行?|不单独|不再?新)(?=[^,;。:]{0,8}$)|未(?=[^来]{0,2}$)|(?<![会要能是该])不(?=[^断仅]{0,1}$)|拒绝|否决|驳回|阻止|撤回|停止|并非|无权|无意(?![义识间中])|[绝决]不|无法|终止|解除|中止|撤销|放弃|叫停|暂缓|搁置|(?<!会)(?<!否则)不会)[^,;。:]{0,10}$"
)
_PLANNED = regex(
    r"(?:原定|原计划|定于|将(?!于?\d{4}年[^,]*已)|(?<![虚模比])拟(?!合|态|人|真)|(?<![该本此])计划|打算|预计|(?<![主重必纪摘需次])要(?!求|闻|素|点|约)|力争|争取|有望|即将|准备|筹备|筹建|规划(?![\d年□、和与及,]*$|由)|正在|正加快|正联合|正与|正着手|正积极|正抓紧|着手|拟于|未来|下一步|应当|(?<![供效响反适感])应(?!用|对|急|届)|必须|须|(?<![供所内])需(?!求|方)|宜(?![居昌宾春兴业人])|决定|提出|建议|(?<!追溯)到20\d\d年|目标|意向|考虑(?!到)|申请(?=[^,;。]{0,2}$)|承诺|许诺|有意(?![义思识味])|希望|期盼|期待|盼望|呼吁|提议|要求(?=□)|今后|推迟|延期|商谈|洽谈|磋商|何时|能否|是否|会否|会不会|要不要|能不能|该不该|可能(?!性)|(?:研究(?!院|所|中|会|室|生|机|部|成果|团队|基地)|探索|酝酿|谋划|讨论)(?=.{0,3}$)|尽快|加快|逐步|继续|明年|下半年将)[^。;]{0,14}$"
    r"|将于(?!\d{4}年[^,]*已)[^。;,]{0,40}$"
    r"|(?:计划|[拟将]|打算|有意|希望)(?:[与和同]|联合|携手|会同)□[^。;,]{0,40}$|(?<=[□亦也将并])会[推设成拨投建展开举提]?$"
    r"|(?:政府|我们|当局)[亦也还]?会[^,。;]{0,30}$"
)
# what would be so: 如果甲收购乙, 预计到2025年,甲建成乙, 网传甲收购乙
_IF = regex(
    r"^[^,;。□]{0,4}(?:如果|假如|假若|倘若|要是|万一|一旦|除非|即使|即便|哪怕|若(?!干)|只有(?=□)|难道|网传|盛传|传闻|市场传闻)"
)
_BY_THEN = regex(
    r"(?:预计|力争|争取|计划)(?:到|在|于)?(?:20)?\d\d年[\d月底末前]*,$|(?:^|[。,;\n])待[^,。;]{2,16}[后时],$"
)
# 甲收购乙未果, 甲与乙的合作破裂: how what the verb says ended
_FAILED = regex(
    "[^,。;:]{0,40}?(?:失败|未果|遭拒|落空|告吹|破裂|搁浅|流产|泡汤|作罢|未能(?:落实|实现|成功|如愿|成行)|被(?:否决?|驳回|搁置|叫停|取消|终止|拒绝))"
    "(?=[,。;]|$)"
)
# 甲收购乙的可能性, 甲收购乙的谈判: what is thought or talked of
_THOUGHT_OF = regex(
    "[^,。;:的]{0,30}事项(?:尚需|尚未|仍需|有望|预计)|[^,。;:的]{0,30}的(?:可能性|谈判|磋商|想法|提议|提案|议案|申请|(?:消息|传闻|传言|报道)(?:尚?未|没有|有待|仍待))"
)
_ASKS = ("吗?", "呢?")
_WILL = regex(
    r"(?:□|^|,)[^,]{0,6}(?:将|(?<=□)(?:要|应当?(?![用对急届])|须)|(?<![虚模比])拟|计划|正在?(?:联合|会同|与)|办好|抓好|争取|力争)(?![于近])[^,]*(?:,(?!已)[^,]*){0,3}$"
)
# 支持甲与乙合作,在丙地建设丁
_URGED = regex(
    "(?:^|[,□])[\u4e00-\u9fff]{0,4}?(?:将|要|还|并|应当?|积极|大力|继续|重点)*(?:支持|鼓励|引导|推动|倡导)□[^;了]*$"
)
# 甲与乙签约的报道不属实: what is only told is denied
_RUMOUR = regex(
    "(?:报道|传闻|消息|传言|说法)[”]?(?:均|纯|并)?(?:不属实|不实|系谣言|为谣言|失实|没有依据|已?被?辟谣|已?被[^,。;]{2,14}否认)"
    "|,[^,。;]{0,24}(?:予以了?否认|(?:均|都|已|先后|出面|公开|明确|一致)+否认|辟谣|(?:消息|传闻)不实|不属实|[系为是属]谣言)(?=[,。;]|$)"
    "|(?:一事|之事|的事)[^。;]{0,20}(?:予以否认|明确否认|否认了|没有这回事|并无此事|纯属谣言|不属实|未获|告吹|搁浅|流产|泡汤|落空|作罢|被否)"
)
# 就甲落户乙进行了洽谈, 把与甲的合作提上日程: what is only talked about
_TALKS = regex(
    "[^,。;]{0,36}(?:(?:进行|展开|开展)了?(?:深入|友好|充分)?(?:的)?(?:探讨|交流|洽谈|磋商|商讨|讨论|沟通)|提上(?:议事)?日程)"
)
_SCHEDULE = regex("(?:进度|工作|时间)安排[,，:是为]|时间表")
# what a region asks for or a board agrees to is not there: 你省提出,由甲公司投资建设乙
_ASKED = regex(
    "(?:你[省市区部委厅局]|[省市州县])(?:人民政府|政府)?(?:提出|请求|恳请)[,:]"
    # 《甲》提出,由乙出资20亿元设立丙
    "|(?:》|措施|新政|政策|办法|方案|意见|规划|计划|通知|纲要)(?:还|并|同时|也)?(?:提出|明确)[,:][^,。;]{0,40}$"
    # 董事会审议通过《甲议案》,同意公司与乙共同设立丙
    "|(?:董事会|股东大?会)[^。]{0,80}?审议[^。]{0,80}?同意(?!.{0,90}已)"
)
_ENCOURAGED = regex(
    r"(?:(?<![捐出]资)(?<!捐赠)支持|鼓励|(?<!资并)引导(?!基金|资金)|(?<![共联合牵][同合力头])推动|倡导|提倡|允许|(?<![许认宁])可(?!能|以[看追说]|谓|信|再生|持续|视|穿戴|靠|观|控|转债)|可以(?!追溯|说|看)|推进|促进|扶持)[^。;]{0,16}$"
)
_DAY = regex(r"(?<=\d年)\d{1,2}月(?:\d{1,2}日)?")  # so that 将于 stays near its verb


@dataclass(slots=True)
class Arg:
    """Something in a sentence that can be an argument of a fact."""

    start: int
    end: int
    class_name: str
    name: str
    mention: Mention | None = None
    place: PlaceHit | None = None

    @property
    def node(self) -> Node:
        """The thing that it is."""
        return Node(self.class_name, self.name)


def clause_marks(text: str) -> Iterator[int]:
    """Where the clauses of a text end."""
    return (match.start() for match in _CLAUSE.finditer(text))


@dataclass(slots=True)
class Scene:
    """A sentence with what stands in it.

    Parameters
    ----------
    text : of the whole article, normalised.
    start, end : of the sentence.
    args : things in order, not overlapping.
    dates : dates in order.
    marks : where its clauses end.
    subject : whom the sentence before spoke of.
    about : what the sentence before was about, a park, a project or an event too.
    bodies : the agencies that have acted together last, whom 上述部门 means.
    kinds : the classes of its things.
    made : what verbs of the sentence have set up, in order.
    objects : ids of arguments that a verb has acted on, which act no more.
    formers : ids of those that are what a body was called before.
    issued : where the last policy ends that the sentence says is issued, 0 without one.
    asides : indices of arguments in brackets -> of the one right in front of the bracket.
    """

    text: str
    start: int
    end: int
    args: list[Arg]
    dates: list[DateMention]
    marks: list[int]
    subject: Arg | None = None
    about: Arg | None = None
    bodies: list[Arg] = field(default_factory=list)
    kinds: set[str] = field(init=False)
    made: list[Arg] = field(init=False)
    objects: set[int] = field(init=False)
    formers: set[int] = field(init=False)
    issued: int = field(init=False, default=0)
    starts: list[int] = field(init=False)
    joints: list[str | None] = field(init=False)
    asides: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        text, args = self.text, self.args
        self.kinds = {arg.class_name for arg in args}
        self.starts = [arg.start for arg in args]
        self.made = []
        bracket = text.find("(", self.start, self.end) >= 0
        renamed = bracket or text.find("前身", self.start, self.end) >= 0
        self.formers = {id(arg) for arg in args if self.is_former(arg)} if renamed else set()
        self.objects = set(self.formers)
        self.joints = [*map(self._joint, args, args[1:]), None] if args else []
        self.asides = dict(self._in_brackets()) if bracket and args else {}

    def _in_brackets(self) -> Iterator[tuple[int, int]]:
        """Which arguments stand in the bracket right behind which other."""
        for index, arg in enumerate(self.args):
            bracket = _BRACKET.match(self.text, arg.end, self.end)
            for at in range(index + 1, self.after(bracket.end())) if bracket else ():
                yield at, index

    def is_former(self, arg: Arg) -> bool:
        """Tell whether an argument is what a body was called before: 甲公司(原乙公司)."""
        if arg.class_name not in BODIES:
            return False
        since = self.text.rfind("前身", max(self.start, arg.start - 24), arg.start)
        told = since >= 0 and _FORMED.fullmatch(self.text, since, arg.start) is not None
        return told or self.text.endswith(_FORMERLY, self.start, arg.start)

    def _joint(self, left: Arg, right: Arg) -> str | None:
        if right.start - left.end > 60 or id(right) in self.formers:
            return None
        between = self.text[left.end : right.start]
        if between in _PLAIN_JOINTS:
            return between
        match = _JOINT.fullmatch(self.text, left.end, right.start)
        if match is None and left.class_name == right.class_name == "Project":
            end = left.end - self.text.endswith("”", 0, left.end)
            start = right.start + self.text.startswith("“", right.start)
            match = _BOTH_QUOTED.fullmatch(self.text, end, start)
        if match and match["joint"] == "," and (left.name + right.name).isascii():
            return "、"  # Basil,Corda和Fabric
        return match["joint"] if match else None

    def after(self, position: int) -> int:
        """Index of the first argument that starts at the position or behind it."""
        return bisect_left(self.starts, position)

    def covers(self, position: int) -> bool:
        """Tell whether the position lies inside an argument."""
        index = bisect_right(self.starts, position) - 1
        return index >= 0 and self.args[index].end > position

    def group(self, index: int, classes: Iterable[str], with_others: bool = True) -> list[Arg]:
        """The list that an argument belongs to (A、B和C), members of the classes only."""
        if len(self.args) == 1:
            return self.args[:]
        allowed = frozenset(classes)
        joints = _ALL_JOINTS if with_others else _LIST_JOINTS
        members = [index]
        for step in (-1, 1):
            at = self.beside(index, step, joints)
            while at is not None and self.args[at].class_name in allowed:
                members.append(at)
                at = self.beside(at, step, joints)
        if len(members) > 1:
            members.sort()
        return [self.args[at] for at in members]

    def together(self) -> list[Arg]:
        """The first list of agencies in the sentence, empty where none stand side by side."""
        if len(self.args) > 1 and "Agency" in self.kinds:
            for index, arg in enumerate(self.args):
                if arg.class_name == "Agency" and self.joints[index] in _ALL_JOINTS:
                    group = self.group(index, ("Agency",))
                    if len(group) > 1:
                        return group
        return []

    def beside(self, index: int, step: int, joints: frozenset[str]) -> int | None:
        """Index of the next member of a list on one side, past what only tells of a member."""
        at = index + step
        if at in self.asides and (past := self._past_aside(index, step)) is not None:
            left, right = sorted((index, past))
            return past if self._joint(self.args[left], self.args[right]) in joints else None
        if step > 0 and self.speaks_for(index):
            at, index = index + 2, index + 1
        if step < 0 and self.modifies(at):
            at -= 1
        if step < 0 and self.speaks_for(at - 1):
            return at - 1 if self.joints[at] in joints else None
        left = min(index, at)
        if left < 0 or self.joints[left] not in joints:
            return None
        while step > 0 and self.modifies(at):
            at += 1
        return at

    def host_at(self, position: int) -> Arg | None:
        """What the bracket around a position stands right behind and so tells of."""
        opening = self.text.rfind("(", self.start, position)
        if opening < 0 or self.text.find(")", opening, position) >= 0:
            return None
        index = self.after(opening) - 1
        host = self.args[index] if index >= 0 else None
        return host if host and self.text[host.end : opening].strip("”’》") == "" else None

    def _past_aside(self, index: int, step: int) -> int | None:
        """Index of the member of a list beyond what stands in a bracket: 丙 in 甲(乙)、丙."""
        if step < 0:
            return self.asides[index - 1] if index not in self.asides else None
        past = next((i for i in range(index + 1, len(self.args)) if i not in self.asides), None)
        return past if self.asides[index + 1] == index else None

    def speaks_for(self, index: int) -> bool:
        """Tell whether the argument behind is a person who acts for this one: 甲公司总裁乙."""
        if "Person" not in self.kinds or not 0 <= index < len(self.args) - 1:
            return False
        body, person = self.args[index], self.args[index + 1]
        if person.class_name != "Person" or body.class_name not in SPEAKERS:
            return False
        post = self.text[body.end : person.start]
        return 2 <= len(post) <= 16 and not _PAUSES.search(post)

    def modifies(self, index: int) -> bool:
        """Tell whether an argument only says whose or from where the next one is."""
        if not 0 <= index < len(self.args) - 1:
            return False
        arg, following = self.args[index], self.args[index + 1]
        if arg.class_name == "Place" and self.text[arg.end : following.start] in ("", "“"):
            return following.class_name != "Place"  # 甲市乙科技城
        if arg.class_name == "IndustrialPark" and following.class_name == "Company":
            return arg.end == following.start  # 甲高新区乙科技公司
        if following.class_name not in _HELD or following.start - arg.end > 12:
            return False
        if arg.class_name == "Place":
            return _OF_WHERE.fullmatch(self.text, arg.end, following.start) is not None
        if following.class_name == "Fund" and _PAID_BY.fullmatch(
            self.text, arg.end, following.start
        ):
            return True
        owner = arg.class_name == "Company" or (arg.class_name == "Agency" and not arg.place)
        gap = owner and self.text[arg.end : following.start]
        if gap == "的" and arg.class_name == "Agency" and following.class_name == "Company":
            return True  # 与甲部的乙集团签约
        return bool(gap) and OF_WHOM.fullmatch(str(gap)) is not None

    def clause_start(self, position: int) -> int:
        """Where the clause around the position begins."""
        marks = self.marks
        index = bisect_left(marks, position)
        return marks[index - 1] + 1 if index else self.start

    def clause_end(self, position: int) -> int:
        """Where the clause around the position ends."""
        index = bisect_left(self.marks, position)
        return self.marks[index] if index < len(self.marks) else self.end

    def is_adjunct(self, arg: Arg) -> bool:
        """Tell whether a preposition stands right before the argument or before whose it is."""
        before = self.text[arg.start - 1 : arg.start]
        if before in _ENDS and self.text.endswith(_PREPOSITIONS, self.start, arg.start):
            return not (self.speaks(arg) or self.provides(arg))
        index = self.after(arg.start) - 1
        outer = self.args[index] if arg.class_name == "IndustrialPark" and index >= 0 else None
        if outer is None or outer.class_name != "Place":
            return False
        # 在甲区的乙园, in a list too: 在甲区、乙园; but not 设在甲区的乙园
        while self.text[outer.end : arg.start] in ("", "的", *_LISTING):
            if _IN.search(self.text, self.start, outer.start) is not None:
                return True
            index, arg = index - 1, outer
            outer = self.args[index]
            if index < 0 or outer.class_name not in ("Place", "IndustrialPark"):
                return False
        return False

    def speaks(self, arg: Arg) -> bool:
        """Tell whether what follows is told by an argument, as its own deeds: 据甲介绍,…."""
        told = self.text.endswith(_TOLD_BY, self.start, arg.start)
        return told and _TELLS.match(self.text, arg.end, self.end) is not None

    def provides(self, arg: Arg) -> bool:
        """Tell whether what follows is said in a policy: 在《甲》中提出,…."""
        said = arg.class_name == "Policy" and _PROVIDES.match(self.text, arg.end, self.end)
        return bool(said)

    def is_with(self, arg: Arg) -> bool:
        """Tell whether 与 or its like stands right before the argument."""
        return self.text.endswith(("与", "同", "联合", "携手", "会同", "和"), self.start, arg.start)

    def status(self, position: int, default: str = "done", finished: bool = False) -> str:
        """Whether what the verb at the position says is done, planned, encouraged or denied.

        Parameters
        ----------
        position : of the verb.
        default : where nothing tells.
        finished : 了 stands behind the verb.
        """
        clause = self.clause_start(position)
        before = self.plain(clause, position)
        before = _DAY.sub("", before) if "月" in before else before
        part = self.text.find(";", position, self.end)
        stop = part if part >= 0 else self.end
        rumoured = _RUMOUR.search(self.text, position, stop)
        if _DENIED.search(before) or rumoured or _FAILED.match(self.text, position, stop):
            return "denied"
        if finished:
            return "done"
        if _ENCOURAGED.search(before):
            return "encouraged"
        if _PLANNED.search(before) or _IF.match(before):
            return "planned"
        led = self._led_by(clause, position)
        if led and _WILL.search(led):
            return "planned"
        if self.text.endswith(_ASKS, 0, self.end) or _BY_THEN.search(
            self.text, max(self.start, clause - 24), clause
        ):
            return "planned"
        if led and _URGED.search(led):
            return "encouraged"
        if default == "done" and _ASKED.search(self.text, self.start, position):
            return "planned"
        if _SCHEDULE.search(self.text, self.start, position):
            return "planned"
        if _TALKS.match(self.text, position) or _THOUGHT_OF.match(self.text, position):
            return "planned"
        return default

    def _led_by(self, clause: int, position: int) -> str:
        """The clauses before one without subject, which may say that it is planned or urged.

        So they do in 将建设甲,与乙组建丙 and 支持甲与乙合作,建设丙.
        """
        if clause == self.start or self.text.count(",", self.start, clause) > 4:
            return ""
        first = self.after(clause)
        if first < len(self.args) and self.args[first].end <= position:
            lead = self.text[clause : self.args[first].start]
            if lead[-1:] not in ("与", "同", "向", "在", "为", "对", "由"):
                return ""
        return self.plain(self.start, clause)

    def plain(self, start: int, end: int) -> str:
        """The words of a range with its names blanked, whose parts are no modal verbs."""
        starts = self.starts
        last = bisect_left(starts, end)
        if not last:
            return self.text[start:end]
        pieces, at, first = [], start, bisect_left(starts, start)
        for arg in self.args[first - 1 if first else 0 : last]:
            if arg.end > at:
                pieces.append(self.text[at : arg.start] + "□")
                at = arg.end if arg.end < end else end
        return "".join(pieces) + self.text[at:end]


_GOVERNED = ("省", "市", "区", "县", "州", "旗")


def government_of(arg: Arg) -> Arg | None:
    """The government that a bare place stands for (北京印发《…》), None where there is none."""
    place = arg.place
    if place is None or place.zone or not place.name.endswith(_GOVERNED):
        return None
    regional = place.code is None and place.name.endswith("新区")
    name = place.full + ("管理委员会" if regional else place.government)
    return Arg(arg.start, arg.end, "Agency", name, None, place)


def office_of(arg: Arg) -> Arg | None:
    """The administration that a zone stands for when it issues something."""
    if arg.class_name != "IndustrialPark" or not arg.name.endswith(
        ("区", "城", "港", "园", "基地")
    ):
        return None
    return Arg(arg.start, arg.end, "Agency", arg.name + "管理委员会", None, arg.place)
