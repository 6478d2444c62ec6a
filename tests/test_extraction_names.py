"""What sentences name: agencies, parks, projects, places, persons, institutes, funds, firms.

The tables hold sentences of our own and all that they name of these classes. Nothing may be
missing, nothing may be invented, and every name must begin and end where it does.
"""

from __future__ import annotations

import pytest
from sentence_tables import lines, marks

from kg.article import read_article
from kg.extraction import extract

CLASSES = ("Agency", "IndustrialPark", "Project", "Place", "Person", "Institute", "Fund")
_BRACKETS = str.maketrans("（）", "()")

# how a sentence begins that is not read right yet -> why
KNOWN_FAILURES: dict[str, str] = {
    "“绿洲一号": "天枢 is a word of the dictionary, which marks may only stress",
    "沪苏湖高铁": "a line along a river, with the name of a section behind",
}


def rows(table: str = "names") -> list[tuple[str, list[str]]]:
    """The sentences and what each names; ``A|B`` are two readings of which one will do."""
    return [
        (sentence.translate(_BRACKETS), [name.translate(_BRACKETS) for name in names])
        for sentence, names in lines(table)
    ]


def named(sentence: str, classes: tuple[str, ...]) -> list[frozenset[str]]:
    """The things of these classes that are found, each by all its names."""
    extraction = extract(read_article(sentence.encode(), id="case"))
    return [
        frozenset(f"{thing.class_name}:{name}" for name in (thing.name, *thing.aliases))
        for thing in extraction.entities
        if thing.class_name in classes
    ]


def differences(
    sentence: str, expected: list[str], classes: tuple[str, ...] = CLASSES
) -> tuple[list[str], list[str]]:
    """What is missing, and what is found although the sentence does not name it."""
    things = [
        frozenset(name.translate(_BRACKETS).replace(" ", "") for name in names)
        for names in named(sentence, classes)
    ]
    wanted = [frozenset(e.lstrip("?").replace(" ", "").split("|")) for e in expected]
    missing = [
        text
        for text, names in zip(expected, wanted, strict=True)
        if not text.startswith("?") and not any(names & thing for thing in things)
    ]
    inside = " ".join(expected).replace("Place:", "")
    invented = [
        max(thing, key=len)
        for thing in things
        if not any(names & thing for names in wanted) and not _is_part(thing, inside)
    ]
    return missing, invented


def _is_part(thing: frozenset[str], inside: str) -> bool:
    """Tell whether a place or a park is named inside the name of something else."""
    names = (n.partition(":") for n in thing)
    return any(
        (kind == "Place" and name[:2] in inside) or (kind == "IndustrialPark" and name in inside)
        for kind, _, name in names
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [pytest.param(*row, id=row[0][:18], marks=marks(row[0], KNOWN_FAILURES)) for row in rows()],
)
def test_names(sentence: str, expected: list[str]) -> None:
    assert differences(sentence, expected) == ([], [])


@pytest.mark.parametrize(
    ("sentence", "expected"), [pytest.param(*row, id=row[0][:18]) for row in rows("firms")]
)
def test_firms(sentence: str, expected: list[str]) -> None:
    assert differences(sentence, expected, ("Company",)) == ([], [])


def test_many_sentences_name_nothing() -> None:
    assert sum(not expected for _, expected in rows()) >= 40


@pytest.mark.parametrize(
    "text", ["新规自当日生效。纽约", "美国", "印度IT公司Tech Mahindra与泰伦加纳邦"]
)
def test_a_text_may_end_in_a_place_abroad(text: str) -> None:
    assert extract(read_article(text.encode(), id="end")).entities


def test_congresses_by_their_short_names() -> None:
    sentence = "代表们在全国两会上学习党的十八大精神,党的十大型项目不是,党的十九大精神培训班开班。"
    events = [thing.name for thing in extract(read_article(sentence.encode())).entities]
    assert {"全国两会", "中国共产党第十八次全国代表大会"} <= set(events)
    assert not any(name.startswith("大精神") for name in events)
