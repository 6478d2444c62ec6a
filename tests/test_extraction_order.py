"""What spares the extraction work loses no fact: words that open rules, ordinary words of names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.article import read_article
from kg.extraction import extract, order
from kg.extraction.naming import walk

TEXTS = [
    path
    for folder in ("articles", "articles/development")
    for path in sorted(Path(__file__).parent.joinpath(folder).glob("*.txt"))
]


def test_every_rule_has_a_turn_and_nothing_but_spaces_between_its_words() -> None:
    assert TEXTS
    for rule in order.RULES:
        assert len(set(rule.words.split())) == len(rule.words.split())
        assert rule.words == " ".join(rule.words.split())


def test_rules_that_read_every_sentence_find_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [read_article(path) for path in TEXTS]
    opened = [extract(article).claims for article in articles]
    open_rules = tuple(replace(rule, words="", kinds="") for rule in order.RULES)
    prepared = order._Prepared(open_rules)
    monkeypatch.setattr(order, "_prepared", lambda: prepared)
    for path, article, claims in zip(TEXTS, articles, opened, strict=True):
        assert extract(article).claims == claims, path.name


def test_no_ordinary_word_would_end_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [read_article(path) for path in TEXTS]
    found = [extract(article).mentions for article in articles]
    monkeypatch.setattr(walk, "_is_ordinary", lambda *_: False)
    for path, article, mentions in zip(TEXTS, articles, found, strict=True):
        assert extract(article).mentions == mentions, path.name
