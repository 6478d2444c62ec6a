"""Laws and local regulations, of Taiwan and of the mainland: who enacts them, what they provide.

The table holds short laws of our own and the facts that a careful reader takes from each.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_extraction_official import cases, found

TABLE = Path(__file__).parent / "extraction" / "laws.tsv"


@pytest.mark.parametrize(
    ("text", "stated", "properties"), cases(TABLE), ids=[case[0][:18] for case in cases(TABLE)]
)
def test_law(text: str, stated: frozenset[str], properties: frozenset[str]) -> None:
    assert found(text, properties) == stated
