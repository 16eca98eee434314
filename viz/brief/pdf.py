"""A brief as PDF: bookmarks, language, and one of the fonts that every reader of PDF has.

ReportLab lays out and writes the pages. The fonts have the letters of English and French (Windows-1252). Others are
written in Latin letters, and the document says how many were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from viz.brief.model import Block, Brief, Heading, Item, Listing, Paragraph, Run, Runs, Table
from viz.brief.wording import BriefWording
from viz.markup import escape

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable

_FONT: Final = "AccordSans"
_FACES: Final = ("Helvetica", "Helvetica-Bold")  # of the text, and of emphasis
_MILLIMETRE: Final = 72 / 25.4  # in points, the unit of all lengths below
_MARGIN: Final = 20 * _MILLIMETRE
_LINE: Final = 5 * _MILLIMETRE
_GAP: Final = 5 * _MILLIMETRE  # between paragraphs: more than the reader takes for the distance of two lines of one
_INDENT: Final = 6 * _MILLIMETRE
_FOOT: Final = 12 * _MILLIMETRE
_SIZES: Final = {0: 17.0, 1: 14.0, 2: 11.5}  # by level of heading
_TEXT: Final = 10.0
_SMALL: Final = 8.0
_BULLETS: Final = ("•", "–")
_NARROW: Final = {"\u202f": "\u00a0", "\u2011": "-", "\u2010": "-", "\u2212": "-"}


def render_pdf(brief: Brief) -> bytes:
    """The brief as the bytes of a PDF file."""
    _register_fonts()
    _, pages = _write(brief, 0)
    data, _ = _write(brief, pages)
    return data


def _register_fonts() -> None:
    """Let ReportLab encode text as Python does; its own codec writes "•" as a code that other programs do not read."""
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase.pdfmetrics import Font, registerFont

    for bold, face in enumerate(_FACES):
        font = Font(f"{_FONT}{bold}", face, "WinAnsiEncoding")
        font.encName = "cp1252"
        registerFont(font)
        addMapping(_FONT, bold, 0, font.fontName)


def _write(brief: Brief, total: int) -> tuple[bytes, int]:
    """The file, whose pages say at their foot that there are `total`, and how many there are."""
    from reportlab.lib.pagesizes import letter
    from reportlab.platypus import SimpleDocTemplate

    wording, file = BriefWording(brief.language), BytesIO()

    def write_foot(canvas: Any, document: Any) -> None:  # noqa: ANN401 (ReportLab has no types)
        canvas.setDateFormatter(lambda *_: f"D:{brief.day.replace('-', '')}000000Z")
        canvas.setFont(f"{_FONT}0", _SMALL)
        canvas.drawCentredString(letter[0] / 2, _FOOT, wording.text("page", n=document.page, total=total))

    document = SimpleDocTemplate(
        file, pagesize=letter, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN,
        title=_cp1252(brief.title)[0], creator="Accord", lang=f"{brief.language}-CA", invariant=1,
    )  # fmt: skip
    document.build(_Layout(document.width).brief(brief), onFirstPage=write_foot, onLaterPages=write_foot)
    return file.getvalue(), document.page


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
        made.append(plain if plain.isprintable() or plain == "\u00a0" else " ")
    return "".join(made), replaced


@dataclass(slots=True)
class _Layout:
    """Makes of the parts of a brief what ReportLab lays out down the pages."""

    width: float
    replaced: int = 0
    headings: list[str] = field(default_factory=list)

    def brief(self, brief: Brief) -> list[Flowable]:
        made = self.heading(0, Run(brief.title, brief.language))
        for block in brief.blocks:
            made += self.block(block)
        if self.replaced:
            sentence = BriefWording(brief.language).plural_text("replaced", self.replaced)
            made.append(self.text((Run(sentence, brief.language),), _style()))
        return made

    def block(self, block: Block) -> list[Flowable]:
        match block:
            case Heading(level, run):
                return self.heading(level, run)
            case Paragraph(runs):
                return [self.text(runs, _style())]
            case Listing(items):
                return [each for item in items for each in self.item(item, 0)]
            case Table():
                return [self.table(block)]

    def heading(self, level: int, run: Run) -> list[Flowable]:
        """A heading, never alone at the foot of a page, and its bookmark."""
        size = _SIZES[level]
        above = _GAP / 2 if level else 0
        style = _style(fontName=f"{_FONT}1", fontSize=size, leading=1.42 * size, spaceBefore=above, keepWithNext=1)
        heading = self.text((run,), style)
        if level:
            self.headings.append(_cp1252(run.text)[0])
            _add_bookmark(heading, f"heading-{len(self.headings)}", self.headings[-1], level - 1)
        return [heading]

    def item(self, item: Item, level: int) -> Iterator[Flowable]:
        style = _style(leftIndent=(level + 1) * _INDENT, bulletIndent=level * _INDENT)
        yield self.text(item.runs, style, _BULLETS[level])
        for below in item.items:
            yield from self.item(below, level + 1)

    def table(self, table: Table) -> Flowable:
        from reportlab.lib.colors import black
        from reportlab.platypus import Table as Grid

        head, body = _style(fontName=f"{_FONT}1", spaceAfter=0), _style(spaceAfter=0)
        rows = [[self.text((cell,), head) for cell in table.headers]]
        rows += [[self.text((cell,), body) for cell in row] for row in table.rows]
        return Grid(
            rows, [self.width / len(table.headers)] * len(table.headers), repeatRows=1, splitInRow=1, spaceAfter=_GAP,
            style=[("GRID", (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "TOP")],
        )  # fmt: skip

    def text(self, runs: Runs, style: ParagraphStyle, bullet: str | None = None) -> Flowable:
        from reportlab.platypus import Paragraph as Text

        marked = []
        for run in runs:
            plain, replaced = _cp1252(run.text)
            self.replaced += replaced
            marked.append(f"<b>{escape(plain)}</b>" if run.strong else escape(plain))
        return Text("".join(marked), style, bulletText=bullet)


def _style(**changes: Any) -> ParagraphStyle:  # noqa: ANN401 (ReportLab has no types)
    from reportlab.lib.styles import ParagraphStyle

    usual = {"fontName": f"{_FONT}0", "fontSize": _TEXT, "leading": _LINE, "spaceAfter": _GAP}
    return ParagraphStyle("", **{**usual, "bulletFontName": f"{_FONT}0", "bulletFontSize": _TEXT, **changes})


def _add_bookmark(heading: Flowable, key: str, title: str, level: int) -> None:
    """Let a heading add itself to the bookmarks when it is drawn."""
    draw = heading.draw

    def draw_and_mark() -> None:
        heading.canv.bookmarkHorizontal(key, 0, heading.height)
        heading.canv.addOutlineEntry(title, key, level)
        draw()

    heading.draw = draw_and_mark
