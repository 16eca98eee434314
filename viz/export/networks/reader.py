"""The nodes and relationships of a graph as GraphML, GEXF and the tables of Gephi have them, one after the other.

They have the attributes of `graph.exchange.networkx.to_networkx`: what is empty is left out, dates and evidence are
JSON, and control characters are replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.exchange.networkx import NODE_STATEMENTS, evidence_to_json, filled_attributes, to_json
from graph.exchange.relations import iter_relations
from graph.exchange.stored_document import node_finder

if TYPE_CHECKING:
    from graph.store import SqlView

LISTS: Final = {
    "jurisdiction": "jurisdictions", "theme": "themes", "initiative": "initiatives", "partnership": "partnerships",
    "need": "needs", "edition": "editions",
}  # fmt: skip
# the attributes that nodes and relationships may have, and their type
NODE_ATTRIBUTES: Final[Mapping[str, str]] = {
    "kind": "string", "label": "string", "level": "string", "name_en": "string", "name_fr": "string",
    "abbreviation": "string", "part_of": "string", "label_en": "string", "label_fr": "string", "scheme": "string",
    "title_en": "string", "title_fr": "string", "summary": "string", "status": "string", "sort": "string",
    "since": "string", "until": "string", "edition": "string", "published": "string", "language": "string",
    "received": "long", "dates": "string", "evidence": "string",
}  # fmt: skip
EDGE_ATTRIBUTES: Final[Mapping[str, str]] = {
    "relation": "string", "role": "string", "stated": "long", "approval": "string", "evidence": "string",
}  # fmt: skip


class Node(NamedTuple):
    """A node and its attributes."""

    id: str
    attributes: Mapping[str, Any]


class Edge(NamedTuple):
    """A relationship, its type, and its other attributes."""

    start: str
    end: str
    relation: str
    attributes: Mapping[str, Any]


class NetworkReader:
    """Reads the nodes and relationships of a graph, each as often as it is asked.

    Args:
        view: the view of one audience.
        document: its graph document (`graph.exchange.stored_document.store_document`).
    """

    def __init__(self, view: SqlView, document: Mapping[str, Any]) -> None:
        self._view = view
        self._document = document
        self._names = {source["id"]: source["name"] for source in document["sources"]}
        self.audience = view.audience
        self.language = view.language

    def iter_nodes(self) -> Iterator[Node]:
        """Yield the nodes, kind by kind, in the order of their identifiers."""
        for kind, statement in NODE_STATEMENTS.items():
            find = node_finder(self._document[LISTS[kind]])
            names, rows = self._view.stream(f"{statement} ORDER BY id")
            for row in rows:
                data = dict(zip(names, row, strict=True))
                identifier = data.pop("id")
                attributes = {"kind": kind, **filled_attributes(data)}
                node = find(identifier)
                if node and node.get("dates"):
                    attributes["dates"] = to_json(node["dates"])
                if node and node["evidence"]:
                    attributes["evidence"] = evidence_to_json(node["evidence"], self._names)
                yield Node(identifier, attributes)

    def iter_edges(self) -> Iterator[Edge]:
        """Yield the relationships, in the order of the nodes of the document."""
        for one in iter_relations(self._document):
            attributes: dict[str, Any] = {"relation": one.type, **filled_attributes(dict(one.attributes))}
            if "stated" in attributes:
                attributes["stated"] = int(attributes["stated"])
            elif one.evidence:
                attributes["stated"] = int(any(entry["stated"] for entry in one.evidence))
            if one.evidence:
                attributes["evidence"] = evidence_to_json(one.evidence, self._names)
            yield Edge(one.start, one.end, one.type, attributes)
