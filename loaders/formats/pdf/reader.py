"""Lines from a PDF, by where its words stand: tables cell by cell across pages, boxes, and the text around them.

A cell that a page break cuts is put together again by its column, so that what a text extraction has mixed up never
is. The number of a line counts from the top of its page, across all columns, as a reader would count.
"""

from __future__ import annotations

import io
import logging
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Final

from graph.errors import SourceError
from loaders.formats.decode import LIGATURES
from loaders.formats.pdf.annotations import tell_beside, tell_pages
from loaders.formats.pdf.borderless_tables import unruled
from loaders.formats.pdf.orientation import Box, Turned
from loaders.formats.pdf.reading_order import in_reading_order
from loaders.formats.pdf.words import Word
from loaders.layout.blocks import Block, Grid, flat
from loaders.layout.document import DocumentProperties, ParsedDocument
from loaders.layout.omissions import ASLANT, HEAD_OR_FOOT, LeftOut
from loaders.text.lines import Line, clean, page_number, read_lines

PAGES: Final = 300
OBJECTS: Final = 20_000  # drawn things on a page beyond which it is a drawing, whose tables are not looked for
CHARACTERS: Final = 40_000  # on a page
MARGIN: Final = 0.1  # share of the page's height where running heads stand
REPEATS: Final = 3
SAME_LINE: Final = 3.0  # points
GAP: Final = 1.65  # distance of two lines, in heights of a line, from which there is room between them


@dataclass(slots=True)
class Page:
    """A page: its words in the order they were written, its tables as rows of cells (None: merged away)."""

    number: int
    height: float
    words: list[Word]
    tables: list[list[list[Box | None]]] = field(default_factory=list)
    tops: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.tops = []
        for word in sorted(self.words, key=lambda word: word.top):
            if not self.tops or word.top - self.tops[-1] > SAME_LINE:
                self.tops.append(word.top)

    def line_number(self, word: Word) -> int:
        """The number of the line that a word stands on, from the top of the page."""
        return 1 + bisect_left(self.tops, word.top - SAME_LINE)


def parse_pdf(data: bytes, name: str, left: LeftOut) -> ParsedDocument:
    """Return the paragraphs and tables of a PDF in reading order, and its properties.

    Args:
        data: its bytes.
        name: its name, for messages.
        left: takes what is left out.

    Raises:
        SourceError: it is damaged, encrypted, too large, or holds no text.
    """
    plain, properties = _plain_text(data, name)
    try:
        pages = list(_pages(data, left))
    except SourceError:
        raise
    except Exception:  # noqa: BLE001 (a parser of foreign files fails in many ways; the text itself is at hand)
        return ParsedDocument([read_lines(plain)], properties)
    blocks = list(_Blocks(pages, left))
    has_text = any(line for block in blocks for line in flat(block))
    return ParsedDocument(blocks if has_text else [read_lines(plain)], properties)


def _plain_text(data: bytes, name: str) -> tuple[str, DocumentProperties]:
    """Return the text in the order it was written, pages separated by form feeds, and the document's properties.

    Also checks that the file can be read.
    """
    pdfium = import_module("pypdfium2")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError(
                "{file} is protected by a password. Save a copy without one and load that.", file=name
            ) from error
        raise SourceError(
            "{file} is damaged: it cannot be opened as a PDF. Export it again from its source.", file=name
        ) from error
    try:
        if len(document) > PAGES:
            raise SourceError(
                "{file} has {pages} pages; at most {most} are read. Load the part that is the analysis.",
                file=name,
                pages=len(document),
                most=PAGES,
            )
        texts = [_page_text(document, number) for number in range(len(document))]
        properties = _properties(document)
    finally:
        document.close()
    text = "\f".join(texts)
    if not any(char.isalnum() for char in text):
        raise SourceError(
            "{file} holds no text. If it is a scan, have the text recognised (OCR) and load that.", file=name
        )
    return text, properties


def _properties(document: Any) -> DocumentProperties:  # noqa: ANN401 (pypdfium2 has no types)
    """Return the entries of the document information dictionary that identify the document."""
    recorded: dict[str, str] = document.get_metadata_dict()
    properties = DocumentProperties()
    properties.add("title", recorded.get("Title"), "Title")
    properties.add("author", recorded.get("Author"), "Author")
    properties.add("created", recorded.get("CreationDate"), "CreationDate")
    properties.add("modified", recorded.get("ModDate"), "ModDate")
    return properties


def _page_text(document: Any, number: int) -> str:  # noqa: ANN401 (pypdfium2 has no types)
    pdfium = import_module("pypdfium2")
    try:
        page = document[number]
        if page.get_textpage().count_chars() > CHARACTERS:
            return ""
        text: str = page.get_textpage().get_text_range()
    except pdfium.PdfiumError:
        return ""
    return text.replace("\ufffe", "-").replace("\r\n", "\n").translate(LIGATURES)


def _pages(data: bytes, left: LeftOut) -> Iterator[Page]:
    import pdfplumber
    from pdfplumber.utils.text import extract_words

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it finds amiss is not for our users
    pictured: list[int] = []
    crowded: list[int] = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number, page in enumerate(document.pages, 1):
            drawn = sum(map(len, (page.lines, page.rects, page.curves)))
            tell_beside(page, left)
            if len(page.chars) > CHARACTERS:
                crowded.append(number)
                continue
            if page.images and not page.chars:
                pictured.append(number)
            turned = Turned(page.dedupe_chars().chars, float(page.width), float(page.height))
            left.once(ASLANT, turned.slanted)
            words = [
                Word(clean(each["text"]).translate(LIGATURES), each["x0"], each["top"], each["x1"], each["bottom"])
                for each in extract_words(turned.chars, use_text_flow=True, x_tolerance_ratio=0.15)
            ]
            tables = page.find_tables() if drawn <= OBJECTS else []
            ruled = [_rows_of(table, turned) for table in tables]
            loose = [word for word in words if not any(_in_table(word, table) for table in ruled)]
            yield Page(number, turned.height, words, [*ruled, *unruled(loose)])
            page.close()
    tell_pages(pictured, crowded, left)


def _rows_of(table: Any, turned: Turned) -> list[list[Box | None]]:  # noqa: ANN401 (pdfplumber has no types)
    """The cells of a table, row by row as they are once the page is turned."""
    from pdfplumber.table import Table

    if turned.turn:
        table = Table(table.page, [turned.box(cell) for cell in table.cells])
    return [list(row.cells) for row in table.rows]


class _Blocks:
    """Puts the pages together: text as it was written, and a table where its first word comes."""

    def __init__(self, pages: Sequence[Page], left: LeftOut) -> None:
        self.pages, self.left = pages, left
        self.heads = _running_heads(pages)

    def __iter__(self) -> Iterator[Block]:
        for page in self.pages:
            yield from self._page(page)

    def _page(self, page: Page) -> Iterator[Block]:
        among = list(enumerate(page.tables))[::-1]  # where tables overlap, the first has the word
        tables = {id(word): at for at, each in among for word in page.words if _in_table(word, each)}
        running = iter(in_reading_order([word for word in page.words if id(word) not in tables]))
        loose: list[Word] = []
        seen: set[int] = set()
        for written in page.words:
            table = tables.get(id(written))
            word = written if table is not None else next(running)
            if table is None:
                loose.append(word)
            elif table not in seen:
                yield self._loose(page, loose)
                loose = []
                seen.add(table)
                yield Grid([[_cell(page, cell) for cell in row] for row in page.tables[table]])
        yield self._loose(page, loose)

    def _loose(self, page: Page, words: Sequence[Word]) -> list[Line]:
        kept = []
        for line in _cell_lines(page, words, None):
            if line.text in self.heads:
                self.left.once(HEAD_OR_FOOT, line.text)
            elif not self._footer(page, line, words):
                kept.append(line)
        return kept

    def _footer(self, page: Page, line: Line, words: Sequence[Word]) -> bool:
        if page_number(line.text) is None:
            return False
        tops = [word.top for word in words if page.line_number(word) == line.number]
        return any(_at_edge(page, top) for top in tops)


def _cell(page: Page, cell: Box | None) -> list[Line] | None:
    return None if cell is None else _cell_lines(page, [word for word in page.words if word.within(cell)], 0)


def _in_table(word: Word, table: Iterable[Iterable[Box | None]]) -> bool:
    return any(cell is not None and word.within(cell) for row in table for cell in row)


def _cell_lines(page: Page, words: Sequence[Word], cell: int | None) -> list[Line]:
    """Words in the order they were written as lines; the first has room before it."""
    rows: list[list[Word]] = []
    for word in words:
        if rows and abs(rows[-1][-1].top - word.top) <= SAME_LINE and word.left >= rows[-1][-1].left:
            rows[-1].append(word)
        else:
            rows.append([word])
    lines: list[Line] = []
    for at, row in enumerate(rows):
        apart = at == 0 or not 0 < row[0].top - rows[at - 1][0].top <= GAP * (row[0].bottom - row[0].top)
        text = " ".join(word.text for word in row)
        number = page.line_number(row[0])
        follows = lines[-1].number if lines else None
        lines.append(Line(text, number, page.number, after_gap=apart, cell=cell, follows=follows))
    return lines


def _at_edge(page: Page, top: float) -> bool:
    return not MARGIN * page.height <= top <= (1 - MARGIN) * page.height


def _running_heads(pages: Sequence[Page]) -> frozenset[str]:
    """The lines that stand at the top or bottom of several pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        edge = [word for word in page.words if _at_edge(page, word.top)]
        counts.update({line.text for line in _cell_lines(page, edge, None)})
    return frozenset(text for text, times in counts.items() if times >= REPEATS)
