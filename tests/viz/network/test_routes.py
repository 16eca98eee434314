"""Lines between boxes: none passes behind a box that it does not join, whatever is drawn.

`ACCORD_ROUTED_GRAPHS` says how many random graphs are drawn (a few where it says nothing).
"""

from __future__ import annotations

import os
import random
from itertools import pairwise

import pytest

from viz.page.render import PAGE_FOLDER

GRAPHS = int(os.environ.get("ACCORD_ROUTED_GRAPHS", "30"))
CLEARANCE = 28, 18  # the least room between two boxes, across and down


@pytest.fixture(scope="module")
def route(browser):
    """Return a function that routes nets between blocks with the script of the page."""
    page = browser.new_page()
    page.set_content("<!doctype html><html lang=en><title>routes</title></html>")
    page.add_script_tag(content=(PAGE_FOLDER / "script" / "routes.js").read_text("utf-8"))
    yield lambda blocks, nets: page.evaluate("([blocks, nets]) => routeNets(blocks, nets)", [blocks, nets])
    page.close()


def random_graph(seed: int) -> tuple[list[dict], list[dict]]:
    """Rows of boxes of any size, some within an open box, and nets of two to five of them."""
    drawn = random.Random(seed)  # noqa: S311 (a graph, not a secret)
    blocks: list[dict] = []
    y = 0
    for row in range(drawn.randint(1, 6)):
        x, high = drawn.randint(0, 60), 0
        for _ in range(drawn.randint(1, 6)):
            size = {"width": drawn.randint(40, 220), "height": drawn.randint(24, 110)}
            blocks.append({"id": f"b{len(blocks)}", "x": x, "y": y + drawn.randint(0, 20), "parent": None, **size})
            x += size["width"] + CLEARANCE[0] + drawn.randint(0, 30)
            high = max(high, size["height"] + 20)
        y += high + CLEARANCE[1] + drawn.randint(0, 12)
        if row % 2 == 0 and drawn.random() < 0.7:
            own = [block for block in blocks if block["parent"] is None and block["y"] >= y - high - 60]
            y = wrap(blocks, own, y)
    names = [block["id"] for block in blocks if not block.get("open")]
    nets = []
    for number in range(drawn.randint(1, 24)):
        source, *targets = drawn.sample(names, min(len(names), drawn.randint(2, 5)))
        if targets:
            nets.append({"id": f"n{number}", "source": source, "targets": targets})
    return blocks, nets


def wrap(blocks: list[dict], own: list[dict], y: int) -> int:
    """Put the boxes of a row into an open one below all others; returns where the next row may begin."""
    for block in own:
        block["y"] += 200
        block["parent"] = f"open{y}"
    left, top = min(block["x"] for block in own) - 24, min(block["y"] for block in own) - 24
    right = max(block["x"] + block["width"] for block in own) + 24
    bottom = max(block["y"] + block["height"] for block in own) + 24
    size = {"width": right - left, "height": bottom - top}
    blocks.append({"id": f"open{y}", "x": left, "y": top, "parent": None, "open": True, **size})
    return bottom + 40


def crosses(points: list[list[float]], block: dict) -> bool:
    """Return whether a line with right angles passes over a block."""
    right, bottom = block["x"] + block["width"], block["y"] + block["height"]
    return any(
        max(one[0], other[0]) > block["x"]
        and min(one[0], other[0]) < right
        and max(one[1], other[1]) > block["y"]
        and min(one[1], other[1]) < bottom
        for one, other in pairwise(points)
    )


def behind(blocks: list[dict], nets: list[dict], routes: list[dict]) -> list[tuple[str, str]]:
    """Return the lines that pass over blocks that they do not join, which their ends are not in."""
    parents = {block["id"]: block["parent"] for block in blocks}
    found = []
    for line in routes:
        net = next(each for each in nets if each["id"] == line["net"])
        allowed = {net["source"], line["target"]} | {parents[each] for each in (net["source"], *net["targets"])}
        found += [
            (line["net"], each["id"]) for each in blocks if each["id"] not in allowed and crosses(line["points"], each)
        ]
    return found


@pytest.mark.parametrize("seed", range(0, GRAPHS, 10))
def test_no_line_passes_behind_a_box_of_a_random_graph(route, seed):
    for number in range(seed, seed + 10):
        blocks, nets = random_graph(number)
        routes = route(blocks, nets)
        assert len(routes) == sum(len(net["targets"]) for net in nets), number
        assert behind(blocks, nets, routes) == [], number
        for line in routes:
            pairs = pairwise(line["points"])
            assert all(abs(a[0] - b[0]) < 0.01 or abs(a[1] - b[1]) < 0.01 for a, b in pairs), number


def test_the_same_boxes_have_the_same_lines(route):
    blocks, nets = random_graph(7)
    assert route(blocks, nets) == route(blocks, nets)


def test_a_net_is_one_line_that_forks(route):
    blocks = [
        {"id": "hub", "x": 0, "y": 100, "width": 80, "height": 40, "parent": None},
        *({"id": f"m{at}", "x": 200, "y": at * 80, "width": 80, "height": 40, "parent": None} for at in range(3)),
    ]
    routes = route(blocks, [{"id": "n", "source": "hub", "targets": ["m0", "m1", "m2"]}])
    starts = {tuple(line["points"][0]) for line in routes}
    assert len(routes) == 3
    assert starts == {(80, 120)}


def test_lines_side_by_side_keep_a_distance(route):
    blocks = [
        {"id": f"{side}{at}", "x": x, "y": at * 60, "width": 80, "height": 40, "parent": None}
        for side, x in (("a", 0), ("b", 160))
        for at in range(4)
    ]
    nets = [{"id": f"n{at}", "source": f"a{at}", "targets": [f"b{3 - at}"]} for at in range(4)]
    upright = sorted(
        points[at][0]
        for points in (line["points"] for line in route(blocks, nets))
        for at in range(len(points) - 1)
        if abs(points[at][0] - points[at + 1][0]) < 0.01
    )
    assert all(b - a > 2 for a, b in pairwise(upright))
