"""Who enacted a law and when, as the lines under its title tell: first and every amendment."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.facts import Facts, Node
from kg.extraction.naming.mentions import Found
from kg.extraction.reading import Mention
from kg.patterns import regex
from kg.values import DateMention

_HEAD = 3000  # characters behind the title in which the history of a law stands
_FIRST_ARTICLE = regex(r"\n\s*第 ?[一1] ?条")
# 中华民国…年…月…日行政院院授主基作字第…号令订定发布; the day it takes effect is no amendment
_ORDER = regex(
    r"[\u4e00-\u9fff]{2,24}?(?:\(\d{2,3}\))?[\u4e00-\u9fff()]{1,12}字第[\s\w-]{1,24}?号(?:令|公告|函)?"
    r"(?P<what>[^。;\n]{0,6}\n?[^。;\n]{0,40})"
)
_EFFECT = regex(r"\s*第[\s\S]{0,8}条\s*所列|\s*(?:发\s*布|公\s*布)?\s*定\s*自|\s*发\s*布\s*废\s*止")
_OF_HOME = regex("(?:[\u4e00-\u9fff]{1,2})?府[\u4e00-\u9fff]{1,8}字第")  # 府法规字第…号令
_BODY = regex(
    r"总统|行政院[\u4e00-\u9fff]{2,6}(?:委员会|署|总处)|行政院|立法院|司法院|考试院|[\u4e00-\u9fff]{1,12}?(?:部|委员会|总处|署|府|局|院|会)"
)


def add_enactment(
    facts: Facts, found: Found, own: Mention, dates: Sequence[DateMention], signed: bool
) -> None:
    """Date and issuer of a law, from the note of passage or the history under its title.

    Parameters
    ----------
    own : the title of the law.
    dates : of the text.
    signed : a signature dates the document.
    """
    _add_orders(facts, found, own, dates)
    _add_passage(facts, found, own, dates, signed)


def _add_orders(facts: Facts, found: Found, own: Mention, dates: Sequence[DateMention]) -> None:
    """中华民国…年…月…日甲部乙字第…号令: the first law of Taiwan and every amendment."""
    text = found.words.text
    article = _FIRST_ARTICLE.search(text, own.end, own.end + _HEAD)
    if article is None or "民国" not in text[own.end : article.start()]:
        return
    policy = Node("Policy", own.name)
    for date in dates:
        if not own.end <= date.start < article.start() or date.value is None:
            continue
        order = _ORDER.match(text, date.end)
        if order is None or _EFFECT.match(order["what"]):
            continue
        body = _BODY.match(text, date.end)
        home = found.places.own[0].full if found.places.own else ""
        ours = home and _OF_HOME.match(text, date.end)
        if body is None and not ours:
            continue
        span = [(date.start, order.end())]
        facts.add(policy, "issuedDate", date.value, span, confidence=0.85)
        issuer = Node("Agency", f"{home}政府" if ours or body is None else body[0])
        facts.add(policy, "issuedBy", issuer, span, confidence=0.85)


_PASSED = regex(
    r"(?:会议|全会|大会)(?:审议)?(?:通过|修订|批准)|\d日(?:审议)?通过|令公布|公布(?!的)"
)
_REVISED = regex(r"[^。,;)\n]{4,60}?会议(?:第[一二三四]次)?(?:修订|修正)")


def _add_passage(
    facts: Facts, found: Found, own: Mention, dates: Sequence[DateMention], signed: bool
) -> None:
    """Date and body of the note of passage under a title: (2020年7月1日甲会议通过)."""
    text, policy = found.words.text, Node("Policy", own.name)
    passed = _PASSED.search(text, own.end, own.end + 260)
    if not passed or own.name.endswith("通知") or "民国" in text[own.end : passed.start()]:
        return
    limit = passed.end()
    stated = [d for d in dates if own.end <= d.start and d.value and d.role == "event"]
    first = next((d for d in stated if d.start < limit), None)
    if first and first.value and not signed:
        span = [(first.start, limit)]
        facts.add(policy, "issuedDate", first.value, span, confidence=0.85)
        for date in stated:  # 2022年9月1日甲会议修订
            again = date.value and limit <= date.start < limit + 400
            if again and date.value and (revised := _REVISED.match(text, date.end)):
                span = [(date.start, revised.end())]
                facts.add(policy, "issuedDate", date.value, span, confidence=0.7)
    if first is None and passed[0] == "公布":
        return
    bodies = [m for m in found.mentions if m.class_name == "Agency" and own.end <= m.start < limit]
    for body in bodies[:1]:
        span = [(body.start, limit)]
        facts.add(policy, "issuedBy", Node("Agency", body.name), span, confidence=0.85)
