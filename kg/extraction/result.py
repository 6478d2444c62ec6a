"""What an article was found to say."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.article import Article
from kg.model import Claim, Entity, Span


@dataclass(frozen=True)
class Extraction:
    """The entities and claims of an article.

    Parameters
    ----------
    article : what was read.
    entities : everything that is named, and everything that a claim speaks of, by IRI.
    claims : in the order of their first evidence.
    mentions : IRI of an entity -> where the raw text names it.
    """

    article: Article
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    mentions: dict[str, tuple[Span, ...]] = field(default_factory=dict)
