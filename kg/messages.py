"""What goes wrong, told in Chinese: errors are raised in English and worded where they are shown.

The table ``data/messages.tsv`` has one line for each message of the code; a test reads the code
and asks for a line for every one of them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).resolve().parent / "data" / "messages.tsv"
_HOLE = "{}"
_LONGEST = 2_000  # characters; longer ones hold a text of somebody else


def in_chinese(message: str) -> str:
    """Word a message in Chinese; what the table does not know stays as it is.

    What fills a message may be a message itself, of the system or of another part.

    >>> in_chinese("notes.txt: the file is empty")
    'notes.txt：文件是空的'
    >>> in_chinese("cannot write map.html: No space left on device")
    '写不了 map.html：磁盘已满'
    >>> in_chinese("something else")
    'something else'
    """
    if len(message) > _LONGEST:
        return message
    for pattern, chinese in _table():
        if match := pattern.fullmatch(message):
            return chinese.format(*map(in_chinese, match.groups()))
    first, colon, rest = message.partition(": ")
    if colon and in_chinese(rest) != rest:
        return f"{in_chinese(first)}：{in_chinese(rest)}"
    return message


@cache
def _table() -> list[tuple[re.Pattern[str], str]]:
    """Patterns of the messages, those with more words of their own first."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()[1:]
    pairs = [line.split("\t") for line in lines]
    pairs.sort(key=lambda pair: (-len(pair[0].replace(_HOLE, "")), pair[0]))
    return [
        (re.compile("(.*?)".join(map(re.escape, english.split(_HOLE))), re.DOTALL), chinese)
        for english, chinese in pairs
    ]
