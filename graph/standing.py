"""How each jurisdiction stands to the others: who was with whom, how much and how recently, in which words.

Counted once when documents are loaded (`works_with`, `activity`, `speaks_of`), so that a suggestion for one of many
need not read what all the others do. Partnerships fade: each counts 1/2 to the power of its age in half-lives, seen
from the latest day that the graph of the audience knows.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, groupby
from math import log, log1p, sqrt
from operator import itemgetter
from typing import Final, TypeVar
from zlib import crc32

from graph.text import words

SCALE: Final = 10.0  # shares are below 1: the logarithm of ten times as much tells them apart
HALF_LIFE: Final = 12.0  # months in which a partnership loses half of what it says about today
MOST_TOGETHER: Final = 1_000  # members of a partnership beyond which it tells nothing of any two of them
MOST_TEXTS: Final = 20_000  # beyond so many texts, what organisations do is compared by their themes only
BUCKETS: Final = 1 << 15
SHORT: Final = 4  # words shorter than this say little
T = TypeVar("T")

_DAYS = """
SELECT coalesce(k.day, '') FROM partnership AS p
LEFT JOIN known_since AS k ON k.initiative = p.initiative AND k.audience = p.audience
WHERE p.audience = ? ORDER BY p.id
"""
# identifiers hold no spaces
_MEMBERS = """
SELECT coalesce((SELECT group_concat(m.jurisdiction || ' ' || m.claim, ' ') FROM partnership_member AS m
                 WHERE m.partnership = p.id AND m.audience = p.audience), '')
FROM partnership AS p WHERE p.audience = ? ORDER BY p.id
"""
_ASKS = """
INSERT INTO asks_about
SELECT :audience, d.by, t.theme, count(*)
FROM need_theme AS t
CROSS JOIN need AS d ON d.id = t.need AND d.audience = :audience
JOIN edition AS e ON e.id = d.edition AND e.audience = :audience
WHERE t.audience = :audience AND d.by IS NOT NULL
GROUP BY t.theme, d.by ORDER BY t.theme, d.by
"""
_TEXTS = """
SELECT i.titles, i.summaries, p.jurisdiction FROM initiative AS i
JOIN takes_part AS p ON p.initiative = i.id AND p.audience = i.audience
WHERE i.audience = ? ORDER BY i.id, p.jurisdiction LIMIT ?
"""


def count_standing(connection: sqlite3.Connection, audience: int) -> None:
    """Fill `works_with`, `asks_about`, `activity` and `speaks_of` for an audience whose `works_on` is counted."""
    partners, recent, met = _count_partners(connection, audience)
    take_part = dict(
        connection.execute("SELECT jurisdiction, count(*) FROM takes_part WHERE audience = ? GROUP BY 1", (audience,))
    )
    connection.execute(_ASKS, {"audience": audience})
    works, breadth = _lengths(connection, "works_on", audience)
    _, asking = _lengths(connection, "asks_about", audience)
    connection.executemany(
        "INSERT INTO activity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (audience, who, take_part.get(who, 0), partners[who], recent.get(who, 0.0), met.get(who, 0.0),
             works.get(who, 0), breadth.get(who, 0.0), asking.get(who, 0.0))
            for who in sorted({*take_part, *recent, *works, *asking})
        ),
    )  # fmt: skip
    _count_words(connection, audience)


def _lengths(connection: sqlite3.Connection, table: str, audience: int) -> tuple[dict[str, int], dict[str, float]]:
    """By jurisdiction the sum of `n` of a table of themes, and its length when themes are weighed by their rarity."""
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for who, theme, n in connection.execute(
        f"SELECT jurisdiction, theme, n FROM {table} WHERE audience = ? ORDER BY jurisdiction, theme", (audience,)
    ):
        counted[who][theme] = n
    lengths = {who: length for who, (length, _) in weighed(counted).items()}
    return {who: sum(by_theme.values()) for who, by_theme in counted.items()}, lengths


def _count_partners(
    connection: sqlite3.Connection, audience: int
) -> tuple[Counter[str], Mapping[str, float], Mapping[str, float]]:
    """Fill `works_with`; how many partners each has, its partnerships and its meetings by how recent they are."""
    days = [sys.intern(day) for (day,) in connection.execute(_DAYS, (audience,))]  # few days, many partnerships
    today = max(days, default="")
    worth = {day: fading(day, today) for day in set(days)}
    together: Counter[tuple[str, str]] = Counter()
    shown: dict[tuple[str, str], tuple[int, int]] = {}
    faded: dict[tuple[str, str], float] = defaultdict(float)
    recent: dict[str, float] = defaultdict(float)
    met: dict[str, float] = defaultdict(float)
    for day, (named,) in zip(days, connection.execute(_MEMBERS, (audience,)), strict=True):
        told = named.split()
        claims = {sys.intern(who): int(claim) for who, claim in zip(told[::2], told[1::2], strict=True)}
        members = sorted(claims)  # few names, many pairs of them
        now = worth[day]
        if len(members) > MOST_TOGETHER:
            continue
        for member in members:
            recent[member] += now
            met[member] += now * (len(members) - 1)
        for pair in combinations(members, 2):
            together[pair] += 1
            faded[pair] += now
            mine, theirs = shown.get(pair, (claims[pair[0]], claims[pair[1]]))
            shown[pair] = min(mine, claims[pair[0]]), min(theirs, claims[pair[1]])
    partners: Counter[str] = Counter()
    for one, other in together:
        partners[one] += 1
        partners[other] += 1
    write = "INSERT INTO works_with VALUES (?, ?, ?, ?, ?, ?, ?)"
    rows = sorted(pair for one, other in together for pair in ((one, other), (other, one)))
    keys = ((pair, pair if pair in together else pair[::-1]) for pair in rows)
    connection.executemany(
        write,
        (
            (audience, *pair, together[key], faded[key], *(shown[key] if pair == key else shown[key][::-1]))
            for pair, key in keys
        ),
    )
    return partners, recent, met


def _count_words(connection: sqlite3.Connection, audience: int) -> None:
    """Fill `speaks_of`, unless there are too many texts."""
    found = connection.execute(_TEXTS, (audience, MOST_TEXTS + 1)).fetchall()
    if len(found) > MOST_TEXTS:
        return
    counted: dict[str, Counter[int]] = defaultdict(Counter)
    for texts, rows in groupby(found, key=itemgetter(0, 1)):
        spoken = list(telling(texts))
        for *_, who in rows:
            counted[who].update(spoken)
    told = weighed({who: {word: log1p(n) for word, n in counted[who].items()} for who in sorted(counted)})
    connection.executemany(
        "INSERT INTO speaks_of VALUES (?, ?, ?, ?)",
        sorted((audience, word, who, w) for who, (_, vector) in told.items() for word, w in vector.items() if w > 0),
    )


def telling(texts: Iterable[str | None]) -> Iterator[int]:
    """The words of texts (JSON by language) hashed into buckets, which bounds their number (Weinberger et al. 2009)."""
    together = " ".join(text for some in texts for text in json.loads(some or "{}").values())
    return (crc32(word.encode()) % BUCKETS for word in words(together) if len(word) >= SHORT)


def rarity(everyone: int, having: int) -> float:
    """Inverse document frequency, log((1 + N) / (1 + n)), of what `having` of `everyone` have (Spärck Jones 1972)."""
    return log((1 + everyone) / (1 + having))


def weighed(counts: Mapping[str, Mapping[T, float]]) -> dict[str, tuple[float, dict[T, float]]]:
    """Counts by jurisdiction times the rarity of what is counted: for each the length, and the vector of length 1."""
    having = Counter(what for counted in counts.values() for what in counted)
    everyone = sum(1 for counted in counts.values() if counted)
    rare = {what: rarity(everyone, n) for what, n in having.items()}
    made = {}
    for who, counted in counts.items():
        length = sqrt(sum((n * rare[what]) ** 2 for what, n in counted.items()))
        made[who] = length, {what: n * rare[what] / (length or 1.0) for what, n in counted.items()}
    return made


def fading(day: str, today: str) -> float:
    """1/2 to the power of an age in half-lives; what has no date counts as one half-life old."""
    if not day[:4].isdecimal() or not today[:4].isdecimal():
        return 0.5
    return float(0.5 ** (max(0.0, months(today) - months(day)) / HALF_LIFE))


def months(day: str) -> float:
    """Months since the year 0 of a day, a month or a year (an edition such as "2022-winter" counts as its year)."""
    month, date = day[5:7], day[8:10]
    whole = int(day[:4]) * 12 + (int(month) - 1 if month.isdecimal() else 0)
    return whole + (int(date) / 31 if date.isdecimal() else 0)
