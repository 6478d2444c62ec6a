"""The rules of ``rules.toml`` as values."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.patterns import regex


@dataclass(frozen=True)
class Frame:
    """A verb with its agent and patient; the fields are explained in ``rules.toml``."""

    name: str
    verbs: tuple[str, ...]
    agent: frozenset[str]
    patient: frozenset[str]
    emits: tuple[tuple[str, str, str], ...]
    reach: int
    confidence: float
    date: str | None = None
    left: bool = False
    metonym: bool = False


@dataclass(frozen=True)
class Link:
    """Two mentions side by side and the words between them."""

    name: str
    left: frozenset[str]
    between: re.Pattern[str]
    right: frozenset[str]
    emits: tuple[tuple[str, str, str], ...]
    confidence: float
    behind: re.Pattern[str] | None = None
    never_after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Role:
    """A noun for what something is to another."""

    name: str
    nouns: tuple[str, ...]
    of: frozenset[str]
    by: frozenset[str]
    emits: tuple[str, str, str]
    alike: bool = False


@cache
def roles() -> tuple[Role, ...]:
    """The role rules, in the order of the table."""
    return tuple(
        Role(
            name=rule["name"],
            nouns=tuple(rule["nouns"].split("|")),
            of=frozenset(rule["of"]),
            by=frozenset(rule["by"]),
            emits=_triple(rule["emits"]),
            alike=rule.get("alike", False),
        )
        for rule in _table()["role"]
    )


@cache
def frames() -> tuple[Frame, ...]:
    """The frame rules, in the order of the table."""
    return tuple(
        Frame(
            name=rule["name"],
            verbs=tuple(sorted(rule["verbs"].split("|"), key=lambda v: (-len(v), v))),
            agent=frozenset(rule["agent"]),
            patient=frozenset(rule["patient"]),
            emits=tuple(map(_triple, rule["emits"])),
            reach=rule["reach"],
            confidence=rule["confidence"],
            date=rule.get("date"),
            left=rule.get("left", False),
            metonym=rule.get("metonym", False),
        )
        for rule in _table()["frame"]
    )


@cache
def links() -> tuple[Link, ...]:
    """The link rules, in the order of the table."""
    return tuple(
        Link(
            name=rule["name"],
            left=frozenset(rule["left"]),
            between=regex(rule["between"]),
            right=frozenset(rule["right"]),
            emits=tuple(map(_triple, rule["emits"])),
            confidence=rule["confidence"],
            behind=regex(rule["behind"]) if "behind" in rule else None,
            never_after=tuple(rule.get("never_after", ())),
        )
        for rule in _table()["link"]
    )


@cache
def _table() -> dict[str, list[dict[str, Any]]]:
    text = files("kg.extraction").joinpath("rules.toml").read_text("utf-8")
    return tomllib.loads(text)


def _triple(text: str) -> tuple[str, str, str]:
    subject, predicate, value = text.split()
    return subject, predicate, value
