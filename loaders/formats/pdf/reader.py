"""Lines from a PDF, by the positions of its words: tables cell by cell across pages, boxes, and the text around them.

A cell that a page break cuts is put together again by its column, so that what a text extraction has mixed up never
is. The number of a line counts from the top of its page, across all columns, as a reader would count.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib import import_module
from itertools import takewhile
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from graph.errors import SourceError
from loaders.formats.decode import LIGATURES
from loaders.formats.pdf.annotations import note_annotations, note_unread_pages
from loaders.formats.pdf.blocks import COLUMN_PREFERENCE, MAX_PLACED_WORDS, PageBlocks, drop_frames, is_slide_deck
from loaders.formats.pdf.borderless_tables import unruled
from loaders.formats.pdf.characters import MAX_CHARACTERS, distinct_chars, words_of
from loaders.formats.pdf.note_marks import without_note_marks
from loaders.formats.pdf.orientation import Turned
from loaders.formats.pdf.reading_order import in_reading_order
from loaders.formats.pdf.running_text import mark_running_text
from loaders.formats.pdf.words import SAME_ROW, Box, Page, Word, in_table, text_of
from loaders.layout.blocks import Block, Grid, flat
from loaders.layout.contents import omit_contents
from loaders.layout.document import DocumentProperties, ParsedDocument
from loaders.layout.omissions import ASLANT, LeftOut
from loaders.text.legibility import is_legible
from loaders.text.lines import Line, clean, read_lines

if TYPE_CHECKING:
    from loaders.formats.pdf.characters import Char

PAGES: Final = 300
MAX_BOLD_SHARE: Final = 0.5  # of the words of a document from which bold is its usual font
_BOLD: Final = re.compile(r"bold|black|heavy|demi|[,-]bd?\b", re.IGNORECASE)  # in the name of a font
HEADING_HEIGHTS: Final = (1.8, 1.4, 1.15)  # of a line of a heading of each level, in heights of the usual line
MAX_LINE_STEP: Final = 1.65  # distance of two lines, in heights of a line, from which there is room between them


def parse_pdf(data: bytes, name: str, left: LeftOut) -> ParsedDocument:
    """Return the paragraphs and tables of a PDF in reading order, and its properties.

    Args:
        data: its bytes.
        name: its name, for messages.
        left: takes what is left out.

    Raises:
        SourceError: it is damaged, encrypted, too large, or holds no text that can be read.
    """
    properties = _check(data, name)
    try:
        pages = list(_pages(data, left))
    except SourceError:
        raise
    except Exception:  # noqa: BLE001 (a parser of foreign files fails in many ways; the text itself is at hand)
        return ParsedDocument([_plain_lines(data)], properties)
    blocks = _blocks_of(pages, left)
    has_text = any(line for block in blocks for line in flat(block))
    return ParsedDocument(blocks if has_text else [_plain_lines(data)], properties)


def _check(data: bytes, name: str) -> DocumentProperties:
    """Return the document's properties, once it is certain that the file can be read and holds text."""
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
    with closing(document):
        if len(document) > PAGES:
            raise SourceError(
                "{file} has {pages} pages; at most {most} are read. Load the part that is the analysis.",
                file=name,
                pages=len(document),
                most=PAGES,
            )
        if not is_legible(_page_texts(document)):
            raise SourceError(
                "{file} holds text that cannot be read as words: its fonts do not say which characters they show. Have"
                " the text recognised (OCR) or export it again from its source, and load that.",
                file=name,
            )
        if not any(char.isalnum() for text in _page_texts(document) for char in text):
            raise SourceError(
                "{file} holds no text. If it is a scan, have the text recognised (OCR) and load that.", file=name
            )
        return _properties(document)


def _plain_lines(data: bytes) -> list[Line]:
    """Return the lines of the text in the order in which it is written, pages separated by form feeds."""
    with closing(import_module("pypdfium2").PdfDocument(data)) as document:
        return read_lines("\f".join(_page_texts(document)))


def _properties(document: Any) -> DocumentProperties:  # noqa: ANN401 (pypdfium2 has no types)
    """Return the entries of the document information dictionary that identify the document."""
    recorded: dict[str, str] = document.get_metadata_dict()
    properties = DocumentProperties()
    properties.add("title", recorded.get("Title"), "Title")
    properties.add("author", recorded.get("Author"), "Author")
    properties.add("created", recorded.get("CreationDate"), "CreationDate")
    properties.add("modified", recorded.get("ModDate"), "ModDate")
    return properties


def _page_texts(document: Any) -> Iterator[str]:  # noqa: ANN401 (pypdfium2 has no types)
    """Yield the text of each page, which is empty where it is crowded or damaged."""
    pdfium = import_module("pypdfium2")
    for number in range(len(document)):
        try:
            page = document[number].get_textpage()
            text: str = page.get_text_range() if page.count_chars() <= MAX_CHARACTERS else ""
        except pdfium.PdfiumError:
            text = ""
        yield text.replace("\ufffe", "-").replace("\r\n", "\n").translate(LIGATURES)


def _pages(data: bytes, left: LeftOut) -> Iterator[Page]:
    import pdfplumber

    from loaders.formats.pdf.content import PageContent

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it finds amiss is not for our users
    pictured: list[int] = []
    crowded: list[int] = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number, page in enumerate(document.pages, 1):
            content = PageContent(page)
            note_annotations(page, left)
            if content.is_crowded:
                crowded.append(number)
                continue
            if content.has_pictures and not content.chars:
                pictured.append(number)
            turned = Turned(distinct_chars(content.chars), float(page.width), float(page.height))
            left.once(ASLANT, turned.slanted)
            chars = without_note_marks(turned.chars)
            words = [word for each in words_of(chars) if (word := _word(each)).text]
            ruled = [_rows_of(table, turned) for table in content.tables()]
            loose = [word for word in words if not any(in_table(word, table) for table in ruled)] if ruled else words
            yield Page(number, turned.width, turned.height, words, [*ruled, *unruled(loose)])
            page.close()
    note_unread_pages(pictured, crowded, left)


def _word(chars: Sequence[Char]) -> Word:
    """Return a word of some characters, with the smallest box around them; it is bold if all of them are."""
    texts, lefts, tops, rights, bottoms, _, _, fonts, *_ = zip(*chars, strict=True)
    text = clean("".join(texts)).translate(LIGATURES)
    is_bold = all(_BOLD.search(font) for font in set(fonts))
    return Word(text, min(lefts), min(tops), max(rights), max(bottoms), is_bold)


def _rows_of(table: Any, turned: Turned) -> list[list[Box | None]]:  # noqa: ANN401 (pdfplumber has no types)
    """The cells of a table, row by row as they are once the page is turned."""
    from pdfplumber.table import Table

    if turned.turn:
        table = Table(table.page, [turned.box(cell) for cell in table.cells])
    return [list(row.cells) for row in table.rows]


def _blocks_of(pages: Sequence[Page], left: LeftOut) -> list[Block]:
    """Return the blocks of all pages in reading order; `left` takes what is no text of them."""
    is_deck = is_slide_deck(pages)
    heights = sorted(word.height for page in pages for word in page.words)
    body = heights[len(heights) // 2] if heights else 0.0
    has_bold = sum(word.is_bold for page in pages for word in page.words) <= MAX_BOLD_SHARE * len(heights)
    for page in pages:
        page.body_height = body
        page.has_bold = has_bold
        drop_frames(page, is_slide=is_deck)
    mark_running_text(pages, left)
    return omit_contents([block for page in pages for block in _page_blocks(page, is_deck=is_deck)], left)


def _page_blocks(page: Page, *, is_deck: bool) -> Iterator[Block]:
    found = PageBlocks(page) if len(page.words) <= MAX_PLACED_WORDS else None
    if found is None or not (is_deck or found.are_written_out_of_order()):
        yield from _as_written(page)
        return
    for block in found.ordered(1.0 if is_deck else COLUMN_PREFERENCE):
        yield _lines(page, block.words, None) if block.table is None else _grid(page, block.table)


def _as_written(page: Page) -> Iterator[Block]:
    """Yield text in the order of writing, mixed columns aside, and each table where its first word is written."""
    words = [word for word in page.words if id(word) not in page.running]
    tables = {id(word): at for word in words if (at := page.table_of(word)) is not None}
    running = iter(in_reading_order([word for word in words if id(word) not in tables]))
    loose: list[Word] = []
    done: set[int] = set()
    for written in words:
        table = tables.get(id(written))
        if table is None:
            loose.append(next(running))
        elif table not in done:
            yield _lines(page, loose, None)
            loose = []
            done.add(table)
            yield _grid(page, table)
    yield _lines(page, loose, None)


def _grid(page: Page, table: int) -> Grid:
    return Grid([[None if cell is None else _lines(page, _words_in(page, cell), 0) for cell in row]
                 for row in page.tables[table]])  # fmt: skip


def _words_in(page: Page, cell: Box) -> list[Word]:
    return [word for word in page.words if word.within(cell)]


def _lines(page: Page, words: Sequence[Word], cell: int | None) -> list[Line]:
    """Return words in their order as lines; the first has room before it."""
    rows: list[list[Word]] = []
    for word in words:
        if rows and abs(rows[-1][-1].top - word.top) <= SAME_ROW and word.left >= rows[-1][-1].left:
            rows[-1].append(word)
        else:
            rows.append([word])
    lines: list[Line] = []
    for at, row in enumerate(rows):
        after_gap = at == 0 or not 0 < row[0].top - rows[at - 1][0].top <= MAX_LINE_STEP * row[0].height
        number = page.line_number(row[0])
        follows = lines[-1].number if lines else None
        level = 0 if cell is not None else _heading_level(row, page.body_height)
        lines.append(Line(text_of(row), number, page.number, after_gap=after_gap, cell=cell, follows=follows,
                          heading=level, bold=_bold_characters(row) if page.has_bold else 0))  # fmt: skip
    return lines


def _bold_characters(row: Sequence[Word]) -> int:
    """How many characters at the beginning of a line are in bold."""
    return len(text_of(takewhile(attrgetter("is_bold"), row)))


def _heading_level(row: Sequence[Word], body: float) -> int:
    """The level of the heading that a line may be by its height; 0 for one of the usual height."""
    share = median(word.height for word in row) / body if body else 0.0
    return next((level for level, least in enumerate(HEADING_HEIGHTS, 1) if share >= least), 0)
