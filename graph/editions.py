"""The order of editions: ``2022-winter`` comes before ``2022-spring``."""

from __future__ import annotations

import re
from typing import Final

SEASONS: Final = ("winter", "spring", "summer", "fall")
_SEASONAL = re.compile(r"(\d{4})-(winter|spring|summer|fall)")


def edition_key(edition: str | None) -> tuple[str, int, str]:
    """A sort key: by year, by season (a winter is named by the year it ends in), then as text; none comes first."""
    if not edition:
        return ("", 0, "")
    if found := _SEASONAL.fullmatch(edition):
        return (found[1], SEASONS.index(found[2]) + 1, "")
    return (edition[:4], 0, edition)
