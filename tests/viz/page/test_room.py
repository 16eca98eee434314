"""Nothing is wider than the page, cut or under the bar at its top, at any width and in both languages."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import pytest

from viz.page.render import render_page

WIDTHS = (320, 390, 700, 900, 1024, 1100, 1280, 1600)
MORE = ("2019-fall", "2020-spring", "2020-fall", "2021-spring", "2021-fall")
SIDES = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth, window.scrollX]"
COVERED = """() => {
  const bar = document.getElementById("bar").getBoundingClientRect();
  return [...document.querySelectorAll("main h2")].filter((each) => {
    const { top, bottom, height } = each.getBoundingClientRect();
    return height > 1 && top < bar.bottom && bottom > bar.bottom;
  }).map((each) => each.id);
}"""


@pytest.fixture(scope="module")
def many(document: dict[str, Any]) -> dict[str, Any]:
    """The document with six editions, most of whose partnerships are among federal bodies."""
    (edition,) = document["editions"]
    made = [{**edition, "id": each, "published": f"{each[:4]}-02", "submissions": [], "missing": []} for each in MORE]
    names = [edition["id"], *MORE]
    rows = [{**row, "editions": [names[at % 6]]} for at, row in enumerate(document["initiatives"])]
    federal = [row["id"] for row in document["jurisdictions"] if row["level"] == "federal"]
    about = next(row["id"] for row in rows if row["lead"] in federal)
    pairs = [
        {
            "id": f"{about}+{one}+{other}",
            "members": [{"jurisdiction": one, "role": "partner"}, {"jurisdiction": other, "role": "partner"}],
            "initiative": about,
            "themes": [],
            "evidence": [],
        }
        for one, other in combinations(federal, 2)
    ]
    return {**document, "editions": [*made, edition], "initiatives": rows, "partnerships": pairs}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_list_makes_the_page_wider(many, opportunities, visit, language):
    html = render_page(many, opportunities, language=language)
    for width in WIDTHS:
        page = visit(html, width=width, height=700)
        page.locator("#search").fill("i")
        box = page.locator("#results").bounding_box()
        assert box["x"] >= 0, width
        assert box["x"] + box["width"] <= width, width
        for _ in range(3):
            page.keyboard.press("ArrowDown")
        assert page.evaluate(SIDES) == [width, width, 0], width
        page.keyboard.press("Escape")
        page.locator("#filter > summary").click()
        assert page.evaluate(SIDES) == [width, width, 0], width


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_edition_in_the_bar_is_cut(many, visit, language, width):
    page = visit(render_page(many, [], language=language), width=width)
    edges = page.locator("#editions").bounding_box()
    for each in page.locator("#editions button").all():
        assert each.evaluate("each => each.scrollWidth <= each.clientWidth")
        box = each.bounding_box()
        assert box["x"] >= edges["x"]
        assert box["x"] + box["width"] <= edges["x"] + edges["width"] + 1


@pytest.mark.parametrize("width", [1100, 1280])
def test_what_one_goes_to_is_below_the_bar_also_where_it_has_two_rows(many, opportunities, visit, width):
    page = visit(render_page(many, opportunities, language="fr"), "#edition=all", width=width)
    for target in ("network-part", "matrix-part", "initiatives-part"):
        page.locator(f"[data-go={target}]").click()
        page.wait_for_timeout(150)
        bar = page.locator("#bar").bounding_box()
        heading = page.locator(f"#{target} h2").bounding_box()
        assert heading["y"] >= bar["y"] + bar["height"], target
        assert heading["y"] < 300, target


def test_a_choice_leaves_no_heading_under_the_bar(document, opportunities, visit):
    page = visit(render_page(document, opportunities, language="fr"), height=600)
    themes = page.locator("#theme option").evaluate_all("list => list.map((each) => each.value).filter(Boolean)")
    for theme in themes:
        page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
        page.evaluate("id => { location.hash = `theme=${encodeURIComponent(id)}`; }", theme)
        page.wait_for_timeout(200)
        assert page.evaluate(COVERED) == [], theme


@pytest.mark.parametrize("width", [800, 1280])
def test_no_line_leaves_the_picture_of_the_map(many, visit, width):
    page = visit(render_page(many, [], language="en"), "#edition=all", width=width)
    page.wait_for_selector("#map .line", state="attached")
    outside = page.evaluate("""() => {
      const svg = document.querySelector("#map svg");
      const [x, y, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
      return [...svg.querySelectorAll(".line")].map((each) => each.getBBox()).filter((each) =>
        each.x < x || each.y < y || each.x + each.width > x + width || each.y + each.height > y + height).length;
    }""")
    assert outside == 0


def test_names_in_a_cell_are_one_text_with_their_commas(document, opportunities, visit):
    row = {**opportunities[0], "members": [each["id"] for each in document["jurisdictions"][:5]]}
    page = visit(render_page(document, [row], language="fr"), f"#jurisdiction={row['for']}&show=partners")
    assert page.locator("#detail .reasons tbody th").evaluate_all(
        "cells => cells.every((cell) => cell.childNodes.length === 1)"
    )


def test_a_list_that_scrolls_ends_with_a_whole_item(many, visit):
    page = visit(render_page(many, [], language="en"), "#edition=all")
    page.locator("#words-part").scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    ends = """() => {
      const box = document.getElementById("words-part");
      const { bottom } = box.getBoundingClientRect();
      const lasts = [...document.querySelectorAll("#words > li")].map((each) => each.getBoundingClientRect().bottom);
      return [box.scrollHeight > box.clientHeight, Math.min(...lasts.map((each) => Math.abs(each - bottom)))];
    }"""
    scrolls, gap = page.evaluate(ends)
    assert scrolls
    assert gap < 2


def test_few_themes_are_not_stretched_over_the_height_of_the_map(many, visit):
    named = [row["id"] for row in many["themes"] if not row.get("broader")][:3]
    leads = sorted({row["lead"] for row in many["initiatives"]})[:2]
    works = [row for row in many["initiatives"] if row["lead"] in leads and row["kind"] == "initiative"]
    made = {**many, "initiatives": [{**row, "themes": named} for row in works]}
    page = visit(render_page(made, [], language="en"), "#edition=all")
    tops = page.locator("#themes > li").evaluate_all("list => list.map((each) => each.getBoundingClientRect().top)")
    assert len(tops) == 3
    assert all(below - above < 80 for above, below in pairwise(tops))


def test_a_mark_stands_behind_the_last_word_of_a_title(document, visit):
    work = next(row for row in document["initiatives"] if row["kind"] == "initiative")
    title = "A register of licences and permits that every office of the agency consults before it renews one"
    evidence = [{**work["evidence"][0], "supports": ["title"]}, {**work["evidence"][0], "supports": ["lead"]}]
    evidence[1]["stated"] = False
    made = {**document, "initiatives": [{**work, "titles": {"en": title}, "evidence": evidence}], "partnerships": []}
    page = visit(render_page(made, [], language="en"), f"#jurisdiction={work['lead']}")
    mark = page.locator("#detail li > span > abbr.mark").first.bounding_box()
    lines = page.locator("#detail li > span > a").first.evaluate(
        "link => [...link.getClientRects()].map((each) => [each.right, each.top, each.bottom])"
    )
    right, top, bottom = lines[-1]
    assert len(lines) > 1
    assert top <= mark["y"] + mark["height"] / 2 <= bottom
    assert 0 <= mark["x"] - right < 12
