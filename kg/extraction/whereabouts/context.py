"""Where things are as the whole text tells it: what its own law places, hints and plans."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal

from kg.extraction.facts import Facts
from kg.extraction.naming.places import Places
from kg.model import Claim, Span
from kg.patterns import regex
from kg.vocabulary import STATUSES, class_of, mint

_PLACED = ("IndustrialPark", "Association", "Institute", "Fund", "Project")
_BY_TITLE = Decimal("0.55")


def place_own_zones(facts: Facts) -> None:
    """Place the zone whose regulation a region has made: 甲示范区条例 of 乙省."""
    ruled = facts.of("appliesTo")
    located = {claim.subject for claim in facts.of("locatedIn")}
    located |= {str(claim.object) for claim in ruled}  # a zone beside its district
    parks = {iri: n for iri, n in facts.names.items() if class_of(iri) == "IndustrialPark"}
    for claim in ruled if parks else ():
        region = str(claim.object)
        title = facts.names.get(claim.subject, "").removeprefix(facts.names.get(region, "?"))
        for park, called in parks.items():
            if park not in located and title.startswith(called):
                facts.add_iri(park, "locatedIn", region, claim.evidence, _BY_TITLE)


def place_provided(facts: Facts) -> None:
    """Place what the policy of one region sets up where nothing tells a nearer place."""
    for claim in list(facts.of("establishes")):
        thing = str(claim.object)
        regions = {str(c.object) for c in facts.of("appliesTo", claim.subject)}
        predicate = "hostedAt" if class_of(thing) == "Event" else "locatedIn"
        if len(regions) != 1 or facts.of(predicate, thing):
            continue
        if claim.status == "encouraged" and class_of(thing) != "Fund":
            continue  # others are to build it, wherever that may be
        region = regions.pop()
        if facts.names.get(region) != "中国":
            facts.add_iri(thing, predicate, region, claim.evidence, _BY_TITLE, claim.status)


_OF_PEOPLE = "人民政府"
_OF_PARK = "管理委员会"
_BY_NAME = Decimal("0.6")


def seat_governments(facts: Facts, places: Places) -> set[str]:
    """Place the governments that bare places and their mayors stand for: 甲区区长 is of its own.

    So are the offices that bare parks stand for: 甲高新区出台….

    Returns
    -------
    The full names of the places that became part of a fact.
    """
    located = {claim.subject for claim in facts.of("locatedIn")}
    regions = {hit.full for hit in places.hits}
    parks = {n for iri, n in facts.names.items() if class_of(iri) == "IndustrialPark"}
    used: set[str] = set()
    for body, evidence in _bodies(facts):
        name = facts.names.get(body, "")
        park, region = name.removesuffix(_OF_PARK), name.removesuffix(_OF_PEOPLE)
        if body in located:
            continue
        region = park if park in regions else region  # that of a new area is in the new area
        if park != name and park in parks:
            target = mint("IndustrialPark", park)
        elif region != name and region in regions:
            target = mint("Place", region)
            facts.names.setdefault(target, region)
            used.add(region)
        else:
            continue
        facts.add_iri(body, "locatedIn", target, evidence, _BY_NAME)
        located.add(body)
    return used


def _bodies(facts: Facts) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Who issues, sets up, signs or has posts, and where the text says so."""
    for predicate in ("issuedBy", "holdsPost", "partnerOf", "establishedBy"):
        for claim in list(facts.of(predicate)):
            yield str(claim.object), claim.evidence
            if predicate == "partnerOf":  # 甲市与乙公司签约
                yield claim.subject, claim.evidence


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
    outer = facts.names.get(hinted, "?")
    return told != hinted and outer in facts.outer.get(told, ())


# what a plan may say of a thing without making it real
_IS_WORK = regex("项目|工程")
_OF_PLANS = ("locatedIn", "amount", "managedBy", "funds", "subFundOf")
_SILENT = (*_OF_PLANS, "partnerOf")  # say nothing of whether their subject is there


def settle_plans(
    claims: tuple[Claim, ...], official: bool, hints: Collection[tuple[str, str]] = ()
) -> tuple[Claim, ...]:
    """What is only planned lies nowhere yet: its place takes the status of the plan.

    Parameters
    ----------
    claims : of the article.
    official : the article is itself a policy, whose projects are plans unless it says more.
    hints : thing and place where the name of the thing tells where it is, as of what there is.
    """
    told: dict[str, set[str]] = {}
    for claim in claims:
        if claim.predicate not in _SILENT:
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
            if (claim.subject, claim.object) in hints and not _IS_WORK.search(claim.subject):
                settled.append(claim)
                continue
            claim = replace(claim, status="planned")
        settled.append(claim)
    return tuple(dict.fromkeys(settled)) if settled != [*claims] else claims


def _only_planned(told: dict[str, set[str]], claim: Claim) -> bool:
    """Tell whether what a claim is about is planned and nothing more."""
    if class_of(str(claim.object)) not in ("Project", "IndustrialPark", "Fund"):
        return False
    statuses = told.get(str(claim.object), set())
    return bool(statuses) and statuses <= {"planned", "encouraged"}
