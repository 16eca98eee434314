"""The page opens with the newest edition, or with all where that stands for too little of what is here."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from viz.page.model import build_page_data
from viz.page.render import render_page

NEWER = {"id": "2022-fall", "published": "2022-10", "language": "en", "received": None, "missing": []}
REPORTED = [{"jurisdiction": "CRA", "received": True}]


def with_newer(document: dict[str, Any], newer: int, submissions: list[Any], rest: list[str]) -> dict[str, Any]:
    """A document with one more edition, which has the first initiatives; the others are of the editions given."""
    works = [row for row in document["initiatives"] if not row.get("part_of")]
    return {
        **document,
        "editions": [*document["editions"], {**NEWER, "submissions": submissions}],
        "initiatives": [
            {**row, "editions": ["2022-fall"] if at < newer else rest} for at, row in enumerate(works)
        ],
    }  # fmt: skip


def opening(document: dict[str, Any]) -> str | None:
    return build_page_data(document, [])["opening"]


def test_the_newest_edition_opens_the_page_where_it_has_a_tenth_of_all_initiatives(document):
    works = sum(not row.get("part_of") for row in document["initiatives"])
    fewest = -(-works // 10)
    assert opening(with_newer(document, fewest, REPORTED, ["2022-winter"])) == "2022-fall"
    assert opening(with_newer(document, fewest - 1, REPORTED, ["2022-winter"])) is None
    assert opening(with_newer(document, fewest - 1, REPORTED, [])) is None


def test_an_edition_in_which_nobody_reported_does_not_open_the_page_of_several(document):
    refused = [{"jurisdiction": "CRA", "received": False}]
    for submissions in ([], refused):
        assert opening(with_newer(document, 9, submissions, ["2022-winter"])) is None
    silent = {**document, "editions": [{**row, "submissions": []} for row in document["editions"]]}
    assert opening(silent) == "2022-winter"


def test_an_edition_opens_a_page_without_initiatives(document):
    assert opening({**with_newer(document, 0, [], []), "initiatives": []}) == "2022-fall"


@pytest.mark.parametrize(
    ("language", "rest", "heading"),
    [
        ("en", ["2022-winter"], "Winter 2022 to Fall 2022: "),
        ("fr", ["2022-winter"], "De l’édition de l’hiver 2022 à celle de l’automne 2022"),
        ("en", [], ""),
        ("fr", [], ""),
    ],
)
def test_a_page_that_opens_with_all_counts_all_with_and_without_a_script(visit, document, language, rest, heading):
    made = with_newer(document, 1, REPORTED, rest)
    html = render_page(made, [], language=language)
    live, static = visit(html), visit(html, java_script_enabled=False)
    words = live.locator("#heading").inner_text()
    assert words == static.locator("#heading").inner_text()
    assert words.lower().startswith(heading.lower())
    assert f"{len(made['initiatives'])} initiatives" in words.replace("\u00a0", " ")
    for page in (live, static):
        assert page.locator("#about").is_hidden()
        assert page.locator("#priorities").is_hidden() or not page.locator("#priorities").inner_text()
        assert "2022" not in page.title()
    assert live.locator("#editions [aria-pressed=true]").inner_text() in {"Both", "Les deux"}
    assert live.locator("#initiatives tbody tr").count() >= len(made["initiatives"])
    assert live.locator("#reset").is_hidden()


def test_an_edition_can_be_chosen_on_a_page_that_opens_with_all(visit, document):
    html = render_page(with_newer(document, 1, REPORTED, []), [], language="en")
    page = visit(html)
    page.locator("#editions button").nth(1).click()
    assert page.evaluate("location.hash") == "#edition=2022-fall"
    assert page.locator("#heading").inner_text().startswith("Fall 2022: 2 jurisdictions report 1 initiative.")
    assert page.locator("#about").is_visible()
    page.locator("#reset").click()
    assert page.evaluate("location.hash") == ""
    linked = visit(html, "#edition=all")
    assert linked.locator("#heading").inner_text() == page.locator("#heading").inner_text()
    assert "is not" not in linked.locator("#status").inner_text()


def test_a_single_edition_with_little_of_what_is_here_is_not_the_heading(visit, document):
    works = [{**row, "editions": row["editions"] if at == 0 else []} for at, row in enumerate(document["initiatives"])]
    html = render_page({**document, "initiatives": works}, [], language="en")
    live, static = visit(html), visit(html, java_script_enabled=False)
    words = live.locator("#heading").inner_text()
    assert words == static.locator("#heading").inner_text()
    assert not words.startswith("Winter 2022")
    assert "2022" not in live.title()


def shown_of(page: Any, part: str) -> str:
    """Return the text of a part that a reader sees; further down, it is laid out only once it is in view."""
    found = page.locator(part)
    found.scroll_into_view_if_needed()
    expect(found).to_have_text(re.compile(r"\S"), use_inner_text=True)
    return found.inner_text().replace("\n", " ")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Winter 2022: 8 jurisdictions report 23 initiatives. The most shared themes are Digital services and"),
        ("fr", "23 initiatives. Les thèmes les plus partagés sont «\u00a0Services numériques\u00a0» et «"),
    ],
)
def test_themes_that_are_shared_as_much_are_all_named(document, visit, language, words):
    html = render_page(document, [], language=language)
    page = visit(html)
    heading = shown_of(page, "#heading")
    assert words in heading
    assert f">{heading}</h1>" in html
    assert heading.endswith("5 jurisdictions lead work on each." if language == "en" else " travaux sur chacun.")


def test_one_theme_or_many_that_are_shared_most(document, visit):
    first, second, third = [row["id"] for row in document["themes"] if not row.get("broader")][:3]
    works = [row for row in document["initiatives"] if row["kind"] == "initiative"]
    for themes, start in (([first], "The most shared theme is "), ([first, second, third], "One of the most shared")):
        made = {**document, "initiatives": [{**row, "themes": themes} for row in works]}
        html = render_page(made, [], language="en")
        assert f"initiatives. {start}" in shown_of(visit(html), "#heading")
        assert f"initiatives. {start}" in html.split("</h1>")[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "23 initiatives, led by 8 jurisdictions; {n} more are named."),
        ("fr", "23 initiatives, sous la direction de 8 administrations\u00a0; {n} autres sont nommées."),
    ],
)
def test_whom_the_heading_counts_is_clear_where_nobody_reported(document, visit, language, words):
    made = {**document, "editions": [], "initiatives": [{**row, "editions": []} for row in document["initiatives"]]}
    data = build_page_data(made, [])
    words = words.format(n=len(data["jurisdictions"]) - 8)
    html = render_page(made, [], language=language)
    assert words in html.split("</h1>")[0]
    assert words in shown_of(visit(html), "#heading")


def test_themes_are_in_the_order_of_the_numbers_that_they_show(document, visit):
    page = visit(render_page(document, [], language="en"))
    items = page.locator("#themes > li").all()
    many = [int(each.locator("b").inner_text()) for each in items]
    works = [int(each.locator("small").inner_text().split()[0]) for each in items]
    order = [(-one, -other) for one, other in zip(many, works, strict=True)]
    assert order == sorted(order)
    assert "In bold: how many jurisdictions lead work" in page.inner_text("#themes-note")


@pytest.mark.parametrize(
    ("language", "status", "note"),
    [
        ("en", "23 initiatives (with 5 components in them), ", "5 components count in the initiatives that they are"),
        ("fr", "23 initiatives (qui comprennent 5 composantes), ", "5 composantes sont comptées avec les initiatives"),
    ],
)
def test_it_says_where_components_count(document, visit, language, status, note):
    html = render_page(document, [], language=language)
    assert note in html.split('type="application/json"')[0]
    page = visit(html)
    assert page.inner_text("#status").startswith(status)
    assert shown_of(page, "#initiatives-parts").startswith(note)


def test_editions_stand_in_french_sentences_as_one_writes_them(document, visit):
    made = with_newer(document, 20, REPORTED, ["2022-winter"])
    page = visit(render_page(made, [], language="fr"))
    assert page.inner_text("#since-title") == "Depuis l’édition de l’hiver 2022"
    assert shown_of(page, "#changes-title") == "De l’édition de l’hiver 2022 à celle de l’automne 2022"
    page = visit(render_page(made, [], language="en"))
    assert page.inner_text("#since-title") == "Since Winter 2022"
