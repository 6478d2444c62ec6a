"""Boards: where sources disagree, each side with who takes it, how many independently, and why.

Two claims of a board may contradict each other, differ in precision or in scope, restate one
another, or one was overtaken by events; the kind is in the data, the reason is worded here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.claims import source_node, value_term
from kg.facts import Testimony, conflicts
from kg.model import PartialDate
from kg.report import WORDS, Names
from kg.store import Store
from kg.turtle import lexical

_COPIES = "SELECT ?one ?two WHERE { ?one zt:derivedFromSameText ?two }"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement.

    Parameters
    ----------
    value : what the claims of the side say, as a term of RDF.
    status : ``done``, ``planned``, ``encouraged`` or ``denied``.
    testimonies : the claims.
    independent : sources that take this side, copies of one text counted once.
    """

    value: str
    status: str
    testimonies: tuple[Testimony, ...]
    independent: int


@dataclass(frozen=True, slots=True)
class Board:
    """One disagreement.

    Parameters
    ----------
    kind : how serious it is at most: one of `kg.facts.CONFLICT_KINDS`.
    sides : the side with the most independent sources first.
    """

    kind: str
    sides: tuple[Side, ...]

    @property
    def decided(self) -> bool:
        """Tell whether a reviewer preferred one side."""
        return any(t.claim.rank == "preferred" for side in self.sides for t in side.testimonies)


def boards(store: Store) -> list[Board]:
    """Gather all disagreements, the serious ones first."""
    text_of = origins(store)
    return [Board(kind, _sides(group, text_of)) for kind, group in conflicts(store)]


def origins(store: Store) -> dict[str, str]:
    """Tell for each source that is a copy of others which of them stands for all.

    Returns
    -------
    IRI of the source -> the first IRI of its cluster; a source that copies none is left out.
    """
    found: dict[str, str] = {}
    for row in store.query(_COPIES):  # type: ignore[union-attr]
        one, two = lexical(row["one"]), lexical(row["two"])
        found[one] = min(found.get(one, one), two)
    return found


def independent(sources: Iterable[str], text_of: dict[str, str]) -> int:
    """Count sources by IRI, those that come from one text once."""
    return len({text_of.get(source, source) for source in sources})


def _sides(group: list[Testimony], text_of: dict[str, str]) -> tuple[Side, ...]:
    by_value: defaultdict[tuple[str, str], list[Testimony]] = defaultdict(list)
    for testimony in group:
        claim = testimony.claim
        by_value[str(value_term(claim.object)), claim.status].append(testimony)
    sides = [
        Side(
            value,
            status,
            tuple(found),
            independent((source_node(t.claim.source).value for t in found), text_of),
        )
        for (value, status), found in by_value.items()
    ]
    return tuple(sorted(sides, key=lambda side: (-side.independent, side.value, side.status)))


_REASONS = {
    "zh": {
        "contradicts": "{values}，不能同真",
        "differsInPrecision": "{coarse} 包含 {fine}，只是说得较粗",
        "differsInScope": "所说的范围或口径不同，两者可以同真",
        "restates": "换了说法，说的是同一件事",
        "overtaken": "先前{before}，后来成为事实（{values}）",
        "decided": "；复核者已选定一方",
        "independent": "{count} 个独立来源",
        "planned": "尚在拟议",
        "denied": "尚未如此",
        "encouraged": "只是鼓励",
        "done": "",
    },
    "en": {
        "contradicts": "{values} cannot both be true",
        "differsInPrecision": "{coarse} contains {fine} and is only less precise",
        "differsInScope": "they speak of different scopes and can both be true",
        "restates": "the same in other words",
        "overtaken": "first {before}, later done ({values})",
        "decided": "; a reviewer has preferred a side",
        "independent": "{count} independent sources",
        "planned": "planned",
        "denied": "not yet so",
        "encouraged": "encouraged",
        "done": "",
    },
}


def reason(board: Board, names: Names, language: str) -> str:
    """Say in words why the sides differ."""
    words = _REASONS[language]
    joint = " 与 " if language == "zh" else " and "
    shown = [names.value(side.testimonies[0].claim.object) for side in board.sides]
    if board.kind in ("supersedes", "supersededBy"):
        before = next((words[s.status] for s in board.sides if s.status != "done"), "")
        after = [v for v, side in zip(shown, board.sides, strict=True) if side.status == "done"]
        return words["overtaken"].format(before=before, values=joint.join(after))
    if board.kind == "differsInPrecision":
        dates = [side.testimonies[0].claim.object for side in board.sides]
        if all(isinstance(date, PartialDate) for date in dates):
            shown.sort(key=len)
        return words["differsInPrecision"].format(coarse=shown[0], fine=joint.join(shown[1:]))
    text = words[board.kind].format(values=joint.join(dict.fromkeys(shown)))
    return f"{text}{words['decided']}" if board.decided else text


def board_report(store: Store, found: Iterable[Board], language: str) -> str:
    """Write each board: its kind and reason, then every side with its sources and quotes."""
    names, words = Names(store, language), _REASONS[language]
    lines = []
    for board in found:
        first = board.sides[0].testimonies[0].claim
        kind = WORDS[language]["kind"][board.kind]
        lines.append(f"【{kind}】{names.of(first.subject)}")
        lines.append(f"    {reason(board, names, language)}")
        for side in board.sides:
            statement = names.statement(side.testimonies[0], with_subject=False)
            count = words["independent"].format(count=side.independent)
            lines.append(f"  ▸ {statement}（{count}）")
            for testimony in side.testimonies:
                lines += [f"        {line}" for line in names.testimony(testimony)]
        lines.append("")
    return "\n".join(lines)
