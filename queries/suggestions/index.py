"""What opportunities are found in: who works on what, with whom, since when; read from a view in a few queries."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.text import words
from graph.values import LANGUAGES
from queries.link_prediction.partners import Partners, partners_in
from queries.statements import rows

if TYPE_CHECKING:
    from graph.store import View

SHORT = 4  # words shorter than this say little
KEPT = 100_000  # pairs of initiatives of which it is kept how alike they are


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


class Nearness(NamedTuple):
    """How near two jurisdictions are to each other; what is or is not so is 1 or 0."""

    themes: int  # how many they have in common
    through_partners: float  # the sum of 1/degree over the partners that they have in common
    other_government: float
    same_level: float


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
    workers: Mapping[str, int]  # theme -> how many jurisdictions work on it or on a narrower one
    everyone: int  # how many jurisdictions work on any theme
    by_theme: dict[str, dict[str, list[Work]]] = field(init=False)
    themes: dict[str, set[str]] = field(init=False)
    partners: Partners = field(init=False)
    # who leads -> theme -> partnerships on it, by their place: the partnership, and its initiative's work on the theme
    led_on: dict[str, dict[str, dict[int, tuple[str, Work]]]] = field(init=False)
    asked: dict[str, list[Ask]] = field(init=False)
    asked_themes: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the works by theme and jurisdiction; partners, partnerships led and requests by jurisdiction."""
        self._near: tuple[tuple[str, str], Nearness | None] = (("", ""), None)
        self._alike: dict[tuple[str, str], float] = {}
        self._known_vectors: dict[str, list[dict[str, float]]] = {}
        self._rarity: dict[str, float] = {}
        self._named = {(work.initiative, work.theme) for work in self.works if work.named}
        self.by_theme = defaultdict(lambda: defaultdict(list))
        self.themes = defaultdict(set)
        self._of_initiative: dict[str, list[Work]] = defaultdict(list)
        for work in self.works:
            self.by_theme[work.theme][work.jurisdiction].append(work)
            self.themes[work.jurisdiction].add(work.theme)
            self._of_initiative[work.initiative].append(work)
        self.partners = partners_in(self.partnerships.values())
        self.led_on = defaultdict(lambda: defaultdict(dict))
        for place, (partnership, about) in enumerate(self.about.items()):
            if about in self.initiatives:
                lead = self.initiatives[about]["lead"] or next(iter(self.partnerships[partnership]))
                for work in self._of_initiative[about]:
                    self.led_on[lead][work.theme].setdefault(place, (partnership, work))
        self.asked = defaultdict(list)
        for ask in self.asks:
            self.asked[ask.by].append(ask)
        self.asked_themes = defaultdict(set, {by: {ask.theme for ask in asks} for by, asks in self.asked.items()})

    def names(self, initiative: str, theme: str) -> bool:
        """Whether an initiative states a theme or names it in its title."""
        return (initiative, theme) in self._named

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
        if self.everyone < 2:
            return 0.0
        if theme not in self._rarity:
            rare = math.log((1 + self.everyone) / (1 + self.workers[theme]))
            self._rarity[theme] = rare / math.log((1 + self.everyone) / 2)
        return self._rarity[theme]

    @cached_property
    def rarest(self) -> dict[str, int]:
        """The places of themes, those that the fewest work on first."""
        known = self.workers.keys() | set[str]().union(*self.themes.values())
        return {theme: at for at, theme in enumerate(rarest_first(known, self.workers))}

    def likeness(self, one: str, other: str) -> float:
        """How alike two initiatives' texts are in the language they share: cosine of TF-IDF vectors, 0 to 1."""
        found = self._alike.get((one, other))
        if found is None:
            if len(self._alike) >= KEPT:
                self._alike.clear()
            found = 0.0
            for a, b in zip(self._vectors(one), self._vectors(other), strict=True):
                found = max(found, sum([weight * b[word] for word, weight in a.items() if word in b], 0.0))
            self._alike[one, other] = found
        return found

    def _vectors(self, initiative: str) -> list[dict[str, float]]:
        """The vectors of its texts, by language; without words where it has none."""
        found = self._known_vectors.get(initiative)
        if found is None:
            found = self._known_vectors[initiative] = [texts.vector(initiative) for texts in self._texts]
        return found

    def nearness(self, one: str, other: str) -> Nearness:
        """How near two are to each other, whatever the idea."""
        pair, near = self._near  # ideas come two by two
        if near is None or pair != (one, other):
            common = self.partners.common(one, other)
            near = Nearness(
                len(self.themes[one] & self.themes[other]),
                sum(1 / self.partners.degrees[c] for c in common),
                float(self.government(one) != self.government(other)),
                float(self.jurisdictions[one]["level"] == self.jurisdictions[other]["level"]),
            )
            self._near = (one, other), near
        return near

    @cached_property
    def _texts(self) -> list[TextSpace]:
        """The texts in each language that there are any in."""
        texts = [
            {
                i: f"{row['titles'][lang]} {row['summaries'].get(lang, '')}"
                for i, row in self.initiatives.items()
                if lang in row["titles"]
            }
            for lang in LANGUAGES
        ]
        return [TextSpace(some) for some in texts if some]


class TextSpace:
    """Texts as TF-IDF vectors over their words (Salton & Buckley 1988: term frequency times idf, cosine)."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts
        self._frequency = Counter(word for text in texts.values() for word in set(_telling(text)))

    def vector(self, key: str) -> dict[str, float]:
        """The words of a text, of length 1; none where there is no text."""
        counted = Counter(_telling(self._texts.get(key, "")))
        raw = {w: n * math.log((1 + len(self._texts)) / (1 + self._frequency[w])) for w, n in counted.items()}
        length = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        return {w: v / length for w, v in raw.items()}


@lru_cache(maxsize=4096)
def _telling(text: str) -> tuple[str, ...]:
    return tuple(word for word in words(text) if len(word) >= SHORT)


def read(view: View, as_of: str | None = None) -> Inventory:
    """The inventory that a view shows, as known before a day."""
    members = rows(view, "suggestions/members", {"as_of": as_of})
    works = read_works(view, {"as_of": as_of, "on": None, "most": None})
    return put_together(view, as_of, works, members, read_asks(view, as_of), workers_of(view, as_of))


def read_works(view: View, wanted: Mapping[str, object]) -> list[Work]:
    """Who works on what: `wanted` are the parameters of the statement."""
    return [
        Work(r["jurisdiction"], r["initiative"], r["theme"], bool(r["lead"]), bool(r["named"]),
             (r["claim"], r["theme_claim"]))
        for r in rows(view, "suggestions/works", wanted)
    ]  # fmt: skip


def read_asks(view: View, as_of: str | None, only: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """What is asked, as known before a day; by some, or by all."""
    return rows(view, "suggestions/asks", {"as_of": as_of, "only": only})


def put_together(
    view: View, as_of: str | None, works: list[Work], members: Iterable[Mapping[str, Any]],
    asks: Sequence[Mapping[str, Any]], counted: tuple[Mapping[str, int], int],
) -> Inventory:  # fmt: skip
    """An inventory of works, members of partnerships and requests, with what is to be told of them."""
    partnerships: dict[str, dict[str, int]] = defaultdict(dict)
    about: dict[str, str | None] = {}
    for row in members:
        partnerships[row["partnership"]][row["jurisdiction"]] = row["claim"]
        about[row["partnership"]] = row["initiative"]
    named = {"initiatives": sorted({work.initiative for work in works})}
    workers, everyone = counted
    return Inventory(
        works=works,
        partnerships=dict(partnerships),
        about=about,
        asks=[Ask(r["need"], r["by"], r["theme"], r["claim"]) for r in asks if r["by"]],
        wanted={r["theme"] for r in asks if not r["by"]},
        initiatives=_by_id(rows(view, "suggestions/initiatives", named)),
        jurisdictions=jurisdictions(view),
        labels={r["id"]: json.loads(r["labels"]) for r in rows(view, "suggestions/themes")},
        need_texts={r["need"]: json.loads(r["texts"]) for r in asks},
        dates={r.pop("initiative"): When(**r) for r in rows(view, "suggestions/dates", named)},
        latest={r["initiative"] for r in rows(view, "suggestions/latest", {**named, "as_of": as_of})},
        workers=workers,
        everyone=everyone,
    )


def rarest_first(themes: Iterable[str], workers: Mapping[str, int]) -> list[str]:
    """Themes in the order of how many work on them, the fewest first."""
    return sorted(themes, key=lambda theme: (workers[theme], theme))


def workers_of(view: View, as_of: str | None) -> tuple[Counter[str], int]:
    """How many work on each theme or on a narrower one, and how many on any."""
    if not as_of:  # counted at load
        found = rows(view, "link_prediction/theme_workers")
        return Counter({r["theme"]: r["workers"] for r in found}), max((r["everyone"] for r in found), default=0)
    counted = rows(view, "link_prediction/work_as_of", {"as_of": as_of})
    return Counter(row["theme"] for row in counted), len({row["jurisdiction"] for row in counted})


def jurisdictions(view: View) -> dict[str, dict[str, Any]]:
    """The names (JSON by language: of many few are told), the level and the whole of each jurisdiction."""
    return {row.pop("id"): row for row in rows(view, "suggestions/jurisdictions")}


def _by_id(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    for row in found:
        for column in ("titles", "summaries"):
            row[column] = json.loads(row[column])
    return {row.pop("id"): row for row in found}
