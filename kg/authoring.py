"""Claims written by hand in Turtle, completed: IRIs minted, quotes located, layout made canonical.

A person may write as little as this, in ``graph/claims/001.ttl`` or a file of his own that is
named after its source::

    [] a zt:Claim ; rdf:subject policy:… ; rdf:predicate zt:issuedBy ; rdf:object agency:… ;
       zt:quote "原文里的一句话" .

The source is that of the file name, the status done, the rank normal, and the claim counts as
reviewed, because a person wrote it.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.claims import CLAIM_PROPERTIES, claim_triples, evidence_node, read_claims, source_node, zt
from kg.errors import TermError, ValidationError
from kg.model import Span
from kg.turtle import Statement, write_turtle
from kg.vocabulary import PROV, RDF, XSD, ZT, local_name

_TYPE = ox.NamedNode(RDF + "type")
_QUOTED_FROM = ox.NamedNode(PROV + "wasQuotedFrom")
_QUOTE = ZT + "quote"
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
    The whole file in canonical form; what is not about claims is kept as it was.

    Raises
    ------
    ValidationError : the file is missing or not Turtle, a claim is incomplete, or a quote does
        not stand in the text.
    """
    try:
        triples = [q.triple for q in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)]
        source = local_name(path.stem)
        claims = [t.subject for t in triples if (t.predicate, t.object) == (_TYPE, zt("Claim"))]
        about = {node: _completed(node, triples, source, text) for node in claims}
        rest = [tuple(t)[:3] for t in triples if t.subject not in about]
        written: list[Statement] = []
        for node, facts in about.items():
            claim = read_claims([*facts, *rest])[0]
            written += claim_triples(claim)
            kept = (fact for fact in facts if fact[1].value not in CLAIM_PROPERTIES)
            written += [(ox.NamedNode(claim.iri), p, o) for s, p, o in kept if s == node]
    except OSError as error:
        raise ValidationError(f"cannot read {path}: {error.strerror}") from error
    except (SyntaxError, TermError) as error:
        raise ValidationError(f"{path}: {error}") from error
    # evidence and amounts were written with their claims, under the names that they now have
    done = {value for facts in about.values() for _, _, value in facts}
    return write_turtle([*written, *(fact for fact in rest if fact[0] not in done)])


def _completed(
    node: ox.NamedNode | ox.BlankNode, triples: list[ox.Triple], source: str, text: str | None
) -> list[Statement]:
    facts: list[Statement] = [
        tuple(t)[:3] for t in triples if t.subject == node and t.predicate.value != _QUOTE
    ]
    given = {predicate for _, predicate, _ in facts}
    defaults = (
        (_QUOTED_FROM, source_node(source)),
        (zt("status"), zt("done")),
        (zt("rank"), zt("normal")),
        (zt("reviewed"), ox.Literal(True)),
        (zt("confidence"), _HAND_WRITTEN),
    )
    facts += [(node, p, o) for p, o in defaults if p not in given]
    for triple in triples:
        if triple.subject == node and triple.predicate.value == _QUOTE:
            for span in occurrences(triple.object.value, text):
                place = evidence_node(source, span)
                facts.append((node, zt("evidence"), place))
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
