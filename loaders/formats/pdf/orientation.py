"""Pages whose text runs sideways or upside down, turned so that it runs from left to right; slanted text put aside."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from loaders.formats.pdf.characters import Char
    from loaders.formats.pdf.words import Box

QUARTER: Final = 90
SLANT: Final = 4  # degrees off from which text runs aslant
EACH_QUARTER: Final = (0, 90, 180, 270)


class Turned:
    """A page as its reader holds it: turned by quarters until most of its text runs from left to right.

    Args:
        chars: its letters.
        width: its width before it is turned.
        height: its height before it is turned.

    Attributes:
        chars: the letters in the turned page, without slanted ones such as watermarks.
        slanted: the text of those.
    """

    def __init__(self, chars: list[Char], width: float, height: float) -> None:
        self._width, self._height = width, height
        counts: Counter[int] = Counter()
        slanted = set()
        for direction, count in Counter(char.direction for char in chars).items():
            degrees = _degrees(*direction)
            if _is_straight(degrees):
                counts[round(degrees / QUARTER) * QUARTER % 360] += count
            else:
                slanted.add(direction)
        self.turn = max(EACH_QUARTER, key=lambda turn: counts[turn])
        kept = [char for char in chars if char.direction not in slanted] if slanted else chars
        self.chars = [self._char(char) for char in kept] if self.turn else kept
        self.slanted = "".join(char.text for char in chars if char.direction in slanted)

    @property
    def width(self) -> float:
        """The width once it is turned."""
        return self._height if self.turn in (90, 270) else self._width

    @property
    def height(self) -> float:
        """The height once it is turned."""
        return self._width if self.turn in (90, 270) else self._height

    def box(self, box: Box) -> Box:
        """The place of a box in the turned page."""
        left, top, right, bottom = box
        if self.turn == 90:  # text runs upwards
            return self._height - bottom, left, self._height - top, right
        if self.turn == 180:
            return self._width - right, self._height - bottom, self._width - left, self._height - top
        if self.turn == 270:  # text runs downwards
            return top, self._width - right, bottom, self._width - left
        return box

    def _char(self, char: Char) -> Char:
        left, top, right, bottom = self.box((char.left, char.top, char.right, char.bottom))
        upright = _degrees(*char.direction) % 180 == self.turn % 180
        return char._replace(left=left, top=top, right=right, bottom=bottom, is_upright=upright)


@lru_cache(maxsize=1024)
def _degrees(right: float, up: float) -> float:
    """In which direction a line runs, in degrees against the clock; 0 is from left to right."""
    return math.degrees(math.atan2(up, right)) % 360


def _is_straight(direction: float) -> bool:
    off = direction % QUARTER
    return min(off, QUARTER - off) <= SLANT
