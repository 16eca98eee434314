"""The parts of the document, found by their headings: priorities, achievements, their table, needs, background."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold

if TYPE_CHECKING:
    from loaders.text.lines import Line
    from loaders.text.rules import Rules

HEADING_LINES: Final = 3
HEADING_LENGTH: Final = 160
SHORT: Final = 60
FEW_WORDS: Final = 3
_STRONG: Final = "•▪●◦‣∙·■□➢➤✓✔\uf0b7\uf0a7\uf0d8*"
_BULLET = re.compile(
    rf"^(?:(?P<strong>[{re.escape(_STRONG)}])\s*|(?P<dash>[-–—])\s+|(?P<o>o)\s+(?=\S)|(?P<n>[a-z0-9]{{1,2}}\))\s+)(?P<rest>.*)$"
)
_SIGNS: Final = frozenset(f"{_STRONG}-–—")  # that a bullet may begin with, and the letters that it may
_LETTERS: Final = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
_CLOSED = re.compile(r"[.!?…](?:[»”\")\]’']| »)*$")


@dataclass(slots=True)
class Sections:
    """The lines of each part, headings left out; `found` names the headings seen, in order."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)
    headings: list[Line] = field(default_factory=list)

    def get(self, name: str) -> list[Line]:
        """The lines of a part; none if the document has no such part."""
        return self.lines.get(name, [])


def bullet(text: str) -> tuple[str, str] | None:
    """The mark that begins an item of a list, and the text behind it; None for any other line.

    >>> bullet("- Digital identity."), bullet("o Share lessons"), bullet("Ontario")
    (('-', 'Digital identity.'), ('o', 'Share lessons'), None)
    """
    first = text[:1]
    if not (first in _SIGNS or (first in _LETTERS and (first == "o" or ")" in text[1:3]))):
        return None  # at once, as most lines
    found = _BULLET.match(text)
    if not found:
        return None
    mark = found["strong"] or found["dash"] or found["o"] or "n)"
    return mark, found["rest"].strip()


def unmarked(group: Sequence[Line]) -> list[Line]:
    """The lines of a paragraph without the bullet before it."""
    mark = bullet(group[0].text)
    if not mark:
        return list(group)
    return [replace(group[0], text=mark[1]), *group[1:]] if mark[1] or len(group) == 1 else list(group[1:])


def is_closed(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_CLOSED.search(text.rstrip()))


def split_sections(lines: Sequence[Line], rules: Rules) -> Sections:
    """Give each line to the part that the last heading before it opened; text before any heading is ``front``."""
    made = Sections()
    current, at, broken = "front", 0, False
    while at < len(lines):
        heading = heading_at(lines, at, rules)
        if heading:
            section, size = heading
            broken = broken or (section == current == "table")
            current = section
            made.found.append(section)
            made.headings.extend(lines[at : at + size])
            at += size
            continue
        line = replace(lines[at], after_break=True) if broken else lines[at]
        broken = False
        made.lines.setdefault(current, []).append(line)
        at += 1
    return made


def heading_at(lines: Sequence[Line], at: int, rules: Rules) -> tuple[str, int] | None:
    """The part that a heading here opens, and the number of lines the heading takes; None for no heading."""
    line = lines[at]
    if not line.text[0].isupper() or line.lead or bullet(line.text):
        return None
    if at and not (line.after_gap or line.after_break or line.cell is not None or _ends(lines[at - 1].text)):
        return None
    text = ""
    for size, part in enumerate(lines[at : at + HEADING_LINES], 1):
        if size > 1 and bullet(part.text):
            return None
        text = f"{text} {part.text}".strip()
        if len(text) > HEADING_LENGTH:
            return None
        if section := _section(text, rules):
            return section, size + _tail(lines, at + size, text, rules)
    return None


def _ends(text: str) -> bool:
    """Whether text may end with this line: a sentence does, or the line is too short to have been wrapped."""
    return is_closed(text) or text.endswith(":") or len(text.split()) <= FEW_WORDS


def _section(text: str, rules: Rules) -> str | None:
    if text.endswith((".", ",", ";")):
        return None
    bare = fold(text).rstrip(" :")
    return next((rule.value for rule in rules.rules("headings") if rule.pattern.fullmatch(bare)), None)


def _tail(lines: Sequence[Line], at: int, text: str, rules: Rules) -> int:
    """The further lines of the heading: a bracket or an end with a colon, or words that go on in lower case."""
    size = 0
    while at + size < len(lines) and not text.endswith(":"):
        line = lines[at + size]
        if line.after_gap or line.after_break or bullet(line.text) or any(map(str.isdigit, line.text)):
            break
        text = f"{text} {line.text}"
        goes_on = _section(text, rules) in ({"front"} if line.text[0].isupper() else {"front", "priorities"})
        short_end = len(line.text) < SHORT and line.text.startswith("(")
        if not (goes_on or short_end or (len(line.text) < SHORT and line.text.endswith(":"))):
            break
        size += 1
    return size


def paragraphs(lines: Sequence[Line], *, dense: bool = False) -> list[list[Line]]:
    """Lines grouped into paragraphs; room between lines ends one only where its sentence does or a capital follows.

    `dense`: the end of a sentence at the end of a line is enough, as where there is no room between lines at all.
    """
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or bullet(line.text) or _begins(groups[-1], line, dense=dense):
            groups.append([])
        groups[-1].append(line)
    return groups


def _begins(group: Sequence[Line], line: Line, *, dense: bool) -> bool:
    if line.cell != group[-1].cell:
        return True
    if not (line.after_gap or line.after_break):
        return dense and is_closed(group[-1].text) and line.text[:1].isupper()
    return is_closed(group[-1].text) or group[-1].text.endswith(":") or line.text[:1].isupper()
