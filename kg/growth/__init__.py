"""A user's own graph: articles and judgements that come and go, resolved as they do.

    records + judgements ─► forms ─► entities ─► graphs of the sources ─► rules ─► plain triples

What a store holds is a function of the packaged graph, the records of the articles and the
judgements of people, whatever their order: a change finds the entities that it touches by their
keys, computes them anew, and is written as one update, which the engine takes wholly or not at
all. Nothing else of the store is read, so adding an article does not slow down as it grows.
"""

from __future__ import annotations

from kg.growth.change import Change
from kg.growth.holding import Holding
from kg.growth.news import News, news, news_report, questions
from kg.growth.own import Added, OwnGraph, carried_over
from kg.growth.queue import Item, queue
from kg.growth.reviews import DECISIONS, Review
from kg.growth.update import Update

__all__ = [
    "DECISIONS",
    "Added",
    "Change",
    "Holding",
    "Item",
    "News",
    "OwnGraph",
    "Review",
    "Update",
    "carried_over",
    "news",
    "news_report",
    "questions",
    "queue",
]
