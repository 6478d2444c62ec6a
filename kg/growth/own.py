"""The store of a user: articles are added and taken out, names judged, claims reviewed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from kg.claims import source_node, zt
from kg.dataset import derive, load_ontology
from kg.errors import ArticleError, StoreError, TermError
from kg.extraction import Extraction
from kg.growth.change import Change
from kg.growth.holding import Holding
from kg.growth.reviews import DECISIONS, Review
from kg.growth.update import Update
from kg.model import Judgement
from kg.records import Record, resolved_claim
from kg.store import open_engine
from kg.turtle import lexical
from kg.vocabulary import PREFIXES, class_of, compact

Outcome = Literal["new", "replaced", "same", "held"]
JUDGEMENTS = ("same", "different", "unsure")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article.

    Parameters
    ----------
    source : its id.
    outcome : ``new``; ``replaced``, when it took the place of another version; ``same``, when
        nothing changed; ``held``, when the store has its text under the id `holder`.
    holder : id of the source that holds the text.
    faults : what was extracted but breaks the shapes, in words, and was left out.
    """

    source: str
    outcome: Outcome
    holder: str
    faults: tuple[str, ...] = ()


class OwnGraph:
    """A store that grows.

    Parameters
    ----------
    engine : opened for writing, with a graph that `kg.dataset.assemble` made.
    """

    def __init__(self, engine: ox.Store) -> None:
        self.engine = engine
        self.holding = Holding(engine)

    @classmethod
    def open(cls, home: Path) -> OwnGraph:
        """Open the store in a directory; only one process may do so at a time.

        Raises
        ------
        StoreError : no store there, or another process has it open.
        """
        return cls(open_engine(home, writable=True))

    def add(self, extraction: Extraction) -> Added:
        """Add an article, or put its new version in the place of the old one.

        Raises
        ------
        ArticleError : its id is that of a source of the packaged graph with another text.
        StoreError : the store cannot be written.
        """
        source, digest = extraction.article.id, extraction.article.sha256
        holder = self.holding.holder_of(digest)
        if holder is not None and holder != source:
            return Added(source, "held", holder)
        if self.holding.is_curated(source):
            if holder == source:
                return Added(source, "held", source)
            raise ArticleError(f"{source} is the id of a curated source; rename the file")
        record, faults = checked(Record.of(extraction))
        old = self.holding.record(source)
        if old == record:
            return Added(source, "same", source)
        self.apply(Change(records={source: record}))
        return Added(source, "new" if old is None else "replaced", source, faults)

    def remove(self, source: str) -> None:
        """Take an article out again.

        Raises
        ------
        TermError : no article of that id was added.
        StoreError : the store cannot be written.
        """
        if self.holding.record(source) is None:
            known = (
                "curated; it cannot be removed" if self.holding.is_curated(source) else "unknown"
            )
            raise TermError(f"source {source} is {known}")
        gone = self.holding.reviews(source)
        self.apply(Change(records={source: None}, unreviewed=gone))

    def judge(self, judgement: Judgement) -> None:
        """Keep a person's decision whether two names or entities are one.

        Raises
        ------
        TermError : no such decision, or the two are of different classes.
        StoreError : the store cannot be written.
        """
        if judgement.decision not in JUDGEMENTS:
            raise TermError(f"a judgement is one of {', '.join(JUDGEMENTS)}")
        kinds = {class_of(side) for side in (judgement.left, judgement.right)} - {None}
        if not kinds:
            raise TermError("one side of a judgement has to be an entity of the graph")
        if len(kinds) > 1 and judgement.decision == "same":
            raise TermError(f"{' and '.join(sorted(map(str, kinds)))} are never one thing")
        if compact(judgement.left) == compact(judgement.right):
            raise TermError("a judgement is about two names")
        self.apply(Change(judgements={judgement.iri: judgement}))

    def unjudge(self, left: str, right: str) -> None:
        """Take a person's decision back.

        Raises
        ------
        TermError : there is none on these two.
        """
        iri = Judgement(left, right, "unsure", "", "").iri
        if iri not in {judgement.iri for judgement in self.holding.judgements()}:
            raise TermError(f"no judgement of yours on {compact(left)} and {compact(right)}")
        self.apply(Change(judgements={iri: None}))

    def review(self, review: Review) -> None:
        """Keep a person's decision on a claim; a later one takes the place of an earlier one.

        Raises
        ------
        TermError : no such decision or claim.
        """
        if review.decision not in DECISIONS:
            raise TermError(f"a review is one of {', '.join(DECISIONS)}")
        if not any(self.engine.quads_for_pattern(source_node(review.source), None, None)):
            raise TermError(f"no source {review.source}")
        earlier = [r for r in self.holding.reviews(review.source) if r.claim == review.claim]
        self.apply(Change(reviews=[review], unreviewed=[r for r in earlier if r != review]))

    def unreview(self, source: str, claim: str) -> None:
        """Take a person's decision on a claim back.

        Raises
        ------
        TermError : there is none.
        """
        found = [review for review in self.holding.reviews(source) if review.claim == claim]
        if not found:
            raise TermError(f"no review of {compact(claim)}")
        self.apply(Change(unreviewed=found))

    def as_extracted(self, source: str, claim: str) -> str:
        """The IRI that a claim was extracted under, by the one that it has in the graph.

        Raises
        ------
        TermError : the source makes no such claim.
        """
        record = self.holding.record(source)
        if record is None:
            if any(self.engine.quads_for_pattern(ox.NamedNode(claim), zt("rank"), None)):
                return claim
            raise TermError(f"source {source} makes no claim {compact(claim)}")
        known = {}
        for iri, form in record.forms.items():
            found = self.holding.known(form)
            assert found is not None  # the store holds the record, and so its forms
            known[iri] = found
        for original in record.claims:
            if resolved_claim(original, known).iri == claim:
                return original.iri
        raise TermError(f"source {source} makes no claim {compact(claim)}")

    def apply(self, change: Change) -> None:
        """Make a change, wholly or not at all.

        Raises
        ------
        StoreError : the store cannot be written.
        """
        update = Update(self.holding, change).text()
        if not update:
            return
        try:
            self.engine.update(update, prefixes=PREFIXES)
        except (RuntimeError, OSError) as error:
            raise StoreError(f"the store cannot be changed: {error}") from error
        if change.judgements:
            self.holding = Holding(self.engine)


def carried_over(dataset: ox.Store, old: ox.Store) -> None:
    """Bring the articles, judgements and reviews of a store into a newly assembled dataset.

    Parameters
    ----------
    dataset : as `kg.dataset.assemble` makes it; changed in place.
    old : the store that was in force.
    """
    holding = Holding(old)
    records: dict[str, Record | None] = {record.source: record for record in holding.records()}
    new = OwnGraph(dataset)
    for source in [source for source in records if new.holding.is_curated(source)]:
        del records[source]  # it has been curated since, and the curated graph outranks it
    judgements: dict[str, Judgement | None] = {j.iri: j for j in holding.judgements()}
    if records or judgements:
        new.apply(Change(records=records, judgements=judgements))
    reviews = [review for review in holding.reviews() if _is_there(new, review)]
    if reviews:
        new.apply(Change(reviews=reviews))


def _is_there(own: OwnGraph, review: Review) -> bool:
    node = ox.NamedNode(review.claim)
    added = own.holding.record(review.source) is not None
    return added or any(own.engine.quads_for_pattern(node, zt("rank"), None))


def checked(record: Record) -> tuple[Record, tuple[str, ...]]:
    """Leave out of a record what breaks the shapes.

    Returns
    -------
    The record without the claims at fault, and the faults in words.

    Raises
    ------
    ArticleError : what is at fault is more than claims.
    """
    from kg.shapes import validate

    faults: list[str] = []
    for _ in range(3):
        findings = [f for f in validate(_alone(record)) if f.severity == "violation"]
        if not findings:
            return record, tuple(faults)
        faults += [finding.text("zh") for finding in findings]
        record = _without(record, {finding.focus for finding in findings})
    raise ArticleError(f"{record.source}: what was extracted breaks the shapes: {faults[-1]}")


def _alone(record: Record) -> ox.Store:
    store = ox.Store()
    load_ontology(store)
    store.extend(record.quads)
    derive(store)
    return store


def _without(record: Record, at_fault: Iterable[str]) -> Record:
    nodes = set(at_fault)
    said = {
        lexical(quad.subject)
        for quad in record.quads
        if class_of(lexical(quad.subject)) == "Claim"
        and (lexical(quad.subject) in nodes or lexical(quad.object) in nodes)
    }
    kept = [quad for quad in record.quads if lexical(quad.subject) not in said]
    text = "".join(sorted(f"{quad} .\n" for quad in kept))
    return Record(record.source, text, record.sketch, record.rewritten)
