"""Find quoted words on a page of a PDF: where each of their lines is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

OMISSION: Final = "[…]"  # in a quote: words that were left out
_MARK: Final = r"(?:[\[(]?\d{1,3}(?:,\d{1,3})*[\])]?)?"  # of a note, which a quote is without
_OF_MARKS: Final = {ord(each): None for each in "0123456789,()[]"}
_HYPHENS: Final = frozenset("-\u00ad\u2010\u2011\ufffe")


class Rect(NamedTuple):
    """A rectangle on a page in points, from the top left corner: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float


class Span(NamedTuple):
    """A part of the letters of a page."""

    begin: int
    end: int


class PageText:
    """The characters of a page and where they are.

    Args:
        page: a page of pypdfium2.
    """

    def __init__(self, page: Any) -> None:  # noqa: ANN401 (pypdfium2 has no types)
        text = page.get_textpage()
        self.width, self.height = page.get_size()
        self._boxes: list[Rect] = []
        letters: list[str] = []
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            for letter in fold_letters(text.get_text_range(at, 1)):
                letters.append(letter)
                self._boxes.append(Rect(left, self.height - top, right, self.height - bottom))
        text.close()
        self._text = "".join(letters)

    def find(self, quote: str, within: Span | None = None) -> Span | None:
        """Return where the letters of a quote are; None if not all of it is on the page, or not at one place only.

        Args:
            quote: the words; what was left out of them is marked.
            within: where to look.
        """
        pieces = ["".join(fold_letters(piece)) for piece in quote.split(OMISSION)]
        pieces = [piece for piece in pieces if piece]
        begin, end = within or Span(0, len(self._text))
        if not pieces:
            return None
        first = found = self._find(pieces[0], begin, end)
        if first is None or (within is None and self._find(pieces[0], first.begin + 1, end) and len(pieces) == 1):
            return None
        for piece in pieces[1:]:
            found = found and self._find(piece, found.end, end)
        return Span(first.begin, found.end) if found else None

    def _find(self, letters: str, begin: int, end: int) -> Span | None:
        """Return where letters are first, or where they are with marks of notes among them: quotes are without."""
        at = self._text.find(letters, begin, end)
        if at >= 0:
            return Span(at, at + len(letters))
        if _without_marks(letters) not in _without_marks(self._text[begin:end]):
            return None  # as mostly, which a pattern would take far longer to tell
        marked = "".join(re.escape(each) + ("" if each.isdigit() else _MARK) for each in letters[:-1])
        hit = re.compile(marked + re.escape(letters[-1])).search(self._text, begin, end)
        return Span(*hit.span()) if hit else None

    def lines(self, span: Span) -> list[Rect]:
        """Return the rectangles of the lines of a span, from top to bottom."""
        return join_lines(self._boxes[span.begin : span.end])


def _without_marks(letters: str) -> str:
    """Letters without any of which marks of notes consist."""
    return letters.translate(_OF_MARKS)


def fold_letters(text: str) -> Iterator[str]:
    """Yield the letters and signs of a text that two writings of it share: no spaces, hyphens, accents or case."""
    for letter in unicodedata.normalize("NFKD", text).casefold():
        if not (letter.isspace() or letter in _HYPHENS or unicodedata.combining(letter) or not letter.isprintable()):
            yield {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "—"}.get(letter, letter)


def join_lines(boxes: list[Rect]) -> list[Rect]:
    """Return boxes of consecutive characters, joined line by line."""
    lines: list[Rect] = []
    for box in boxes:
        last = lines[-1] if lines else None
        if last and box.left >= last.left and box.top < last.bottom and box.bottom > last.top:
            lines[-1] = surround([last, box])
        else:
            lines.append(box)
    return lines


def surround(boxes: list[Rect]) -> Rect:
    """Return the smallest rectangle around others."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Rect(min(lefts), min(tops), max(rights), max(bottoms))
