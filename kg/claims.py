"""Claims and entities as RDF, and back: the pattern of ``ontology/README.md`` in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

import pyoxigraph as ox

from kg.errors import TermError
from kg.model import (
    QUALIFIERS,
    Amount,
    Claim,
    Entity,
    Judgement,
    PartialDate,
    Span,
    Text,
    Value,
    plain_number,
)
from kg.turtle import Statement, Term, language_tag, lexical
from kg.vocabulary import ID, OA, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, ZT, class_of, expand, mint

_TYPE = ox.NamedNode(RDF + "type")
_SUBJECT, _PREDICATE, _OBJECT = (
    ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object")
)
_QUOTED_FROM = ox.NamedNode(PROV + "wasQuotedFrom")
_HAS_SOURCE = ox.NamedNode(OA + "hasSource")
_COMMENT = ox.NamedNode(RDFS + "comment")
# every property that `claim_triples` writes of a claim
CLAIM_PROPERTIES = frozenset(
    [RDF + "type", RDF + "subject", RDF + "predicate", RDF + "object", RDFS + "comment"]
    + [PROV + "wasQuotedFrom"]
    + [ZT + name for name in ("status", "rank", "confidence", "reviewed", "evidence", *QUALIFIERS)]
)
_XSD_DATES = {XSD + name for name in ("date", "gYearMonth", "gYear")}
_XSD_NUMBERS = {XSD + "decimal", XSD + "integer"}


def zt(local: str) -> ox.NamedNode:
    """Name a term of our ontology.

    >>> zt("issuedBy").value
    'https://w3id.org/zhengtu/ontology#issuedBy'
    """
    return ox.NamedNode(ZT + local)


def named_node(name: str) -> ox.NamedNode:
    """Read an IRI or a prefixed name as a user types it.

    Raises
    ------
    TermError : it is neither.
    """
    try:
        return ox.NamedNode(expand(name))
    except ValueError as error:
        raise TermError(f"not an IRI: {name!r}: {error}") from error


def source_node(source: str) -> ox.NamedNode:
    """Name a source document, which is also the name of the graph of its claims."""
    return ox.NamedNode(mint("SourceDocument", source))


def evidence_node(source: str, span: Span) -> ox.NamedNode:
    """Name a place in a source; the IRI is made of the source and the two offsets."""
    return ox.NamedNode(f"{mint('Evidence', source)}-{span.start}-{span.end}")


def entity_triples(entity: Entity) -> Iterator[Statement]:
    """Describe an entity: its class, labels in both languages, other names, place code.

    Without an English label the Chinese name stands in for it, so that no label is empty.
    """
    node = ox.NamedNode(entity.iri)
    yield node, _TYPE, zt(entity.class_name)
    for label in (SKOS + "prefLabel", RDFS + "label"):
        yield node, ox.NamedNode(label), ox.Literal(entity.name, language="zh-Hans")
        yield node, ox.NamedNode(label), ox.Literal(entity.english or entity.name, language="en")
    for label, names in (("altLabel", entity.aliases), ("hiddenLabel", entity.hidden)):
        for name in names:
            yield node, ox.NamedNode(SKOS + label), ox.Literal(name, language="zh-Hans")
    if entity.code:
        yield node, ox.NamedNode(SKOS + "notation"), ox.Literal(entity.code)


def claim_triples(claim: Claim) -> Iterator[Statement]:
    """Write a claim with its evidence and the amounts that it names."""
    node = ox.NamedNode(claim.iri)
    source = source_node(claim.source)
    yield node, _TYPE, zt("Claim")
    yield node, _SUBJECT, ox.NamedNode(claim.subject)
    yield node, _PREDICATE, zt(claim.predicate)
    yield node, _OBJECT, value_term(claim.object)
    yield node, zt("status"), zt(claim.status)
    yield node, zt("rank"), zt(claim.rank)
    yield node, zt("confidence"), _number(claim.confidence)
    yield node, zt("reviewed"), ox.Literal(claim.reviewed)
    yield node, _QUOTED_FROM, source
    for name, value in claim.qualifiers:
        yield node, zt(name), value_term(value)
    if claim.note:
        yield node, _COMMENT, ox.Literal(claim.note, language="zh-Hans")
    for span in claim.evidence:
        place = evidence_node(claim.source, span)
        yield node, zt("evidence"), place
        yield place, _TYPE, zt("Evidence")
        yield place, _HAS_SOURCE, source
        yield place, zt("start"), ox.Literal(span.start)
        yield place, zt("end"), ox.Literal(span.end)
    for value in (claim.object, *(value for _, value in claim.qualifiers)):
        if isinstance(value, Amount):
            yield from amount_triples(value)


def judgement_triples(judgement: Judgement) -> Iterator[Statement]:
    """Write a decision whether two names or things are one."""
    node = ox.NamedNode(judgement.iri)
    yield node, _TYPE, zt("Judgement")
    for side, value in (("left", judgement.left), ("right", judgement.right)):
        name = ox.NamedNode(value) if class_of(value) else ox.Literal(value, language="zh-Hans")
        yield node, zt(side), name
    yield node, zt("decision"), zt(judgement.decision)
    yield node, zt("because"), ox.Literal(judgement.because, language="zh-Hans")
    yield node, zt("decidedBy"), ox.Literal(judgement.decided_by)
    for source in judgement.sources:
        yield node, ox.NamedNode(PROV + "wasDerivedFrom"), source_node(source)


def amount_triples(amount: Amount) -> Iterator[Statement]:
    """Describe an amount of money with schema.org's terms."""
    node = ox.NamedNode(amount.iri)
    yield node, _TYPE, ox.NamedNode(SCHEMA + "MonetaryAmount")
    yield node, ox.NamedNode(SCHEMA + "currency"), ox.Literal(amount.currency)
    figures = (
        ("value", amount.value),
        ("minValue", amount.minimum),
        ("maxValue", amount.maximum),
    )
    for name, figure in figures:
        if figure is not None:
            yield node, ox.NamedNode(SCHEMA + name), _number(figure)


def value_term(value: Value) -> ox.NamedNode | ox.Literal:
    """Turn a value of the model into an RDF term."""
    if isinstance(value, PartialDate):
        return ox.Literal(value.value, datatype=ox.NamedNode(XSD + value.datatype))
    if isinstance(value, Amount):
        return ox.NamedNode(value.iri)
    if isinstance(value, Text):
        return ox.Literal(value.value, language=value.language or None)
    if isinstance(value, Decimal):
        return _number(value)
    return ox.NamedNode(value)


def _number(number: Decimal) -> ox.Literal:
    # whole numbers as xsd:integer, which is a kind of xsd:decimal and reads better
    kind = "integer" if number == number.to_integral_value() else "decimal"
    return ox.Literal(plain_number(number), datatype=ox.NamedNode(XSD + kind))


def read_claims(triples: Iterable[Statement]) -> list[Claim]:
    """Read back the claims that a set of triples holds.

    Parameters
    ----------
    triples : any triples; those about claims, evidence and amounts are used.

    Returns
    -------
    The claims in the order of their IRIs. Their `Claim.iri` is computed anew, so it differs
    from the one in the data where the data were edited by hand.

    Raises
    ------
    TermError : a claim lacks its subject, predicate, object, source or evidence, has several, or
        a value of it is not of its kind.
    """
    facts: _Facts = {}
    for subject, predicate, value in triples:
        facts.setdefault(lexical(subject), {}).setdefault(predicate.value, []).append(value)
    return [
        _read_claim(iri, about, facts)
        for iri, about in sorted(facts.items())
        if zt("Claim") in about.get(RDF + "type", ())
    ]


_About = dict[str, list[Term]]
_Facts = dict[str, _About]


def _read_claim(iri: str, about: _About, facts: _Facts) -> Claim:
    try:
        return _claim(iri, about, facts)
    except (ValueError, ArithmeticError) as error:
        raise TermError(f"claim <{iri}> has a value that is not of its kind: {error}") from error


def _claim(iri: str, about: _About, facts: _Facts) -> Claim:
    def one(predicate: str) -> Term:
        values = about.get(predicate, [])
        if len(values) != 1:
            raise TermError(f"claim <{iri}> has {len(values)} values of <{predicate}>, needs one")
        return values[0]

    def local(predicate: str, default: str | None = None) -> str:
        if default is not None and predicate not in about:
            return default
        return lexical(one(predicate)).rpartition("#")[2]

    spans = []
    for place in about.get(ZT + "evidence", []):
        known = facts.get(lexical(place), {})
        if ZT + "start" not in known or ZT + "end" not in known:
            raise TermError(f"evidence <{lexical(place)}> of claim <{iri}> has no offsets")
        start, end = (int(lexical(known[ZT + name][0])) for name in ("start", "end"))
        spans.append(Span(start, end))
    if not spans:
        raise TermError(f"claim <{iri}> has no evidence")
    qualifiers = tuple(
        (name, _value(value, facts))
        for name in sorted(QUALIFIERS)
        for value in sorted(about.get(ZT + name, []), key=str)
    )
    comments = about.get(RDFS + "comment", [])
    return Claim(
        source=lexical(one(PROV + "wasQuotedFrom")).removeprefix(f"{ID}source/"),
        subject=ox.NamedNode(lexical(one(RDF + "subject"))).value,
        predicate=local(RDF + "predicate"),
        object=_value(one(RDF + "object"), facts),
        evidence=tuple(sorted(spans)),
        status=local(ZT + "status", "done"),
        confidence=Decimal(lexical(one(ZT + "confidence")))
        if ZT + "confidence" in about
        else Decimal(1),
        qualifiers=qualifiers,
        reviewed=lexical(one(ZT + "reviewed")) == "true" if ZT + "reviewed" in about else True,
        rank=local(ZT + "rank", "normal"),
        note=lexical(comments[0]) if comments else None,
    )


def _value(node: Term, facts: _Facts) -> Value:
    if isinstance(node, ox.Literal):
        datatype = node.datatype.value
        if datatype in _XSD_DATES:
            return PartialDate(node.value)
        if datatype in _XSD_NUMBERS:
            return Decimal(node.value)
        return Text(node.value, language_tag(node.language) if node.language else "")
    about = facts.get(lexical(node), {})
    if ox.NamedNode(SCHEMA + "MonetaryAmount") in about.get(RDF + "type", ()):

        def figure(name: str) -> Decimal | None:
            values = about.get(SCHEMA + name)
            return Decimal(lexical(values[0])) if values else None

        currency = about.get(SCHEMA + "currency")
        return Amount(
            figure("value"),
            figure("minValue"),
            figure("maxValue"),
            lexical(currency[0]) if currency else "CNY",
        )
    return ox.NamedNode(lexical(node)).value  # a node without a name is no value
