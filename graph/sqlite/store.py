"""The embedded store: one SQLite file, written in transactions and read through views."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from graph.errors import UsageError
from graph.sqlite.schema.connection import SqliteFile, explain_errors
from graph.sqlite.schema.limits import DEFAULT_LIMITS, StoreLimits
from graph.sqlite.schema.version import is_current
from graph.sqlite.view import SqliteView
from graph.store import SQLITE, Added
from graph.values import APPROVALS, DEFAULT_APPROVAL, Approval, Audience, audience_level, source_numbers

if TYPE_CHECKING:
    from pathlib import Path

    from graph.claims import Reading, SourceHints
    from graph.dedupe.decisions import Decision
    from graph.dedupe.proposals import Proposal
    from graph.sqlite.approvals import ApprovalDecision, Content
    from graph.sqlite.schema.driver import Connection


class SqliteStore(SqliteFile):
    """A graph in one SQLite file.

    Args:
        path: the file; a file that an earlier version of Accord wrote is upgraded.
        create: whether to create the file if it is missing.
        copy_of, limits: see `SqliteFile`.

    Raises:
        StoreError: when the file is missing (and `create` is False), is not an Accord graph, is damaged, or was written
            by a newer version of Accord.
    """

    def __init__(
        self, path: Path, *, create: bool = False, copy_of: Path | None = None, limits: StoreLimits = DEFAULT_LIMITS
    ) -> None:
        super().__init__(path, create=create, copy_of=copy_of, limits=limits)
        if not (path.is_file() and is_current(self)):
            from graph.sqlite.upgrade import create_or_upgrade

            create_or_upgrade(self)

    # reading

    backend = SQLITE

    def view(
        self,
        audience: Audience,
        language: str,
        *,
        close_store: bool = False,  # noqa: ARG002
        include_proposed: bool = False,
    ) -> SqliteView:
        """Open a view, which has a connection of its own; the caller closes it.

        Args:
            audience: public, members or secretariat.
            language: "en" or "fr".
            close_store: no effect, as a file is not kept open.
            include_proposed: whether open proposals hold, marked as proposed (see `graph.sqlite.copies.proposals`).
        """
        with explain_errors(self.path):
            file: SqliteFile = self
            if include_proposed and self.has_proposals():
                from graph.sqlite.copies.proposals import copy_with_proposals

                file = SqliteFile(copy_with_proposals(self), copy_of=self.original)
            connection = file.read_only()
            connection.execute("PRAGMA temp_store = memory")
            return SqliteView(
                connection,
                audience,
                language,
                graph_path=self.original,
                includes_proposed=include_proposed,
                open_as_of=_open_as_of,
            )

    def has_proposals(self) -> bool:
        """Whether a source proposes anything, decided or not."""
        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM proposed_claim)").fetchone()[0])

    def proposals(self, audience: Audience) -> list[Proposal]:
        """Return the proposals that an audience may see and people have not decided about.

        Raises:
            StoreError: the file of decisions cannot be understood.
        """
        from graph.dedupe.decisions import read_decisions
        from graph.dedupe.proposal_decisions import read_proposals

        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            return read_proposals(connection, audience_level(audience), read_decisions(self.decisions_path))

    def proposal_ids(self, audience: Audience) -> frozenset[str]:
        """Return the identifiers of all proposals that an audience may see, decided or not."""
        from graph.dedupe.proposal_decisions import proposal_ids

        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            return proposal_ids(connection, audience_level(audience))

    def refused_facts(self, audience: Audience) -> list[tuple[Decision, list[dict[str, Any]]]]:
        """Return the decisions on facts that an audience may see, with the evidence of the claims that they took out.

        Raises:
            StoreError: the file of decisions cannot be understood.
        """
        from graph.dedupe.decisions import read_decisions
        from graph.dedupe.refused_facts import read_refused

        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            return read_refused(connection, audience_level(audience), read_decisions(self.decisions_path))

    def names_unknown_below(self, audience: Audience, name: str) -> list[str]:
        """Return the names of a node that an audience knows, and one that sees less does not know to be of it."""
        from graph.dedupe.fact_decisions import names_unknown_below

        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            return names_unknown_below(connection, audience_level(audience), name)

    def sources(self) -> dict[str, str]:
        """Return the name of each source by its hash, in the order of loading."""
        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            return dict(connection.execute("SELECT id, name FROM source ORDER BY number"))

    def submissions_in(self, identifier: str) -> list[tuple[str, str]]:
        """Return the (jurisdiction, edition) of each submission that a source is part of, by the hash of the source."""
        from graph.sqlite.ingest import find_number

        query = (
            "SELECT DISTINCT reported_by, edition FROM mention WHERE number BETWEEN ? AND ?"
            " AND reported_by IS NOT NULL AND edition IS NOT NULL ORDER BY 1, 2"
        )
        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            number = find_number(connection, identifier)
            return [(str(who), str(when)) for who, when in connection.execute(query, source_numbers(number))]

    def hints(self) -> dict[str, SourceHints]:
        """Return what a person said of sources when they were loaded, by their hash; the others are not in it."""
        from graph.claims import SourceHints

        query = "SELECT id, hints FROM source WHERE hints IS NOT NULL"
        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            return {identifier: SourceHints(**json.loads(hints)) for identifier, hints in connection.execute(query)}

    def source(self, named: str) -> tuple[str, str, int]:
        """Return the name, hash and number of claims of the source with a name, or with a hash that begins so.

        Raises:
            UnknownNameError: there is no such source, or several.
        """
        from graph.sqlite.sources import count_claims, find_source

        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            number, identifier, name = find_source(connection, named)
            return name, identifier, count_claims(connection, number)

    def searched_duplicates(self) -> bool:
        """Whether the last load searched for duplicates."""
        from graph.dedupe.merge import COMPARED_KEY

        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            found = connection.execute("SELECT value FROM metadata WHERE key = ?", (COMPARED_KEY,)).fetchone()
            return found is None or found[0] != "0"

    def has_unapplied_decisions(self) -> bool:
        """Whether the file of decisions holds others than the graph was derived with; not known of an older graph.

        Raises:
            StoreError: the file of decisions cannot be understood.
        """
        from graph.dedupe.decisions import APPLIED_KEY, digest_decisions, read_decisions

        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            found = connection.execute("SELECT value FROM metadata WHERE key = ?", (APPLIED_KEY,)).fetchone()
        return found is not None and found[0] != digest_decisions(read_decisions(self.decisions_path))

    def kind_of(self, *names: str) -> Literal["initiative", "jurisdiction"]:
        """Return the kind of node that all names refer to; identifiers that were merged into others count.

        Raises:
            UsageError: a name refers to neither an initiative nor a jurisdiction, or the kinds differ.
        """
        from graph.dedupe.merge import kind_of

        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            kinds = {kind_of(connection, name) for name in names}
        if len(kinds) != 1:
            raise UsageError("An initiative and a jurisdiction cannot be the same.")
        return kinds.pop()

    # writing

    def add(
        self, readings: Sequence[Reading], approval: Approval | None = None, *, keep_both: bool = False,
        replace: bool = False,
    ) -> list[Added]:  # fmt: skip
        """Add readings of sources: all of them, or none if anything fails.

        Args:
            readings: one for each source. A source whose content is in the graph already adds nothing.
            approval: the approval of submissions that have none yet (otherwise "members").
            keep_both: whether a corrected document is added to its earlier version instead of replacing it
                (see `graph.sqlite.sources.find_earlier_version`).
            replace: whether a report takes the place of another of the same member for the same edition, whatever
                their names (see `graph.sqlite.sources.find_same_report`).
        """
        from graph.sqlite.bulk_load import begin_bulk_load, bulk_load
        from graph.sqlite.ingest import add_readings

        with self._writing() as connection:
            if self.is_first_load(connection) and (claims := begin_bulk_load(readings, self.limits)):
                return [Added(**fields) for fields in bulk_load(self, readings, claims, approval)]
            return add_readings(
                connection, readings, approval, self.decisions_path, keep_both=keep_both, replace=replace,
                limits=self.limits,
            )  # fmt: skip

    def same_reports(self, readings: Sequence[Reading]) -> list[tuple[str, str]]:
        """Return the name of each reading that another report of the same member and edition is there for, and its."""
        from graph.sqlite.ingest import find_number
        from graph.sqlite.sources import find_same_report

        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            found = [
                (one.source.name, find_same_report(connection, one))
                for one in readings
                if not find_number(connection, one.source.id)
            ]
        return [(name, same.name) for name, same in found if same]

    def earlier_versions(self, readings: Sequence[Reading]) -> dict[str, tuple[str, str]]:
        """Return the identifier and name of what each reading would replace, by the identifier of its source."""
        from graph.sqlite.ingest import find_number
        from graph.sqlite.sources import find_earlier_version

        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            found = {
                one.source.id: find_earlier_version(connection, one)
                for one in readings
                if not find_number(connection, one.source.id)
            }
        return {source: (earlier.id, earlier.name) for source, earlier in found.items() if earlier}

    def approve(self, jurisdiction: str, edition: str, approval: Approval) -> bool:
        """Set which audience may see a member's submission ("council": the council's own text).

        Returns:
            Whether the approval changed.

        Raises:
            UsageError: there is no such submission or approval.
        """
        from graph.sqlite.approvals import ApprovalDecision

        return bool(self.approve_all([ApprovalDecision(jurisdiction, edition, approval)]))

    def approve_all(self, decisions: Sequence[ApprovalDecision]) -> list[ApprovalDecision]:
        """Apply decisions on who may see submissions, all or none, and keep them in the log.

        Returns:
            Those that changed something.

        Raises:
            UsageError: there is no such submission or approval.
        """
        from graph.sqlite.approvals import find_approval, log_decision, set_approval
        from graph.sqlite.changes.derive import derive_changes, record_changes

        changed = []
        with self._writing() as connection:
            record_changes(connection)
            for decision in decisions:
                for name in self._submissions(connection, decision):
                    before = find_approval(connection, name, decision.edition)
                    if before and set_approval(connection, name, decision.edition, decision.approval):
                        log_decision(connection, decision._replace(jurisdiction=name), before)
                        changed.append(decision._replace(jurisdiction=name))
            if changed:
                derive_changes(connection, self.decisions_path, self.limits)
        return changed

    def describe_decision(self, decision: ApprovalDecision) -> list[tuple[ApprovalDecision, Approval, Content]]:
        """Return, for each submission that a decision is about, its approval before and what it holds.

        Raises:
            UsageError: there is no such submission or approval.
        """
        from graph.sqlite.approvals import find_approval, read_content

        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            return [
                (
                    decision._replace(jurisdiction=name),
                    find_approval(connection, name, decision.edition) or DEFAULT_APPROVAL,
                    read_content(connection, name, decision.edition),
                )
                for name in self._submissions(connection, decision)
            ]

    def approvals(self) -> list[tuple[str, str, Approval]]:
        """Return the (jurisdiction, edition, approval) of each submission."""
        from graph.sqlite.approvals import list_approvals

        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            return list_approvals(connection)

    def approval_log(self) -> list[dict[str, str]]:
        """Return the decisions on approvals: ``at by jurisdiction edition before after reason authority``."""
        from graph.sqlite.approvals import read_log

        with explain_errors(self.path), contextlib.closing(self.read_only()) as connection:
            return read_log(connection)

    @staticmethod
    def _submissions(connection: Connection, decision: ApprovalDecision) -> list[str]:
        """Return the reporters whose submission a decision is about: a jurisdiction, and those merged into it."""
        from graph.sqlite.approvals import NO_EDITION, has_reported, list_aliases

        jurisdiction, edition, approval = decision[:3]
        if approval not in APPROVALS:
            raise UsageError(
                "“{given}” is not an approval. Choose one of: {known}.", given=approval, known=", ".join(APPROVALS)
            )
        names = [name for name in list_aliases(connection, jurisdiction) if has_reported(connection, name, edition)]
        if not names:
            raise UsageError(
                "{jurisdiction} submitted nothing for {edition}. “accord coverage” lists the submissions.",
                jurisdiction=jurisdiction, edition=edition or NO_EDITION,
            )  # fmt: skip
        return names

    def delete_source(self, named: str) -> str:
        """Delete a source and its claims.

        Args:
            named: the name of the source, or the beginning of its hash.

        Returns:
            The hash of the source.

        Raises:
            UnknownNameError: there is no such source, or several.
        """
        from graph.dedupe.decided_claims import take_back
        from graph.sqlite.changes.derive import derive_changes, record_changes
        from graph.sqlite.sources import delete_source, delete_unused_defaults, find_source

        with self._writing() as connection:
            number, identifier, _ = find_source(connection, named)
            record_changes(connection)
            take_back(connection)
            delete_unused_defaults(connection, delete_source(connection, number))
            derive_changes(connection, self.decisions_path, self.limits)
        return identifier

    def replace_readings(self, readings: Sequence[Reading]) -> list[tuple[int, Added]]:
        """Replace the claims of sources by those of new readings.

        Returns:
            For each source that is in the graph, its number of claims before, and the result.
        """
        from graph.dedupe.decided_claims import take_back
        from graph.sqlite.changes.derive import derive_changes, record_changes
        from graph.sqlite.claim_writer import ClaimWriter
        from graph.sqlite.ingest import find_number, insert_source
        from graph.sqlite.sources import count_claims, delete_source

        with self._writing() as connection:
            found = []
            record_changes(connection)
            for reading in readings:
                source = reading.source
                if not (row := find_number(connection, source.id)):
                    continue
                take_back(connection)
                before = count_claims(connection, row)
                delete_source(connection, row)
                number = insert_source(connection, reading, row)
                written = ClaimWriter(connection, number, None).write(reading)
                now = Added(
                    source.id, source.name, existed=True, claims=written.claims, unplaced=written.unplaced,
                    proposed=written.proposed,
                )  # fmt: skip
                found.append((before, now))
            if found:
                derive_changes(connection, self.decisions_path, self.limits)
        return found

    def add_decisions(self, decided: Sequence[Decision]) -> None:
        """Write decisions to the file next to the graph, and derive the graph with them.

        Raises:
            StoreError: the file cannot be read or written; it and the graph are then unchanged.
        """
        from graph.dedupe import decisions

        if decided:
            with self._changing_decisions():
                decisions.add_decisions(self.decisions_path, decided)

    def remove_decision(self, identifier: str) -> Decision:
        """Remove a decision, and derive the graph without it.

        Raises:
            UnknownNameError: there is no such decision.
        """
        from graph.dedupe import decisions

        with self._changing_decisions():
            return decisions.remove_decision(self.decisions_path, identifier)

    def rebuild(self) -> None:
        """Derive all derived tables anew from the claims and the decisions.

        Raises:
            StoreError: the file of decisions cannot be understood; the graph is then unchanged.
        """
        from graph.sqlite.derive.pipeline import derive_graphs

        with self._writing() as connection:
            derive_graphs(connection, self.decisions_path)

    def close(self) -> None:
        """Do nothing: each operation has its own connection."""

    # internal

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Write in one transaction, and delete the copies of what the graph was before."""
        from graph.sqlite.copies.kept import discard_copies

        with self.writing() as connection:
            yield connection
        discard_copies(self.path)

    @contextlib.contextmanager
    def _changing_decisions(self) -> Iterator[None]:
        """Change the file of decisions and then the graph: both, or neither if anything fails."""
        from graph.sqlite.changes.derive import derive_changes, record_changes
        from graph.text.atomic_file import write_atomically

        before = self.decisions_path.read_bytes() if self.decisions_path.exists() else None
        try:
            with self._writing() as connection:
                record_changes(connection)
                yield
                derive_changes(connection, self.decisions_path, self.limits)
        except BaseException:
            if before is None:
                self.decisions_path.unlink(missing_ok=True)
            else:
                with contextlib.suppress(OSError):  # on a full disk the new file stays, and the next change applies it
                    write_atomically(self.decisions_path, before)
            raise


def _open_as_of(view: SqliteView, moment: str) -> SqliteView:
    from graph.sqlite.copies.as_of import open_as_of  # imported here: few answers are of an earlier moment

    with explain_errors(view.path):
        return open_as_of(view, moment)
