"""Where things are that their own sentence does not place: by heading or policy."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal

from kg.article import Article
from kg.extraction.facts import Facts, Node
from kg.extraction.lexicon import lexicon
from kg.extraction.naming.mentions import Found
from kg.extraction.naming.places import PlaceHit, Places
from kg.model import Claim
from kg.vocabulary import STATUSES, class_of, mint

_PLACED = ("IndustrialPark", "Association", "Institute", "Fund", "Project")
_BY_POLICY = Decimal("0.6")
_BY_HEADING = Decimal("0.55")
_SHORT_HEADING = 24


def add_context_places(facts: Facts, article: Article, places: Places) -> set[str]:
    """Place what a heading or a policy places, whose own sentence names neither place nor maker.

    Returns
    -------
    The full names of the places that became part of a fact.
    """
    headings = _headings(article, places)
    starts = [start for start, _ in headings]
    used: set[str] = set()
    located = {claim.subject: claim.object for claim in facts.of("locatedIn")}
    made = {claim.subject for claim in facts.of("establishedBy")}
    for claim in facts.of("establishedDate"):
        known = claim.subject in located or claim.subject in made
        index = bisect_right(starts, claim.evidence[0].start) - 1
        heading = headings[index][1] if index >= 0 else None
        if known or heading is None or class_of(claim.subject) not in _PLACED:
            continue
        used.add(heading.full)
        target = mint("Place", heading.full)
        facts.names.setdefault(target, heading.full)
        facts.add_iri(claim.subject, "locatedIn", target, claim.evidence, _BY_HEADING, claim.status)
        located[claim.subject] = target
    regions = {claim.subject: str(claim.object) for claim in facts.of("appliesTo")}
    regions |= facts.zones
    for claim in facts.of("establishes"):  # what a region's policy has built lies in the region
        value, region = str(claim.object), regions.get(claim.subject)
        loose = region and _LOOSE.search(facts.names.get(region, ""))
        if region and not loose and value not in located and class_of(value) == "Project":
            sure = _BY_POLICY
            facts.add_iri(value, "locatedIn", region, claim.evidence, sure, claim.status)
            located[value] = region
    _place_own_zones(facts, set(located))
    return used | _seat_governments(facts, places, set(located))


def _place_own_zones(facts: Facts, located: set[str]) -> None:
    """Place the zone whose regulation a region has made: 甲示范区条例 of 乙省."""
    parks = {iri: n for iri, n in facts.names.items() if class_of(iri) == "IndustrialPark"}
    for claim in facts.of("appliesTo") if parks else []:
        region = str(claim.object)
        name, title = facts.names.get(region, "?"), facts.names.get(claim.subject, "")
        if claim.status != "done" or _LOOSE.search(name) or class_of(region) != "Place":
            continue
        for park, called in parks.items():
            if park not in located and title.removeprefix(name).startswith(called):
                facts.add_iri(park, "locatedIn", region, claim.evidence, _BY_HEADING)


_OF_PEOPLE = "人民政府"
_BY_NAME = Decimal("0.6")


def _seat_governments(facts: Facts, places: Places, located: set[str]) -> set[str]:
    """Place the governments that bare places and their mayors stand for: 甲区区长 is of its own."""
    full = {hit.full for hit in places.hits}
    used: set[str] = set()
    for predicate in ("issuedBy", "holdsPost", "partnerOf", "establishedBy"):
        for claim in facts.of(predicate):
            body = str(claim.object)
            name = facts.names.get(body, "")
            region = name.removesuffix(_OF_PEOPLE)
            if body in located or region == name or region not in full:
                continue
            target = mint("Place", region)
            facts.names.setdefault(target, region)
            facts.add_iri(body, "locatedIn", target, claim.evidence, _BY_NAME)
            located.add(body)
            used.add(region)
    return used


# regions so large that a policy for them does not tell where in them something stands
_LOOSE = re.compile("(?:地区|流域|经济带|城市群|三角洲|湾区|经济圈|[东中西]部|京津冀|长三角)$")


def add_known_seats(facts: Facts, found: Found) -> set[str]:
    """Place the bodies of a region that an article names, though their names do not tell it.

    Returns
    -------
    The full names of the places that became part of a fact.
    """
    seats = lexicon().elsewhere
    named = {hit.full for hit in found.places.hits}
    used: set[str] = set()
    for mention in found.mentions:
        seat = seats.get(mention.name) if mention.class_name == "Agency" else None
        if seat in named:
            span = [(mention.start, mention.end)]
            body = Node("Agency", mention.name)
            facts.add(body, "locatedIn", Node("Place", str(seat)), span, confidence=0.6)
            used.add(str(seat))
    return used


def without_hints(facts: Facts) -> tuple[Claim, ...]:
    """The claims without places that only a name tells, where the text tells a nearer one."""
    hints = facts.hints()
    told: dict[str, list[str]] = {}
    held: set[str] = set()
    for claim in facts.of("hostedAt"):
        if (claim.subject, claim.object) not in hints and claim.status != "denied":
            held.add(claim.subject)
    for claim in facts.of("locatedIn"):
        if (claim.subject, claim.object) not in hints and claim.status == "done":
            told.setdefault(claim.subject, []).append(str(claim.object))
    planned = _still_planned(facts)

    def is_told_better(claim: Claim) -> bool:
        if claim.subject in planned:
            return True
        if claim.predicate == "hostedAt":
            return claim.subject in held
        return claim.predicate == "locatedIn" and any(
            _nearer(facts, to, str(claim.object))
            for to in told.get(claim.subject, ())
            if not facts.names.get(to, "").endswith(_SPREAD)
        )

    return tuple(
        claim
        for claim in facts.claims()
        if (claim.subject, claim.object) not in hints or not is_told_better(claim)
    )


# whose parts lie in several places
_SPREAD = ("自主创新示范区", "自由贸易试验区", "自贸试验区", "自贸区", "科技创新合作区")


def _still_planned(facts: Facts) -> set[str]:
    """Parks and institutes that are to be set up: where, their names do not settle."""
    told: dict[str, set[str]] = {}
    for predicate, end in (("establishes", "object"), ("establishedBy", "subject")):
        for claim in facts.of(predicate):
            told.setdefault(str(getattr(claim, end)), set()).add(claim.status)
    return {
        iri
        for iri, statuses in told.items()
        if class_of(iri) in ("Institute", "IndustrialPark") and "done" not in statuses
    }


def _nearer(facts: Facts, told: str, hinted: str) -> bool:
    """Tell whether a place lies in another, or is a park."""
    if class_of(told) == "IndustrialPark":
        return True
    name, outer = facts.names.get(told, ""), facts.names.get(hinted, "?")
    return told != hinted and (name.startswith(outer) or outer in facts.outer.get(told, ()))


# what a plan may say of a thing without making it real
_OF_PLANS = ("locatedIn", "amount", "managedBy", "funds", "subFundOf")


def settle_plans(claims: tuple[Claim, ...], official: bool) -> tuple[Claim, ...]:
    """What is only planned lies nowhere yet: its place takes the status of the plan.

    Parameters
    ----------
    claims : of the article.
    official : the article is itself a policy, whose projects are plans unless it says more.
    """
    told: dict[str, set[str]] = {}
    for claim in claims:
        if claim.predicate not in _OF_PLANS:
            told.setdefault(claim.subject, set()).add(claim.status)
            if claim.predicate in ("establishes", "develops"):
                told.setdefault(str(claim.object), set()).add(claim.status)
    when = {c.subject for c in claims if c.predicate == "establishedDate" and c.status == "done"}
    ahead = {c.subject for c in claims if c.predicate == "establishedDate"} - when
    settled: list[Claim] = []
    for claim in claims:
        if claim.predicate == "hostedAt" and claim.status == "done" and claim.subject in ahead:
            claim = replace(claim, status="planned")  # 将于9月举办甲市论坛
        statuses = told.get(claim.subject, set())
        plan = claim.predicate == "locatedIn" and class_of(claim.subject) in _PLACED
        if plan and claim.status == "done" and statuses and not statuses & {"done", "denied"}:
            claim = replace(claim, status=min(statuses, key=STATUSES.index))
        elif claim.predicate == "funds" and claim.status == "done" and _only_planned(told, claim):
            claim = replace(claim, status="planned")  # who pays for what is only planned
        elif (
            claim.predicate in _OF_PLANS
            and claim.status == "done"
            and class_of(claim.subject) in ("Fund", "Project", "IndustrialPark")
            and told.get(claim.subject)
            and not told[claim.subject] & {"done", "denied"}
        ):
            claim = replace(claim, status=min(told[claim.subject], key=STATUSES.index))
        elif plan and official and not statuses and class_of(claim.subject) == "Project":
            claim = replace(claim, status="planned")
        settled.append(claim)
    return tuple(dict.fromkeys(settled)) if settled != [*claims] else claims


def _only_planned(told: dict[str, set[str]], claim: Claim) -> bool:
    """Tell whether what a claim is about is planned and nothing more."""
    if class_of(str(claim.object)) not in ("Project", "IndustrialPark"):
        return False
    statuses = told.get(str(claim.object), set())
    return bool(statuses) and statuses <= {"planned", "encouraged"}


def _headings(article: Article, places: Places) -> list[tuple[int, PlaceHit | None]]:
    """Raw position of each heading and the place it is about; None ends what came before."""
    found: list[tuple[int, PlaceHit | None]] = []
    for block in article.blocks:
        if block.kind not in ("heading", "title") or block.end - block.start > _SHORT_HEADING:
            continue
        hits = places.within(block.start, block.end)
        begins = [hit for hit in hits if hit.start - block.start <= 4]
        about = begins[0] if len({hit.name for hit in hits}) == 1 and begins else None
        found.append((article.span(block.start, block.end).start, about))
    several = len({about.name for _, about in found if about}) > 1
    return found if several else []  # one heading with a place in it is no division by places
