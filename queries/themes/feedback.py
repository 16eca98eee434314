"""Learn from texts without labels what else is said of themes (pseudo-relevance feedback), for `profiles.py`.

Two things are learnt from N texts, whose cosines with the profiles of themes are `s` (1 is a usual good one):

- a second profile of each theme: the sum of all texts, each times s³ (Rocchio 1971, with weights in place of a choice);
- how much likelier each word is in texts of a theme, in a mixture of words in which each text belongs to the themes by
  shares (Nigam et al. 2000, Machine Learning 39:103). The shares begin as those of the profiles, and a few rounds make
  them agree with the words and with how frequent each theme is.

With `k` the score of a text by names and keywords, `r` its cosine with the second profile, `n` its words that are
neither rare nor everywhere, and `f` the share of all texts that is of the theme, a theme is as likely as e^z:

    z = 5 · (s + .3 k + r) + .3 · Σ log(odds of a word) / √(n + 1) + log f
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Any, Final

from graph.text.idf import smoothed_idf

if TYPE_CHECKING:
    import numpy as np

    from queries.numeric.sparse import SparseMatrix

SHARPNESS, NAMED, SECOND, WORDS = 5.0, 0.3, 1.0, 0.3
POWER: Final = 3  # of a cosine, as the weight of a text
ROUNDS: Final = 4
SMOOTHING: Final = 200.0  # words as usual that are added to those of each theme
MIN_TEXTS, MAX_SHARE = 3, 0.3  # texts that have a word whose odds are learnt: how many, and of all
MIN_FREQUENCY: Final = 1e-3  # of a theme, added to each
MAX_TERMS: Final = 600  # of a second profile
MAX_ODDS: Final = 6000  # words whose odds are kept of a theme; a frequent one has many
MIN_ODDS: Final = 0.05  # logarithms that are kept
AT_ONCE: Final = 256  # texts of a dense block
USUAL_COSINE: Final = 0.4  # of a fitting text, where none fits
TOP_SHARE: Final = 0.01
Term = str
Vector = dict[Term, float]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What was learnt: second profiles, odds of words by theme as logarithms, and what each theme has besides.

    `usual` are the cosines with the first and the second profiles that count as 1; `absent` is the logarithm that each
    word counts of which a theme knows nothing, `frequency` that of the share of texts; `counted` are the words that
    have odds for any theme.
    """

    usual: tuple[float, float]
    second: dict[str, Vector]
    odds: dict[str, Vector]
    absent: dict[str, float]
    frequency: dict[str, float]
    counted: frozenset[Term]

    @property
    def state(self) -> dict[str, Any]:
        """The same, ready for JSON."""
        return {
            "usual": list(self.usual), "second": self.second, "odds": self.odds, "absent": self.absent,
            "frequency": self.frequency, "counted": sorted(self.counted),
        }  # fmt: skip

    @classmethod
    def restored(cls, state: Mapping[str, Any]) -> Feedback:
        """What `state` holds."""
        return cls(**{**state, "usual": tuple(state["usual"]), "counted": frozenset(state["counted"])})

    def logits(
        self, terms: Sequence[Term], first: Mapping[str, float], second: Mapping[str, float],
        named: Mapping[str, float], odds: Mapping[str, float],
    ) -> dict[str, float]:  # fmt: skip
        """Return the `z` of each theme for a text.

        Args:
            terms: the words of the text.
            first: its cosines with the profiles.
            second: those with the second profiles.
            named: its scores by names and keywords.
            odds: the sums of what its words count for each theme.
        """
        known = sum(term in self.counted for term in terms)
        found = {}
        for theme, frequency in self.frequency.items():
            near = first.get(theme, 0.0) / self.usual[0] + SECOND * second.get(theme, 0.0) / self.usual[1]
            words = (odds.get(theme, 0.0) + known * self.absent[theme]) / (known + 1) ** 0.5
            found[theme] = SHARPNESS * (near + NAMED * named.get(theme, 0.0)) + WORDS * words + frequency
        return found


def learn(
    themes: Sequence[str], profiles: Mapping[str, Vector], texts: Sequence[Mapping[Term, int]],
    vectors: Sequence[Vector], named: Sequence[Mapping[str, float]],
) -> Feedback:  # fmt: skip
    """Learn from texts.

    Args:
        themes: their identifiers.
        profiles: the words of each.
        texts: the words of each text, and how often it has them.
        vectors: the same, weighed, of length 1.
        named: the scores of each text by names and keywords.
    """
    import numpy as np

    terms = sorted({term for text in texts for term in text})
    column = {term: at for at, term in enumerate(terms)}
    matrix = _to_matrix(vectors, column)
    first = matrix.times(_to_matrix([profiles[theme] for theme in themes], column).transposed())
    usual = _usual(first)
    first = first / usual
    weighted = _sum_texts(matrix, np.clip(first, 0, None) ** POWER)
    weighted /= np.maximum(np.linalg.norm(weighted, axis=1, keepdims=True), 1e-9)
    near = _times_dense(matrix, weighted)
    other = _usual(near)
    place = {theme: at for at, theme in enumerate(themes)}
    names = np.zeros_like(first)
    for row, scores in enumerate(named):
        for theme, score in scores.items():
            names[row, place[theme]] = score
    start = SHARPNESS * (first + NAMED * names + SECOND * near / other)
    having = matrix.column_lengths
    counted = np.flatnonzero((having >= MIN_TEXTS) & (having < MAX_SHARE * len(texts)))
    present = matrix.with_values(np.ones(len(matrix.values))).keep_columns(counted)
    odds, absent, frequency = _mix(present, start)
    counted_terms = [terms[at] for at in counted.tolist()]
    return Feedback(
        (usual, other),
        {theme: _keep(weighted[at], terms, 0.0, MAX_TERMS) for theme, at in place.items()},
        {theme: _keep(odds[at], counted_terms, MIN_ODDS, MAX_ODDS) for theme, at in place.items()},
        {theme: round(float(absent[at]), 4) for theme, at in place.items()},
        {theme: round(float(frequency[at]), 4) for theme, at in place.items()},
        frozenset(counted_terms),
    )


def _mix(present: SparseMatrix, start: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the logarithms of odds by theme and word, those of words that are absent, and those of frequencies."""
    import numpy as np

    usual = present.sum_columns()
    usual = usual / max(1.0, float(usual.sum()))
    root = np.sqrt(present.row_lengths + 1)[:, None]
    shares = _softmax(start)
    for _ in range(ROUNDS):
        counts = _sum_texts(present, shares)
        odds = np.log1p(counts / (SMOOTHING * np.maximum(usual, 1e-12)))
        absent = np.log(SMOOTHING / (counts.sum(axis=1) + SMOOTHING))
        frequency = np.log(shares.mean(axis=0) + MIN_FREQUENCY)
        words = (_times_dense(present, odds) + present.row_lengths[:, None] * absent) / root
        shares = _softmax(start + WORDS * words + frequency)
    return odds, absent, frequency


def shares_of(logits: Mapping[str, float]) -> dict[str, float]:
    """Return the share of each theme, of 1 for all together."""
    most = max(logits.values(), default=0.0)
    raised = {theme: exp(value - most) for theme, value in logits.items()}
    total = sum(raised.values())
    return {theme: value / total for theme, value in raised.items()}


def _softmax(rows: np.ndarray) -> np.ndarray:
    import numpy as np

    raised: np.ndarray = np.exp(rows - rows.max(axis=1, keepdims=True))
    raised /= raised.sum(axis=1, keepdims=True)
    return raised


def _to_matrix(vectors: Sequence[Vector], column: Mapping[Term, int]) -> SparseMatrix:
    import numpy as np

    from queries.numeric.sparse import SparseMatrix

    cells = [(row, column[term], value) for row, vector in enumerate(vectors) for term, value in vector.items()
             if term in column]  # fmt: skip
    rows, columns, values = (np.array(part) for part in zip(*cells, strict=True)) if cells else (np.array([], int),) * 3
    return SparseMatrix.from_cells(rows, columns, values, (len(vectors), len(column)))


def _blocks(matrix: SparseMatrix) -> Iterator[tuple[slice, np.ndarray]]:
    import numpy as np

    for first in range(0, matrix.shape[0], AT_ONCE):
        part = slice(first, min(first + AT_ONCE, matrix.shape[0]))
        yield part, matrix.rows(np.arange(part.start, part.stop)).to_dense()


def _sum_texts(matrix: SparseMatrix, weights: np.ndarray) -> np.ndarray:
    """The sum of all rows, each times its weight for each theme: themes by columns."""
    import numpy as np

    made = np.zeros((weights.shape[1], matrix.width))
    for part, dense in _blocks(matrix):
        made += weights[part].T.astype(np.float32) @ dense
    return made


def _times_dense(matrix: SparseMatrix, other: np.ndarray) -> np.ndarray:
    """The product of each row with each row of a dense matrix."""
    import numpy as np

    turned = other.T.astype(np.float32)
    return np.concatenate([dense @ turned for _, dense in _blocks(matrix)])


def _usual(cosines: np.ndarray) -> float:
    """The best cosine that one in a hundred texts exceeds."""
    best = sorted(cosines.max(axis=1).tolist(), reverse=True)
    return best[int(TOP_SHARE * len(best))] or USUAL_COSINE


def _keep(row: np.ndarray, terms: Sequence[Term], least: float, most: int) -> Vector:
    """The greatest values of a row, by term."""
    order = sorted(range(len(terms)), key=lambda at: (-row[at], terms[at]))[:most]
    return {terms[at]: round(float(row[at]), 3) for at in order if row[at] > least}


def idf_of(texts: Sequence[Mapping[Term, int]]) -> Vector:
    """How much each word says, by how few texts have it."""
    having = Counter(term for text in texts for term in text)
    return {term: round(smoothed_idf(len(texts), n) + 1, 4) for term, n in having.items()}
