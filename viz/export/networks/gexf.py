"""A graph as GEXF 1.3, for Gephi: colours and shapes by kind of node, sizes by number of edges, dates as dynamics."""

from __future__ import annotations

import json
import math
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.sax.saxutils import quoteattr

from viz.export.cells import first_day, last_day
from viz.export.networks.reader import EDGE_ATTRIBUTES, NODE_ATTRIBUTES

if TYPE_CHECKING:
    from typing import BinaryIO

    from viz.export.networks.reader import Edge, NetworkReader, Node

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
_OTHER: Final = "#8a9097"
_BEGIN: Final = frozenset({"start", "launch"})
_END: Final = frozenset({"completion", "end"})
_OMITTED: Final = frozenset({"label", "relation"})  # GEXF has places of its own for them


def _number(attributes: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    names = [name for name in attributes if name not in _OMITTED]
    return {name: (number, attributes[name]) for number, name in enumerate(names)}


NODE_PLACES: Final = _number(NODE_ATTRIBUTES)  # the number and type of each attribute
EDGE_PLACES: Final = _number(EDGE_ATTRIBUTES)


class Lifetime(NamedTuple):
    """The first and the last day of something, in ISO 8601; None where they are not known."""

    start: str | None
    end: str | None


UNKNOWN: Final = Lifetime(None, None)


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


def lifetime_of_edge(edge: Edge, lifetimes: Mapping[str, Lifetime]) -> Lifetime:
    """Return how long an edge is known to last: who leads, joins or is a member does so as long as that lasts.

    Args:
        edge: the edge.
        lifetimes: of the nodes.
    """
    lasts = edge.relation in EDGE_COLOURS and edge.relation != "ASKS"
    return lifetimes.get(edge.end, UNKNOWN) if lasts else UNKNOWN


def write_gexf(network: NetworkReader, file: BinaryIO) -> None:
    """Write a graph as GEXF.

    Edges are written first, to a temporary file: the size of a node is by the number of its edges.
    """
    lifetimes: dict[str, Lifetime] = {}
    degrees: Counter[str] = Counter()
    for node in network.iter_nodes():
        lifetimes[node.id] = lifetime_of(node.attributes)
    with tempfile.TemporaryFile() as edges:
        for number, edge in enumerate(network.iter_edges()):
            degrees.update((edge.start, edge.end))
            edges.write(_edge(number, edge, lifetimes).encode("utf-8", "replace"))
        file.writelines(line.encode("utf-8", "replace") for line in _head(network))
        for node in network.iter_nodes():
            line = _node(node, lifetimes[node.id], degrees[node.id])
            file.write(line.encode("utf-8", "replace"))
        file.write(b"  </nodes>\n  <edges>\n")
        edges.seek(0)
        shutil.copyfileobj(edges, file)
    file.write(b"  </edges>\n </graph>\n</gexf>\n")


def _head(network: NetworkReader) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<gexf xmlns="{NAMESPACE}" xmlns:viz="{VIZ}" version="1.3">\n'
    yield f" <meta><creator>Accord</creator><description>audience: {network.audience}</description></meta>\n"
    yield ' <graph mode="dynamic" defaultedgetype="directed" timeformat="date" idtype="string"'
    yield ' timerepresentation="interval">\n'
    for owner, places in (("node", NODE_PLACES), ("edge", EDGE_PLACES)):
        yield f'  <attributes class="{owner}" mode="static">\n'
        for name, (place, kind) in places.items():
            yield f'   <attribute id="{place}" title="{name}" type="{kind}"/>\n'
        yield "  </attributes>\n"
    yield "  <nodes>\n"


def _node(node: Node, lifetime: Lifetime, degree: int) -> str:
    kind = node.attributes["kind"]
    colour, shape = STYLES[kind]
    size = f"{8 + 4 * math.sqrt(degree):.1f}"
    return (
        f"   <node id={quoteattr(node.id)} label={quoteattr(node.attributes['label'])}{_period(lifetime)}>"
        f"{_values(node.attributes, NODE_PLACES)}{_colour(colour)}"
        f'<viz:size value="{size}"/><viz:shape value="{shape}"/></node>\n'
    )


def _edge(number: int, edge: Edge, lifetimes: Mapping[str, Lifetime]) -> str:
    """Return an edge; tools that know one edge between two nodes tell them apart by their kind."""
    lifetime = lifetime_of_edge(edge, lifetimes)
    return (
        f'   <edge id="{number}" source={quoteattr(edge.start)} target={quoteattr(edge.end)} label="{edge.relation}"'
        f' kind="{edge.relation}"{_period(lifetime)}>{_values(edge.attributes, EDGE_PLACES)}'
        f"{_colour(EDGE_COLOURS.get(edge.relation, _OTHER))}</edge>\n"
    )


def _values(attributes: Mapping[str, Any], places: Mapping[str, tuple[int, str]]) -> str:
    values = "".join(
        f'<attvalue for="{places[name][0]}" value={quoteattr(str(value))}/>'
        for name, value in attributes.items()
        if name in places
    )
    return f"<attvalues>{values}</attvalues>"


def _period(lifetime: Lifetime) -> str:
    named = zip(Lifetime._fields, lifetime, strict=True)
    return "".join(f' {name}="{day}"' for name, day in named if day)


def _colour(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
