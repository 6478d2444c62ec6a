"""Which articles are copies of each other, whole or for the most part."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.article.reading import Article

SKETCH = 128  # the smallest hashes kept of each article; standard error of the estimate ~ 0.04


def near_duplicates(articles: Iterable[Article], least: float = 0.5) -> list[tuple[str, ...]]:
    """Cluster articles that share most of their words.

    Parameters
    ----------
    articles : in any order; the result does not depend on it.
    least : shingles in common over shingles in both (Jaccard) from which two are copies.

    Returns
    -------
    Clusters of two or more article ids, sorted. Estimated from bottom-k sketches of shingles of
    eight characters (Broder 1997), so never wrong by more than a few percent of `least`.
    """
    sketches = {article.id: sketch(article.text) for article in articles}
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for name in sorted(sketches):
        for value in sketches[name]:
            holders[value].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        shared.update((a, b) for i, a in enumerate(names) for b in names[i + 1 :])
    leader = {name: name for name in sketches}
    for a, b in sorted(shared):
        if resemblance(sketches[a], sketches[b]) >= least:
            low, high = sorted((_root(leader, a), _root(leader, b)))
            leader[high] = low
    clusters = defaultdict(list)
    for name in sorted(sketches):
        clusters[_root(leader, name)].append(name)
    return sorted(tuple(names) for names in clusters.values() if len(names) > 1)


def sketch(text: str) -> frozenset[int]:
    """Keep the smallest hashes of a text's shingles, by which copies are known."""
    words = re.sub(r"\W+", "", text)
    shingles = {words[i : i + 8] for i in range(max(1, len(words) - 7))}
    return frozenset(sorted(zlib.crc32(shingle.encode()) for shingle in shingles)[:SKETCH])


def resemblance(a: frozenset[int], b: frozenset[int]) -> float:
    """Estimate from two sketches which share of their shingles two texts have in common."""
    smallest = sorted(a | b)[:SKETCH]
    return sum(value in a and value in b for value in smallest) / len(smallest)


def _root(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        name = leader[name]
    return name
