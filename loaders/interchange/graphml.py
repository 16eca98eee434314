"""A graph from GraphML: what NetworkX writes of Accord's own graph, and any other that says the kinds of its nodes.

A node has `kind` (jurisdiction, theme, initiative, partnership, need or edition) and `label`, or `label_en` and
`label_fr`; an edge has `relation`, in the words of `graph.exchange.networkx`. What has neither is kept as not placed.
"""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, get_args

from graph.claims import Kind, Place, counting_note, partnership_id
from graph.errors import SourceError, message
from graph.model import Approved
from graph.values import APPROVALS, LANGUAGES
from graph.vocabulary.themes import concepts
from loaders.base import File, Reader, Sample
from loaders.formats.xml import parse_xml
from loaders.interchange.base import Book, as_identifier, initiative_of

if TYPE_CHECKING:
    import networkx as nx

    from graph.claims import Reading

RULE: Final = "graphml"
KINDS: Final = frozenset(get_args(Kind))
# attributes of a node that are claims with the same name, by kind
_VALUES: Final = {
    "theme": ("scheme",), "initiative": ("status",), "partnership": ("since", "until"),
    "edition": ("published", "received"),
}  # fmt: skip
# relation: kind of node at its start, predicate, whether the claim is about the node at its end
_RELATIONS: Final = {
    "LEADS": ("jurisdiction", "lead", True), "ADDRESSES": ("initiative", "theme", False),
    "PART_OF": (None, "part_of", False), "BROADER": ("theme", "broader", False),
    "MEMBER_OF": ("jurisdiction", "member", True), "ABOUT": (None, "initiative", False),
    "ON_THEME": (None, "theme", False), "ASKS": ("jurisdiction", "by", True),
    "SUBMITTED": ("jurisdiction", "submitted", True), "DID_NOT_SUBMIT": ("jurisdiction", "missing", True),
}  # fmt: skip
_IMPLIED: Final = frozenset({"PARTNERS_IN", "REPORTED_IN", "ASKED_IN"})  # implied by other edges or by attributes


class GraphMl(Reader):
    """A graph as GraphML."""

    name = message("graph (GraphML)")
    reads = message("nodes with their kinds and labels, and edges with their relations")
    media_type = "application/graphml+xml"
    extensions = (".graphml", ".xml")

    def accepts(self, sample: Sample) -> bool:
        """XML with the root of GraphML."""
        return b"<graphml" in sample.head

    def read(self, data: bytes, file: File) -> Reading:
        """The claims that nodes and edges make."""
        root = parse_xml(data, file.name)  # refuses entities, which the parser behind NetworkX would expand
        lines = {node.get("id"): node.sourceline for node in root.iter("{*}node")}
        import networkx as nx

        try:
            graph: Any = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
        except Exception as error:
            raise SourceError(
                "{file} cannot be read as GraphML: {reason}.", file=file.name, reason=str(error)
            ) from error
        return _Graph(graph, Book(self.of(file), RULE), lines).reading()


class _Graph:
    def __init__(self, graph: nx.MultiDiGraph[str], book: Book, lines: dict[str, int]) -> None:
        self.graph, self.book, self.lines = graph, book, lines
        self.language = graph.graph.get("language")
        self.kinds = {node: str(data.get("kind", "")).lower() for node, data in graph.nodes(data=True)}
        self.leads = {end: start for start, end, data in graph.edges(data=True) if data.get("relation") == "LEADS"}
        self.about = {start: end for start, end, data in graph.edges(data=True) if data.get("relation") == "ABOUT"}
        self.editions = self._editions()
        self.ids: dict[str, str] = {}

    def _edition(self, node: str) -> str | None:
        return self.editions.get(node) or self.editions.get(self.about.get(node, node))

    def _editions(self) -> dict[str, str]:
        """The edition that a node is of: the last that it was reported or asked in."""
        found: dict[str, str] = {}
        for start, end, data in self.graph.edges(data=True):
            if data.get("relation") in ("REPORTED_IN", "ASKED_IN"):
                found[start] = max(end, found.get(start, ""))
        return found

    def reading(self) -> Reading:
        """All claims; nodes first, since edges need their identifiers."""
        order = {"jurisdiction": 0, "theme": 1, "edition": 2, "initiative": 3}
        nodes = sorted(self.graph.nodes, key=lambda node: (order.get(self.kinds[node], 4), str(node)))
        if not any(kind in KINDS for kind in self.kinds.values()):
            raise SourceError(
                "{file} is a graph, but no node of it has an attribute “kind” such as “initiative” or “jurisdiction”.",
                file=self.book.file.name,
            )
        for node in nodes:
            data = self.graph.nodes[node]
            if self.kinds[node] in KINDS:
                self._node(node, data)
            else:
                self.book.leave(str(data.get("label", node)), self.lines.get(node))
        unknown: dict[str, int] = defaultdict(int)
        for start, end, data in sorted(self.graph.edges(data=True), key=lambda edge: (edge[0], edge[1], str(edge[2]))):
            if not self._edge(start, end, data):
                unknown[str(data.get("relation", "-"))] += 1
        for relation, count in sorted(unknown.items()):
            self.book.notes.append(
                counting_note(
                    "Left out {n} edge “{relation}”, for which the graph has no place.",
                    "Left out {n} edges “{relation}”, for which the graph has no place.",
                    count,
                    relation=relation,
                )
            )
        return self.book.reading(self.language)

    def _labels(self, data: dict[str, Any], stem: str) -> dict[str | None, str]:
        """The texts of a node by language, else the one whose language is unknown."""
        keys = (*(f"{stem}_{each}" for each in LANGUAGES), *(f"label_{each}" for each in LANGUAGES))
        made: dict[str | None, str] = {key[-2:]: str(data[key]) for key in keys if str(data.get(key, "")).strip()}
        return made or ({self.language: str(data["label"])} if str(data.get("label", "")).strip() else {})

    def _node(self, node: str, data: dict[str, Any]) -> None:
        kind: Any = self.kinds[node]
        stem = {"jurisdiction": "name", "initiative": "title", "need": "text"}.get(kind, "label")
        labels = self._labels(data, stem)
        place = Place(line=self.lines.get(node), quote=next(iter(labels.values()), None))
        one = self.ids[node] = self._identifier(node, kind, labels, data, place)
        edition, by = self._edition(node), self._reporter(node)
        if kind in ("initiative", "need", "theme") and not (kind == "theme" and one in concepts()):
            predicate = {"initiative": "title", "need": "text", "theme": "label"}[kind]
            for language, text in labels.items():
                self.book.builder.add_value(
                    kind, one, predicate, text, place, language=language, by=by, edition=edition
                )
        if sort := data.get("sort"):
            self.book.builder.add_value(kind, one, "kind", str(sort), place, by=by, edition=edition)
        for name in _VALUES.get(kind, ()) if kind != "jurisdiction" else ():
            if (value := str(data.get(name, ""))) and not (kind == "theme" and one in concepts()):
                self.book.builder.add_value(
                    kind, one, name, value, place, by=by, edition=edition or (one if kind == "edition" else None)
                )
        if kind == "initiative":
            self._initiative(one, data, place, by, edition)

    def _initiative(self, one: str, data: dict[str, Any], place: Place, by: str | None, edition: str | None) -> None:
        if summary := str(data.get("summary", "")):
            self.book.builder.add_value(
                "initiative", one, "summary", summary, place, language=self.language, by=by, edition=edition
            )
        for each in _dates(data.get("dates")):
            self.book.builder.add_value(
                "initiative", one, "date", str(each.get("edtf", "")), place, qualifier=str(each.get("kind")), by=by,
                edition=edition,
            )  # fmt: skip

    def _identifier(
        self, node: str, kind: str, labels: dict[str | None, str], data: dict[str, Any], place: Place
    ) -> str:
        text = next(iter(labels.values()), node)
        match kind:
            case "jurisdiction":
                return self.book.jurisdiction(labels or {None: node}, place, identifier=as_identifier(node),
                                              level=data.get("level"))  # fmt: skip
            case "initiative":
                lead = self.leads.get(node)
                return initiative_of(node, self.ids.get(lead, "") if lead else None, text)
            case "partnership" if "+" not in node:
                members = [start for start, _end, edge in self.graph.in_edges(node, data=True)
                           if edge.get("relation") == "MEMBER_OF"]  # fmt: skip
                return partnership_id(as_identifier(node), frozenset(self.ids.get(each, each) for each in members))
        return as_identifier(node)

    def _reporter(self, node: str) -> str | None:
        """The reporter of a node: the lead of the initiative, also for nodes about it."""
        lead = self.leads.get(self.about.get(node, node))
        return self.ids.get(lead) if lead else None

    def _edge(self, start: str, end: str, data: dict[str, Any]) -> bool:
        """The claim that an edge makes; False where the graph has no place for it."""
        relation = str(data.get("relation", "")).upper()
        mapped = _RELATIONS.get(relation)
        if relation in _IMPLIED:
            return True
        if mapped is None or start not in self.ids or end not in self.ids or mapped[0] not in (None, self.kinds[start]):
            return False
        subject, target = (end, start) if mapped[2] else (start, end)
        kind: Any = self.kinds[subject]
        place = Place(line=self.lines.get(subject), quote=str(self.graph.nodes[subject].get("label", "")) or None)
        edition = self.ids[subject] if kind == "edition" else self._edition(subject)
        by = self.ids[target] if mapped[1] == "submitted" else self._reporter(subject)
        if mapped[1] == "submitted" and (approval := data.get("approval")) in APPROVALS:
            self.book.approvals.append(Approved(jurisdiction=by or "", edition=edition or "", approval=approval))
        self.book.builder.add_link(kind, self.ids[subject], mapped[1], self.ids[target], place, by=by, edition=edition,
                       qualifier=str(data.get("role", "partner")) if mapped[1] == "member" else None)  # fmt: skip
        return True


def _dates(given: object) -> Iterator[dict[str, Any]]:
    """The dates of an initiative, which the projection writes as JSON."""
    try:
        dates = json.loads(given) if isinstance(given, str) else []
    except ValueError:
        return
    yield from (each for each in dates if isinstance(each, dict)) if isinstance(dates, list) else ()
