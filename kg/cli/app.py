"""The command line: thin commands that read options, call the library and write bytes.

Only click is imported at the top; each command imports what it needs, so that `kg --help`
answers at once.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from kg.cli import asking, building, taking
from kg.cli.console import ERROR, NO, USAGE, YES, say
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


# in the order of the flow
for command in (
    building.extract,
    building.build,
    building.check,
    asking.query,
    asking.queries,
    asking.find,
    asking.show,
    asking.why,
    asking.conflicts,
    taking.view,
    taking.export,
    building.evaluate,
):
    kg.add_command(command)


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
        say(f"kg: {error}")
    except click.ClickException as error:
        error.show()
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        say("kg: 中断 interrupted")
        code = 130
    except BrokenPipeError:
        # whoever reads us has seen enough, as in `kg queries | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = YES
    sys.exit(code if isinstance(code, int) else YES)
