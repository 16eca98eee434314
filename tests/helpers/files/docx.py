"""Makes Word documents: plain ones by python-docx, and what that cannot write as the XML that Word itself writes."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

import docx

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*inner: str) -> str:
    """A paragraph: of texts, or of XML."""
    return "<w:p>" + "".join(each if each.startswith("<") else run(each) for each in inner) + "</w:p>"


def table(*rows: list[str]) -> str:
    """A table; a cell that begins with "<" is XML."""
    cells = [["".join(f"<w:tc>{each if each.startswith('<') else p(each)}</w:tc>" for each in row)] for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row[0]}</w:tr>" for row in cells) + "</w:tbl>"


def word(body: str, *, doctype: str = "", **parts: str) -> bytes:
    """A DOCX whose body is this XML; further parts by their name without folder and ending, as `footnotes`."""
    relations = "".join(f'<Relationship Id="{name}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>' for name in parts)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="x" Type="{RELATIONS}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{doctype}<w:document {NS}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">{relations}</Relationships>',
        **{f"word/{name}.xml": content for name, content in parts.items()},
    }
    return packed(files)


def packed(files: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def analysis(rows: list[tuple[str, list[str]]], *, french: bool = False) -> bytes:
    """An analysis as Word's own styles write it: headings, a bulleted list in each cell of the table."""
    document = docx.Document()
    document.add_heading("Analyse du partage d’information" if french else "PSSDC Information-Sharing Analysis", 0)
    document.add_paragraph("Février 2022" if french else "February 2022")
    document.add_heading(
        "Présentation des réalisations des administrations" if french else "Showcasing Jurisdictional Achievements", 1
    )
    grid = document.add_table(rows=1, cols=2)
    heads = ("Administrations", "Principales réalisations") if french else ("Jurisdictions", "Key Achievements")
    for cell, text in zip(grid.rows[0].cells, heads, strict=True):
        cell.text = text
    for lead, items in rows:
        cells = grid.add_row().cells
        cells[0].text = lead
        cells[1].paragraphs[0].text = items[0]
        cells[1].paragraphs[0].style = "List Bullet"
        for item in items[1:]:
            cells[1].add_paragraph(item, style="List Bullet 2" if item.startswith("Part") else "List Bullet")
    document.sections[0].header.paragraphs[0].text = "A running head that is no text"
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
