"""Apply decisions on facts: what people refused is taken out of the claims, what they corrected is put in its place.

A fact is one attribute of a node (its lead, a partner, a date, its status, a theme …) or a whole initiative or need. A
decision on it holds for each claim that says it, now and after each later load. Refused claims are kept in
`rejected_claim`, so that a decision can be taken back and the secretariat still sees what the sources say. A corrected
claim is inferred by the rule `corrected-by-person` at the place of the claim that it replaces, and visible to those who
may see that claim and what it now refers to, and to nobody else.

Like decisions on themes, they are applied for each audience by the names that it knows of a node: what an audience sees
does not depend on a merge that it does not see.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from graph.claims import partnership_id
from graph.dedupe.decided_claims import insert_decided, reject_claims
from graph.dedupe.decisions import WHOLE_NODES, fact_decisions
from graph.dedupe.proposals import CORRECTED_RULE
from graph.values import AUDIENCES, FIRST_ACCEPTED, FIRST_CORRECTED, FIRST_DECIDED
from graph.vocabulary.jurisdictions import entries
from graph.vocabulary.themes import concepts

if TYPE_CHECKING:
    import apsw

    from graph.dedupe.decisions import Decision

# of kinds of facts whose claims refer to a node, the kind of that node
_REFERRED_KIND: Final = {
    "lead": "jurisdiction", "partner": "jurisdiction", "by": "jurisdiction", "theme": "theme", "part_of": "initiative",
}  # fmt: skip
_NODES: Final = ("initiative", "need")
_PARTNERS: Final = ("partnership",)
_SAME: Final = """
SELECT alias FROM same_as WHERE audience = :audience AND id = coalesce(
    (SELECT id FROM same_as WHERE audience = :audience AND alias = :name), :name)
UNION SELECT coalesce((SELECT id FROM same_as WHERE audience = :audience AND alias = :name), :name)
UNION SELECT :name
ORDER BY 1
"""
_COLUMNS: Final = (
    "d.number, m.kind, m.subject, m.edition, m.reported_by, m.place, m.visible_from, d.predicate, d.object, d.value,"
    " d.qualifier, d.language"
)
# The mentions of some names, in one audience level, with their claims in a table: those that hold, or those refused.
_JOINS: Final[Mapping[str, str]] = {
    "detail": "mention AS m CROSS JOIN detail AS d ON d.number BETWEEN m.first AND m.last",
    "rejected_claim": "rejected_claim AS d CROSS JOIN mention AS m ON m.number = d.mention",
}
_CLAIMS: Final = f"""
SELECT {_COLUMNS} FROM {{joined}}
WHERE m.subject IN (SELECT value FROM json_each(:names)) AND m.visible_from = :audience
    AND m.kind IN (SELECT value FROM json_each(:kinds))
"""
_PARTNERSHIPS: Final = """
SELECT m.subject FROM detail AS d CROSS JOIN mention AS m ON m.number = d.mention
WHERE d.object IN (SELECT value FROM json_each(:names)) AND d.predicate IN ('initiative', 'member')
    AND d.predicate = 'initiative' AND m.kind = 'partnership' AND m.visible_from <= :audience
UNION SELECT m.subject FROM rejected_claim AS d CROSS JOIN mention AS m ON m.number = d.mention
WHERE d.object IN (SELECT value FROM json_each(:names))
    AND d.predicate = 'initiative' AND m.kind = 'partnership' AND m.visible_from <= :audience
ORDER BY 1
"""
_LEVEL: Final = "SELECT min(visible_from) FROM mention WHERE subject = ? AND kind = ?"
_MEMBERS: Final = """
SELECT d.predicate, d.object FROM mention AS m CROSS JOIN detail AS d ON d.number BETWEEN m.first AND m.last
WHERE m.subject = :subject AND m.kind = 'partnership' AND m.visible_from <= :audience
    AND d.predicate IN ('initiative', 'member') AND d.object IS NOT NULL ORDER BY d.number
"""
_RENAME: Final = """
INSERT INTO same_as VALUES (?, ?, ?, 'same-partnership') ON CONFLICT (alias, audience) DO UPDATE SET id = excluded.id
"""
_FOLLOW: Final = "UPDATE same_as SET id = ? WHERE id = ? AND audience = ?"


class FactClaim(NamedTuple):
    """A claim with what its mention says of it."""

    number: int
    kind: str
    subject: str
    edition: str | None
    reported_by: str | None
    place: int
    visible_from: int
    predicate: str
    object: str | None
    value: str | None
    qualifier: str | None
    language: str | None

    def is_member(self, names: AbstractSet[str]) -> bool:
        """Whether it says that one of some names is a member of a partnership."""
        return self.predicate == "member" and self.object in names

    @property
    def content(self) -> str:
        """What the claim says, as the target of a decision has it."""
        if self.predicate == "date":
            return f"{self.qualifier or 'milestone'} {self.value}"
        return self.object or self.value or ""


@dataclass(frozen=True, slots=True)
class _Match:
    """A claim that a decision is about, and what it says instead; None where it was refused."""

    claim: FactClaim
    to: str | None
    kind: str


def apply_facts(connection: apsw.Connection, decisions: Iterable[Decision], graphs: Iterable[int]) -> None:
    """Apply the decisions on facts to the claims; `same_as` must be filled.

    Args:
        connection: a connection with an open transaction.
        decisions: what people decided.
        graphs: the audiences that have a graph of their own.
    """
    decided = fact_decisions(decisions)
    if not decided:
        return
    matches: dict[int, _Match] = {}
    for audience in range(len(AUDIENCES)):
        matcher = FactMatcher(connection, audience, decided)
        for decision, claim in matcher.matches():
            earlier = matches.get(claim.number)
            if earlier is None or earlier.kind not in WHOLE_NODES:  # what is refused as a whole stays refused
                matches[claim.number] = _Match(claim, matcher.outcome(decision), decision.kind)
    reject_claims(connection, matches)
    for number, match in sorted(matches.items()):
        if match.to is not None:
            _insert_corrected(connection, number, match, match.to)
    changed = {one.claim.subject for one in matches.values() if one.claim.kind == "partnership"}
    for audience in graphs:
        _rename_partnerships(connection, audience, changed)


class FactMatcher:
    """Finds the claims of one audience level that decisions are about.

    Args:
        connection: a connection to the store.
        audience: the number of the audience; names are those that it knows, claims those visible from it on.
        decided: decisions on facts.
        table: "detail", the claims that hold, or "rejected_claim", those that people refused.
    """

    def __init__(
        self, connection: apsw.Connection, audience: int, decided: Sequence[Decision], table: str = "detail"
    ) -> None:
        self._connection = connection
        self._audience = audience
        self._decided = decided
        self._query = _CLAIMS.format(joined=_JOINS[table])
        self._by_key = {(one.kind, one.one, one.other): one for one in decided}

    def matches(self) -> Iterator[tuple[Decision, FactClaim]]:
        """Yield each claim that a decision is about."""
        for decision in self._decided:
            for claim in self._claims(decision):
                yield decision, claim

    def outcome(self, decision: Decision) -> str | None:
        """Return what holds after all decisions on what a correction leads to; None where it is refused in the end."""
        visited = {decision.other}
        while decision.to and (value := _value_of(decision)) not in visited:
            visited.add(value)
            keys = ((decision.kind, name, value) for name in self._names(decision.one))
            after = next((self._by_key[key] for key in keys if key in self._by_key), None)
            if after is None:
                return decision.to
            decision = after
        return decision.to or None

    def _claims(self, decision: Decision) -> list[FactClaim]:
        names = self._names(decision.one)
        targets = set(self._names(decision.other))
        if decision.kind == "partner":
            members = self._select(_PARTNERS, [*self._partnerships(names), *names])
            return [one for one in members if one.is_member(targets) and one.qualifier != "lead"]
        found = self._select(_NODES, names)
        if decision.kind in WHOLE_NODES:
            found = [one for one in found if one.kind == decision.kind]
            return found + self._select(_PARTNERS, self._partnerships(names))
        wanted = targets if decision.kind in _REFERRED_KIND else {decision.other}
        found = [one for one in found if one.predicate == decision.kind and one.content in wanted]
        if decision.kind == "lead":  # who leads an initiative leads its partnerships
            members = self._select(_PARTNERS, self._partnerships(names))
            found += [one for one in members if one.is_member(targets) and one.qualifier == "lead"]
        return found

    def _names(self, name: str) -> list[str]:
        return names_of(self._connection, self._audience, name)

    def _partnerships(self, names: list[str]) -> list[str]:
        bound = {"names": json.dumps(names), "audience": self._audience}
        return [row[0] for row in self._connection.execute(_PARTNERSHIPS, bound)]

    def _select(self, kinds: Sequence[str], names: Sequence[str]) -> list[FactClaim]:
        bound = {"names": json.dumps(names), "kinds": json.dumps(kinds), "audience": self._audience}
        return [FactClaim._make(row) for row in self._connection.execute(self._query, bound)]


def names_of(connection: apsw.Connection, audience: int, name: str) -> list[str]:
    """Return all names that an audience knows of the node of a name, in alphabetical order."""
    return [row[0] for row in connection.execute(_SAME, {"audience": audience, "name": name})]


def names_unknown_below(connection: apsw.Connection, audience: int, name: str) -> list[str]:
    """Return the names that an audience knows of a node, and an audience that sees less does not know to be of it.

    A decision is applied for each audience by the names that it knows: it has to name these as well.
    """
    known = set(names_of(connection, audience, name))
    below = [set(names_of(connection, level, name)) for level in range(audience)]
    return sorted(set().union(*(known - names for names in below)) - {name})


def _value_of(decision: Decision) -> str:
    """Return what a correction says, as the target of a decision has it: a date has its kind before it."""
    if decision.kind == "date" and " " not in decision.to:
        return f"{decision.other.partition(' ')[0]} {decision.to}"
    return decision.to


def _insert_corrected(connection: apsw.Connection, number: int, match: _Match, to: str) -> None:
    """Insert what holds in place of a claim, for those who may see the claim and what it now refers to."""
    claim, qualifier = match.claim, match.claim.qualifier
    if match.kind == "date":
        kind, _, to = to.rpartition(" ")
        qualifier = kind or qualifier
    level = claim.visible_from
    if (referred := _REFERRED_KIND.get(match.kind)) is not None:
        level = max(level, _level(connection, to, referred))
    insert_decided(
        connection, _corrected_number(number), kind=claim.kind, subject=claim.subject, edition=claim.edition,
        reported_by=claim.reported_by, place=claim.place, rule=CORRECTED_RULE, visible_from=level,
        predicate=claim.predicate, object=to if referred else None, value=None if referred else to,
        qualifier=qualifier, language=claim.language,
    )  # fmt: skip


def _level(connection: apsw.Connection, name: str, kind: str) -> int:
    """Return the lowest audience level that knows a node: 0 for those of the vocabulary, the secretariat's if none."""
    if name in (entries() if kind == "jurisdiction" else concepts() if kind == "theme" else ()):
        return 0
    level = connection.execute(_LEVEL, (name, kind)).get
    return len(AUDIENCES) - 1 if level is None else int(level)


def _corrected_number(number: int) -> int:
    """Return the number of what is put in place of a claim; two bits say where that comes from."""
    if number >= FIRST_DECIDED:
        accepted, rest = divmod(number - FIRST_DECIDED, 1 << 58)
        origin = 2 + accepted
    else:
        origin, rest = divmod(number, FIRST_ACCEPTED)
    return FIRST_CORRECTED + (origin << 58) + rest


def _rename_partnerships(connection: apsw.Connection, audience: int, changed: Iterable[str]) -> None:
    """Give changed partnerships the identifier that their initiative and members now make; those with one are one."""
    same = dict(connection.execute("SELECT alias, id FROM same_as WHERE audience = ?", (audience,)))
    for subject in sorted(changed):
        members: set[str] = set()
        initiatives: list[str] = []
        for predicate, named in connection.execute(_MEMBERS, {"subject": subject, "audience": audience}):
            node = same.get(named, named)
            if predicate == "member":
                members.add(node)
            else:
                initiatives.append(node)
        if not (members and initiatives):
            continue
        renamed = partnership_id(initiatives[0], frozenset(members))
        renamed = same.get(renamed, renamed)
        if renamed != same.get(subject, subject):
            same[subject] = renamed
            connection.execute(_RENAME, (audience, subject, renamed))
            connection.execute(_FOLLOW, (renamed, subject, audience))
