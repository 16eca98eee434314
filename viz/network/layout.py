"""Where the boxes of the network stand: around a loop, hubs inside it. All lengths are CSS pixels.

Nothing here is random and nothing moves afterwards, so the same graph always looks the same, and boxes that do
not overlap here do not overlap on the page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

GAP = 16
ROOM = 180  # the least height between the top and the bottom row, so that hubs find a place
FONT_SIZE = 13
LINE_HEIGHT = 17
PADDING = 6
# Widths of Helvetica and Arial, in parts of the font size; every letter not named is as wide as an n.
_NARROW = dict.fromkeys("ijl.,:;'’|! ", 0.28) | dict.fromkeys("frt()-I", 0.36)
_WIDE = dict.fromkeys("mwMW", 0.88) | dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZÀÂÉÈÊËÎÏÔÙÛÇ", 0.73)
_WIDTHS = _NARROW | _WIDE


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its middle and its size."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box, gap: float = GAP) -> bool:
        """Whether two boxes are nearer to each other than the gap, in both directions."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + gap
            and abs(self.y - other.y) < (self.height + other.height) / 2 + gap
        )

    def at(self, x: float, y: float) -> Box:
        """The same box elsewhere."""
        return Box(x, y, self.width, self.height)


def text_width(text: str) -> float:
    """About how wide a line of text is."""
    return FONT_SIZE * sum(_WIDTHS.get(letter, 0.556) for letter in text)


def wrap(text: str, width: float, lines: int = 4) -> str:
    """The text broken into lines no wider than `width`; what does not fit the lines ends in an ellipsis."""
    broken = [""]
    for word in text.split():
        for number, piece in enumerate(re.findall(r"[^-]+-?|-", word)):  # a line may end after a hyphen
            longer = f"{broken[-1]}{'' if number else ' '}{piece}".strip()
            if text_width(longer) <= width or not broken[-1]:
                broken[-1] = longer
            else:
                broken.append(piece)
    broken = [_shorten(line, width) for line in broken]
    if len(broken) > lines:
        broken = [*broken[: lines - 1], _shorten(broken[lines - 1] + "…", width)]
    return "\n".join(broken)


def box_for(labels: Iterable[str], width: float) -> Box:
    """The box, of this width, that the tallest of these wrapped labels fits in; at the origin."""
    lines = max(label.count("\n") + 1 for label in labels)
    return Box(0, 0, width, lines * LINE_HEIGHT + 2 * PADDING)


def place(boxes: Sequence[Box], width: float) -> list[Box]:
    """The boxes around a loop, clockwise from the top left: a row, down the right edge, a row, up the left one.

    All boxes have the same width. The loop is as high as it must be for none to overlap.
    """
    if not boxes:
        return []
    across = max(1, min(int((width + GAP) / (boxes[0].width + GAP)), round(len(boxes) * 0.3)))
    sides = max(0, len(boxes) - 2 * across)
    top, right, bottom, left = _cut(boxes, [across, (sides + 1) // 2, across, sides // 2])
    row = _row(top, width, 0)
    down = _bottom(row) + GAP
    high = max(_height(right), _height(left), ROOM if sides else ROOM / 2)
    edge = boxes[0].width / 2
    return [
        *row,
        *_column(right, width - edge, down, high),
        *_row(bottom[::-1], width, down + high + GAP)[::-1],
        *_column(left[::-1], edge, down, high)[::-1],
    ]


def find_room(box: Box, x: float, y: float, taken: Sequence[Box], width: float) -> Box | None:
    """The free place for a box that is nearest to a point, searched in a spiral; None where there is none."""
    bottom = max((other.y + other.height / 2 for other in taken), default=y)
    for step in range(400):
        angle, far = step * 0.7, step * 0.8
        tried = box.at(x + far * math.cos(angle), y + far * math.sin(angle) * 0.7)
        inside = box.width / 2 <= tried.x <= width - box.width / 2 and box.height / 2 <= tried.y <= bottom
        if inside and not any(tried.overlaps(other) for other in taken):
            return tried
    return None


def _shorten(line: str, width: float) -> str:
    """A line that is too wide, cut and ended with an ellipsis."""
    if text_width(line) <= width:
        return line
    line = line.rstrip("…")
    while line and text_width(line + "…") > width:
        line = line[:-1]
    return line.rstrip() + "…"


def _cut(boxes: Sequence[Box], sizes: Sequence[int]) -> list[list[Box]]:
    """The boxes in consecutive groups of these sizes."""
    ends = list(accumulate(sizes))
    return [list(boxes[end - size : end]) for end, size in zip(ends, sizes, strict=True)]


def _row(boxes: Sequence[Box], width: float, top: float) -> list[Box]:
    """The boxes side by side over the whole width, their middles on one line."""
    middle = top + max((box.height for box in boxes), default=0) / 2
    share = width / max(len(boxes), 1)
    return [box.at(round(share * (at + 0.5)), round(middle)) for at, box in enumerate(boxes)]


def _column(boxes: Sequence[Box], x: float, top: float, high: float) -> list[Box]:
    """The boxes one under the other, spread over a height."""
    apart = (high - sum(box.height for box in boxes)) / (len(boxes) + 1)
    gap = max(apart, GAP)
    y = top + apart if apart >= GAP else top
    placed = []
    for box in boxes:
        placed.append(box.at(round(x), round(y + box.height / 2)))
        y += box.height + gap
    return placed


def _height(boxes: Sequence[Box]) -> float:
    """How high boxes are when stacked with the least gap."""
    return sum(box.height + GAP for box in boxes) - GAP if boxes else 0


def _bottom(boxes: Sequence[Box]) -> float:
    return max((box.y + box.height / 2 for box in boxes), default=0)
