"""The command line: thin commands that read options, call the library and write bytes.

Only click is imported at the top; each command imports what it needs, so that `kg --help`
answers at once.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from kg.errors import (
    ArticleError,
    KGError,
    QueryError,
    StoreError,
    TermError,
    ValidationError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

YES, NO, USAGE, ERROR = 0, 1, 2, 3
EXIT_CODES: dict[type[KGError], int] = {
    ValidationError: NO,
    ArticleError: ERROR,
    TermError: ERROR,
    QueryError: ERROR,
    StoreError: ERROR,
    KGError: ERROR,
}


class Commands(click.Group):
    """Lists the commands in the order of the flow, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def store_option(command: Any) -> Any:
    return click.option(
        "--store",
        "location",
        envvar="KG_STORE",
        metavar="DIR|URL",
        help="库目录或 SPARQL 端点；缺省用自带的图 · Store directory or SPARQL endpoint"
        " (default: the packaged graph).  [env: KG_STORE]",
    )(command)


def output_option(command: Any) -> Any:
    return click.option(
        "-o",
        "--output",
        default="-",
        metavar="FILE",
        help="写到文件，- 为标准输出 · Where to write; - is stdout.",
    )(command)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zhengtu", prog_name="kg")
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    envvar="KG_LANG",
    default="zh",
    help="输出语言 · Language of what is shown (default: zh).  [env: KG_LANG]",
)
@click.pass_context
def kg(ctx: click.Context, lang: str) -> None:
    """政图 Zhengtu：中国产业政策知识图谱，每条事实都能回到原文 · a knowledge graph of Chinese
    industrial policy in which every fact leads back to its place in the source.

    先试 · Try:  kg queries   kg find 杭州   kg query policies_by_place -p place=浙江省
    """
    ctx.obj = lang


@kg.command()
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
        _say(f"{finding.severity}: {finding.text(lang)}")
    if violations:
        raise ValidationError(
            _in(
                lang,
                f"数据有 {len(violations)} 处错误，没有写入任何内容",
                f"the data have {len(violations)} faults; nothing was written",
            ),
            list(findings),
        )
    if location:
        save(dataset, Path(location))
    _say(_summary(lang, dataset, location))


@kg.command()
@click.argument("files", nargs=-1, metavar="[FILE]…")
@click.option(
    "--write",
    is_flag=True,
    help="给手写的主张铸造 IRI 和证据，并按规范格式改写 FILE · Mint IRIs and evidence of claims"
    " written by hand and rewrite FILE in canonical form.",
)
@click.option("--texts", metavar="DIR", help="原文目录，用来定位引文 · Source texts, to find quotes.")
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
            _write(file, canonical(Path(file), text).encode())
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
    _say(_in(lang, f"符合：{len(dataset)} 条四元组", f"conforms: {len(dataset)} quads"))


@kg.command()
@click.argument("question", metavar="NAME|FILE|-|'SELECT …'")
@click.option(
    "-p",
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="参数，如 place=浙江省（名称、别名、拼音、IRI 均可） · A parameter of a saved query.",
)
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
def query(
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
    from kg.queries import SavedQuery, named, read
    from kg.search import resolve_name
    from kg.store import open_store

    # the engine cannot be interrupted from Python, so Ctrl-C has to end the process
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    values = dict(_pair(param) for param in params)
    store = open_store(location)
    saved: SavedQuery | None = None
    if question == "-":
        text = _decoded(sys.stdin.buffer.read(), "stdin")
    elif question.endswith(".rq") or (len(question) < 255 and Path(question).is_file()):
        saved = read(Path(question))
    elif question.replace("_", "a").isalnum() and question.isascii():
        saved = named(question)
    else:
        text = question
    if saved is not None:
        terms = saved.terms(values, lambda kind, name: resolve_name(store, kind, name))
        answer = store.query(saved.text, terms)
    elif values:
        raise click.UsageError("-p is for saved queries and files with a header")
    else:
        answer = store.query(text)
    suffix = Path(output).suffix.lstrip(".") if output != "-" else ""
    data = write_answer(answer, format_ or suffix or "table", excel=excel)
    _write(output, data)
    if type(answer).__name__ == "QueryBoolean" and not answer:
        sys.exit(NO)


@kg.command()
@click.argument("name", required=False)
@click.pass_obj
def queries(lang: str, name: str | None) -> None:
    """保存的查询 · List the saved queries, or show one."""
    from kg.answers import columns
    from kg.queries import named, saved

    if name:
        _write("-", named(name).text.encode())
        return
    rows = [
        [
            query.name,
            _in(lang, query.summary_zh, query.summary),
            " ".join(f"-p {p.name}={p.default}" for p in query.parameters),
        ]
        for query in saved()
    ]
    _write("-", columns(rows).encode())


@kg.command()
@click.argument("text")
@click.option("--class", "class_name", metavar="CLASS", help="只找某一类 · Only this class.")
@click.option("-n", "--limit", default=20, show_default=True, help="最多几条 · At most.")
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
    hits = search(store, text, class_name, limit)
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
    _write("-", columns(rows).encode())
    if not hits:
        _say(_in(lang, f"没有找到“{text}”", f"nothing is named {text!r}"))
        sys.exit(NO)


@kg.command()
@click.argument("entity")
@store_option
@click.pass_obj
def show(lang: str, entity: str, location: str | None) -> None:
    """实体的事实与证据 · Facts about an entity, with evidence."""
    from kg.report import entity_report
    from kg.search import resolve_name
    from kg.store import open_store

    store = open_store(location)
    _write("-", entity_report(store, resolve_name(store, "Entity", entity), lang).encode())


@kg.command()
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
    from kg.facts import parse_value, testimonies
    from kg.report import testimony_report
    from kg.search import resolve_name
    from kg.store import open_store
    from kg.vocabulary import ZT

    import pyoxigraph as ox

    store = open_store(location)
    local = predicate.removeprefix("zt:").removeprefix(ZT)
    if not store.query("ASK { ?property a ?kind }", {"property": ox.NamedNode(ZT + local)}):
        raise TermError(f"the ontology has no property {predicate!r}")
    value: Any = None
    if object_ != "-":
        value = parse_value(object_)
        if isinstance(value, ox.Literal) and value.language:
            try:
                value = ox.NamedNode(resolve_name(store, "Entity", object_))
            except TermError:
                pass  # then it is the text of a target or a statistic
    found = testimonies(store, resolve_name(store, "Entity", subject), local, value)
    if not found:
        _say(_in(lang, "没有来源这样说", "no source states this"))
        sys.exit(NO)
    _write("-", testimony_report(store, found, lang).encode())


@kg.command()
@store_option
@click.pass_obj
def conflicts(lang: str, location: str | None) -> None:
    """来源的分歧 · Where sources disagree, side by side.

    Exit 1 when they disagree nowhere.
    """
    from kg.facts import conflicts as boards
    from kg.report import conflict_report
    from kg.store import open_store

    store = open_store(location)
    found = boards(store)
    if not found:
        _say(_in(lang, "没有分歧", "the sources do not disagree"))
        sys.exit(NO)
    _write("-", conflict_report(store, found, lang).encode())


@kg.command()
@click.argument("what", required=False, metavar="[ENTITY|NAME]")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="查询参数")
@click.option("--hops", default=1, show_default=True, help="实体周围几步 · Steps around ENTITY.")
@click.option(
    "--engine",
    type=click.Choice(["canvas", "pyvis"]),
    default="canvas",
    show_default=True,
    help="绘图引擎 · Renderer.",
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
    force: bool,
    output: str,
    location: str | None,
) -> None:
    """网络图 · The network as one offline HTML file.

    整图、ENTITY 的周围，或一个 CONSTRUCT 查询 NAME · Everything, what is around ENTITY, or the
    answer of the saved CONSTRUCT query NAME.
    """
    from kg.network import to_networkx
    from kg.queries import named, saved
    from kg.search import resolve_name
    from kg.store import open_store
    from kg.view import render

    store = open_store(location)
    title, question = _in(lang, "政图：全图", "Zhengtu: the whole graph"), None
    if what and what in {query.name for query in saved()}:
        query_ = named(what)
        values = dict(_pair(param) for param in params)
        terms = query_.terms(values, lambda kind, name: resolve_name(store, kind, name))
        graph = to_networkx(store, construct=query_.text, terms=terms)
        title, question = _in(lang, query_.summary_zh, query_.summary), query_.text
    elif what:
        iri = resolve_name(store, "Entity", what)
        graph = to_networkx(store, focus=iri, hops=hops)
        title = f"政图：{what}"
    else:
        graph = to_networkx(store)
    page = render(
        store, graph, engine=engine, title=title, language=lang, query=question, force=force
    )
    _write(output, page.encode())
    if output != "-":
        nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
        _say(
            _in(
                lang,
                f"{output}：{nodes} 个节点，{edges} 条边；用浏览器打开",
                f"{output}: {nodes} nodes, {edges} edges; open it in a browser",
            )
        )


@kg.command()
@click.argument("format_", metavar="FORMAT", required=False)
@click.option(
    "--ontology", is_flag=True, help="连同本体的术语 · With the terms of the ontology."
)
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
            _write(str(folder / file), data)
    else:
        _write(output, next(iter(files.values())))


def main() -> NoReturn:
    """Run the command line; every `KGError` becomes one line on stderr and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = kg.main(standalone_mode=False)
    except KGError as error:
        kinds = (EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)
        code = next(kinds)
        _say(f"kg: {error}")
    except click.ClickException as error:
        error.show()
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        _say("kg: 中断 interrupted")
        code = 130
    except BrokenPipeError:
        # whoever reads us has seen enough, as in `kg queries | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = YES
    sys.exit(code if isinstance(code, int) else YES)


def _in(lang: str, chinese: str, english: str) -> str:
    return chinese if lang == "zh" else english


def _say(message: str) -> None:
    click.echo(message, err=True)


def _pair(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals:
        raise click.UsageError(f"a parameter is NAME=VALUE, not {param!r}")
    return name, value


def _write(output: str, data: bytes) -> None:
    """Write to stdout, or to a file that is either the old one or the whole new one."""
    from pathlib import Path

    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(output)
    pending = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        pending.write_bytes(data)
        os.replace(pending, target)
    except OSError as error:
        pending.unlink(missing_ok=True)
        raise StoreError(f"cannot write {target}: {error.strerror}") from error


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{name} is not UTF-8: {error.reason} at byte {error.start}") from error


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
    return _in(
        lang,
        f"{sources} 个来源，{claims} 条主张，{len(dataset)} 条四元组，全部合格{where}",
        f"{sources} sources, {claims} claims, {len(dataset)} quads, all valid{where}",
    )
