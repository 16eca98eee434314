"""Draws an analysis as a PDF: a ruled table whose row a page break cuts, boxes beside each other, running heads."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from fpdf import FPDF

LINE = 4.5  # millimetres
WIDTHS = (34, 50, 50, 50)


@dataclass
class Row:
    lead: str
    cells: list[str]


@dataclass
class Model:
    """An analysis as its author laid it out; a line of a cell that begins with "- " begins an item."""

    title: list[str]
    boxes: list[tuple[str, str]]
    rows: list[Row]
    needs: list[tuple[list[str], str]]
    closing: list[str]
    cut: int = 9999  # rows of lines after which the page ends within the last row of the table
    headings: list[str] = field(
        default_factory=lambda: [
            "Current Federal-Provincial-Territorial-Municipal (FPTM) Jurisdictional Priorities:",
            "Showcasing Jurisdictional Achievements:",
            "Jurisdictions",
            "Key Achievements and Showcase Opportunities",
            "Issues and Needs:",
            "Background:",
        ]
    )


def wrap(text: str, width: int) -> list[str]:
    return [line for part in text.split("\n") for line in textwrap.wrap(part, width, break_on_hyphens=False)]


def as_text(model: Model) -> str:
    """The same words as a text extraction gives them: columns after each other."""
    priorities, achievements, left, right, needs, background = model.headings
    parts = [*model.title, "", priorities, ""]
    for title, body in model.boxes:
        parts += [*wrap(title, 24), "", *wrap(body, 40), ""]
    parts += [achievements, "", f"{left} {right}", ""]
    for row in model.rows:
        parts += [*wrap(row.lead, 16), ""]
        for cell in row.cells:
            parts += [*wrap(cell, 30), ""]
    parts += [needs, "", "- The areas were grouped under the following themes:", ""]
    for bullets, title in model.needs:
        for each in bullets:
            parts += [*wrap(f"• {each}", 28), ""]
        parts += [*wrap(title, 20), ""]
    parts += [background, "", *[line for each in model.closing for line in [*wrap(each, 90), ""]]]
    return "\n".join(parts)


class Drawing(FPDF):
    def footer(self) -> None:
        self.set_y(-15)
        self.cell(text=f"Page {self.page_no()} of {{nb}}")

    def header(self) -> None:
        self.set_y(8)
        self.cell(text="PSSDC - a made-up edition")
        self.set_y(22)


def as_pdf(model: Model) -> bytes:
    pdf = Drawing(format="letter")
    pdf.set_auto_page_break(auto=False)
    pdf.set_font("helvetica", size=9)
    priorities, achievements, left, right, needs, background = model.headings
    pdf.add_page()
    y = _lines(pdf, model.title, 18, 22) + 4
    y = _lines(pdf, [priorities], 18, y) + 4
    for at, (title, body) in enumerate(model.boxes):
        box = [*wrap(title, 24), "", *wrap(body, 32)]
        pdf.rect(14 + at * 62, y, 60, 60)
        _lines(pdf, box, 16 + at * 62, y + 2)
    pdf.add_page()
    y = _lines(pdf, [achievements], 18, 24) + 4
    y = _table(pdf, model, (left, right), y)
    pdf.add_page()
    y = _lines(pdf, [needs, "", "- The areas were grouped under the following themes:"], 18, 24) + 4
    for at, (bullets, title) in enumerate(model.needs):
        box = [line for each in bullets for line in wrap(f"- {each}", 28)]
        pdf.rect(14 + at * 62, y, 60, 50)
        _lines(pdf, box, 16 + at * 62, y + 2)
        pdf.rect(14 + at * 62, y + 50, 60, 14)
        _lines(pdf, wrap(title, 20), 16 + at * 62, y + 52)
    _lines(pdf, [background, "", *[line for each in model.closing for line in [*wrap(each, 90), ""]]], 18, y + 72)
    return bytes(pdf.output())


def _lines(pdf: FPDF, lines: list[str], x: float, y: float) -> float:
    for line in lines:
        if line:
            pdf.set_xy(x, y)
            pdf.cell(text=line)
        y += LINE
    return y


def _row(pdf: FPDF, columns: list[list[str]], y: float) -> float:
    height = max(map(len, columns)) * LINE + 3
    x = 14.0
    for width, lines in zip(WIDTHS, columns, strict=True):
        pdf.rect(x, y, width, height)
        _lines(pdf, lines, x + 1, y + 1)
        x += width
    return y + height


def _table(pdf: FPDF, model: Model, names: tuple[str, str], y: float) -> float:
    pdf.rect(14, y, WIDTHS[0], 7)
    pdf.rect(14 + WIDTHS[0], y, sum(WIDTHS[1:]), 7)
    _lines(pdf, [names[0]], 15, y + 1)
    _lines(pdf, [names[1]], 15 + WIDTHS[0], y + 1)
    y += 7
    for at, row in enumerate(model.rows):
        columns = [wrap(row.lead, 16), *(wrap(cell, 30) for cell in row.cells)]
        columns += [[] for _ in range(len(WIDTHS) - len(columns))]
        if at < len(model.rows) - 1 or max(map(len, columns)) <= model.cut:
            y = _row(pdf, columns, y)
            continue
        _row(pdf, [lines[: model.cut] for lines in columns], y)
        pdf.add_page()
        y = _row(pdf, [lines[model.cut :] for lines in columns], 24)
    return y
