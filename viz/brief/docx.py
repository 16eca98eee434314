"""Render a brief as a Word document with real headings, lists and table headers, and the language of each text."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from loaders.templates.reproducible_zip import make_reproducible
from viz.brief.model import Block, Brief, Heading, Item, Listing, Paragraph, Runs, Table

if TYPE_CHECKING:
    from docx.document import Document

_REGION: Final = "-CA"
_LIST_LEVELS: Final = (("•", 360), ("–", 720))  # bullet and indent (twentieths of a point) by level
_COLOUR: Final = "1F3864"


def render_docx(brief: Brief) -> bytes:
    """Return the brief as a DOCX file."""
    from docx import Document

    document = Document()
    _set_properties(document, brief)
    number = _add_numbering(document)
    _add_page_numbers(document)
    _set_language(document.add_heading(level=0).add_run(brief.title), brief.language)
    for block in brief.blocks:
        _add_block(document, block, number)
    made = io.BytesIO()
    document.save(made)
    return make_reproducible(made.getvalue(), datetime.fromisoformat(brief.day))


def _set_properties(document: Document, brief: Brief) -> None:
    """Set the title, language, dates and fonts."""
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


def _add_page_numbers(document: Document) -> None:
    """Write the number of each page, and how many there are, at its foot; only numbers, so that no word is repeated."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph: Any = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for code in ("PAGE", "NUMPAGES"):
        if code == "NUMPAGES":
            paragraph.add_run(" / ")
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
            '<w:fldChar w:fldCharType="end"/>',
        ):
            paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inside}</w:r>"))  # noqa: SLF001 (no API for fields)


def _add_numbering(document: Document) -> int:
    """Add a bullet list of two levels and return its number."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    root: Any = document.part.numbering_part.element
    abstract = 1 + max(int(each.get(qn("w:abstractNumId"))) for each in root.iterchildren(qn("w:abstractNum")))
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{mark}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="360"/></w:pPr></w:lvl>'
        for level, (mark, indent) in enumerate(_LIST_LEVELS)
    )
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    next(root.iterchildren(qn("w:num"))).addprevious(made)
    return int(root.add_num(abstract).numId)


def _add_block(document: Document, block: Block, number: int) -> None:
    match block:
        case Heading(level):
            _add_runs(document.add_heading(level=level), block.runs)
        case Paragraph(runs):
            _add_runs(document.add_paragraph(), runs)
        case Listing(items):
            for item in items:
                _add_item(document, item, number, 0)
        case Table():
            _add_table(document, block)


def _add_item(document: Document, item: Item, number: int, level: int) -> None:
    paragraph: Any = document.add_paragraph(style="List Bullet")
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 (python-docx has no API for lists)
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number
    _add_runs(paragraph, item.runs)
    if item.quotation:
        paragraph.add_run().add_break()
        _add_runs(paragraph, item.quotation)
    for below in item.items:
        _add_item(document, below, number, level + 1)


def _add_runs(paragraph: Any, runs: Runs) -> None:  # noqa: ANN401
    for run in runs:
        if run.text:
            made = paragraph.add_run(run.text)
            made.bold = run.strong or None
            _set_language(made, run.language)


def _set_language(run: Any, language: str) -> None:  # noqa: ANN401
    """Set the language of a run, for spelling and screen readers."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:lang")
    element.set(qn("w:val"), f"{language}{_REGION}" if language in ("en", "fr") else language)
    run._r.get_or_add_rPr().append(element)  # noqa: SLF001


def _add_table(document: Document, block: Table) -> None:
    from docx.oxml import OxmlElement

    table: Any = document.add_table(rows=0, cols=len(block.headers), style="Table Grid")
    for row in (block.headers, *block.rows):
        for cell, run in zip(table.add_row().cells, row, strict=True):
            _add_runs(cell.paragraphs[0], (run,))
            for made in cell.paragraphs[0].runs:
                made.bold = row is block.headers or None
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
