"""Which entities have similar names: candidates for a person to judge, never a decision."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from kg.resolution.keys import Form, difference, keys
from kg.resolution.names import folded
from kg.vocabulary import class_of

LEAST = 70.0  # of 100, rapidfuzz ratio; the same policies score 75 to 97, different ones 75 to 90
RARE = 60  # names that share two letters; more share too little


def alike(
    names: Mapping[str, str],
    form: Callable[[str], Form],
    among: Iterable[str] | None = None,
    least: float = LEAST,
) -> list[tuple[float, str, str]]:
    """Find pairs of entities that a person should compare.

    Parameters
    ----------
    names : IRI of each entity and its name.
    form : makes the form of an entity, by its IRI.
    among : IRIs of which at least one has to be in the pair; any when None.
    least : similarity from which a pair counts.

    Returns
    -------
    Similarity and the two IRIs, the most similar first. Pairs that a rule keeps apart are left
    out. Only names that share two rare letters in a row are compared, so the work grows with
    the number of names and not with its square.
    """
    from rapidfuzz import fuzz

    wanted = None if among is None else set(among)
    kinds = None if wanted is None else {class_of(iri) for iri in wanted}
    by_class: defaultdict[str | None, list[tuple[str, str]]] = defaultdict(list)
    for iri, name in sorted(names.items()):
        if kinds is None or class_of(iri) in kinds:
            by_class[class_of(iri)].append((iri, folded(name)))
    found = []
    for entries in by_class.values():
        for (one, left), (two, right) in _candidates(entries, wanted):
            score = fuzz.ratio(left, right)
            short, long = sorted((left, right), key=len)
            inside = len(short) >= 3 and long.endswith(short)
            if (score >= least or inside) and not _settled(form(one), form(two)):
                found.append((round(max(score, least if inside else 0.0), 1), one, two))
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _settled(left: Form, right: Form) -> bool:
    """Tell whether rules know that two forms are not one."""
    if difference(left, right):
        return True
    # of two bodies whose place and function are read, or two divisions with codes, nothing is open
    both = [{rule for rule, _ in keys(form)} & {"body", "code"} for form in (left, right)]
    return all(both)


def _candidates(
    entries: list[tuple[str, str]], wanted: set[str] | None
) -> Iterable[tuple[tuple[str, str], tuple[str, str]]]:
    asked = None
    if wanted is not None:
        asked = {pair for iri, name in entries if iri in wanted for pair in pairs_of_letters(name)}
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, (_, name) in enumerate(entries):
        for pair in pairs_of_letters(name):
            if asked is None or pair in asked:
                holders[pair].append(index)
    rare = {pair: indices for pair, indices in holders.items() if len(indices) <= RARE}
    shared: Counter[tuple[int, int]] = Counter()
    for indices in rare.values():
        for i, a in enumerate(indices):
            for b in indices[i + 1 :]:
                if wanted is None or entries[a][0] in wanted or entries[b][0] in wanted:
                    shared[a, b] += 1
    for a, b in sorted(shared):
        if shared[a, b] >= 2 or min(len(entries[a][1]), len(entries[b][1])) <= 4:
            yield entries[a], entries[b]


def pairs_of_letters(name: str) -> set[str]:
    """The letters of a name two by two, by which candidates are looked up."""
    letters = folded(name)
    return {letters[i : i + 2] for i in range(len(letters) - 1)}
