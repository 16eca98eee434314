"""Text and tables from a Word document (DOCX), as a reader of its final version sees them.

Tracked changes count as accepted; hidden text, field codes, comments, headers and footers are omitted and reported;
text boxes, SmartArt, footnotes and parts put in from other files are text like any other. Macros are never run and
links never followed. The number of a line counts the paragraphs that hold text, line breaks too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from graph.errors import SourceError
from loaders.formats.docx.alt_chunks import read_alt_chunk
from loaders.formats.docx.numbering import Lists
from loaders.formats.docx.package import Package, local
from loaders.formats.ooxml_properties import ooxml_properties
from loaders.layout.blocks import Block, Grid, flat
from loaders.layout.document import ParsedDocument
from loaders.layout.omissions import COMMENT, CONTENTS, DELETED, HEAD_OR_FOOT, HIDDEN, LeftOut
from loaders.text.lines import Line, clean
from loaders.text.note_marks import LEVEL, RAISED, drop_note_marks

if TYPE_CHECKING:
    Element = Any  # lxml's own types are private

MAX_DEPTH: Final = 60  # tables and boxes within each other
WIDEST: Final = 63  # columns of a table, as Word has it
_SPACE = re.compile(r"\s+")
_HEADING = re.compile(r"(?:heading|titre) ([1-6])")
_DROPPED: Final = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "commentReference", "annotationRef", "pPr", "rPr",
     "sdtPr", "tblPr", "tblGrid", "trPr", "tcPr", "Fallback", "sectPr", "object"}
)  # fmt: skip
_DELETED: Final = frozenset({"del", "moveFrom"})
_PICTURES: Final = frozenset({"blip", "imagedata", "chart", "object", "oleObj"})
_MARKS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_OMITTED_PARTS: Final = (("header", HEAD_OR_FOOT), ("footer", HEAD_OR_FOOT), ("comments", COMMENT))
_NOTES: Final = (("footnotes", "footnote"), ("endnotes", "endnote"))


def parse_docx(data: bytes, name: str, left: LeftOut | None = None) -> ParsedDocument:
    """Return the paragraphs and tables of a Word document in their order, and its properties.

    Args:
        data: its bytes.
        name: its name, for messages.
        left: takes what is left out.

    Raises:
        SourceError: it is damaged, too large, or holds no text.
    """
    package = Package(data, name)
    document = _Document(package, left or LeftOut())
    blocks = list(document.blocks())
    if not any(char.isalnum() for block in blocks for line in flat(block) for char in line.text):
        raise SourceError("{file} holds no text.", file=name)
    return ParsedDocument(
        blocks,
        ooxml_properties(package.root_part("core-properties"), package.root_part("extended-properties")),
        document.notes_from,
    )


@dataclass(slots=True)
class _Document:
    package: Package
    left: LeftOut
    number: int = 0
    lists: Lists = field(init=False)
    notes_from: int | None = None  # the number of the first line of a footnote or endnote
    open: str = ""  # text of a paragraph whose end was deleted: the next goes on with it
    boxes: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lists = Lists(self.package)

    def blocks(self, depth: int = 0) -> Iterator[Block]:
        """The body, then the notes at its feet."""
        body = self.package.main.find("{*}body")
        yield from self._blocks(body if body is not None else self.package.main, depth)
        for part, kind in _NOTES:
            root = self.package.related(part)
            for note in root.iterchildren(f"{{*}}{kind}") if root is not None else ():
                if local(note, "type") not in ("separator", "continuationSeparator", "continuationNotice"):
                    self.notes_from = self.notes_from or self.number + 1
                    yield from self._blocks(note, depth)
        for part, why in ((part, why) for kind, why in _OMITTED_PARTS for part in self.package.all_related(kind)):
            self.left.add(why, " ".join(_words(part)))

    def _blocks(self, parent: Element, depth: int) -> Iterator[Block]:
        if depth > MAX_DEPTH:
            raise SourceError("{file} has tables or boxes more than {most} deep within each other.",
                              file=self.package.name, most=MAX_DEPTH)  # fmt: skip
        for child in parent.iterchildren("*"):
            match _tag(child):
                case "p":
                    yield self._paragraph(child)
                    yield from self._floating(depth)
                case "tbl":
                    yield self._table(child, depth)
                case "altChunk":
                    yield from self._alt_chunk(local(child, "id"), depth)
                case tag if tag not in _DROPPED:
                    yield from self._blocks(child, depth)

    def _floating(self, depth: int) -> Iterator[Block]:
        """The text boxes that hang on the paragraph just read: each a box of one cell."""
        hanging, self.boxes = self.boxes, []
        for box in hanging:
            yield Grid([[[line for block in self._blocks(box, depth + 1) for line in flat(block)]]])

    def _alt_chunk(self, relation: str, depth: int) -> Iterator[Block]:
        """A part embedded from another file: a Word document, or another format."""
        data = self.package.content(relation)
        if data.startswith(b"PK"):
            inner = _Document(Package(data, self.package.name), self.left, self.number)
            blocks = list(inner.blocks(depth + 1))
        else:
            blocks = read_alt_chunk(data, self.package.name, self.left, after=self.number)
        self.number = max([self.number, *(line.number for block in blocks for line in flat(block))])
        yield from blocks

    # --- Tables

    def _table(self, table: Element, depth: int) -> Grid:
        rows = [row for row in table.iter("{*}tr") if next(row.iterancestors("{*}tbl")) is table]
        kept = [row for row in rows if row.find("{*}trPr/{*}del") is None]
        self.left.add(DELETED, " ".join(word for row in rows if row not in kept for word in _words(row)))
        return Grid([[cell for each in _cells(row) for cell in self._spanned(each, depth)] for row in kept])

    def _spanned(self, cell: Element, depth: int) -> list[list[Line] | None]:
        """A cell, and nothing for each further column that it covers."""
        span = cell.find("{*}tcPr/{*}gridSpan")
        width = local(span, "val") if span is not None else "1"
        return [self._cell(cell, depth), *[None] * (min(int(width), WIDEST) - 1 if width.isdecimal() else 0)]

    def _cell(self, cell: Element, depth: int) -> list[Line] | None:
        """The lines of a cell, tables within it cell by cell; None where it goes on with the cell above."""
        merged = cell.find("{*}tcPr/{*}vMerge")
        inside = [line for block in self._blocks(cell, depth + 1) for line in flat(block)]
        if merged is not None and local(merged, "val") != "restart" and not inside:
            return None
        return inside

    # --- Paragraphs

    def _paragraph(self, paragraph: Element) -> list[Line]:
        style = self.lists.style(paragraph)
        if style.startswith("toc"):
            self.left.add(CONTENTS, "".join(_words(paragraph)))
            return []
        text = self.open + drop_note_marks("".join(self._text(paragraph)))
        self.open = ""
        if paragraph.find("{*}pPr/{*}rPr/{*}del") is not None:
            self.open = text
            return []
        pieces = [piece for piece in (_SPACE.sub(" ", clean(part)).strip() for part in text.split("\n")) if piece]
        lines: list[Line] = []
        mark, level = self.lists.mark(paragraph) if pieces else ("", 0)
        heading, strong = _heading_level(style), _bold_characters(paragraph) if pieces else 0
        for piece in pieces:
            self.number += 1
            shown = f"{mark} {piece}" if mark and not lines else piece
            follows = lines[-1].number if lines else None
            bold = min(strong + len(shown) - len(piece), len(shown)) if strong > 0 else 0
            strong -= len(piece)
            lines.append(Line(shown, self.number, indent=4 * level, after_gap=not lines, follows=follows,
                              heading=heading, bold=bold))  # fmt: skip
        return lines

    def _text(self, parent: Element) -> Iterator[str]:
        """The text of what is left when all changes are accepted; text boxes are put aside."""
        for child in parent.iterchildren("*"):
            tag = _tag(child)
            if tag == "t":
                yield child.text or ""
            elif tag in _MARKS:
                yield " " if tag == "br" and local(child, "type") in ("page", "column") else _MARKS[tag]
            elif tag == "sym":
                yield "•" if not len(parent) else " "
            elif tag == "txbxContent":
                self.boxes.append(child)
            elif tag == "relIds":
                self.boxes.extend(self.package.diagram(local(child, "dm")))
            elif tag == "r" and _is_hidden(child):
                self.left.add(HIDDEN, "".join(_words(child)))
            elif tag in _DELETED:
                self.left.add(DELETED, "".join(_words(child)) if tag == "del" else "")
            else:
                self.left.pictures += tag in _PICTURES
                if tag not in _DROPPED:
                    is_raised = tag == "r" and _is_raised(child)
                    yield from (RAISED, *self._text(child), LEVEL) if is_raised else self._text(child)


def _heading_level(style: str) -> int:
    """The level of a heading of a style: a title is above all others."""
    if style in ("title", "titre"):
        return 1
    found = _HEADING.fullmatch(style)
    return int(found[1]) + 1 if found else 0


def _bold_characters(paragraph: Element) -> int:
    """How many characters of a paragraph are in bold before the first that is not."""
    count = 0
    for run in paragraph.iter("{*}r"):
        text = "".join(each.text or "" for each in run.iterchildren("{*}t"))
        bold = run.find("{*}rPr/{*}b")
        if text.strip() and (bold is None or local(bold, "val") in ("0", "false", "off")):
            break
        count += len(text)
    return count


def _cells(row: Element) -> Iterator[Element]:
    for cell in row.iter("{*}tc"):
        if next(cell.iterancestors("{*}tr")) is row and cell.find("{*}tcPr/{*}cellDel") is None:
            yield cell


def _words(element: Element) -> Iterator[str]:
    """The texts in what is left out, deleted ones too."""
    for each in element.iter("{*}t", "{*}delText"):
        yield each.text or ""


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _is_raised(run: Element) -> bool:
    raised = run.find("{*}rPr/{*}vertAlign")
    return raised is not None and local(raised, "val") == "superscript"


def _is_hidden(run: Element) -> bool:
    hidden = run.find("{*}rPr/{*}vanish")
    return hidden is not None and local(hidden, "val") not in ("0", "false", "off")
