"""Two names of one node, as an audience may know it: what people decided, what is sure, and what people may decide.

Everything is made from the claims that the audience may see: `same_as` holds the names that are put together, each
with the rule that did it, and `suspect` the pairs that a person is asked about. What people decided comes first; two
that are decided to be different are put together by no rule.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from graph.claims import partnership_id
from graph.dedupe import judgements
from graph.dedupe.initiative_profiles import Seen, initiatives_seen
from graph.dedupe.initiative_rules import SURE, Comparison, Pair
from graph.dedupe.jurisdiction_rules import jurisdiction_pairs
from graph.dedupe.language_versions import pair_versions
from graph.errors import UsageError

DECIDED: Final = "decided-same"
MOST_CLAIMS: Final = 400_000  # in a larger graph only decisions are applied: comparing would take longer than loading
MOST_ASKED: Final = 1_000  # pairs, the likeliest first: nobody looks at more
SEARCHED: Final = "sameness searched"  # in `about`: whether pairs were looked for
_PARTNERSHIPS: Final = """
SELECT i.subject, i.object, m.object FROM claim AS i
JOIN claim AS m ON m.kind = 'partnership' AND m.subject = i.subject AND m.predicate = 'member'
WHERE i.kind = 'partnership' AND i.predicate = 'initiative' AND i.object IS NOT NULL
    AND i.visible_from <= :audience AND m.visible_from <= :audience
"""
_VISIBLE: Final = """
SELECT EXISTS (SELECT 1 FROM mention WHERE kind = ? AND subject = ? AND visible_from <= ?)
"""
_REFERRED: Final = """
SELECT DISTINCT object FROM claim WHERE object IN (SELECT value FROM json_each(?)) AND visible_from <= ?
"""


class Groups:
    """Which names mean which node: pairs are joined unless that would join two that people told apart."""

    def __init__(self, same: Mapping[str, str], apart: Iterable[tuple[str, str]]) -> None:
        self._of = dict(same)
        self._members: dict[str, set[str]] = defaultdict(set)
        for alias, identifier in same.items():
            self._members[identifier] |= {alias, identifier}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def of(self, name: str) -> str:
        """The node that a name means."""
        return self._of.get(name, name)

    def members(self, name: str) -> set[str]:
        """All names of the node that a name means."""
        return self._members.get(self.of(name)) or {self.of(name)}

    def told_apart(self, one: str, other: str) -> bool:
        """Whether people said that these, or others of their nodes, are different."""
        ours, theirs = self.members(one), self.members(other)
        return any(self._apart[name] & theirs for name in ours if name in self._apart)

    def join(self, kept: str, gone: str) -> list[str]:
        """Let all names of one node mean another one; returns those names, nothing where that may not be."""
        kept, gone = self.of(kept), self.of(gone)
        if kept == gone or self.told_apart(kept, gone):
            return []
        names = self.members(gone) | {gone}
        self._members[kept] = self.members(kept) | names
        self._members.pop(gone, None)
        self._of.update(dict.fromkeys(names, kept))
        return sorted(names)


def find_same(connection: sqlite3.Connection, audience: int) -> None:
    """Fill `same_as` and `suspect` for an audience.

    Raises:
        StoreError: the file of decisions cannot be understood.
    """
    decided = _seen_decisions(connection, audience, judgements.on_sameness(connection))
    apart = [(one.one, one.other) for one in decided if not one.same]
    searched = _searches(connection)
    _join(connection, audience, [d for d in decided if d.kind == "jurisdiction"], apart)
    suspects: list[tuple[str, Pair]] = []
    if searched:
        pairs = jurisdiction_pairs(connection, audience)
        suspects += [("jurisdiction", pair) for pair in _put_together(connection, audience, pairs, apart)]
    pair_versions(connection, audience)
    _part(connection, audience, apart)
    _join(connection, audience, [d for d in decided if d.kind == "initiative"], apart)
    if searched:
        suspects += [("initiative", pair) for pair in _initiatives(connection, audience, apart)]
    _rename_partnerships(connection, audience)
    _ask(connection, audience, suspects)
    connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (SEARCHED, str(int(searched))))


def kind_of(connection: sqlite3.Connection, name: str) -> Literal["initiative", "jurisdiction"]:
    """What kind of node a name means.

    Raises:
        UsageError: it is no initiative and no jurisdiction.
    """
    from graph.vocabulary.jurisdictions import entries

    row = connection.execute(
        "SELECT n.kind FROM node AS n WHERE n.id = :name"
        " UNION SELECT n.kind FROM same_as AS s JOIN node AS n ON n.id = s.id WHERE s.alias = :name",
        {"name": name},
    ).fetchone()
    kind = row[0] if row else "jurisdiction" if name in entries() else None
    if kind == "initiative":
        return "initiative"
    if kind == "jurisdiction":
        return "jurisdiction"
    raise UsageError(
        "“{typed}” is the identifier of no initiative and no jurisdiction here. “accord review” shows identifiers.",
        typed=name,
    )


def _initiatives(connection: sqlite3.Connection, audience: int, apart: list[tuple[str, str]]) -> list[Pair]:
    """Put together the initiatives that are one; returns the pairs that may be.

    Two that were put together may together be like a third: they are compared until nothing more is found, so that
    a document of the graph, which knows only the whole, leads to the same graph.
    """
    while True:
        seen = initiatives_seen(connection, audience)
        found = sorted(Comparison(seen).pairs(), key=lambda pair: (pair.rule not in SURE, -pair.score, pair))
        joined = connection.total_changes
        rest = _put_together(connection, audience, [_said_first(seen, pair) for pair in found], apart)
        if connection.total_changes == joined:
            return rest


def _searches(connection: sqlite3.Connection) -> bool:
    """Whether pairs are looked for: not in a graph that is too large for it."""
    most: int = connection.execute("SELECT coalesce(max(number), 0) FROM detail").fetchone()[0]
    return most <= MOST_CLAIMS


def _seen_decisions(
    connection: sqlite3.Connection, audience: int, made: list[judgements.Decision]
) -> list[judgements.Decision]:
    """The decisions about nodes that the audience sees, both of them: it learns nothing of the others."""
    names = {name for one in made for name in (one.one, one.other)}
    wanted = [n for one in made if one.kind == "jurisdiction" for n in (one.one, one.other)]
    seen = {
        name
        for one in made
        for name in (one.one, one.other)
        if connection.execute(_VISIBLE, (one.kind, name, audience)).fetchone()[0]
    }
    if wanted:
        seen |= {row[0] for row in connection.execute(_REFERRED, (json.dumps(sorted(names)), audience))}
    return [one for one in made if {one.one, one.other} & seen and _may_know(one, seen)]


def _may_know(one: judgements.Decision, seen: set[str]) -> bool:
    """Whether both nodes are seen; the vocabulary is everybody's."""
    from graph.vocabulary.jurisdictions import entries

    return all(name in seen or (one.kind == "jurisdiction" and name in entries()) for name in (one.one, one.other))


def _groups(connection: sqlite3.Connection, audience: int, apart: Iterable[tuple[str, str]]) -> Groups:
    rows = connection.execute("SELECT alias, id FROM same_as WHERE audience = ? ORDER BY alias", (audience,))
    return Groups(dict(rows.fetchall()), apart)


def _join(
    connection: sqlite3.Connection, audience: int, decided: list[judgements.Decision], apart: list[tuple[str, str]]
) -> None:
    """Put together what people say is one."""
    firsts = _firsts(connection, [name for one in decided if one.same for name in (one.one, one.other)], audience)
    pairs = []
    for one in decided:
        if one.same:
            kept, gone = sorted((one.one, one.other), key=lambda name: firsts.get(name, (2, 0, name)))
            pairs.append(Pair(kept, gone, DECIDED, 1.0))
    _put_together(connection, audience, pairs, apart, sure=frozenset({DECIDED}))


def _firsts(connection: sqlite3.Connection, names: list[str], audience: int) -> dict[str, tuple[int, int, str]]:
    """What comes first of several names: that of the vocabulary, then that which was said first."""
    from graph.vocabulary.jurisdictions import entries

    firsts = {}
    for name in names:
        said = connection.execute(
            "SELECT min(first) FROM mention WHERE kind IN ('initiative', 'jurisdiction') AND subject = ?"
            " AND visible_from <= ?",
            (name, audience),
        ).fetchone()[0]
        firsts[name] = (0 if name in entries() else 1 if said is not None else 2, said or 0, name)
    return firsts


def _said_first(seen: Mapping[str, Seen], pair: Pair) -> Pair:
    kept, gone = sorted((pair.one, pair.other), key=lambda name: (seen[name].first, name))
    return pair._replace(one=kept, other=gone)


def _put_together(
    connection: sqlite3.Connection, audience: int, pairs: Iterable[Pair], apart: list[tuple[str, str]],
    sure: frozenset[str] = SURE | {"same-code"},
) -> list[Pair]:  # fmt: skip
    """Let the second of each sure pair mean the first; returns the others that people did not decide about."""
    groups = _groups(connection, audience, apart)
    rest: list[Pair] = []
    for pair in pairs:
        if pair.rule not in sure:
            rest.append(pair)
            continue
        kept = groups.of(pair.one)
        names = groups.join(pair.one, pair.other)
        connection.executemany(
            "INSERT INTO same_as VALUES (:audience, :alias, :id, :rule)"
            " ON CONFLICT (alias, audience) DO UPDATE SET id = excluded.id",
            [{"audience": audience, "alias": name, "id": kept, "rule": pair.rule} for name in names],
        )
    return [pair for pair in rest if groups.of(pair.one) != groups.of(pair.other)
            and not groups.told_apart(pair.one, pair.other)]  # fmt: skip


def _part(connection: sqlite3.Connection, audience: int, apart: list[tuple[str, str]]) -> None:
    """Undo what was put together against the word of people."""
    connection.executemany(
        "DELETE FROM same_as WHERE audience = ? AND ((alias = ? AND id = ?) OR (alias = ? AND id = ?))",
        ((audience, one, other, other, one) for one, other in apart),
    )


def _rename_partnerships(connection: sqlite3.Connection, audience: int) -> None:
    """A partnership is known by its initiative and members: where these are put together, so are they."""
    same = dict(connection.execute("SELECT alias, id FROM same_as WHERE audience = ?", (audience,)).fetchall())
    if not same:
        return
    about: dict[str, tuple[str, set[str]]] = {}
    rows = connection.execute(_PARTNERSHIPS, {"audience": audience})
    for partnership, initiative, member in rows:
        about.setdefault(partnership, (initiative, set()))[1].add(member)
    for partnership, (initiative, members) in about.items():
        if partnership in same or not ({initiative, *members} & same.keys()):
            continue
        renamed = partnership_id(same.get(initiative, initiative), frozenset(same.get(one, one) for one in members))
        if renamed != partnership:
            connection.execute(
                "INSERT OR IGNORE INTO same_as VALUES (?, ?, ?, 'same-partnership')", (audience, partnership, renamed)
            )


def _ask(connection: sqlite3.Connection, audience: int, suspects: list[tuple[str, Pair]]) -> None:
    likeliest = sorted(suspects, key=lambda item: (-item[1].score, item))[:MOST_ASKED]
    groups = _groups(connection, audience, ())
    rows = ((audience, groups.of(p.one), groups.of(p.other), kind, p.rule, p.score) for kind, p in likeliest)
    connection.executemany("INSERT OR IGNORE INTO suspect VALUES (?, ?, ?, ?, ?, ?)", rows)
