"""A change of what a store is made from, and what entities its forms then come to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.errors import StoreError
from kg.growth.holding import Holding
from kg.growth.reviews import Review
from kg.model import Judgement
from kg.records import Known, Record
from kg.resolution import CROWD, TENTATIVE, Form, links, merge, neighbourhoods, sides


@dataclass
class Change:
    """What comes and what goes.

    Parameters
    ----------
    records : id of the source -> its new record, or None where it goes.
    judgements : IRI -> the new judgement of a person, or None where it goes.
    reviews : reviews of claims that come.
    unreviewed : reviews of claims that go.
    """

    records: dict[str, Record | None] = field(default_factory=dict)
    judgements: dict[str, Judgement | None] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)
    unreviewed: list[Review] = field(default_factory=list)


class Resolved:
    """The part of a store that a change touches, resolved as it will be.

    Forms that share keys, directly or through others, with forms that come, go or are judged are
    looked up and resolved anew; whatever else the store holds stays as it is.

    Parameters
    ----------
    holding : the store as it is.
    change : what comes and goes.
    """

    def __init__(self, holding: Holding, change: Change) -> None:
        self._holding = holding
        self._changed = change.records.keys()
        self.old_records = {
            source: record
            for source in change.records
            if (record := holding.record(source)) is not None
        }
        self.new_records = {s: record for s, record in change.records.items() if record}
        self.user = {judgement.iri: judgement for judgement in holding.judgements()}
        self._before = holding.rulings(self.user.values())
        touched = [self.user[iri] for iri in change.judgements if iri in self.user]
        for iri, judgement in change.judgements.items():
            self.user.pop(iri, None)
            if judgement is not None:
                self.user[iri] = judgement
                touched.append(judgement)
        self._after = holding.rulings(self.user.values())
        self._ignored: set[str] = set()
        self.area = self._reach(touched)
        self.gone = {form for form in self.area if not self.mentions(form)}
        self.judgements: list[Judgement] = []
        self._known: dict[Form, Known] = {}
        self._resolve()

    @property
    def moved(self) -> set[Form]:
        """The forms that came to be another entity, or one of another name."""
        return {
            form
            for form in self._known
            if self._holding.packaged(form) is None
            and self._holding.known(form) != self._known[form]
        }

    def known(self, form: Form) -> Known:
        """The entity that a form comes to be.

        Raises
        ------
        StoreError : the index does not know the form; the store was tampered with.
        """
        found = self._known.get(form) or self._holding.known(form)
        if found is None:
            raise StoreError(f"the index of the store lacks {form.class_name} {form.name}")
        return found

    def entities(self) -> set[str]:
        """The IRIs of the entities of the area, after the change."""
        return {known.iri for known in self._known.values()}

    def joined(self) -> dict[str, str]:
        """The packaged entities that people say are others, and which."""
        found = {
            form.iri: known.iri
            for form, known in self._known.items()
            if form.iri and form.iri != known.iri
        }
        touched = {form.iri for form in self._known}
        kept = self._holding.joined.entities
        return {old: new for old, new in kept.items() if old not in touched} | found

    def mentions(self, form: Form) -> set[str]:
        """The sources that mention a form after the change; '' stands for the packaged graph."""
        if self._holding.packaged(form) is not None:
            return {""}
        others = self._holding.mentioning(form) - self._changed
        return others | {s for s, r in self.new_records.items() if form in r.forms.values()}

    def _reach(self, touched: Iterable[Judgement]) -> set[Form]:
        old = {form for record in self.old_records.values() for form in record.forms.values()}
        born = {form for record in self.new_records.values() for form in record.forms.values()}
        sharing: defaultdict[str, set[Form]] = defaultdict(set)
        for form in born:
            for key in self._links(form):
                sharing[key].add(form)
        area = old | born
        for judgement in touched:
            for side in sides(judgement):
                area |= self._holding.holders(f"name|{side}") | sharing[f"name|{side}"]
        dying = {form for form in old - born if not self.mentions(form)}
        frontier, seen = list(area), set[str]()
        while frontier:
            for key in self._links(frontier.pop()) - seen:
                seen.add(key)
                holders = self._holders(key, sharing[key], dying)
                frontier += holders - area
                area |= holders
        return area

    def _holders(self, key: str, born: set[Form], dying: set[Form]) -> set[Form]:
        """The forms that a key ties together before or after the change."""
        before = self._holding.holders(key)
        holders = before | born
        if key.partition("|")[0] in TENTATIVE and len(holders - dying) > CROWD:
            self._ignored.add(key)
            if len(before) > CROWD:
                return set()  # so many share it that it told nothing, and tells nothing
        return holders

    def _links(self, form: Form) -> set[str]:
        return {*links(form, self._before), *links(form, self._after)}

    def _resolve(self) -> None:
        ignored = frozenset(self._ignored)
        for group in neighbourhoods(self.area - self.gone, self._after, ignored):
            merged = merge(group, self._after, ignored)
            for form in group:
                self._known[form] = self._holding.named(merged.iris[form], merged.names[form])
            if any(self._holding.packaged(form) is None for form in group):
                self.judgements += merged.judgements
