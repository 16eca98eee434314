"""A mapping bound to the columns of a table: shared by all kinds of rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.claims import Place
from graph.dates.editions import season_of_edition
from graph.dates.parse import date_of_season
from graph.text.strings import slug
from graph.values import LEVELS, TABLE_RULE
from loaders.claims import ClaimBuilder
from loaders.mapping.cell_dates import Order, edition_of, guess_order, read_cell_date
from loaders.mapping.model import Cell, LevelCell, Names
from loaders.tables.cells import NOWHERE, Getter, columns_of, getter, nothing
from loaders.tables.codes import read_codes
from loaders.tables.entities import Known, Organisations, ThemeNames
from loaders.tables.formats.rows import Log, Row, is_blank, letters, one_line, remembered, shortened
from loaders.text.contacts import without_spans
from loaders.text.remarks import is_private, private_spans, remark_spans

if TYPE_CHECKING:
    from graph.claims import Claim
    from loaders.mapping.file import MappingFile
    from loaders.mapping.model import Date, Themes
    from loaders.tables.formats.header import Table

MAX_DESCRIBED: Final = 500_000  # nodes and their reporters that are remembered; what is described again is said twice
YEAR_OR_MONTH: Final = re.compile(r"\d{4}(-\d\d)?")


class Context:
    """One row while its claims are built: the places of its cells, its language, its claim builder."""

    __slots__ = ("builder", "cells", "joined_line", "language", "new", "number", "places")

    def __init__(self, row: Row, language: str | None) -> None:
        self.number, self.cells, self.joined_line = row
        self.language = language
        self.places: dict[int, Place] = {}
        self.builder = ClaimBuilder(TABLE_RULE)
        # names of nodes that no vocabulary describes: the text and its column, the identifier
        self.new: list[tuple[Organisations | ThemeNames, str, int, str]] = []


class Binding:
    """A mapping bound to the columns of one table.

    Args:
        table: the table.
        source: the mapping.
        log: takes what is not placed.
        stem: the name of the file without its ending; names the collection where the mapping names none.
        folders: where the files lie that the mapping names.

    Raises:
        SourceError: the mapping names a column or a file that is not there.
    """

    def __init__(self, table: Table, source: MappingFile, log: Log, stem: str, folders: Sequence[Path]) -> None:
        self.table, self.source, self.log, self.folders = table, source, log, folders
        mapping = self.mapping = source.mapping
        self.collection = mapping.collection or slug(stem)
        self.fixed_language = mapping.language if isinstance(mapping.language, str) else None
        self.language = self.take(mapping.language) if isinstance(mapping.language, Cell) else nothing
        self.key = self.take(mapping.key)
        self.edition = self.take(mapping.edition)
        self.edition_order = self.order(mapping.edition) if mapping.edition else None
        self.reporter = self.take(mapping.reported_by) if isinstance(mapping.reported_by, Names) else nothing
        exact = (mapping.key, mapping.part_of, mapping.edition, *mapping.code.values(), *mapping.dates.values())
        self._exact = {at for spec in exact for at in columns_of(spec, table, source)}
        self._described: set[tuple[str, str | None, str | None]] = set()
        self._names: dict[int, Organisations] = {}
        self._resolved: dict[tuple[str, str | None, str], str | None] = {}
        self._wholes: dict[int, Getter] = {}
        self._editions: set[tuple[str, str | None]] = set()

    def row_claims(self, row: Row) -> Sequence[Claim]:
        """Return the claims of a row; a row without any is logged as unplaced."""
        if is_blank(row):
            return ()
        self.log.rows += 1
        row = self._redacted(row)
        context = Context(row, self.fixed_language)
        if self.language is not nothing and (found := self.language(row.cells)):
            context.language = language_tag(found[0][0])
        if not self.add_row_claims(context):
            text = " | ".join(cell for cell in map(one_line, row.cells) if cell)
            self.log.lose(row.number, text, self.table.sheet, context.builder.edition, context.builder.reported_by)
            return ()
        if context.new:
            self._describe_new(context)
        return context.builder.claims

    def _redacted(self, row: Row) -> Row:
        """The row without contact persons and remarks to the secretariat; keys and codes stay as they are."""
        if not is_private("\n".join(row.cells)):
            return row
        cells = list(row.cells)
        for at, cell in enumerate(cells):
            if at in self._exact or not (spans := private_spans(cell)):
                continue
            cells[at] = without_spans(cell, spans)
            place = f"{letters(at)}{row.number}" if self.table.lettered else str(row.number)
            where = f"{self.table.sheet}!{place}" if self.table.sheet else place
            if remark_spans(cell):
                self.log.lose(row.number, cell, self.table.sheet)
            else:
                self.log.contacts.append(where)
        return row._replace(cells=cells)

    def remaining_claims(self) -> Iterator[Claim]:
        """The claims of rows that waited for a later one, at the end of the table."""
        yield from ()

    def add_row_claims(self, row: Context) -> bool:
        """Add the claims of a row to its builder; return whether there are any."""
        raise NotImplementedError

    def begin(self, row: Context, lead: str | None) -> None:
        """Find the edition and the reporter of a row, and describe them the first time."""
        if found := self.edition(row.cells):
            row.builder.edition = self.edition_named(row, *found[0])
        if self.mapping.reported_by == "lead":
            row.builder.reported_by = lead
        elif reporters := self.organisations(row, self.reporter, self.mapping.reported_by):
            row.builder.reported_by = reporters[0][0].id or None
        if row.builder.edition and (row.builder.edition, row.builder.reported_by) not in self._editions:
            self._editions.add((row.builder.edition, row.builder.reported_by))
            at = found[0][1] if found else NOWHERE
            if published := self.published(row.builder.edition):
                row.builder.add_value("edition", row.builder.edition, "published", published, self.place(row, at))
            if row.builder.reported_by:
                row.builder.add_link(
                    "edition", row.builder.edition, "submitted", row.builder.reported_by, self.place(row, at)
                )

    def organisations(self, row: Context, take: Getter, spec: Names | str | None) -> list[tuple[Known, int]]:
        """The organisations that a row names in one of its cells, each once."""
        if not isinstance(spec, Names) or not (items := take(row.cells)):
            return []
        if len(items) == 1:
            ((text, at),) = items
            return [(self.known(row, spec, text, at), at)]
        found: dict[str, tuple[Known, int]] = {}
        for text, at in items:
            known = self.known(row, spec, text, at)
            found.setdefault(known.id or known.name, (known, at))
        return list(found.values())

    def known(self, row: Context, spec: Names, text: str, at: int) -> Known:
        """What one name means; a new node is described at the end of the row, when its reporter is known."""
        names, whole = self.organisation_names(spec), self._whole(row, spec)
        known = names.find(text, row.language, whole[0].id if whole else "")
        if known.new:
            row.new.append((names, text, at, known.id))
        return known

    def theme(self, row: Context, names: ThemeNames, text: str, at: int) -> Known:
        """The theme that a cell names, likewise."""
        known = names.find(text, row.language)
        if known.new:
            row.new.append((names, text, at, known.id))
        return known

    def mark_described(self, row: Context, identifier: str) -> bool:
        """Note that the reporter of a row describes a node; return whether it does so for the first time.

        Each reporter describes a node in each edition: who may see one of them sees no word of another.
        """
        key = (identifier, row.builder.reported_by, row.builder.edition)
        if key in self._described:
            return False
        if len(self._described) >= MAX_DESCRIBED:
            self._described.clear()
        self._described.add(key)
        return True

    def _describe_new(self, row: Context) -> None:
        """Put the claims that describe new nodes before those of a row, as reported by who reports the row."""
        builder: ClaimBuilder | None = None
        for names, text, at, identifier in row.new:  # it grows: what an organisation is part of may be new as well
            whole = self._whole(row, names.spec) if isinstance(names, Organisations) else None
            if not self.mark_described(row, identifier):
                continue
            builder = builder or ClaimBuilder(
                TABLE_RULE, edition=row.builder.edition, reported_by=row.builder.reported_by
            )
            if isinstance(names, ThemeNames):
                names.describe(builder, text, row.language, self.place(row, at))
            else:
                level = names.level(row.cells)
                names.describe(builder, text, row.language, self.place(row, at), level=level, whole=whole)
        if builder:
            row.builder.claims = [*builder.claims, *row.builder.claims]

    def _whole(self, row: Context, spec: Names) -> tuple[Known, Place] | None:
        """What the organisations of a cell are part of, and the place of that."""
        if spec.part_of is None:
            return None
        if id(spec) not in self._wholes:
            self._wholes[id(spec)] = self.take(spec.part_of)
        found = self._wholes[id(spec)](row.cells)[:1]
        return next(((self.known(row, spec.part_of, text, at), self.place(row, at)) for text, at in found), None)

    def organisation_names(self, spec: Names) -> Organisations:
        """The organisations that one cell of the mapping names."""
        if id(spec) not in self._names:
            codes = read_codes(spec.codes, self.folders, self.source.where(spec.codes.file)) if spec.codes else None
            self._names[id(spec)] = Organisations(
                spec, codes, self.level(spec.level), {}, self._resolved, self.log.inexact
            )
        return self._names[id(spec)]

    def theme_names(self, spec: Themes) -> ThemeNames:
        """The themes that one cell of the mapping names."""
        codes = read_codes(spec.codes, self.folders, self.source.where(spec.codes.file)) if spec.codes else None
        return ThemeNames(spec, codes, {}, self.log.near)

    def level(self, spec: LevelCell | str | None) -> Callable[[Sequence[str]], str | None]:
        """Return a function from a row to the level of an organisation; other words are ignored."""
        if not isinstance(spec, LevelCell):
            return lambda _cells: spec
        take = self.take(spec)

        def level(cells: Sequence[str]) -> str | None:
            found = take(cells)
            return found[0][0].casefold() if found and found[0][0].casefold() in LEVELS else None

        return level

    def place(self, row: Context, at: int) -> Place:
        """The place of a cell; that of a value from the mapping is the start of the row."""
        found = row.places.get(at)
        if found is None:
            column = at if at != NOWHERE else next(n for n, cell in enumerate(row.cells) if cell.strip())
            quote, table = shortened(one_line(row.cells[column])) or None, self.table
            if column >= table.own:
                found = Place(None, table.joined, None, row.joined_line, quote)
            elif table.lettered:
                found = Place(None, table.sheet, f"{letters(column)}{row.number}", None, quote)
            else:
                found = Place(None, table.sheet, None, row.number, quote)
            row.places[at] = found
        return found

    def take(self, spec: Cell | None, *, many: bool = False) -> Getter:
        """Return a function that takes a value from a row; see `loaders.tables.cells.getter`."""
        return getter(spec, self.table, self.source, many=many)

    def texts(self, specs: dict[str, Cell], *, many: bool = False) -> list[tuple[str, Getter]]:
        """Return a function for each language that takes its text from a row."""
        return [(language, self.take(spec, many=many)) for language, spec in specs.items()]

    def order(self, spec: Date) -> Callable[[Sequence[str]], Order | None]:
        """Which of day and month comes first in a row: as the mapping says, else as its reporter’s dates give away.

        The dates of other reporters do not count: what one of them withholds must not change how others are read.
        """
        if spec.order:
            return lambda _cells: spec.order
        of_lead = self.mapping.key if self.mapping.rows == "participation" else self.mapping.lead
        by = of_lead if self.mapping.reported_by == "lead" else self.mapping.reported_by
        reporters = [*columns_of(by, self.table, self.source)] if isinstance(by, Cell) else []
        if reporters and self.mapping.edition and not self.mapping.edition.by:
            reporters += columns_of(self.mapping.edition, self.table, self.source)
        dates = columns_of(spec, self.table, self.source)

        def reporter(cells: Sequence[str]) -> tuple[str, ...]:
            return tuple([cells[at] if at < len(cells) else "" for at in reporters])

        texts: dict[tuple[str, ...], list[str]] = {}
        for row in self.table.sample:
            found = texts.setdefault(reporter(row.cells), [])
            found += [text for at in dates if at < len(row.cells) and (text := one_line(row.cells[at]))]
        orders = {key: guess_order(each) for key, each in texts.items()}
        return lambda cells: orders.get(reporter(cells))

    def column(self, at: int) -> str:
        """The name of a column, for people."""
        return self.table.columns[at] if at != NOWHERE else "-"

    def edition_named(self, row: Context, text: str, at: int) -> str | None:
        """The edition that a cell names, or that its date falls into."""
        spec = self.mapping.edition
        if not (spec and spec.by) and is_edition(text):
            return text
        edtf = read_cell_date(text, self.edition_order(row.cells) if self.edition_order else None)
        if edtf and spec and spec.by:
            return edition_of(edtf, spec.by)
        if edtf and "/" in edtf:
            return edition_of(edtf, "season")
        if spec and spec.by:
            self.log.lose_once(row.number, self.column(at), text, self.table.sheet)
            return None
        return slug(text)

    def published(self, edition: str) -> str | None:
        """The date of an edition: by the mapping, else by its identifier."""
        if self.mapping.edition and self.mapping.edition.published:
            return self.mapping.edition.published
        if named := season_of_edition(edition):
            return date_of_season(*named).edtf
        return edition if YEAR_OR_MONTH.fullmatch(edition) else None


@remembered
def is_edition(text: str) -> bool:
    """Whether a cell is the identifier of an edition."""
    return season_of_edition(text) is not None or YEAR_OR_MONTH.fullmatch(text) is not None


def language_tag(text: str) -> str | None:
    """The language that a cell names: ``fr``, ``FR-CA``, ``French``, ``français``; None for others."""
    start = text.strip().casefold()[:2]
    return {"en": "en", "an": "en", "fr": "fr"}.get(start)
