"""A page that a test has opened in chromium, and how to know that there is a chromium."""

from __future__ import annotations

import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


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
