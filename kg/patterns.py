"""Regular expressions that are compiled when they are first asked.

The rules of the extraction hold more than a thousand; an article asks a few hundred of them, and
compiling the others would take longer than reading it.
"""

from __future__ import annotations

import re
from typing import Any, cast

HAN = "\u4e00-\u9fff"  # Chinese characters, for a set of a pattern
_ASKED = (
    "search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn",
    "groups", "groupindex",
)  # fmt: skip


class Pattern:
    """Answers by the methods of a compiled pattern."""

    __slots__ = ("flags", "pattern", *_ASKED)


class _Waiting(Pattern):
    """Stands for a pattern until it is asked, and is a plain one from then on."""

    __slots__ = ()

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for asked in _ASKED:
            setattr(self, asked, getattr(compiled, asked))
        self.__class__ = Pattern  # type: ignore[assignment]  # is asked faster without __getattr__
        return getattr(compiled, name)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled at its first use.

    Parameters
    ----------
    pattern, flags : as those of `re.compile`, whose errors come at the first use too; a test
        compiles them all. The `re` of a match is the compiled pattern, not what stands for it.

    >>> year = regex("20\\\\d\\\\d")
    >>> year.search("自2021年起")[0], year.pattern
    ('2021', '20\\\\d\\\\d')
    """
    return cast("re.Pattern[str]", _Waiting(pattern, flags))
