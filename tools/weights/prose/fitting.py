"""Linear models of words, trees and networks: how each is fitted, and the arrays that the package reads."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from loaders.documents.prose.learnt.models.forest import Forest as Trees
from loaders.documents.prose.learnt.models.forest import table_of
from loaders.documents.prose.learnt.models.linear import BUCKETS
from loaders.documents.prose.learnt.models.network import MOST

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

    from loaders.documents.prose.learnt.models.word_vectors import Floats

TREES: Final[dict[str, Any]] = {
    "max_iter": 300,
    "learning_rate": 0.05,
    "max_leaf_nodes": 31,
    "min_samples_leaf": 15,
    "l2_regularization": 10,
    "max_features": 0.25,
    "random_state": 0,
    "early_stopping": False,
}
NETWORK: Final[dict[str, Any]] = {"hidden_layer_sizes": (48,), "alpha": 0.3, "max_iter": 5, "batch_size": 256}
NETWORKS: Final = 4  # of which the mean is taken

Rows = Sequence[Mapping[str, float]]


def hashed_table(rows: Sequence[Sequence[int]]) -> csr_matrix:
    """The words of each row, by their places, as a table."""
    edges = np.cumsum([0, *map(len, rows)])
    values = np.concatenate([np.full(len(row), 1 / max(len(row), 1) ** 0.5) for row in rows])
    return csr_matrix(
        (values, np.concatenate([np.array(row, dtype=np.int64) for row in rows]), edges), shape=(len(rows), BUCKETS)
    )


Forest = tuple[list[str], Any]  # the names of the columns, and the trees


def fit_forest(
    rows: Sequence[Mapping[str, float]], right: Sequence[int], weights: Sequence[float], how: Mapping[str, Any]
) -> Forest:
    """Trees on rows, with the names of their numbers."""
    columns = sorted({name for row in rows for name in row})
    learnt = HistGradientBoostingClassifier(**how)
    return columns, learnt.fit(table_of(columns, rows), np.array(right), sample_weight=np.array(weights))


def _probabilities(forest: Forest, rows: Sequence[Mapping[str, float]]) -> list[float]:
    columns, learnt = forest
    return [float(each) for each in learnt.predict_proba(table_of(columns, rows))[:, 1]] if rows else []


@dataclass(frozen=True, slots=True)
class Networks:
    """Networks that are fitted, the names of the numbers of a row, and how numbers are brought to one scale."""

    columns: list[str]
    scale: StandardScaler
    learnt: list[MLPClassifier]

    def probabilities(self, rows: Sequence[Mapping[str, float]], vectors: Sequence[Floats]) -> list[float]:
        """The mean of what the networks say of each row with its vector."""
        if not rows:
            return []
        given = self.scaled(rows, vectors)
        return [float(each) for each in np.mean([one.predict_proba(given)[:, 1] for one in self.learnt], axis=0)]

    def scaled(self, rows: Sequence[Mapping[str, float]], vectors: Sequence[Floats]) -> Any:  # noqa: ANN401 (the library has no types)
        """The numbers of rows and vectors, brought to one scale and cut."""
        return np.clip(self.scale.transform(np.hstack([table_of(self.columns, rows), np.stack(vectors)])), -MOST, MOST)

    def arrays(self, name: str) -> dict[str, Any]:
        """The arrays that the package reads."""
        made = {
            "mean": self.scale.mean_.astype(np.float32),
            "scale": self.scale.scale_.astype(np.float32),
            "hidden": np.stack([one.coefs_[0] for one in self.learnt]).astype(np.float16),
            "hidden_base": np.stack([one.intercepts_[0] for one in self.learnt]).astype(np.float32),
            "out": np.stack([one.coefs_[1][:, 0] for one in self.learnt]).astype(np.float32),
            "out_base": np.array([one.intercepts_[1][0] for one in self.learnt], dtype=np.float32),
        }
        return {f"{name}.network.{key}": value for key, value in made.items()}


def fit_networks(
    columns: list[str],
    rows: Sequence[Mapping[str, float]],
    vectors: Sequence[Floats],
    right: Sequence[int],
    weights: Sequence[float],
) -> Networks:
    """Networks on rows and their vectors.

    Args:
        columns: the names of the numbers of a row.
        rows: what is known of each.
        vectors: the vector of each.
        right: whether each is right.
        weights: how much each counts.
    """
    given = np.hstack([table_of(columns, rows), np.stack(vectors)])
    made = Networks(
        columns, StandardScaler().fit(given), [MLPClassifier(**NETWORK, random_state=at) for at in range(NETWORKS)]
    )
    given = np.clip(made.scale.transform(given), -MOST, MOST)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # so many rounds are enough
        for one in made.learnt:
            one.fit(given, np.array(right), sample_weight=np.array(weights))
    return made


@dataclass(frozen=True, slots=True)
class Fitted:
    """A linear model of words, trees and networks that know what it says."""

    words: LogisticRegression
    trees: Forest
    networks: Networks

    def probabilities(self, rows: Sequence[Mapping[str, float]], vectors: Sequence[Floats]) -> list[float]:
        """How likely each row is right, as the package has it."""
        both = zip(_probabilities(self.trees, rows), self.networks.probabilities(rows, vectors), strict=True)
        return [(tree + network) / 2 for tree, network in both]

    def arrays(self, name: str) -> dict[str, Any]:
        """The arrays that the package reads."""
        linear = {
            f"{name}.words": self.words.coef_[0].astype(np.float16),
            f"{name}.words.base": np.float64(self.words.intercept_[0]),
        }
        return linear | forest_arrays(name, self.trees) | self.networks.arrays(name)


def read_forest(forest: Forest) -> Trees:
    """Trees as the package reads them."""
    return Trees.from_arrays(forest_arrays("one", forest), "one")


def forest_arrays(name: str, forest: Forest) -> dict[str, Any]:
    """The arrays of trees that the package reads."""
    columns, learnt = forest
    return {f"{name}.features": np.array("\n".join(columns))} | {
        f"{name}.{key}": value for key, value in nodes_of(learnt).items()
    }


def nodes_of(learnt: Any) -> dict[str, Any]:  # noqa: ANN401 (the library has no types)
    """The nodes of all trees one behind the other, a leaf as its own child."""
    trees = [group[0].nodes for group in learnt._predictors]  # noqa: SLF001 (the library gives no other way)
    roots = np.cumsum([0, *map(len, trees)])[:-1]
    nodes = np.concatenate(trees)
    first = np.repeat(roots, [len(tree) for tree in trees])
    is_leaf, own = nodes["is_leaf"].astype(bool), np.arange(len(nodes))
    return {
        "roots": roots.astype(np.int32),
        "feature": np.where(is_leaf, 0, nodes["feature_idx"]).astype(np.int16),
        "threshold": np.where(is_leaf, 0, nodes["num_threshold"]).astype(np.float32),
        "value": np.where(is_leaf, nodes["value"], 0).astype(np.float32),
        "left": np.where(is_leaf, own, first + nodes["left"]).astype(np.int32),
        "right": np.where(is_leaf, own, first + nodes["right"]).astype(np.int32),
        "base": np.float64(np.ravel(learnt._baseline_prediction)[0]),  # noqa: SLF001 (same)
        "depth": np.int64(nodes["depth"].max()),
    }
