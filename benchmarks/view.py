"""How quick the network page is, beside vis-network and sigma.js on the same network and positions.

    python benchmarks/view.py [--sizes 1000 10000 100000] [--engines canvas pyvis sigma] [--runs 3]

Prints one table a size. Chromium runs headless with --disable-gpu and opens files from file://;
each figure is the median of the runs. sigma.js comes from npm (`npm pack`), vis-network with pyvis.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import tarfile
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
from playwright.sync_api import Error, sync_playwright
from synthetic import synthetic

from kg import view
from kg.layout import lay_out
from kg.store import EmbeddedStore

WATCH = """
window.longTasks = [];
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (
  window.longTasks.push(entry.duration)))).observe({ type: "longtask", buffered: true });
"""
FRAMES = """
(milliseconds) => new Promise((done) => {
  const gaps = [];
  const begun = performance.now();
  let before = begun;
  const tick = (now) => {
    gaps.push(now - before);
    before = now;
    if (now - begun < milliseconds) requestAnimationFrame(tick);
    else done(gaps.slice(1));
  };
  requestAnimationFrame(tick);
})
"""
SIGMA = """
const data = JSON.parse(document.getElementById("data").textContent);
const graph = new graphology.MultiDirectedGraph();
data.nodes.forEach(([x, y, label, color], id) => (
  graph.addNode(id, { x, y, label, color, size: 4 })));
data.edges.forEach(([from, to]) => graph.addEdge(from, to, { color: "#c3c9d2", size: 1 }));
const renderer = new Sigma(graph, document.getElementById("stage"));
requestAnimationFrame(() => { window.pictureAfter = performance.now(); });
renderer.on("afterRender", () => { window.rendered = true; });
"""
BARS = {  # interactive ms, p95 frame ms, longest task ms, MB, layout + write s
    1000: (800, 34, 300, 0.2, 0.5),
    10000: (1500, 50, 800, 1.4, 2),
    100000: (3000, 100, 2000, 13, 10),
}
COLUMNS = (
    "interactive ms",
    "p95 pan ms",
    "p95 zoom ms",
    "longest task ms",
    "HTML MB",
    "write s",
    "write CPU s",
)


def write_page(engine: str, network, libraries: Path, path: Path) -> tuple[float, float]:
    """Write the page of an engine; returns the seconds and the CPU seconds that it took."""
    store = EmbeddedStore(ox.Store())
    begun, worked = time.perf_counter(), time.process_time()
    if engine == "sigma":
        text = _sigma_page(network, libraries)
    else:
        text = view.render(store, network, engine=engine, title="合成网络", force=True)
    path.write_bytes(text.encode())
    return time.perf_counter() - begun, time.process_time() - worked


def _sigma_page(network, libraries: Path) -> str:
    points = lay_out(network)["place"].points
    index = {iri: number for number, iri in enumerate(network)}
    nodes = [
        [round(x, 2), -round(y, 2), data["label"], view.STYLES[data["class"]][2]]
        for (x, y), (_, data) in zip(points, network.nodes(data=True), strict=True)
    ]
    edges = [[index[s], index[o]] for s, o in network.edges()]
    data = json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False).replace("<", "\\u003c")
    scripts = "".join(
        f"<script>{(libraries / name).read_text(encoding='utf-8')}</script>"
        for name in ("graphology.umd.min.js", "sigma.min.js")
    )
    return (
        "<!DOCTYPE html><meta charset=utf-8><style>html,body,#stage{margin:0;height:100%}</style>"
        f"<div id=stage></div><script type='application/json' id=data>{data}</script>"
        f"{scripts}<script>{SIGMA}</script>"
    )


def libraries_from_npm(folder: Path) -> Path:
    """Fetch sigma and graphology with the ordinary npm client and take their browser builds."""
    for name, file in (
        ("sigma@3.0.3", "package/dist/sigma.min.js"),
        ("graphology@0.26.0", "package/dist/graphology.umd.min.js"),
    ):
        packed = subprocess.run(
            ["npm", "pack", "--silent", name],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        ).stdout.strip()
        with tarfile.open(folder / packed) as archive:
            member = archive.extractfile(file)
            (folder / Path(file).name).write_bytes(member.read())
    return folder


def measure(browser, path: Path, everything: bool) -> tuple[float, float, float, float]:
    """Open a page, pan and zoom it, and report interactive, p95 pan, p95 zoom, longest task."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(WATCH)
    fragment = "#everything=1" if everything else ""
    page.goto(path.as_uri() + fragment)
    # the policy of our pages forbids the eval that wait_for_function needs
    for _ in range(1200):
        if page.evaluate("window.pictureAfter > 0"):
            break
        page.wait_for_timeout(100)
    else:
        page.close()
        raise Error("nothing drawn within two minutes")
    interactive = page.evaluate("window.pictureAfter")
    page.wait_for_timeout(400)
    longest = page.evaluate("Math.max(0, ...window.longTasks)")
    pan, zoom = _gaps(page, "pan"), _gaps(page, "zoom")
    page.close()
    return interactive, pan, zoom, longest


def _gaps(page, what: str) -> float:
    # not awaited here: the frames are counted while the pointer moves
    page.evaluate(f"() => {{ window.measured = ({FRAMES})(1500); }}")
    begun = time.perf_counter()
    page.mouse.move(620, 700)
    if what == "pan":
        page.mouse.down()
    step = 0
    while time.perf_counter() - begun < 1.5:
        step += 1
        if what == "pan":
            page.mouse.move(620 + 120 * ((step // 10) % 2) + step % 10 * 6, 700 - step % 40 * 4)
        else:
            page.mouse.wheel(0, 60 if (step // 12) % 2 else -60)
    gaps = page.evaluate("window.measured")
    if what == "pan":
        page.mouse.up()
    return statistics.quantiles(gaps, n=20)[18] if len(gaps) > 1 else gaps[0] if gaps else 1500.0


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000, 100000])
    options.add_argument("--engines", nargs="+", default=["canvas", "pyvis", "sigma"])
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    view._PYVIS_LIMIT = 10**9  # to see what happens where we refuse
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        libraries = libraries_from_npm(folder) if "sigma" in chosen.engines else folder
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for size in chosen.sizes:
            network = synthetic(size)
            edges = network.number_of_edges()
            print(f"\n{size} nodes, {edges} edges; bars: {BARS.get(size, 'none')}")
            print(f"{'engine':24}" + "".join(f"{column:>17}" for column in COLUMNS))
            pages = [(engine, False) for engine in chosen.engines]
            if "canvas" in chosen.engines and size > 5000:
                pages.insert(1, ("canvas", True))
            for engine, everything in pages:
                path = folder / f"{engine}{size}.html"
                label = engine + (" (every node)" if everything else "")
                if engine == "pyvis" and size > 10000:
                    print(f"{label:24} not run: minutes of blocked main thread above 10,000")
                    continue
                try:
                    written = [
                        write_page(engine, network, libraries, path) for _ in range(chosen.runs)
                    ]
                    runs = [measure(browser, path, everything) for _ in range(chosen.runs)]
                except Error as error:
                    print(f"{label:24} no result: {str(error).splitlines()[0][:80]}")
                    continue
                figures = [statistics.median(column) for column in zip(*runs, strict=True)]
                figures += [
                    path.stat().st_size / 1e6,
                    *map(statistics.median, zip(*written, strict=True)),
                ]
                print(f"{label:24}" + "".join(f"{figure:>17.2f}" for figure in figures))
        browser.close()


if __name__ == "__main__":
    main()
