"""Lay out a brief: the lines of each page, and the element of the structure that each text belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from loaders.layout.sections import bullet
from viz.brief.model import Block, Brief, Heading, Item, Listing, Paragraph, Run, Runs, Table, plain_text
from viz.brief.pdf.fonts import BOLD, REGULAR, printable, text_width
from viz.brief.pdf.tags import Tag
from viz.brief.wording import BriefWording

PAGE: Final = (612.0, 792.0)  # Letter, in points, the unit of all lengths here
_MILLIMETRE: Final = 72 / 25.4
MARGIN: Final = 18 * _MILLIMETRE
_WIDTH: Final = PAGE[0] - 2 * MARGIN
_LEADING: Final = 4.2 * _MILLIMETRE
_GAP: Final = 2.6 * _MILLIMETRE  # between paragraphs; the reader has to tell it from the distance of two lines of one
_INDENT: Final = 6 * _MILLIMETRE
_PADDING: Final = 1 * _MILLIMETRE  # around the text of a cell
_SIZES: Final = {0: 16.0, 1: 13.0, 2: 11.0}  # by level of heading
_SIZE: Final = 9.0
_BULLETS: Final = ("•", "–")
_FEWEST_LINES: Final = 2  # of a paragraph at the foot or the head of a page
_WORDS: Final = re.compile(r" +|[^ ]+")
_REGION: Final = "-CA"


@dataclass(frozen=True, slots=True)
class Text:
    """A text on a page; without a tag it is no part of the document, as a header that a page repeats."""

    x: float
    y: float
    text: str
    face: str
    size: float
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading, which is found in the bookmarks."""

    y: float
    title: str
    level: int


Mark = Text | Rule | Bookmark
_Part = tuple[str, str, Tag | None]  # a text, its font and its element
_Line = list[_Part]


@dataclass(slots=True)
class Layout:
    """The pages of a brief.

    Attributes:
        root: the element of the whole document.
        pages: what is drawn on each page, in the order of reading.
        replaced: how many characters are written in other letters.
    """

    brief: Brief
    root: Tag = field(default_factory=lambda: Tag("Document"))
    pages: list[list[Mark]] = field(default_factory=lambda: [[]])
    replaced: int = 0
    _y: float = PAGE[1] - MARGIN  # the top of what comes next

    def __post_init__(self) -> None:
        blocks: list[Block] = [Heading(0, Run(self.brief.title, self.brief.language)), *self.brief.blocks]
        for at, block in enumerate(blocks):
            self._add(block, blocks[at + 1 :])
        if self.replaced:
            sentence = BriefWording(self.brief.language).plural_text("replaced", self.replaced)
            self._add(Paragraph((Run(sentence, self.brief.language),)), ())

    def _add(self, block: Block, following: Sequence[Block]) -> None:
        match block:
            case Heading():
                self._heading(block, following)
            case Paragraph(runs):
                self._paragraph(self._lines(runs, _WIDTH, Tag("P", self.root)), MARGIN)
            case Listing(items):
                self._list(items, 0, self.root)
            case Table():
                self._table(block)

    # --- Blocks

    def _heading(self, heading: Heading, following: Sequence[Block]) -> None:
        """A heading, never without the text that it is above."""
        level = heading.level
        lines = self._heading_lines(heading, Tag(f"H{level + 1}", self.root))
        needed = len(lines) * _heading_leading(level) + _GAP
        for block in following:
            if not isinstance(block, Heading):
                break
            needed += len(self._heading_lines(block, None)) * _heading_leading(block.level) + 1.5 * _GAP
        self._room(needed + _FEWEST_LINES * _LEADING)
        self._y -= _GAP / 2 if level and self.pages[-1] else 0
        if level:
            self.pages[-1].append(Bookmark(self._y, printable(plain_text(heading.runs))[0], level - 1))
        self._paragraph(lines, MARGIN, _SIZES[level], _heading_leading(level))

    def _heading_lines(self, heading: Heading, tag: Tag | None) -> list[_Line]:
        runs = tuple(Run(run.text, run.language, strong=True) for run in heading.runs)
        return self._lines(runs, _WIDTH, tag, _SIZES[heading.level])

    def _list(self, items: Sequence[Item], level: int, parent: Tag) -> None:
        whole = Tag("L", parent)
        for item in items:
            one = Tag("LI", whole)
            body = Tag("LBody", one)
            bullet: _Part = (_BULLETS[level], REGULAR, Tag("Lbl", one))
            indent = (level + 1) * _INDENT
            paragraph = Tag("P", body)
            lines = self._lines(item.runs, _WIDTH - indent, paragraph)
            lines += self._lines(item.quotation, _WIDTH - indent, paragraph) if item.quotation else []
            self._paragraph(lines, MARGIN + indent, bullet=bullet)
            if item.items:
                self._list(item.items, level + 1, body)

    def _table(self, table: Table) -> None:
        """A table; its header stands on each page, and is read once."""
        whole = Tag("Table", self.root)
        self._room(4 * _LEADING)
        self._row(table.headers, Tag("TR", Tag("THead", whole)), None)
        body = Tag("TBody", whole)
        for row in table.rows:
            self._row(row, Tag("TR", body), table.headers)
        self._y -= _GAP

    def _row(self, cells: Runs, tag: Tag | None, headers: Runs | None) -> None:
        """A row; one that does not fit goes on on the next page, below the headers."""
        width = _WIDTH / len(cells)
        kind = "TD" if headers else "TH"
        tags = [Tag(kind, tag, is_header=headers is None) if tag else None for _ in cells]
        columns = [
            self._lines((Run(cell.text, cell.language, strong=headers is None),), width - 2 * _PADDING, one)
            for cell, one in zip(cells, tags, strict=True)
        ]
        height = max(map(len, columns))
        done = 0
        while done < height:
            room = int((self._y - MARGIN - 2 * _PADDING) / _LEADING)
            if room < min(height - done, _FEWEST_LINES) and self.pages[-1]:
                self._next_page()
                if headers:
                    self._row(headers, None, None)
                continue
            taken = min(max(room, 1), height - done)
            self._cells([column[done : done + taken] for column in columns], width, taken)
            done += taken

    def _cells(self, columns: Sequence[Sequence[_Line]], width: float, lines: int) -> None:
        top, bottom = self._y, self._y - lines * _LEADING - 2 * _PADDING
        for at, column in enumerate(columns):
            left = MARGIN + at * width
            for number, line in enumerate(column):
                self._draw(line, left + _PADDING, top - _PADDING - number * _LEADING, _SIZE)
            self.pages[-1].append(Rule(left, top, left, bottom))
        self.pages[-1] += [
            Rule(MARGIN + _WIDTH, top, MARGIN + _WIDTH, bottom),
            Rule(MARGIN, top, MARGIN + _WIDTH, top),
            Rule(MARGIN, bottom, MARGIN + _WIDTH, bottom),
        ]
        self._y = bottom

    # --- Lines

    def _paragraph(
        self, lines: list[_Line], x: float, size: float = _SIZE, leading: float = _LEADING, bullet: _Part | None = None
    ) -> None:
        """Draw lines down the pages; no line of a paragraph stands alone, where it has enough of them."""
        at = 0
        while at < len(lines):
            left = len(lines) - at
            room = int((self._y - MARGIN) / leading)
            taken = min(left, room)
            if 0 < left - taken < _FEWEST_LINES:
                taken = left - _FEWEST_LINES
            if taken < min(_FEWEST_LINES, left) and self.pages[-1]:
                self._next_page()
                continue
            for line in lines[at : at + max(taken, 1)]:
                if bullet:
                    self._draw([bullet], x - _INDENT, self._y, size)
                    bullet = None
                self._draw(line, x, self._y, size)
                self._y -= leading
            at += max(taken, 1)
        self._y -= _GAP

    def _draw(self, line: _Line, x: float, top: float, size: float) -> None:
        for text, face, tag in line:
            self.pages[-1].append(Text(x, top - size, text, face, size, tag))
            x += text_width(text, face, size)

    def _room(self, height: float) -> None:
        if self._y - height < MARGIN and self.pages[-1]:
            self._next_page()

    def _next_page(self) -> None:
        self.pages.append([])
        self._y = PAGE[1] - MARGIN

    def _lines(self, runs: Runs, width: float, tag: Tag | None, size: float = _SIZE) -> list[_Line]:
        """Break texts into lines. A text in another language than the document gets an element of its own."""
        parts: list[_Part] = []
        for run in runs:
            text, replaced = printable(run.text)
            self.replaced += replaced if tag else 0
            parts.append((text, BOLD if run.strong else REGULAR, self._element(run, tag)))
        lines: list[_Line] = [[]]
        used = 0.0
        for found in _words(parts):
            word = found
            needed = sum(text_width(text, face, size) for text, face, _ in word)
            if word[0][0].isspace():
                if lines[-1]:
                    _append(lines[-1], word)
                    used += needed
                continue
            if used + needed > width and lines[-1]:
                word = [*_cut_last_words(lines[-1], word), *word]
                lines.append([])
                used, needed = 0.0, sum(text_width(text, face, size) for text, face, _ in word)
            for piece in _fitting(word, width, size) if needed > width else [word]:
                if piece is not word and lines[-1]:
                    lines.append([])
                _append(lines[-1], piece)
                used = sum(text_width(text, face, size) for text, face, _ in lines[-1])
        return lines

    def _element(self, run: Run, tag: Tag | None) -> Tag | None:
        if tag is None or run.language == self.brief.language or not run.text.strip():
            return tag
        return Tag("Span", tag, f"{run.language}{_REGION}" if run.language in ("en", "fr") else run.language)


def _words(parts: Sequence[_Part]) -> Iterator[_Line]:
    """Yield words and the spaces between them; a word may have parts in several fonts."""
    word: _Line = []
    for text, face, tag in parts:
        for piece in _WORDS.findall(text):
            if word and piece.isspace() != word[-1][0].isspace():
                yield word
                word = []
            word.append((piece, face, tag))
    if word:
        yield word


def _fitting(word: _Line, width: float, size: float) -> Iterator[_Line]:
    """Yield the parts of a word that is longer than a line."""
    for text, face, tag in word:
        start, used = 0, 0.0
        for at, char in enumerate(text):
            wide = text_width(char, face, size)
            if used + wide > width and at > start:
                yield [(text[start:at], face, tag)]
                start, used = at, 0.0
            used += wide
        yield [(text[start:], face, tag)]


def _cut_last_words(line: _Line, word: _Line) -> _Line:
    """Cut from a line the words that have to stand before a word, which would look like an item of a list."""
    cut: _Line = []
    while bullet(f"{''.join(text for text, _, _ in (*cut, *word))} x"):
        text, face, tag = line[-1]
        kept, space, last = text.rstrip(" ").rpartition(" ")
        if not space:
            break
        line[-1] = (f"{kept} ", face, tag)
        cut.insert(0, (f"{last}{text[len(text.rstrip(' ')) :]}", face, tag))
    return cut


def _append(line: _Line, word: _Line) -> None:
    """Add a word to a line, to the last text of it where font and element are the same."""
    for text, face, tag in word:
        if line and line[-1][1] == face and line[-1][2] is tag:
            line[-1] = (line[-1][0] + text, face, tag)
        else:
            line.append((text, face, tag))


def _heading_leading(level: int) -> float:
    return 1.42 * _SIZES[level]
