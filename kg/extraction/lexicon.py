"""The words that the grammar of names knows, read once from ``lexicon.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.tagger import industries


@dataclass(frozen=True)
class Lexicon:
    """Word lists as sets and maps; what each is for stands in ``lexicon.toml``.

    Parameters
    ----------
    heads : head -> class, for heads that suffice.
    brand_heads : head -> class, for heads that need a brand in front.
    roles : what an agency is called after its place -> its full form.
    national : form of an agency of the centre -> its full form.
    """

    heads: dict[str, str]
    brand_heads: dict[str, str]
    roles: dict[str, str]
    national: dict[str, str]
    policy_heads: tuple[str, ...]
    not_policy_heads: tuple[str, ...]
    bare_policy_heads: tuple[str, ...]
    inner_verbs: frozenset[str]
    acts: frozenset[str]
    leading: frozenset[str]
    bought: frozenset[str]
    outer_words: frozenset[str]
    no_brands: frozenset[str]
    generic: frozenset[str]
    goods: frozenset[str]
    companies: tuple[str, ...]
    institutes: dict[str, str]
    posts: tuple[str, ...]
    surnames: frozenset[str]
    countries: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """The word lists, longest words first where order matters."""
    data = tomllib.loads(files("kg.extraction").joinpath("lexicon.toml").read_text("utf-8"))
    words, policy = data["words"], data["policy"]
    return Lexicon(
        heads=_by_class(data["heads"]) | _told_by(industries()),
        brand_heads=_by_class(data["brand_heads"]),
        roles=_forms(data["roles"]["forms"]),
        national=_forms(data["national"]["forms"]),
        policy_heads=_longest_first(policy["heads"]),
        not_policy_heads=_longest_first(policy["not_heads"]),
        bare_policy_heads=_longest_first(policy["bare_heads"]),
        inner_verbs=frozenset(words["inner_verbs"].split()),
        acts=frozenset(words["acts"].split()),
        leading=frozenset(words["leading"].split()),
        bought=frozenset(words["bought"].split()),
        outer_words=frozenset(words["outer_words"].split()),
        no_brands=frozenset(words["no_brands"].split()),
        # the shorter industries tell one thing from another: 略阳钢铁公司
        generic=frozenset((*words["generic"].split(), *(i for i in industries() if len(i) > 2))),
        goods=frozenset(words["goods"].split()),
        companies=tuple(_firms()["giants"]),
        institutes=_forms(words["institutes"]),
        posts=_longest_first(words["posts"]),
        surnames=frozenset(words["surnames"].strip()),
        countries=_longest_first(words["countries"]),
    )


def is_plain(lex: Lexicon, word: str) -> bool:
    """Tell whether a word, or each half of a long one, is too common to be a brand: 信息技术."""
    return (word in lex.generic or word in lex.brand_heads) or (
        len(word) == 4 and word[:2] in lex.generic and word[2:] in lex.generic
    )


def is_goods(lex: Lexicon, name: str) -> bool:
    """Tell whether a name, or one part of it while the other is common, is of goods or a trade.

    >>> lex = lexicon()
    >>> is_goods(lex, "碳化硅"), is_goods(lex, "智能充电桩"), is_goods(lex, "天岳先进")
    (True, True, False)
    """
    goods, generic = lex.goods, lex.generic
    halves = ((name[:cut], name[cut:]) for cut in range(2, len(name) - 1))
    return name in goods or any(
        (one in goods and (other in goods or other in generic))
        or (one in generic and other in goods)
        for one, other in halves
    )


_PRONOUNS = ("本", "我", "该", "此", "这")
_STANDINS = frozenset((
    "局", "院", "所", "校", "部", "区", "市", "政府", "州政府", "管委会", "管理委员会",
    "集团", "公司", "母基金", "子基金",
))  # fmt: skip


@cache
def _class_nouns() -> frozenset[str]:
    lex = lexicon()
    return _STANDINS.union(lex.heads, lex.brand_heads, lex.policy_heads, lex.bare_policy_heads)


def is_name(text: str) -> bool:
    """Tell whether words can be a name, rather than a noun or a pronoun that takes one up.

    >>> is_name("华为"), is_name("公司"), is_name("本局"), is_name("“”")
    (True, False, False, False)
    """
    return (
        any(map(str.isalnum, text))
        and text not in _class_nouns()
        and not (len(text) <= 4 and text.startswith(_PRONOUNS))
    )


@cache
def _firms() -> dict[str, list[str]]:
    known = tomllib.loads(files("kg.extraction").joinpath("firms.toml").read_text("utf-8"))
    return {kind: names.split() for kind, names in known.items()}


@cache
def firms() -> frozenset[str]:
    """The names of firms that texts give without a legal form.

    Those of ``firms.toml``, and the short names of listed companies, whose source and licence
    stand in ``data/NOTICE``.
    """
    listed = files("kg").joinpath("data/firms.tsv").read_text("utf-8").splitlines()[1:]
    names = (name for kind in _firms().values() for name in kind)
    return frozenset((*names, *(line.partition("\t")[0] for line in listed)))


@cache
def brands() -> frozenset[str]:
    """Known firms, also by what their daughters are called after: 华润 of 华润集团."""
    known = firms()
    return known | {name[:-2] for name in known if len(name) > 3 and name[-2:] in ("集团", "控股")}


def _by_class(table: dict[str, Any]) -> dict[str, str]:
    """Head -> class; the heads under ``Class`` name no single thing, which longer names outrank."""
    return {head: name for name, heads in table.items() for head in heads.split()}


def _told_by(fields: Iterable[str]) -> dict[str, str]:
    """Heads that need an industry in front of a common word: 合成生物谷, 稀土园区, 氢能周."""
    ends = dict.fromkeys(("谷", "港", "园", "园区"), "IndustrialPark") | {"周": "Event"}
    return {field + end: name for field in fields for end, name in ends.items()}


def _forms(text: str) -> dict[str, str]:
    """Read ``短称=全称``, or a full form alone; a full form is a form too."""
    pairs = [word.partition("=") for word in text.split()]
    listed = {short: full or short for short, _, full in pairs}
    return {full: full for full in listed.values()} | listed


def _longest_first(words: str) -> tuple[str, ...]:
    return tuple(sorted(set(words.split()), key=lambda word: (-len(word), word)))


_PIECE = 20_000  # characters of a text that are looked through at once
_FEW = 24  # words that are found one by one


class Finder:
    """Finds words that one text has told in it, the longest at each position.

    Parameters
    ----------
    words : what to look for; lists that are the same for all texts are `Listed`.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(dict.fromkeys(words))
        self._automaton = _automaton(self._words) if len(self._words) > _FEW else None

    def find(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, int, str]]:
        """Start, end and word of every hit in a range, in order, none overlapping another."""
        stop = len(text) if end is None else end
        if self._automaton is None:
            yield from self._one_by_one(text, start, stop)
            return
        while start < stop:  # line by line in a long text, for the sake of memory
            line = text.find("\n", start + _PIECE, stop) + 1 or stop
            part = text[start:line]
            for index, low, high in self._automaton.find_matches_as_indexes(part):
                yield start + low, start + high, self._words[index]
            start = line

    def _one_by_one(self, text: str, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
        """The same for a few words, each of which Python finds sooner than all are in one pass."""
        hits: list[tuple[int, int, str]] = []
        for word in self._words:
            at = text.find(word, start, stop)
            while at >= 0:
                hits.append((at, -len(word), word))
                at = text.find(word, at + 1, stop)
        for at, size, word in sorted(hits):
            if at >= start:
                start = at - size
                yield at, start, word


def _automaton(words: list[str]) -> Any:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    return AhoCorasick(
        words,
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.NoncontiguousNFA,  # the soonest made
    )
