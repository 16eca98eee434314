"""Seasons, and editions named by one: ``2022-winter`` comes before ``2022-spring``.

A winter is named by the year it ends in: winter 2022 is December 2021 to February 2022.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SEASONS: Final = ("winter", "spring", "summer", "fall")  # in the order of the year that names them
FIRST_MONTHS: Final = {"winter": 12, "spring": 3, "summer": 6, "fall": 9}
SEASON_BY_WORD: Final = {  # folded words of both languages
    "winter": "winter", "hiver": "winter", "spring": "spring", "printemps": "spring",
    "summer": "summer", "ete": "summer", "fall": "fall", "autumn": "fall", "automne": "fall",
}  # fmt: skip
MAX_EDITIONS: Final = 6  # editions up to which all are offered for one that is unknown
NEAR_EDITIONS: Final = 3  # offered of more editions, where none is of the year that was typed
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


def near_editions(typed: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the editions to offer for one that is unknown: those of its year or its season, else the nearest ones.

    Args:
        typed: what was typed, folded, and as an identifier where it names a season and a year.
        known: the editions, in order of time.
    """
    year = re.search(r"\b(?:19|20)\d\d\b", typed)
    season = next((SEASON_BY_WORD[word] for word in re.findall("[a-z]+", typed) if word in SEASON_BY_WORD), None)
    if year and (same := [one for one in known if one.startswith(year[0])]):
        return tuple(same)
    if len(known) <= MAX_EDITIONS:
        return tuple(known)
    if year:
        place = _place_in_time(f"{year[0]}-{season}" if season else year[0])
        return tuple(sorted(known, key=lambda one: abs(_place_in_time(one) - place))[:NEAR_EDITIONS])
    same = [one for one in known if season and one.endswith(f"-{season}")]
    return tuple((same or known)[: -NEAR_EDITIONS - 1 : -1])


def _place_in_time(edition: str) -> float:
    """Return the year of an edition, with a part of it for its season."""
    year, season, _rest = edition_key(edition)
    return float(year) + season / 8 if year.isdecimal() else 0.0
