"""A page of more than fits: read lightly, listed in parts, nothing lost on the way."""

from __future__ import annotations

from playwright.sync_api import expect

from graph.exchange.document import export_document
from graph.sqlite.store import SqliteStore
from tests.helpers.two_editions import build
from viz.page.render import render_page
from viz.page.source import load_changes, load_light_document, load_page_document, load_suggestions

OMITTED = {"summaries", "evidence"}


def test_a_light_document_says_the_same_but_for_words(tmp_path):
    build(tmp_path / "graph.db")
    with SqliteStore(tmp_path / "graph.db").view("members", "en") as view:
        full, light = export_document(view), load_light_document(view)
        assert load_page_document(view) == full
        assert load_suggestions(view, light) == load_suggestions(view, full)
        assert load_changes(view, full)
    assert light["light"]
    for kind in ("initiatives", "partnerships", "needs"):
        assert len(light[kind]) == len(full[kind])
        for one, other in zip(light[kind], full[kind], strict=True):
            for name in one.keys() - OMITTED:
                expected = other[name]
                if name == "members":
                    assert [each["jurisdiction"] for each in one[name]] == [each["jurisdiction"] for each in expected]
                elif name == "dates":
                    assert [each["edtf"] for each in one[name]] == [each["edtf"] for each in expected]
                else:
                    assert (
                        sorted(one[name]) == sorted(expected) if isinstance(expected, list) else one[name] == expected
                    )
            places = {(piece["source"], piece.get("line")) for piece in one["evidence"]}
            assert places == {(piece["source"], piece.get("line")) for piece in other["evidence"]}
    assert [row["missing"] for row in light["editions"]] == [row["missing"] for row in full["editions"]]


def crowd(document):
    """The document with 400 towns, each with an initiative."""
    towns = [{"id": f"TOWN-{at}", "level": "municipal", "names": {"en": f"Town {at}"}} for at in range(400)]
    works = [
        {
            "id": f"{town['id']}/work",
            "kind": "initiative",
            "titles": {"en": f"Work of {town['names']['en']}"},
            "lead": town["id"],
            "themes": ["data"],
        }
        for town in towns
    ]
    return {
        **document,
        "jurisdictions": document["jurisdictions"] + towns,
        "initiatives": document["initiatives"] + works,
    }


def test_many_jurisdictions_come_in_pages(visit, document, opportunities):
    page = visit(render_page(crowd(document), opportunities, language="en"))
    assert page.locator("#matrix td").count() <= 1500
    shown = set(page.locator("#matrix tbody th[scope=row]").all_text_contents())
    while page.locator("#more-rows").is_visible():
        page.locator("#more-rows").click()
        shown |= set(page.locator("#matrix tbody th[scope=row]").all_text_contents())
    assert len(shown) == 416
    assert page.locator("#fewer-rows").is_visible()
    page.evaluate("location.hash = 'jurisdiction=TOWN-399'")
    assert page.locator("#matrix tr.chosen").count() == 1
    assert page.locator("#initiatives tbody tr").count() == 1


def test_many_initiatives_grow_on_demand(visit, document, opportunities):
    page = visit(render_page(crowd(document), opportunities, language="en"))
    assert page.locator("#initiatives tbody tr").count() == 100
    page.locator("#more-initiatives").click()
    assert page.locator("#initiatives tbody tr").count() == 423
    page.locator("#search").fill("twon 377")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash").endswith("TOWN-377")


def test_without_script_all_are_there(visit, document, opportunities):
    page = visit(render_page(crowd(document), opportunities, language="fr"), java_script_enabled=False)
    assert page.locator("table.initiatives tbody tr").count() == 423


def test_the_first_screen_is_drawn_first(visit, html):
    page = visit(html)
    first, all_of_it = page.evaluate(
        "['accord-interactive', 'accord-drawn'].map((name) => performance.getEntriesByName(name)[0].startTime)"
    )
    assert first < all_of_it
    assert page.locator("[aria-busy]").count() == 0
    assert page.locator("#matrix tbody tr").count() > 1


def test_a_list_of_many_names_is_filled_when_the_reader_turns_to_it(visit, document, opportunities):
    page = visit(render_page(crowd(document), opportunities, language="en"), "#jurisdiction=CA-ON")
    options = page.locator("#jurisdiction option")
    assert options.all_text_contents() == ["All jurisdictions", "Ontario"]
    page.locator("#filter summary").click()
    page.locator("#jurisdiction").focus()
    assert options.count() == 201
    assert page.locator("#jurisdiction").input_value() == "CA-ON"
    page.locator("#jurisdiction").select_option("CA-MB")
    assert page.locator("#details-title").inner_text() == "Manitoba"


def test_what_the_panel_has_no_room_for_follows(visit, document, opportunities):
    made = crowd(document)
    works = [{**row, "lead": "TOWN-1"} for row in made["initiatives"] if row["id"].startswith("TOWN-")][:40]
    others = [row for row in made["initiatives"] if not row["id"].startswith("TOWN-")]
    page = visit(render_page({**made, "initiatives": others + works}, opportunities, language="en"))
    page.evaluate("location.hash = 'jurisdiction=TOWN-1'")
    expect(page.locator("#detail > ul").first.locator("> li")).to_have_count(40)
