"""A memo as a marked page, in a real browser: everybody can read it, and nothing in a memo runs."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from graph.sqlite.store import SqliteStore
from loaders.inputs.memos import read_memo
from queries.verification.verify import verify
from tests.helpers.files.council_round import build_round
from tests.viz.hostile import BAD
from viz.marked.render import marked_format, render_marked

MEMO = (
    "# Briefing note\n\nThe Grain data exchange is led by Ontario. The Wildfire smoke alerts are led by Alberta.\n\n"
    "- Coastal permit desk: led by New Brunswick.\n- Saskatchewan leads the Grain inspection app.\n\n"
    "| Project | Lead |\n|---|---|\n| School bus tracker | Quebec |\n\n"
    "Manitoba leads the Snow plough locator. Fine.\n\n"
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A page in each language."""
    folder = tmp_path_factory.mktemp("marked")
    store = SqliteStore(build_round(folder / "accord.db"))
    text = MEMO + "\n\n".join(f"{one} Ontario leads the Coastal permit desk." for one in BAD)
    made = {}
    for language in ("en", "fr"):
        with store.view("members", language) as view:
            memo = read_memo(text.encode(), "memo.txt" if language == "fr" else "memo.md")
            made[language] = folder / f"{language}.html"
            made[language].write_bytes(render_marked(memo, text.encode(), verify(view, memo), "html")[0])
    return made


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("state", ["light", "dark", "320 px", "forced colours"])
def test_a_marked_memo_can_be_read_by_everybody(browser, pages, language, state):
    context = browser.new_context(
        viewport={"width": 320 if state == "320 px" else 1000, "height": 800},
        color_scheme="dark" if state == "dark" else "light",
        forced_colors="active" if state == "forced colours" else "none",
        bypass_csp=True,
    )
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages[language].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('mark.contradicted').length") >= 3
    links = page.evaluate("[...document.querySelectorAll('a')].every(a => document.getElementById(a.hash.slice(1)))")
    assert links
    found = Axe().run(page).response["violations"]
    context.close()
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
    assert asked == [pages[language].as_uri()]


def test_each_passage_is_there_once_with_its_verdicts(browser, pages):
    page = browser.new_page()
    page.goto(pages["en"].as_uri())
    text = page.inner_text("main")
    assert text.count("The Grain data exchange is led by Ontario.") == 1
    assert "Lead in the graph: Quebec (spring 2024)." in text
    assert "What members may see." in text
    assert (
        page.evaluate("document.querySelector('mark.contradicted').textContent")
        == "The Grain data exchange is led by Ontario."
    )
    assert (
        page.evaluate("document.querySelectorAll('mark').length")
        == page.evaluate("document.querySelectorAll('.notes').length") + 1
    )
    page.close()


def test_the_name_of_the_output_gives_the_format():
    assert [marked_format(one) for one in ("a.docx", "a.HTML", "a.htm", "a.csv", "-")] == [
        "docx",
        "html",
        "html",
        None,
        None,
    ]
