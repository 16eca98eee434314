"""Write the claims of a source as they arrive: a stream of claims may be larger than memory.

Consecutive claims about one subject, from one place and by one rule, share a mention. A mention never holds two values
of a single-valued predicate (such as two titles in one language): the second value starts a new mention.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.claims import iter_batches
from graph.values import APPROVALS, COUNCIL, DEFAULT_APPROVAL, Approval, approval_level, source_numbers

if TYPE_CHECKING:
    from graph.claims import ClaimGroup, PlaceKey, Reading, Statement, SubjectKey
    from graph.sqlite.schema.driver import Connection

_MAX_PENDING_ROWS: Final = 20_000
_MAX_CACHED_PLACES: Final = 10_000  # a source refers to a place again seldom, and soon
# predicates with one value (in each language)
_SINGLE_VALUED: Final = frozenset(
    {"kind", "title", "summary", "lead", "status", "part_of", "external_partner", "initiative", "since", "until", "by",
     "text"}
)  # fmt: skip
_ROWS_PER_STATEMENT: Final = 32  # inserting many rows by one statement takes a quarter less time


class _PendingRows:
    """Rows of one table that wait to be inserted, one after the other in a list of their values."""

    def __init__(self, table: str, *columns: str) -> None:
        self.values: list[Any] = []
        self._width = len(columns)
        self._insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "
        self._row = f"({', '.join('?' * self._width)})"

    def __len__(self) -> int:
        return len(self.values) // self._width

    def insert(self, connection: Connection) -> None:
        """Insert them."""
        values, width = self.values, self._width
        step = width * _ROWS_PER_STATEMENT
        whole = len(values) // step * step
        for rows, begin, end in ((_ROWS_PER_STATEMENT, 0, whole), (1, whole, len(values))):
            statement = self._insert + ", ".join([self._row] * rows)
            each = width * rows
            connection.executemany(statement, [values[at : at + each] for at in range(begin, end, each)])
        values.clear()


class Written(NamedTuple):
    """The counts of what was written of a reading."""

    claims: int
    proposed: int
    unplaced: int


class ClaimWriter:
    """Write the claims of one source within an open transaction.

    Args:
        connection: a connection with an open transaction.
        source: the number of the source.
        approval: the approval of submissions that have none yet.
    """

    def __init__(self, connection: Connection, source: int, approval: Approval | None) -> None:
        self._connection = connection
        self._source = source
        self._approval = approval or DEFAULT_APPROVAL
        self._levels: dict[tuple[str, str], int] = {}
        self._places: dict[PlaceKey, int] = {}
        self._place_rows = _PendingRows("place", "number", "source", "page", "sheet", "cell", "line", "quote")
        self._mention_rows = _PendingRows(
            "mention", "number", "kind", "subject", "edition", "reported_by", "place", "stated", "rule", "visible_from",
            "confidence", "accepted", "first", "last",
        )  # fmt: skip
        self._detail_rows = _PendingRows(
            "detail", "number", "mention", "predicate", "object", "value", "qualifier", "language"
        )
        self._proposed_rows = _PendingRows(
            "proposed_claim", "number", "kind", "subject", "edition", "reported_by", "rule", "confidence", "predicate",
            "object", "value", "qualifier", "language", "place", "visible_from",
        )  # fmt: skip
        self._before = source_numbers(source)[0]
        self._place = self._mention = self._detail = self._proposed = self._before

    @property
    def submissions(self) -> list[tuple[str, str]]:
        """The (jurisdiction, edition) pairs that were written to so far."""
        return list(self._levels)

    def write(self, reading: Reading) -> Written:
        """Write a reading; return how many claims, proposed claims and unplaced texts it has.

        Each submission in it gets an approval: an existing one, else that of the source, else the default.
        """
        for given in reading.approvals:
            self._insert_approval((given.jurisdiction, given.edition), given.approval)
        claims, proposed = self._write_groups(chain.from_iterable(iter_batches(reading.claims)))
        self._flush()
        self._connection.executemany(
            "INSERT INTO unplaced (number, source, page, line, text, reported_by, edition, visible_from)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (number, self._source, u.page, u.line, u.text, u.reported_by, u.edition, len(APPROVALS) - 1)
                for number, u in enumerate(reading.unplaced, start=self._before + 1)
                # for the secretariat; a submission has an approval once it states something
            ],
        )  # fmt: skip
        return Written(claims, proposed, len(reading.unplaced))

    def _write_groups(self, groups: Iterable[ClaimGroup]) -> tuple[int, int]:
        first_detail, proposed = self._detail, 0
        details, mentions = self._detail_rows.values, self._mention_rows.values
        last_subject: SubjectKey | None = None
        about: tuple[Any, ...] = ()
        manner: tuple[Any, ...] = ()
        last_place: PlaceKey | None = None
        pending: tuple[Any, ...] | None = None  # the mention that claims are added to, without its last detail
        single: set[tuple[str, str | None] | None] = set()
        detail, mention = self._detail, self._mention
        for subject, place, statements in groups:
            if subject[7]:
                self._add_proposed(subject, place, statements)
                proposed += len(statements)
                continue
            is_new = place != last_place or subject != last_subject
            for predicate, target, value, qualifier, language in statements:
                key = (predicate, language) if predicate in _SINGLE_VALUED else None
                if is_new or key in single:
                    if pending:
                        mentions += (*pending, detail)
                    if len(self._detail_rows) >= _MAX_PENDING_ROWS:
                        self._flush()
                    mention += 1
                    if subject is not last_subject:  # the cells of a row share one
                        about, manner = self._parts_of(subject)
                    pending = (mention, *about, self._place_number(place), *manner, detail + 1)
                    last_subject, last_place, is_new = subject, place, False
                    single.clear()
                if key:
                    single.add(key)
                detail += 1
                details += (detail, mention, predicate, target, value, qualifier, language)
        if pending:
            mentions += (*pending, detail)
        self._detail, self._mention = detail, mention
        return detail - first_detail, proposed

    def _add_proposed(self, key: SubjectKey, place: PlaceKey, statements: Iterable[Statement]) -> None:
        """Keep proposed claims, of which nothing is derived."""
        kind, subject, edition, reported_by, _, rule, confidence, _, _ = key
        level = self._level(reported_by, edition)
        for statement in statements:
            self._proposed += 1
            self._proposed_rows.values += (
                self._proposed, kind, subject, edition, reported_by, rule, confidence, *statement,
                self._place_number(place), level,
            )  # fmt: skip
        if len(self._proposed_rows) >= _MAX_PENDING_ROWS:
            self._flush()

    def _parts_of(self, key: SubjectKey) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        """Return what a mention has before its place, and behind it."""
        kind, subject, edition, reported_by, stated, rule, confidence, _, accepted = key
        level = self._level(reported_by, edition)
        return (kind, subject, edition, reported_by), (int(stated), rule, level, confidence, int(accepted))

    def _place_number(self, place: PlaceKey) -> int:
        """Return the number of a place, inserted if it is new."""
        found = self._places.get(place)
        if found is None:
            if len(self._places) >= _MAX_CACHED_PLACES:
                self._places.clear()
            self._place += 1
            found = self._places[place] = self._place
            self._place_rows.values += (found, self._source, *place)
        return found

    def _level(self, reported_by: str | None, edition: str | None) -> int:
        """Return the first audience that may see a claim, by the approval of the submission that it is from."""
        submission = (reported_by or COUNCIL, edition or "")
        if submission not in self._levels:
            self._insert_approval(submission, self._approval)
        return self._levels[submission]

    def _insert_approval(self, submission: tuple[str, str], approval: Approval) -> None:
        """Insert an approval unless the submission has one, and note the level of the one that holds."""
        self._connection.execute("INSERT OR IGNORE INTO approval VALUES (?, ?, ?)", (*submission, approval))
        (effective,) = self._connection.execute(
            "SELECT approval FROM approval WHERE jurisdiction = ? AND edition = ?", submission
        ).fetchone()
        self._levels[submission] = approval_level(effective)

    def _flush(self) -> None:
        for rows in (self._place_rows, self._mention_rows, self._detail_rows, self._proposed_rows):
            rows.insert(self._connection)
