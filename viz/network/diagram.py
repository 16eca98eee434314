"""The overview of who works with whom: boxes with fixed places, and the lines between them.

The page draws it as SVG; `viz.network.pyvis` hands the same drawing to those who work with pyvis.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.values import LANGUAGES
from viz.network import layout
from viz.network.layout import Box
from viz.wording import Words

MOST_NODES = 60
MOST_JURISDICTIONS = 30
CROWD = 24  # partnerships from which on the drawing is of the most connected, or nobody could read it
MOST_OF_CROWD = 16  # jurisdictions,
MOST_HUBS_OF_CROWD = 12  # and partnerships between them
MOST_OPPORTUNITIES = 5
MOST_LINES = 90
MOST_CROWDED = 6  # partnerships that find no room for a hub, after which none is looked for
WIDE, NARROW = 640, 300
_BOX_WIDTHS = {WIDE: 138, NARROW: 116}
_HUB_WIDTH = 150
_SLACK = 2 * layout.PADDING + 8  # what a line leaves free: fonts differ a little


def overview(data: Mapping[str, Any], width: int) -> dict[str, Any]:
    """The jurisdictions, their partnerships and the best opportunities.

    Returns ``{"width", "height", "nodes", "edges", "left"}``; `left` is how many jurisdictions and partnerships have
    no room.

    Args:
        data: what `page_data` makes.
        width: how wide the drawing is, in CSS pixels: `WIDE` or `NARROW`.
    """
    drawing = _draw(data, width)
    return {
        "width": width,
        "height": drawing.height,
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "left": drawing.left,
    }


@dataclass(slots=True)
class _Drawing:
    """Nodes and edges as the page has them, and where the boxes stand."""

    width: int
    nodes: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)
    left: int = 0

    @property
    def height(self) -> int:
        return round(max((box.y + box.height / 2 for box in self.boxes.values()), default=0))

    def add(self, identifier: str, group: str, labels: Mapping[str, str], box: Box) -> None:
        """A node; `labels` by language, the page shows the reader's."""
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
        """A line from one node to another."""
        self.edges.append({"from": start, "to": end, "kind": kind})


def _draw(data: Mapping[str, Any], width: int) -> _Drawing:
    drawing = _Drawing(width)
    crowd = len(data["partnerships"]) > CROWD
    drawable = [place for place, row in enumerate(data["jurisdictions"]) if row["state"] != "missing"]
    chosen = _most_connected(data, drawable, MOST_OF_CROWD if crowd else MOST_JURISDICTIONS)
    drawing.left = len(drawable) - len(chosen)
    box_width = _BOX_WIDTHS[width]
    labels = [_labels(data["jurisdictions"][place]["names"], box_width - _SLACK) for place in chosen]
    boxes = layout.place([layout.box_for(each.values(), box_width) for each in labels], width)
    for place, label, box in zip(chosen, labels, boxes, strict=True):
        drawing.add(f"jurisdiction:{place}", "jurisdiction", label, box)
    nodes = {data["jurisdictions"][place]["id"]: f"jurisdiction:{place}" for place in chosen}
    _add_partnerships(drawing, data, nodes, MOST_HUBS_OF_CROWD if crowd else MOST_NODES)
    _add_opportunities(drawing, data, nodes)
    return drawing


def _most_connected(data: Mapping[str, Any], drawable: list[int], most: int) -> list[int]:
    """Places of the jurisdictions to draw, in the order of the matrix: partners first when there are too many."""
    partners = Counter(member["jurisdiction"] for row in data["partnerships"] for member in row["members"])
    leads = Counter(row.get("lead") for row in data["initiatives"])

    def weight(place: int) -> tuple[int, int, int]:
        identifier = data["jurisdictions"][place]["id"]
        return -partners[identifier], -leads[identifier], place

    return sorted(sorted(drawable, key=weight)[:most])


def _labels(texts: Mapping[str, str], width: float, lines: int = 5) -> dict[str, str]:
    return {code: layout.wrap(Words(code).pick(texts)[0], width, lines) for code in LANGUAGES}


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
        if len(members) < 2 or len(drawn) >= MOST_LINES or shown >= most:
            drawing.left += 1
            continue
        shown += 1
        hub = f"partnership:{place}"
        room = len(drawing.nodes) < MOST_NODES and crowded < MOST_CROWDED
        if room and _add_hub(drawing, hub, titles.get(row.get("initiative"), {}), members):
            lines = {(member, hub) for member in members}
        else:
            crowded += 1
            lines = {(members[0], member) for member in members[1:]}
        for start, end in sorted(lines - drawn):
            drawing.join("partnership", start, end)
        drawn |= lines


def _add_hub(drawing: _Drawing, hub: str, titles: Mapping[str, str], members: Sequence[str]) -> bool:
    """Place a hub near the middle of its members: with its title where there is room, else a bare diamond."""
    taken = list(drawing.boxes.values())
    around = [drawing.boxes[member] for member in members]
    x = sum(box.x for box in around) / len(around)
    y = sum(box.y for box in around) / len(around)
    # Towards the middle of the loop, so that the lines do not run along it.
    x, y = (x * 2 + drawing.width / 2) / 3, (y * 2 + drawing.height / 2) / 3
    if titles and drawing.width == WIDE:
        labels = _labels(titles, _HUB_WIDTH - _SLACK, lines=3)
        box = layout.box_for(labels.values(), _HUB_WIDTH)
        if found := layout.find_room(box, x, y, taken, drawing.width):
            drawing.add(hub, "initiative", labels, _whole(found))
            return True
    if found := layout.find_room(Box(0, 0, 16, 16), x, y, taken, drawing.width):
        drawing.add(hub, "partnership", {}, _whole(found))
        return True
    return False


def _whole(box: Box) -> Box:
    return box.at(round(box.x), round(box.y))


def _add_opportunities(drawing: _Drawing, data: Mapping[str, Any], nodes: Mapping[str, str]) -> None:
    """The best opportunities between jurisdictions that are drawn, one line a pair."""
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    for row in data["opportunities"]:
        if row["for"] in nodes and row["with"] in nodes and row["for"] != row["with"]:
            pairs.setdefault(frozenset((row["for"], row["with"])), (nodes[row["for"]], nodes[row["with"]]))
    for start, end in list(pairs.values())[:MOST_OPPORTUNITIES]:
        drawing.join("opportunity", start, end)
