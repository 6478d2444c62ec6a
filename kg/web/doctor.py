"""Why a query finds nothing: which pattern matches nothing, and what was probably meant.

Runs in a worker. The query is taken apart by rdflib, whose algebra can be walked; the counting is
done by the store.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.queries import named
from kg.store import EmbeddedStore, rows
from kg.vocabulary import PREFIXES, RDF, RDFS, SKOS, XSD, ZT, compact

if TYPE_CHECKING:
    from kg.web.worker import Answer

Reason = dict[str, str]
Triple = tuple[Any, Any, Any]

_MOST_PATTERNS = 40
_KNOWN_BY_NAME = (RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel")
_PARTIAL = (XSD + "gYear", XSD + "gYearMonth")


def examine(
    store: ox.Store,
    answer: Answer,
    *,
    text: str,
    name: str | None = None,
    values: dict[str, str] | None = None,
) -> list[Reason]:
    """Find the reasons why a query has no answer.

    Parameters
    ----------
    text : the query.
    name, values : a saved query, and what its parameters were filled in with.

    Returns
    -------
    The most telling first: the ``pattern`` that is meant, and what is wrong in ``zh`` and ``en``.
    Empty when the query cannot be taken apart.
    """
    from pyparsing import ParseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        algebra = translateQuery(parseQuery(text), initNs=PREFIXES).algebra
    except (ParseException, SyntaxError, RecursionError):
        return []  # what rdflib does not know, such as SPARQL 1.2; the engine has taken it
    bound = _bound(store, name, values or {})
    doctor = _Doctor(store, bound)
    reasons = list(doctor.reasons(algebra))
    return [dict(item) for item in dict.fromkeys(tuple(sorted(r.items())) for r in reasons)][:8]


def _bound(store: ox.Store, name: str | None, values: dict[str, str]) -> dict[str, Any]:
    if name is None:
        return {}
    from kg.web.tables import bound_terms

    return dict(bound_terms(store, named(name), values))


class _Doctor:
    def __init__(self, store: ox.Store, bound: dict[str, Any]) -> None:
        self._store = store
        self._view = EmbeddedStore(store)
        self._bound = bound

    def reasons(self, algebra: Any) -> Iterator[Reason]:
        """Look at each group of patterns that has to match, then at filters."""
        groups = list(_groups(algebra))
        found = False
        for group in groups:
            for reason in self._of_group(group):
                found = True
                yield reason
        if not found and any(groups):
            yield from self._of_filters(algebra, groups)

    def _of_group(self, group: list[Triple]) -> Iterator[Reason]:
        alone = [triple for triple in group[:_MOST_PATTERNS] if not self._matches([triple])]
        for triple in alone:
            yield self._of_triple(triple)
        if alone or self._matches(group):
            return
        # each matches by itself: find the one after which nothing is left
        kept: list[Triple] = []
        for triple in _connected(group):
            if not self._matches([*kept, triple]):
                pattern = self._pattern(triple)
                before = "；".join(self._pattern(t) for t in kept[-2:])
                yield {
                    "pattern": pattern,
                    "zh": f"单独有匹配，但与前面的条件（{before}）合起来没有",
                    "en": f"matches by itself, but not together with what stands before: {before}",
                }
                return
            kept.append(triple)

    def _of_triple(self, triple: Triple) -> Reason:
        pattern = self._pattern(triple)
        for place, term in enumerate(triple):
            if _is_iri(term) and not self._occurs(str(term)):
                return {"pattern": pattern, **self._unknown(str(term), place)}
        subject, predicate, value = triple
        if _is_literal(value) and (reason := self._other_literal(predicate, value)):
            return {"pattern": pattern, **reason}
        if _is_iri(subject) and _is_iri(value) and self._matches([(value, predicate, subject)]):
            return {
                "pattern": pattern,
                "zh": "方向反了：交换主语和宾语就有匹配",
                "en": "the other way round it matches: swap subject and object",
            }
        if _is_iri(predicate) and not self._used_as_predicate(str(predicate)):
            return {"pattern": pattern, **self._unused(str(predicate))}
        return {
            "pattern": pattern,
            "zh": "图中没有这样的三元组",
            "en": "the graph has no such triple",
        }

    def _unknown(self, iri: str, place: int) -> dict[str, str]:
        near = self._similar(iri, place)
        meant_zh = f"；是不是 {'、'.join(near)}？" if near else ""
        meant_en = f"; did you mean {', '.join(near)}?" if near else ""
        if iri.startswith(ZT) and next(
            self._store.quads_for_pattern(ox.NamedNode(iri), None, None), None
        ):
            return self._unused(iri)
        return {
            "zh": f"图中没有 {compact(iri)}{meant_zh}",
            "en": f"the graph does not know {compact(iri)}{meant_en}",
        }

    def _unused(self, iri: str) -> dict[str, str]:
        inverse = next(
            self._store.quads_for_pattern(
                ox.NamedNode(iri), ox.NamedNode("http://www.w3.org/2002/07/owl#inverseOf"), None
            ),
            None,
        ) or next(
            self._store.quads_for_pattern(
                None, ox.NamedNode("http://www.w3.org/2002/07/owl#inverseOf"), ox.NamedNode(iri)
            ),
            None,
        )
        if inverse is not None:
            other = next(
                compact(term.value)
                for term in (inverse.subject, inverse.object)
                if isinstance(term, ox.NamedNode) and term.value != iri
            )
            return {
                "zh": f"数据中不写 {compact(iri)}；请用 ^{other}",
                "en": f"data never state {compact(iri)}; write ^{other}",
            }
        return {
            "zh": f"{compact(iri)} 在本体中有定义，但没有数据用到",
            "en": f"{compact(iri)} is defined, but no data use it",
        }

    def _similar(self, iri: str, place: int) -> list[str]:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        namespace, local = iri[:cut], iri[cut:]
        if place == 1:
            terms = {quad.predicate.value for quad in self._store}
        else:
            terms = {
                term.value
                for quad in self._store
                for term in (quad.subject, quad.object)
                if isinstance(term, ox.NamedNode)
            }
        names = {term[cut:]: term for term in terms if term.startswith(namespace)}
        folded = {name.casefold(): term for name, term in names.items()}
        if local.casefold() in folded:
            return [compact(folded[local.casefold()])]
        inside = sorted((n for n in names if local and (local in n or n in local)), key=len)
        close = difflib.get_close_matches(local, names, n=3, cutoff=0.6)
        return [compact(names[name]) for name in dict.fromkeys([*close, *inside])][:3]

    def _other_literal(self, predicate: Any, value: Any) -> dict[str, str] | None:
        node = ox.NamedNode(str(predicate)) if _is_iri(predicate) else None
        same: set[str] = set()
        within: set[str] = set()
        for quad in self._store.quads_for_pattern(None, node, None):
            if not isinstance(quad.object, ox.Literal):
                continue
            if quad.object.value == str(value):
                same.add(str(quad.object))
            elif quad.object.value.startswith(str(value)) or str(value).startswith(
                quad.object.value
            ):
                within.add(str(quad.object))
        if same:
            meant = "、".join(map(_short, sorted(same)[:3]))
            kind_zh, kind_en = "写法", "form"
            if value.language is None and any("@" in text.rpartition('"')[2] for text in same):
                kind_zh, kind_en = "语言标记", "language tag"
            elif (
                any("^^" in text.rpartition('"')[2] for text in same) or value.datatype is not None
            ):
                kind_zh, kind_en = "数据类型", "datatype"
            return {
                "zh": f"值相同，但{kind_zh}不同：图中写作 {meant}",
                "en": f"the same value has another {kind_en} in the graph: {meant}",
            }
        partial = {text for text in within if any(kind in text for kind in _PARTIAL)}
        dated = str(value.datatype or "").startswith(XSD) and within
        if partial or dated:
            meant = "、".join(map(_short, sorted(partial or within)[:3]))
            return {
                "zh": f"日期的精度不同：图中有 {meant}；"
                "按区间查询请用 issuedNotBefore / issuedNotAfter",
                "en": f"dates are given at another precision: {meant};"
                " compare issuedNotBefore / issuedNotAfter instead",
            }
        if str(predicate) in _KNOWN_BY_NAME or node is None:
            from kg.search import find

            near = [hit.label for hit in find(self._view, str(value), limit=3)]
            if near:
                return {
                    "zh": f"没有这个名称；相近的有 {'、'.join(near)}",
                    "en": f"nothing has this name; there is {', '.join(near)}",
                }
        return None

    def _of_filters(self, algebra: Any, groups: list[list[Triple]]) -> Iterator[Reason]:
        filters = list(_filters(algebra))
        if not filters:
            yield {
                "pattern": "",
                "zh": "各部分单独都有匹配，但合起来没有",
                "en": "each part matches by itself, but not all together",
            }
            return
        names = {str(name) for each in filters for name in _variables(each)}
        for triple in (triple for group in groups for triple in group):
            if str(triple[2]) not in names or not _is_variable(triple[2]):
                continue
            partial = self._partial_dates(triple)
            if partial:
                yield {
                    "pattern": self._pattern(triple),
                    "zh": f"过滤条件比较的日期有的不完整（如 {partial}），不能与完整日期相比；"
                    "请用 issuedNotBefore / issuedNotAfter",
                    "en": f"the filter compares dates of which some are partial ({partial});"
                    " compare issuedNotBefore / issuedNotAfter instead",
                }
            tags = self._languages(triple)
            if tags:
                yield {
                    "pattern": self._pattern(triple),
                    "zh": f"这里的文字带语言标记 {tags}；请用"
                    f' LANGMATCHES(LANG(?{triple[2]}), "zh")，'
                    "或比较 STR()",
                    "en": f"these texts have the language tags {tags};"
                    f' use LANGMATCHES(LANG(?{triple[2]}), "zh"), or compare STR()',
                }
        yield {
            "pattern": "",
            "zh": "图案有匹配，但 FILTER 把所有结果都滤掉了",
            "en": "the patterns match, but FILTER leaves nothing",
        }

    def _partial_dates(self, triple: Triple) -> str:
        for row in self._rows([triple], str(triple[2])):
            if isinstance(row, ox.Literal) and row.datatype.value in _PARTIAL:
                return _short(str(row))
        return ""

    def _languages(self, triple: Triple) -> str:
        rows_ = self._rows([triple], str(triple[2]))
        found = {row.language for row in rows_ if isinstance(row, ox.Literal)}
        return "、".join(sorted(tag for tag in found if tag))

    def _rows(self, group: list[Triple], name: str) -> list[Any]:
        patterns = " . ".join(self._pattern(triple, full=True) for triple in group)
        query = f"SELECT DISTINCT ?{name} {{ {patterns} }} LIMIT 500"
        return [row[name] for row in rows(self._view.query(query))]

    def _matches(self, group: list[Triple]) -> bool:
        patterns = " . ".join(self._pattern(triple, full=True) for triple in group)
        return bool(self._view.query(f"ASK {{ {patterns} }}"))

    def _occurs(self, iri: str) -> bool:
        node = ox.NamedNode(iri)
        places = ((node, None, None), (None, node, None), (None, None, node))
        ontology = "https://w3id.org/zhengtu/ontology"
        return any(
            getattr(quad.graph_name, "value", "") != ontology
            for pattern in places
            for quad in self._store.quads_for_pattern(*pattern)
        )

    def _used_as_predicate(self, iri: str) -> bool:
        found = self._store.quads_for_pattern(None, ox.NamedNode(iri), None)
        return next(found, None) is not None

    def _pattern(self, triple: Triple, *, full: bool = False) -> str:
        return " ".join(self._written(term, full) for term in triple)

    def _written(self, term: Any, full: bool) -> str:
        from rdflib.paths import Path

        if isinstance(term, Path):
            return str(term.n3())
        if _is_variable(term):
            value = self._bound.get(str(term))
            if value is None:
                return f"?{term}"
            return (
                str(value) if full or not isinstance(value, ox.NamedNode) else compact(value.value)
            )
        if type(term).__name__ == "BNode":
            return f"?b{abs(hash(term))}" if full else "[]"
        if _is_iri(term) and not full:
            short = compact(str(term))
            return (
                "a" if str(term) == RDF + "type" else short if short != str(term) else f"<{term}>"
            )
        return str(term.n3())


def _groups(node: Any) -> Iterator[list[Triple]]:
    """The triples of each group that has to match; OPTIONAL, MINUS and the like are left out."""
    kind = getattr(node, "name", None)
    if kind == "BGP":
        if node.triples:
            yield list(node.triples)
        return
    if kind == "LeftJoin":
        yield from _groups(node.p1)
        return
    if kind == "Minus":
        yield from _groups(node.p1)
        return
    if kind == "Join":
        parts = [*_groups(node.p1), *_groups(node.p2)]
        plain = all(_is_plain(part) for part in (node.p1, node.p2))
        if plain and len(parts) > 1:
            yield [triple for part in parts for triple in part]
        else:
            yield from parts
        return
    for key in ("p", "p1", "p2"):
        child = node.get(key) if hasattr(node, "get") else None
        if child is not None:
            yield from _groups(child)


def _is_plain(node: Any) -> bool:
    return getattr(node, "name", None) in ("BGP", "Join")


def _filters(node: Any) -> Iterator[Any]:
    if getattr(node, "name", None) == "Filter":
        yield node.expr
    for key in ("p", "p1", "p2"):
        child = node.get(key) if hasattr(node, "get") else None
        if child is not None:
            yield from _filters(child)


def _variables(node: Any) -> Iterator[Any]:
    if _is_variable(node):
        yield node
    elif hasattr(node, "values"):
        for child in node.values():
            yield from _variables(child)
    elif isinstance(node, list | tuple | set):
        for child in node:
            yield from _variables(child)


def _connected(group: list[Triple]) -> list[Triple]:
    """Order triples so that each shares a variable with one before, where one does."""
    rest, ordered = list(group), []
    known: set[str] = set()
    while rest:
        chosen = next((t for t in rest if known & {str(x) for x in t if _is_variable(x)}), rest[0])
        rest.remove(chosen)
        ordered.append(chosen)
        known |= {str(x) for x in chosen if _is_variable(x)}
    return ordered


def _is_variable(term: Any) -> bool:
    return type(term).__name__ == "Variable"


def _is_iri(term: Any) -> bool:
    return type(term).__name__ == "URIRef"


def _is_literal(term: Any) -> bool:
    return type(term).__name__ == "Literal"


def _short(text: str) -> str:
    return text.replace(XSD, "xsd:").replace("<xsd:", "xsd:").removesuffix(">")
