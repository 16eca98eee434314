"""A graph as two CSV files for the spreadsheet import of Gephi: nodes, and edges with their type and weight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from viz.export.cells import write_csv
from viz.export.networks.gexf import Lifetime, lifetime_of, lifetime_of_edge
from viz.export.networks.reader import EDGE_ATTRIBUTES, NODE_ATTRIBUTES

if TYPE_CHECKING:
    from pathlib import Path

    from viz.export.networks.reader import NetworkReader

OF_NODES: tuple[str, ...] = tuple(name for name in NODE_ATTRIBUTES if name != "label")
OF_EDGES: tuple[str, ...] = tuple(name for name in EDGE_ATTRIBUTES if name != "relation")

PERIOD: tuple[str, ...] = ("timeset", "start", "end")


def write_gephi(network: NetworkReader, folder: Path) -> None:
    """Write `nodes.csv` and `edges.csv`.

    Columns that Gephi knows come first: Id and Label, or Source, Target, Type, Label and Weight, and `timeset`, the
    period; then `start` and `end` for other programs, and the other attributes, the evidence last since it is long.
    """
    lifetimes: dict[str, Lifetime] = {}

    def nodes() -> Iterator[list[object]]:
        for node in network.iter_nodes():
            lifetimes[node.id] = lifetime_of(node.attributes)
            yield [node.id, node.attributes["label"], *_period(lifetimes[node.id]),
                   *map(node.attributes.get, OF_NODES)]  # fmt: skip

    write_csv(folder / "nodes.csv", ["Id", "Label", *PERIOD, *OF_NODES], nodes())
    edges = (
        [edge.start, edge.end, "Directed", edge.relation, 1, *_period(lifetime_of_edge(edge, lifetimes)),
         *map(edge.attributes.get, OF_EDGES)]
        for edge in network.iter_edges()
    )  # fmt: skip
    write_csv(folder / "edges.csv", ["Source", "Target", "Type", "Label", "Weight", *PERIOD, *OF_EDGES], edges)


def _period(lifetime: Lifetime) -> tuple[str | None, str | None, str | None]:
    """Return a lifetime as Gephi reads it (`<[2021-05-01, Infinity]>`), its first day and its last."""
    start, end = lifetime
    return (f"<[{start or '-Infinity'}, {end or 'Infinity'}]>" if start or end else None, start, end)
