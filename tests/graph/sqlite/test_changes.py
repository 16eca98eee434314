"""After any sequence of changes a graph is what a rebuild from its claims, or a load of its sources anew, makes."""

from __future__ import annotations

import contextlib
import importlib
import inspect
import os
import re
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from graph.dedupe.decisions import Decision
from graph.errors import SourceError, UsageError
from graph.sqlite.changes import derive
from graph.sqlite.changes.journal import RECORDED, UNRECORDED
from graph.sqlite.changes.rules import UPDATED_BY
from graph.sqlite.derive.full_text import STORAGE_TABLES
from graph.sqlite.schema.limits import StoreLimits
from graph.sqlite.schema.schema import DERIVED_TABLES
from graph.sqlite.store import SqliteStore
from graph.sqlite.verify import compare_with_rebuild
from graph.values import APPROVALS
from tests.helpers.claim_writer import Writer
from tests.helpers.graphs import SCRATCH
from tests.helpers.reading_strategies import EDITIONS, JURISDICTIONS, decisions, documents
from tests.helpers.two_editions import build

ACTIONS = ("load", "load", "correct", "unload", "approve", "approve", "judge", "undo", "reload")
SEQUENCES = int(os.environ.get("ACCORD_CHANGE_SEQUENCES", "8"))
# no shrinking: a sequence takes seconds
sequences = settings(
    max_examples=SEQUENCES,
    deadline=None,
    derandomize=SEQUENCES < 10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@st.composite
def changes(draw):
    """Changes of a graph: what to do, with all that it may need."""
    steps = []
    for _ in range(draw(st.integers(2, 7))):
        readings = draw(documents(most=2))
        if draw(st.booleans()):
            readings = [replace(one, approvals=[]) for one in readings]
        steps.append(
            (
                draw(st.sampled_from(ACTIONS)), readings, draw(st.sampled_from(("council", *JURISDICTIONS[:4]))),
                draw(st.sampled_from(EDITIONS)), draw(st.sampled_from(APPROVALS)), draw(decisions()),
            )
        )  # fmt: skip
    return steps


def _renamed(readings, number):
    """The readings under other names, so that they are loaded next to those of other steps."""
    return [
        replace(one, source=one.source.model_copy(update={"id": f"{number:08x}{one.source.id[8:]}",
                                                          "name": f"{number}-{one.source.name}"}))
        for one in readings
    ]  # fmt: skip


def change_graph(store: SqliteStore, number, action, readings, who, edition, approval, decision):
    sources = list(store.sources().items())
    match action:
        case "load":
            store.add(_renamed(readings, number), approval)
        case "correct":  # the same name with other content
            identifiers = {"id": f"{number:08x}{readings[0].source.id[8:]}"}
            store.add([replace(readings[0], source=readings[0].source.model_copy(update=identifiers))], approval)
        case "reload" if sources:
            again = readings[0].source.model_copy(update={"id": sources[0][0], "name": sources[0][1]})
            store.replace_readings([replace(readings[0], source=again)])
        case "unload" if sources:
            store.delete_source(sources[number % len(sources)][0])
        case "approve":
            store.approve(who, edition, approval)
        case "judge":
            store.add_decisions([decision])
        case "undo":
            store.remove_decision(decision.id)


@sequences
@given(changes())
def test_changes_derive_what_a_rebuild_derives(steps):
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        store = SqliteStore(Path(folder) / "graph.db", create=True)
        for number, step in enumerate(steps):
            with contextlib.suppress(
                UsageError, SourceError
            ):  # nothing to approve or undo, or one identifier for two nodes
                change_graph(store, number, *step)
            assert compare_with_rebuild(store) == [], step[0]


def test_texts_of_a_node_with_several_names_are_in_the_order_of_its_claims(tmp_path):
    store = SqliteStore(tmp_path / "graph.db", create=True)
    for language, edition, title in (
        ("fr", EDITIONS[1], "Identité numérique"),
        ("en", EDITIONS[0], "Digital identity"),
    ):
        writer = Writer(f"{language}.txt", language, edition)
        writer.initiative("CRA", title)
        store.add([writer.reading()], "public")
    with store.view("public", "en") as view:
        assert [row["titles"] for row in view.rows("SELECT titles FROM initiative")] == [
            '{"fr":"Identité numérique","en":"Digital identity"}'
        ]
    assert compare_with_rebuild(store) == []


def test_claims_that_form_no_node_leave_nothing_when_the_last_of_an_audience_is_withheld(tmp_path):
    store = SqliteStore(tmp_path / "graph.db", create=True)
    writer = Writer("one.txt", edition=EDITIONS[0])
    writer.submitted("TBS")
    for predicate, target in (("initiative", "CRA/portal"), ("member", "CRA")):  # of an initiative that there is not
        writer.add_claim("partnership", "CRA/portal+CRA", predicate, target, by="CRA")
    store.add([writer.reading()], "members")
    store.approve("CRA", EDITIONS[0], "public")
    assert compare_with_rebuild(store) == []
    store.approve("CRA", EDITIONS[0], "members")
    assert compare_with_rebuild(store) == []


CLAIM_TABLES = {
    "metadata", "source", "place", "mention", "detail", "rejected_claim", "proposed_claim", "approval", "approval_log",
    "unplaced",
}  # fmt: skip


def test_each_derived_table_has_a_rule_for_changes(tmp_path):
    store = SqliteStore(tmp_path / "graph.db", create=True)
    with sqlite3.connect(store.path) as connection:
        rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        tables = {name for (name,) in rows if not name.startswith("sqlite_")}
    connection.close()
    assert tables - set(STORAGE_TABLES) - CLAIM_TABLES <= set(UPDATED_BY)
    assert set(UPDATED_BY) <= tables
    assert set(DERIVED_TABLES) == {table for table in UPDATED_BY if not table.startswith("search_")}


@pytest.mark.parametrize("table", sorted(UPDATED_BY))
def test_the_module_of_a_rule_writes_to_its_table(table):
    text = inspect.getsource(importlib.import_module(UPDATED_BY[table]))
    parts = [table] if not table.startswith("search_") else ["SEARCH_TABLES", *re.findall(r"_word$", table)]
    assert all(part in text for part in parts)


def test_a_change_does_not_derive_everything(tmp_path, monkeypatch):
    """Loads, approvals, decisions, corrections and withdrawals only derive what they affect."""
    store = SqliteStore(tmp_path / "graph.db", create=True)
    store.add([council(EDITIONS[0], "first.txt")], "public")

    def fail(*_):
        raise AssertionError

    monkeypatch.setattr(derive, "derive_graphs", fail)
    store.add([council(EDITIONS[1], "second.txt")])
    store.add([council(EDITIONS[1], "second.txt", "A longer summary")])
    store.approve("CRA", EDITIONS[1], "withheld")
    decided = Decision("CRA/portal", "TBS/cyber", same=True)
    store.add_decisions([decided])
    store.remove_decision(decided.id)
    store.approve("CRA", EDITIONS[1], "public")
    store.delete_source("second.txt")
    assert compare_with_rebuild(store) == []


def test_a_large_change_derives_everything(tmp_path, monkeypatch):
    store = SqliteStore(tmp_path / "graph.db", create=True, limits=StoreLimits(min_rebuilt_mentions=1))
    store.add([council(EDITIONS[0], "first.txt")])
    monkeypatch.setattr(derive, "update_graph", None)
    store.add([council(EDITIONS[1], "second.txt")])
    assert compare_with_rebuild(store) == []


def council(edition, name, summary="A summary"):
    writer = Writer(name, edition=edition)
    writer.submitted("CRA", "TBS")
    whole = writer.initiative("CRA", "Portal", "digital-identity", partners=["TBS", "NEWTOWN"], summary=summary)
    writer.initiative("TBS", "Cyber", "cybersecurity", "tree-planting", date="2021-07", part_of=whole)
    writer.need("How do others begin?", "ai", by="CRA", initiative=whole)
    return writer.reading()


PLANTED = {"TEXT": '{"en": "planted"}', "INTEGER": 7, "REAL": 0.5, "": "planted"}


def plant_row(connection, table):
    """Insert a row that no derivation makes."""
    columns = [row for row in connection.execute(f"PRAGMA table_xinfo({table})") if not row[6]]
    names = ", ".join(f'"{row[1]}"' for row in columns)
    values = [0 if row[1] == "audience" else PLANTED[row[2]] for row in columns]
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", values)


def delete_row(connection, table):
    """Delete one row, by its key or, where that is no column, its number."""
    keys = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[5]] or ["rowid"]
    listed = ", ".join(f'"{one}"' for one in keys)
    connection.execute(f"DELETE FROM {table} WHERE ({listed}) IN (SELECT {listed} FROM {table} LIMIT 1)")


def test_a_check_finds_a_planted_row_in_each_derived_table(tmp_path):
    store = SqliteStore(build(tmp_path / "graph.db"))
    assert compare_with_rebuild(store) == []
    with contextlib.closing(sqlite3.connect(store.path)) as connection, connection:
        for table in UPDATED_BY:
            plant_row(connection, table)
    found = {one.table: one for one in compare_with_rebuild(store)}
    assert set(UPDATED_BY) <= found.keys()
    assert all(found[table].surplus == 1 and not found[table].missing for table in UPDATED_BY)


def test_a_check_finds_a_deleted_row_in_each_derived_table(tmp_path):
    store = SqliteStore(build(tmp_path / "graph.db"))
    with contextlib.closing(sqlite3.connect(store.path)) as connection, connection:
        filled = [one for one in UPDATED_BY if connection.execute(f"SELECT EXISTS (SELECT 1 FROM {one})").fetchone()[0]]
        for table in filled:
            delete_row(connection, table)
    found = {one.table for one in compare_with_rebuild(store)}
    assert set(filled) <= found
    assert len(filled) > len(UPDATED_BY) / 2


def test_each_derived_table_is_recorded_for_copies_or_has_a_reason():
    tables = {table for table in UPDATED_BY if not table.startswith("search_")}
    assert RECORDED.keys() | UNRECORDED.keys() == tables
    assert not RECORDED.keys() & UNRECORDED.keys()
