"""The lines of an extracted text: numbered, with the page where that is known, without what pages repeat.

Text from a PDF has page numbers in the middle of sentences, headings that every page repeats, no-break spaces
and soft hyphens. What is left after this module is what the author wrote, and where a page ended.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x85\u2028\u2029]")
_INVISIBLE = str.maketrans(dict.fromkeys([0, *range(0x200B, 0x2010), 0x2060, 0xFEFF]))
_FOOTNOTE_SIGNS: Final = ("†", "‡")
_SPACE = re.compile(r"[^\S ]|[\u00a0\u2007\u202f]")
_NUMBER = re.compile(
    r"^(?:-|–|—)?\s*(?:page|p\.)?\s*(?P<page>\d{1,4})(?:\s*(?:de|of|sur|/)\s*(?P<total>\d{1,4}))?\s*(?:-|–|—)?$",
    re.IGNORECASE,
)
_WORDY = re.compile(r"page|p\.|/|\b(?:de|of|sur)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
SOFT: Final = "\u00ad"  # kept at the end of a line only, where it says that the word goes on
EDGE_LINES: Final = 3  # lines at the top and the bottom of a page that may be a running head
TIMES: Final = 3  # pages that must repeat a line before it counts as one
FEW_INDENTED: Final = 0.1
FEW_TIGHT: Final = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source; `number` and `page` count from 1.

    `after_break`: a page ended between the previous line and this one; `after_gap`: there was room between them;
    `follows`: the number of the last line before it that says something; `indent`: its distance from the margin;
    `cell`: the cell of a table it stands in, where the source says so, and `lead`: whether that is the first cell
    of its row; `heading`: the level of the heading that the source marks it as, 0 where it marks none; `bold`: how many
    characters from its beginning on are in bold; `within`: whether it begins within a link or within words in italics
    or bold that the line before it begins.
    """

    text: str
    number: int
    page: int | None = None
    indent: int = 0
    after_break: bool = False
    after_gap: bool = False
    follows: int | None = None
    cell: int | None = None
    lead: bool = False
    heading: int = 0
    bold: int = 0
    within: bool = False

    @property
    def key(self) -> tuple[int | None, int, int | None]:
        """Its key, unique in its document."""
        return self.page, self.number, self.cell


def read_lines(text: str) -> list[Line]:
    """The lines of a text that say something, in order; blank lines and page breaks become marks on the next."""
    raw = _number(text)
    margin_noise = sum(1 for line in raw if line.text and line.indent) < FEW_INDENTED * len(raw)
    kept = _without_running_heads(raw)
    removed = {before.number for before, after in zip(raw, kept, strict=True) if before.text and not after.text}
    del raw
    return _settle(_released(kept), removed, indent_is_break=margin_noise)


def _released(lines: list[Line]) -> Iterator[Line]:
    """Lines in their order, each of which is not in the list any longer, so that a long text is not held twice."""
    lines.reverse()
    while lines:
        yield lines.pop()


def clean(text: str) -> str:
    """Text without invisible characters and final signs of footnotes († ‡), every kind of space a plain one."""
    if text.isascii() and text.isprintable():
        return text
    plain = _SPACE.sub(" ", text.translate(_INVISIBLE))
    return plain.rstrip().rstrip("†‡ ") if plain.rstrip().endswith(_FOOTNOTE_SIGNS) else plain


def _number(text: str) -> list[Line]:
    """Every line of the text unchanged; the page is that of form feeds, if there are any."""
    paged = "\f" in text
    lines: list[Line] = []
    page = 1
    for number, raw in enumerate(_BREAKS.split(text), 1):
        broken = raw.count("\f")
        page += broken
        kept = clean(raw.replace("\f", "")).rstrip()
        bare = kept.lstrip()
        text = bare.replace(SOFT, "") + (SOFT if bare.endswith(SOFT) else "")
        lines.append(Line(text, number, page if paged else None, len(kept) - len(bare), after_break=bool(broken)))
    return lines


def page_number(line: str) -> tuple[int, int | None] | None:
    """The page and the number of pages that a footer such as "Page 3 of 8" or "- 3 -" gives; None: no footer.

    >>> page_number("Page 3 de 8")
    (3, 8)
    """
    found = _NUMBER.match(line)
    if not found or (len(found["page"]) == 4 and not _WORDY.search(line)):
        return None
    return int(found["page"]), int(found["total"]) if found["total"] else None


def _is_footer(lines: Sequence[Line], at: int) -> bool:
    """A page number: one that says so, or a bare number with room around it at a page's edge."""
    text = lines[at].text
    if not page_number(text):
        return False
    if _WORDY.search(text):
        return True
    around = [lines[i] for i in (at - 1, at + 1) if 0 <= i < len(lines)]
    return all(not line.text or line.after_break for line in around) or lines[at].after_break


def _without_running_heads(lines: list[Line]) -> list[Line]:
    """The lines with page numbers blanked, and all but the first of lines that several pages have at their edge."""
    footers = [at for at in range(len(lines)) if _is_footer(lines, at)]
    edges = _edges(lines, set(footers))
    shapes = {at: _DIGITS.sub("#", lines[at].text) for at in edges}
    counts, first = Counter(shapes.values()), {shape: at for at, shape in reversed(shapes.items())}
    heads = {at for at, shape in shapes.items() if counts[shape] >= TIMES and at != first[shape]}
    kept = _paged(lines, footers)
    for at in (*footers, *heads):
        kept[at] = replace(kept[at], text="", after_break=kept[at].after_break or at in footers)
    return kept


def _edges(lines: Sequence[Line], footers: set[int]) -> list[int]:
    """The positions of the lines near the ends of pages, each once."""
    breaks = {at for at, line in enumerate(lines) if line.after_break} | {at + 1 for at in footers} | {0}
    found: set[int] = set()
    for at in breaks:
        for direction in (-1, 1):
            place, count = at if direction > 0 else at - 1, 0
            while 0 <= place < len(lines) and count < EDGE_LINES:
                if lines[place].text and place not in footers:
                    found.add(place)
                    count += 1
                place += direction
    return sorted(found)


def _paged(lines: list[Line], footers: Sequence[int]) -> list[Line]:
    """The lines with the pages that printed numbers settle: between "Page 3" and "Page 4" is page 4.

    Where numbers are missing in between, a page is not known and stays so.
    """
    if not footers or any(line.page for line in lines):
        return list(lines)
    numbers = [page_number(lines[at].text) or (0, None) for at in footers]
    total = numbers[-1][1]
    first = next(at for at, line in enumerate(lines) if line.text)
    on_top = footers[0] == first
    made = list(lines)
    bounds = [0, *(at + 1 for at in footers), len(lines)]
    for index, (start, stop) in enumerate(itertools.pairwise(bounds)):
        before = numbers[index - 1][0] if index else 0
        after = numbers[index][0] if index < len(numbers) else None
        page = _between(before, after, total, on_top=on_top)
        made[start:stop] = [replace(line, page=page) for line in made[start:stop]]
    return made


def _between(before: int, after: int | None, total: int | None, *, on_top: bool) -> int | None:
    """The page between two printed numbers, if there is just one; `after` is None behind the last."""
    if on_top:
        alone = (after or (total or before) + 1) == before + 1
        return before if before and alone else None
    if after is None:
        return before + 1 if total in (before, before + 1) else None
    return after if after == before + 1 else None


def _settle(lines: Iterable[Line], removed: Collection[int], *, indent_is_break: bool) -> list[Line]:
    """Return only lines with text, each with the number of the one that it follows in the source.

    A lone space before a line, in a text without margins, is what a page break left. A line behind a running head or a
    footer that was `removed` follows that one, so that no quote runs over it.
    """
    kept: list[Line] = []
    blanks: list[int] = []
    broken, blank = False, 0
    follows: int | None = None
    for line in lines:
        broken = broken or line.after_break
        if not line.text:
            blank += 1
            follows = line.number if line.number in removed else follows
            continue
        left_over = indent_is_break and line.indent == 1 and bool(kept)
        kept.append(_following(line, follows, after_break=broken or left_over))
        blanks.append(blank)
        broken, blank, follows = False, 0, line.number
    usual = _usual_space(blanks)
    return [
        line if line.after_gap == (size > usual) else replace(line, after_gap=size > usual)
        for line, size in zip(kept, blanks, strict=True)
    ]


def _following(line: Line, follows: int | None, *, after_break: bool) -> Line:
    """A line behind another; made field by field, as a document has a great many."""
    if after_break == line.after_break and follows == line.follows:
        return line
    return Line(
        line.text, line.number, line.page, line.indent, after_break, line.after_gap, follows, line.cell, line.lead,
        line.heading, line.bold, line.within,
    )  # fmt: skip


def _usual_space(blanks: Sequence[int]) -> int:
    """The usual number of blank lines before a line: none, unless nearly every line has some."""
    return Counter(blanks).most_common(1)[0][0] if blanks and blanks.count(0) < FEW_TIGHT * len(blanks) else 0
