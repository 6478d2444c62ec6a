"""Patterns that look at the next character first, for speed, must let all begin that can match."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import random
import re
import signal
from collections.abc import Iterator, Sequence
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


def alive() -> set[tuple[str, int]]:
    """All patterns of the project, those in tables and functions too, each with its flags."""
    patterns()  # imports every module
    return {(p.pattern, p.flags) for p in gc.get_objects() if isinstance(p, Pattern)}


REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
AROUND = (ops.ASSERT, ops.ASSERT_NOT)


def bodies(op: Any, value: Any) -> Sequence[Any]:
    """What stands inside a part of a parsed pattern."""
    if op is ops.BRANCH:
        return value[1]
    if op is ops.SUBPATTERN:
        return [value[3]]
    if op in REPEATS:
        return [value[2]]
    if op in AROUND:
        return [value[1]]
    return [value] if op is ops.ATOMIC_GROUP else []


def letters(parts: Any) -> set[str]:
    """The characters that a pattern names; what fits two of its parts is among them."""
    found = set()
    for op, value in parts:
        items = value if op is ops.IN else [(op, value)]
        found |= {chr(v) for o, v in items if o is ops.LITERAL}
        found |= {letter for body in bodies(op, value) for letter in letters(body)}
    return found


def holds(items: Any, letter: str) -> bool:
    """Whether a set of characters holds one."""
    kinds = {ops.CATEGORY_DIGIT: r"\d", ops.CATEGORY_SPACE: r"\s", ops.CATEGORY_WORD: r"\w"}
    found = any(
        (op is ops.LITERAL and ord(letter) == value)
        or (op is ops.RANGE and value[0] <= ord(letter) <= value[1])
        or (op is ops.CATEGORY and bool(re.match(kinds.get(value, r"\S"), letter)))
        for op, value in items
    )
    return found != (items[0][0] is ops.NEGATE)


def reading(parts: Any, draw: random.Random, alphabet: list[str]) -> str:
    """A text that fits parts of a pattern, but for what they ask of the text around it."""
    text = ""
    for op, value in parts:
        if op is ops.LITERAL:
            text += chr(value)
        elif op is ops.NOT_LITERAL:
            text += draw.choice([letter for letter in alphabet if letter != chr(value)])
        elif op is ops.ANY:
            text += draw.choice(alphabet)
        elif op is ops.IN:
            fitting = [letter for letter in alphabet if holds(value, letter)]
            ranges = [chr(span[0]) for kind, span in value if kind is ops.RANGE]
            text += draw.choice(fitting or ranges)
        elif op in REPEATS:
            least, most, body = value
            for _ in range(min(most, draw.choice((least, least + 1, max(least, 2))))):
                text += reading(body, draw, alphabet)
        elif bodies(op, value) and (op not in AROUND or (op is ops.ASSERT and value[0] < 0)):
            text += reading(draw.choice(bodies(op, value)), draw, alphabet)
    return text


def attacks(
    parts: Any, draw: random.Random, alphabet: list[str], before: tuple[Any, ...] = ()
) -> Iterator[str]:
    """Texts in which what a pattern may repeat is repeated, behind what stands in front of it."""
    for at, (op, value) in enumerate(parts):
        lead = (*before, *list(parts)[:at])
        if op in REPEATS and value[1] > 1:
            for _ in range(4):
                one, other = (reading(value[2], draw, alphabet) or "甲" for _ in range(2))
                head = reading(lead, draw, alphabet)
                for piece in (one, one + other, one[:1], other[-1:]):
                    yield head + (piece * 240)[:240] + "龘"
        for body in bodies(op, value):
            yield from attacks(body, draw, alphabet, lead)


def is_slow(pattern: str, flags: int = 0) -> str | None:
    """A text of some 250 characters on which a pattern does not end within two seconds.

    One that reads a text in one way ends in a millisecond; one with exponentially many never does.
    """

    def stop(*_: object) -> None:
        raise TimeoutError

    tree, compiled, draw = (
        parser.parse(pattern, flags),
        re.compile(pattern, flags),
        random.Random(1),
    )
    before = signal.signal(signal.SIGALRM, stop)
    try:
        for text in dict.fromkeys(attacks(tree, draw, sorted(letters(tree) | set("甲1、,。“ \n")))):
            signal.setitimer(signal.ITIMER_REAL, 2)
            try:
                sum(1 for _ in compiled.finditer(text))
            except TimeoutError:
                return text
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
        return None
    finally:
        signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="nothing else stops a pattern")
def test_a_pattern_that_reads_a_text_in_too_many_ways_is_seen() -> None:
    assert is_slow(r"签(?:正式|[\d年月日]{2,11})*约")
    assert is_slow(r"(?:总|按[^,。]{2,24})*拨付")
    assert is_slow(r"签(?:正式|[\d年月日]{2,11}+)*约") is None


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="nothing else stops a pattern")
def test_no_pattern_reads_a_text_in_too_many_ways() -> None:
    """A hostile article would keep the reader for ever."""
    found = alive()
    assert len(found) > 1_000
    slow = {pattern: text for pattern, flags in found if (text := is_slow(pattern, flags))}
    assert not slow
