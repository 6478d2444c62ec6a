"""Places: which there are, where a text names them, and which it means.

>>> [mention] = find_places("广州市黄埔区")[1:]
>>> canonical_name(resolve_place(mention, PlaceContext()).place)
'广州市黄埔区'
"""

from __future__ import annotations

from kg.gazetteer.choice import PlaceContext, Resolution, resolve_place, resolve_places
from kg.gazetteer.search import PlaceMention, find_places
from kg.gazetteer.table import (
    LEVELS,
    Place,
    ancestors,
    by_code,
    by_name,
    canonical_name,
    of_its_time,
    successor,
    within,
)

__all__ = [
    "LEVELS",
    "Place",
    "PlaceContext",
    "PlaceMention",
    "Resolution",
    "ancestors",
    "by_code",
    "by_name",
    "canonical_name",
    "find_places",
    "of_its_time",
    "resolve_place",
    "resolve_places",
    "successor",
    "within",
]
