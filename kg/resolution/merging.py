"""From keys to entities: forms that share a key become one, unless something speaks against it.

What comes out is a function of the set of forms and judgements, whatever their order: forms fall
into neighbourhoods of shared keys; inside each the surest keys join first, and a key never joins
what a judgement or a difference keeps apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from kg.model import Judgement
from kg.resolution.keys import RULES, TENTATIVE, Form, difference, keys, name_key
from kg.resolution.names import folded, located, plain
from kg.vocabulary import class_of, mint

_RANK = {rule: rank for rank, rule in enumerate(RULES)}
_BY_RULE = "规则："  # what `decided_by` of an automatic judgement begins with
CROWD = 40  # forms that share a tentative key beyond which it tells nothing


@dataclass(frozen=True, slots=True)
class Merged:
    """What forms came to be.

    Parameters
    ----------
    names : form -> canonical name of its entity.
    iris : form -> IRI of its entity.
    judgements : why forms of different names are one, are kept apart, or may be one.
    """

    names: dict[Form, str]
    iris: dict[Form, str]
    judgements: tuple[Judgement, ...]


class Rulings:
    """The judgements of people, by the names and entities that they speak of.

    Parameters
    ----------
    judgements : of two on the same names the later one counts.
    """

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._pairs: dict[tuple[str, str], Judgement] = {}
        self._same: defaultdict[str, set[str]] = defaultdict(set)
        for judgement in judgements:
            left, right = sides(judgement)
            self._pairs[min(left, right), max(left, right)] = judgement
        for (left, right), judgement in self._pairs.items():
            if judgement.decision == "same":
                self._same[left].add(right)
                self._same[right].add(left)

    def joined(self, key: str) -> Iterable[str]:
        """The name keys that a person said to mean the same as this one."""
        return sorted(self._same.get(key, ()))

    def on(self, left: Form, right: Form) -> Judgement | None:
        """What a person decided on two forms."""
        if not self._pairs:
            return None
        one, two = _name_keys(left), _name_keys(right)
        for a in one:
            for b in two:
                if (min(a, b), max(a, b)) in self._pairs and a != b:
                    return self._pairs[min(a, b), max(a, b)]
        return None

    def names(self) -> Iterable[tuple[str, str]]:
        """The pairs of name keys that a person decided on."""
        return self._pairs.keys()


def sides(judgement: Judgement) -> tuple[str, str]:
    """The name keys of the two sides of a judgement; a bare name is of the class of the other."""
    classes = [class_of(side) for side in (judgement.left, judgement.right)]
    one, two = (
        name_key(known or other or "", side.rsplit("/", 1)[-1] if known else side)
        for side, known, other in zip(
            (judgement.left, judgement.right), classes, reversed(classes), strict=True
        )
    )
    return one, two


def _name_keys(form: Form) -> list[str]:
    return [name_key(form.class_name, name) for name in (form.label, *form.others)]


def crowded(forms: Iterable[Form]) -> frozenset[str]:
    """Find the tentative keys that so many forms share that they tell nothing."""
    holders = Counter(key for form in set(forms) for rule, key in keys(form) if rule in TENTATIVE)
    return frozenset(key for key, count in holders.items() if count > CROWD)


def neighbourhoods(
    forms: Iterable[Form], rulings: Rulings, ignored: frozenset[str] = frozenset()
) -> list[list[Form]]:
    """Gather forms that share keys, directly or through others; each group is sorted.

    Parameters
    ----------
    forms : in any order.
    rulings : the judgements of people, which join as keys do.
    ignored : keys that tell nothing, see `crowded`.
    """
    ordered = sorted(set(forms))
    parent = {form: form for form in ordered}
    holder: dict[str, Form] = {}
    for form in ordered:
        for key in links(form, rulings):
            if key not in ignored:
                _join(parent, holder.setdefault(key, form), form)
    groups: defaultdict[Form, list[Form]] = defaultdict(list)
    for form in ordered:
        groups[_root(parent, form)].append(form)
    return list(groups.values())


def links(form: Form, rulings: Rulings) -> list[str]:
    """The keys by which a form is a neighbour of others, those of judgements among them."""
    own = [key for _, key in keys(form)]
    judged = [f"name|{other}" for name in _name_keys(form) for other in rulings.joined(name)]
    return own + judged


def merge(group: Sequence[Form], rulings: Rulings, ignored: frozenset[str] = frozenset()) -> Merged:
    """Decide which forms of a neighbourhood are one.

    Parameters
    ----------
    group : all forms of a neighbourhood, see `neighbourhoods`.
    rulings : the judgements of people.
    ignored : keys that tell nothing, see `crowded`.
    """
    forms = sorted(set(group))
    reasons: dict[tuple[Form, Form], str] = {}
    holders: defaultdict[tuple[str, str], list[Form]] = defaultdict(list)
    for form in forms:
        for rule, key in keys(form):
            if key not in ignored:
                holders[rule, key].append(form)
    parent = {form: form for form in forms}
    members = {form: [form] for form in forms}
    apart = _Apart(rulings)

    def unite(one: Form, two: Form, reason: str) -> None:
        a, b = _root(parent, one), _root(parent, two)
        if a == b or any(apart(x, y) for x in members[a] for y in members[b]):
            return
        low, high = (a, b) if a < b else (b, a)
        parent[high] = low
        members[low] += members.pop(high)
        reasons[min(one, two), max(one, two)] = reason

    for one, two, judgement in _judged_same(forms, rulings):
        unite(one, two, f"{judgement.decided_by}：{judgement.because}")
    open_pairs: dict[tuple[Form, Form], str] = {}
    for (rule, _), sharing in sorted(holders.items(), key=lambda item: (_RANK[item[0][0]], item)):
        if len(sharing) < 2:
            continue
        sharing = _eligible(rule, sharing)
        against = rule in TENTATIVE and _anything_apart(sharing, apart)
        for one, two in _neighbours(rule, sharing):
            if against:
                open_pairs.setdefault((min(one, two), max(one, two)), rule)
            else:
                unite(one, two, f"{_BY_RULE}{rule}")
    clusters: defaultdict[Form, list[Form]] = defaultdict(list)
    for form in forms:
        clusters[_root(parent, form)].append(form)
    names, iris = _named(list(clusters.values()))
    judgements = [*_sameness(clusters.values(), names, iris, holders, reasons)]
    judgements += _openness(open_pairs, iris, apart)
    return Merged(names, iris, tuple(sorted(judgements, key=lambda j: j.iri)))


class _Apart:
    """Tells why two forms must not become one; a person's word outranks all rules."""

    def __init__(self, rulings: Rulings) -> None:
        self._rulings = rulings
        self._known: dict[tuple[Form, Form], str | None] = {}

    def __call__(self, left: Form, right: Form) -> str | None:
        pair = (min(left, right), max(left, right))
        if pair not in self._known:
            judgement = self._rulings.on(*pair)
            if judgement is None:
                self._known[pair] = difference(*pair)
            elif judgement.decision == "same":
                self._known[pair] = None
            else:
                self._known[pair] = f"{judgement.decided_by}：{judgement.because}"
        return self._known[pair]


def _judged_same(forms: Sequence[Form], rulings: Rulings) -> list[tuple[Form, Form, Judgement]]:
    by_name: defaultdict[str, list[Form]] = defaultdict(list)
    for form in forms:
        for name in _name_keys(form):
            by_name[name].append(form)
    found = []
    for name in sorted(by_name):
        for other in rulings.joined(name):
            for one in by_name[name]:
                for two in by_name.get(other, ()):
                    judgement = rulings.on(one, two)
                    if one < two and judgement and judgement.decision == "same":
                        found.append((one, two, judgement))
    return found


def _eligible(rule: str, sharing: list[Form]) -> list[Form]:
    if rule != "rewritten" or any(form.rewritten for form in sharing):
        return sharing
    return []


def _anything_apart(sharing: list[Form], apart: Callable[[Form, Form], str | None]) -> bool:
    return any(apart(a, b) for a, b in combinations(sharing, 2))


def _neighbours(rule: str, sharing: list[Form]) -> Iterable[tuple[Form, Form]]:
    if rule == "rewritten":  # of two plain texts this rule says nothing
        spun = [form for form in sharing if form.rewritten]
        return [(a, b) for a in spun for b in sharing if a != b]
    if len(sharing) > CROWD:  # too many for all pairs; a chain joins them as well
        return pairwise(sharing)
    return combinations(sharing, 2)


def _named(clusters: list[list[Form]]) -> tuple[dict[Form, str], dict[Form, str]]:
    names: dict[Form, str] = {}
    iris: dict[Form, str] = {}
    taken: dict[str, list[list[Form]]] = defaultdict(list)
    for cluster in clusters:
        best = min(cluster, key=_fullness)
        taken[best.iri or mint(best.class_name, best.label)].append(cluster)
    for iri, sharing in sorted(taken.items()):
        for cluster in sharing:
            best = min(cluster, key=_fullness)
            name = best.label
            if (
                len(sharing) > 1 and not best.iri
            ):  # two things, one name: the place tells them apart
                name = f"{name}（{_telling(cluster)}）"
            for form in cluster:
                names[form] = name
                iris[form] = best.iri or (iri if len(sharing) == 1 else mint(best.class_name, name))
    return names, iris


def _telling(cluster: Sequence[Form]) -> str:
    from kg.gazetteer import by_code, canonical_name

    for form in sorted(cluster):
        place = by_code(form.place or located(plain(form.name)).place)
        if place is not None:
            return canonical_name(place)
    return min(form.place or folded(form.name) for form in cluster)


def _fullness(form: Form) -> tuple[object, ...]:
    """Order forms by how well their name stands for the entity, the best first."""
    return (not form.iri, form.rewritten, bool(form.source), -len(folded(form.name)), form)


def _sameness(
    clusters: Iterable[Sequence[Form]],
    names: Mapping[Form, str],
    iris: Mapping[Form, str],
    holders: Mapping[tuple[str, str], list[Form]],
    reasons: Mapping[tuple[Form, Form], str],
) -> Iterable[Judgement]:
    """Say of every other name of an entity why it is one of its names."""
    shared: dict[Form, list[tuple[str, str]]] = defaultdict(list)
    for rule_key, sharing in holders.items():
        for form in sharing:
            shared[form].append(rule_key)
    for cluster in clusters:
        best = min(cluster, key=_fullness)
        said: set[str] = set()
        for form in sorted(cluster):
            name = folded(form.name)
            if name in (folded(best.label), *said) or form is best:
                continue
            said.add(name)
            rule, because = _why(form, cluster, shared, reasons)
            yield Judgement(form.name, iris[form], "same", because, rule)


def _why(
    form: Form,
    cluster: Sequence[Form],
    shared: Mapping[Form, list[tuple[str, str]]],
    reasons: Mapping[tuple[Form, Form], str],
) -> tuple[str, str]:
    found = [
        (reason, two if one == form else one)
        for (one, two), reason in sorted(reasons.items())
        if form in (one, two)
    ]
    for reason, other in found:
        if not reason.startswith(_BY_RULE):
            by, _, because = reason.partition("：")
            return by, because
        rule = reason.removeprefix(_BY_RULE)
        return f"{_BY_RULE}{rule}", f"{RULES[rule]}：“{form.name}”与“{other.name}”"
    by_rank = sorted(
        (_RANK[rule], rule, other)
        for rule, key in shared[form]
        for other in cluster
        if other != form and (rule, key) in shared[other]
    )
    _, rule, other = by_rank[0]
    return f"{_BY_RULE}{rule}", f"{RULES[rule]}：“{form.name}”与“{other.name}”"


def _openness(
    open_pairs: Mapping[tuple[Form, Form], str],
    iris: Mapping[Form, str],
    apart: Callable[[Form, Form], str | None],
) -> Iterable[Judgement]:
    """Say which entities share a key and yet were not made one, and why."""
    decided: dict[tuple[str, str], Judgement] = {}
    for (one, two), rule in sorted(open_pairs.items()):
        left, right = sorted((iris[one], iris[two]))
        if left == right:
            continue
        reason = apart(one, two)
        decision = "different" if reason else "unsure"
        because = f"{RULES[rule]}，但{reason or '同名者不止一个'}"
        known = decided.get((left, right))
        if known is None or known.decision == "unsure":
            decided[left, right] = Judgement(left, right, decision, because, f"{_BY_RULE}{rule}")
    return decided.values()


def _root(parent: dict[Form, Form], form: Form) -> Form:
    while parent[form] != form:
        parent[form] = parent[parent[form]]
        form = parent[form]
    return form


def _join(parent: dict[Form, Form], one: Form, two: Form) -> None:
    a, b = _root(parent, one), _root(parent, two)
    if a != b:
        parent[max(a, b)] = min(a, b)
