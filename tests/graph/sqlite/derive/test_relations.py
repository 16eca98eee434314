"""Relations inferred from nodes and claims."""

from __future__ import annotations

from tests.helpers.claim_writer import Writer
from tests.helpers.graphs import document, graph_of


def test_a_partner_in_a_component_is_a_partner_in_the_whole():
    writer = Writer()
    whole = writer.initiative("CRA", "Portal", "ai", partners=["TBS"])
    writer.initiative("CRA", "Step", part_of=whole, partners=["TBS", "CA-AB"])
    with graph_of(writer.reading()) as store:
        partners = {i["id"]: i["partners"] for i in document(store)["initiatives"]}
        assert partners == {"CRA/portal": ["CA-AB", "TBS"], "CRA/step": ["CA-AB", "TBS"]}


def test_a_lead_is_not_its_own_partner():
    writer = Writer()
    whole = writer.initiative("CRA", "Portal", partners=["TBS"])
    writer.initiative("TBS", "Step", part_of=whole, partners=["CRA"])
    with graph_of(writer.reading()) as store, store.view("secretariat", "en") as view:
        rows = view.rows("SELECT initiative, jurisdiction, role FROM takes_part ORDER BY 1, 2, 3")
    assert [tuple(row.values()) for row in rows] == [
        ("CRA/portal", "CRA", "lead"), ("CRA/portal", "TBS", "partner"),
        ("TBS/step", "CRA", "partner"), ("TBS/step", "TBS", "lead"),
    ]  # fmt: skip
