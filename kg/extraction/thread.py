"""The thread of a text: what its sentences have spoken of, which the next ones may leave out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extraction.money.funds import is_mother
from kg.extraction.money.payers import newly_set_up, spender, telling
from kg.extraction.naming.titles import LAW_OR_DECISION
from kg.extraction.papers.heralds import Herald, herald
from kg.extraction.papers.replies import Matters
from kg.extraction.scene import BODIES, SPEAKERS, Arg, Scene
from kg.extraction.sentences.acts import THIS_POLICY
from kg.extraction.sentences.subjects import about_next, ends_paragraph, is_header
from kg.extraction.whereabouts.settled import spot_next
from kg.patterns import regex
from kg.values import AmountMention

_GRANTS = regex(
    r"\d[^,。;]{0,14}(?:奖励|补贴|补助|资助|奖补|贴息|扶持)|(?:奖励|补贴|补助|资助|奖补|贴息|扶持)[^,。;]{0,14}\d|[给不]予"
)
# a line of the history of who has invested in a firm: 2021年2月,A轮,35亿元,甲领投
_RAISED = regex(
    r"\s*(?:[\d一二三四五六七八九十]{1,2}[、.])?(?:20\d\d[年.-][\d年月日.-]{0,8}[,:]?)?[^,。;]{0,4}"
    r"(?:天使|种子|战略|[Pp]re-?[A-Z]?|[A-H]\d?)\+?轮?(?:融资)?[,:]"
)
# 2、基金管理人:甲; 基金其他有限合伙人包括乙
_OF_FUND = regex(
    r"\s*(?:[(]?[\d一二三四五六七八九十]{1,2}[)、.])?\s*(?:本|该)?(?:基金|合伙企业)的?"
    "(?:其他|普通|有限|总|目标|募集|认缴|主要)*(?:管理人|管理机构|合伙人|规模|出资|期限|投向|注册)"
)
_TELLING = regex("提出|指出|明确|规定|要求")
_TELLING_REACH = 8
_TOPIC_REACH = 3  # sentences for which a policy stays what 该计划 speaks of
_ANSWERS = ("函", "答复", "批复")  # whose words are those of the agencies that they report

Hit = tuple[int, int, str]


@dataclass(slots=True)
class Thread:
    """What stays in mind from sentence to sentence, and what this one has beside its things.

    Parameters
    ----------
    own : the policy that the text itself is, if it is one.
    content : the policy that an official text hands out, else the text itself.
    matters : what the paragraphs of an official text are about.
    verbs, nouns, sums : of the sentence: the words of rules, the amounts of money.
    policies : of the sentence.
    subject : the body that was spoken of last.
    bodies : the agencies that have acted together last, whom 上述部门 means.
    about : what the sentence before was about, a park, a project or an event too.
    topic, former : the policy that was named last, and that before it.
    current : that policy while a sentence may still speak of it.
    fund, mother, park : the fund, the fund of funds and the park that were named last.
    here : the park, else the place, that the sentences before speak of.
    zone : the zone that the text is the law of.
    region : the place that the heading of the section begins with.
    said : the policy that the sentence before announced without its title.
    """

    own: Arg | None
    content: Arg | None
    matters: Matters
    verbs: Sequence[Hit] = ()
    nouns: Sequence[Hit] = ()
    sums: Sequence[AmountMention] = ()
    policies: list[Arg] = field(default_factory=list)
    subject: Arg | None = None
    about: Arg | None = None
    bodies: list[Arg] = field(default_factory=list)
    topic: Arg | None = None
    former: Arg | None = None
    current: Arg | None = None
    fund: Arg | None = None
    mother: Arg | None = None
    park: Arg | None = None
    here: Arg | None = None
    zone: Arg | None = None
    region: Arg | None = None
    said: Herald | None = None
    _begun: bool = False
    _fund: Arg | None = None
    _main: Arg | None = None
    _firm: Arg | None = None
    _heading: Arg | None = None
    _age: int = 0
    _goes_on: bool = False

    def enter(self, scene: Scene) -> None:
        """Take in whom and which policy a sentence speaks of."""
        self.bodies = scene.together() or self.bodies
        section = _section_of(scene)
        if section or is_header(scene):
            self.region = section
        if self._fund is not None and _OF_FUND.match(scene.text, scene.start):
            self.fund = self.fund or self._fund  # a paragraph about the fund of the text
            scene.about = scene.about or self.fund
        if self._firm is not None and _RAISED.match(scene.text, scene.start):
            scene.subject, scene.about = scene.subject or self._firm, scene.about or self._firm
        if self.own is not None and self.zone is None:
            self.zone = next((a for a in scene.args if _is_zone_of(a, self.own)), None)
        self.subject = next((a for a in scene.args if _is_subject(scene, a)), self.subject)
        policies = scene.args if "Policy" in scene.kinds else []
        self.policies = [arg for arg in policies if arg.class_name == "Policy"]
        if self.park is not None and _turns_from(scene, self.park):
            self.park = None
        self._age += 1
        spoken = [a for a in self.policies if not _is_only_carried_out(scene, a)]
        if spoken := spoken or ([] if self.topic else self.policies):
            self.former = self.topic
            self.topic, self._age = spoken[0], 0
        if self.topic is None:
            return
        if THIS_POLICY.search(scene.text, scene.start, scene.end):
            self._age = 0
        elif self.current and _grants(scene):
            self._age = min(self._age, 1)  # 在制造环节,对乙给予补助: so it goes on
        told = self._age >= _TOPIC_REACH and _TELLING.search(scene.text, scene.start, scene.end)
        reach = _TELLING_REACH if told or self._goes_on else _TOPIC_REACH
        self._goes_on = bool(told) and not ends_paragraph(scene)
        short = _SHORT.search(scene.text, scene.start, scene.end)
        # 《通知》还要求: not 《甲意见》
        other = short is not None and short[1] not in self.topic.name
        self.current = self.topic if self._age < reach and not other else None

    def take_up(self, scene: Scene) -> None:
        """Take in the funds and the park of a sentence, which from here on are spoken of."""
        for arg in reversed(scene.args):
            if arg.class_name == "IndustrialPark":
                wider = self.park and self.park.name.endswith(_ESTATES) and arg.name.endswith("区")
                if not wider or arg.name.endswith("园区"):
                    self.park = arg
            elif arg.class_name == "Fund":
                self.fund = self._fund = arg
                if is_mother(arg):
                    self.mother = arg

    def leave(self, scene: Scene) -> None:
        """Keep what the next sentence may leave out."""
        self.said = None if self.policies else herald(scene)
        if self.own is None and _IN_FULL.search(scene.text, scene.start, scene.end):
            self.own = self.content = self.policies[0] if self.policies else self.topic
        if is_header(scene):
            self._heading = _profiled(scene)
        self.about = about_next(scene) or self._heading
        ends = self.own is None and ends_paragraph(scene)
        if not self._begun:
            self._begun = True
            opens = bool(scene.args) and scene.args[0].start - scene.start <= 1
            if opens and scene.args[0].class_name == "Fund":
                self._main = scene.args[0]
            elif opens and scene.args[0].class_name == "Company":
                self._firm = scene.args[0]
        if ends:  # the paragraphs of a profile of a fund go on about it
            self.subject, self.fund = None, self._main
        self.here = None if ends else spot_next(scene, self.about, self.here)

    def aiming(self, scene: Scene) -> Arg | None:
        """The policy whose goals a sentence tells."""
        if self.own is None:
            return self.current
        return telling(scene, self.policies, self.own) or self.content

    def paying(self, scene: Scene) -> Arg | None:
        """The policy whose grants a sentence tells; a law that is only cited pays nobody."""
        told = telling(scene, self.policies, self.content) or self.content or self.current
        return told if told is self.content or not told or not _LAW.search(told.name) else None

    def payer(self, scene: Scene) -> Arg | None:
        """The fund or the policy that pays what a sentence grants."""
        said = self.matters.payer(scene) or spender(scene) or newly_set_up(scene)
        said = said or self.paying(scene)
        carried = said is self.current and said not in self.policies and self.content is None
        return None if carried and not self.sums else said  # of an earlier sentence: not surely

    def speaker(self, scene: Scene) -> Arg | None:
        """Who refuses what a sentence refuses: the agency that speaks, else the policy."""
        itself = next((a for a in scene.args if a.mention and a.mention.rule == "self"), None)
        if itself:
            return itself
        answers = self.own is not None and self.own.name.endswith(_ANSWERS)
        if answers and self.subject is not None and self.subject.class_name == "Agency":
            return self.subject
        return self.paying(scene)


def _turns_from(scene: Scene, park: Arg) -> bool:
    """Tell whether a paragraph begins with another place than that of a park: 温州则…."""
    opens = scene.text[max(0, scene.start - 1) : scene.start] in ("", "\n")
    first = scene.args[0] if opens and scene.args else None
    if first is None or first.class_name != "Place" or first.start - scene.start > 1:
        return False
    return scene.text[first.start : first.start + 2] not in park.name


_SHORT = regex("《(通知|意见|方案|规划|计划|办法|措施|条例|规定|细则|纲要)》")
_LAW = regex("(?<![办方])法$")


def _grants(scene: Scene) -> bool:
    """Tell whether a sentence grants money, not that money has been paid."""
    span = scene.start, scene.end
    return bool(_GRANTS.search(scene.text, *span)) and not _PAID.search(scene.text, *span)


_PAID = regex("此前|累计|去年|已[向为对给]|[获领]得了")
# 《甲意见》主要内容如下: what follows are its words
_IN_FULL = regex(r"(?:主要内容|全文|内容|原文)如下[:。]?\s*$")
_CARRIES_OUT = regex("(?:贯彻|落实|响应|执行)[^,。;《]{0,16}$")


def _is_only_carried_out(scene: Scene, policy: Arg) -> bool:
    """Tell whether a sentence only says that something is done for a policy: 为落实《甲》,…."""
    return _CARRIES_OUT.search(scene.text, scene.start, policy.start) is not None


def _profiled(scene: Scene) -> Arg | None:
    """The body whose name has a line for itself, about which the paragraphs below go on."""
    name = scene.args[0] if scene.args else None
    if name is None or name.class_name not in BODIES:
        return None
    rest = scene.text[scene.start : name.start] + scene.text[name.end : scene.end]
    return None if rest.strip("简介概况 \n0123456789.、") else name


def _section_of(scene: Scene) -> Arg | None:
    """The place that a heading is or begins with: 甲市; 甲市:产业先行, in one line too."""
    place = scene.args[0] if scene.args else None
    lead = scene.text[scene.start : place.start] if place else ""
    if place is None or place.place is None or lead.strip(_MARKS):
        return None
    alone = is_header(scene) and not scene.text[place.end : scene.end].strip()
    return place if alone or scene.text.startswith((":", "】", "|"), place.end) else None


_MARKS = "\n# ▲★●■◆·【(一二三四五六七八九十)、.0123456789"


def _is_zone_of(arg: Arg, law: Arg) -> bool:
    """Tell whether an argument is the zone that a law has in its title."""
    zone = arg.class_name == "IndustrialPark" or arg.name.endswith("新区")
    zone = zone and not arg.name.endswith("特区")
    return zone and arg.name in law.name and LAW_OR_DECISION.search(law.name) is not None


_ESTATES = ("园", "园区", "基地", "小镇", "孵化器", "谷", "产业城")  # what 园区 means, not a zone


def _is_subject(scene: Scene, arg: Arg) -> bool:
    """Tell whether an argument can be what the sentence speaks of."""
    return arg.class_name in SPEAKERS and arg.start - scene.start < 30 and not scene.is_adjunct(arg)
