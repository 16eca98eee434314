"""Tables that say of each row who leads it, and its state or date: each row is a piece of work of its own."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.helpers.reading import read

TABLES = {
    "en": """# Road map of the tide exchange

The exchange is built by Finland and Estonia together; the Nordic Tide Institute looks after the software.

| Label | State | Description | Reporter | Responsible | Priority |
| --- | --- | --- | --- | --- | --- |
| Gauge monitoring | Done | Counts of all messages of the gauges. | EE | HARA | 2016 |
| Roaming between harbours | Agreed | Messages from one register to the other. | FI | FI, EE | Q1 2017 |
| Courses for operators | Agreed | Courses on how gauges are looked after. | FI | FI | Q2 2017 |
| Faster exchange | Specified | Messages are put together. | EE | EE | 2018-03 |
| Faster exchange, second part | Specified | And sent once an hour. | EE | EE/? | 2018 |
""",
    "fr": """# Feuille de route de l’échange des marées

L’échange est construit ensemble par la Finlande et l’Estonie ; l’Institut nordique des marées s’occupe du logiciel.

| Libellé | État | Description | Demandeur | Responsable | Priorité |
| --- | --- | --- | --- | --- | --- |
| Suivi des marégraphes | Fait | Nombre de messages des marégraphes. | EE | HARA | 2016 |
| Itinérance entre les ports | Convenu | Messages d’un registre à l’autre. | FI | FI, EE | T1 2017 |
| Cours pour exploitants | Convenu | Cours sur l’entretien des marégraphes. | FI | FI | T2 2017 |
| Échange plus rapide | Précisé | Les messages sont réunis. | EE | EE | 2018-03 |
| Échange plus rapide, deuxième partie | Précisé | Et envoyés une fois par heure. | EE | EE/? | 2018 |
""",
}


def rows(text: str) -> list[tuple[str, str, set[str], set[str]]]:
    """The title, the lead, the partners and the dates of each asserted piece of work."""
    claims = [claim for claim in read(None, text.encode(), "map.md").claims if not claim.proposed]
    about = {c.subject: c.object for c in claims if c.kind == "partnership" and c.predicate == "initiative"}
    made: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        work = about.get(claim.subject) or claim.subject
        made[work][claim.predicate].add(claim.object or claim.value or "")
    return [
        (*each["title"], *each["lead"], each["member"] - each["lead"], each["date"])
        for each in made.values()
        if each["title"] and each["lead"]
    ]


@pytest.mark.parametrize("language", TABLES)
def test_each_row_is_work_with_its_lead_and_its_date(language: str):
    """Codes of countries stand for those that the document names; a column of dates need not say that it is one."""
    found = [each[1:] for each in rows(TABLES[language])]
    assert ("HARA", set(), {"2016"}) in found
    assert ("FINLAND", {"ESTONIA"}, {"2017-01/2017-03"}) in found
    assert ("FINLAND", set(), {"2017-04/2017-06"}) in found
    assert ("ESTONIA", set(), {"2018-03"}) in found
    assert ("ESTONIA", set(), {"2018"}) in found  # of the row whose name goes on


def test_codes_of_countries_that_are_not_named_are_no_countries():
    text = TABLES["en"].replace("by Finland and Estonia together", "by two teams")
    assert not {"FINLAND", "ESTONIA"} & {lead for _, lead, *_ in rows(text)}


def test_a_body_and_its_government_are_one_side():
    text = TABLES["en"].replace("| FI | FI, EE |", "| FI | Health Canada, Government of Canada and Estonia |")
    (row,) = [each for each in rows(text) if each[0] == "Roaming between harbours"]
    assert row[1:3] == ("HC", {"ESTONIA"})


def test_rows_of_agencies_are_no_work():
    """A table that only says which department a body belongs to tells of no work."""
    text = """# Bodies of the tide administration

Anybody who looks for a body of the tide administration finds it below, with the department that it belongs to. The list
is looked after by the secretariat, and is printed once a year for those who have no other way to read it.

| Name | Department |
| --- | --- |
| Tide Museum | Department of Culture |
| Gauge Workshop | Department of Works |
| Harbour School | Department of Education |
"""
    assert not rows(text)


def test_a_row_that_is_a_part_of_an_action_is_no_work_of_its_own_as_well():
    text = """# Harbour Data Action Plan 2021

The Harbour Data Council publishes the Harbour Data Action Plan 2021 of the United States. It has several actions.

## Action 11: Improve Harbour Data Sharing

The Federal Geographic Data Committee will share data of harbours with all agencies.

| Milestone | Measurement | Responsible Party | Target Date |
|---|---|---|---|
| **11.1** Identify High-Value Harbour Data Act Investment Areas | A list | Federal Geographic Data Committee | 2021 |
| **11.2** Improve coordination between the Harbour Data Council | Talks | Federal Geographic Data Committee | 2022 |
"""
    titles = [one.value or "" for one in read(None, text.encode(), "plan.md").claims if one.predicate == "title"]
    assert sum(one.startswith("Identify") for one in titles) == 1
