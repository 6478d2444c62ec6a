"""The command line: thin commands that read options, call the library and write bytes.

Only click is imported at the top; each command imports what it needs, so that `kg --help`
answers at once.
"""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from typing import NoReturn

import click

from kg.cli import asking, building, growing, serving, taking
from kg.cli.console import ERROR, NO, USAGE, YES, say, say_mistake
from kg.errors import (
    ArticleError,
    KGError,
    QueryError,
    StoreError,
    TermError,
    ValidationError,
)

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


@click.group(cls=Commands)
@click.version_option(package_name="zhengtu", prog_name="kg", help="版本 · The version.")
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


# in the order of the flow
for command in (
    building.extract,
    building.build,
    growing.remove,
    building.check,
    asking.query,
    asking.queries,
    asking.find,
    asking.show,
    asking.why,
    asking.conflicts,
    growing.judge,
    growing.review,
    growing.diff,
    taking.view,
    taking.export,
    serving.serve,
    building.evaluate,
):
    kg.add_command(command)
for command in (kg, *kg.commands.values()):
    click.help_option("-h", "--help", help="帮助 · This help.")(command)


def main() -> NoReturn:
    """Run the command line; every mistake of a user becomes one line on stderr and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = kg.main(_arguments(), prog_name="kg", standalone_mode=False)
    except KGError as error:
        code = exit_code(error)
        say_mistake(_language(), str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = USAGE
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        hint = f" ({context.command_path} --help)" if context else ""
        say_mistake(_language(), error.format_message(), hint)
        code = USAGE
    except UnicodeEncodeError as error:
        if error.encoding == "utf-8":
            raise
        say_mistake(
            _language(), f"this locale has no letters for {error.object!r}; set PYTHONUTF8=1"
        )
        code = ERROR
    except OSError as error:
        say_mistake(_language(), str(error))
        code = ERROR
    except (click.Abort, KeyboardInterrupt):
        say("kg: 中断 interrupted")
        code = 130
    sys.exit(code if isinstance(code, int) else YES)


def exit_code(error: KGError) -> int:
    """Tell the exit code of an error: data that were checked and found wrong are an answer, no."""
    if isinstance(error, ValidationError) and not error.report:
        return ERROR  # they could not even be read
    return next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)


def _arguments() -> list[str]:
    # they are UTF-8 whatever the locale says: LC_ALL=C would leave nothing of a Chinese name
    try:
        return [os.fsencode(argument).decode() for argument in sys.argv[1:]]
    except UnicodeDecodeError as error:
        raise click.UsageError(f"an argument is not UTF-8: {error.object!r}") from error


def _language() -> str:
    """The language of the user, also where the arguments could not be understood."""
    for first, second in pairwise([*sys.argv[1:], ""]):
        option, _, value = first.partition("=")
        if option == "--lang":
            return value or second
    return os.environ.get("KG_LANG", "zh")
