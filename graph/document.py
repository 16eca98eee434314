"""The graph document (`accord-graph/1`): a whole graph as one audience may see it, as JSON; out and back in.

Each node's evidence says which of its attributes it supports, so that loading a document gives the claims back
that it was made from.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.view import View

FORMAT = "accord-graph/1"
_TEXTUAL = frozenset({"title", "summary", "text", "name", "abbreviation", "label", "alternative"})
_LISTED = frozenset({"theme", "member", "submitted", "missing", "broader"})
Json = dict[str, Any]


def export(view: View) -> Json:
    """The graph document of a view, JSON-ready, in a fixed order.

    Only jurisdictions and themes that something refers to (and what they are part of) are in it.
    """
    evidence = _all_evidence(view)
    return {
        "format": FORMAT,
        "audience": view.audience,
        "jurisdictions": list(_jurisdictions(view, evidence)),
        "themes": list(_themes(view, evidence)),
        "editions": list(_editions(view, evidence)),
        "initiatives": list(_initiatives(view, evidence)),
        "partnerships": list(_partnerships(view, evidence)),
        "needs": list(_needs(view, evidence)),
        "sources": [
            *view.rows("SELECT id, name, media_type, language, edition FROM source ORDER BY number"),
        ],
        "unplaced": [
            _filled(row)
            for row in view.rows(
                "SELECT s.id AS source, u.page, u.line, u.text, u.reported_by, u.edition"
                " FROM unplaced AS u JOIN main.source AS s ON s.number = u.source ORDER BY u.number"
            )
        ],
    }


def _all_evidence(view: View) -> Mapping[str, list[Json]]:
    """The evidence of each node, in the order of its claims: one entry for each place and rule."""
    rows = view.rows(
        "SELECT c.subject, s.id AS source, p.page, p.sheet, p.cell, p.line, p.quote, c.stated, c.rule, c.reported_by,"
        " c.edition, c.predicate, c.object, c.value, c.qualifier, c.language, s.edition AS usual"
        " FROM claim AS c JOIN main.place AS p ON p.number = c.place JOIN main.source AS s ON s.number = p.source"
        " ORDER BY c.number"
    )
    found: dict[str, dict[tuple[object, ...], Json]] = defaultdict(dict)
    for row in rows:
        subject = row.pop("subject")
        support = supported(row)
        entry = {k: row[k] for k in ("source", "page", "sheet", "cell", "line", "quote", "stated", "rule")}
        entry["stated"] = bool(entry["stated"])
        entry["reported_by"] = row["reported_by"]
        entry["edition"] = row["edition"] if row["edition"] != row["usual"] else None
        key = tuple(entry.values())
        supports = found[subject].setdefault(key, {**_filled(entry), "supports": []})["supports"]
        if support not in supports:
            supports.append(support)
    return {subject: list(entries.values()) for subject, entries in found.items()}


def supported(claim: Mapping[str, Any]) -> str:
    """The name of the attribute that a claim supports: ``lead``, ``title:fr``, ``theme:ai``, ``date:launch:2021``."""
    predicate = str(claim["predicate"])
    if predicate in _TEXTUAL:
        parts = [predicate, claim["language"] or "und"]
        if predicate == "alternative":
            parts.append(claim["value"])
    elif predicate in _LISTED:
        parts = [predicate, claim["object"]]
    elif predicate == "date":
        parts = [predicate, claim["qualifier"] or "milestone", claim["value"]]
    elif predicate == "priority":
        parts = [predicate, claim["qualifier"] or "", claim["language"] or "und"]
    elif predicate == "external_partner":
        parts = [predicate, claim["value"]]
    else:
        parts = [predicate]
    return ":".join(parts)


def _jurisdictions(view: View, evidence: Mapping[str, list[Json]]) -> Iterator[Json]:
    for row in view.rows("SELECT id, level, names, abbreviations, codes, part_of FROM jurisdiction ORDER BY id"):
        for column in ("names", "abbreviations", "codes"):
            row[column] = json.loads(row[column])
        yield {**row, "evidence": evidence.get(row["id"], [])}


def _themes(view: View, evidence: Mapping[str, list[Json]]) -> Iterator[Json]:
    for row in view.rows("SELECT id, labels, alternatives, broader, scheme FROM theme ORDER BY id"):
        for column in ("labels", "alternatives"):
            row[column] = json.loads(row[column])
        yield {**row, "evidence": evidence.get(row["id"], [])}


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
        yield {
            **row,
            "missing": [s["jurisdiction"] for s in sent if not s["received"]],
            "priorities": [by.get(language) or next(iter(by.values())) for by in texts],
            "priority_texts": texts,
            "submissions": [{**s, "received": bool(s["received"])} for s in sent],
            "approval": approvals.get(row["id"], "members"),
            "evidence": evidence.get(row["id"], []),
        }


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
        view.rows('SELECT initiative, kind, edtf, "start", "end" FROM initiative_date ORDER BY initiative, edtf, kind')
    )
    for row in view.rows(
        "SELECT id, kind, titles, summaries, lead, external_partners, status, part_of FROM initiative ORDER BY id"
    ):
        for column in ("titles", "summaries", "external_partners"):
            row[column] = json.loads(row[column])
        yield {
            **row,
            "partners": [p["jurisdiction"] for p in partners.get(row["id"], [])],
            "themes": [t["theme"] for t in themes.get(row["id"], [])],
            "dates": dates.get(row["id"], []),
            "editions": [e["edition"] for e in editions.get(row["id"], [])],
            "evidence": evidence.get(row["id"], []),
        }


def _partnerships(view: View, evidence: Mapping[str, list[Json]]) -> Iterator[Json]:
    members = _group(
        view.rows("SELECT partnership, jurisdiction, role FROM partnership_member ORDER BY partnership, jurisdiction")
    )
    themes = _group(view.rows("SELECT partnership, theme FROM partnership_theme ORDER BY partnership, theme"))
    for row in view.rows("SELECT id, initiative, since, until FROM partnership ORDER BY id"):
        yield {
            **row,
            "members": members.get(row["id"], []),
            "themes": [t["theme"] for t in themes.get(row["id"], [])],
            "evidence": evidence.get(row["id"], []),
        }


def _needs(view: View, evidence: Mapping[str, list[Json]]) -> Iterator[Json]:
    themes = _group(view.rows("SELECT need, theme FROM need_theme ORDER BY need, theme"))
    for row in view.rows("SELECT id, kind, by, texts, initiative, edition FROM need ORDER BY id"):
        row["texts"] = json.loads(row["texts"])
        yield {
            **row,
            "themes": [t["theme"] for t in themes.get(row["id"], [])],
            "evidence": evidence.get(row["id"], []),
        }


def _group(rows: Iterable[Json]) -> dict[str, list[Json]]:
    """Rows by their first column, which is taken out of them."""
    grouped: dict[str, list[Json]] = defaultdict(list)
    for row in rows:
        first = next(iter(row))
        grouped[row.pop(first)].append(row)
    return grouped


def _filled(row: Mapping[str, Any]) -> Json:
    return {key: value for key, value in row.items() if value is not None}
