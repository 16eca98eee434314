"""Labels and their values, however a page lays them out: who leads, who takes part, and when."""

from __future__ import annotations

import io
from collections import defaultdict
from typing import NamedTuple

import pytest
from docx import Document

from tests.helpers.reading import read


class Sheet(NamedTuple):
    """What the sheets of a language say of one piece of work."""

    name: str
    text: str
    labels: tuple[str, str, str]
    lead: str
    partners: tuple[str, ...]
    date: str
    colon: str
    and_: str

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each label and its value, in one line."""
        return list(zip(self.labels, (self.lead, self.listed, self.date), strict=True))

    @property
    def listed(self) -> str:
        return f"{', '.join(self.partners[:-1])} {self.and_} {self.partners[-1]}"


SHEETS = {
    "en": Sheet(
        "Shared tide portal",
        "The portal shows the water at every quay. It replaces the papers that each harbour printed by itself, and "
        "that nobody could read in the rain, which is when people wanted to read them most of all.",
        ("Lead agency", "Project partners", "Time frame"),
        "City of Helsinki",
        ("City of Espoo", "Statistics Canada", "Regional Buoy Authority"),
        "2021-2023",
        ": ",
        "and",
    ),
    "fr": Sheet(
        "Portail commun des marées",
        "Le portail montre l’eau à chaque quai. Il remplace les feuilles que chaque port imprimait de son côté et que "
        "personne ne pouvait lire sous la pluie, alors que c’est à ce moment que les gens en avaient besoin.",
        ("Chef de file", "Partenaires du projet", "Calendrier"),
        "Ville de Genève",
        ("Ville de Lausanne", "Statistique Canada", "Agence des bouées en mer"),
        "2021-2023",
        "\N{NO-BREAK SPACE}: ",
        "et",
    ),
}
WANTED = {
    "en": ("HELSINKI", {"ESPOO", "STATCAN", "REGIONAL-BUOY-AUTHORITY"}),
    "fr": ("GENEVE", {"LAUSANNE", "STATCAN", "AGENCE-DES-BOUEES-EN-MER"}),
}


def lines(one: Sheet) -> str:
    pairs = "\n\n".join(f"**{label}{one.colon.rstrip()}** {value}" for label, value in one.pairs)
    return f"# {one.name}\n\n{one.text}\n\n{pairs}\n"


def headings(one: Sheet) -> str:
    lead, partners, date = one.labels
    items = "".join(f"- {each}\n" for each in one.partners)
    head = f"# {one.name}\n\n{one.text}\n\n### {lead}\n\n{one.lead}\n\n### {partners}\n\n{items}"
    return f"{head}\n### {date}\n\n{one.date}\n"


def nested(one: Sheet) -> str:
    lead, partners, date = one.labels
    items = "".join(f"  - {each}\n" for each in one.partners)
    return (
        f"# {one.name}\n\n{one.text}\n\n- {lead}{one.colon}{one.lead}\n- {partners}{one.colon}\n{items}"
        f"- {date}{one.colon}{one.date}\n"
    )


def table(one: Sheet) -> str:
    rows = "".join(f"| {label} | {value} |\n" for label, value in one.pairs)
    return f"# {one.name}\n\n{one.text}\n\n| | |\n| --- | --- |\n{rows}"


def front(one: Sheet) -> str:
    lead, partners, date = (label.lower().replace(" ", "_") for label in one.labels)
    items = "".join(f"  - {each}\n" for each in one.partners)
    return f'---\ntitle: "{one.name}"\n{lead}: {one.lead}\n{partners}:\n{items}{date}: {one.date}\n---\n\n{one.text}\n'


def brackets(one: Sheet) -> str:
    pairs = "; ".join(f"{label.lower()}{one.colon}{value}" for label, value in one.pairs)
    return f"# {one.name[:6]}\n\n{one.text}\n\n- {one.name} ({pairs})\n"


def sentences(one: Sheet) -> str:
    pairs = " ".join(f"{label}{one.colon}{value}." for label, value in one.pairs)
    return f"1. **{one.name}**. {one.text} {pairs}\n"


def definitions(one: Sheet) -> str:
    lead, partners, date = one.labels
    parties = "".join(f"<dd>{each}</dd>" for each in one.partners)
    return (
        f"<html><body><h1>{one.name}</h1><p>{one.text}</p><dl><dt>{lead}</dt><dd>{one.lead}</dd><dt>{partners}</dt>"
        f"{parties}<dt>{date}</dt><dd>{one.date}</dd></dl></body></html>"
    )


def heads_of_rows(one: Sheet) -> str:
    rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in one.pairs)
    return f"<html><body><h1>{one.name}</h1><p>{one.text}</p><table>{rows}</table></body></html>"


def card(one: Sheet) -> str:
    rows = "".join(f"<li><span>{label}</span> <span>{value}</span></li>" for label, value in one.pairs)
    return f"<html><body><h3>{one.name}</h3><p>{one.text}</p><ul>{rows}</ul></body></html>"


def template(one: Sheet) -> str:
    """A page of a system of publication, whose first line is an instruction."""
    return f"@extends('layout.master')\n{definitions(one)}"


def lines_of_text(one: Sheet) -> str:
    lead, partners, date = one.labels
    return f"{one.name}\n\n{one.text}\n\n{lead}\n{one.lead}\n\n{partners}\n{one.listed}\n\n{date}\n{one.date}\n"


LAYOUTS = {
    "lines": (lines, "md"),
    "headings": (headings, "md"),
    "nested": (nested, "md"),
    "table": (table, "md"),
    "front-matter": (front, "md"),
    "brackets": (brackets, "md"),
    "sentences": (sentences, "md"),
    "definitions": (definitions, "html"),
    "heads-of-rows": (heads_of_rows, "html"),
    "card": (card, "html"),
    "template": (template, "html"),
    "lines-of-text": (lines_of_text, "txt"),
}


class Facts(NamedTuple):
    """What is asserted of a piece of work: parties, and whether words state that."""

    lead: str
    partners: set[str]
    dates: set[str]
    stated: bool


def facts(data: bytes, name: str) -> dict[str, Facts]:
    claims = [claim for claim in read(None, data, name).claims if not claim.proposed]
    about = {c.subject: c.object for c in claims if c.kind == "partnership" and c.predicate == "initiative"}
    leads = {claim.object for claim in claims if claim.predicate == "lead"}  # who leads takes part without a word
    made: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    stated: dict[str, bool] = defaultdict(lambda: True)
    for claim in claims:
        work = about.get(claim.subject) or claim.subject
        made[work][claim.predicate].add(claim.object or claim.value or "")
        if claim.predicate in ("lead", "external_partner") or (
            claim.predicate == "member" and claim.object not in leads
        ):
            stated[work] = stated[work] and claim.stated
    return {
        title: Facts(next(iter(each["lead"]), ""), each["member"] - each["lead"], each["date"], stated[work])
        for work, each in made.items()
        for title in each["title"]
    }


@pytest.mark.parametrize("language", SHEETS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_values_of_labels_in_each_layout(layout: str, language: str):
    write, ending = LAYOUTS[layout]
    lead, partners = WANTED[language]
    found = facts(write(SHEETS[language]).encode(), f"sheet.{ending}")
    assert list(found) == [SHEETS[language].name]
    one = found[SHEETS[language].name]
    assert (one.lead, one.partners, one.dates) == (lead, partners, {"2021/2023"})
    assert one.stated


@pytest.mark.parametrize("language", SHEETS)
def test_a_table_of_labels_in_word(language: str):
    sheet, (lead, partners) = SHEETS[language], WANTED[language]
    document, data = Document(), io.BytesIO()
    document.add_heading(sheet.name, 1)
    document.add_paragraph(sheet.text)
    grid = document.add_table(rows=0, cols=2)
    for label, value in sheet.pairs:
        row = grid.add_row()
        row.cells[0].text, row.cells[1].text = label, value
    document.save(data)
    one = facts(data.getvalue(), "sheet.docx")[sheet.name]
    assert (one.lead, one.partners, one.dates) == (lead, partners, {"2021/2023"})


ROWS = {
    "en": "| Project | Implementing agency | Working with | Period |\n| --- | --- | --- | --- |\n"
    "| {0.name} | {0.lead} | {0.listed} | {0.date} |\n",
    "fr": "| Projet | Porté par | Organismes partenaires | Durée |\n| --- | --- | --- | --- |\n"
    "| {0.name} | {0.lead} | {0.listed} | {0.date} |\n",
}


@pytest.mark.parametrize("language", ROWS)
def test_columns_are_named_as_labels_are(language: str):
    sheet, (lead, partners) = SHEETS[language], WANTED[language]
    text = f"# {sheet.labels[2]}\n\n{sheet.text}\n\n{ROWS[language].format(sheet)}"
    one = facts(text.encode(), "rows.md")[sheet.name]
    assert (one.lead, one.partners, one.dates) == (lead, partners, {"2021/2023"})


@pytest.mark.parametrize("language", SHEETS)
def test_of_several_that_lead_the_first_does_and_the_others_take_part(language: str):
    sheet, (lead, partners) = SHEETS[language], WANTED[language]
    label = sheet.labels[0] + sheet.colon
    when = f"{sheet.labels[2]}{sheet.colon}{sheet.date}"
    text = f"# {sheet.name}\n\n{sheet.text}\n\n- {label}{sheet.lead} / {sheet.partners[0]}\n- {when}\n"
    one = facts(text.encode(), "sheet.md")[sheet.name]
    assert one.lead == lead
    assert one.partners
    assert one.partners <= partners


@pytest.mark.parametrize("language", SHEETS)
def test_front_matter_names_the_work_of_a_page(language: str):
    """`project-title` names it, not the title of the site's section; `lead` may also be how a text begins."""
    sheet, (lead, _) = SHEETS[language], WANTED[language]
    keys = f"title: Pages\nproject-title: {sheet.name}\nproject-lead: {sheet.lead}\nstart: 2 May 2021\n"
    text = f"---\n{keys}---\n\n{sheet.text}\n"
    one = facts(text.encode(), "sheet.md")[sheet.name]
    assert (one.lead, one.dates) == (lead, {"2021-05-02"})
    for story in (sheet.text, f"A page about what {sheet.lead} does"):
        other = text.replace(f"project-lead: {sheet.lead}", f"lead: {story}")
        assert all(each.lead != lead for each in facts(other.encode(), "sheet.md").values())


@pytest.mark.parametrize("language", SHEETS)
def test_a_section_with_more_than_a_value_names_no_lead(language: str):
    """What stands under "Lead" or "Coordination" may tell a story, and names no lead then."""
    sheet = SHEETS[language]
    text = f"# {sheet.name}\n\n{sheet.text}\n\n## {sheet.labels[0]}\n\n{sheet.partners[0]}\n\n{sheet.text}\n"
    assert all(one.lead != "ESPOO" or not one.stated for one in facts(text.encode(), "sheet.md").values())


BOLD = {"en": ("Sector", "Fisheries", "Budget", "2 million"), "fr": ("Secteur", "Pêches", "Montant", "2 millions")}


@pytest.mark.parametrize("language", BOLD)
def test_a_label_in_bold_with_its_value_is_no_heading(language: str):
    """What stands below it is still of the heading above."""
    sheet, (lead, _), (sector, value, budget, amount) = SHEETS[language], WANTED[language], BOLD[language]
    pairs = f"<b>{sector}{sheet.colon}{value}</b><br><b>{sheet.labels[0]}{sheet.colon}</b>{sheet.lead}<br>"
    pairs += f"<b>{budget}{sheet.colon}</b>{amount}"
    text = f"<html><body><h3>{sheet.name}</h3><p>{pairs}</p><p>{sheet.text}</p></body></html>"
    found = facts(text.encode(), "sheet.html")
    assert [(title, one.lead) for title, one in found.items()] == [(sheet.name, lead)]
