"""Which words a text was rewritten with, learned from a text that says nearly the same.

Sentences of the two that share rare letters are laid side by side; where only a word or two
differ, again and again in the same way, the one stands for the other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from kg.tagger import tagger

_SENTENCE = re.compile(r"[^。!?;\n]{12,}")
_ALIKE = 60  # of 100, rapidfuzz ratio from which two sentences are taken to say the same
_OFTEN = 2  # sentences in which an exchange has to be seen
_LONGEST = 4  # characters of an exchanged word


def learned(rewritten: Iterable[str], others: Iterable[str]) -> dict[str, str]:
    """Learn which words of some texts stand for which words of others.

    Parameters
    ----------
    rewritten : normalised texts that a machine rewrote.
    others : normalised texts, among which the sentences that it started from may stand.

    Returns
    -------
    Rewritten word -> plain word, for exchanges that were seen in two different sentences or
    more and more often than any other exchange of the same word.
    """
    plain = list(dict.fromkeys(s for text in others for s in _SENTENCE.findall(text)))
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, sentence in enumerate(plain):
        for gram in _grams(sentence):
            holders[gram].append(index)
    seen: Counter[tuple[str, str]] = Counter()
    for sentence in dict.fromkeys(s for text in rewritten for s in _SENTENCE.findall(text)):
        twin = _twin(sentence, plain, holders)
        if twin is not None:
            seen.update(set(_exchanges(sentence, twin)))
    best: dict[str, tuple[int, str]] = {}
    for (word, other), count in sorted(seen.items()):
        if count >= _OFTEN and count > best.get(word, (0, ""))[0]:
            best[word] = (count, other)
    return {word: other for word, (_, other) in sorted(best.items())}


def _grams(sentence: str) -> set[str]:
    return {sentence[i : i + 3] for i in range(len(sentence) - 2)}


def _twin(sentence: str, plain: list[str], holders: dict[str, list[int]]) -> str | None:
    """The other sentence that shares most with this one, if it says the same."""
    from rapidfuzz import fuzz

    shared: Counter[int] = Counter()
    for gram in _grams(sentence):
        found = holders.get(gram, ())
        if len(found) <= 20:
            shared.update(found)
    for index, _ in sorted(shared.most_common(3), key=lambda pair: (-pair[1], pair[0])):
        if plain[index] != sentence and fuzz.ratio(sentence, plain[index]) >= _ALIKE:
            return plain[index]
    return None


def _exchanges(sentence: str, twin: str) -> Iterable[tuple[str, str]]:
    """Words that stand in the same place of two sentences, in whole words."""
    from rapidfuzz.distance import Indel

    one, two = tagger().cut(sentence), tagger().cut(twin)
    for first, second in pairwise(Indel.opcodes(one, two)):
        steps = {first.tag: first, second.tag: second}
        if steps.keys() == {"delete", "insert"}:
            gone, came = steps["delete"], steps["insert"]
            left = "".join(one[gone.src_start : gone.src_end])
            right = "".join(two[came.dest_start : came.dest_end])
            if 2 <= len(left) <= _LONGEST and 2 <= len(right) <= _LONGEST:
                yield left, right
