"""The annotated articles of our own: sound annotations, and scores that must not be lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.evaluation import evaluate_folder
from kg.vocabulary import ENTITY_CLASSES

HOME = Path(__file__).parent / "articles"
FOLDERS = {"": (0.90, 0.72), "development": (0.88, 0.66), "heldout": (0.83, 0.56)}
ANNOTATIONS = sorted(HOME.rglob("*.json"))
PROPERTIES = """issuedBy issuedDate appliesTo locatedIn partOf establishedDate establishedBy
establishes funds amount managedBy subFundOf partnerOf basedOn founderOf holdsPost renamedTo
hostedAt develops target statistic"""


@pytest.mark.parametrize("path", ANNOTATIONS, ids=lambda path: path.stem)
def test_an_annotation_says_what_stands_in_its_text(path: Path) -> None:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    data = json.loads(path.read_text(encoding="utf-8"))
    things = {thing["id"]: thing for thing in data["entities"]}
    assert len(things) == len(data["entities"])
    for thing in things.values():
        assert thing["type"] in ENTITY_CLASSES
        assert thing.get("surface", "") in text
    for fact in data["facts"]:
        assert fact["s"] in things
        assert fact["p"] in PROPERTIES.split()
        assert fact["quote"] in text


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_was_reached_is_kept(folder: str) -> None:
    total = evaluate_folder(HOME / folder).total()
    entities, relations = FOLDERS[folder]
    assert total["entity lenient"].f1 >= entities
    assert total["relations"].f1 >= relations
