"""Commands that make a graph: build, check."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import NO, in_language, say, store_option, write_output
from kg.errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]…")
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
@click.pass_obj
def build(
    lang: str, files: tuple[str, ...], graph: str | None, texts: str | None, location: str | None
) -> None:
    """建库 · Build a store.

    把 graph/ 和抽取出的 FILE 解析、校验、推导后写入库；不给 --store 则只检查。

    Parses graph/ and extracted FILEs, checks them, derives what follows and writes the store;
    without --store it only checks.
    """
    from pathlib import Path

    from kg.dataset import add_quotes, assemble, read_texts
    from kg.shapes import validate
    from kg.store import save

    added = [quad for file in files for quad in _read_quads(file)]
    dataset = assemble(Path(graph) if graph else None, added)
    if texts is not None:
        add_quotes(dataset, read_texts(Path(texts)))
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
@click.argument("files", nargs=-1, metavar="[FILE]…")
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

    按 SHACL 形状和完整性规则检查自带的图、一个库或 FILE（与自带的图一起看）。

    Checks the packaged graph, a store, or FILEs together with the packaged graph, against the
    SHACL shapes and the integrity rules. Exit 1 when something is wrong.
    """
    from pathlib import Path

    import pyoxigraph as ox

    from kg.authoring import canonical
    from kg.dataset import assemble, read_texts, source_texts
    from kg.shapes import validate
    from kg.store import open_store
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
        dataset = assemble(None, replaced=[Path(file) for file in files])
    findings = validate(dataset)
    for finding in findings:
        click.echo(f"{finding.severity}: {finding.text(lang)}")
    if any(finding.severity == "violation" for finding in findings):
        sys.exit(NO)
    say(in_language(lang, f"符合：{len(dataset)} 条四元组", f"conforms: {len(dataset)} quads"))


def _read_quads(file: str) -> Iterator[Any]:
    from pathlib import Path

    from kg.dataset import read_quads

    return read_quads(Path(file))


def _summary(lang: str, dataset: Any, location: str | None) -> str:
    import pyoxigraph as ox

    from kg.vocabulary import RDF, ZT

    def count(class_name: str) -> int:
        pattern = (None, ox.NamedNode(RDF + "type"), ox.NamedNode(ZT + class_name))
        return len({quad.subject for quad in dataset.quads_for_pattern(*pattern)})

    claims, sources = count("Claim"), count("SourceDocument")
    where = f" → {location}" if location else ""
    return in_language(
        lang,
        f"{sources} 个来源，{claims} 条主张，{len(dataset)} 条四元组，全部合格{where}",
        f"{sources} sources, {claims} claims, {len(dataset)} quads, all valid{where}",
    )
