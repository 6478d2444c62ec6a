"""The language model on the command line: its options, and what to say of its work."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import in_language, say

if TYPE_CHECKING:
    from kg.article import Article
    from kg.extraction import Extraction


def model_options(command: Any) -> Any:
    """Add ``--model`` and ``--endpoint``; the key comes only from the environment."""
    name = click.option(
        "--model",
        envvar="KG_MODEL",
        metavar="NAME",
        help="请语言模型补充规则所遗漏的 · Have a language model propose what the rules miss."
        "  [env: KG_MODEL]",
    )
    address = click.option(
        "--endpoint",
        envvar="KG_ENDPOINT",
        metavar="URL",
        help="模型的 OpenAI 兼容端点，如 http://localhost:11434/v1；文章会发到那里 · Its"
        " OpenAI-compatible endpoint, to which the articles are sent."
        "  [env: KG_ENDPOINT, key: KG_API_KEY]",
    )
    return name(address(command))


def extractor(model: str | None, endpoint: str | None) -> Callable[[Article], Extraction]:
    """The rules, joined by a model where one is configured.

    Raises
    ------
    click.UsageError : only one of the two is given.
    ModelError : the endpoint is no URL.
    """
    if model and endpoint:
        from kg.assistant import Assistant, Endpoint, Memory

        key = os.environ.get("KG_API_KEY") or None
        return Assistant(Endpoint(endpoint, model, key), Memory.of_user()).extract
    if model or endpoint:
        raise click.UsageError("--model and --endpoint go together (env: KG_MODEL, KG_ENDPOINT)")
    from kg.extraction import extract

    return extract


def noting(extractions: Iterable[Any], tallies: list[Any]) -> Iterator[Any]:
    """Pass extractions on, and keep the tally of each in which a model took part."""
    for found in extractions:
        if hasattr(found, "tally"):
            tallies.append(found.tally)
        yield found


def say_tallies(lang: str, tallies: list[Any]) -> bool:
    """Tell what a model added and what of it was dropped.

    Returns
    -------
    Whether every question was answered; True where no model took part.
    """
    if not tallies:
        return True
    tally = sum(tallies[1:], tallies[0])
    say(
        in_language(
            lang,
            f"模型：问 {tally.asked}（旧答案 {tally.remembered}），提出 {tally.proposed}，"
            f"与规则一致 {tally.agreed}，新增 {tally.added}，弃用 {sum(tally.dropped.values())}",
            f"model: {tally.asked} questions ({tally.remembered} remembered), {tally.proposed}"
            f" proposed, {tally.agreed} agree with the rules, {tally.added} added,"
            f" {sum(tally.dropped.values())} dropped",
        )
    )
    for reason, count in (+tally.dropped).most_common():
        say(in_language(lang, f"  弃用 {count}：{reason}", f"  {count} dropped: {reason}"))
    for reason, count in tally.unanswered.most_common():
        say(in_language(lang, f"  {count} 问没有答案：{reason}", f"  {count} unanswered: {reason}"))
    return not tally.unanswered
