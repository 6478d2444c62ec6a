"""From an article to entities and claims: a pure function of one article.

    words, places, titles ─► mentions ─► short forms ─► sentences ─► rules ─► claims

The words of the grammar stand in ``lexicon.toml``, the rules in ``rules.toml``.
"""

from __future__ import annotations

from kg.extraction.result import Extraction
from kg.extraction.run import extract

__all__ = ["Extraction", "extract"]
