"""The queue of what people should decide: pairs of names, then claims, the most useful first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.claims import zt
from kg.facts import CONFLICT_KINDS, Testimony, testimony
from kg.growth.news import questions
from kg.growth.own import OwnGraph
from kg.growth.reviews import Review
from kg.model import Judgement
from kg.report import Names
from kg.store import EmbeddedStore
from kg.turtle import lexical

_PAIR_KEYS = {
    "zh": {"s": "同一", "d": "不同", "u": "存疑", "n": "跳过", "q": "停"},
    "en": {"s": "same", "d": "different", "u": "unsure", "n": "skip", "q": "stop"},
}
_CLAIM_KEYS = {
    "zh": {"a": "对", "p": "对，且优先", "r": "不对", "c": "改正", "n": "跳过", "q": "停"},
    "en": {"a": "right", "p": "right, preferred", "r": "wrong", "c": "correct", "n": "skip",
           "q": "stop"},
}  # fmt: skip
_DECISIONS = {"s": "same", "d": "different", "u": "unsure"}
_REVIEWS = {"a": "accept", "p": "prefer", "r": "reject", "c": "correct"}


@dataclass(frozen=True)
class Item:
    """Something to decide.

    Parameters
    ----------
    text : the question, worded.
    words : language -> key -> what it means.
    decide : takes the store, a key, who decides, and the right object of a correction.
    """

    text: str
    words: dict[str, dict[str, str]]
    decide: Callable[[OwnGraph, str, str, str], None]

    def keys(self, language: str) -> dict[str, str]:
        """What each key means."""
        return self.words[language]

    def answer(self, own: OwnGraph, key: str, by: str, value: str = "") -> None:
        """Store an answer, wholly or not at all."""
        self.decide(own, key, by, value)


def queue(own: OwnGraph, language: str = "zh") -> list[Item]:
    """List what is open: pairs that rules left undecided, similar names, claims not reviewed.

    Claims at odds with others come before those of low confidence.
    """
    names = Names(EmbeddedStore(own.engine), language)
    items = [_pair(names, left, right, because) for left, right, because in questions(own)]
    return items + [_claim(names, found) for found in _unreviewed(own)]


def _pair(names: Names, left: str, right: str, because: str) -> Item:
    def decide(own: OwnGraph, key: str, by: str, value: str) -> None:
        own.judge(Judgement(left, right, _DECISIONS[key], f"复核：{because}", by))

    return Item(f"{names.of(left)} ＝ {names.of(right)} ？ {because}", _PAIR_KEYS, decide)


def _claim(names: Names, found: Testimony) -> Item:
    claim = found.claim

    def decide(own: OwnGraph, key: str, by: str, value: str) -> None:
        extracted = own.as_extracted(claim.source, found.iri)
        own.review(Review(claim.source, extracted, _REVIEWS[key], by, "逐条复核", value))

    lines = [names.statement(found), *(f"    {line}" for line in names.testimony(found))]
    return Item("\n".join(lines), _CLAIM_KEYS, decide)


def _unreviewed(own: OwnGraph) -> list[Testimony]:
    engine, store = own.engine, EmbeddedStore(own.engine)
    found = []
    for quad in engine.quads_for_pattern(None, zt("reviewed"), ox.Literal(False)):
        disputed = any(
            any(engine.quads_for_pattern(quad.subject, zt(kind), None))
            for kind in CONFLICT_KINDS[:3]
        )
        sure = next(engine.quads_for_pattern(quad.subject, zt("confidence"), None))
        found.append((not disputed, float(lexical(sure.object)), lexical(quad.subject)))
    return [testimony(store, iri) for _, _, iri in sorted(found)]
