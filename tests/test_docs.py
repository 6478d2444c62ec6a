"""The README says what is true: its commands exist, all of them are named, links lead somewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg.cli import kg
from kg.queries import saved

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"

pytestmark = pytest.mark.skipif(not README.is_file(), reason="an installed wheel has no README.md")


def lines_with_kg() -> list[str]:
    """The lines of the README that a reader would type."""
    found = []
    for line in README.read_text(encoding="utf-8").splitlines():
        words = line.strip().removeprefix("$ ")
        if words.startswith("kg "):
            found.append(words.split("  #")[0])
    return found


@pytest.mark.parametrize("name", sorted(kg.commands))
def test_every_command_is_in_the_readme_and_has_help(name: str) -> None:
    assert re.search(rf"\bkg {name}\b", README.read_text(encoding="utf-8"))
    help_text = kg.commands[name].get_help(click.Context(kg.commands[name], info_name=name))
    assert "·" in help_text, "the help speaks both languages"


@pytest.mark.parametrize("line", lines_with_kg())
def test_every_command_line_of_the_readme_parses(line: str) -> None:
    words = shlex.split(line.split("|")[0].split(">")[0])
    command = kg.commands[words[1]]
    known = {option for param in command.params for option in param.opts}
    for word in words[2:]:
        if word.startswith("-") and word != "-":
            assert word.split("=")[0] in known, f"kg {words[1]} has no {word}"
    if words[1] == "query" and re.fullmatch(r"\w+", words[2]):
        assert words[2] in {query.name for query in saved()}


@pytest.mark.parametrize(
    "path", sorted([README, *ROOT.glob("*/README.md"), *ROOT.glob("docs/*.md")])
)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_ci_runs_the_commands_of_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    for heading in ("Build and look", "Test"):
        section = text.split(f"### {heading}\n")[1].split("\n### ")[0]
        commands = [line for line in section.splitlines() if line.startswith("    ")]
        assert len(commands) == 1, f"one line under {heading}"
        assert f'command_under "{heading}"' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_help_needs_no_heavy_library() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from kg.cli import kg;"
        "assert CliRunner().invoke(kg, ['--help']).exit_code == 0;"
        "print(sorted({'rdflib', 'networkx', 'pyoxigraph', 'pyvis'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
