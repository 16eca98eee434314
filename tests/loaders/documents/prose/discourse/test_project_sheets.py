"""Sheets of project reports, partners on lines of their own, and pages of a series, each with its date."""

from __future__ import annotations

import pytest

from tests.helpers.reading import read

SHEETS = {
    "en": """# Project completion report

| Project number and title | 204511 Sharing knowledge of the dunes |
| --- | --- |
| Recipient institution | City of Espoo |
| Location: country | Norway and Belgium |
| External funds | |
| Start date of project | 1 September 2019 |
| Completion date of project | 28 February 2022 |
| Report number | 7 |
| Language | English |
| Pages | 12 |
| Contract | none |
| Date of report | 1 May 2023 |

## Summary

It shared what is known of the dunes.
""",
    "fr": """# Rapport de fin de projet

| Numéro et titre du projet | 204511 Partage des savoirs sur les dunes |
| --- | --- |
| Établissement bénéficiaire | Ville de Lausanne |
| Lieu : Pays | Norvège et Belgique |
| Fonds de source externe | |
| Date de début du projet | 1 Septembre 2019 |
| Date d'achèvement du projet | 28 février 2022 |
| Numéro du rapport | 7 |
| Langue | Français |
| Pages | 12 |
| Contrat | aucun |
| Date du rapport | 1er Mai 2023 |

## Résumé

Il a partagé ce que l'on sait des dunes.
""",
}
NAMES = {"en": ("Sharing knowledge of the dunes", "ESPOO"), "fr": ("Partage des savoirs sur les dunes", "LAUSANNE")}


def values(text: str, predicate: str) -> list[str]:
    """The values of a predicate that are asserted, in order."""
    claims = read(None, text.encode(), "page.md").claims
    return [one.object or one.value or "" for one in claims if one.predicate == predicate and not one.proposed]


@pytest.mark.parametrize("language", SHEETS)
def test_the_sheet_of_a_project_report(language: str):
    text, (name, lead) = SHEETS[language], NAMES[language]
    assert values(text, "title") == [name]
    assert values(text, "lead") == [lead]
    assert values(text, "date") == ["2019-09-01", "2022-02-28"]
    assert values(text, "published") == ["2023-05-01"]
    assert not {"NORWAY", "BELGIUM"} & set(values(text, "member"))


@pytest.mark.parametrize(("language", "and_"), [("en", "and"), ("fr", "et")])
def test_the_first_of_several_that_receive_leads(language: str, and_: str):
    """Also where nobody knows it."""
    text, (_, known) = SHEETS[language], NAMES[language]
    town = "City of Espoo" if language == "en" else "Ville de Lausanne"
    text = text.replace(town, f"NORDUNE, {town} {and_} Statistics Canada")
    assert values(text, "lead") == ["NORDUNE"]
    assert set(values(text, "member")) >= {known, "STATCAN"}


PARTNERS = {
    "en": ("Dune Watch", "The Dune Watch follows the coast of the island.", "Partners", "Town of Lunenburg"),
    "fr": ("Vigie des dunes", "La Vigie des dunes suit la côte de l'île.", "Partenaires", "Ville de Gatineau"),
}


@pytest.mark.parametrize("language", PARTNERS)
@pytest.mark.parametrize("end", ["\n", "\\\n", "  \n", "<br>\n", "<br/>\n", "<br>"])
def test_partners_on_lines_that_markdown_breaks(language: str, end: str):
    name, text, label, town = PARTNERS[language]
    listed = end.join((f"**{label}**", town, "City of Helsinki", "City of Espoo", "Statistics Canada"))
    members = set(values(f"# {name}\n\n{text}\n\n{listed}\n\n**Thanks**\n\nTo all.\n", "member"))
    assert members == {"LUNENBURG" if language == "en" else "GATINEAU", "HELSINKI", "ESPOO", "STATCAN"}


SERIES = {
    "en": """# Dune laboratory of Helsinki

The City of Helsinki gives workshops.

### The making of dune maps
###### Date: 26 January 2023
The workshop shows how maps of dunes are made.

### Exploring the dunes with a tablet
###### Date: 9 February 2023
The workshop shows how to find them.
""",
    "fr": """# Laboratoire des dunes de Lausanne

La Ville de Lausanne donne des ateliers.

### La fabrique de cartes des dunes
###### Date : 26 janvier 2023
L'atelier montre comment faire des cartes des dunes.

### Explorer les dunes avec une tablette
###### Date : 9 février 2023
L'atelier montre comment les trouver.
""",
}


@pytest.mark.parametrize("language", SERIES)
def test_each_of_a_series_has_its_own_date(language: str):
    claims = read(None, SERIES[language].encode(), "page.md").claims
    titles = {one.subject: one.value for one in claims if one.predicate == "title"}
    dates = [(titles[one.subject], one.value) for one in claims if one.rule == "date-label"]
    first, second = (line[4:] for line in SERIES[language].splitlines() if line.startswith("### "))
    assert dates == [(first, "2023-01-26"), (second, "2023-02-09")]


NUMBERED = {
    "en": """# ACTION SHEET No. 2

Supporting small harbours

**Lead**: City of Espoo

**Partners**: Norway, Belgium

**Timeline**: 2023-2027
""",
    "fr": """# FICHE ACTION N°2

Soutenir les petits ports

**Porteur** : Ville de Lausanne

**Partenaires** : Norvège, Belgique

**Calendrier** : 2023-2027
""",
}


@pytest.mark.parametrize(
    ("language", "title", "lead"),
    [("en", "Supporting small harbours", "ESPOO"), ("fr", "Soutenir les petits ports", "LAUSANNE")],
)
def test_the_line_below_the_number_of_a_sheet_is_its_name(language: str, title: str, lead: str):
    claims = [one for one in read(None, NUMBERED[language].encode(), "sheet.md").claims if not one.proposed]
    assert [one.value for one in claims if one.kind == "initiative" and one.predicate == "title"] == [title]
    assert {one.object for one in claims if one.predicate == "lead"} == {lead}
