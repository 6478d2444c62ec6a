"""Commands for a user's own graph: remove, judge, review, diff; and what `build --add` does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli.console import in_language, progress, say, say_mistake, store_option, write_output
from kg.errors import KGError, StoreError, TermError

if TYPE_CHECKING:
    from pathlib import Path

    from kg.growth import OwnGraph


def own_graph(location: str | None) -> OwnGraph:
    """Open the user's own store for writing.

    Raises
    ------
    StoreError : none was named, or it is not a directory on this machine.
    """
    from pathlib import Path

    from kg.growth import OwnGraph

    if location is None or location.startswith(("http://", "https://")):
        raise StoreError("which store? name its directory with --store (env KG_STORE)")
    return OwnGraph.open(Path(location))


def add_articles(lang: str, home: Path, paths: tuple[str, ...], published: str | None) -> bool:
    """Add articles to a store one by one, each wholly or not at all, and tell what they brought.

    Returns
    -------
    Whether all of them could be read and added.
    """
    from kg.documents import documents, extract_all
    from kg.growth import OwnGraph, news, news_report
    from kg.model import PartialDate

    own, failures = OwnGraph.open(home), 0
    date = PartialDate(published) if published else None
    files = documents(paths)
    with progress(extract_all(files, date), len(files)) as outcomes:
        for outcome in outcomes:
            try:
                if isinstance(outcome, KGError):
                    raise outcome
                brought = news(own, own.add(outcome))
            except StoreError:
                raise
            except KGError as error:
                failures += 1
                say_mistake(lang, str(error))
                continue
            say(news_report(own, brought, lang).rstrip())
    return failures == 0


@click.command()
@click.argument("source")
@store_option
@click.pass_obj
def remove(lang: str, source: str, location: str | None) -> None:
    """移除文章 · Take an article out of a store again.

    SOURCE 为来源的编号，即文件名去掉扩展名 · SOURCE is the id of the article: its file name
    without the extension. The store is then as if it had never been added.
    """
    own = own_graph(location)
    name = source.removeprefix("source:")
    own.remove(name)
    say(in_language(lang, f"已移除 {name}", f"removed {name}"))


@click.command()
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@click.argument("decision", type=click.Choice(["same", "different", "unsure", "undo"]))
@click.option("--because", default="", metavar="TEXT", help="理由 · The reason.")
@click.option(
    "--by",
    default="使用者",
    show_default=True,
    envvar="KG_REVIEWER",
    help="谁判断的 · Who decides.  [env: KG_REVIEWER]",
)
@store_option
@click.pass_obj
def judge(
    lang: str, left: str, right: str, decision: str, because: str, by: str, location: str | None
) -> None:
    """判断两个名称是否同一 · Decide whether two names are one thing.

    A 为实体（名称或 IRI），B 为另一实体或原文中的一个名称；undo 收回判断。

    A is an entity (name or IRI), B another one or a name as sources write it; undo takes the
    judgement back. Judgements of people outrank all rules and survive every rebuild.
    """
    from kg.model import Judgement

    own = own_graph(location)
    one, two = _side(own, left), _side(own, right)
    if one == two:  # one of them is a name of the other
        one, two = (left, two) if _is_other_name(own, left) else (one, right)
    if decision == "undo":
        own.unjudge(one, two)
        say(in_language(lang, "已收回", "taken back"))
        return
    if not because:
        raise click.UsageError("give the reason with --because")
    own.judge(Judgement(one, two, decision, because, by))
    words = {"same": "视为同一", "different": "视为不同", "unsure": "存疑"}
    say(in_language(lang, f"{left} 与 {right}：{words[decision]}", f"{left}, {right}: {decision}"))


def _is_other_name(own: OwnGraph, text: str) -> bool:
    from kg.search import find
    from kg.store import EmbeddedStore

    hits = find(EmbeddedStore(own.engine), text, limit=1)
    return bool(hits) and hits[0].label != text


def _side(own: OwnGraph, text: str) -> str:
    """The entity that a text names, or the text itself where it names none."""
    from kg.search import resolve_name
    from kg.store import EmbeddedStore

    try:
        return resolve_name(EmbeddedStore(own.engine), "Entity", text)
    except TermError as error:
        if ":" in text or "several" in str(error):
            raise
        return text


@click.command()
@click.option("--list", "listed", is_flag=True, help="只列出 · List the queue and ask nothing.")
@click.option("-n", "--limit", default=50, show_default=True, help="最多几项 · At most.")
@click.option("--by", default="使用者", show_default=True, envvar="KG_REVIEWER", help="谁 · Who.")
@store_option
@click.pass_obj
def review(lang: str, listed: bool, limit: int, by: str, location: str | None) -> None:
    """复核 · Answer what rules cannot: pairs of names, then claims, the most useful first.

    按键作答，每答一项立即存入库中，随时可以中断，下次接着来。

    One key an answer; each is stored at once, so that nothing is lost when you stop, and what is
    answered is not asked again.
    """
    from kg.growth import queue

    own = own_graph(location)
    items = queue(own, lang)[:limit]
    if not items:
        say(in_language(lang, "没有待复核的", "nothing to review"))
        return
    if listed:
        write_output("-", "".join(f"{item.text}\n" for item in items).encode())
        return
    for number, item in enumerate(items, 1):
        say(f"\n[{number}/{len(items)}] {item.text}")
        say("  " + "  ".join(f"{key} {words}" for key, words in item.keys(lang).items()))
        key = _key({*item.keys(lang), "n", "q"})
        if key == "q":
            return
        if key != "n":
            value = _correction(own, lang) if key == "c" else ""
            item.answer(own, key, by, value)


def _correction(own: OwnGraph, lang: str) -> str:
    from kg.search import resolve_name
    from kg.store import EmbeddedStore

    say(in_language(lang, "  正确的是：", "  it should be: "))
    return resolve_name(EmbeddedStore(own.engine), "Entity", sys.stdin.readline().strip())


def _key(known: set[str]) -> str:
    """Read one key; the end of the input means to stop."""
    while True:
        key = click.getchar() if sys.stdin.isatty() else sys.stdin.read(1)
        if key in ("", "\x03", "\x04"):
            return "q"
        if key in known:
            return key


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["text", "turtle", "html"]),
    default="text",
    show_default=True,
    help="turtle 为可重放的变更集 · turtle: change sets that can be applied.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="写到文件 · Where to write.")
@click.pass_obj
def diff(lang: str, before: str, after: str, format_: str, output: str) -> None:
    """两个图之间的变化 · What changed between two stores or exports.

    按实体列出新增、改变和撤回 · New, changed and retracted, by entity. Exit 1 when something
    changed, as `diff` does.
    """
    from kg.history import difference_report, differences, open_graph

    old, new = open_graph(before), open_graph(after)
    write_output(output, difference_report(old, new, format_, lang).encode())
    if differences(old, new):
        sys.exit(1)
