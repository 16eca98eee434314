"""Render a brief as a tagged PDF (PDF/UA-1), with bookmarks and the language of each text.

ReportLab writes the file and embeds the fonts. They have the letters of English and French; others are written in
Latin letters, and the document says how many were.
"""

from __future__ import annotations

from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from viz.brief.pdf.fonts import REGULAR, printable, register_fonts, text_width
from viz.brief.pdf.layout import PAGE, Bookmark, Layout, Mark, Rule, Text
from viz.brief.pdf.tags import FOOTER, Structure
from viz.brief.wording import BriefWording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viz.brief.model import Brief
    from viz.brief.pdf.tags import Tag

_FOOT: Final = 34.0  # of the page number above the edge, in points
_SMALL: Final = 8.0
_LINE_WIDTH: Final = 0.5


def render_pdf(brief: Brief) -> bytes:
    """Return the brief as the bytes of a PDF file."""
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    layout, wording, file = Layout(brief), BriefWording(brief.language), BytesIO()
    title, language = printable(brief.title)[0], f"{brief.language}-CA"
    canvas: Any = Canvas(file, PAGE, invariant=1, lang=language, initialFontName=REGULAR, pdfVersion=(1, 7))
    canvas.setTitle(title)
    canvas.setAuthor("Accord")
    canvas.setSubject(printable(wording.text(f"audience.{brief.audience}"))[0])
    canvas.setCreator("Accord")
    canvas.setDateFormatter(lambda *_: f"D:{brief.day.replace('-', '')}000000Z")
    canvas.setLineWidth(_LINE_WIDTH)
    structure, headings = Structure(canvas, layout.root), 0
    for number, page in enumerate(layout.pages, start=1):
        headings = _draw_page(canvas, structure, page, headings)
        foot = wording.text("page", n=number, total=len(layout.pages))
        structure.begin_artifact(FOOTER)
        _draw_text(canvas, Text((PAGE[0] - text_width(foot, REGULAR, _SMALL)) / 2, _FOOT, foot, REGULAR, _SMALL, None))
        structure.end()
        structure.next_page()
    structure.finish(title, language, brief.day)
    canvas.save()
    return file.getvalue()


def _draw_page(canvas: Any, structure: Structure, page: Sequence[Mark], headings: int) -> int:  # noqa: ANN401
    """Draw a page; return how many headings the document has up to its end."""
    for tag, marks in groupby(page, key=_tag_of):
        begun = False
        for mark in marks:
            if isinstance(mark, Bookmark):
                headings += 1
                canvas.bookmarkHorizontal(f"heading-{headings}", 0, mark.y)
                canvas.addOutlineEntry(mark.title, f"heading-{headings}", mark.level)
                continue
            if not begun:
                structure.begin(tag) if tag else structure.begin_artifact()
                begun = True
            if isinstance(mark, Rule):
                canvas.line(mark.x, mark.y, mark.to_x, mark.to_y)
            else:
                _draw_text(canvas, mark)
        if begun:
            structure.end()
    return headings


def _tag_of(mark: Mark) -> Tag | None:
    return mark.tag if isinstance(mark, Text) else None


def _draw_text(canvas: Any, text: Text) -> None:  # noqa: ANN401 (ReportLab has no types)
    canvas.setFont(text.face, text.size)
    canvas.drawString(text.x, text.y, text.text)
