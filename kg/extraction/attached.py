"""The plan that a notice hands out: it has the issuers and the date of the notice."""

from __future__ import annotations

import re

from kg.extraction.facts import Facts, Node
from kg.extraction.mentions import Found
from kg.extraction.reading import Mention

_HANDED_OUT = re.compile(r"(?:现将|现印发|将|现发布|现公布)(?=《)|(?:批准|同意|制定)(?:了)?(?=《)")
_GIVEN = re.compile(
    r"(?:\([^()]{1,30}\))?[”]?(?:予以|一并|联合|正式)?(?:印发|发给|发布|公布|下发|颁发)"
)
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
    return None


def add_attached(facts: Facts, own: Mention, plan: Mention) -> None:
    """Give the plan the issuers, the region and the date of the notice, which rests on it."""
    notice, node = Node("Policy", own.name), Node("Policy", plan.name)
    for predicate in ("issuedBy", "issuedDate", "appliesTo"):
        if facts.has(node, predicate):
            continue
        for claim in facts.of(predicate, notice.iri):
            if claim.status == "done":
                facts.add_iri(node.iri, predicate, claim.object, claim.evidence, claim.confidence)
    facts.add(notice, "basedOn", node, [(plan.start, plan.end)], confidence=0.8)
