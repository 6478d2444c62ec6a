"""Turtle and TriG that a person can read and a diff can follow.

One order for everything: subjects by class and name, `rdf:type` and labels before other
predicates, objects by value. Two equal graphs give equal bytes, which neither pyoxigraph
(unsorted, prefixes in random order) nor rdflib (no control over the order of classes) does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

import pyoxigraph as ox

from kg.vocabulary import CLASSES, LONGEST_FIRST, PREFIXES, RDF, RDFS, SKOS, XSD, class_of

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Statement = tuple[Subject, ox.NamedNode, Term]

# Turtle 1.1 grammar, PN_CHARS_BASE; https://www.w3.org/TR/turtle/#grammar-production-PN_CHARS_BASE
_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff_"
)
_MORE = _LETTER + "0-9\u00b7\u0300-\u036f\u203f-\u2040-"
_LOCAL_NAME = f"[{_LETTER}0-9](?:[{_MORE}.]*[{_MORE}])?"
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)
_BARE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile("true|false"),
}
_FIRST_PREDICATES = {
    iri: rank
    for rank, iri in enumerate(
        [
            RDF + "type",
            SKOS + "prefLabel",
            RDFS + "label",
            SKOS + "altLabel",
            SKOS + "hiddenLabel",
            RDF + "subject",
            RDF + "predicate",
            RDF + "object",
        ]
    )
}
_STATED = (RDF + "subject", RDF + "predicate", RDF + "object")
_CLASS_RANK = {class_name: rank for rank, class_name in enumerate(CLASSES)}


def write_turtle(triples: Iterable[Statement | ox.Triple]) -> str:
    """Write triples as one Turtle document.

    Parameters
    ----------
    triples : in any order, repeated ones are written once.

    Returns
    -------
    The prefixes that are used, then a block for each subject.
    """
    body = "\n".join(_blocks(triples, indent=""))
    return _header(body) + body


def write_trig(
    graphs: Iterable[tuple[ox.NamedNode | None, Iterable[Statement | ox.Triple]]],
) -> str:
    """Write a dataset as TriG.

    Parameters
    ----------
    graphs : name and triples of each graph; None is the default graph, written first.
    """
    parts = []
    for name, triples in sorted(graphs, key=lambda graph: graph[0].value if graph[0] else ""):
        if name is None:
            parts.append("\n".join(_blocks(triples, indent="")))
        else:
            block = "\n".join(_blocks(triples, indent="    "))
            parts.append(f"GRAPH {_iri(name.value)} {{\n{block}}}\n")
    body = "\n".join(parts)
    return _header(body) + body


def term(value: Term) -> str:
    """Write one RDF term in Turtle, with a prefix where one fits."""
    if isinstance(value, ox.NamedNode):
        return _iri(value.value)
    if isinstance(value, ox.Literal):
        return _literal(value)
    return str(value)


def lexical(value: Term) -> str:
    """Take what a term says without its brackets, quotes, language and datatype.

    >>> lexical(ox.Literal("杭州市", language="zh-Hans"))
    '杭州市'
    """
    return str(value) if isinstance(value, ox.Triple) else value.value


def statement(triple: Statement | ox.Triple) -> Statement:
    """Take a triple of the engine as a plain tuple."""
    if isinstance(triple, ox.Triple):
        return triple.subject, triple.predicate, triple.object
    return triple


def _header(body: str) -> str:
    used = set(re.findall(r"(?<![^\s(^])([a-z]+):", body))
    lines = [f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items() if prefix in used]
    return "".join(lines) + ("\n" if lines else "")


def _blocks(triples: Iterable[Statement | ox.Triple], indent: str) -> Iterator[str]:
    distinct = {statement(triple) for triple in triples}
    topics = _topics(distinct)
    ordered = sorted(
        distinct, key=lambda triple: (*_subject_key(triple[0], topics), *_fact_key(triple))
    )
    for subject, group in groupby(ordered, key=lambda triple: triple[0]):
        lines = []
        for predicate, same in groupby(group, key=lambda triple: triple[1]):
            verb = "a" if predicate.value == RDF + "type" else _iri(predicate.value)
            objects = " , ".join(term(triple[2]) for triple in same)
            lines.append(f"{verb} {objects}")
        yield f"{indent}{term(subject)} " + f" ;\n{indent}    ".join(lines) + " .\n"


def _topics(triples: set[Statement]) -> dict[Term, str]:
    # claims have hashes for names; they are set in the order of what they are about
    parts: dict[Term, dict[str, str]] = {}
    for subject, predicate, value in triples:
        if predicate.value in _STATED:
            parts.setdefault(subject, {})[predicate.value] = str(value)
    return {node: " ".join(part.get(name, "") for name in _STATED) for node, part in parts.items()}


def _subject_key(subject: Term, topics: dict[Term, str]) -> tuple[object, ...]:
    if not isinstance(subject, ox.NamedNode):
        return (99, "", [], str(subject))
    class_name = class_of(subject.value)
    rank = _CLASS_RANK[class_name] if class_name else 97
    return (rank, topics.get(subject, ""), _by_number(subject.value), subject.value)


def _fact_key(triple: Statement) -> tuple[object, ...]:
    _, predicate, value = triple
    return (
        _FIRST_PREDICATES.get(predicate.value, 99),
        predicate.value,
        _object_key(value),
    )


def _by_number(text: str) -> list[tuple[bool, int | str]]:
    # numbers inside a name count as numbers, so that evidence reads in the order of the text
    return [
        (False, int(part)) if part.isdecimal() else (True, part)
        for part in re.split(r"([0-9]+)", text)
        if part
    ]


def _object_key(value: Term) -> tuple[object, ...]:
    # the whole term comes last, so that no two terms are equal and the order is always the same
    if isinstance(value, ox.Literal):
        # Chinese before English
        language = value.language or ""
        return (0 if language.startswith("zh") else 1, language, [], value.value, str(value))
    return (2, "", _by_number(str(value)), "", str(value))


@cache
def _local_name() -> re.Pattern[str]:
    return re.compile(_LOCAL_NAME)  # at first use: it takes 4 ms, which a start should not pay


def _iri(iri: str) -> str:
    for prefix, namespace in LONGEST_FIRST:
        if iri.startswith(namespace) and _local_name().fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def _literal(literal: ox.Literal) -> str:
    datatype = literal.datatype.value
    bare = _BARE.get(datatype)
    if bare and bare.fullmatch(literal.value):
        return literal.value
    text = f'"{literal.value.translate(_ESCAPES)}"'
    if literal.language:
        return f"{text}@{language_tag(literal.language)}"
    return text if datatype == XSD + "string" else f"{text}^^{_iri(datatype)}"


def language_tag(tag: str) -> str:
    """Write a language tag, which the engine lowers, as BCP 47 section 2.1.1 has it.

    >>> language_tag("zh-hans-cn")
    'zh-Hans-CN'
    """
    language, *rest = tag.split("-")
    return "-".join(
        [
            language,
            *(
                part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part
                for part in rest
            ),
        ]
    )
