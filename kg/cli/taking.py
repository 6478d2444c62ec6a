"""Commands that take the graph elsewhere: view, export."""

from __future__ import annotations

import click

from kg.cli.console import (
    in_language,
    output_option,
    pair,
    param_option,
    say,
    store_option,
    write_output,
)
from kg.errors import StoreError


@click.command()
@click.argument("what", required=False, metavar="[ENTITY|NAME]")
@param_option
@click.option(
    "--hops",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="实体周围几步 · Steps around ENTITY.",
)
@click.option(
    "--engine",
    type=click.Choice(["canvas", "pyvis"]),
    default="canvas",
    show_default=True,
    help="绘图引擎 · Renderer.",
)
@click.option(
    "--texts",
    metavar="DIR",
    help="原文目录：引文显示在段落中 · Folder of source texts; quotes show in their paragraphs.",
)
@click.option("--force", is_flag=True, help="超过 20,000 个节点也画 · Draw more than 20,000 nodes.")
@click.option("-o", "--output", default="network.html", show_default=True, metavar="FILE")
@store_option
@click.pass_obj
def view(
    lang: str,
    what: str | None,
    params: tuple[str, ...],
    hops: int,
    engine: str,
    texts: str | None,
    force: bool,
    output: str,
    location: str | None,
) -> None:
    """网络图 · The network as one offline HTML file.

    整图、ENTITY 的周围，或一个 CONSTRUCT 查询 NAME · Everything, what is around ENTITY, or the
    answer of the saved CONSTRUCT query NAME.
    """
    from pathlib import Path

    from kg.dataset import read_texts
    from kg.network import to_networkx
    from kg.queries import named, saved
    from kg.search import resolve_name
    from kg.store import open_store
    from kg.view import render

    store = open_store(location)
    title, question = in_language(lang, "政图：全图", "Zhengtu: the whole graph"), None
    if what and what in {query.name for query in saved()}:
        query_ = named(what)
        values = dict(pair(param) for param in params)
        terms = query_.terms(values, lambda kind, name: resolve_name(store, kind, name))
        graph = to_networkx(store, construct=query_.text, terms=terms)
        title, question = in_language(lang, query_.summary_zh, query_.summary), query_.text
    elif what:
        iri = resolve_name(store, "Entity", what)
        graph = to_networkx(store, focus=iri, hops=hops)
        title = f"政图：{what}"
    else:
        graph = to_networkx(store)
    page = render(
        store,
        graph,
        engine=engine,
        title=title,
        language=lang,
        query=question,
        texts=read_texts(Path(texts)) if texts else None,
        force=force,
    )
    write_output(output, page.encode())
    if output != "-":
        nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
        say(
            in_language(
                lang,
                f"{output}：{nodes} 个节点，{edges} 条边；用浏览器打开",
                f"{output}: {nodes} nodes, {edges} edges; open it in a browser",
            )
        )


@click.command()
@click.argument("format_", metavar="FORMAT", required=False)
@click.option("--ontology", is_flag=True, help="连同本体的术语 · With the terms of the ontology.")
@click.option("--excel", is_flag=True, help="CSV 带 BOM，Excel 可直接打开 · CSV for Excel.")
@output_option
@store_option
def export(
    format_: str | None, ontology: bool, excel: bool, output: str, location: str | None
) -> None:
    """导出 · Take the graph away.

    FORMAT: turtle trig ntriples nquads jsonld rdfxml graphml gexf csv

    格式也可由 -o 的扩展名决定；csv 写成目录里的 nodes.csv 和 edges.csv · The format may follow
    from the extension of -o; csv writes nodes.csv and edges.csv into the folder -o.
    """
    from pathlib import Path

    from kg.export import EXTENSIONS
    from kg.export import export as write
    from kg.store import open_store

    suffix = Path(output).suffix.lstrip(".")
    name = EXTENSIONS.get(format_ or suffix, format_ or suffix)
    if not name:
        raise click.UsageError("which format? " + " ".join(dict.fromkeys(EXTENSIONS.values())))
    if name == "csv" and output == "-":
        raise click.UsageError("csv makes two files; name a folder with -o DIR")
    files = write(open_store(location), name, ontology=ontology, excel=excel)
    if name == "csv":
        folder = Path(output)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"cannot write {folder}: {error.strerror}") from error
        for file, data in files.items():
            write_output(str(folder / file), data)
    else:
        write_output(output, next(iter(files.values())))
