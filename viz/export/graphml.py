"""A graph as GraphML, for NetworkX, yEd, Cytoscape and `accord load`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx


def format_graphml(network: nx.MultiDiGraph[str]) -> bytes:
    """Return the projection of `graph.exchange.networkx.to_networkx` as GraphML; evidence and dates are JSON."""
    import networkx as nx

    lines = ['<?xml version="1.0" encoding="utf-8"?>', *nx.generate_graphml(network)]
    return ("\n".join(lines) + "\n").encode()
