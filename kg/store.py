"""Stores: one interface to a directory, a SPARQL endpoint, or the packaged graph in memory.

A store directory holds complete builds side by side and a file ``CURRENT`` that names the one
in force. A new build is written beside the old one and then named in one atomic step, so a
killed process leaves either the old state or the new one.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph as ox

from kg.dataset import INDEX, assemble, fingerprint
from kg.errors import QueryError, StoreError
from kg.turtle import Statement, statement
from kg.vocabulary import PREFIXES

Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
Term = ox.NamedNode | ox.Literal | ox.BlankNode

# what may hold a brace without meaning it, then what matters
_TOKENS = re.compile(
    r"""#[^\n]*|<[^<>"{}|^`\\\s]*>|\"{3}.*?\"{3}|\'{3}.*?\'{3}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\b(?:CONSTRUCT|WHERE)\b|[{}]""",
    re.IGNORECASE | re.DOTALL,
)
_NO_TERMS: Mapping[str, Term] = {}
_BUILD = re.compile("build-[0-9a-f]{16}")
# what the engine has to say in words stands among the characters that it expected
_SENTENCE = re.compile(r"\b[A-Z][a-z]+(?: [A-Za-z]+){3,}")
_POSITION = re.compile(r"(?:error at|line) (\d+)[: ](?:column )?(\d+)")


class Store(Protocol):
    """What every store can do."""

    def query(self, text: str, terms: Mapping[str, Term] = _NO_TERMS) -> Answer:
        """Answer a SPARQL 1.1 query over the union of all graphs.

        Parameters
        ----------
        text : the query; the prefixes of `kg.vocabulary.PREFIXES` need no declaration.
        terms : values for variables, by name without the question mark; each variable has to
            stand in every SELECT clause on the way to where it is used.

        Raises
        ------
        QueryError : the query is malformed (with line and column) or does not project a term.
        StoreError : the endpoint, or one that a SERVICE clause names, does not answer.
        """
        ...

    def update(self, text: str) -> None:
        """Change the data by a SPARQL 1.1 update, in one transaction.

        Raises
        ------
        QueryError : the update is malformed.
        StoreError : the store is read-only or cannot be written.
        """
        ...

    def load(self, data: bytes, format: ox.RdfFormat, graph: str | None = None) -> None:
        """Add RDF to a graph (the default one when None).

        Raises
        ------
        QueryError : the data are malformed (with line and column).
        StoreError : the store is read-only or cannot be written.
        """
        ...

    def dump(self) -> Iterator[ox.Quad]:
        """Read all quads, in no particular order, but not what the store keeps for itself."""
        ...


class EmbeddedStore:
    """An Oxigraph store in memory or on disk."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine

    def query(self, text: str, terms: Mapping[str, Term] = _NO_TERMS) -> Answer:
        try:
            return self._engine.query(
                text,
                prefixes=PREFIXES,
                use_default_graph_as_union=True,
                substitutions={ox.Variable(name): term for name, term in terms.items()},
            )
        except SyntaxError as error:
            raise syntax_error(error, text) from error
        except RuntimeError as error:
            raise QueryError(str(error)) from error
        except OSError as error:
            raise StoreError(f"the query cannot be answered: {error}") from error

    def update(self, text: str) -> None:
        try:
            self._engine.update(text, prefixes=PREFIXES)
        except SyntaxError as error:
            raise syntax_error(error, text) from error
        except (RuntimeError, OSError) as error:
            raise StoreError(f"the store cannot be changed: {error}") from error

    def load(self, data: bytes, format: ox.RdfFormat, graph: str | None = None) -> None:
        target = ox.NamedNode(graph) if graph else None
        try:
            self._engine.load(data, format=format, to_graph=target)
        except SyntaxError as error:
            raise syntax_error(error) from error
        except (RuntimeError, OSError) as error:
            raise StoreError(f"the store cannot be changed: {error}") from error

    def dump(self) -> Iterator[ox.Quad]:
        for quad in self._engine:
            graph = quad.graph_name
            if not (isinstance(graph, ox.NamedNode) and graph.value.startswith(INDEX)):
                yield quad


class RemoteStore:
    """Any SPARQL 1.1 endpoint.

    Parameters
    ----------
    url : address of the query operation; updates go to the same address.
    timeout : seconds to wait for an answer.
    """

    def __init__(self, url: str, timeout: float = 60) -> None:
        self._url = url
        self._timeout = timeout

    def query(self, text: str, terms: Mapping[str, Term] = _NO_TERMS) -> Answer:
        media_type, data = self._post(
            {"query": _declared(with_values(text, terms))},
            "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.5",
        )
        results_format = ox.QueryResultsFormat.from_media_type(media_type)
        rdf_format = ox.RdfFormat.from_media_type(media_type)
        try:
            if results_format is not None:
                return ox.parse_query_results(data, format=results_format)
            if rdf_format is not None:
                # a CONSTRUCT over what was sent gives the same kind of answer as the embedded store
                store = ox.Store()
                store.load(data, format=rdf_format)
                return store.query("CONSTRUCT WHERE { ?s ?p ?o }")
        except SyntaxError as error:
            raise StoreError(f"{self._url} sent malformed {media_type}: {error}") from error
        raise StoreError(f"{self._url} answered with {media_type}, which is not SPARQL results")

    def update(self, text: str) -> None:
        self._post({"update": _declared(text)}, "*/*")

    def load(self, data: bytes, format: ox.RdfFormat, graph: str | None = None) -> None:
        target = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        try:
            quads = list(ox.parse(data, format=format))
        except SyntaxError as error:
            raise syntax_error(error) from error
        by_graph: dict[str, list[str]] = {}
        for quad in quads:
            name = target if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name
            by_graph.setdefault(str(name), []).append(f"{quad.triple} .")
        parts = [
            " ".join(lines) if name == "DEFAULT" else f"GRAPH {name} {{ {' '.join(lines)} }}"
            for name, lines in by_graph.items()
        ]
        self.update(f"INSERT DATA {{ {' '.join(parts)} }}")

    def dump(self) -> Iterator[ox.Quad]:
        answer = self.query("SELECT ?s ?p ?o ?g { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }")
        for row in rows(answer):
            graph = row["g"]
            yield (
                ox.Quad(row["s"], row["p"], row["o"], graph)
                if graph
                else ox.Quad(row["s"], row["p"], row["o"])
            )

    def _post(self, form: Mapping[str, str], accept: str) -> tuple[str, bytes]:
        import http.client
        import urllib.error
        import urllib.parse
        import urllib.request

        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            body = urllib.parse.urlencode(form).encode()
            request = urllib.request.Request(self._url, body, headers)
            with urllib.request.urlopen(request, timeout=self._timeout) as response:
                return response.headers.get_content_type(), response.read()
        except urllib.error.HTTPError as error:
            message = " ".join(error.read(500).decode("utf-8", "replace").split())
            kind = QueryError if error.code == 400 else StoreError
            raise kind(f"{self._url} answered {error.code}: {message}") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise StoreError(f"{self._url} does not answer: {reason}") from error


def open_store(location: str | os.PathLike[str] | None = None, *, writable: bool = False) -> Store:
    """Open a store.

    Parameters
    ----------
    location : a directory that `kg build --store` made, the http(s) address of a SPARQL
        endpoint, or None for the packaged graph in memory.
    writable : open a directory for changes; only one process may do so at a time.

    Raises
    ------
    StoreError : no store there, or it cannot be opened.
    """
    if location is None:
        return EmbeddedStore(assemble())
    if str(location).startswith(("http://", "https://")):
        return RemoteStore(str(location))
    return EmbeddedStore(open_engine(Path(location), writable=writable))


def open_engine(home: Path, *, writable: bool = False) -> ox.Store:
    """Open the build that is in force in a store directory, as the engine has it.

    Raises
    ------
    StoreError : no store there, or it cannot be opened.
    """
    while True:
        try:
            name = _in_force(home)
        except FileNotFoundError:
            message = f"no store in {home}; make one with: kg build --store {home}"
            raise StoreError(message) from None
        except OSError as error:
            raise StoreError(f"cannot open the store {home}: {error}") from error
        if name is None:
            raise StoreError(f"the store {home} is damaged; make it anew with kg build --store")
        try:
            build = str(home / name)
            return ox.Store(build) if writable else ox.Store.read_only(build)
        except (OSError, RuntimeError) as error:
            # or a new build has taken the place of this one in between, and that one is meant
            if _in_force(home) == name:
                raise StoreError(f"cannot open the store {home}: {error}") from error


def is_store(home: Path) -> bool:
    """Tell whether there is a store in a directory."""
    return (home / "CURRENT").is_file() and _in_force(home) is not None


def save(dataset: ox.Store, home: Path) -> str:
    """Write a dataset into a store directory and put it in force.

    Parameters
    ----------
    dataset : what the store is to hold.
    home : the store directory; made when missing.

    Returns
    -------
    The fingerprint of the dataset. Nothing is written when it is in force already.

    Raises
    ------
    StoreError : the directory holds something else, or cannot be written.
    """
    build_id = fingerprint(dataset)
    try:
        if home.is_dir() and any(home.iterdir()) and not _is_store(home):
            raise StoreError(f"{home} is not empty and not a store; nothing was written")
        home.mkdir(parents=True, exist_ok=True)
        with _alone(home):
            _replace(dataset, home, build_id)
    except (OSError, RuntimeError) as error:
        raise StoreError(f"cannot write the store {home}: {error}") from error
    return build_id


def _replace(dataset: ox.Store, home: Path, build_id: str) -> None:
    name = f"build-{build_id[:16]}"
    current = home / "CURRENT"
    if current.exists() and _in_force(home) == name:
        if fingerprint(ox.Store.read_only(str(home / name))) == build_id:
            return
        # changed since it was built, by articles or by hand: what comes needs another name
        name = f"build-{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    shutil.rmtree(home / name, ignore_errors=True)  # left over from a killed build
    engine = ox.Store(str(home / name))
    engine.bulk_extend(iter(dataset))
    engine.flush()
    del engine
    pending = home / "CURRENT.new"
    with pending.open("w", encoding="ascii") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(pending, current)
    for old in home.iterdir():
        if old.name != name and _BUILD.fullmatch(old.name):
            shutil.rmtree(old, ignore_errors=True)  # readers keep their open files


def syntax_error(error: SyntaxError, text: str = "") -> QueryError:
    """Turn a parse error of the engine into one that a person can read.

    The engine lists every character that it might have accepted; what helps is where it stopped.

    Parameters
    ----------
    error : as raised by pyoxigraph, with its position in attributes or only in its text.
    text : what was parsed, to show the place.
    """
    found = _POSITION.search(str(error))
    line = error.lineno or (int(found[1]) if found else None)
    column = error.offset or (int(found[2]) if found else None)
    if line is None or column is None:
        return QueryError(f"malformed: {error}")
    if "Prefix not found" in str(error):
        what = "a prefix that is not declared"
    elif sentence := _SENTENCE.search(str(error)):
        what = sentence[0]
    elif len(lines := text.splitlines()) >= line and (
        rest := lines[line - 1][column - 1 :].strip()
    ):
        shown = "".join(char if char.isprintable() else "�" for char in rest[:30])
        what = f"malformed near «{shown}»"
    else:
        # the engine often gives up at the end though the mistake stands before it
        what = "malformed, or it ends too early" if text else f"malformed: {error.msg}"
    return QueryError(what, line, column)


def _is_store(home: Path) -> bool:
    # what else is called build-something may be a folder of the user
    return all(
        entry.name in ("CURRENT", "CURRENT.new", "LOCK") or _BUILD.fullmatch(entry.name)
        for entry in home.iterdir()
    )


def _in_force(home: Path) -> str | None:
    for _ in range(2):  # a new build may take the place of the old one between two looks
        name = (home / "CURRENT").read_text(encoding="utf-8", errors="replace").strip()
        if _BUILD.fullmatch(name) and (home / name).is_dir():
            return name
    return None


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Keep other processes from writing a store; the system lets go when this one is killed."""
    with (home / "LOCK").open("ab") as lock:
        if sys.platform != "win32":  # where the engine's own lock has to do
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StoreError(f"another process is writing the store {home}") from error
        yield


def _declared(text: str) -> str:
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + text


def with_values(text: str, terms: Mapping[str, Term]) -> str:
    """Bind variables of a query for engines that know no substitutions.

    The terms are serialised, never pasted, into a VALUES block at the head of the outermost group:
    at its end they would come too late for filters.

    >>> with_values("SELECT ?s { ?s ?p ?o }", {"o": ox.Literal(1)})  # doctest: +ELLIPSIS
    'SELECT ?s { VALUES (?o) { ("1"^^<...#integer>) } ?s ?p ?o }'
    """
    if not terms:
        return text
    names = " ".join(f"?{name}" for name in terms)
    block = f" VALUES ({names}) {{ ({' '.join(map(str, terms.values()))}) }}"
    depth, construct = 0, False
    for token in _TOKENS.finditer(text):
        word = token[0].upper()
        if word == "CONSTRUCT":
            construct = True
        elif word == "WHERE":
            construct = False
        elif word == "{":
            if depth == 0 and not construct:  # the template of CONSTRUCT is no group
                return text[: token.end()] + block + text[token.end() :]
            depth += 1
        elif word == "}":
            depth -= 1
    return text


def rows(answer: Answer) -> Iterator[dict[str, Any]]:
    """Read the solutions of a SELECT as dictionaries; an unbound variable is None.

    Raises
    ------
    QueryError : the query was no SELECT.
    StoreError : the answer breaks off, because the engine computes it as it is read.
    """
    if not isinstance(answer, ox.QuerySolutions):
        raise QueryError("only SELECT gives rows")
    names = [variable.value for variable in answer.variables]
    try:
        for solution in answer:
            yield {name: solution[name] for name in names}
    except (OSError, RuntimeError, SyntaxError) as error:
        raise StoreError(f"the query cannot be answered: {error}") from error


def triples(answer: Answer) -> Iterator[Statement]:
    """Read the triples of a CONSTRUCT or DESCRIBE.

    Raises
    ------
    QueryError : the query was neither.
    StoreError : the answer breaks off.
    """
    if not isinstance(answer, ox.QueryTriples):
        raise QueryError("only CONSTRUCT and DESCRIBE give triples")
    try:
        yield from map(statement, answer)
    except (OSError, RuntimeError, SyntaxError) as error:
        raise StoreError(f"the query cannot be answered: {error}") from error
