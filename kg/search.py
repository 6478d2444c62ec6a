"""Finding things by any of their names: 简体, 繁體, pinyin, English, aliases, garbled forms.

All forms stand in one long text, so that one pass of `str.find` looks through all of them; a
server keeps that index, a command makes it anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.characters import folded, spelled
from kg.claims import named_node
from kg.errors import TermError
from kg.store import Store, rows
from kg.vocabulary import CLASSES, ID, class_of, compact

_NAMES = """
SELECT ?iri ?kind ?name WHERE {
  VALUES ?kind {
    skos:prefLabel rdfs:label skos:altLabel skos:hiddenLabel skos:notation dcterms:title
  }
  ?iri ?kind ?name .
  FILTER(STRSTARTS(STR(?iri), "https://w3id.org/zhengtu/id/"))
}"""
_LABELS = ("prefLabel", "label", "title")  # how a thing is called first

# how well a name answers, best first
_EXACT, _PREFIX, _INSIDE, _PINYIN, _SIMILAR = range(5)
# below that, names in the packaged graph had nothing to do with what was asked
_ALIKE = 60
_LATER = 1000
# occurrences that are looked at; the first ones are no better than the others
_MOST = 5000

# IRI, Chinese label, English label, and the names, each with its folded form, pinyin and initials
Gathered = tuple[str, str, str, list[tuple[str, str, str, str]]]


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A thing found, best first when sorted.

    Parameters
    ----------
    rank : 0 exact name, 1 beginning, 2 part, 3 pinyin, 4 similar.
    length : of the name that matched; short names come first.
    label : Chinese name of the thing.
    iri : its IRI.
    matched : the name that matched.
    """

    rank: int
    length: int
    label: str
    iri: str
    matched: str

    @property
    def class_name(self) -> str:
        """The class of the thing."""
        return class_of(self.iri) or ""


def find(store: Store, text: str, class_name: str = "", limit: int = 20) -> list[Hit]:
    """Find things by name.

    Parameters
    ----------
    text : a name or a part of one, simplified or traditional, pinyin or its initials, English.
    class_name : only things of this class.
    limit : how many at most.

    Returns
    -------
    The best hits first. Similar names are offered only when nothing contains the text.
    """
    # only what is typed in Latin letters can be pinyin, and spelling all names takes a while
    return Names.of(gather(store, text.isascii())).find(text, class_name, limit)


def resolve_name(store: Store, class_name: str, text: str) -> str:
    """Find the one thing that a user means.

    Parameters
    ----------
    class_name : a class of the ontology, or ``Entity`` for any.
    text : an IRI, a prefixed name such as ``place:杭州市``, a name, or a whole name in pinyin.

    Raises
    ------
    TermError : nothing has that name, or several things have; the message lists them.
    """
    prefix = text.partition(":")[0]
    if text.startswith((ID, "<")) or prefix in CLASSES.values():
        node = named_node(text)
        if store.query("ASK { ?it ?p ?o }", {"it": node}):
            return node.value
        raise TermError(f"the graph knows no {text}")
    wanted_class = "" if class_name == "Entity" else class_name
    names = Names.of(gather(store, text.isascii()))
    hits = names.find(text, wanted_class)
    exact = [hit for hit in hits if hit.rank == _EXACT]
    if hits and not exact and text.isascii():
        exact = names.pronounced(text, wanted_class)
    by_label = [hit for hit in exact if folded(hit.label) == folded(text)]
    # a law read as a source is a document of the same name: who asks means the law
    things = [hit for hit in by_label if hit.class_name != "SourceDocument"]
    for candidates in (things, by_label, exact):
        if len({hit.iri for hit in candidates}) == 1:
            return candidates[0].iri
    what = wanted_class or "thing"
    meant = {hit.iri: hit.label for hit in (exact or hits)[:5]}
    alike = len(set(meant.values())) < len(meant)
    close = "、".join(compact(iri) if alike else label for iri, label in meant.items())
    if exact:
        raise TermError(f"{text!r} may mean several: {close}; give the full name or the IRI")
    hint = f"; did you mean {close}?" if close else ""
    raise TermError(f"no {what} named {text!r}{hint}")


def gather(store: Store, spell: bool = True) -> list[Gathered]:
    """Read all names of a store with their folded and spelled forms.

    Parameters
    ----------
    spell : also in pinyin.
    """
    names: dict[str, set[str]] = {}
    labels: dict[tuple[str, str], tuple[int, str]] = {}
    for row in rows(store.query(_NAMES)):
        iri, kind, name = (row[key] for key in ("iri", "kind", "name"))
        if class_of(getattr(iri, "value", "")) is None or not isinstance(name, ox.Literal):
            continue
        assert isinstance(iri, ox.NamedNode)  # for mypy: only such have a class
        assert isinstance(kind, ox.NamedNode)
        names.setdefault(iri.value, set()).add(name.value)
        term = kind.value.replace("#", "/").rpartition("/")[2]
        if term in _LABELS:
            key, label = (iri.value, (name.language or "")[:2]), (_LABELS.index(term), name.value)
            labels[key] = min(label, labels.get(key, label))
    return [
        (
            iri,
            labels.get((iri, "zh"), (0, min(forms, key=lambda form: (len(form), form))))[1],
            labels.get((iri, "en"), (0, ""))[1],
            [(f, folded(f), *(spelled(f) if spell else ("", ""))) for f in sorted(forms)],
        )
        for iri, forms in sorted(names.items())
    ]


@dataclass(frozen=True, slots=True)
class Names:
    """The index of all names.

    Parameters
    ----------
    things : IRI, Chinese label, English label of each thing.
    forms : each name, and the number of its thing.
    keys, pinyin : folded names and spelled names in one text each, one a line.
    starts, pinyin_starts : where each line begins.
    """

    things: list[tuple[str, str, str]]
    forms: list[tuple[str, int]]
    keys: str
    starts: list[int]
    pinyin: str
    pinyin_starts: list[int]

    @classmethod
    def of(cls, gathered: list[Gathered]) -> Names:
        """Make the index of what `gather` read."""
        things, forms, keys, spellings = [], [], [], []
        for number, (iri, chinese, english, names) in enumerate(gathered):
            things.append((iri, chinese, english))
            for form, key, syllables, initials in names:
                forms.append((form, number))
                keys.append(key)
                spellings.append(f"{syllables} {initials}" if syllables else "")
        return cls(
            things, forms, _lines(keys), _starts(keys), _lines(spellings), _starts(spellings)
        )

    def find(self, text: str, class_name: str = "", limit: int = 20) -> list[Hit]:
        """Find things by name, the best first; see `find`."""
        wanted = folded(text)
        if not wanted:
            return []
        best: dict[int, Hit] = {}
        for hit, thing in self._direct(wanted):
            _keep(best, hit, thing, class_name)
        if text.isascii() and len(best) < limit:
            for hit, thing in self._by_pinyin(wanted):
                _keep(best, hit, thing, class_name)
        if not best:
            for hit, thing in self._similar(wanted, class_name):
                _keep(best, hit, thing, class_name)
        return sorted(best.values())[:limit]

    def pronounced(self, text: str, class_name: str = "") -> list[Hit]:
        """Find the things with a name whose whole pinyin is the text."""
        best: dict[int, Hit] = {}
        # behind the syllables of a name stand a space and its initials
        for line, start, _ in _occurrences(self.pinyin, self.pinyin_starts, folded(text) + " "):
            if not start:
                _keep(best, *self._hit(_PINYIN, *self.forms[line]), class_name)
        return sorted(best.values())

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

    def _similar(self, wanted: str, class_name: str) -> Iterator[tuple[Hit, int]]:
        from rapidfuzz import fuzz

        for (form, thing), key in zip(self.forms, self.keys.split("\n")[1:-1], strict=True):
            iri, label, _ = self.things[thing]
            if not class_name or class_of(iri) == class_name:
                score = fuzz.ratio(wanted, key, score_cutoff=_ALIKE)
                if score:
                    yield Hit(_SIMILAR, int(100 - score), label, iri, form), thing


def _keep(best: dict[int, Hit], hit: Hit, thing: int, class_name: str) -> None:
    if (not class_name or hit.class_name == class_name) and (
        thing not in best or hit < best[thing]
    ):
        best[thing] = hit


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
