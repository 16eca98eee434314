"""The numbers of offers and of initiatives on a theme, which come from counts, are those of the initiatives themselves.

The counts take a component for the initiative it is part of; the answers count it by itself.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path

from hypothesis import given, settings

from graph.sqlite.store import SqliteStore
from graph.values import AUDIENCES
from queries.ask import ask
from queries.questions.question import load_question
from queries.statements import fetch_rows
from tests.helpers.claim_writer import Writer
from tests.helpers.reading_strategies import documents


@given(documents(most=4))
@settings(max_examples=60, deadline=None)
def test_counts_of_random_graphs(readings):
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "graph.db", create=True)
        store.add(readings, keep_both=True)
        for audience in AUDIENCES:
            with store.view(audience, "en") as view:
                within = defaultdict(set)  # the initiatives on a theme, by theme
                on_theme = (
                    "SELECT w.broader, t.initiative FROM theme_within AS w JOIN initiative_theme AS t USING (theme)"
                )
                for row in view.rows(on_theme):
                    within[row["broader"]].add(row["initiative"])
                lead = {row["id"]: row["lead"] for row in view.rows("SELECT id, lead FROM initiative")}
                themes = defaultdict(set)
                for row in view.rows("SELECT need, theme FROM need_theme"):
                    themes[row["need"]].add(row["theme"])
                for row in ask(view, load_question("needs"), {}).rows:
                    others = {one for theme in themes[row["need"]] for one in within[theme] if lead[one] != row["by"]}
                    assert row["offers"] == len(others), row
                every = sorted({row["id"] for row in view.rows("SELECT id FROM theme")})
                sizes = {r["theme"]: r["wide"] for r in fetch_rows(view, "offers/theme_sizes", {"themes": every})}
                assert sizes == {theme: len(within[theme]) for theme in every}


def test_components_count_by_themselves(tmp_path: Path):
    writer = Writer()
    whole = writer.initiative("CRA", "Portal", "ai")
    step = writer.initiative("CRA", "Step 1", "ai", part_of=whole)
    writer.initiative("TBS", "Step 2", "ai", part_of=whole)
    writer.initiative("CRA", "Step of a step", "ai", part_of=step)
    outside = writer.initiative("CA-AB", "Cloud", "cloud")
    writer.initiative("CA-AB", "Chatbot", "ai", part_of=outside)
    writer.initiative("CRA", "Alone", "ai")
    for who in ("CRA", "TBS", "CA-AB", "CA-ON"):
        writer.need(f"Something for {who}", "ai", by=who)
    store = SqliteStore(tmp_path / "graph.db", create=True)
    store.add([writer.reading()])
    with store.view("secretariat", "en") as view:
        rows = ask(view, load_question("needs"), {}).rows
        sizes = fetch_rows(view, "offers/theme_sizes", {"themes": ["ai", "cloud"]})
    assert {row["by"]: row["offers"] for row in rows} == {"CRA": 2, "TBS": 5, "CA-AB": 5, "CA-ON": 6}
    assert {row["theme"]: row["wide"] for row in sizes} == {"ai": 6, "cloud": 1}
