"""How each jurisdiction stands to the others: who was with whom, how much and how recently, in which words.

Counted once when documents are loaded (`works_with`, `activity`, `speaks_of`), so that a suggestion for one of many
need not read what all the others do. Partnerships fade: each counts 1/2 to the power of its age in half-lives, seen
from the latest day that the graph of the audience knows.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
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

_TODAY = """
SELECT max(k.day) FROM partnership AS p
JOIN known_since AS k ON k.initiative = p.initiative AND k.audience = p.audience
WHERE p.audience = ?
"""
_NAMES = "SELECT DISTINCT jurisdiction FROM partnership_member WHERE audience = ? ORDER BY jurisdiction"
# identifiers hold no spaces
_MEMBERS = """
SELECT coalesce((SELECT k.day FROM known_since AS k WHERE k.initiative = p.initiative AND k.audience = p.audience), ''),
       coalesce((SELECT group_concat(m.jurisdiction || ' ' || m.claim, ' ') FROM partnership_member AS m
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


class _Together:
    """Who was with whom: partnerships of each two, how recent they are, and the first claims that show it.

    Names are numbers here, in their order, and each two of them one number: there may be many.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._codes = {name: code for code, name in enumerate(names)}
        self._found: dict[int, int] = {}  # two: their place in what follows
        self._counts, self._recent = array("q"), array("d")
        self._mine, self._theirs = array("q"), array("q")
        self.recent, self.met = [0.0] * len(names), [0.0] * len(names)

    def add(self, members: list[tuple[int, int]], worth: float) -> None:
        """Count a partnership: the code of each member in their order with the claim that shows it, and its worth."""
        others = worth * (len(members) - 1)
        many, found = len(self._names), self._found
        for at, (one, mine) in enumerate(members):
            self.recent[one] += worth
            self.met[one] += others
            for other, theirs in members[at + 1 :]:
                pair = one * many + other
                place = found.get(pair)
                if place is None:
                    found[pair] = len(found)
                    self._counts.append(1)
                    self._recent.append(worth)
                    self._mine.append(mine)
                    self._theirs.append(theirs)
                    continue
                self._counts[place] += 1
                self._recent[place] += worth
                if mine < self._mine[place]:
                    self._mine[place] = mine
                if theirs < self._theirs[place]:
                    self._theirs[place] = theirs

    def read(self, named: str) -> list[tuple[int, int]]:
        """Members as `add` takes them, of names and claims in turn."""
        told = named.split()
        return sorted(zip(map(self._codes.__getitem__, told[::2]), map(int, told[1::2]), strict=True))

    def partners(self) -> Counter[str]:
        """How many partners each has."""
        many, counted = len(self._names), Counter[int]()
        for pair in self._found:
            counted[pair // many] += 1
            counted[pair % many] += 1
        return Counter({self._names[code]: n for code, n in counted.items()})

    def rows(self) -> Iterator[tuple[str, str, int, float, int, int]]:
        """Each two either way, in their order: names, partnerships, how recent, the claim for the one and the other."""
        many = len(self._names)
        for pair in sorted([*self._found, *(pair % many * many + pair // many for pair in self._found)]):
            one, other = divmod(pair, many)
            place = self._found[pair if one < other else other * many + one]
            mine, theirs = self._mine[place], self._theirs[place]
            if one > other:
                mine, theirs = theirs, mine
            yield self._names[one], self._names[other], self._counts[place], self._recent[place], mine, theirs


def _count_partners(
    connection: sqlite3.Connection, audience: int
) -> tuple[Counter[str], Mapping[str, float], Mapping[str, float]]:
    """Fill `works_with`; how many partners each has, its partnerships and its meetings by how recent they are."""
    (today,) = connection.execute(_TODAY, (audience,)).fetchone()
    names = [name for (name,) in connection.execute(_NAMES, (audience,))]
    worth: dict[str, float] = {}  # few days, many partnerships
    together = _Together(names)
    for day, named in connection.execute(_MEMBERS, (audience,)):
        if day not in worth:
            worth[day] = fading(day, today or "")
        members = together.read(named)
        if len(members) <= MOST_TOGETHER:
            together.add(members, worth[day])
    connection.executemany(
        "INSERT INTO works_with VALUES (?, ?, ?, ?, ?, ?, ?)", ((audience, *row) for row in together.rows())
    )
    recent, met = (
        {name: value for name, value in zip(names, values, strict=True) if value}
        for values in (together.recent, together.met)
    )
    return together.partners(), recent, met


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
