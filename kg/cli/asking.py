"""Commands that ask the graph: query, queries, find, show, why, conflicts."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import (
    NO,
    decoded,
    in_language,
    output_option,
    pair,
    param_option,
    read_bytes,
    say,
    store_option,
    write_output,
)
from kg.errors import TermError

if TYPE_CHECKING:
    from kg.queries import SavedQuery


@click.command()
@click.argument("question", metavar="NAME|FILE|-|'SELECT …'")
@param_option
@click.option(
    "-f",
    "--format",
    "format_",
    metavar="FORMAT",
    help="table json csv tsv xml；图：turtle ntriples rdfxml jsonld · Format, extension or media"
    " type (default: table on a terminal or by -o's extension).",
)
@click.option("--excel", is_flag=True, help="CSV 带 BOM，Excel 可直接打开 · CSV for Excel.")
@output_option
@store_option
@click.pass_obj
def query(
    lang: str,
    question: str,
    params: tuple[str, ...],
    format_: str | None,
    excel: bool,
    output: str,
    location: str | None,
) -> None:
    """提问 · Ask a saved query or SPARQL.

    例 · Examples:

    \b
      kg query policies_by_place -p place=浙江省
      kg query "SELECT ?park { ?park a zt:IndustrialPark ; zt:within place:上海市 }"

    常用前缀无须声明 · The usual prefixes need no declaration. Exit 1 when ASK says no.
    """
    import signal
    from pathlib import Path

    from kg.answers import write_answer
    from kg.queries import column_titles, named, read
    from kg.search import resolve_name
    from kg.store import open_store

    # the engine cannot be interrupted from Python, so Ctrl-C has to end the process
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    values = dict(pair(param) for param in params)
    store = open_store(location)
    saved: SavedQuery | None = None
    if question == "-":
        text = decoded(read_bytes(), "stdin")
    elif question.endswith(".rq") or ("{" not in question and os.path.isfile(question)):
        saved = read(Path(question))
    elif question.replace("_", "a").isalnum() and question.isascii():
        saved = named(question)
    else:
        text = question
    if saved is not None:
        terms = saved.terms(values, lambda kind, name: resolve_name(store, kind, name))
        answer = store.query(saved.text, terms)
        if assumed := saved.assumed(values):
            say(in_language(lang, f"按缺省参数 {assumed}", f"by default {assumed}"))
    elif values:
        raise click.UsageError("-p is for saved queries and files with a header")
    else:
        answer = store.query(text)
    suffix = Path(output).suffix.lstrip(".") if output != "-" else ""
    data = write_answer(
        answer, format_ or suffix or "table", excel=excel, titles=column_titles(lang)
    )
    write_output(output, data)
    if type(answer).__name__ == "QueryBoolean" and not answer:
        sys.exit(NO)


@click.command()
@click.argument("name", required=False)
@click.pass_obj
def queries(lang: str, name: str | None) -> None:
    """保存的查询 · List the saved queries, or show one."""
    from kg.answers import columns
    from kg.queries import named, saved

    if name:
        write_output("-", named(name).text.encode())
        return
    rows = [
        [
            query.name,
            in_language(lang, query.summary_zh, query.summary),
            " ".join(f"-p {p.name}={p.default}" for p in query.parameters),
        ]
        for query in saved()
    ]
    write_output("-", columns(rows).encode())


@click.command()
@click.argument("text")
@click.option("--class", "class_name", metavar="CLASS", help="只找某一类 · Only this class.")
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="最多几条 · At most.",
)
@store_option
@click.pass_obj
def find(lang: str, text: str, class_name: str | None, limit: int, location: str | None) -> None:
    """按名称找实体 · Find entities by name.

    简体、繁體、拼音（首字母）、英文、别名均可 · Simplified, traditional, pinyin or its initials,
    English, aliases. Exit 1 when there is none.
    """
    from kg.answers import columns
    from kg.facts import labels
    from kg.search import find as search
    from kg.store import open_store
    from kg.vocabulary import CLASSES, ZT, compact

    if class_name is not None and class_name not in CLASSES:
        raise TermError(f"unknown class {class_name!r}; known: {', '.join(CLASSES)}")
    store = open_store(location)
    hits = search(store, text, class_name or "", limit)
    kinds = labels(store, {ZT + hit.class_name for hit in hits}, lang)
    rows = [
        [
            hit.label,
            kinds.get(ZT + hit.class_name, hit.class_name),
            compact(hit.iri),
            "" if hit.matched == hit.label else f"← {hit.matched}",
        ]
        for hit in hits
    ]
    write_output("-", columns(rows).encode())
    if not hits:
        say(in_language(lang, f"没有找到“{text}”", f"nothing is named {text!r}"))
        sys.exit(NO)


@click.command()
@click.argument("entity")
@click.option(
    "--why-merged",
    is_flag=True,
    help="它有哪些名称，为何视为同一 · Its names, and why they are taken for one.",
)
@store_option
@click.pass_obj
def show(lang: str, entity: str, why_merged: bool, location: str | None) -> None:
    """实体的事实与证据 · Facts about an entity, with evidence."""
    from kg.merges import merge_report
    from kg.report import entity_report
    from kg.search import resolve_name
    from kg.store import open_store

    store = open_store(location)
    report = merge_report if why_merged else entity_report
    write_output("-", report(store, resolve_name(store, "Entity", entity), lang).encode())


@click.command()
@click.argument("subject")
@click.argument("predicate")
@click.argument("object_", metavar="OBJECT")
@store_option
@click.pass_obj
def why(lang: str, subject: str, predicate: str, object_: str, location: str | None) -> None:
    """谁这样说 · Who says so: the claims behind one triple.

    PREDICATE 如 issuedBy；OBJECT 为名称、IRI 或日期，- 表示任意 · PREDICATE is for example
    issuedBy; OBJECT a name, an IRI or a date, - for any. Exit 1 when no source states it.
    """
    import contextlib

    import pyoxigraph as ox

    from kg.claims import named_node
    from kg.facts import parse_value, testimonies
    from kg.report import testimony_report
    from kg.search import resolve_name
    from kg.store import open_store
    from kg.vocabulary import ZT

    store = open_store(location)
    local = predicate.removeprefix("zt:").removeprefix(ZT)
    if not store.query("ASK { ?property a ?kind }", {"property": named_node(ZT + local)}):
        raise TermError(f"the ontology has no property {predicate!r}")
    value: Any = None
    if object_ != "-":
        value = parse_value(object_)
        if isinstance(value, ox.Literal) and value.language:
            # when nothing has that name, it is the text of a target or a statistic
            with contextlib.suppress(TermError):
                value = ox.NamedNode(resolve_name(store, "Entity", object_))
    found = testimonies(store, resolve_name(store, "Entity", subject), local, value)
    if not found:
        say(in_language(lang, "没有来源这样说", "no source states this"))
        sys.exit(NO)
    write_output("-", testimony_report(store, found, lang).encode())


@click.command()
@store_option
@click.pass_obj
def conflicts(lang: str, location: str | None) -> None:
    """来源的分歧 · Where sources disagree, side by side.

    每一方连同来源、独立来源数、日期和引文 · Each side with its sources, how many of them are
    independent, dates and quotes. Exit 1 when they disagree nowhere.
    """
    from kg.boards import board_report, boards
    from kg.store import open_store

    store = open_store(location)
    found = boards(store)
    if not found:
        say(in_language(lang, "没有分歧", "the sources do not disagree"))
        sys.exit(NO)
    write_output("-", board_report(store, found, lang).encode())
