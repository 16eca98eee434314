"""A graph as two CSV files for the spreadsheet import of Gephi: nodes, and edges with their type and weight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from viz.export.cells import format_csv
from viz.export.gexf import lifetime_of, lifetime_of_edge

if TYPE_CHECKING:
    import networkx as nx


def format_gephi(network: nx.MultiDiGraph[str]) -> dict[str, bytes]:
    """Return the projection of `graph.exchange.networkx.to_networkx` as files by name.

    Columns that Gephi knows come first: Id and Label, or Source, Target, Type, Label and Weight; then `start` and
    `end`, from which it makes time intervals, and the other attributes.
    """
    of_nodes = _names((data for _, data in network.nodes(data=True)), {"label"})
    nodes = (
        [name, data["label"], *lifetime_of(data), *(data.get(each) for each in of_nodes)]
        for name, data in network.nodes(data=True)
    )
    of_edges = _names((data for *_, data in network.edges(data=True)), {"relation"})
    edges = (
        [start, end, "Directed", relation, 1, *lifetime_of_edge(network, end, relation),
         *(data.get(each) for each in of_edges)]
        for start, end, relation, data in network.edges(keys=True, data=True)
    )  # fmt: skip
    return {
        "nodes.csv": format_csv(["Id", "Label", "start", "end", *of_nodes], nodes),
        "edges.csv": format_csv(["Source", "Target", "Type", "Label", "Weight", "start", "end", *of_edges], edges),
    }


def _names(each: Iterable[Mapping[str, Any]], excluded: set[str]) -> list[str]:
    """Return the names of all attributes in alphabetical order, the evidence last since it is long."""
    found = {name for data in each for name in data} - excluded
    return sorted(found, key=lambda name: (name == "evidence", name))
