"""Graph files for tests, and all that an audience can get out of one."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path

import networkx as nx

from graph.errors import AccordError
from graph.exchange.document import export_document
from graph.exchange.networkx import to_networkx
from graph.sqlite.copies.rebuilt import rebuilt_copy
from graph.sqlite.store import SqliteStore
from graph.values import APPROVALS, FIRST_ACCEPTED, FIRST_CORRECTED, FIRST_DECIDED, SOURCE_BITS
from queries.ask import ask
from queries.questions.question import load_question
from tests.helpers.claim_writer import Writer

TABLES = (
    "jurisdiction", "theme", "edition", "initiative", "partnership", "need", "submission", "initiative_edition",
    "initiative_theme", "initiative_date", "partnership_member", "partnership_theme", "need_theme", "takes_part",
    "theme_within", "first_evidence", "works_on", "collaboration", "need_count", "activity", "jurisdiction_word",
    "name", "node", "same_as",
)  # fmt: skip
_NUMBERS = {"claim", "lead_claim", "other_claim", "audience"}  # they differ between files, and say nothing
_RENUMBERED = _NUMBERS - {"audience"} | {"number", "mention", "place", "first", "last", "source", "version_of"}
MEMORY = Path("/dev/shm")  # noqa: S108 (folders with random names in it)
SCRATCH = MEMORY if os.access(MEMORY, os.W_OK) else None  # property tests make hundreds of files
PLAIN = ("overview", "coverage", "gaps", "themes", "needs", "partners", "timeline", "evidence", "opportunities")
NODES = (
    "CRA",
    "CA-ON",
    "NEWTOWN",
    "digital-identity",
    "tree-planting",
    "CRA/digital-identity",
    "TBS/identite-numerique",
)


@contextmanager
def graph_of(*readings):
    """A store in a folder of its own that holds the readings."""
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        store = SqliteStore(Path(folder) / "graph.db", create=True)
        if readings:
            store.add(readings)
        yield store


@contextmanager
def without_hidden(store, level):
    """A copy of a store from which all that an audience may not see is deleted."""
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        path = Path(folder) / "graph.db"
        with rebuilt_copy(store, path) as copy:
            copy.execute("DELETE FROM mention WHERE visible_from > ?", (level,))
            copy.execute("DELETE FROM unplaced WHERE visible_from > ?", (level,))
            copy.execute("DELETE FROM place WHERE number NOT IN (SELECT place FROM mention)")
            copy.execute("DELETE FROM detail WHERE mention NOT IN (SELECT number FROM mention)")
            copy.executemany("DELETE FROM approval WHERE approval = ?", [(a,) for a in APPROVALS[level + 1 :]])
        yield SqliteStore(path)


def portal(name="one.txt"):
    """A reading of two initiatives and a need."""
    writer = Writer(name)
    writer.submitted("CRA")
    writer.missing("CA-ON")
    whole = writer.initiative("CRA", f"Portal {name}", "digital-identity", "tree-planting", partners=["CA-AB"])
    writer.initiative("CRA", f"Step {name}", part_of=whole, date="2021-07")
    writer.need(f"How? {name}", "ai", by="CRA", initiative=whole)
    return writer.reading()


def pragma(path, name):
    """The rows of a PRAGMA of a file."""
    with sqlite3.connect(path) as connection:
        found = connection.execute(f"PRAGMA {name}").fetchall()
    connection.close()
    return found


def document(store, audience="secretariat"):
    with store.view(audience, "en") as view:
        return export_document(view)


def contents(store, audience):
    """The document, the tables, the full text and the projection that an audience gets, comparable."""
    with store.view(audience, "en") as view:
        texts = view.rows(f"SELECT node, kind, title, body, about FROM {view.search_table} ORDER BY rowid")
        return {
            "document": json.dumps(export_document(view), ensure_ascii=False),
            **{table: _rows(view, table) for table in TABLES},
            "search": [row for row in texts if row],
            "vocabulary": view.vocabulary(1, 30),
            "networkx": "\n".join(nx.generate_graphml(to_networkx(view))),
        }


def stored(path):
    """All rows of a graph file but the storage of full text, in order, with sources numbered without gaps.

    A source that is deleted leaves a gap in the numbers of sources, and so of claims, which says nothing.
    """
    connection = sqlite3.connect(path)
    dense = {old: new for new, (old,) in enumerate(connection.execute("SELECT number FROM source ORDER BY number"), 1)}

    def renumber(number):
        if number is None or number < 1 << SOURCE_BITS:
            return dense.get(number, number)
        if number >= FIRST_CORRECTED:
            origin, number = divmod(number - FIRST_CORRECTED, 1 << 58)
            return "corrected", renumber(
                number + (origin * FIRST_ACCEPTED if origin < 2 else FIRST_DECIDED + ((origin - 2) << 58))
            )
        if number >= FIRST_DECIDED:
            accepted, number = divmod(number - FIRST_DECIDED, 1 << 58)
            number, theme = divmod(number, 256)
            return "decided", accepted, renumber(number), theme
        accepted, number = divmod(number, FIRST_ACCEPTED)
        source, position = divmod(number, 1 << SOURCE_BITS)
        return accepted, dense[source], position

    found = {}
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%'")
    for (table,) in tables.fetchall():
        cursor = connection.execute(f"SELECT * FROM {table}")
        numbers = [at for at, column in enumerate(cursor.description) if column[0] in _RENUMBERED]
        rows = [list(row) for row in cursor]
        for row in rows:
            for at in numbers:
                row[at] = renumber(row[at])
        found[table] = sorted(rows, key=repr)
    connection.close()
    return found


def _rows(view, table):
    """The rows of a table but for numbers of claims and of audiences, which differ between files and say nothing."""
    rows = view.rows(f"SELECT * FROM {table}")
    return sorted(json.dumps({k: v for k, v in row.items() if k not in _NUMBERS}, ensure_ascii=False) for row in rows)


def answers(store, audience, words=("digital", "tree portail")):
    """The answers to every question, each asked in several ways; an error counts as an answer."""
    asked = [
        *((name, {}) for name in PLAIN),
        *(("who", {"theme": theme}) for theme in ("digital-identity", "tree-planting", "ai")),
        ("who", {"theme": "Trees", "edition": "latest"}),
        ("coverage", {"theme": "digital-identity"}),
        ("gaps", {"peers": 1}),
        ("partners", {"jurisdiction": "CRA"}),
        ("opportunities", {"each": True}),
        ("timeline", {"jurisdiction": "CA-AB", "since": "2021-07"}),
        ("diff", {"before": "2021-fall", "after": "2022-winter", "all": True}),
        ("path", {"from": "CRA", "to": "CA-AB"}),
        ("path", {"from": "NEWTOWN", "to": "tree-planting"}),
        *(("show", {"node": node}) for node in NODES),
        *(("evidence", {"node": node}) for node in NODES[:3]),
        *(("search", {"query": query}) for query in (*words, "tre register")),
    ]
    given = {}
    with store.view(audience, "en") as view:
        for name, parameters in asked:
            given[f"{name} {parameters}"] = _answer(view, name, parameters)
    return given


def _answer(view, name, parameters):
    try:
        return json.dumps(ask(view, load_question(name), parameters).to_dict(), ensure_ascii=False, default=str)
    except AccordError as error:
        return (type(error).__name__, str(error), getattr(error, "suggestions", ()))
