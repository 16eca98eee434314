"""From blocks of lines to paragraphs, items and tables: which lines go on, and which begin something new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.structure.segment import Kind, Segment
from loaders.layout.blocks import Grid
from loaders.layout.sections import bullet, is_closed, paragraphs, unmarked
from loaders.text.passages import Hyphens, Passage, join

if TYPE_CHECKING:
    from loaders.layout.blocks import Block
    from loaders.text.lines import Line

MIN_BROKEN_LINE: Final = 60  # characters; a text whose lines are all shorter is not broken to a width either
MAX_BROKEN_LINE: Final = 150  # characters; a longer line was not broken to the width of a page
MIN_PIECE_CHARACTERS: Final = 1000
MAX_SEGMENT_CHARACTERS: Final = 4000  # of a paragraph that is read at once
AROUND: Final = 2  # lines before and behind one, by which the width of its part of a page is known
MIN_NARROW: Final = 40  # characters of each of the lines beside a picture
EVEN: Final = 0.75  # the least length of such a line, as a share of the longest
NEARLY_FULL: Final = 0.9  # of the width, which a line that goes on comes near to with the next word
MAX_NOTICE: Final = 40  # words of a paragraph that says who owns a text
MIN_NUMBERED: Final = 60  # characters of a numbered paragraph, which is no heading
_NUMBER: Final = re.compile(r"\d{1,2}[.)]\s+(?=[A-ZÀ-Ý«“])")
_ENDLESS_WORD: Final = re.compile(r"\S{400}")  # encoded data, and no text
_NOTICE: Final = re.compile(  # of who owns a text
    r"(?:©|\([cC]\)\s?\d{4}|copyright\b|crown copyright|all rights reserved|tous droits réservés|droits d['’]auteur\b)",
    re.IGNORECASE,
)
_PRESS: Final = re.compile(  # the name of a news agency on a line of its own
    r"(?:(?:[Bb]y|[Pp]ar)\s+)?(?=[A-ZÀ-Ý])(?:[\w'’.-]+\s+){1,5}?(?:(?:Press|News)\s+(?:Agency|Service|Association)|Newswire|"
    r"(?<=[Dd]e )[Pp]resse|Presse)(?:\s+\([^()]{1,20}\))?"
)
_LABEL: Final = re.compile(r"[A-ZÀ-Ý][^:.;!?]{1,45}\s?:(?:\s|$)")
_SIDES_IN_TITLE: Final = re.compile(  # of an agreement, in capitals over several lines
    r"(?:DRAFT\s+)?(?:AGREEMENT|TREATY|MEMORANDUM|PROTOCOL|CONVENTION|ARRANGEMENT|ACCORD|ENTENTE|TRAITÉ|PROTOCOLE)\b[^.:]*"
    r"\b(?:BETWEEN|ENTRE)\s+\S"
)
_OPEN_BRACKET: Final = re.compile(r"\([^()]{0,20}$")
_OPEN_LINE: Final = re.compile(
    r"[,;(–—-]$|"
    r"\b(?:and|or|of|[Tt]he|a|to|for|with|by|in|on|et|ou|de|la|le|les|[Dd]es|du|en|à|pour|par|avec|sur|un|une)$"
)


def read_parts(blocks: Sequence[Block], hyphens: Hyphens) -> Iterator[Segment]:
    """Yield the paragraphs, items and tables of blocks in their order; headings are not told yet."""
    widest = max((len(line.text) for block in blocks if not isinstance(block, Grid) for line in block), default=0)
    for block in blocks:
        if isinstance(block, Grid):
            if _is_data(block):
                lines = [line for row in block.rows for cell in row for line in cell or ()]
                yield Segment("table", join(lines, hyphens), grid=block)
            else:
                for row in block.rows:
                    for cell in row:
                        yield from _texts(cell or [], hyphens, widest)
            continue
        yield from _texts(block, hyphens, widest)


def _texts(lines: Sequence[Line], hyphens: Hyphens, widest: int) -> Iterator[Segment]:
    for group in _groups(_with_blank_lines(lines), widest):
        mark = bullet(group[0].text)
        passage = join(unmarked(group), hyphens)
        number = None if mark else _NUMBER.match(passage.text)
        if number and is_closed(passage.text) and len(passage.text) > MIN_NUMBERED:
            passage, mark = passage.part(number.end(), len(passage.text)), (number.group(), "")
        level = group[0].indent + (mark[0] == "o") if mark else 0
        for part in _pieces(passage):
            if any(map(str.isalnum, part.text)):
                kind: Kind = "noise" if _is_noise(part.text) else "item" if mark else "text"
                yield Segment(kind, part, level=level, bold=_bold_characters(group, part))


def _is_noise(text: str) -> bool:
    """Whether a paragraph says nothing of what governments do: data, who owns the text, which news agency wrote it."""
    is_notice = _NOTICE.match(text) is not None and len(text.split()) <= MAX_NOTICE
    return is_notice or _ENDLESS_WORD.search(text) is not None or _PRESS.fullmatch(text) is not None


def _bold_characters(group: Sequence[Line], part: Passage) -> int:
    """How many characters of a paragraph are in bold before the first that is not."""
    count = 0
    for line in group:
        count += line.bold
        if line.bold < len(line.text):
            break
    mark = len(group[0].text) - len((bullet(group[0].text) or ("", group[0].text))[1])
    return min(max(count - mark, 0), len(part.text))


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


def _groups(lines: Sequence[Line], widest: int) -> Iterator[list[Line]]:
    """Paragraphs; a line that ends before the next word had to be broken off ends one.

    Args:
        lines: the lines of a block.
        widest: the length of the longest line of the document; on a page, the longest of the block counts.
    """
    width = widest if lines and lines[0].page is None else max((len(line.text) for line in lines), default=0)
    for group in paragraphs(lines):
        part, first = group[:1], group[0].text
        is_item, has_title = bool(bullet(first)), bool(_SIDES_IN_TITLE.match(first))
        for at, (before, line) in enumerate(pairwise(group)):
            within = _local_width(group[max(at - AROUND, 0) : at + AROUND + 1]) or width
            is_upper = has_title and before.text.isupper() and line.text.isupper()
            is_title = is_upper and line.heading == before.heading and not is_closed(before.text)
            if not is_title and _ends_before(before, line, within, is_item=is_item, first=group[0]):
                yield part
                part = []
            part.append(line)
        yield part


def _local_width(lines: Sequence[Line]) -> int | None:
    """The width of lines of a page that a picture beside them makes narrower; None where they are none."""
    if lines[0].page is None:
        return None
    lengths = [len(line.text) for line in lines if not is_closed(line.text)]
    is_broken = len(lengths) > AROUND and any(line.text[:1].islower() for line in lines)
    is_even = is_broken and min(lengths) >= MIN_NARROW and min(lengths) >= EVEN * max(lengths)
    return max(lengths) if is_even else None


def _ends_before(before: Line, line: Line, width: int, *, is_item: bool, first: Line) -> bool:
    """Whether a paragraph ends between two lines."""
    if line.heading != before.heading:
        return True
    if line.within and not _LABEL.match(line.text):
        return False
    if line.after_gap and before.text.isupper() and not line.text.isupper():
        return True
    if line.heading or line.text[:1].islower():
        return False
    is_within = (line.text[:1] in "(,;)" and not is_closed(before.text)) or _OPEN_BRACKET.search(before.text)
    if line.page is not None and is_within:
        return False
    is_name = 0 < before.bold >= len(before.text) and line.bold < len(line.text)
    if is_name or (_LABEL.match(line.text) and (_LABEL.match(before.text) or _LABEL.match(first.text))):
        return True
    if is_item and not line.after_gap:
        return False
    if width > MAX_BROKEN_LINE or (line.page is None and width < MIN_BROKEN_LINE):
        return True
    if _OPEN_LINE.search(before.text):
        return False
    return len(before.text) + 1 + len(line.text.split(" ", 1)[0]) < width * NEARLY_FULL


def _is_data(grid: Grid) -> bool:
    """Whether a table has a header and rows, rather than boxes that lay out a page."""
    rows = [row for row in grid.rows if any(row)]
    width = max((sum(cell is not None and bool(cell) for cell in row) for row in rows), default=0)
    return width > 1 and len(rows) > 1
