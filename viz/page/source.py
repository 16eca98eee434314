"""Load what a page shows: the graph document, or for a large graph only the fields that its page uses.

A large graph is loaded with one statement per kind of fact. Its page has no summaries and no quotes, only the places of
evidence, which keeps a hundred thousand initiatives in one file of a few megabytes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from queries.ask import ask
from queries.questions.question import load_question
from queries.statements import fetch_rows
from viz.gc_pause import pause_gc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import View

LARGE_GRAPH_INITIATIVES: Final = 5_000  # from here on, the page has no summaries and quotes
MAX_SUGGESTIONS: Final = 1_500
Json = dict[str, Any]


def load_page_document(view: View) -> Json:
    """Return the graph document, or a lighter form with the same fields in which `light` is true."""
    if fetch_rows(view, "page/size")[0]["n"] <= LARGE_GRAPH_INITIATIVES:
        from graph.exchange.document import export_document

        return export_document(view)
    return load_light_document(view)


@pause_gc()
def load_light_document(view: View) -> Json:
    """Return the fields that the page of a large graph uses, in the form of a graph document."""
    evidence = _evidence(view)
    return {
        "audience": view.audience,
        "light": True,
        "jurisdictions": _parse_json_columns(fetch_rows(view, "page/jurisdictions"), "names", "abbreviations", "codes"),
        "themes": _parse_json_columns(fetch_rows(view, "page/themes"), "labels", "alternatives"),
        "editions": _editions(view),
        "initiatives": _initiatives(view, evidence),
        "partnerships": _partnerships(view, evidence),
        "needs": _needs(view, evidence),
        "sources": fetch_rows(view, "page/sources"),
    }


def load_suggestions(view: View, document: Mapping[str, Any]) -> list[Json]:
    """Return the opportunities that a page lists."""
    most = min(MAX_SUGGESTIONS, len(document["initiatives"]) * 10)
    return ask(view, load_question("opportunities"), {}, limit=most).rows


def load_changes(view: View, document: Mapping[str, Any]) -> list[Json]:
    """Return the changes between editions by the question `diff`; for a large graph, only those of the last one."""
    editions = list(pairwise(row["id"] for row in document["editions"]))
    found = []
    for before, after in editions[-1:] if document.get("light") else editions:
        answer = ask(view, load_question("diff"), {"before": before, "after": after}, limit=MAX_SUGGESTIONS)
        kept = ("change", "jurisdiction", "initiative", "attribute", "old", "new", "evidence")
        found += [{"before": before, "after": after, **{key: row[key] for key in kept}} for row in answer.rows]
    return found


def _evidence(view: View) -> Mapping[str, list[Json]]:
    found = _group_rows(view, "page/evidence")
    for pieces in found.values():
        for piece in pieces:
            piece["stated"] = bool(piece["stated"])
        if len(pieces) > 1:
            pieces.sort(key=_reading_order)
    return found


def _reading_order(piece: Json) -> tuple[object, ...]:
    """Return the sort key of evidence: by source, then by place."""
    place = [(piece[name] is not None, piece[name]) for name in ("page", "line", "cell")]
    return piece["source"], *place, piece["stated"], piece["rule"]


def _initiatives(view: View, evidence: Mapping[str, list[Json]]) -> list[Json]:
    partners, themes, editions = (
        _group_values(view, name)
        for name in ("page/initiative_partners", "page/initiative_themes", "page/initiative_editions")
    )
    dates = _group_rows(view, "page/initiative_dates")
    found = _parse_json_columns(fetch_rows(view, "page/initiatives"), "titles", "external_partners")
    for row in found:
        identifier = row["id"]
        row["partners"] = partners.get(identifier, [])
        row["themes"] = themes.get(identifier, [])
        row["editions"] = editions.get(identifier, [])
        row["dates"] = dates.get(identifier, [])
        row["evidence"] = evidence.get(identifier, [])
    return found


def _partnerships(view: View, evidence: Mapping[str, list[Json]]) -> list[Json]:
    members = _group_rows(view, "page/partnership_members")
    themes = _group_values(view, "page/partnership_themes")
    return [
        {
            **row,
            "members": members.get(row["id"], []),
            "themes": themes.get(row["id"], []),
            "evidence": evidence.get(row["id"], []),
        }
        for row in fetch_rows(view, "page/partnerships")
    ]


def _needs(view: View, evidence: Mapping[str, list[Json]]) -> list[Json]:
    themes = _group_values(view, "page/need_themes")
    return [
        {**row, "themes": themes.get(row["id"], []), "evidence": evidence.get(row["id"], [])}
        for row in _parse_json_columns(fetch_rows(view, "page/needs"), "texts")
    ]


def _editions(view: View) -> list[Json]:
    sent = _group_rows(view, "page/submissions")
    return [
        {
            **row,
            "missing": [each["jurisdiction"] for each in sent.get(row["id"], []) if not each["received"]],
            "submissions": [{**each, "received": bool(each["received"])} for each in sent.get(row["id"], [])],
        }
        for row in fetch_rows(view, "page/editions")
    ]


def _parse_json_columns(found: list[Json], *columns: str) -> list[Json]:
    """Parse columns that hold JSON; parsing a whole column at once takes a third of the time."""
    for column in columns:
        values = json.loads(f"[{','.join(row[column] for row in found)}]")
        for row, value in zip(found, values, strict=True):
            row[column] = value
    return found


def _group_rows(view: View, name: str) -> dict[str, list[Json]]:
    """Return the rows of a statement by subject."""
    found: dict[str, list[Json]] = defaultdict(list)
    for row in fetch_rows(view, name):
        found[row.pop("subject")].append(row)
    return found


def _group_values(view: View, name: str) -> dict[str, list[str]]:
    """Return the values of a statement by subject."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in fetch_rows(view, name):
        found[row["subject"]].append(row["value"])
    return found
