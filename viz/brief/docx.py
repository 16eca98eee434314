"""A brief as a Word document: real headings, lists and table headers, the language of each text, no clock in it."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from viz.brief.model import Block, Brief, Heading, Item, Listing, Paragraph, Runs, Table

if TYPE_CHECKING:
    from docx.document import Document

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP archive can tell
_REGION: Final = "-CA"
_LEVELS: Final = (("•", 360), ("–", 720))  # mark and indent (twentieths of a point) of each level of a list
_COLOUR: Final = "1F3864"


def docx(brief: Brief) -> bytes:
    """The brief as the bytes of a DOCX file."""
    from docx import Document

    document = Document()
    _describe(document, brief)
    number = _numbering(document)
    _spoken(document.add_heading(level=0).add_run(brief.title), brief.language)
    for block in brief.blocks:
        _add(document, block, number)
    made = io.BytesIO()
    document.save(made)
    return _without_clock(made.getvalue())


def _describe(document: Document, brief: Brief) -> None:
    """Title, language, dates and fonts."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    core = document.core_properties
    core.title, core.author, core.comments, core.language = brief.title, "Accord", "", f"{brief.language}{_REGION}"
    core.created = core.modified = datetime.fromisoformat(brief.day)
    core.last_modified_by, core.revision = "Accord", 1
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), f"{brief.language}{_REGION}")
    for name in ("Title", "Heading 1", "Heading 2"):
        style: Any = document.styles[name]
        style.font.color.rgb = RGBColor.from_string(_COLOUR)


def _numbering(document: Document) -> int:
    """A list of two levels, both with bullets; its number."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    root: Any = document.part.numbering_part.element
    abstract = 1 + max(int(each.get(qn("w:abstractNumId"))) for each in root.iterchildren(qn("w:abstractNum")))
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{mark}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="360"/></w:pPr></w:lvl>'
        for level, (mark, indent) in enumerate(_LEVELS)
    )
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    next(root.iterchildren(qn("w:num"))).addprevious(made)
    return int(root.add_num(abstract).numId)


def _add(document: Document, block: Block, number: int) -> None:
    match block:
        case Heading(level, run):
            _spoken(document.add_heading(level=level).add_run(run.text), run.language)
        case Paragraph(runs):
            _write(document.add_paragraph(), runs)
        case Listing(items):
            for item in items:
                _item(document, item, number, 0)
        case Table():
            _table(document, block)


def _item(document: Document, item: Item, number: int, level: int) -> None:
    paragraph: Any = document.add_paragraph(style="List Bullet")
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 (the library has no lists)
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number
    _write(paragraph, item.runs)
    for below in item.items:
        _item(document, below, number, level + 1)


def _write(paragraph: Any, runs: Runs) -> None:  # noqa: ANN401
    for run in runs:
        if run.text:
            made = paragraph.add_run(run.text)
            made.bold = run.strong or None
            _spoken(made, run.language)


def _spoken(run: Any, language: str) -> None:  # noqa: ANN401
    """Say which language a run is in, for spelling and reading aloud."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    said = OxmlElement("w:lang")
    said.set(qn("w:val"), f"{language}{_REGION}" if language in ("en", "fr") else language)
    run._r.get_or_add_rPr().append(said)  # noqa: SLF001


def _table(document: Document, block: Table) -> None:
    from docx.oxml import OxmlElement

    table: Any = document.add_table(rows=0, cols=len(block.headers), style="Table Grid")
    for row in (block.headers, *block.rows):
        for cell, run in zip(table.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], (run,))
            for made in cell.paragraphs[0].runs:
                made.bold = row is block.headers or None
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def _without_clock(data: bytes) -> bytes:
    """The same archive, all its parts from one day, in the order of their names but for what has to be first."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        first = partial(str.__ne__, "[Content_Types].xml")
        for name in sorted(given.namelist(), key=lambda name: (first(name), name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, given.read(name))
    return made.getvalue()
