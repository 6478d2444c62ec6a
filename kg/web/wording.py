"""Terms as a reader sees them: text, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from kg.answers import plain
from kg.model import Amount, PartialDate, Text, Value
from kg.store import Store, rows
from kg.vocabulary import DCTERMS, ID, OA, PROV, RDF, RDFS, SCHEMA, SKOS, ZT, compact

# what the terms of other vocabularies are called; the graph has no labels for them
_FOREIGN = {
    RDF + "type": ("类型", "type"),
    RDF + "subject": ("主语", "subject"),
    RDF + "predicate": ("关系", "predicate"),
    RDF + "object": ("宾语", "object"),
    RDFS + "label": ("标签", "label"),
    RDFS + "comment": ("说明", "comment"),
    SKOS + "prefLabel": ("名称", "name"),
    SKOS + "altLabel": ("又称", "other name"),
    SKOS + "hiddenLabel": ("误写", "garbled name"),
    SKOS + "notation": ("代码", "code"),
    SKOS + "broader": ("上位概念", "broader"),
    SKOS + "inScheme": ("所属方案", "in scheme"),
    SKOS + "definition": ("定义", "definition"),
    DCTERMS + "title": ("标题", "title"),
    DCTERMS + "publisher": ("发布单位", "publisher"),
    DCTERMS + "issued": ("发布日期", "published"),
    DCTERMS + "created": ("写作日期", "written"),
    DCTERMS + "language": ("语言", "language"),
    DCTERMS + "source": ("网址", "address"),
    DCTERMS + "creator": ("作者", "author"),
    PROV + "wasQuotedFrom": ("引自", "quoted from"),
    OA + "hasSource": ("来源", "source"),
    SCHEMA + "value": ("数额", "value"),
    SCHEMA + "minValue": ("下限", "at least"),
    SCHEMA + "maxValue": ("上限", "at most"),
    SCHEMA + "currency": ("货币", "currency"),
}

# concepts have preferred labels only, and documents titles
_LABELS = """
SELECT ?iri ?label WHERE {
  VALUES ?iri { %s } ?iri rdfs:label|skos:prefLabel|dcterms:title ?label FILTER(ISLITERAL(?label))
}"""

# a cell, a value or a name: its text, and where it leads (None for what leads nowhere)
Shown = dict[str, Any]


def page_of(iri: str) -> str | None:
    """The address of our page about an IRI, None for what we have no page about.

    >>> page_of("https://w3id.org/zhengtu/id/place/杭州市")
    '/page/place/%E6%9D%AD%E5%B7%9E%E5%B8%82'
    """
    if iri.startswith(ID):
        return "/page/" + quote(iri.removeprefix(ID), safe="/")
    if iri.startswith(ZT):
        return "/ontology#" + quote(iri.removeprefix(ZT))
    return None


class Words:
    """Looks up the labels of terms, many at once, in one language with the other as second choice.

    Parameters
    ----------
    store : where the labels are.
    language : ``zh`` or ``en``.
    """

    def __init__(self, store: Store, language: str) -> None:
        self._store = store
        self.language = language
        side = 0 if language == "zh" else 1
        self._known: dict[str, str] = {iri: pair[side] for iri, pair in _FOREIGN.items()}

    def learn(self, iris: Iterable[str]) -> None:
        """Look up what is not known yet."""
        missing = {iri for iri in iris if iri not in self._known and _is_safe(iri)}
        if not missing:
            return
        found: dict[tuple[str, str], str] = {}
        nodes = " ".join(f"<{iri}>" for iri in sorted(missing))
        for row in rows(self._store.query(_LABELS % nodes)):
            language = (row["label"].language or "")[:2]
            found.setdefault((row["iri"].value, language), row["label"].value)
        for iri in missing:
            for language in (self.language, "zh", "en", ""):
                if (iri, language) in found:
                    self._known[iri] = found[iri, language]
                    break

    def of(self, iri: str) -> str:
        """The label of an IRI, or its short form."""
        if iri not in self._known:
            self.learn([iri])
        return self._known.get(iri) or compact(iri)

    def shown(self, value: Value | ox.NamedNode | ox.Literal | ox.BlankNode) -> Shown:
        """Write a value with its link."""
        if isinstance(value, ox.NamedNode):
            value = value.value
        if isinstance(value, str):
            return {"text": self.of(value), "iri": value, "href": page_of(value)}
        if isinstance(value, Amount):
            return {"text": _amount(value, self.language), "iri": None, "href": None}
        if isinstance(value, PartialDate | Text):
            return {"text": value.value, "iri": None, "href": None}
        if isinstance(value, ox.Literal | ox.BlankNode):
            return {"text": plain(value), "iri": None, "href": None}
        return {"text": f"{value.normalize():f}", "iri": None, "href": None}


def _amount(amount: Amount, language: str) -> str:
    from kg.dossier import wording

    said = wording(amount)
    return said if isinstance(said, str) else said[0 if language == "zh" else 1]


def _is_safe(iri: str) -> bool:
    return not set(iri) & set('<>"{}|^`\\ \n\r\t')
