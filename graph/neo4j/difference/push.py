"""Push what changed in a graph file since its last push, in one transaction.

The file knows what the server has (`graph.sqlite.copies.on_server`), by a random name that both keep; where the names
differ, or too much changed for one transaction, the graph is pushed as a whole. The transaction holds the lock of a
push, changes nodes of the current generation, and gives the copy another name: readers see all of it or nothing.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from graph.errors import StoreError
from graph.neo4j.connection import SCHEMA
from graph.neo4j.copy_plan import Step, iter_steps
from graph.neo4j.difference.compared import send_compared
from graph.neo4j.difference.listed_themes import find_listed_themes
from graph.neo4j.difference.marker import marked
from graph.neo4j.difference.sender import Sender
from graph.neo4j.difference.texts import send_texts
from graph.neo4j.driver import explain_driver_errors
from graph.neo4j.numbers import STEP, CopyNumbers, NoRoomError, NumberRange
from graph.neo4j.postings import DEFAULT_LIMITS as POSTING_LIMITS
from graph.neo4j.postings import PostingLimits
from graph.neo4j.push import hold_lock, numbering
from graph.sqlite.copies.on_server import (
    Changes,
    ServerCopy,
    end_difference,
    read_changes,
    read_copy,
    read_last_change,
    read_numbers,
    start_difference,
)

if TYPE_CHECKING:
    from graph.neo4j.connection import Connection, State
    from graph.sqlite.store import SqliteStore
    from graph.sqlite.view import SqliteView
    from graph.values import Audience

_NODES: Final = ("initiative", "partnership", "need", "jurisdiction", "theme", "edition")
_SWITCH: Final = "MATCH (a:Accord {format: 'accord'}) SET a.copy = $copy, a.fading = $fading"
_DELETE_SUBMISSIONS: Final = """
UNWIND $keys AS key
MATCH (s:Submission {edition: key[0], jurisdiction: key[1], generation: $generation}) DETACH DELETE s
"""
_DELETE_CLAIMS: Final = (
    "UNWIND $numbers AS number MATCH (c:Claim) WHERE c.generation = $generation AND c.number = number DETACH DELETE c"
)
_DELETE_UNPLACED: Final = """
UNWIND $sources AS number
MATCH (u:Unplaced)-[:IN]->(:Source {number: number, generation: $generation}) DETACH DELETE u
"""
_MENTIONS_ON: Final = """
SELECT m.number, m.first FROM json_each(:nodes) AS wanted
CROSS JOIN main.mention AS m ON m.subject = wanted.value ->> 0 AND m.kind = wanted.value ->> 1
UNION
SELECT m.number, m.first FROM json_each(:nodes) AS wanted
CROSS JOIN same_as AS a ON a.id = wanted.value ->> 0
CROSS JOIN main.mention AS m ON m.subject = a.alias AND m.kind = wanted.value ->> 1
"""
_VISIBLE: Final = """
SELECT number, first, last FROM mention WHERE number IN (SELECT value FROM json_each(:numbers)) ORDER BY number
"""
_ACTIVE: Final = "SELECT jurisdiction FROM activity"


@dataclass(frozen=True, slots=True)
class PushLimits:
    """Limits of a push.

    Args:
        most: the changed rows and mentions of one transaction; if more changed, the whole graph is pushed.
        at_once: the mentions of a whole graph that is written in one transaction.
        postings: how the full-text index is spread over nodes.
    """

    most: int = 100_000
    at_once: int = 10_000
    postings: PostingLimits = POSTING_LIMITS


DEFAULT_LIMITS: Final = PushLimits()


@dataclass(frozen=True, slots=True)
class _Known:
    """What a push begins with: the views of a graph, and what the file knows of the copy."""

    en: SqliteView
    fr: SqliteView
    copy: ServerCopy
    since: int
    changes: Changes


@contextlib.contextmanager
def open_views(source: SqliteStore, audience: Audience) -> Iterator[tuple[SqliteView, SqliteView]]:
    """Open a graph in English and in French, both as it was at one moment."""
    with source.view(audience, "en") as en, source.view(audience, "fr") as fr:
        while True:
            versions = [_begin(view) for view in (en, fr)]
            if versions[0] == versions[1]:
                break
            for view in (en, fr):  # it was changed in between
                view.connection.execute("COMMIT")
        yield en, fr


def _begin(view: SqliteView) -> list[tuple[object, ...]]:
    """Begin to read a graph as it is now; return what tells one state of it from another."""
    view.connection.execute("BEGIN")
    last = view.connection.execute("SELECT max(number) FROM main.approval_log").fetchall()
    return [*last, *view.connection.execute("SELECT number, id, visible_from FROM main.source ORDER BY number")]


def push_difference(
    connection: Connection, source: SqliteStore, audience: Audience, limits: PushLimits = DEFAULT_LIMITS
) -> dict[str, int] | None:
    """Push what changed; return the number of rows by label and relationship type, or None if nothing was pushed.

    Nothing is pushed where the server does not have what the file knows of, or more changed than one transaction takes.

    Raises:
        StoreError: another push holds the lock, or the server or the file fails; the server is then unchanged.
    """
    state = connection.read_state(required=False)
    with open_views(source, audience) as (en, fr):
        known = _read_known(connection, en, fr, state)
        if known is None or known.changes.size > limits.most:
            return None
        try:
            return _Difference(connection, source, known, state, limits).push()
        except NoRoomError:
            return None


def _read_known(connection: Connection, en: SqliteView, fr: SqliteView, state: State) -> _Known | None:
    """Return what the file knows of the copy that a server has; None if it is another one."""
    copy = read_copy(en.connection, connection.name)
    if copy is None or state.schema != SCHEMA or state.generation is None:
        return None
    if not state.audience == copy.audience == en.audience or (since := copy.change_of(state.copy)) is None:
        return None
    changes = read_changes(en.connection, en.graph_number, since)
    return _Known(en, fr, copy, since, changes)


class _Difference:
    """A push of what changed."""

    def __init__(
        self, connection: Connection, source: SqliteStore, known: _Known, state: State, limits: PushLimits
    ) -> None:  # fmt: skip
        self._connection = connection
        self._source = source
        self._known = known
        self._state = state
        self._limits = limits
        self._view = known.en
        self._numbers = {what: self._read_numbers(what) for what in ("claim", "source")}

    def _read_numbers(self, what: str) -> CopyNumbers:
        """Return the numbers of the copy; new ones at the end have the distances of the first ones."""
        ranges = read_numbers(self._view.connection, self._connection.name, what)
        return CopyNumbers(ranges, ranges[0][3] if ranges else STEP)

    def push(self) -> dict[str, int] | None:
        """Push it; None if the server has another copy by now."""
        change = read_last_change(self._view.connection)
        if change == self._known.since and not self._known.changes.size:
            return {}
        token, name = secrets.token_hex(8), self._connection.name
        with explain_driver_errors(self._connection.address), hold_lock(self._connection) as (transaction, state):
            if state != self._state._replace(changing=False):
                return None
            sender = Sender(transaction, self._state.generation or 0)
            added = self._send(sender)
            known = ServerCopy(self._known.copy.audience, self._state.copy or "", self._known.since, None, None)
            if not start_difference(self._source, name, known, token, change, added):
                return None
            sender.run(_SWITCH, copy=token, fading=self._view.fading)
            with marked(self._connection):
                transaction.commit()
        with contextlib.suppress(StoreError):  # the next push finds what this one noted before its end
            end_difference(self._source, name, token, change)
        return dict(sender.sent)

    def _send(self, sender: Sender) -> Mapping[str, list[NumberRange]]:
        """Send all that changed; return the numbers that are new."""
        view, changes = self._view, self._known.changes
        rows: dict[str, Sequence[object]] = dict(changes.rows)
        if self._view.fading != self._state.fading:  # weights of all partnerships
            rows["activity"] = [row["jurisdiction"] for row in view.rows(_ACTIVE)]
        touched = {str(one) for kind in (*_NODES, "activity", "name") for one in rows.get(kind, ())}
        kinds = self._kinds(touched)
        there = sender.find("Node", touched)
        new = [[one, kind] for one, kind in kinds.items() if there.get(one) != kind]
        mentions = self._mentions([*rows.get("claims", ()), *new])
        rows["mention"] = [number for number, _, _ in mentions]
        added = {
            "claim": self._numbers["claim"].extend((first, last) for _, first, last in mentions),
            "source": self._numbers["source"].extend(
                view.stream("SELECT number, number FROM source ORDER BY number")[1]
            ),
        }
        rows["listed"] = find_listed_themes(sender, view, rows)
        self._delete_claims(sender, mentions)
        steps = [
            (step, _keys_of(step, rows)) for step in iter_steps(view, self._known.fr, numbering(self._numbers), rows)
        ]
        for step, keys in steps:
            self._delete(sender, step, keys)
        sender.delete("Node", [one for one, kind in there.items() if kinds.get(str(one)) != kind])
        for step, _ in steps:
            if not step.kinds:
                send_compared(sender, step)
            elif step.pattern.lookup:
                sender.write_nodes(step, step.rows)
            else:
                sender.create(step, step.rows)
        claims = self._numbers["claim"].__getitem__
        send_texts(sender, view, changes.texts, claims, self._limits.postings)
        return added

    def _delete(self, sender: Sender, step: Step, keys: Sequence[Any]) -> None:
        """Delete what a step wrote for what changed, but for nodes that others refer to, and claims."""
        if step.pattern.kind == "Submission":
            sender.run(_DELETE_SUBMISSIONS, keys=[list(key) for key in keys])
        elif step.pattern.kind == "Unplaced":
            numbers = [number for key in keys if (number := self._numbers["source"].find(int(key))) is not None]
            sender.run(_DELETE_UNPLACED, sources=numbers)
        elif step.kinds and not step.pattern.lookup and step.pattern.kind != "Claim":
            if step.owner is None:
                sender.delete_between(step, keys)
            else:
                sender.delete_owned(step, keys)

    def _kinds(self, identifiers: Iterable[str]) -> dict[str, str]:
        """Return the kinds of the nodes with some identifiers."""
        found: dict[str, str] = {}
        for kind in _NODES:
            query = f"SELECT id FROM {kind} WHERE id IN (SELECT value FROM json_each(:some))"
            found.update((str(row["id"]), kind) for row in self._view.rows(query, {"some": sorted(identifiers)}))
        return found

    def _mentions(self, nodes: Iterable[Any]) -> list[tuple[int, int, int]]:
        """Return number, first and last claim of the mentions to send: changed ones, and those on some nodes."""
        numbers = {number for number, _ in self._known.changes.mentions}
        found = self._view.rows(_MENTIONS_ON, {"nodes": [list(one) for one in nodes]})
        numbers |= {row["number"] for row in found}
        visible = self._view.rows(_VISIBLE, {"numbers": sorted(numbers)})
        return [(row["number"], row["first"], row["last"]) for row in visible]

    def _delete_claims(self, sender: Sender, mentions: Iterable[tuple[int, int, int]]) -> None:
        """Delete the claims that changed or are sent again."""
        firsts = {first for _, first in self._known.changes.mentions} | {first for _, first, _ in mentions}
        claims = self._numbers["claim"]
        numbers = [number for first in sorted(firsts) if (number := claims.find(first)) is not None]
        sender.run(_DELETE_CLAIMS, numbers=numbers)


def _keys_of(step: Step, rows: Mapping[str, Sequence[Any]]) -> list[Any]:
    """Return the identifiers of what changed that a step writes."""
    return list(dict.fromkeys(key for kind in step.kinds for key in rows.get(kind, ())))
