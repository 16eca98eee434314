"""The page as people use it, in a real Chromium, opened from disk.

Each test also asserts, through the fixture `visit`, that the page asked for nothing but itself and that nothing
was written to the console as an error or a warning.
"""

from __future__ import annotations

import csv
import re
from urllib.parse import quote

import pytest
from defusedxml.ElementTree import fromstring
from playwright.sync_api import expect

from tests.viz.accessibility import lay_out_all, violations
from tests.viz.conftest import until_ready
from tests.viz.hostile import hostile_document, hostile_opportunities
from tests.viz.printing import print_texts
from viz.page.render import render_page
from viz.wording import strings

STATES = {
    "opening": ("", {}),
    "jurisdiction": ("#jurisdiction=CRA", {}),
    "square": ("#jurisdiction=CA-ON&theme=digital-identity", {}),
    "theme in French": ("#theme=digital-identity&lang=fr", {}),
    "initiative": ("#initiative=TBS%2Fidentite-numerique", {}),
    "dark": ("#jurisdiction=CA-MB", {"color_scheme": "dark"}),
    "320 px": ("", {"width": 320}),
    "320 px chosen": ("#theme=data&lang=fr", {"width": 320}),
    "compared": ("#jurisdiction=CA-ON&compare=CRA", {}),
    "level": ("#level=federal&lang=fr", {}),
    "edition": ("#edition=2022-winter", {}),
    "forced colours": ("#theme=data", {"forced_colors": "active"}),
}
BOXES = """() => [...document.querySelectorAll("#drawing .mark:not(.line)")].map((mark) => {
  const { left, right, top, bottom } = mark.querySelector(".shape").getBoundingClientRect();
  const inside = [...mark.querySelectorAll("text")].every((each) => {
    const text = each.getBoundingClientRect();
    return text.left >= left && text.right <= right + 0.5 && text.top >= top - 1 && text.bottom <= bottom + 1;
  });
  return { id: mark.dataset.focus, left, right, top, bottom, inside };
})"""


def open_filter(page) -> None:
    """Open the lists behind “Filter”."""
    page.locator("#filter").evaluate("each => (each.open = true)")


def chosen(page) -> str:
    return page.evaluate("decodeURIComponent(location.hash)")


def rows(page) -> list[str]:
    lay_out_all(page)
    return page.locator("#initiatives tbody tr").all_inner_texts()


def test_opening_view(visit, html):
    page = visit(html)
    assert page.title() == "Who works on what, with whom – Winter 2022"
    heading = "Winter 2022: 8 jurisdictions report 23 initiatives."
    assert page.locator("#heading").inner_text().startswith(heading)
    assert page.locator("#editions").is_hidden()
    about = page.locator("#about").inner_text()
    assert "15 reports" in about
    assert "the content of 8" in about
    assert "Nova Scotia" in about
    assert "public" in page.locator("#audience").inner_text()
    assert len(rows(page)) == 23
    assert page.locator("#matrix tbody tr th[scope=row]").count() == 16
    assert page.locator("#matrix td.missing").all_text_contents() == ["shared no report"] * 6
    assert page.locator("#opportunities .opportunity").count() == 3
    assert page.locator("#opportunities-title").inner_text() == "3 conversations to have (of 6)"
    page.locator("#more-opportunities").click()
    assert page.locator("#opportunities .opportunity").count() == 6
    assert page.locator("#words li").count() == 3


def test_three_answers_look_and_sound_different(visit, html):
    page = visit(html)
    lay_out_all(page)
    row = page.locator("#matrix tr", has_text="British Columbia")
    assert "not known" in row.locator("td.unknown").first.inner_text()
    alberta = page.locator("#matrix tr", has_text="Alberta")
    assert "reported nothing on this" in alberta.locator("td.nothing").first.inner_text()
    name = alberta.locator("td.works button").first.get_attribute("aria-label")
    assert name == "Alberta, Digital services: leads 1"


def test_choosing_a_square_moves_everything(visit, html):
    page = visit(html)
    page.get_by_role("button", name=re.compile("^Ontario, Digital identity: leads 1, conversation")).click()
    assert chosen(page) == "#jurisdiction=CA-ON&theme=digital-identity"
    assert page.locator("#details-title").inner_text() == "Ontario × Digital identity"
    assert [row.split("\t")[0] for row in rows(page)] == ["Ontario’s progress on digital identity"]
    assert page.locator("#opportunities .opportunity").count() == 1
    assert page.locator("#network-title").inner_text() == "Around: Ontario × Digital identity"
    assert page.locator("#jurisdiction").input_value() == "CA-ON"
    assert page.locator("#theme").input_value() == "digital-identity"
    heading = "Ontario × Digital identity: 1 initiative and 1 conversation to have."
    assert page.locator("#heading").inner_text() == heading
    assert page.locator("#matrix td.chosen").count() == 1


def test_back_and_reset(visit, html):
    page = visit(html)
    page.locator("#matrix").get_by_role("button", name="Ontario", exact=True).click()
    page.locator("#matrix").get_by_role("button", name="Manitoba", exact=True).click()
    assert len(rows(page)) == 3
    page.go_back()
    assert chosen(page) == "#jurisdiction=CA-ON"
    assert len(rows(page)) == 4
    page.go_back()
    assert len(rows(page)) == 23
    page.go_forward()
    page.get_by_role("button", name="Show all").click()
    assert len(rows(page)) == 23
    assert page.locator("#reset").is_hidden()
    assert page.locator("#details").is_hidden()


def test_a_link_to_a_choice_opens_it(visit, html):
    page = visit(html, "#partnership=" + "CRA/integration-de-lidentite-numerique-provinciale")
    assert "This link names something" in page.locator("#status").inner_text()
    page.locator("#words a", has_text="Sign-in with provincial").click()
    assert "Alberta and British Columbia" in page.locator("#detail dl").inner_text()
    assert page.locator("#detail .evidence").first.is_visible()


def test_evidence_says_where_and_how(visit, html):
    page = visit(html, "#initiative=TBS%2Fidentite-numerique")
    shown = page.locator("#detail .evidence").all_inner_texts()
    assert "courtage" in shown[0]
    assert re.search(r"conseil-2022-hiver\.txt, page 1, line \d+", shown[0])
    assert "Stated in the source" in shown[0]
    assert "evidence for: lead, title, summary" in shown[0]
    assert "Inferred by a rule" in shown[1]
    assert "theme (Digital identity)" in shown[1]
    assert page.locator("#detail blockquote").first.get_attribute("lang") == "fr"


def test_text_in_another_language_is_marked(visit, html):
    page = visit(html)
    title = page.locator("#initiatives th span", has_text="Identité numérique")
    assert title.get_attribute("lang") == "fr"
    assert page.locator("#initiatives th span", has_text="BERNIE").get_attribute("lang") is None
    page.locator("#language").click()
    assert page.locator("#initiatives th span", has_text="BERNIE").get_attribute("lang") == "en"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("identite num", "#theme=digital-identity"),
        ("IDENTITÉ NUMÉRIQUE", "#theme=digital-identity"),
        ("arc", "#jurisdiction=CRA"),
        ("Ile du Prince Edouard", "#jurisdiction=CA-PE"),
        ("registre des entreprises de l'ontario", "#initiative=CA-ON/nouveau-registre-des-entreprises-de-l-ontario"),
        ("eID", "#theme=digital-identity"),
        ("digtal idenity", "#theme=digital-identity"),
        ("identité numérqiue", "#theme=digital-identity"),
        ("Manitboa", "#jurisdiction=CA-MB"),
        ("hiver 2022", "#edition=2022-winter"),
        ("provincial", "#level=provincial"),
        ("who works on digital identity", "#theme=digital-identity"),
        ("qui travaille sur l’identité numérique", "#theme=digital-identity"),
        (
            "wallets and credentials",
            "#initiative=ISED/justificatifs-et-portefeuilles-numeriques",
        ),
    ],
)
def test_search_in_the_other_language_and_without_accents(visit, html, typed, expected):
    page = visit(html)
    page.locator("#search").fill(typed)
    page.keyboard.press("Enter")
    assert chosen(page).replace("+", " ") == expected


def test_search_with_nothing_found(visit, html):
    page = visit(html)
    page.locator("#search").fill("zzz")
    assert page.locator("#results").inner_text() == "Nothing found."
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.locator("#results").is_hidden()
    assert chosen(page) == ""


def test_keyboard_alone(visit, html):
    page = visit(html)
    page.locator("#search").focus()
    page.keyboard.type("ident")
    assert page.locator("#search").get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    active = page.locator("#search").get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    assert chosen(page).startswith("#")
    page.locator("#reset").focus()
    page.keyboard.press("Enter")
    assert chosen(page) == ""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#matrix') !== null"):
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    while page.evaluate("document.activeElement.tagName") == "TD":  # nothing to choose there
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert "jurisdiction=" in chosen(page)
    assert "theme=" in chosen(page)
    focused = page.evaluate("document.activeElement.dataset.focus")
    assert focused.startswith("matrix:square:")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.locator("#to-details").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "details-title"


def focused_cell(page) -> str:
    return page.evaluate("document.activeElement.dataset.focus")


def test_arrow_keys_walk_over_all_cells_of_the_matrix(visit, html):
    page = visit(html)
    assert page.get_by_role("grid").count() == 1
    cells = page.locator("#matrix tr:not(.groups) :is(td, th)").count()
    page.locator("#matrix [tabindex='0']").focus()
    page.keyboard.press("Control+Home")
    visited = []
    for key in ("ArrowRight", "ArrowLeft") * 20:
        while focused_cell(page) not in visited:
            visited.append(focused_cell(page))
            assert page.locator("#matrix [tabindex='0']").count() == 1
            page.keyboard.press(key)
        page.keyboard.press("ArrowDown")
    assert len(visited) == cells
    page.keyboard.press("Control+End")
    assert (
        focused_cell(page) == visited[-1] or page.evaluate("document.activeElement.closest('tr').nextSibling") is None
    )


def test_walking_down_a_column_stays_in_it(visit, html):
    page = visit(html)
    page.locator("#matrix tr:not(.groups) button").nth(3).focus()
    theme = focused_cell(page).removeprefix("matrix:theme:")
    visited = [focused_cell(page)]
    while page.keyboard.press("ArrowDown") or focused_cell(page) != visited[-1]:
        visited.append(focused_cell(page))
    assert len(visited) == page.locator("#matrix tr:not(.groups)").count()
    assert len([each for each in visited if each.startswith("matrix:missing:")]) == 6
    squares = [each for each in visited if each.startswith("matrix:square:")]
    assert len(squares) == 10
    assert all(theme in square for square in squares)
    empty = page.locator("#matrix td.nothing:not(:has(button))").first
    empty.focus()
    assert "reported nothing on this" in page.locator(":focus").inner_text()
    before = chosen(page)
    page.keyboard.press("Enter")
    assert chosen(page) == before


def test_a_cell_with_the_focus_is_not_behind_the_names(visit, html):
    page = visit(html, width=320)
    page.locator("#matrix td button").first.focus()
    page.keyboard.press("End")
    hidden = """() => {
      const cell = document.activeElement.closest("td"), name = cell.closest("tr").cells[0];
      return cell.getBoundingClientRect().left < name.getBoundingClientRect().right - 1;
    }"""
    for _ in range(9):
        page.keyboard.press("ArrowLeft")
        assert not page.evaluate(hidden)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_to_search_for_is_named_in_full(visit, html, language, width):
    page = visit(html, f"#lang={language}", width=width)
    room, needed = page.evaluate("""() => {
      const input = document.getElementById("search"), style = getComputedStyle(input);
      const pen = document.createElement("canvas").getContext("2d");
      pen.font = style.font;
      const room = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      return [room, pen.measureText(input.placeholder).width];
    }""")
    assert 0 < needed < room


def test_names_with_numbers_stand_in_the_order_of_their_numbers(visit, document, opportunities):
    district = {"level": "municipal", "abbreviations": {}, "codes": {}, "part_of": None}
    towns = [{"id": f"DISTRICT-{n}", "names": {"en": f"District {n}"}, **district} for n in (10, 9, 100, 2)]
    pattern = {**document["initiatives"][0], "partners": [], "lead": "DISTRICT-10"}
    works = [
        {**pattern, "id": f"{town['id']}/project-{n}", "titles": {"en": f"Project {n}"}, "lead": town["id"]}
        for town in towns for n in (10, 2)
    ]  # fmt: skip
    parts = {"jurisdictions": document["jurisdictions"] + towns, "initiatives": document["initiatives"] + works}
    made = render_page(document | parts, opportunities, language="en")
    ordered = ["District 2", "District 9", "District 10", "District 100"]
    for script in (True, False):
        page = visit(made, java_script_enabled=script)
        lay_out_all(page)
        heads = page.locator("#matrix tbody th[scope=row] > :first-child").all_text_contents()
        assert [each for each in heads if each.startswith("District")] == ordered
        lay_out_all(page)
        titles = page.locator("#initiatives tbody th").all_text_contents()
        assert [each for each in titles if each.startswith("Project")] == ["Project 2", "Project 10"] * 4
    page = visit(made)
    listed = page.locator("#jurisdiction option").all_text_contents()
    assert [each for each in listed if each.startswith("District")] == ordered


def test_lists_choose(visit, html):
    page = visit(html)
    open_filter(page)
    page.locator("#theme").select_option("data")
    page.locator("#jurisdiction").select_option("CA-MB")
    assert chosen(page) == "#jurisdiction=CA-MB&theme=data"
    assert len(rows(page)) == 2


def test_switching_language_moves_everything(visit, html):
    page = visit(html, "#jurisdiction=CA-ON")
    page.get_by_role("button", name="Français").click()
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.title() == "Ontario – Qui travaille à quoi, avec qui – Hiver 2022"
    assert chosen(page) == "#jurisdiction=CA-ON&lang=fr"
    assert "Lancement 19 octobre 2021" in "".join(rows(page))
    assert page.locator("#language").inner_text() == "English"
    page.go_back()
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize(
    "fragment", ["#lang=fr", "#theme=digital-identity&lang=fr", "#initiative=TBS%2Fidentite-numerique&lang=fr"]
)
def test_no_english_left_in_french(visit, html, fragment):
    page = visit(html, fragment)
    shown = page.evaluate("""() => {
      const found = [];
      for (const each of document.querySelectorAll("body *:not(script, style, noscript, noscript *)")) {
        if (each.closest("[lang]") !== document.documentElement) continue;
        for (const node of each.childNodes) if (node.nodeType === 3) found.push(node.data.trim());
        for (const name of ["aria-label", "placeholder"]) found.push(each.getAttribute(name) ?? "");
      }
      return found;
    }""")
    french = {texts["fr"] for texts in strings().values()}
    english = {texts["en"] for texts in strings().values()} - french
    assert len(shown) > 100
    assert [text for text in shown if text in english or "undefined" in text or "[object" in text] == []


def test_hostile_document_runs_nothing(visit, document, opportunities):
    html = render_page(
        hostile_document(document), hostile_opportunities(opportunities), language="en", title="</title><img src=x>"
    )
    page = visit(html, "#theme=<img src=x onerror=window.hacked=1>&jurisdiction=__proto__")
    assert page.locator("#details-title").inner_text().startswith("Canada Revenue Agency")
    open_filter(page)
    for kind in ("jurisdiction", "theme"):
        for value in page.locator(f"#{kind} option").evaluate_all("all => all.map((each) => each.value)"):
            page.locator(f"#{kind}").select_option(value)
    page.evaluate("location.hash = 'jurisdiction=__proto__'")
    page.locator("#detail a").first.click()
    expect(page.locator("#detail .evidence")).to_have_count(2)
    page.locator("#reset").click()
    page.locator("#words a").last.click()
    expect(page.locator("#detail dl")).to_be_visible()
    page.locator("#reset").click()
    page.locator("#initiatives th a").first.click()
    page.locator("#search").fill("<img src=x onerror=window.hacked=1>")
    page.locator("#search").fill("proto")
    page.locator("#language").click()
    for summary in page.locator("main summary:visible").all():
        summary.click()
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("({}).hacked === undefined && Object.keys(Object.prototype).length === 0")
    assert page.locator("img").count() == 0
    assert page.locator("a").evaluate_all("all => all.every((each) => each.getAttribute('href').startsWith('#'))")


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(visit, html, state):
    fragment, options = STATES[state]
    page = visit(html, fragment, **options)
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert violations(page) == []


def test_axe_finds_nothing_with_search_open(visit, html):
    page = visit(html)
    page.locator("#search").fill("num")
    assert page.locator("#results li").count() > 2
    assert violations(page) == []


@pytest.mark.parametrize("fragment", ["", "#theme=digital-identity&lang=fr"])
def test_narrow_page_scrolls_only_down(visit, html, fragment):
    page = visit(html, fragment, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate("document.querySelector('#matrix-part .scroll').scrollWidth > 320")


@pytest.fixture(scope="module")
def browser_with_scroll_bars(launch_chromium):
    browser = launch_chromium(ignore_default_args=["--hide-scrollbars"])
    yield browser
    browser.close()


@pytest.mark.parametrize("width", [320, 800, 1280, 1920])
def test_a_scroll_bar_that_takes_room_makes_the_page_no_wider(browser_with_scroll_bars, html, tmp_path, width):
    """The bar at the top ends where the scroll bar begins; the column below it is in the middle of what is left."""
    path = tmp_path / "page.html"
    path.write_text(html, "utf-8")
    page = browser_with_scroll_bars.new_page(viewport={"width": width, "height": 900})
    page.goto(path.as_uri())
    until_ready(page)
    room = page.evaluate("document.documentElement.clientWidth")
    assert room < width
    assert page.evaluate("document.documentElement.scrollWidth") == room
    bar, column = page.locator("#bar").bounding_box(), page.locator("main").bounding_box()
    assert (bar["x"], bar["width"]) == (0, room)
    assert column["x"] == pytest.approx(room - column["x"] - column["width"])
    page.close()


@pytest.mark.parametrize("width", [320, 800, 1280, 1920])
@pytest.mark.parametrize("fragment", ["", "#lang=fr", "#jurisdiction=CRA", "#theme=digital-services&lang=fr"])
def test_boxes_of_the_drawing_do_not_overlap(visit, html, width, fragment):
    page = visit(html, fragment, width=width)
    lay_out_all(page)
    boxes = page.evaluate(BOXES)
    assert 3 < len(boxes) <= 60
    assert [box["id"] for box in boxes if not box["inside"]] == []
    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            separate = (
                one["left"] >= other["right"]
                or other["left"] >= one["right"]
                or one["top"] >= other["bottom"]
                or other["top"] >= one["bottom"]
            )
            assert separate, (one, other)
    frame = page.locator("#drawing").bounding_box()
    for box in boxes if width > 320 else []:  # on a phone the drawing is as wide as the screen, and moved down
        assert frame["x"] <= box["left"] <= box["right"] <= frame["x"] + frame["width"]
        assert frame["y"] <= box["top"] <= box["bottom"] <= frame["y"] + frame["height"]


def test_without_script_the_facts_are_there(visit, document, opportunities):
    page = visit(render_page(document, opportunities, language="fr"), java_script_enabled=False)
    assert "15 rapports reçus" in page.locator("#about").inner_text()
    assert page.locator("#matrix td.missing").all_text_contents() == ["n’a pas communiqué de rapport"] * 6
    assert page.locator("#initiatives tbody tr").count() == 23
    assert page.locator("#opportunities .opportunity").count() == 7
    assert page.locator("#needs li").count() == 7
    assert "JavaScript" in page.locator("noscript").inner_text()
    assert page.locator("#controls").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 1280


def test_python_and_script_give_the_same(visit, html, document, opportunities):
    for language in ("en", "fr"):
        made = render_page(document, opportunities, language=language)
        static, live = visit(made, java_script_enabled=False), visit(made)
        for part in ("#heading", "#about", "#priorities", "#audience", "#words"):
            assert live.locator(part).inner_text() == static.locator(part).inner_text()
        lay_out_all(live)
        lay_out_all(static)
        texts = [sorted(page.locator("#initiatives tbody tr").all_inner_texts()) for page in (static, live)]
        assert texts[0] == texts[1]


def test_who_did_not_report_is_not_called_idle(visit, html):
    page = visit(html, "#jurisdiction=CA-NS")
    assert (
        page.locator("#status").inner_text()
        == "Shown: Nova Scotia. Shared no report: what it works on is not known here."
    )
    label = page.locator("#drawing .mark.jurisdiction", has_text="Nova Scotia").get_attribute("aria-label")
    assert label == "Nova Scotia: shared no report."
    assert page.locator("#opportunities-lead").is_hidden()
    page.evaluate("location.hash = '#jurisdiction=CA-ON&compare=CA-NS'")
    table = page.locator("#detail table")
    table.get_by_text("Also works on").wait_for()
    assert "Only this one" not in table.inner_text()
    page.evaluate("location.hash = '#jurisdiction=CA-ON&compare=CRA'")
    table.get_by_text("Only this one works on").wait_for()
    assert page.locator("#details-title").inner_text() == "Ontario and Canada Revenue Agency"
    page.evaluate("window.print = () => {}")
    page.evaluate("location.hash = '#jurisdiction=CA-NS'")
    page.locator("#save").click()
    page.locator("#print-reports").click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert "initiative" not in page.locator(".report-page").text_content()


def test_a_passage_is_quoted_once_for_all_that_it_bears_out(visit, document, opportunities):
    first = document["initiatives"][0]
    piece = {**first["evidence"][0], "supports": ["title:fr"], "rule": "item-title"}
    made = {
        **document,
        "initiatives": [{**first, "evidence": [first["evidence"][0], piece]}, *document["initiatives"][1:]],
    }
    page = visit(render_page(made, opportunities, language="en"), f"#initiative={quote(first['id'], safe='')}")
    assert page.locator("#detail .evidence").count() == 1
    assert page.locator("#detail .evidence blockquote").count() == 1
    assert [text.partition("rule: ")[2] for text in page.locator("#detail .evidence p").all_inner_texts()[1:]] == [
        "table-row · evidence for: lead, title, summary",
        "item-title · evidence for: title",
    ]


@pytest.mark.parametrize("width", [320, 1280])
def test_a_word_that_is_too_long_stays_in_its_cell(visit, document, width):
    word = "Verwaltungsdigitalisierungsbeschleunigungs" * 4
    jurisdictions = [
        {**row, "names": {"en": word}} if row["id"] == "CA-ON" else row for row in document["jurisdictions"]
    ]
    page = visit(render_page({**document, "jurisdictions": jurisdictions}, [], language="en"), width=width)
    head = page.locator("#matrix th[scope=row]", has_text=word)
    cell, name = head.bounding_box(), head.locator("button").bounding_box()
    assert name["x"] + name["width"] <= cell["x"] + cell["width"]


@pytest.mark.parametrize("script", [True, False])
def test_did_not_report_is_in_view_however_wide_the_matrix_is(visit, html, script):
    page = visit(html, java_script_enabled=script)
    if script and page.locator("#more-themes").is_visible():
        page.locator("#more-themes").click()
    wanted = page.locator("#matrix td.missing > span").first.bounding_box()
    frame = page.locator("#matrix-part .scroll").bounding_box()
    assert wanted["x"] + wanted["width"] <= frame["x"] + frame["width"]


@pytest.fixture(scope="module")
def two_editions(document, opportunities):
    """The council's page with an earlier edition, in which Ontario and Alberta reported, and what changed since."""
    earlier = {
        "id": "2021-fall",
        "published": "2021-10",
        "missing": ["CRA"],
        "submissions": [{"jurisdiction": who, "received": who != "CRA"} for who in ("CA-ON", "CA-AB", "CRA")],
    }
    initiatives = [
        {**row, "editions": ["2021-fall", "2022-winter"]} if row.get("lead") in {"CA-ON", "CA-AB"} else row
        for row in document["initiatives"]
    ]
    first = {kind: next(row["id"] for row in initiatives if row["lead"] == who) for kind, who in CHANGED.items()}
    between = {"before": "2021-fall", "after": "2022-winter"}
    changes = [
        {
            **between,
            "change": kind,
            "jurisdiction": CHANGED[kind],
            "initiative": found,
        }
        | ({"attribute": "status", "old": "planned", "new": "launched"} if kind == "changed" else {})
        for kind, found in first.items()
    ] + [{**between, "change": "new", "jurisdiction": "CRA", "attribute": "report"}]
    made = {**document, "editions": [earlier, *document["editions"]], "initiatives": initiatives}
    return render_page(made, opportunities, language="en", changes=changes)


CHANGED = {"new": "CA-MB", "changed": "CA-ON", "gone": "CA-AB"}


def test_an_edition_moves_everything(visit, two_editions):
    page = visit(two_editions)
    segments = page.locator("#editions button")
    assert segments.all_inner_texts() == ["Fall 2021", "Winter 2022", "Both"]
    assert page.locator("#editions [aria-pressed=true]").inner_text() == "Winter 2022"
    assert "17 initiatives are new." in page.locator("#heading").inner_text()
    segments.nth(0).click()
    assert chosen(page) == "#edition=2021-fall"
    assert page.locator("#edition").input_value() == "2021-fall"
    assert len(rows(page)) == 6
    row = page.locator("#matrix tr", has_text="Canada Revenue Agency")
    assert "shared no report" in row.locator("td").first.inner_text()
    assert page.locator("#matrix tr", has_text="Manitoba").locator("td.unknown").count() > 0
    assert page.locator("#network-title").inner_text() == "Around: Fall 2021"
    assert page.locator("#heading").inner_text().startswith("Fall 2021: 2 jurisdictions report 6 initiatives.")
    assert page.locator("#about").inner_text() == (
        "Fall 2021: 2 jurisdictions reported; 1 jurisdiction shared no report: Canada Revenue Agency."
    )
    page.locator("#matrix").get_by_role("button", name="Ontario", exact=True).click()
    assert chosen(page) == "#jurisdiction=CA-ON&edition=2021-fall"
    assert len(rows(page)) == 4
    segments.nth(2).click()
    assert chosen(page) == "#jurisdiction=CA-ON&edition=all"
    page.locator("#reset").click()
    assert chosen(page) == ""
    assert page.locator("#editions [aria-pressed=true]").inner_text() == "Winter 2022"


@pytest.mark.parametrize(
    ("fragment", "wanted", "since"),
    [
        ("", "New: in no edition before (17)", "2 jurisdictions report again"),
        ("#lang=fr", "Nouveau : dans aucune édition antérieure (17)", "2 administrations présentent de nouveau"),
    ],
)
def test_what_an_edition_changed(visit, two_editions, fragment, wanted, since):
    page = visit(two_editions, fragment)
    lay_out_all(page)
    shown = page.locator("#changes")
    assert shown.locator("li.change.new").count() == 17
    assert shown.locator("li.change.changed").count() == 1
    assert wanted in shown.inner_text().replace("\u00a0", " ")
    assert shown.locator("ins").inner_text() in {"Launched", "Lancée"}
    assert since in page.locator("#since").inner_text()
    page.evaluate("location.hash = 'jurisdiction=CA-ON'")
    shown.locator("li.change.new").first.wait_for(state="detached")
    assert shown.locator("li.change").count() == 1
    assert page.locator("#since-part").is_hidden()


def test_initiatives_that_an_edition_does_not_report(visit, document, opportunities):
    earlier = {"id": "2021-fall", "published": "2021-10", "missing": [], "submissions": []}
    gone = [{**row, "editions": ["2021-fall"]} if row["lead"] == "CA-AB" else row for row in document["initiatives"]]
    back = [{**row, "editions": ["2021-summer", "2022-winter"]} if row["lead"] == "CA-ON" else row for row in gone]
    first = {**earlier, "id": "2021-summer", "published": "2021-07"}
    made = {**document, "editions": [first, earlier, *document["editions"]], "initiatives": back}
    page = visit(render_page(made, opportunities, language="en"))
    lay_out_all(page)
    assert "whether they continue is not known" in page.locator("#since").inner_text()
    assert page.locator("#changes .change.back").count() == 4
    assert (
        page.locator("#changes .change.new").count()
        == 23 - 4 - page.locator("#changes .change:is(.left, .unknown)").count()
    )
    assert page.locator("#editions button").count() == 4


def test_a_level_moves_everything(visit, html):
    page = visit(html)
    open_filter(page)
    page.locator("#level").select_option("provincial")
    assert chosen(page) == "#level=provincial"
    lay_out_all(page)
    assert page.locator("#matrix th.level").all_text_contents() == ["Provincial"]
    assert 5 < len(rows(page)) < 23
    assert page.locator("#drawing .jurisdiction").count() >= 3


def test_two_jurisdictions_side_by_side(visit, html):
    page = visit(html, "#jurisdiction=CA-ON")
    page.locator("#compare").select_option("CRA")
    assert chosen(page) == "#jurisdiction=CA-ON&compare=CRA"
    table = page.locator("#detail table.compare")
    assert table.locator("thead th").all_inner_texts() == ["Ontario", "Canada Revenue Agency"]
    both = table.locator("tr", has_text="Both work on").locator("td")
    assert "Digital identity" in both.inner_text()
    assert len(rows(page)) == 7
    assert page.locator("#matrix tr.chosen").count() == 2
    page.go_back()
    assert chosen(page) == "#jurisdiction=CA-ON"


def test_partners_in_one_step(visit, html):
    page = visit(html)
    open_filter(page)
    page.locator("#partners").select_option("CA-ON")
    assert chosen(page) == "#jurisdiction=CA-ON&show=partners"
    assert page.locator("#details-title").inner_text() == "Whom Ontario should meet"
    found = page.locator("#detail tbody tr")
    assert found.count() >= 2
    assert "Canada Revenue Agency" in found.first.inner_text()
    assert page.locator("#opportunities-part").is_hidden()


def test_the_legend_hides_and_shows(visit, html):
    page = visit(html)
    lines = page.locator("#drawing .mark.opportunity")
    assert lines.count() == 3
    page.get_by_role("button", name="Conversation to have", exact=True).click()
    assert chosen(page) == "#hide=opportunity"
    assert lines.count() == 0
    pressed = page.get_by_role("button", name="Conversation to have", exact=True)
    assert pressed.get_attribute("aria-pressed") == "false"
    pressed.click()
    assert lines.count() == 3


def test_when_things_happened(visit, html):
    page = visit(html)
    lay_out_all(page)
    assert page.locator("#timeline > li > h3").all_text_contents() == ["2022", "2021"]
    assert "October 19, 2021" in page.locator("#timeline").inner_text()
    page.evaluate("location.hash = 'jurisdiction=CA-ON'")
    assert page.locator("#timeline .when").count() == 3


@pytest.mark.parametrize(
    ("which", "name"), [("initiatives", "Initiative"), ("matrix", "Jurisdiction"), ("needs", "Need")]
)
def test_what_is_shown_can_be_kept_as_a_table(visit, html, which, name):
    page = visit(html, "#jurisdiction=CA-ON")
    page.locator("#save").click()
    assert page.locator("#saving").is_visible()
    assert "Ontario" in page.locator("#saving-about").inner_text()
    with page.expect_download() as kept:
        page.locator(f"#save-{which}").click()
    assert kept.value.suggested_filename == f"accord-{which}.csv"
    text = kept.value.path().read_text("utf-8-sig")
    table = list(csv.reader(text.splitlines()))
    assert table[0][0] == name
    assert all(len(row) == len(table[0]) for row in table)
    if which == "initiatives":
        assert len(table) == 5
    page.keyboard.press("Escape")
    assert page.locator("#saving").is_hidden()


def test_the_drawing_can_be_kept(visit, html):
    page = visit(html)
    page.locator("#save").click()
    page.locator("#picture").select_option("network")
    with page.expect_download() as kept:
        page.locator("#save-svg").click()
    drawing = fromstring(kept.value.path().read_text("utf-8"))
    texts = [text for node in drawing.iter("{http://www.w3.org/2000/svg}tspan") if (text := node.text)]
    assert "Ontario" in texts
    with page.expect_download() as kept:
        page.locator("#save-png").click()
    assert kept.value.path().read_bytes().startswith(b"\x89PNG")


def test_no_cell_that_is_kept_is_a_formula(visit, document):
    document = {**document, "initiatives": [{**row, "titles": {"en": "=1+1"}} for row in document["initiatives"]]}
    page = visit(render_page(document, [], language="en"))
    page.locator("#save").click()
    with page.expect_download() as kept:
        page.locator("#save-initiatives").click()
    table = list(csv.reader(kept.value.path().read_text("utf-8-sig").splitlines()))
    assert {row[0] for row in table[1:]} == {"'=1+1"}


@pytest.mark.parametrize(("size", "fragment"), [("A4", ""), ("Letter", "#lang=fr"), ("A4", "#level=provincial")])
def test_the_report_has_a_page_for_each_jurisdiction(visit, html, tmp_path, size, fragment):
    page = visit(html, fragment)
    texts = print_texts(page, "#print-reports", tmp_path / "report.pdf", size)
    heads = [text.split("\n")[0] for text in texts]
    expected = {"Ontario", "Manitoba", "Alberta"}
    assert expected <= set(heads)
    assert page.locator("#report").is_hidden()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_can_open_with_a_choice(visit, document, opportunities, language):
    start = {"jurisdiction": "CA-ON", "show": "partners"}
    page = visit(render_page(document, opportunities, language=language, start=start))
    assert "Ontario" in page.locator("#details-title").inner_text()
    page.locator("#reset").click()
    assert chosen(page) == "#all=1"
    assert page.locator("#details").is_hidden()
    assert len(rows(page)) == 23


def test_a_large_page_is_packed_and_shows_the_same(visit, document, opportunities):
    packed = visit(render_page(document, opportunities, language="en", min_compressed=0))
    plain = visit(render_page(document, opportunities, language="en"))
    assert packed.locator("#accord-data").get_attribute("data-coding") == "gzip"
    assert plain.locator("#accord-data").get_attribute("data-coding") == "json"
    lay_out_all(packed)
    lay_out_all(plain)
    for part in ("#matrix", "#initiatives", "#words", "#opportunities", "#needs", "#timeline"):
        assert packed.locator(part).inner_text() == plain.locator(part).inner_text()


@pytest.mark.parametrize("state", ["dialog", "200% zoom", "print", "timeline and partners"])
def test_axe_finds_nothing_in_other_states(visit, html, state):
    fragments = {"timeline and partners": "#jurisdiction=CA-ON&show=partners&lang=fr"}
    page = visit(html, fragments.get(state, ""), width=640 if state == "200% zoom" else 1280)
    if state == "dialog":
        page.locator("#save").click()
    if state == "print":
        page.evaluate("window.print = () => {}")
        page.locator("#save").click()
        page.locator("#print-reports").click()
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert violations(page) == []
