"""What the model answered, as values: JSON in whatever wrapping, each item checked for form."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Proposal:
    """A fact that the model proposes, in its own words."""

    subject: str
    subject_class: str
    relation: str
    object: str
    object_class: str
    status: str
    quote: str


_FIELDS = tuple(field.name for field in fields(Proposal))


def read_answer(answer: str) -> list[Any] | None:
    """Find the facts in an answer.

    Parameters
    ----------
    answer : JSON, perhaps with prose or a code fence around it.

    Returns
    -------
    The items as they are, or None where there is no JSON object with a list of facts.

    >>> read_answer('Sure! ```json\\n{"facts": []}\\n```')
    []
    """
    decoder = json.JSONDecoder()
    start = answer.find("{")
    for _ in range(8):
        if start < 0:
            break
        try:
            value, _ = decoder.raw_decode(answer, start)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict) and isinstance(value.get("facts"), list):
            return list(value["facts"])
        start = answer.find("{", start + 1)
    return None


def proposal(item: Any) -> Proposal | None:
    """Read one item, None where a field is missing or no text; other fields mean nothing to us."""
    if not isinstance(item, dict):
        return None
    values = [item.get(name) for name in _FIELDS]
    if not all(isinstance(value, str) and value.strip() for value in values):
        return None
    return Proposal(*(str(value).strip() for value in values))
