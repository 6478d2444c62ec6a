"""Validation: the SHACL shapes, and integrity rules that shapes cannot say well.

Shapes stand in ``ontology/shapes.ttl``; each integrity rule is a query in ``ontology/checks/``
whose solutions (``?focus`` and perhaps ``?value``) are the faults.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.claims import read_claims
from kg.errors import TermError
from kg.queries import saved
from kg.resources import folder
from kg.store import EmbeddedStore, rows
from kg.turtle import lexical, statement
from kg.vocabulary import RDF, SH, ZT, compact

_TYPE = ox.NamedNode(RDF + "type")
_CLAIM = ox.NamedNode(ZT + "Claim")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault of the data.

    Parameters
    ----------
    severity : ``violation`` or ``warning``.
    focus : IRI of the focus node.
    path : IRI of the property, or ''.
    value : the offending value as text, or ''.
    message_zh, message_en : what is wrong.
    """

    severity: str
    focus: str
    path: str
    value: str
    message_zh: str
    message_en: str

    def text(self, language: str) -> str:
        """Write the finding in one line."""
        message = self.message_zh if language == "zh" else self.message_en
        path = f" {compact(self.path)}" if self.path else ""
        value = f" {self.value}" if self.value else ""
        return f"{compact(self.focus)}{path}{value}: {message}"


def validate(dataset: ox.Store) -> list[Finding]:
    """Check a dataset against the shapes and the integrity rules.

    Parameters
    ----------
    dataset : as `kg.dataset.assemble` makes it.

    Returns
    -------
    The faults, in a stable order; an empty list means that the data conform.
    """
    return sorted({*_shape_findings(dataset), *_rule_findings(dataset), *_iri_findings(dataset)})


def _shape_findings(dataset: ox.Store) -> Iterator[Finding]:
    import shacl

    data = "".join(f"{s} {p} {o} .\n" for s, p, o in {quad.triple for quad in dataset})
    shapes = shacl.Shapes.from_file(str(folder("ontology") / "shapes.ttl"))
    for result in shapes.validate_text(data, format="ntriples").results:
        # the engine hands over the messages of a shape without their language tags
        chinese = next((text for text in result.messages if not text.isascii()), result.message)
        english = next((text for text in result.messages if text.isascii()), result.message)
        yield Finding(
            "warning" if result.severity_iri == SH + "Warning" else "violation",
            str(result.focus_node).strip("<>"),
            str(result.path or "").strip("<>"),
            result.value_plain or "",
            chinese or "",
            english or "",
        )


def _rule_findings(dataset: ox.Store) -> Iterator[Finding]:
    for check in saved(folder("ontology") / "checks"):
        for row in rows(EmbeddedStore(dataset).query(check.text)):
            value = row.get("value")
            yield Finding(
                "violation",
                row["focus"].value,
                "",
                getattr(value, "value", ""),
                check.summary_zh,
                check.summary,
            )


def _iri_findings(dataset: ox.Store) -> Iterator[Finding]:
    # an IRI that is not the one its contents give was edited by hand or minted by someone else
    graphs = {quad.graph_name for quad in dataset.quads_for_pattern(None, _TYPE, _CLAIM)}
    for graph in graphs:
        facts = [
            statement(quad.triple) for quad in dataset.quads_for_pattern(None, None, None, graph)
        ]
        claims = {lexical(node) for node, *fact in facts if fact == [_TYPE, _CLAIM]}
        try:
            read = read_claims(facts)
        except TermError as error:
            where = getattr(graph, "value", "")
            yield Finding("violation", where, "", "", f"主张无法读取：{error}", str(error))
            continue
        for iri, claim in zip(sorted(claims), read, strict=True):
            if claim.iri != iri:
                yield Finding(
                    "violation",
                    iri,
                    "",
                    compact(claim.iri),
                    "主张的 IRI 与其内容不符，应为所列者；可用 kg check --write 重铸",
                    "the IRI of the claim does not fit its contents, which give the one shown;"
                    " kg check --write mints it",
                )
