"""CSV and TSV as people send them: any encoding, any delimiter, broken rows that cost only themselves."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import math
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import IO, Final, TextIO

from graph.errors import SourceError
from loaders.formats.decode import MARKS, MUCH
from loaders.tables.formats.rows import Broken, Row, Sheet

DELIMITERS: Final = (",", ";", "\t", "|")
LOOKED_AT: Final = 1 << 16  # characters from which the delimiter is detected
BLOCK: Final = 1 << 20
MAX_CELL_LINES: Final = 500  # lines that a cell may span; a quote that is never closed would span the rest of the file
MAX_LINE_CHARACTERS: Final = 2_000_000  # of a line; what is longer is no row of a table, and only its beginning is kept
KEPT_CHARACTERS: Final = 1_000  # of a longer line
SINGLE_BYTE: Final = ["cp1252", "mac_roman", "cp850"]


def read_delimited(stream: IO[bytes], name: str) -> tuple[Sheet, str]:
    """The rows of a text table, and its encoding.

    Args:
        stream: its bytes; must seek. Rows are read from it as they are asked for.
        name: its name, for messages.

    Raises:
        SourceError: it is empty.
    """
    encoding = encoding_of(stream)
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    head = text.read(LOOKED_AT)
    if not head.strip("\0 \t\r\n\f\v\ufeff"):
        raise SourceError("{file} is empty.", file=name)
    text.detach()  # else the stream is closed with it
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    return Sheet(None, _until_done(text, delimiter_of(head))), encoding


def encoding_of(stream: IO[bytes]) -> str:
    """The encoding of a text: its byte order mark, the places of NUL bytes, UTF-8 if all of it is, else a guess."""
    head = stream.read(BLOCK)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    sample = head[:4096]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd > MUCH * half and not even:
        return "utf-16-le"
    if even > MUCH * half and not odd:
        return "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    block = head
    try:
        while block:
            decoder.decode(block)
            block = stream.read(BLOCK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _guessed(block)
    return "utf-8"


def _guessed(block: bytes) -> str:
    """The encoding of one byte a letter that reads most like a language, by a block that is no UTF-8."""
    from charset_normalizer import from_bytes

    lines = [line for line in block.splitlines() if not line.isascii()][:200]
    best = from_bytes(b"\n".join(lines), cp_isolation=SINGLE_BYTE).best()
    return best.encoding if best else "cp1252"


def delimiter_of(head: str) -> str:
    """The delimiter that cuts most rows into the same number of cells, more than one; a comma where none does."""
    lines = head.splitlines(keepends=True)
    whole = lines[:-1] if len(lines) > 1 and len(head) >= LOOKED_AT else lines
    best, most = ",", 0.0
    for delimiter in DELIMITERS:
        counts: Counter[int] = Counter()
        try:
            rows = list(islice(csv.reader((line.replace("\0", "") for line in whole), delimiter=delimiter), 200))
        except csv.Error:
            continue
        counts.update(len(row) for row in rows if any(row))
        counts.pop(1, None)
        if counts:
            width, times = max(counts.items(), key=lambda item: (item[1] * math.log(item[0] + 1), item[0]))
            score = times / len(rows) * math.log(width + 1)
            if score > most:
                best, most = delimiter, score
    return best


def _until_done(text: io.TextIOWrapper, delimiter: str) -> Iterator[Row | Broken]:
    """The rows; after the last the stream is given back to whoever opened it."""
    try:
        yield from _rows(text, delimiter)
    finally:
        with contextlib.suppress(ValueError):  # it is closed already
            text.detach()


class _Lines:
    """Lines that can be given back; NULs are left out. Notes those that the row being read is made of."""

    def __init__(self, text: TextIO) -> None:
        self.text = text
        self.back: list[str] = []
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.back.pop() if self.back else self._next_line()
        if len(line) > MAX_LINE_CHARACTERS:
            self.taken.append(line[:KEPT_CHARACTERS])
            raise csv.Error("a line is too long for a row")
        if len(self.taken) > MAX_CELL_LINES:
            self.back.append(line)
            raise csv.Error("a cell spans too many lines")
        self.taken.append(line)
        return line.replace("\0", "") if "\0" in line else line

    def _next_line(self) -> str:
        """Return a line; of one that is too long the beginning, which is one character longer than a line may be."""
        limit = MAX_LINE_CHARACTERS + 1
        line = self.text.readline(limit)
        if not line:
            raise StopIteration
        part = line
        while len(part) == limit and not part.endswith("\n"):  # skip the rest of it
            part = self.text.readline(limit)
        return line


def _rows(text: TextIO, delimiter: str) -> Iterator[Row | Broken]:
    """The rows; where one is broken, reading goes on at the line below the one that it begins at."""
    lines = _Lines(text)
    width, number = 0, 1
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    while True:
        lines.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = None
        taken = lines.taken
        if cells is None or (len(taken) > 1 and width and len(cells) != width):
            yield Broken(number, taken[0])
            number += 1
            lines.back.extend(reversed(taken[1:]))
            lines.taken = []
            reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
            continue
        here, number = number, number + len(taken)
        if len(cells) > width:
            if width > 1 and any(cells[width:]):
                yield Broken(here, "".join(taken))
                continue
            width = width or (len(cells) if len(cells) > 1 else 0)
        yield Row(here, cells)
