"""Answer the `opportunities` question: who should meet, about what, and why.

There are two methods, and the answer names the one used. *Texts and needs*: in graphs of up to 5,000 initiatives of up
to 2,000 organisations, links between initiatives and needs are found in their texts, themes and mentions (`links`), put
together (`assemble`) and scored (`scoring`). *History*: in larger graphs, and where few initiatives have a summary,
texts yield no link and thirty partnerships or more have a date, organisations are ranked by link features
(`history.ranking`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from queries.questions.answer import Rows
from queries.questions.parameters import first_day
from queries.questions.wording import load_wording
from queries.statements import fetch_rows
from queries.suggestions.by_links import suggest_from_links
from queries.suggestions.history.query import OpportunityQuery
from queries.suggestions.history.ranking import rank_by_history

if TYPE_CHECKING:
    from graph.store import View

MIN_DATED_PARTNERSHIPS: Final = 30  # for the method by history, and for the feature `history`
MAX_COMPARED_ORGANISATIONS: Final = 2_000  # for the method by texts and needs
MAX_COMPARED_INITIATIVES: Final = 5_000


def find_opportunities(
    view: View,
    *,
    each: bool = False,
    theme: str | None = None,
    kind: str | None = None,
    as_of: str | None = None,
    include_known: bool = False,
    include_dismissed: bool = False,
    lean: bool = False,
    limit: int = 10,
    most: int | None = None,
    **given: str | None,
) -> Rows:
    """Return the rows of the answer, the best first; with `each`, the best for every jurisdiction in turn.

    Args:
        view: what the audience may see.
        each: rank for each jurisdiction.
        theme: only on this theme.
        kind: only of this kind.
        as_of: only from what was known before this day.
        include_known: whether to include those who are partners already.
        include_dismissed: whether to include suggestions that a person dismissed.
        lean: whether rows have the sentence in one language and the main evidence only.
        limit: how many rows, or with `each` how many for each jurisdiction.
        most: with more rows than that, no further jurisdiction is looked at.
        given: ``for``, the jurisdiction to suggest partners to (a reserved word in Python).
    """
    day = first_day(as_of) if as_of else None
    query = OpportunityQuery(given.get("for"), each, theme, kind, day, include_known, limit, include_dismissed, most)
    many = {"many": MAX_COMPARED_ORGANISATIONS + 1, "most": MAX_COMPARED_INITIATIVES + 1}
    size = fetch_rows(view, "suggestions/dated_partnerships", {"as_of": day, "enough": MIN_DATED_PARTNERSHIPS, **many})[
        0
    ]
    is_large = size["organisations"] > MAX_COMPARED_ORGANISATIONS or size["initiatives"] > MAX_COMPARED_INITIATIVES
    has_history = size["partnerships"] >= MIN_DATED_PARTNERSHIPS
    found = None if is_large else suggest_from_links(view, query, has_history=has_history)
    if found is None and (is_large or has_history):
        found = rank_by_history(view, query)
    made = Rows() if found is None else found
    if kind == "answer" and not made:
        made.notes.append(load_wording()["no_answer"][view.language])
    return _make_lean(made) if lean else made


def _make_lean(rows: Rows) -> Rows:
    """Return rows without what is in both languages, features of 0 and all but the first evidence of each item."""
    for row in rows:
        row.update(dict.fromkeys(("why", "sentences", "questions", "cautions")))
        row["features"] = {name: value for name, value in row["features"].items() if value}
        row["evidence"] = row["evidence"][: len(row["initiatives"]) + (row["need"] is not None)]
    return rows
