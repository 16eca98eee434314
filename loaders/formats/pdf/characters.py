"""The characters of a page of a PDF: what this package reads of each, and without those that are drawn twice.

pdfplumber describes everything that is drawn by all that is known of it, and finds the place of each character among
the others by comparing it with them: of a page of text, both take longer than all else. Here a character has what
words, columns and headings are made of, and its place is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Char: TypeAlias = dict[str, Any]  # as pdfplumber describes a character


class _Chars(list[Char]):
    """Characters, of which each knows its place; `pdfplumber` asks for it once for every character."""

    def __init__(self, chars: Iterable[Char]) -> None:
        super().__init__(chars)
        self._places = {id(char): at for at, char in enumerate(self)}

    def index(self, char: Char, *_: Any) -> int:  # noqa: ANN401 (bounds that nobody gives)
        """Return the place of a character of this list."""
        return self._places[id(char)]


def distinct_chars(chars: Iterable[Char]) -> list[Char]:
    """Return characters without those that are drawn again at the same place, as for a bold font, in their order."""
    from pdfplumber.utils.text import dedupe_chars

    return list(dedupe_chars(_Chars(chars)))


def describe_briefly(page: Any) -> None:  # noqa: ANN401 (pdfplumber has no types)
    """Let a page of pdfplumber, of which nothing was read yet, describe characters by what is used of them here."""
    from pdfminer.layout import LTChar

    usual: Callable[[Any], Char] = page.process_object
    left, above = page.mediabox[:2]
    height, offset = page.height, page.initial_doctop

    def process(drawn: Any) -> Char:  # noqa: ANN401
        if type(drawn) is not LTChar or not isinstance(drawn.fontname, str) or page.pdf.unicode_norm is not None:
            return usual(drawn)
        top = (height - drawn.y1) + above
        return {
            "object_type": "char", "text": drawn.get_text(), "fontname": drawn.fontname, "size": drawn.size,
            "upright": drawn.upright, "matrix": drawn.matrix, "x0": drawn.x0 + left, "x1": drawn.x1 + left,
            "top": top, "bottom": (height - drawn.y0) + above, "doctop": offset + top,
            "width": drawn.width, "height": drawn.height,
        }  # fmt: skip

    page.process_object = process
