"""What stands beside the title of a policy: (甲,2017年6月), 发布单位为乙, 根据《丙》制定."""

from __future__ import annotations

import re
from itertools import pairwise, product

from kg.extraction.dates import date_for
from kg.extraction.facts import Facts
from kg.extraction.scene import ON_GROUND_OF, Arg, Scene
from kg.patterns import regex

_ISSUERS = ("Agency", "Association", "Institute")
_BRACKET = regex(r"\(([^()]{4,60})\)")
_NO_ISSUE = regex("修订|修正|施行|实施|版|起|生效|废止|年度")
_WHEN = regex(
    r"(?:发布|印发|公布|成文|颁布|出台|通过|发文)(?:的)?(?:时间|日期)(?:是|为|在|于|:)? ?"
)
_BY_WHOM = regex(
    r"(?:发布|印发|公布|颁布|出台|制定|发文|编制)的?(?:单位|机构|机关|部门)(?:是|为|有|包括|:) ?"
)


def add_imprints(facts: Facts, scene: Scene, policy: Arg | None) -> None:
    """Read the bracket behind a title, and 发布时间 and 发布单位 of a policy.

    Parameters
    ----------
    policy : the one that the sentence or those before speak of.
    """
    if policy is None and "Policy" not in scene.kinds:
        return
    asked = scene.text.find("征求", scene.start, scene.end) >= 0
    for arg in scene.args:
        if arg.class_name == "Policy" and (bracket := _BRACKET.match(scene.text, arg.end)):
            _add_bracket(facts, scene, arg, bracket)
        if asked and arg.class_name == "Policy":
            _add_draft(facts, scene, arg)
    for when in _WHEN.finditer(scene.text, scene.start, scene.end):
        date = next((d for d in scene.dates if d.start == when.end()), None)
        if policy and date and date.value and date.role == "event":
            span = [(when.start(), date.end)]
            facts.add(policy.node, "issuedDate", date.value, span, confidence=0.85)
    for by in _BY_WHOM.finditer(scene.text, scene.start, scene.end):
        index = scene.after(by.end())
        if policy and index < len(scene.args) and scene.args[index].start == by.end():
            for issuer in scene.group(index, _ISSUERS):
                if issuer.start >= by.end() and issuer.class_name in _ISSUERS:
                    span = [(by.start(), issuer.end)]
                    facts.add(policy.node, "issuedBy", issuer.node, span, confidence=0.85)


_ASKS_ABOUT = ("就", "对", "征求", "征求对")
_ABOUT_IT = regex(
    r"(?:\([^()]*\))?(?:正在|正|开始|再次|第二次|面向社会|公开|广泛)*(?:[^,。;]{0,8}?向[^,。;]{2,8}?)?(?:再次|面向社会|公开|广泛)*征求|的?意见(?:建议)?"
)


def _add_draft(facts: Facts, scene: Scene, policy: Arg) -> None:
    """甲就《乙(征求意见稿)》公开征求意见: 甲 is to issue it."""
    lead = next(
        (word for word in _ASKS_ABOUT if scene.text.endswith(word, scene.start, policy.start)), ""
    )
    index = scene.after(policy.start) - 1
    asks = lead and index >= 0 and _ABOUT_IT.match(scene.text, policy.end)
    if not asks or "征求" not in scene.text[scene.args[index].end : asks.end()]:
        return
    if policy.start - scene.args[index].end > 12 or scene.args[index].class_name != "Agency":
        return
    node, first = policy.node, scene.args[index].start
    for body in scene.group(index, ("Agency",)):
        span = [(body.start, policy.end)]
        facts.add(node, "issuedBy", body.node, span, confidence=0.7, status="planned")
    date = date_for(scene, first, first)
    if date and date.value:
        span = [(min(date.start, first), policy.end)]
        facts.add(node, "issuedDate", date.value, span, confidence=0.6, status="planned")


def _add_bracket(facts: Facts, scene: Scene, policy: Arg, bracket: re.Match[str]) -> None:
    if _NO_ISSUE.search(bracket[0]):
        return
    start, end = bracket.span()
    inside = [a for a in scene.args if start < a.start < end]
    if any(a.class_name not in _ISSUERS for a in inside):
        return
    for issuer in inside:
        facts.add(policy.node, "issuedBy", issuer.node, [(policy.start, end)], confidence=0.8)
    dates = [d for d in scene.dates if start < d.start < end and d.value]
    dates = [d for d in dates if d.role in ("event", "target")]
    alone = len(dates) == 1 and len(bracket[1].rstrip("年")) == 4  # 《甲规划》(2022年)
    if len(dates) == 1 and dates[0].value and (inside or dates[0].month or alone):
        facts.add(policy.node, "issuedDate", dates[0].value, [(policy.start, end)], confidence=0.8)


_GROUND = regex(
    r"(?:根据|依据|按照|依照|遵照|结合|以|作为|基于|(?:为|为了)?(?:深入|全面|进一步|认真|抓好|更好|切实)*"
    r"(?:贯彻落实|贯彻|落实|细化落实|细化|配合|对接|衔接|执行|实施))(?:好|了)?"
    r"(?:[\u4e00-\u9fff]{0,6}(?:印发|发布|出台|制定)的)?$"
)
_MAKES = regex("制定|印发|出台|发布|制订|编制|起草|公布|拟定|形成|下发")
# what a policy does to another, is to it, or rests on: words in front of it, words behind it
_TOWARDS = (
    (
        regex(r"”?(?:的通知)?,?(?:主要|正|就)?(?:是|系|为)?(?:对|为)"),
        regex(
            r"(?:(?:提出|明确|确定|部署)的[^,。;的]{2,8})?(?:的|作了|作出了?|进行了?|做了)[\u4e00-\u9fff]{0,6}?"
            r"(?:细化|配套|解读|说明|具体化|修订|补充|延续|落实|解释|分解|实施细则|阐释|修改)"
        ),
    ),
    (
        regex(r",?(?:同时|也|正|既|就|则)?(?:是|系|作为|属于)(?:落实|贯彻|实施)?"),
        regex(
            r"的[\u4e00-\u9fff]{0,6}?(?:配套|实施细则|操作细则|子方案|组成部分|举措|行动|细化|延伸|补充)"
        ),
    ),
    (
        regex(r",?(?:主要|正|则|也|就|是)?(?:以|在)"),
        regex(
            r"(?:作?为)(?:主要|根本|直接|重要)?(?:依据|基础|指导|遵循|统领|蓝本)|的?(?:基础上|框架[下内])"
        ),
    ),
)
_WITHIN = regex("的?(?:基础上|框架[下内])")
_AS_PART = regex(r"的[^,。;]{0,4}(?:配套|组成部分|实施细则)[^,。;]{0,6},[^,。;]{0,12}")


# 为落实该意见,甲出台了《乙》
_CARRIES_OUT = regex(
    "为(?:了)?(?:深入|全面|进一步|更好地?|认真)*(?:贯彻落实|推动落实|落实好?|贯彻|细化|配合)(?:该|上述|这一|这份|这部|此)?"
    "(?:文件|意见|规划|方案|条例|通知|政策|决定|纲要|办法)(?:精神|要求|部署)?,"
)


def add_grounds(facts: Facts, scene: Scene, former: Arg | None) -> None:
    """Say which policy another rests on: 根据《甲》,乙制定《丙》; 《丙》是对《甲》的细化.

    Parameters
    ----------
    former : the policy that was named before those of the sentence.
    """
    if "Policy" not in scene.kinds:
        return
    _add_founded(facts, scene)
    policies = [a for a in scene.args if a.class_name == "Policy" and a.mention]
    cited = _CARRIES_OUT.search(scene.text, scene.start, scene.end) if former else None
    made = next((a for a in policies if cited and a.start >= cited.end()), None)
    if former and cited and made and _MAKES.search(scene.text, cited.end(), made.start):
        _rests(facts, made, former)
    if len(policies) < 2:
        return
    text = scene.text
    for first in policies[:-1]:
        within = text.endswith("在", scene.start, first.start) and _WITHIN.match(text, first.end)
        if not (within or _GROUND.search(text[max(scene.start, first.start - 24) : first.start])):
            continue
        grounds = [a for a in scene.group(scene.after(first.start), ("Policy",)) if a.mention]
        for made in [a for a in policies if a.start >= grounds[-1].end]:
            gap = text[grounds[-1].end : made.start]
            if len(gap) > 90 or ";" in gap:
                break
            if _MAKES.search(gap, gap.rfind(",") + 1) or _AS_PART.fullmatch(gap):
                listed = scene.group(scene.after(made.start), ("Policy",))
                for each, ground in product(listed, grounds):
                    _rests(facts, each, ground)
                break
    for made, ground in pairwise(policies):
        if any(
            before.fullmatch(text, made.end, ground.start) and behind.match(text, ground.end)
            for before, behind in _TOWARDS
        ):
            _rests(facts, made, ground)


_IS_BY = regex("”?,?(?:是|系|为)(?:根据|依据|依照|按照|依)")
_SET_UP = regex("(?:的?(?:要求|规定|部署))?,?(?:批准)?(?:设立|成立|组建|建立)")
_WILL = regex(",[^,。;]{0,8}(?:将|拟|计划)(?:设立|成立|组建|建立)“?")
_ESTABLISHED = ("Policy", "Fund", "IndustrialPark", "Association", "Project")


def _add_founded(facts: Facts, scene: Scene) -> None:
    """Say which policy sets up what: 甲基金是根据《乙》设立的; 根据《乙》,丙区将设立甲基金."""
    for one, other in pairwise(a for a in scene.args if a.class_name in _ESTABLISHED):
        gap, span = scene.plain(one.end, other.start), [(one.start, other.end)]
        if (one.class_name == "Policy") == (other.class_name == "Policy"):
            continue
        if scene.text.endswith(ON_GROUND_OF, scene.start, one.start) and _WILL.fullmatch(gap):
            facts.add(one.node, "establishes", other.node, span, confidence=0.7, status="planned")
        elif _IS_BY.fullmatch(gap) and _SET_UP.match(scene.text, other.end):
            facts.add(other.node, "establishes", one.node, span, confidence=0.75)


def _rests(facts: Facts, made: Arg, ground: Arg) -> None:
    if made.name == ground.name:
        return
    low, high = min(made.start, ground.start), max(made.end, ground.end)
    facts.add(made.node, "basedOn", ground.node, [(low, high)], confidence=0.75)
