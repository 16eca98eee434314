"""What a source says, written as it comes: claims may be a stream that is longer than memory.

Claims that follow each other from one place about one thing, by one rule, share a mention. A mention never holds two
claims of which only one can hold (two titles in one language): the second begins a mention of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from graph.sharing import DEFAULT_APPROVAL, Approval, approval_level

if TYPE_CHECKING:
    from graph.claims import Claim, Place, Reading
    from graph.model import Unplaced

COUNCIL: Final = "council"  # in approvals: the council's own words
_AT_ONCE: Final = 20_000  # rows that wait to be written
_PLACES: Final = 10_000  # places that are remembered: a source comes back to one seldom, and soon
# of these a node has one (in each language), so that a mention may hold one
_SINGLE: Final = frozenset(
    {"kind", "title", "summary", "lead", "status", "part_of", "external_partner", "initiative", "since", "until", "by",
     "text"}
)  # fmt: skip
_PLACE: Final = "INSERT INTO place (number, source, page, sheet, cell, line, quote) VALUES (?, ?, ?, ?, ?, ?, ?)"
_MENTION: Final = "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_DETAIL: Final = "INSERT INTO detail VALUES (?, ?, ?, ?, ?, ?, ?)"


class Writer:
    """Writes what one source says into an open transaction.

    Args:
        connection: with the transaction.
        source: the number of the source.
        approval: for submissions about which nothing was decided yet.
    """

    def __init__(self, connection: sqlite3.Connection, source: int, approval: Approval | None) -> None:
        self._connection = connection
        self._source = source
        self._approval = approval or DEFAULT_APPROVAL
        self._levels: dict[tuple[str, str], int] = {}
        self._places: dict[Place, int] = {}
        self._rows: dict[str, list[tuple[Any, ...]]] = {_PLACE: [], _MENTION: [], _DETAIL: []}
        self._place, self._mention, self._detail = (_last(connection, t) for t in ("place", "mention", "detail"))

    def write(self, reading: Reading) -> tuple[int, int]:
        """Write all of a reading; returns how many claims and how many texts that were not placed.

        Decisions that a source carries are noted, and one for each other submission in it; those made before stay.
        """
        for decided in reading.approvals:
            self._decide((decided.jurisdiction, decided.edition), decided.approval)
        claims = self._claims(reading.claims)
        self._flush()
        self._connection.executemany(
            "INSERT INTO unplaced (source, page, line, text, reported_by, edition, visible_from)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (self._source, u.page, u.line, u.text, u.reported_by, u.edition, self._level(u))
                for u in reading.unplaced
            ],
        )  # fmt: skip
        return claims, len(reading.unplaced)

    def _claims(self, claims: Iterable[Claim]) -> int:
        begun = self._detail
        details = self._rows[_DETAIL]
        add, shared, one, single = details.append, None, None, set[tuple[str, str | None]]()
        for claim in claims:
            predicate, language = claim.predicate, claim.language
            about = (claim.kind, claim.subject, claim.edition, claim.reported_by, claim.stated, claim.rule)
            again = predicate in _SINGLE and (predicate, language) in single
            if again or about != shared or claim.place is not one:
                if again or about != shared or claim.place != one:
                    self._end_mention()
                    if len(details) >= _AT_ONCE:
                        self._flush()
                    self._begin_mention(claim)
                    shared, single = about, set()
                one = claim.place
            if predicate in _SINGLE:
                single.add((predicate, language))
            self._detail += 1
            add((self._detail, self._mention, predicate, claim.object, claim.value, claim.qualifier, language))
        self._end_mention()
        return self._detail - begun

    def _begin_mention(self, claim: Claim) -> None:
        self._mention += 1
        self._begun = (
            self._mention, claim.kind, claim.subject, claim.edition, claim.reported_by, self._placed(claim.place),
            int(claim.stated), claim.rule, self._level(claim), self._detail + 1,
        )  # fmt: skip

    _begun: tuple[Any, ...] | None = None

    def _end_mention(self) -> None:
        if self._begun:
            self._rows[_MENTION].append((*self._begun, self._detail))
            self._begun = None

    def _placed(self, place: Place) -> int:
        found = self._places.get(place)
        if found is None:
            if len(self._places) >= _PLACES:
                self._places.clear()
            self._place += 1
            found = self._places[place] = self._place
            self._rows[_PLACE].append(
                (found, self._source, place.page, place.sheet, place.cell, place.line, place.quote)
            )
        return found

    def _level(self, said: Claim | Unplaced) -> int:
        """The first audience that may see what was said: the decision of who said it, for that edition."""
        submission = (said.reported_by or COUNCIL, said.edition or "")
        if submission not in self._levels:
            self._decide(submission, self._approval)
        return self._levels[submission]

    def _decide(self, submission: tuple[str, str], approval: Approval) -> None:
        self._connection.execute("INSERT OR IGNORE INTO approval VALUES (?, ?, ?)", (*submission, approval))
        (decided,) = self._connection.execute(
            "SELECT approval FROM approval WHERE jurisdiction = ? AND edition = ?", submission
        ).fetchone()
        self._levels[submission] = approval_level(decided)

    def _flush(self) -> None:
        for statement, rows in self._rows.items():
            self._connection.executemany(statement, rows)
            rows.clear()


def _last(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()[0])
