"""Fixtures of the tests that open pages: honest and hostile stores, chromium, opened pages."""

from __future__ import annotations

from itertools import cycle

import pytest
from browsing import CHROMIUM, Opened
from small_graph import HOSTILE, small_store

from kg.network import to_networkx
from kg.view import render


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
