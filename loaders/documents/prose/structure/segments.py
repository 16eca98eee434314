"""Segments of a document: its headings, paragraphs, list items, labelled values and tables, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.dates.parse import find_dates
from loaders.documents.prose.structure.headlines import MAX_WORDS, PLAIN_RANK, STEP, heading_rank, without_number
from loaders.documents.prose.structure.labels import with_labels
from loaders.documents.prose.structure.paragraphs import read_parts
from loaders.layout.blocks import Grid
from loaders.layout.contacts import address_spans
from loaders.layout.sections import is_closed
from loaders.text.passages import Hyphens, join
from loaders.text.remarks import is_private, remark_spans
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.lexicon import Lexicon
    from loaders.documents.prose.structure.segment import Segment
    from loaders.layout.blocks import Block
    from loaders.text.lines import Line
    from loaders.text.rules import Rules

FIRST_LINES: Final = 2  # of a document, which may be its title, its sender and its date
MIN_RUN: Final = 4  # lines that look like headings, one right below the other
MAX_LAST_WORDS: Final = 8  # of the last of several names on lines of their own
MIN_HEAD_WORDS: Final = 5  # of a title that pages repeat; a shorter one may be that of several slides
GROUP_STEP: Final = 4  # by which a heading of a group ("Goal 2") is above others of its kind
_HYPHENATED: Final = re.compile(r"[\w’']+(?:-[\w’']+)*")
_LABELLED: Final = re.compile(r"[A-ZÀ-Ý][^:.;!?]{1,30}\s?:\s\S")
_SKIP: Final = re.compile(
    r"\W*(?:(?:skip|jump)\s+to\s+(?:the\s+)?(?:main\s+)?content|(?:aller|passer|accéder)\s+(?:directement\s+)?au\s+contenu)\b",
    re.IGNORECASE,
)
TITLE_PARTS: Final = 12  # at the beginning of a document, among which its title stands
_LEADS_ON: Final = re.compile(  # with which a line goes on with the one before
    r"(?:of|for|on|to|and|against|de|du|des|pour|sur|et|contre|aux?|près\s+d[eu])\s+|"
    r"d[’']|&\s",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\s*\d+\s*")


@dataclass(slots=True)
class Outline:
    """The segments of a document, and the heading of each section (none for what stands before the first)."""

    segments: list[Segment] = field(default_factory=list)
    headings: dict[int, Segment] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)  # of a section, that which holds it
    hyphens: Hyphens = field(default_factory=lambda: Hyphens((), (), ()))
    remarks: list[Segment] = field(default_factory=list)  # to the secretariat
    removed: list[Line] = field(default_factory=list)  # that named contact persons

    def section(self, number: int) -> list[Segment]:
        """The segments below a heading."""
        return [each for each in self.segments if each.section == number and each.kind != "heading"]

    def children(self, number: int) -> list[int]:
        """The sections that a section holds."""
        return [one for one, parent in self.parents.items() if parent == number]


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
    parts = _rejoined(_without_running_heads(list(read_parts(blocks, made.hyphens))), made.hyphens)
    parts = _with_whole_titles(parts, made.hyphens)
    parts = with_labels(_without_people(made, parts, rules), lexicon, made.hyphens)
    open_sections: list[tuple[int, int]] = []  # rank and number
    section = 0
    for at, part in enumerate(parts):
        is_line = part.kind in ("text", "item") and not part.label and not _is_label(part.text, lexicon)
        is_line = is_line and not _is_among_labels(parts, at, lexicon)
        rank = heading_rank(parts, at) if is_line else 0
        if rank:
            part.kind, section = "heading", section + 1
            is_group = lexicon.regex("group_heading").match(straight(without_number(part.text)))
            part.rank = rank - GROUP_STEP if is_group else rank
            while open_sections and open_sections[-1][0] >= part.rank:
                open_sections.pop()
            made.parents[section] = open_sections[-1][1] if open_sections else 0
            open_sections.append((part.rank, section))
            made.headings[section] = part
        part.section = section
        made.segments.append(part)
    _unhead_lists(made)
    _move_menu_behind(made)
    return made


def _move_menu_behind(made: Outline) -> None:
    """Let the menu of a page that leads readers past it ("Skip to content") be no text, and stand behind the text."""
    opens = any(_SKIP.match(one.text) for one in made.segments[:FIRST_LINES])
    title = next((at for at, one in enumerate(made.segments) if one.rank == STEP), 0) if opens else 0
    menu = made.segments[:title]
    for one in menu:
        one.kind, one.rank = "noise", 0
        made.headings.pop(one.section, None)
    made.segments = [*made.segments[title:], *menu]


def _unhead_lists(made: Outline) -> None:
    """Make items of lines that only look like headings and follow one another: a list of names, not of sections."""
    run: list[Segment] = []
    for at, part in enumerate([*made.segments, None]):
        if part is not None and part.kind == "heading" and part.rank == PLAIN_RANK and at >= FIRST_LINES:
            run.append(part)
            continue
        listed = run[:-1]  # text stands below the last one, unless it is another name
        if part is not None and run and _is_last_name(made, at):
            run.append(part)
            listed = run
        if len(run) >= MIN_RUN:
            section = run[0].section - 1
            for one in listed:
                made.headings.pop(one.section, None)
                made.parents.pop(one.section, None)
                one.kind, one.rank, one.section = "item", 0, section
        run = []


def _is_last_name(made: Outline, at: int) -> bool:
    """Whether a text is the last of names on lines of their own, and no text about the one above."""
    part, below = made.segments[at], made.segments[at + 1] if at + 1 < len(made.segments) else None
    is_short = part.kind == "text" and len(part.text.split()) <= MAX_LAST_WORDS and part.text[-1:] not in ".!?:;"
    return is_short and (below is None or below.kind == "heading")


def _without_people(made: Outline, parts: Sequence[Segment], rules: Rules) -> list[Segment]:
    """The parts without sentences that give the address of a contact person."""
    kept: list[Segment] = []
    for part in parts:
        spans = address_spans(part.text, rules) if part.kind in ("text", "item") and is_private(part.text) else []
        if spans and remark_spans(part.text):
            made.remarks.append(replace(part))
        if spans:
            made.removed += [part.passage.line_at(at) for span in spans for at in span]
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
    return pages > 1 and MIN_HEAD_WORDS <= words <= MAX_WORDS and not is_closed(text)


def _is_label(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is a label with its value, such as a date of publication."""
    flat = straight(text)
    if lexicon.regex("said_of_work").match(flat):
        return not lexicon.regex("partner_heading").fullmatch(flat.strip(" :"))  # "Partner institutions"
    led = lexicon.regex("released").match(flat)
    labels = ("label", "sender_label")
    return any(lexicon.regex(key).match(flat) for key in labels) or bool(led and find_dates(text))


def _is_among_labels(parts: Sequence[Segment], at: int, lexicon: Lexicon) -> bool:
    """Whether a line is a label with its value, next to one whose label says who leads or the like."""
    part = parts[at]
    if not _LABELLED.match(part.text) or any(line.heading for line in part.lines):
        return False
    around = [*parts[max(at - 1, 0) : at], *parts[at + 1 : at + 3]]
    return any(each.label or lexicon.regex("label").match(straight(each.text)) for each in around)


def _with_whole_titles(parts: Sequence[Segment], hyphens: Hyphens) -> list[Segment]:
    """The parts, with titles whole again that stand on several lines, each in bold or marked as a heading."""
    made: list[Segment] = []
    for part in parts:
        before = made[-1] if made else None
        if before is not None and len(made) <= TITLE_PARTS and _goes_on(before, part):
            before.passage = join([*before.lines, *part.lines], hyphens)
            before.bold = len(before.text) if part.bold else 0
        else:
            made.append(part)
    return made


def _goes_on(before: Segment, part: Segment) -> bool:
    """Whether a line goes on with the title before it, which is written as it is: "DIGITAL PLAN" "OF THE EMBASSY"."""
    first, last = before.lines[-1], part.lines[0]
    if before.kind != "text" or part.kind != "text" or first.heading != last.heading or first.page != last.page:
        return False
    is_bold = 0 < before.bold >= len(before.text) and 0 < part.bold >= len(part.text)
    is_same = before.text.isupper() == part.text.isupper() and (is_bold or first.heading == 1)
    is_short = len(before.text.split()) + len(part.text.split()) <= MAX_WORDS and not is_closed(before.text)
    return is_same and is_short and _LEADS_ON.match(part.text) is not None and ":" not in part.text


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
