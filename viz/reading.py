"""What a page is made of, read from a graph: the graph document, or of a large graph only what its page can hold.

A large graph is read by one statement for each kind of fact. Its page has no summaries, and of each piece of evidence
the place but not the words: that is what lets a hundred thousand initiatives travel in one file of a few megabytes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from queries.ask import ask
from queries.question import question
from queries.statements import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.view import View

LARGE: Final = 5_000  # initiatives from which on the page leaves summaries and quoted words to `accord show`
MOST_SUGGESTED: Final = 1_500
Json = dict[str, Any]


def page_document(view: View) -> Json:
    """The graph document, or its lighter form: the same fields, and `light` is true."""
    if view.dialect != "sql" or rows(view, "page_size")[0]["n"] <= LARGE:
        from graph.document import export

        return export(view)
    return light_document(view)


def light_document(view: View) -> Json:
    """What the page of a large graph needs, in the form of a graph document."""
    evidence = _evidence(view)
    return {
        "audience": view.audience,
        "light": True,
        "jurisdictions": [_loaded(row, "names", "abbreviations", "codes") for row in rows(view, "page_jurisdictions")],
        "themes": [_loaded(row, "labels", "alternatives") for row in rows(view, "page_themes")],
        "editions": _editions(view),
        "initiatives": _initiatives(view, evidence),
        "partnerships": _partnerships(view, evidence),
        "needs": _needs(view, evidence),
        "sources": rows(view, "page_sources"),
    }


def suggestions(view: View, document: Mapping[str, Any]) -> list[Json]:
    """The opportunities that a page lists."""
    most = min(MOST_SUGGESTED, len(document["initiatives"]) * 10)
    return ask(view, question("opportunities"), {}, limit=most).rows


def changes(view: View, document: Mapping[str, Any]) -> list[Json]:
    """What each edition brought that the one before had not, by the question `diff`; of a large graph, the last one."""
    editions = list(pairwise(row["id"] for row in document["editions"]))
    found = []
    for before, after in editions[-1:] if document.get("light") else editions:
        answer = ask(view, question("diff"), {"before": before, "after": after}, limit=MOST_SUGGESTED)
        kept = ("change", "jurisdiction", "initiative", "attribute", "old", "new", "evidence")
        found += [{"before": before, "after": after, **{key: row[key] for key in kept}} for row in answer.rows]
    return found


def _evidence(view: View) -> Mapping[str, list[Json]]:
    found: dict[str, list[Json]] = defaultdict(list)
    for row in rows(view, "page_evidence"):
        row["stated"] = bool(row["stated"])
        found[row.pop("subject")].append(row)
    return found


def _initiatives(view: View, evidence: Mapping[str, list[Json]]) -> list[Json]:
    partners, themes, editions = (
        _values(view, f"page_initiative_{name}") for name in ("partners", "themes", "editions")
    )
    dates = _grouped(view, "page_initiative_dates")
    return [
        {
            **_loaded(row, "titles", "external_partners"),
            "partners": partners.get(row["id"], []),
            "themes": themes.get(row["id"], []),
            "editions": editions.get(row["id"], []),
            "dates": dates.get(row["id"], []),
            "evidence": evidence.get(row["id"], []),
        }
        for row in rows(view, "page_initiatives")
    ]


def _partnerships(view: View, evidence: Mapping[str, list[Json]]) -> list[Json]:
    members = _grouped(view, "page_partnership_members")
    themes = _values(view, "page_partnership_themes")
    return [
        {
            **row,
            "members": members.get(row["id"], []),
            "themes": themes.get(row["id"], []),
            "evidence": evidence.get(row["id"], []),
        }
        for row in rows(view, "page_partnerships")
    ]


def _needs(view: View, evidence: Mapping[str, list[Json]]) -> list[Json]:
    themes = _values(view, "page_need_themes")
    return [
        {**_loaded(row, "texts"), "themes": themes.get(row["id"], []), "evidence": evidence.get(row["id"], [])}
        for row in rows(view, "page_needs")
    ]


def _editions(view: View) -> list[Json]:
    sent = _grouped(view, "page_submissions")
    return [
        {
            **row,
            "missing": [each["jurisdiction"] for each in sent.get(row["id"], []) if not each["received"]],
            "submissions": [{**each, "received": bool(each["received"])} for each in sent.get(row["id"], [])],
        }
        for row in rows(view, "page_editions")
    ]


def _loaded(row: Json, *columns: str) -> Json:
    """The row with these columns as what their JSON says."""
    return {**row, **{column: json.loads(row[column]) for column in columns}}


def _grouped(view: View, name: str) -> dict[str, list[Json]]:
    """The rows of a statement by their subject."""
    found: dict[str, list[Json]] = defaultdict(list)
    for row in rows(view, name):
        found[row.pop("subject")].append(row)
    return found


def _values(view: View, name: str) -> dict[str, list[str]]:
    """The values of a statement's rows by their subject."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(view, name):
        found[row["subject"]].append(row["value"])
    return found
