"""Formulas without a stored value, as some programs write them: they are reported, not computed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from graph.claims import note

if TYPE_CHECKING:
    from zipfile import ZipFile

    from graph.claims import Note

BLOCK: Final = 1 << 20
MAX_CELL_BYTES: Final = 1 << 17  # bytes of a cell that is looked at
MAX_LISTED_CELLS: Final = 12  # cells that a note lists
_CELL: Final = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE: Final = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')


def uncomputed(archive: ZipFile, path: str, sheet: str) -> Note | None:
    """A note of the cells of a sheet that hold a formula and no value; None where there are none.

    Args:
        archive: the workbook.
        path: where the sheet lies in it.
        sheet: its name.
    """
    places = list(_places(archive, path))
    if not places:
        return None
    shown = ", ".join([*places[:MAX_LISTED_CELLS], *(["…"] if len(places) > MAX_LISTED_CELLS else [])])
    return note(
        "Sheet “{sheet}” has formulas without a value, read as empty: {cells}. Open the workbook, save it, load that.",
        sheet=sheet, cells=shown,
    )  # fmt: skip


def _places(archive: ZipFile, path: str) -> Iterator[str]:
    with archive.open(path) as part:
        tail = b""
        while block := part.read(BLOCK):
            text = tail + block
            end = text.rfind(b"c>") + len(b"c>")
            for found in _CELL.finditer(text, 0, end):
                if b't="str"' not in found[1] and (place := _PLACE.search(found[1])):  # else: an empty text
                    yield place[1].decode()
            tail = text[end:][-MAX_CELL_BYTES:]
