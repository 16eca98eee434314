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
from queries.questions.question import load_question
from queries.statements import fetch_rows
from viz.gc_pause import put_off

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import View

LARGE: Final = 5_000  # initiatives from which on the page leaves summaries and quoted words to `accord show`
MOST_SUGGESTED: Final = 1_500
Json = dict[str, Any]


def page_document(view: View) -> Json:
    """The graph document, or its lighter form: the same fields, and `light` is true."""
    if fetch_rows(view, "page/size")[0]["n"] <= LARGE:
        from graph.exchange.document import export

        return export(view)
    return light_document(view)


@put_off()
def light_document(view: View) -> Json:
    """What the page of a large graph needs, in the form of a graph document."""
    evidence = _evidence(view)
    return {
        "audience": view.audience,
        "light": True,
        "jurisdictions": _read(fetch_rows(view, "page/jurisdictions"), "names", "abbreviations", "codes"),
        "themes": _read(fetch_rows(view, "page/themes"), "labels", "alternatives"),
        "editions": _editions(view),
        "initiatives": _initiatives(view, evidence),
        "partnerships": _partnerships(view, evidence),
        "needs": _needs(view, evidence),
        "sources": fetch_rows(view, "page/sources"),
    }


def suggestions(view: View, document: Mapping[str, Any]) -> list[Json]:
    """The opportunities that a page lists."""
    most = min(MOST_SUGGESTED, len(document["initiatives"]) * 10)
    return ask(view, load_question("opportunities"), {}, limit=most).rows


def changes(view: View, document: Mapping[str, Any]) -> list[Json]:
    """What each edition brought that the one before had not, by the question `diff`; of a large graph, the last one."""
    editions = list(pairwise(row["id"] for row in document["editions"]))
    found = []
    for before, after in editions[-1:] if document.get("light") else editions:
        answer = ask(view, load_question("diff"), {"before": before, "after": after}, limit=MOST_SUGGESTED)
        kept = ("change", "jurisdiction", "initiative", "attribute", "old", "new", "evidence")
        found += [{"before": before, "after": after, **{key: row[key] for key in kept}} for row in answer.rows]
    return found


def _evidence(view: View) -> Mapping[str, list[Json]]:
    found = _grouped(view, "page/evidence")
    for pieces in found.values():
        for piece in pieces:
            piece["stated"] = bool(piece["stated"])
        if len(pieces) > 1:
            pieces.sort(key=_in_order)
    return found


def _in_order(piece: Json) -> tuple[object, ...]:
    """By source, then by place as one reads; what has no such place comes first."""
    place = [(piece[name] is not None, piece[name]) for name in ("page", "line", "cell")]
    return piece["source"], *place, piece["stated"], piece["rule"]


def _initiatives(view: View, evidence: Mapping[str, list[Json]]) -> list[Json]:
    partners, themes, editions = (
        _values(view, name)
        for name in ("page/initiative_partners", "page/initiative_themes", "page/initiative_editions")
    )
    dates = _grouped(view, "page/initiative_dates")
    found = _read(fetch_rows(view, "page/initiatives"), "titles", "external_partners")
    for row in found:
        identifier = row["id"]
        row["partners"] = partners.get(identifier, [])
        row["themes"] = themes.get(identifier, [])
        row["editions"] = editions.get(identifier, [])
        row["dates"] = dates.get(identifier, [])
        row["evidence"] = evidence.get(identifier, [])
    return found


def _partnerships(view: View, evidence: Mapping[str, list[Json]]) -> list[Json]:
    members = _grouped(view, "page/partnership_members")
    themes = _values(view, "page/partnership_themes")
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
    themes = _values(view, "page/need_themes")
    return [
        {**row, "themes": themes.get(row["id"], []), "evidence": evidence.get(row["id"], [])}
        for row in _read(fetch_rows(view, "page/needs"), "texts")
    ]


def _editions(view: View) -> list[Json]:
    sent = _grouped(view, "page/submissions")
    return [
        {
            **row,
            "missing": [each["jurisdiction"] for each in sent.get(row["id"], []) if not each["received"]],
            "submissions": [{**each, "received": bool(each["received"])} for each in sent.get(row["id"], [])],
        }
        for row in fetch_rows(view, "page/editions")
    ]


def _read(found: list[Json], *columns: str) -> list[Json]:
    """The rows with these columns as what their JSON says; a column is read at once, in a third of the time."""
    for column in columns:
        values = json.loads(f"[{','.join(row[column] for row in found)}]")
        for row, value in zip(found, values, strict=True):
            row[column] = value
    return found


def _grouped(view: View, name: str) -> dict[str, list[Json]]:
    """The rows of a statement by their subject."""
    found: dict[str, list[Json]] = defaultdict(list)
    for row in fetch_rows(view, name):
        found[row.pop("subject")].append(row)
    return found


def _values(view: View, name: str) -> dict[str, list[str]]:
    """The values of a statement's rows by their subject."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in fetch_rows(view, name):
        found[row["subject"]].append(row["value"])
    return found
