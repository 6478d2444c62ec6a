"""When and where events take place as their names tell, or the event during which they are held."""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.facts import Facts, Node
from kg.extraction.naming.mentions import Found
from kg.model import PartialDate
from kg.patterns import regex

_YEAR_OF_EVENT = regex(r"(?:^|[^\d])(20[0-3]\d)(?!\d)")


def add_event_years(facts: Facts, found: Found) -> None:
    """An event whose name has a year takes place in it, as long as no sentence dates it."""
    own = next((m for m in found.mentions if m.rule == "own title"), None)
    issued = facts.of("issuedDate", Node("Policy", own.name).iri) if own else []
    dates = [c.object.value for c in issued if isinstance(c.object, PartialDate)]
    written = max((date[:4] for date in dates), default=None)  # the year of the document itself
    for mention in found.mentions:
        if mention.class_name != "Event":
            continue
        year = _YEAR_OF_EVENT.search(mention.name)
        node = Node(mention.class_name, mention.name)
        if year and not facts.has(node, "establishedDate"):
            told = {claim.status for claim in facts.of("establishedBy", node.iri)}
            ahead = told == {"planned"} or bool(written and year[1] > written)
            facts.add(
                node,
                "establishedDate",
                PartialDate(year[1]),
                [(mention.start, mention.end)],
                confidence=0.5,
                status="planned" if ahead else "done",
            )


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
