"""The words that decide whether two names are one, read once from ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.extraction.lexicon import lexicon


@dataclass(frozen=True)
class WordLists:
    """Word lists as maps and patterns; what each is for stands in ``words.toml``.

    Parameters
    ----------
    exchanged : word -> the one that stands for its group.
    institutes, functions, firms, parks : other form -> usual form.
    national : form of an agency of the centre -> its full form.
    generic : matches a name that is made of general words and heads only.
    """

    exchanged: dict[str, str]
    exchangeable: re.Pattern[str]
    institutes: dict[str, str]
    functions: dict[str, str]
    firms: dict[str, str]
    parks: dict[str, str]
    national: dict[str, str]
    giants: frozenset[str]
    legal_form: re.Pattern[str]
    branch: re.Pattern[str]
    brand_tail: re.Pattern[str]
    draft: re.Pattern[str]
    generic: re.Pattern[str]
    policy_head: re.Pattern[str]


@cache
def word_lists() -> WordLists:
    """The word lists."""
    data = tomllib.loads(files("kg.resolution").joinpath("words.toml").read_text("utf-8"))
    grammar = lexicon()
    # the roles of the grammar of names first, what is said here on top of them
    roles = {short: _without_and(full) for short, full in grammar.roles.items()}
    own = _forms(data["functions"])
    functions = {_without_and(short): own.get(full, full) for short, full in roles.items()} | own
    national = grammar.national | _forms(data["national"])
    national |= {full: full for full in national.values()}
    heads = {*grammar.heads, *grammar.policy_heads}
    groups = [line.split() for line in data["exchanged"].strip().splitlines()]
    exchanged = {word: group[0] for group in groups for word in group}
    return WordLists(
        exchanged=exchanged,
        exchangeable=re.compile("|".join(_longest_first(list(exchanged)))),
        institutes=_forms(data["institutes"]),
        functions=functions,
        firms=_forms(data["firms"]),
        parks=_forms(data["parks"]),
        national=national,
        giants=frozenset(grammar.companies),
        legal_form=_ending(data["legal_forms"]),
        branch=re.compile("|".join(data["branches"].split())),
        brand_tail=_ending(data["brand_tails"]),
        draft=re.compile("|".join(_longest_first(data["drafts"].split()))),
        generic=_made_of(
            {*grammar.generic, *heads, "关于", "若干", "实施", "工作", "年度", "时期"}
        ),
        policy_head=_ending(" ".join(grammar.policy_heads)),
    )


def _forms(text: str) -> dict[str, str]:
    return {short: full for short, _, full in (word.partition("=") for word in text.split())}


def _without_and(function: str) -> str:
    return re.sub("[和与及]", "", function)


def _ending(words: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_longest_first(words.split()))})$")


def _made_of(words: set[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, _longest_first(list(words))))}|\d+年?|的)*")


def _longest_first(words: list[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))
