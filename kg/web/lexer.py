"""The words of a SPARQL text: what is a name, a string, a comment, and what can be a keyword.

Follows the terminals of https://www.w3.org/TR/sparql11-query/#sparqlGrammar. It only splits; it
does not know whether the text is a valid query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LOCAL = r"(?:[\w:·.\-‿⁀\u0300-\u036f]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])*"
_TOKEN = re.compile(
    r"""
    (?P<space>[\s\ufeff]+|\#[^\n\r]*)
  | (?P<iri><(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<string>'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}|\"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3}
      |'(?:[^'\\\n\r]|\\.)*'|\"(?:[^\"\\\n\r]|\\.)*\")
  | (?P<open>'{3}|\"{3}|['"])
  | (?P<variable>[?$]\w+)
  | (?P<blank>_:\w(?:[\w.\-·]*[\w\-·])?)
  | (?P<name>(?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)?:"""
    + _LOCAL
    + r""")
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the text.

    Parameters
    ----------
    kind : iri, string, variable, blank, name (prefixed), tag, number, word or mark; ``open`` is
        a quotation mark without its partner.
    text : as written.
    start, end : place in the text.
    """

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Split a SPARQL text, leaving out white space and comments.

    >>> [token.text for token in tokens("ASK { ?s a <#x> } # FROM <y>")]
    ['ASK', '{', '?s', 'a', '<#x>', '}']
    """
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind is not None and kind != "space":
            yield Token(kind, match[0], match.start(), match.end())


def place(text: str, position: int) -> tuple[int, int]:
    """Tell the line and column of a position, both from 1.

    >>> place("ab\\ncd", 4)
    (2, 2)
    """
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
