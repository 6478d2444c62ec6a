"""The network page in a real browser: it draws, asks nothing of the network, and runs no data."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from browsing import needs_browser
from small_graph import HOSTILE

from kg.errors import TermError
from kg.network import to_networkx
from kg.view import ENGINES, render

pytest_plugins = ("pages",)

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("engine", ENGINES)
def test_equal_input_gives_equal_bytes(store, engine):
    pages = {
        render(store, to_networkx(store), engine=engine, title="云溪", query="SELECT") for _ in "ab"
    }
    assert len(pages) == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_is_one_file(store, engine):
    written = render(store, to_networkx(store), engine=engine, title="云溪")
    assert "src=" not in written.partition("<script")[0]
    assert not re.search(r"<link\s|@import|url\(", written.partition('id="data"')[0])
    assert "default-src 'none'" in written


@pytest.mark.parametrize("engine", ENGINES)
def test_the_policy_allows_what_is_in_the_page_and_nothing_else(store, engine):
    import base64
    import hashlib

    written = render(store, to_networkx(store), engine=engine, title="云溪")
    policy = re.search(r'Security-Policy" content="([^"]*)"', written)[1]
    assert "unsafe" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", written, re.S)
    assert scripts
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_unknown_engine_and_language_are_the_users_mistakes(store):
    network = to_networkx(store)
    with pytest.raises(TermError, match="canvas, pyvis"):
        render(store, network, engine="d3", title="x")
    with pytest.raises(TermError, match="zh, en"):
        render(store, network, engine="pyvis", title="x", language="de")


def test_a_page_can_be_written_under_any_locale_and_is_always_the_same(tmp_path):
    script = tmp_path / "write.py"
    script.write_text(
        f"""
import sys
from pathlib import Path

sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
from kg.network import to_networkx
from kg.view import ENGINES, render
from small_graph import small_store

home = Path({str(tmp_path)!r})
store = small_store(home / "graph")
page = render(store, to_networkx(store), title="云溪")
(home / "page.html").write_bytes(page.encode())
""",
        encoding="utf-8",
    )
    written = []
    for seed, locale in enumerate(("C", "zh_CN.GBK")):
        environment = {
            "LC_ALL": locale,
            "PYTHONUTF8": "0",
            "PYTHONHASHSEED": str(seed),
            "PATH": os.environ["PATH"],
        }
        subprocess.run([sys.executable, script], env=environment, check=True, timeout=60)
        written.append((tmp_path / "page.html").read_bytes())
        shutil.rmtree(tmp_path / "graph")
    assert "云溪链上引导基金" in written[0].decode()
    assert written[0] == written[1]


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
