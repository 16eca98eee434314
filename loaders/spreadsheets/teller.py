"""From rows to claims: one row after another, nothing kept but the names that were met.

A `Teller` is made once for a table: it binds each field of the mapping to columns. It then tells each row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.claims import Claim, Kind, Place, initiative_id, need_id, partnership_id
from graph.dates import season_span
from graph.editions import SEASONS
from graph.jurisdictions import LEVELS
from graph.text import slug
from graph.themes import suggest
from loaders.mapping import Cell, LevelCell, Names
from loaders.spreadsheets.cells import NOWHERE, Getter, columns_of, getter, nothing
from loaders.spreadsheets.codes import read_codes
from loaders.spreadsheets.dates import Order, edition_of, guess_order, read_cell_date
from loaders.spreadsheets.making import claim
from loaders.spreadsheets.naming import OUTSIDE, RULE, Known, Organisations, ThemeNames, bounded
from loaders.spreadsheets.rows import Log, Row, is_blank, letters, one_line, shortened
from loaders.spreadsheets.words import role_of, status_of

if TYPE_CHECKING:
    from loaders.mapping import Date, Themes
    from loaders.mapping_file import MappingFile
    from loaders.spreadsheets.header import Table

REMEMBERED: Final = 200_000  # claims about initiatives of several rows that are not told again
NAMED_EDITION: Final = re.compile(r"(\d{4})(?:-(\d\d|winter|spring|summer|fall))?")


class Context:
    """One row while it is told: where its cells stand, its language, its edition, who reports it."""

    __slots__ = ("by", "cells", "claims", "edition", "language", "number", "places")

    def __init__(self, number: int, cells: Sequence[str], language: str | None) -> None:
        self.number = number
        self.cells = cells
        self.language = language
        self.edition: str | None = None
        self.by: str | None = None
        self.places: dict[int, Place] = {}
        self.claims: list[Claim] = []


class Teller:
    """Tells the rows of one table as one mapping understands them.

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
        self.language = self._take(mapping.language) if isinstance(mapping.language, Cell) else nothing
        self.key = self._take(mapping.key)
        self.titles = self._texts(mapping.title)
        self.summaries = self._texts(mapping.summary)
        self.needs = self._texts(mapping.needs, many=True)
        self.lead = self._take(mapping.lead)
        self.partners = self._take(mapping.partners, many=True)
        self.member = self._take(mapping.member)
        self.role = self._take(mapping.role)
        self.external = self._take(mapping.external_partners, many=True)
        self.status = self._take(mapping.status)
        self.part_of = self._take(mapping.part_of)
        self.edition = self._take(mapping.edition)
        self.reporter = self._take(mapping.reported_by) if isinstance(mapping.reported_by, Names) else nothing
        self.dates = [(kind, self._take(spec), self._order(spec), spec.column) for kind, spec in mapping.dates.items()]
        self.edition_order = self._order(mapping.edition) if mapping.edition else None
        self._described: set[str] = set()
        self._names: dict[int, Organisations] = {}
        self.themes = [
            (self._take(spec, many=not spec.named), spec, self._theme_names(spec)) for spec in mapping.themes
        ]
        self._once: set[tuple[str, str, str | None]] = set()
        self._editions: set[tuple[str, str | None]] = set()

    def tell(self, row: Row) -> Sequence[Claim]:
        """The claims of a row; a row of which nothing can be made is logged as unplaced."""
        if is_blank(row):
            return ()
        self.log.rows += 1
        context = Context(row.number, row.cells, self.fixed_language)
        if self.language is not nothing and (found := self.language(row.cells)):
            context.language = found[0][0].casefold()[:2]
        placed = self._participation(context) if self.mapping.rows == "participation" else self._initiative(context)
        if not placed:
            text = " | ".join(cell for cell in map(one_line, row.cells) if cell)
            self.log.lose(row.number, text, self.table.sheet, context.edition)
            return ()
        return context.claims

    # rows

    def _initiative(self, row: Context) -> bool:
        leads = self._organisations(row, self.lead, self.mapping.lead)
        head = next((known.id for known, _ in leads if known.id), None)
        subject = self._subject(row, head)
        if subject is None:
            return False
        self._begin(row, head)
        self._say_texts(row, subject)
        for known, at in leads[:1]:
            if known.id:
                self._link(row, "initiative", subject, "lead", known.id, at)
        self._say_rest(row, subject)
        self._together(row, subject, leads)
        self._say_needs(row, subject, head)
        return True

    def _participation(self, row: Context) -> bool:
        key = self.key(row.cells)
        members = self._organisations(row, self.member, self.mapping.member)
        if not key or not members:
            return False
        said = self.role(row.cells)
        role = (role_of(said[0][0]) if said else None) or "partner"
        subject = bounded(f"{self.collection}/{slug(key[0][0])}")
        self._begin(row, members[0][0].id if role == "lead" else None)
        before, row.claims = row.claims, []
        self._say_texts(row, subject)
        self._say_rest(row, subject)
        partnership = bounded(f"{subject}+members")
        self._link(row, "partnership", partnership, "initiative", subject, key[0][1])
        row.claims = before + self._not_yet_told(row.claims)
        for known, at in members:
            if not known.id:
                self._say(row, "initiative", subject, "external_partner", known.name, at)
                continue
            if role == "lead":
                self._link(row, "initiative", subject, "lead", known.id, at)
            self._link(row, "partnership", partnership, "member", known.id, at, role)
        return True

    def _not_yet_told(self, claims: list[Claim]) -> list[Claim]:
        """Leave out what an earlier row said already of the same initiative; few rows back are remembered."""
        if len(self._once) > REMEMBERED:
            self._once.clear()
        fresh = []
        for one in claims:
            told = (one.subject, one.predicate, one.value or one.object)
            if told not in self._once:
                self._once.add(told)
                fresh.append(one)
        return fresh

    # parts of a row

    def _subject(self, row: Context, lead: str | None) -> str | None:
        """The identifier of the initiative: its collection or lead, and its key or else its title."""
        key = self.key(row.cells)
        if key:
            scope = self.mapping.collection or lead or self.collection
            return bounded(f"{scope}/{slug(key[0][0])}")
        for _, take in self.titles:
            if title := take(row.cells):
                return bounded(initiative_id(self.mapping.collection or lead or self.collection, title[0][0]))
        return None

    def _begin(self, row: Context, lead: str | None) -> None:
        """Find the edition and the reporter of a row, and describe them the first time."""
        if found := self.edition(row.cells):
            row.edition = self._edition_named(row, *found[0])
        if self.mapping.reported_by == "lead":
            row.by = lead
        elif reporters := self._organisations(row, self.reporter, self.mapping.reported_by):
            row.by = reporters[0][0].id or None
        if row.edition and (row.edition, row.by) not in self._editions:
            self._editions.add((row.edition, row.by))
            at = found[0][1] if found else NOWHERE
            if published := self._published(row.edition):
                self._say(row, "edition", row.edition, "published", published, at)
            if row.by:
                self._link(row, "edition", row.edition, "submitted", row.by, at)

    def _say_texts(self, row: Context, subject: str) -> None:
        kind = self.mapping.kind or ("component" if self.part_of(row.cells) else "initiative")
        for predicate, texts in (("title", self.titles), ("summary", self.summaries)):
            for language, take in texts:
                for text, at in take(row.cells)[:1]:
                    if predicate == "title" and kind:
                        self._say(row, "initiative", subject, "kind", kind, at)
                        kind = ""  # type: ignore[assignment]  # said once
                    self._say(row, "initiative", subject, predicate, text, at, language=language or row.language)

    def _say_rest(self, row: Context, subject: str) -> None:
        for text, at in self.status(row.cells)[:1]:
            if status := status_of(text):
                self._say(row, "initiative", subject, "status", status, at)
            else:
                self.log.lose_once(row.number, self._column(at), text, self.table.sheet)
        for kind, take, order, _ in self.dates:
            for text, at in take(row.cells)[:1]:
                if edtf := read_cell_date(text, order):
                    self._say(row, "initiative", subject, "date", edtf, at, qualifier=kind)
                else:
                    self.log.lose_once(row.number, self._column(at), text, self.table.sheet)
        for text, at in self.part_of(row.cells)[:1]:
            whole = bounded(f"{self.collection}/{slug(text)}")
            if whole != subject:
                self._link(row, "initiative", subject, "part_of", whole, at)
        for text, at in self.external(row.cells):
            self._say(row, "initiative", subject, "external_partner", text, at)
        self._say_themes(row, subject)

    def _say_themes(self, row: Context, subject: str) -> None:
        for take, spec, names in self.themes:
            for text, at in take(row.cells):
                if spec.named:
                    self._suggest(row, subject, text, at)
                    continue
                known = names.find(text, row.language, self._place(row, at))
                row.claims.extend(known.claims)
                self._link(row, "initiative", subject, "theme", known.id, at)

    def _suggest(self, row: Context, subject: str, text: str, at: int) -> None:
        for one in suggest(text, row.language):
            place = self._place(row, at)
            row.claims.append(
                claim("initiative", subject, "theme", place, one.reason, target=one.theme, edition=row.edition,
                      by=row.by, stated=False)
            )  # fmt: skip

    def _together(self, row: Context, subject: str, leads: Sequence[tuple[Known, int]]) -> None:
        """The partnership of those who lead and those who are partners; who leads is not its own partner."""
        members: dict[str, tuple[str, int]] = {known.id: ("lead", at) for known, at in leads if known.id}
        for known, at in self._organisations(row, self.partners, self.mapping.partners):
            if known.id == OUTSIDE:
                self._say(row, "initiative", subject, "external_partner", known.name, at)
            else:
                members.setdefault(known.id, ("partner", at))
        if len(members) < 2:
            for text, at in self.partners(row.cells) if members and not leads else ():
                self.log.lose_once(row.number, self._column(at), text, self.table.sheet)
            return
        partnership = bounded(partnership_id(subject, frozenset(members)))
        first = next(at for role, at in members.values())
        self._link(row, "partnership", partnership, "initiative", subject, first)
        for member, (role, at) in members.items():
            self._link(row, "partnership", partnership, "member", member, at, role)

    def _say_needs(self, row: Context, subject: str, lead: str | None) -> None:
        for language, take in self.needs:
            for text, at in take(row.cells):
                if not row.edition:
                    self.log.lose(row.number, text, self.table.sheet)
                    continue
                need = bounded(need_id(row.edition, lead, text))
                self._say(row, "need", need, "kind", "ask" if lead else "theme", at)
                self._say(row, "need", need, "text", text, at, language=language or row.language)
                if lead:
                    self._link(row, "need", need, "by", lead, at)
                self._link(row, "need", need, "initiative", subject, at)

    # what names mean

    def _organisations(self, row: Context, take: Getter, spec: Names | str | None) -> list[tuple[Known, int]]:
        """The organisations that a row names in one of its cells, each once."""
        if not isinstance(spec, Names):
            return []
        found: dict[str, tuple[Known, int]] = {}
        for text, at in take(row.cells):
            known = self._known(row, spec, text, at)
            found.setdefault(known.id or known.name, (known, at))
        return list(found.values())

    def _known(self, row: Context, spec: Names, text: str, at: int) -> Known:
        names = self._organisation_names(spec)
        known = names.find(text, row.language)
        if known is None:
            level = names.level(row.cells)
            whole = None
            if spec.part_of:
                for whole_text, where in self._take(spec.part_of)(row.cells)[:1]:
                    whole = self._known(row, spec.part_of, whole_text, where), self._place(row, where)
            known = names.meet(text, row.language, self._place(row, at), level, whole)
            row.claims.extend(known.claims)
        return known

    def _organisation_names(self, spec: Names) -> Organisations:
        if id(spec) not in self._names:
            codes = read_codes(spec.codes, self.folders, self.source.where(spec.codes.file)) if spec.codes else None
            self._names[id(spec)] = Organisations(spec, codes, self._level(spec.level), {}, self._described)
        return self._names[id(spec)]

    def _theme_names(self, spec: Themes) -> ThemeNames:
        codes = read_codes(spec.codes, self.folders, self.source.where(spec.codes.file)) if spec.codes else None
        return ThemeNames(spec, codes, {}, self._described)

    def _level(self, spec: LevelCell | str | None) -> Callable[[Sequence[str]], str | None]:
        """What takes the level of an organisation from a row; a word that is no level is passed over."""
        if not isinstance(spec, LevelCell):
            return lambda _cells: spec
        take = self._take(spec)

        def level(cells: Sequence[str]) -> str | None:
            found = take(cells)
            return found[0][0].casefold() if found and found[0][0].casefold() in LEVELS else None

        return level

    # claims

    def _say(
        self, row: Context, kind: Kind, subject: str, predicate: str, value: str, at: int, *,
        qualifier: str | None = None, language: str | None = None,
    ) -> None:  # fmt: skip
        row.claims.append(
            claim(kind, subject, predicate, self._place(row, at), RULE, value=value, qualifier=qualifier,
                  language=language, edition=row.edition, by=row.by)
        )  # fmt: skip

    def _link(
        self, row: Context, kind: Kind, subject: str, predicate: str, target: str, at: int, qualifier: str | None = None
    ) -> None:
        row.claims.append(
            claim(kind, subject, predicate, self._place(row, at), RULE, target=target, qualifier=qualifier,
                  edition=row.edition, by=row.by)
        )  # fmt: skip

    def _place(self, row: Context, at: int) -> Place:
        """Where a cell stands; what the mapping gives stands where the row begins."""
        place = row.places.get(at)
        if place is None:
            column = at if at != NOWHERE else next(n for n, cell in enumerate(row.cells) if cell.strip())
            quote = shortened(one_line(row.cells[column])) or None
            if self.table.lettered:
                place = Place(sheet=self.table.sheet, cell=f"{letters(column)}{row.number}", quote=quote)
            else:
                place = Place(sheet=self.table.sheet, line=row.number, quote=quote)
            row.places[at] = place
        return place

    # binding

    def _take(self, spec: Cell | None, *, many: bool = False) -> Getter:
        return getter(spec, self.table, self.source, many=many)

    def _texts(self, specs: dict[str, Cell], *, many: bool = False) -> list[tuple[str, Getter]]:
        return [(language, self._take(spec, many=many)) for language, spec in specs.items()]

    def _order(self, spec: Date) -> Order | None:
        """Which of day and month comes first in a column: as the mapping says, else as its dates give away."""
        columns = columns_of(spec, self.table, self.source)
        return spec.order or guess_order(text for column in columns for text in self.table.texts(column))

    def _column(self, at: int) -> str:
        return self.table.columns[at] if at != NOWHERE else "-"

    def _edition_named(self, row: Context, text: str, at: int) -> str | None:
        """The edition that a cell names, or that its date falls into."""
        spec = self.mapping.edition
        if NAMED_EDITION.fullmatch(text) and not (spec and spec.by):
            return text
        edtf = read_cell_date(text, self.edition_order)
        if edtf and spec and spec.by:
            return edition_of(edtf, spec.by)
        if edtf and "/" in edtf:
            return edition_of(edtf, "season")
        if spec and spec.by:
            self.log.lose_once(row.number, self._column(at), text, self.table.sheet)
            return None
        return slug(text)

    def _published(self, edition: str) -> str | None:
        """The date of an edition: as the mapping says, else as its identifier tells."""
        if self.mapping.edition and self.mapping.edition.published:
            return self.mapping.edition.published
        if found := NAMED_EDITION.fullmatch(edition):
            year, rest = found[1], found[2]
            return season_span(int(year), rest).edtf if rest in SEASONS else edition
        return None
