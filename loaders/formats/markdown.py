"""Text and tables from Markdown: what it means, not how it is written; the number of a line is that of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.errors import SourceError
from loaders.formats.decode import decode
from loaders.formats.front_matter import split_front_matter
from loaders.formats.html import markup_blocks
from loaders.layout.blocks import Block, Grid, flat
from loaders.layout.document import DocumentProperties, ParsedDocument
from loaders.layout.omissions import DELETED, LeftOut
from loaders.text.lines import Line, clean
from loaders.text.note_marks import LEVEL, RAISED, drop_note_marks

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_DEPTH: Final = 100
_TEXT: Final = frozenset({"text", "code_inline"})
_ATTRIBUTES: Final = re.compile(r"\{:[^{}\n]*\}|\{%[^{}\n]*%\}")  # of kramdown, and tags of Liquid
_NOTES: Final = re.compile(r"\[\^[^\]\s]{1,40}\](?::\s?)?|(?<=\S)\^\d{1,3}\^")  # marks, and labels of notes
_RAISES: Final = re.compile(r"<(/?)sup\b", re.IGNORECASE)
_HASHES: Final = re.compile(r"(?m)^( {0,3}#{2,6})(?=[^\s#]\S*[ \t]+\S)")  # "##The plan": a heading by older rules
_BREAKS: Final = frozenset({"softbreak", "hardbreak"})
_INSIDE: Final = {  # how many links and words in italics or bold each token opens or closes
    f"{kind}_{edge}": change for kind in ("link", "em", "strong") for edge, change in (("open", 1), ("close", -1))
}


def parse_markdown(data: bytes, name: str, left: LeftOut) -> ParsedDocument:
    """Return the paragraphs and tables of a Markdown file without its markup, and the properties of its front matter.

    Raises:
        SourceError: it holds no text.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": MAX_DEPTH}).enable(["table", "strikethrough"])
    properties, body = split_front_matter(decode(data, name), left)
    blocks = list(_Page(name, left).blocks(parser.parse(_HASHES.sub(r"\1 ", body))))
    if not any(char.isalnum() for block in blocks for line in flat(block) for char in line.text):
        blocks = list(_record(properties))
    if not blocks:
        raise SourceError("{file} holds no text.", file=name)
    return ParsedDocument(blocks, properties)


def _record(properties: DocumentProperties) -> Iterator[Block]:
    """The text of a file that has nothing but front matter, which describes a piece of work."""
    work = properties.first("initiative") or properties.first("title")
    if work is not None and (properties.all("lead") or properties.all("partner")):
        text = properties.first("description") or work
        yield [Line(text.value, text.line or 1)]


@dataclass(slots=True)
class _Page:
    name: str
    left: LeftOut
    lists: list[tuple[str, int]] = field(default_factory=list)  # the lists we are in: their kind and next number
    mark: str = ""
    heading: int = 0

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """The blocks of a parsed text, in order."""
        grid: Grid | None = None
        for token in tokens:
            self._list(token)
            match token.type:
                case "table_open":
                    grid = Grid([])
                case "tr_open" if grid:
                    grid.rows.append([])
                case "table_close" if grid:
                    yield grid
                    grid = None
                case "inline" if grid:
                    grid.rows[-1].append(self._lines(token))
                case "inline":
                    yield self._lines(token)
                case "fence" | "code_block":
                    yield self._verbatim(token)
                case "html_block":
                    yield from markup_blocks(token.content, self.name, self.left, after=(token.map or [0, 0])[0])

    def _list(self, token: Token) -> None:
        """Keep track of the lists and the heading that we are in."""
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1:])
            case "heading_close":
                self.heading = 0
            case "bullet_list_open" | "ordered_list_open":
                self.lists.append((token.type, int(token.attrs.get("start", 1))))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self.mark = self._next_mark()

    def _next_mark(self) -> str:
        kind, number = self.lists[-1]
        self.lists[-1] = (kind, number + 1)
        if kind == "ordered_list_open":
            return f"{number % 100})"
        return "•" if len(self.lists) == 1 else "o"

    def _lines(self, token: Token) -> list[Line]:
        """The text of a paragraph, a line for each line of the file."""
        first = (token.map or [0, 0])[0] + 1
        parts = [""]
        bold = [0]  # characters at the beginning of each part that are in bold
        numbers = [first]  # of the line of the file on which each part is
        within = [False]  # whether each part begins within a link or within words in italics or bold
        struck = strong = inside = 0
        for child in token.children or ():
            struck += {"s_open": 1, "s_close": -1}.get(child.type, 0)
            strong += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
            inside += _INSIDE.get(child.type, 0)
            if struck:
                self.left.add(DELETED, child.content)
                continue
            if child.type in _TEXT:
                text = _NOTES.sub("", _ATTRIBUTES.sub("", child.content)) if child.type == "text" else child.content
                if strong and bold[-1] == len(parts[-1]):
                    bold[-1] += len(text)
                parts[-1] += text
            elif child.type == "html_inline" and (edge := _RAISES.match(child.content)):
                parts[-1] += LEVEL if edge[1] else RAISED
            elif child.type in _BREAKS or child.content.lower().startswith("<br"):
                parts.append("")
                bold.append(0)
                numbers.append(numbers[-1] + (child.type in _BREAKS))
                within.append(child.type == "softbreak" and inside > 0)
        return self._numbered(parts, numbers, bold, within)

    def _verbatim(self, token: Token) -> list[Line]:
        parts = token.content.split("\n")
        first = (token.map or [0, 0])[0] + 1 + (token.type == "fence")
        return self._numbered(parts, range(first, first + len(parts)))

    def _numbered(
        self, parts: Sequence[str], numbers: Sequence[int], bold: Sequence[int] = (), within: Sequence[bool] = ()
    ) -> list[Line]:
        lines: list[Line] = []
        indent = 4 * max(len(self.lists) - 1, 0)
        for at, (part, number) in enumerate(zip(parts, numbers, strict=True)):
            text = _shown(part)
            if not text:
                continue
            shown = f"{self.mark} {text}" if self.mark else text
            strong = len(_shown(part[: bold[at]])) if bold else 0
            strong += len(shown) - len(text) if strong else 0
            self.mark = ""
            follows = lines[-1].number if lines else None
            lines.append(Line(shown, number, indent=indent, after_gap=not lines, follows=follows,
                              heading=self.heading, bold=strong, within=bool(within) and within[at]))  # fmt: skip
        return lines


def _shown(part: str) -> str:
    return " ".join(clean(drop_note_marks(part)).split())
