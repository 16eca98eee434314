"""Counts of initiatives by theme: components, narrower themes, leads and partners."""

from __future__ import annotations

from hypothesis import given, settings

from tests.helpers.claim_writer import Writer
from tests.helpers.graphs import document, graph_of
from tests.helpers.reading_strategies import documents

moderately = settings(max_examples=25, deadline=None, derandomize=True)


def works_on(store, theme, audience="secretariat"):
    """(n, led) by jurisdiction."""
    with store.view(audience, "en") as view:
        rows = view.rows("SELECT jurisdiction, n, led FROM works_on WHERE theme = ?", (theme,))
    return {row["jurisdiction"]: (row["n"], row["led"]) for row in rows}


def test_a_component_counts_as_its_whole():
    writer = Writer()
    whole = writer.initiative("CRA", "Portal", "ai")
    for number in range(3):
        writer.initiative("CRA", f"Step {number}", "ai", part_of=whole)
    with graph_of(writer.reading()) as store:
        assert works_on(store, "ai") == {"CRA": (1, 1)}


def test_a_theme_of_a_component_alone_counts_its_whole_once():
    writer = Writer()
    whole = writer.initiative("CRA", "Portal", "cloud")
    writer.initiative("CRA", "Step 1", "ai", part_of=whole)
    writer.initiative("CRA", "Other", "ai")
    with graph_of(writer.reading()) as store:
        assert works_on(store, "ai") == {"CRA": (2, 2)}


def test_a_narrower_theme_counts_for_the_broader_one():
    writer = Writer()
    writer.initiative("CRA", "Wallet", "digital-identity", "digital-credentials")
    with graph_of(writer.reading()) as store:
        assert works_on(store, "identity-and-trust") == {"CRA": (1, 1)}
        assert works_on(store, "digital-identity") == {"CRA": (1, 1)}


def test_a_theme_that_a_source_describes_counts_for_its_broader_one():
    writer = Writer()
    writer.initiative("CRA", "Arbres", "tree-planting")
    writer.add_claim("theme", "tree-planting", "broader", "gardening")
    writer.add_claim("theme", "gardening", "broader", "tree-planting")  # nonsense, and no reason to run for ever
    with graph_of(writer.reading()) as store:
        assert works_on(store, "gardening") == {"CRA": (1, 1)}
        assert [t["id"] for t in document(store)["themes"]] == ["gardening", "tree-planting"]


def test_partners_work_on_it_and_do_not_lead():
    writer = Writer()
    writer.initiative("CRA", "Wallet", "ai", partners=["TBS", "CA-AB"])
    with graph_of(writer.reading()) as store:
        assert works_on(store, "ai") == {"CRA": (1, 1), "TBS": (1, 0), "CA-AB": (1, 0)}


WHOLES = "count(DISTINCT CASE i.kind WHEN 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END)"


COUNTED_ONE_BY_ONE = {
    "SELECT id, initiatives FROM theme": f"""
        SELECT t.id, (SELECT {WHOLES} FROM theme_within AS w JOIN initiative_theme AS a ON a.theme = w.theme
                      JOIN initiative AS i ON i.id = a.initiative WHERE w.broader = t.id) FROM theme AS t""",
    "SELECT edition, jurisdiction, initiatives FROM submission": f"""
        SELECT s.edition, s.jurisdiction,
               (SELECT {WHOLES} FROM takes_part AS p JOIN initiative AS i ON i.id = p.initiative
                JOIN initiative_edition AS e ON e.initiative = i.id AND e.edition = s.edition
                WHERE p.jurisdiction = s.jurisdiction) FROM submission AS s""",
}


@moderately
@given(documents())
def test_what_is_counted_at_the_load_is_what_there_is(readings):
    with graph_of(*readings) as store:
        for audience in ("public", "secretariat"):
            with store.view(audience, "en") as view:
                for counted, one_by_one in COUNTED_ONE_BY_ONE.items():
                    found, expected = ([tuple(row.values()) for row in view.rows(sql)] for sql in (counted, one_by_one))
                    assert sorted(found) == sorted(expected)
