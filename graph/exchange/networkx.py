"""The graph as a NetworkX multigraph: for analysis, layout and interchange; projected from a view, never the store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from graph.exchange.document import export_document
from graph.exchange.relations import iter_relations
from graph.text.strings import replace_controls

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

    from graph.store import View

NODE_STATEMENTS: Final = {
    "jurisdiction": "SELECT id, name AS label, level, names ->> '$.en' AS name_en, names ->> '$.fr' AS name_fr,"
    " abbreviation, part_of FROM jurisdiction",
    "theme": "SELECT id, label, label_en, label_fr, scheme FROM theme",
    "initiative": "SELECT id, title AS label, title_en, title_fr, summary, status, kind AS sort FROM initiative",
    "partnership": "SELECT id, id AS label, since, until FROM partnership",
    "need": "SELECT id, text AS label, kind AS sort, edition FROM need",
    "edition": "SELECT id, id AS label, published, language, received FROM edition",
}
# relation: (from, to, attributes)
_EDGES: Final = {
    "LEADS": "SELECT jurisdiction, initiative FROM takes_part WHERE role = 'lead'",
    "PARTNERS_IN": "SELECT jurisdiction, initiative FROM takes_part WHERE role = 'partner'",
    "ADDRESSES": "SELECT initiative, theme, stated FROM initiative_theme",
    "PART_OF": "SELECT id, part_of FROM initiative WHERE part_of IS NOT NULL"
    " UNION ALL SELECT id, part_of FROM jurisdiction WHERE part_of IS NOT NULL",
    "BROADER": "SELECT id, broader FROM theme WHERE broader IS NOT NULL",
    "REPORTED_IN": "SELECT initiative, edition FROM initiative_edition",
    "MEMBER_OF": "SELECT jurisdiction, partnership, role FROM partnership_member",
    "ABOUT": "SELECT id, initiative FROM partnership WHERE initiative IS NOT NULL"
    " UNION ALL SELECT id, initiative FROM need WHERE initiative IS NOT NULL",
    "ON_THEME": "SELECT partnership, theme FROM partnership_theme UNION ALL SELECT need, theme FROM need_theme",
    "ASKS": "SELECT by, id FROM need WHERE by IS NOT NULL",
    "ASKED_IN": "SELECT id, edition FROM need WHERE edition IN (SELECT id FROM edition)",
    "SUBMITTED": "SELECT jurisdiction, edition, approval FROM submission WHERE received = 1",
    "DID_NOT_SUBMIT": "SELECT jurisdiction, edition FROM submission WHERE received = 0",
}
_DATES: Final = 'SELECT initiative, kind, edtf, known_start AS "start", known_end AS "end" FROM initiative_date'


LISTS: Final = ("jurisdictions", "themes", "editions", "initiatives", "partnerships", "needs")


def to_networkx(view: View, *, evidence: bool = False) -> nx.MultiDiGraph[str]:
    """Return the content of a view as a directed multigraph.

    Nodes have `kind` and `label` (in the view's language) and what their kind has; edges have the relation as their
    key and as `relation`. So that GraphML and GEXF can be written, attributes that are empty are left out, dates and
    evidence are JSON, and control characters become U+FFFD.

    Args:
        view: the view.
        evidence: whether nodes and edges have their `evidence`, as a graph document has it.
    """
    import networkx as nx

    view = view.open_local()
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(audience=view.audience, language=view.language)
    for kind, sql in NODE_STATEMENTS.items():
        for row in view.rows(f"{sql} ORDER BY id"):
            made.add_node(row.pop("id"), kind=kind, **filled_attributes(row))
    for relation, sql in _EDGES.items():
        for row in view.rows(f"{sql} ORDER BY 1, 2"):
            start, end, *_ = row.values()
            attributes = dict(list(row.items())[2:])
            made.add_edge(start, end, key=relation, relation=relation, **filled_attributes(attributes))
    dates: dict[str, list[dict[str, Any]]] = {}
    for row in view.rows(f"{_DATES} ORDER BY 1, 3, 2"):
        dates.setdefault(row.pop("initiative"), []).append(row)
    for initiative, listed in dates.items():
        made.nodes[initiative]["dates"] = to_json(listed)
    if evidence:
        _add_evidence(made, export_document(view))
    return made


def _add_evidence(made: nx.MultiDiGraph[str], document: Mapping[str, Any]) -> None:
    """Give nodes and edges the evidence that they have in a graph document."""
    names = {source["id"]: source["name"] for source in document["sources"]}
    for node in (node for kind in LISTS for node in document[kind]):
        if node["evidence"] and node["id"] in made:
            made.nodes[node["id"]]["evidence"] = evidence_to_json(node["evidence"], names)
    for relation in iter_relations(document):
        if relation.evidence:
            made.edges[relation[:3]]["evidence"] = evidence_to_json(relation.evidence, names)


def evidence_to_json(evidence: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    """Return evidence as JSON, each entry with the name of its source."""
    return to_json([{"name": names.get(entry["source"]), **entry} for entry in evidence])


def to_json(value: object) -> str:
    """Return JSON without control characters, for an attribute that holds more than one value."""
    return replace_controls(json.dumps(value, ensure_ascii=False))


def filled_attributes(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes that are not empty, without control characters."""
    return {key: _writable(value) for key, value in row.items() if value is not None}


def _writable(value: object) -> object:
    return replace_controls(value) if isinstance(value, str) else value
