"""Notes on content of a PDF other than its text: comments, form fields, pages that are pictures."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from graph.claims import note
from loaders.layout.omissions import COMMENT, FIELD

if TYPE_CHECKING:
    from loaders.layout.omissions import LeftOut

MAX_LISTED_PAGES: Final = 12  # numbers of pages that a note lists
_COMMENTS: Final = frozenset({"Text", "FreeText", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret", "Stamp"})


def note_annotations(page: Any, left: LeftOut) -> None:  # noqa: ANN401 (pdfplumber has no types)
    """Note the comments and the filled fields of a page, which are not part of the text."""
    from pdfminer.utils import decode_text

    with contextlib.suppress(Exception):  # what is damaged there costs only itself
        for each in page.annots:
            data = each["data"]
            subtype = getattr(data.get("Subtype"), "name", "")
            value = data.get("Contents") if subtype in _COMMENTS else None
            if subtype == "Widget":
                value = data.get("V") or (data.get("Parent") or {}).get("V")
            if isinstance(value, bytes):
                left.once(FIELD if subtype == "Widget" else COMMENT, decode_text(value))


def note_unread_pages(pictured: list[int], crowded: list[int], left: LeftOut) -> None:
    """Note pages that are only pictures, and pages with too much content to be text."""
    if pictured:
        left.notes.append(
            note("Pages that are pictures, whose text is not read (OCR can recognise it): {pages}.",
                 pages=_numbers(pictured))
        )  # fmt: skip
    if crowded:
        left.notes.append(note("Pages that hold too much to be text were not read: {pages}.", pages=_numbers(crowded)))


def _numbers(pages: Iterable[int]) -> str:
    every = [str(page) for page in pages]
    return ", ".join([*every[:MAX_LISTED_PAGES], *(["…"] if len(every) > MAX_LISTED_PAGES else [])])
