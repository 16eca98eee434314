"""Counts and statistics of a graph after a change, by the difference of what affected nodes contributed and contribute.

What cannot be subtracted exactly (sums of weights, first claims) is computed anew for the affected pairs and
jurisdictions, in the order in which a rebuild adds it up, so that the same bits come out.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from graph.sqlite.changes.affected import known_editions
from graph.sqlite.changes.scope import RebuildNeededError, in_scope
from graph.sqlite.derive.collaboration import (
    INSERT_ACTIVITY,
    MAX_COMPARED_TEXTS,
    MAX_PARTNERSHIP_MEMBERS,
    NO_PARTNERSHIPS,
    activity_row,
    add_partnership,
    insert_words,
    vector_lengths,
    weighted_lengths,
)
from graph.sqlite.derive.theme_counts import count_themes
from graph.sqlite.recency import exact_weight, stored_weight

if TYPE_CHECKING:
    from graph.sqlite.changes.editions import EditionUpdate
    from graph.sqlite.schema.driver import Connection

# the initiatives of the families in temp.scope 'family': a component counts with its initiative
_COUNTED: Final = f"""
INSERT OR IGNORE INTO temp.scope
SELECT 'counted', id FROM initiative
WHERE audience = :audience AND part_of IN {in_scope("family")} AND kind = 'component'
UNION SELECT 'counted', id FROM initiative
WHERE audience = :audience AND id IN {in_scope("family")} AND NOT (kind = 'component' AND part_of IS NOT NULL)
"""
_TAKING_PART: Final = f"""
SELECT jurisdiction, count(*) FROM takes_part WHERE audience = :audience AND initiative IN {in_scope("part")} GROUP BY 1
"""
_NEEDS: Final = f"""
SELECT t.theme, d.by, count(*) FROM need AS d
CROSS JOIN need_theme AS t ON t.need = d.id AND t.audience = d.audience
WHERE d.audience = :audience AND d.edition IN (SELECT value FROM json_each(:editions)) AND d.id IN {in_scope("need")}
    AND d.by IS NOT NULL
GROUP BY t.theme, d.by
"""
_DAYS: Final = f"""
SELECT coalesce(k.day, ''), count(*) FROM partnership AS p
LEFT JOIN first_evidence AS k ON k.initiative = p.initiative AND k.audience = p.audience
WHERE p.audience = :audience AND p.id IN {in_scope("partnership")} GROUP BY 1
"""
_MEMBERS: Final = f"""
SELECT partnership, jurisdiction FROM partnership_member
WHERE audience = :audience AND partnership IN {in_scope("partnership")} ORDER BY partnership, jurisdiction
"""
_PARTNERSHIP_DAYS: Final = f"""
SELECT p.id, coalesce(k.day, '') FROM partnership AS p
LEFT JOIN first_evidence AS k ON k.initiative = p.initiative AND k.audience = p.audience
WHERE p.audience = :audience AND p.id IN {in_scope("partnership")}
"""
# read from an index alone, as some have many
_PARTNERSHIPS_OF: Final = "SELECT partnership FROM partnership_member WHERE jurisdiction = ? AND audience = ?"
_SHARED: Final = """
SELECT p.id, coalesce(k.day, ''), (SELECT json_group_object(m.jurisdiction, m.claim) FROM partnership_member AS m
                                   WHERE m.partnership = p.id AND m.audience = p.audience)
FROM partnership AS p
LEFT JOIN first_evidence AS k ON k.initiative = p.initiative AND k.audience = p.audience
WHERE p.audience = :audience AND p.id IN (SELECT value FROM json_each(:some)) ORDER BY p.id
"""
_WORKERS: Final = "SELECT id, workers FROM theme WHERE audience = ? AND workers > 0"
_ON_THEMES: Final = """
SELECT DISTINCT jurisdiction FROM works_on
WHERE theme IN (SELECT value FROM json_each(:themes)) AND audience = :audience
"""
_REPORTED: Final = """
SELECT count(DISTINCT iif(i.kind = 'component', coalesce(i.part_of, i.id), i.id))
FROM takes_part AS t
CROSS JOIN initiative_edition AS e ON e.initiative = t.initiative AND e.edition = :edition AND e.audience = :audience
CROSS JOIN initiative AS i ON i.id = t.initiative AND i.audience = :audience
WHERE t.jurisdiction = :who AND t.audience = :audience
"""
_ADD_WORK: Final = """
INSERT INTO works_on (audience, theme, jurisdiction, n, led, own) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (theme, jurisdiction, audience)
DO UPDATE SET n = n + excluded.n, led = led + excluded.led, own = own + excluded.own
"""
_ADD_NEEDS: Final = """
INSERT INTO need_count (audience, theme, jurisdiction, n) VALUES (?, ?, ?, ?)
ON CONFLICT (theme, jurisdiction, audience) DO UPDATE SET n = n + excluded.n
"""
_ADD_DAYS: Final = """
INSERT INTO partnership_day (audience, day, n) VALUES (?, ?, ?)
ON CONFLICT (audience, day) DO UPDATE SET n = n + excluded.n
"""
_ADD_TO_THEME: Final = (
    "UPDATE theme SET initiatives = initiatives + ?, workers = workers + ? WHERE id = ? AND audience = ?"
)
_ADD_TO_SUBMISSION: Final = """
UPDATE submission SET initiatives = initiatives + ? WHERE edition = ? AND jurisdiction = ? AND audience = ?
"""


class _Contribution:
    """What the affected nodes contribute to counts."""

    def __init__(self, connection: Connection, audience: int, editions: Iterable[str]) -> None:
        bound = {"audience": audience}
        connection.execute("DELETE FROM temp.scope WHERE name = 'counted'")
        connection.execute(_COUNTED, bound)
        counted = count_themes(connection, audience, f"AND i.id IN {in_scope('counted')}")
        self.totals = Counter(dict(zip(counted.themes, counted.totals, strict=True)))
        self.work: Counter[tuple[str, str, int]] = Counter()  # theme, jurisdiction, 0 n, 1 led, 2 own
        for who, columns in counted.shares.items():
            for column, numbers in enumerate(columns):
                self.work.update(
                    {(theme, who, column): n for theme, n in zip(counted.themes, numbers, strict=True) if n}
                )
        self.reported = Counter(
            {(edition, who): n for edition, one in counted.reported.items() for who, n in one.items()}
        )
        self.taking_part = Counter(dict(connection.execute(_TAKING_PART, bound).fetchall()))
        self.needs = Counter(
            {
                (theme, by): n
                for theme, by, n in connection.execute(_NEEDS, {**bound, "editions": json.dumps(sorted(editions))})
            }
        )
        self.days = Counter(dict(connection.execute(_DAYS, bound).fetchall()))
        members: dict[str, list[str]] = defaultdict(list)
        for partnership, member in connection.execute(_MEMBERS, bound):
            members[partnership].append(member)
        days = dict(connection.execute(_PARTNERSHIP_DAYS, bound).fetchall())
        small = {one: some for one, some in members.items() if len(some) <= MAX_PARTNERSHIP_MEMBERS}
        self.partnerships = {one: (some, exact_weight(days[one])) for one, some in small.items()}
        self.pairs = {pair for one in small.values() for pair in combinations(one, 2)}
        rows = connection.execute("SELECT theme, broader FROM theme_within WHERE audience = ?", (audience,))
        self.within: dict[str, set[str]] = defaultdict(set)
        for theme, broader in rows:
            self.within[theme].add(broader)


class GraphCounts:
    """The counts and statistics of one audience's graph; `temp.scope` says what is affected."""

    def __init__(self, connection: Connection, audience: int, editions: EditionUpdate) -> None:
        self._connection = connection
        self._audience = audience
        self._editions = editions
        self._before: _Contribution
        self._after: _Contribution
        self._new_workers: Counter[str] = Counter()  # by theme: how many more jurisdictions work on it

    def subtract(self) -> None:
        """Note what the affected nodes contribute before they are deleted."""
        self._before = _Contribution(self._connection, self._audience, self._editions.before)

    def add(self) -> None:
        """Note what the affected nodes contribute now.

        Raises:
            RebuildNeededError: a theme has other broader themes than before, so that all counts differ.
        """
        self._after = _Contribution(self._connection, self._audience, known_editions(self._connection, self._audience))
        before, after = self._before.within, self._after.within
        if any(before[theme] != after[theme] for theme in before.keys() & after.keys()):
            raise RebuildNeededError("")

    def write(self) -> None:
        """Write the counts."""
        self._write_work()
        self._write_submissions()
        self._write_numbers(_ADD_NEEDS, "need_count", _difference(self._before.needs, self._after.needs))
        days = _difference(self._before.days, self._after.days)
        self._write_numbers(_ADD_DAYS, "partnership_day", {(day,): n for day, n in days.items()})
        self._write_collaboration()

    def _write_numbers(self, statement: str, table: str, numbers: Mapping[tuple[str, ...], int]) -> None:
        self._connection.executemany(statement, [(self._audience, *key, n) for key, n in sorted(numbers.items())])
        if any(n < 0 for n in numbers.values()):
            self._connection.execute(f"DELETE FROM {table} WHERE audience = ? AND n = 0", (self._audience,))

    def _write_work(self) -> None:
        changed: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
        for (theme, who, column), n in _difference(self._before.work, self._after.work).items():
            changed[theme, who][column] = n
        workers = self._new_workers
        for (theme, who), numbers in sorted(changed.items()):
            key = (theme, who, self._audience)
            found = self._connection.execute(
                "SELECT n FROM works_on WHERE theme = ? AND jurisdiction = ? AND audience = ?", key
            ).fetchone()
            old = found[0] if found else 0
            new = old + numbers[0]
            workers[theme] += (new > 0) - (old > 0)
            if new > 0:
                self._connection.execute(_ADD_WORK, (self._audience, theme, who, *numbers))
            else:
                self._connection.execute(
                    "DELETE FROM works_on WHERE theme = ? AND jurisdiction = ? AND audience = ?", key
                )
        totals = _difference(self._before.totals, self._after.totals)
        self._connection.executemany(
            _ADD_TO_THEME,
            [(totals.get(theme, 0), workers[theme], theme, self._audience) for theme in sorted({*totals, *workers})],
        )

    def _write_submissions(self) -> None:
        new = self._editions.new_submissions
        changed = _difference(self._before.reported, self._after.reported)
        self._connection.executemany(
            _ADD_TO_SUBMISSION,
            [(n, *key, self._audience) for key, n in sorted(changed.items()) if key not in new],
        )
        for edition, who in sorted(new):
            bound = {"edition": edition, "who": who, "audience": self._audience}
            (n,) = self._connection.execute(_REPORTED, bound).fetchone()
            self._connection.execute(
                "UPDATE submission SET initiatives = ? WHERE edition = ? AND jurisdiction = ? AND audience = ?",
                (n, edition, who, self._audience),
            )

    def _write_collaboration(self) -> None:
        pairs = sorted(self._before.pairs | self._after.pairs)
        self._connection.executemany(
            "DELETE FROM collaboration WHERE jurisdiction = ? AND partner = ? AND audience = ?",
            [(*pair, self._audience) for one, other in pairs for pair in ((one, other), (other, one))],
        )
        self._connection.executemany(
            "INSERT INTO collaboration VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(self._audience, *row) for row in self._pair_rows(pairs)],
        )
        totals: dict[str, list[int]] = defaultdict(lambda: list(NO_PARTNERSHIPS))
        for contribution, count in ((self._before, -1), (self._after, 1)):
            for members, exact in contribution.partnerships.values():
                for who in members:
                    add_partnership(totals[who], exact, len(members) - 1, count)
        self._write_activity(totals)

    def _pair_rows(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of `collaboration` for pairs, in the order in which a rebuild adds up partnerships."""
        of = {who: self._partnerships_of(who) for who in {who for pair in pairs for who in pair}}
        shared = {pair: sorted(of[pair[0]] & of[pair[1]]) for pair in pairs}
        some = json.dumps(sorted({one for each in shared.values() for one in each}))
        found = {}
        for partnership, day, members in self._connection.execute(_SHARED, {"audience": self._audience, "some": some}):
            if len(claims := json.loads(members)) <= MAX_PARTNERSHIP_MEMBERS:
                found[partnership] = stored_weight(day), claims
        for (one, other), together in shared.items():
            both = [
                (weight, claims[one], claims[other]) for weight, claims in (found[p] for p in together if p in found)
            ]
            if not both:
                continue
            recent = 0.0
            for weight, *_ in both:
                recent += weight or 0.0
            undated = sum(weight is None for weight, *_ in both)
            first, second = min(claim for _, claim, _ in both), min(claim for *_, claim in both)
            yield one, other, len(both), recent, undated, first, second
            yield other, one, len(both), recent, undated, second, first

    def _partnerships_of(self, who: str) -> set[str]:
        rows = self._connection.execute(_PARTNERSHIPS_OF, (who, self._audience))
        return {partnership for (partnership,) in rows}

    def _write_activity(self, partnerships: Mapping[str, Sequence[int]]) -> None:
        """Write the totals of jurisdictions: `partnerships` is what is added to those of their partnerships."""
        rows = self._connection.execute("SELECT * FROM activity WHERE audience = ?", (self._audience,))
        old = {row[1]: row for row in rows}
        taking = _difference(self._before.taking_part, self._after.taking_part)
        works, breadth = self._work_lengths(old)
        _, asking = vector_lengths(self._connection, "need_count", self._audience)
        new: dict[str, tuple[Any, ...]] = {}
        for who in {*old, *taking, *partnerships, *works, *asking}:
            before = old.get(who, activity_row(self._audience, who, (0, 0), NO_PARTNERSHIPS, (0, 0.0, 0.0)))
            counts, totals = (before[2] + taking.get(who, 0), before[3]), _totals_of(before)
            if who in partnerships:
                counts = counts[0], self._count_partners(who)
                totals = tuple(one + more for one, more in zip(totals, partnerships[who], strict=True))
            if counts[0] or any(totals) or who in works or who in asking:
                lengths = (works.get(who, 0), breadth.get(who, 0.0), asking.get(who, 0.0))
                new[who] = activity_row(self._audience, who, counts, totals, lengths)
        self._connection.executemany(
            "DELETE FROM activity WHERE jurisdiction = ? AND audience = ?",
            [(who, self._audience) for who in sorted(old) if new.get(who) != old[who]],
        )
        self._connection.executemany(INSERT_ACTIVITY, [new[who] for who in sorted(new) if new[who] != old.get(who)])
        self._write_words(sum(row[2] for row in new.values()))

    def _work_lengths(self, old: Mapping[str, tuple[Any, ...]]) -> tuple[dict[str, int], dict[str, float]]:
        """Return the sums and lengths of the vectors of work of all: computed anew where a theme became rarer or less.

        Args:
            old: the rows of `activity` before the change.
        """
        works = {who: row[8] for who, row in old.items() if row[8]}
        breadth = {who: row[9] for who, row in old.items() if row[8]}
        changed = {who for _, who, _ in _difference(self._before.work, self._after.work)}
        listed = json.dumps(sorted(changed))
        working = self._connection.execute(
            "SELECT DISTINCT jurisdiction FROM works_on WHERE audience = ?"
            " AND jurisdiction IN (SELECT value FROM json_each(?))", (self._audience, listed)
        )  # fmt: skip
        now = {who for (who,) in working}
        everyone = len((works.keys() - changed) | now)
        counts = self._connection.execute(_WORKERS, (self._audience,)).fetchall()
        if everyone == len(works):
            themes = json.dumps(sorted(theme for theme, n in self._new_workers.items() if n))
            bound = {"themes": themes, "audience": self._audience}
            some = changed | {who for (who,) in self._connection.execute(_ON_THEMES, bound)}
        else:
            some = changed | works.keys()
        sums, lengths = weighted_lengths(self._connection, "works_on", self._audience, everyone, counts, some)
        for who in some:
            works.pop(who, None)
            breadth.pop(who, None)
        return works | sums, breadth | lengths

    def _count_partners(self, who: str) -> int:
        found = self._connection.execute(
            "SELECT count(*) FROM collaboration WHERE jurisdiction = ? AND audience = ?", (who, self._audience)
        )
        return int(found.fetchone()[0])

    def _write_words(self, texts: int) -> None:
        """Write the words of jurisdictions anew, in a graph of few texts: all their weights depend on all texts."""
        filled = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM jurisdiction_word WHERE audience = ?)", (self._audience,)
        ).fetchone()[0]
        if filled:
            self._connection.execute("DELETE FROM jurisdiction_word WHERE audience = ?", (self._audience,))
        if texts <= MAX_COMPARED_TEXTS:
            insert_words(self._connection, self._audience)


def _totals_of(row: Sequence[Any]) -> tuple[int, ...]:
    """Return the totals of partnerships of a row of `activity`."""
    return int(row[11], 16), row[5], int(row[12], 16), row[7]


def _difference(before: Mapping[Any, int], after: Mapping[Any, int]) -> dict[Any, int]:
    """Return what is added, without what stays."""
    keys: Iterable[Any] = before.keys() | after.keys()
    return {key: n for key in keys if (n := after.get(key, 0) - before.get(key, 0))}
