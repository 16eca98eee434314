"""Files of which one part is as long as is asked for: a word, a line, an item, a heading, a cell, or nesting."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

HEAD = "Information Sharing Document\nSubmission from Alberta, winter 2022\n\nInitiatives\n"


def _repeated(template: str, unit: str) -> Callable[[int], bytes]:
    """Return what makes a file: `template` with `unit` in place of `@`, repeated to a number of characters."""
    return lambda size: template.replace("@", unit * (size // len(unit))).encode()


def _nested(opening: str, closing: str, template: str = "@") -> Callable[[int], bytes]:
    return lambda size: template.replace("@", opening * (size // 2) + closing * (size // 2)).encode()


def _records(size: int) -> bytes:
    return json.dumps([{"title": "service " * (size // 8), "lead": "Alberta"}]).encode()


def _word(size: int) -> bytes:
    from docx import Document

    made, to = Document(), io.BytesIO()
    made.add_heading("Alberta " * (size // 16), 1)
    made.add_paragraph("A portal with the CRA. " * (size // 46), style="List Bullet")
    made.add_table(1, 1).cell(0, 0).text = "Ontario "
    made.save(to)
    return to.getvalue()


def _slide(size: int) -> bytes:
    from pptx import Presentation

    made, to = Presentation(), io.BytesIO()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Alberta"
    slide.placeholders[1].text = "A portal with the CRA. " * (size // 23)
    made.save(to)
    return to.getvalue()


def _workbook(size: int) -> bytes:
    """A cell holds 32,767 characters at most."""
    from openpyxl import Workbook

    made, to = Workbook(), io.BytesIO()
    made.active.append(["title", "lead", "partners"])
    for _ in range(max(size // 30_000, 1)):
        made.active.append(["A portal", "Alberta", "Ontario; " * (min(size, 30_000) // 9)])
    made.save(to)
    return to.getvalue()


LONG_FILES: dict[str, Callable[[int], bytes]] = {
    "word.txt": _repeated(f"{HEAD}- @\n", "x"),
    "sentences.txt": _repeated(f"{HEAD}- @\n", "Alberta works with the CRA on digital identity since 2021. "),
    "names.txt": _repeated(f"{HEAD}- @\n", "Alberta, "),
    "ministries.txt": _repeated(f"{HEAD}- @\n", "Ministry of "),
    "initials.txt": _repeated(f"{HEAD}- @\n", "A.B. "),
    "dates.txt": _repeated(f"{HEAD}- Portal @\n", "2021-10-"),
    "hyphens.txt": _repeated(f"{HEAD}- @\n", "a-\n"),
    "spaces.txt": _repeated(f"{HEAD}- a@b\n", " "),
    "brackets.txt": _nested("(", ")", f"{HEAD}- @\n"),
    "items.txt": _repeated(f"{HEAD}@", "- A portal with the CRA for benefits in 2021.\n"),
    "heading.md": _repeated("# @\n\nAlberta launched a portal.\n", "Alberta and Ontario "),
    "bullets.md": _repeated("# Alberta\n\n@\n", "* "),
    "quotes.md": _repeated("@\n", ">"),
    "cell.md": _repeated("# Plan\n\n| Initiative | Lead |\n|---|---|\n| A portal | @ |\n", "Alberta "),
    "paragraph.html": _repeated("<html><body><h1>Alberta</h1><p>@</p></body></html>", "Alberta announces a portal. "),
    "nested.html": _repeated("<html><body>@x</body></html>", "<div>"),
    "subject.eml": _repeated(
        "From: office@gov.example\nSubject: @\nDate: Mon, 3 Aug 2020 10:00:00 +0000\n\nAlberta launched a portal.\n",
        "Alberta ",
    ),
    "partners.csv": _repeated('title,lead,partners\nA portal,Alberta,"@"\n', "Ontario; "),
    "title.csv": _repeated("title,lead,partners\n@,Alberta,Ontario\n", "service "),
    "brackets.csv": _nested("(", ")", "title,lead\nA portal,@\n"),
    "unclosed.csv": _repeated('title,lead\n"@\n', "service "),
    "records.json": _records,
    "text.docx": _word,
    "text.pptx": _slide,
    "partners.xlsx": _workbook,
    "nested.json": _nested("[", "]"),
    "nested.yaml": _nested("[", "]", "a: @\n"),
}
