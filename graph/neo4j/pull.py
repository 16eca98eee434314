"""Read the claims back from a Neo4j server: one reading for each source, as if it had just been read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from graph.claims import Claim, Place, Reading, ReadingSummary, claims_adapter
from graph.model import Approved, Source, Unplaced
from graph.neo4j.driver import explain_driver_errors

if TYPE_CHECKING:
    from pathlib import Path

    from graph.neo4j.connection import Connection
    from graph.sqlite.store import SqliteStore

_SOURCES: Final = "MATCH (s:Source) WHERE s.generation = $generation RETURN properties(s) AS it ORDER BY s.number"
_CLAIMS: Final = """
MATCH (c:Claim)-[:IN]->(s:Source {number: $source, generation: $generation})
RETURN c.kind AS kind, coalesce(c.original_subject, c.subject) AS subject, c.statements AS statements,
       c.original_objects AS objects,
       c.edition AS edition, c.reported_by AS reported_by, c.stated AS stated, c.rule AS rule,
       c.confidence AS confidence, coalesce(c.accepted, false) AS accepted, c.page AS page,
       c.sheet AS sheet, c.cell AS cell, c.line AS line, c.quote AS quote
ORDER BY c.number
"""
_UNPLACED: Final = """
MATCH (u:Unplaced)-[:IN]->(s:Source {number: $source, generation: $generation})
RETURN u.page AS page, u.line AS line, u.text AS text, u.reported_by AS reported_by, u.edition AS edition
ORDER BY u.number
"""
_APPROVALS: Final = """
MATCH (a:Approval) WHERE a.generation = $generation
RETURN a.jurisdiction AS jurisdiction, a.edition AS edition, a.approval AS approval ORDER BY edition, jurisdiction
"""
_PLACE_FIELDS: Final = ("page", "sheet", "cell", "line", "quote")


def copy_to_file(connection: Connection, folder: Path) -> SqliteStore:
    """Create a graph file in a folder with all that the server holds."""
    return write_file(read_readings(connection), folder)


def read_readings(connection: Connection) -> list[Reading]:
    """Return the readings that the current generation was made from; none for an empty server.

    Raises:
        StoreError: The server fails, or holds the schema of another version.
    """
    state = connection.read_state(required=False)
    if state.generation is None:
        return []
    connection.check_schema(state)
    return list(iter_readings(connection, state.generation))


def write_file(readings: list[Reading], folder: Path) -> SqliteStore:
    """Create a graph file in a folder from readings of a server."""
    from graph.sqlite.store import SqliteStore

    store = SqliteStore(folder / "graph.db", create=True)
    if readings:
        store.add(readings, keep_both=True)
    return store


def iter_readings(connection: Connection, generation: int) -> Iterator[Reading]:
    """Yield the readings that a generation was made from, as its audience may see them, in the order of loading.

    Raises:
        StoreError: The server fails.
    """
    with explain_driver_errors(connection.address), connection.session("READ") as session:

        def rows(text: str, **given: object) -> list[dict[str, Any]]:
            found: list[dict[str, Any]] = session.execute_read(
                lambda work: work.run(text, generation=generation, **given).data()
            )
            return found

        approvals = [Approved(**row) for row in rows(_APPROVALS)]
        for row in rows(_SOURCES):
            source = Source(**{key: row["it"].get(key) for key in Source.model_fields})
            number = row["it"]["number"]
            claims = [claim for one in rows(_CLAIMS, source=number) for claim in _parse_claims(one)]
            unplaced = [Unplaced(source=source.id, **one) for one in rows(_UNPLACED, source=number)]
            yield Reading(source, claims_adapter().validate_python(claims), approvals, ReadingSummary(unplaced))


def _parse_claims(row: dict[str, Any]) -> Iterator[Claim]:
    """Yield the claims of a Claim node; a line is predicate, object, qualifier, language and, if any, value."""
    place = Place(**{key: row.pop(key) for key in _PLACE_FIELDS})
    lines, objects = row.pop("statements"), row.pop("objects")
    for at, line in enumerate(lines):
        if not line:  # rejected by a decision
            continue
        predicate, target, qualifier, language, *value = line.split("\t", 4)
        yield Claim(
            predicate=predicate, object=(objects[at] if objects else target) or None, qualifier=qualifier or None,
            language=language or None, value=value[0] if value else None, place=place, **row,
        )  # fmt: skip
