"""Nothing looks back: modules import only from their own layer and the ones before it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "kg"

# left to right, as in the design; the modules of one layer may know each other, but not in a circle
LAYERS = (
    "errors messages",
    "vocabulary resources characters patterns tagger",
    "model turtle",
    "article values gazetteer",
    "extraction",
    "assistant",
    "resolution",
    "claims documents records dataset",
    "store queries search",
    "shapes facts answers report boards merges authoring growth",
    "growth history",
    "network layout dossier columns",
    "view export",
    "annotation evaluation",
    "web cli",
)
RANK = {module: rank for rank, layer in enumerate(LAYERS) for module in layer.split()}

# where each third-party library may be imported; pyoxigraph gives the project its RDF terms
HOMES = {
    "pyoxigraph": "turtle claims documents records dataset store queries search growth shapes facts"
    " answers report merges authoring history assistant network dossier columns export web cli",
    "shacl": "shapes",
    "networkx": "network layout dossier columns view export",
    "igraph": "layout",
    "pyvis": "view",
    "click": "cli",
    "opencc": "characters",
    "pypinyin": "characters article columns",
    "rapidfuzz": "resolution assistant search evaluation web",
    "rjieba": "tagger",
    "ahocorasick_rs": "gazetteer extraction",
    "cn2an": "values",
    "charset_normalizer": "article",
    "trafilatura": "article",
    "lxml": "article",
    "pypdf": "article",
    "starlette": "web",
    "uvicorn": "web",
    "uvloop": "web",
    "jinja2": "web",
    "rdflib": "web",
    "pyparsing": "web",  # what rdflib raises
}


def module_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            if node.module == "kg":
                yield from (f"kg.{alias.name}" for alias in node.names)
            else:
                yield node.module


FILES = sorted(path for path in PACKAGE.rglob("*.py") if "resources" not in path.parts)
MODULES = sorted({module_of(path) for path in FILES} - {"__init__", "__main__"})


@pytest.fixture(scope="module")
def edges() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {module: set() for module in MODULES}
    for path in FILES:
        for name in imports(path):
            top, *rest = name.split(".")
            if top == "kg" and rest and module_of(path) in found:
                found[module_of(path)].add(rest[0])
    return {module: known - {module} for module, known in found.items()}


def test_every_module_has_its_place():
    assert set(MODULES) <= RANK.keys()


def test_no_module_looks_back(edges):
    back = [
        f"{module} imports {other}"
        for module, known in edges.items()
        for other in sorted(known)
        if RANK[other] > RANK[module]
    ]
    assert back == []


def test_no_circle(edges):
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        pytest.fail(f"circle of imports: {error.args[1]}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_third_party_libraries_stay_at_home(path):
    for name in imports(path):
        top = name.partition(".")[0]
        if top not in sys.stdlib_module_names and top != "kg":
            assert top in HOMES, f"{top} has no home"
            assert module_of(path) in HOMES[top].split(), f"{top} is not at home here"


HEAVY = ["rdflib", "networkx", "pyoxigraph", "pyvis", "shacl", "igraph", "opencc", "pypinyin"]


def loaded_by(code: str) -> set[str]:
    listing = "; import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code + listing],
        capture_output=True,
        text=True,
        check=True,
        cwd=PACKAGE.parent,
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import kg",
        "from kg.cli import kg; kg(['--help'], standalone_mode=False)",
        "from kg.cli import kg; kg(['query', '--help'], standalone_mode=False)",
    ],
    ids=["import kg", "kg --help", "kg query --help"],
)
def test_a_start_loads_nothing_heavy(code):
    assert loaded_by(code).isdisjoint(HEAVY)


def test_asking_loads_no_other_engine():
    code = "import kg; kg.open_store().query('ASK {}')"
    assert loaded_by(code).isdisjoint(set(HEAVY) - {"pyoxigraph"})
