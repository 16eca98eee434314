"""The structure of a member's submission in prose: the title names the sender, headings and bullets its initiatives.

Members send what they have: a title, headings, paragraphs, lists. A heading above text is an initiative; a heading
above a list or above other headings holds several. Text below a heading about needs is a need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from graph.dates.parse import find_dates
from graph.text.strings import fold
from graph.values import LANGUAGES
from loaders.documents.council_form.achievements import Item, Row, Table
from loaders.documents.council_form.item_leads import split_item_lead
from loaders.documents.council_form.senders import HEADING_WORDS, NUMBERED, SEVERAL, TITLE_LINES
from loaders.layout.sections import bullet, is_closed
from loaders.text.passages import STOP, KeepHyphen, join
from loaders.text.rules import Rules, rules, straight

if TYPE_CHECKING:
    from loaders.text.lines import Line

HEADING_LENGTH: Final = 100
YEAR: Final = 4  # characters of a date that is no more than a year
WRAPPED: Final = 8  # words of a line that may have been broken at its end
_NUMBER: Final = re.compile(r"^(?P<number>\d{1,2})[.)]\s+(?P<rest>[^\W\d_«“\"].*)$")
_LABEL: Final = re.compile(r"^[A-ZÀ-Ý][^:.;]{1,40}?\s?:\s+\S")  # Timeline: …
_MARKED: Final = re.compile(r"^[*_]{2}(?P<text>.+?)[*_]{2}:?$")  # bold in Markdown

Holds = Literal["items", "needs", "nothing"]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, an item of a list, or a paragraph."""

    kind: Literal["heading", "item", "text"]
    lines: tuple[Line, ...]
    mark: str = ""

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class Submission:
    """The content of a submission: one row with the sender as lead, its needs, and other text."""

    table: Table
    front: list[Line] = field(default_factory=list)
    asks: list[list[Line]] = field(default_factory=list)
    rest: list[list[Line]] = field(default_factory=list)


def names_its_leads(sent: Submission, language_rules: Rules, keep_hyphen: KeepHyphen) -> bool:
    """Whether most items name their leads, so that a document without a sender can be read: an inventory."""
    items = [item for row in sent.table.rows for item in row.items]
    item_text = [split_item_lead(join(item.lines, keep_hyphen), language_rules, alone=True).lead for item in items]
    return sum(map(bool, item_text)) >= max(SEVERAL, len(items) / 2)


def read_submission(lines: Sequence[Line], senders: Sequence[Line], *, tabled: bool = False) -> Submission:
    """The initiatives and the needs of a submission, or of an inventory, which has no sender."""
    parts = list(_parts(lines))
    keys = {line.key for line in senders}
    first = next((at for at, part in enumerate(parts) if part.lines[0].key in keys), 0)
    start = next((at for at in range(first + 1, len(parts)) if not _is_front(parts, at)), len(parts))
    start = max([start, *(at + 1 for at, part in enumerate(parts) if _is_date(part))])
    front = [line for part in parts[:start] for line in part.lines]
    made = Submission(Table([Row(list(senders[:1]), joint=list(senders[1:]))]), front)
    holds: Holds = "items"
    body = parts[start:]  # no paragraph belongs to the title of the document
    for at, part in enumerate(body):
        if part.kind == "heading":
            holds = _open(made, body, at, holds)
        else:
            _place(made, body, at, holds)
    _without_strays(made, tabled=tabled)
    return made


def _without_strays(made: Submission, *, tabled: bool) -> None:
    """Take paragraphs without a heading or a bullet for text, where the items of the document have one.

    Around a table that holds the initiatives (`tabled`), a single one with a heading is text as well.
    """
    (row,) = made.table.rows
    strays = [item for item in row.items if not item.mark]
    if tabled and len(row.items) - len(strays) < SEVERAL:
        strays = list(row.items)
    elif not tabled and len(row.items) - len(strays) < SEVERAL:
        return
    made.rest.extend(item.lines for item in strays)
    row.items = [item for item in row.items if item not in strays]


def _is_front(parts: Sequence[Part], at: int) -> bool:
    """Whether a part still belongs to the title: a line without any text under it, or one that ends in its date.

    A heading that is known is none.
    """
    part = parts[at]
    if part.kind != "heading" or part.lines[-1].number > TITLE_LINES or _known(part.text) is not None:
        return False
    if at + 1 < len(parts) and parts[at + 1].kind == "heading":
        return True
    return any(each.to == len(part.text) and len(each.span.edtf) > YEAR for each in find_dates(part.text))


def _is_date(part: Part) -> bool:
    """Whether a line of the title is a date and nothing else."""
    if part.kind != "heading" or part.lines[-1].number > TITLE_LINES:
        return False
    return any(each.at == 0 and each.to == len(part.text) for each in find_dates(part.text))


def _open(made: Submission, parts: Sequence[Part], at: int, holds: Holds) -> Holds:
    """Read the text below a heading; a heading that is an initiative becomes an item."""
    part = parts[at]
    if known := _known(part.text):
        return known
    following = parts[at + 1] if at + 1 < len(parts) else None
    if holds == "needs" and following and following.kind == "text":
        made.rest.append(list(part.lines))
        return holds
    if following and following.kind == "text" and not following.text.endswith(":"):
        text = _bare(part)
        closed = replace(text[-1], text=text[-1].text.rstrip(" :") + STOP)
        made.table.rows[0].items.append(Item([*text[:-1], closed], "#"))
        return "items"
    made.rest.append(list(part.lines))
    return "items"


def _known(text: str) -> Holds | None:
    """The kind of content that a heading of the rules announces, in either language."""
    bare = fold(_plain(text)).rstrip(" :?")
    for language in LANGUAGES:
        for rule in rules(language).rules("divisions"):
            if rule.pattern.fullmatch(bare):
                return "needs" if rule.value == "needs" else "nothing" if rule.value == "background" else "items"
    return None


def _place(made: Submission, parts: Sequence[Part], at: int, holds: Holds) -> None:
    part, items = parts[at], made.table.rows[0].items
    lines = list(part.lines)
    if holds == "needs" and not part.text.endswith(":"):
        made.asks.append(lines)
    elif holds != "items":
        made.rest.append(lines)
    elif part.kind == "item" and _asks(part.text):
        made.asks.append(lines)
    elif part.kind == "item":
        items.append(Item(lines, part.mark, tight=True))
    elif items and _goes_on(parts, at):
        items[-1].lines.extend(lines)
    elif _is_introduction(parts, at):
        made.rest.append(lines)
    else:
        items.append(Item(lines))


def _asks(text: str) -> bool:
    """Whether an item is a question, or begins by asking others for something."""
    flat = straight(text)
    return flat.endswith("?") or any(rule.pattern.match(flat) for one in LANGUAGES for rule in rules(one).rules("asks"))


def _goes_on(parts: Sequence[Part], at: int) -> bool:
    """Whether a paragraph is about the heading above it, or continues such paragraphs."""
    above = next((place for place in range(at - 1, -1, -1) if parts[place].kind != "text"), None)
    if above is None or parts[above].kind != "heading" or _known(parts[above].text) is not None:
        return False
    return not parts[above + 1].text.endswith(":")


def _is_introduction(parts: Sequence[Part], at: int) -> bool:
    """Whether a paragraph only leads up to a list or to headings below it, or away from a list above it."""
    following = parts[at + 1].kind if at + 1 < len(parts) else None
    before = parts[at - 1].kind if at else None
    return (
        parts[at].text.endswith(":")
        or following == "item"
        or before == "item"
        or (following == "heading" and before == "heading" and _known(parts[at + 1].text) is None)
    )


# --- Parts


def _parts(lines: Sequence[Line]) -> Iterator[Part]:
    """The headings, items and paragraphs of a document."""
    at = 0
    while at < len(lines):
        mark = bullet(lines[at].text)
        if mark is None and (title := _labelled(lines[at])):
            size = _labelled_block(lines, at)
            yield Part("heading", (title,))
            if size > 1:
                yield Part("text", tuple(_is_set_off(lines[at + 1 : at + size])))
            at += size
            continue
        if mark is None and (size := _heading(lines, at)):
            yield Part("heading", tuple(lines[at : at + size]))
            at += size
            continue
        mark = mark or _numbered(lines, at)
        stop = at + 1
        while stop < len(lines) and _same(lines, stop):
            stop += 1
        if mark:
            body = [replace(lines[at], text=mark[1]), *lines[at + 1 : stop]] if mark[1] else lines[at + 1 : stop]
            if body:
                yield Part("item", tuple(body), mark[0])
        else:
            yield Part("text", tuple(lines[at:stop]))
        at = stop


def _numbered(lines: Sequence[Line], at: int) -> tuple[str, str] | None:
    """The mark and the text of a numbered item, "1. Title. Text", which is no heading; room or an end is before it."""
    found = _NUMBER.match(lines[at].text)
    if not found or (at and not (lines[at].after_gap or lines[at].after_break or is_closed(lines[at - 1].text))):
        return None
    return "1.", found["rest"]


def _labelled(line: Line) -> Line | None:
    """The title in a line such as "Project: Night Sky Map", which begins a sheet; None for any other line."""
    for one in LANGUAGES:
        if hit := rules(one).pattern("sheet_title").match(straight(line.text)):
            return replace(line, text=line.text[hit.start("title") :])
    return None


def _is_set_off(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a sheet, each label with the end of a sentence before it."""
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        ends = following is None or _LABEL.match(following.text)
        yield replace(line, text=line.text + STOP) if ends else line


def _labelled_block(lines: Sequence[Line], at: int) -> int:
    """The number of lines of a sheet: its title, and the lines after it, each with a label or continuing one."""
    stop = at + 1
    while stop < len(lines) and not (_labelled(lines[stop]) or bullet(lines[stop].text)):
        set_off = lines[stop].after_gap or lines[stop].after_break
        if set_off and not _LABEL.match(lines[stop].text) and (is_closed(lines[stop - 1].text) or stop == at + 1):
            break
        stop += 1
    return stop - at


def _same(lines: Sequence[Line], at: int) -> bool:
    """Whether a line goes on with the paragraph or item before it."""
    line, before = lines[at], lines[at - 1]
    if bullet(line.text) or _numbered(lines, at) or _labelled(line) or line.cell != before.cell:
        return False
    if line.after_gap or line.after_break:
        cut = line.page != before.page or line.after_break
        open_end = not is_closed(before.text) and len(before.text.split()) >= WRAPPED
        return open_end and (cut or line.text[:1].islower())
    return not (is_closed(before.text) and _heading(lines, at))


def _heading(lines: Sequence[Line], at: int) -> int:
    """The number of lines from here that are a heading; 0 for none."""
    for size in (1, 2):
        part = lines[at : at + size]
        if len(part) < size or any(bullet(line.text) for line in part) or (size > 1 and part[1].after_gap):
            return 0
        text = _plain(" ".join(line.text for line in part))
        if len(text.split()) > HEADING_WORDS or len(text) > HEADING_LENGTH or not _may_head(text):
            return 0
        if _stands_off(lines, at, at + size):
            return size
    return 0


def _may_head(text: str) -> bool:
    return (text[:1].isupper() or text[:1].isdigit()) and not text.endswith((".", ",", ";", "!", "…"))


def _stands_off(lines: Sequence[Line], at: int, stop: int) -> bool:
    """Whether lines are separate: after a gap or a full stop, and before a gap, a list or longer text."""
    first = lines[at]
    if at and not (first.after_gap or first.after_break or is_closed(lines[at - 1].text) or at < TITLE_LINES):
        return False
    if stop >= len(lines):
        return False
    following = lines[stop]
    if following.after_gap or following.after_break or bullet(following.text):
        return True
    text = lines[stop - 1].text
    return len(text) * 2 < len(following.text) * 1.5 and following.text[:1].isupper()


def _plain(text: str) -> str:
    text = NUMBERED.sub("", text).strip()
    bold = _MARKED.match(text)
    return bold["text"] if bold else text


def _bare(part: Part) -> list[Line]:
    """The lines of a heading without its number."""
    first = replace(part.lines[0], text=NUMBERED.sub("", part.lines[0].text))
    if len(part.lines) == 1:
        return [replace(first, text=_plain(first.text))]
    return [first, *part.lines[1:]]
