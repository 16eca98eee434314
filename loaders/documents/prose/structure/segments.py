"""Segments of a document: its headings, paragraphs, list items, labelled values and tables, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from graph.dates.parse import find_dates
from loaders.documents.context import unmarked
from loaders.layout.blocks import Grid
from loaders.layout.contacts import address_spans, has_address
from loaders.layout.sections import bullet, is_closed, paragraphs
from loaders.text.passages import Hyphens, Passage, join
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.lexicon import Lexicon
    from loaders.layout.blocks import Block
    from loaders.text.lines import Line
    from loaders.text.rules import Rules

Kind = Literal["heading", "text", "item", "table", "noise"]
MAX_HEADING_WORDS: Final = 18
MAX_HEADING_CHARACTERS: Final = 190
MAX_SHARE_OF_WIDTH: Final = 0.75  # of the widest line, which a line has that was not broken to the width
MONTH: Final = 7  # characters of an EDTF date that names a month
MAX_PLACE_WORDS: Final = 2
MIN_HEAD_WORDS: Final = 5  # of a title that pages repeat; a shorter one may be that of several slides
MAX_BROKEN_LINE: Final = 150  # characters; a longer line was not broken to the width of a page
MIN_PIECE_CHARACTERS: Final = 1000
MAX_SEGMENT_CHARACTERS: Final = 4000  # of a paragraph that is read at once
_NUMBERING: Final = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,4}[.)]|[A-Z][.)]|#{1,6})\s+(?=\S)")
_OPEN_END: Final = re.compile(r"[,;:]$|\b(?:and|or|of|the|to|et|ou|de|la|le|les|des|du|en|à)$", re.IGNORECASE)
_HYPHENATED: Final = re.compile(r"[\w’']+(?:-[\w’']+)*")
_ENDLESS_WORD: Final = re.compile(r"\S{400}")  # encoded data, and no text
_LABEL: Final = re.compile(r"[A-ZÀ-Ý][^:.;!?]{1,45}\s?:(?:\s|$)")
_QUOTED_LINE: Final = re.compile(r"[”\"»],\s+\S")  # “Name”, whose it is
_APPOSITION: Final = re.compile(r",\s+(?:an?|the|for|with|une?|le|la|pour|avec)\s", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\s*\d+\s*")
_MARKUP: Final = re.compile(r"^[{<!\[|]|\{%|\{\{|^https?://\S+$|^[^\w]*$")
_BRACKET_DATE: Final = re.compile(r"\s*[(\[][^()\[\]]{4,40}[)\]]\s*$")


@dataclass(slots=True)
class Segment:
    """A part of a document that is read as one text.

    Attributes:
        kind: what it is.
        passage: its text, without the mark of a list item.
        section: the number of the heading that it stands under; 0 before the first.
        level: how deep a list item is nested.
        grid: the table, of a segment that is one.
        runs_on: whether text follows it in the same block, as below a title that is not set apart.
    """

    kind: Kind
    passage: Passage
    section: int = 0
    level: int = 0
    grid: Grid | None = None

    @property
    def text(self) -> str:
        """Its text."""
        return self.passage.text

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that it consists of."""
        return self.passage.lines


@dataclass(slots=True)
class Outline:
    """The segments of a document, and the heading of each section (none for what stands before the first)."""

    segments: list[Segment] = field(default_factory=list)
    headings: dict[int, Segment] = field(default_factory=dict)
    hyphens: Hyphens = field(default_factory=lambda: Hyphens((), (), ()))
    removed: int = 0  # lines with names or addresses of contact persons, which are left out

    def section(self, number: int) -> list[Segment]:
        """The segments below a heading."""
        return [each for each in self.segments if each.section == number and each.kind != "heading"]


def outline(blocks: Sequence[Block], rules: Rules, lexicon: Lexicon) -> Outline:
    """The segments of the blocks of a document."""
    words = {
        word
        for block in blocks
        if not isinstance(block, Grid)
        for line in block
        for word in _HYPHENATED.findall(line.text.casefold().rstrip("-"))
    }
    made = Outline(hyphens=Hyphens(words, rules.keep_before, rules.keep_after))
    parts = _rejoined(_without_running_heads(list(_parts(blocks, made.hyphens))), made.hyphens)
    parts = _without_people(made, parts, rules)
    section = 0
    for at, part in enumerate(parts):
        if part.kind == "text" and _is_heading(parts, at) and not _is_label(part.text, lexicon):
            part.kind = "heading"
            section += 1
            made.headings[section] = part
        part.section = section
        made.segments.append(part)
    return made


def _without_people(made: Outline, parts: Sequence[Segment], rules: Rules) -> list[Segment]:
    """The parts without sentences that give the address of a contact person."""
    kept: list[Segment] = []
    for part in parts:
        spans = address_spans(part.text, rules) if part.kind in ("text", "item") and has_address(part.text) else []
        if spans:
            made.removed += len({part.passage.line_at(at).number for span in spans for at in range(*span)})
            part.passage = part.passage.without(spans)
        if part.passage.lines:
            kept.append(part)
    return kept


def _without_running_heads(parts: list[Segment]) -> list[Segment]:
    """The parts without titles that several pages repeat, but for the number of the page."""
    pages: dict[str, set[int | None]] = {}
    for part in parts:
        pages.setdefault(_DIGITS.sub("", part.text), set()).add(part.lines[0].page)
    return [part for part in parts if not _is_running_head(part.text, len(pages[_DIGITS.sub("", part.text)]))]


def _is_running_head(text: str, pages: int) -> bool:
    words = len(text.split())
    return pages > 1 and MIN_HEAD_WORDS <= words <= MAX_HEADING_WORDS and not is_closed(text)


def _is_label(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is a label with its value, such as a date of publication."""
    flat = straight(text)
    led = lexicon.regex("released").match(flat)
    labels = ("label", "sender_label")
    return any(lexicon.regex(key).match(flat) for key in labels) or bool(led and find_dates(text))


def _rejoined(parts: list[Segment], hyphens: Hyphens) -> list[Segment]:
    """The parts, with paragraphs whole again that the end of a page cut."""
    made: list[Segment] = []
    for part in parts:
        before = made[-1] if made else None
        pages = (before.lines[-1].page, part.lines[0].page) if before else (None, None)
        if (
            before is not None
            and part.kind == "text"
            and before.kind in ("text", "item")
            and pages[0] != pages[1]
            and not is_closed(before.text)
            and part.text[:1].islower()
        ):
            before.passage = join([*before.lines, *part.lines], hyphens)
            continue
        made.append(part)
    return made


def _parts(blocks: Sequence[Block], hyphens: Hyphens) -> Iterator[Segment]:
    for block in blocks:
        if isinstance(block, Grid):
            if _is_data(block):
                lines = [line for row in block.rows for cell in row for line in cell or ()]
                yield Segment("table", join(lines, hyphens), grid=block)
            else:
                for row in block.rows:
                    for cell in row:
                        yield from _texts(cell or [], hyphens)
            continue
        yield from _texts(block, hyphens)


def _texts(lines: Sequence[Line], hyphens: Hyphens) -> Iterator[Segment]:
    for group in _groups(_with_blank_lines(lines)):
        mark = bullet(group[0].text)
        bare = unmarked(group)
        passage = join(bare, hyphens)
        level = group[0].indent + (mark[0] == "o") if mark else 0
        for part in _pieces(passage):
            if any(map(str.isalnum, part.text)):
                is_noise = _ENDLESS_WORD.search(part.text)
                yield Segment("noise" if is_noise else "item" if mark else "text", part, level=level)


def _pieces(passage: Passage) -> Iterator[Passage]:
    """A paragraph, in parts where it is longer than any paragraph: each ends with a sentence or at least a word."""
    at, text = 0, passage.text
    while len(text) - at > MAX_SEGMENT_CHARACTERS:
        limit = at + MAX_SEGMENT_CHARACTERS
        ends = [text.rfind(mark, at + MIN_PIECE_CHARACTERS, limit) for mark in (". ", "; ", " ")]
        end = next((place + 1 for place in ends if place > at), limit)
        yield passage.part(at, end)
        at = end
    yield passage.part(at, len(text)) if at else passage


def _with_blank_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines, of which those behind a blank line of the source begin a paragraph, even where all do."""
    made = list(lines[:1])
    for before, line in pairwise(lines):
        is_set_off = line.page is None and line.number > before.number + 1 and not line.text[:1].islower()
        made.append(replace(line, after_gap=True) if is_set_off else line)
    return made


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Paragraphs; of a text whose lines are not broken to a width, each line is one."""
    widest = max((len(line.text) for line in lines), default=0)
    for group in paragraphs(lines):
        if bullet(group[0].text):
            yield group
            continue
        part = group[:1]
        for before, line in pairwise(group):
            room = line.after_gap and not line.after_break and len(before.text) < widest * MAX_SHARE_OF_WIDTH
            shouts = line.after_gap and before.text.isupper() and not line.text.isupper()
            labels = _LABEL.match(line.text) and (_LABEL.match(before.text) or _LABEL.match(group[0].text))
            if widest > MAX_BROKEN_LINE or room or shouts or labels:
                yield part
                part = []
            part.append(line)
        yield part


def _is_data(grid: Grid) -> bool:
    """Whether a table has a header and rows, rather than boxes that lay out a page."""
    rows = [row for row in grid.rows if any(row)]
    width = max((sum(cell is not None and bool(cell) for cell in row) for row in rows), default=0)
    return width > 1 and len(rows) > 1


def is_heading_text(text: str) -> bool:
    """Whether a text is written as headings are: short, without an end mark, its first letter a capital."""
    bare = without_number(text)
    if not bare or not (bare[0].isupper() or bare[0].isdigit() or bare[0] in '«“"'):
        return False
    if len(text) > MAX_HEADING_CHARACTERS or len(text.split()) > MAX_HEADING_WORDS:
        return text.upper() == text and len(text.split()) <= 2 * MAX_HEADING_WORDS and not is_closed(text)
    closed = is_closed(text) and not text.endswith("?") and not _BRACKET_DATE.search(text)
    if _QUOTED_LINE.search(text):
        return False
    return not (closed or _OPEN_END.search(text.rstrip()) or _MARKUP.search(text) or _APPOSITION.search(bare))


def _is_heading(parts: Sequence[Segment], at: int) -> bool:
    text = parts[at].text
    if not is_heading_text(text) or len(parts[at].lines) > 4:
        return False
    dates = find_dates(text)
    around = text[: dates[0].at] + text[dates[0].to :] if dates else text
    if dates and len(dates[0].span.edtf) >= MONTH and len(re.findall(r"\w+", around)) <= MAX_PLACE_WORDS:
        return False  # a date, or a place and a date
    following = parts[at + 1] if at + 1 < len(parts) else None
    return following is not None and following.kind in ("text", "item", "table")


def without_number(text: str) -> str:
    """A heading without the number before it."""
    return _NUMBERING.sub("", text).strip()
