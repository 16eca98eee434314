"""Update jurisdictions and themes after a change: those that are described or referred to, and those above them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from graph.sqlite.changes.affected import Aliases, select
from graph.sqlite.changes.scope import in_scope, read_claims_on
from graph.sqlite.derive.nodes import by_subject, insert_described, vocabulary_ancestors

if TYPE_CHECKING:
    from graph.sqlite.derive.assemble import VisibleClaim
    from graph.sqlite.schema.driver import Connection

KINDS: Final = ("jurisdiction", "theme")
_PARENT: Final = {"jurisdiction": "part_of", "theme": "broader"}
# what affected nodes refer to
_REFERRED: Final = {
    "jurisdiction": (
        f"SELECT lead FROM initiative WHERE audience = :audience AND id IN {in_scope('initiative')}",
        (
            f"SELECT jurisdiction FROM partnership_member WHERE audience = :audience"
            f" AND partnership IN {in_scope('partnership')}"
        ),
        f"SELECT by FROM need WHERE audience = :audience AND id IN {in_scope('need')}",
    ),
    "theme": (
        f"SELECT theme FROM initiative_theme WHERE audience = :audience AND initiative IN {in_scope('initiative')}",
        f"SELECT theme FROM need_theme WHERE audience = :audience AND need IN {in_scope('need')}",
    ),
}
_LOOSELY_REFERRED: Final = """
SELECT l.object, l.predicate FROM temp.scope AS s
CROSS JOIN loose_reference AS l ON l.subject = s.id AND l.kind = s.name AND l.audience = :audience
WHERE s.name IN ('initiative', 'partnership', 'need')
"""
_LOOSE_KINDS: Final = {"lead": "jurisdiction", "by": "jurisdiction", "theme": "theme"}
# whether a node refers to one
_IS_REFERRED: Final = {
    "jurisdiction": """
SELECT EXISTS (SELECT 1 FROM initiative WHERE lead = :id AND audience = :audience)
    OR EXISTS (SELECT 1 FROM partnership_member WHERE jurisdiction = :id AND audience = :audience)
    OR EXISTS (SELECT 1 FROM need WHERE by = :id AND audience = :audience)
    OR EXISTS (SELECT 1 FROM edition AS e CROSS JOIN submission AS s ON s.edition = e.id AND s.jurisdiction = :id
               AND s.audience = :audience WHERE e.audience = :audience)
    OR EXISTS (SELECT 1 FROM jurisdiction WHERE part_of = :id AND id <> :id AND audience = :audience)
    OR EXISTS (SELECT 1 FROM loose_reference WHERE object = :id AND audience = :audience
               AND (predicate IN ('lead', 'by') OR (predicate = 'part_of' AND kind = 'jurisdiction')))
""",
    "theme": """
SELECT EXISTS (SELECT 1 FROM initiative_theme WHERE theme = :id AND audience = :audience)
    OR EXISTS (SELECT 1 FROM need_theme WHERE theme = :id AND audience = :audience)
    OR EXISTS (SELECT 1 FROM theme WHERE broader = :id AND id <> :id AND audience = :audience)
    OR EXISTS (SELECT 1 FROM loose_reference WHERE object = :id AND audience = :audience
               AND predicate IN ('theme', 'broader'))
""",
}
_NAMES: Final = """
SELECT language, form, text FROM name WHERE node = ? AND kind = ? AND audience = ? AND form <> 'alternative'
ORDER BY rowid
"""
_COUNTS: Final = "SELECT id, initiatives, workers FROM theme WHERE audience = :audience AND id IN {some}"


class DescribedNodes:
    """The jurisdictions and themes that a change may create, alter or remove.

    Args:
        connection: a connection with an open transaction; `temp.scope` says what is affected.
        audience: the number of the audience.
        described: by kind, those on which claims changed.
        aliases: those of the audience.
    """

    def __init__(
        self, connection: Connection, audience: int, described: Mapping[str, set[str]], aliases: Aliases
    ) -> None:
        self._connection = connection
        self._audience = audience
        self._described = described
        self._aliases = aliases
        self._candidates = {kind: set(described[kind]) for kind in KINDS}
        self.changed: dict[str, set[str]] = {kind: set() for kind in KINDS}  # created, altered or removed
        self.renamed: dict[str, set[str]] = {kind: set() for kind in KINDS}  # with other names than before

    def note_references(self, submitting: Iterable[str]) -> None:
        """Note what affected nodes refer to now, and whose submissions are affected."""
        bound = {"audience": self._audience}
        self._candidates["jurisdiction"].update(submitting)
        for kind, queries in _REFERRED.items():
            for query in queries:
                self._candidates[kind].update(one for (one,) in self._connection.execute(query, bound) if one)
        for identifier, predicate in self._connection.execute(_LOOSELY_REFERRED, bound):
            if predicate in _LOOSE_KINDS:
                self._candidates[_LOOSE_KINDS[predicate]].add(identifier)

    def update(self) -> None:
        """Create, alter and remove nodes."""
        for kind in KINDS:
            self._update(kind)

    def _update(self, kind: str) -> None:
        described = self._described[kind]
        candidates = self._candidates[kind] | self._parents(kind, described)
        existing = self._existing(kind, candidates | described)
        names = {one: self._names(kind, one) for one in described & existing}
        counts = self._theme_counts(described) if kind == "theme" else {}
        claims = self._claims(kind, candidates)
        for identifier in sorted(described):
            self._delete(kind, identifier)
        stated = [(one, claims[one]) for one in sorted(described & claims.keys())]
        insert_described(self._connection, self._audience, kind, stated)
        candidates |= self._parents(kind, described)
        candidates |= {above for one in candidates for above in vocabulary_ancestors(one, kind)}
        claims |= self._claims(kind, candidates - claims.keys())
        wanted = {one for one in candidates if one in claims or self._is_referred(kind, one)}
        wanted |= {above for one in wanted for above in vocabulary_ancestors(one, kind)}
        present = self._existing(kind, candidates | wanted)
        missing = [(one, claims.get(one, [])) for one in sorted(wanted - present)]
        insert_described(self._connection, self._audience, kind, missing)
        removed = self._remove(kind, present - wanted, claims.keys())
        before = existing | (present - described)
        self.changed[kind] = described | (wanted - before) | removed | (existing - wanted)
        for identifier, old in names.items():
            if self._names(kind, identifier) != old:
                self.renamed[kind].add(identifier)
        if kind == "theme":
            self._restore_counts(counts, described | wanted)

    def _remove(self, kind: str, pending: set[str], described: Iterable[str]) -> set[str]:
        """Remove nodes that nothing refers to, and then those that only they referred to; return the removed ones."""
        removed: set[str] = set()
        kept = set(described)
        while pending:
            above = {up for one in self._all(kind) - pending for up in vocabulary_ancestors(one, kind)}
            gone = {one for one in pending - above if one not in kept and not self._is_referred(kind, one)}
            if not gone:
                break
            parents = self._parents(kind, gone)
            for identifier in sorted(gone):
                self._delete(kind, identifier)
            removed |= gone
            parents |= {up for one in gone for up in vocabulary_ancestors(one, kind)}
            parents = self._existing(kind, parents)
            kept |= self._claims(kind, parents).keys()
            pending = (pending | parents) - gone
        return removed

    def _parents(self, kind: str, some: Iterable[str]) -> set[str]:
        """Return what some nodes are part of or narrower than, also where other claims prevail."""
        column = _PARENT[kind]
        query = f"SELECT {column} FROM {kind} WHERE id IN {{some}} AND audience = :audience"
        loose = (
            f"SELECT object FROM loose_reference WHERE subject IN {{some}} AND kind = '{kind}'"
            f" AND predicate = '{column}' AND audience = :audience"
        )
        return select(self._connection, self._audience, query, some) | select(
            self._connection, self._audience, loose, some
        )

    def _existing(self, kind: str, some: Iterable[str]) -> set[str]:
        query = f"SELECT id FROM {kind} WHERE id IN {{some}} AND audience = :audience"
        return select(self._connection, self._audience, query, some)

    def _all(self, kind: str) -> set[str]:
        rows = self._connection.execute(f"SELECT id FROM {kind} WHERE audience = ?", (self._audience,))
        return {identifier for (identifier,) in rows}

    def _claims(self, kind: str, some: Iterable[str]) -> dict[str, list[VisibleClaim]]:
        """Return the claims that describe some nodes."""
        read_claims_on(self._connection, self._audience, {kind: some}, (kind,), self._aliases)
        return dict(by_subject(self._connection, kind))

    def _is_referred(self, kind: str, identifier: str) -> bool:
        bound = {"id": identifier, "audience": self._audience}
        return bool(self._connection.execute(_IS_REFERRED[kind], bound).fetchone()[0])

    def _names(self, kind: str, identifier: str) -> list[tuple[str, str, str]]:
        return self._connection.execute(_NAMES, (identifier, kind, self._audience)).fetchall()

    def _delete(self, kind: str, identifier: str) -> None:
        key = (identifier, self._audience)
        self._connection.execute(f"DELETE FROM {kind} WHERE id = ? AND audience = ?", key)
        self._connection.execute("DELETE FROM name WHERE node = ? AND audience = ?", key)
        self._connection.execute(
            "DELETE FROM loose_reference WHERE subject = ? AND kind = ? AND audience = ?",
            (identifier, kind, self._audience),
        )

    def _theme_counts(self, some: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Return the numbers of initiatives and workers of themes."""
        bound = {"audience": self._audience, "some": json.dumps(sorted(some))}
        rows = self._connection.execute(_COUNTS.format(some="(SELECT value FROM json_each(:some))"), bound)
        return {identifier: (initiatives, workers) for identifier, initiatives, workers in rows}

    def _restore_counts(self, counts: Mapping[str, tuple[int, int]], some: Iterable[str]) -> None:
        self._connection.executemany(
            "UPDATE theme SET initiatives = ?, workers = ? WHERE id = ? AND audience = ?",
            [(*counts[one], one, self._audience) for one in sorted(some) if one in counts],
        )
