"""Place the boxes of the network around a loop, with hubs inside it. All lengths are CSS pixels.

The layout is deterministic and static: the same graph always looks the same, and boxes never overlap.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

GAP = 32  # room for lines
MIN_LOOP_HEIGHT = 220  # between the top and the bottom row, for the hubs
FONT_SIZE = 13
LINE_HEIGHT = 17
PADDING = 6
# Widths of Helvetica and Arial relative to the font size; other letters are as wide as an n.
_NARROW = dict.fromkeys("ijl.,:;'’|! ", 0.28) | dict.fromkeys("frt()-I", 0.36)
_WIDE = dict.fromkeys("mwMW", 0.88) | dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZÀÂÉÈÊËÎÏÔÙÛÇ", 0.73)
_WIDTHS = _NARROW | _WIDE


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its centre and size."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box, gap: float = GAP) -> bool:
        """Return whether two boxes are closer than the gap in both directions."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + gap
            and abs(self.y - other.y) < (self.height + other.height) / 2 + gap
        )

    def at(self, x: float, y: float) -> Box:
        """Return the same box at another position."""
        return Box(x, y, self.width, self.height)


def text_width(text: str) -> float:
    """Return the approximate width of a line of text."""
    return FONT_SIZE * sum(_WIDTHS.get(letter, 0.556) for letter in text)


def wrap_label(text: str, width: float, lines: int = 4) -> str:
    """Return text wrapped to a width and number of lines; longer text ends in an ellipsis."""
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


def make_box(labels: Iterable[str], width: float) -> Box:
    """Return a box at the origin in which the tallest of the wrapped labels fits."""
    lines = max(label.count("\n") + 1 for label in labels)
    return Box(0, 0, width, lines * LINE_HEIGHT + 2 * PADDING)


def place_boxes(boxes: Sequence[Box], width: float) -> list[Box]:
    """Return the boxes around a loop, clockwise from the top left.

    All boxes have the same width. The loop is as high as needed to avoid overlaps.
    """
    if not boxes:
        return []
    across = max(1, min(int((width + GAP) / (boxes[0].width + GAP)), round(len(boxes) * 0.3)))
    sides = max(0, len(boxes) - 2 * across)
    top, right, bottom, left = _split_groups(boxes, [across, (sides + 1) // 2, across, sides // 2])
    row = _place_row(top, width, 0)
    down = _bottom(row) + GAP
    high = max(_stack_height(right), _stack_height(left), MIN_LOOP_HEIGHT if sides else MIN_LOOP_HEIGHT / 2)
    edge = boxes[0].width / 2
    return [
        *row,
        *_place_column(right, width - edge, down, high),
        *_place_row(bottom[::-1], width, down + high + GAP)[::-1],
        *_place_column(left[::-1], edge, down, high)[::-1],
    ]


def find_room(box: Box, x: float, y: float, taken: Sequence[Box], width: float) -> Box | None:
    """Return the free position for a box that is nearest to a point, searched in a spiral, or None."""
    bottom = max((other.y + other.height / 2 for other in taken), default=y)
    for step in range(400):
        angle, far = step * 0.7, step * 0.8
        tried = box.at(x + far * math.cos(angle), y + far * math.sin(angle) * 0.7)
        inside = box.width / 2 <= tried.x <= width - box.width / 2 and box.height / 2 <= tried.y <= bottom
        if inside and not any(tried.overlaps(other) for other in taken):
            return tried
    return None


def _shorten(line: str, width: float) -> str:
    """Return a line shortened to a width, with an ellipsis."""
    if text_width(line) <= width:
        return line
    line = line.rstrip("…")
    while line and text_width(line + "…") > width:
        line = line[:-1]
    return line.rstrip() + "…"


def _split_groups(boxes: Sequence[Box], sizes: Sequence[int]) -> list[list[Box]]:
    """Return the boxes in consecutive groups of given sizes."""
    ends = list(accumulate(sizes))
    return [list(boxes[end - size : end]) for end, size in zip(ends, sizes, strict=True)]


def _place_row(boxes: Sequence[Box], width: float, top: float) -> list[Box]:
    """Return the boxes side by side over the whole width, with their centres on one line."""
    middle = top + max((box.height for box in boxes), default=0) / 2
    share = width / max(len(boxes), 1)
    return [box.at(round(share * (at + 0.5)), round(middle)) for at, box in enumerate(boxes)]


def _place_column(boxes: Sequence[Box], x: float, top: float, high: float) -> list[Box]:
    """Return the boxes one below the other, spread over a height."""
    spacing = (high - sum(box.height for box in boxes)) / (len(boxes) + 1)
    gap = max(spacing, GAP)
    y = top + spacing if spacing >= GAP else top
    placed = []
    for box in boxes:
        placed.append(box.at(round(x), round(y + box.height / 2)))
        y += box.height + gap
    return placed


def _stack_height(boxes: Sequence[Box]) -> float:
    """Return the height of boxes that are stacked with the smallest gap."""
    return sum(box.height + GAP for box in boxes) - GAP if boxes else 0


def _bottom(boxes: Sequence[Box]) -> float:
    return max((box.y + box.height / 2 for box in boxes), default=0)
