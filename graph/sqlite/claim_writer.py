"""What a source says, written as it comes: claims may be a stream that is longer than memory.

Claims that follow each other from one place about one thing, by one rule, share a mention. A mention never holds two
claims of which only one can hold (two titles in one language): the second begins a mention of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from graph.claims import Claim, Kind, Place
from graph.values import COUNCIL, DEFAULT_APPROVAL, Approval, approval_level

if TYPE_CHECKING:
    from graph.claims import Reading

About: TypeAlias = tuple[Kind, str, str | None, str | None, bool, str]  # kind, subject, edition, reporter, stated, rule
Where: TypeAlias = tuple[int | None, str | None, str | None, int | None, str | None]  # page, sheet, cell, line, quote
# a claim: what it is about and where it stands (the same objects while they are the same), predicate, object, value,
# qualifier, language
Said: TypeAlias = tuple[About, Where, str, str | None, str | None, str | None, str | None]

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


@dataclass(frozen=True, slots=True)
class Told:
    """Claims as `tell` tells them, in the place of claims: so they come from another process."""

    said: Iterable[Said]

    def __iter__(self) -> Iterator[Claim]:
        for (
            kind,
            subject,
            edition,
            by,
            stated,
            rule,
        ), where, predicate, target, value, qualifier, language in self.said:
            yield Claim(
                kind, subject, predicate, Place(*where), rule, target, value, qualifier, language, edition, by, stated
            )  # fmt: skip


def tell(claims: Iterable[Claim] | Told) -> Iterator[Said]:
    """Claims as plain values, which are quick to compare and to send."""
    if isinstance(claims, Told):
        yield from claims.said
        return
    about: About | None = None
    spot: object = None
    where: Where = (None,) * 5
    for claim in claims:
        (
            kind, subject, predicate, place, rule, target, value, qualifier, language, edition, by, stated, _confidence,
            _proposed,
        ) = claim  # fmt: skip
        now = (kind, subject, edition, by, stated, rule)
        if now != about:
            about = now
        if place is not spot:
            spot = place
            if place != where:
                where = place[:]
        yield about, where, predicate, target, value, qualifier, language


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
        self._places: dict[Where, int] = {}
        self._rows: dict[str, list[tuple[Any, ...]]] = {_PLACE: [], _MENTION: [], _DETAIL: []}
        self._place, self._mention, self._detail = (_last(connection, t) for t in ("place", "mention", "detail"))

    def write(self, reading: Reading) -> tuple[int, int]:
        """Write all of a reading; returns how many claims and how many texts that were not placed.

        Decisions that a source carries are noted, and one for each other submission in it; those made before stay.
        """
        for decided in reading.approvals:
            self._decide((decided.jurisdiction, decided.edition), decided.approval)
        claims = self._claims(tell(reading.claims))
        self._flush()
        self._connection.executemany(
            "INSERT INTO unplaced (source, page, line, text, reported_by, edition, visible_from)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (self._source, u.page, u.line, u.text, u.reported_by, u.edition, self._level(u.reported_by, u.edition))
                for u in reading.unplaced
            ],
        )  # fmt: skip
        return claims, len(reading.unplaced)

    def _claims(self, claims: Iterable[Said]) -> int:
        begun = self._detail
        details, mentions = self._rows[_DETAIL], self._rows[_MENTION]
        about: About | None = None
        where: Where | None = None
        beginning: tuple[Any, ...] | None = None
        single: set[tuple[str, str | None]] = set()
        detail, mention = self._detail, self._mention
        for now, here, predicate, target, value, qualifier, language in claims:
            again = predicate in _SINGLE and (predicate, language) in single
            if again or (now is not about and now != about) or (here is not where and here != where):
                if beginning:
                    mentions.append((*beginning, detail))
                if len(details) >= _AT_ONCE:
                    self._flush()
                mention += 1
                beginning = self._mentioned(mention, now, here, detail + 1)
                about, where, single = now, here, set()
            if predicate in _SINGLE:
                single.add((predicate, language))
            detail += 1
            details.append((detail, mention, predicate, target, value, qualifier, language))
        if beginning:
            mentions.append((*beginning, detail))
        self._detail, self._mention = detail, mention
        return detail - begun

    def _mentioned(self, number: int, about: About, where: Where, first: int) -> tuple[Any, ...]:
        """The row of a mention but for the number of its last claim."""
        kind, subject, edition, reported_by, stated, rule = about
        level = self._level(reported_by, edition)
        return number, kind, subject, edition, reported_by, self._placed(where), int(stated), rule, level, first

    def _placed(self, place: Where) -> int:
        found = self._places.get(place)
        if found is None:
            if len(self._places) >= _PLACES:
                self._places.clear()
            self._place += 1
            found = self._places[place] = self._place
            self._rows[_PLACE].append((found, self._source, *place))
        return found

    def _level(self, reported_by: str | None, edition: str | None) -> int:
        """The first audience that may see what was said: the decision of who said it, for that edition."""
        submission = (reported_by or COUNCIL, edition or "")
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
