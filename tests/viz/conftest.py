"""A real Chromium, and pages opened in it that may not ask for anything or complain of anything."""

from __future__ import annotations

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


@pytest.fixture
def visit(browser, tmp_path):
    """Open HTML from disk: `visit(html, "#theme=data", width=320)`. Any request, error or dialog fails the test."""
    troubles: list[str] = []
    contexts = []

    def go(html: str, fragment: str = "", *, width: int = 1280, height: int = 900, **options: Any):
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(html, "utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        address = path.as_uri()
        page.on("request", lambda request: None if _own(request.url, address) else troubles.append(request.url))
        page.on(
            "console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: (troubles.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.goto(address + fragment)
        if options.get("java_script_enabled", True):
            until_ready(page)
        return page

    yield go
    for context in contexts:
        context.close()
    assert troubles == []
