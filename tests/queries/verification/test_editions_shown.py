"""What the graph has instead is shown with the edition that has it, not with the one in which a fact was looked for."""

from __future__ import annotations

import pytest

from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer


@pytest.fixture
def quays(tmp_path) -> SqliteStore:
    early, late = Writer(edition="2019-fall"), Writer("two.txt", edition="2025-winter")
    early.submitted("CA-NS")
    early.add_claim("initiative", "CA-NS/quay-repairs", "title", value="Quay repairs", by="CA-NS")
    early.add_claim("initiative", "CA-NS/quay-repairs", "lead", "CA-NS", by="CA-NS", stated=False)
    early.add_claim("initiative", "CA-NS/quay-repairs", "status", value="planned", by="CA-NS", stated=False)
    late.submitted("CA-NB")
    late.initiative("CA-NB", "Tide register")
    undated = Writer("three.txt", edition=None)
    undated.add_claim("initiative", "CA-PE/buoy-renewal", "title", value="Buoy renewal")
    undated.add_claim("initiative", "CA-PE/buoy-renewal", "lead", "CA-PE", stated=False)
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([early.reading(), late.reading(), undated.reading()])
    return store


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The Quay repairs are led by Yukon.", "Lead in the graph: Nova Scotia (fall 2019)."),
        ("The Quay repairs are not led by Nova Scotia.", "Lead in the graph: Nova Scotia (fall 2019)."),
        ("The Quay repairs are completed.", "Status in the graph: planned (fall 2019)."),
        ("The Buoy renewal is led by Yukon.", "Lead in the graph: Prince Edward Island."),
    ],
)
def test_what_the_graph_has_instead_has_its_own_edition(check, quays, text, shown):
    (row,) = check(text, store=quays, audience="secretariat").rows
    assert row["verdict"] == "not in the graph"
    assert row["explanation"].startswith(shown)
    assert row["edition"] == "2025-winter"  # in which it was looked for
    assert row["evidence"]


def test_in_french(check, quays):
    (row,) = check("Les Quay repairs sont dirigés par le Yukon.", store=quays, language="fr").rows
    assert row["explanation"].startswith("Responsable dans le graphe\u00a0: Nouvelle-Écosse (automne 2019).")
