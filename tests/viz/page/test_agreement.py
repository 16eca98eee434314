"""What the page says in one place it says in all: conversations, needs, partnerships, paths of the chosen edition.

That a report did not come is only shown where the graph records that one was expected, as `accord coverage` does.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from accord.cli import make_group
from tests.queries.suggestions.three_editions import build
from viz.page.render import render_page

CHATBOTS = "Nova Scotia asks “Results of chatbots"
SILENT = re.compile(
    r"shared no report|no report|report is not here|reported again|reports? again|for the first time|not reported"
    r"|pas communiqué|rien reçu|rapport ne figure|de nouveau un rapport|première fois|non signalé|pas signalée",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a graph of three editions."""
    folder = tmp_path_factory.mktemp("council")
    build(folder / "accord.db")
    runner = CliRunner(env={"ACCORD_GRAPH": str(folder / "accord.db"), "ACCORD_LANG": "en"})
    made = runner.invoke(make_group(), ["view", "--audience", "members", "-o", str(folder / "page.html")])
    assert made.exit_code == 0, made.output
    return (folder / "page.html").read_text("utf-8")


def test_paper_and_screen_name_the_same_conversations(visit, council: str):
    page = visit(council, "#jurisdiction=CA-NS&show=partners")
    listed = page.locator("#detail .reasons tbody td:last-child").all_inner_texts()
    assert any(CHATBOTS in text for text in listed)
    page = visit(council)
    page.evaluate("window.print = () => {}")
    page.locator("#save").click()
    page.locator("#print-reports").click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    report = page.locator(".report-page", has=page.locator("h3", has_text="Nova Scotia"))
    printed = report.locator("h4:text-is('Conversations to have') + ul > li").all_inner_texts()
    assert len(printed) == min(5, len(listed))
    assert any(CHATBOTS in text for text in printed)


def test_a_need_that_a_conversation_answers_names_who_could(visit, council: str):
    page = visit(council)
    needs = page.locator("#needs > li").all_text_contents()
    asked = next(text for text in needs if text.startswith("Would like to hear from Ontario"))
    assert "Could answer: Ontario" in asked


def test_a_conversation_says_what_its_edition_does_not_report(visit, council: str):
    page = visit(council, "#jurisdiction=CA-NS&show=partners")
    notes = page.locator("#detail .earlier").all_inner_texts()
    assert any("“Virtual assistant for motor registration” (Fall 2023)" in note for note in notes)


def test_partnerships_are_those_of_the_edition_everywhere(visit, council: str):
    page = visit(council)
    numbers = set()
    for edition in ("Spring 2023", "Fall 2023", "Spring 2024", "All"):
        page.get_by_role("button", name=edition, exact=True).click()
        many = page.locator("#words > li", has=page.locator("a")).count()
        assert f", {many} partnership" in page.locator("#status").inner_text()
        assert page.locator("#map-words > li:not(.note)").count() == min(5, many)
        numbers.add(many)
    assert len(numbers) > 1


def test_a_line_of_the_map_says_what_it_is_and_can_be_chosen(visit, council: str):
    page = visit(council)
    reach = page.locator("#map .reach[data-net^=partnership]").first
    assert "partnership of" in reach.locator("title").text_content()
    reach.dispatch_event("click")
    assert page.evaluate("location.hash").startswith("#partnership=")


def test_the_network_says_of_the_edition_who_did_not_report(visit, council: str):
    page = visit(council)
    groups = page.locator("#drawing .mark.community").all_text_contents()
    assert groups
    assert not [name for name in groups if name.startswith("Shared no report")]


def test_a_path_is_in_the_address_and_in_the_file_that_is_shared(visit, council: str):
    page = visit(council)
    page.locator("#network-from").select_option("CA-MB")
    page.locator("#network-to").select_option("CALGARY")
    page.locator("#network-path").click()
    words = page.locator("#network-status").inner_text()
    assert "No report says that Manitoba and Calgary work together." in words
    assert page.evaluate("decodeURIComponent(location.hash)") == "#path=CA-MB,CALGARY"
    page.locator("#save").click()
    assert "Manitoba to Calgary" in page.locator("#saving-about").inner_text()
    with page.expect_download() as got:
        page.locator("#save-view").click()
    page = visit(Path(got.value.path()).read_text("utf-8"))
    assert page.locator("#network-status").inner_text() == words
    assert page.locator("#network-to").input_value() == "CALGARY"
    assert page.locator("#network-from option").count() > 2
    page.locator("#network-path-clear").click()
    assert page.evaluate("location.hash") == "#all=1"


def test_no_theme_takes_part_in_anything(visit, council: str):
    page = visit(council, "#edition=all")
    themes = set(page.locator("#theme option").all_text_contents())
    places = page.locator("#network-from option").evaluate_all("list => list.map((each) => each.value).filter(Boolean)")
    for one, other in zip(places, places[3:], strict=False):
        page.evaluate("path => { location.hash = `edition=all&path=${path}`; }", f"{one},{other}")
        page.wait_for_function("path => decodeURIComponent(location.hash).includes(path)", arg=f"{one},{other}")
        page.wait_for_timeout(30)
        words = page.locator("#network-status").inner_text()
        assert not [theme for theme in themes if f"{theme} takes part" in words]


def two_editions(document: dict[str, Any], *submissions: list[dict[str, Any]]) -> dict[str, Any]:
    """The document with two editions, the works of the agency in the first only."""
    editions = [
        {"id": name, "published": f"{name[:4]}-02", "language": "en", "received": None, "submissions": sent}
        | {"missing": [each["jurisdiction"] for each in sent if not each["received"]], "evidence": []}
        for name, sent in zip(("2018-spring", "2019-spring"), submissions, strict=True)
    ]
    rows = [
        {**row, "editions": ["2018-spring", *([] if row["lead"] == "CRA" else ["2019-spring"])]}
        for row in document["initiatives"]
    ]
    return {**document, "editions": editions, "initiatives": rows}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("fragment", ["", "#edition=2019-spring", "#jurisdiction=CA-BC", "#jurisdiction=CRA"])
def test_nothing_is_missed_where_no_report_was_expected(document, visit, language, fragment):
    html = render_page(two_editions(document, [], []), [], language=language)
    shown = re.sub(r"<script.*?</script>|<style.*?</style>|<li[^>]* hidden>.*?</li>", " ", html, flags=re.DOTALL)
    assert not SILENT.search(re.sub(r"<[^>]+>", " ", shown))
    page = visit(html, fragment)
    assert not SILENT.search(page.inner_text("body"))
    named = "each => [...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label')).join()"
    assert not SILENT.search(page.locator("body").evaluate(named))


def test_a_report_that_was_expected_and_did_not_come_is_named(document, visit):
    leads = sorted({row["lead"] for row in document["initiatives"]})
    first = [{"jurisdiction": who, "received": True} for who in leads]
    second = [{"jurisdiction": who, "received": who != "CRA"} for who in leads if who != "CA-MB"]
    made = two_editions(document, first, second)
    for row in made["initiatives"]:
        if row["lead"] == "CA-MB":
            row["editions"] = ["2018-spring"]
    page = visit(render_page(made, [], language="en"), "#edition=2019-spring")
    assert "1 shared no report this time: what it works on now is not known" in page.inner_text("#since")
    unknown = page.locator("#changes .change.unknown").all_inner_texts()
    assert unknown
    assert all("Canada Revenue Agency" in text and "its lead shared no report" in text for text in unknown)
    left = page.locator("#changes .change.left").all_inner_texts()
    assert any("Manitoba" in text for text in left)
    assert not any("report" in text for text in left)
