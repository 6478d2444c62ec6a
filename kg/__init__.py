"""政图 Zhengtu: a knowledge graph of Chinese industrial policy.

The public names load when they are first used, so that ``import kg`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "read_article": "kg.article",
    "extract": "kg.extraction",
    "resolve": "kg.resolution",
    "open_store": "kg.store",
    "Store": "kg.store",
    "to_networkx": "kg.network",
    "validate": "kg.shapes",
    "KGError": "kg.errors",
    "ArticleError": "kg.errors",
    "TermError": "kg.errors",
    "QueryError": "kg.errors",
    "ValidationError": "kg.errors",
    "StoreError": "kg.errors",
}

__all__ = ["queries", *_HOMES]


def __getattr__(name: str) -> Any:
    if name == "queries":
        return import_module("kg.queries")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
