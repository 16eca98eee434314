"""One row while its claims are made: its cells, who reports it, and the claims in groups, which are plain tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.text.strings import language_tag, tidy
from graph.values import TABLE_RULE
from loaders.tables.formats.rows import lines_of

if TYPE_CHECKING:
    from graph.claims import ClaimGroup, Kind, PlaceKey, Statement, SubjectKey
    from loaders.tables.formats.rows import Row


class RowClaims:
    """A row and the claims that are made of it.

    Attributes:
        cells: as they are, as many as the table has columns.
        lines: the same on one line each.
        language: that of the row.
        edition: that of the row, once it is known.
        reported_by: who reports the row, once it is known.
        places: of cells, by column.
        groups: the claims.
        new: names of nodes that no vocabulary describes: what reads them, the text and its column, the identifier.
    """

    __slots__ = (
        "cells", "edition", "groups", "joined_line", "language", "lines", "new", "number", "places", "reported_by",
    )  # fmt: skip

    def __init__(self, row: Row, width: int, language: str | None) -> None:
        self.number, cells, self.joined_line, _ = row
        if len(cells) < width:
            cells = [*cells, *[""] * (width - len(cells))]
        self.cells = cells
        self.lines = lines_of(cells)
        self.language = language
        self.edition: str | None = None
        self.reported_by: str | None = None
        self.places: dict[int, PlaceKey] = {}
        self.groups: list[ClaimGroup] = []
        self.new: list[tuple[object, str, int, str]] = []

    def about(self, kind: Kind, subject: str, rule: str = TABLE_RULE, *, stated: bool = True) -> SubjectKey:
        """What claims on a subject have in common."""
        return kind, subject, self.edition, self.reported_by, stated, rule, None, False, False

    def add_link(
        self, kind: Kind, subject: str, predicate: str, target: str, place: PlaceKey, rule: str = TABLE_RULE, *,
        qualifier: str | None = None, stated: bool = True,
    ) -> None:  # fmt: skip
        """Add a claim whose object is an identifier; for the arguments see `Claim`."""
        about = self.about(kind, subject, rule, stated=stated)
        self.groups.append((about, place, ((predicate, target, None, qualifier, None),)))

    def add_value(
        self, kind: Kind, subject: str, predicate: str, text: str, place: PlaceKey, rule: str = TABLE_RULE, *,
        qualifier: str | None = None, language: str | None = None,
    ) -> None:  # fmt: skip
        """Add a claim whose value is text, on one line; a blank text makes no claim. For the arguments see `Claim`."""
        if statements := value_statements(predicate, text, qualifier, language):
            self.groups.append((self.about(kind, subject, rule), place, statements))


class Links(dict[str, "tuple[Statement]"]):
    """The statements that link subjects to one node, by its identifier; each is made once."""

    def __init__(self, predicate: str, qualifier: str | None = None) -> None:
        super().__init__()
        self._predicate, self._qualifier = predicate, qualifier

    def __missing__(self, target: str) -> tuple[Statement]:
        made = self[target] = ((self._predicate, target, None, self._qualifier, None),)
        return made


def value_statements(
    predicate: str, text: str, qualifier: str | None = None, language: str | None = None
) -> tuple[Statement, ...]:
    """Return the statement whose value is a text, on one line; none for a blank text."""
    value = tidy(text)
    return ((predicate, None, value, qualifier, language_tag(language) if language else None),) if value else ()
