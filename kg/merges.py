"""Why an entity bears the names that it bears: the judgements on it, by rules and by people."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.report import Names
from kg.store import Store, rows
from kg.turtle import lexical
from kg.vocabulary import ID, ZT, class_of

_JUDGEMENTS = """
SELECT ?left ?right ?decision ?because ?by
  (GROUP_CONCAT(DISTINCT ?document; separator="、") AS ?sources) WHERE {
  ?judgement a zt:Judgement ; zt:left ?left ; zt:right ?right ; zt:decision ?decision ;
             zt:because ?because ; zt:decidedBy ?by .
  OPTIONAL { ?judgement prov:wasDerivedFrom ?source }
  BIND(IF(BOUND(?source), STRAFTER(STR(?source), "/source/"), "") AS ?document)
  FILTER(?left = ?it || ?right = ?it)
} GROUP BY ?left ?right ?decision ?because ?by ORDER BY ?decision ?left ?right"""
_WORDS = {
    "zh": {"same": "同一", "different": "不同", "unsure": "存疑", "none": "没有关于它的判断",
           "sources": "，据 {sources}", "why": "{other}：{because}（{by}{sources}）"},
    "en": {"same": "same", "different": "different", "unsure": "unsure",
           "none": "no judgement on it", "sources": ", from {sources}",
           "why": "{other}: {because} ({by}{sources})"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement on an entity.

    Parameters
    ----------
    other : the name or entity that it was compared with.
    decision : ``same``, ``different`` or ``unsure``.
    because, by : the reason, and who decided or by what rule.
    sources : ids of the documents that it rests on, joined.
    """

    other: ox.NamedNode | ox.Literal
    decision: str
    because: str
    by: str
    sources: str


def decisions(store: Store, iri: str) -> list[Decision]:
    """Find the judgements on an entity."""
    node = ox.NamedNode(iri)
    found = []
    for row in rows(store.query(_JUDGEMENTS.replace("?it", str(node)))):
        other = row["right"] if row["left"] == node else row["left"]
        found.append(
            Decision(
                other,
                lexical(row["decision"]).removeprefix(ZT),
                lexical(row["because"]),
                lexical(row["by"]),
                lexical(row["sources"]) if row["sources"] else "",
            )
        )
    return found


def merge_report(store: Store, iri: str, language: str) -> str:
    """Word the judgements on an entity."""
    names, words = Names(store, language), _WORDS[language]
    lines = [names.of(iri)]
    for found in decisions(store, iri):
        known = class_of(found.other.value) if found.other.value.startswith(ID) else None
        other = names.of(found.other.value) if known else f"“{found.other.value}”"
        sources = words["sources"].format(sources=found.sources) if found.sources else ""
        why = words["why"].format(other=other, because=found.because, by=found.by, sources=sources)
        lines.append(f"  {words[found.decision]}  {why}")
    if len(lines) == 1:
        lines.append(f"  {words['none']}")
    return "\n".join(lines) + "\n"
