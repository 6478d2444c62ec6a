"""Finding things by any of their names: 简体, 繁體, pinyin, English, aliases, garbled forms."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.claims import named_node
from kg.errors import TermError
from kg.store import Store, rows
from kg.vocabulary import CLASSES, ID, class_of

_NAMES = """
SELECT ?iri ?kind ?name WHERE {
  VALUES ?kind { skos:prefLabel skos:altLabel skos:hiddenLabel }
  ?iri ?kind ?name .
  FILTER(STRSTARTS(STR(?iri), "https://w3id.org/zhengtu/id/"))
}"""

# how well a name answers, best first
_EXACT, _PREFIX, _INSIDE, _PINYIN, _SIMILAR = 0, 1, 2, 3, 4


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


def find(store: Store, text: str, class_name: str | None = None, limit: int = 20) -> list[Hit]:
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
    wanted = _key(text)
    if not wanted:
        return []
    names, labels = _names(store, class_name)
    hits = _matching(names, labels, wanted, _direct)
    if not hits and text.isascii():
        hits = _matching(names, labels, wanted, _by_pinyin)
    if not hits:
        hits = _similar(names, labels, wanted)
    return sorted(hits)[:limit]


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
    wanted_class = None if class_name == "Entity" else class_name
    hits = find(store, text, wanted_class)
    exact = [hit for hit in hits if hit.rank == _EXACT]
    if hits and not exact and text.isascii():
        exact = _matching(*_names(store, wanted_class), _key(text), _whole_pinyin)
    by_label = [hit for hit in exact if _key(hit.label) == _key(text)]
    for candidates in (by_label, exact):
        if len({hit.iri for hit in candidates}) == 1:
            return candidates[0].iri
    what = wanted_class or "thing"
    close = "、".join(dict.fromkeys(f"{hit.label}" for hit in (exact or hits)[:5]))
    if exact:
        raise TermError(f"{text!r} may mean several: {close}; give the full name or the IRI")
    hint = f"; did you mean {close}?" if close else ""
    raise TermError(f"no {what} named {text!r}{hint}")


def _names(store: Store, class_name: str | None) -> tuple[dict[str, list[str]], dict[str, str]]:
    names: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for row in rows(store.query(_NAMES)):
        iri, kind, name = (row[key] for key in ("iri", "kind", "name"))
        assert isinstance(iri, ox.NamedNode)  # for mypy: the pattern binds all three
        assert isinstance(kind, ox.NamedNode)
        assert isinstance(name, ox.Literal)
        known = class_of(iri.value)
        if known is None or (class_name and known != class_name):
            continue
        names.setdefault(iri.value, []).append(name.value)
        if kind.value.endswith("prefLabel") and (name.language or "").startswith("zh"):
            labels[iri.value] = name.value
    return names, labels


def _matching(
    names: dict[str, list[str]],
    labels: dict[str, str],
    wanted: str,
    rank_of: Callable[[str, str], int | None],
) -> list[Hit]:
    hits = []
    for iri, forms in names.items():
        ranked = [
            (rank, len(form), form) for form in forms if (rank := rank_of(form, wanted)) is not None
        ]
        if ranked:
            rank, length, form = min(ranked)
            hits.append(Hit(rank, length, labels.get(iri, form), iri, form))
    return hits


def _direct(form: str, wanted: str) -> int | None:
    key = _key(form)
    if key == wanted:
        return _EXACT
    if key.startswith(wanted):
        return _PREFIX
    return _INSIDE if wanted in key else None


def _by_pinyin(form: str, wanted: str) -> int | None:
    syllables = _pinyin(form)
    initials = "".join(syllable[0] for syllable in syllables)
    return _PINYIN if wanted in "".join(syllables) or initials.startswith(wanted) else None


def _whole_pinyin(form: str, wanted: str) -> int | None:
    return _PINYIN if "".join(_pinyin(form)) == wanted else None


def _pinyin(form: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return [] if form.isascii() else list(filter(None, lazy_pinyin(form, errors="ignore")))


def _similar(names: dict[str, list[str]], labels: dict[str, str], wanted: str) -> list[Hit]:
    from rapidfuzz import fuzz

    hits = []
    for iri, forms in names.items():
        score, form = max((fuzz.ratio(wanted, _key(form)), form) for form in forms)
        if score >= 60:  # below that, names in the packaged graph had nothing to do with the text
            hits.append(Hit(_SIMILAR, int(100 - score), labels.get(iri, form), iri, form))
    return hits


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    if not folded.isascii():
        folded = _simplified(folded)
    return "".join(char for char in folded if char.isalnum())


_converter = None


def _simplified(text: str) -> str:
    global _converter
    if _converter is None:
        import opencc

        _converter = opencc.OpenCC("t2s")
    return str(_converter.convert(text))
