"""A brief as HTML in a real browser: axe finds nothing, nothing overflows, nothing is asked of any network."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.helpers.files.brief import run, written


@pytest.fixture(scope="module")
def page_file(tmp_path_factory) -> Path:
    """A French document that quotes English."""
    folder = tmp_path_factory.mktemp("brief")
    sample = Path(str(files("accord") / "sample" / "2022-winter.en.txt"))
    assert run("load", sample, "--graph", folder / "graph.db") == 0
    return written(folder / "graph.db", folder / "brief.html", "--lang", "fr")


@pytest.mark.parametrize("state", ["light", "dark", "320 px", "print", "forced colours"])
def test_a_brief_can_be_read_by_everybody(browser, page_file, state):
    context = browser.new_context(
        viewport={"width": 320 if state == "320 px" else 1000, "height": 800},
        color_scheme="dark" if state == "dark" else "light",
        forced_colors="active" if state == "forced colours" else "none",
        bypass_csp=True,  # axe is a script, which the document's own policy lets nobody run
    )
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    if state == "print":
        page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelectorAll('strong[lang=en], span[lang=en], h3 [lang=en]').length") > 40
    found = Axe().run(page).response["violations"]
    context.close()
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
    assert asked == [page_file.as_uri()]
