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
        directions = [_direction(char) for char in chars]
        counts: Counter[int] = Counter()
        straight = set()
        for one, count in Counter(directions).items():  # a page has few directions, and many letters
            if _is_straight(one):
                straight.add(one)
                counts[round(one / QUARTER) * QUARTER % 360] += count
        self.turn = max(EACH_QUARTER, key=lambda turn: counts[turn])
        kept = [char for char, one in zip(chars, directions, strict=True) if one in straight]
        self.chars = [self._char(char) for char in kept] if self.turn else kept
        aslant = (char["text"] for char, one in zip(chars, directions, strict=True) if one not in straight)
        self.slanted = "".join(aslant)

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
        left, top, right, bottom = self.box((char["x0"], char["top"], char["x1"], char["bottom"]))
        upright = _direction(char) % 180 == self.turn % 180
        return {**char, "x0": left, "x1": right, "top": top, "bottom": bottom, "doctop": top, "upright": upright,
                "width": right - left, "height": bottom - top}  # fmt: skip


def _direction(char: Char) -> float:
    """In which direction a letter is written, in degrees against the clock; 0 is from left to right."""
    return _degrees(*char["matrix"][:2])


@lru_cache(maxsize=1024)
def _degrees(a: float, b: float) -> float:
    """The direction of a line that goes on by `a` and up by `b`."""
    return math.degrees(math.atan2(b, a)) % 360


def _is_straight(direction: float) -> bool:
    off = direction % QUARTER
    return min(off, QUARTER - off) <= SLANT
