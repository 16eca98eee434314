"""Evaluate link features for many organisations at once, on the arrays of a history.

Each feature is a matrix with a row for each organisation that partners are sought for and a column for each candidate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graph.sqlite.recency import recency_weight
from queries.link_prediction.features import (
    LINK_FEATURES,
    CommonPartners,
    Form,
    OfCandidate,
    SameValue,
    SharedThemes,
    Statistic,
    ThemeTable,
    ThemeVector,
)
from queries.link_prediction.history import History, weigh_by_idf
from queries.link_prediction.partners import Partners

if TYPE_CHECKING:
    import numpy as np

    from queries.numeric.sparse import SparseMatrix

Matrix = Any  # a dense matrix of 32-bit floats


class FeatureMatrices:
    """The link features of a history.

    Args:
        history: who was with whom, on what.
        today: the day that ages are counted to, "YYYY-MM-DD"; None is the latest day in the history. Of ties that the
            store counts, it is that of the graph.
    """

    def __init__(self, history: History, today: str | None = None) -> None:
        self.history = history
        self.today = today or (max(set(history.days.tolist()), default="") or "")
        self._statistics: dict[Statistic, np.ndarray] = {}
        self._known_shares: dict[CommonPartners, np.ndarray] = {}
        self._known_vectors: dict[SharedThemes, np.ndarray] = {}
        self._vectors: dict[ThemeVector, np.ndarray] = {}

    def compute(self, subjects: np.ndarray, names: Collection[str] = ()) -> dict[str, Matrix]:
        """Return the features of some organisations with all others, each from 0 to 1.

        Args:
            subjects: their row numbers.
            names: the features to compute; all when empty.
        """
        import numpy as np

        rows, columns = self.find_known(subjects)
        found = {}
        for name, form in LINK_FEATURES.items():
            if names and name not in names:
                continue
            values = np.asarray(self._evaluate(form, subjects), dtype=np.float32)
            if values.ndim == 1:  # the same for all subjects
                values = values / max(float(values.max(initial=0.0)), 1e-9)
                found[name] = np.broadcast_to(values, (len(subjects), len(values)))
                continue
            of_known = values[rows, columns]
            values[rows, columns] = 0
            greatest = values.max(axis=1, keepdims=True, initial=0.0)
            greatest[greatest <= 0] = 1
            values /= greatest
            values[rows, columns] = np.minimum(of_known / greatest[rows, 0], 1)
            found[name] = values
        return found

    def find_known(self, subjects: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return where each subject meets itself and its partners: rows among the subjects, and columns."""
        import numpy as np

        theirs = self.partners.rows(subjects)
        return np.append(theirs.row_numbers, np.arange(len(subjects))), np.append(theirs.columns, subjects)

    def find_candidates(self, subjects: np.ndarray) -> Matrix:
        """Return whom each subject could newly work with: all that are active, except itself and its partners."""
        import numpy as np

        is_candidate = np.broadcast_to(self.history.initiatives > 0, (len(subjects), len(self.degree))).copy()
        is_candidate[self.find_known(subjects)] = False
        return is_candidate

    def list_partners(self) -> Partners:
        """Return the partners of each organisation by their identifiers."""
        names = self.history.organisations
        degrees = dict(zip(names, self.degree.tolist(), strict=True))
        return Partners(_PartnersByName(names, self.partners), degrees)

    @cached_property
    def partners(self) -> SparseMatrix:
        """Organisations x organisations, 1 where two are or were partners: where ties are that have not faded to 0."""
        import numpy as np

        if self.history.ties is not None or (self._recency > 0).all():
            ties = self.recent_ties
        else:
            ties = self.history.members.co_occurrences()
        return ties.with_values(np.ones(len(ties.values)))

    @cached_property
    def recent_ties(self) -> SparseMatrix:
        """Organisations x organisations, the partnerships of two, each by how recent it is."""
        if self.history.ties is not None:
            return self.history.ties.recent
        return self.history.members.co_occurrences(self._recency)

    @cached_property
    def degree(self) -> np.ndarray:
        """The number of partners of each."""
        return self.partners.row_lengths

    @cached_property
    def _words(self) -> SparseMatrix:
        """Words x organisations, the texts of each organisation's initiatives."""
        return self.history.texts.transposed()

    @cached_property
    def _recency(self) -> np.ndarray:
        """For each partnership 1/2 to the power of its age in half-lives."""
        import numpy as np

        days: list[str] = self.history.days.tolist()
        by_day = {day: recency_weight(day, self.today) for day in set(days)}
        return np.array([by_day[day] for day in days], dtype=np.float32)

    def _statistic(self, name: Statistic) -> np.ndarray:
        """Return a statistic of each organisation, as `activity` in the store has it."""
        if name not in self._statistics:
            self._statistics[name] = self._compute_statistic(name)
        return self._statistics[name]

    def _compute_statistic(self, name: Statistic) -> np.ndarray:
        import numpy as np

        members, ties = self.history.members, self.history.ties
        if name == "initiatives":
            return self.history.initiatives
        if name == "partners":
            return self.degree
        if ties is not None and name in ("recent", "met"):
            return ties.partnerships if name == "recent" else ties.met
        if name == "recent":
            return members.times_vector(self._recency)
        if name == "met":
            return members.times_vector(self._recency * np.maximum(members.sum_columns() - 1, 0))
        if name == "works":
            return self.history.work.sum_rows()
        weighted = weigh_by_idf(self._counts("work" if name == "breadth" else "asks"))
        lengths: np.ndarray = np.sqrt(weighted.with_values(weighted.values**2).sum_rows())
        return lengths

    def _counts(self, table: ThemeTable) -> SparseMatrix:
        return self.history.work if table == "work" else self.history.asks

    def _vector(self, vector: ThemeVector) -> np.ndarray:
        """Return a vector over themes of each organisation; dense, since themes are few."""
        import numpy as np

        if vector not in self._vectors:
            counts = self._counts(vector.table)
            length = self._statistic(vector.length)
            weighted = weigh_by_idf(counts) if vector.by_rarity else counts
            dense = weighted.to_dense() / np.where(length > 0, length, 1)[:, None]
            self._vectors[vector] = dense.astype(np.float32)
        return self._vectors[vector]

    def _evaluate(self, form: Form, subjects: np.ndarray) -> Matrix:
        """Return the values of a feature before they are scaled; one row for all where it is the same whoever asks."""
        import numpy as np

        if isinstance(form, CommonPartners):
            return self._over_common_partners(form, subjects)
        if isinstance(form, OfCandidate):
            in_log: np.ndarray = np.log1p(self._statistic(form.statistic))
            return in_log
        if isinstance(form, SameValue):
            numbers = _number_values(self.history.levels if form.attribute == "level" else self.history.parents)
            mine = numbers[subjects][:, None]
            return (mine == numbers[None, :]) & (mine >= 0)
        if isinstance(form, SharedThemes):
            return self._over_themes(form, subjects)
        texts = self.history.texts
        return texts.rows(subjects).times(self._words) if len(texts.values) else np.zeros(len(self.degree))

    def _over_common_partners(self, form: CommonPartners, subjects: np.ndarray) -> Matrix:
        ties = self.recent_ties if form.fading else self.partners
        return _log_in_place(ties.rows(subjects).scale_columns(self._shares(form)).times(ties))

    def _shares(self, form: CommonPartners) -> np.ndarray:
        """Return the weight of each organisation as a common partner."""
        import numpy as np

        if form not in self._known_shares:
            shares = np.full(len(self.degree), form.scale)
            if form.share:
                distinct, at = np.unique(self._statistic(form.statistic), return_inverse=True)
                shares = form.scale * np.array([form.share(value) for value in distinct.tolist()])[at]
            self._known_shares[form] = shares
        return self._known_shares[form]

    def _over_themes(self, form: SharedThemes, subjects: np.ndarray) -> Matrix:
        import numpy as np

        products = [pair for pair in form.products if all(len(self._counts(one.table).values) for one in pair)]
        if not products:
            return np.zeros(len(self.degree))
        mine = np.hstack([self._vector(one)[subjects] for one, _ in products])
        if form not in self._known_vectors:
            theirs = np.hstack([self._vector(other) for _, other in products])
            if form.factor is not None:
                theirs = theirs * self._statistic(form.factor).astype(np.float32)[:, None]
            self._known_vectors[form] = theirs
        values: np.ndarray = mine @ self._known_vectors[form].T
        return values if form.factor is None else _log_in_place(values)


class _PartnersByName(Mapping[str, frozenset[str]]):
    """The partners of each organisation by their identifiers; those of few of thousands are asked for."""

    def __init__(self, names: Sequence[str], partners: SparseMatrix) -> None:
        self._names = names
        self._partners = partners
        self._position = {name: at for at, name in enumerate(names)}
        self._found: dict[str, frozenset[str]] = {}

    def __getitem__(self, name: str) -> frozenset[str]:
        if name not in self._found:
            columns = self._partners.columns_of(self._position[name]).tolist()
            self._found[name] = frozenset([self._names[other] for other in columns])
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _log_in_place(values: Matrix) -> Matrix:
    """Replace values by log(1 + value), to the precision of 32-bit floats; several times as fast as log1p."""
    import numpy as np

    values += 1
    return np.log(values, out=values)


def _number_values(values: list[str]) -> np.ndarray:
    """Return a number for each distinct value, and -1 for an empty one."""
    import numpy as np

    known, numbers = np.unique(np.array(values), return_inverse=True)
    found: np.ndarray = np.where((known != "")[numbers], numbers, -1)
    return found
