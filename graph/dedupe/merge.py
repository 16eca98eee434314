"""Resolve duplicate nodes for each audience: human decisions, sure matches, and candidate pairs for review.

Only claims that the audience may see are used. `same_as` holds merged names with the rule that merged them, and
`candidate_pair` the candidate pairs. Decisions come first; no rule merges two nodes that people decided to be
different.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Final, Literal

from graph.claims import partnership_id
from graph.dedupe.decisions import Decision, merge_decisions
from graph.dedupe.initiative_profiles import InitiativeProfile, read_profiles
from graph.dedupe.initiative_rules import LISTED_TWICE, SURE_RULES, CandidatePair, InitiativeMatcher
from graph.dedupe.jurisdiction_rules import iter_jurisdiction_pairs
from graph.dedupe.language_versions import merge_language_versions
from graph.errors import UsageError
from graph.values import source_numbers

if TYPE_CHECKING:
    import apsw

DECIDED_SAME: Final = "decided-same"
MAX_COMPARED_CLAIMS: Final = 400_000  # a larger graph is not compared: that would take longer than loading it
MAX_CANDIDATE_PAIRS: Final = 1_000  # the likeliest ones
COMPARED_KEY: Final = "sameness searched"  # in `metadata`: whether nodes were compared
# partnerships whose initiative or members have another identifier; the condition on predicates is that of an index, and
# the tables of claims are named, as SQLite would read all claims of the view
_PARTNERSHIPS: Final = """
SELECT p.subject, i.object, m.object FROM (
    SELECT DISTINCT n.subject FROM same_as AS s
    CROSS JOIN detail AS d ON d.object = s.alias AND d.predicate IN ('initiative', 'member')
    CROSS JOIN mention AS n ON n.number = d.mention AND n.kind = 'partnership'
    WHERE s.audience = :audience) AS p
CROSS JOIN mention AS a ON a.subject = p.subject AND a.kind = 'partnership' AND a.visible_from <= :audience
CROSS JOIN detail AS i ON i.number BETWEEN a.first AND a.last AND i.mention = a.number AND i.predicate = 'initiative'
CROSS JOIN mention AS b ON b.subject = p.subject AND b.kind = 'partnership' AND b.visible_from <= :audience
CROSS JOIN detail AS m ON m.number BETWEEN b.first AND b.last AND m.mention = b.number AND m.predicate = 'member'
WHERE i.object IS NOT NULL
ORDER BY i.number, m.number
"""
_LAST_CLAIM: Final = "SELECT last FROM mention WHERE number BETWEEN ? AND ? ORDER BY number DESC LIMIT 1"
_IS_MENTIONED: Final = """
SELECT EXISTS (SELECT 1 FROM mention WHERE kind = ? AND subject = ? AND visible_from <= ?)
"""
_REFERENCED: Final = """
SELECT DISTINCT object FROM claim WHERE object IN (SELECT value FROM json_each(?)) AND visible_from <= ?
"""
# claims that an audience sees; no more mentions are read than decide whether these are too many
_COUNT_VISIBLE: Final = """
SELECT coalesce(sum(claims), 0) FROM (
    SELECT last - first + 1 AS claims FROM mention WHERE visible_from <= ? LIMIT ? + 1)
"""

Different = list[tuple[str, str]]  # pairs of names that people decided to be different


class DisjointSets:
    """A union-find over the names of nodes, which does not join nodes that people decided to be different."""

    def __init__(self, same: Mapping[str, str], different: Iterable[tuple[str, str]]) -> None:
        self._of = dict(same)
        self._members: dict[str, set[str]] = defaultdict(set)
        for alias, identifier in same.items():
            self._members[identifier] |= {alias, identifier}
        self._different: dict[str, set[str]] = defaultdict(set)
        for one, other in different:
            self._different[one].add(other)
            self._different[other].add(one)

    def find(self, name: str) -> str:
        """Return the node of a name."""
        return self._of.get(name, name)

    def members(self, name: str) -> set[str]:
        """Return all names of the node of a name."""
        return self._members.get(self.find(name)) or {self.find(name)}

    def are_different(self, one: str, other: str) -> bool:
        """Tell whether people decided that two nodes are different, under any of their names."""
        ours, theirs = self.members(one), self.members(other)
        return any(self._different[name] & theirs for name in ours if name in self._different)

    def join(self, kept: str, merged: str) -> list[str]:
        """Merge one node into another; return its names, or nothing if they are one already or may not be."""
        kept, merged = self.find(kept), self.find(merged)
        if kept == merged or self.are_different(kept, merged):
            return []
        names = self.members(merged) | {merged}
        self._members[kept] = self.members(kept) | names
        self._members.pop(merged, None)
        self._of.update(dict.fromkeys(names, kept))
        return sorted(names)


def resolve_duplicates(
    connection: apsw.Connection, audience: int, decisions: Iterable[Decision],
    max_claims: int = MAX_COMPARED_CLAIMS,
) -> None:  # fmt: skip
    """Fill `same_as` and `candidate_pair` for an audience, by the decisions of people and the rules.

    The nodes of an audience that sees more than `max_claims` are not compared.
    """
    decided = _visible_decisions(connection, audience, merge_decisions(decisions))
    different = [(one.one, one.other) for one in decided if not one.same]
    comparable = is_comparable(connection, audience, max_claims)
    _apply_same(connection, audience, [one for one in decided if one.kind == "jurisdiction"], different)
    candidates: list[tuple[str, CandidatePair]] = []
    if comparable:
        pairs = iter_jurisdiction_pairs(connection, audience)
        candidates += [("jurisdiction", pair) for pair in _merge_sure(connection, audience, pairs, different)]
    merge_language_versions(connection, audience)
    _undo_contradicted(connection, audience, different)
    _apply_same(connection, audience, [one for one in decided if one.kind == "initiative"], different)
    if comparable:
        candidates += [("initiative", pair) for pair in _merge_initiatives(connection, audience, different)]
    _merge_partnerships(connection, audience)
    _write_candidates(connection, audience, candidates)
    connection.execute("INSERT OR REPLACE INTO metadata VALUES (?, ?)", (COMPARED_KEY, str(int(comparable))))


def kind_of(connection: apsw.Connection, name: str) -> Literal["initiative", "jurisdiction"]:
    """Return the kind of node of a name.

    Raises:
        UsageError: It is not an initiative or a jurisdiction.
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


def _merge_initiatives(connection: apsw.Connection, audience: int, different: Different) -> list[CandidatePair]:
    """Merge initiatives that are duplicates; return the pairs that may be.

    Two merged initiatives may together match a third, so that comparison is repeated until nothing is merged. Loading
    the exported graph document, which has only merged initiatives, then leads to the same graph.
    """
    while True:
        profiles = read_profiles(connection, audience)
        parts = {name: one for name, one in profiles.items() if one.component}  # they depend on their parents
        matcher = InitiativeMatcher({name: one for name, one in profiles.items() if name not in parts}, parts)
        found = sorted(matcher.iter_pairs(), key=lambda pair: (pair.rule not in SURE_RULES, -pair.score, pair))
        changes = connection.total_changes()
        pairs = [_earlier_first(profiles, pair) for pair in found]
        lists = {name: one.lists for name, one in profiles.items() if name not in parts}
        rest = _merge_sure(connection, audience, pairs, different, lists=lists)
        if connection.total_changes() == changes:
            return rest


def is_comparable(connection: apsw.Connection, audience: int, max_claims: int = MAX_COMPARED_CLAIMS) -> bool:
    """Tell whether the graph of an audience is small enough to compare its nodes."""
    claims = 0
    for (source,) in list(connection.execute("SELECT number FROM source")):
        first, last = source_numbers(source)
        found = connection.execute(_LAST_CLAIM, (first, last)).fetchone()
        claims += found[0] - first if found else 0
    if claims <= max_claims:
        return True
    for most in (max_claims // 8, max_claims):  # mentions have several claims: few of them show that these are too many
        visible: int = connection.execute(_COUNT_VISIBLE, (audience, most)).get
        if visible > max_claims:
            return False
    return True


def _visible_decisions(connection: apsw.Connection, audience: int, decided: list[Decision]) -> list[Decision]:
    """Return the decisions on nodes that are both visible to the audience."""
    names = {name for one in decided for name in (one.one, one.other)}
    wanted = [n for one in decided if one.kind == "jurisdiction" for n in (one.one, one.other)]
    visible = {
        name
        for one in decided
        for name in (one.one, one.other)
        if connection.execute(_IS_MENTIONED, (one.kind, name, audience)).get
    }
    if wanted:
        visible |= {row[0] for row in connection.execute(_REFERENCED, (json.dumps(sorted(names)), audience))}
    return [one for one in decided if {one.one, one.other} & visible and _is_visible(one, visible)]


def _is_visible(one: Decision, visible: set[str]) -> bool:
    """Tell whether both nodes are visible; those of the vocabulary always are."""
    from graph.vocabulary.jurisdictions import entries

    return all(name in visible or (one.kind == "jurisdiction" and name in entries()) for name in (one.one, one.other))


def _read_sets(connection: apsw.Connection, audience: int, different: Iterable[tuple[str, str]]) -> DisjointSets:
    rows = connection.execute("SELECT alias, id FROM same_as WHERE audience = ? ORDER BY alias", (audience,))
    return DisjointSets(dict(rows), different)


def _apply_same(connection: apsw.Connection, audience: int, decided: list[Decision], different: Different) -> None:
    """Merge nodes that people decided to be the same."""
    order = _merge_order(connection, [name for one in decided if one.same for name in (one.one, one.other)], audience)
    pairs = []
    for one in decided:
        if one.same:
            kept, merged = sorted((one.one, one.other), key=lambda name: order.get(name, (2, 0, name)))
            pairs.append(CandidatePair(kept, merged, DECIDED_SAME, 1.0))
    _merge_sure(connection, audience, pairs, different, sure=frozenset({DECIDED_SAME}))


def _merge_order(connection: apsw.Connection, names: list[str], audience: int) -> dict[str, tuple[int, int, str]]:
    """Return sort keys of names: those of the vocabulary first, then by their first claim."""
    from graph.vocabulary.jurisdictions import entries

    order = {}
    for name in names:
        first = connection.execute(
            "SELECT min(first) FROM mention WHERE kind IN ('initiative', 'jurisdiction') AND subject = ?"
            " AND visible_from <= ?",
            (name, audience),
        ).get
        order[name] = (0 if name in entries() else 1 if first is not None else 2, first or 0, name)
    return order


def _earlier_first(profiles: Mapping[str, InitiativeProfile], pair: CandidatePair) -> CandidatePair:
    kept, merged = sorted((pair.one, pair.other), key=lambda name: (profiles[name].first, name))
    return pair._replace(one=kept, other=merged)


def _merge_sure(
    connection: apsw.Connection, audience: int, pairs: Iterable[CandidatePair], different: Different,
    sure: frozenset[str] = SURE_RULES | {"same-code"}, lists: Mapping[str, Collection[object]] | None = None,
) -> list[CandidatePair]:  # fmt: skip
    """Merge the second node of each sure pair into the first; return the other pairs without a decision.

    With the lists of nodes, no two of one list become one by way of a third.
    """
    listed = {name: set(of) for name, of in (lists or {}).items()}
    sets = _read_sets(connection, audience, different)
    rest: list[CandidatePair] = []
    for pair in pairs:
        if pair.rule not in sure:
            rest.append(pair)
            continue
        kept, merged = sets.find(pair.one), sets.find(pair.other)
        if kept != merged and listed.get(kept, set()) & listed.get(merged, set()):
            rest.append(pair._replace(rule=LISTED_TWICE, score=0.9))
            continue
        if names := sets.join(pair.one, pair.other):
            listed[kept] = listed.get(kept, set()) | listed.get(merged, set())
        connection.executemany(
            "INSERT INTO same_as VALUES (:audience, :alias, :id, :rule)"
            " ON CONFLICT (alias, audience) DO UPDATE SET id = excluded.id",
            [{"audience": audience, "alias": name, "id": kept, "rule": pair.rule} for name in names],
        )
    return [pair for pair in rest if sets.find(pair.one) != sets.find(pair.other)
            and not sets.are_different(pair.one, pair.other)]  # fmt: skip


def _undo_contradicted(connection: apsw.Connection, audience: int, different: Different) -> None:
    """Undo merges that contradict a human decision."""
    connection.executemany(
        "DELETE FROM same_as WHERE audience = ? AND ((alias = ? AND id = ?) OR (alias = ? AND id = ?))",
        ((audience, one, other, other, one) for one, other in different),
    )


def _merge_partnerships(connection: apsw.Connection, audience: int) -> None:
    """Merge partnerships whose initiative and members are merged: these make their identifiers."""
    same = dict(connection.execute("SELECT alias, id FROM same_as WHERE audience = ?", (audience,)))
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


def _write_candidates(connection: apsw.Connection, audience: int, candidates: list[tuple[str, CandidatePair]]) -> None:
    likeliest = sorted(candidates, key=lambda item: (-item[1].score, item))[:MAX_CANDIDATE_PAIRS]
    sets = _read_sets(connection, audience, ())
    rows = ((audience, sets.find(p.one), sets.find(p.other), kind, p.rule, p.score) for kind, p in likeliest)
    connection.executemany("INSERT OR IGNORE INTO candidate_pair VALUES (?, ?, ?, ?, ?, ?)", rows)
