"""Tables of figures that answer no question, such as those of an evaluation, printed as answers are."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Mapping, Sequence
from typing import Any, Final

import click

from accord.messages import spoken
from accord.output.json import pieces

NARROWEST: Final = 40
Row = Mapping[str, Any]


def figures(columns: Mapping[str, str], rows: Sequence[Row], style: str, **more: Any) -> str:  # noqa: ANN401
    """Rows as a table, JSON, CSV or Markdown.

    Args:
        columns: what each is called in JSON and CSV, and the header that people see.
        rows: a value for each column; None is nothing to show.
        style: one of `accord.options.FORMATS`.
        more: what JSON says besides `rows`.
    """
    match style:
        case "json":
            kept = [{name: row.get(name) for name in columns} for row in rows]
            return "".join(pieces({**more, "columns": list(columns), "rows": kept}))
        case "csv":
            return _csv(columns, rows)
        case "md":
            lines = [_line(columns.values()), _line("---" for _ in columns)]
            return "\n".join([*lines, *(_line(cells) for cells in _cells(columns, rows))]) + "\n"
        case _:
            return _table(columns, rows)


def _csv(columns: Mapping[str, str], rows: Sequence[Row]) -> str:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(columns)
    writer.writerows([["" if row.get(name) is None else row[name] for name in columns] for row in rows])
    return made.getvalue()


def _line(cells: Any) -> str:  # noqa: ANN401
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _cells(columns: Mapping[str, str], rows: Sequence[Row]) -> list[list[str]]:
    return [[_cell(row.get(name)) for name in columns] for row in rows]


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}".replace(".", "," if spoken() == "fr" else ".")
    return "" if value is None else str(value)


def _table(columns: Mapping[str, str], rows: Sequence[Row]) -> str:
    from accord.output.table import table

    right = [all(isinstance(row.get(name), int | float | None) for row in rows) for name in columns]
    width = max(NARROWEST, shutil.get_terminal_size().columns)
    lines = table(list(columns.values()), _cells(columns, rows), right=right, width=width, strong=_strong)
    return "\n".join(lines) + "\n"


def _strong(text: str) -> str:
    return click.style(text, bold=True) if text and "NO_COLOR" not in os.environ else text
