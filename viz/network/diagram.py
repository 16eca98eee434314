"""Lay out who works with whom for `viz.network.pyvis`: boxes at fixed positions and the edges between them.

The explorer page lays out its own network (`viz/page/script/scene.js`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.values import LANGUAGES
from viz.network import layout
from viz.network.layout import Box
from viz.wording import PageWording

MAX_NODES = 60
MAX_JURISDICTIONS = 30
CROWDED_PARTNERSHIPS = 24  # from this many partnerships on, only the most connected are drawn
MAX_CROWDED_JURISDICTIONS = 16
MAX_CROWDED_HUBS = 12
MAX_OPPORTUNITIES = 5
MAX_LINES = 90
MAX_HUBS_WITHOUT_ROOM = 6  # stop searching after this many hubs found no room
WIDTH = 900
BOX_WIDTH = 138
_HUB_WIDTH = 150
_SLACK = 2 * layout.PADDING + 8  # free space in a line, since fonts differ a little


def draw_overview(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the jurisdictions, their partnerships and the best opportunities as nodes and edges.

    Returns ``{"width", "height", "nodes", "edges", "left"}``; `left` is the number of jurisdictions and
    partnerships that are not drawn.

    Args:
        data: the result of `build_page_data`.
    """
    drawing = _draw_nodes(data)
    return {
        "width": WIDTH,
        "height": drawing.height,
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "left": drawing.left,
    }


@dataclass(slots=True)
class _Drawing:
    """The nodes, edges and boxes of a drawing."""

    nodes: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)
    left: int = 0

    @property
    def height(self) -> int:
        return round(max((box.y + box.height / 2 for box in self.boxes.values()), default=0))

    def add(self, identifier: str, group: str, labels: Mapping[str, str], box: Box) -> None:
        """Add a node with labels by language."""
        self.boxes[identifier] = box
        self.nodes.append(
            {
                "id": identifier,
                "group": group,
                "labels": dict(labels),
                "x": box.x,
                "y": box.y,
                "box": [box.width, box.height],
            }
        )

    def join(self, kind: str, start: str, end: str) -> None:
        """Add an edge."""
        self.edges.append({"from": start, "to": end, "kind": kind})


def _draw_nodes(data: Mapping[str, Any]) -> _Drawing:
    drawing = _Drawing()
    crowd = len(data["partnerships"]) > CROWDED_PARTNERSHIPS
    drawable = [place for place, row in enumerate(data["jurisdictions"]) if row["state"] != "missing"]
    chosen = _most_connected(data, drawable, MAX_CROWDED_JURISDICTIONS if crowd else MAX_JURISDICTIONS)
    drawing.left = len(drawable) - len(chosen)
    labels = [_labels(data["jurisdictions"][place]["names"], BOX_WIDTH - _SLACK) for place in chosen]
    boxes = layout.place_boxes([layout.make_box(each.values(), BOX_WIDTH) for each in labels], WIDTH)
    for place, label, box in zip(chosen, labels, boxes, strict=True):
        drawing.add(f"jurisdiction:{place}", "jurisdiction", label, box)
    nodes = {data["jurisdictions"][place]["id"]: f"jurisdiction:{place}" for place in chosen}
    _add_partnerships(drawing, data, nodes, MAX_CROWDED_HUBS if crowd else MAX_NODES)
    _add_opportunities(drawing, data, nodes)
    return drawing


def _most_connected(data: Mapping[str, Any], drawable: list[int], most: int) -> list[int]:
    """Return the indexes of the jurisdictions to draw, in the order of the matrix."""
    partners = Counter(member["jurisdiction"] for row in data["partnerships"] for member in row["members"])
    leads = Counter(row.get("lead") for row in data["initiatives"])

    def weight(place: int) -> tuple[int, int, int]:
        identifier = data["jurisdictions"][place]["id"]
        return -partners[identifier], -leads[identifier], place

    return sorted(sorted(drawable, key=weight)[:most])


def _labels(texts: Mapping[str, str], width: float, lines: int = 5) -> dict[str, str]:
    return {code: layout.wrap_label(PageWording(code).pick(texts)[0], width, lines) for code in LANGUAGES}


def _add_partnerships(drawing: _Drawing, data: Mapping[str, Any], nodes: Mapping[str, str], most: int) -> None:
    """Each partnership as one hub with a line to each member; where there is no room, lines from its first member.

    Those all of whose members are drawn come first, since a hub without some would say that they take no part; of
    these the first of each lead, then the second, so that one who leads many does not fill the drawing.
    """
    titles = {row["id"]: row["titles"] for row in data["initiatives"]}
    drawn: set[tuple[str, str]] = set()
    crowded = shown = 0
    absent = [sum(each["jurisdiction"] not in nodes for each in row["members"]) for row in data["partnerships"]]
    of_lead: Counter[tuple[int, str]] = Counter()
    order = []
    for place, row in enumerate(data["partnerships"]):
        lead = absent[place], row["members"][0]["jurisdiction"] if row["members"] else ""
        order.append((absent[place], of_lead[lead], place))
        of_lead[lead] += 1
    for _, _, place in sorted(order):
        row = data["partnerships"][place]
        members = [nodes[each["jurisdiction"]] for each in row["members"] if each["jurisdiction"] in nodes]
        if len(members) < 2 or len(drawn) >= MAX_LINES or shown >= most:
            drawing.left += 1
            continue
        shown += 1
        hub = f"partnership:{place}"
        room = len(drawing.nodes) < MAX_NODES and crowded < MAX_HUBS_WITHOUT_ROOM
        if room and _add_hub(drawing, hub, titles.get(row.get("initiative"), {}), members):
            lines = {(member, hub) for member in members}
        else:
            crowded += 1
            lines = {(members[0], member) for member in members[1:]}
        for start, end in sorted(lines - drawn):
            drawing.join("partnership", start, end)
        drawn |= lines


def _add_hub(drawing: _Drawing, hub: str, titles: Mapping[str, str], members: Sequence[str]) -> bool:
    """Place a partnership near the middle of its members: with its title if there is room, otherwise as a diamond."""
    taken = list(drawing.boxes.values())
    around = [drawing.boxes[member] for member in members]
    x = sum(box.x for box in around) / len(around)
    y = sum(box.y for box in around) / len(around)
    # Move it towards the centre of the loop, so that lines do not run along the loop.
    x, y = (x * 2 + WIDTH / 2) / 3, (y * 2 + drawing.height / 2) / 3
    if titles:
        labels = _labels(titles, _HUB_WIDTH - _SLACK, lines=3)
        box = layout.make_box(labels.values(), _HUB_WIDTH)
        if found := layout.find_room(box, x, y, taken, WIDTH):
            drawing.add(hub, "initiative", labels, _rounded(found))
            return True
    if found := layout.find_room(Box(0, 0, 16, 16), x, y, taken, WIDTH):
        drawing.add(hub, "partnership", {}, _rounded(found))
        return True
    return False


def _rounded(box: Box) -> Box:
    return box.at(round(box.x), round(box.y))


def _add_opportunities(drawing: _Drawing, data: Mapping[str, Any], nodes: Mapping[str, str]) -> None:
    """Add the best opportunities between drawn jurisdictions, one line per pair."""
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    for row in data["opportunities"]:
        if row["for"] in nodes and row["with"] in nodes and row["for"] != row["with"]:
            pairs.setdefault(frozenset((row["for"], row["with"])), (nodes[row["for"]], nodes[row["with"]]))
    for start, end in list(pairs.values())[:MAX_OPPORTUNITIES]:
        drawing.join("opportunity", start, end)
