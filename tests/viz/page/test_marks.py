"""Leads, partners and initiatives that no source states are marked on the page, with a line that says what it means."""

from __future__ import annotations

from typing import Any

import pytest

from graph.exchange.document import export_document
from graph.sqlite.store import SqliteStore
from tests.helpers.proposals import PORTAL, WALLET, infer_all, proposing_source
from viz.marks import find_marks
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
