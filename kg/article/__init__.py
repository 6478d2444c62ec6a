"""Reading articles: from a file to raw text, a normalised copy of it, and its blocks.

>>> article = read_article("產業發展條例".encode(), id="sample")
>>> article.text, article.raw[slice(*article.bounds(0, 2))]
('产业发展条例', '產業')
"""

from __future__ import annotations

from kg.article.duplicates import near_duplicates, resemblance, sketch
from kg.article.layout import Block
from kg.article.normal import Normalised, name_in_latin, normalise
from kg.article.reading import Article, Noise, read_article

__all__ = [
    "Article",
    "Block",
    "Noise",
    "Normalised",
    "name_in_latin",
    "near_duplicates",
    "normalise",
    "read_article",
    "resemblance",
    "sketch",
]
