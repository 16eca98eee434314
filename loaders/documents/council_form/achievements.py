"""The table of achievements: who leads a row, and the items in its cells, put together again across page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from loaders.layout.sections import bullet, is_closed
from loaders.text.names import is_known, name_jurisdiction

if TYPE_CHECKING:
    from loaders.text.lines import Line
    from loaders.text.rules import Rules

LEAD_LINES: Final = 12
LEAD_WORDS: Final = 18
LONG_WORD: Final = 4
HEADING_WORDS: Final = 7
_LINKING = re.compile(
    r"\b(?:the|of|and|for|with|by|to|in|on|from|at|an?|or|de|du|des|la|les?|et|pour|avec|par|à|en|aux?|sur|une?|[ld]['’])$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\([^()]*\)[\s.:]*$")
_ACRONYM = re.compile(r"\([A-ZÀ-Ý][A-ZÀ-Ý&.-]{1,12}\)[\s.:]*$")
_SAME_LINE = re.compile(r"^(?P<lead>\S.{1,78}?)\s+(?P<rest>[-–•▪●]\s+\S.*)$")
_WORD = re.compile(r"[^\W\d_]+")
_GOES_ON = re.compile(r"^(?:[a-zà-öø-ÿœ(,;]|[A-ZÀ-Ý\d-]{2,}\b)")


@dataclass(slots=True, eq=False)
class Item:
    """An item of a list in a row: its lines, the first without its `mark`; `tight`: no room before it."""

    lines: list[Line]
    mark: str = ""
    tight: bool = False
    tight_next: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it stops in the middle of a sentence, as at the end of a page."""
        return not self.tight_next and not is_closed(self.lines[-1].text)


@dataclass(slots=True)
class Row:
    """A row of the table: the lines of the lead's name, and its items in order.

    For a document without a sender, `lead` is empty, and each item names its own; `joint` are further senders.
    """

    lead: list[Line]
    items: list[Item] = field(default_factory=list)
    joint: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """All rows, and the lines before the first that belong to none."""

    rows: list[Row] = field(default_factory=list)
    stray: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Block:
    """Lines without room between them: a lead's name, an item as far as it goes, or text that goes on."""

    kind: str
    lines: list[Line]
    mark: str = ""

    @property
    def is_set_off(self) -> bool:
        first = self.lines[0]
        return first.after_gap or first.after_break

    @property
    def text(self) -> str:
        return self.lines[0].text


def read_table(lines: Sequence[Line], rules: Rules) -> Table:
    """The rows of the table section."""
    table = Table()
    blocks = list(_blocks(_split_same_line(lines, rules), rules))
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.kind == "lead":
            _open_row(table, block, rules)
            at += 1
        elif not table.rows:
            table.stray.extend(block.lines)
            at += 1
        else:
            stop = next((n for n in range(at, len(blocks)) if blocks[n].kind == "lead"), len(blocks))
            _fill(table.rows[-1], blocks[at:stop])
            at = stop
    return table


def _open_row(table: Table, block: _Block, rules: Rules) -> None:
    """A new row, unless the lead's name is only repeated on a new page."""
    name = _name(block.lines)
    bare = rules.pattern("continued").sub("", name)
    before = table.rows[-1] if table.rows else None
    if before and (bare != name or name == _name(before.lead)) and _same(bare, _name(before.lead), rules):
        return
    table.rows.append(Row(block.lines))


def _same(one: str, other: str, rules: Rules) -> bool:
    first, second = (name_jurisdiction(name, rules) for name in (one, other))
    return (first.id == second.id and first.name.casefold() == second.name.casefold()) or (
        first.id is not None and first.id == second.id
    )


def _name(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _split_same_line(lines: Sequence[Line], rules: Rules) -> Iterator[Line]:
    """The lines, with a lead's name and the item that follows it on the same line separated."""
    for line in lines:
        found = None if bullet(line.text) else _SAME_LINE.match(line.text)
        if found and _in_capitals(found["lead"]) and is_known(found["lead"], rules.language):
            yield replace(line, text=found["lead"])
            yield replace(line, text=found["rest"], after_gap=True, after_break=False, follows=line.number)
        else:
            yield line


def _blocks(source: Iterator[Line], rules: Rules) -> Iterator[_Block]:
    lines = list(source)
    at = 0
    bullets = [bullet(line.text) for line in lines]
    next_bullet = _next_places(bullets)
    while at < len(lines):
        if size := _lead(lines, at, next_bullet[at], rules):
            yield _Block("lead", lines[at : at + size])
            at += size
            continue
        stop = at + 1
        while stop < len(lines) and not (bullets[stop] or _is_set_off(lines, stop) or lines[stop].lead):
            if (is_closed(lines[stop - 1].text) or _shouts(lines, stop)) and _lead(
                lines, stop, next_bullet[stop], rules
            ):
                break
            stop += 1
        mark = bullets[at]
        first = replace(lines[at], text=mark[1]) if mark else lines[at]
        body = [first, *lines[at + 1 : stop]] if first.text else lines[at + 1 : stop]
        if body:
            yield _Block("item" if mark else "text", body, mark[0] if mark else "")
        at = stop


def _is_set_off(lines: Sequence[Line], at: int) -> bool:
    return lines[at].after_gap or lines[at].after_break or lines[at].cell != lines[at - 1].cell


def _next_places(bullets: Sequence[object]) -> list[int]:
    """For each place, that of the next bullet (or the end)."""
    places = [len(bullets)] * (len(bullets) + 1)
    for at in range(len(bullets) - 1, -1, -1):
        places[at] = at if bullets[at] else places[at + 1]
    return places


# --- Leads


def _lead(lines: Sequence[Line], at: int, stop: int, rules: Rules) -> int:
    """The number of lines from here that are the name of a lead; 0 for none."""
    if lines[at].lead:
        return next((n for n in range(1, len(lines) - at) if not lines[at + n].lead), len(lines) - at)
    if stop == at or stop == len(lines) or stop - at > LEAD_LINES or lines[at].cell is not None:
        return 0
    before = lines[at - 1] if at else None
    closed = before is None or is_closed(before.text) or _stands_alone(lines, at - 1)
    if not (closed or lines[at].after_gap or lines[at].after_break or _shouts(lines, at)):
        return 0
    name = _name(lines[at:stop])
    if len(_WORD.findall(name)) > LEAD_WORDS:
        return 0
    if not _in_capitals(name) and any(map(is_closed, _BRACKET.sub("", name).rstrip(". ").splitlines())):
        return 0  # the end of a sentence; but a stop between a name and its bracket is none
    return stop - at if _is_lead(name, rules, closed=closed) else 0


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a heading: a short one with room on both sides."""
    line = lines[at]
    roomy = (not at or line.after_gap) and lines[at + 1].after_gap and line.cell is None
    return roomy and not bullet(line.text) and line.text[:1].isupper() and len(line.text.split()) <= HEADING_WORDS


def _shouts(lines: Sequence[Line], at: int) -> bool:
    """Whether a line in capitals follows one that is not, and is no end of its sentence: a lead without room before."""
    if not at or not _in_capitals(lines[at].text) or _in_capitals(lines[at - 1].text):
        return False
    small = _LINKING.search(lines[at - 1].text)
    return not small and any(len(word) > LONG_WORD for word in _WORD.findall(lines[at].text))


def _is_lead(name: str, rules: Rules, *, closed: bool) -> bool:
    """Whether a text right before a list names who leads the items: in capitals, or as a name is written."""
    whole = rules.pattern("continued").sub("", name).strip()
    bare = _BRACKET.sub("", whole).strip()
    bare = bare if bare == whole else bare.rstrip(".")
    if _in_capitals(bare):
        return any(len(word) >= LONG_WORD for word in _WORD.findall(bare)) or is_known(bare, rules.language)
    if not closed or is_closed(bare) or bare.endswith((",", ";", ":")) or not bare[:1].isupper():
        return False
    named = name_jurisdiction(name, rules)
    return named.known or bool(_ACRONYM.search(name)) or named.level_rule is not None


def _in_capitals(text: str) -> bool:
    words = _WORD.findall(text)
    return bool(words) and text.upper() == text


# --- Items


def _fill(row: Row, blocks: Sequence[_Block]) -> None:
    """Give a row its items, and text that goes on behind a page break to the items that it completes."""
    broken = False
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        tight_next = following is not None and following.kind == "item" and not following.is_set_off
        if block.kind == "item" or _begins_item(row, block):
            broken = False
            row.items.append(Item(list(block.lines), block.mark, not block.is_set_off, tight_next))
            continue
        broken = broken or block.lines[0].after_break
        target = _target(row, block, blocks[at:], broken=broken)
        target.lines.extend(block.lines)
        target.tight_next = tight_next


def _begins_item(row: Row, block: _Block) -> bool:
    """Text that has no bullet is an item where the row has none yet, or only such ones and this begins anew."""
    if not row.items:
        return True
    new_cell = block.lines[0].cell != row.items[-1].lines[-1].cell
    return not any(item.mark for item in row.items) and not row.items[-1].is_open and (block.is_set_off or new_cell)


def _target(row: Row, block: _Block, rest: Sequence[_Block], *, broken: bool) -> Item:
    """The item that a text without a bullet goes on with.

    Cells that a page break cut go on behind it in their order; where no break is seen, text goes on with the
    item right before it, unless that is complete or the text that follows completes every open one.
    """
    last = row.items[-1]
    same_cell = [item for item in row.items if item.lines[-1].cell == block.lines[0].cell]
    if block.lines[0].cell is not None and same_cell:
        return same_cell[-1]
    cut = [item for item in row.items if item.is_open]
    if not cut:
        return last
    if last not in cut:
        return cut[0] if broken or _GOES_ON.match(block.text) or (len(cut) == 1 and not _is_title(cut[0])) else last
    if broken or len(cut) == 1:
        return cut[0]
    run = [each for each in _until_item(rest) if is_closed(each.lines[-1].text)]
    return cut[0] if len(run) >= len(cut) else last


def _is_title(item: Item) -> bool:
    """A short item without an end mark, which was perhaps never cut."""
    return len(item.lines) == 1


def _until_item(blocks: Sequence[_Block]) -> Iterator[_Block]:
    for block in blocks:
        if block.kind == "item":
            return
        yield block
