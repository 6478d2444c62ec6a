"""Collects what rules find into entities and claims, one claim a fact with all its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from kg.article import Article
from kg.extraction.reading import LONGEST, SENTENCE_END, Words
from kg.model import Claim, Span, Text, Value
from kg.vocabulary import mint

BOUNDS = attrgetter("start", "end")  # orders spans as they order themselves, but faster


class Node(NamedTuple):
    """A thing by class and canonical name."""

    class_name: str
    name: str

    @property
    def iri(self) -> str:
        """The IRI of the thing."""
        return minted(self.class_name, self.name)


@lru_cache(maxsize=4096)
def minted(class_name: str, name: str) -> str:
    """The IRI of a thing, remembered because the same few are asked for again and again."""
    return mint(class_name, name)


@lru_cache(maxsize=4096)
def _rounded(confidence: float) -> Decimal:
    return Decimal(str(round(min(0.99, max(0.05, confidence)), 2)))


@dataclass(slots=True)
class _Draft:
    """A claim while the text may still add to it.

    Parameters
    ----------
    evidence : in any order, the same place perhaps more than once.
    claim : as it was asked for last, None when something has been added since.
    """

    evidence: list[Span]
    confidence: Decimal
    qualifiers: tuple[tuple[str, Value], ...] = ()
    claim: Claim | None = None


Key = tuple[str, str, Value, str]  # subject, property, value and status of a claim


def told_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a range that tell a fact, without the sentences in between.

    The policy that a law is and what its last article sets up stand far apart: where the first is
    named and the sentence of the second are the evidence, not all that stands between them.

    >>> text = "甲公司在此。乙在彼。丙在别处。它推出丁。"
    >>> [text[a:b] for a, b in told_in(text, 0, 19)]
    ['甲公司在此。', '它推出丁']
    """
    if end - start < _SHORTEST:
        return [(start, end)]
    first = SENTENCE_END.search(text, start, end)
    if first is None and end - start <= LONGEST:
        return [(start, end)]
    stop = first.start() + len(first[0].rstrip("\n")) if first else end
    stop = min(stop, start + LONGEST)  # a text without full stops is cut at that length too
    reach = max(stop, end - LONGEST)
    begin = max(reach, 1 + max(text.rfind(mark, reach, end - 1) for mark in "。!?\n"))
    while begin < end and text[begin] in "”’)》":
        begin += 1
    return [(start, stop), (begin, end)] if begin > stop + 1 else [(start, end)]


def _outermost(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The places in order, without those that lie in another and so tell nothing more.

    >>> _outermost([Span(4, 9), Span(0, 6), Span(0, 8), Span(9, 12)])
    (Span(start=0, end=8), Span(start=4, end=9), Span(start=9, end=12))
    """
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return tuple(kept)


_SURMISED = "原文没有写明年份，由文中其他内容推断"
_SHORTEST = 12  # characters that three sentences have at least


class Facts:
    """The claims of one article while they are found.

    Parameters
    ----------
    article : whose claims they are.
    words : its words, as rules read them.
    """

    def __init__(self, article: Article, words: Words) -> None:
        self._article = article
        self._words = words
        self._span = article.copy.span
        self._drafts: dict[Key, _Draft] = {}
        self._said: dict[str, dict[str, list[Key]]] = {}
        self.names: dict[str, str] = {}
        self.hinted: set[tuple[str, str]] = set()  # thing and place that only its name tells
        self.outer: dict[str, tuple[str, ...]] = {}  # place -> names of the places around it
        self.surmised: set[Value] = set()  # dates whose year the text does not tell
        self._kept: set[str] = set()

    def add(
        self,
        subject: Node,
        predicate: str,
        value: Node | Value,
        evidence: Iterable[tuple[int, int]],
        *,
        confidence: float,
        status: str = "done",
        qualifiers: dict[str, Value | None] | None = None,
    ) -> None:
        """Add a fact, or the evidence to the fact that is already there.

        Parameters
        ----------
        evidence : ranges of the normalised text.
        qualifiers : by name; None values are left out.
        """
        if subject == value:
            return
        evidence = list(evidence)
        if isinstance(value, Text):
            value = replace(value, value=self._words.as_written(value.value, evidence))
        elif isinstance(value, Node) and value.class_name == "Beneficiary":
            value = Node(value.class_name, self._words.as_written(value.name, evidence))
        about = subject.iri
        self.names.setdefault(about, subject.name)
        if isinstance(value, Node):
            self.names.setdefault(value.iri, value.name)
        target = value.iri if isinstance(value, Node) else value
        text = self._article.text
        spans = [self._span(*part) for whole in evidence for part in told_in(text, *whole)]
        given: tuple[tuple[str, Value], ...] = ()
        if qualifiers:
            given = tuple(sorted((k, v) for k, v in qualifiers.items() if v is not None))
        sure = _rounded(confidence)
        key = (about, predicate, target, status)
        if predicate == "partnerOf" and (target, predicate, about, status) in self._drafts:
            return  # who cooperate do so in either direction
        known = self._drafts.get(key)
        if known is None:
            self._put(key, _Draft(spans, sure, given))
            return
        known.evidence += spans
        known.confidence = max(known.confidence, sure)
        known.qualifiers = known.qualifiers or given
        known.claim = None

    def add_iri(
        self,
        subject: str,
        predicate: str,
        value: Value,
        evidence: tuple[Span, ...],
        confidence: Decimal,
        status: str = "done",
    ) -> None:
        """Add a fact that follows from others, with their evidence."""
        key = (subject, predicate, value, status)
        if key not in self._drafts:
            self._put(key, _Draft(list(evidence), confidence))

    def _put(self, key: Key, draft: _Draft) -> None:
        self._drafts[key] = draft
        self._said.setdefault(key[1], {}).setdefault(key[0], []).append(key)

    def _complete(self, key: Key) -> Claim:
        """A claim with its evidence, which is put in order only when asked for."""
        draft = self._drafts[key]
        if draft.claim is None:
            subject, predicate, value, status = key
            spans = tuple(draft.evidence)
            if len(spans) > 1:
                spans = _outermost(spans)
            draft.claim = Claim(
                self._article.id,
                subject,
                predicate,
                value,
                spans,
                status,
                draft.confidence,
                draft.qualifiers,
                note=_SURMISED if value in self.surmised else None,
            )
        return draft.claim

    def keep_named_place(self, subject: Node) -> None:
        """Keep the place that the name of a thing tells, though the text tells another too."""
        self._kept.add(subject.iri)

    def hints(self) -> set[tuple[str, str]]:
        """Thing and place that only its name tells, where a nearer place counts more."""
        return {pair for pair in self.hinted if pair[0] not in self._kept}

    def has(self, subject: Node, predicate: str) -> bool:
        """Tell whether some claim says this of the subject."""
        return subject.iri in self._said.get(predicate, {})

    def of(self, predicate: str, subject: str | None = None) -> list[Claim]:
        """The claims with a property, of all subjects or of one, by its IRI."""
        by_subject = self._said.get(predicate, {})
        keys = by_subject.get(subject, []) if subject else chain(*by_subject.values())
        return [self._complete(key) for key in keys]

    def claims(self) -> tuple[Claim, ...]:
        """All claims, by their first evidence; a planned fact that is also done is left out."""
        done = {key[:3] for key in self._drafts if key[3] == "done"}
        kept = [
            self._complete(key)
            for key in self._drafts
            if key[3] in ("done", "denied") or key[:3] not in done
        ]
        return tuple(
            sorted(
                kept,
                key=lambda c: (BOUNDS(c.evidence[0]), c.predicate, c.subject, str(c.object)),
            )
        )
