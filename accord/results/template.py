"""Fill a template with what a jurisdiction last reported, as far as an audience may see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.dates.editions import edition_key
from graph.errors import UsageError
from graph.text.strings import fold
from graph.values import APPROVALS, LANGUAGES
from loaders.mapping.cell_dates import read_cell_date
from loaders.templates.labels import DATE, coded
from loaders.templates.names import jurisdiction_label, theme_label
from queries.questions.question import format_value
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.store import View
    from loaders.templates.form import Form

RowsByPredicate = dict[str, list[dict[str, Any]]]  # by predicate, in order
_TEXTS = {"title": "title", "summary": "summary", "text": "question"}


def prefill_form(view: View, form: Form) -> tuple[Form, str | None]:
    """Return the form filled in from the latest edition up to its own, and that edition, or None.

    Who may see the report stays empty, as the member decides it for each report; what was withheld last stays so, as an
    empty field would show more.
    """
    sent = fetch_rows(view, "names/reported_editions", {"jurisdiction": form.jurisdiction})
    until = edition_key(form.edition or None)
    before = [row for row in sent if not form.edition or edition_key(row["edition"]) <= until]
    if not before:
        return form, None
    last = before[-1]
    reported = _reported_rows(view, form.jurisdiction, last["edition"])
    writer = _FormFiller(view, form, reported)
    made = replace(
        form,
        approval=last["approval"] if last["approval"] == APPROVALS[-1] else "",
        initiatives=[
            writer.initiative(subject, about) for subject, about in reported["initiative"].items() if about["title"]
        ],
        needs=[writer.need(about) for about in reported["need"].values() if about["text"]],
    )
    return made, last["edition"]


def jurisdiction_name(view: View, jurisdiction: str, language: str) -> str | None:
    """Return the name of a jurisdiction in the graph."""
    found = fetch_rows(view, "names/labels", {"nodes": [jurisdiction], "language": language})
    return found[0]["name"] if found else None


def council_members(view: View) -> tuple[str, ...]:
    """Return the jurisdictions of which the latest edition says whether they reported, by their names."""
    from queries.ask import ask
    from queries.questions.question import load_question

    rows = ask(view, load_question("coverage"), {}).rows
    known = {row["jurisdiction"]: str(row["jurisdiction_name"]) for row in rows if row["jurisdiction"]}
    return tuple(sorted(known, key=lambda one: (fold(known[one]), one)))


def parse_edition(typed: str | None) -> str:
    """Return the identifier of an edition, which the graph need not have yet."""
    from loaders.templates.names import edition_named

    if typed is None:
        return ""
    if found := edition_named(typed):
        return found
    raise UsageError("“{typed}” is not an edition. Write it as 2022-fall, or as fall 2022.", typed=typed)


def render_form(form: Form, ending: str) -> bytes:
    """Return a form as bytes, in the format of an extension."""
    if ending == ".xlsx":
        from loaders.templates.xlsx import write_workbook

        return write_workbook(form)
    if ending == ".docx":
        from loaders.templates.docx import write_document

        return write_document(form)
    if ending == ".csv":
        from loaders.templates.csv import write_csv

        return write_csv(form)
    from loaders.templates.yaml import write_yaml

    return write_yaml(form)


def _reported_rows(view: View, jurisdiction: str, edition: str) -> Mapping[str, dict[str, RowsByPredicate]]:
    """Return the rows of an edition by kind, subject and predicate."""
    found: dict[str, dict[str, RowsByPredicate]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for row in fetch_rows(view, "names/reported", {"jurisdiction": jurisdiction, "edition": edition}):
        found[row["kind"]][row["subject"]][row["predicate"]].append(row)
    return found


class _FormFiller:
    """Converts reported rows into the values of a form."""

    def __init__(self, view: View, form: Form, reported: Mapping[str, dict[str, RowsByPredicate]]) -> None:
        self.form, self.language, self.reported = form, form.language, reported
        objects = {row["object"] for kinds in reported.values() for about in kinds.values() for each in about.values()
                   for row in each if row["object"]}  # fmt: skip
        found = fetch_rows(view, "names/labels", {"nodes": sorted(objects), "language": form.language})
        self.names = {row["id"]: row["name"] for row in found}
        self.partners: dict[str, list[str]] = defaultdict(list)
        for about in reported["partnership"].values():
            for row in about["initiative"][:1]:
                self.partners[row["object"]] += [member["object"] for member in about["member"]]

    def initiative(self, subject: str, about: RowsByPredicate) -> dict[str, Sequence[str]]:
        """Return the values of an initiative."""
        values = self.texts(about)
        values["status"] = [coded("status", row["value"], self.language) for row in about["status"][-1:]]
        values["themes"] = self.themes(about)
        lead = next((row["object"] for row in about["lead"][-1:]), self.form.jurisdiction)
        members = dict.fromkeys(self.partners[subject])
        values["partners"] = [self.jurisdiction(member) for member in members if member != lead]
        values["external_partners"] = [row["value"].replace(";", ",") for row in about["external_partner"]]
        for row in about["date"]:
            written = _date_in_words(row["value"], self.language)
            values.setdefault(f"{DATE}{row['qualifier'] or 'milestone'}", []).append(written)
        values["lead"] = [self.jurisdiction(lead)] if lead != self.form.jurisdiction else []
        values["part_of"] = [self.title(row["object"]) for row in about["part_of"][-1:]]
        values["reference"] = [subject] if subject.partition("/")[0] in {lead, self.form.jurisdiction} else []
        return {key: list(dict.fromkeys(reported)) for key, reported in values.items()}

    def need(self, about: RowsByPredicate) -> dict[str, Sequence[str]]:
        """Return the values of a need."""
        values = self.texts(about)
        values["themes"] = self.themes(about)
        values["initiative"] = [self.title(row["object"]) for row in about["initiative"][-1:]]
        return {key: list(dict.fromkeys(reported)) for key, reported in values.items()}

    def texts(self, about: RowsByPredicate) -> dict[str, list[str]]:
        """Return texts by language; a text of unknown language counts as one in the language of the form."""
        values: dict[str, list[str]] = {}
        for predicate, base in _TEXTS.items():
            for row in about[predicate]:
                tongue = row["language"] if row["language"] in LANGUAGES else self.language
                values.setdefault(f"{base}_{tongue}", [row["value"]])
        return values

    def themes(self, about: RowsByPredicate) -> list[str]:
        """Return the labels of the themes."""
        return [theme_label(row["object"], self.language, self.names.get(row["object"])) for row in about["theme"]]

    def jurisdiction(self, identifier: str) -> str:
        """Return a name that reads back as this jurisdiction."""
        return jurisdiction_label(identifier, self.language, self.names.get(identifier))

    def title(self, initiative: str) -> str:
        """Return a title of another initiative of the form, or its reference if it is not in the form."""
        texts = self.texts(self.reported["initiative"][initiative]) if initiative in self.reported["initiative"] else {}
        for tongue in (self.language, *LANGUAGES):
            if found := texts.get(f"title_{tongue}"):
                return found[0]
        return initiative


def _date_in_words(edtf: str, language: str) -> str:
    """Return a date as a member writes it: "fall 2023" for its months, where that is read back as the same."""
    words = str(format_value("date", edtf, language)) if "/" in edtf else edtf
    return words if read_cell_date(words) == edtf else edtf
