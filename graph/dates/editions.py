"""Seasons, and editions named by one: ``2022-winter`` comes before ``2022-spring``.

A winter is named by the year it ends in: winter 2022 is December 2021 to February 2022.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

SEASONS: Final = ("winter", "spring", "summer", "fall")  # in the order of the year that names them
FIRST_MONTHS: Final = {"winter": 12, "spring": 3, "summer": 6, "fall": 9}
SEASON_BY_WORD: Final = {  # folded words of both languages
    "winter": "winter", "hiver": "winter", "spring": "spring", "printemps": "spring",
    "summer": "summer", "ete": "summer", "fall": "fall", "autumn": "fall", "automne": "fall",
}  # fmt: skip
_SEASONAL: Final = re.compile(r"(\d{4})-(winter|spring|summer|fall|autumn)")


def season_of_edition(edition: str) -> tuple[int, str] | None:
    """Return the year and the season that an edition is named by; None for another identifier.

    >>> season_of_edition("2022-winter")
    (2022, 'winter')
    """
    found = _SEASONAL.fullmatch(edition)
    return (int(found[1]), SEASON_BY_WORD[found[2]]) if found else None


@lru_cache
def edition_key(edition: str | None) -> tuple[str, int, str]:
    """Return a sort key: by year, then season, then text; a missing edition comes first."""
    if not edition:
        return ("", 0, "")
    if found := season_of_edition(edition):
        return (edition[:4], SEASONS.index(found[1]) + 1, "")
    return (edition[:4], 0, edition)


def season_of_month(year: int, month: int) -> tuple[int, str]:
    """Return the season that a month lies in, after the year that names it.

    >>> season_of_month(2021, 12)
    (2022, 'winter')
    """
    return year + (month == FIRST_MONTHS["winter"]), SEASONS[month % 12 // 3]


def months_of_season(year: int, season: str) -> tuple[str, str]:
    """Return the first and the last month of the season that a year names.

    >>> months_of_season(2022, "winter")
    ('2021-12', '2022-02')
    """
    first = FIRST_MONTHS[season]
    return f"{year - (first == 12):04d}-{first:02d}", f"{year:04d}-{(first + 1) % 12 + 1:02d}"


def season_of_months(start: str, end: str) -> tuple[int, str] | None:
    """Return the year and the season that an interval of months is; None for any other interval.

    >>> season_of_months("2021-12", "2022-02")
    (2022, 'winter')
    """
    if len(start) != len("2021-12") or len(end) != len("2021-12"):
        return None
    found = season_of_month(int(start[:4]), int(start[5:]))
    return found if months_of_season(*found) == (start, end) else None
