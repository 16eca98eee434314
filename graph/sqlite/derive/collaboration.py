"""Statistics of collaboration: who works with whom, how much, how recently, and in which words they describe it.

The tables `collaboration`, `activity`, `need_count` and `jurisdiction_word` are filled at load time, so that
suggestions for one jurisdiction need not read the initiatives of all others. Partnerships are weighted by recency (see
`graph.sqlite.recency`).
"""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import log1p, sqrt
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeVar
from zlib import crc32

from graph.sqlite.recency import exact_weight, rounded, stored_weight
from graph.text.idf import smoothed_idf
from graph.text.strings import words

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

MAX_PARTNERSHIP_MEMBERS: Final = 1_000  # larger partnerships do not show that two members work together
MAX_COMPARED_TEXTS: Final = 20_000  # in larger graphs, jurisdictions are compared by their themes only
WORD_BUCKETS: Final = 1 << 15
MIN_WORD_LENGTH: Final = 4  # shorter words carry little meaning
NO_PARTNERSHIPS: Final = (0, 0, 0, 0)  # as `add_partnership` adds them up
T = TypeVar("T")

_DAYS = """
INSERT INTO partnership_day
SELECT :audience, coalesce(k.day, '') AS day, count(*) FROM partnership AS p
LEFT JOIN first_evidence AS k ON k.initiative = p.initiative AND k.audience = p.audience
WHERE p.audience = :audience GROUP BY 2
"""
_MEMBER_NAMES = "SELECT DISTINCT jurisdiction FROM partnership_member WHERE audience = ? ORDER BY jurisdiction"
# identifiers hold no spaces, so lists are joined by them
_PARTNERSHIPS = """
SELECT coalesce((SELECT k.day FROM first_evidence AS k
                 WHERE k.initiative = p.initiative AND k.audience = p.audience), ''),
       coalesce((SELECT group_concat(m.jurisdiction || ' ' || m.claim, ' ') FROM partnership_member AS m
                 WHERE m.partnership = p.id AND m.audience = p.audience), '')
FROM partnership AS p WHERE p.audience = ? ORDER BY p.id
"""
_NEED_COUNTS = """
INSERT INTO need_count
SELECT :audience, d.by, t.theme, count(*)
FROM need_theme AS t
CROSS JOIN need AS d ON d.id = t.need AND d.audience = :audience
JOIN edition AS e ON e.id = d.edition AND e.audience = :audience
WHERE t.audience = :audience AND d.by IS NOT NULL
GROUP BY t.theme, d.by ORDER BY t.theme, d.by
"""
_CREATE_RARITY = """
CREATE TEMP TABLE IF NOT EXISTS rarity (theme TEXT PRIMARY KEY, rare REAL NOT NULL) WITHOUT ROWID
"""
# rows in the order of an index by jurisdiction and theme, so that the same sums come from the same rows
_VECTOR_LENGTHS = """
SELECT jurisdiction, sum(n), total(part * part) FROM (
    SELECT w.jurisdiction, w.n, w.n * r.rare AS part FROM {table} AS w CROSS JOIN temp.rarity AS r ON r.theme = w.theme
    WHERE w.audience = :audience {scope} ORDER BY w.jurisdiction, w.theme)
GROUP BY jurisdiction
"""
INSERT_ACTIVITY: Final = f"INSERT INTO activity VALUES ({', '.join('?' * 13)})"
_TEXTS = """
SELECT i.titles, i.summaries, p.jurisdiction FROM initiative AS i
JOIN takes_part AS p ON p.initiative = i.id AND p.audience = i.audience
WHERE i.audience = ? ORDER BY i.id, p.jurisdiction LIMIT ?
"""


def insert_collaboration(
    connection: Connection, audience: int, *, max_members: int = MAX_PARTNERSHIP_MEMBERS,
    max_texts: int = MAX_COMPARED_TEXTS,
) -> None:  # fmt: skip
    """Fill `collaboration`, `need_count`, `activity` and `jurisdiction_word`; `works_on` has to be filled before."""
    connection.execute(_DAYS, {"audience": audience})
    partners, pairs = _insert_partners(connection, audience, max_members)
    take_part = dict(
        connection.execute("SELECT jurisdiction, count(*) FROM takes_part WHERE audience = ? GROUP BY 1", (audience,))
    )
    connection.execute(_NEED_COUNTS, {"audience": audience})
    works, breadth = vector_lengths(connection, "works_on", audience)
    _, asking = vector_lengths(connection, "need_count", audience)
    connection.executemany(
        INSERT_ACTIVITY,
        (
            activity_row(audience, who, (take_part.get(who, 0), partners[who]), pairs.get(who, NO_PARTNERSHIPS),
                         (works.get(who, 0), breadth.get(who, 0.0), asking.get(who, 0.0)))
            for who in sorted({*take_part, *pairs, *works, *asking})
        ),
    )  # fmt: skip
    insert_words(connection, audience, max_texts)


def activity_row(
    audience: int, who: str, counts: tuple[int, int], totals: Sequence[int], lengths: tuple[int, float, float]
) -> tuple[object, ...]:
    """Return the row of a jurisdiction in `activity`.

    Args:
        audience: the number of the audience.
        who: the jurisdiction.
        counts: its initiatives and partners.
        totals: those of its partnerships (see `add_partnership`).
        lengths: its works, and the lengths of its vectors of work and of needs.
    """
    recent, undated, met, met_undated = totals
    return (
        audience, who, *counts, rounded(recent), undated, rounded(met), met_undated, *lengths,
        format(recent, "x"), format(met, "x"),
    )  # fmt: skip


def vector_lengths(connection: Connection, table: str, audience: int) -> tuple[dict[str, int], dict[str, float]]:
    """Return by jurisdiction the sum of `n` in a table of themes, and the length of its vector weighted by rarity."""
    having = connection.execute(f"SELECT theme, count(*) FROM {table} WHERE audience = ? GROUP BY theme", (audience,))
    counts = having.fetchall()
    everyone = connection.execute(
        f"SELECT count(DISTINCT jurisdiction) FROM {table} WHERE audience = ?", (audience,)
    ).fetchone()[0]
    return weighted_lengths(connection, table, audience, everyone, counts)


def weighted_lengths(
    connection: Connection, table: str, audience: int, everyone: int, counts: Iterable[tuple[str, int]],
    some: Iterable[str] | None = None,
) -> tuple[dict[str, int], dict[str, float]]:  # fmt: skip
    """Return what `vector_lengths` does, of some jurisdictions only if these are given.

    Args:
        connection: a connection with an open transaction.
        table: the table of themes.
        audience: the number of the audience.
        everyone: how many jurisdictions are in the table.
        counts: how many of them have each theme.
        some: the jurisdictions.
    """
    scope = "" if some is None else "AND w.jurisdiction IN (SELECT value FROM json_each(:some))"
    bound = {"audience": audience, "some": json.dumps(sorted(some or ()))}
    connection.execute(_CREATE_RARITY)
    connection.execute("DELETE FROM temp.rarity")
    connection.executemany(
        "INSERT INTO temp.rarity VALUES (?, ?)", [(theme, smoothed_idf(everyone, n)) for theme, n in counts]
    )
    rows = connection.execute(_VECTOR_LENGTHS.format(table=table, scope=scope), bound).fetchall()
    return {who: total for who, total, _ in rows}, {who: sqrt(square) for who, _, square in rows}


class _PairStatistics:
    """Partnerships of each pair of jurisdictions: their number, their recency and the first claims that show them.

    Jurisdictions are represented by their position, and a pair by one integer, as there may be millions of pairs.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._codes = {name: code for code, name in enumerate(names)}
        self._positions: dict[int, int] = {}  # by pair: the index into the arrays below
        self._counts, self._undated, self._recent = array("q"), array("q"), array("d")
        self._claims, self._other_claims = array("q"), array("q")
        self.totals = [list(NO_PARTNERSHIPS) for _ in names]

    def add(self, members: list[tuple[int, int]], weight: float | None, exact: int | None) -> None:
        """Add a partnership: its members as sorted (code, claim) pairs, and its weight, None without a day.

        `exact` is the weight as an integer.
        """
        others, names, positions = len(members) - 1, len(self._names), self._positions
        undated, recent = int(weight is None), weight or 0.0
        for index, (one, claim) in enumerate(members):
            add_partnership(self.totals[one], exact, others)
            for other, other_claim in members[index + 1 :]:
                pair = one * names + other
                position = positions.get(pair)
                if position is None:
                    positions[pair] = len(self._counts)
                    self._counts.append(1)
                    self._undated.append(undated)
                    self._recent.append(recent)
                    self._claims.append(claim)
                    self._other_claims.append(other_claim)
                    continue
                self._counts[position] += 1
                self._undated[position] += undated
                self._recent[position] += recent
                if claim < self._claims[position]:
                    self._claims[position] = claim
                if other_claim < self._other_claims[position]:
                    self._other_claims[position] = other_claim

    def parse_members(self, members: str) -> list[tuple[int, int]]:
        """Parse alternating names and claims into members as `add` takes them."""
        fields = members.split()
        return sorted(zip(map(self._codes.__getitem__, fields[::2]), map(int, fields[1::2]), strict=True))

    def count_partners(self) -> Counter[str]:
        """Count the partners of each jurisdiction."""
        names, counted = len(self._names), Counter[int]()
        for pair in self._positions:
            counted[pair // names] += 1
            counted[pair % names] += 1
        return Counter({self._names[code]: n for code, n in counted.items()})

    def iter_rows(self) -> Iterator[tuple[str, str, int, float, int, int, int]]:
        """Yield rows of `collaboration` without the audience, each pair in both directions, in order."""
        names = len(self._names)
        for pair in sorted([*self._positions, *(pair % names * names + pair // names for pair in self._positions)]):
            one, other = divmod(pair, names)
            position = self._positions[pair if one < other else other * names + one]
            claim, other_claim = self._claims[position], self._other_claims[position]
            if one > other:
                claim, other_claim = other_claim, claim
            yield (
                self._names[one],
                self._names[other],
                self._counts[position],
                self._recent[position],
                self._undated[position],
                claim,
                other_claim,
            )


def add_partnership(totals: list[int], exact: int | None, others: int, count: int = 1) -> None:
    """Add a partnership to the totals of a member: recent, undated, met, met_undated, the weighted ones exactly.

    Args:
        totals: those of the member.
        exact: the weight as an integer, None without a day.
        others: the number of other members.
        count: -1 to take it away.
    """
    if exact is None:
        totals[1] += count
        totals[3] += count * others
    else:
        totals[0] += count * exact
        totals[2] += count * exact * others


def _insert_partners(
    connection: Connection, audience: int, max_members: int
) -> tuple[Counter[str], Mapping[str, Sequence[int]]]:
    """Fill `collaboration`; return the number of partners, and the totals of partnerships, by jurisdiction."""
    names = [name for (name,) in connection.execute(_MEMBER_NAMES, (audience,))]
    weights: dict[str, tuple[float | None, int | None]] = {}  # few days, many partnerships
    pairs = _PairStatistics(names)
    for day, listed in connection.execute(_PARTNERSHIPS, (audience,)):
        if day not in weights:
            weights[day] = stored_weight(day), exact_weight(day)
        members = pairs.parse_members(listed)
        if len(members) <= max_members:
            pairs.add(members, *weights[day])
    connection.executemany(
        "INSERT INTO collaboration VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ((audience, *row) for row in pairs.iter_rows())
    )
    totals = {name: one for name, one in zip(names, pairs.totals, strict=True) if any(one)}
    return pairs.count_partners(), totals


def insert_words(connection: Connection, audience: int, max_texts: int = MAX_COMPARED_TEXTS) -> None:
    """Fill `jurisdiction_word`, unless the graph has too many texts."""
    found = connection.execute(_TEXTS, (audience, max_texts + 1)).fetchall()
    if len(found) > max_texts:
        return
    counted: dict[str, Counter[int]] = defaultdict(Counter)
    for texts, rows in groupby(found, key=itemgetter(0, 1)):
        hashed = list(hash_words(texts))
        for *_, who in rows:
            counted[who].update(hashed)
    vectors = weigh_by_rarity({who: {word: log1p(n) for word, n in counted[who].items()} for who in sorted(counted)})
    connection.executemany(
        "INSERT INTO jurisdiction_word VALUES (?, ?, ?, ?)",
        sorted((audience, word, who, w) for who, (_, vector) in vectors.items() for word, w in vector.items() if w > 0),
    )


def hash_words(texts: Iterable[str | None]) -> Iterator[int]:
    """Hash the words of texts (JSON by language) into a bounded number of buckets (Weinberger et al. 2009)."""
    joined = " ".join(text for some in texts for text in json.loads(some or "{}").values())
    return (crc32(word.encode()) % WORD_BUCKETS for word in words(joined) if len(word) >= MIN_WORD_LENGTH)


def weigh_by_rarity(counts: Mapping[str, Mapping[T, float]]) -> dict[str, tuple[float, dict[T, float]]]:
    """Weight counts by inverse frequency; return for each jurisdiction the vector's length, and the unit vector."""
    having = Counter(what for counted in counts.values() for what in counted)
    everyone = sum(1 for counted in counts.values() if counted)
    rare = {what: smoothed_idf(everyone, n) for what, n in having.items()}
    made = {}
    for who, counted in counts.items():
        length = sqrt(sum((n * rare[what]) ** 2 for what, n in counted.items()))
        made[who] = length, {what: n * rare[what] / (length or 1.0) for what, n in counted.items()}
    return made
