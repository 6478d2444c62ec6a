"""Commands that make a graph: extract, build, check, evaluate."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from kg.cli.assisting import extractor, model_options, noting, say_tallies
from kg.cli.console import (
    ERROR,
    NO,
    in_language,
    output_option,
    progress,
    read_bytes,
    say,
    say_mistake,
    store_option,
    write_output,
)
from kg.errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|DIR|-…")
@click.option(
    "--published",
    metavar="DATE",
    help="文章自己没有说明时的发布日期，如 2023-05 · Date of articles that tell none.",
)
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["trig", "turtle", "nquads", "jsonl"]),
    help="缺省看 -o 的扩展名，否则 trig · Default: by the extension of -o, else trig.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="进程数 · Processes.",
)
@model_options
@output_option
@click.pass_obj
def extract(
    lang: str,
    paths: tuple[str, ...],
    published: str | None,
    format_: str | None,
    jobs: int,
    model: str | None,
    endpoint: str | None,
    output: str,
) -> None:
    """抽取 · Extract what articles say.

    读文章（txt、md、html、pdf、目录或标准输入），写出实体、主张及其在原文的位置。一篇读不了，
    其余照写，退出码 3。模型不应答时照写规则所得，退出码也是 3。

    Reads articles and writes entities and claims with their places in the text. What cannot be
    read is named on stderr, the rest is written, and the exit code is 3; so it is where a model
    does not answer.
    """
    from pathlib import Path

    from kg.article import read_article
    from kg.documents import documents, extract_all, written
    from kg.errors import KGError
    from kg.model import PartialDate

    suffix = Path(output).suffix.lstrip(".")
    format_ = format_ or {"ttl": "turtle", "nq": "nquads", "jsonl": "jsonl"}.get(suffix, "trig")
    date = PartialDate(published) if published else None
    failures = 0
    extract_one = extractor(model, endpoint)

    def results() -> Iterator[Any]:
        nonlocal failures
        if paths == ("-",):
            yield extract_one(read_article(read_bytes(), id="stdin", published=date))
            return
        files = documents(paths)
        with progress(extract_all(files, date, jobs, extract_one), len(files)) as outcomes:
            for outcome in outcomes:
                if isinstance(outcome, KGError):
                    failures += 1
                    say_mistake(lang, str(outcome))
                else:
                    yield outcome

    tallies: list[Any] = []
    write_output(output, b"".join(written(noting(results(), tallies), format_)))
    if failures > 1:
        say(in_language(lang, f"{failures} 篇没有读成", f"{failures} could not be read"))
    answered = say_tallies(lang, tallies)
    if failures or not answered:
        sys.exit(ERROR)


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE|-]…")
@click.option(
    "--graph",
    metavar="DIR",
    help="整理好的 Turtle 目录；缺省用自带的 graph/ · Curated folder (default: the packaged one).",
)
@click.option(
    "--texts",
    metavar="DIR",
    help="原文目录：按 sha256 对上的来源会带上引文 · Folder of source texts; quotes are added"
    " where the sha256 fits.",
)
@click.option("--store", "location", metavar="DIR", help="写入的库目录 · Store directory to write.")
@click.option(
    "--add",
    "articles",
    multiple=True,
    metavar="FILE|DIR",
    help="把文章加入库中，可多次给出 · Articles to add to the store; may be given several times.",
)
@click.option(
    "--published", metavar="DATE", help="--add 的文章未说明时的发布日期 · Date of articles without."
)
@click.pass_obj
def build(
    lang: str,
    files: tuple[str, ...],
    graph: str | None,
    texts: str | None,
    location: str | None,
    articles: tuple[str, ...],
    published: str | None,
) -> None:
    """建库 · Build a store, and add articles to it.

    把 graph/ 和抽取出的 FILE 解析、校验、推导后写入库；不给 --store 则只检查。--add 逐篇抽取、
    归并、校验并入库，说明哪些是新的、已知的、有分歧的、待复核的；库里原有的文章和判断都保留。

    Parses graph/ and extracted FILEs, checks them, derives what follows and writes the store;
    without --store it only checks. --add extracts articles, resolves what they name, and tells
    what is new, known, at odds, and to be reviewed. Articles and judgements in the store stay.
    """
    from pathlib import Path

    from kg.cli.growing import add_articles
    from kg.store import is_store

    if articles and location is None:
        raise click.UsageError("--add needs --store: articles are added to a store of your own")
    anew = bool(files or graph or texts)
    if not articles or anew or not is_store(Path(location or "")):
        _build(lang, files, graph, texts, location)
    if articles and not add_articles(lang, Path(location or ""), articles, published):
        sys.exit(ERROR)


def _build(
    lang: str, files: tuple[str, ...], graph: str | None, texts: str | None, location: str | None
) -> None:
    from pathlib import Path

    from kg.dataset import add_quotes, assemble, read_texts
    from kg.growth import carried_over
    from kg.shapes import validate
    from kg.store import is_store, open_engine, save

    added = [quad for file in files for quad in _read_quads(file)]
    dataset = assemble(Path(graph) if graph else None, added)
    if texts is not None:
        add_quotes(dataset, read_texts(Path(texts)))
    if location and is_store(Path(location)):
        carried_over(dataset, open_engine(Path(location)))
    findings = validate(dataset)
    violations = [finding for finding in findings if finding.severity == "violation"]
    for finding in findings:
        say(f"{finding.severity}: {finding.text(lang)}")
    if violations:
        raise ValidationError(
            in_language(
                lang,
                f"数据有 {len(violations)} 处错误，没有写入任何内容",
                f"the data have {len(violations)} faults; nothing was written",
            ),
            list(findings),
        )
    if location:
        save(dataset, Path(location))
    say(_summary(lang, dataset, location))


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE|-]…")
@click.option(
    "--write",
    is_flag=True,
    help="给手写的主张铸造 IRI 和证据，并按规范格式改写 FILE · Mint IRIs and evidence of claims"
    " written by hand and rewrite FILE in canonical form.",
)
@click.option(
    "--texts", metavar="DIR", help="原文目录，用来定位引文 · Source texts, to find quotes."
)
@store_option
@click.pass_obj
def check(
    lang: str, files: tuple[str, ...], write: bool, texts: str | None, location: str | None
) -> None:
    """检查数据 · Check data.

    按 SHACL 形状和完整性规则检查自带的图、一个库或 FILE。FILE 与自带的图一起检查，给出 --store
    时也连同库里加入的文章，和 kg build FILE --store 所做的一样。

    Checks the packaged graph, a store, or FILEs against the SHACL shapes and the integrity rules.
    FILEs are checked together with the packaged graph, and with the articles added to the store,
    as kg build FILE --store would. Exit 1 when something is wrong.
    """
    from pathlib import Path

    import pyoxigraph as ox

    from kg.authoring import canonical
    from kg.dataset import assemble, read_texts, source_texts
    from kg.growth import carried_over
    from kg.shapes import validate
    from kg.store import open_engine, open_store
    from kg.vocabulary import mint

    if write:
        known = source_texts(assemble(), read_texts(Path(texts))) if texts else {}
        for file in files:
            text = known.get(mint("SourceDocument", Path(file).stem))
            write_output(file, canonical(Path(file), text).encode())
    if location and not files:
        dataset = ox.Store()
        dataset.extend(open_store(location).dump())
    else:
        added = _read_quads("-") if "-" in files else ()
        dataset = assemble(None, added, [Path(file) for file in files if file != "-"])
        if location:
            carried_over(dataset, open_engine(Path(location)))
    findings = validate(dataset)
    report = "".join(f"{finding.severity}: {finding.text(lang)}\n" for finding in findings)
    write_output("-", report.encode())
    if any(finding.severity == "violation" for finding in findings):
        sys.exit(NO)
    size = _size(dataset)
    say(in_language(lang, f"符合：{size} 条四元组", f"conforms: {size} quads"))


def _size(dataset: Any) -> int:
    """How many quads a dataset has for its readers, without what a store keeps for itself."""
    from kg.store import EmbeddedStore

    return sum(1 for _ in EmbeddedStore(dataset).dump())


def _read_quads(file: str) -> Iterator[Any]:
    from pathlib import Path

    import pyoxigraph as ox

    from kg.dataset import parse_quads, read_quads

    if file == "-":
        return parse_quads(read_bytes(), "stdin", ox.RdfFormat.TRIG)  # Turtle is TriG, too
    return read_quads(Path(file))


def _summary(lang: str, dataset: Any, location: str | None) -> str:
    import pyoxigraph as ox

    from kg.vocabulary import RDF, ZT

    found = list(
        dataset.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(ZT + "Claim"))
    )
    # claims stand in the graphs of their sources; reference data are a source without claims
    claims, sources = len(found), len({quad.graph_name for quad in found})
    size = _size(dataset)
    where = f" → {location}" if location else ""
    return in_language(
        lang,
        f"{sources} 个来源，{claims} 条主张，{size} 条四元组，全部合格{where}",
        f"{sources} sources, {claims} claims, {size} quads, all valid{where}",
    )


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--details", is_flag=True, help="逐篇列出遗漏和错误 · What is missing and wrong.")
@click.option("--only", default="", metavar="REGEX", help="只评名称相符的 · Only these articles.")
@click.pass_obj
def evaluate(lang: str, folder: str, details: bool, only: str) -> None:
    """评测抽取 · Score the extraction against annotated articles.

    DIR 里每篇文章旁有同名 .json 标注；没有标注而图中已有其主张的文章，以图为准 · Each article in
    DIR has its annotation beside it as .json; an article without one that the packaged graph
    knows by its sha256 is scored against the graph.
    """
    import re
    from pathlib import Path

    from kg.evaluation import evaluate_folder

    try:
        re.compile(only)
    except re.error as error:
        raise click.UsageError(f"--only is no regular expression: {error}") from error
    lines = evaluate_folder(Path(folder), only).lines(details, lang)
    write_output("-", "".join(f"{line}\n" for line in lines).encode())
