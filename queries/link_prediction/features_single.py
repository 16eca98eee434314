"""Whom one organisation might work with next, from statistics made at load (`graph.sqlite.derive.collaboration`).

The features are those of `features`, which computes them for many organisations at once on arrays; for one, sums in the
store and dictionaries are quicker than to read all and to load the libraries for arrays. A test holds the two together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from math import log, log1p
from typing import TYPE_CHECKING, Any, Final

from graph.sqlite.derive.collaboration import SHARE_SCALE, inverse_frequency
from queries.statements import rows

if TYPE_CHECKING:
    from graph.store import View

Values = Mapping[str, float]  # by organisation; one that is not there has 0
SAME_FOR_ALL: Final = frozenset({"popularity", "activity", "recency"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One whom an organisation might work with: the score, what made it, whether they are partners already."""

    subject: str
    other: str
    score: float
    features: dict[str, float]
    known: bool


class Standing:
    """How all others stand to one organisation."""

    def __init__(self, view: View, of: str) -> None:
        self.view = view
        self.of = of
        self.everyone: dict[str, dict[str, Any]] = {
            row["id"]: row for row in rows(view, "link_prediction/collaboration_everyone")
        }
        self.partners: dict[str, float] = {
            row["partner"]: row["recent"] for row in rows(view, "link_prediction/collaboration_partners", {"of": of})
        }

    @property
    def degrees(self) -> dict[str, int]:
        """How many partners each has."""
        return {who: row["partners"] for who, row in self.everyone.items()}

    def candidates(self, weights: Values, most: int, theme: str | None, *, include_known: bool) -> list[Candidate]:
        """The best candidates, the best first.

        Args:
            weights: by feature.
            most: how many.
            theme: only those who work on it or ask about it.
            include_known: partners, too.
        """
        used = {name: weight for name, weight in weights.items() if weight > 0}
        total = sum(used.values())
        parts = {name: self._with_greatest(name) for name in used}
        scores: dict[str, float] = defaultdict(float)
        for name, (found, greatest) in parts.items():
            for other, value in found.items():
                scores[other] += used[name] * min(value / greatest, 1.0)
        on_theme = (
            None
            if theme is None
            else {r["id"] for r in rows(self.view, "link_prediction/theme_jurisdictions", {"theme": theme})}
        )
        scored = []
        for other, score in scores.items():
            known = other in self.partners
            open_to = include_known if known else self.everyone[other]["initiatives"] > 0
            if score > 0 and other != self.of and open_to and (on_theme is None or other in on_theme):
                scored.append((-round(score / total, 6), other, known))

        def feature(name: str, other: str) -> float:
            found, greatest = parts[name]
            return min(found.get(other, 0.0) / greatest, 1.0)

        return [
            Candidate(self.of, other, -score, {name: feature(name, other) for name in used}, known)
            for score, other, known in nsmallest(most, scored)
        ]

    def _with_greatest(self, name: str) -> tuple[Values, float]:
        """A feature, and its greatest value among those who are no partners, or among all (see `features`)."""
        found = getattr(self, name)
        left_out = {} if name in SAME_FOR_ALL else {**self.partners, self.of: 0.0}
        return found, max((v for o, v in found.items() if o not in left_out), default=0.0) or 1.0

    @cached_property
    def _through(self) -> list[dict[str, Any]]:
        through = []
        for partner, recent in self.partners.items():
            row = self.everyone[partner]
            degree, met = row["partners"], row["met"]
            through.append([partner, 1 / log(max(degree, 2)), 1 / max(degree, 1), recent / met if met > 0 else 0.0])
        return rows(self.view, "link_prediction/collaboration_through", {"through": through})

    @property
    def common_partners(self) -> Values:
        """Partners in common (Newman 2001)."""
        return {row["id"]: log1p(row["common"]) for row in self._through}

    @property
    def adamic_adar(self) -> Values:
        """Partners in common, by how few others they have (Adamic & Adar 2003)."""
        return {row["id"]: log1p(row["a"]) for row in self._through}

    @property
    def resource_allocation(self) -> Values:
        """The same, more strongly (Zhou, Lü & Zhang 2009)."""
        return {row["id"]: log1p(SHARE_SCALE * row["b"]) for row in self._through}

    @property
    def recent_allocation(self) -> Values:
        """The same, with ties that fade (Lü & Zhou 2010)."""
        return {row["id"]: log1p(SHARE_SCALE * row["c"]) for row in self._through}

    @cached_property
    def _rarity(self) -> dict[str, float]:
        return {
            r["theme"]: inverse_frequency(r["everyone"], r["workers"])
            for r in rows(self.view, "link_prediction/theme_workers")
        }

    @cached_property
    def _asks(self) -> list[dict[str, Any]]:
        """The themes that are asked about: how rare it is to ask about each, and how often one does (`n`)."""
        found = rows(self.view, "link_prediction/collaboration_asks", {"of": self.of})
        return [{**row, "rare": inverse_frequency(row["everyone"], row["asking"])} for row in found]

    @cached_property
    def _mine(self) -> dict[str, float]:
        return {
            row["theme"]: row["n"] for row in rows(self.view, "link_prediction/collaboration_work", {"of": self.of})
        }

    @cached_property
    def _on_themes(self) -> list[dict[str, Any]]:
        length = self.everyone[self.of]["asking"] or 1.0
        asked = {row["theme"]: row["n"] * row["rare"] / length for row in self._asks if row["n"]}
        given = []
        for theme in sorted({*self._mine, *asked}):
            rare, n = self._rarity.get(theme, 0.0), self._mine.get(theme, 0)
            given.append([theme, n * rare * rare, n, asked.get(theme, 0.0) * rare])
        return rows(self.view, "link_prediction/collaboration_themes", {"themes": given})

    def _lengths(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        return ((row, self.everyone[row["id"]]) for row in self._on_themes)

    @property
    def shared_themes(self) -> Values:
        """Cosine of what both work on."""
        mine = self.everyone[self.of]["breadth"] or 1.0
        return {row["id"]: row["a"] / mine / (other["breadth"] or 1.0) for row, other in self._lengths()}

    @property
    def active_on_themes(self) -> Values:
        """How much the other met partners of late on what one works on."""
        mine = self.everyone[self.of]["works"] or 1
        return {row["id"]: log1p(row["b"] / mine / other["works"] * other["met"]) for row, other in self._lengths()}

    @property
    def popularity(self) -> Values:
        """How many partners each has."""
        return {other: log1p(row["partners"]) for other, row in self.everyone.items()}

    @property
    def activity(self) -> Values:
        """In how many initiatives each takes part."""
        return {other: log1p(row["initiatives"]) for other, row in self.everyone.items()}

    @property
    def recency(self) -> Values:
        """In how many partnerships each is, by their age."""
        return {other: log1p(row["recent"]) for other, row in self.everyone.items()}

    @property
    def same_parent(self) -> Values:
        """Whether both are part of one government or region."""
        return self._same("part_of")

    @property
    def same_level(self) -> Values:
        """Whether both are of one level."""
        return self._same("level")

    def _same(self, column: str) -> Values:
        mine = self.everyone[self.of][column]
        return {other: 1.0 for other, row in self.everyone.items() if mine and row[column] == mine}

    @property
    def similar_texts(self) -> Values:
        """Cosine of the words of what both do."""
        return {
            row["id"]: row["alike"] for row in rows(self.view, "link_prediction/collaboration_words", {"of": self.of})
        }

    @property
    def answers_needs(self) -> Values:
        """How much one works on what the other asks about."""
        found: dict[str, float] = defaultdict(float)
        if self._asks:
            for row, other in self._lengths():
                found[row["id"]] += row["c"] / (other["breadth"] or 1.0)
            mine = self.everyone[self.of]["breadth"] or 1.0
            given = [
                [row["theme"], row["rare"] * self._mine[row["theme"]] * self._rarity[row["theme"]] / mine]
                for row in self._asks
                if row["theme"] in self._mine
            ]
            for row in rows(self.view, "link_prediction/collaboration_asked", {"themes": given}):
                found[row["id"]] += row["a"] / (self.everyone[row["id"]]["asking"] or 1.0)
        return found
