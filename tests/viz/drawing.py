"""Measure a drawn network: what is seen, not what was computed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

_MEASURE: Final = (Path(__file__).parent / "drawing.js").read_text("utf-8")


def measure_drawing(page: Any) -> dict[str, Any]:
    """Return how many boxes and lines a network has, how often lines cross, and which lie behind foreign boxes.

    Returns ``{"boxes", "lines", "crossings", "behind", "overlapping"}``; the last two are lists of pairs of names.
    """
    return dict(page.evaluate(_MEASURE))
