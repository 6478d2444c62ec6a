"""Sentences of digests and round-ups: research centres, courts, investors, what 该 and 双方 mean.

The table holds sentences of our own and the facts that a careful reader takes from each, in the
form that `test_extraction_organisations` reads.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_extraction_organisations import PROPERTIES, cases, found

TABLE = Path(__file__).parent / "extraction" / "digests.tsv"
ASKED = PROPERTIES | {"funds", "issuedBy", "issuedDate"}


@pytest.mark.parametrize(
    ("sentence", "stated", "allowed"),
    cases(TABLE),
    ids=lambda v: v[:18] if isinstance(v, str) else "",
)
def test_sentence(sentence: str, stated: set[str], allowed: set[str]) -> None:
    assert found(sentence, ASKED) - allowed == stated
