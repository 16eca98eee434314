"""The claims and the errors of a filled template, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from graph.claims import Place, bounded_identifier, initiative_id, need_id, note, partnership_id
from graph.vocabulary.themes import suggest
from loaders.mapping.cell_dates import read_cell_date, words_besides
from loaders.tables.formats.rows import one_line
from loaders.templates.cautions import find_cautions, remark_behind
from loaders.templates.header import Head, TemplateResult
from loaders.templates.labels import DATE, code_of, coded, codes
from loaders.templates.names import jurisdiction_named, named_exactly, theme_named, title_key

if TYPE_CHECKING:
    from graph.claims import Kind, Note
    from loaders.templates.form_data import Filled, Record, Value


def extract_claims(filled: Filled, name: str) -> TemplateResult:
    """Return the claims and the errors of a template.

    Args:
        filled: its content.
        name: that of the file, for messages.

    Raises:
        SourceError: it does not say whose it is.
    """
    records = _Records(filled, name)
    records.submission()
    subjects = {id(record): records.subject(record) for record in filled.records}
    for record in filled.records:
        subject = subjects[id(record)]
        if subject is None:
            continue
        records.cautions(record)
        if record.kind == "initiative":
            records.initiative(record, subject)
        else:
            records.need(record, subject)
    return records.result


class _Records(Head):
    """The records of a template, turned into claims."""

    def __init__(self, filled: Filled, name: str) -> None:
        super().__init__(filled, name)
        self.titles: dict[str, str] = {}
        self.met: dict[str, Record] = {}

    # --- What a record is

    def subject(self, record: Record) -> str | None:
        """The identifier of a record; it is a problem where it has none, or one that another has too."""
        made = self._initiative_id(record) if record.kind == "initiative" else self._need_id(record)
        if made is None:
            return None
        if (before := self.met.setdefault(made, record)) is not record:
            value = self.texts(record, "title") or self.texts(record, "question") or [("", record.all()[0])]
            self.problem(
                value[0][1],
                self.key_of(record),
                _there(before.place),
                note("Give one of them another title, or make one of the two."),
                kept=True,
            )
        return made

    def cautions(self, record: Record) -> None:
        """Note what is probably not meant so; it is taken all the same."""
        for one in find_cautions(record):
            self.problem(one.value, one.key, one.wrong, one.mend, kept=True)

    def _initiative_id(self, record: Record) -> str | None:
        titles = self.texts(record, "title")
        if not titles:
            self.lost(
                record, f"title_{self.language}", note("The title is missing; nothing of this initiative was taken.")
            )
            return None
        lead = self.lead(record)[0]
        made = initiative_id(lead, one_line(titles[0][1].text))
        if given := record.first("reference"):
            reference = one_line(given.text)
            if reference.partition("/")[0] in {lead, self.result.jurisdiction} and not re.search(r"\s", reference):
                made = bounded_identifier(reference)
            else:
                self.problem(
                    given,
                    "reference",
                    note("This reference is not one of yours."),
                    note("Leave it empty for a new initiative."),
                )
        for _, title in titles:
            self.titles.setdefault(title_key(one_line(title.text)), made)
        self.titles.setdefault(title_key(made), made)
        return made

    def _need_id(self, record: Record) -> str | None:
        texts = self.texts(record, "question")
        if not texts:
            self.lost(
                record, f"question_{self.language}", note("The question is missing; nothing of this need was taken.")
            )
            return None
        if not self.result.edition:
            for value in record.all():
                self.problem(
                    value,
                    self.key_of(record),
                    note("A need belongs to an edition; none is named."),
                    note("Fill in the edition."),
                )
            return None
        return need_id(self.result.edition, self.result.jurisdiction, one_line(texts[0][1].text))

    def texts(self, record: Record, base: str) -> list[tuple[str, Value]]:
        """The texts of a record, that in the language of the template first."""
        found = [(lang, record.first(f"{base}_{lang}")) for lang in self.languages]
        return [(lang, value) for lang, value in found if value is not None]

    def key_of(self, record: Record) -> str:
        """The field that identifies a record."""
        return f"{'title' if record.kind == 'initiative' else 'question'}_{self.language}"

    # --- Initiatives

    def lead(self, record: Record) -> tuple[str, Value | None]:
        """The lead: another organisation if the template names one, else the sender."""
        lead_value = record.first("lead")
        found = self.organisation_id(one_line(lead_value.text)) if lead_value else None
        return (found, lead_value) if found else (self.result.jurisdiction, None)

    def initiative(self, record: Record, subject: str) -> None:
        """Add the claims of an initiative."""
        titles = self.texts(record, "title")
        part_of = record.first("part_of")
        whole = self.titles.get(title_key(one_line(part_of.text))) if part_of else None
        self.builder.add_value(
            "initiative", subject, "kind", "component" if whole else "initiative", titles[0][1].place
        )
        for base in ("title", "summary"):
            for lang, value in self.texts(record, base):
                self.builder.add_value("initiative", subject, base, one_line(value.text), value.place, language=lang)
        lead, lead_value = self.lead(record)
        if given := record.first("lead"):
            self.organisation(given, "lead", one_line(given.text))
        self.builder.add_link("initiative", subject, "lead", lead, (lead_value or titles[0][1]).place)
        self._status(record, subject)
        self._dates(record, subject)
        if part_of and not (whole and whole != subject):
            self.unknown_title(part_of, "part_of")
        elif part_of and whole:
            self.builder.add_link("initiative", subject, "part_of", whole, part_of.place)
        self._themes(record, "initiative", subject)
        self._partners(record, subject, lead, lead_value or titles[0][1])

    def _status(self, record: Record, subject: str) -> None:
        if value := record.first("status"):
            if code := code_of("status", one_line(value.text)):
                self.builder.add_value("initiative", subject, "status", code, value.place)
            else:
                known = ", ".join(coded("status", code, self.language) for code in codes("status"))
                self.problem(
                    value, "status", note("This is not a valid status."), note("Write one of: {known}.", known=known)
                )

    def _dates(self, record: Record, subject: str) -> None:
        spans: dict[str, tuple[str, Value]] = {}
        for key, values in record.values.items():
            if not key.startswith(DATE):
                continue
            for value, written in self.items(values, lambda text: read_cell_date(text) is not None):
                if edtf := read_cell_date(written):
                    self.builder.add_value(
                        "initiative", subject, "date", edtf, value.place, qualifier=key.removeprefix(DATE)
                    )
                    spans.setdefault(key, (edtf, value))
                    if unread := words_besides(written):
                        wrong = note("Only {date} was understood of this, not “{words}”.", date=edtf, words=unread)
                        mend = note("Write it as 2022-10-19, 2022-10, 2022 or fall 2022.")
                        self.problem(value, key, wrong, mend, found=written, kept=True)
                else:
                    self.problem(
                        value,
                        key,
                        note("This is not a valid date, or it can be read in two ways."),
                        note("Write it as 2022-10-19, 2022-10, 2022 or fall 2022."),
                        found=written,
                    )
        start = spans.get("date_start")
        for key in ("date_completion", "date_end"):
            if (
                start
                and key in spans
                and spans[key][0].rpartition("/")[2]
                < start[0].partition("/")[0][: len(spans[key][0].rpartition("/")[2])]
            ):
                self.problem(
                    spans[key][1],
                    key,
                    note("It is before the start, {date}.", date=start[0]),
                    note("Correct one of the two dates."),
                    kept=True,
                )

    def _themes(self, record: Record, kind: Kind, subject: str) -> None:
        theme_ids: set[str] = set()
        themes = record.values.get("themes", [])
        for value, written in self.items(themes, lambda text: theme_named(text, self.language).id is not None):
            named = theme_named(written, self.language)
            if named.id is None:
                self.problem(value, "themes", note("No theme has this name."), self.near(named.near), found=written)
            elif named.id not in theme_ids:
                theme_ids.add(named.id)
                self.builder.add_link(kind, subject, "theme", named.id, value.place)
                if not named.listed:
                    self.problem(
                        value,
                        "themes",
                        note("This theme is not in the list; it is kept as it is."),
                        note("Choose one of the list where one fits."),
                        found=written,
                        kept=True,
                    )
        if themes:
            return
        base = "title" if kind == "initiative" else "question"
        for lang, value in self.texts(record, base):  # as in prose: the words may name it
            for one in suggest(one_line(value.text), lang):
                if one.theme not in theme_ids:
                    theme_ids.add(one.theme)
                    self.builder.add_link(kind, subject, "theme", one.theme, value.place, rule=one.reason, stated=False)

    def _partners(self, record: Record, subject: str, lead: str, by: Value) -> None:
        members: dict[str, tuple[str, Value]] = {lead: ("lead", by)}
        known: Callable[[str], bool] = lambda text: jurisdiction_named(text, self.language).id is not None  # noqa: E731
        for value, written in self.items(record.values.get("partners", []), known):
            if name := remark_behind(written, self.language):
                wrong = note("A remark stands behind the name, so it is not sure that this is a partner.")
                mend = note("Write only {name} if it is one, else remove it.", name=name)
                self.problem(value, "partners", wrong, mend, found=written)
            elif member := self.organisation(value, "partners", written):
                members.setdefault(member, ("partner", value))
        for value, written in self.items(record.values.get("external_partners", []), lambda _text: True):
            if member := named_exactly(written, self.language):
                wrong = note("This is a government or one of its organisations; it was taken as a partner.")
                mend = note("Move it to the field “{field}”.", field=self.fields["partners"].labels[self.language])
                self.problem(value, "external_partners", wrong, mend, found=written, kept=True)
                members.setdefault(member, ("partner", value))
            else:
                self.builder.add_value("initiative", subject, "external_partner", written, value.place)
        if len(members) > 1:
            partnership = partnership_id(subject, frozenset(members))
            self.builder.add_link("partnership", partnership, "initiative", subject, by.place)
            for member, (role, value) in members.items():
                self.builder.add_link("partnership", partnership, "member", member, value.place, qualifier=role)

    # --- Needs

    def need(self, record: Record, subject: str) -> None:
        """Add the claims of a need."""
        texts = self.texts(record, "question")
        self.builder.add_value("need", subject, "kind", "ask", texts[0][1].place)
        for lang, value in texts:
            self.builder.add_value("need", subject, "text", one_line(value.text), value.place, language=lang)
        self.builder.add_link("need", subject, "by", self.result.jurisdiction, texts[0][1].place)
        self._themes(record, "need", subject)
        if about := record.first("initiative"):
            if whole := self.titles.get(title_key(one_line(about.text))):
                self.builder.add_link("need", subject, "initiative", whole, about.place)
            else:
                self.unknown_title(about, "initiative")

    def unknown_title(self, value: Value, key: str) -> None:
        """Note a title that no initiative of the template has."""
        self.problem(
            value,
            key,
            note("No initiative of this template has this title."),
            note("Write the title exactly as under Initiatives."),
        )


def _there(place: Place) -> Note:
    if place.sheet:
        return note("It is there already, in row {row}.", row=(place.cell or "").lstrip("A"))
    return note("It is there already, at line {n}.", n=place.line or 0)
