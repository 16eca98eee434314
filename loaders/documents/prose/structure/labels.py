"""Labels that the layout of a document sets apart from their values: in a cell, in bold, or on a line of their own.

What a label is of is one of `KINDS`: who leads, who takes part, when, how far it is or what it costs, or the name of
the work. The label of a text such as "Lead: Ministry of Health" is read from the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.entities.dates import share_of_dates
from loaders.documents.prose.structure.headlines import without_number
from loaders.documents.prose.structure.segment import Segment
from loaders.layout.sections import is_closed, paragraphs, unmarked
from loaders.text.passages import STOP, Hyphens, join
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.lexicon import Label, Lexicon
    from loaders.layout.blocks import Grid
    from loaders.layout.document import PropertyName
    from loaders.text.lines import Line

KINDS: Final[tuple[Label, ...]] = ("lead", "partner", "date", "state", "title")
OF_PROPERTIES: Final[dict[PropertyName, Label]] = {"lead": "lead", "partner": "partner", "term": "date"}
ROLES: Final = frozenset({"lead", "partner"})
ALONE: Final = frozenset({"lead", "partner", "date", "state"})  # what a label on a line of its own may be of
MAX_LABEL_CHARACTERS: Final = 60
MAX_VALUE_WORDS: Final = 16
MAX_LIST_WORDS: Final = 50  # of a value that lists several
MAX_VALUES: Final = 30  # below one label
MIN_LABELS: Final = 2  # of a table that is a sheet of labels and values
MIN_DATE_SHARE: Final = 0.5  # of a value that is a date
PAIR: Final = 2  # cells: a label, and its value
MAX_LABEL_WORDS: Final = 5
_INSIDE: Final = re.compile(r"(?:^|[.;,|(•–—]\s*|\s-\s)(?P<label>[^\W\d_][\w' /-]{2,40}?)\s?:\s+(?=\S)")
_WORD_END: Final = re.compile(r"\s+(?=[A-ZÀ-Ý\d]|l['’]|(?:the|la|le)\s+[A-ZÀ-Ý])")
_MARKS: Final = " \t;,|(•–—-"  # between a value and the next label
_SEPARATOR: Final = re.compile(r"[,;/]\s")
_TITLE: Final = re.compile(r"title|name|titre|nom|intitulé", re.IGNORECASE)
_EDGES: Final = " \t*:.–—-\u2029"


def label_kind(text: str, lexicon: Lexicon) -> Label | None:
    """What a text is the label of; None where it is no label, or says more."""
    bare = straight(without_number(text)).strip(_EDGES)
    if not bare or len(bare) > MAX_LABEL_CHARACTERS:
        return None
    return next((kind for kind in KINDS if lexicon.regex(f"{kind}_heading").fullmatch(bare)), None)


def with_labels(parts: Sequence[Segment], lexicon: Lexicon, hyphens: Hyphens) -> list[Segment]:
    """The parts of a document, of which the values of labels know what they are of.

    A table whose rows are a label and its value becomes a part for each row.
    """
    parts = [each for part in parts for each in _parted(part, lexicon)]
    _note_openings(parts, lexicon)
    made: list[Segment] = []
    at = 0
    while at < len(parts):
        part, at = parts[at], at + 1
        if part.grid is not None:
            made += _rows(part.grid, lexicon, hyphens) or [part]
            continue
        if 0 < part.bold < len(part.text) and (kind := label_kind(part.text[: part.bold], lexicon)):
            part.label, part.value_at = kind, len(part.text) - len(part.text[part.bold :].lstrip(_EDGES))
        is_alone = part.kind in ("text", "item") and not part.label and not _may_be_attendance(part.text, lexicon)
        kind = label_kind(part.text, lexicon) if is_alone else None
        values = _values(parts, at, kind, lexicon) if kind in ALONE and (made or part.kind == "item") else []
        made.append(part)
        for number, value in enumerate(values):  # of several that lead, the first one does, and the others take part
            value_kind = "partner" if kind == "lead" and number else kind
            made.append(replace(value, kind="item", level=part.level, bold=0, label=value_kind))
        at += len(values)
    return made


def _parted(part: Segment, lexicon: Lexicon) -> list[Segment]:
    """A text with labels behind each other in its parts: "Ferry Card (lead: Oslo; partners: Bergen)"."""
    if part.kind not in ("text", "item") or _is_marked(part):
        return [part]
    text = part.text
    found = [
        (hit.start("label"), hit.end(), kind)
        for hit in _INSIDE.finditer(straight(text))
        if (kind := label_kind(hit["label"], lexicon))
    ]
    if len(found) < MIN_LABELS or not ROLES & {kind for *_, kind in found}:
        return [part]
    made = []
    if before := text[: found[0][0]].rstrip(_MARKS):
        made.append(replace(part, passage=part.passage.part(0, len(before)), bold=min(part.bold, len(before))))
    ends = [start for start, *_ in found[1:]] + [len(text)]
    for (start, value_at, kind), end in zip(found, ends, strict=True):
        value = text[start:end].rstrip(_MARKS)
        value = value.removesuffix(")") if value.count(")") > value.count("(") else value
        passage = part.passage.part(start, start + len(value))
        if value_at < start + len(value):
            made.append(replace(part, kind="item", passage=passage, bold=0, label=kind, value_at=value_at - start))
    return made


def _note_openings(parts: Sequence[Segment], lexicon: Lexicon) -> None:
    """Note the labels with which short parts behind each other open, without a mark: "Lead City of Oslo"."""
    run: list[tuple[Segment, Label, int]] = []
    for part in [*parts, None]:
        opening = _opening(part, lexicon) if part is not None else None
        if part is not None and opening is not None:
            run.append((part, *opening))
            continue
        kinds = {kind for _, kind, _ in run}
        if len(kinds) >= MIN_LABELS and "lead" in kinds:
            for one, kind, end in run:
                one.label, one.value_at = kind, end
        run = []


def _opening(part: Segment, lexicon: Lexicon) -> tuple[Label, int] | None:
    """What the label is of with which a short part opens, and where its value begins; None where a mark ends it."""
    if part.label or part.kind not in ("text", "item") or _is_marked(part) or not _is_value(part.text, lexicon):
        return None
    for hit in reversed([*_WORD_END.finditer(part.text)][:MAX_LABEL_WORDS]):
        kind = label_kind(part.text[: hit.start()], lexicon)
        if kind is not None and not _may_be_attendance(part.text[: hit.start()], lexicon):
            return kind, hit.end()
    return None


def _values(parts: Sequence[Segment], at: int, kind: Label | None, lexicon: Lexicon) -> list[Segment]:
    """The values below a label: short texts that are no label themselves, and no sentences."""
    found: list[Segment] = []
    label = parts[at - 1]
    is_heading = _is_marked(label)
    for part in parts[at : at + MAX_VALUES]:
        is_value = part.kind in ("text", "item") and not _is_marked(part) and _is_value(part.text, lexicon)
        if not is_value or (found and part.kind != found[0].kind):
            break
        if label.kind == "item" and (part.kind != "item" or part.level <= label.level):
            break
        if found and part.kind == "text" and part.lines[0].number - found[-1].lines[-1].number not in (0, 1):
            break
        found.append(part)
    if kind == "date":
        is_one = len(found) == 1 or (found and not is_heading and found[0].kind != "item")
        found = found[:1] if is_one and _is_date(found[0].text) else []
    elif kind == "state" or (kind == "lead" and found and found[0].kind != "item"):
        found = [] if is_heading and len(found) > 1 else found[:1]
    elif kind == "partner" and is_heading and len(found) > 1:
        return []  # a list of parties, whose items may say more
    below = parts[at + len(found)] if at + len(found) < len(parts) else None
    if is_heading and below is not None and not (_is_marked(below) or below.grid is not None):
        return []  # the section has more than values
    return found


def _may_be_attendance(text: str, lexicon: Lexicon) -> bool:
    """Whether what is below a label may have been in a room: "Participants:", "12 members"."""
    return bool(lexicon.regex("may_be_attendance").fullmatch(straight(without_number(text)).strip(_EDGES)))


def _is_marked(part: Segment) -> bool:
    """Whether the source marks a part as a heading."""
    return part.grid is None and any(line.heading for line in part.lines)


def _is_value(text: str, lexicon: Lexicon) -> bool:
    return (
        len(text.split()) <= (MAX_LIST_WORDS if _SEPARATOR.search(text) else MAX_VALUE_WORDS)
        and not is_closed(text)
        and not text.rstrip().endswith(":")
        and label_kind(text, lexicon) is None
        and not lexicon.regex("label").match(straight(text))
    )


def _ended(lines: Sequence[Line]) -> list[Line]:
    """The lines of a label, with the mark that no name goes on from it into the value."""
    return [*lines[:-1], replace(lines[-1], text=lines[-1].text.rstrip() + STOP)]


def _is_date(text: str) -> bool:
    return share_of_dates(text) >= MIN_DATE_SHARE


def _rows(grid: Grid, lexicon: Lexicon, hyphens: Hyphens) -> list[Segment]:
    """The rows of a table of labels and their values; none where it is another table."""
    pairs: list[tuple[list[Line], list[Line]]] = []
    empty = 0
    for row in grid.rows:
        cells = [cell for cell in row if cell]
        if len(row) == PAIR and len(cells) == 1 and row[0]:
            empty += 1  # a label without a value
            continue
        if len(cells) % PAIR or (len(cells) > PAIR and not all(_kind_of(cell, lexicon) for cell in cells[::PAIR])):
            if cells:
                return []
            continue
        pairs += zip(cells[::PAIR], cells[1::PAIR], strict=True)
    kinds = [_kind_of(label, lexicon) for label, _ in pairs]
    if len([*filter(None, kinds)]) < MIN_LABELS or empty > len(pairs):
        return []
    if not (ROLES & {*kinds} or {"title", "state"} <= {*kinds} or _are_start_and_end(pairs, kinds)):
        return []
    values = [_kind_of(value, lexicon) for _, value in pairs]
    if sum(map(bool, values)) * 2 >= sum(map(bool, kinds)):
        return []  # a table with a row of heads
    made: list[Segment] = []
    for (label, value), kind in zip(pairs, kinds, strict=True):
        for number, group in enumerate(paragraphs(value)):
            lines = _ended(unmarked(label)) if number == 0 else []
            passage = join([*lines, *unmarked(group)], hyphens)
            start = passage.starts[len(lines)] if lines else 0
            made.append(Segment("item", passage, label=kind or "other", value_at=start))
    return made


def _are_start_and_end(pairs: Sequence[tuple[list[Line], list[Line]]], kinds: Sequence[Label | None]) -> bool:
    """Whether two labels of a sheet are of dates, and their values are: "Start date", "End date"."""
    dated = [value for (_, value), kind in zip(pairs, kinds, strict=True) if kind == "date"]
    return sum(_is_date(" ".join(line.text for line in value)) for value in dated) >= MIN_LABELS


def _kind_of(cell: Sequence[Line], lexicon: Lexicon) -> Label | None:
    """What the text of a cell is the label of; that of the name of the work is often one word."""
    text = " ".join(line.text for line in cell)
    return "title" if _TITLE.fullmatch(text.strip(_EDGES)) else label_kind(text, lexicon)
