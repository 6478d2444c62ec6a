"""Characters in the forms in which names are compared: simplified, folded, spelled in pinyin."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any


def simplified(text: str) -> str:
    """Write traditional characters as simplified ones; the length may change with rare ones.

    >>> simplified("廣東省區塊鏈")
    '广东省区块链'
    """
    return text if text.isascii() else str(_converter().convert(text))


def folded(text: str) -> str:
    """Reduce a name to what counts when names are compared: simplified, lower case, no signs.

    >>> folded("廣東省 區塊鏈（試點）")
    '广东省区块链试点'
    """
    plain = simplified(unicodedata.normalize("NFKC", text).casefold())
    return "".join(char for char in plain if char.isalnum())


def spelled(text: str) -> tuple[str, str]:
    """Spell a name in pinyin without tones.

    Returns
    -------
    The syllables in one word, and their initials; both empty for a name without Chinese.

    >>> spelled("云溪市"), spelled("Yunxi")
    (('yunxishi', 'yxs'), ('', ''))
    """
    if text.isascii():
        return "", ""
    from pypinyin import lazy_pinyin

    syllables = [part for part in lazy_pinyin(folded(text)) if part]
    return "".join(syllables), "".join(part[0] for part in syllables)


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")
