"""The assistant itself: rules first, then the model's proposals, checked and joined to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import Any

from kg.article import Article
from kg.assistant.checks import Checks
from kg.assistant.endpoint import Endpoint, Message, ModelError
from kg.assistant.memory import Memory
from kg.assistant.proposals import Proposal, proposal, read_answer
from kg.assistant.questions import passages, question, repair, schema
from kg.assistant.signatures import TOPICS
from kg.extraction import Extraction, extract
from kg.model import Claim, Entity, Span, Value

_SUREST = Decimal("0.99")


@dataclass
class Tally:
    """What became of the questions and the answers.

    Parameters
    ----------
    asked : questions put, those answered from memory among them.
    remembered : questions answered from memory.
    proposed : facts that the model proposed.
    agreed : claims of the rules that the model has too.
    added : claims that only the model has.
    dropped : proposals that do not count, by reason.
    unanswered : questions without answer, by reason.
    """

    asked: int = 0
    remembered: int = 0
    proposed: int = 0
    agreed: int = 0
    added: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    unanswered: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)))


@dataclass(frozen=True)
class Assisted(Extraction):
    """An extraction that a model took part in, and what became of its answers."""

    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True)
class Assistant:
    """Extracts by rules and has a language model propose what they missed.

    Parameters
    ----------
    endpoint : whom to ask.
    memory : where answers are kept, None to ask anew each time.
    """

    endpoint: Endpoint
    memory: Memory | None = None

    def extract(self, article: Article) -> Assisted:
        """Find what an article names and states, in the same form as `kg.extract`.

        A question that stays without answer costs only what it would have added.
        """
        found = extract(article)
        checks = Checks(found)
        tally = Tally()
        proposed: dict[_Key, Claim] = {}
        entities = {entity.iri: entity for entity in found.entities}
        mentions = defaultdict(set, {iri: set(spans) for iri, spans in found.mentions.items()})
        for start, end in passages(article):
            known = _known(found, article.span(start, end))
            for topic in TOPICS:
                messages = question(article, start, end, topic, known)
                for item in self._proposals(messages, schema(topic), tally):
                    checked = checks.accept(item, topic, start, end)
                    if checked is None:
                        continue
                    claim = checked.claim
                    proposed[_key(claim)] = _merged(proposed.get(_key(claim)), claim)
                    for entity, span in checked.new:
                        entities[entity.iri] = entity
                        mentions[entity.iri].add(span)
        ruled = {_key(claim): claim for claim in found.claims}
        tally.agreed = len(ruled.keys() & proposed.keys())
        tally.added = len(proposed) - tally.agreed
        tally.dropped += checks.dropped
        for key, claim in proposed.items():
            ruled[key] = _agreed(ruled[key], claim) if key in ruled else claim
        return Assisted(
            article,
            tuple(entities[iri] for iri in sorted(entities)),
            tuple(sorted(ruled.values(), key=_order)),
            {iri: tuple(sorted(spans)) for iri, spans in sorted(mentions.items())},
            tally,
        )

    def _proposals(
        self, messages: list[Message], form: dict[str, Any], tally: Tally
    ) -> list[Proposal]:
        """The well-formed proposals of an answer, from memory or from the model."""
        tally.asked += 1
        try:
            items = self._items(messages, form, tally)
        except ModelError as error:
            tally.unanswered[str(error)] += 1
            return []
        read = [proposal(item) for item in items]
        tally.proposed += len(read)
        tally.dropped["item without the wanted fields"] += read.count(None)
        return [item for item in read if item is not None]

    def _items(self, messages: list[Message], form: dict[str, Any], tally: Tally) -> list[Any]:
        """The facts of the answer; one that is no JSON may be corrected once.

        Raises
        ------
        ModelError : no answer, or no JSON of the wanted form the second time too.
        """
        model = self.endpoint.model
        kept = self.memory.recall(model, messages) if self.memory else None
        items = read_answer(kept) if kept is not None else None
        if items is not None:
            tally.remembered += 1
            return items
        answer = self.endpoint.answer(messages, form)
        items = read_answer(answer)
        if items is None:
            answer = self.endpoint.answer(repair(messages, answer), form)
            items = read_answer(answer)
        if items is None:
            raise ModelError(f"{self.endpoint.url}: {model} writes no JSON of the wanted form")
        if self.memory:
            self.memory.keep(model, messages, answer)
        return items


def _known(found: Extraction, passage: Span) -> list[Entity]:
    """The things that the rules found in a passage, in the order of their first mention there."""
    first: dict[str, int] = {}
    for iri, spans in found.mentions.items():
        starts = [s.start for s in spans if passage.start <= s.start < passage.end]
        if starts:
            first[iri] = min(starts)
    things = {entity.iri: entity for entity in found.entities}
    return [things[iri] for iri in sorted(first, key=lambda iri: (first[iri], iri))]


_Key = tuple[str, str, Value, str]


def _key(claim: Claim) -> _Key:
    return claim.subject, claim.predicate, claim.object, claim.status


def _merged(known: Claim | None, claim: Claim) -> Claim:
    """A proposal that came twice, from passages that overlap or repeat it."""
    if known is None:
        return claim
    evidence = tuple(sorted({*known.evidence, *claim.evidence}))
    return replace(known, evidence=evidence, confidence=max(known.confidence, claim.confidence))


def _agreed(ruled: Claim, proposed: Claim) -> Claim:
    """A claim of the rules that the model has too: both rarely err together."""
    doubt = (1 - ruled.confidence) * (1 - proposed.confidence)
    sure = min(_SUREST, (1 - doubt).quantize(Decimal("0.01")))
    return replace(_merged(ruled, proposed), confidence=max(ruled.confidence, sure))


def _order(claim: Claim) -> tuple[Span, str, str, str]:
    return claim.evidence[0], claim.predicate, claim.subject, str(claim.object)
