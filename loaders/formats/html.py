"""Text and tables from HTML, as a browser shows them; hidden text, scripts and navigation are omitted and reported.

Nothing is fetched. The number of a line counts the lines of text from the top, as in a Word document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from graph.errors import SourceError
from loaders.formats.decode import MARKS, decode
from loaders.formats.front_matter import split_front_matter
from loaders.formats.html_properties import html_properties
from loaders.layout.blocks import Block, Grid, flat
from loaders.layout.document import ParsedDocument
from loaders.layout.omissions import DELETED, FIELD, HIDDEN, NAVIGATION, OBJECT, LeftOut
from loaders.text.lines import Line, clean
from loaders.text.note_marks import is_note_mark

if TYPE_CHECKING:
    Element = Any  # lxml's own types are private

MAX_DEPTH: Final = 200
WIDEST: Final = 60
BREAK: Final = "\n"
_HEAD: Final = 2048
_META: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
LINE_PARTS: Final = 6  # of a line that are looked at before what is raised
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
# Elements that a browser does not show as text, with the kind of note; None for elements without text.
_LEFT: Final = {
    **dict.fromkeys(("nav", "footer"), NAVIGATION),
    **dict.fromkeys(("button", "select", "textarea", "input", "form-actions"), FIELD),
    **dict.fromkeys(("iframe", "object", "svg", "math", "audio", "video", "canvas", "noscript", "template"), OBJECT),
    **dict.fromkeys(("script", "style", "head"), ""),
    "del": DELETED,
}
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd", "label",
     "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)  # fmt: skip
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BOLD: Final = frozenset({"b", "strong"})
# Roles, and words of classes and labels, of elements that are no content: menus, the way to a page, cookie notices.
_NAVIGATING: Final = frozenset(
    {"navigation", "search", "contentinfo", "menu", "menubar", "dialog", "alertdialog", "toolbar"}
)
_NAVIGATING_CLASS: Final = re.compile(
    r"(?<![a-z0-9])(?:(?:cookies?|consent|gdpr|rgpd|tarteaucitron)[\s_-]?(?:banner|message|notice|bar|consent|popup|modal|"
    r"overlay|wall|dialog|policy-bar|root)|skip-?links?|breadcrumbs?|fil-?d-?ariane|(?:site|main|top|side|global|primary)"
    r"[_-]?(?:nav|navigation|menu)|(?:nav|navigation|menu)[_-](?:bar|list|links?|items?|main|primary|top|container))"
    r"(?![a-z0-9])",
    re.IGNORECASE,
)
_INVISIBLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parse_html(data: bytes, name: str, left: LeftOut) -> ParsedDocument:
    """Return the paragraphs and tables of an HTML document in reading order, and its properties.

    Raises:
        SourceError: it holds no text, or nests too deep.
    """
    properties, text = split_front_matter(text_of(data, name), left)
    root = parse_markup(text, name)
    _open_template(root)
    blocks = markup_blocks_of(root, name, left)
    if not any(char.isalnum() for block in blocks for line in flat(block) for char in line.text):
        raise SourceError("{file} holds no text.", file=name)
    return ParsedDocument(blocks, html_properties(root, properties))


def _open_template(root: Element | None) -> None:
    """Read the template of a file that holds nothing else but styles and scripts, as components of sites do (Vue)."""
    body = None if root is None else root.find("body")
    if body is None:
        return
    children = [one for one in body if str(one.tag).lower() not in ("style", "script")]
    loose = "".join([body.text or "", *(one.tail or "" for one in body)])
    if children and all(one.tag == "template" for one in children) and not loose.strip():
        for one in children:
            one.tag = "div"


def markup_blocks(text: str, name: str, left: LeftOut, *, after: int = 0) -> list[Block]:
    """The paragraphs and tables of HTML that is text already.

    Args:
        text: the HTML.
        name: that of the file, for messages.
        left: takes what is left out.
        after: the number of the line that its first one follows.
    """
    return markup_blocks_of(parse_markup(text, name), name, left, after=after)


def markup_blocks_of(root: Element | None, name: str, left: LeftOut, *, after: int = 0) -> list[Block]:
    """Return the paragraphs and tables of HTML that is parsed already; see `markup_blocks`."""
    return list(_Page(name, left, after).blocks(root, 0)) if root is not None else []


def parse_markup(text: str, name: str) -> Element | None:
    """Return the root element of HTML; None where it holds nothing.

    Raises:
        SourceError: it cannot be parsed.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("{file} cannot be read as HTML: {reason}.", file=name, reason=str(error)) from error


def text_of(data: bytes, name: str) -> str:
    """The text of a file in the encoding that its byte order mark gives, else its meta element, else by its content."""
    declared = _META.search(data[:_HEAD])
    if declared and not any(data.startswith(mark) for mark, _encoding in MARKS):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # it is not what it says: found out by its content
    return decode(data, name)


@dataclass(slots=True)
class _Page:
    name: str
    left: LeftOut
    number: int = 0
    text: list[str] = field(default_factory=list)
    mark: str = ""
    level: int = 0
    heading: int = 0
    strong: int = 0  # elements in bold that we are in
    bold: list[bool] = field(default_factory=list)  # of each part of the text

    def blocks(self, element: Element, depth: int) -> Iterator[Block]:
        """The blocks of an element, and of what is in it."""
        if depth > MAX_DEPTH:
            raise SourceError("{file} is nested too deep to be read.", file=self.name)
        tag = str(element.tag).lower()
        if (why := _why_left(element, tag)) is not None:
            self.left.add(why, "".join(element.itertext()) if why else "")
            return
        if tag == "sup" and is_note_mark("".join(element.itertext()), self._line()):
            return
        if tag == "br":
            self._add(BREAK)
        elif tag == "table":
            yield self._end()
            for caption in element.iterchildren("caption"):
                yield from self._inside(caption, depth)
                yield self._end()
            yield self._table(element, depth)
        elif tag in _INLINE:
            self.strong += tag in _BOLD
            yield from self._inside(element, depth)
            self.strong -= tag in _BOLD
        else:
            yield self._end()
            self.heading = _HEADINGS.get(tag, self.heading)
            yield from self._block(element, tag, depth)
            yield self._end()
            self.heading = 0 if tag in _HEADINGS else self.heading

    def _block(self, element: Element, tag: str, depth: int) -> Iterator[Block]:
        if tag == "li":
            self.mark = self._mark_of(element)
        if tag in ("ul", "ol", "menu"):
            self.level += 1
            yield from self._inside(element, depth)
            self.level -= 1
        else:
            yield from self._inside(element, depth)

    def _inside(self, element: Element, depth: int) -> Iterator[Block]:
        self._add(_plain(element.text, element))
        for child in element.iterchildren():
            if isinstance(child.tag, str):
                yield from self.blocks(child, depth + 1)
            self._add(_plain(child.tail, element))

    def _line(self) -> str:
        """The end of the line that is being read, as far as it is read."""
        return "".join(self.text[-LINE_PARTS:]).rpartition(BREAK)[2]

    def _add(self, text: str) -> None:
        self.text.append(text)
        self.bold.append(self.strong > 0)

    def _mark_of(self, item: Element) -> str:
        parent = item.getparent()
        if parent is not None and parent.tag == "ol":
            return f"{(1 + sum(1 for _ in item.itersiblings('li', preceding=True))) % 100})"
        return "•" if self.level <= 1 else "o"

    def _end(self) -> list[Line]:
        """The lines of the paragraph that ends here."""
        pieces = "".join(self.text).split(BREAK)
        marks = "".join((BREAK if text == BREAK else "b" if bold or not text.strip() else " ") * len(text)
                        for text, bold in zip(self.text, self.bold, strict=True)).split(BREAK)  # fmt: skip
        self.text.clear()
        self.bold.clear()
        lines: list[Line] = []
        for raw, strong in zip(pieces, marks, strict=True):
            piece = _shown(raw)
            if not piece:
                continue
            self.number += 1
            shown = f"{self.mark} {piece}" if self.mark else piece
            bold = len(_shown(raw[: len(strong) - len(strong.lstrip("b"))]))
            bold += len(shown) - len(piece) if bold else 0
            self.mark = ""
            follows = lines[-1].number if lines else None
            indent = 4 * max(self.level - 1, 0)
            lines.append(Line(shown, self.number, indent=indent, after_gap=not lines, follows=follows,
                              heading=self.heading, bold=bold))  # fmt: skip
        return lines

    def _table(self, table: Element, depth: int) -> Grid:
        """A table, with the cells that reach over several columns or rows."""
        rows: list[list[list[Line] | None]] = []
        reach: dict[int, int] = {}  # column to the rows that a cell above still covers
        for row in table.iter("tr"):
            if next(row.iterancestors("table")) is not table:
                continue
            if why := _why_left(row, "tr"):
                self.left.add(why, " ".join(row.itertext()))
                continue
            cells: list[list[Line] | None] = []
            for cell in row.iterchildren("td", "th"):
                while reach.get(len(cells), 0):
                    reach[len(cells)] -= 1
                    cells.append(None)
                down = _span(cell, "rowspan") - 1
                for number in range(_span(cell, "colspan")):
                    reach[len(cells)] = down
                    cells.append(self._cell(cell, depth) if number == 0 else None)
            rows.append(cells)
        return Grid(rows)

    def _cell(self, cell: Element, depth: int) -> list[Line]:
        level, self.level = self.level, 0
        found = [line for block in [*self.blocks(cell, depth + 1), self._end()] for line in flat(block)]
        self.level = level
        return found


def _shown(text: str) -> str:
    return _SPACE.sub(" ", clean(text)).strip()


def _plain(text: str | None, element: Element) -> str:
    if not text:
        return ""
    return text if element.tag == "pre" else text.replace(BREAK, " ")


def _why_left(element: Element, tag: str) -> str | None:
    """The kind of note for an omitted element; empty for no note; None if the element is read."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return HIDDEN
    if tag not in ("html", "body", "main", "article") and _is_navigation(element):
        return NAVIGATION
    return _LEFT.get(tag, HIDDEN if _INVISIBLE.search(element.get("style") or "") else None)


def _is_navigation(element: Element) -> bool:
    """Whether an element leads through the site or asks for consent, by its role or the words of its class."""
    role = (element.get("role") or "").lower()
    if role in _NAVIGATING or (role == "banner" and element.find(".//h1") is None):
        return True
    words = " ".join(element.get(name) or "" for name in ("id", "class", "aria-label"))
    return _NAVIGATING_CLASS.search(words) is not None and element.find(".//h1") is None


def _span(cell: Element, name: str) -> int:
    given = cell.get(name, "1").strip()
    return min(int(given), WIDEST) if given.isascii() and given.isdecimal() and int(given) else 1
