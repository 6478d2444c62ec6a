"""The tagger of Chinese words, which knows the industries that policies speak of.

Its dictionary is older than many of them: it cuts 元宇宙 as 元|宇宙 and reads the first as money.
They are told to it wherever it is used, so that what it says depends on the text alone.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


@cache
def industries() -> frozenset[str]:
    """Industries as policies call them.

    >>> "低空经济" in industries(), "谷潮科技" in industries()
    (True, False)
    """
    return frozenset(files("kg").joinpath("data/industries.txt").read_text("utf-8").split())


@cache
def tagger() -> Any:
    """The module `rjieba`, ready to cut and tag.

    >>> tagger().cut("元宇宙产业园")
    ['元宇宙', '产业园']
    """
    import rjieba

    for industry in sorted(industries()):
        if not rjieba.has_word(industry):
            rjieba.add_word(industry, None, "n")
    return rjieba
