"""How fast `kg serve` answers, and whether one heavy query holds up the light ones.

    python benchmarks/web.py [--seconds 5] [--peer PYTHON]

Needs wrk (Debian package ``wrk``). ``--peer`` is a Python that has rdflib-endpoint installed; it
serves the same data and the same query for comparison. Everything talks over the loopback only.
The Oxigraph server of the PyPI package ``oxigraph`` is measured, too, when its command is there:
by itself, and behind an application like ours, as the alternative to our worker processes.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
SAVED = "policies_by_year"
QUERY = (ROOT / "queries" / f"{SAVED}.rq").read_text(encoding="utf-8")
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

# every request asks something that was not asked before
UNCACHED = """
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", wrk.path .. "%23" .. n .. "x" .. math.random(1000000000))
end
"""
PROXY = """
import httpx
client = httpx.AsyncClient()
async def app(scope, receive, send):
    answer = await client.get("{address}/query?" + scope["query_string"].decode(),
                              headers={{"accept": "application/sparql-results+json"}})
    await send({{"type": "http.response.start", "status": answer.status_code,
                "headers": [(b"content-type", b"application/sparql-results+json")]}})
    await send({{"type": "http.response.body", "body": answer.content}})
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--peer", help="a Python with rdflib-endpoint")
    options = parser.parse_args()
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    path = f"/sparql?query={quote(QUERY)}"
    with ours() as address:
        constant = measured("constant (/health)", f"{address}/health", options.seconds)
        cached = measured("saved query, cached", f"{address}/queries/{SAVED}.json", options.seconds)
        fresh = measured("same query, not cached", address + path, options.seconds, UNCACHED)
        print(f"cached / constant = {cached / constant:.2f}")
        asyncio.run(heavy_and_light(address))
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "graph.ttl"
        kg = [sys.executable, "-c", "from kg.cli import main; main()"]
        export = [*kg, "export", "turtle", "-o", str(data)]
        subprocess.run(export, check=True, cwd=ROOT, env=environment())
        if shutil.which("oxigraph"):
            with oxigraph(data) as address:
                asked = f"{address}/query?query={quote(QUERY)}"
                measured("Oxigraph server by itself", asked, options.seconds, UNCACHED)
                with behind(address) as front:
                    asked = f"{front}/?query={quote(QUERY)}"
                    measured(
                        "Oxigraph server behind an application", asked, options.seconds, UNCACHED
                    )
        if options.peer:
            with rdflib_endpoint(options.peer, data) as address:
                asked = f"{address}/?query={quote(QUERY)}"
                peer = measured("rdflib-endpoint", asked, options.seconds, UNCACHED)
            print(f"cached / peer = {cached / peer:.0f}, not cached / peer = {fresh / peer:.0f}")


def measured(name: str, url: str, seconds: int, script: str = "") -> float:
    """Requests a second by wrk with 16 connections kept alive."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = ["wrk", "-t1", "-c16", f"-d{seconds}s", "--timeout", "30s"]
        command += ["-H", "Accept: application/sparql-results+json, */*;q=0.1"]
        command += ["-s", file.name] if script else []
        out = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])  # type: ignore[index]
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    print(f"{name}: {rate:.0f}/s" + (f", {wrong[1]} failed" if wrong else ""))
    return rate


async def heavy_and_light(address: str) -> None:
    """The 95th percentile of light queries, 50 at a time, alone and beside a heavy one."""
    import httpx

    limits = httpx.Limits(max_connections=60)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:

        async def light(number: int, times: list[float]) -> None:
            for turn in range(40):
                query = f"SELECT * {{ ?s a zt:Fund }} # {number} {turn} {time.time()}"
                started = time.perf_counter()
                answer = await client.get("/sparql", params={"query": query})
                times.append(time.perf_counter() - started)
                answer.raise_for_status()

        async def all_lights() -> float:
            times: list[float] = []
            await asyncio.gather(*(light(number, times) for number in range(50)))
            return statistics.quantiles(times, n=20)[-1] * 1000

        await all_lights()  # starts the workers
        idle = await all_lights()
        started = time.perf_counter()
        heavy = asyncio.ensure_future(client.get("/sparql", params={"query": HEAVY}))
        await asyncio.sleep(0.5)
        busy = await all_lights()
        lights_done = time.perf_counter() - started
        answer = await heavy
        stopped = time.perf_counter() - started
    print(
        f"light queries, p95 of 50 in parallel: {idle:.0f} ms alone, {busy:.0f} ms beside a heavy"
        f" one ({busy / idle:.1f}x, for {lights_done:.1f} s);"
        f" the heavy one got {answer.status_code} after {stopped:.2f} s (time-out 10 s)"
    )


@contextlib.contextmanager
def running(command: list[str], address: str, **more: object) -> Iterator[str]:
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **more,  # type: ignore[call-overload]
    )
    host, port = address.removeprefix("http://").split(":")
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection((host, int(port)), 1):
                break
            time.sleep(0.1)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def free() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def ours() -> contextlib.AbstractContextManager[str]:
    bind = free()
    code = "from kg.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--bind", bind, "--timeout", "10"]
    return running(command, f"http://{bind}", env=environment())


@contextlib.contextmanager
def oxigraph(data: Path) -> Iterator[str]:
    bind = free()
    place = str(data.parent / "oxigraph")
    subprocess.run(
        ["oxigraph", "load", "--location", place, "--file", str(data)],
        check=True,
        capture_output=True,
    )
    command = ["oxigraph", "serve-read-only", "--location", place, "--bind", bind]
    with running([*command, "--timeout-s", "10"], f"http://{bind}") as address:
        yield address


def behind(address: str) -> contextlib.AbstractContextManager[str]:
    bind = free()
    app = Path(tempfile.gettempdir()) / "kg_bench_proxy.py"
    app.write_text(PROXY.format(address=address), encoding="utf-8")
    host, port = bind.split(":")
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "kg_bench_proxy:app",
        "--host",
        host,
        "--port",
        port,
    ]
    command += ["--no-access-log", "--app-dir", tempfile.gettempdir()]
    return running(command, f"http://{bind}")


def rdflib_endpoint(python: str, data: Path) -> contextlib.AbstractContextManager[str]:
    bind = free()
    host, port = bind.split(":")
    command = [python, "-m", "rdflib_endpoint", "serve", str(data), "--host", host, "--port", port]
    return running(command, f"http://{bind}")


if __name__ == "__main__":
    main()
