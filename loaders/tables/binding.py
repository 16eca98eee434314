"""A mapping bound to the columns of a table: shared by all kinds of rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.dates.editions import season_of_edition
from graph.dates.parse import date_of_season
from graph.text.strings import slug
from graph.values import LEVELS
from loaders.mapping.cell_dates import Order, edition_of, guess_order, read_cell_date
from loaders.mapping.model import Cell, LevelCell, Names
from loaders.tables.cells import NOWHERE, Getter, columns_of, getter, nothing
from loaders.tables.codes import read_codes
from loaders.tables.entities import Known, Organisations, Parties, ThemeNames
from loaders.tables.formats.rows import MAX_QUOTE_CHARACTERS, Log, Row, letters, one_line, remembered, shortened
from loaders.tables.row_claims import RowClaims, value_statements
from loaders.text.contacts import without_spans
from loaders.text.remarks import is_private, private_spans, remark_spans

if TYPE_CHECKING:
    from graph.claims import ClaimGroup, PlaceKey, Statement
    from loaders.mapping.file import MappingFile
    from loaders.mapping.model import Date, Themes
    from loaders.tables.formats.header import Table

MAX_DESCRIBED: Final = 500_000  # nodes and their reporters that are remembered; what is described again is said twice
YEAR_OR_MONTH: Final = re.compile(r"\d{4}(-\d\d)?")


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
        self._resolved: dict[tuple[str, str | None, str], str | None] = {}
        self.reporter = self.parties(mapping.reported_by if isinstance(mapping.reported_by, Names) else None)
        exact = (mapping.key, mapping.part_of, mapping.edition, *mapping.code.values(), *mapping.dates.values())
        self._exact = {at for spec in exact for at in columns_of(spec, table, source)}
        self._described: set[tuple[str, str | None, str | None]] = set()
        self._editions: set[tuple[str, str | None]] = set()

    def row_groups(self, row: Row) -> Sequence[ClaimGroup]:
        """Return the claims of a row, in groups; a row without any is logged as unplaced."""
        if not row.is_plain:
            text = "\n".join(row.cells)
            if not text or text.isspace():
                return ()
            if is_private(text):
                row = self._redacted(row)
        self.log.rows += 1
        made = RowClaims(row, len(self.table.columns), self.fixed_language)
        if self.language is not nothing and (found := self.language(made)):
            made.language = language_tag(found[0][0])
        if not self.add_row_claims(made):
            lost = " | ".join(cell for cell in made.lines if cell)
            self.log.lose(row.number, lost, self.table.sheet, made.edition, made.reported_by)
            return ()
        return [*self._descriptions(made), *made.groups] if made.new else made.groups

    def _redacted(self, row: Row) -> Row:
        """The row without contact persons and remarks to the secretariat; keys and codes stay as they are."""
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

    def remaining_groups(self) -> Iterator[ClaimGroup]:
        """The claims of rows that waited for a later one, at the end of the table."""
        yield from ()

    def add_row_claims(self, row: RowClaims) -> bool:
        """Add the claims of a row to it; return whether there are any."""
        raise NotImplementedError

    def begin(self, row: RowClaims, lead: str | None) -> None:
        """Find the edition and the reporter of a row, and describe them the first time."""
        if found := self.edition(row):
            row.edition = self.edition_named(row, *found[0])
        if self.mapping.reported_by == "lead":
            row.reported_by = lead
        elif reporters := self.organisations(row, self.reporter):
            row.reported_by = reporters[0][0].id or None
        if row.edition and (row.edition, row.reported_by) not in self._editions:
            self._editions.add((row.edition, row.reported_by))
            at = found[0][1] if found else NOWHERE
            if published := self.published(row.edition):
                row.add_value("edition", row.edition, "published", published, self.place(row, at))
            if row.reported_by:
                row.add_link("edition", row.edition, "submitted", row.reported_by, self.place(row, at))

    def organisations(self, row: RowClaims, parties: Parties | None) -> Sequence[tuple[Known, int]]:
        """The organisations that a row names in one of its cells, each once."""
        if parties is None or not (items := parties.take(row)):
            return ()
        if len(items) == 1:
            ((text, at),) = items
            return [(self.known(row, parties, text, at), at)]
        found: dict[str, tuple[Known, int]] = {}
        for text, at in items:
            known = self.known(row, parties, text, at)
            found.setdefault(known.id or known.name, (known, at))
        return list(found.values())

    def known(self, row: RowClaims, parties: Parties, text: str, at: int) -> Known:
        """What one name means; a new node is described at the end of the row, when its reporter is known."""
        whole = self._whole(row, parties) if parties.whole else None
        known = parties.names.find(text, row.language, whole[0].id if whole else "")
        if known.new:
            row.new.append((parties, text, at, known.id))
        return known

    def theme(self, row: RowClaims, names: ThemeNames, text: str, at: int) -> Known:
        """The theme that a cell names, likewise."""
        known = names.find(text, row.language)
        if known.new:
            row.new.append((names, text, at, known.id))
        return known

    def mark_described(self, row: RowClaims, identifier: str) -> bool:
        """Note that the reporter of a row describes a node; return whether it does so for the first time.

        Each reporter describes a node in each edition: who may see one of them sees no word of another.
        """
        key = (identifier, row.reported_by, row.edition)
        if key in self._described:
            return False
        if len(self._described) >= MAX_DESCRIBED:
            self._described.clear()
        self._described.add(key)
        return True

    def _descriptions(self, row: RowClaims) -> Iterator[ClaimGroup]:
        """The claims that describe new nodes, as reported by who reports the row."""
        for names, text, at, identifier in row.new:  # it grows: what an organisation is part of may be new as well
            whole = self._whole(row, names) if isinstance(names, Parties) else None
            if not self.mark_described(row, identifier):
                continue
            place = self.place(row, at)
            if isinstance(names, ThemeNames):
                for where, rule, statements in names.descriptions(text, row.language):
                    if statements:
                        yield row.about("theme", identifier, rule), where or place, statements
            elif isinstance(names, Parties):
                yield from self._organisation(row, names, text, identifier, place, whole)

    def _organisation(
        self, row: RowClaims, parties: Parties, text: str, identifier: str, place: PlaceKey,
        whole: tuple[Known, PlaceKey] | None,
    ) -> Iterator[ClaimGroup]:  # fmt: skip
        """The claims that describe an organisation."""
        for where, rule, statements in parties.names.descriptions(text, row.language):
            if statements:
                yield row.about("jurisdiction", identifier, rule), where or place, statements
        if level := parties.level(row):
            yield row.about("jurisdiction", identifier), place, value_statements("level", level)
        if whole and whole[0].id and whole[0].id != identifier:
            is_part: Statement = ("part_of", whole[0].id, None, None, None)
            yield row.about("jurisdiction", identifier), whole[1], (is_part,)

    def _whole(self, row: RowClaims, parties: Parties) -> tuple[Known, PlaceKey] | None:
        """What the organisations of a cell are part of, and the place of that."""
        if parties.whole is None:
            return None
        found = parties.whole.take(row)[:1]
        return next(((self.known(row, parties.whole, text, at), self.place(row, at)) for text, at in found), None)

    def parties(self, spec: Names | None, *, many: bool = False) -> Parties | None:
        """What takes the organisations of one cell of the mapping from a row, or a list of them with `many`."""
        if spec is None:
            return None
        codes = read_codes(spec.codes, self.folders, self.source.where(spec.codes.file)) if spec.codes else None
        names = Organisations(spec, codes, self._resolved, self.log.inexact)
        return Parties(self.take(spec, many=many), names, self.level(spec.level), self.parties(spec.part_of))

    def theme_names(self, spec: Themes) -> ThemeNames:
        """The themes that one cell of the mapping names."""
        codes = read_codes(spec.codes, self.folders, self.source.where(spec.codes.file)) if spec.codes else None
        return ThemeNames(spec, codes, self.log.near)

    def level(self, spec: LevelCell | str | None) -> Callable[[RowClaims], str | None]:
        """Return a function from a row to the level of an organisation; other words are ignored."""
        if not isinstance(spec, LevelCell):
            return lambda _row: spec
        take = self.take(spec)

        def level(row: RowClaims) -> str | None:
            found = take(row)
            return found[0][0].casefold() if found and found[0][0].casefold() in LEVELS else None

        return level

    def place(self, row: RowClaims, at: int) -> PlaceKey:
        """The place of a cell; that of a value from the mapping is the start of the row."""
        found = row.places.get(at)
        if found is None:
            table, column = self.table, at
            if at == NOWHERE:
                column = next(n for n, cell in enumerate(row.cells) if cell.strip())
            quote = row.lines[column] or None
            if quote and len(quote) > MAX_QUOTE_CHARACTERS:
                quote = shortened(quote)
            if column >= table.own:
                found = None, table.joined, None, row.joined_line, quote
            elif table.lettered:
                found = None, table.sheet, f"{letters(column)}{row.number}", None, quote
            else:
                found = None, table.sheet, None, row.number, quote
            row.places[at] = found
        return found

    def take(self, spec: Cell | None, *, many: bool = False) -> Getter:
        """Return a function that takes a value from a row; see `loaders.tables.cells.getter`."""
        return getter(spec, self.table, self.source, many=many)

    def texts(self, specs: dict[str, Cell], *, many: bool = False) -> list[tuple[str, Getter]]:
        """Return a function for each language that takes its text from a row."""
        return [(language, self.take(spec, many=many)) for language, spec in specs.items()]

    def order(self, spec: Date) -> Callable[[RowClaims], Order | None]:
        """Which of day and month comes first in a row: as the mapping says, else as its reporter’s dates give away.

        The dates of other reporters do not count: what one of them withholds must not change how others are read.
        """
        if spec.order:
            return lambda _row: spec.order
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
        return lambda row: orders.get(reporter(row.cells))

    def column(self, at: int) -> str:
        """The name of a column, for people."""
        return self.table.columns[at] if at != NOWHERE else "-"

    def edition_named(self, row: RowClaims, text: str, at: int) -> str | None:
        """The edition that a cell names, or that its date falls into."""
        spec = self.mapping.edition
        if not (spec and spec.by) and is_edition(text):
            return text
        edtf = read_cell_date(text, self.edition_order(row) if self.edition_order else None)
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
