"""CSV without cells that a spreadsheet would run as formulas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Final

from graph.text.strings import escape_formula, replace_controls

BYTE_ORDER_MARK: Final = "\ufeff"  # by which Excel knows UTF-8


def format_csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a header and rows as CSV; lists and dictionaries are written as JSON, and None as an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([_escape(value) for value in row] for row in rows)
    return text.getvalue()


def format_excel_csv(names: Sequence[str], rows: Iterable[Sequence[object]], language: str) -> str:
    """Return CSV as Excel opens it with a double click: a byte order mark, and in French semicolons and decimal commas.

    Args:
        names: the header.
        rows: the cells.
        language: "en" or "fr", the language of Excel.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if language == "fr" else ",")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_to_comma(value) if language == "fr" else _escape(value) for value in row])
    return BYTE_ORDER_MARK + text.getvalue()


def _to_comma(value: object) -> object:
    return str(value).replace(".", ",") if isinstance(value, float) else _escape(value)


def _escape(value: object) -> object:
    """Return a cell without control characters, and with an apostrophe before a formula, as OWASP advises."""
    if isinstance(value, dict | list):
        return replace_controls(json.dumps(value, ensure_ascii=False))
    return escape_formula(replace_controls(value)) if isinstance(value, str) else value
