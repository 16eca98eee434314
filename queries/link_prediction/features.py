"""Published features of two organisations that may become partners, for many pairs at once.

Each is a matrix with a row for each organisation that partners are sought for and a column for each organisation.
Values run from 0 to 1: the logarithm of what the formula yields, divided by its greatest value among candidates (or
among all, where it is the same whoever asks), so that a weight means the same for those with many partners and for
those with few, in a large inventory and in a small one.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from graph.sqlite.derive.collaboration import SHARE_SCALE, recency_weight
from queries.link_prediction.history import History, weighed
from queries.link_prediction.partners import Partners

if TYPE_CHECKING:
    import numpy as np

    from queries.numeric.sparse import SparseMatrix

Matrix = Any  # a dense matrix, 32-bit floats


class Features:
    """The features of a history; `of` computes them for some organisations.

    Args:
        history: who was with whom, on what.
        today: the day that ages are counted to, "YYYY-MM-DD"; None is the latest day in the history.
    """

    def __init__(self, history: History, today: str | None = None) -> None:
        self.history = history
        self.today = today or (max(set(history.days.tolist()), default="") or "")

    def of(self, subjects: np.ndarray, names: Container[str] = ()) -> dict[str, Matrix]:
        """The features of these organisations with all others.

        Args:
            subjects: their row numbers.
            names: the features that are wanted; all when none is named.
        """
        import numpy as np

        rows, columns = self.known(subjects)
        found = {}
        for name, compute in FEATURES.items():
            if names and name not in names:
                continue
            made = np.asarray(compute(self, subjects), dtype=np.float32)
            if made.ndim == 1:  # the same for all subjects
                made = made / max(float(made.max(initial=0.0)), 1e-9)
                found[name] = np.broadcast_to(made, (len(subjects), len(made)))
                continue
            theirs = made[rows, columns]
            made[rows, columns] = 0
            most = made.max(axis=1, keepdims=True, initial=0.0)
            most[most <= 0] = 1
            made /= most
            made[rows, columns] = np.minimum(theirs / most[rows, 0], 1)
            found[name] = made
        return found

    def known(self, subjects: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where each meets itself and its partners: rows among the subjects, and columns."""
        import numpy as np

        theirs = self.partners.rows(subjects)
        return np.append(theirs.row_numbers, np.arange(len(subjects))), np.append(theirs.columns, subjects)

    def candidates(self, subjects: np.ndarray) -> Matrix:
        """Whom each could newly work with: all that take part in anything, but for itself and its partners."""
        import numpy as np

        open_to = np.broadcast_to(self.history.initiatives > 0, (len(subjects), len(self.degree))).copy()
        open_to[self.known(subjects)] = False
        return open_to

    @cached_property
    def together(self) -> SparseMatrix:
        """How many partnerships two have in common."""
        return self.history.members.co_occurrences()

    @cached_property
    def partners(self) -> SparseMatrix:
        """Ones where two are or were partners."""
        import numpy as np

        return self.together.with_values(np.ones(len(self.together.values)))

    @cached_property
    def degree(self) -> np.ndarray:
        """How many partners each has."""
        return self.partners.row_lengths

    def known_partners(self) -> Partners:
        """The partners of each by their names."""
        names, degrees = self.history.organisations, self.degree.tolist()
        by = {name: {names[other] for other in self.partners.columns_of(at)} for at, name in enumerate(names)}
        return Partners(by, dict(zip(names, degrees, strict=True)))

    @cached_property
    def fading(self) -> np.ndarray:
        """For each partnership 1/2 to the power of its age in half-lives; undated ones count as one half-life old."""
        import numpy as np

        days: list[str] = self.history.days.tolist()
        worth = {day: recency_weight(day, self.today) for day in set(days)}
        return np.array([worth[day] for day in days], dtype=np.float32)

    @cached_property
    def recent(self) -> SparseMatrix:
        """Partnerships that two have in common, each by how recent it is."""
        return self.history.members.co_occurrences(self.fading)

    @cached_property
    def recent_partnerships(self) -> np.ndarray:
        """In how many partnerships each is, by how recent they are."""
        return self.history.members.times_vector(self.fading)

    @cached_property
    def strength(self) -> np.ndarray:
        """How recent the partnerships of each are, added up over its partners."""
        return self.recent.sum_rows()

    @cached_property
    def meetings(self) -> np.ndarray:
        """With how many others each came together, by how recently."""
        import numpy as np

        members = self.history.members
        return members.times_vector(self.fading * np.maximum(members.sum_columns() - 1, 0))

    @cached_property
    def words_of_all(self) -> SparseMatrix:
        """What each does, words by organisations."""
        return self.history.texts.transposed()

    @cached_property
    def profile(self) -> np.ndarray:
        """On what each works, by the rarity of themes, in rows of length 1; dense, since themes are few."""
        made: np.ndarray = weighed(self.history.work).to_dense()
        return made

    @cached_property
    def asks(self) -> np.ndarray:
        """What each asks about, by the rarity of themes, in rows of length 1."""
        made: np.ndarray = weighed(self.history.asks).to_dense()
        return made

    @cached_property
    def shares(self) -> np.ndarray:
        """On what each works, as shares that add up to 1."""
        work: np.ndarray = self.history.work.to_dense()
        work /= work.sum(axis=1, keepdims=True).clip(min=1)
        return work

    @cached_property
    def busy_shares(self) -> np.ndarray:
        """On what each works, as shares of its meetings."""
        import numpy as np

        made: np.ndarray = self.shares * self.meetings.astype(np.float32)[:, None]
        return made

    @cached_property
    def works_and_asks(self) -> np.ndarray:
        """What each works on, and beside it what it asks about."""
        import numpy as np

        return np.hstack([self.profile, self.asks])

    @cached_property
    def asks_and_works(self) -> np.ndarray:
        """What each asks about, and beside it what it works on."""
        import numpy as np

        return np.hstack([self.asks, self.profile])

    @cached_property
    def levels(self) -> np.ndarray:
        """A number for each level of government; that of each organisation, -1 where it is unknown."""
        return _numbered(self.history.levels)

    @cached_property
    def parents(self) -> np.ndarray:
        """A number for each whole; that which each organisation is part of, -1 where there is none."""
        return _numbered(self.history.parents)


def common_partners(f: Features, subjects: np.ndarray) -> Matrix:
    """How many partners two have in common (Newman 2001): log(1 + |N(a) & N(b)|)."""
    return _logarithm(f.partners.rows(subjects).times(f.partners))


def adamic_adar(f: Features, subjects: np.ndarray) -> Matrix:
    """Common partners, those with few others counting more (Adamic & Adar 2003): sum of 1 / log k(z)."""
    import numpy as np

    return _logarithm(f.partners.rows(subjects).scale_columns(1 / np.log(np.maximum(f.degree, 2))).times(f.partners))


def resource_allocation(f: Features, subjects: np.ndarray) -> Matrix:
    """What reaches b when a gives each partner one unit to share out (Zhou, Lü & Zhang 2009): sum of 1 / k(z)."""
    import numpy as np

    return _logarithm(f.partners.rows(subjects).scale_columns(SHARE_SCALE / np.maximum(f.degree, 1)).times(f.partners))


def recent_allocation(f: Features, subjects: np.ndarray) -> Matrix:
    """Resource allocation where ties weigh what they were worth (Lü & Zhou 2010), each fading with its age.

    Sum of w(a,z) w(z,b) / s(z), with s(z) the sum of z's weights.
    """
    import numpy as np

    strength = f.recent.sum_rows()
    return _logarithm(
        f.recent.rows(subjects).scale_columns(SHARE_SCALE / np.where(strength > 0, strength, 1)).times(f.recent)
    )


def shared_themes(f: Features, subjects: np.ndarray) -> Matrix:
    """Cosine of what two work on, themes by their rarity (idf, Spärck Jones 1972; cosine, Salton & Buckley 1988)."""
    return f.profile[subjects] @ f.profile.T


def active_on_themes(f: Features, subjects: np.ndarray) -> Matrix:
    """How much b met others of late on what a works on: meetings(b) times the sum over themes of share(a) share(b).

    Preferential attachment (Barabási & Albert 1999) within the themes of a, with exponential decay (Ding & Li 2005).
    """
    return _logarithm(f.shares[subjects] @ f.busy_shares.T)


def popularity(f: Features, _: np.ndarray) -> Matrix:
    """Preferential attachment (Barabási & Albert 1999): the logarithm of how many partners b has."""
    return _for_all(f.degree)


def activity(f: Features, _: np.ndarray) -> Matrix:
    """In how many initiatives b takes part, logarithm."""
    return _for_all(f.history.initiatives)


def recency(f: Features, _: np.ndarray) -> Matrix:
    """In how many partnerships b is, each by its age: 1/2 for every half-life (exponential decay; Ding & Li 2005)."""
    return _for_all(f.recent_partnerships)


def same_parent(f: Features, subjects: np.ndarray) -> Matrix:
    """Whether two are part of the same government or region."""
    return _same(f.parents, subjects)


def same_level(f: Features, subjects: np.ndarray) -> Matrix:
    """Whether two are of the same level of government (homophily: McPherson, Smith-Lovin & Cook 2001)."""
    return _same(f.levels, subjects)


def similar_texts(f: Features, subjects: np.ndarray) -> Matrix:
    """Cosine of what the initiatives of two say, TF-IDF over hashed words (`history`)."""
    import numpy as np

    if not len(f.history.texts.values):
        return np.zeros(len(f.degree))
    return f.history.texts.rows(subjects).times(f.words_of_all)


def answers_needs(f: Features, subjects: np.ndarray) -> Matrix:
    """How much b works on what a asks about, and a on what b asks about: themes by their rarity."""
    import numpy as np

    if not len(f.history.asks.values):
        return np.zeros(len(f.degree))
    return f.works_and_asks[subjects] @ f.asks_and_works.T


FEATURES: Final[Mapping[str, Callable[[Features, Any], Matrix]]] = {
    made.__name__: made
    for made in (
        common_partners, adamic_adar, resource_allocation, recent_allocation, shared_themes, active_on_themes,
        popularity, activity, recency, same_parent, same_level, similar_texts, answers_needs,
    )
}  # fmt: skip


def _logarithm(values: Matrix) -> Matrix:
    """log(1 + value) in the place of each value, to 32-bit precision of 1; several times as fast as log1p."""
    import numpy as np

    values += 1
    return np.log(values, out=values)


def _for_all(values: np.ndarray) -> np.ndarray:
    import numpy as np

    made: np.ndarray = np.log1p(values)
    return made


def _same(numbers: np.ndarray, subjects: np.ndarray) -> Matrix:
    mine = numbers[subjects][:, None]
    return (mine == numbers[None, :]) & (mine >= 0)


def _numbered(values: list[str]) -> np.ndarray:
    import numpy as np

    known, numbers = np.unique(np.array(values), return_inverse=True)
    made: np.ndarray = np.where((known != "")[numbers], numbers, -1)
    return made
