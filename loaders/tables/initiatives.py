"""Claims of rows that are initiatives, or participations in initiatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.claims import bounded_identifier, initiative_id, need_id, partnership_id
from graph.values import ROLES
from graph.vocabulary.themes import suggest
from loaders.mapping.cell_dates import read_cell_date
from loaders.mapping.headers import mark_of, role_of, status_of
from loaders.tables.binding import Binding
from loaders.tables.cells import Getter, Item, columns_of
from loaders.tables.entities import OUTSIDE, Known
from loaders.tables.formats.rows import Remembered, Row, remembered
from loaders.tables.keys import KeysAlike, key_slug
from loaders.tables.row_claims import Links, RowClaims, value_statements

if TYPE_CHECKING:
    from graph.claims import ClaimGroup, Statement, SubjectKey
    from graph.values import Role
    from loaders.mapping.file import MappingFile
    from loaders.mapping.model import Themes
    from loaders.tables.formats.header import Table
    from loaders.tables.formats.rows import Log

MAX_REMEMBERED_ROWS: Final = 100_000  # rows and claims of initiatives of several rows, which are not repeated


class Initiatives(Binding):
    """Each row is an initiative, or with a member and a role, a part in one; for arguments see `Binding`."""

    def __init__(self, table: Table, source: MappingFile, log: Log, stem: str, folders: Sequence[Path]) -> None:
        super().__init__(table, source, log, stem, folders)
        mapping = self.mapping
        self.titles = self.texts(mapping.title)
        self.summaries = self.texts(mapping.summary)
        self.needs = self.texts(mapping.needs, many=True)
        self.lead = self.parties(mapping.lead)
        self.partners = self.parties(mapping.partners, many=True)
        self.member = self.parties(mapping.member)
        self.role = self.take(mapping.role)
        self.external = self.take(mapping.external_partners, many=True)
        self.status = self.take(mapping.status)
        self.part_of = self.take(mapping.part_of)
        self.dates = [
            (kind, self.take(spec), Remembered(partial(_date, kind)), self.order(spec))
            for kind, spec in mapping.dates.items()
        ]
        self.themes = [(self.take_themes(one), one, self.theme_names(one)) for one in mapping.themes]
        of_whole = [
            mapping.key, mapping.status, mapping.part_of, mapping.external_partners, *mapping.title.values(),
            *mapping.summary.values(), *mapping.dates.values(), *mapping.themes,
        ]  # fmt: skip
        self._of_whole = sorted({at for spec in of_whole for at in columns_of(spec, self.table, self.source)})
        self._statuses = Remembered(_status)
        self._lead_links, self._theme_links = Links("lead"), Links("theme")
        self._member_links = {role: Links("member", role) for role in ROLES}
        self._keys = KeysAlike()
        self._known_rows: set[tuple[str, ...]] = set()
        self._known_claims: set[tuple[str | None, ...]] = set()
        self._leads: dict[str, str] = {}  # by initiative, where who leads it reports its rows
        self._waiting: dict[str, list[Row]] = {}  # rows of initiatives whose lead is in a later row
        self._ready: list[Row] = []
        self._is_end = False

    def row_groups(self, row: Row) -> Sequence[ClaimGroup]:
        """The claims of a row, and of the rows before it that waited for it."""
        groups = super().row_groups(row)
        if not self._ready:
            return groups
        ready, self._ready = self._ready, []
        self.log.rows -= len(ready)  # they are counted already
        return [*groups, *(group for one in ready for group in super(Initiatives, self).row_groups(one))]

    def remaining_groups(self) -> Iterator[ClaimGroup]:
        """The claims of rows of initiatives that nobody leads."""
        self._is_end = True
        for row in [row for rows in self._waiting.values() for row in rows]:
            self.log.rows -= 1
            yield from super().row_groups(row)

    def add_row_claims(self, row: RowClaims) -> bool:
        """Add the claims of a row; there are none without a title or key, or without a member."""
        return self._participation(row) if self.mapping.rows == "participation" else self._initiative(row)

    def _initiative(self, row: RowClaims) -> bool:
        leads = self.organisations(row, self.lead)
        head = next((known.id for known, _ in leads if known.id), None)
        subject = self._subject(row, head)
        if subject is None:
            return False
        self.begin(row, head)
        about = row.about("initiative", subject)
        self._add_texts(row, about)
        if leads and leads[0][0].id:
            row.groups.append((about, self.place(row, leads[0][1]), self._lead_links[leads[0][0].id]))
        self._add_rest(row, about)
        self._together(row, about, leads)
        if self.needs:
            self._add_needs(row, subject, head)
        return True

    def _participation(self, row: RowClaims) -> bool:
        key = self.key(row)
        members = self.organisations(row, self.member)
        if not key or not members:
            return False
        role_cells = self.role(row)
        role = (role_of(role_cells[0][0]) if role_cells else None) or "partner"
        subject = bounded_identifier(f"{self.collection}/{self._slug(key[0][0])}")
        if self.mapping.reported_by == "lead" and self._has_to_wait(row, subject, members[0][0].id, role):
            return True
        self.begin(row, self._leads.get(subject) or members[0][0].id)
        about, partnership = row.about("initiative", subject), bounded_identifier(f"{subject}+members")
        if self._is_new(row):
            before, row.groups = row.groups, []
            self._add_texts(row, about)
            self._add_rest(row, about)
            row.add_link("partnership", partnership, "initiative", subject, self.place(row, key[0][1]))
            row.groups = [*before, *self._new_groups(row.groups)]
        for known, at in members:
            place = self.place(row, at)
            if not known.id:
                row.add_value("initiative", subject, "external_partner", known.name, place)
                continue
            if role == "lead":
                row.groups.append((about, place, self._lead_links[known.id]))
            row.groups.append((row.about("partnership", partnership), place, self._member_links[role][known.id]))
        return True

    def _has_to_wait(self, row: RowClaims, subject: str, member: str, role: str) -> bool:
        """Note who leads an initiative; return whether a row waits until that is known, as the lead reports it.

        Otherwise a partner's row would be the council's, and show what the lead withholds. At the end of the table,
        the members of an initiative without a lead report their own rows.
        """
        if role == "lead":
            self._leads.setdefault(subject, member)
            self._ready = self._waiting.pop(subject, [])
        if subject in self._leads or self._is_end:
            return False
        self._waiting.setdefault(subject, []).append(Row(row.number, row.cells, row.joined_line))
        row.new.clear()
        return True

    def _is_new(self, row: RowClaims) -> bool:
        """Whether a row differs from earlier rows of its initiative, as far as these are remembered."""
        says = (row.reported_by or "", row.edition or "", *[row.cells[at] for at in self._of_whole])
        if says in self._known_rows:
            return False
        if len(self._known_rows) > MAX_REMEMBERED_ROWS:
            self._known_rows.clear()
        self._known_rows.add(says)
        return True

    def _new_groups(self, groups: Sequence[ClaimGroup]) -> Iterator[ClaimGroup]:
        """Yield the claims that no earlier row of the initiative made, as far as these are remembered."""
        if len(self._known_claims) > MAX_REMEMBERED_ROWS:
            self._known_claims.clear()
        for about, place, statements in groups:
            fresh = []
            for statement in statements:
                predicate, target, value, qualifier, language = statement
                key = about[1], predicate, value or target, qualifier, language, about[3], about[2]
                if key not in self._known_claims:
                    self._known_claims.add(key)
                    fresh.append(statement)
            if fresh:
                yield about, place, fresh

    def _subject(self, row: RowClaims, lead: str | None) -> str | None:
        """The identifier of the initiative: its collection or lead, and its key or else its title."""
        scope = self.mapping.collection or lead or self.collection
        if key := self.key(row):
            return bounded_identifier(f"{scope}/{self._slug(key[0][0])}")
        for _, take in self.titles:
            if title := take(row):
                return initiative_id(scope, title[0][0])
        return None

    def _slug(self, key: str) -> str:
        """The key of a row as part of an identifier; one that looks like an earlier key is noted."""
        if other := self._keys.find(key):
            self.log.alike[key.strip()] = other
        return key_slug(key)

    def _add_texts(self, row: RowClaims, about: SubjectKey) -> None:
        kind = self.mapping.kind or ("component" if self.part_of(row) else "initiative")
        for language, take in self.titles:
            for text, at in take(row)[:1]:
                statements = value_statements("title", text, language=language or row.language)
                if kind:
                    statements = (("kind", None, kind, None, None), *statements)
                    kind = ""  # type: ignore[assignment]  # said once
                if statements:
                    row.groups.append((about, self.place(row, at), statements))
        for language, take in self.summaries:
            for text, at in take(row)[:1]:
                if statements := value_statements("summary", text, language=language or row.language):
                    row.groups.append((about, self.place(row, at), statements))

    def _add_rest(self, row: RowClaims, about: SubjectKey) -> None:
        for text, at in self.status(row)[:1]:
            self._add(row, about, text, at, self._statuses[text])
        for kind, take, known, order in self.dates:
            for text, at in take(row)[:1]:  # most dates say which of their numbers is the day
                statements = known[text]
                if statements is None and (edtf := read_cell_date(text, order(row))):
                    statements = value_statements("date", edtf, kind)
                self._add(row, about, text, at, statements)
        for text, at in self.part_of(row)[:1]:
            whole = bounded_identifier(f"{self.collection}/{key_slug(text)}")
            if whole != about[1]:
                row.add_link("initiative", about[1], "part_of", whole, self.place(row, at))
        for text, at in self.external(row):
            row.add_value("initiative", about[1], "external_partner", text, self.place(row, at))
        self._add_themes(row, about)

    def _add(
        self, row: RowClaims, about: SubjectKey, text: str, at: int, statements: Sequence[Statement] | None
    ) -> None:
        """Add what a cell says; what says nothing is logged as unplaced."""
        if statements is None:
            self.log.lose_once(row.number, self.column(at), text, self.table.sheet)
        else:
            row.groups.append((about, self.place(row, at), statements))

    def _add_themes(self, row: RowClaims, about: SubjectKey) -> None:
        for take, spec, names in self.themes:
            for text, at in take(row):
                if spec.named:
                    self._suggest(row, about[1], text, at)
                elif not spec.codes and says_yes_or_no(text):  # “No” is none
                    self.log.lose_once(row.number, self.column(at), text, self.table.sheet)
                else:
                    known = self.theme(row, names, text, at)
                    row.groups.append((about, self.place(row, at), self._theme_links[known.id]))

    def take_themes(self, spec: Themes) -> Getter:
        """Return a function that takes the themes from a row: of marked columns, their headers or what these mean."""
        if not spec.marked:
            return self.take(spec, many=not spec.named)
        headers = {at: self.column(at).strip() for at in columns_of(spec, self.table, self.source)}
        labels = {at: spec.values.get(header, header) for at, header in headers.items()}

        def marked(row: RowClaims) -> Sequence[Item]:
            return [(label, at) for at, label in labels.items() if mark_of(row.cells[at])]

        return marked

    def _suggest(self, row: RowClaims, subject: str, text: str, at: int) -> None:
        for one in suggest(text, row.language):
            row.add_link("initiative", subject, "theme", one.theme, self.place(row, at), one.reason, stated=False)

    def _together(self, row: RowClaims, about: SubjectKey, leads: Sequence[tuple[Known, int]]) -> None:
        """The partnership of those who lead and those who are partners; who leads is not its own partner."""
        partners = self.organisations(row, self.partners)
        if not partners and len(leads) < 2:
            return
        subject = about[1]
        members: dict[str, tuple[Role, int]] = {known.id: ("lead", at) for known, at in leads if known.id}
        for known, at in partners:
            if known.id == OUTSIDE:
                row.add_value("initiative", subject, "external_partner", known.name, self.place(row, at))
            else:
                members.setdefault(known.id, ("partner", at))
        if len(members) < 2:
            for text, at in self.partners.take(row) if self.partners and members and not leads else ():
                self.log.lose_once(row.number, self.column(at), text, self.table.sheet)
            return
        partnership = row.about("partnership", partnership_id(subject, frozenset(members)))
        first = next(at for role, at in members.values())
        row.groups.append((partnership, self.place(row, first), (("initiative", subject, None, None, None),)))
        for member, (role, at) in members.items():
            row.groups.append((partnership, self.place(row, at), self._member_links[role][member]))

    def _add_needs(self, row: RowClaims, subject: str, lead: str | None) -> None:
        for language, take in self.needs:
            for text, at in take(row):
                if not row.edition:
                    self.log.lose(row.number, text, self.table.sheet)
                    continue
                about, place = row.about("need", need_id(row.edition, lead, text)), self.place(row, at)
                by: Sequence[Statement] = (("by", lead, None, None, None),) if lead else ()
                statements = (
                    ("kind", None, "ask" if lead else "theme", None, None),
                    *value_statements("text", text, language=language or row.language),
                    *by,
                    ("initiative", subject, None, None, None),
                )
                row.groups.append((about, place, statements))


@remembered
def says_yes_or_no(text: str) -> bool:
    """Whether a text is one of the words by which a column says yes or no."""
    return text.isalpha() and len(text) > 1 and mark_of(text) is not None


def _status(text: str) -> tuple[Statement, ...] | None:
    status = status_of(text)
    return value_statements("status", status) if status else None


def _date(kind: str, text: str) -> tuple[Statement, ...] | None:
    """The statement of a date that says itself which of its numbers is the day."""
    edtf = read_cell_date(text)
    return value_statements("date", edtf, kind) if edtf else None
