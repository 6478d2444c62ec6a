"""The network page in a real browser: it draws, asks nothing of the network, and runs no data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import cycle
from pathlib import Path

import pytest
from small_graph import HOSTILE, small_store

from kg.errors import TermError
from kg.network import to_networkx
from kg.view import render

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return small_store(tmp_path_factory.mktemp("graph") / "small")


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory):
    strings = cycle(HOSTILE)
    return small_store(
        tmp_path_factory.mktemp("hostile") / "small", lambda name: f"{name}{next(strings)}"
    )


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-3d-apis"],
        )
        yield chromium
        chromium.close()


class Opened:
    """A page that was opened from a file, with everything it asked for and complained of."""

    def __init__(self, browser, path, fragment="", **options):
        self.page = browser.new_page(**({"viewport": {"width": 1280, "height": 800}} | options))
        self.requests, self.complaints = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on(
            "console",
            lambda message: (
                self.complaints.append(message.text)
                if message.type in ("error", "warning")
                else None
            ),
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri() + fragment)
        self.page.wait_for_function("window.pictureAfter > 0", timeout=10_000)

    def external(self):
        return [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))]

    def calm(self):
        """Nothing was asked for, nothing complained, nothing in the data ran."""
        assert self.external() == []
        assert self.complaints == []
        assert self.page.evaluate("window.pwned") is None


@pytest.fixture
def opened(browser, tmp_path):
    pages = []

    def open_page(store, engine="pyvis", fragment="", title="云溪", query=None, **options):
        path = tmp_path / f"page{len(pages)}.html"
        written = render(store, to_networkx(store), engine=engine, title=title, query=query)
        path.write_bytes(written.encode())
        pages.append(Opened(browser, path, fragment, **options))
        return pages[-1]

    yield open_page
    for one in pages:
        one.page.close()


@pytest.mark.parametrize("engine", ["pyvis"])
def test_equal_input_gives_equal_bytes(store, engine):
    pages = {
        render(store, to_networkx(store), engine=engine, title="云溪", query="SELECT") for _ in "ab"
    }
    assert len(pages) == 1


@pytest.mark.parametrize("engine", ["pyvis"])
def test_a_page_is_one_file(store, engine):
    written = render(store, to_networkx(store), engine=engine, title="云溪")
    assert "src=" not in written.partition("<script")[0]
    assert "<link" not in written
    assert "default-src 'none'" in written


def test_the_policy_allows_what_is_in_the_page_and_nothing_else(store):
    import base64
    import hashlib
    import re

    written = render(store, to_networkx(store), engine="pyvis", title="云溪")
    policy = re.search(r'Security-Policy" content="([^"]*)"', written)[1]
    assert "unsafe" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", written, re.S)
    assert scripts
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_unknown_engine_and_language_are_the_users_mistakes(store):
    network = to_networkx(store)
    with pytest.raises(TermError, match="pyvis"):
        render(store, network, engine="d3", title="x")
    with pytest.raises(TermError, match="zh, en"):
        render(store, network, engine="pyvis", title="x", language="de")


@pytest.mark.parametrize("locale", ["C", "zh_CN.GBK"])
def test_a_page_can_be_written_under_any_locale(tmp_path, locale):
    script = tmp_path / "write.py"
    script.write_text(
        f"""
import sys
from pathlib import Path

sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
from kg.network import to_networkx
from kg.view import render
from small_graph import small_store

home = Path({str(tmp_path)!r})
store = small_store(home / "graph")
page = render(store, to_networkx(store), title="云溪")
(home / "page.html").write_bytes(page.encode())
""",
        encoding="utf-8",
    )
    environment = {"LC_ALL": locale, "PYTHONUTF8": "0", "PATH": os.environ["PATH"]}
    subprocess.run([sys.executable, script], env=environment, check=True, timeout=60)
    assert "云溪链上引导基金" in (tmp_path / "page.html").read_text(encoding="utf-8")


@needs_browser
class TestPyvis:
    def test_it_draws_soon_and_alone(self, opened, store):
        page = opened(store, "pyvis")
        assert page.page.evaluate("window.pictureAfter") <= 2000
        assert page.page.locator("#legend button").count() == 7
        page.calm()

    def test_the_legend_hides_a_class(self, opened, store):
        page = opened(store, "pyvis").page
        button = page.locator("#legend button", has_text="基金")
        button.click()
        assert button.get_attribute("aria-pressed") == "false"

    def test_hostile_names_run_nothing(self, opened, hostile_store):
        page = opened(hostile_store, "pyvis", title=HOSTILE[3], query=HOSTILE[2])
        page.page.locator("#query summary").click()
        for across in range(60, 1240, 40):  # the pointer meets tooltips on its way
            page.page.mouse.move(across, 420)
            page.page.mouse.move(across, 300)
        page.page.mouse.click(640, 420)
        page.page.wait_for_timeout(300)
        assert page.page.locator("#query pre").text_content() == HOSTILE[2]
        page.calm()
