"""The index behind the search box: all names in memory, found while one types.

All forms stand in one long text, so that one pass of `str.find` looks through all of them.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.search import Hit
from kg.vocabulary import class_of

if TYPE_CHECKING:
    from kg.web.worker import Answer

_EXACT, _PREFIX, _INSIDE, _PINYIN, _SIMILAR = range(5)
# below that, names in the packaged graph had nothing to do with what was asked
_ALIKE = 60
_LATER = 1000
# occurrences that are looked at; the first ones are no better than the others
_MOST = 5000
_SOURCE_TITLES = "http://purl.org/dc/terms/title"
_KINDS = (
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#altLabel",
    "http://www.w3.org/2004/02/skos/core#hiddenLabel",
    "http://www.w3.org/2004/02/skos/core#notation",
    _SOURCE_TITLES,
)


def gather(store: ox.Store, answer: Answer) -> list[list[Any]]:
    """Read all names with their folded and spelled forms (runs in a worker).

    Returns
    -------
    For each thing: IRI, Chinese label, English label, and its names, each with the folded form,
    pinyin and initials.
    """
    names: dict[str, set[str]] = {}
    labels: dict[tuple[str, str], str] = {}
    for kind in _KINDS:
        for quad in store.quads_for_pattern(None, ox.NamedNode(kind), None):
            iri = getattr(quad.subject, "value", "")
            if class_of(iri) is None or not isinstance(quad.object, ox.Literal):
                continue
            names.setdefault(iri, set()).add(quad.object.value)
            language = (quad.object.language or "")[:2]
            labels.setdefault((iri, language), quad.object.value)
    return [
        [
            iri,
            labels.get((iri, "zh")) or min(forms, key=len),
            labels.get((iri, "en"), ""),
            [[form, folded(form), *_spelled(form)] for form in sorted(forms)],
        ]
        for iri, forms in sorted(names.items())
    ]


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a build.

    Parameters
    ----------
    build : the state of the data that they were read from.
    things : IRI, Chinese label, English label of each thing.
    forms : each name, and the number of its thing.
    keys, pinyin : folded names and spelled names in one text each, one a line.
    starts, pinyin_starts : where each line begins.
    """

    build: str
    things: list[tuple[str, str, str]]
    forms: list[tuple[str, int]]
    keys: str
    starts: list[int]
    pinyin: str
    pinyin_starts: list[int]

    @classmethod
    def of(cls, build: str, gathered: list[list[Any]]) -> Names:
        """Make the index of what `gather` read."""
        things, forms, keys, spelled = [], [], [], []
        for number, (iri, chinese, english, names) in enumerate(gathered):
            things.append((iri, chinese, english))
            for form, key, pinyin, initials in names:
                forms.append((form, number))
                keys.append(key)
                spelled.append(f"{pinyin} {initials}" if pinyin else "")
        return cls(
            build,
            things,
            forms,
            _lines(keys),
            _starts(keys),
            _lines(spelled),
            _starts(spelled),
        )

    def find(self, text: str, class_name: str = "", limit: int = 20) -> list[Hit]:
        """Find things by name, the best first; similar names only when nothing else fits."""
        wanted = folded(text)
        if not wanted:
            return []
        best: dict[int, Hit] = {}
        for hit, thing in self._direct(wanted):
            self._keep(best, hit, thing, class_name)
        if text.isascii() and len(best) < limit:
            for hit, thing in self._by_pinyin(wanted):
                self._keep(best, hit, thing, class_name)
        if not best:
            for hit, thing in self._similar(wanted, limit):
                self._keep(best, hit, thing, class_name)
        return sorted(best.values())[:limit]

    def _keep(self, best: dict[int, Hit], hit: Hit, thing: int, class_name: str) -> None:
        if (not class_name or hit.class_name == class_name) and (
            thing not in best or hit < best[thing]
        ):
            best[thing] = hit

    def _hit(self, rank: int, form: str, thing: int) -> tuple[Hit, int]:
        iri, label, _ = self.things[thing]
        return Hit(rank, len(form), label, iri, form), thing

    def _direct(self, wanted: str) -> Iterator[tuple[Hit, int]]:
        for line, start, end in _occurrences(self.keys, self.starts, wanted):
            rank = _INSIDE if start else _PREFIX if end else _EXACT
            yield self._hit(rank, *self.forms[line])

    def _by_pinyin(self, wanted: str) -> Iterator[tuple[Hit, int]]:
        for line, start, _ in _occurrences(self.pinyin, self.pinyin_starts, wanted):
            before = self.pinyin[self.pinyin_starts[line] + start - 1] if start else " "
            # initials count from the first one only, or two letters would find everything
            if before == " " or len(wanted) > 3:
                hit, thing = self._hit(_PINYIN, *self.forms[line])
                # what begins so comes before what only holds it
                yield replace(hit, length=hit.length + (_LATER if before != " " else 0)), thing

    def _similar(self, wanted: str, limit: int) -> Iterator[tuple[Hit, int]]:
        from rapidfuzz import fuzz, process

        keys = self.keys.split("\n")[1:-1]
        for _, score, line in process.extract(
            wanted, keys, scorer=fuzz.ratio, limit=limit, score_cutoff=_ALIKE
        ):
            form, thing = self.forms[line]
            iri, label, _ = self.things[thing]
            yield Hit(_SIMILAR, int(100 - score), label, iri, form), thing


def folded(text: str) -> str:
    """Reduce a name to what counts when names are compared: simplified, lower case, no signs.

    >>> folded("廣東省 區塊鏈（試點）")
    '广东省区块链试点'
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    if not plain.isascii():
        plain = _simplified(plain)
    return "".join(char for char in plain if char.isalnum())


_converter: Any = None


def _simplified(text: str) -> str:
    global _converter
    if _converter is None:
        import opencc

        _converter = opencc.OpenCC("t2s")
    return str(_converter.convert(text))


def _spelled(form: str) -> tuple[str, str]:
    if form.isascii():
        return "", ""
    from pypinyin import lazy_pinyin

    syllables = [part for part in lazy_pinyin(folded(form)) if part]
    return "".join(syllables), "".join(part[0] for part in syllables)


def _lines(texts: list[str]) -> str:
    return "\n" + "".join(f"{text}\n" for text in texts)


def _starts(texts: list[str]) -> list[int]:
    starts, position = [], 1
    for text in texts:
        starts.append(position)
        position += len(text) + 1
    return starts


def _occurrences(text: str, starts: list[int], wanted: str) -> Iterator[tuple[int, int, int]]:
    """Line, characters before and characters after of each line that holds the text."""
    position = text.find(wanted)
    for _ in range(_MOST):
        if position < 0:
            return
        line = bisect_right(starts, position) - 1
        stop = text.find("\n", position)
        yield line, position - starts[line], stop - position - len(wanted)
        position = text.find(wanted, stop)
