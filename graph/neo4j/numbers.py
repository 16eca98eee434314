"""Numbers of claims and sources on a server: in the order of the file, with equal distances.

Those of the file have gaps where an audience does not see something, and would tell how much; numbers without gaps
would all change with the first claim. So a copy is numbered with distances, and what comes later gets numbers between.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

STEP: Final = 1 << 10  # between two claims of a large graph; a server stores numbers below 2^35 in half the space
MAX_STEP: Final = 1 << 18
_MOST: Final = 1 << 34  # a graph whose numbers stay below it gets larger distances
# decided claims are numbered above all others (`graph.values`), here too, so that sources can be added before them
_REGION_BITS: Final = 60
_REGION: Final = 1 << 44
NumberRange = tuple[int, int, int, int]  # first and last in the file, the number of the first, the distance


class NoRoomError(Exception):
    """There are not enough numbers between two others: the graph has to be numbered anew; never shown to users."""


def step_for(total: int) -> int:
    """Return the distance of numbers in a graph of so many claims."""
    step = MAX_STEP
    while step > STEP and step * total > _MOST:
        step >>= 1
    return step


@dataclass(slots=True)
class CopyNumbers:
    """A mapping of numbers in a file to numbers on a server, which keeps their order.

    Args:
        ranges: what is numbered already, in order.
        step: the distance of numbers at the end.
    """

    ranges: list[NumberRange] = field(default_factory=list)
    step: int = STEP
    _firsts: list[int] = field(default_factory=list)
    # the range in which a number was found: most are followed by others of the same
    _latest: NumberRange = field(default=(0, -1, 0, 0), compare=False)

    def __post_init__(self) -> None:
        self._firsts = [one[0] for one in self.ranges]

    def find(self, number: int) -> int | None:
        """Return the number on the server, or None if there is none."""
        at = bisect_right(self._firsts, number) - 1
        if at < 0 or number > self.ranges[at][1]:
            return None
        first, _, start, step = self.ranges[at]
        return start + (number - first) * step

    def __getitem__(self, number: int) -> int:
        first, last, start, step = self._latest
        if not first <= number <= last:
            if self.find(number) is None:
                raise KeyError(number)
            first, last, start, step = self._latest = self.ranges[bisect_right(self._firsts, number) - 1]
        return start + (number - first) * step

    def step_at(self, number: int) -> int:
        """Return the distance from a number on the server to the next of the same mention."""
        return self.ranges[bisect_right(self._firsts, number) - 1][3]

    def extend(self, wanted: Iterable[tuple[int, int]]) -> list[NumberRange]:
        """Number what has no number yet; return the new ranges.

        Args:
            wanted: first and last numbers in the file, in order, each of claims that stay together.

        Raises:
            NoRoomError: there are not enough numbers between two others.
        """
        added: list[NumberRange] = []
        for at, missing in _by_gap(self._firsts, _joined(one for one in wanted if self.find(one[0]) is None)):
            added += self._number(at, missing)
        self.ranges = sorted([*self.ranges, *added])
        self._firsts = [one[0] for one in self.ranges]
        return added

    def _number(self, at: int, missing: list[tuple[int, int]]) -> Iterator[NumberRange]:
        """Number ranges that come before the range at an index."""
        region = missing[0][0] >> _REGION_BITS
        before = region * _REGION
        if at:
            _, last, start, step = self.ranges[at - 1]
            before = max(before, start + (last - self.ranges[at - 1][0]) * step)
        step = self.step
        if at < len(self.ranges) and self.ranges[at][0] >> _REGION_BITS == region:
            count = sum(last - first + 1 for first, last in missing)
            step = min(step, (self.ranges[at][2] - before) // (count + 1))
            if step < 1:
                raise NoRoomError
        number = before + step
        for first, last in missing:
            yield first, last, number, step
            number += (last - first + 1) * step


def _by_gap(firsts: list[int], missing: Iterable[tuple[int, int]]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Group ranges by the existing range before which they come, and by region."""
    place, group = (-1, 0), list[tuple[int, int]]()
    for one in missing:
        where = (bisect_right(firsts, one[0]), one[0] >> _REGION_BITS)
        if where != place and group:
            yield place[0], group
            group = []
        place = where
        group.append(one)
    if group:
        yield place[0], group


def _joined(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join ranges that follow each other."""
    current: tuple[int, int] | None = None
    for first, last in ranges:
        if current and first == current[1] + 1:
            current = (current[0], last)
            continue
        if current:
            yield current
        current = (first, last)
    if current:
        yield current
