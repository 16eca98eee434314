"""The suggestion index: who works on what, with whom, since when; read from a view in a few queries."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.text.idf import smoothed_idf
from graph.text.strings import words
from graph.values import LANGUAGES
from queries.fulltext.index import open_text_index
from queries.link_prediction.partners import Partners, collect_partners
from queries.questions.labels import read_jurisdictions
from queries.statements import begin_rows, fetch_rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.fulltext.index import TextIndex

MIN_WORD_LENGTH: Final = 4  # shorter words say little
MAX_CACHED_SIMILARITIES: Final = 100_000  # pairs of initiatives


@dataclass(frozen=True, slots=True)
class Work:
    """A jurisdiction's part in an initiative on a theme, with the claims for both.

    `named` says whether the initiative states the theme or names it in its title, rather than in passing.
    """

    jurisdiction: str
    initiative: str
    theme: str
    lead: bool
    named: bool
    claims: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Request:
    """A request of one jurisdiction on a theme."""

    need: str
    by: str
    theme: str
    claim: int


@dataclass(frozen=True, slots=True)
class InitiativeDate:
    """A date of an initiative: EDTF, its start and end to their own precision, its kind, its claim."""

    edtf: str
    start: str
    end: str
    kind: str
    claim: int


class Proximity(NamedTuple):
    """The proximity of two jurisdictions; yes and no are 1 and 0."""

    themes: int  # in common
    through_partners: float  # the sum of 1/degree over common partners
    other_government: float
    same_level: float


@dataclass
class SuggestionIndex:
    """The visible part of the graph that suggestions need.

    Attributes:
        works: who works on what.
        partnerships: the claim for each member, by partnership.
        about: the initiative of each partnership.
        asks: the requests of one jurisdiction.
        wanted_themes: themes that several are interested in.
        initiatives: title, summary, lead and status, by identifier.
        jurisdictions: names (JSON), level and `part_of`, by identifier.
        labels: the labels of themes, by language.
        need_texts: the texts of needs, by language.
        dates: the launch of each initiative, or else its first date.
        latest: the initiatives of the latest edition.
        workers: how many jurisdictions work on each theme or on a narrower one.
        worker_count: how many jurisdictions work on any theme.
        text_index: which words are rare in the graph; None counts the texts of the initiatives that are read.
    """

    works: list[Work]
    partnerships: dict[str, dict[str, int]]
    about: dict[str, str | None]
    asks: list[Request]
    wanted_themes: set[str]
    initiatives: dict[str, dict[str, Any]]
    jurisdictions: dict[str, dict[str, Any]]
    labels: dict[str, dict[str, str]]
    need_texts: dict[str, dict[str, str]]
    dates: dict[str, InitiativeDate]
    latest: set[str]
    workers: Mapping[str, int]
    worker_count: int
    text_index: TextIndex | None = None
    by_theme: dict[str, dict[str, list[Work]]] = field(init=False)
    themes: dict[str, set[str]] = field(init=False)
    partners: Partners = field(init=False)
    # lead -> theme -> position of a partnership -> the partnership, and its initiative's work on the theme
    led_partnerships: dict[str, dict[str, dict[int, tuple[str, Work]]]] = field(init=False)
    requests: dict[str, list[Request]] = field(init=False)
    requested_themes: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Index works by theme and jurisdiction; partners, led partnerships and requests by jurisdiction."""
        self._proximity: tuple[tuple[str, str], Proximity | None] = (("", ""), None)
        self._similarities: dict[tuple[str, str], float] = {}
        self._known_vectors: dict[str, list[dict[str, float]]] = {}
        self._rarities: dict[str, float] = {}
        self._stated = {(work.initiative, work.theme) for work in self.works if work.named}
        self.by_theme = defaultdict(lambda: defaultdict(list))
        self.themes = defaultdict(set)
        by_initiative: dict[str, list[Work]] = defaultdict(list)
        for work in self.works:
            self.by_theme[work.theme][work.jurisdiction].append(work)
            self.themes[work.jurisdiction].add(work.theme)
            by_initiative[work.initiative].append(work)
        self.partners = collect_partners(self.partnerships.values())
        self.led_partnerships = defaultdict(lambda: defaultdict(dict))
        for position, (partnership, about) in enumerate(self.about.items()):
            if about in self.initiatives:
                lead = self.initiatives[about]["lead"] or next(iter(self.partnerships[partnership]))
                for work in by_initiative[about]:
                    if work.jurisdiction != lead:  # which works of others are known depends on who is asked about
                        continue
                    self.led_partnerships[lead][work.theme].setdefault(position, (partnership, work))
        self.requests = defaultdict(list)
        for request in self.asks:
            self.requests[request.by].append(request)
        requested = {by: {one.theme for one in several} for by, several in self.requests.items()}
        self.requested_themes = defaultdict(set, requested)

    def states_theme(self, initiative: str, theme: str) -> bool:
        """Whether an initiative states a theme or names it in its title."""
        return (initiative, theme) in self._stated

    def government_of(self, jurisdiction: str) -> str:
        """Return the government that a jurisdiction is, or is part of."""
        visited = {jurisdiction}
        while (above := self.jurisdictions.get(jurisdiction, {}).get("part_of")) and above not in visited:
            visited.add(above)
            jurisdiction = above
        return jurisdiction

    def is_part_of(self, one: str, other: str) -> bool:
        """Whether one is part of the other, directly or not."""
        visited = {one}
        while (above := self.jurisdictions.get(one, {}).get("part_of")) and above not in visited:
            if above == other:
                return True
            visited.add(above)
            one = above
        return False

    def theme_rarity(self, theme: str) -> float:
        """Return how rare it is to work on a theme: inverse document frequency over jurisdictions, scaled to 1."""
        if self.worker_count < 2:
            return 0.0
        if theme not in self._rarities:
            self._rarities[theme] = smoothed_idf(self.worker_count, self.workers[theme]) / smoothed_idf(
                self.worker_count, 1
            )
        return self._rarities[theme]

    @cached_property
    def rarity_ranks(self) -> dict[str, int]:
        """The rank of each theme, those with the fewest workers first."""
        known = self.workers.keys() | set[str]().union(*self.themes.values())
        return {theme: at for at, theme in enumerate(sort_by_rarity(known, self.workers))}

    def text_similarity(self, one: str, other: str) -> float:
        """Return the cosine (0 to 1) of the TF-IDF vectors of two initiatives' texts, in the language they share."""
        found = self._similarities.get((one, other))
        if found is None:
            if len(self._similarities) >= MAX_CACHED_SIMILARITIES:
                self._similarities.clear()
            found = 0.0
            for a, b in zip(self._vectors(one), self._vectors(other), strict=True):
                if not a.keys().isdisjoint(b):  # most have no word in common
                    found = max(found, sum([weight * b[word] for word, weight in a.items() if word in b], 0.0))
            self._similarities[one, other] = found
        return found

    def _vectors(self, initiative: str) -> list[dict[str, float]]:
        """Return the vectors of an initiative's texts by language; empty ones where it has no text."""
        found = self._known_vectors.get(initiative)
        if found is None:
            found = self._known_vectors[initiative] = [texts.vector(initiative) for texts in self._text_vectors]
        return found

    def proximity(self, one: str, other: str) -> Proximity:
        """Return how near two jurisdictions are to each other."""
        pair, found = self._proximity  # topics come pair by pair
        if found is None or pair != (one, other):
            found = Proximity(
                len(self.themes[one] & self.themes[other]),
                self.partners.find_common(one, other).allocated,
                float(self.government_of(one) != self.government_of(other)),
                float(self.jurisdictions[one]["level"] == self.jurisdictions[other]["level"]),
            )
            self._proximity = (one, other), found
        return found

    @cached_property
    def _text_vectors(self) -> list[TextVectors]:
        """The texts of initiatives, for each language that any is written in."""
        by_language = [
            {
                i: f"{row['titles'][lang]} {row['summaries'].get(lang, '')}"
                for i, row in self.initiatives.items()
                if lang in row["titles"]
            }
            for lang in LANGUAGES
        ]
        return [TextVectors(texts, self.text_index) for texts in by_language if texts]


class TextVectors:
    """TF-IDF vectors of texts over their words (Salton & Buckley 1988).

    Args:
        texts: the texts.
        known: which words are rare; None counts these texts.
    """

    def __init__(self, texts: dict[str, str], known: TextIndex | None) -> None:
        self._texts = texts
        found = Counter(word for text in texts.values() for word in set(_long_words(text)))
        total = len(texts)
        if known is not None:
            known.read_counts(found)
            found = Counter({word: known.count_texts(word) for word in found})
            total = known.text_count
        by_count = {having: smoothed_idf(total, having) for having in set(found.values())}
        self._rarity = {word: by_count[having] for word, having in found.items()}

    def vector(self, key: str) -> dict[str, float]:
        """Return the vector of a text, of length 1; empty where there is no text."""
        counted = Counter(_long_words(self._texts.get(key, "")))
        weighted = {word: n * self._rarity[word] for word, n in counted.items()}
        length = math.sqrt(sum([value * value for value in weighted.values()])) or 1.0
        return {word: value / length for word, value in weighted.items()}


@lru_cache(maxsize=4096)
def _long_words(text: str) -> tuple[str, ...]:
    return tuple(word for word in words(text) if len(word) >= MIN_WORD_LENGTH)


def read_index(view: View, as_of: str | None = None) -> SuggestionIndex:
    """Read the suggestion index of a view, as known before a day."""
    members = begin_rows(view, "suggestions/members", {"as_of": as_of})
    works = read_works(view, {"as_of": as_of, "on": None, "by_theme": [], "most": None})
    return build_index(view, as_of, works, members, begin_requests(view, as_of)(), count_workers(view, as_of))


def read_works(view: View, parameters: Mapping[str, object]) -> list[Work]:
    """Return who works on what; takes the parameters of the statement."""
    return [
        Work(r["jurisdiction"], r["initiative"], r["theme"], bool(r["lead"]), bool(r["named"]),
             (r["claim"], r["theme_claim"]))
        for r in fetch_rows(view, "suggestions/works", parameters)
    ]  # fmt: skip


def begin_requests(
    view: View, as_of: str | None, only: Sequence[str] | None = None
) -> Callable[[], list[dict[str, Any]]]:
    """Begin to read the rows of requests, as known before a day; by some jurisdictions, or by all."""
    return begin_rows(view, "suggestions/asks", {"as_of": as_of, "only": only})


def build_index(
    view: View, as_of: str | None, works: list[Work], members: Callable[[], Iterable[Mapping[str, Any]]],
    requests: Sequence[Mapping[str, Any]], counted: tuple[Mapping[str, int], int],
) -> SuggestionIndex:  # fmt: skip
    """Build an index of works, members of partnerships and requests, reading what sentences about them need.

    Args:
        view: what the audience may see.
        as_of: leave out what was not known before this day.
        works: who works on what.
        members: returns rows of members of partnerships.
        requests: rows of requests.
        counted: see `count_workers`.
    """
    initiatives = {"initiatives": sorted({work.initiative for work in works})}
    described = begin_rows(view, "suggestions/initiatives", initiatives)
    dated = begin_rows(view, "suggestions/dates", initiatives)
    latest = begin_rows(view, "suggestions/latest", {**initiatives, "as_of": as_of})
    partnerships: dict[str, dict[str, int]] = defaultdict(dict)
    about: dict[str, str | None] = {}
    for row in members():
        partnerships[row["partnership"]][row["jurisdiction"]] = row["claim"]
        about[row["partnership"]] = row["initiative"]
    workers, worker_count = counted
    return SuggestionIndex(
        works=works,
        partnerships=dict(partnerships),
        about=about,
        asks=[Request(r["need"], r["by"], r["theme"], r["claim"]) for r in requests if r["by"]],
        wanted_themes={r["theme"] for r in requests if not r["by"]},
        initiatives=_parse_initiatives(described()),
        jurisdictions=read_jurisdictions(view),
        labels={r["id"]: json.loads(r["labels"]) for r in fetch_rows(view, "suggestions/themes")},
        need_texts={r["need"]: json.loads(r["texts"]) for r in requests},
        dates={r.pop("initiative"): InitiativeDate(**r) for r in dated()},
        latest={r["initiative"] for r in latest()},
        workers=workers,
        worker_count=worker_count,
        text_index=open_text_index(view) if not as_of and view.backend.full_text else None,
    )


def sort_by_rarity(themes: Iterable[str], workers: Mapping[str, int]) -> list[str]:
    """Return themes in the order of how many work on them, the fewest first."""
    return sorted(themes, key=lambda theme: (workers[theme], theme))


def count_workers(view: View, as_of: str | None) -> tuple[Counter[str], int]:
    """Return how many work on each theme or on a narrower one, and how many on any."""
    if not as_of:  # counted at load
        found = fetch_rows(view, "link_prediction/theme_workers")
        return Counter({r["theme"]: r["workers"] for r in found}), max((r["everyone"] for r in found), default=0)
    counted = fetch_rows(view, "link_prediction/work_as_of", {"as_of": as_of})
    return Counter(row["theme"] for row in counted), len({row["jurisdiction"] for row in counted})


def _parse_initiatives(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    for row in found:
        for column in ("titles", "summaries"):
            row[column] = json.loads(row[column])
    return {row.pop("id"): row for row in found}
