"""Text and tables from an OpenDocument text (ODT, or flat FODT), as a reader of its final version sees them.

Deleted and hidden text, comments, headers, footers and indexes are omitted and reported; notes follow the text. The
number of a line counts the paragraphs that hold text, line breaks too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from graph.errors import SourceError
from loaders.formats.xml import parse_xml
from loaders.formats.zip_parts import ZipParts
from loaders.layout.blocks import Block, Grid, flat
from loaders.layout.document import DocumentProperties, ParsedDocument, PropertyName
from loaders.layout.omissions import COMMENT, CONTENTS, DELETED, HEAD_OR_FOOT, HIDDEN, OBJECT, LeftOut
from loaders.text.lines import Line, clean
from loaders.text.note_marks import LEVEL, RAISED, drop_note_marks

if TYPE_CHECKING:
    Element = Any  # lxml's own types are private

MAX_DEPTH: Final = 60  # tables, lists and boxes within each other
MAX_COLUMNS: Final = 63  # of a table
MAX_REPEATED_ROWS: Final = 100  # that one row element of a table may represent
MAX_SPACES: Final = 100
BULLET: Final = "•"
NESTED_BULLET: Final = "o"
LINE_BREAK: Final = "\n"
_INDEXES: Final = frozenset(
    {"table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index",
     "bibliography"}
)  # fmt: skip
_SILENT: Final = frozenset(
    {"sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "tracked-changes", "forms",
     "scripts", "event-listeners", "ruby-text", "note-citation", "title", "desc", "glue-point", "image-map",
     "bibliography-mark"}
)  # fmt: skip
_ABOVE: Final = ("super", *"123456789")  # the line; or how far, in percent
_WHICH_PAGES: Final = ("", "-left", "-first")  # a header or footer is for
_OBJECTS: Final = frozenset({"image", "object", "object-ole", "plugin", "applet", "floating-frame"})
_SPACES: Final = {"s": " ", "tab": " ", "line-break": LINE_BREAK}
_META: Final[dict[str, PropertyName]] = {
    "title": "title", "initial-creator": "author", "creator": "author", "creation-date": "created", "date": "modified",
    "language": "language",
}  # fmt: skip


def parse_odt(data: bytes, name: str, left: LeftOut) -> ParsedDocument:
    """Return the paragraphs and tables of an OpenDocument text in their order, and its properties.

    Raises:
        SourceError: it is damaged, protected, too large, or holds no text.
    """
    content, styles, meta = _roots(data, name)
    document = _Document(name, left, content)
    blocks = document.blocks(styles)
    if not any(char.isalnum() for block in blocks for line in flat(block) for char in line.text):
        raise SourceError("{file} holds no text.", file=name)
    return ParsedDocument(blocks, _properties(meta))


def _roots(data: bytes, name: str) -> tuple[Element, Element, Element | None]:
    """Return the roots of content, styles and metadata; all three are one in a flat file."""
    if not data.startswith(b"PK"):
        root = parse_xml(data, name)
        return root, root, root
    parts = ZipParts(data, name)
    manifest = parts.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise SourceError("{file} is protected by a password. Save a copy without one and load that.", file=name)
    content, styles, meta = (parts.read(f"{part}.xml") for part in ("content", "styles", "meta"))
    if content is None:
        raise SourceError("{file} is not an OpenDocument text: it has no text part.", file=name)
    root = parse_xml(content, name)
    return root, parse_xml(styles, name) if styles else root, parse_xml(meta, name) if meta else None


def _properties(meta: Element | None) -> DocumentProperties:
    properties = DocumentProperties()
    for element in meta.iterfind(".//{*}meta/*") if meta is not None else ():
        tag = _tag(element)
        if name := _META.get(tag):
            prefix = "meta" if tag in ("initial-creator", "creation-date") else "dc"
            properties.add(name, element.text, f"{prefix}:{tag}")
    return properties


@dataclass(slots=True)
class _Document:
    name: str
    left: LeftOut
    root: Element
    number: int = 0
    notes: list[Element] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    hidden: frozenset[str] = field(default=frozenset())  # names of styles
    raised: frozenset[str] = field(default=frozenset())
    list_styles: dict[str, Element] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def blocks(self, styles: Element) -> list[Block]:
        """Return the body, then the notes."""
        self.hidden = frozenset(_styles_with("display", ("none",), self.root, styles))
        self.raised = frozenset(_styles_with("text-position", _ABOVE, self.root, styles))
        for source in (styles, self.root):
            self.list_styles |= {_attribute(style, "name"): style for style in source.iter("{*}list-style")}
        body = self.root.find(".//{*}body/{*}text")
        if body is None:
            raise SourceError("{file} is not an OpenDocument text: it has no text part.", file=self.name)
        made = list(self._children(body, 0))
        for note in self.notes:  # grows where notes hold notes
            made += self._children(note, 0)
        for element in self.root.iter("{*}deletion"):
            self.left.add(DELETED, _words(element))
        for element in styles.iter(*(f"{{*}}{part}{which}" for part in ("header", "footer") for which in _WHICH_PAGES)):
            self.left.once(HEAD_OR_FOOT, _words(element))
        return made

    def _children(self, parent: Element, depth: int, mark: str = "", level: int = -1) -> Iterator[Block]:
        """Yield the blocks in an element; `mark` is that of the list item that it is, for the first of them."""
        if depth > MAX_DEPTH:
            raise SourceError("{file} is nested too deep to be read.", file=self.name)
        for child in parent.iterchildren("*"):
            tag = _tag(child)
            if tag in ("p", "h"):
                yield self._paragraph(child, mark, level)
                mark = ""
                yield from self._floating(depth)
            elif tag == "list":
                yield from self._list(child, depth, level + 1)
            elif tag == "table":
                yield self._table(child, depth)
            elif tag in _INDEXES:
                self.left.add(CONTENTS, _words(child))
            elif tag == "section" and _attribute(child, "display") == "none":
                self.left.add(HIDDEN, _words(child))
            elif tag == "text-box":
                self.boxes.append(child)
                yield from self._floating(depth)
            elif tag not in _SILENT:
                self.left.pictures += tag in _OBJECTS
                yield from self._children(child, depth + 1, mark, level)

    def _floating(self, depth: int) -> Iterator[Block]:
        """Yield the text boxes anchored in the paragraph just read, each a table of one cell."""
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            yield Grid([[[line for block in self._children(box, depth + 1) for line in flat(block)]]])

    # --- Lists

    def _list(self, element: Element, depth: int, level: int, inherited: str = "") -> Iterator[Block]:
        style = _attribute(element, "style-name") or inherited
        if _attribute(element, "continue-numbering") != "true" and not _attribute(element, "continue-list"):
            self.counts.pop((style, level), None)
        for item in element.iterchildren("{*}list-item", "{*}list-header"):
            mark = self._mark(style, level, item) if _tag(item) == "list-item" else ""
            plain = [child for child in item.iterchildren("*") if _tag(child) != "list"]
            yield from self._item(item, plain, mark, depth, level, style)

    def _item(
        self, item: Element, plain: list[Element], mark: str, depth: int, level: int, style: str
    ) -> Iterator[Block]:
        if depth > MAX_DEPTH:
            raise SourceError("{file} is nested too deep to be read.", file=self.name)
        for child in item.iterchildren("*"):
            if _tag(child) == "list":
                yield from self._list(child, depth + 1, level + 1, style)
            elif _tag(child) in ("p", "h"):
                yield self._paragraph(child, mark if child is plain[0] else "", level)
                yield from self._floating(depth)

    def _mark(self, style: str, level: int, item: Element) -> str:
        levels = self.list_styles.get(style)
        here = [each for each in (() if levels is None else levels) if _attribute(each, "level") == str(level + 1)]
        if not here or _tag(here[0]) != "list-level-style-number":
            return NESTED_BULLET if level else BULLET
        start = _attribute(item, "start-value")
        count = int(start) if start.isdecimal() else self.counts.get((style, level), 0) + 1
        self.counts[style, level] = count
        return f"{count % 100})"

    # --- Tables

    def _table(self, table: Element, depth: int) -> Grid:
        rows: list[list[list[Line] | None]] = []
        for row in table.iter("{*}table-row"):
            if next(row.iterancestors("{*}table")) is not table:
                continue
            cells = [cell for each in row.iterchildren("*") for cell in self._cells(each, depth)][:MAX_COLUMNS]
            times = _count(row, "number-rows-repeated", MAX_REPEATED_ROWS) if any(cells) else 1
            rows += [cells] * times
        return Grid(rows)

    def _cells(self, cell: Element, depth: int) -> list[list[Line] | None]:
        times = _count(cell, "number-columns-repeated", MAX_COLUMNS)
        if _tag(cell) == "covered-table-cell":
            return [None] * times
        if _tag(cell) != "table-cell":
            return []
        lines = [line for block in self._children(cell, depth + 1) for line in flat(block)]
        return [lines] * times

    # --- Paragraphs

    def _paragraph(self, paragraph: Element, mark: str, level: int) -> list[Line]:
        if _attribute(paragraph, "style-name") in self.hidden:
            self.left.add(HIDDEN, _words(paragraph))
            return []
        pieces = drop_note_marks("".join(self._text(paragraph))).split(LINE_BREAK)
        lines: list[Line] = []
        for piece in (" ".join(clean(piece).split()) for piece in pieces):
            if not piece:
                continue
            self.number += 1
            shown = f"{mark} {piece}" if mark and not lines else piece
            follows = lines[-1].number if lines else None
            lines.append(Line(shown, self.number, indent=4 * max(level, 0), after_gap=not lines, follows=follows))
        return lines

    def _text(self, parent: Element) -> Iterator[str]:
        """Yield the text of a paragraph; boxes and notes in it are kept for later."""
        yield (parent.text or "").replace(LINE_BREAK, " ")
        for child in parent.iterchildren("*"):
            yield from self._inline(child, _tag(child))
            yield (child.tail or "").replace(LINE_BREAK, " ")

    def _inline(self, child: Element, tag: str) -> Iterator[str]:
        if tag in _SPACES:
            yield _SPACES[tag] * _count(child, "c", MAX_SPACES)
        elif tag == "note":
            self.notes += child.iterchildren("{*}note-body")
        elif tag == "annotation":
            self.left.add(COMMENT, _words(child))
        elif tag == "text-box":
            self.boxes.append(child)
        elif tag in ("hidden-text", "hidden-paragraph") or _attribute(child, "style-name") in self.hidden:
            self.left.add(HIDDEN, _words(child) or _attribute(child, "string-value"))
        elif tag == "p":  # of a drawn shape
            yield LINE_BREAK
            yield from self._text(child)
            yield LINE_BREAK
        elif tag not in _SILENT:
            self.left.pictures += tag in _OBJECTS
            if tag in _OBJECTS:
                self.left.add(OBJECT, _words(child))
            elif _attribute(child, "style-name") in self.raised:
                yield from (RAISED, *self._text(child), LEVEL)
            else:
                yield from self._text(child)


def _styles_with(name: str, begins: tuple[str, ...], *roots: Element) -> Iterator[str]:
    """Yield the names of the styles of which a property of text begins in one of some ways."""
    for root in roots:
        for properties in root.iter("{*}text-properties"):
            if _attribute(properties, name).startswith(begins):
                yield _attribute(properties.getparent(), "name")


def _words(element: Element) -> str:
    return " ".join(" ".join(part.itertext()) for part in (element.iter("{*}p", "{*}h") if len(element) else [element]))


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    """Return the value of an attribute, whatever its namespace; empty where there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _count(element: Element, name: str, most: int) -> int:
    given = _attribute(element, name)
    return min(int(given), most) if given.isascii() and given.isdecimal() and int(given) else 1
