"""A choice after other choices shows what it shows by itself: parts that are marked forget what was before."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

MATRIX = """() => [...document.querySelectorAll("#matrix tr")].map((row) => [
  [...row.classList].sort().join(" "),
  ...[...row.cells].map((cell) => {
    const button = cell.querySelector("button");
    const classes = [...cell.classList].sort().join(" ");
    const said = ["aria-label", "aria-current"].map((name) => button?.getAttribute(name));
    return [classes, cell.textContent, ...said].join("|");
  }),
])"""
WAY = [
    "jurisdiction=CA-ON",
    "jurisdiction=CA-ON&theme=digital-identity",
    "theme=data",
    "jurisdiction=CA-ON&compare=CRA",
    "initiative=TBS%2Fidentite-numerique",
    "jurisdiction=CA-NS",
    "level=federal",
    "edition=2022-winter",
    "jurisdiction=CRA&show=partners&lang=fr",
    "",
]


def go(page, fragment: str) -> None:
    """Go to another choice, and wait until it is drawn."""
    page.evaluate(
        """fragment => new Promise((drawn) => {
          window.addEventListener("hashchange", () => setTimeout(drawn), { once: true });
          location.hash = fragment;
        })""",
        fragment,
    )


def test_the_matrix_shows_a_choice_as_if_it_were_the_first(visit, html):
    page = visit(html)
    for fragment in WAY:
        go(page, fragment)
        assert page.evaluate(MATRIX) == visit(html, f"#{fragment}").evaluate(MATRIX), fragment
        assert page.locator("#matrix button[tabindex='0']").count() == 1


def test_what_is_chosen_is_announced(visit, html):
    page = visit(html, "#jurisdiction=CA-ON&theme=digital-identity")
    current = page.locator("#matrix [aria-current]").evaluate_all("all => all.map((each) => each.textContent)")
    assert len(current) == 3
    assert page.locator("#matrix [aria-current='true']").count() == 3
    go(page, "")
    assert page.locator("#matrix [aria-current]").count() == 0


def test_the_network_out_of_view_follows_a_choice_and_shows_nothing_of_the_one_before(visit, html):
    page = visit(html)
    before, after, mark = page.evaluate("""async () => {
      location.hash = "jurisdiction=CA-ON";
      await new Promise((drawn) => window.addEventListener("hashchange", () => drawn(), { once: true }));
      const state = () => {
        const [part, drawing] = ["network-part", "drawing"].map((id) => document.getElementById(id));
        return [part.getAttribute("aria-busy"), getComputedStyle(drawing).opacity];
      };
      const before = state();
      document.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift" }));
      return [before, state(), document.querySelector("#drawing .jurisdiction.open").getAttribute("aria-label")];
    }""")
    assert before == ["true", "0"]
    assert after == [None, "1"]
    assert mark.startswith("Ontario")
    page.evaluate("location.hash = 'jurisdiction=CA-MB'")
    expect(page.locator("#drawing .jurisdiction.open")).to_contain_text("Manitoba")
    assert page.locator("[aria-busy]").count() == 0


def test_evidence_is_there_when_it_is_opened_and_when_nobody_waits(visit, html):
    page = visit(html, "#jurisdiction=CA-ON")
    closed = page.locator("#opportunities details").first
    closed.locator("summary").click()
    assert closed.locator(".evidence").first.is_visible()
    page.wait_for_timeout(1500)
    missing = (
        "() => [...document.querySelectorAll('main details:not(#network-keys)')]"
        ".filter((each) => !each.querySelector('.evidence')).length"
    )
    assert page.evaluate(missing) == 0


@pytest.mark.parametrize(
    ("fragment", "first"),
    [
        ("jurisdiction=CA-ON&compare=CRA", "details"),
        ("jurisdiction=CA-ON&show=partners", "details"),
        ("jurisdiction=CA-ON", "details"),
        ("", "network-part"),
    ],
)
@pytest.mark.parametrize("width", [320, 1280])
def test_what_was_asked_for_stands_first(visit, html, fragment, first, width):
    page = visit(html, "#jurisdiction=CRA&compare=CA-MB", width=width)
    page.locator("#compare").focus()
    go(page, fragment)
    tops = {part: page.locator(f"#{part}").bounding_box() for part in ("details", "network-part")}
    shown = sorted((box["y"], part) for part, box in tops.items() if box)
    assert shown[0][1] == first
    if fragment.startswith("jurisdiction"):
        assert page.evaluate("document.activeElement.id") == "compare"


def test_paper_invites_nobody_to_click(visit, html):
    page = visit(html)
    assert "Choose a tile" in page.locator("#map-hint").inner_text()
    page.emulate_media(media="print")
    assert page.locator("#map-hint").is_hidden()
    assert "23 initiatives" in page.locator("#status").inner_text()
    assert "compare the two" not in page.locator("#opportunities").inner_text()
    status, title = (page.locator(part).bounding_box() for part in ("#shown", "#matrix-title"))
    assert status["y"] + status["height"] <= title["y"]
