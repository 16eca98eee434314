"""Plain-text tables as wide as the terminal, which keep words and French no-break spaces.

Each column gets its natural width. Where the sum does not fit, the widest columns are narrowed first, as far as their
longest word allows; a column of prose keeps half of the width. Nothing is truncated: cells are wrapped.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

COLUMN_GAP: Final = 2
MAX_UNBROKEN_WORD: Final = 22  # characters of a word that is kept whole where the width allows
MIN_COLUMN_WIDTH: Final = 5
PROSE_LINES: Final = 2  # of a whole table: a cell that is longer is prose, whose column gets half of the room
_CONTROL_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_FIRST_COMBINING_MARK: Final = "\u0300"  # characters before it take one column each
_BREAK_CHARACTERS: Final = "-‐/+_.,\u00a0\u202f"


def format_table(
    headers: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[bool], width: int,
    style: Callable[[str], str] = str,
) -> list[str]:  # fmt: skip
    """Return the lines of a table.

    Args:
        headers: one for each column.
        rows: cells as text.
        right: for each column, whether it is aligned to the right, as numbers are.
        width: the characters of a line.
        style: applied to each line of the header.
    """
    sizes = _column_widths([headers, *rows], width)
    lines = [style(line) for line in _format_row(headers, sizes, right)]
    lines.append("─" * (sum(sizes) + COLUMN_GAP * (len(sizes) - 1)))
    for cells in rows:
        lines += _format_row(cells, sizes, right)
    return lines


def wrap_text(text: str, width: int) -> list[str]:
    """Return text in lines of at most `width` characters, broken at plain spaces; longer words are broken as well."""
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for word in split_words(text):
        wide = display_width(word)
        if line and used + 1 + wide <= width:
            line.append(word)
            used += 1 + wide
            continue
        if line:
            lines.append(" ".join(line))
        *full, last = _break_word(word, width) if wide > width else [word]
        lines += full
        line, used = [last], display_width(last)
    return [*lines, " ".join(line)]


def display_width(text: str) -> int:
    """Return the columns that text takes in a terminal: two for a wide letter, none for a combining mark."""
    if not text or max(text) < _FIRST_COMBINING_MARK:
        return len(text)
    return sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _format_row(cells: Sequence[str], sizes: Sequence[int], right: Sequence[bool]) -> list[str]:
    columns = [wrap_text(cell, size) for cell, size in zip(cells, sizes, strict=True)]
    lines = []
    for number in range(max(map(len, columns))):
        parts = []
        for column, size, to_right in zip(columns, sizes, right, strict=True):
            text = column[number] if number < len(column) else ""
            space = " " * (size - display_width(text))
            parts.append(space + text if to_right else text + space)
        lines.append((" " * COLUMN_GAP).join(parts).rstrip())
    return lines


def _column_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    room = width - COLUMN_GAP * (len(rows[0]) - 1)
    sizes, least, readable = [], [], []
    for column in zip(*rows, strict=True):
        texts = [split_words(cell) for cell in column]
        natural = max(1, *(display_width(" ".join(words)) for words in texts))
        sizes.append(min(room, natural))
        least.append(
            min(
                MAX_UNBROKEN_WORD, sizes[-1], max((display_width(word) for words in texts for word in words), default=1)
            )
        )
        readable.append(max(least[-1], room // 2 if natural > PROSE_LINES * room else 0))
    for floor in (readable, least, [min(MIN_COLUMN_WIDTH, one) for one in least], [1] * len(least)):
        while sum(sizes) > room and (wide := [i for i, size in enumerate(sizes) if size > floor[i]]):
            sizes[max(wide, key=lambda i: sizes[i])] -= 1
    return sizes


def _break_word(word: str, width: int) -> list[str]:
    """Return a word in pieces that fit, broken after a hyphen or slash where one is in the second half."""
    pieces = []
    start = used = soft = 0
    at = 0
    while at < len(word):
        wide = _character_width(word[at])
        if used + wide > width and at > start:
            cut = soft if soft - start > (at - start) // 2 else at
            pieces.append(word[start:cut])
            start = at = cut
            used = soft = 0
            continue
        used += wide
        at += 1
        if word[at - 1] in _BREAK_CHARACTERS:
            soft = at
    return [*pieces, word[start:]]


def split_words(text: str) -> list[str]:
    """Return the words between plain spaces; control characters count as spaces."""
    plain = text
    if not text.isprintable():  # no-break spaces are not printable either, but are kept
        plain = "".join(" " if unicodedata.category(c) in _CONTROL_CATEGORIES else c for c in text)
    return [word for word in plain.split(" ") if word]
