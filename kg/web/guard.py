"""What a query or an update asks for, read before it runs: its form, its graphs, the outside world.

Our engine calls other addresses for two keywords only, SERVICE and LOAD. It reads keywords
without regard to what stands beside them (``SERVICESILENT<…>``, ``SERVICEex:a``) and decides by
grammar whether ``<`` opens an IRI. So the rule here is: a text without the letters of the
keyword cannot use it; in a text with them, whatever might be the keyword counts as the keyword.
Harmless are only strings, comments, variables, IRIs and the local parts of names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from kg.errors import QueryError
from kg.vocabulary import PREFIXES
from kg.web.lexer import Token, place, tokens
from kg.web.problems import MalformedError, RefusedError

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
# far more than a person writes, far less than what exhausts the stack of the engine's parser
MAX_DEPTH = 100

_PAIRS = {")": "(", "]": "[", "}": "{"}
_PROLOGUE = ("PREFIX", "BASE", "VERSION")
_CHANCE = re.compile(r"(?:RAND|NOW|UUID|BNODE)\s*\(", re.IGNORECASE)
_PLAIN_LOCAL = re.compile(r"\w[\w-]*")
# no reading of such an IRI as the comparison `<` is grammatical: no operand begins with `//`
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")


@dataclass(frozen=True, slots=True)
class Request:
    """A query or an update, understood as far as the server has to.

    Parameters
    ----------
    text : as it was sent.
    form : SELECT, ASK, CONSTRUCT, DESCRIBE, or '' when the text is none of them.
    default_graphs, named_graphs : IRIs of FROM and FROM NAMED, or of USING and USING NAMED.
    mentioned : all other IRIs in the text.
    repeatable : the same data give the same answer: no chance, no clock, no other endpoint.
    words : the text without comments.
    """

    text: str
    form: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    mentioned: frozenset[str]
    repeatable: bool
    words: tuple[Token, ...]


def read_query(text: str, base: str, services: Collection[str] = ()) -> Request:
    """Read a query.

    Parameters
    ----------
    text : SPARQL.
    base : against which relative IRIs are resolved.
    services : addresses that SERVICE may name.

    Raises
    ------
    RefusedError : the query calls an endpoint that is not listed.
    QueryError : it is nested too deeply.

    >>> read_query("ASK FROM <g> { }", "http://a/").default_graphs
    ('http://a/g',)
    """
    words = tuple(tokens(text))
    _check_depth(text, words)
    federated = _check_outside(text, words, "service", services)
    default, named, mentioned = _graphs(words, "FROM", base)
    return Request(
        text,
        _form(words),
        default,
        named,
        mentioned,
        not federated and not _CHANCE.search(text),
        words,
    )


def read_update(text: str, base: str, services: Collection[str] = ()) -> Request:
    """Read an update.

    Raises
    ------
    RefusedError : it loads a document, or calls an endpoint that is not listed.
    QueryError : it is nested too deeply.
    """
    words = tuple(tokens(text))
    _check_depth(text, words)
    _check_outside(text, words, "load", ())
    _check_outside(text, words, "service", services)
    default, named, mentioned = _graphs(words, "USING", base)
    return Request(text, "", default, named, mentioned, False, words)


def explain(text: str) -> QueryError | None:
    """Say where a text that the engine rejects is wrong, when it can be seen from here.

    The engine tells how far it came, which for a missing bracket or a misspelt first word is
    the end of the text.

    >>> str(explain("SELECT * { ?s ?p ?o ] }"))
    'this ] closes nothing (line 1, column 21)'
    """
    words = tuple(tokens(text))
    opened: list[Token] = []
    for token in words:
        if token.kind == "open":
            return QueryError("this quotation mark is never closed", *place(text, token.start))
        if token.kind != "mark":
            continue
        if token.text in _PAIRS.values():
            opened.append(token)
        elif token.text in _PAIRS and (not opened or opened.pop().text != _PAIRS[token.text]):
            return QueryError(f"this {token.text} closes nothing", *place(text, token.start))
    if opened:
        last = opened[-1]
        return QueryError(f"this {last.text} is never closed", *place(text, last.start))
    first = next((t for t in words if t.kind == "word" and t.text.upper() not in _PROLOGUE), None)
    if first is not None and first.text.upper() not in FORMS:
        return QueryError(
            f"a query begins with {', '.join(FORMS)}, not {first.text}", *place(text, first.start)
        )
    return None


def limited(query: Request, rows: int) -> str:
    """Write a query so that it gives no more than so many solutions.

    Returns
    -------
    The text itself when it sets as low a limit of its own or is an ASK.

    >>> limited(read_query("SELECT * { ?s ?p ?o } VALUES ?s { 1 }", ""), 5)
    'SELECT * { ?s ?p ?o } LIMIT 5 VALUES ?s { 1 }'
    """
    if query.form not in FORMS or query.form == "ASK":
        return query.text
    depth, groups, end = 0, 0, query.words[-1].end
    for number, token in enumerate(query.words):
        if token.kind == "mark":
            depth += (token.text in "([{") - (token.text in ")]}")
            groups += token.text == "}" and depth == 0
        if depth or token.kind != "word":
            continue
        if token.text.upper() == "LIMIT":
            own = query.words[number + 1] if number + 1 < len(query.words) else token
            if own.kind != "number" or not own.text.isdecimal() or int(own.text) <= rows:
                return query.text
            return f"{query.text[: own.start]}{rows}{query.text[own.end :]}"
        if token.text.upper() == "VALUES" and groups:
            return f"{query.text[: token.start]}LIMIT {rows} {query.text[token.start :]}"
    if depth:
        return query.text  # malformed; the engine tells where
    return f"{query.text[:end]} LIMIT {rows}{query.text[end:]}"


def using(update: Request, default: Sequence[str], named: Sequence[str]) -> str:
    """Write an update so that its patterns are matched in the graphs of the request.

    Parameters
    ----------
    default, named : ``using-graph-uri`` and ``using-named-graph-uri`` of the request.

    Raises
    ------
    MalformedError : the update says itself which graphs it uses, or a graph is no IRI.
    """
    if not default and not named:
        return update.text
    if update.default_graphs or update.named_graphs or _has_word(update.words, "WITH"):
        raise MalformedError(
            "using-graph-uri and using-named-graph-uri cannot stand beside USING or WITH"
            " in the update itself"
        )
    clause = "".join(
        [f"USING <{iri_text(iri)}> " for iri in default]
        + [f"USING NAMED <{iri_text(iri)}> " for iri in named]
    )
    parts, done, depth = [], 0, 0
    for number, token in enumerate(update.words):
        if token.kind == "mark":
            depth += (token.text in "([{") - (token.text in ")]}")
        if depth == 0 and token.kind == "word" and token.text.upper() == "WHERE":
            before = update.words[number - 1] if number else token
            parts.append(update.text[done : token.start])
            if before.kind == "word" and before.text.upper() == "DELETE":
                # the short form takes no USING; it deletes what it matches
                parts.append(_group(update, number + 1) + " ")
            parts.append(clause)
            done = token.start
    return "".join(parts) + update.text[done:]


def iri_text(iri: str) -> str:
    """Give an IRI back when it can stand between angle brackets.

    Raises
    ------
    MalformedError : it contains a character that no IRI has.
    """
    if re.search(r'[\x00-\x20<>"{}|^`\\]', iri):
        raise MalformedError(f"not an IRI: {iri!r}")
    return iri


def _check_depth(text: str, words: Sequence[Token]) -> None:
    depth = 0
    for token in words:
        if token.kind == "mark":
            depth += (token.text in "([{") - (token.text in ")]}")
            if depth > MAX_DEPTH:
                raise QueryError(
                    f"nested more than {MAX_DEPTH} levels deep", *place(text, token.start)
                )


def _check_outside(
    text: str, words: Sequence[Token], keyword: str, allowed: Collection[str]
) -> bool:
    """Refuse the keyword unless an allowed address follows it; tell whether it is used."""
    if keyword not in text.lower():
        return False
    used = False
    for number, token in enumerate(words):
        if not _may_be(token, keyword):
            continue
        used = True
        after = [word for word in words[number + 1 : number + 3] if word.text.upper() != "SILENT"]
        target = after[0].text if after else ""
        if token.text.lower() == keyword and target.strip("<>") in allowed and target[:1] == "<":
            continue
        line, column = place(text, token.start)
        raise RefusedError(_outside_message(keyword, target, line, column))
    return used


def _may_be(token: Token, keyword: str) -> bool:
    lower = token.text.lower()
    if token.kind == "word":
        return keyword in lower
    if token.kind == "name":
        # a full stop may also end a triple there, with the keyword behind it
        prefix, _, local = lower.partition(":")
        return keyword in prefix or (keyword in local and not _PLAIN_LOCAL.fullmatch(local))
    if token.kind == "iri":
        # as a comparison, it could hide a comment or a string that begins inside it
        return ("#" in lower or "'" in lower) and not _ABSOLUTE.match(lower)
    return token.kind == "open"


def _outside_message(keyword: str, target: str, line: int, column: int) -> str:
    where = f"(line {line}, column {column})"
    if keyword == "load":
        return (
            f"LOAD is refused: this server fetches nothing; send the data to the graph store"
            f" instead {where}"
        )
    return (
        f"SERVICE {target} is refused: this server calls no other endpoint unless it was started"
        f" with --service ADDRESS, and the query names that address in full {where}"
    )


def _form(words: Sequence[Token]) -> str:
    depth = 0
    for token in words:
        if token.kind == "mark":
            depth += (token.text in "([{") - (token.text in ")]}")
        if token.kind == "word" and token.text.upper() in FORMS and depth == 0:
            return token.text.upper()
    return ""


def _graphs(
    words: Sequence[Token], keyword: str, base: str
) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    prefixes = dict(PREFIXES)
    default: list[str] = []
    named: list[str] = []
    mentioned: set[str] = set()
    before = ["", ""]
    for token in words:
        if token.kind in ("iri", "name"):
            iri = _expanded(token, prefixes, base)
            if before[1] == "BASE" and token.kind == "iri":
                base = iri
            elif before[0] == "PREFIX" and token.kind == "iri":
                prefixes[before[1].removesuffix(":")] = iri
            elif before[1] == keyword:
                default.append(iri)
            elif before == [keyword, "NAMED"]:
                named.append(iri)
            else:
                mentioned.add(iri)
        before = [before[1], token.text.upper() if token.kind == "word" else token.text]
    return tuple(default), tuple(named), frozenset(mentioned)


def _expanded(token: Token, prefixes: dict[str, str], base: str) -> str:
    if token.kind == "iri":
        inner = re.sub(
            r"\\(?:u(.{4})|U(.{8}))",
            lambda code: chr(min(int(code[1] or code[2], 16), 0x10FFFF)),
            token.text[1:-1],
        )
        return _joined(base, inner)
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, f"{prefix}:") + re.sub(r"\\(.)", r"\1", local)


def _joined(base: str, iri: str) -> str:
    try:
        return urljoin(base, iri)
    except ValueError:  # such as an unclosed IPv6 address; the engine will say so
        return iri


def _has_word(words: Sequence[Token], word: str) -> bool:
    return any(token.kind == "word" and token.text.upper() == word for token in words)


def _group(update: Request, number: int) -> str:
    """Copy the group in braces that begins at a word."""
    depth, start = 0, update.words[number].start if number < len(update.words) else 0
    for token in update.words[number:]:
        if token.kind == "mark":
            depth += (token.text == "{") - (token.text == "}")
            if depth == 0:
                return update.text[start : token.end]
    raise QueryError("DELETE WHERE needs a group in braces")
