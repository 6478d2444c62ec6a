"""What the page of a thing tells, gathered from the store (runs in a worker)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.claims import source_node, value_term
from kg.facts import Source, Testimony, facts, sources, testimonies
from kg.store import EmbeddedStore, Store, rows, triples
from kg.vocabulary import DCTERMS, ID, OA, PROV, RDF, SKOS, ZT, class_of, compact
from kg.web.problems import NotFoundError
from kg.web.wording import Shown, Words, page_of

if TYPE_CHECKING:
    from kg.web.worker import Answer

# what a reader asks of a thing, in this order, and the relations that answer it
GROUPS: dict[str, tuple[str, ...]] = {
    "what": (
        "policyType",
        "topic",
        "adminLevel",
        "renamedTo",
        "target",
        "statistic",
        "noIssuerBecause",
    ),
    "who": (
        "issuedBy",
        "establishedBy",
        "managedBy",
        "founderOf",
        "holdsPost",
        "establishes",
        "develops",
    ),
    "where": ("locatedIn", "appliesTo", "hostedAt"),
    "when": ("issuedDate", "establishedDate"),
    "money": ("amount", "funds", "subFundOf"),
    "partners": ("partnerOf", "basedOn"),
    "other": (),
}
_GROUP_OF = {name: group for group, names in GROUPS.items() for name in names}
_NAMES = """
SELECT ?it ?kind ?name WHERE {
  VALUES ?kind { rdfs:label skos:prefLabel skos:altLabel skos:hiddenLabel skos:notation }
  ?it ?kind ?name
}"""
_TRIPLES = "SELECT ?it ?p ?o WHERE { ?it ?p ?o }"
_AROUND = """
CONSTRUCT { ?s ?p ?o } WHERE {
  { BIND(%(it)s AS ?s) ?s ?p ?o }
  UNION { ?s ?p %(it)s . FILTER(STRSTARTS(STR(?p), STR(zt:))) ?o a ?any FILTER(?o = %(it)s) }
  UNION { ?s rdf:subject|rdf:object|prov:wasQuotedFrom %(it)s . ?s a zt:Claim ; ?p ?o }
  UNION { ?claim rdf:subject|rdf:object|prov:wasQuotedFrom %(it)s ; zt:evidence|zt:amount ?s .
          ?s ?p ?o }
}"""
# a page shows so many claims of a source, and so many things behind one relation
_MOST_CLAIMS, _MOST_LINKS = 500, 200


def page(store: ox.Store, answer: Answer, *, iri: str, language: str) -> dict[str, Any]:
    """Gather what is known of an IRI of ours.

    Raises
    ------
    NotFoundError : the graph says nothing about it.
    """
    view = EmbeddedStore(store)
    _require(store, iri)
    words = Words(view, language)
    class_name = class_of(iri) or ""
    told: dict[str, Any] = {
        "iri": iri,
        "curie": compact(iri),
        "label": words.of(iri),
        "second": Words(view, "en" if language == "zh" else "zh").of(iri),
        "class_name": class_name,
        "class": words.of(ZT + class_name) if class_name else "",
        "names": _names(view, iri),
    }
    if class_name == "SourceDocument":
        return {**told, "kind": "source", **_source(view, words, iri)}
    if class_name in ("Claim", "Evidence", "Judgement", "MonetaryAmount", ""):
        return {**told, "kind": "plain", **_plain(view, words, iri)}
    return {**told, "kind": "thing", **_thing(view, words, iri)}


def known(store: ox.Store, answer: Answer, *, iri: str) -> bool:
    """Tell whether the graph says anything about an IRI."""
    _require(store, iri)
    return True


def data(store: ox.Store, answer: Answer, *, iri: str, format: str, type: str) -> None:
    """Write the triples about an IRI: its own, those that lead to it, and the claims."""
    from kg.turtle import write_turtle
    from kg.web.tasks import RDF_FORMATS

    _require(store, iri)
    found = EmbeddedStore(store).query(_AROUND % {"it": str(ox.NamedNode(iri))})
    about = set(triples(found))
    with answer.begin(type=type, format=format) as out:
        if format == "ttl":
            out.write(write_turtle(about).encode())
        else:
            ordered = [ox.Triple(*triple) for triple in sorted(about, key=str)]
            out.write(ox.serialize(ordered, format=RDF_FORMATS[format]) or b"")


def _require(store: ox.Store, iri: str) -> None:
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        raise NotFoundError(f"not an IRI: {iri!r}") from None
    if next(store.quads_for_pattern(node, None, None), None) is None and (
        next(store.quads_for_pattern(None, None, node), None) is None
    ):
        raise NotFoundError(f"the graph knows no {compact(iri)}")


def _names(view: Store, iri: str) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {"altLabel": set(), "hiddenLabel": set(), "notation": set()}
    shown: set[str] = set()
    for row in rows(view.query(_NAMES, {"it": ox.NamedNode(iri)})):
        kind = row["kind"].value.removeprefix(SKOS)
        found.get(kind, shown).add(row["name"].value)
    return {kind: sorted(names - shown) for kind, names in found.items()}


def _thing(view: Store, words: Words, iri: str) -> dict[str, Any]:
    outgoing, incoming = facts(view, iri)
    said = testimonies(view, subject=iri)
    said_of = testimonies(view, value=ox.NamedNode(iri))
    publishers = sources(view)
    words.learn(
        {term.value for _, term in outgoing if isinstance(term, ox.NamedNode)}
        | {who for _, who in incoming}
        | {ZT + local for local, _ in (*outgoing, *incoming)}
    )
    behind: dict[tuple[str, str], tuple[Any, list[Testimony]]] = {}
    for testimony in said:
        value = value_term(testimony.claim.object)
        key = (testimony.claim.predicate, str(value))
        behind.setdefault(key, (testimony.claim.object, []))[1].append(testimony)
    for local, term in outgoing:
        behind.setdefault((local, str(term)), (term, []))
    by_iri = {testimony.iri: testimony for testimony in said}
    lines: list[dict[str, Any]] = [
        {
            "property": _property(words, local),
            "local": local,
            "value": words.shown(value),
            "sure": any(t.claim.status == "done" for t in group) or not group,
            "claims": [_claim(t, words, publishers, by_iri) for t in group],
        }
        for (local, _), (value, group) in sorted(behind.items(), key=lambda item: item[0])
    ]
    return {
        "groups": [
            {"name": group, "facts": found}
            for group in GROUPS
            if (found := [x for x in lines if _GROUP_OF.get(str(x["local"]), "other") == group])
        ],
        "backlinks": _backlinks(words, incoming, said_of),
        "neighbours": _neighbours(words, outgoing, incoming, iri),
        "disagreements": sum(bool(x["differs"]) for line in lines for x in line["claims"]),
    }


def _property(words: Words, local: str) -> Shown:
    return words.shown(ZT + local)


def _claim(
    testimony: Testimony, words: Words, publishers: dict[str, Source], others: dict[str, Testimony]
) -> dict[str, Any]:
    claim = testimony.claim
    iri = source_node(claim.source).value
    source = publishers.get(iri)
    quotes = dict(testimony.quotes)
    return {
        "iri": testimony.iri,
        "href": page_of(testimony.iri),
        "source": {
            "id": claim.source,
            "href": page_of(iri),
            "title": source.title if source else claim.source,
            "publisher": (source.publisher if source else None) or "",
            "date": (source.date if source else None) or "",
        },
        "status": claim.status,
        "rank": claim.rank,
        "confidence": f"{claim.confidence.normalize():f}",
        "reviewed": claim.reviewed,
        "places": [
            {"start": span.start, "end": span.end, "quote": quotes.get(span, "")}
            for span in claim.evidence
        ],
        "more": [
            {"property": _property(words, name), "value": words.shown(value)}
            for name, value in claim.qualifiers
        ],
        "note": claim.note or "",
        "differs": [
            {
                "kind": words.of(ZT + kind),
                "href": page_of(other),
                "what": _said(others, other, words),
            }
            for kind, other in testimony.disagreements
        ],
    }


def _said(others: dict[str, Testimony], iri: str, words: Words) -> str:
    if iri not in others:
        return compact(iri)
    claim = others[iri].claim
    return f"{words.shown(claim.object)['text']} [{claim.source}]"


def _backlinks(
    words: Words, incoming: list[tuple[str, str]], said_of: list[Testimony]
) -> list[dict[str, Any]]:
    # plain triples, and what is only planned, encouraged or denied
    status: dict[tuple[str, str], str] = dict.fromkeys(incoming, "done")
    for testimony in said_of:
        pair = (testimony.claim.predicate, testimony.claim.subject)
        status.setdefault(pair, testimony.claim.status)
    words.learn({who for _, who in status})
    found = []
    for local, pairs in groupby(sorted(status), key=lambda pair: pair[0]):
        things = [{**words.shown(who), "status": status[local, who]} for _, who in pairs]
        things.sort(key=lambda thing: thing["text"])
        found.append(
            {
                "property": _property(words, local),
                "things": things[:_MOST_LINKS],
                "count": len(things),
            }
        )
    return found


def _neighbours(
    words: Words, outgoing: list[tuple[str, Any]], incoming: list[tuple[str, str]], iri: str
) -> list[dict[str, Any]]:
    about: dict[str, dict[str, Any]] = {}
    pairs = [
        (local, term.value, "out") for local, term in outgoing if isinstance(term, ox.NamedNode)
    ]
    for local, other, way in (*pairs, *((local, who, "in") for local, who in incoming)):
        if other != iri and class_of(other) and other.startswith(ID):
            about.setdefault(
                other,
                {
                    **words.shown(other),
                    "class": class_of(other),
                    "way": way,
                    "by": words.of(ZT + local),
                },
            )
    return list(about.values())


def _source(view: Store, words: Words, iri: str) -> dict[str, Any]:
    plain = _plain(view, words, iri)
    query = "SELECT ?it ?claim { ?claim a zt:Claim ; prov:wasQuotedFrom ?it }"
    count = sum(1 for _ in rows(view.query(query, {"it": ox.NamedNode(iri)})))
    found = [t for t in testimonies(view) if source_node(t.claim.source).value == iri]
    words.learn({t.claim.subject for t in found})
    words.learn({t.claim.object for t in found if isinstance(t.claim.object, str)})
    title = next((line["value"]["text"] for line in plain["lines"] if line["local"] == "title"), "")
    return {
        **plain,
        "title": title,
        "count": count,
        "claims": [
            {
                "href": page_of(t.iri),
                "start": t.claim.evidence[0].start,
                "subject": words.shown(t.claim.subject),
                "property": _property(words, t.claim.predicate),
                "value": words.shown(t.claim.object),
                "status": t.claim.status,
                "quotes": [quote for _, quote in t.quotes],
            }
            for t in found[:_MOST_CLAIMS]
        ],
    }


def _plain(view: Store, words: Words, iri: str) -> dict[str, Any]:
    lines = []
    found = list(rows(view.query(_TRIPLES, {"it": ox.NamedNode(iri)})))
    words.learn(
        {t.value for row in found for t in (row["p"], row["o"]) if isinstance(t, ox.NamedNode)}
    )
    for row in sorted(found, key=lambda row: (_plain_order(row["p"].value), str(row["o"]))):
        predicate = row["p"].value
        local = predicate.rpartition("#")[2].rpartition("/")[2]
        lines.append(
            {"property": words.shown(predicate), "local": local, "value": words.shown(row["o"])}
        )
    return {"lines": lines}


_FIRST = [
    RDF + "type",
    DCTERMS + "title",
    DCTERMS + "publisher",
    DCTERMS + "issued",
    RDF + "subject",
    RDF + "predicate",
    RDF + "object",
    PROV + "wasQuotedFrom",
    OA + "hasSource",
]


def _plain_order(predicate: str) -> tuple[int, str]:
    return (_FIRST.index(predicate) if predicate in _FIRST else len(_FIRST), predicate)
