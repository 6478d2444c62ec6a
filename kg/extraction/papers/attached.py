"""What a notice hands out or forwards, and what rules in detail are for."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.facts import Facts, Node
from kg.extraction.naming.mentions import Found
from kg.extraction.naming.titles import DETAIL, Title, is_policy_title
from kg.extraction.reading import Mention
from kg.extraction.scene import Arg
from kg.patterns import regex
from kg.values import DateMention

_HANDED_OUT = regex(r"(?:现将|现印发|将|现发布|现公布)(?=《)|(?:批准|同意|制定)(?:了)?(?=《)")
_GIVEN = regex(r"(?:\([^()]{1,30}\))?[”]?(?:予以|一并|联合|正式)?(?:印发|发给|发布|公布|下发|颁发)")
# 《甲》已经省政府同意,现印发给你们
_NOW_GIVEN = regex(
    r"(?:\([^()]{1,40}\))?(?:(?:,|已|业)[^。《》]{2,60})?,现(?:予以?|正式|将其)?(?P<verb>印发|转发|批转|发给|下发|发布|公布|颁发)"
)
_CITED = ("根据", "按照", "依据", "依照", "按", "落实", "贯彻", "执行")
_HEAD = 1500  # characters behind the title in which a notice says what it hands out


def attached_plan(found: Found, own: Mention) -> Mention | None:
    """The plan that a notice says it hands out: 现将《甲》印发给你们.

    Parameters
    ----------
    own : title of the notice that the document is.
    """
    text = found.words.text
    policies = {m.start: m for m in found.mentions if m.class_name == "Policy"}
    for match in _HANDED_OUT.finditer(text, own.end, own.end + _HEAD):
        plan = policies.get(match.end())
        if plan and plan.name != own.name and _GIVEN.match(text, plan.end):
            return plan
    for start in sorted(policies):
        plan = policies[start]
        near = own.end <= start < own.end + _HEAD and plan.name != own.name
        if near and text.endswith(_CITED, own.end, start):
            continue  # 根据《甲》,现公布如下
        if near and _NOW_GIVEN.match(text, plan.end):
            return plan
    return None


_FORWARDED = regex("转发|批转")


def add_attached(facts: Facts, own: Mention, plan: Mention) -> None:
    """Give the plan the region of the notice, which rests on it, and issuers and date besides.

    What is only forwarded has issuers of its own.
    """
    notice, node = Node("Policy", own.name), Node("Policy", plan.name)
    shared = ("appliesTo",) if _FORWARDED.search(own.name) else _SHARED
    for predicate in shared:
        if facts.has(node, predicate):
            continue
        for claim in facts.of(predicate, notice.iri):
            if claim.status == "done":
                facts.add_iri(node.iri, predicate, claim.object, claim.evidence, claim.confidence)
    facts.add(notice, "basedOn", node, [(plan.start, plan.end)], confidence=0.8)


def content_of(found: Found, own: Arg | None, plan: Mention | None) -> Arg | None:
    """The policy whose words a text mostly is: what it issues, forwards, explains or announces.

    Parameters
    ----------
    own, plan : its title, and what it says that it hands out.
    """
    if plan and own and own.name.endswith(_ANNOUNCES):
        return Arg(plan.start, plan.end, "Policy", plan.name, plan)
    return enclosed(own, found.titles)


_ANNOUNCES = ("公告", "令")  # which tell of nothing but that a law is passed
_SHARED = ("issuedBy", "issuedDate", "appliesTo")
_ENCLOSES = regex(
    "(?:印发|转发|批转|发布|下达)(?:修订后的|修改后的)?[《“]?(.{4,80}?)[》”]?的(?:通知|函)$"
)
_EXPLAINS = regex(
    "^(?:关于|对)?《(.{4,})》[^《》]{0,12}(?:解读|说明|问答|图解)(?:材料|稿)?$"
    "|^[^《》]{0,8}(?:读懂|看懂|图解|图说|解读|问答)[^《》]?《(.{4,})》$"
    "|^([^《》]{6,}?)(?:政策|文件)?(?:解读|图解|问答)+$"
)
_BY = regex(r"(?:解读|发布|编制|起草)(?:单位|机关|机构|部门)[::]\s*|(?:信息)?来源[::]\s*")


def add_explained(facts: Facts, found: Found, own: Mention, dates: Sequence[DateMention]) -> None:
    """What an explanation of a policy rests on, who gives it and when its page says that it did."""
    content = enclosed(Arg(own.start, own.end, "Policy", own.name), found.titles)
    if content is None or not _EXPLAINS.search(own.name):
        return
    node, text = Node("Policy", own.name), found.words.text
    facts.add(node, "basedOn", content.node, [(own.start, own.end)], confidence=0.85)
    for date in dates:
        if own.end < date.start and date.role == "page" and date.value:
            facts.add(node, "issuedDate", date.value, [(date.start, date.end)], confidence=0.7)
            break
    agencies = {agency.start: agency for agency in reversed(found.agencies)}
    given = (agencies[m.end()] for m in _BY.finditer(text, own.end) if m.end() in agencies)
    if body := next(given, None):
        issuer, span = Node("Agency", body.name), [(body.start, body.end)]
        facts.add(node, "issuedBy", issuer, span, confidence=0.7)


def enclosed(own: Arg | None, titles: Sequence[Title]) -> Arg | None:
    """The policy that a notice issues and that its text is; the document's own one otherwise."""
    match = (_ENCLOSES.search(own.name) or _EXPLAINS.search(own.name)) if own else None
    if own is None or match is None:
        return own
    inner = next(filter(None, match.groups()))
    title = next((t for t in titles if not t.own and _is_in(inner, t.name)), None)
    return Arg(title.start, title.end, "Policy", title.name) if title else own


def _is_in(inner: str, title: str) -> bool:
    """Tell whether a title is what a notice says it forwards: 甲部关于乙报告, 《关于乙的报告》."""
    if inner == title or title.startswith(f"{inner}("):
        return True
    bare = title.replace("的", "")
    return len(bare) > 8 and inner.replace("的", "").endswith(bare)


_OF_OTHERS = regex(
    "(?:转发|批转)(?P<by>[^《》]{2,24}?)(?:等(?:部门|单位))?"
    "(?:(?:制定|编制|拟[定订]|起草|印发)?的?《(?P<marked>[^《》]{4,60})》的?|关于(?P<plain>.{4,60}?))"
    "(?:的)?(?:通知|函)$"
)


def add_forwarded(facts: Facts, found: Found) -> None:
    """Say what a notice rests on that forwards what another office has made, and who made it.

    So it is told by 市政府办公厅转发市经委关于甲意见的通知.
    """
    named = {(m.start, m.end): m for m in found.mentions if m.class_name == "Policy"}
    for title in found.titles:
        cited = "转" in title.name and not title.own  # the text of a notice names its own plan
        forwards = _OF_OTHERS.search(title.name) if cited else None
        notice = named.get((title.start, title.end)) if forwards else None
        if not forwards or not notice:
            continue
        name = forwards["marked"] or forwards["plain"]
        if not is_policy_title(name):
            continue
        made, node = Node("Policy", name), Node("Policy", notice.name)
        span = [(title.start, title.end)]
        facts.add(node, "basedOn", made, span, confidence=0.8)
        for claim in facts.of("appliesTo", node.iri):
            facts.add_iri(made.iri, "appliesTo", claim.object, claim.evidence, claim.confidence)
        for agency in found.agencies:
            inside = title.start < agency.start < agency.end < title.end
            if inside and found.words.text.endswith(("转发", "批转"), title.start, agency.start):
                body = Node("Agency", agency.name)
                facts.add(made, "issuedBy", body, span, confidence=0.8)
                if home := found.places.heading(agency.name):
                    facts.add(body, "locatedIn", Node("Place", home.full), span, confidence=0.7)


_DETAILS = regex("(?:实施|操作|申报|管理)?细则$")


def add_rules_in_detail(facts: Facts, found: Found) -> None:
    """Say on which policy of the text its rules in detail rest: 甲办法实施细则."""
    policies = {m.name: m for m in found.mentions if m.class_name == "Policy"}
    half_outside = {title.start for title in found.titles if title.half_outside}
    for name, mention in policies.items():
        base = _DETAILS.sub("", name)
        if mention.start in half_outside:
            base = DETAIL.sub("", name)  # 《甲办法》实施意见 names 甲办法 as well
        elif base not in policies:
            continue
        if base != name:
            span = [(mention.start, mention.end)]
            rules = Node("Policy", name)
            facts.add(rules, "basedOn", Node("Policy", base), span, confidence=0.85)
