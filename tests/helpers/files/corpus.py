"""Writes the briefs of the corpus as TXT, DOCX and PDF, each with its gold beside it.

    python -m tests.helpers.files.corpus FOLDER [open|held|unseen ...]

A brief is a YAML file: blocks, which are what an author lays out, and the gold, which is what a person reads there.
The briefs in `open` may be looked at by who writes rules; those in `held` and `unseen` only tell whether rules hold.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.helpers.paths import DATA

CORPUS = DATA / "corpus"
HALVES = ("open", "held", "unseen")
FORMATS = ("txt", "docx", "pdf")
WIDTH = 78
LEAD, CELL = 18, 52  # characters in a line of the two columns of a table


def briefs(*halves: str) -> list[Path]:
    """The briefs of some halves, all by default."""
    return sorted(path for half in halves or HALVES for path in (CORPUS / half).glob("*.yaml"))


def write(brief: Path, folder: Path, formats: Sequence[str] = FORMATS) -> Path:
    """Write a brief in some formats, and its gold; returns the path of the gold."""
    raw = yaml.safe_load(brief.read_text("utf-8"))
    makers = {"txt": _txt, "docx": _docx, "pdf": _pdf}
    names = [f"{brief.stem}.{one}" for one in formats]
    for name, one in zip(names, formats, strict=True):
        (folder / name).write_bytes(makers[one](raw["blocks"]))
    gold = folder / f"{brief.stem}.yaml"
    gold.write_text(yaml.safe_dump({"documents": names, **raw["gold"]}, allow_unicode=True), "utf-8")
    return gold


def _items(cell: str | list[str]) -> Iterator[tuple[str, str]]:
    """An item of a table with its bullet, and those below it with theirs."""
    texts = [cell] if isinstance(cell, str) else cell
    yield "-", texts[0]
    yield from (("o", text) for text in texts[1:])


# --- Text, as an extraction leaves it: columns after each other


def _txt(blocks: Sequence[dict[str, Any]]) -> bytes:
    lines: list[str] = []
    for block in blocks:
        lines += [*_txt_block(block), ""]
    return "\n".join(lines).encode()


def _txt_block(block: dict[str, Any]) -> Iterator[str]:
    ((kind, expected),) = block.items()
    if kind == "bullets":
        for text in expected:
            yield from textwrap.wrap(f"- {text}", WIDTH, subsequent_indent="  ", break_on_hyphens=False)
    elif kind == "table":
        yield " ".join(expected["head"])
        for lead, *cells in expected["rows"]:
            yield from ("", *textwrap.wrap(lead, LEAD, break_on_hyphens=False), "")
            for cell in cells:
                for mark, text in _items(cell):
                    yield from textwrap.wrap(f"{mark} {text}", CELL, break_on_hyphens=False)
    elif kind == "columns":
        rows = (expected["head"], ["---"] * len(expected["head"]), *expected["rows"])
        yield from (f"| {' | '.join(row)} |" for row in rows)
    elif kind == "title":
        yield from expected
    else:
        for text in expected if kind == "lines" else [expected]:
            yield from textwrap.wrap(text, WIDTH, break_on_hyphens=False)


# --- Word


def _docx(blocks: Sequence[dict[str, Any]]) -> bytes:
    from io import BytesIO

    import docx

    document = docx.Document()
    styles = {
        "heading": "Heading 1",
        "subheading": "Heading 2",
        "para": None,
        "bullets": "List Bullet",
        "title": "Title",
        "lines": None,
    }
    for block in blocks:
        ((kind, expected),) = block.items()
        if kind == "table":
            _docx_table(document, expected)
            continue
        if kind == "columns":
            _docx_columns(document, expected)
            continue
        for text in expected if isinstance(expected, list) else [expected]:
            document.add_paragraph(text, style=styles[kind])
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _docx_table(document: Any, expected: dict[str, Any]) -> None:
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, expected["head"], strict=False):
        cell.text = text
    for lead, *cells in expected["rows"]:
        first, second = table.add_row().cells
        first.text = lead
        for cell in cells:
            for mark, text in _items(cell):
                second.add_paragraph(text, style="List Bullet" if mark == "-" else "List Bullet 2")
        second._element.remove(second.paragraphs[0]._element)


def _docx_columns(document: Any, expected: dict[str, Any]) -> None:
    table = document.add_table(rows=0, cols=len(expected["head"]), style="Table Grid")
    for row in (expected["head"], *expected["rows"]):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


# --- PDF: a ruled table that goes on over pages, in the middle of a row


def _pdf(blocks: Sequence[dict[str, Any]]) -> bytes:
    from fpdf import FPDF

    pdf = FPDF(format="letter")
    pdf.set_auto_page_break(auto=False)
    pdf.add_page()
    page = _Page(pdf)
    for block in blocks:
        ((kind, expected),) = block.items()
        if kind == "table":
            page.table(expected)
        elif kind == "columns":
            page.columns(expected)
        elif kind == "lines":
            for text in expected:
                page.text(textwrap.wrap(text, 88, break_on_hyphens=False))
            page.y += 3
        elif kind == "bullets":
            for text in expected:
                page.text(textwrap.wrap(f"- {text}", 88, break_on_hyphens=False))
            page.y += 3
        elif kind == "title":
            page.text(expected, size=14)
            page.y += 4
        else:
            page.y += 2 if kind == "para" else 4
            page.text(textwrap.wrap(expected, 88, break_on_hyphens=False), style="" if kind == "para" else "B")
            page.y += 3
    return bytes(pdf.output())


class _Page:
    """Where the next line goes, and on which page."""

    TOP, BOTTOM, LINE, LEFT = 20.0, 150.0, 5.0, 18.0

    def __init__(self, pdf: Any) -> None:
        self.pdf, self.y = pdf, self.TOP

    def text(self, lines: Sequence[str], *, size: int = 10, style: str = "") -> None:
        for line in lines:
            if self.y > self.BOTTOM:
                self.turn()
            self._put(self.LEFT, line, size, style)
            self.y += self.LINE

    def table(self, expected: dict[str, Any]) -> None:
        self._row([[expected["head"][0]], [expected["head"][1]]])
        for lead, *cells in expected["rows"]:
            body = [
                line
                for cell in cells
                for mark, text in _items(cell)
                for line in textwrap.wrap(f"{mark} {text}", CELL, break_on_hyphens=False)
            ]
            self._row([textwrap.wrap(lead, LEAD, break_on_hyphens=False), body])

    def columns(self, expected: dict[str, Any]) -> None:
        """A ruled table of as many columns as its header has, of equal width."""
        width = 176 / len(expected["head"])
        for row in (expected["head"], *expected["rows"]):
            cells = [textwrap.wrap(text, int(width / 1.9), break_on_hyphens=False) for text in row]
            height = max(map(len, cells))
            if self.y + height * self.LINE > self.BOTTOM:
                self.turn()
            for at, lines in enumerate(cells):
                self.pdf.rect(self.LEFT - 2 + at * width, self.y, width, height * self.LINE + 2)
                for down, line in enumerate(lines):
                    self._put(self.LEFT + at * width, line, 8, "", down)
            self.y += height * self.LINE + 2

    def _row(self, columns: list[list[str]]) -> None:
        """A row; what does not fit on this page stands on the next, in a box of its own."""
        while any(columns):
            room = int((self.BOTTOM - self.y) // self.LINE)
            if room < 2:
                self.turn()
                continue
            size = min(room, max(map(len, columns)))
            left = self.LEFT - 2
            for width, lines in zip((46, 130), columns, strict=True):
                self.pdf.rect(left, self.y, width, size * self.LINE + 2)
                for at, line in enumerate(lines[:size]):
                    self._put(left + 2, line, 9, "", at)
                left += width
            columns = [lines[size:] for lines in columns]
            self.y += size * self.LINE + 2

    def _put(self, x: float, line: str, size: int, style: str, down: int = 0) -> None:
        self.pdf.set_font("helvetica", style=style, size=size)
        self.pdf.set_xy(x, self.y + 1 + down * self.LINE)
        self.pdf.cell(text=_latin(line))

    def turn(self) -> None:
        self.pdf.set_y(-20)
        self.pdf.set_font("helvetica", size=8)
        self.pdf.cell(text=f"Page {self.pdf.page_no()}")
        self.pdf.add_page()
        self.y = self.TOP


def _latin(text: str) -> str:
    """The text with the characters that the built-in fonts of PDF have."""
    plain = {"’": "'", "–": "-", "œ": "oe", "“": '"', "”": '"', "ł": "l", "ı": "i", "ǫ": "o", "\u0328": ""}
    return text.translate(str.maketrans(plain))


def main(arguments: Sequence[str]) -> None:
    """Write all briefs, or those of some halves, to a folder."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for brief in briefs(*arguments[1:]):
        write(brief, folder)


if __name__ == "__main__":
    main(sys.argv[1:])
