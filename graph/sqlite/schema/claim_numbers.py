"""Numbers of claims without gaps: a gap would show how much an audience does not see."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.store import SqlView


class ClaimNumbers:
    """The numbers of claims in a file, and those from 1 on in a copy for an audience.

    A mention is visible as a whole, so the number of its first claim gives those of the others.

    Args:
        ranges: the numbers of the first and the last claim of each mention that the audience sees, in order.
    """

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._file, self._copy, count = array("q"), array("q"), 0
        for first, last in ranges:
            self._file.append(first)
            self._copy.append(count + 1)
            count += last - first + 1

    def in_copy(self, number: int) -> int:
        """Return the number in the copy of a claim with a number in the file."""
        at = bisect_right(self._file, number) - 1
        return self._copy[at] + number - self._file[at]

    def in_file(self, number: int) -> int:
        """Return the number in the file of a claim with a number in the copy; unchanged if there is no such claim."""
        at = bisect_right(self._copy, number) - 1
        return self._file[at] + number - self._copy[at] if at >= 0 else number


def read_claim_numbers(view: SqlView) -> ClaimNumbers:
    """Return the numbers of the claims that the audience of a view sees."""
    return ClaimNumbers(view.stream("SELECT first, last FROM mention ORDER BY first")[1])
