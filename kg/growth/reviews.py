"""What people decided on claims: accepted, rejected, preferred, corrected."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal

from kg.model import Claim
from kg.records import Known, Record, resolved_claim

DECISIONS = ("accept", "reject", "prefer", "correct")


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided on a claim.

    Parameters
    ----------
    source : id of the source that states it.
    claim : IRI of the claim, as extracted.
    decision : ``accept``, ``reject`` or ``prefer``; or ``correct``, with what it should say.
    by, because : who decided, and why.
    value : of a correction: the right object, an IRI.
    """

    source: str
    claim: str
    decision: str
    by: str
    because: str
    value: str = ""

    @property
    def rank(self) -> str:
        """The rank that the claim has from then on."""
        return {"accept": "normal", "prefer": "preferred"}.get(self.decision, "deprecated")

    @property
    def text(self) -> str:
        """The review as JSON, as the store keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def read(cls, text: str) -> Review:
        """Read a review back."""
        return cls(**json.loads(text))


def reviewed(
    record: Record, claims: list[Claim], reviews: list[Review], known: Mapping[str, Known]
) -> list[Claim]:
    """Apply the reviews of people to the resolved claims of a source.

    Returns
    -------
    A rejected or corrected claim is deprecated, an accepted one reviewed, a preferred one
    preferred; a correction adds the claim that is right, with the evidence of the wrong one.
    """
    as_extracted = {claim.iri: claim for claim in record.claims} if reviews else {}
    by_iri = {claim.iri: claim for claim in claims}
    for review in reviews:
        original = as_extracted.get(review.claim)
        if original is None:
            continue  # a corrected version of the article no longer says it
        iri = resolved_claim(original, known).iri
        if iri not in by_iri:
            continue
        note = f"{review.by}：{review.because}"
        claim = replace(by_iri[iri], reviewed=True, rank=review.rank, note=note)
        by_iri[iri] = claim
        if review.decision == "correct":
            right = replace(claim, object=review.value, rank="normal", confidence=Decimal(1))
            by_iri[right.iri] = right
    return [claim for _, claim in sorted(by_iri.items())]
