"""Which proposals of the model count: what is not in the text, or not so, is dropped by reason."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from kg.article import Article, normalise
from kg.assistant.proposals import Proposal
from kg.assistant.signatures import signatures
from kg.errors import TermError
from kg.extraction import Extraction
from kg.gazetteer import canonical_name, find_places
from kg.model import Claim, Entity, PartialDate, Span, Text, Value
from kg.values import AmountMention, DateMention, find_amounts, home_currency, read_dates
from kg.vocabulary import ENTITY_CLASSES, STATUSES, local_name

SURE = Decimal("0.70")  # the most that a model alone is worth
REALIGNED = Decimal("0.60")  # its quote was not to the letter
_ALIKE = 95  # of 100, rapidfuzz: a quote with a slip of the pen
_SHORTEST, _LONGEST = 4, 400  # characters of a quote
_LONGEST_NAME = 60
_NO_NAME = re.compile(
    r"[。!?;,\n]|^(?:该|本|这|其|上述|此|各|某|有关|相关|我)|^(?:政府|公司|企业|基金|项目)$"
)


@dataclass(frozen=True)
class Checked:
    """A proposal that holds: the claim, and things new to the rules with where they are named."""

    claim: Claim
    new: tuple[tuple[Entity, Span], ...]


class Dropped(Exception):  # noqa: N818 - it ends the check of one proposal, nothing has failed
    """A proposal does not count; the text is the reason, as it is reported."""


@dataclass
class Checks:
    """Checks proposals about one article against its text and against what the rules found.

    Parameters
    ----------
    found : the extraction by rules.
    dropped : how many proposals were dropped, by reason.
    """

    found: Extraction
    dropped: Counter[str] = field(default_factory=Counter)

    def accept(
        self, proposal: Proposal, topic: Container[str], start: int, end: int
    ) -> Checked | None:
        """Turn a proposal into a claim, or count why not.

        Parameters
        ----------
        topic : the relations that were asked for.
        start, end : the passage that was shown.
        """
        try:
            if proposal.relation not in topic or proposal.status not in STATUSES:
                raise Dropped("unknown relation or status")
            return self._checked(proposal, start, end)
        except Dropped as reason:
            self.dropped[str(reason)] += 1
            return None

    def _checked(self, proposal: Proposal, start: int, end: int) -> Checked:
        signature = signatures()[proposal.relation]
        begin, stop, sure = self._locate(proposal.quote, start, end)
        subject = self._thing(proposal.subject, proposal.subject_class, begin, stop)
        if subject.class_name not in signature.subjects:
            raise Dropped("class does not fit the relation")
        things = [subject]
        value: Value
        if signature.value:
            value = self._value(signature.value, proposal.object, begin, stop)
        else:
            thing = self._thing(proposal.object, proposal.object_class, begin, stop)
            if thing.class_name not in signature.objects:
                raise Dropped("class does not fit the relation")
            things.append(thing)
            value = thing.iri
        first, second = self._directed(subject.iri, proposal.relation, value)
        if first == second:
            raise Dropped("subject and object are the same")
        if self._contradicted(first, proposal.relation, second, proposal.status):
            raise Dropped("the rules read it otherwise")
        evidence = (self._article.span(begin, stop),)
        claim = Claim(
            self._article.id, first, proposal.relation, second, evidence, proposal.status, sure
        )
        new = [entity for entity in things if entity.iri not in self._by_iri]
        return Checked(claim, tuple((e, self._mention(e, begin, stop)) for e in new))

    def _mention(self, entity: Entity, begin: int, end: int) -> Span:
        """Where a quote names a new thing; a place may stand there in its short form."""
        at = self._article.text.find(entity.name, begin, end)
        if at < 0:
            return self._article.span(begin, end)
        return self._article.span(at, at + len(entity.name))

    def _directed(self, subject: str, relation: str, value: Value) -> tuple[str, Value]:
        """The two ends of a relation, which in a cooperation stand as the rules have them."""
        turned = (value, relation, subject) in self._statuses
        if relation == "partnerOf" and turned and isinstance(value, str):
            return value, subject
        return subject, value

    @property
    def _article(self) -> Article:
        return self.found.article

    def _locate(self, quote: str, start: int, end: int) -> tuple[int, int, Decimal]:
        """Find a quote in the passage that was shown, to the letter or nearly so."""
        words = normalise(quote).text.strip()
        if not _SHORTEST <= len(words) <= _LONGEST:
            raise Dropped("quote too short or too long")
        at = self._article.text.find(words, start, end)
        if at >= 0:
            return at, at + len(words), SURE
        from rapidfuzz import fuzz

        passage = self._article.text[start:end]
        near = fuzz.partial_ratio_alignment(words, passage, score_cutoff=_ALIKE)
        if near is None or near.src_end - near.src_start < 0.9 * len(words):
            raise Dropped("quote not in the text")
        return start + near.dest_start, start + near.dest_end, REALIGNED

    def _thing(self, name: str, class_name: str, begin: int, end: int) -> Entity:
        """The thing that a name in a quote means, known to the rules or new."""
        if class_name not in ENTITY_CLASSES:
            raise Dropped("unknown class")
        words = normalise(name).text.strip().strip("《》")
        quote = self._article.text[begin:end]
        for entity in self._by_name.get(words, ()):
            if entity.class_name == class_name or len(self._by_name[words]) == 1:
                if any(form in quote for form in (entity.name, *entity.aliases)):
                    return entity
                raise Dropped("subject or object not in the quote")
        if words not in quote:
            raise Dropped("subject or object not in the quote")
        if len(words) > _LONGEST_NAME or _NO_NAME.search(words):
            raise Dropped("not a name")
        if class_name == "Place":
            return _place(words)
        try:
            local_name(words)
            return Entity(class_name, words)
        except TermError:
            raise Dropped("not a name") from None

    def _value(self, kind: str, words: str, begin: int, end: int) -> Value:
        """The value that stands in a quote, as our own grammar reads it there."""
        plain = normalise(words).text.strip()
        at = self._article.text.find(plain, begin, end) if plain else -1
        if at < 0:
            raise Dropped("value not in the quote")
        if kind == "text":
            return Text(plain)
        stop = at + len(plain)
        if kind == "date":
            for date in _within(self._dates, at, stop):
                if isinstance(date.value, PartialDate):
                    return date.value
        else:
            for sum_ in _within(self._amounts, at, stop):
                if sum_.amount is not None:
                    return sum_.amount
        raise Dropped(f"{kind} cannot be read")

    def _contradicted(self, subject: str, relation: str, value: Value, status: str) -> bool:
        """Tell whether the rules hold another status, another value, or the other direction."""
        statuses = self._statuses.get((subject, relation, value))
        if statuses is not None:
            return status not in statuses
        if (value, relation, subject) in self._statuses:
            return True
        single = signatures()[relation].value in ("date", "amount")
        return single and (subject, relation) in self._said

    @cached_property
    def _by_iri(self) -> dict[str, Entity]:
        return {entity.iri: entity for entity in self.found.entities}

    @cached_property
    def _by_name(self) -> dict[str, list[Entity]]:
        names: defaultdict[str, list[Entity]] = defaultdict(list)
        for entity in self.found.entities:
            for name in dict.fromkeys((entity.name, *entity.aliases)):
                names[name.strip("《》")].append(entity)
        return dict(names)

    @cached_property
    def _said(self) -> set[tuple[str, str]]:
        return {(claim.subject, claim.predicate) for claim in self.found.claims}

    @cached_property
    def _statuses(self) -> dict[tuple[Value, str, Value], set[str]]:
        statuses: defaultdict[tuple[Value, str, Value], set[str]] = defaultdict(set)
        for claim in self.found.claims:
            statuses[claim.subject, claim.predicate, claim.object].add(claim.status)
        return dict(statuses)

    @cached_property
    def _dates(self) -> list[DateMention]:
        return read_dates(self._article.text, self._article.published)

    @cached_property
    def _amounts(self) -> list[AmountMention]:
        article = self._article
        return find_amounts(article.text, home_currency(article.text, article.noise.traditional))


_M = TypeVar("_M", DateMention, AmountMention)


def _within(mentions: list[_M], start: int, end: int) -> list[_M]:
    """The mentions that touch a range."""
    first = bisect_left(mentions, start, key=lambda mention: mention.end - 1)
    return [m for m in mentions[first : first + 8] if m.start < end]


def _place(words: str) -> Entity:
    """A place of the gazetteer by its name; a name that it does not know is no place."""
    mentions = find_places(words)
    whole = len(mentions) == 1 and mentions[0].end - mentions[0].start == len(words)
    if not whole or len(mentions[0].candidates) > 1:
        raise Dropped("place unknown or one of several")
    place = mentions[0].candidates[0]
    return Entity("Place", canonical_name(place), code=place.gb_code)
