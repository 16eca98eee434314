"""Leads, partners and initiatives that no source states are marked on the page, with a line that says what it means."""

from __future__ import annotations

from typing import Any

import pytest

from graph.exchange.document import export_document
from graph.sqlite.store import SqliteStore
from tests.helpers.proposals import PORTAL, WALLET, infer_all, infer_need, proposing_source
from viz.marks import find_marks
from viz.page.model import build_page_data
from viz.page.render import render_page


@pytest.fixture(scope="module")
def proposing(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The graph document with open proposals, and an inferred lead."""
    source = proposing_source()
    infer_all(source)
    store = SqliteStore(tmp_path_factory.mktemp("page") / "graph.db", create=True)
    store.add([source.reading()])
    with store.view("members", "en", include_proposed=True) as view:
        return export_document(view)


def test_what_is_inferred_or_proposed_is_found_by_its_evidence(proposing):
    assert find_marks(proposing) == {
        PORTAL: {"date:launch:2021-07": "proposed", "CRA": "proposed", "CA-ON": "proposed"},
        WALLET: {"title": "proposed", "lead": "proposed", "CA-AB": "proposed", "CA-BC": "proposed"},
        "CRA/ledger": dict.fromkeys(("lead", "status", "date:launch:2021-07", "CRA", "CA-NS"), "inferred"),
    }


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                *("Canada Revenue Agency\u00a0†", "Nova Scotia\u00a0†", "Launched\u00a0†", "Launch July 2021\u00a0†"),
                *("Ontario\u00a0‡", "† Inferred: no source states it."),
            ],
        ),
        (
            "fr",
            [
                *("Agence du revenu du Canada\u00a0†", "Lancée\u00a0†", "Lancement juillet 2021\u00a0†"),
                "‡ Proposé\u00a0: probable, mais non certain",
            ],
        ),
    ],
)
def test_marks_are_there_without_a_script(proposing, language, words):
    page = render_page(proposing, [], language=language)
    for word in words:
        assert word in page


def test_a_page_of_stated_facts_has_no_mark(html):
    assert not {"†", "‡"} & set(html.split('<script type="application/json"')[0])


def test_marks_and_their_meaning_are_drawn(proposing, visit):
    page = visit(render_page(proposing, [], language="en"))
    rows = page.eval_on_selector_all("#initiatives tbody tr", "rows => rows.map((row) => row.textContent)")
    (ledger,) = [row for row in rows if "Ledger" in row]
    for marked in ("Canada Revenue Agency", "Nova Scotia", "Launch July 2021", "Launched"):
        assert f"{marked}\u00a0†" in ledger
    assert "July 2021\u00a0†" in page.inner_text("#timeline")
    assert "† Inferred" in page.inner_text("#timeline-marks")
    assert [row for row in rows if "Wallet\u00a0‡" in row and "British Columbia\u00a0‡" in row]
    notes = page.inner_text("#initiatives-marks")
    assert "† Inferred" in notes
    assert "‡ Proposed" in notes
    page.evaluate("id => { location.hash = `initiative=${encodeURIComponent(id)}`; }", WALLET)
    page.wait_for_selector("#detail .evidence")
    details = page.inner_text("#detail")
    assert "Alberta\u00a0‡" in details
    assert "confidence 50%" in details


def test_a_lead_is_marked_in_the_panel_of_who_leads(proposing, visit):
    page = visit(render_page(proposing, [], language="en"), "#jurisdiction=CRA")
    led = page.locator("#detail > ul").first.locator(":scope > li").all_inner_texts()
    assert [text.splitlines()[0] for text in led] == ["Ledger\u00a0†", "Portal"]
    assert "† Inferred: no source states it." in page.inner_text("#detail")
    page = visit(render_page(proposing, [], language="fr"), "#jurisdiction=CRA&compare=CA-NS")
    both = page.locator("#detail .compare").inner_text()
    assert "Ledger\u00a0†" in both
    assert "Nouvelle-Écosse\u00a0†" in both


def test_what_is_inferred_is_marked_in_partnerships_dates_and_the_drawing(proposing, visit):
    page = visit(render_page(proposing, [], language="en"))
    for part in ("#words", "#map-words"):
        assert "Nova Scotia\u00a0† and Canada Revenue Agency\u00a0† work together" in page.inner_text(part)
        assert "‡ Proposed" in page.inner_text(part)
    assert "Ledger · Canada Revenue Agency\u00a0†" in page.inner_text("#timeline")
    tile = page.locator("#map [data-tile][aria-label^='NS']").get_attribute("aria-label")
    assert "works with Canada Revenue Agency\u00a0†" in tile


def test_partnerships_are_marked_without_a_script(proposing):
    words = render_page(proposing, [], language="en").split('<ul id="words">')[1].split("</ul>")[0]
    assert "Nova Scotia\u00a0† and Canada Revenue Agency\u00a0† work together on" in words


def test_a_suggestion_that_rests_on_an_inferred_lead_is_marked(proposing, visit):
    ledger = next(row for row in proposing["initiatives"] if row["id"] == "CRA/ledger")
    made = {
        "for": "CRA",
        "with": "CA-ON",
        "kind": "pair",
        "theme": None,
        "initiatives": ["CRA/ledger"],
        "score": 0.5,
        "rank": 1,
        "sentences": {"en": "The agency could work with Ontario."},
        "evidence": [entry for entry in ledger["evidence"] if entry["stated"]],
    }
    html = render_page(proposing, [made], language="en")
    assert "could work with Ontario.</span>\u00a0†" in html or "could work with Ontario.\u00a0†" in html
    page = visit(html)
    card = page.locator("li.opportunity").first
    assert card.locator(".who").inner_text() == "Canada Revenue Agency\u00a0† ↔ Ontario"
    places = card.locator(".place").all_inner_texts()
    assert places[1:] == ["† Inferred: no source states it."]
    assert not places[0].endswith("Stated in the source")


def test_a_partner_of_components_is_marked_where_no_component_states_it(proposing):
    (ledger,) = (row for row in proposing["initiatives"] if row["id"] == "CRA/ledger")
    whole = {**ledger, "id": "CRA/books", "titles": {"en": "Books"}, "evidence": [], "partners": []}
    part = {**ledger, "kind": "component", "part_of": "CRA/books"}
    rows = [*(row for row in proposing["initiatives"] if row is not ledger), whole, part]
    data = build_page_data({**proposing, "initiatives": rows}, [])
    (made,) = (row for row in data["initiatives"] if row["id"] == "CRA/books")
    assert made["partners"] == ["CA-NS"]
    assert made["marks"] == {"CA-NS": "inferred"}


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The graph document with a request of which a rule infers who asks, and one of which words say it."""
    source = proposing_source()
    infer_need(source)
    source.need("Ontario asks for examples of bridges.", by="CA-ON")
    store = SqliteStore(tmp_path_factory.mktemp("asking") / "graph.db", create=True)
    store.add([source.reading()])
    with store.view("members", "en") as view:
        return export_document(view)


def test_who_asks_is_marked_without_a_script(asking):
    page = render_page(asking, [], language="en")
    assert "Asked by Alberta\u00a0†" in page
    assert "Asked by Ontario</li>" in page
    assert "† Inferred: no source states it." in page.split('<div id="needs-marks">')[1].split("</div>")[0]


def test_who_asks_is_marked_on_the_page(asking, visit):
    page = visit(render_page(asking, [], language="en"))
    asked = page.locator("#needs > li").all_inner_texts()
    assert [("ferries" in text, "Alberta\u00a0†" in text, "†" in text) for text in asked] in (
        [(True, True, True), (False, False, False)],
        [(False, False, False), (True, True, True)],
    )
    assert "† Inferred" in page.inner_text("#needs-marks")
    page = visit(render_page(asking, [], language="fr"), "#jurisdiction=CA-AB&compare=CA-ON")
    assert "ferries.\u00a0†" in page.locator("#detail .compare").inner_text()
    assert "bridges.\u00a0†" not in page.locator("#detail .compare").inner_text()


def test_a_suggestion_that_rests_on_an_inferred_request_is_marked(asking):
    marks = []
    for need in asking["needs"]:
        made = {"for": need["by"], "with": "CRA", "kind": "need", "theme": None, "need": need["id"], "score": 0.5,
                "rank": 1, "sentences": {"en": "Both could meet."}, "initiatives": [], "evidence": []}  # fmt: skip
        marks.append(build_page_data(asking, [made])["opportunities"][0].get("marks"))
    assert sorted(marks, key=bool) == [None, {"CA-AB": "inferred"}]
