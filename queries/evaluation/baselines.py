"""Baselines of link prediction that are no features of suggestions: allocation and Adamic-Adar over weighted ties.

Ties weigh by how often two worked together, or by the sizes of their partnerships: one of n members adds 1/(n - 1) to
the tie of each two of them (Newman 2001, Phys. Rev. E 64:016132). With s(z) the sum of the ties of z:

- *weighted_allocation*: sum over common partners z of w(a,z) w(z,b) / s(z), w counting partnerships (Lü & Zhou 2010);
- *sized_adamic_adar*: sum over z of w(a,z) w(z,b) / log(2 + s(z)), w by the sizes of partnerships (Adamic & Adar 2003);
- *hand_mix*: the mean of weighted allocation, popularity and themes in common, each divided by its greatest value.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np

    from queries.link_prediction.feature_matrices import FeatureMatrices
    from queries.numeric.sparse import SparseMatrix

WEIGHTED: Final = ("weighted_allocation", "sized_adamic_adar")
SINGLE: Final = ("popularity", "common_partners", "adamic_adar", "resource_allocation", "shared_themes")
BASELINES: Final[dict[str, dict[str, float]]] = {
    **{name: {name: 1.0} for name in (*SINGLE, *WEIGHTED)},
    "hand_mix": {"weighted_allocation": 1.0, "popularity": 1.0, "shared_themes": 1.0},
}


class WeightedTies:
    """The weighted ties of a history, and the baselines over them."""

    def __init__(self, features: FeatureMatrices) -> None:
        self._members = features.history.members

    @cached_property
    def _counted(self) -> SparseMatrix:
        return self._members.co_occurrences()

    @cached_property
    def _sized(self) -> SparseMatrix:
        import numpy as np

        return self._members.co_occurrences(1 / np.maximum(self._members.sum_columns() - 1, 1))

    def compute(self, subjects: np.ndarray, is_candidate: Any) -> dict[str, Any]:  # noqa: ANN401 (a matrix)
        """Return the baselines of some organisations with all others, divided by the greatest of a candidate."""
        import numpy as np

        strength, size = self._counted.sum_rows(), self._sized.sum_rows()
        shares = {
            "weighted_allocation": (self._counted, np.where(strength > 0, 1 / np.maximum(strength, 1e-9), 0.0)),
            "sized_adamic_adar": (self._sized, 1 / np.log(2 + size)),
        }
        found = {}
        for name, (ties, share) in shares.items():
            values = np.log1p(10 * ties.rows(subjects).scale_columns(share).times(ties)) * is_candidate
            greatest = values.max(axis=1, keepdims=True, initial=0.0)
            found[name] = (values / np.where(greatest > 0, greatest, 1)).astype(np.float32)
        return found
