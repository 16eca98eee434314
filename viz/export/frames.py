"""The nodes and relationships of a graph document as rows with evidence, for data frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.exchange.relations import iter_relations
from graph.vocabulary.jurisdictions import entries
from graph.vocabulary.themes import concepts
from queries.questions.answer import VOCABULARY_EVIDENCE
from viz.export.cells import label_of

Row = dict[str, Any]
KINDS: Final = {
    "jurisdictions": "jurisdiction", "themes": "theme", "editions": "edition", "initiatives": "initiative",
    "partnerships": "partnership", "needs": "need",
}  # fmt: skip
NODE_COLUMNS: Final = (
    "id", "kind", "label", "label_en", "label_fr", "summary_en", "summary_fr", "level", "status", "lead", "part_of",
    "edition", "since", "until",
)  # fmt: skip
EDGE_COLUMNS: Final = ("start", "relation", "end", "start_label", "end_label", "role", "stated", "approval")
_TEXTS: Final = {"jurisdictions": "names", "themes": "labels", "initiatives": "titles", "needs": "texts"}


def node_rows(document: Mapping[str, Any], language: str, kind: str | None = None) -> list[Row]:
    """Return a row for each node: `NODE_COLUMNS` and `evidence`, in the order of the document.

    Args:
        document: what `graph.exchange.document.export_document` returns.
        language: "en" or "fr", of the column `label`.
        kind: only nodes of this kind, such as "initiative".
    """
    names = _source_names(document)
    return [
        _node_row(listed, node, language, names)
        for listed, one in KINDS.items()
        if kind in (None, one)
        for node in document[listed]
    ]


def edge_rows(document: Mapping[str, Any], language: str, relation: str | None = None) -> list[Row]:
    """Return a row for each relationship: `EDGE_COLUMNS` and `evidence`.

    Args:
        document: what `graph.exchange.document.export_document` returns.
        language: "en" or "fr", of the labels.
        relation: only relationships of this type, such as "LEADS".
    """
    names = _source_names(document)
    labels = {node["id"]: label_of(listed, node, language) for listed in KINDS for node in document[listed]}
    rows = []
    for one in iter_relations(document):
        if relation not in (None, one.type):
            continue
        evidence = _evidence(one.evidence, names) or _of_vocabulary(one.start, one.end)
        rows.append(
            {"start": one.start, "relation": one.type, "end": one.end, "start_label": labels.get(one.start, one.start),
             "end_label": labels.get(one.end, one.end), "role": one.attributes.get("role"),
             "stated": any(entry["stated"] for entry in evidence) if evidence else None,
             "approval": one.attributes.get("approval"), "evidence": evidence}
        )  # fmt: skip
    return rows


def _node_row(listed: str, node: Mapping[str, Any], language: str, names: Mapping[str, str]) -> Row:
    texts, summaries = node.get(_TEXTS.get(listed, ""), {}), node.get("summaries", {})
    row: Row = dict.fromkeys(NODE_COLUMNS)
    row |= {name: node[name] for name in NODE_COLUMNS if name in node}
    row |= {
        "kind": KINDS[listed], "label": label_of(listed, node, language), "label_en": texts.get("en"),
        "label_fr": texts.get("fr"), "summary_en": summaries.get("en"), "summary_fr": summaries.get("fr"),
    }  # fmt: skip
    if listed == "themes":
        row["part_of"] = node["broader"]
    row["evidence"] = _evidence(node["evidence"], names) or _of_vocabulary(node["id"])
    return row


def _evidence(found: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[Row]:
    """Return evidence as answers have it: with the name of the source."""
    omitted = ("supports", "says", "reported_by", "edition", "named")
    return [
        {"name": names.get(entry["source"]), **{key: entry[key] for key in entry if key not in omitted}}
        for entry in found
    ]


def _of_vocabulary(*nodes: str) -> list[Row]:
    """Return the evidence of what no source states of nodes that the vocabulary has."""
    known = all(node in entries() or node in concepts() for node in nodes)
    return [dict(VOCABULARY_EVIDENCE)] if known else []


def _source_names(document: Mapping[str, Any]) -> Mapping[str, str]:
    return {source["id"]: source["name"] for source in document["sources"]}
