"""The graph document (`accord-graph/1`): a whole graph as one audience may see it, as JSON; out and back in.

Each node's evidence says which of its attributes it supports, and what it says of them where the node has something
else (an earlier status, a title that some may not see), so that loading a document gives the claims back that it was
made from: nothing that one source said comes back as the words of another.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, Final

from graph.exchange.attributes import Content, node_attributes, to_attribute
from graph.values import AUDIENCES

if TYPE_CHECKING:
    from graph.store import SqlView, View

FORMAT = "accord-graph/1"
# What is said of a node that is none to this audience, or refers to none, bears nothing out. EXISTS and the plus sign
# keep SQLite from reading all claims, or all nodes, for those of a few names.
_EVIDENCE = """
SELECT c.subject, p.source, p.page, p.sheet, p.cell, p.line, p.quote, c.stated, c.rule, c.reported_by, c.edition,
       c.confidence, c.accepted, c.proposed, c.predicate, c.object, c.value, c.qualifier, c.language, c.number
FROM claim AS c JOIN place AS p ON p.number = c.place
WHERE c.named IN (SELECT value FROM json_each(:names))
    AND EXISTS (SELECT 1 FROM node AS n WHERE n.id = c.subject AND n.kind = c.kind)
    AND (c.object IS NULL OR EXISTS (SELECT 1 FROM node AS o WHERE o.id = c.object))
ORDER BY +c.number
"""
# also by what is said of nodes that no list shows, such as organisations that nothing refers to
_CITED = """
SELECT DISTINCT p.source AS number FROM claim AS c JOIN place AS p ON p.number = c.place
JOIN node AS n ON n.id = c.subject AND n.kind = c.kind
WHERE c.object IS NULL OR EXISTS (SELECT 1 FROM node AS o WHERE o.id = c.object)
"""
_NAMES = "SELECT alias FROM same_as WHERE id IN (SELECT value FROM json_each(:ids))"  # besides the identifiers
# known: the aliases that the first audience that sees a claim knows
_MERGED_ABOVE = """
WITH known AS (
    SELECT level.value AS level, s.alias, s.id FROM json_each('[0, 1, 2]') AS level
    JOIN main.metadata AS g ON g.key = 'graph of ' || CASE level.value
        WHEN 0 THEN 'public' WHEN 1 THEN 'members' ELSE 'secretariat' END
    JOIN main.same_as AS s ON s.audience = g.value + 0)
SELECT c.number, c.subject, coalesce(a.id, c.subject) AS merged, c.object
FROM main.claim AS c
LEFT JOIN same_as AS a ON a.alias = c.subject
LEFT JOIN same_as AS b ON b.alias = c.object
LEFT JOIN known AS x ON x.level = c.visible_from AND x.alias = c.subject
LEFT JOIN known AS y ON y.level = c.visible_from AND y.alias = c.object
WHERE (a.id IS NOT NULL OR b.id IS NOT NULL) AND (a.id IS NOT x.id OR b.id IS NOT y.id)
"""
_APPROVALS = "SELECT jurisdiction, edition, approval FROM approval ORDER BY edition, jurisdiction"
_SOURCES = "SELECT number, id, name, media_type, language, edition FROM source ORDER BY number"
_UNPLACED = """
SELECT s.id AS source, u.page, u.line, u.text, u.reported_by, u.edition
FROM unplaced AS u JOIN main.source AS s ON s.number = u.source ORDER BY u.number
"""
Json = dict[str, Any]
NODES_AT_ONCE: Final = 500  # whose evidence is in memory at the same time


def export_document(view: View) -> Json:
    """The graph document of a view, JSON-ready, in a fixed order.

    Only jurisdictions and themes that something refers to (and what they are part of) are in it, and sources that
    something comes from; the secretariat also sees the sources that said nothing.
    """
    reader = DocumentReader(view)
    return {"format": FORMAT, "audience": view.audience, **{name: list(each) for name, each in reader.iter_lists()}}


class DocumentReader:
    """Reads the lists of a graph document one after the other; neither nodes nor evidence are held in memory.

    Args:
        view: the view of one audience.
    """

    def __init__(self, view: View) -> None:
        self._view = view.open_local()
        self._original = _original_names(self._view)
        self._shown_sources = {row["number"]: row for row in self._view.rows(_SOURCES)}

    def iter_lists(self) -> Iterator[tuple[str, Iterable[Json]]]:
        """Yield the name of each list and its entries, which have to be read before the next list."""
        yield "jurisdictions", self._with_evidence(_jurisdictions(self._view))
        yield "themes", self._with_evidence(_themes(self._view))
        yield "editions", self._with_evidence(_editions(self._view))
        yield "initiatives", self._with_evidence(_initiatives(self._view))
        yield "partnerships", self._with_evidence(_partnerships(self._view))
        yield "needs", self._with_evidence(_needs(self._view))
        unplaced = list(map(_filled, self._view.rows(_UNPLACED)))
        yield "sources", self._sources({text["source"] for text in unplaced})
        yield "approvals", self._view.rows(_APPROVALS)
        yield "unplaced", unplaced

    def _sources(self, named: set[str]) -> Iterator[Json]:
        """Yield the sources that something comes from; for the secretariat, all."""
        everything = self._view.audience == AUDIENCES[-1]
        cited = set() if everything else {row["number"] for row in self._view.rows(_CITED)}
        for row in self._view.rows(_SOURCES):
            if row.pop("number") in cited or everything or row["id"] in named:
                yield row

    def _with_evidence(self, nodes: Iterator[Json]) -> Iterator[Json]:
        while some := list(islice(nodes, NODES_AT_ONCE)):
            evidence = self._evidence([node["id"] for node in some])
            for node in some:
                yield _with_evidence(node, evidence)

    def _evidence(self, identifiers: Sequence[str]) -> Mapping[str, list[Json]]:
        """Return the evidence of nodes, in the order of its claims.

        Claims that follow each other from one place by one rule make one entry. Its `says` holds what each attribute is
        said to be; `_with_evidence` leaves there only what is not what the node has.
        """
        aliases = [row["alias"] for row in self._view.rows(_NAMES, {"ids": identifiers})]
        found: dict[str, list[Json]] = defaultdict(list)
        for row in self._view.rows(_EVIDENCE, {"names": [*identifiers, *aliases]}):
            if (source := self._shown_sources.get(row["source"])) is None:
                continue
            row["source"], row["usual"] = source["id"], source["edition"]
            entries = found[row["subject"]]
            named, row["object"] = self._original.get(row["number"], (None, row["object"]))
            name, value = to_attribute(Content(*(row[k] for k in Content._fields)))
            entry = _entry(row, named)
            if not entries or not _joins(entry, entries[-1]) or entries[-1]["says"].get(name, value) != value:
                entries.append({**entry, "supports": [], "says": {}})
            entries[-1]["says"][name] = value
        return found


def _entry(row: Json, named: str | None) -> Json:
    """Return a claim as an entry of evidence, without what it says."""
    entry = {k: row[k] for k in ("source", "page", "sheet", "cell", "line", "quote", "stated", "rule")}
    entry["stated"] = bool(entry["stated"])
    entry["confidence"] = row["confidence"]
    entry |= {name: True if row[name] else None for name in ("accepted", "proposed")}
    entry["reported_by"] = row["reported_by"]
    entry["named"] = named
    entry["edition"] = row["edition"] if row["edition"] != row["usual"] else None
    entry = _filled(entry)
    if row["edition"] is None:
        entry["edition"] = None  # said of no edition, whatever that of its source or node
    return entry


def _original_names(view: SqlView) -> Mapping[int, tuple[str | None, str | None]]:
    """Return subject and object, by claim, of claims whose own audience does not know all that they are merged into.

    Only the secretariat has such claims: a withheld report may show that two nodes are one. Written under the name of
    the merged node, a claim would tell a wider audience so wherever the document is loaded.
    """
    if view.audience != AUDIENCES[-1] or not view.value("SELECT EXISTS (SELECT 1 FROM same_as)"):
        return {}
    return {
        row["number"]: (row["subject"] if row["subject"] != row["merged"] else None, row["object"])
        for row in view.rows(_MERGED_ABOVE)
    }


def _joins(entry: Json, last: Json) -> bool:
    return entry == {key: value for key, value in last.items() if key not in {"supports", "says"}}


def _with_evidence(node: Json, evidence: Mapping[str, list[Json]]) -> Json:
    """A node with its evidence: the attributes that each entry supports, and what it says otherwise of them."""
    node["evidence"] = evidence.get(node["id"], [])
    has = node_attributes(node)
    for entry in node["evidence"]:
        says = entry.pop("says")
        entry["supports"] = list(says)
        if other := {name: value for name, value in says.items() if has.get(name) != value}:
            entry["says"] = other
    return node


def _jurisdictions(view: SqlView) -> Iterator[Json]:
    for row in _iter_rows(view, "SELECT id, level, names, abbreviations, codes, part_of FROM jurisdiction ORDER BY id"):
        for column in ("names", "abbreviations", "codes"):
            row[column] = json.loads(row[column])
        yield row


def _themes(view: SqlView) -> Iterator[Json]:
    for row in _iter_rows(view, "SELECT id, labels, alternatives, broader, scheme FROM theme ORDER BY id"):
        for column in ("labels", "alternatives"):
            row[column] = json.loads(row[column])
        yield row


def _editions(view: SqlView) -> Iterator[Json]:
    submissions: dict[str, list[Json]] = defaultdict(list)
    for row in view.rows("SELECT edition, jurisdiction, received, approval FROM submission ORDER BY 1, 2"):
        submissions[row.pop("edition")].append(row)
    approvals = {row["edition"]: row["approval"] for row in view.rows(
        "SELECT edition, approval FROM approval WHERE jurisdiction = 'council'")}  # fmt: skip
    for row in view.rows("SELECT id, published, language, received, priorities FROM edition ORDER BY rank"):
        texts = json.loads(row.pop("priorities"))
        sent = submissions.get(row["id"], [])
        language = row["language"]
        yield {
            **row,
            "missing": [s["jurisdiction"] for s in sent if not s["received"]],
            "priorities": [by.get(language) or next(iter(by.values())) for by in texts],
            "priority_texts": texts,
            "submissions": [{**s, "received": bool(s["received"])} for s in sent],
            "approval": approvals.get(row["id"], "members"),
        }


def _initiatives(view: SqlView) -> Iterator[Json]:
    partners = _lists_by_node(
        view, "SELECT initiative, jurisdiction FROM takes_part WHERE role = 'partner' ORDER BY initiative, jurisdiction"
    )
    themes = _lists_by_node(view, "SELECT initiative, theme FROM initiative_theme ORDER BY initiative, theme")
    editions = _lists_by_node(
        view,
        "SELECT i.initiative, i.edition FROM initiative_edition AS i JOIN edition AS e ON e.id = i.edition"
        " ORDER BY i.initiative, e.rank",
    )
    dates = _lists_by_node(
        view,
        'SELECT initiative, kind, edtf, known_start AS "start", known_end AS "end" FROM initiative_date'
        " ORDER BY initiative, edtf, kind",
    )
    for row in _iter_rows(
        view, "SELECT id, kind, titles, summaries, lead, external_partners, status, part_of FROM initiative ORDER BY id"
    ):
        for column in ("titles", "summaries", "external_partners"):
            row[column] = json.loads(row[column])
        yield {
            **row,
            "partners": [p["jurisdiction"] for p in partners(row["id"])],
            "themes": [t["theme"] for t in themes(row["id"])],
            "dates": dates(row["id"]),
            "editions": [e["edition"] for e in editions(row["id"])],
        }


def _partnerships(view: SqlView) -> Iterator[Json]:
    members = _lists_by_node(
        view, "SELECT partnership, jurisdiction, role FROM partnership_member ORDER BY partnership, jurisdiction"
    )
    themes = _lists_by_node(view, "SELECT partnership, theme FROM partnership_theme ORDER BY partnership, theme")
    for row in _iter_rows(view, "SELECT id, initiative, since, until FROM partnership ORDER BY id"):
        yield {**row, "members": members(row["id"]), "themes": [t["theme"] for t in themes(row["id"])]}


def _needs(view: SqlView) -> Iterator[Json]:
    themes = _lists_by_node(view, "SELECT need, theme FROM need_theme ORDER BY need, theme")
    for row in _iter_rows(view, "SELECT id, kind, by, texts, initiative, edition FROM need ORDER BY id"):
        row["texts"] = json.loads(row["texts"])
        yield {**row, "themes": [t["theme"] for t in themes(row["id"])]}


def _iter_rows(view: SqlView, statement: str) -> Iterator[Json]:
    """Yield the rows of a statement as dictionaries, one at a time."""
    names, rows = view.stream(statement)
    return (dict(zip(names, row, strict=True)) for row in rows)


def _lists_by_node(view: SqlView, statement: str) -> Callable[[str], list[Json]]:
    """Return a function that returns the rows of a node, which is their first column and is taken out of them.

    Rows are in the order of the nodes, and so are the nodes that it is called with; each is asked for once.
    """
    names, rows = view.stream(statement)
    grouped = groupby(rows, key=lambda row: row[0])
    waiting: list[tuple[str, Iterator[tuple[Any, ...]]]] = []

    def rows_of(node: str) -> list[Json]:
        while True:
            if not waiting:
                following = next(grouped, None)
                if following is None:
                    return []
                waiting.append(following)
            identifier, group = waiting[0]
            if identifier > node:
                return []
            waiting.clear()
            found = [dict(zip(names[1:], row[1:], strict=True)) for row in group]
            if identifier == node:
                return found

    return rows_of


def _filled(row: Mapping[str, Any]) -> Json:
    return {key: value for key, value in row.items() if value is not None}
