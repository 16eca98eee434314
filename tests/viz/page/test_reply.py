"""Marks and the reply file that comes of them; shortcuts, toolbars, folded themes, passages with their neighbours."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from accord.cli import make_group
from tests.queries.suggestions.three_editions import build
from tests.viz.accessibility import violations
from viz.page.render import render_page


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph of three editions and its page."""
    folder = tmp_path_factory.mktemp("council")
    build(folder / "accord.db")
    assert run(folder, "view", "--audience", "members", "-o", str(folder / "page.html")).exit_code == 0
    return folder


def run(folder: Path, *words: str):
    environment = {"ACCORD_GRAPH": str(folder / "accord.db"), "ACCORD_USER": "secretary", "ACCORD_LANG": "en"}
    return CliRunner(env=environment).invoke(make_group(), words)


def test_marks_are_saved_as_a_reply_that_review_takes_in(visit, council: Path):
    page = visit((council / "page.html").read_text("utf-8"))
    assert page.locator("#reply").is_hidden()
    card = page.locator("#opportunities .opportunity").first
    card.locator("details.reply summary").click()
    card.get_by_role("button", name="We met").click()
    card.get_by_role("textbox").fill("at the “spring” meeting – déjà")
    second = page.locator("#opportunities .opportunity").nth(1)
    second.locator("details.reply summary").click()
    second.get_by_role("button", name="Wrong").click()
    second.get_by_role("button", name="Already partners").click()
    page.locator("#language").click()
    assert card.locator("details.reply summary").inner_text() == "Votre réponse\u00a0: Nous nous sommes rencontrés"
    page.locator("#initiatives tbody th a").first.click()
    page.locator("#detail details.reply summary").click()
    page.locator("#detail details.reply button", has_text="Faux").first.click()
    assert page.locator("#reply-count").inner_text() == "3 remarques pour le secrétariat"
    assert violations(page) == []
    page.locator("#reply-from").fill("Ontario")
    with page.expect_download() as got:
        page.locator("#reply-save").click()
    path = council / got.value.suggested_filename
    got.value.save_as(path)
    reply = json.loads(path.read_text("utf-8"))
    assert (reply["format"], reply["audience"], reply["from"]) == ("accord-reply/1", "members", "Ontario")
    assert [mark["says"] for mark in reply["marks"]] == ["met", "partners", "wrong"]
    done = run(council, "review", "apply", str(path), "--yes")
    assert done.exit_code == 0, done.output
    assert "2 decisions written" in done.output
    log = json.loads(run(council, "review", "log", "--format", "json").stdout)["rows"]
    assert [(row["decision"], row["reason"]) for row in log] == [
        ("met", "at the “spring” meeting – déjà (reply of Ontario)"), ("partners", "(reply of Ontario)"),
    ]  # fmt: skip
    page.locator("#reply-discard").click()
    assert page.locator("#reply").is_hidden()
    assert page.locator("[aria-pressed=true].say").count() == 0


def test_shortcuts_lead_to_the_parts_and_toolbars_are_one_stop(visit, council: Path):
    page = visit((council / "page.html").read_text("utf-8"))

    def focused() -> str:
        return page.evaluate("document.activeElement.dataset.focus ?? document.activeElement.id")

    def skip(times: int) -> None:
        page.evaluate("document.activeElement.blur()")
        for _ in range(times):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")

    skip(3)
    assert focused().startswith("network:jurisdiction:")
    page.evaluate("window.getSelection().removeAllRanges()")
    for bar in page.locator("[role=toolbar]:visible").all():
        assert bar.locator("button[tabindex='0']").count() == 1
    page.locator("#network-in").focus()
    page.keyboard.press("ArrowRight")
    assert focused() == "network-fit"
    page.keyboard.press("Home")
    assert focused() == "network-out"
    page.keyboard.press("Tab")
    assert focused() == "network-from"
    page.locator("button.skip[data-skip=matrix]").last.focus()
    page.keyboard.press("Enter")
    assert focused().startswith("matrix:")


def test_themes_fold_under_their_broader_theme(visit, council: Path):
    page = visit((council / "page.html").read_text("utf-8"))
    heads = page.locator("#matrix thead tr").last.locator("th:not(.corner)")
    # Not inner texts: what is out of view may not be laid out yet, and has none.
    before = heads.all_text_contents()
    group = page.locator("#matrix .groups button").first
    name = group.get_attribute("aria-label")
    assert group.get_attribute("aria-expanded") == "true"
    group.click()
    assert page.locator("#matrix .groups button").first.get_attribute("aria-expanded") == "false"
    after = heads.all_text_contents()
    assert len(after) < len(before)
    assert name in after
    many = page.locator("#matrix tbody tr").filter(has=page.locator("th[scope=row]")).first.locator("td").count()
    assert many == len(after)
    page.keyboard.press("Enter")
    assert heads.all_text_contents() == before
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.focus").startswith("matrix:theme:")


def test_evidence_marks_the_words_in_their_sentence(visit, document, opportunities):
    changed = copy.deepcopy(document)
    row = next(row for row in changed["initiatives"] if row["id"] == "ESDC/laboratoires-de-service-canada")
    piece = row["evidence"][0]
    quotes = ["The labs opened last fall.", "They show citizens services that are being built.", "are being built"]
    row["evidence"] += [{**piece, "line": 900 + at, "quote": quote} for at, quote in enumerate(quotes)]
    html = render_page(changed, opportunities, language="en", start={"initiative": row["id"]})
    page = visit(html)
    passage = page.locator("#detail .evidence", has=page.locator("mark", has_text=re.compile("^are being built$")))
    assert passage.locator(".sentence").inner_text() == quotes[1]
    assert passage.locator(".near").all_inner_texts() == [quotes[0]]
