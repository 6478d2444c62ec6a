"""Which of the places that bear a name a text means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.gazetteer.search import PlaceMention, find_places
from kg.gazetteer.table import LEVELS, Place, within


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """The places around a mention that tell which of its candidates is meant."""

    title: tuple[Place, ...] = ()
    sentence: tuple[Place, ...] = ()
    heading: tuple[Place, ...] = ()
    document: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which place a mention means, how sure that is, and what else it might mean."""

    place: Place
    confidence: float
    alternatives: tuple[Place, ...] = ()


def resolve_place(mention: PlaceMention, context: PlaceContext) -> Resolution:
    """Tell which of its candidates a mention means.

    Parameters
    ----------
    mention : as `find_places` gives it.
    context : places in the title, in the same sentence, in the heading, in the document.

    Returns
    -------
    The candidate that lies in a place of the title, else of the sentence, of the heading, of the
    document's majority; else the highest in rank. The others are kept as alternatives.
    """
    candidates = mention.candidates
    if len(candidates) == 1:
        return Resolution(candidates[0], 1.0 if mention.full else 0.95)
    scopes = (
        (context.title, 0.95), (context.sentence, 0.95), (context.heading, 0.85),
        (context.document, 0.75),
    )  # fmt: skip
    for scope, confidence in scopes:
        fitting = [p for p in candidates if any(_near(p, outer) for outer in scope)]
        if fitting and len(fitting) < len(candidates):
            rest = tuple(p for p in candidates if p is not fitting[0])
            return Resolution(fitting[0], confidence / len(fitting), rest)
    lead = LEVELS.index(candidates[0].level) < LEVELS.index(candidates[1].level)
    confidence = 0.9 if lead else round(1 / len(candidates), 2)
    return Resolution(candidates[0], confidence, candidates[1:])


def resolve_places(
    text: str, mentions: Sequence[PlaceMention], title: str = "", headings: Sequence[int] = ()
) -> list[Resolution]:
    """Tell for all mentions of a text which places they mean.

    Parameters
    ----------
    text : normalised text.
    mentions : as `find_places` gives them for it.
    title : its title.
    headings : positions at which headings start, ascending; the first place behind one holds for
        what follows.

    >>> from kg.gazetteer import canonical_name
    >>> text = "朝阳区出台办法。北京市海淀区随后跟进。"
    >>> [canonical_name(found.place) for found in resolve_places(text, find_places(text))]
    ['北京市朝阳区', '北京市', '北京市海淀区']
    """
    sure = {i: m.candidates[0] for i, m in enumerate(mentions) if len(m.candidates) == 1}
    document = tuple(place for place, _ in Counter(sure.values()).most_common(3))
    named = tuple(m.candidates[0] for m in find_places(title) if len(m.candidates) == 1)
    sentences = [mark.end() for mark in re.finditer(r"[。!?;\n]", text)]
    inside: defaultdict[int, dict[Place, None]] = defaultdict(dict)  # a long list repeats itself
    below: dict[int, Place] = {}
    for i, place in sure.items():
        inside[bisect_left(sentences, mentions[i].end)][place] = None
        below.setdefault(bisect_left(headings, mentions[i].start + 1), place)
    return [
        resolve_place(
            mention,
            PlaceContext(
                named,
                tuple(inside[bisect_left(sentences, mention.end)]),
                tuple(filter(None, [below.get(bisect_left(headings, mention.start + 1))])),
                document,
            ),
        )
        for mention in mentions
    ]


def _near(place: Place, outer: Place) -> bool:
    """Tell whether one of two places lies in the other, the country apart."""
    return outer.level not in ("country", "region") and (
        within(place, outer) or within(outer, place)
    )
