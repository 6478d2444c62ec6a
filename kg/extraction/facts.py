"""Collects what rules find into entities and claims, one claim a fact with all its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kg.article import Article
from kg.model import Claim, Span, Value
from kg.vocabulary import mint


@dataclass(frozen=True, slots=True)
class Node:
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


class Facts:
    """The claims of one article while they are found.

    Parameters
    ----------
    article : whose claims they are.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._claims: dict[tuple[object, ...], Claim] = {}
        self.names: dict[str, str] = {}

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
        for node in (subject, value):
            if isinstance(node, Node):
                self.names.setdefault(node.iri, node.name)
        target = value.iri if isinstance(value, Node) else value
        spans = tuple(sorted({self._article.span(start, end) for start, end in evidence}))
        given = tuple(sorted((k, v) for k, v in (qualifiers or {}).items() if v is not None))
        sure = Decimal(str(round(min(0.99, max(0.05, confidence)), 2)))
        key = (subject.iri, predicate, target, status)
        known = self._claims.get(key)
        if known:
            merged: tuple[Span, ...] = tuple(sorted({*known.evidence, *spans}))
            self._claims[key] = replace(
                known,
                evidence=merged,
                confidence=max(known.confidence, sure),
                qualifiers=known.qualifiers or given,
            )
            return
        self._claims[key] = Claim(
            self._article.id, subject.iri, predicate, target, spans, status, sure, given
        )

    def add_iri(
        self,
        subject: str,
        predicate: str,
        value: str,
        evidence: tuple[Span, ...],
        confidence: Decimal,
        status: str = "done",
    ) -> None:
        """Add a fact that follows from others, with their evidence."""
        key = (subject, predicate, value, status)
        if key not in self._claims:
            self._claims[key] = Claim(
                self._article.id, subject, predicate, value, evidence, status, confidence
            )

    def has(self, subject: Node, predicate: str) -> bool:
        """Tell whether some claim says this of the subject."""
        iri = subject.iri
        return any(key[0] == iri and key[1] == predicate for key in self._claims)

    def of(self, predicate: str) -> list[Claim]:
        """The claims with a property."""
        return [claim for claim in self._claims.values() if claim.predicate == predicate]

    def claims(self) -> tuple[Claim, ...]:
        """All claims, by their first evidence; a planned fact that is also done is left out."""
        done = {key[:3] for key in self._claims if key[3] == "done"}
        kept = [
            claim
            for key, claim in self._claims.items()
            if key[3] in ("done", "denied") or key[:3] not in done
        ]
        return tuple(
            sorted(kept, key=lambda c: (c.evidence[0], c.predicate, c.subject, str(c.object)))
        )
