"""A graph as GEXF 1.3, for Gephi: colours and shapes by kind of node, sizes by number of edges, dates as dynamics."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from viz.export.cells import first_day, last_day

if TYPE_CHECKING:
    import networkx as nx

NAMESPACE: Final = "http://gexf.net/1.3"
VIZ: Final = "http://gexf.net/1.3/viz"
STYLES: Final = {  # colour and shape by kind of node
    "jurisdiction": ("#1d4f7c", "square"), "initiative": ("#a05a00", "disc"), "theme": ("#1e5b36", "diamond"),
    "partnership": ("#0b3fc4", "triangle"), "need": ("#97005e", "disc"), "edition": ("#6b7075", "square"),
}  # fmt: skip
EDGE_COLOURS: Final = {
    "LEADS": "#1d4f7c",
    "PARTNERS_IN": "#0b3fc4",
    "MEMBER_OF": "#0b3fc4",
    "ASKS": "#97005e",
}
_PREFIXES: Final[dict[Any, str]] = {None: NAMESPACE, "viz": VIZ}  # lxml takes None for no prefix
_OTHER: Final = "#8a9097"
_BEGIN: Final = frozenset({"start", "launch"})
_END: Final = frozenset({"completion", "end"})
_TYPES: Final = {bool: "boolean", int: "long", float: "double"}
_OMITTED: Final = frozenset({"label", "relation"})  # GEXF has places of its own for them


class Lifetime(NamedTuple):
    """The first and the last day of something, in ISO 8601; None where they are not known."""

    start: str | None
    end: str | None


def lifetime_of(data: Mapping[str, Any]) -> Lifetime:
    """Return from when to when a node of the projection is known to last.

    An initiative lasts from its earliest start or launch to its latest completion or end, a partnership from `since` to
    `until`. Imprecise dates count as a whole: from the first day, to the last one.
    """
    dates = json.loads(data.get("dates", "[]"))
    starts = [each["start"] for each in dates if each["kind"] in _BEGIN and each["start"]]
    ends = [each["end"] for each in dates if each["kind"] in _END and each["end"]]
    starts += [data["since"].split("/")[0]] if data.get("since") else []
    ends += [data["until"].split("/")[-1]] if data.get("until") else []
    start = min((first_day(each) for each in starts), default=None)
    end = max((last_day(each) for each in ends), default=None)
    if start and end and end < start:
        end = None
    return Lifetime(start.isoformat() if start else None, end.isoformat() if end else None)


def lifetime_of_edge(network: nx.MultiDiGraph[str], end: str, relation: str) -> Lifetime:
    """Return how long an edge is known to last: who leads, joins or is a member does so as long as that lasts."""
    if relation in EDGE_COLOURS and relation != "ASKS":
        return lifetime_of(network.nodes[end])
    return Lifetime(None, None)


def format_gexf(network: nx.MultiDiGraph[str]) -> bytes:
    """Return the projection of `graph.exchange.networkx.to_networkx` as GEXF."""
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}gexf", nsmap=_PREFIXES, version="1.3")
    meta = _add(root, "meta")
    _add(meta, "creator").text = "Accord"
    _add(meta, "description").text = f"audience: {network.graph['audience']}"
    graph = _add(root, "graph", mode="dynamic", defaultedgetype="directed", timeformat="date", idtype="string",
                 timerepresentation="interval")  # fmt: skip
    of_nodes = _declare(graph, "node", (data for _, data in network.nodes(data=True)))
    of_edges = _declare(graph, "edge", (data for *_, data in network.edges(data=True)))
    nodes = _add(graph, "nodes")
    for name, data in network.nodes(data=True):
        element = _add(nodes, "node", id=name, label=data["label"])
        _set_lifetime(element, lifetime_of(data))
        _fill(element, data, of_nodes)
        colour, shape = STYLES[data["kind"]]
        _add_viz(element, "color", **_rgb(colour))
        _add_viz(element, "size", value=f"{8 + 4 * math.sqrt(network.degree(name)):.1f}")
        _add_viz(element, "shape", value=shape)
    edges = _add(graph, "edges")
    for number, (start, end, relation, data) in enumerate(network.edges(keys=True, data=True)):
        # tools that know one edge between two nodes tell them apart by their kind
        element = _add(edges, "edge", id=str(number), source=start, target=end, label=relation, kind=relation)
        _set_lifetime(element, lifetime_of_edge(network, end, relation))
        _fill(element, data, of_edges)
        _add_viz(element, "color", **_rgb(EDGE_COLOURS.get(relation, _OTHER)))
    made: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return made


def _declare(graph: Any, kind: str, each: Iterable[Mapping[str, Any]]) -> dict[str, str]:  # noqa: ANN401 (lxml's)
    """Declare the attributes of nodes or edges; return the number of each by its name."""
    types: dict[str, str] = {}
    for data in each:
        for name, value in data.items():
            if name not in _OMITTED:
                found = _TYPES.get(type(value), "string")
                types[name] = found if types.get(name, found) == found else "string"
    declared = _add(graph, "attributes", **{"class": kind, "mode": "static"})
    for at, name in enumerate(sorted(types)):
        _add(declared, "attribute", id=str(at), title=name, type=types[name])
    return {name: str(at) for at, name in enumerate(sorted(types))}


def _fill(element: Any, data: Mapping[str, Any], declared: Mapping[str, str]) -> None:  # noqa: ANN401
    values = _add(element, "attvalues")
    for name, at in declared.items():
        if name in data:
            value = data[name]
            text = str(value).lower() if isinstance(value, bool) else str(value)
            _add(values, "attvalue", **{"for": at, "value": text})


def _set_lifetime(element: Any, lifetime: Lifetime) -> None:  # noqa: ANN401
    for name, day in zip(Lifetime._fields, lifetime, strict=True):
        if day:
            element.set(name, day)


def _rgb(colour: str) -> dict[str, str]:
    return {name: str(int(colour[at : at + 2], 16)) for name, at in (("r", 1), ("g", 3), ("b", 5))}


def _add(parent: Any, name: str, **attributes: str) -> Any:  # noqa: ANN401
    from lxml import etree

    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def _add_viz(parent: Any, name: str, **attributes: str) -> Any:  # noqa: ANN401
    from lxml import etree

    return etree.SubElement(parent, f"{{{VIZ}}}{name}", attributes)
