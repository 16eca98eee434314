"""Tables for people: plain text as wide as the terminal, words kept whole, French no-break spaces kept.

Columns are given their natural width; where these do not fit, the widest give way first, as long as their longest
word stays whole. Nothing is cut off: what does not fit on a line goes on below.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

GAP: Final = 2
WHOLE: Final = 22  # a word up to this long is kept whole where the width allows
NARROWEST: Final = 5
_STEERING: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_FIRST_MARK: Final = "\u0300"  # before it each character takes one place
_BREAKS: Final = "-‐/+_.,\u00a0\u202f"


def table(
    headers: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[bool], width: int,
    strong: Callable[[str], str] = str,
) -> list[str]:  # fmt: skip
    """The lines of a table.

    Args:
        headers: one for each column.
        rows: cells as text.
        right: for each column, whether it is set to the right, as numbers are.
        width: how many places a line has.
        strong: what makes the headers stand out.
    """
    sizes = _sizes([headers, *rows], width)
    lines = [strong(line) for line in _row(headers, sizes, right)]
    lines.append("─" * (sum(sizes) + GAP * (len(sizes) - 1)))
    for cells in rows:
        lines += _row(cells, sizes, right)
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` places, broken at plain spaces; a longer word is broken within."""
    lines: list[str] = []
    line = ""
    for word in plain_words(text):
        if line and places(line) + 1 + places(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width)
        lines += full
    return [*lines, line]


def places(text: str) -> int:
    """How many places a text takes in a terminal: two for a wide letter, none for a combining mark."""
    if not text or max(text) < _FIRST_MARK:
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _row(cells: Sequence[str], sizes: Sequence[int], right: Sequence[bool]) -> list[str]:
    columns = [wrapped(cell, size) for cell, size in zip(cells, sizes, strict=True)]
    lines = []
    for number in range(max(map(len, columns))):
        parts = []
        for column, size, to_right in zip(columns, sizes, right, strict=True):
            text = column[number] if number < len(column) else ""
            space = " " * (size - places(text))
            parts.append(space + text if to_right else text + space)
        lines.append((" " * GAP).join(parts).rstrip())
    return lines


def _sizes(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    room = width - GAP * (len(rows[0]) - 1)
    sizes, least = [], []
    for column in zip(*rows, strict=True):
        texts = [plain_words(cell) for cell in column]
        sizes.append(min(room, max(1, *(places(" ".join(words)) for words in texts))))
        least.append(min(WHOLE, sizes[-1], max((places(word) for words in texts for word in words), default=1)))
    for floor in (least, [min(NARROWEST, one) for one in least], [1] * len(least)):
        while sum(sizes) > room and (wide := [i for i, size in enumerate(sizes) if size > floor[i]]):
            sizes[max(wide, key=lambda i: sizes[i])] -= 1
    return sizes


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces that fit, broken after a hyphen or a slash where there is one in the second half."""
    pieces = []
    while places(word) > width:
        fits = next((n for n in range(len(word), 0, -1) if places(word[:n]) <= width), 1)
        soft = max(word.rfind(mark, 0, fits) for mark in _BREAKS) + 1
        cut = soft if soft > fits // 2 else fits
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]


def plain_words(text: str) -> list[str]:
    """What stands between plain spaces or line ends; characters that steer a terminal count as spaces."""
    plain = text
    if not text.isprintable():  # what steers is not printable; neither is a no-break space, which stays
        plain = "".join(" " if unicodedata.category(c) in _STEERING else c for c in text)
    return [word for word in plain.split(" ") if word]
