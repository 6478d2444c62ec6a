"""When and where events take place as their names tell, or the event during which they are held."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extraction.facts import Facts, Node
from kg.extraction.naming.mentions import Found
from kg.extraction.scene import Scene
from kg.model import PartialDate
from kg.patterns import regex
from kg.values import DateMention

_YEAR_OF_EVENT = regex(r"(?:^|[^\d])(20[0-3]\d)(?!\d)")


def add_event_years(facts: Facts, found: Found, dates: Sequence[DateMention]) -> None:
    """An event whose name has a year takes place in it, as long as no sentence dates it."""
    ahead_of_text = {date.start for date in dates if date.role == "target"}
    own = next((m for m in found.mentions if m.rule == "own title"), None)
    issued = facts.of("issuedDate", Node("Policy", own.name).iri) if own else []
    days = [c.object.value for c in issued if isinstance(c.object, PartialDate)]
    written = max((day[:4] for day in days), default=None)  # the year of the document itself
    for mention in found.mentions:
        if mention.class_name != "Event":
            continue
        year = _YEAR_OF_EVENT.search(mention.name)
        node = Node(mention.class_name, mention.name)
        if year and not facts.has(node, "establishedDate"):
            known = [*facts.of("establishedBy", node.iri), *facts.of("hostedAt", node.iri)]
            told = {claim.status for claim in known}
            ahead = told == {"planned"} or bool(written and year[1] > written)
            ahead = ahead or mention.start in ahead_of_text  # 2030年甲博览会, in a text of 2024
            facts.add(
                node,
                "establishedDate",
                PartialDate(year[1]),
                [(mention.start, mention.end)],
                confidence=0.5,
                status="planned" if ahead else "done",
            )


# 5月8日下午,在(甲举办的)乙大会上
_AT = regex(
    r"(?:[上下中]午|晚上?|晚间|起)?(?:,?(?:[^,。;]{0,16},)?在(?:[^,。;]{0,16}(?:举[行办]|召开)的)?|的)[“]?"
)
_ON = regex("[”]?(?:开幕式|闭幕式|现场|期间)?[上中],?|[”]?期间,")


def add_event_days(facts: Facts, scene: Scene) -> None:
    """Say when an event is at which something happens: 5月8日,在甲大会上,乙宣布…."""
    for arg in scene.args:
        if arg.class_name != "Event" or not _ON.match(scene.text, arg.end):
            continue
        before = [d for d in scene.dates if d.value and d.end <= arg.start and d.role == "event"]
        day = before[-1] if before else None
        exact = day is not None and day.value is not None and day.value.value.count("-") == 2
        year = _YEAR_OF_EVENT.search(arg.name)
        if year and day and day.value and day.value.value[:4] != year[1]:
            continue
        if day and day.value and exact and _AT.fullmatch(scene.text, day.end, arg.start):
            span = [(day.start, arg.end)]
            facts.add(arg.node, "establishedDate", day.value, span, confidence=0.65)


_DURING = regex("(?:期间|上),?(?:还|同期)?(?:召开|举办|举行)了?(?:首届)?")


def add_side_events(facts: Facts, found: Found) -> None:
    """What is held during an event is held when and where that one is: 甲节期间举办乙论坛."""
    events = [m for m in found.mentions if m.class_name == "Event"]
    for whole, part in pairwise(events):
        if _DURING.fullmatch(found.words.text, whole.end, part.start):
            iri, side = Node("Event", whole.name).iri, Node("Event", part.name)
            for claim in [*facts.of("hostedAt", iri), *facts.of("establishedDate", iri)]:
                if not facts.has(side, claim.predicate):
                    span, status = claim.evidence, claim.status
                    facts.add_iri(
                        side.iri, claim.predicate, claim.object, span, claim.confidence, status
                    )
