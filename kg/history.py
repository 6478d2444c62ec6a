"""History: what changed between two graphs, told by thing, so that an update reads as news.

A fact is new, changed (another value of the same property) or retracted; what is derived from
others, and what a store keeps for itself, is not compared.
"""

from __future__ import annotations

import html
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from kg.dataset import ONTOLOGY_GRAPH, read_quads
from kg.errors import StoreError
from kg.facts import DERIVED
from kg.report import Names
from kg.store import EmbeddedStore, open_store
from kg.turtle import Statement, Term, lexical, write_turtle
from kg.vocabulary import ENTITY_CLASSES, OA, PROV, RDF, SKOS, ZT, class_of

FORMATS = ("text", "turtle", "html")
# https://vocab.org/changeset/: what was added to and taken from what is said of one thing
_CHANGESET = "http://purl.org/vocab/changeset/schema#"
_TYPE, _SUBJECT, _PREDICATE, _OBJECT = (
    ox.NamedNode(RDF + name) for name in ("type", "subject", "predicate", "object")
)
_SOURCE = ox.NamedNode(PROV + "wasQuotedFrom")
_NAMES = {SKOS + "prefLabel": "names", SKOS + "altLabel": "names", SKOS + "hiddenLabel": "names"}
_WORDS = {
    "zh": {
        "new": "新增", "changed": "改变", "retracted": "撤回", "title": "图的变化",
        "none": "没有变化", "names": "名称", "says": "来源 {source} 称：",
        "count": "新增 {new} 个，改变 {changed} 个，撤回 {retracted} 个",
    },
    "en": {
        "new": "new", "changed": "changed", "retracted": "retracted", "title": "Changes",
        "none": "nothing changed", "names": "names", "says": "source {source} says: ",
        "count": "{new} new, {changed} changed, {retracted} retracted",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """What changed about one thing.

    Parameters
    ----------
    iri : of the thing.
    kind : ``new`` or ``retracted`` for a thing that came or went, else ``changed``.
    added, removed : triples, those of the claims about it among them, in a stable order.
    """

    iri: str
    kind: str
    added: tuple[Statement, ...]
    removed: tuple[Statement, ...]


def open_graph(location: str) -> EmbeddedStore:
    """Open what is to be compared: a store directory, or a file of RDF.

    Raises
    ------
    StoreError : there is neither.
    ValidationError : the file is not RDF.
    """
    path = Path(location)
    if path.is_file():
        engine = ox.Store()
        engine.bulk_extend(read_quads(path))
        return EmbeddedStore(engine)
    opened = open_store(location)
    if not isinstance(opened, EmbeddedStore):
        raise StoreError("only store directories and files can be compared")
    return opened


def differences(before: EmbeddedStore, after: EmbeddedStore) -> list[Difference]:
    """Compare two graphs.

    Returns
    -------
    One difference a thing: new things first, then changed ones, then retracted ones.
    """
    old, new = _triples(before), _triples(after)
    owner = _owners(old | new)
    added, removed = (defaultdict[str, list[Statement]](list) for _ in range(2))
    for changed, triples in ((added, new - old), (removed, old - new)):
        for triple in triples:
            changed[owner.get(lexical(triple[0]), lexical(triple[0]))].append(triple)
    came, went = ({lexical(s) for s, p, _ in side if p == _TYPE} for side in (new - old, old - new))
    found = [
        Difference(
            iri,
            "new" if iri in came else "retracted" if iri in went else "changed",
            _sorted(added[iri]),
            _sorted(removed[iri]),
        )
        for iri in {*added, *removed}
    ]
    order = ("new", "changed", "retracted")
    return sorted(found, key=lambda difference: (order.index(difference.kind), difference.iri))


def difference_report(
    before: EmbeddedStore, after: EmbeddedStore, format: str, language: str
) -> str:
    """Write what changed.

    Parameters
    ----------
    before, after : the graphs.
    format : ``text`` or ``html`` to be read, in the words of the reader; ``turtle`` to be
        applied, with a change set for each thing.
    language : ``zh`` or ``en``.
    """
    found = differences(before, after)
    if format == "turtle":
        return write_turtle(triple for d in found for triple in _change_set(d))
    told = [d for d in found if class_of(d.iri) in (*ENTITY_CLASSES, "SourceDocument")]
    teller = _Teller(before, after, language)
    return teller.page(told) if format == "html" else teller.text(told)


def _triples(store: EmbeddedStore) -> set[Statement]:
    return {
        (quad.subject, quad.predicate, quad.object)
        for quad in store.dump()
        if quad.graph_name != ONTOLOGY_GRAPH
        and class_of(lexical(quad.subject)) is not None
        and quad.predicate.value.removeprefix(ZT) not in DERIVED
        # exports repeat positions in the words of other tools
        and "#" not in lexical(quad.subject)
        and quad.predicate.value != OA + "hasSelector"
    }


def _owners(triples: Iterable[Statement]) -> dict[str, str]:
    """The thing that a claim or a piece of evidence is about."""
    claims = {lexical(s): lexical(o) for s, p, o in triples if p == _SUBJECT}
    evidence = ox.NamedNode(ZT + "evidence")
    places = {
        lexical(o): claims[lexical(s)]
        for s, p, o in triples
        if p == evidence and lexical(s) in claims
    }
    return places | claims


def _sorted(triples: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(triples, key=lambda triple: tuple(map(str, triple))))


def _change_set(difference: Difference) -> Iterator[Statement]:
    number = sha256(difference.iri.encode()).hexdigest()[:12]
    node = ox.NamedNode(f"urn:zhengtu:change:{number}")
    yield node, _TYPE, ox.NamedNode(_CHANGESET + "ChangeSet")
    yield node, ox.NamedNode(_CHANGESET + "subjectOfChange"), ox.NamedNode(difference.iri)
    for name, triples in (("addition", difference.added), ("removal", difference.removed)):
        for index, (subject, predicate, value) in enumerate(triples):
            statement = ox.NamedNode(f"{node.value}:{name}:{index}")
            yield node, ox.NamedNode(_CHANGESET + name), statement
            yield statement, _TYPE, ox.NamedNode(RDF + "Statement")
            yield statement, _SUBJECT, subject
            yield statement, _PREDICATE, predicate
            yield statement, _OBJECT, value


class _Teller:
    """Words differences, looking names up in the graph that has the thing."""

    def __init__(self, before: EmbeddedStore, after: EmbeddedStore, language: str) -> None:
        self._old, self._new = Names(before, language), Names(after, language)
        self._words = _WORDS[language]

    def text(self, found: list[Difference]) -> str:
        """Every thing with its lines, + for what came and - for what went."""
        if not found:
            return self._words["none"] + "\n"
        lines = [self._count(found), ""]
        for difference in found:
            lines.append(f"【{self._words[difference.kind]}】{self._title(difference)}")
            lines += [f"  {sign} {line}" for sign, line in self._lines(difference)]
        return "\n".join(lines) + "\n"

    def page(self, found: list[Difference]) -> str:
        """The same as one HTML page that needs nothing else."""
        title = self._words["title"]
        parts = [
            "<!doctype html>",
            f'<meta charset="utf-8"><title>{title}</title>',
            "<style>body{font:16px/1.6 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}"
            "ins{color:#176b2c;text-decoration:none}del{color:#a3211b}"
            "ul{list-style:none;padding-left:1em}</style>",
            f"<h1>{title}</h1><p>{self._count(found) if found else self._words['none']}</p>",
        ]
        for difference in found:
            head = f"{self._words[difference.kind]} · {self._title(difference)}"
            parts.append(f"<h2>{html.escape(head)}</h2><ul>")
            for sign, line in self._lines(difference):
                tag = "ins" if sign == "+" else "del"
                parts.append(f"<li><{tag}>{sign} {html.escape(line)}</{tag}></li>")
            parts.append("</ul>")
        return "\n".join(parts) + "\n"

    def _count(self, found: list[Difference]) -> str:
        kinds = Counter(difference.kind for difference in found)
        return self._words["count"].format(**{k: kinds[k] for k in ("new", "changed", "retracted")})

    def _title(self, difference: Difference) -> str:
        names = self._old if difference.kind == "retracted" else self._new
        return names.of(difference.iri)

    def _lines(self, difference: Difference) -> list[tuple[str, str]]:
        signs = (("-", self._old, difference.removed), ("+", self._new, difference.added))
        return [
            (sign, line)
            for sign, names, triples in signs
            for line in dict.fromkeys(self._worded(names, difference.iri, triples))
        ]

    def _worded(self, names: Names, iri: str, triples: Iterable[Statement]) -> Iterator[str]:
        claims: defaultdict[str, dict[ox.NamedNode, Term]] = defaultdict(dict)
        for subject, predicate, value in triples:
            if class_of(lexical(subject)) == "Claim":
                claims[lexical(subject)][predicate] = value
            elif lexical(subject) != iri or predicate == _TYPE:
                continue
            elif predicate.value in _NAMES:
                yield f"{self._words['names']}：{lexical(value)}"
            elif predicate.value.startswith(ZT):
                yield f"{names.of(predicate.value)}：{_shown(names, value)}"
        for about in claims.values():
            if _SOURCE in about and _PREDICATE in about and _OBJECT in about:
                says = self._words["says"].format(source=lexical(about[_SOURCE]).rsplit("/")[-1])
                said = f"{names.of(lexical(about[_PREDICATE]))} — {_shown(names, about[_OBJECT])}"
                yield says + said


def _shown(names: Names, value: Term) -> str:
    return str(value) if isinstance(value, ox.Triple) else names.term(value)
