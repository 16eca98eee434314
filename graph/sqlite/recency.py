"""The weights of partnerships by their recency.

Partnerships count 1/2 to the power of their age in half-lives, relative to the latest day in an audience's graph. So
that a new latest day does not change all rows, sums are stored relative to a fixed day, and multiplied when they are
read. A partnership without a day counts as one half-life old.
"""

from __future__ import annotations

from math import ldexp
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

HALF_LIFE_MONTHS: Final = 12.0  # after this time a partnership counts half
_FIXED_MONTH: Final = 2_000 * 12.0
_MAX_DISTANCE: Final = 400 * 12.0  # from the fixed month, so that weights are finite
EXACT_BITS: Final = 460  # the smallest weight is 2^-400, and a number has 53 bits
_LATEST_DAY: Final = """
SELECT max(day) FROM partnership_day WHERE audience = ? AND day GLOB '[0-9][0-9][0-9][0-9]*'
"""


def latest_day(connection: Connection, audience: int) -> str:
    """Return the latest day since when a partnership is known in an audience's graph; empty if none has a day."""
    return connection.execute(_LATEST_DAY, (audience,)).fetchone()[0] or ""


def stored_weight(day: str) -> float | None:
    """Return the weight of a day relative to the fixed month; None without a day."""
    if not day[:4].isdecimal():
        return None
    distance = max(-_MAX_DISTANCE, min(month_number(day) - _FIXED_MONTH, _MAX_DISTANCE))
    return float(2.0 ** (distance / HALF_LIFE_MONTHS))


def exact_weight(day: str) -> int | None:
    """Return the stored weight of a day as an integer, in units of 2^-`EXACT_BITS`; None without a day.

    Sums of such integers do not depend on their order, and what was added can be subtracted.
    """
    weight = stored_weight(day)
    return None if weight is None else int(ldexp(weight, EXACT_BITS))


def rounded(exact: int) -> float:
    """Return the number nearest to a sum of exact weights."""
    return exact / (1 << EXACT_BITS)


def fading_factor(latest: str) -> float:
    """Return what stored weights are multiplied by to be relative to the latest day."""
    return 1.0 / (stored_weight(latest) or 1.0)


def recency_weight(day: str, today: str) -> float:
    """Return 1/2 to the power of an age in half-lives; an unknown date counts as one half-life ago."""
    if not day[:4].isdecimal() or not today[:4].isdecimal():
        return 0.5
    return float(0.5 ** (max(0.0, month_number(today) - month_number(day)) / HALF_LIFE_MONTHS))


def month_number(day: str) -> float:
    """Return the months since year 0 of a day, month or year (an edition such as "2022-winter" counts as its year)."""
    month, date = day[5:7], day[8:10]
    whole = int(day[:4]) * 12 + (int(month) - 1 if month.isdecimal() else 0)
    return whole + (int(date) / 31 if date.isdecimal() else 0)
