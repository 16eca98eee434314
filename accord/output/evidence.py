"""Evidence in words: where a fact stands in its source, and the marks of what no source states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from accord.messages import _
from queries.questions.answer import UNSTATED, list_marks

if TYPE_CHECKING:
    from queries.questions.question import Column

MARKS: Final = {"inferred": "†", "proposed": "‡"}
_SEPARATOR: Final = " · "  # between the names of one cell


def format_place(evidence: Mapping[str, Any]) -> str:
    """Return where evidence is found, in words: "analysis.pdf, page 3, line 120"."""
    parts = [str(evidence.get("name") or _("the vocabulary of Accord"))]
    for key, template in (
        ("page", _("page {n}")), ("sheet", _("sheet {n}")), ("cell", _("cell {n}")), ("line", _("line {n}")),
    ):  # fmt: skip
        if key in evidence:
            parts.append(template.format(n=evidence[key]))
    return ", ".join(parts)


def mark_cells(row: Mapping[str, Any], columns: Sequence[Column], cells: Sequence[str]) -> list[str]:
    """Return the cells of a row with their marks.

    A row says which of its cells are not stated, or only that it holds such a fact: then one cell is marked.

    Args:
        row: the row, with its evidence.
        columns: the columns that are shown.
        cells: their texts.
    """
    marked = list(cells)
    if UNSTATED in row:
        for at, column in enumerate(columns):
            if cells[at] and (mark := row[UNSTATED].get(column.name)):
                marked[at] = _mark_cell(cells[at], mark)
    elif marks := list_marks(row):
        at = next((n for n, column in enumerate(columns) if column.marked), 0)
        at = at if cells[at] else next((n for n, cell in enumerate(cells) if cell), at)
        marked[at] = f"{cells[at]} {MARKS[marks[-1]]}"
    return marked


def _mark_cell(text: str, mark: str | Sequence[str | None]) -> str:
    if isinstance(mark, str):
        return f"{text} {MARKS[mark]}"
    names = text.split(_SEPARATOR)
    if len(names) != len(mark):  # a name holds the separator
        return f"{text} {''.join(sorted({MARKS[each] for each in mark if each}))}"
    return _SEPARATOR.join(f"{name} {MARKS[each]}" if each else name for name, each in zip(names, mark, strict=True))


def describe_marks(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the meaning of each mark in the table of these rows."""
    meanings = {
        "inferred": _("{mark} Inferred: no source states it."),
        "proposed": _("{mark} Proposed: likely but not sure; “accord review” asks about it."),
    }
    found = {mark for row in rows for mark in list_marks(row)}
    return [text.format(mark=MARKS[mark]) for mark, text in meanings.items() if mark in found]


def describe_unstated(row: Mapping[str, Any], columns: Sequence[Column], language: str) -> str:
    """Return in words what of a row no source states: "Status (inferred), Partners: Ontario (inferred)"."""
    words = {"inferred": _("inferred"), "proposed": _("proposed")}
    if UNSTATED not in row:
        return ", ".join(words[mark] for mark in list_marks(row))
    described = []
    for column in columns:
        mark = row[UNSTATED].get(column.name)
        if isinstance(mark, str):
            described.append(f"{column.header[language]} ({words[mark]})")
        elif mark:
            names = str(row[column.name]).split(_SEPARATOR)
            marked = [f"{name} ({words[each]})" for name, each in zip(names, mark, strict=False) if each]
            colon = "\u00a0:" if language == "fr" else ":"
            described.append(f"{column.header[language]}{colon} {_SEPARATOR.join(marked)}")
    return ", ".join(described)
