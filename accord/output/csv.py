"""CSV without cells that a spreadsheet would run as formulas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from graph.text.strings import escape_formula


def format_csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a header and rows as CSV; lists and dictionaries are written as JSON, and None as an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([_escape(value) for value in row] for row in rows)
    return text.getvalue()


def _escape(value: object) -> object:
    """Return a cell with an apostrophe before what would be a formula, as OWASP advises."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return escape_formula(value) if isinstance(value, str) else value
