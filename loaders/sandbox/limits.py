"""Limits of time and memory for reading a file, which two environment variables set."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from graph.errors import UsageError

SECONDS: Final = "ACCORD_READ_SECONDS"
MEGABYTES: Final = "ACCORD_READ_MEGABYTES"
_USUAL: Final = {SECONDS: 60, MEGABYTES: 1024}
MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """For one file: seconds to read it, and megabytes that it, what it unpacks to, or its reading may take."""

    seconds: int
    megabytes: int

    @property
    def bytes(self) -> int:
        """The megabytes as bytes."""
        return self.megabytes * MILLION


def limits() -> Limits:
    """The limits in force.

    Raises:
        UsageError: a variable does not hold a number.
    """
    return Limits(_number(SECONDS), _number(MEGABYTES))


def _number(name: str) -> int:
    given = os.environ.get(name, "")
    if not given:
        return _USUAL[name]
    if not given.isascii() or not given.isdecimal() or not 1 <= int(given) <= MILLION:
        raise UsageError(
            "{variable} is “{given}”; set it to a whole number from 1 to {most}.",
            variable=name,
            given=given,
            most=MILLION,
        )
    return int(given)
