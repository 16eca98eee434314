"""The overview of who works with whom, as pyvis nodes and edges with fixed places.

pyvis gives the data its shape and brings vis-network along. Its own page is not used: that page asks the
network for files and runs what texts contain. `add_node` and `add_edge` search all that came before, so the
lists are filled directly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any

from viz import layout
from viz.layout import Box
from viz.wording import LANGUAGES, Words

if TYPE_CHECKING:
    from pyvis.network import Network

VIS_VERSION = "9.1.2"
MOST_JURISDICTIONS = 30
MOST_OPPORTUNITIES = 5
WIDE, NARROW = 640, 300
_BOX_WIDTHS = {WIDE: 138, NARROW: 116}
_HUB_WIDTH = 150
_SLACK = 2 * layout.PADDING + 8  # what a line leaves free: fonts differ a little


def vis_script() -> str:
    """The program text of vis-network as pyvis carries it, with its licence notice."""
    path = resources.files("pyvis") / "lib" / f"vis-{VIS_VERSION}" / "vis-network.min.js"
    return path.read_text("utf-8")


def overview(data: Mapping[str, Any], width: int) -> dict[str, Any]:
    """The drawing as the page stores it: ``{"width", "height", "nodes", "edges"}``, lengths in CSS pixels."""
    network, height = to_pyvis(data, width)
    return {
        "width": width,
        "height": height,
        "nodes": network.nodes,
        "edges": network.edges,
    }


def to_pyvis(data: Mapping[str, Any], width: int) -> tuple[Network, int]:
    """A pyvis network of the jurisdictions, their partnerships and the best opportunities; and its height.

    Args:
        data: the page's data block, from `page_data`.
        width: how wide the drawing is, in CSS pixels.
    """
    from pyvis.edge import Edge  # pyvis takes .8 s to import: only who builds a page pays
    from pyvis.network import Network
    from pyvis.node import Node

    drawing = _draw(data, width)
    network = Network()
    network.nodes = [Node(**node).options for node in drawing.nodes]
    network.edges = [Edge(**edge).options for edge in drawing.edges]
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    return network, drawing.height


@dataclass(slots=True)
class _Drawing:
    """Nodes and edges as arguments of pyvis, and where the boxes stand."""

    width: int
    nodes: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)

    @property
    def height(self) -> int:
        return round(max((box.y + box.height / 2 for box in self.boxes.values()), default=0))

    def add(self, identifier: str, group: str, shape: str, labels: Mapping[str, str], box: Box) -> None:
        """A node; `labels` by language, the page shows the reader's."""
        self.boxes[identifier] = box
        self.nodes.append(
            {
                "n_id": identifier,
                "shape": shape,
                "label": labels.get("en", ""),
                "labels": dict(labels),
                "group": group,
                "x": box.x,
                "y": box.y,
                "box": [box.width, box.height],
            }
        )

    def join(self, kind: str, start: str, end: str, *, curve: str | None = None) -> None:
        """An edge; `curve` bends it out of the way of what lies between."""
        smooth = {"enabled": True, "type": curve, "roundness": 0.2} if curve else {"enabled": False}
        self.edges.append({"source": start, "dest": end, "kind": kind, "smooth": smooth})


def _draw(data: Mapping[str, Any], width: int) -> _Drawing:
    drawing = _Drawing(width)
    chosen = _most_connected(data)
    box_width = _BOX_WIDTHS[width]
    labels = [_labels(data["jurisdictions"][place]["names"], box_width - _SLACK) for place in chosen]
    boxes = layout.place([layout.box_for(each.values(), box_width) for each in labels], width)
    for place, label, box in zip(chosen, labels, boxes, strict=True):
        drawing.add(f"jurisdiction:{place}", "jurisdiction", "box", label, box)
    nodes = {data["jurisdictions"][place]["id"]: f"jurisdiction:{place}" for place in chosen}
    _add_partnerships(drawing, data, nodes)
    _add_opportunities(drawing, data, nodes)
    return drawing


def _most_connected(data: Mapping[str, Any]) -> list[int]:
    """Places of the jurisdictions to draw, in the order of the matrix: partners first when there are too many."""
    partners = {member["jurisdiction"] for row in data["partnerships"] for member in row["members"]}
    leads = [row.get("lead") for row in data["initiatives"]]

    def weight(place: int) -> tuple[bool, int, int]:
        identifier = data["jurisdictions"][place]["id"]
        return identifier not in partners, -leads.count(identifier), place

    drawn = [place for place, row in enumerate(data["jurisdictions"]) if row["state"] != "missing"]
    return sorted(sorted(drawn, key=weight)[:MOST_JURISDICTIONS])


def _labels(texts: Mapping[str, str], width: float, lines: int = 5) -> dict[str, str]:
    return {code: layout.wrap(Words(code).pick(texts)[0], width, lines) for code in LANGUAGES}


def _add_partnerships(drawing: _Drawing, data: Mapping[str, Any], nodes: Mapping[str, str]) -> None:
    """Each partnership as one hub with a line to each member, however many members it has."""
    titles = {row["id"]: row["titles"] for row in data["initiatives"]}
    for place, row in enumerate(data["partnerships"]):
        members = [nodes[each["jurisdiction"]] for each in row["members"] if each["jurisdiction"] in nodes]
        if len(members) < 2:
            continue
        hub = f"partnership:{place}"
        if _add_hub(drawing, hub, titles.get(row.get("initiative"), {}), members):
            for member in members:
                drawing.join("partnership", member, hub)
        else:
            for member in members[1:]:
                drawing.join("partnership", members[0], member)


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
            drawing.add(hub, "initiative", "box", labels, _whole(found))
            return True
    if found := layout.find_room(Box(0, 0, 16, 16), x, y, taken, drawing.width):
        drawing.add(hub, "partnership", "diamond", {}, _whole(found))
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
        drawing.join("opportunity", start, end, curve="curvedCW")
