"""Fixtures of the tests that open pages in a browser: stores, chromium, an opened page."""

from __future__ import annotations

import shutil
from itertools import cycle

import pytest
from small_graph import HOSTILE, small_store

from kg.network import to_networkx
from kg.view import render

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
        for _ in range(200):  # the page's policy forbids what wait_for_function would do
            if self.page.evaluate("window.pictureAfter > 0"):
                return
            self.page.wait_for_timeout(50)
        raise TimeoutError("the page drew nothing within ten seconds")

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

    def open_page(
        store, engine="canvas", fragment="", title="云溪", query=None, texts=None, **options
    ):
        path = tmp_path / f"page{len(pages)}.html"
        network = to_networkx(store)
        written = render(store, network, engine=engine, title=title, query=query, texts=texts)
        path.write_bytes(written.encode())
        pages.append(Opened(browser, path, fragment, **options))
        return pages[-1]

    yield open_page
    for one in pages:
        one.page.close()
