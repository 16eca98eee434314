"""Rows of tables in any format: sheets of numbered rows whose cells are text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar
from unicodedata import is_normalized

from graph.claims import Note, ReadingSummary, counting_note, note
from graph.model import Unplaced
from graph.text.strings import tidy

MAX_REMEMBERED_CELLS = 4096  # of which it is kept what they mean: statuses, themes, editions and leads recur
MAX_REMEMBERED_CHARACTERS = 100  # of such a cell
MAX_QUOTE_CHARACTERS = 1000  # characters of a cell that evidence quotes
MOST_PLACES = 12  # that a note lists
MAX_UNPLACED = 10_000  # of one table; what is beyond is counted


T = TypeVar("T")


class Row(NamedTuple):
    """A row: its number in the sheet or, for text, the line it begins at; its cells in the order of columns.

    `joined_line` is the line of a joined file that cells beyond the table's own come from; `is_plain` whether it is
    known that the cells are not blank, name no contact person and hold no remark to the secretariat.
    """

    number: int
    cells: Sequence[str]
    joined_line: int = 0
    is_plain: bool = False


class Broken(NamedTuple):
    """A row that could not be split into cells, as it is."""

    number: int
    text: str


@dataclass(slots=True)
class Sheet:
    """A run of rows. `name` is None where the format knows no sheets, `lettered` whether its cells have addresses."""

    name: str | None
    rows: Iterator[Row | Broken]
    lettered: bool = False
    empty: bool = True  # until a row with anything in it was met


@dataclass(slots=True)
class Log:
    """Unplaced values and notes of a table; shared by all that read it."""

    source: str
    unplaced: list[Unplaced] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)  # the places that named contact persons
    inexact: dict[str, str] = field(default_factory=dict)  # identifiers by the names that resemble theirs
    alike: dict[str, str] = field(default_factory=dict)  # keys by other keys that differ in case or separators alone
    near: dict[str, str] = field(default_factory=dict)  # themes of the vocabulary by labels near theirs
    beyond: int = 0
    rows: int = 0
    _logged: set[tuple[str, str]] = field(default_factory=set)

    def summary(self) -> ReadingSummary:
        """Return all of it at the end of the table, with what only the end shows."""
        if not self.rows:
            self.notes.append(note("There is no row below the header."))
        if self.contacts:
            places = ", ".join(self.contacts[:MOST_PLACES]) + ("…" if len(self.contacts) > MOST_PLACES else "")
            self.notes.append(note("Left out names or addresses of contact persons: {places}.", places=places))
        if self.inexact:
            self.notes.append(
                counting_note(
                    "{n} name is not spelt as a known one, but was taken for it: {names}.",
                    "{n} names are not spelt as known ones, but were taken for them: {names}.",
                    len(self.inexact), names=_list_pairs(self.inexact),
                )
            )  # fmt: skip
        if self.alike:
            self.notes.append(
                counting_note(
                    "{n} key differs from another one in case, accents or separators alone, and is another"
                    " initiative: {names}.",
                    "{n} keys differ from others in case, accents or separators alone, and are other"
                    " initiatives: {names}.",
                    len(self.alike), names=_list_pairs(self.alike),
                )
            )  # fmt: skip
        if self.near:
            self.notes.append(
                counting_note(
                    "{n} theme was kept as it is, though the vocabulary has a near one: {names}.",
                    "{n} themes were kept as they are, though the vocabulary has near ones: {names}.",
                    len(self.near), names=_list_pairs(self.near),
                )
            )  # fmt: skip
        if self.beyond:
            self.notes.append(
                counting_note(
                    "{n} more row or cell was not placed.", "{n} more rows or cells were not placed.", self.beyond
                )
            )
        return ReadingSummary(self.unplaced, self.notes)

    def lose(
        self,
        number: int,
        text: str,
        sheet: str | None = None,
        edition: str | None = None,
        reported_by: str | None = None,
    ) -> None:
        """Keep a row, or a cell of one, that nothing was made of."""
        if len(self.unplaced) >= MAX_UNPLACED:
            self.beyond += 1
            return
        words = shortened(tidy(f"{sheet}: {text}" if sheet else text))
        if words:
            self.unplaced.append(
                Unplaced(source=self.source, line=number, text=words, edition=edition, reported_by=reported_by)
            )

    def lose_once(self, number: int, column: str, text: str, sheet: str | None = None) -> None:
        """Keep an unplaced value of a column once, at its first place."""
        if (column, text) not in self._logged and len(self._logged) <= MAX_UNPLACED:
            self._logged.add((column, text))
            self.lose(number, f"{column}: {text}", sheet)


def shortened(text: str) -> str:
    """A cell as evidence quotes it."""
    return text if len(text) <= MAX_QUOTE_CHARACTERS else f"{text[: MAX_QUOTE_CHARACTERS - 1]}…"


class Remembered(dict[str, T]):
    """The results of a function by cell: computed at their first use, and kept for short cells."""

    def __init__(self, function: Callable[[str], T]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, text: str) -> T:
        made = self._function(text)
        if len(text) <= MAX_REMEMBERED_CHARACTERS:
            if len(self) >= MAX_REMEMBERED_CELLS:
                self.clear()
            self[text] = made
        return made


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """Return a function of a cell that keeps its results for short cells."""
    return Remembered(function).__getitem__


def lines_of(cells: Sequence[str]) -> Sequence[str]:
    """Return the cells of a row, each on one line (see `one_line`); of most rows they are so already."""
    row = "|".join(cells)
    if (
        row.isprintable() and "  " not in row and " |" not in row and "| " not in row
        and not row.startswith(" ") and not row.endswith(" ")
        and (row.isascii() or is_normalized("NFC", row))
    ):  # fmt: skip
        return cells
    return [one_line(cell) for cell in cells]


def one_line(text: str) -> str:
    """A cell without line ends and double spaces; most cells are that already."""
    return tidy(text if text.isprintable() else "".join(c if c.isprintable() or c.isspace() else " " for c in text))


def letters(column: int) -> str:
    """The letters of a column that counts from 0.

    >>> letters(0), letters(26)
    ('A', 'AA')
    """
    made, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        made = chr(65 + letter) + made
    return made


def is_blank(row: Row) -> bool:
    """Whether a row has nothing in it."""
    return not any(cell and not cell.isspace() for cell in row.cells)


def _list_pairs(identifiers: Mapping[str, str]) -> str:
    """Return names with what they resemble, some of many."""
    pairs = [f"“{name}” → {identifier}" for name, identifier in sorted(identifiers.items())]
    return ", ".join(pairs[:MOST_PLACES]) + (" …" if len(pairs) > MOST_PLACES else "")
