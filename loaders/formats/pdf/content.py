"""What a page of a PDF shows: its characters, the lines and shapes that rule its tables, and whether it has pictures.

pdfminer reads the file, its fonts and the operators of a page. What it makes of each character (an object with
matrices, colours and boxes, which pdfplumber then describes by a dictionary) takes longer than all else of a page of
text. Here a string of characters is placed at once: what is the same for all of them is computed once, and the text and
the width of a character are asked of its font once a page. The numbers are those that pdfminer computes, to the bit.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast
from weakref import WeakKeyDictionary

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.encodingdb import EncodingDB
from pdfminer.layout import LTChar
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import apply_matrix_rect
from pdfplumber.container import Container
from pdfplumber.table import TableFinder

from loaders.formats.pdf.characters import MAX_CHARACTERS, Char

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pdfminer.layout import LTComponent
    from pdfminer.pdffont import PDFFont

    from loaders.formats.pdf.words import Box

    Matrix = tuple[float, float, float, float, float, float]
    Glyph = tuple[str, float]  # the text of a character, and its width in sizes of its font
    Placed = tuple[str, float, float]  # the text of a character, its place along its line, and its width

MAX_SHAPES: Final = 20_000  # on a page beyond which it is a drawing, whose tables are not looked for
BULLET: Final = "•"
_WINDOWS: Final = range(127, 160)  # codes that no other encoding uses as WinAnsiEncoding does
_SPACE: Final = 32  # the code of a character that is as much wider as words are spaced


class PageContent:
    """The content of a page.

    Args:
        page: a page of pdfplumber.
        max_characters: how many characters are read.
        max_shapes: how many lines and shapes a page has whose tables are looked for.

    Attributes:
        chars: its characters, in the order in which they are written.
        has_pictures: whether it shows a picture.
        is_crowded: whether it has more characters than are read.

    Raises:
        Exception: it is damaged; of any type, since a parser of foreign files fails in many ways.
    """

    def __init__(
        self, page: Any, *, max_characters: int = MAX_CHARACTERS, max_shapes: int = MAX_SHAPES,  # noqa: ANN401
    ) -> None:  # fmt: skip
        self._page, self._max_shapes = page, max_shapes
        device = _Device(page, max_characters, max_shapes)
        self.is_crowded = False
        try:
            PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
        except _CrowdedError:
            self.is_crowded = True
        self.chars: Sequence[Char] = device.chars
        self.has_pictures: bool = device.has_pictures
        self._shapes: Sequence[LTComponent] = device.shapes

    def tables(self) -> list[Any]:
        """Return the ruled tables, as pdfplumber finds them; none in a drawing."""
        if len(self._shapes) > self._max_shapes:
            return []
        ruling = _Ruling()
        for shape in map(self._page.process_object, self._shapes):
            ruling.objects.setdefault(shape["object_type"], []).append(shape)
        return list(TableFinder(cast("Any", ruling)).tables)


class _CrowdedError(Exception):
    """A page has more characters than are read."""


class _Ruling(Container):
    """Lines and shapes by their kind, as pdfplumber describes them."""

    def __init__(self) -> None:
        self._objects: dict[str, list[Any]] = {}

    @property
    def objects(self) -> dict[str, list[Any]]:
        """See `Container`."""
        return self._objects


class _Device(PDFLayoutAnalyzer):
    """Takes what the operators of a page show, forms within it included.

    Args:
        page: a page of pdfplumber; its system of coordinates is used: in points from the top left.
        max_characters, max_shapes: see `PageContent`.
    """

    def __init__(self, page: Any, max_characters: int, max_shapes: int) -> None:  # noqa: ANN401 (has no types)
        super().__init__(page.pdf.rsrcmgr)
        self._max_characters, self._max_shapes = max_characters, max_shapes
        self.chars: list[Char] = []
        self.shapes: list[LTComponent] = []
        self.has_pictures = False
        self._left, self._above = page.mediabox[:2]
        self._height, self._offset = page.height, page.initial_doctop
        self._glyphs: WeakKeyDictionary[PDFFont, dict[int, Glyph]] = WeakKeyDictionary()

    def begin_page(self, *_: object) -> None:
        """See `PDFDevice`; what is shown is added to this object."""
        self.cur_item = cast("Any", self)

    def end_page(self, *_: object) -> None:
        """See `PDFDevice`; nothing is laid out."""

    def begin_figure(self, *_: object) -> None:
        """See `PDFDevice`; what a form shows is part of the page."""

    def end_figure(self, *_: object) -> None:
        """See `PDFDevice`."""

    def render_image(self, *_: object) -> None:
        """See `PDFDevice`; nothing more is told of a picture."""
        self.has_pictures = True

    def paint_path(self, *arguments: Any) -> None:  # noqa: ANN401
        """See `PDFDevice`; once a page is a drawing, its shapes are not needed."""
        if len(self.shapes) <= self._max_shapes:
            super().paint_path(*arguments)

    def add(self, shown: LTComponent) -> None:
        """Take a line, a rectangle, a curve, or a character that pdfminer places: one of a vertical line."""
        if isinstance(shown, LTChar):
            box = (shown.x0, shown.y0, shown.x1, shown.y1)
            name = str(shown.fontname)
            self._take(shown.get_text(), box, shown.size, name, shown.matrix[:2], is_upright=shown.upright)
        else:
            self.shapes.append(shown)

    def render_string_horizontal(
        self, seq: Iterable[object], matrix: Matrix, pos: tuple[float, float], font: PDFFont, fontsize: float,
        scaling: float, charspace: float, wordspace: float, rise: float, dxscale: float, *_: object,
    ) -> tuple[float, float]:  # fmt: skip
        """See `PDFTextDevice`: show a string, and return where it ends."""
        x, y = pos
        placed: list[Placed] = []
        glyphs = self._glyphs.setdefault(font, {})
        is_spaced = False  # the space between characters comes before all but the first
        for each in seq:
            if isinstance(each, int | float):
                x -= each * dxscale
                is_spaced = True
            elif isinstance(each, bytes):
                for code in islice(font.decode(each), self._max_characters + 1 - len(placed)):
                    if is_spaced:
                        x += charspace
                    text, width = glyphs.get(code) or self._glyph(font, code)
                    advance = width * fontsize * scaling
                    placed.append((text, x, advance))
                    x += advance
                    if wordspace and code == _SPACE:
                        x += wordspace
                    is_spaced = True
        low = font.get_descent() * fontsize + rise
        self._place(placed, y, matrix, (low, low + fontsize), scaling, str(font.fontname))
        return x, y

    def handle_undefined_char(self, font: PDFFont, cid: int) -> str:
        """See `PDFLayoutAnalyzer`; the unused codes of WinAnsiEncoding are bullets (ISO 32000-1, D.2, note 3)."""
        windows = EncodingDB.encodings["WinAnsiEncoding"]
        encoding = getattr(font, "cid2unicode", {})
        if cid in _WINDOWS and all(encoding.get(code) == windows.get(code) for code in _WINDOWS):
            return BULLET
        return super().handle_undefined_char(font, cid)

    def _glyph(self, font: PDFFont, code: int) -> Glyph:
        """Return the text and the width of a character, and keep them.

        Raises:
            TypeError: the font gives something else than text.
        """
        try:
            text = font.to_unichr(code)
        except PDFUnicodeNotDefined:
            text = self.handle_undefined_char(font, code)
        if not isinstance(text, str):
            raise TypeError(text)
        return self._glyphs[font].setdefault(code, (text, font.char_width(code)))

    def _place(
        self, placed: Sequence[Placed], y: float, matrix: Matrix, heights: tuple[float, float], scaling: float,
        font: str,
    ) -> None:  # fmt: skip
        """Take the characters of a string.

        Args:
            placed: the characters.
            y: where their line is.
            matrix: leads from their line to the page.
            heights: how high above the line they begin and end.
            scaling: how much wider than usual they are.
            font: the name of their font.
        """
        a, b, c, d, e, f = matrix
        is_upright = a * d * scaling > 0 and b * c <= 0
        if b or c:
            for text, x, advance in placed:
                moved = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)
                box = apply_matrix_rect(moved, (0, heights[0], advance, heights[1]))
                self._take(text, box, box[3] - box[1], font, (a, b), is_upright=is_upright)
            return
        y0, y1 = sorted(d * height + (y * d + f) for height in heights)
        left, top, bottom = self._left, self._down(y1), self._down(y0)
        for text, x, advance in placed:
            x0 = x * a + e
            x1 = a * advance + x0
            if x1 < x0:
                x0, x1 = x1, x0
            self.chars.append(
                Char(text, x0 + left, top, x1 + left, bottom, y1 - y0, is_upright, font, (a, b), self._offset + top)
            )
        self._check_number()

    def _take(
        self, text: str, box: Box, size: float, font: str, direction: tuple[float, float], *, is_upright: bool
    ) -> None:
        """Take one character, whose box is in the page's own system of coordinates: from the bottom left."""
        top = self._down(box[3])
        self.chars.append(
            Char(text, box[0] + self._left, top, box[2] + self._left, self._down(box[1]), size, is_upright, font,
                 direction, self._offset + top)
        )  # fmt: skip
        self._check_number()

    def _down(self, height: float) -> float:
        """Return how far something is below the top of the page."""
        down: float = (self._height - height) + self._above
        return down

    def _check_number(self) -> None:
        if len(self.chars) > self._max_characters:
            raise _CrowdedError
