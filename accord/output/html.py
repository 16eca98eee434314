"""An answer as HTML: a table with the evidence of each row folded, for a page of its own or within a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from accord.messages import _
from accord.output.evidence import describe_marks, format_place, mark_cells
from graph.text.strings import replace_controls
from viz.markup import Markup, element, join

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from queries.questions.answer import Answer
    from queries.questions.question import Column

STYLE: Final = (
    "body{font-family:sans-serif;margin:2rem;max-width:80rem}table{border-collapse:collapse}"
    "th,td{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}"
    "caption{font-weight:bold;text-align:left;padding:.3rem .6rem}"
)


def format_table_html(answer: Answer, columns: Sequence[Column], heading: str) -> Markup:
    """Return an answer as a table, with its notes and its audience.

    Args:
        answer: the answer.
        columns: the columns to show.
        heading: the question and its subject, as the caption.
    """
    head = [element("th", column.header[answer.language], scope="col") for column in columns]
    rows = [_format_row(row, columns, answer.language) for row in answer.rows]
    table = element(
        "table",
        element("caption", heading),
        element("thead", element("tr", *head, element("th", _("Evidence"), scope="col"))),
        element("tbody", *rows),
        lang=answer.language,
    )
    notes = [element("p", note) for note in [*answer.notes, *describe_marks(answer.rows)]]
    audience = element("p", element("small", _("Audience: {audience}").format(audience=answer.audience)))
    whole = join([table if answer.rows else element("p", element("strong", heading)), *notes, audience])
    return Markup(replace_controls(whole))


def format_page(answer: Answer, columns: Sequence[Column], heading: str) -> str:
    """Return an answer as a page that needs nothing else and runs no script."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    title = element("title", replace_controls(heading))
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width">{title}<style>{STYLE}</style>'
    )
    body = format_table_html(answer, columns, heading)
    return f'<!doctype html>\n<html lang="{answer.language}"><head>{head}</head><body>{body}</body></html>\n'


def _format_row(row: Mapping[str, Any], columns: Sequence[Column], language: str) -> Markup:
    values = (column.format(row.get(column.name), language) for column in columns)
    texts = ["" if value is None else str(value) for value in values]
    cells = [element("td", text) for text in mark_cells(row, columns, texts)]
    return element("tr", *cells, element("td", _format_evidence(row.get("evidence", ()))))


def _format_evidence(evidence: Sequence[Mapping[str, Any]]) -> Markup:
    items = [
        element("li", format_place(entry), *([": ", element("q", entry["quote"])] if entry.get("quote") else []))
        for entry in evidence
    ]
    return element("details", element("summary", str(len(items))), element("ul", *items)) if items else Markup("")
