"""Reading order of boxes: columns, rows, boxes within boxes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.layout.reading_order import in_reading_order

COLUMNS = {"head 1": (0, 0, 40, 8), "body 1": (0, 10, 40, 50), "head 2": (60, 0, 100, 8), "body 2": (60, 10, 100, 50)}
ROWS = {"label 1": (0, 0, 20, 10), "text 1": (22, 0, 100, 10), "label 2": (0, 30, 20, 40), "text 2": (22, 30, 100, 40)}
NESTED = {
    "frame": (0, 0, 100, 50), "a": (5, 20, 40, 45), "b": (55, 20, 95, 45), "below": (0, 60, 100, 70),
}  # fmt: skip
OVERLAPPING = {"upper": (0, 0, 60, 30), "lower": (20, 20, 100, 60)}


@pytest.mark.parametrize(
    "boxes", [COLUMNS, ROWS, NESTED, OVERLAPPING], ids=["columns", "rows", "nested", "overlapping"]
)
def test_boxes_are_read_as_a_person_reads_them(boxes):
    shuffled = sorted(boxes, key=lambda name: name[::-1])
    assert in_reading_order(shuffled, boxes.__getitem__) == list(boxes)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 20)] * 4), max_size=30))
def test_every_box_is_returned_once(corners):
    boxes = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in corners]
    order = in_reading_order(range(len(boxes)), boxes.__getitem__)
    assert sorted(order) == list(range(len(boxes)))


def test_too_many_boxes_are_read_from_the_top():
    boxes = [(0, 2 * n, 10, 2 * n + 1) for n in range(3000)]
    assert in_reading_order(range(3000), boxes.__getitem__) == list(range(3000))
