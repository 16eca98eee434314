"""Text that keeps the layout of its page (as of `pdftotext -layout`): its columns are read one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from loaders.formats.pdf.reading_order import in_reading_order
from loaders.formats.pdf.words import Word
from loaders.text.lines import Line, read_lines

LETTER_WIDTH, LINE_HEIGHT = 5.0, 10.0  # points that a letter and a line are taken for
HIGH: Final = 8.0  # of a letter
IN_A_ROW: Final = 3  # lines with a gap, from which on they may be of columns
_GAP: Final = re.compile(r"\S {2,}\S")
_WORD: Final = re.compile(r"\S+")
Numbered = tuple[int, str]  # the number of a line, and its text


def layout_lines(text: str) -> list[Line]:
    """The lines of a text in reading order; each has the number that it has in the file."""
    if not _may_have_columns(text):
        return read_lines(text)
    pages = text.split("\f")
    made: list[list[Numbered]] = []
    number = 1
    for page in pages:
        lines = page.split("\n")
        made.append(list(_in_order(lines, number)))
        number += len(lines) - 1
    if all(order == sorted(order) for order in ([one for one, _ in page] for page in made)):
        return read_lines(text)
    numbers = [one for page in made for one, _ in page]
    read = read_lines("\n\f".join("\n".join(line for _, line in page) for page in made))
    return [
        replace(line, number=numbers[line.number - 1], follows=line.follows and numbers[line.follows - 1])
        for line in read
    ]


def _may_have_columns(text: str) -> bool:
    """Whether lines in a row have a gap in them; most texts have none, and cost nothing more."""
    run = 0
    for line in text.split("\n"):
        run = run + 1 if _GAP.search(line) else 0
        if run >= IN_A_ROW:
            return True
    return False


def _in_order(lines: list[str], first: int) -> Iterator[Numbered]:
    """The lines of a page, column by column if there are columns."""
    words = [
        Word(
            hit.group(), hit.start() * LETTER_WIDTH, at * LINE_HEIGHT, hit.end() * LETTER_WIDTH, at * LINE_HEIGHT + HIGH
        )
        for at, line in enumerate(lines)
        for hit in _WORD.finditer(line)
    ]
    ordered = in_reading_order(words)
    if all(one is other for one, other in zip(words, ordered, strict=True)):
        yield from enumerate(lines, first)
        return
    row: list[Word] = []
    for word in ordered:
        if row and (word.top != row[-1].top or word.left < row[-1].left):
            yield _line(row, first)
            if word.top != row[-1].top + LINE_HEIGHT:
                yield first + round(row[-1].top / LINE_HEIGHT), ""
            row = []
        row.append(word)
    if row:
        yield _line(row, first)


def _line(row: list[Word], first: int) -> Numbered:
    return first + round(row[0].top / LINE_HEIGHT), " ".join(word.text for word in row)
