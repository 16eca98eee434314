"""From claims to the graph of each audience: everything from "same_as" on in the schema, made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from graph.dedupe import theme_judgements
from graph.dedupe.merge import find_same
from graph.sqlite.derive import nodes
from graph.sqlite.derive.audience_views import forget, hear
from graph.sqlite.derive.collaboration import count_standing
from graph.sqlite.derive.full_text import fill, fill_titles
from graph.sqlite.derive.parallel import Beside
from graph.sqlite.derive.relations import relate, say
from graph.sqlite.derive.theme_counts import Total, count_works, write_totals
from graph.sqlite.schema.indexes import OF_WHAT_WAS_SAID, index, unindex
from graph.sqlite.schema.schema import DERIVED
from graph.sqlite.schema.sql_script import run_script
from graph.values import APPROVALS, AUDIENCES

HERE = Path(__file__).parent
_SEES_MORE = """
SELECT EXISTS (SELECT 1 FROM mention WHERE visible_from = ?) OR EXISTS (SELECT 1 FROM approval WHERE approval = ?)
"""
_SOURCES = """
UPDATE source SET visible_from = min(
    coalesce((SELECT min(m.visible_from) FROM place AS p JOIN mention AS m ON m.place = p.number
              WHERE p.source = source.number), 2),
    coalesce((SELECT min(u.visible_from) FROM unplaced AS u WHERE u.source = source.number), 2))
"""


def rebuild(connection: sqlite3.Connection, unfinished: Path | None = None) -> None:
    """Make the graph of each audience from the claims that it may see, within the caller's transaction.

    An audience that sees no more than the one before shares its graph.

    Args:
        connection: with the transaction.
        unfinished: the connection's file, where nobody else reads it and nothing is kept if this fails: then it is
            committed meanwhile, and some of it is made beside it.

    Raises:
        SourceError: when one identifier is used for two kinds of node.
    """
    index(connection, OF_WHAT_WAS_SAID)
    unindex(connection, DERIVED)
    for table in DERIVED:
        connection.execute(f"DELETE FROM {table}")
    graphs = _find_graphs(connection)
    if unfinished:
        with Beside(unfinished, graphs) as beside:
            beside.begin(connection, "facts")
            for audience in graphs:
                hear(connection, audience)
                nodes.make(connection, audience)
            beside.begin(connection, "titles")
            beside.take(connection, "facts")
            _relate(connection, graphs)
            index(connection, {"name"})
            beside.begin(connection, "texts")
            totals = _count(connection, graphs)
            beside.take(connection, "titles")
            beside.take(connection, "texts")
    else:
        for audience in graphs:
            hear(connection, audience)
            nodes.make(connection, audience)
            say(connection, audience)
        _relate(connection, graphs)
        totals = _count(connection, graphs)
        fill_titles(connection, graphs)
        fill(connection)
    write_totals(connection, totals)


def _find_graphs(connection: sqlite3.Connection) -> list[int]:
    """The audiences that have a graph of their own, whose names that are one node are found; noted for all."""
    theme_judgements.take_back(connection)
    graphs: list[int] = []
    for audience, name in enumerate(AUDIENCES):
        if connection.execute(_SEES_MORE, (audience, APPROVALS[audience])).fetchone()[0]:
            find_same(connection, audience)
            graphs.append(audience)
        graph = graphs[-1] if graphs else 0
        connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (f"graph of {name}", str(graph)))
    theme_judgements.apply(connection)
    return graphs


def _relate(connection: sqlite3.Connection, graphs: Sequence[int]) -> None:
    """Make the facts that follow from nodes and what claims say of them."""
    for audience in graphs:
        hear(connection, audience)
        relate(connection, audience)
    forget(connection)
    connection.execute("DROP TABLE IF EXISTS temp.lost")


def _count(connection: sqlite3.Connection, graphs: Sequence[int]) -> list[Total]:
    """Index the graphs, and count what they hold; returns what stands in a table of which texts are made, for later."""
    index(connection, DERIVED)
    totals: list[Total] = []
    for audience in graphs:
        hear(connection, audience)
        run_script(connection, (HERE / "lookup_tables.sql").read_text("utf-8"), {"audience": audience})
        totals += count_works(connection, audience)
        count_standing(connection, audience)
    forget(connection)
    connection.execute(_SOURCES)
    return totals
