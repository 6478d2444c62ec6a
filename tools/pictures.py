"""Draw the pictures of the README from the packaged graph, in headless chromium.

python tools/pictures.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).resolve().parents[1] / "docs"


def main() -> None:
    """Write ``docs/network.png`` and ``docs/evidence.png``."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "network.html"
        subprocess.run(
            [sys.executable, "-m", "kg", "view", "-o", str(page_file)],
            check=True,
            stderr=subprocess.DEVNULL,
        )
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 760})
        page.goto(page_file.as_uri())
        page.wait_for_timeout(1500)
        page.screenshot(path=str(DOCS / "network.png"))
        page.keyboard.press("/")
        page.keyboard.type("杭州区块链产业园")
        page.wait_for_timeout(500)
        page.keyboard.press("Enter")
        page.wait_for_timeout(1200)
        page.get_by_text("2017-07 ·").first.click()
        page.wait_for_timeout(800)
        page.screenshot(path=str(DOCS / "evidence.png"))


if __name__ == "__main__":
    main()
