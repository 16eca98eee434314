"""Claims of rows that are initiatives, or participations in initiatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.claims import Claim, initiative_id, need_id, partnership_id
from graph.vocabulary.themes import suggest
from loaders.mapping.cell_dates import read_cell_date
from loaders.mapping.headers import mark_of, role_of, status_of
from loaders.tables.binding import Binding, Context
from loaders.tables.cells import Getter, Item, columns_of
from loaders.tables.entities import OUTSIDE, Known, bounded
from loaders.tables.formats.rows import Row
from loaders.tables.keys import KeysAlike, key_slug

if TYPE_CHECKING:
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
        self.lead = self.take(mapping.lead)
        self.partners = self.take(mapping.partners, many=True)
        self.member = self.take(mapping.member)
        self.role = self.take(mapping.role)
        self.external = self.take(mapping.external_partners, many=True)
        self.status = self.take(mapping.status)
        self.part_of = self.take(mapping.part_of)
        self.dates = [(kind, self.take(spec), self.order(spec)) for kind, spec in mapping.dates.items()]
        self.themes = [(self.take_themes(one), one, self.theme_names(one)) for one in mapping.themes]
        of_whole = [
            mapping.key, mapping.status, mapping.part_of, mapping.external_partners, *mapping.title.values(),
            *mapping.summary.values(), *mapping.dates.values(), *mapping.themes,
        ]  # fmt: skip
        self._of_whole = sorted({at for spec in of_whole for at in columns_of(spec, self.table, self.source)})
        self._keys = KeysAlike()
        self._known_rows: set[tuple[str, ...]] = set()
        self._known_claims: set[tuple[str | None, ...]] = set()
        self._leads: dict[str, str] = {}  # by initiative, where who leads it reports its rows
        self._waiting: dict[str, list[Row]] = {}  # rows of initiatives whose lead is in a later row
        self._ready: list[Row] = []
        self._is_end = False

    def row_claims(self, row: Row) -> Sequence[Claim]:
        """The claims of a row, and of the rows before it that waited for it."""
        claims = super().row_claims(row)
        if not self._ready:
            return claims
        ready, self._ready = self._ready, []
        self.log.rows -= len(ready)  # they are counted already
        return [*claims, *(claim for one in ready for claim in super(Initiatives, self).row_claims(one))]

    def remaining_claims(self) -> Iterator[Claim]:
        """The claims of rows of initiatives that nobody leads."""
        self._is_end = True
        for row in [row for rows in self._waiting.values() for row in rows]:
            self.log.rows -= 1
            yield from super().row_claims(row)

    def add_row_claims(self, row: Context) -> bool:
        """Add the claims of a row; there are none without a title or key, or without a member."""
        return self._participation(row) if self.mapping.rows == "participation" else self._initiative(row)

    def _initiative(self, row: Context) -> bool:
        leads = self.organisations(row, self.lead, self.mapping.lead)
        head = next((known.id for known, _ in leads if known.id), None)
        subject = self._subject(row, head)
        if subject is None:
            return False
        self.begin(row, head)
        self._add_texts(row, subject)
        for known, at in leads[:1]:
            if known.id:
                row.builder.add_link("initiative", subject, "lead", known.id, self.place(row, at))
        self._add_rest(row, subject)
        self._together(row, subject, leads)
        self._add_needs(row, subject, head)
        return True

    def _participation(self, row: Context) -> bool:
        key = self.key(row.cells)
        members = self.organisations(row, self.member, self.mapping.member)
        if not key or not members:
            return False
        role_cells = self.role(row.cells)
        role = (role_of(role_cells[0][0]) if role_cells else None) or "partner"
        subject = bounded(f"{self.collection}/{self._slug(key[0][0])}")
        if self.mapping.reported_by == "lead" and self._has_to_wait(row, subject, members[0][0].id, role):
            return True
        self.begin(row, self._leads.get(subject) or members[0][0].id)
        partnership = bounded(f"{subject}+members")
        if self._is_new(row):
            before, row.builder.claims = row.builder.claims, []
            self._add_texts(row, subject)
            self._add_rest(row, subject)
            row.builder.add_link("partnership", partnership, "initiative", subject, self.place(row, key[0][1]))
            row.builder.claims = before + self._new_claims(row.builder.claims)
        for known, at in members:
            if not known.id:
                row.builder.add_value("initiative", subject, "external_partner", known.name, self.place(row, at))
                continue
            if role == "lead":
                row.builder.add_link("initiative", subject, "lead", known.id, self.place(row, at))
            row.builder.add_link("partnership", partnership, "member", known.id, self.place(row, at), qualifier=role)
        return True

    def _has_to_wait(self, row: Context, subject: str, member: str, role: str) -> bool:
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

    def _is_new(self, row: Context) -> bool:
        """Whether a row differs from earlier rows of its initiative, as far as these are remembered."""
        cells = row.cells
        reporter = (row.builder.reported_by or "", row.builder.edition or "")
        says = (*reporter, *[cells[at] if at < len(cells) else "" for at in self._of_whole])
        if says in self._known_rows:
            return False
        if len(self._known_rows) > MAX_REMEMBERED_ROWS:
            self._known_rows.clear()
        self._known_rows.add(says)
        return True

    def _new_claims(self, claims: list[Claim]) -> list[Claim]:
        """Return the claims that no earlier row of the initiative made, as far as these are remembered."""
        if len(self._known_claims) > MAX_REMEMBERED_ROWS:
            self._known_claims.clear()
        fresh = []
        for one in claims:
            key = (one.subject, one.predicate, one.value or one.object, one.qualifier, one.language,
                   one.reported_by, one.edition)  # fmt: skip
            if key not in self._known_claims:
                self._known_claims.add(key)
                fresh.append(one)
        return fresh

    def _subject(self, row: Context, lead: str | None) -> str | None:
        """The identifier of the initiative: its collection or lead, and its key or else its title."""
        key = self.key(row.cells)
        if key:
            scope = self.mapping.collection or lead or self.collection
            return bounded(f"{scope}/{self._slug(key[0][0])}")
        for _, take in self.titles:
            if title := take(row.cells):
                return bounded(initiative_id(self.mapping.collection or lead or self.collection, title[0][0]))
        return None

    def _slug(self, key: str) -> str:
        """The key of a row as part of an identifier; one that looks like an earlier key is noted."""
        if other := self._keys.find(key):
            self.log.alike[key.strip()] = other
        return key_slug(key)

    def _add_texts(self, row: Context, subject: str) -> None:
        kind = self.mapping.kind or ("component" if self.part_of(row.cells) else "initiative")
        for predicate, texts in (("title", self.titles), ("summary", self.summaries)):
            for language, take in texts:
                for text, at in take(row.cells)[:1]:
                    if predicate == "title" and kind:
                        row.builder.add_value("initiative", subject, "kind", kind, self.place(row, at))
                        kind = ""  # type: ignore[assignment]  # said once
                    row.builder.add_value(
                        "initiative", subject, predicate, text, self.place(row, at), language=language or row.language
                    )

    def _add_rest(self, row: Context, subject: str) -> None:
        for text, at in self.status(row.cells)[:1]:
            if status := status_of(text):
                row.builder.add_value("initiative", subject, "status", status, self.place(row, at))
            else:
                self.log.lose_once(row.number, self.column(at), text, self.table.sheet)
        for kind, take, order in self.dates:
            for text, at in take(row.cells)[:1]:  # most dates say which of their numbers is the day
                if edtf := read_cell_date(text) or read_cell_date(text, order(row.cells)):
                    row.builder.add_value("initiative", subject, "date", edtf, self.place(row, at), qualifier=kind)
                else:
                    self.log.lose_once(row.number, self.column(at), text, self.table.sheet)
        for text, at in self.part_of(row.cells)[:1]:
            whole = bounded(f"{self.collection}/{key_slug(text)}")
            if whole != subject:
                row.builder.add_link("initiative", subject, "part_of", whole, self.place(row, at))
        for text, at in self.external(row.cells):
            row.builder.add_value("initiative", subject, "external_partner", text, self.place(row, at))
        self._add_themes(row, subject)

    def _add_themes(self, row: Context, subject: str) -> None:
        for take, spec, names in self.themes:
            for text, at in take(row.cells):
                if spec.named:
                    self._suggest(row, subject, text, at)
                    continue
                if not spec.codes and text.isalpha() and len(text) > 1 and mark_of(text) is not None:  # “No” is none
                    self.log.lose_once(row.number, self.column(at), text, self.table.sheet)
                    continue
                known = self.theme(row, names, text, at)
                row.builder.add_link("initiative", subject, "theme", known.id, self.place(row, at))

    def take_themes(self, spec: Themes) -> Getter:
        """Return a function that takes the themes from a row: of marked columns, their headers or what these mean."""
        if not spec.marked:
            return self.take(spec, many=not spec.named)
        headers = {at: self.column(at).strip() for at in columns_of(spec, self.table, self.source)}
        labels = {at: spec.values.get(header, header) for at, header in headers.items()}

        def marked(cells: Sequence[str]) -> Sequence[Item]:
            return [(label, at) for at, label in labels.items() if at < len(cells) and mark_of(cells[at])]

        return marked

    def _suggest(self, row: Context, subject: str, text: str, at: int) -> None:
        for one in suggest(text, row.language):
            place = self.place(row, at)
            row.builder.add_link("initiative", subject, "theme", one.theme, place, one.reason, stated=False)

    def _together(self, row: Context, subject: str, leads: Sequence[tuple[Known, int]]) -> None:
        """The partnership of those who lead and those who are partners; who leads is not its own partner."""
        partners = self.organisations(row, self.partners, self.mapping.partners)
        if not partners and len(leads) < 2:
            return
        members: dict[str, tuple[str, int]] = {known.id: ("lead", at) for known, at in leads if known.id}
        for known, at in partners:
            if known.id == OUTSIDE:
                row.builder.add_value("initiative", subject, "external_partner", known.name, self.place(row, at))
            else:
                members.setdefault(known.id, ("partner", at))
        if len(members) < 2:
            for text, at in self.partners(row.cells) if members and not leads else ():
                self.log.lose_once(row.number, self.column(at), text, self.table.sheet)
            return
        partnership = bounded(partnership_id(subject, frozenset(members)))
        first = next(at for role, at in members.values())
        row.builder.add_link("partnership", partnership, "initiative", subject, self.place(row, first))
        for member, (role, at) in members.items():
            row.builder.add_link("partnership", partnership, "member", member, self.place(row, at), qualifier=role)

    def _add_needs(self, row: Context, subject: str, lead: str | None) -> None:
        for language, take in self.needs:
            for text, at in take(row.cells):
                if not row.builder.edition:
                    self.log.lose(row.number, text, self.table.sheet)
                    continue
                need = bounded(need_id(row.builder.edition, lead, text))
                row.builder.add_value("need", need, "kind", "ask" if lead else "theme", self.place(row, at))
                row.builder.add_value(
                    "need", need, "text", text, self.place(row, at), language=language or row.language
                )
                if lead:
                    row.builder.add_link("need", need, "by", lead, self.place(row, at))
                row.builder.add_link("need", need, "initiative", subject, self.place(row, at))
