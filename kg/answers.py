"""Answers of queries in every format: for people as a table, for tools as the standards have it."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.model import plain_number
from kg.store import Answer, Term, rows, triples
from kg.turtle import write_turtle
from kg.vocabulary import compact

# name and media type of each format for solutions and for graphs
SOLUTION_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")

# variables of saved queries that hold money
_MONEY = frozenset(["exact", "atLeast", "atMost", "amount"])
_NO_TITLES: Mapping[str, str] = {}
FORMATS = ("table", *SOLUTION_FORMATS, "turtle", *GRAPH_FORMATS)
ALIASES = {
    "ttl": "turtle",
    "nt": "ntriples",
    "rdf": "rdfxml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
}


def write_answer(
    answer: Answer,
    format: str,
    *,
    excel: bool = False,
    titles: Mapping[str, str] = _NO_TITLES,
) -> bytes:
    """Write an answer.

    Parameters
    ----------
    answer : of any form of query.
    format : one of `FORMATS`, or an extension or media type of `ALIASES`.
    excel : CSV as Excel wants it: UTF-8 with a byte order mark, and no cell that it would run
        as a formula.
    titles : words for the columns of a table, by variable.

    Returns
    -------
    UTF-8 bytes.

    Raises
    ------
    QueryError : unknown format, or one that does not fit the form of the query.
    StoreError : the answer breaks off, because the engine computes it as it is written.
    """
    name = ALIASES.get(format, format)
    if name not in FORMATS:
        raise QueryError(f"unknown format {format!r}; known: {', '.join(FORMATS)}")
    if isinstance(answer, ox.QueryTriples):
        return _write_graph(answer, name)
    if name == "table":
        return _table(answer, titles).encode()
    if name not in SOLUTION_FORMATS:
        raise QueryError(f"{name} is for CONSTRUCT and DESCRIBE; this query gives rows")
    try:
        data = answer.serialize(format=SOLUTION_FORMATS[name]) or b""
    except (OSError, RuntimeError, SyntaxError) as error:
        raise StoreError(f"the query cannot be answered: {error}") from error
    if excel and name == "csv":
        return write_csv(csv.reader(io.StringIO(data.decode())), excel=True)
    return data


def plain(term: Term | None) -> str:
    """Write a term as a person reads it: label text, date, number, or a short IRI."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return compact(term.value)
    return str(getattr(term, "value", term))


def width(text: str) -> int:
    """Count the columns of a terminal that a text takes; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def columns(rows: list[list[str]]) -> str:
    """Set rows of text in columns, two spaces apart."""
    if not rows:
        return ""
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = (
        "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True))
        for row in rows
    )
    return "".join(line.rstrip() + "\n" for line in lines)


def _write_graph(answer: ox.QueryTriples, name: str) -> bytes:
    if name in ("table", "turtle"):
        return write_turtle(triples(answer)).encode()
    if name not in GRAPH_FORMATS:
        raise QueryError(f"{name} is for SELECT and ASK; this query gives a graph")
    ordered = sorted((ox.Triple(*triple) for triple in triples(answer)), key=str)
    return ox.serialize(ordered, format=GRAPH_FORMATS[name]) or b""


def _table(answer: ox.QuerySolutions | ox.QueryBoolean, titles: Mapping[str, str]) -> str:
    if isinstance(answer, ox.QueryBoolean):
        return "是 yes\n" if answer else "否 no\n"
    names = [variable.value for variable in answer.variables]
    # the reader sees names instead of IRIs, and what he asked for himself only once
    shown = [name for name in names if f"{name}Label" not in names and not name.startswith("_")]
    variables = [name.removesuffix("Label") for name in shown]
    body = [
        [_cell(row[name], variable) for name, variable in zip(shown, variables, strict=True)]
        for row in rows(answer)
    ]
    head = [titles.get(variable, variable) for variable in variables]
    rule = ["─" * width(title) for title in head]
    return columns([head, rule, *body]) + f"({len(body)})\n"


def _cell(term: Term | None, variable: str) -> str:
    text = plain(term)
    if variable in _MONEY and _NUMBER.fullmatch(text):
        return in_ten_thousands(Decimal(text))
    # a line break would break the table, and other control characters may command the terminal
    return "".join(char if char.isprintable() else " " for char in text)


def in_ten_thousands(figure: Decimal) -> str:
    """Write a large number as Chinese readers count, in 万 and 亿.

    >>> in_ten_thousands(Decimal("1000000000")), in_ten_thousands(Decimal("5000"))
    ('10亿', '5000')
    """
    for size, unit in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        if figure >= size:
            return plain_number(figure / size) + unit
    return plain_number(figure)


def csv_cell(text: str, excel: bool) -> str:
    """Keep Excel from running a cell as a formula; numbers stay numbers.

    The characters are those of https://owasp.org/www-community/attacks/CSV_Injection.

    >>> csv_cell("=1+1", True), csv_cell("-3.5", True)
    ("'=1+1", '-3.5')
    """
    if excel and text.startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def write_csv(rows: Iterable[Iterable[str]], *, excel: bool = False) -> bytes:
    """Write rows as CSV (RFC 4180), for Excel with a byte order mark and harmless cells."""
    out = io.StringIO()
    csv.writer(out).writerows([csv_cell(cell, excel) for cell in row] for row in rows)
    return (b"\xef\xbb\xbf" if excel else b"") + out.getvalue().encode()
