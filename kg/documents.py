"""Documents as data: articles of a folder extracted one by one, and what they say as quads.

What is written is complete in itself: the source, entities with class and labels, places with
their hierarchy, claims with evidence and quotes. Plain triples follow from the claims by the
rules of the ontology.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg.article import Article, read_article
from kg.claims import claim_triples, entity_triples, evidence_node, source_node, value_term, zt
from kg.dataset import by_graph, with_derived
from kg.errors import ArticleError, KGError
from kg.extraction import Extraction, extract
from kg.gazetteer import Place, by_code, by_name, canonical_name
from kg.model import Amount, Claim, Entity, PartialDate, Span
from kg.turtle import Statement, write_trig, write_turtle
from kg.vocabulary import DCTERMS, PREFIXES, RDF, RDFS, compact, mint

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf")

_TYPE = ox.NamedNode(RDF + "type")
_LEVELS = {
    "country": "国家级",
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "zone": "新区",
    "region": "国际",
}


def documents(paths: Iterable[str]) -> list[Path]:
    """List the documents that a user means: files as they are, folders by what is in them.

    Raises
    ------
    ArticleError : there is no such file, or a folder holds no document.
    """
    found: list[Path] = []
    for name in paths:
        path = Path(name)
        inside = [path]
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES)
            if not inside:
                raise ArticleError(f"no documents ({', '.join(SUFFIXES)}) in {path}")
        elif not path.exists():
            raise ArticleError(f"no such file: {path}")
        found += inside
    return found


def extract_all(
    paths: Iterable[Path],
    published: PartialDate | None = None,
    jobs: int = 1,
    extractor: Callable[[Article], Extraction] = extract,
) -> Iterator[Extraction | KGError]:
    """Extract documents one after the other, or in several processes, always in the same order.

    Parameters
    ----------
    paths : documents.
    published : date of all of them, where they do not tell it themselves.
    jobs : processes to use.
    extractor : reads one article; must be picklable for more than one process.

    Returns
    -------
    For each document its extraction, or the error that tells why it cannot be read: one bad
    file among many should not lose the rest.
    """
    work = [(path, published, extractor) for path in paths]
    if jobs <= 1:
        yield from map(_attempt, work)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_attempt, work, chunksize=4)


def _attempt(
    work: tuple[Path, PartialDate | None, Callable[[Article], Extraction]],
) -> Extraction | KGError:
    path, published, extractor = work
    try:
        return extractor(read_article(path, published=published))
    except KGError as error:
        return error


def document_quads(extraction: Extraction) -> Iterator[ox.Quad]:
    """Write what was extracted from a document.

    Returns
    -------
    The source and the entities in the default graph, the claims with their evidence and quotes
    in the graph of the source.
    """
    yield from (ox.Quad(*statement) for statement in _source(extraction))
    policies = {entity.iri for entity in extraction.entities if entity.class_name == "Policy"}
    issued = {claim.subject for claim in extraction.claims if claim.predicate == "issuedBy"}
    for entity in extraction.entities:
        described = _place if entity.class_name == "Place" else entity_triples
        yield from (ox.Quad(*statement) for statement in described(entity))
        if entity.iri in policies - issued:
            reason = ox.Literal("来源未说明发布者", language="zh-Hans")
            yield ox.Quad(ox.NamedNode(entity.iri), zt("noIssuerBecause"), reason)
    graph = source_node(extraction.article.id)
    for claim in extraction.claims:
        for statement in claim_triples(claim):
            yield ox.Quad(*statement, graph)
        for span in claim.evidence:
            quote = ox.Literal(extraction.article.raw[span.start : span.end])
            yield ox.Quad(evidence_node(claim.source, span), zt("quote"), quote, graph)


def written(extractions: Iterable[Extraction], format: str) -> Iterator[bytes]:
    """Write extractions.

    Parameters
    ----------
    extractions : in the order in which they are to be written.
    format : ``trig``, ``turtle`` or ``nquads`` for RDF with the plain triples that follow; or
        ``jsonl``, one claim a line with names beside IRIs and the words of the source.

    Returns
    -------
    Pieces of UTF-8.
    """
    if format == "jsonl":
        for extraction in extractions:
            for line in _lines(extraction):
                yield f"{line}\n".encode()
        return
    store = ox.Store()
    for extraction in extractions:
        store.extend(document_quads(extraction))
    dataset = with_derived(store)
    if format == "nquads":
        yield "".join(sorted(f"{quad} .\n" for quad in dataset)).encode()
    elif format == "turtle":
        yield write_turtle(tuple(quad)[:3] for quad in dataset).encode()
    else:
        yield write_trig(by_graph(dataset).items()).encode()


def _lines(extraction: Extraction) -> Iterator[str]:
    names = {entity.iri: entity.name for entity in extraction.entities}
    for claim in extraction.claims:
        yield json.dumps(_claim_record(claim, names, extraction.article.raw), ensure_ascii=False)


def _source(extraction: Extraction) -> Iterator[Statement]:
    article = extraction.article
    node = source_node(article.id)
    title = article.title or article.id
    yield node, _TYPE, zt("SourceDocument")
    yield node, ox.NamedNode(DCTERMS + "title"), ox.Literal(title, language="zh-Hans")
    yield node, ox.NamedNode(RDFS + "label"), ox.Literal(title, language="zh-Hans")
    yield node, ox.NamedNode(RDFS + "label"), ox.Literal(title, language="en")
    yield node, zt("sha256"), ox.Literal(article.sha256)
    yield node, zt("length"), ox.Literal(len(article.raw))
    if article.published:
        yield node, ox.NamedNode(DCTERMS + "issued"), value_term(article.published)
    if article.publisher:
        publisher = ox.Literal(article.publisher, language="zh-Hans")
        yield node, ox.NamedNode(DCTERMS + "publisher"), publisher


def _place(entity: Entity) -> Iterator[Statement]:
    """Describe a place with everything that it lies in, as the gazetteer has it."""
    known = next((place for place in by_name(entity.name) if place.until is None), None)
    english = known.english if known else None
    yield from entity_triples(replace(entity, english=entity.english or english))
    if known is None:
        level = ox.NamedNode(PREFIXES["concept"] + "国际")
        yield ox.NamedNode(entity.iri), zt("adminLevel"), level
    while known is not None:
        node = ox.NamedNode(mint("Place", canonical_name(known)))
        if node.value != entity.iri:
            yield from entity_triples(_described(known))
        level = ox.NamedNode(PREFIXES["concept"] + _LEVELS[known.level])
        yield node, zt("adminLevel"), level
        outer = by_code(known.parent) if known.parent else None
        if outer is not None:
            yield node, zt("locatedIn"), ox.NamedNode(mint("Place", canonical_name(outer)))
        known = outer


def _described(place: Place) -> Entity:
    code = place.code if place.code.isdecimal() and len(place.code) == 6 else None
    name = canonical_name(place)
    other = tuple(alias for alias in (place.name, *place.aliases) if alias != name)
    return Entity("Place", name, place.english, tuple(dict.fromkeys(other)), (), code)


def _claim_record(claim: Claim, names: dict[str, str], raw: str) -> dict[str, object]:
    def shown(value: object) -> object:
        if isinstance(value, str):
            return {"iri": compact(value), "name": names.get(value, compact(value))}
        if isinstance(value, PartialDate):
            return {"date": value.value}
        if isinstance(value, Amount):
            figures = (("value", value.value), ("min", value.minimum), ("max", value.maximum))
            amount = {name: float(figure) for name, figure in figures if figure is not None}
            return {"amount": {**amount, "currency": value.currency}}
        return str(getattr(value, "value", value))

    def place(span: Span) -> dict[str, object]:
        return {"start": span.start, "end": span.end, "quote": raw[span.start : span.end]}

    return {
        "claim": compact(claim.iri),
        "source": claim.source,
        "subject": shown(claim.subject),
        "predicate": claim.predicate,
        "object": shown(claim.object),
        "status": claim.status,
        "confidence": float(claim.confidence),
        "qualifiers": {name: shown(value) for name, value in claim.qualifiers},
        "evidence": [place(span) for span in claim.evidence],
    }
