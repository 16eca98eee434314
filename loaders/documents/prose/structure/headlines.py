"""Which parts of a document are headings, and how they nest.

The rank of a heading is what its source says of its level (10 to 60), else that of a line in bold (70), of a line that
only looks like one (80), and of its numbering ("1.2" is below "1."). The lower the rank, the more a heading holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from graph.dates.parse import find_dates
from loaders.layout.sections import is_closed

if TYPE_CHECKING:
    from loaders.documents.prose.structure.segment import Segment

MAX_WORDS: Final = 18
MAX_CHARACTERS: Final = 190
MAX_MARKED_WORDS: Final = 40  # of a heading that the source marks as one
MAX_LINES: Final = 4
MONTH: Final = 7  # characters of an EDTF date that names a month
MAX_PLACE_WORDS: Final = 2
STEP: Final = 10  # between ranks that the source gives
BOLD_RANK: Final = 70
PLAIN_RANK: Final = 80
_NUMBERING: Final = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}-\d{1,2}\s?[:.)]|#\d{1,3}\b\s?[:.–-]?|\d{1,2}(?:\.\d{1,2})*(?=\s+[^\W\d_]{2})(?!\s+(?:M|G|k)\b)|[IVX]{1,4}[.)]|[A-Z][.)]|#{1,6})\s+(?=\S)"
)
_DEPTH: Final = re.compile(r"^(?:[^\W\d]+\s+)?(\d{1,2}(?:\.\d{1,2})+)\b")
_OPEN_END: Final = re.compile(r"[,;:]$|\b(?:and|or|of|the|to|et|ou|de|la|le|les|des|du|en|à)$", re.IGNORECASE)
_QUOTED_LINE: Final = re.compile(r"[”\"»],\s+\S")  # “Name”, whose it is
_APPOSITION: Final = re.compile(r",\s+(?:an?|the|for|with|une?|le|la|pour|avec)\s", re.IGNORECASE)
_MARKUP: Final = re.compile(r"^[{<!\[|]|\{%|\{\{|^https?://\S+$|^[^\w]*$")
_LABELLED: Final = re.compile(r"[^:]{2,40}\s?:\s+\W{0,2}\d[^:]*$")  # "Budget: $2 million"
_BRACKET_DATE: Final = re.compile(r"\s*[(\[][^()\[\]]{4,40}[)\]]\s*$")


def heading_rank(parts: Sequence[Segment], at: int) -> int:
    """The rank of a part as a heading; 0 where it is none."""
    part = parts[at]
    marked = min((line.heading for line in part.lines), default=0)
    if marked and _is_marked(part):
        return marked * STEP
    if part.kind == "item" or not _looks_like_one(parts, at):
        return 0
    rank = BOLD_RANK if part.bold >= len(part.text.rstrip(" .:")) else PLAIN_RANK
    depth = _DEPTH.match(part.text)
    return rank + (depth[1].count(".") if depth else 0)


def _is_marked(part: Segment) -> bool:
    """Whether a part that the source marks as a heading is one; on a page, large letters may be of any text."""
    if part.lines[0].page is not None and part.lines[0].heading > 1:
        return is_heading_text(part.text)
    return len(part.text.split()) <= MAX_MARKED_WORDS and not _MARKUP.search(part.text)


def is_heading_text(text: str) -> bool:
    """Whether a text is written as headings are: short, without an end mark, its first letter a capital."""
    bare = without_number(text)
    if not bare or not (bare[0].isupper() or bare[0].isdigit() or bare[0] in '«“"'):
        return False
    if len(text) > MAX_CHARACTERS or len(text.split()) > MAX_WORDS:
        return text.upper() == text and len(text.split()) <= 2 * MAX_WORDS and not is_closed(text)
    closed = is_closed(text) and not text.endswith("?") and not _BRACKET_DATE.search(text)
    if _QUOTED_LINE.search(text):
        return False
    return not (closed or _OPEN_END.search(text.rstrip()) or _MARKUP.search(text) or _APPOSITION.search(bare))


def _looks_like_one(parts: Sequence[Segment], at: int) -> bool:
    part = parts[at]
    if not is_heading_text(part.text) or len(part.lines) > MAX_LINES:
        return False
    dates = find_dates(part.text)
    around = part.text[: dates[0].at] + part.text[dates[0].to :] if dates else part.text
    if dates and len(dates[0].span.edtf) >= MONTH and len(re.findall(r"\w+", around)) <= MAX_PLACE_WORDS:
        return False  # a date, or a place and a date
    if _LABELLED.match(part.text) or 0 < part.bold < len(part.text.rstrip(" .:")):
        return False
    following = parts[at + 1] if at + 1 < len(parts) else None
    if following is None or following.kind not in ("text", "item", "table"):
        return False
    before = parts[at - 1] if at else None
    return before is None or not _is_within_block(before, part, following)


def _is_within_block(before: Segment, part: Segment, following: Segment) -> bool:
    """Whether a line is one of several of a block of text, rather than a heading above it."""
    last, first = before.lines[-1], part.lines[0]
    if first.page is not None or part.bold or without_number(part.text) != part.text:
        return False
    if not first.after_gap and first.number - last.number in (0, 1) and before.kind != "heading":
        return True
    if before.kind != "heading" or first.number <= last.number + 1:
        return False
    return following.kind == "text" and following.lines[0].number - part.lines[-1].number in (0, 1)


def without_number(text: str) -> str:
    """A heading without the number before it."""
    return _NUMBERING.sub("", text).strip()
