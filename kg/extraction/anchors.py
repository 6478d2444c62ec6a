"""What one pass over a text finds: the words of all lists, and where patterns may begin.

A search tries a pattern at each character of a text, and each search reads all of it. But the words
of a list are known beforehand, and most patterns begin with one of a few words, so all of them are
looked for together.

What a pattern may begin with is read from the tree that Python itself compiles it from. The module
`re._parser` that gives it is private: every Python from 3.11 to this day has it. One without it
cannot import the extraction, and a kind of node that it may yet invent only ends the beginning that
is known, so that no match is ever lost in silence.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from kg.patterns import regex

_LENGTH = 2  # characters by which the beginning of a match is known
_WIDEST = 40  # a set of more characters begins no word
_PACKED = 256  # more than the characters of any word
_PIECE = 20_000  # characters of a text that are looked through at once, for the sake of memory
_SOUGHT: list[Anchored | Listed] = []
LONG = 1_000_000  # characters of a text for which room counts more than time


class Anchored:
    """A pattern each of whose matches begins with one of a few words.

    Parameters
    ----------
    pattern : a regular expression; what it may begin with is read from itself.

    Raises
    ------
    ValueError
        If it may begin with anything.

    >>> sorted(Anchored("(?:设|成)?立于|建[成在]").heads)
    ['建在', '建成', '成立', '立于', '设立']
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = regex(pattern)
        self.heads = {head for head, _ in _begin(parser.parse(pattern), {("", True)})}
        if "" in self.heads:
            raise ValueError(f"This pattern may begin with anything: {pattern}")
        self._number = len(_SOUGHT)
        _SOUGHT.append(self)

    def words(self) -> Iterable[str]:
        """The words to look for."""
        return self.heads

    def finditer(
        self, anchors: Anchors, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        """The matches in a range, none overlapping another, as those of a compiled pattern."""
        hits = anchors.hits(self._number, start, end)
        return self._matches(anchors.text, hits, start, end) if hits else iter(())

    def _matches(
        self, text: str, hits: Sequence[int], start: int, end: int | None
    ) -> Iterator[re.Match[str]]:
        match_at = self._pattern.match
        end = len(text) if end is None else end
        for hit in hits:
            at = hit // _PACKED
            if at >= start and (match := match_at(text, at, end)):
                start = match.end()
                yield match


class Listed:
    """A list of words that is the same for all texts.

    Parameters
    ----------
    words : gives them when they are first needed.
    """

    def __init__(self, words: Callable[[], Iterable[str]]) -> None:
        self.words = words
        self._number = len(_SOUGHT)
        _SOUGHT.append(self)

    def find(self, anchors: Anchors) -> Iterator[tuple[int, int, str]]:
        """Start, end and word of the longest at each position, in order, none overlapping."""
        end, longest, text = 0, anchors.longest, anchors.text
        for hit in anchors.hits(self._number):
            at = hit // _PACKED
            if at >= end:
                end = at + longest - hit % _PACKED
                yield at, end, text[at:end]

    def end_at(self, anchors: Anchors, start: int) -> int | None:
        """Where the longest word ends that begins at a position, if one does."""
        hits = anchors.hits(self._number, start, start + 1)
        return start + anchors.longest - hits[0] % _PACKED if hits else None


class Anchors:
    """Where in a text the words of all lists stand, and those with which patterns begin.

    Parameters
    ----------
    text : normalised text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        # a list is read faster, an array takes a fifth of the room
        row: Callable[..., Any] = list if len(text) < LONG else partial(array, "Q")
        found = [row() for _ in _SOUGHT]
        add = [hits.append for hits in found]
        automaton, numbers, longest = _automaton()
        for piece in range(0, len(text), _PIECE):
            part = text[piece : piece + _PIECE + longest - 1]
            begin = piece * _PACKED + longest
            for index, start, end in automaton.find_matches_as_indexes(part, overlapping=True):
                if start < _PIECE:
                    hit = begin + start * (_PACKED + 1) - end
                    for number in numbers[index]:
                        add[number](hit)
        self._found: list[Sequence[int]] = [row(sorted(hits)) if hits else hits for hits in found]
        self.longest = longest

    def hits(self, number: int, start: int = 0, end: int | None = None) -> Sequence[int]:
        """Where words of a number begin in a range and how much shorter than the longest they are.

        Both are packed into one number each, in order, so that the longest of each position is
        the first.
        """
        found = self._found[number]
        if not found or (end is None and not start):
            return found
        first = bisect_left(found, start * _PACKED)
        return found[first : None if end is None else bisect_left(found, end * _PACKED, first)]


@cache
def _automaton() -> tuple[Any, list[list[int]], int]:
    """All words, for each the numbers of those that look for it, and the length of the longest."""
    from ahocorasick_rs import AhoCorasick, Implementation

    numbers: dict[str, list[int]] = defaultdict(list)
    for number, sought in enumerate(_SOUGHT):
        for word in dict.fromkeys(sought.words()):
            numbers[word].append(number)
    automaton = AhoCorasick(list(numbers), implementation=Implementation.ContiguousNFA)
    return automaton, list(numbers.values()), max(map(len, numbers))


Heads = set[tuple[str, bool]]  # how a match may begin, and whether what follows may add to it


def _begin(parsed: Iterable[tuple[Any, Any]], heads: Heads) -> Heads:
    """How matches begin that have begun so far and go on with a part of a parsed pattern."""
    for code, what in parsed:
        if not any(goes_on for _, goes_on in heads):
            break
        heads = {new for head in heads for new in _with(head, code, what)}
    return heads


def _with(head: tuple[str, bool], code: Any, what: Any) -> Heads:
    word, goes_on = head
    if not goes_on or code in (codes.ASSERT, codes.ASSERT_NOT, codes.AT):
        return {head}
    if code is codes.LITERAL:
        return {_longer(word, chr(what))}
    if code is codes.IN and (chars := _chars(what)):
        return {_longer(word, char) for char in chars}
    if code is codes.SUBPATTERN:
        return _begin(what[-1], {head})
    if code is codes.ATOMIC_GROUP:
        return _begin(what, {head})
    if code is codes.BRANCH:
        return {new for branch in what[1] for new in _begin(branch, {head})}
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, most, part = what
        once = _begin(part, {head})
        if most > 1:  # how often does not matter: what follows may be once more or anything
            once = {(begun, False) for begun, _ in once}
        return once | ({head} if least == 0 else set())
    return {(word, False)}


def _longer(word: str, char: str) -> tuple[str, bool]:
    return word + char, len(word) + 1 < _LENGTH


def _chars(what: list[tuple[Any, Any]]) -> str:
    """The characters of a set, none where they are many or those that it leaves out."""
    chars = ""
    for code, value in what:
        if code is codes.LITERAL:
            chars += chr(value)
        elif code is codes.RANGE and value[1] - value[0] < _WIDEST:
            chars += "".join(map(chr, range(value[0], value[1] + 1)))
        else:
            return ""
    return chars
