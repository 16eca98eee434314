"""The map of who works with whom: where tiles are, what they say, and that lines keep to the gutters."""

from __future__ import annotations

import pytest

from viz.page.render import render_page

BEHIND = """() => {
  const tiles = [...document.querySelectorAll("#map .tile > .shape")].map((each) => {
    const { x, y, width, height } = each.getBBox();
    return { id: each.parentElement.dataset.tile ?? "", x, y, width, height };
  });
  const found = [];
  for (const line of document.querySelectorAll("#map .line")) {
    const ends = line.dataset.ends.split(" ");
    const length = line.getTotalLength();
    for (let at = 0; at <= length; at += 2) {
      const { x, y } = line.getPointAtLength(at);
      for (const tile of tiles) {
        const inside = x > tile.x + 1 && x < tile.x + tile.width - 1 && y > tile.y + 1 && y < tile.y + tile.height - 1;
        if (inside && !ends.includes(tile.id)) found.push([line.dataset.net, tile.id]);
      }
    }
  }
  return found;
}"""


def tile(page, name: str):
    return page.locator(f"#map .tile[aria-label^='{name}:'], #map .tile[aria-label*='– {name}:']")


def texts(page, name: str) -> list[str]:
    found = tile(page, name)
    amount = page.locator(f"#map .amount[data-of='{found.get_attribute('data-tile')}']")
    return [*found.locator("text").all_text_contents(), *amount.all_text_contents()]


def test_provinces_lie_where_they_are_and_show_their_initiatives(visit, html):
    page = visit(html)
    boxes = {name: tile(page, name).bounding_box() for name in ("Alberta", "British Columbia", "Ontario", "Manitoba")}
    assert boxes["British Columbia"]["x"] < boxes["Alberta"]["x"] < boxes["Manitoba"]["x"] < boxes["Ontario"]["x"]
    assert len({box["y"] for box in boxes.values()}) == 1
    federal = tile(page, "Canada Revenue Agency").bounding_box()
    assert federal["y"] < boxes["Ontario"]["y"]
    assert texts(page, "Ontario") == ["ON", "4"]
    assert texts(page, "Nova Scotia") == ["NS", "no report"]
    label = tile(page, "Alberta").get_attribute("aria-label")
    assert label == "AB – Alberta: 3 initiatives, works with Canada Revenue Agency and British Columbia."
    assert tile(page, "Nova Scotia").get_attribute("aria-label") == "NS – Nova Scotia: shared no report."
    assert "is-unknown" in tile(page, "British Columbia").get_attribute("class")


@pytest.mark.parametrize("width", [768, 1280, 1920])
@pytest.mark.parametrize("fragment", ["", "#lang=fr", "#jurisdiction=CA-ON", "#theme=digital-identity"])
def test_no_line_is_behind_a_tile_that_it_does_not_join(visit, html, width, fragment):
    page = visit(html, fragment, width=width)
    assert page.locator("#map .line").count() > 0
    assert page.evaluate(BEHIND) == []


def test_a_city_is_below_its_province(visit, document):
    city = {"id": "CALGARY", "level": "municipal", "names": {"en": "Calgary"}, "part_of": "CA-AB"}
    work = {**document["initiatives"][0], "id": "CALGARY/one", "lead": "CALGARY", "partners": []}
    made = {
        **document,
        "jurisdictions": [*document["jurisdictions"], city],
        "initiatives": [*document["initiatives"], work],
    }
    page = visit(render_page(made, [], language="en"))
    below, above = tile(page, "Calgary").bounding_box(), tile(page, "Alberta").bounding_box()
    assert below["x"] == above["x"]
    assert below["y"] > above["y"] + above["height"]


def test_choosing_a_tile_and_choosing_it_again(visit, html):
    page = visit(html)
    page.locator("#map [tabindex='0']").focus()
    assert page.locator("#map [tabindex='0']").count() == 1
    for _ in range(40):
        page.keyboard.press("ArrowDown")
    row = page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert row == pytest.approx(tile(page, "Nova Scotia").bounding_box()["y"], abs=30)
    page.keyboard.press("Home")
    first = page.evaluate("document.activeElement.dataset.tile")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash").startswith("#jurisdiction=")
    assert page.evaluate("document.activeElement.dataset.tile") == first
    assert page.locator("#details").is_visible()
    page.keyboard.press(" ")
    assert page.evaluate("location.hash") == ""
    assert page.locator("#details").is_hidden()


def test_arrow_keys_reach_every_tile(visit, html):
    page = visit(html)
    page.locator("#map [tabindex='0']").focus()
    every = page.locator("#map [data-tile]").count()
    visited = set()
    for key in (
        "Home",
        *("ArrowRight",) * 9,
        "ArrowDown",
        *("ArrowLeft",) * 9,
        "ArrowDown",
        *("ArrowRight",) * 9,
        "End",
    ):
        page.keyboard.press(key)
        visited.add(page.evaluate("document.activeElement.dataset.tile"))
    assert len(visited) == every


def test_pointing_lights_the_partners(visit, html):
    page = visit(html)
    tile(page, "Alberta").hover()
    lit = page.locator("#map .tile.lit").evaluate_all(
        "all => all.map((each) => each.getAttribute('aria-label').split(':')[0].split(' – ').pop())"
    )
    assert {"Alberta", "British Columbia", "Canada Revenue Agency"} <= set(lit)
    assert "Ontario" not in lit or page.locator("#map .line.opportunity.lit").count() > 0
    page.mouse.move(0, 0)
    assert page.locator("#map .dimmed").count() == 0


def test_elsewhere_tiles_stand_by_level(visit, document):
    level = ["international", "other", "municipal"]
    places = [
        {
            "id": f"X{at}",
            "level": level[at % 3],
            "names": {"en": f"Organisation {at}"},
            "abbreviations": {},
            "codes": {},
        }
        for at in range(30)
    ]
    works = [{**document["initiatives"][0], "id": f"X{at}/it", "lead": f"X{at}", "partners": []} for at in range(30)]
    made = {
        **document, "jurisdictions": places, "initiatives": works, "partnerships": [], "needs": [], "editions": [],
    }  # fmt: skip
    page = visit(render_page(made, [], language="en"))
    assert page.locator("#map text.label").all_text_contents() == [
        "Municipal",
        "Other countries and international",
        "Other, or level not known",
    ]
    assert page.locator("#map [data-tile]").count() == 30
    assert page.locator("#heading").inner_text().startswith("30 initiatives of 30 jurisdictions.")


def test_on_a_phone_abbreviations_are_whole(visit, html):
    page = visit(html, width=320)
    assert texts(page, "Employment and Social Development Canada")[0] == "ESDC"
    assert texts(page, "Ontario")[0] == "ON"
    assert page.locator("#map .line").count() == 0


def test_a_name_without_spaces_widens_nothing(visit, document):
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    first, *others = document["jurisdictions"]
    named = {**first, "names": {"en": long}, "abbreviations": {}}
    page = visit(render_page({**document, "jurisdictions": [named, *others]}, [], language="en"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.evaluate("fragment => (location.hash = fragment)", f"jurisdiction={first['id']}")
    assert page.locator("#map .tile.chosen").get_attribute("aria-pressed") == "true"
    assert page.locator("#map .tile[aria-pressed=true]").count() == 1


def test_few_and_many_initiatives_have_different_shades(document, visit):
    (work, *_) = [row for row in document["initiatives"] if row["kind"] == "initiative" and row["lead"] == "CRA"]
    leads = sorted({row["lead"] for row in document["initiatives"]} - {"CRA"})
    many = [{**work, "id": f"CRA/{at}", "titles": {"en": f"Work {at}"}, "partners": []} for at in range(16)]
    few = [
        {**work, "id": f"{who}/{at}", "titles": {"en": f"Task {at}"}, "lead": who, "partners": []}
        for who in leads
        for at in range(2)
    ]
    made = {**document, "initiatives": [*many, *few], "partnerships": [], "needs": []}
    page = visit(render_page(made, [], language="en"))
    assert page.locator("#map-legend .sign").all_inner_texts()[:3] == ["1–2", "3–6", "7+"]
    assert page.locator("#map .tile.shade3").count() == 1
    assert page.locator("#map .tile.shade1").count() == len(leads)
    assert page.locator("#matrix-amounts i").all_inner_texts() == ["1–2", "3–6", "7+"]
