"""A real Chromium, and pages opened in it that may not ask for anything or complain of anything."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from itertools import count
from typing import Any

import pytest

from tests.helpers.council import council_document, council_opportunities
from viz.page.render import render_page


def _own(url: str, address: str) -> bool:
    """Whether it is the page itself, or something that it made for the reader to keep."""
    return url.split("#")[0] == address or url.startswith(("blob:", "data:"))


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    return council_document()


@pytest.fixture(scope="session")
def opportunities() -> list[dict[str, Any]]:
    return council_opportunities()


@pytest.fixture(scope="session")
def html(document, opportunities) -> str:
    return render_page(document, opportunities, language="en")


def until_ready(page) -> None:
    """Wait until the whole page is drawn; asked from outside, as its policy lets nobody in to wait."""
    for _ in range(1000):
        if page.evaluate("performance.getEntriesByName('accord-drawn').length"):
            return
        page.wait_for_timeout(30)
    pytest.fail("the page did not become ready")


class Contexts:
    """Contexts of a browser by their options.

    Each keeps an empty page from disk: the process that draws such pages then goes on, which saves most of the time of
    the next one. A test has pages of its own, with their own history, size and media.
    """

    def __init__(self, browser, empty_page: str) -> None:
        self._browser = browser
        self._empty_page = empty_page
        self._kept = {}  # page by options

    @contextmanager
    def page(self, **options: Any):
        """A new page."""
        key = repr(sorted(options.items()))
        if key not in self._kept:
            self._kept[key] = self._browser.new_context(**options).new_page()
            self._kept[key].goto(self._empty_page)
        page = self._kept[key].context.new_page()
        yield page
        page.close()
        self._kept[key].evaluate("localStorage.clear()")


@pytest.fixture(scope="session")
def contexts(browser, tmp_path_factory) -> Contexts:
    path = tmp_path_factory.mktemp("browser") / "empty.html"
    path.write_text("<!doctype html><title>empty</title>", "utf-8")
    return Contexts(browser, path.as_uri())


@pytest.fixture
def visit(contexts, tmp_path):
    """Open HTML from disk: `visit(html, "#theme=data", width=320)`. Any request, error or dialog fails the test."""
    troubles: list[str] = []
    numbers = count()
    with ExitStack() as pages:

        def go(html: str, fragment: str = "", *, width: int = 1280, height: int = 900, **options: Any):
            page = pages.enter_context(contexts.page(**options))
            path = tmp_path / f"page{next(numbers)}.html"
            path.write_text(html, "utf-8")
            page.set_viewport_size({"width": width, "height": height})
            address = path.as_uri()
            page.on("request", lambda request: None if _own(request.url, address) else troubles.append(request.url))
            page.on(
                "console",
                lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None,
            )
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.on("dialog", lambda dialog: (troubles.append(f"dialog {dialog.message}"), dialog.dismiss()))
            page.goto(address + fragment)
            if options.get("java_script_enabled", True):
                until_ready(page)
            return page

        yield go
    assert troubles == []
