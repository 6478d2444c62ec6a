"""Saved queries: SPARQL files whose header says what they answer and which parameters they take.

A header is made of ``#+ key: value`` lines::

    #+ summary: Policies of a place and of everything inside it
    #+ summary_zh: 某地及其下级地区的政策
    #+ tags: policy, place
    #+ view: table
    #+ param: place Place = 浙江省 | the place | 地区

A parameter is a variable ``?_place`` of the query. It is bound as a term, never pasted into the
text, so every SELECT on its way has to project it. Its type is a class (the value then is a name,
alias or IRI of such a thing), or ``integer``, ``year``, ``date`` or ``text``. The value after
``=`` is the one that is used when none is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError, TermError
from kg.model import PartialDate
from kg.resources import folder
from kg.store import Answer, Store, Term
from kg.vocabulary import ENTITY_CLASSES, XSD

VIEWS = ("table", "network", "timeline", "bar")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PARAM = re.compile(r"(\w+) (\w+) = (.+?) \| (.+?) \| (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a saved query.

    Parameters
    ----------
    name : the variable is ``?_name``.
    type : a class of the ontology, ``integer``, ``year``, ``date`` or ``text``.
    default : the value used when none is given, as a user would type it.
    english, chinese : what it means.
    """

    name: str
    type: str
    default: str
    english: str
    chinese: str


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with its header.

    Parameters
    ----------
    name : the file name without ``.rq``.
    text : the whole file; the header is made of SPARQL comments.
    summary, summary_zh : the question that it answers.
    tags : words to group it by.
    view : how to show the answer: one of `VIEWS`.
    parameters : in the order of the header.
    """

    name: str
    text: str
    summary: str
    summary_zh: str
    tags: tuple[str, ...]
    view: str
    parameters: tuple[Parameter, ...]

    def terms(
        self, values: Mapping[str, str], resolve: Callable[[str, str], str]
    ) -> dict[str, Term]:
        """Bind the parameters.

        Parameters
        ----------
        values : what the user gave, by parameter name.
        resolve : finds the IRI of a thing by its class and name, see `kg.search.resolve_name`.

        Raises
        ------
        QueryError : a value for no parameter of this query, or of the wrong type.
        TermError : no such thing in the graph.
        """
        unknown = values.keys() - {parameter.name for parameter in self.parameters}
        if unknown:
            known = ", ".join(parameter.name for parameter in self.parameters) or "none"
            raise QueryError(
                f"query {self.name} has no parameter {sorted(unknown)[0]!r}; it has: {known}"
            )
        return {
            f"_{parameter.name}": _term(
                parameter, values.get(parameter.name, parameter.default), resolve
            )
            for parameter in self.parameters
        }

    def assumed(self, values: Mapping[str, str]) -> str:
        """Word the parameters that the user did not give, as options of the command line.

        >>> named("cities_compared").assumed({"one": "上海市"})
        '-p other=杭州市'
        """
        return " ".join(
            f"-p {parameter.name}={parameter.default}"
            for parameter in self.parameters
            if parameter.name not in values
        )


def saved(home: Path | None = None) -> list[SavedQuery]:
    """Read all saved queries, by name.

    Parameters
    ----------
    home : a folder of ``.rq`` files; the packaged one when None.
    """
    return [read(path) for path in sorted((home or folder("queries")).glob("*.rq"))]


def column_titles(language: str) -> dict[str, str]:
    """Read what the columns of answers are called, by variable.

    Parameters
    ----------
    language : ``zh`` for the words in ``queries/columns.tsv``; in English the variables speak
        for themselves.
    """
    if language != "zh":
        return {}
    lines = (folder("queries") / "columns.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t", 1) for line in lines)


def named(name: str) -> SavedQuery:
    """Read one packaged query.

    Raises
    ------
    QueryError : there is none of that name; the message suggests similar ones.
    """
    path = folder("queries") / f"{name}.rq"
    if not _NAME.fullmatch(name) or not path.is_file():
        import difflib

        names = [path.stem for path in folder("queries").glob("*.rq")]
        close = difflib.get_close_matches(name, names, n=3, cutoff=0.4)
        hint = f"; did you mean {', '.join(close)}?" if close else "; see: kg queries"
        raise QueryError(f"no saved query {name!r}{hint}")
    return read(path)


def read(path: Path) -> SavedQuery:
    """Read a query file with its header.

    Raises
    ------
    QueryError : the file cannot be read, or a header line is malformed.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot read the query {path}: {error}") from error
    fields: dict[str, str] = {}
    parameters = []
    for line in text.splitlines():
        if not line.startswith("#+"):
            continue
        key, colon, value = line[2:].partition(":")
        key, value = key.strip(), value.strip()
        if not colon:
            raise QueryError(f"{path.name}: a header line needs 'key: value': {line}")
        if key == "param":
            parameters.append(_parameter(path, value))
        else:
            fields[key] = value
    view = fields.get("view", "table")
    if view not in VIEWS:
        raise QueryError(f"{path.name}: unknown view {view!r}; known: {', '.join(VIEWS)}")
    return SavedQuery(
        name=path.stem,
        text=text,
        summary=fields.get("summary", path.stem),
        summary_zh=fields.get("summary_zh", fields.get("summary", path.stem)),
        tags=tuple(tag.strip() for tag in fields.get("tags", "").split(",") if tag.strip()),
        view=view,
        parameters=tuple(parameters),
    )


def ask(
    store: Store,
    query: SavedQuery,
    values: Mapping[str, str],
    resolve: Callable[[str, str], str],
) -> Answer:
    """Answer a saved query with the values that a user gave for its parameters."""
    return store.query(query.text, query.terms(values, resolve))


def _parameter(path: Path, value: str) -> Parameter:
    match = _PARAM.fullmatch(value)
    types = (*ENTITY_CLASSES, "Entity", "integer", "year", "date", "text")
    if match is None or match[2] not in types:
        raise QueryError(
            f"{path.name}: a parameter reads 'name Type = default | English | 中文': {value}"
        )
    return Parameter(*match.groups())


def _term(parameter: Parameter, value: str, resolve: Callable[[str, str], str]) -> Term:
    try:
        if parameter.type == "integer":
            return ox.Literal(int(value))
        if parameter.type == "year":
            return ox.Literal(str(int(value)))
        if parameter.type == "date":
            return ox.Literal(PartialDate(value).earliest, datatype=ox.NamedNode(XSD + "date"))
    except (ValueError, TermError) as error:
        raise QueryError(
            f"parameter {parameter.name} needs a {parameter.type}: {value!r}"
        ) from error
    if parameter.type == "text":
        return ox.Literal(value)
    return ox.NamedNode(resolve(parameter.type, value))
