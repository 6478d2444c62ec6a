"""Cold start of the command line, as a ratio to ``import rdflib`` in the same run.

    python benchmarks/startup.py

Commands run in turn, so a change of the machine's speed touches all alike; medians of 15 runs.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 15


def main() -> None:
    """Print the median of each command and its ratio to ``import rdflib``."""
    kg = shutil.which("kg", path=str(Path(sys.executable).parent)) or "kg"
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "python -c 'import rdflib'": [sys.executable, "-c", "import rdflib"],
            "kg --help": [kg, "--help"],
            "kg query (saved)": [kg, "query", "policies_by_place"],
            "kg find 杭州": [kg, "find", "杭州"],
            "kg build --store": [kg, "build", "--store", f"{folder}/store"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(RUNS):
            for name, command in commands.items():
                shutil.rmtree(f"{folder}/store", ignore_errors=True)
                start = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True)
                times[name].append(time.perf_counter() - start)
    base = statistics.median(times["python -c 'import rdflib'"])
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:28} {median * 1000:7.0f} ms  {median / base:5.2f} x")


if __name__ == "__main__":
    main()
