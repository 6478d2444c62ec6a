"""What commands share: options, words in two languages, reading and writing bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import QueryError, StoreError

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")

YES, NO, USAGE, ERROR = 0, 1, 2, 3


def store_option(command: Any) -> Any:
    """Add ``--store``."""
    return click.option(
        "--store",
        "location",
        envvar="KG_STORE",
        metavar="DIR|URL",
        help="库目录或 SPARQL 端点；缺省用自带的图 · Store directory or SPARQL endpoint"
        " (default: the packaged graph).  [env: KG_STORE]",
    )(command)


def output_option(command: Any) -> Any:
    """Add ``-o``."""
    return click.option(
        "-o",
        "--output",
        default="-",
        metavar="FILE",
        help="写到文件，- 为标准输出 · Where to write; - is stdout.",
    )(command)


def param_option(command: Any) -> Any:
    """Add ``-p``."""
    return click.option(
        "-p",
        "--param",
        "params",
        multiple=True,
        metavar="NAME=VALUE",
        help="查询的参数，如 place=浙江省（名称、别名、拼音、IRI 均可）"
        " · A parameter of a saved query, like place=浙江省 (a name, alias, pinyin or IRI).",
    )(command)


def in_language(lang: str, chinese: str, english: str) -> str:
    """Choose the words for the reader."""
    return chinese if lang == "zh" else english


def say(message: str) -> None:
    """Tell the user something that is not data: stdout is for data only."""
    click.echo(message, err=True)


def say_mistake(lang: str, message: str, hint: str = "") -> None:
    """Tell the user what is wrong, in one line."""
    from kg.messages import in_chinese

    worded = in_language(lang, in_chinese(message), message)
    # what a parser met may stand in it, and control characters may command the terminal
    plain = "".join(char if char.isprintable() else "�" for char in " ".join(worded.split()))
    say(f"kg: {plain}{hint}")


def pair(param: str) -> tuple[str, str]:
    """Read NAME=VALUE."""
    name, equals, value = param.partition("=")
    if not equals:
        raise click.UsageError(f"a parameter is NAME=VALUE, not {param!r}")
    return name, value


def write_output(output: str, data: bytes) -> None:
    """Write to stdout, or to a file that is either the old one or the whole new one.

    Raises
    ------
    StoreError : it cannot be written; nothing is left of the attempt.
    """
    from pathlib import Path

    if output == "-":
        _write_stdout(data)
        return
    target = Path(output)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or a pipe cannot be replaced
        else:
            _replace(target.resolve(), data)
    except OSError as error:
        raise StoreError(f"cannot write {target}: {error.strerror}") from error


def _write_stdout(data: bytes) -> None:
    if not data:
        return
    if sys.stdout is None:
        raise StoreError("cannot write: stdout is closed")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        # what is left in the buffer must not fail a second time when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # a reader that went away has seen enough, as in `kg queries | head`
        if not isinstance(error, BrokenPipeError):
            raise StoreError(f"cannot write to stdout: {error.strerror}") from error


def _replace(target: Path, data: bytes) -> None:
    pending = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        pending.write_bytes(data)
        os.replace(pending, target)
    except OSError:
        if pending.is_file():
            pending.unlink()
        raise


def read_bytes() -> bytes:
    """Read all of stdin.

    Raises
    ------
    StoreError : it is closed.
    """
    if sys.stdin is None:
        raise StoreError("cannot read: stdin is closed")
    return sys.stdin.buffer.read()


def decoded(data: bytes, name: str) -> str:
    """Read UTF-8, with or without a byte order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{name} is not UTF-8: {error.reason} at byte {error.start}") from error


@contextmanager
def progress(items: Iterable[T], length: int) -> Iterator[Iterable[T]]:
    """Show a bar on stderr while items are worked on, where stderr is a terminal."""
    if length < 2 or not sys.stderr.isatty():
        yield items
        return
    with click.progressbar(items, length=length, file=sys.stderr) as bar:
        yield bar
