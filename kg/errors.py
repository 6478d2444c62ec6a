"""What can go wrong, by whose mistake it is.

Every error a user can cause is a `KGError` with one clear sentence; anything else that
escapes is a fault of ours and keeps its traceback.
"""

from __future__ import annotations

from typing import Any


class KGError(Exception):
    """A mistake in what was given to us: a file, a term, a query, a store."""


class ArticleError(KGError):
    """A text cannot be read: missing, empty, too large, not text, unknown encoding."""


class TermError(KGError):
    """A name cannot become an IRI, or names nothing that the graph knows."""


class QueryError(KGError):
    """A SPARQL query is malformed, unknown or lacks a parameter.

    Parameters
    ----------
    message : what is wrong, in one sentence.
    line, column : 1-based position in the query text, when the parser tells it.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message if line is None else f"{message} (line {line}, column {column})")
        self.line = line
        self.column = column


class ValidationError(KGError):
    """Data break a shape or an integrity rule.

    Parameters
    ----------
    message : how many problems there are and where.
    report : the findings, each a `kg.shapes.Finding`.
    """

    def __init__(self, message: str, report: list[Any] | None = None) -> None:
        super().__init__(message)
        self.report = report or []


class StoreError(KGError):
    """A store cannot be opened, read or written: missing, locked, read-only, full disk."""
