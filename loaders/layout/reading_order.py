"""Reading order of boxes on a page: nested boxes after the one around them, the others by a recursive XY-cut.

The XY-cut divides a set of boxes along the widest free strip that runs through it, across or down; what is above or
left of the strip is read first (Nagy & Seth 1984, choosing the widest gap as in Meunier 2005).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

Item = TypeVar("Item")
Rectangle = tuple[float, float, float, float]  # left, top, right, bottom
MIN_SHARE_INSIDE: Final = 0.9  # of the area of a box that lies within another, from which on it is nested in that
MAX_BOXES: Final = 500  # on a page; more are ordered from top to bottom


def in_reading_order(
    items: Sequence[Item], rectangle_of: Callable[[Item], Rectangle], column_preference: float = 1.0
) -> list[Item]:
    """Return items in the order in which a person reads their rectangles.

    Args:
        items: in any order.
        rectangle_of: gives the rectangle of an item.
        column_preference: the factor of the width of a strip between columns, compared with one between rows.
    """
    boxes = [(rectangle_of(item), at) for at, item in enumerate(items)]
    if len(boxes) > MAX_BOXES:
        return [items[at] for _, at in _from_top(boxes)]
    parents = {at: _parent(box, boxes) for box in boxes for at in (box[1],)}
    return [items[at] for at in _order(None, boxes, parents, column_preference)]


_Box = tuple[Rectangle, int]  # and the place of its item


def _order(
    parent: int | None, boxes: Sequence[_Box], parents: dict[int, int | None], column_preference: float
) -> list[int]:
    """Return the places of the boxes nested in one, each followed by those nested in it."""
    inside = [box for box in boxes if parents[box[1]] == parent]
    ordered = _cut(inside, column_preference)
    return [place for _, at in ordered for place in (at, *_order(at, boxes, parents, column_preference))]


def _parent(box: _Box, boxes: Sequence[_Box]) -> int | None:
    """Return the place of the smallest larger box around a box; None where there is none."""
    around = [other for other in boxes if _area(other[0]) > _area(box[0]) and _share_inside(box[0], other[0])]
    return min(around, key=lambda other: (_area(other[0]), other[1]))[1] if around else None


def _share_inside(box: Rectangle, other: Rectangle) -> bool:
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    return width > 0 and height > 0 and width * height >= MIN_SHARE_INSIDE * _area(box)


def _area(box: Rectangle) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _cut(boxes: Sequence[_Box], column_preference: float) -> list[_Box]:
    if len(boxes) < 2:
        return list(boxes)
    gaps = [(*gap, axis) for axis in (1, 0) if (gap := _widest_gap([(box[axis], box[axis + 2]) for box, _ in boxes]))]
    if not gaps:
        return _from_top(boxes)
    _, place, axis = max(gaps, key=lambda gap: gap[0] * (1.0 if gap[2] else column_preference))
    first = [each for each in boxes if each[0][axis] < place]
    last = [each for each in boxes if each[0][axis] >= place]
    return [*_cut(first, column_preference), *_cut(last, column_preference)]


def _from_top(boxes: Sequence[_Box]) -> list[_Box]:
    return sorted(boxes, key=lambda box: (box[0][1], box[0][0], box[1]))


def _widest_gap(extents: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Return the width of the widest gap between extents, and where it ends; None where they leave no gap."""
    ranked = sorted(extents)
    best: tuple[float, float] | None = None
    reached = ranked[0][1]
    for start, stop in ranked:
        if start > ranked[0][0] and start >= reached and (best is None or start - reached > best[0]):
            best = start - reached, start
        reached = max(reached, stop)
    return best
