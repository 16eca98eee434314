"""What all formats of an export share: cells of CSV files, dates as days, labels of nodes."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.text.strings import escape_formula, replace_controls

if TYPE_CHECKING:
    from typing import BinaryIO

LABELS: Final = {
    "jurisdictions": "names", "themes": "labels", "initiatives": "titles", "needs": "texts",
}  # fmt: skip
_BEYOND_ASCII: Final = re.compile("[\x7f-\x9f]")
_YEAR, _MONTH = len("2021"), len("2021-07")


def clean_document(value: Any) -> Any:  # noqa: ANN401 (whatever JSON has)
    """Return a graph document whose texts hold no control characters (see `graph.text.strings.replace_controls`)."""
    if isinstance(value, str):
        return replace_controls(value)
    if isinstance(value, Mapping):
        return {replace_controls(key): clean_document(each) for key, each in value.items()}
    return [clean_document(each) for each in value] if isinstance(value, list) else value


def format_cell(value: object) -> object:
    """Return a value as a cell of a CSV file: no control character, and nothing that a spreadsheet evaluates."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int | float):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return escape_formula(replace_controls(text))


def write_csv(path: Path, names: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a header and rows as CSV in UTF-8, with commas and line feeds."""
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(map(format_cell, row) for row in rows)


def write_json(parts: Iterable[tuple[str, Any]], file: BinaryIO) -> None:
    """Write an object as JSON with an indentation of one space, and without control characters.

    Args:
        parts: its names and values; what is neither a text nor an object is written entry by entry.
        file: where it is written.
    """
    between = "{"
    for name, value in parts:
        file.write(f"{between}\n {json.dumps(name)}: ".encode())
        if isinstance(value, str | Mapping):
            file.write(_indented(value, 1))
        else:
            _write_list(value, file)
        between = ","
    file.write(b"\n}\n")


def _write_list(entries: Iterable[Any], file: BinaryIO) -> None:
    between = "["
    for entry in entries:
        file.write(f"{between}\n  ".encode() + _indented(entry, 2))
        between = ","
    file.write(b"[]" if between == "[" else b"\n ]")


def _indented(value: object, depth: int) -> bytes:
    """Return JSON that stands at a depth; JSON itself escapes only the control characters of ASCII."""
    written = json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * depth)
    written = _BEYOND_ASCII.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
    return written.encode("utf-8", "surrogatepass")


def first_day(date: str) -> dt.date:
    """Return the first day of a year, a month or a day in EDTF."""
    return dt.date.fromisoformat(f"{date}-01-01"[:10])


def last_day(date: str) -> dt.date:
    """Return the last day of a year, a month or a day in EDTF."""
    if len(date) == _YEAR:
        return dt.date(int(date), 12, 31)
    if len(date) == _MONTH:
        year, month = int(date[:4]), int(date[5:])
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date.fromisoformat(date)


def label_of(kind: str, node: Mapping[str, Any], language: str) -> str:
    """Return the label of a node of a graph document in a language, else in the first that it has.

    Args:
        kind: the list of the document that holds the node: "initiatives".
        node: the node.
        language: "en" or "fr".
    """
    texts = node.get(LABELS.get(kind, ""), {})
    return str(texts.get(language) or next(iter(texts.values()), "") or node["id"])
