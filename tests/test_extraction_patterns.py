"""Patterns that look at the next character first, for speed, must let all begin that can match."""

from __future__ import annotations

import importlib
import pkgutil
import re
from re import _constants as ops  # the only ones who know how a pattern is parsed
from re import _parser as parser
from typing import Any

import pytest

import kg.article
import kg.extraction
import kg.gazetteer
import kg.values
from kg.patterns import Pattern, regex


def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns with which texts are read, by where they stand."""
    found = {}
    for package in (kg.article, kg.extraction, kg.gazetteer, kg.values):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(info.name)
            for name, value in vars(module).items():
                if isinstance(value, Pattern):
                    found[f"{module.__name__}.{name}"] = value
    return found


def guarded() -> dict[str, re.Pattern[str]]:
    """Those of them that begin with ``(?=[…])``."""
    return {where: p for where, p in patterns().items() if p.pattern.startswith("(?=[")}


def test_every_pattern_compiles_though_it_waits_for_its_first_use() -> None:
    found = patterns()
    assert len(found) > 500
    for where, pattern in found.items():
        assert re.compile(pattern.pattern, pattern.flags), where


def test_a_pattern_that_waits_answers_like_a_compiled_one() -> None:
    waiting, compiled = regex("(?P<year>20[0-9]{2})年"), re.compile("(?P<year>20[0-9]{2})年")
    text = "自2021年起,至2023年止"
    assert [m["year"] for m in waiting.finditer(text)] == ["2021", "2023"]
    assert waiting.sub("□", text) == compiled.sub("□", text)
    assert waiting.groupindex == compiled.groupindex
    assert not hasattr(waiting, "nothing")
    with pytest.raises(re.error):
        regex("(").search(text)


def first(parts: Any) -> tuple[set[str], bool]:
    """The characters that can begin a match of parsed parts, and whether they can match nothing."""
    chars: set[str] = set()
    for op, value in parts:
        if op in (ops.AT, ops.ASSERT_NOT) or (op is ops.ASSERT and value[0] < 0):
            continue
        if op is ops.LITERAL:
            begin, empty = {chr(value)}, False
        elif op is ops.IN:
            begin, empty = {char for item in value for char in members(*item)}, False
        elif op is ops.BRANCH:
            branches = [first(branch) for branch in value[1]]
            begin, empty = set().union(*(b for b, _ in branches)), any(e for _, e in branches)
        elif op is ops.SUBPATTERN:
            begin, empty = first(value[3])
        elif op is ops.ASSERT:
            begin, empty = first(value[1])
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            begin, empty = first(value[2])
            empty = empty or value[0] == 0
        else:
            raise NotImplementedError(f"{op} at the beginning of a guarded pattern")
        chars |= begin
        if not empty:
            return chars, False
    return chars, True


def members(op: Any, value: Any) -> set[str]:
    if op is ops.LITERAL:
        return {chr(value)}
    if op is ops.RANGE:
        return {chr(code) for code in range(value[0], value[1] + 1)}
    if op is ops.CATEGORY and value is ops.CATEGORY_DIGIT:
        return set("0123456789")
    raise NotImplementedError(f"{op} in a set at the beginning of a guarded pattern")


@pytest.mark.parametrize("where", sorted(guarded()))
def test_no_beginning_is_shut_out(where: str) -> None:
    pattern = guarded()[where].pattern
    allowed, _ = first(list(parser.parse(pattern))[:1])
    can_begin, empty = first(list(parser.parse(pattern))[1:])
    assert not empty
    assert can_begin <= allowed, f"{where}: add {''.join(sorted(can_begin - allowed))} to its guard"


def test_a_beginning_that_is_shut_out_is_seen() -> None:
    assert first(parser.parse("(?:联合)?创始人|[0-2]年|(?=三)."))[0] == set("联创012三")
