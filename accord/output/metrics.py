"""Format the measures of evaluations: tables with three decimals, JSON, CSV or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accord.messages import current_language
from accord.options import refused_form
from accord.output.csv import format_csv
from accord.output.json import iter_json
from accord.output.terminal import bold, terminal_width

Row = Mapping[str, Any]


def format_metrics(columns: Mapping[str, str], rows: Sequence[Row], style: str, **more: Any) -> str:  # noqa: ANN401
    """Return rows as a table, JSON, CSV or Markdown.

    Args:
        columns: the header that people see, by the name in JSON and CSV.
        rows: a value for each column; None is nothing to show.
        style: one of `accord.options.TEXT_FORMS`.
        more: what JSON holds besides `columns` and `rows`.
    """
    match style:
        case "json":
            kept = [{name: row.get(name) for name in columns} for row in rows]
            return "".join(iter_json({**more, "columns": list(columns), "rows": kept}))
        case "csv":
            return format_csv(list(columns), ([row.get(name) for name in columns] for row in rows))
        case "md":
            lines = [_markdown_row(columns.values()), _markdown_row("---" for _ in columns)]
            return "\n".join([*lines, *(_markdown_row(cells) for cells in _format_cells(columns, rows))]) + "\n"
        case "table":
            return _format_table(columns, rows)
        case _:
            raise refused_form(style)


def _markdown_row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _format_cells(columns: Mapping[str, str], rows: Sequence[Row]) -> list[list[str]]:
    return [[_format_cell(row.get(name)) for name in columns] for row in rows]


def _format_cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}".replace(".", "," if current_language() == "fr" else ".")
    return "" if value is None else str(value)


def _format_table(columns: Mapping[str, str], rows: Sequence[Row]) -> str:
    from accord.output.table import format_table

    right = [all(isinstance(row.get(name), int | float | None) for row in rows) for name in columns]
    lines = format_table(
        list(columns.values()), _format_cells(columns, rows), right=right, width=terminal_width(), style=bold
    )
    return "\n".join(lines) + "\n"
