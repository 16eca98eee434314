"""A brief as PDF: bookmarks, language, and one of the fonts that every reader of PDF has.

These fonts have the letters of English and French (Windows-1252). Others are written in Latin letters, and the
document says how many were.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from viz.brief.model import Block, Brief, Heading, Item, Listing, Paragraph, Run, Runs, Table
from viz.brief.wording import Words

if TYPE_CHECKING:
    from fpdf import FPDF

_FONT: Final = "Helvetica"
_MARGIN: Final = 20.0  # millimetres, as all that follow
_LINE: Final = 5.0
_GAP: Final = 5.0  # between paragraphs: more than the reader takes for the distance of two lines of one
_INDENT: Final = 6.0
_SIZES: Final = {0: 17.0, 1: 14.0, 2: 11.5}  # points, by level of heading
_TEXT: Final = 10.0
_SMALL: Final = 8.0
_FOOT: Final = 14.0
_BULLETS: Final = ("•", "–")
_NARROW: Final = {"\u202f": "\u00a0", "\u2011": "-", "\u2010": "-", "\u2212": "-"}


def pdf(brief: Brief) -> bytes:
    """The brief as the bytes of a PDF file."""
    logging.getLogger("fpdf").setLevel(logging.ERROR)
    paper = _paper(Words(brief.language))
    paper.core_fonts_encoding = "cp1252"
    paper.set_lang(f"{brief.language}-CA")
    paper.set_title(_cp1252(brief.title)[0])
    paper.set_creator("Accord")
    paper.set_creation_date(datetime.fromisoformat(brief.day).replace(tzinfo=UTC))
    paper.set_margins(_MARGIN, _MARGIN)
    paper.set_auto_page_break(auto=True, margin=_MARGIN)
    paper.add_page()
    writer = _Writer(paper)
    writer.heading(0, Run(brief.title, brief.language))
    for block in brief.blocks:
        writer.block(block)
    if writer.replaced:
        writer.paragraph((Run(Words(brief.language).count("replaced", writer.replaced), brief.language),))
    return bytes(paper.output())


def _paper(words: Words) -> FPDF:
    """Pages with their number at the foot."""
    from fpdf import FPDF

    class Paper(FPDF):
        def footer(self) -> None:
            self.set_y(-_FOOT)
            self.set_font(_FONT, "", _SMALL)
            self.cell(0, _LINE, words.say("page", n=self.page_no(), total="{nb}"), align="C")

    return Paper(format="letter")


def _cp1252(text: str) -> tuple[str, int]:
    """A text in the letters that the fonts have, and how many characters had to be replaced for that."""
    from anyascii import anyascii

    made, replaced = [], 0
    for char in text:
        plain = _NARROW.get(char, char)
        try:
            plain.encode("cp1252")
        except UnicodeEncodeError:
            plain = anyascii(char) or "?"
            replaced += 1
        made.append(plain)
    return "".join(made), replaced


@dataclass(slots=True)
class _Writer:
    """Writes block by block down the page."""

    paper: FPDF
    replaced: int = 0

    def block(self, block: Block) -> None:
        match block:
            case Heading(level, run):
                self.heading(level, run)
            case Paragraph(runs):
                self.paragraph(runs)
            case Listing(items):
                for item in items:
                    self.item(item, 0)
            case Table():
                self.table(block)

    def heading(self, level: int, run: Run) -> None:
        """A heading, never alone at the foot of a page, and its bookmark."""
        paper, size = self.paper, _SIZES[level]
        if paper.will_page_break(5 * _LINE):
            paper.add_page()
        text = self._plain(run).text
        if level:
            paper.ln(_GAP / 2)
            paper.start_section(text, level=level - 1)
        paper.set_font(_FONT, "B", size)
        paper.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
        paper.ln(_GAP)

    def paragraph(self, runs: Runs) -> None:
        self._write(runs)
        self.paper.ln(_LINE + _GAP)

    def item(self, item: Item, level: int) -> None:
        paper = self.paper
        paper.set_font(_FONT, "", _TEXT)
        if paper.will_page_break(2 * _LINE):
            paper.add_page()
        paper.set_x(_MARGIN + level * _INDENT)
        paper.cell(_INDENT, _LINE, _BULLETS[level])
        paper.set_left_margin(_MARGIN + (level + 1) * _INDENT)
        self.paragraph(item.runs)
        paper.set_left_margin(_MARGIN)
        paper.set_x(_MARGIN)
        for below in item.items:
            self.item(below, level + 1)

    def table(self, block: Table) -> None:
        self.paper.set_font(_FONT, "", _TEXT)
        with self.paper.table(first_row_as_headings=True, text_align="L", line_height=_LINE) as table:
            for row in (block.headers, *block.rows):
                cells = table.row()
                for cell in row:
                    cells.cell(self._plain(cell).text)
        self.paper.ln(_GAP)

    def _write(self, runs: Runs) -> None:
        for run in self._all(runs):
            self.paper.set_font(_FONT, "B" if run.strong else "", _TEXT)
            self.paper.write(_LINE, run.text)

    def _all(self, runs: Runs) -> Iterator[Run]:
        for run in runs:
            if run.text:
                yield self._plain(run)

    def _plain(self, run: Run) -> Run:
        text, replaced = _cp1252(run.text)
        self.replaced += replaced
        return replace(run, text=text)
