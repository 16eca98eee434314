"""Proposals in the review queue, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accord.messages import _

if TYPE_CHECKING:
    from accord.options import CommonOptions


def format_proposal(row: dict[str, Any], common: CommonOptions, number: str) -> list[str]:
    """Return a proposal as lines: what is proposed, of what, and the text that it was read from."""
    from accord.output.table import format_table, wrap_text
    from accord.output.terminal import terminal_width
    from queries.questions.question import format_value

    what = str(format_value("proposal", row["proposal"], common.lang))
    target = _with_identifier(row["title_other"], row["other"])
    if row["proposal"] == "date":
        kind, _space, day = row["other"].rpartition(" ")
        target = f"{format_value('date', day, common.lang)} ({format_value('date_kind', kind, common.lang)})"
    heading = (
        _("{number}  [{id}] {what}: {target}")
        .format(number=number, id=row["id"], what=what[:1].upper() + what[1:], target=target)
        .lstrip()
    )
    if row["score"] is not None:
        heading = _("{text} ({percent}%)").format(text=heading, percent=round(row["score"] * 100))
    cells = [
        [_("Of"), "" if row["other"] == row["title_one"] else _with_identifier(row["title_one"], row["one"])],
        [_("Text"), row["quote"]],
        [_("Source"), format_sources(row)],
        [_("Rule"), str(format_value("rule", row["rule"], common.lang))],
        [_("Part of"), row["part_of"] and f"[{row['part_of']}]"],
    ]
    shown = [cell for cell in cells if cell[1]]
    body = format_table(["", ""], shown, right=[False] * 2, width=terminal_width())
    return [*wrap_text(heading, terminal_width()), *(line for line in body if line.strip())]


def format_sources(row: dict[str, Any]) -> str:
    """Return where a proposal was read."""
    from accord.output.evidence import format_place

    return "; ".join(dict.fromkeys(format_place(entry) for entry in row.get("evidence", ())))


def _with_identifier(title: str, identifier: str) -> str:
    return f"{title} ({identifier})" if title and title != identifier else identifier
