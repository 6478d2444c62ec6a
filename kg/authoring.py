"""Claims written by hand in Turtle, completed: IRIs minted, quotes located, layout made canonical.

A person may write as little as this, in ``graph/claims/001.ttl`` or a file of his own that is
named after its source::

    [] a zt:Claim ; rdf:subject policy:… ; rdf:predicate zt:issuedBy ; rdf:object agency:… ;
       zt:quote "原文里的一句话" .

The source is that of the file name, the status done, the rank normal, and the claim counts as
reviewed, because a person wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg.claims import CLAIM_PROPERTIES, claim_triples, evidence_node, read_claims, source_node, zt
from kg.errors import TermError, ValidationError
from kg.model import Claim, Span
from kg.turtle import Statement, Subject, Term, lexical, statement, write_turtle
from kg.vocabulary import PROV, RDF, SCHEMA, XSD, local_name

_TYPE = ox.NamedNode(RDF + "type")
_QUOTED_FROM = ox.NamedNode(PROV + "wasQuotedFrom")
_QUOTE = zt("quote")
_EVIDENCE = zt("evidence")
_AMOUNT = ox.NamedNode(SCHEMA + "MonetaryAmount")
# confidence of a claim whose author gave none
_HAND_WRITTEN = ox.Literal("0.95", datatype=ox.NamedNode(XSD + "decimal"))


def canonical(path: Path, text: str | None) -> str:
    """Complete the claims of a Turtle file and write the file anew.

    Parameters
    ----------
    path : a Turtle file of claims, named after their source.
    text : raw text of the source; needed where a claim has a quote instead of offsets.

    Returns
    -------
    The whole file in canonical form; what is not about claims is kept as it was. A claim that
    was there already gains the evidence of the one that repeats it.

    Raises
    ------
    ValidationError : the file is missing or not Turtle, a claim is incomplete, or a quote does
        not stand in the text.
    """
    try:
        parsed = ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
        about: dict[Subject, list[Statement]] = {}
        for quad in parsed:
            about.setdefault(quad.subject, []).append(statement(quad.triple))
        source = local_name(path.stem)
        nodes = [node for node, facts in about.items() if (node, _TYPE, zt("Claim")) in facts]
        for node in nodes:
            about[node] = _completed(node, about[node], source, text)
        facts = [fact for group in about.values() for fact in group]
        claims = dict(zip(sorted(nodes, key=lexical), read_claims(facts), strict=True))
    except OSError as error:
        raise ValidationError(f"cannot read {path}: {error.strerror}") from error
    except (SyntaxError, TermError) as error:
        raise ValidationError(f"{path}: {error}") from error
    written = [fact for claim in _merged(claims) for fact in claim_triples(claim)]
    written += _kept(facts, claims, {node for node, _, _ in written})
    return write_turtle(written)


def _merged(claims: dict[Subject, Claim]) -> list[Claim]:
    merged: dict[str, Claim] = {}
    for node, claim in claims.items():
        other = merged.get(claim.iri, claim)
        first, second = (claim, other) if lexical(node) == claim.iri else (other, claim)
        merged[claim.iri] = replace(
            first,
            evidence=tuple(sorted({*first.evidence, *second.evidence})),
            confidence=max(first.confidence, second.confidence),
            reviewed=first.reviewed or second.reviewed,
            note=first.note or second.note,
        )
    return list(merged.values())


def _kept(
    facts: list[Statement], claims: dict[Subject, Claim], written: set[Term]
) -> Iterator[Statement]:
    # evidence and amounts were written with their claims, under the names that they have now
    amounts = {node for node, predicate, kind in facts if (predicate, kind) == (_TYPE, _AMOUNT)}
    renamed = {
        value
        for node, predicate, value in facts
        if node in claims and (predicate == _EVIDENCE or value in amounts)
    } - written
    names: dict[Term, ox.NamedNode] = {
        node: ox.NamedNode(claim.iri) for node, claim in claims.items()
    }
    for subject, predicate, value in facts:
        if subject in renamed or (subject in claims and predicate.value in CLAIM_PROPERTIES):
            continue
        yield names.get(subject, subject), predicate, names.get(value, value)


def _completed(
    node: Subject, facts: list[Statement], source: str, text: str | None
) -> list[Statement]:
    quotes = [lexical(value) for _, predicate, value in facts if predicate == _QUOTE]
    facts = [fact for fact in facts if fact[1] != _QUOTE]
    given = {predicate for _, predicate, _ in facts}
    defaults = (
        (_QUOTED_FROM, source_node(source)),
        (zt("status"), zt("done")),
        (zt("rank"), zt("normal")),
        (zt("reviewed"), ox.Literal(True)),
        (zt("confidence"), _HAND_WRITTEN),
    )
    facts += [(node, p, o) for p, o in defaults if p not in given]
    for quote in quotes:
        for span in occurrences(quote, text):
            place = evidence_node(source, span)
            facts.append((node, _EVIDENCE, place))
            facts.append((place, zt("start"), ox.Literal(span.start)))
            facts.append((place, zt("end"), ox.Literal(span.end)))
    return facts


def occurrences(quote: str, text: str | None) -> list[Span]:
    """Find every place where a quote stands in a text.

    Raises
    ------
    TermError : there is no text to look in, or the quote does not stand in it.

    >>> occurrences("园区", "园区与园区")
    [Span(start=0, end=2), Span(start=3, end=5)]
    """
    if text is None:
        raise TermError(f"the text of the source is needed to find «{quote[:40]}»; see --texts")
    spans = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        spans.append(Span(start, start + len(quote)))
        start = text.find(quote, start + 1)
    if not spans:
        raise TermError(f"«{quote[:40]}» does not stand in the text of the source")
    return spans
