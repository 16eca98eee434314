"""What opportunities are found in: who works on what, with whom, since when; read from a view in a few queries."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from graph.text import words

if TYPE_CHECKING:
    from graph.view import View

LANGUAGES = ("en", "fr")
SHORT = 4  # words shorter than this say little


@dataclass(frozen=True, slots=True)
class Work:
    """That a jurisdiction takes part in an initiative on a theme; the claims that show it."""

    jurisdiction: str
    initiative: str
    theme: str
    lead: bool
    named: bool  # the theme is stated, or named in the title; otherwise in passing
    claims: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ask:
    """A request of one jurisdiction on a theme."""

    need: str
    by: str
    theme: str
    claim: int


@dataclass(frozen=True, slots=True)
class When:
    """A date of an initiative: EDTF, its start and end to their own precision, its kind, its claim."""

    edtf: str
    start: str
    end: str
    kind: str
    claim: int


@dataclass
class Inventory:
    """The visible part of the graph that suggestions need."""

    works: list[Work]
    partnerships: dict[str, dict[str, int]]  # partnership -> member -> claim
    about: dict[str, str | None]  # partnership -> initiative
    asks: list[Ask]
    wanted: set[str]  # themes that several are interested in
    initiatives: dict[str, dict[str, Any]]
    jurisdictions: dict[str, dict[str, Any]]
    labels: dict[str, dict[str, str]]
    need_texts: dict[str, dict[str, str]]
    dates: dict[str, When]  # initiative -> its launch, else its first date
    latest: set[str]  # initiatives of the latest edition
    workers: dict[str, int]  # theme -> how many jurisdictions work on it or on a narrower one
    by_theme: dict[str, dict[str, list[Work]]] = field(init=False)
    partners: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the works by theme and jurisdiction, and the partners by jurisdiction."""
        self.by_theme = defaultdict(lambda: defaultdict(list))
        for work in self.works:
            self.by_theme[work.theme][work.jurisdiction].append(work)
        self.partners = defaultdict(set)
        for members in self.partnerships.values():
            for one in members:
                self.partners[one] |= members.keys() - {one}

    def names(self, initiative: str, theme: str) -> bool:
        """Whether an initiative states a theme or names it in its title."""
        works = (w for workers in self.by_theme[theme].values() for w in workers)
        return any(w.named for w in works if w.initiative == initiative)

    def government(self, jurisdiction: str) -> str:
        """The government that a jurisdiction is, or is part of."""
        seen = {jurisdiction}
        while (above := self.jurisdictions.get(jurisdiction, {}).get("part_of")) and above not in seen:
            seen.add(above)
            jurisdiction = above
        return jurisdiction

    def within(self, one: str, other: str) -> bool:
        """Whether one is part of the other, directly or not."""
        chain = {one}
        while (above := self.jurisdictions.get(one, {}).get("part_of")) and above not in chain:
            if above == other:
                return True
            chain.add(above)
            one = above
        return False

    def rarity(self, theme: str) -> float:
        """How rare it is to work on a theme: inverse document frequency over jurisdictions, from 0 to 1.

        idf(t) = log((1 + N) / (1 + n)) after Spärck Jones (1972), divided by its value at n = 1.
        """
        everyone = len({work.jurisdiction for work in self.works})
        if everyone < 2:
            return 0.0
        return math.log((1 + everyone) / (1 + self.workers[theme])) / math.log((1 + everyone) / 2)

    def likeness(self, one: str, other: str) -> float:
        """How alike two initiatives' texts are in the language they share: cosine of TF-IDF vectors, 0 to 1."""
        return max((self._texts[lang].cosine(one, other) for lang in LANGUAGES), default=0.0)

    @cached_property
    def _texts(self) -> dict[str, TextSpace]:
        return {
            lang: TextSpace(
                {
                    i: f"{row['titles'].get(lang, '')} {row['summaries'].get(lang, '')}"
                    for i, row in self.initiatives.items()
                    if lang in row["titles"]
                }
            )
            for lang in LANGUAGES
        }


class TextSpace:
    """Texts as TF-IDF vectors over their words (Salton & Buckley 1988: term frequency times idf, cosine)."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts
        self._vectors: dict[str, dict[str, float]] = {}
        self._frequency = Counter(word for text in texts.values() for word in set(_telling(text)))

    def cosine(self, one: str, other: str) -> float:
        """The cosine of two texts; 0 when either is not there."""
        if one not in self._texts or other not in self._texts:
            return 0.0
        a, b = self._vector(one), self._vector(other)
        return sum(weight * b.get(word, 0.0) for word, weight in a.items())

    def _vector(self, key: str) -> dict[str, float]:
        if key not in self._vectors:
            counted = Counter(_telling(self._texts[key]))
            raw = {w: n * math.log((1 + len(self._texts)) / (1 + self._frequency[w])) for w, n in counted.items()}
            length = math.sqrt(sum(v * v for v in raw.values())) or 1.0
            self._vectors[key] = {w: v / length for w, v in raw.items()}
        return self._vectors[key]


@lru_cache(maxsize=4096)
def _telling(text: str) -> tuple[str, ...]:
    return tuple(word for word in words(text) if len(word) >= SHORT)


def read(view: View) -> Inventory:
    """The inventory that a view shows."""
    return Inventory(
        works=[
            Work(
                r["jurisdiction"],
                r["initiative"],
                r["theme"],
                bool(r["lead"]),
                bool(r["named"]),
                (r["claim"], r["theme_claim"]),
            )
            for r in view.rows(
                "SELECT p.jurisdiction, p.initiative, t.theme, p.role = 'lead' AS lead, p.claim,"
                " t.claim AS theme_claim, c.stated OR c.rule = 'theme-named-in-title' AS named"
                " FROM takes_part AS p JOIN initiative_theme AS t ON t.initiative = p.initiative"
                " JOIN claim AS c ON c.number = t.claim"
                " ORDER BY t.theme, p.jurisdiction, p.initiative, p.role"
            )
        ],
        partnerships=_partnerships(view),
        about={r["id"]: r["initiative"] for r in view.rows("SELECT id, initiative FROM partnership ORDER BY id")},
        asks=[
            Ask(r["id"], r["by"], r["theme"], r["claim"])
            for r in view.rows(
                "SELECT d.id, d.by, t.theme, d.claim FROM need AS d JOIN need_theme AS t ON t.need = d.id"
                " WHERE d.by IS NOT NULL ORDER BY d.id, t.theme"
            )
        ],
        wanted={
            r["theme"]
            for r in view.rows(
                "SELECT DISTINCT t.theme FROM need AS d JOIN need_theme AS t ON t.need = d.id WHERE d.by IS NULL"
            )
        },
        initiatives=_by_id(view, "SELECT id, titles, summaries, lead, status, kind, part_of, claim FROM initiative"),
        jurisdictions=_by_id(view, "SELECT id, names, level, part_of FROM jurisdiction"),
        labels={r["id"]: json.loads(r["labels"]) for r in view.rows("SELECT id, labels FROM theme")},
        need_texts={r["id"]: json.loads(r["texts"]) for r in view.rows("SELECT id, texts FROM need")},
        dates={
            r.pop("initiative"): When(**r)
            for r in view.rows(
                'SELECT initiative, edtf, "start", "end", kind, claim FROM initiative_date'
                ' ORDER BY initiative, kind = \'launch\', "start" DESC, "end" DESC, kind'
            )
        },
        latest={
            r["initiative"]
            for r in view.rows(
                "SELECT initiative FROM initiative_edition"
                " WHERE edition = (SELECT id FROM edition ORDER BY rank DESC LIMIT 1)"
            )
        },
        workers={r["theme"]: r["n"] for r in view.rows("SELECT theme, count(*) AS n FROM works_on GROUP BY theme")},
    )


def _partnerships(view: View) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in view.rows(
        "SELECT partnership, jurisdiction, claim FROM partnership_member ORDER BY partnership, role, jurisdiction"
    ):
        found[row["partnership"]][row["jurisdiction"]] = row["claim"]
    return dict(found)


def _by_id(view: View, sql: str) -> dict[str, dict[str, Any]]:
    rows = view.rows(f"{sql} ORDER BY id")
    for row in rows:
        _parse(row, ("titles", "summaries", "names"))
    return {row.pop("id"): row for row in rows}


def _parse(row: dict[str, Any], columns: Iterable[str]) -> None:
    for column in columns:
        if column in row:
            row[column] = json.loads(row[column])
