"""Evaluate link features for one organisation, from statistics computed at load (`graph.sqlite.derive.collaboration`).

Sums in the store and dictionaries: for one organisation this is faster than reading the whole history and importing the
libraries for arrays. A test holds the results equal to those of `feature_matrices`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import zip_longest
from math import log1p
from typing import TYPE_CHECKING, Any, Final, TypeVar

from graph.text.idf import smoothed_idf
from queries.link_prediction.features import (
    LINK_FEATURES,
    CommonPartners,
    OfCandidate,
    SameValue,
    SharedThemes,
    SharedWords,
    ThemeTable,
    ThemeVector,
)
from queries.statements import begin_rows, fetch_rows, share_out

if TYPE_CHECKING:
    from graph.store import View

T = TypeVar("T")
Values = Mapping[str, float]  # by organisation; a missing one has 0
Rows = Callable[[], list[dict[str, Any]]]  # of a statement that was begun
PartnerSums = tuple[dict[str, tuple[str, CommonPartners]], Rows]  # features by column, and the rows
WORK_SUMS: Final = 3  # sums that link_prediction/collaboration_themes computes at once
PARTNER_SUMS: Final = 2  # sums over ties of weight 1 that link_prediction/collaboration_through computes at once


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible partner of an organisation: the score and its features; `known` says whether they are partners."""

    subject: str
    other: str
    score: float
    features: dict[str, float]
    known: bool


class SingleFeatures:
    """The link features of one organisation with all others."""

    def __init__(self, view: View, subject: str) -> None:
        self._view = view
        self._subject = subject
        partners = begin_rows(view, "link_prediction/collaboration_partners", {"of": subject})
        everyone = fetch_rows(view, "link_prediction/collaboration_everyone")
        self._statistics: dict[str, dict[str, Any]] = {row["id"]: row for row in everyone}
        self._partners: dict[str, float] = {row["partner"]: row["recent"] for row in partners()}

    @property
    def degrees(self) -> dict[str, int]:
        """The number of partners of each organisation."""
        return {who: row["partners"] for who, row in self._statistics.items()}

    def rank_candidates(
        self, weights: Values, limit: int, theme: str | None, *, include_known: bool
    ) -> list[Candidate]:
        """Return the best candidates, the best first.

        Args:
            weights: by feature.
            limit: how many candidates.
            theme: only those who work on it or ask about it.
            include_known: whether partners are candidates, too.
        """
        used = {name: weight for name, weight in weights.items() if weight > 0}
        total = sum(used.values())
        features = {name: (values, self._greatest(name, values)) for name, values in self.compute(used).items()}
        scores: dict[str, float] = defaultdict(float)
        for name, (values, greatest) in features.items():
            for other, value in values.items():
                scores[other] += used[name] * min(value / greatest, 1.0)
        on_theme = self._find_on_theme(theme)
        scored = []
        for other, score in scores.items():
            known = other in self._partners
            is_candidate = include_known if known else self._statistics[other]["initiatives"] > 0
            if score > 0 and other != self._subject and is_candidate and (on_theme is None or other in on_theme):
                scored.append((-round(score / total, 6), other, known))

        def scaled(name: str, other: str) -> float:
            values, greatest = features[name]
            return min(values.get(other, 0.0) / greatest, 1.0)

        return [
            Candidate(self._subject, other, -score, {name: scaled(name, other) for name in used}, known)
            for score, other, known in nsmallest(limit, scored)
        ]

    def compute(self, names: Iterable[str]) -> dict[str, Values]:
        """Return the values of features before they are scaled, in the order of names."""
        forms = {name: LINK_FEATURES[name] for name in names}
        words: Rows = list
        if any(isinstance(form, SharedWords) for form in forms.values()):
            words = begin_rows(self._view, "link_prediction/collaboration_words", {"of": self._subject})
        partners = self._begin_partners({n: f for n, f in forms.items() if isinstance(f, CommonPartners)})
        found: dict[str, Values] = {}
        found |= self._over_themes({n: f for n, f in forms.items() if isinstance(f, SharedThemes)})
        found |= self._over_common_partners(partners)
        for name, form in forms.items():
            if isinstance(form, OfCandidate):
                found[name] = {other: log1p(row[form.statistic]) for other, row in self._statistics.items()}
            elif isinstance(form, SameValue):
                mine = self._statistics[self._subject][form.attribute]
                same = (other for other, row in self._statistics.items() if mine and row[form.attribute] == mine)
                found[name] = dict.fromkeys(same, 1.0)
            elif isinstance(form, SharedWords):
                found[name] = {row["id"]: row["alike"] for row in words()}
        return {name: found[name] for name in forms}

    def _greatest(self, name: str, values: Values) -> float:
        """Return the greatest value of a feature among candidates, or among all where it is the same whoever asks."""
        ignored = {} if isinstance(LINK_FEATURES[name], OfCandidate) else {**self._partners, self._subject: 0.0}
        return max((value for other, value in values.items() if other not in ignored), default=0.0) or 1.0

    def _find_on_theme(self, theme: str | None) -> set[str] | None:
        if theme is None:
            return None
        return {row["id"] for row in fetch_rows(self._view, "link_prediction/theme_jurisdictions", {"theme": theme})}

    def _begin_partners(self, forms: Mapping[str, CommonPartners]) -> list[PartnerSums]:
        """Begin to read sums over common partners: over plain ties and over recent ones, in one statement.

        Returns:
            The features by the columns of each statement, and its rows when they are asked for.
        """
        plain = _split([one for one in forms.items() if not one[1].fading], PARTNER_SUMS)
        fading = [one for one in forms.items() if one[1].fading]
        begun = []
        for several, recent in zip_longest(plain, fading, fillvalue=None):
            columns = dict(zip("ab", several or (), strict=False)) | ({"c": recent} if recent else {})
            given = [
                [partner, *(self._share(columns[one][1], partner) if one in columns else 0.0 for one in "abc")]
                for partner in self._partners
            ]
            rows = begin_rows(self._view, "link_prediction/collaboration_through", {"through": given})
            begun.append((columns, rows))
        return begun

    def _over_common_partners(self, begun: Iterable[PartnerSums]) -> dict[str, Values]:
        """Evaluate features over common partners."""
        found: dict[str, Values] = {}
        for columns, read in begun:
            rows = read()
            for column, (name, form) in columns.items():
                found[name] = {row["id"]: log1p(form.scale * row[column]) for row in rows}
        return found

    def _share(self, form: CommonPartners, partner: str) -> float:
        """Return the weight of a partner times that of the tie to it."""
        share = form.share(self._statistics[partner][form.statistic]) if form.share else 1.0
        return share * self._partners[partner] if form.fading else share

    def _over_themes(self, forms: Mapping[str, SharedThemes]) -> dict[str, Values]:
        """Evaluate features over themes: for each product, a sum over what each other works on or asks about."""
        sums: dict[str, dict[str, float]] = {name: defaultdict(float) for name in forms}
        parts: dict[ThemeTable, list[tuple[str, ThemeVector, dict[str, float]]]] = {"work": [], "asks": []}
        for name, form in forms.items():
            for mine, theirs in form.products:
                idf = self._idf(theirs.table) if theirs.by_rarity else None
                given = {
                    theme: value * (1.0 if idf is None else idf.get(theme, 0.0))
                    for theme, value in self._vector(mine).items()
                }
                parts[theirs.table].append((name, theirs, given))
        begun = [
            (several, read)
            for table, each in parts.items()
            for several in _split(each, WORK_SUMS if table == "work" else 1)
            for read in self._begin_sums(table, [given for *_, given in several])
        ]
        for several, read in begun:
            for row in read():
                other = self._statistics[row["id"]]
                for (name, theirs, _), column in zip(several, "abc", strict=False):
                    sums[name][row["id"]] += row[column] / (other[theirs.length] or 1.0)
        for name, form in forms.items():
            if form.factor:
                sums[name] = {
                    other: log1p(value * self._statistics[other][form.factor]) for other, value in sums[name].items()
                }
        return dict(sums)

    def _begin_sums(self, table: ThemeTable, given: Sequence[Mapping[str, float]]) -> list[Rows]:
        """Begin to read the sums over the themes of each organisation, with the coefficients given by theme.

        What is read may be several sums over some of the themes each.
        """
        themes = sorted(set[str]().union(*given))
        width = WORK_SUMS if table == "work" else 1
        rows = [[theme, *(one.get(theme, 0.0) for one in given), *[0.0] * (width - len(given))] for theme in themes]
        is_work = table == "work"
        name = "link_prediction/collaboration_themes" if is_work else "link_prediction/collaboration_asked"
        return [begin_rows(self._view, name, {"themes": some}) for some in share_out(self._view, rows)]

    def _vector(self, vector: ThemeVector) -> dict[str, float]:
        """Return a vector over themes of the organisation."""
        length = self._statistics[self._subject][vector.length] or 1.0
        idf = self._idf(vector.table) if vector.by_rarity else None
        return {
            theme: n * (1.0 if idf is None else idf.get(theme, 0.0)) / length
            for theme, n in self._counts(vector.table).items()
        }

    def _counts(self, table: ThemeTable) -> dict[str, int]:
        if table == "work":
            return self._work
        return {row["theme"]: row["n"] for row in self._asks if row["n"]}

    def _idf(self, table: ThemeTable) -> dict[str, float]:
        """Return how rare it is to work on each theme, or to ask about it."""
        if table == "work":
            return self._work_idf
        return {row["theme"]: smoothed_idf(row["everyone"], row["asking"]) for row in self._asks}

    @cached_property
    def _work(self) -> dict[str, int]:
        rows = fetch_rows(self._view, "link_prediction/collaboration_work", {"of": self._subject})
        return {row["theme"]: row["n"] for row in rows}

    @cached_property
    def _work_idf(self) -> dict[str, float]:
        rows = fetch_rows(self._view, "link_prediction/theme_workers")
        return {row["theme"]: smoothed_idf(row["everyone"], row["workers"]) for row in rows}

    @cached_property
    def _asks(self) -> list[dict[str, Any]]:
        """The themes asked about: by how many organisations, and how often by this one (`n`)."""
        return fetch_rows(self._view, "link_prediction/collaboration_asks", {"of": self._subject})


def _split(items: Sequence[T], size: int) -> list[Sequence[T]]:
    return [items[at : at + size] for at in range(0, len(items), size)]
