"""Boxes of the network never overlap and never leave the drawing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viz.network.diagram import BOX_WIDTH, MAX_JURISDICTIONS, MAX_LINES, MAX_NODES, WIDTH, draw_overview
from viz.network.layout import Box, find_room, place_boxes, text_width, wrap_label
from viz.page.model import build_page_data

heights = st.lists(st.integers(29, 97), max_size=MAX_JURISDICTIONS)


@given(heights)
def test_a_loop_has_no_overlap(heights):
    placed = place_boxes([Box(0, 0, BOX_WIDTH, height) for height in heights], WIDTH)
    assert len(placed) == len(heights)
    for at, one in enumerate(placed):
        assert 0 <= one.x - one.width / 2 <= one.x + one.width / 2 <= WIDTH
        assert not any(one.overlaps(other, gap=8) for other in placed[:at])


@given(heights.filter(bool), st.integers(0, WIDTH), st.integers(0, 600))
def test_found_room_is_free(heights, x, y):
    taken = place_boxes([Box(0, 0, 138, height) for height in heights], WIDTH)
    found = find_room(Box(0, 0, 150, 46), x, y, taken, WIDTH)
    assert found is None or not any(found.overlaps(other) for other in taken)


@given(st.text(), st.integers(40, 200), st.integers(1, 5))
def test_wrapped_lines_fit(text, width, lines):
    wrapped = wrap_label(text, width, lines).split("\n")
    assert len(wrapped) <= lines
    assert all(text_width(line) <= width for line in wrapped)


def test_wrapping_keeps_the_words_where_they_fit():
    assert (
        wrap_label("Employment and Social Development Canada", 126).replace("\n", " ")
        == "Employment and Social Development Canada"
    )


def test_a_partnership_of_three_is_one_hub(document, opportunities):
    drawing = draw_overview(build_page_data(document, opportunities))
    spokes = [edge for edge in drawing["edges"] if edge["to"] == "partnership:0"]
    assert len(spokes) == 3
    assert {edge["kind"] for edge in spokes} == {"partnership"}


def test_no_box_stands_on_another(document, opportunities):
    drawing = draw_overview(build_page_data(document, opportunities))
    boxes = [Box(node["x"], node["y"], *node["box"]) for node in drawing["nodes"]]
    assert len(boxes) == 13
    assert not any(one.overlaps(other, gap=28) for at, one in enumerate(boxes) for other in boxes[:at])


def test_a_crowd_of_partnerships_is_drawn_within_limits(document):
    names = [row["id"] for row in document["jurisdictions"]]
    crowd = [
        {"id": f"p{at}", "members": [{"jurisdiction": names[(at + step) % 8], "role": "partner"} for step in (0, 1, 3)]}
        for at in range(500)
    ]
    drawing = draw_overview(build_page_data({**document, "partnerships": crowd}, []))
    boxes = [Box(node["x"], node["y"], *node["box"]) for node in drawing["nodes"]]
    assert len(boxes) <= MAX_NODES
    assert len(drawing["edges"]) <= MAX_LINES + 3
    assert not any(one.overlaps(other, gap=28) for at, one in enumerate(boxes) for other in boxes[:at])


def test_those_with_partners_come_first_when_there_are_too_many(document):
    crowd = [{"id": f"TOWN-{at}", "level": "municipal", "names": {"en": f"Town {at}"}} for at in range(50)]
    editions = [
        {
            **document["editions"][0],
            "submissions": [{"jurisdiction": row["id"], "received": True, "approval": "public"} for row in crowd],
        }
    ]
    data = build_page_data({**document, "jurisdictions": document["jurisdictions"] + crowd, "editions": editions}, [])
    drawn = [
        node["labels"]["en"].replace("\n", " ")
        for node in draw_overview(data)["nodes"]
        if node["group"] == "jurisdiction"
    ]
    assert len(drawn) == MAX_JURISDICTIONS
    assert {"Statistics Canada", "British Columbia", "Alberta"} <= set(drawn)


def test_a_line_may_end_after_a_hyphen():
    assert wrap_label("Colombie-Britannique", text_width("Colombie-Br")) == "Colombie-\nBritannique"
