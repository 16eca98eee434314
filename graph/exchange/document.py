"""The graph document (`accord-graph/1`): a whole graph as one audience may see it, as JSON; out and back in.

Each node's evidence says which of its attributes it supports, and what it says of them where the node has something
else (an earlier status, a title that some may not see), so that loading a document gives the claims back that it was
made from: nothing that one source said comes back as the words of another.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from graph.exchange.attributes import Content, node_attributes, to_attribute
from graph.values import AUDIENCES

if TYPE_CHECKING:
    from graph.store import SqlView, View

FORMAT = "accord-graph/1"
# what is said of a node that is none to this audience, or refers to none, bears nothing out
_EVIDENCE = """
SELECT c.subject, s.id AS source, p.page, p.sheet, p.cell, p.line, p.quote, c.stated, c.rule, c.reported_by, c.edition,
       c.confidence, c.accepted, c.proposed, c.predicate, c.object, c.value, c.qualifier, c.language, c.number,
       s.edition AS usual
FROM claim AS c JOIN place AS p ON p.number = c.place JOIN source AS s ON s.number = p.source
JOIN node AS n ON n.id = c.subject AND n.kind = c.kind
WHERE c.object IS NULL OR c.object IN (SELECT id FROM node)
ORDER BY c.number
"""
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
_SOURCES = "SELECT id, name, media_type, language, edition FROM source ORDER BY number"
_UNPLACED = """
SELECT s.id AS source, u.page, u.line, u.text, u.reported_by, u.edition
FROM unplaced AS u JOIN main.source AS s ON s.number = u.source ORDER BY u.number
"""
Json = dict[str, Any]


def export_document(view: View) -> Json:
    """The graph document of a view, JSON-ready, in a fixed order.

    Only jurisdictions and themes that something refers to (and what they are part of) are in it, and sources that
    something comes from; the secretariat also sees the sources that said nothing.
    """
    view = view.open_local()
    evidence = _all_evidence(view)
    made: Json = {
        "format": FORMAT,
        "audience": view.audience,
        "jurisdictions": list(_jurisdictions(view, evidence)),
        "themes": list(_themes(view, evidence)),
        "editions": list(_editions(view, evidence)),
        "initiatives": list(_initiatives(view, evidence)),
        "partnerships": list(_partnerships(view, evidence)),
        "needs": list(_needs(view, evidence)),
    }
    unplaced = list(map(_filled, view.rows(_UNPLACED)))
    cited = {entry["source"] for entries in evidence.values() for entry in entries}
    cited.update(text["source"] for text in unplaced)
    everything = view.audience == AUDIENCES[-1]
    made["sources"] = [row for row in view.rows(_SOURCES) if everything or row["id"] in cited]
    made["approvals"] = view.rows(_APPROVALS)
    made["unplaced"] = unplaced
    return made


def _all_evidence(view: SqlView) -> Mapping[str, list[Json]]:
    """The evidence of each node, in the order of its claims.

    Claims that follow each other from one place by one rule make one entry. Its `says` holds what each attribute is
    said to be; `_with_evidence` leaves there only what is not what the node has.
    """
    found: dict[str, list[Json]] = defaultdict(list)
    original = _original_names(view)
    for row in view.rows(_EVIDENCE):
        entries = found[row["subject"]]
        named, row["object"] = original.get(row["number"], (None, row["object"]))
        name, value = to_attribute(Content(*(row[k] for k in Content._fields)))
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
        if not entries or not _joins(entry, entries[-1]) or entries[-1]["says"].get(name, value) != value:
            entries.append({**entry, "supports": [], "says": {}})
        entries[-1]["says"][name] = value
    return found


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


def _jurisdictions(view: View, evidence: Mapping[str, list[Json]]) -> Iterator[Json]:
    for row in view.rows("SELECT id, level, names, abbreviations, codes, part_of FROM jurisdiction ORDER BY id"):
        for column in ("names", "abbreviations", "codes"):
            row[column] = json.loads(row[column])
        yield _with_evidence(row, evidence)


def _themes(view: View, evidence: Mapping[str, list[Json]]) -> Iterator[Json]:
    for row in view.rows("SELECT id, labels, alternatives, broader, scheme FROM theme ORDER BY id"):
        for column in ("labels", "alternatives"):
            row[column] = json.loads(row[column])
        yield _with_evidence(row, evidence)


def _editions(view: View, evidence: Mapping[str, list[Json]]) -> Iterator[Json]:
    submissions = _group(
        view.rows("SELECT edition, jurisdiction, received, approval FROM submission ORDER BY edition, jurisdiction")
    )
    approvals = {row["edition"]: row["approval"] for row in view.rows(
        "SELECT edition, approval FROM approval WHERE jurisdiction = 'council'")}  # fmt: skip
    for row in view.rows("SELECT id, published, language, received, priorities FROM edition ORDER BY rank"):
        texts = json.loads(row.pop("priorities"))
        sent = submissions.get(row["id"], [])
        language = row["language"]
        node = {
            **row,
            "missing": [s["jurisdiction"] for s in sent if not s["received"]],
            "priorities": [by.get(language) or next(iter(by.values())) for by in texts],
            "priority_texts": texts,
            "submissions": [{**s, "received": bool(s["received"])} for s in sent],
            "approval": approvals.get(row["id"], "members"),
        }
        yield _with_evidence(node, evidence)


def _initiatives(view: View, evidence: Mapping[str, list[Json]]) -> Iterator[Json]:
    partners = _group(
        view.rows(
            "SELECT initiative, jurisdiction FROM takes_part WHERE role = 'partner' ORDER BY initiative, jurisdiction"
        )
    )
    themes = _group(view.rows("SELECT initiative, theme FROM initiative_theme ORDER BY initiative, theme"))
    editions = _group(
        view.rows(
            "SELECT i.initiative, i.edition FROM initiative_edition AS i JOIN edition AS e ON e.id = i.edition"
            " ORDER BY i.initiative, e.rank"
        )
    )
    dates = _group(
        view.rows(
            'SELECT initiative, kind, edtf, known_start AS "start", known_end AS "end" FROM initiative_date'
            " ORDER BY initiative, edtf, kind"
        )
    )
    for row in view.rows(
        "SELECT id, kind, titles, summaries, lead, external_partners, status, part_of FROM initiative ORDER BY id"
    ):
        for column in ("titles", "summaries", "external_partners"):
            row[column] = json.loads(row[column])
        node = {
            **row,
            "partners": [p["jurisdiction"] for p in partners.get(row["id"], [])],
            "themes": [t["theme"] for t in themes.get(row["id"], [])],
            "dates": dates.get(row["id"], []),
            "editions": [e["edition"] for e in editions.get(row["id"], [])],
        }
        yield _with_evidence(node, evidence)


def _partnerships(view: View, evidence: Mapping[str, list[Json]]) -> Iterator[Json]:
    members = _group(
        view.rows("SELECT partnership, jurisdiction, role FROM partnership_member ORDER BY partnership, jurisdiction")
    )
    themes = _group(view.rows("SELECT partnership, theme FROM partnership_theme ORDER BY partnership, theme"))
    for row in view.rows("SELECT id, initiative, since, until FROM partnership ORDER BY id"):
        node = {
            **row,
            "members": members.get(row["id"], []),
            "themes": [t["theme"] for t in themes.get(row["id"], [])],
        }
        yield _with_evidence(node, evidence)


def _needs(view: View, evidence: Mapping[str, list[Json]]) -> Iterator[Json]:
    themes = _group(view.rows("SELECT need, theme FROM need_theme ORDER BY need, theme"))
    for row in view.rows("SELECT id, kind, by, texts, initiative, edition FROM need ORDER BY id"):
        row["texts"] = json.loads(row["texts"])
        node = {
            **row,
            "themes": [t["theme"] for t in themes.get(row["id"], [])],
        }
        yield _with_evidence(node, evidence)


def _group(rows: Iterable[Json]) -> dict[str, list[Json]]:
    """Rows by their first column, which is taken out of them."""
    grouped: dict[str, list[Json]] = defaultdict(list)
    for row in rows:
        first = next(iter(row))
        grouped[row.pop(first)].append(row)
    return grouped


def _filled(row: Mapping[str, Any]) -> Json:
    return {key: value for key, value in row.items() if value is not None}
