"""How the extraction grows with its text: one article of 1 to 8 MB, clean and polluted; processes.

    python benchmarks/extraction_growth.py [FOLDER]

Without FOLDER the text is made of our own sentences, nearly each of which states a fact; with it,
of the lines of its .txt files in random order. Polluted is in traditional characters with pinyin
in brackets. Processor time, each size in a process of its own. Speed beside other tools is in
``extraction.py``.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from policy_news import news, traditional, with_pinyin

from kg.article import read_article
from kg.documents import extract_all
from kg.extraction import extract

MB = 1_000_000


def main() -> None:
    """Print one line a size, then the gain of a second process."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    for polluted in (False, True):
        name = "polluted" if polluted else "clean"
        print(f"{name:10}{'s':>8}{'MB/s':>8}{'s/MB':>8}{'claims':>8}{'peak MB':>9}")
        first = 0.0
        for size in (1, 2, 4, 8):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                seconds, claims, peak = pool.submit(measured, size, polluted, folder).result()
            first = first or seconds
            print(
                f"{size} MB{'':6}{seconds:8.2f}{size / seconds:8.2f}{seconds / size:8.2f}"
                f"{claims:8}{peak:9.0f}   {seconds / first / size:.2f} x linear"
            )
    two_processes(folder)


def measured(size: int, polluted: bool, folder: Path | None) -> tuple[float, int, float]:
    """Seconds, claims and peak memory in MB for one article of so many MB."""
    text = text_of(size * MB, folder)
    if polluted:
        text = with_pinyin(traditional(text))
    data = text.encode()[: size * MB].decode(errors="ignore").encode()
    extract(read_article(data[:3000].decode(errors="ignore").encode()))  # read once, not counted
    start = time.process_time()
    claims = len(extract(read_article(data)).claims)
    seconds = time.process_time() - start
    return seconds, claims, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def text_of(size: int, folder: Path | None) -> str:
    """A text of at least so many bytes."""
    draw = random.Random(0)
    given = sorted(folder.glob("*.txt")) if folder else []
    pool = [line for path in given for line in path.read_text("utf-8", "replace").splitlines()]
    parts: list[str] = []
    length = 0
    while length < size:
        part = draw.choice(pool) if pool else news(draw, 200)
        parts.append(part)
        length += len(part.encode()) + 1
    return "\n".join(parts)


def two_processes(folder: Path | None) -> None:
    """Print how much sooner two processes are through with many articles."""
    with tempfile.TemporaryDirectory() as home:
        paths = [Path(home, f"{number}.txt") for number in range(300)]
        for path in paths:
            path.write_text(text_of(12_000, folder), encoding="utf-8")
        seconds = {}
        for jobs in (1, 2):
            start = time.perf_counter()
            count = len(list(extract_all(paths, jobs=jobs)))
            seconds[jobs] = time.perf_counter() - start
    print(f"{count} articles of 12 kB: {seconds[1]:.1f} s; two processes {seconds[2]:.1f} s")


if __name__ == "__main__":
    main()
