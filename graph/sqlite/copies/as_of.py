"""A copy of a graph file that holds only what was known at an edition, or before a day (`--as-of`).

What was known at an edition are the claims of that edition and of earlier ones, in the documents of these editions. A
claim without an edition, such as those of a registry, was known at any time, unless a person said that its document is
later. The copy is what a graph would be into which only these documents were loaded; people's decisions hold in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.dates.editions import edition_key, months_of_season, season_of_edition
from graph.dedupe.decided_claims import take_back
from graph.sqlite.approvals import has_reported
from graph.sqlite.schema.connection import SqliteFile
from graph.sqlite.view import SqliteView
from graph.values import APPROVALS, AUDIENCES, audience_level

if TYPE_CHECKING:
    from pathlib import Path

    from graph.sqlite.schema.driver import Connection

MAX_COPIES: Final = 4  # of one state of a graph
_PUBLISHED: Final = "SELECT id, published FROM edition"
_EDITIONS: Final = """
SELECT edition FROM main.approval WHERE edition <> '' UNION SELECT edition FROM main.source WHERE edition <> ''
"""
_DATED_SOURCES: Final = """
SELECT number, hints ->> '$.date' FROM main.source WHERE edition IS NULL AND hints ->> '$.date' IS NOT NULL
"""
_EDITION_IS_VISIBLE: Final = """
SELECT EXISTS (SELECT 1 FROM main.mention WHERE edition = :value AND visible_from <= :level)
    OR EXISTS (SELECT 1 FROM main.proposed_claim WHERE edition = :value AND visible_from <= :level)
    OR EXISTS (SELECT 1 FROM main.approval
               WHERE edition = :value AND approval IN (SELECT value FROM json_each(:approvals)))
"""
_SOURCE_IS_VISIBLE: Final = """
SELECT EXISTS (SELECT 1 FROM main.place AS p JOIN main.mention AS m ON m.place = p.number
               WHERE p.source = :value AND m.visible_from <= :level)
    OR EXISTS (SELECT 1 FROM main.place AS p JOIN main.proposed_claim AS c ON c.place = p.number
               WHERE p.source = :value AND c.visible_from <= :level)
"""
_LATER: Final = "edition IN (SELECT value FROM json_each(:editions))"
_LATER_SOURCES: Final = f"SELECT number FROM source WHERE {_LATER}"
_OTHER_SOURCES: Final = f"""
SELECT DISTINCT p.source FROM place AS p WHERE number IN (
    SELECT place FROM mention WHERE {_LATER} UNION SELECT place FROM proposed_claim WHERE {_LATER})
UNION SELECT source FROM unplaced WHERE {_LATER}
"""
_DELETE_LATER: Final = (
    f"""DELETE FROM detail WHERE number IN (
        SELECT d.number FROM mention AS m JOIN detail AS d ON d.number BETWEEN m.first AND m.last WHERE m.{_LATER})""",
    *(f"DELETE FROM {table} WHERE {_LATER}" for table in ("mention", "proposed_claim", "unplaced", "approval")),
)
_DELETE_PLACES: Final = """
DELETE FROM place WHERE source = ? AND NOT EXISTS (SELECT 1 FROM mention WHERE mention.place = place.number)
    AND NOT EXISTS (SELECT 1 FROM proposed_claim WHERE proposed_claim.place = place.number)
"""
_IS_EMPTY: Final = """
SELECT NOT EXISTS (SELECT 1 FROM place WHERE source = :source)
    AND NOT EXISTS (SELECT 1 FROM unplaced WHERE source = :source)
"""


@dataclass(frozen=True, slots=True)
class Later:
    """What was not known at a moment: later editions, and later documents without an edition, by their number."""

    editions: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()


def open_as_of(view: SqliteView, moment: str) -> SqliteView:
    """Return a view of what was known at a moment: the same view where nothing is later.

    Args:
        view: a view of a graph file.
        moment: the identifier of an edition, which is included, or a day (YYYY-MM-DD), which is not.

    Raises:
        StoreError: the graph changes all the time.
    """
    later = _find_later_than(view, moment)
    if later == Later():
        return view
    connection = SqliteFile(copy_without(SqliteFile(view.path, copy_of=view.graph_path), later)).read_only()
    connection.execute("PRAGMA temp_store = memory")
    return SqliteView(
        connection, view.audience, view.language, graph_path=view.graph_path, includes_proposed=view.includes_proposed,
        open_as_of=lambda copy, then: copy if _find_later_than(copy, then) == Later() else open_as_of(view, then),
    )  # fmt: skip


def _find_later_than(view: SqliteView, moment: str) -> Later:
    published = {row["id"]: row["published"] for row in view.rows(_PUBLISHED)}
    return _without_hidden(view, find_later(view.connection, moment, published))


def _without_hidden(view: SqliteView, later: Later) -> Later:
    """Return what is later and visible: the time that a copy takes would tell of what is hidden."""
    if view.audience == AUDIENCES[-1]:
        return later
    level = audience_level(view.audience)
    approvals = json.dumps(APPROVALS[: level + 1])

    def is_visible(statement: str, value: str | int) -> bool:
        given = {"value": value, "level": level, "approvals": approvals}
        return bool(view.connection.execute(statement, given).fetchone()[0])

    return Later(
        tuple(one for one in later.editions if is_visible(_EDITION_IS_VISIBLE, one)),
        tuple(one for one in later.sources if is_visible(_SOURCE_IS_VISIBLE, one)),
    )


def find_later(connection: Connection, moment: str, published: Mapping[str, str | None]) -> Later:
    """Return what was not known at a moment.

    Args:
        connection: a connection to the graph file.
        moment: the identifier of an edition, which is included, or a day (YYYY-MM-DD), which is not.
        published: the editions that the audience sees, with the days on which they were published.
    """
    known = {str(edition) for (edition,) in connection.execute(_EDITIONS)}
    if moment in known or moment in published:
        editions = later_editions(known, moment)
        last = _last_day(moment)
        sources = [number for number, date in connection.execute(_DATED_SOURCES) if last and _first_day(date) > last]
    else:
        editions = tuple(sorted(one for one in known if not is_before(one, published.get(one), moment)))
        sources = [number for number, date in connection.execute(_DATED_SOURCES) if _first_day(date) >= moment]
    return Later(editions, tuple(sources))


def later_editions(known: Iterable[str], edition: str) -> tuple[str, ...]:
    """Return the editions after one, in order."""
    limit = edition_key(edition)
    return tuple(sorted((one for one in known if edition_key(one) > limit), key=edition_key))


def is_before(edition: str, published: str | None, day: str) -> bool:
    """Whether an edition was known before a day: by the day it was published, else by the year in its name."""
    return f"{published or edition}-01-01"[:10] < day


def _last_day(edition: str) -> str | None:
    """Return the last day of the season, or of the year, that an edition is named by; None for another name."""
    if season := season_of_edition(edition):
        return f"{months_of_season(*season)[1]}-31"
    return f"{edition[:4]}-12-31" if edition[:4].isdigit() else None


def _first_day(date: str) -> str:
    return f"{date.partition('/')[0]}-01-01"[:10]


def copy_without(graph: SqliteFile, later: Later) -> Path:
    """Return a copy of a graph as it is now without what was not known, made if there is none.

    Raises:
        StoreError: the graph changes all the time.
    """
    from graph.sqlite.copies.kept import AS_OF_SUFFIX, keep_copy  # here: only a new copy needs what derives it

    return keep_copy(
        graph,
        AS_OF_SUFFIX,
        lambda connection: _omit(connection, later, graph),
        variant=later,
        most=MAX_COPIES,
    )


def _omit(connection: Connection, later: Later, graph: SqliteFile) -> None:
    """Delete what was not known, and derive the graph without it."""
    from graph.sqlite.changes.derive import derive_changes, record_changes
    from graph.sqlite.sources import delete_source

    record_changes(connection)
    take_back(connection)
    editions = {"editions": json.dumps(later.editions)}
    submissions: set[tuple[str, str]] = set()
    for number in (*later.sources, *(row[0] for row in connection.execute(_LATER_SOURCES, editions).fetchall())):
        submissions |= delete_source(connection, number)
    others = [int(row[0]) for row in connection.execute(_OTHER_SOURCES, editions).fetchall()]
    for statement in _DELETE_LATER:
        connection.execute(statement, editions)
    for number in others:
        connection.execute(_DELETE_PLACES, (number,))
        if connection.execute(_IS_EMPTY, {"source": number}).fetchone()[0]:
            connection.execute("DELETE FROM source WHERE number = ?", (number,))
    unused = [one for one in sorted(submissions) if not has_reported(connection, *one)]
    connection.executemany("DELETE FROM approval WHERE jurisdiction = ? AND edition = ?", unused)
    derive_changes(connection, graph.decisions_path, graph.limits)
