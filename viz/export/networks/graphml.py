"""A graph as GraphML, for NetworkX, yEd, Cytoscape and `accord load`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from viz.export.networks.reader import EDGE_ATTRIBUTES, NODE_ATTRIBUTES

if TYPE_CHECKING:
    from typing import BinaryIO

    from viz.export.networks.reader import NetworkReader

CARRIAGE_RETURN: Final = {"\r": "&#13;"}  # which a parser takes for a line feed
HEAD: Final = """\
<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(network: NetworkReader, file: BinaryIO) -> None:
    """Write a graph as GraphML; evidence and dates are JSON."""
    file.writelines(line.encode("utf-8", "replace") for line in _iter_lines(network))


def _iter_lines(network: NetworkReader) -> Iterator[str]:
    yield HEAD
    keys: dict[str, dict[str, str]] = {}
    for owner, declared in (("graph", dict.fromkeys(("audience", "language"), "string")),
                            ("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):  # fmt: skip
        keys[owner] = {name: f"{owner}-{name}" for name in declared}
        for name, kind in declared.items():
            yield f'<key id="{keys[owner][name]}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph edgedefault="directed">\n'
    yield _data({"audience": network.audience, "language": network.language}, keys["graph"]) + "\n"
    for node in network.iter_nodes():
        yield f"<node id={quoteattr(node.id)}>{_data(node.attributes, keys['node'])}</node>\n"
    for number, edge in enumerate(network.iter_edges()):
        ends = f'source={quoteattr(edge.start)} target={quoteattr(edge.end)} id="e{number}"'  # Gephi keeps one by id
        yield f"<edge {ends}>{_data(edge.attributes, keys['edge'])}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(attributes: Mapping[str, Any], keys: Mapping[str, str]) -> str:
    return "".join(
        f'<data key="{keys[name]}">{escape(str(value), CARRIAGE_RETURN)}</data>' for name, value in attributes.items()
    )
