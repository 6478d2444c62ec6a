"""Every page in headless Chromium: no error in the console, nothing from outside, usable by
keyboard, no serious finding of axe-core, in Chinese and English, wide and narrow."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from web_server import serving

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

HANGZHOU = "/page/place/" + quote("杭州市")
PAGES = {
    "home": "/",
    "search": "/search?q=qkl",
    "place": HANGZHOU,
    "source": "/page/source/001",
    "class": "/page/fund",
    "terms": "/ontology",
    "queries": "/queries",
    "bars": "/queries/policies_by_year",
    "timeline": "/queries/policies_by_place",
    "form": "/queries/parks_in_place",
    "editor": "/editor",
    "asked": "/editor?query=" + quote("SELECT ?f ?n { ?f a zt:Fund ; rdfs:label ?n } LIMIT 9"),
    "empty": "/editor?query=" + quote("SELECT * { ?p zt:isuedBy ?a }"),
}
BUNDLED = (Path(__file__).parents[1] / "kg" / "web" / "static" / "editor.js").is_file()


@pytest.fixture(scope="module")
def server() -> Iterator[SimpleNamespace]:
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def opened(
    browser: Any, server: SimpleNamespace, path: str, **options: Any
) -> tuple[Any, list[str]]:
    """Open a page; what it complains about, and what it asks of others, is written down."""
    context = browser.new_context(**options)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((server.address, "data:", "blob:"))
            else complaints.append(f"asked {request.url}")
        ),
    )
    page.goto(server.address + path)
    page.wait_for_load_state("networkidle")
    return page, complaints


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
@pytest.mark.parametrize("name", PAGES)
def test_page(browser: Any, server: SimpleNamespace, name: str, language: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    size = {"width": width, "height": 800}
    page, complaints = opened(browser, server, PAGES[name], viewport=size, locale=language)
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    found = axe.Axe().run(page).response["violations"]
    serious = [
        f"{v['id']}: {v['nodes'][0]['html']}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
    assert serious == []
    page.context.close()


@pytest.mark.parametrize("name", ["home", "place", "asked"])
def test_dark_pages_have_contrast(browser: Any, server: SimpleNamespace, name: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page, _ = opened(browser, server, PAGES[name], color_scheme="dark")
    found = axe.Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
    page.context.close()


@pytest.mark.parametrize("path", ["/network", "/queries/network_of_money"])
def test_network(browser: Any, server: SimpleNamespace, path: str) -> None:
    page, complaints = opened(browser, server, path)
    frame = page.frames[-1]
    frame.wait_for_selector("#picture")
    assert frame.evaluate("document.getElementById('picture').width") > 100
    assert complaints == []
    page.context.close()


def test_search_by_keyboard(browser: Any, server: SimpleNamespace) -> None:
    page, complaints = opened(browser, server, "/", locale="zh-CN")
    for _ in range(3):  # the link past the head, the name, the box
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("hangzhou", delay=20)
    page.wait_for_selector("#hits li")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#q", "aria-activedescendant") == "hit-0"
    page.keyboard.press("Enter")
    page.wait_for_url("**/page/**")
    assert "杭州" in page.inner_text("h1")
    assert complaints == []
    page.context.close()


def test_skip_link_and_language(browser: Any, server: SimpleNamespace) -> None:
    page, _ = opened(browser, server, HANGZHOU, locale="zh-CN")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.click("text=English")
    assert page.get_attribute("html", "lang") == "en"
    page.goto(server.address + "/queries")
    assert page.get_attribute("html", "lang") == "en"  # the choice is remembered
    page.context.close()


def test_table_copies(browser: Any, server: SimpleNamespace) -> None:
    page, _ = opened(
        browser, server, PAGES["timeline"], permissions=["clipboard-read", "clipboard-write"]
    )
    page.click("[data-copy=answer]")
    page.wait_for_timeout(200)
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert len(lines) == page.locator("#answer tr").count()
    assert all(line.count("\t") == lines[0].count("\t") for line in lines)
    page.context.close()


def written(page: Any) -> Any:
    return page.locator("#code .cm-content" if BUNDLED else "#query")


def test_editor_marks_errors_and_shows_answers(browser: Any, server: SimpleNamespace) -> None:
    page, _ = opened(browser, server, "/editor", locale="en-US")
    written(page).click()
    page.keyboard.press("Control+A")
    page.keyboard.type("ASK { ?s ?p ?o ] }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#message.warning")
    assert "line 1" in page.inner_text("#message")
    if BUNDLED:
        assert page.locator("#code .cm-lintRange-error").count() == 1
    written(page).click()
    page.keyboard.press("Control+A")
    page.keyboard.type("CONSTRUCT WHERE { ?fund zt:managedBy ?who . ")
    page.keyboard.press("Control+End")
    if not BUNDLED:
        page.keyboard.type("}")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#view-graph svg")
    page.click("#tab-raw")
    assert "managedBy" in page.inner_text("#view-raw")
    page.click("#tab-table")
    assert page.locator("#view-table tr").count() > 1
    assert "format=ttl" in page.get_attribute("#formats [data-format=ttl]", "href")
    page.reload()
    page.wait_for_selector("#views:not([hidden])")  # the address restores it
    page.context.close()


def test_editor_completes(browser: Any, server: SimpleNamespace) -> None:
    if not BUNDLED:
        pytest.skip("the editor is not bundled in this checkout")
    page, complaints = opened(browser, server, "/editor", locale="zh-CN")
    written(page).click()
    page.keyboard.press("Control+A")
    page.keyboard.type("ASK { ?p zt:issuedB", delay=30)
    page.wait_for_selector("#code .cm-tooltip-autocomplete li")
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    page.keyboard.type(" agency:hain", delay=30)
    page.wait_for_selector("#code .cm-tooltip-autocomplete li >> text=海南省")
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    text = page.input_value("#query")
    assert "zt:issuedBy agency:" in text
    assert "海南" in text
    assert complaints == []
    page.context.close()


def test_editor_loads_saved_queries(browser: Any, server: SimpleNamespace) -> None:
    page, _ = opened(browser, server, "/editor")
    page.select_option("#saved", "policies_by_year")
    page.wait_for_selector("#view-table table")
    assert "GROUP BY" in page.input_value("#query")
    page.context.close()
