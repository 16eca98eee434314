"""Claims of the rows of a table with column headers: each row is an initiative, its text read as prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, get_args

from graph.claims import initiative_id, note, partnership_id
from graph.values import DateKind
from loaders.documents.claim_groups import add_need, add_themes, introduce
from loaders.documents.council_form.initiatives import Origin, TableReader
from loaders.documents.council_form.titles import Piece
from loaders.extraction.annotation import make_scene
from loaders.extraction.initiative_facts import find_status
from loaders.extraction.milestones import find_milestones
from loaders.layout.contacts import has_address
from loaders.layout.tables import Cells, Columns, cell_text
from loaders.mapping.cell_dates import guess_order, read_cell_date
from loaders.mapping.headers import status_of
from loaders.text.names import is_known, name_jurisdiction, split_names
from loaders.text.passages import STOP, join

if TYPE_CHECKING:
    from graph.claims import Place
    from loaders.mapping.cell_dates import Order
    from loaders.text.lines import Line

RULE: Final = "column-of-a-table"
ORIGIN: Final = Origin(item="row-of-columns")
_DATES: Final = frozenset(get_args(DateKind))
_PEOPLE: Final = re.compile(r"contact|courriel|e-?mail|\bphone|t[ée]l[ée]ph|personne", re.IGNORECASE)
_PARTED: Final = re.compile(r"[;,.]\s+")
_NONE: Final = frozenset(
    {
        "",
        "none",
        "no one",
        "nobody",
        "n/a",
        "na",
        "nil",
        "not applicable",
        "aucun",
        "aucune",
        "s/o",
        "sans objet",
        "néant",
    }
)
_LISTED: Final = re.compile(r"[;|•\n]")


@dataclass(slots=True)
class ColumnReader(TableReader):
    """Tells the rows of a table of columns; what no column means is left, but for columns of contact persons.

    `sender` is who sends the document, where it says so: who leads what has no lead, and the only one that can.
    """

    sender: Line | None = None
    left: list[Sequence[Line]] = field(default_factory=list)

    def read_columns(self, table: Columns) -> None:
        """Read all rows in order; none of a table whose leads are mostly unknown, such as persons."""
        if self.sender is None and not self._names_leads(table):
            self.left.extend(lines for row in table.rows for lines in row if lines)
            return
        for row in table.rows:
            lead = table.cell(row, "lead") or ([self.sender] if self.sender else [])
            matter = table.matter(row)
            if not (lead and matter) or self._is_of_another(lead):
                self.left.extend(lines for lines in row if lines)
                continue
            known = self._lead(lead)
            if known is None:
                self.left.extend(lines for lines in row if lines and lines is not lead)
                continue
            subject = None
            if table.columns("title"):
                piece = self._piece(matter, table.cell(row, "summary"))
                self._row(known, [piece])
                subject = initiative_id(known.id, piece.passage.text[: piece.title])
            self._rest(table, row, known.id, subject)

    def _names_leads(self, table: Columns) -> bool:
        leads = [cell_text(lead) for row in table.rows if (lead := table.cell(row, "lead"))]
        return sum(is_known(lead, self.rules.language) for lead in leads) * 2 >= len(leads) > 0

    def _is_of_another(self, lead: Sequence[Line]) -> bool:
        """Whether a row of a submission is led by another than its sender."""
        if self.sender is None or lead[0] is self.sender:
            return False
        named = name_jurisdiction(cell_text(lead), self.rules)
        own = name_jurisdiction(self.sender.text, self.rules)
        return not self._is_led_by_sender(named, [own.id] if own.id else [], own.name)

    def _piece(self, title: Sequence[Line], summary: Sequence[Line]) -> Piece:
        """The title and the summary as one running text, with the place where the summary begins."""
        head = join(title, self.keep_hyphen).text.rstrip(" .:;")
        closed = [replace(title[0], text=head + STOP)]
        passage = join([*closed, *summary] if summary else [replace(title[0], text=head)], self.keep_hyphen)
        return Piece(passage, len(head), min(len(head) + len(STOP) + 1, len(passage.text)))

    def _rest(self, table: Columns, row: Cells, lead: str, subject: str | None) -> None:
        """Add the claims of the cells other than title and text; `subject` is the initiative, if there is one."""
        for at, lines in enumerate(row):
            kind = table.fields[at]
            if not lines or kind == "lead" or (subject and kind in ("title", "summary")):
                continue
            place, text = join(lines, self.keep_hyphen).place(), cell_text(lines)
            if kind == "needs":
                words = join(lines, self.keep_hyphen)
                need = add_need(self.builder, "ask", words, RULE, by=lead, reported_by=lead, about=subject)
                add_themes(self.builder, "need", need, None, words, by=lead)
            elif kind is None and (_PEOPLE.search(table.names[at]) or has_address(text)):
                self.removed += lines
            elif not subject:
                self._keep(table, at, lines)
            elif kind in ("partners", "external_partners"):
                self._partners(lines, lead, subject, place, outside=kind == "external_partners")
            elif kind == "status" and (status := status_of(text)):
                self._instead(subject, "status")
                self.builder.add_value("initiative", subject, "status", status, place, RULE, by=lead)
            elif kind in _DATES and (edtf := read_cell_date(text, self._order(table, at))):
                self.builder.add_value("initiative", subject, "date", edtf, place, RULE, by=lead, qualifier=kind)
            elif (
                kind == "themes"
                and add_themes(self.builder, "initiative", subject, join(lines, self.keep_hyphen), by=lead)
            ) or (kind in (None, "status", *_DATES) and self._reads_as_prose(lines, lead, subject)):
                continue
            else:
                self._keep(table, at, lines)

    def _reads_as_prose(self, lines: Sequence[Line], lead: str, subject: str) -> bool:
        """Tell what a cell says in words, such as "Began in March 2022; in progress"; False if that is nothing."""
        passage = join(lines, self.keep_hyphen)
        scene = make_scene(passage, lead, self.rules)
        milestones = find_milestones(scene, self.rules)
        for each in milestones:
            place = passage.place(each.start, each.stop)
            self.builder.add_value(
                "initiative", subject, "date", each.date.span.edtf, place, each.rule, by=lead, qualifier=each.kind
            )
        status_found = find_status(scene, milestones, self.rules)
        parts = (status_of(part.strip(" .")) for part in _PARTED.split(passage.text))
        if status := next(filter(None, parts), status_found.value if status_found else None):
            self.builder.add_value("initiative", subject, "status", status, passage.place(), RULE, by=lead)
        return bool(milestones or status)

    def _keep(self, table: Columns, at: int, lines: Sequence[Line]) -> None:
        """Leave a cell, with what its column is called."""
        self.left.append([replace(lines[0], text=f"{table.names[at]}: {lines[0].text}"), *lines[1:]])

    def _instead(self, subject: str, predicate: str) -> None:
        """A column says it: what the words of the summary seemed to say no longer counts."""
        self.builder.claims[:] = [
            one for one in self.builder.claims if (one.subject, one.predicate) != (subject, predicate)
        ]

    def _partners(self, lines: Sequence[Line], lead: str, subject: str, place: Place, *, outside: bool) -> None:
        members = [lead]
        for name in self._names(lines):
            named = name_jurisdiction(name, self.rules)
            if named.alternatives:
                self.notes.append(
                    note("Line {line}: the partner “{name}” may mean several jurisdictions.", name=name,
                         line=place.line or 0)
                )  # fmt: skip
            elif outside or not (named.known or named.level_rule) or named.id is None:
                self.builder.add_value("initiative", subject, "external_partner", named.name, place, RULE, by=lead)
            else:
                introduce(self.builder, named, place, by=lead)
                members.append(named.id)
        one = partnership_id(subject, frozenset(members))
        if len(set(members)) < len((lead, "another")):
            return
        for member in dict.fromkeys(members):
            role = "lead" if member == lead else "partner"
            self.builder.add_link("partnership", one, "member", member, place, RULE, by=lead, qualifier=role)
        self.builder.add_link("partnership", one, "initiative", subject, place, RULE, by=lead)

    def _names(self, lines: Sequence[Line]) -> list[str]:
        """The names in a cell, one a line or in lists; a line that the width of the cell broke is one with the next."""
        wrapped = " " if lines[0].page else "\n"
        parts = _LISTED.split(wrapped.join(line.text for line in lines))
        names = [name.strip(" -–.") for part in parts if part.strip() for name in split_names(part, None, self.rules)]
        names = [name for name in names if name.casefold() not in _NONE]
        return [name for name in dict.fromkeys(names) if name]

    def _order(self, table: Columns, at: int) -> Order | None:
        return guess_order(cell_text(row[at]) for row in table.rows)
