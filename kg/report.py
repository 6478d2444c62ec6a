"""Reports for the terminal: a thing with its evidence, the claims behind a fact, the conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from kg.answers import in_ten_thousands, plain
from kg.claims import source_node, value_term
from kg.facts import Source, Testimony, facts, labels, sources, testimonies
from kg.model import Amount, Value, plain_number
from kg.store import Store, Term, rows
from kg.vocabulary import SKOS, ZT, class_of, compact

WORDS: dict[str, dict[str, Any]] = {
    "zh": {
        "other names": "别名",
        "met as": "原文误写",
        "backlinks": "被提及",
        "status": {"done": "", "planned": "拟议", "encouraged": "鼓励", "denied": "否认"},
        "rank": {"preferred": "首选", "normal": "", "deprecated": "弃用"},
        "kind": {
            "contradicts": "矛盾",
            "supersedes": "后来已成事实",
            "supersededBy": "后来已成事实",
            "differsInPrecision": "精度不同",
            "differsInScope": "口径不同",
            "restates": "重述",
        },
        "characters": "第 {start}–{end} 字",
        "confidence": "可信度",
        "unreviewed": "未复核",
        "nobody": "由资料表给出，无文章主张",
        "note": "注",
        "colon": "：",
        "between": "、",
    },
    "en": {
        "other names": "other names",
        "met as": "met as",
        "backlinks": "referred to by",
        "status": {
            "done": "",
            "planned": "planned",
            "encouraged": "encouraged",
            "denied": "denied",
        },
        "rank": {"preferred": "preferred", "normal": "", "deprecated": "deprecated"},
        "kind": {
            "contradicts": "contradiction",
            "supersedes": "overtaken by events",
            "supersededBy": "overtaken by events",
            "differsInPrecision": "precision",
            "differsInScope": "scope",
            "restates": "restated",
        },
        "characters": "characters {start}–{end}",
        "confidence": "confidence",
        "unreviewed": "not reviewed",
        "nobody": "from reference data, no article claims it",
        "note": "note",
        "colon": ": ",
        "between": ", ",
    },
}

_NAMES = """
SELECT ?it ?kind ?name WHERE {
  VALUES ?kind { skos:altLabel skos:hiddenLabel }
  ?it ?kind ?name
}"""


def entity_report(store: Store, iri: str, language: str) -> str:
    """Write what the graph says about a thing, each fact with the sources that state it.

    Raises
    ------
    TermError : the graph says nothing about it.
    """
    words = WORDS[language]
    outgoing, incoming = facts(store, iri)
    names = Names(store, language)
    lines = [f"{names.of(iri)}  {names.of(ZT + (class_of(iri) or ''))}", f"  <{iri}>"]
    for title, kind in (("other names", "altLabel"), ("met as", "hiddenLabel")):
        found = [
            row["name"].value
            for row in rows(store.query(_NAMES, {"it": ox.NamedNode(iri)}))
            if row["kind"].value == SKOS + kind
        ]
        if found:
            said = words["between"].join(sorted(set(found)))
            lines.append(names.told(words[title], said))
    lines.append("")
    behind: dict[tuple[str, str], tuple[Term, list[Testimony]]] = {}
    for testimony in testimonies(store, subject=iri):
        value: Term = value_term(testimony.claim.object)
        entry = behind.setdefault((testimony.claim.predicate, str(value)), (value, []))
        entry[1].append(testimony)
    for local, value in outgoing:
        behind.setdefault((local, str(value)), (value, []))
    for (local, _), (value, group) in sorted(behind.items(), key=lambda item: item[0]):
        said = names.value(group[0].claim.object) if group else names.term(value)
        lines.append(names.told(names.of(ZT + local), said))
        lines += [f"      {line}" for testimony in group for line in names.testimony(testimony)]
        if not group:
            lines.append(f"      {words['nobody']}")
    if incoming:
        lines += ["", names.told(words["backlinks"], "").rstrip()]
        lines += [f"    {names.of(who)} · {names.of(ZT + local)}" for local, who in incoming]
    return "\n".join(lines) + "\n"


def testimony_report(store: Store, found: Iterable[Testimony], language: str) -> str:
    """Write claims one after the other, each with its sources and places in the text."""
    names = Names(store, language)
    lines = []
    for testimony in found:
        lines += [names.statement(testimony), *(f"    {x}" for x in names.testimony(testimony))]
    return "\n".join(lines) + "\n"


class Names:
    """Writes terms and claims in the words of a reader, looking names up as they are needed."""

    def __init__(self, store: Store, language: str) -> None:
        self._store = store
        self._language = language
        self._words: dict[str, Any] = WORDS[language]
        self._known: dict[str, str] = {}
        self._sources: dict[str, Source] = sources(store)

    def of(self, iri: str) -> str:
        if iri not in self._known:
            self._known[iri] = labels(self._store, [iri], self._language).get(iri, compact(iri))
        return self._known[iri]

    def term(self, term: Term) -> str:
        return self.of(term.value) if isinstance(term, ox.NamedNode) else plain(term)

    def value(self, value: Value) -> str:
        if isinstance(value, Amount):
            return amount_words(value)[0 if self._language == "zh" else 1]
        return self.term(value_term(value))

    def told(self, what: str, said: str) -> str:
        """A line that says one thing, with the marks of the language."""
        return f"  {what}{self._words['colon']}{said}"

    def statement(self, testimony: Testimony, *, with_subject: bool = True) -> str:
        claim = testimony.claim
        subject = f"{self.of(claim.subject)} — " if with_subject else ""
        return f"{subject}{self.of(ZT + claim.predicate)} — {self.value(claim.object)}"

    def testimony(self, testimony: Testimony) -> Iterator[str]:
        claim, words = testimony.claim, self._words
        source = self._sources.get(source_node(claim.source).value)
        head = [claim.source]
        if source is not None:
            head = [f"[{claim.source}]", source.publisher or "", source.date or "", source.title]
        marks = [words["status"][claim.status], words["rank"][claim.rank]]
        marks.append(f"{words['confidence']} {plain_number(claim.confidence)}")
        marks += [] if claim.reviewed else [words["unreviewed"]]
        yield " ".join(part for part in head if part)
        quotes = dict(testimony.quotes)
        for span in claim.evidence:
            where = words["characters"].format(start=span.start, end=span.end)
            yield self.told(where, f"“{quotes[span]}”") if span in quotes else f"  {where}"
        yield "  " + " · ".join(mark for mark in marks if mark)
        for name, value in claim.qualifiers:
            yield self.told(self.of(ZT + name), self.value(value))
        if claim.note:
            yield self.told(words["note"], claim.note)


# what Chinese readers call a currency; others keep their codes
_CURRENCIES = {
    "CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "TWD": "新台币元", "MOP": "澳门元",
    "JPY": "日元", "KRW": "韩元", "GBP": "英镑", "AUD": "澳元", "CAD": "加元", "SGD": "新加坡元",
    "RUB": "卢布", "INR": "卢比", "CHF": "瑞士法郎", "THB": "泰铢",
}  # fmt: skip


def amount_words(amount: Amount) -> tuple[str, str]:
    """Write an amount as a reader of Chinese and as one of English expects it.

    >>> from decimal import Decimal
    >>> amount_words(Amount(maximum=Decimal("5000000"), currency="HKD"))
    ('不超过500万港元', 'up to HKD 5,000,000')
    """
    code = amount.currency
    unit = _CURRENCIES.get(code, f" {code}")
    if amount.value is not None:
        return in_ten_thousands(amount.value) + unit, f"{code} {amount.value:,f}"
    low, high = amount.minimum, amount.maximum
    if low is not None and high is not None:
        chinese = f"{in_ten_thousands(low)}至{in_ten_thousands(high)}{unit}"
        return chinese, f"{code} {low:,f} to {high:,f}"
    if high is not None:
        return f"不超过{in_ten_thousands(high)}{unit}", f"up to {code} {high:,f}"
    floor = low or Decimal()
    return f"不少于{in_ten_thousands(floor)}{unit}", f"at least {code} {floor:,f}"
