"""The date of a document: its own, never the first that it names of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.claims import Place
from graph.dates.parse import DateMention, find_dates, parse_date
from loaders.documents.prose.entities.dates import numeric_dates, outside, short_dates
from loaders.documents.prose.entities.dates_in_context import is_of_update
from loaders.documents.prose.structure.front_values import FrontValue, labelled_values
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.lexicon import Lexicon
    from loaders.documents.prose.structure.segment import Segment
    from loaders.documents.prose.structure.segments import Outline
    from loaders.layout.document import DocumentProperties

SHORT_DATE: Final = len("06.12.22")
MONTH: Final = 7  # characters of an EDTF date that names a month
DAY: Final = 10  # and of one that names a day
MAX_DATE_LINE_WORDS: Final = 14
MAX_CLOSING_WORDS: Final = 10  # of a line at the end that dates a document
LAST_SEGMENTS: Final = 3  # among which such a line stands
MAX_BEHIND: Final = 160  # characters from the word for a meeting to its day
TOP: Final = 2  # segments, in which a meeting is that of the document whatever others it lists
OF_DOCUMENT: Final = "date-of-the-document"
OF_MEETING: Final = "date-of-the-meeting"
AT_THE_END: Final = "date-at-the-end"
_BEFORE_DATE: Final = re.compile(r"\b(?:date|dated|of|on|du|le)\W{0,4}$", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"(?<![ap]\.m)[.;]\s*$", re.IGNORECASE)
_SPACED: Final = re.compile(r"(?<![\w-])(?P<y>(?:19|20)\d\d)\s?[-–]\s?(?P<m>[01]\d)\s?[-–]\s?(?P<d>[0-3]\d)(?![\w-])")
_PLACE_BEHIND: Final = re.compile(r"\s*\([A-ZÀ-Ý][^()\d]{2,40}\)\s+\S")  # "May 4, 2022 (WHITEHORSE) – …"


@dataclass(frozen=True, slots=True)
class _Head:
    """What the dates of the head of a document are judged by.

    Attributes:
        outline: the segments of the document.
        title: the segment that is its title.
        lexicon: the patterns of its language.
        day_first: whether it writes the day before the month.
    """

    outline: Outline
    title: Segment | None
    lexicon: Lexicon
    day_first: bool


def dates_of_front(
    first: Sequence[Segment], outline: Outline, title: Segment | None, properties: DocumentProperties,
    lexicon: Lexicon, *, day_first: bool,
) -> Iterator[FrontValue]:  # fmt: skip
    """The dates that a document gives for itself, the likeliest first.

    Args:
        first: the segments of its head.
        outline: all its segments.
        title: the one that is its title.
        properties: those that its format records.
        lexicon: the patterns of its language.
        day_first: whether it writes the day before the month.
    """
    head = _Head(outline, title, lexicon, day_first)
    for entry in properties.all("published"):
        yield FrontValue(entry.value, OF_DOCUMENT, Place(line=entry.line, quote=entry.quote))
    yield from _labelled(first, head)
    for at, segment in enumerate(first):
        if segment.kind != "table":
            yield from _dates_of_line(segment, at, head)
    for entry in properties.all("title"):
        for date in _meeting_dates(entry.value, head):
            yield FrontValue(date.span.edtf, OF_MEETING, Place(line=entry.line, quote=entry.quote))
    yield from _closing(head)
    for entry in properties.all("created"):
        if any(entry.value[:4] in one.text for one in first):  # a file may be made long after its text
            yield FrontValue(entry.value, "date-of-the-file")


def _labelled(first: Sequence[Segment], head: _Head) -> Iterator[FrontValue]:
    """The date whose label stands in a cell or on a line of its own."""
    for one in labelled_values(first):
        text = one.segment.text[one.start : one.end]
        if not head.lexicon.regex("dated_label").match(straight(one.label) + ": "):
            continue
        for date in _dates_of_head(text, 0, day_first=head.day_first)[:1]:
            if len(date.span.edtf) in (MONTH, DAY) and text[: date.at].strip() == "":
                place = one.segment.passage.place(one.start + date.at, one.start + date.to)
                is_update = is_of_update(one.label, len(one.label))
                yield FrontValue(date.span.edtf, OF_DOCUMENT, place, is_update=is_update)


def _dates_of_line(segment: Segment, at: int, head: _Head) -> Iterator[FrontValue]:
    """The date of a place line, of a label ("Released on …"), of a title, or of a line of its own."""
    yield from _of_place_line(segment, head.lexicon)
    text, flat = segment.text, straight(segment.text)
    led = head.lexicon.regex("dated_label").match(flat)
    meeting = {one.at for one in _meeting_dates(text, head)}
    for date in _dates_of_head(text, led.end() if led else None, day_first=head.day_first, with_short=bool(meeting)):
        alone = date.to - date.at >= len(text.strip(" .()")) - 3
        labelled = led is not None and 0 <= date.at - led.end() <= len(": ")
        value = date.span.edtf.partition("/")[0]
        whole = len(value) >= MONTH and (value == date.span.edtf or len(value) > MONTH)
        is_update = is_of_update(text, date.at)
        of_place = _PLACE_BEHIND.match(text, date.to) is not None and date.at == 0
        if not whole:
            continue
        if labelled or of_place or _is_own(segment, at, date, head, alone=alone, meets=date.at in meeting):
            rule = OF_MEETING if date.at in meeting and not _is_short(text) else OF_DOCUMENT
            yield FrontValue(value, rule, segment.passage.place(date.at, date.to), is_update=is_update)


def _is_short(text: str) -> bool:
    """Whether a text is a line, and no sentence."""
    return len(text.split()) <= MAX_DATE_LINE_WORDS and not _SENTENCE_END.search(text)


def _is_own(segment: Segment, at: int, date: DateMention, head: _Head, *, alone: bool, meets: bool) -> bool:
    """Whether a date that no label announces is that the document's: on a line of its own, in a title, of a meeting."""
    text, flat = segment.text, straight(segment.text)
    if not (alone or meets):
        if segment.kind == "item" or not _is_short(text) or is_of_update(text, date.at):
            return False
        before = flat[: date.at]
        if head.lexicon.regex("label_of_fact").search(before) or head.lexicon.regex("recital").match(flat):
            return False
    is_title = segment is head.title and at == 0  # another may be the heading of the first of several sections
    if is_title or (alone and segment.kind != "heading") or (meets and at < TOP):
        return True
    return not _is_of_section(segment, date.span.edtf, head)


def _is_of_section(segment: Segment, edtf: str, head: _Head) -> bool:
    """Whether other headings have other days, so that each day is that of what stands below it."""
    found = {
        date.span.edtf
        for one in head.outline.segments
        if one.kind == "heading" and one is not segment and one is not head.title
        for date in _dates_of_head(one.text, None, day_first=head.day_first, with_short=True)
    }
    return any(len(one) == DAY and one != edtf for one in found)


def _of_place_line(segment: Segment, lexicon: Lexicon) -> Iterator[FrontValue]:
    line = lexicon.regex("dateline").match(segment.text)
    for key in ("when", "note", "first") if line else ():
        at = line.start(key) if line and line.groupdict().get(key) else 0
        for date in find_dates((line.groupdict().get(key) if line else None) or ""):
            if len(date.span.edtf) >= MONTH:
                place = segment.passage.place(at + date.at, at + date.to)
                yield FrontValue(date.span.edtf, "date-of-the-place-line", place)


def _meeting_dates(text: str, head: _Head) -> list[DateMention]:
    """The day of a meeting whose minutes or agenda a text announces, also in a sentence: "Minutes of … held on …"."""
    led = head.lexicon.regex("meeting_line").match(straight(text))
    if led is None:
        return []
    dates = _dates_of_head(text, None, day_first=head.day_first, with_short=True)
    return [one for one in dates if 0 <= one.at - led.end() <= MAX_BEHIND and len(one.span.edtf) == DAY][:1]


def _closing(head: _Head) -> Iterator[FrontValue]:
    """The day at the end of a document: on a line of its own, behind a place, or where it says when it was signed."""
    last = [one for one in head.outline.segments if one.kind in ("text", "heading")][-LAST_SEGMENTS:]
    for segment in last:
        text = segment.text
        if len(text.split()) > MAX_CLOSING_WORDS:
            continue
        before = head.lexicon.regex("closing_line")
        for date in _dates_of_head(text, None, day_first=head.day_first):
            is_last = len(date.span.edtf) == DAY and not text[date.to :].strip(" .)")
            if is_last and before.fullmatch(straight(text[: date.at])):
                yield FrontValue(date.span.edtf, AT_THE_END, segment.passage.place(date.at, date.to))


def _dates_of_head(
    text: str, value_at: int | None, *, day_first: bool, with_short: bool = False
) -> list[DateMention]:  # fmt: skip
    """The dates of a line of the head, also those that are read as such nowhere else: "Le 06/12/2022", "06.12.22".

    A year of two digits is one behind a label (`value_at`) or a word like "on", or where the line is no more, or
    everywhere (`with_short`).
    """
    found = [made for hit in _SPACED.finditer(text) if (made := _spaced(hit))]
    found += outside(find_dates(text), found)
    found += outside(numeric_dates(text) if day_first else (), found)
    for one in outside(short_dates(text, day_first=day_first), found):
        is_line = one.to - one.at == len(text.strip(" .()")) == SHORT_DATE
        is_behind = value_at is not None and 0 <= one.at - value_at <= len(": ")
        if with_short or is_line or _BEFORE_DATE.search(text[: one.at]) or is_behind:
            found.append(one)
    return sorted(found, key=lambda one: one.at)


def _spaced(hit: re.Match[str]) -> DateMention | None:
    """A day in figures, also with spaces at its dashes: "2021 – 11 - 03"; None where the calendar does not have it."""
    written = f"{hit['y']}-{hit['m']}-{hit['d']}"
    return DateMention(parse_date(written), *hit.span()) if find_dates(written) else None
