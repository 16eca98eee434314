"""The embedded store: one SQLite file, loaded in one transaction, read through a view."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from graph.errors import UsageError
from graph.sqlite.approvals import approve, names_of, sent
from graph.sqlite.ingest import add_source, add_to, is_there
from graph.sqlite.schema.connection import SqliteFile, explained
from graph.sqlite.view import SqliteView
from graph.store import SQLITE, Added
from graph.values import APPROVALS, Approval, Audience

if TYPE_CHECKING:
    from pathlib import Path

    from graph.claims import Reading
    from graph.dedupe.judgements import Decision


class SqliteStore(SqliteFile):
    """A graph in one SQLite file, read through views and loaded in one transaction; made as a `SqliteFile` is."""

    # reading

    backend = SQLITE

    def view(self, audience: Audience, language: str, *, close_store: bool = False) -> SqliteView:  # noqa: ARG002
        """Open a view, which has a connection of its own; the caller closes it."""
        with explained(self.path):
            connection = self.read_only()
            connection.execute("PRAGMA temp_store = memory")
            return SqliteView(connection, audience, language)

    def sources(self) -> dict[str, str]:
        """The name of each source by its hash, in the order of loading."""
        with explained(self.path), contextlib.closing(self.read_only()) as connection:
            return dict(connection.execute("SELECT id, name FROM source ORDER BY number"))

    def source(self, named: str) -> tuple[str, str, int]:
        """The source that a name or the beginning of a hash means: its name, its hash, how many claims it makes.

        Raises:
            UnknownNameError: no source is called so, or several are.
        """
        from graph.sqlite.sources import claims_of, find

        with explained(self.path), contextlib.closing(self.read_only()) as connection:
            number, identifier, name = find(connection, named)
            return name, identifier, claims_of(connection, number)

    @property
    def decisions(self) -> Path:
        """The file of what people decided about sameness and themes (see `graph.dedupe.judgements`)."""
        from graph.dedupe.judgements import beside

        return beside(self.path)

    def compares(self) -> bool:
        """Whether pairs that may be one were looked for at the last load."""
        from graph.dedupe.merge import SEARCHED

        with explained(self.path), contextlib.closing(self.read_only()) as connection:
            found = connection.execute("SELECT value FROM about WHERE key = ?", (SEARCHED,)).fetchone()
            return found is None or found[0] != "0"

    def kind_of(self, *names: str) -> Literal["initiative", "jurisdiction"]:
        """What kind of node names mean, all of them one; names that were put together with others count.

        Raises:
            UsageError: one is no initiative and no jurisdiction, or they are of two kinds.
        """
        from graph.dedupe.merge import kind_of

        with explained(self.path), contextlib.closing(self.read_only()) as connection:
            kinds = {kind_of(connection, name) for name in names}
        if len(kinds) != 1:
            raise UsageError("An initiative and a jurisdiction cannot be the same.")
        return kinds.pop()

    # writing

    def add(
        self, readings: Sequence[Reading], approval: Approval | None = None, *, keep_both: bool = False
    ) -> list[Added]:
        """Add what readers made of sources: all of it, or, when anything fails, none.

        Args:
            readings: one for each source. A source whose content is there already adds nothing.
            approval: for submissions that no decision was made about yet (otherwise "members").
            keep_both: whether a corrected document joins its earlier version, instead of taking its place
                (see `graph.sqlite.sources.earlier_version`).
        """
        from graph.sqlite import bulk_load

        with self.writing() as connection:
            if self.is_first(connection) and bulk_load.worth_it(readings):
                return [Added(**told) for told in bulk_load.make(self.path, readings, approval)]
            return add_to(connection, readings, approval, keep_both=keep_both)

    def approve(self, jurisdiction: str, edition: str, approval: Approval) -> bool:
        """Record a member's decision on who may see its submission ("council": the council's own words).

        Returns:
            Whether anything changed.

        Raises:
            UsageError: when there is no such submission, or no such approval.
        """
        from graph.sqlite.derive.pipeline import rebuild

        if approval not in APPROVALS:
            raise UsageError(
                "“{given}” is no approval. Choose one of: {known}.",
                given=approval,
                known=", ".join(APPROVALS),
            )
        with self.writing() as connection:
            names = [name for name in names_of(connection, jurisdiction) if sent(connection, name, edition)]
            if not names:
                raise UsageError(
                    "{jurisdiction} sent nothing for {edition}. “accord coverage” lists who did.",
                    jurisdiction=jurisdiction, edition=edition,
                )  # fmt: skip
            changed = [approve(connection, name, edition, approval) for name in names]
            if not any(changed):
                return False
            rebuild(connection)
        return True

    def withdraw(self, named: str) -> str:
        """Take a source out, named by its name or the beginning of its hash; what it said goes with it.

        Returns:
            Its hash.

        Raises:
            UnknownNameError: no source is called so, or several are.
        """
        from graph.dedupe.theme_judgements import take_back
        from graph.sqlite.derive.pipeline import rebuild
        from graph.sqlite.sources import find, forget_undecided, remove, reorder

        with self.writing() as connection:
            number, identifier, _ = find(connection, named)
            take_back(connection)
            remove(connection, number)
            forget_undecided(connection)
            reorder(connection)
            rebuild(connection)
        return identifier

    def reread(self, readings: Sequence[Reading]) -> list[tuple[int, Added]]:
        """Let what readers make of sources now take the place of what they made of them before.

        Returns:
            How many claims each had, and what it has; nothing for a source that is not there.
        """
        from graph.dedupe.theme_judgements import take_back
        from graph.sqlite.claim_writer import Writer
        from graph.sqlite.derive.pipeline import rebuild
        from graph.sqlite.sources import claims_of, remove, reorder

        with self.writing() as connection:
            found = []
            for reading in readings:
                source = reading.source
                if not (row := is_there(connection, source.id)):
                    continue
                take_back(connection)
                before = claims_of(connection, row)
                remove(connection, row)
                number = add_source(connection, reading, row)
                claims, unplaced = Writer(connection, number, None).write(reading)
                found.append((before, Added(source.id, source.name, existed=True, claims=claims, unplaced=unplaced)))
            if found:
                reorder(connection)
                rebuild(connection)
        return found

    def decide(self, decided: Sequence[Decision]) -> None:
        """Write decisions to the file beside the graph, and make the graph anew with them.

        Raises:
            StoreError: the file cannot be read or written; then it and the graph are as they were.
        """
        from graph.dedupe import judgements

        if decided:
            with self._with_decisions():
                judgements.add(self.decisions, decided)

    def undecide(self, identifier: str) -> Decision:
        """Take a decision back, and make the graph anew without it.

        Raises:
            UnknownNameError: there is no such decision.
        """
        from graph.dedupe import judgements

        with self._with_decisions():
            return judgements.remove(self.decisions, identifier)

    def close(self) -> None:
        """Do nothing: each operation has its own connection."""

    # within

    @contextlib.contextmanager
    def _with_decisions(self) -> Iterator[None]:
        """Change the file of decisions and then the graph: both or neither."""
        from graph.sqlite.derive.pipeline import rebuild

        before = self.decisions.read_bytes() if self.decisions.exists() else None
        try:
            with self.writing() as connection:
                yield
                rebuild(connection)
        except BaseException:
            if before is None:
                self.decisions.unlink(missing_ok=True)
            else:
                self.decisions.write_bytes(before)
            raise
