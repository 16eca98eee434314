"""The network as people explore it: by pointer, by keyboard, by touch; what it shows is never misleading."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.helpers.council import council_document
from tests.viz.accessibility import violations
from tests.viz.drawing import measure_drawing
from tests.viz.page.test_browser import chosen
from viz.network.communities import find_communities
from viz.page.model import build_page_data
from viz.page.render import render_page

FOCUS = "document.activeElement.dataset.mark ?? ''"
ZOOM = "document.querySelector('#drawing svg').style.transform"


def box(page, name: str):
    """A box by its name."""
    return page.locator("#drawing .mark:not(.line)", has_text=name).first


def press(page, name: str) -> None:
    """Press a box as a pointer does, wherever it is."""
    box(page, name).dispatch_event("click")


def check_drawing(page) -> dict:
    """Assert that no line is behind a box and no box on another; returns the measures."""
    found = measure_drawing(page)
    assert found["behind"] == []
    assert found["overlapping"] == []
    return found


def large_document(document: dict, size: int) -> dict:
    """A document of so many initiatives, two in five with one to four partners, of a tenth as many agencies."""
    agencies = [
        {"id": f"AGENCY-{at}", "level": "municipal", "names": {"en": f"Agency {at}"}}
        for at in range(max(20, size // 10))
    ]
    themes = [row["id"] for row in document["themes"]]
    initiatives, partnerships = [], []
    for at in range(size):
        lead = agencies[(at * 7919) % len(agencies)]["id"]
        made = {
            "id": f"{lead}/work-{at}", "kind": "initiative", "titles": {"en": f"Work {at}"}, "lead": lead,
            "themes": [themes[at % len(themes)]], "editions": ["2022-winter"],
        }  # fmt: skip
        initiatives.append(made)
        if at % 5 < 2:
            # partners near the lead, now and then one far away
            first = (at * 7919) % len(agencies)
            steps = [1 + (at * step) % (12 if at % 3 else len(agencies) - 1) for step in range(1, 2 + at % 4)]
            members = list(dict.fromkeys([lead, *(agencies[(first + step) % len(agencies)]["id"] for step in steps)]))
            partnerships.append(
                {"id": f"p{at}", "initiative": made["id"], "members": [{"jurisdiction": who} for who in members]}
            )
    return {
        **document,
        "jurisdictions": agencies,
        "initiatives": initiatives,
        "partnerships": partnerships,
        "needs": [],
    }


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize(
    "fragment", ["", "#jurisdiction=CRA", "#theme=digital-identity&lang=fr", "#jurisdiction=CA-ON&compare=CRA"]
)
def test_no_line_is_behind_a_box(visit, html, width, fragment):
    page = visit(html, fragment, width=width)
    assert check_drawing(page)["lines"] >= 7


def open_everything(page, rounds: int = 3) -> None:
    """Open all boxes that can be opened, then those in them."""
    for _ in range(rounds):
        page.evaluate("""() => {
          const closed = (id = "") => `#drawing [data-mark${id && `="${CSS.escape(id)}"`}][aria-expanded=false]`;
          const press = (mark) => mark?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
          const ids = [...document.querySelectorAll(closed())].map((each) => each.dataset.mark);
          for (const id of ids) press(document.querySelector(closed(id)));
        }""")


@pytest.mark.parametrize("width", [320, 1280])
def test_no_line_is_behind_a_box_when_all_is_open(visit, html, width):
    page = visit(html, width=width)
    open_everything(page, 2)
    found = check_drawing(page)
    assert found["boxes"] > 80


def test_naming_two_in_the_lists_shows_how_they_are_connected(visit, html):
    page = visit(html)
    page.locator("#network-from").select_option("CA-AB")
    assert "path" not in page.evaluate("location.hash")
    page.locator("#network-to").select_option("CRA")
    assert "path=CA-AB%2CCRA" in page.evaluate("location.hash")
    assert "Alberta" in page.locator("#network-status").inner_text()


@pytest.mark.parametrize("size", [2_000, 20_000])
def test_a_large_network_is_drawn_in_groups(visit, document, size):
    page = visit(render_page(large_document(document, size), [], language="en"))
    page.locator("#drawing").scroll_into_view_if_needed()
    folded = check_drawing(page)
    assert folded["boxes"] <= 60
    assert page.locator("#drawing .mark.community").count() > 1
    page.locator("#drawing .mark.community").first.dispatch_event("click")
    opened = check_drawing(page)
    assert opened["boxes"] > folded["boxes"]
    assert "not drawn" in page.locator("#network-more").inner_text()
    if size > 2_000:
        page.locator("#drawing .mark.more").first.dispatch_event("click")
        assert check_drawing(page)["boxes"] > opened["boxes"]
    page.evaluate("location.hash = 'jurisdiction=AGENCY-7'")
    expect(page.locator("#drawing .mark.jurisdiction.open")).to_have_count(1)
    check_drawing(page)


def test_opening_and_closing_by_keyboard(visit, html):
    page = visit(html)
    assert page.locator("#drawing [tabindex='0']").count() == 1
    page.locator("#drawing [tabindex='0']").focus()
    mark = page.evaluate(FOCUS)
    focused = page.locator(":focus")
    assert focused.get_attribute("aria-label") == (
        "Canada Revenue Agency: 3 initiatives, works with Alberta and British Columbia."
    )
    assert focused.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS) == mark
    assert page.locator(":focus").get_attribute("aria-expanded") == "true"
    inside = page.locator("#drawing .mark.initiative")
    assert inside.count() == 2
    assert "boxes in it" in page.locator("#network-status").inner_text()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator("#drawing .mark.evidence").count() >= 1
    assert page.locator("#drawing .mark.theme").count() >= 1
    check_drawing(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    assert page.locator("#drawing .mark.evidence").count() == 0
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUS) != ""
    assert page.locator("#drawing .mark.initiative").count() == 0
    assert chosen(page) == ""


def test_arrow_keys_reach_every_mark_and_each_says_a_sentence(visit, html):
    page = visit(html)
    page.locator("#drawing [tabindex='0']").focus()
    page.keyboard.press("Home")
    marks = page.locator("#drawing .mark").count()
    reached = set()
    for _ in range(marks):
        reached.add(page.evaluate(FOCUS))
        assert page.locator("#drawing [tabindex='0']").count() == 1
        page.keyboard.press("ArrowRight")
    assert len(reached) == marks
    labels = page.locator("#drawing .mark").evaluate_all("all => all.map((each) => each.getAttribute('aria-label'))")
    assert all(label.endswith((".", "”", "?")) for label in labels)
    before = page.evaluate(FOCUS)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUS) != before
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.classList.contains('line')")
    page.keyboard.press("Enter")
    assert "compare=" in chosen(page)


def test_what_has_the_focus_can_be_chosen_for_the_whole_page(visit, html):
    page = visit(html)
    box(page, "Ontario").focus()
    page.keyboard.press("Shift+Enter")
    assert chosen(page) == "#jurisdiction=CA-ON"
    assert page.locator("#details-title").inner_text() == "Ontario"
    box(page, "Sign-in").focus()
    page.locator("#network-all").click()
    assert chosen(page).startswith("#partnership=")
    assert "Canada Revenue Agency, Alberta and British Columbia" in page.locator("#details-title").inner_text()


def test_pointing_lights_the_neighbours(visit, html):
    page = visit(html)
    page.locator("#drawing").scroll_into_view_if_needed()
    box(page, "Alberta").hover()
    lit = page.locator("#drawing .mark.lit")
    names = " ".join(lit.all_text_contents())
    assert "Alberta" in names
    assert "Sign-in" in names
    assert "Manitoba" not in names
    assert page.locator("#drawing svg.dimmed").count() == 1
    assert "works with" in page.locator("#network-sentence").inner_text()
    page.mouse.move(2, 2)
    assert page.locator("#drawing svg.dimmed").count() == 0


def test_a_theme_shows_who_works_on_it(visit, html):
    page = visit(html)
    press(page, "Ontario")
    page.locator("#drawing .mark.initiative").first.dispatch_event("click")
    page.locator("#drawing .mark.theme").first.dispatch_event("click")
    assert page.locator("#drawing path.line.works").count() >= 1
    check_drawing(page)


def test_a_need_shows_who_could_answer(visit, html):
    page = visit(html)
    open_everything(page, 2)
    page.locator("#drawing .mark.need").first.dispatch_event("click")
    assert page.locator("#drawing .mark.need").count() >= 1
    check_drawing(page)


@pytest.mark.parametrize(("language", "expected"), [("en", "both take part in"), ("fr", "participent à")])
def test_the_path_between_two_is_drawn_and_in_words(visit, html, language, expected):
    page = visit(html, f"#lang={language}")
    page.locator("#network-from").select_option("CA-AB")
    page.locator("#network-to").select_option("CRA")
    page.locator("#network-path").click()
    assert expected in page.locator("#network-status").inner_text()
    assert page.locator("#drawing path.line.path").count() == 2
    assert page.locator("#drawing .mark.lit").count() == 3
    check_drawing(page)
    assert violations(page) == []
    page.locator("#network-path-clear").click()
    assert page.locator("#drawing path.line.path").count() == 0
    page.locator("#network-to").select_option("CA-MB")
    page.locator("#network-path").click()
    assert page.locator("#drawing path.line.path").count() >= 2
    check_drawing(page)
    page.locator("#network-to").select_option("CA-NS")
    page.locator("#network-path").click()
    assert (
        page.locator("#network-status").inner_text().count("Nova Scotia" if language == "en" else "Nouvelle-Écosse")
        == 1
    )
    page.locator("#network-to").select_option("CA-AB")
    page.locator("#network-path").click()
    assert page.locator("#network-status").inner_text() in {
        "Choose two different jurisdictions.", "Choisissez deux administrations différentes."
    }  # fmt: skip


def place(page, name: str) -> list[float]:
    """Where a box is in the picture."""
    return box(page, name).locator(".shape").evaluate("each => [each.x.baseVal.value, each.y.baseVal.value]")


def drag(page, name: str, x: int, y: int) -> None:
    """Drag a box with the pointer."""
    page.locator("#drawing").scroll_into_view_if_needed()
    at = box(page, name).locator(".shape").bounding_box()
    page.mouse.move(at["x"] + 20, at["y"] + 10)
    page.mouse.down()
    for step in range(1, 6):
        page.mouse.move(at["x"] + 20 + x * step / 5, at["y"] + 10 + y * step / 5)
        page.wait_for_timeout(30)
    page.mouse.up()
    page.wait_for_timeout(60)


@pytest.mark.parametrize(("x", "y"), [(60, 200), (300, 0), (-200, 120), (5, 30), (0, -90)])
def test_a_dragged_box_finds_room_and_its_lines_follow(visit, html, x, y):
    page = visit(html)
    before = place(page, "Alberta")
    drag(page, "Alberta", x, y)
    check_drawing(page)
    after = place(page, "Alberta")
    assert before != after
    assert box(page, "Alberta").get_attribute("aria-expanded") == "false"  # a drag does not press
    page.locator("#network-undo").click()
    assert place(page, "Alberta") == before
    assert page.locator("#network-undo").is_disabled()


def test_a_box_is_moved_by_keyboard_and_back(visit, html):
    page = visit(html)
    box(page, "Alberta").focus()
    before = box(page, "Alberta").locator(".shape").get_attribute("y")
    for _ in range(4):
        page.keyboard.press("Alt+ArrowDown")
    assert box(page, "Alberta").locator(".shape").get_attribute("y") != before
    check_drawing(page)
    for _ in range(4):
        page.keyboard.press("Control+z")
    assert box(page, "Alberta").locator(".shape").get_attribute("y") == before


def test_the_picture_is_moved_and_enlarged(visit, html):
    page = visit(html)
    page.locator("#drawing").scroll_into_view_if_needed()
    fitted = page.evaluate(ZOOM)
    page.locator("#network-in").click()
    enlarged = page.evaluate(ZOOM)
    assert enlarged != fitted
    page.locator("#network-fit").click()
    assert page.evaluate(ZOOM) == fitted
    frame = page.locator("#drawing").bounding_box()
    page.mouse.move(frame["x"] + frame["width"] - 8, frame["y"] + frame["height"] - 8)
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(80)
    assert page.evaluate(ZOOM) == fitted  # the wheel moves the page while the drawing is not in use
    page.locator("#drawing").scroll_into_view_if_needed()
    frame = page.locator("#drawing").bounding_box()
    page.mouse.move(frame["x"] + frame["width"] - 8, frame["y"] + frame["height"] - 8)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_timeout(80)
    assert page.evaluate(ZOOM) != fitted
    page.locator("#network-fit").click()
    page.mouse.move(frame["x"] + frame["width"] - 8, frame["y"] + 40)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] - 90, frame["y"] + 90)
    page.mouse.up()
    assert page.evaluate(ZOOM) != fitted
    box(page, "Ontario").focus()
    page.keyboard.press("0")
    assert page.evaluate(ZOOM) == fitted
    page.keyboard.press("+")
    assert page.evaluate(ZOOM) != fitted


def test_two_fingers_enlarge(visit, html):
    page = visit(html, width=390, has_touch=True)
    page.locator("#drawing").scroll_into_view_if_needed()
    before = page.evaluate(ZOOM)
    frame = page.locator("#drawing").bounding_box()
    x, y = frame["x"] + 150, frame["y"] + 120
    session = page.context.new_cdp_session(page)
    for kind, far in (("touchStart", 30), ("touchMove", 50), ("touchMove", 80), ("touchEnd", 0)):
        points = [{"x": x - far, "y": y, "id": 0}, {"x": x + far, "y": y, "id": 1}] if far else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert page.evaluate(ZOOM) != before


def test_a_finger_that_rests_on_a_box_moves_it_and_one_that_does_not_moves_the_picture(visit, html):
    page = visit(html, width=390, has_touch=True)
    box(page, "Ontario").scroll_into_view_if_needed()
    session = page.context.new_cdp_session(page)

    def swipe(rest: int) -> None:
        frame = box(page, "Ontario").locator(".shape").bounding_box()
        x, y = frame["x"] + 20, frame["y"] + 8
        for at, kind in enumerate(("touchStart", "touchMove", "touchMove", "touchEnd")):
            points = [{"x": x + 30 * at, "y": y, "id": 0}] if at < 3 else []
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            page.wait_for_timeout(0 if at else rest)

    before, fitted = place(page, "Ontario"), page.evaluate(ZOOM)
    swipe(0)
    assert page.evaluate(ZOOM) != fitted
    assert place(page, "Ontario") == before
    swipe(600)
    expect(page.locator("#network-undo")).to_be_enabled()
    assert place(page, "Ontario") != before
    check_drawing(page)


def test_what_is_open_stays_where_it_is_when_the_choice_changes(visit, html):
    page = visit(html)
    press(page, "Manitoba")
    before = box(page, "Ontario").locator(".shape").get_attribute("x")
    page.evaluate("location.hash = 'level=federal'")
    expect(page.locator("#network-title")).to_have_text("Around: Federal")
    assert box(page, "Ontario").locator(".shape").get_attribute("x") == before
    assert page.locator("#drawing .mark.jurisdiction.open").count() == 1
    assert "lit" not in box(page, "Ontario").get_attribute("class").split()
    places = {name: place(page, name) for name in ("Ontario", "Alberta", "Treasury Board")}
    page.evaluate("location.hash = 'theme=digital-identity'")
    expect(page.locator("#drawing .mark.theme")).to_have_count(1)
    assert {name: place(page, name) for name in places} == places
    page.evaluate("location.hash = 'level=federal'")
    expect(page.locator("#drawing .mark.theme")).to_have_count(0)
    assert "lit" in box(page, "Canada Revenue").get_attribute("class").split()


def test_the_legend_lights_a_community_and_hides_kinds(visit, html):
    page = visit(html)
    group = page.locator("#network-groups button").first
    group.click()
    assert group.get_attribute("aria-pressed") == "true"
    assert 0 < page.locator("#drawing .mark.lit").count() < page.locator("#drawing .mark").count()
    group.click()
    assert page.locator("#drawing .mark.lit").count() == 0
    page.get_by_role("button", name="Initiative", exact=True).click()
    assert page.locator("#drawing .mark.partnership").count() == 0
    check_drawing(page)


def test_folding_all_puts_everything_back(visit, html):
    page = visit(html)
    before = page.locator("#drawing svg").inner_html()
    open_everything(page, 1)
    page.locator("#network-fold").click()
    assert page.locator("#drawing svg").inner_html() == before


STATES = ["opened", "all open", "path", "group lit", "dragged", "320 px", "dark", "French"]


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_the_network(visit, html, state):
    options = {"320 px": {"width": 320}, "dark": {"color_scheme": "dark"}}.get(state, {})
    page = visit(html, "#lang=fr" if state == "French" else "", **options)
    if state in {"opened", "320 px", "dark", "French"}:
        press(page, "Ontario")
        page.locator("#drawing .mark.initiative").first.dispatch_event("click")
    if state == "all open":
        open_everything(page, 2)
    if state == "path":
        page.locator("#network-from").select_option("CA-AB")
        page.locator("#network-to").select_option("CA-ON")
        page.locator("#network-path").click()
    if state == "group lit":
        page.locator("#network-groups button").first.click()
    if state == "dragged":
        drag(page, "Alberta", 200, 90)
    page.locator("#network-keys summary").click()
    assert violations(page) == []


def test_no_two_communities_have_the_same_name():
    document = council_document()
    theme = document["themes"][0]["id"]
    groups = (("CRA", "CA-AB"), ("CA-ON", "CA-MB"), ("TBS", "ISED", "ESDC"))
    known = {row["id"] for row in document["jurisdictions"]}
    rows = [
        {
            "id": str(at),
            "members": [{"jurisdiction": who, "role": "partner"} for who in group],
            "themes": [theme, *([document["themes"][1]["id"]] if at == 2 else [])],
            "evidence": [],
        }
        for at, group in enumerate(groups)
        if known.issuperset(group)
    ]
    found = find_communities(build_page_data({**document, "partnerships": rows}, []))
    names = [each["themes"][0] for each in found if each["themes"]]
    assert len(found) == 3
    assert len(names) == len(set(names))
