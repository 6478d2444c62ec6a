"""The annotated articles of our own: sound annotations, and scores that must not be lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.annotation import read_annotation, record_of
from kg.article import read_article
from kg.evaluation import Count, evaluate_folder, score_document
from kg.extraction import extract
from kg.vocabulary import ENTITY_CLASSES

HOME = Path(__file__).parent / "articles"
FOLDERS = {"": (0.92, 0.79), "development": (0.90, 0.75), "heldout": (0.86, 0.64)}
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


# what pages make of a text; none of it changes what the text says
PAGES = {
    "narrow": lambda text: _set_to(text, 20),
    "wide": lambda text: _set_to(text, 35),
    "run on": lambda text: "".join(line.strip() for line in text.split("\n")),
    "twice": lambda text: f"{text}\n{text}",
    "furnished": lambda text: f"首页 > 正文\n字号：大 中 小\n{text}\n责任编辑：小编\n上一篇：无",
}


@pytest.mark.parametrize("page", PAGES)
def test_the_page_hardly_matters(page: str) -> None:
    plain, printed = Count(), Count()
    for path in sorted(HOME.glob("*.json")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        plain += _relations(path, text)
        printed += _relations(path, PAGES[page](text))
    assert printed.f1 > plain.f1 - (0.05 if page == "run on" else 0.02)


def _set_to(text: str, width: int) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line[i : i + width] for line in lines for i in range(0, len(line), width))


def _relations(path: Path, text: str) -> Count:
    extraction = extract(read_article(text.encode(), id=path.stem))
    found = record_of(path.stem, extraction.entities, extraction.claims)
    return score_document(read_annotation(path), found).counts["relations"]
