"""The least value of a smooth function of a few numbers, none of them below 0.

Spectral projected gradients (Birgin, Martínez & Raydan 2000): steps down the slope, cut off at the bounds, as long as
the last two slopes suggest (Barzilai & Borwein 1988).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    Loss = Callable[[np.ndarray], tuple[float, np.ndarray]]

MAX_STEPS: Final = 500
MAX_HALVINGS: Final = 40
TOLERANCE: Final = 1e-7
REMEMBERED: Final = 10  # values, the worst of which a step has to better
DECREASE: Final = 1e-4  # share of what the slope promises that a step has to gain (Armijo 1966)
LONGEST: Final = 1e10


def minimize_nonnegative(loss: Loss, start: np.ndarray) -> np.ndarray:
    """Return the minimum of a function over points without negative coordinates.

    Args:
        loss: gives the function's value and its gradient at a point.
        start: where to begin.
    """
    point: np.ndarray = np.maximum(start, 0)
    value, slope = loss(point)
    values = [value]
    length = 1 / max(float(np.abs(slope).max()), 1 / LONGEST)
    for _ in range(MAX_STEPS):
        way = np.maximum(point - length * slope, 0) - point
        if np.abs(np.maximum(point - slope, 0) - point).max() < TOLERANCE:
            break
        share, gain = 1.0, float(slope @ way)
        for _ in range(MAX_HALVINGS):
            value, new_slope = loss(point + share * way)
            if value <= max(values[-REMEMBERED:]) + DECREASE * share * gain:
                break
            share /= 2
        moved, turned = share * way, new_slope - slope
        point, slope = point + moved, new_slope
        values.append(value)
        bend = float(moved @ turned)
        length = min(float(moved @ moved) / bend, LONGEST) if bend > 0 else LONGEST
    return point
