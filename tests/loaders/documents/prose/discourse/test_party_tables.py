"""Tables whose rows are parties, and other lists of names however a page lays them out."""

from __future__ import annotations

import pytest

from loaders.documents.prose.initiative_candidates import OF_A_LIST
from tests.helpers.reading import read
from tests.loaders.documents.prose.discourse.test_lists import partners

TEXTS = {
    "en": """# Harbour Ice Map

Iceland runs the Harbour Ice Map. The map shows where the ice is, and pilots look at it each day. It replaces three
older maps that nobody kept up, and the first sheets were shown to the harbour masters in spring.

{list}
""",
    "fr": """# Guichet unique des ports

L’Islande pilote le Guichet unique des ports. Le guichet montre où se trouvent les glaces, et les pilotes le consultent
chaque jour. Il remplace trois anciens services que personne ne tenait à jour, et que les pilotes n’ouvraient plus.

{list}
""",
}
NAMES = {"en": "Harbour Ice Map", "fr": "Guichet unique des ports"}
WANTED = {"NORWAY", "CA-NS", "BUOY-INSTITUTE"}


def table(*rows: str) -> str:
    """A table in Markdown of rows whose cells semicolons part."""
    cells = [" | ".join(row.split("; ")) for row in rows]
    rule = " | ".join("---" for _ in rows[0].split("; "))
    return "".join(f"| {row} |\n" for row in [cells[0], rule, *cells[1:]])


LISTS = {
    "en": {
        "a column of partners": table(
            "Partner; Contribution", "Norway; depths", "Nova Scotia; maps", "Buoy Institute; buoys"
        ),
        "a column of roles": table(
            "Organisation; Role", "Norway; Partner", "Nova Scotia; Partner", "Buoy Institute; Partner",
            "Sweden; Observer",
        ),
        "a heading": "## Partners\n\n"
        + table("Organisation; Country", "Norway; –", "Nova Scotia; –", "Buoy Institute; –"),
        "a heading of bodies": "## Countries involved in the map\n\n"
        + table("Organisation; Country", "Norway; –", "Nova Scotia; –", "Buoy Institute; –"),
        "what each gives": "The following organisations take part in the Harbour Ice Map:\n\n"
        "- Norway – depths of water\n- Nova Scotia – maps of ice\n- Buoy Institute – all of the buoys\n",
        "lines of their own": "## Partners\n\n" + "Norway\n\nNova Scotia\n\nBuoy Institute\n\n" * 2,
    },
    "fr": {
        "a column of partners": table(
            "Partenaire; Apport", "Norvège; profondeurs", "Nouvelle-Écosse; cartes", "Buoy Institute; bouées"
        ),
        "a column of roles": table(
            "Organisme; Rôle", "Norvège; Partenaire", "Nouvelle-Écosse; Partenaire", "Buoy Institute; Partenaire",
            "Suède; Observateur",
        ),
        "a heading of bodies": "## Organismes participants\n\n"
        + table("Organisme; Pays", "Norvège; –", "Nouvelle-Écosse; –", "Buoy Institute; –"),
        "who takes part": "Organismes participants :\n\n1. Norvège\n2. Nouvelle-Écosse\n3. Buoy Institute\n",
        "what each gives": "Les organismes suivants participent au Guichet unique des ports :\n\n"
        "- Norvège – profondeurs de l’eau\n- Nouvelle-Écosse – cartes des glaces\n- Buoy Institute – les bouées\n",
    },
}  # fmt: skip


def taking_part(text: str, name: str) -> set[str]:
    found = partners(text)
    title = next(title for title in found if name in title)
    return {one.upper().replace(" ", "-") for one in found[title]}


@pytest.mark.parametrize(("language", "layout"), [(one, each) for one, lists in LISTS.items() for each in lists])
def test_each_party_of_a_list_takes_part(language: str, layout: str):
    assert taking_part(TEXTS[language].format(list=LISTS[language][layout]), NAMES[language]) == WANTED


def test_a_party_that_a_column_of_roles_calls_lead_leads():
    rows = table("Organisation; Role", "Norway; Lead partner", "Nova Scotia; Partner")
    text = TEXTS["en"].replace("Iceland runs the", "This is about the").format(list=rows)
    assert taking_part(text, NAMES["en"]) == {"CA-NS"}


MARKED = {
    "en": {
        "items": "## Partners\n\n- Norway (lead)\n- Nova Scotia\n- Sweden (observer)\n",
        "items with dashes": "## Partners\n\n- Nova Scotia\n- Norway – lead agency\n- Sweden – as an observer\n",
        "a label": "Partners: Norway (project lead), Nova Scotia and Sweden (observer)\n",
        "a table": table("Partner; Contribution", "Nova Scotia; maps", "Norway (coordinator); depths",
                         "Sweden (observer); –"),
    },
    "fr": {
        "items": "## Partenaires\n\n- Norvège (chef de file)\n- Nouvelle-Écosse\n- Suède (observatrice)\n",
        "items with dashes": "## Partenaires\n\n- Nouvelle-Écosse\n- Norvège – pilote\n- Suède – observatrice\n",
        "a label": "Partenaires : Norvège (maître d’ouvrage), Nouvelle-Écosse et Suède (observatrice)\n",
        "a table": table("Partenaire; Apport", "Nouvelle-Écosse; cartes", "Norvège (coordination); profondeurs",
                         "Suède (observatrice); –"),
    },
}  # fmt: skip


@pytest.mark.parametrize(("language", "layout"), [(one, each) for one, lists in MARKED.items() for each in lists])
def test_words_behind_a_name_of_a_list_name_who_leads_or_only_observes(language: str, layout: str):
    text = TEXTS[language].replace("Iceland runs the", "This is about the")
    text = text.replace("L’Islande pilote le", "Voici le").format(list=MARKED[language][layout])
    claims = [claim for claim in read(None, text.encode(), "text.md").claims if not claim.proposed]
    (title,) = [c.subject for c in claims if c.predicate == "title" and NAMES[language] in (c.value or "")]
    assert [(c.object, c.stated) for c in claims if c.predicate == "lead" and c.subject == title] == [("NORWAY", True)]
    assert taking_part(text, NAMES[language]) == {"CA-NS"}


def test_a_table_says_nothing_of_a_party_whose_role_is_not_filled_in():
    rows = table("Organisation; Role", "Norway; Partner", "Sweden; ", "Nova Scotia; Partner")
    reading = read(None, TEXTS["en"].format(list=rows).encode(), "text.md")
    listed = [claim for claim in reading.claims if (claim.rule or "").endswith(OF_A_LIST)]
    assert {claim.object for claim in listed if claim.predicate == "member"} == {"NORWAY", "CA-NS"}


@pytest.mark.parametrize(
    ("language", "heading", "head"),
    [
        ("en", "Countries involved in the map", "Organisation; Country"),
        ("fr", "Organismes participants", "Organisme; Pays"),
    ],
)
def test_bodies_of_a_table_below_a_heading_that_says_so_take_part(language: str, heading: str, head: str):
    rows = f"## {heading}\n\n" + table(head, "Norway; –", "Nova Scotia; –", "Buoy Institute; –")
    reading = read(None, TEXTS[language].format(list=rows).encode(), "text.md")
    listed = {claim.rule for claim in reading.claims if (claim.object or "") in WANTED and claim.predicate == "member"}
    assert listed == {f"partner{OF_A_LIST}"}


@pytest.mark.parametrize(
    "rows",
    [
        table("Name; Organisation; Role", "Chair; Norway; Speaker", "Clerk; Sweden; Speaker"),
        table("Organisation; Budget", "Norway; 5", "Sweden; 6"),
        "## Budgets of organisations\n\n" + table("Organisation; Budget", "Norway; 5", "Sweden; 6", "Nova Scotia; 7"),
        table("Project; Partner", "Buoy Lights; Norway", "Fog Horns; Sweden"),
    ],
)
def test_other_tables_name_no_partners_of_what_stands_above(rows: str):
    reading = read(None, TEXTS["en"].format(list=rows).encode(), "text.md")
    assert not any((claim.rule or "").endswith(OF_A_LIST) for claim in reading.claims)


def test_no_name_goes_on_into_the_next_cell():
    rows = table("Port; Owner; Depth", "Halden; Ministry of Ports; Sand", "Moss; Ministry of Ports; Mud")
    found = partners(TEXTS["en"].format(list=rows))
    assert not any("SAND" in one.upper() for each in found.values() for one in each)


@pytest.mark.parametrize("name", ["Réseau de données côtières", "Observatoire commun des glaces"])
def test_the_title_of_a_document_is_what_its_list_is_about_though_a_body_may_be_called_so(name: str):
    text = TEXTS["fr"].replace("Guichet unique des ports", name).format(list="## Partenaires\n\n- Norvège\n- Suède\n")
    assert taking_part(text, name) == {"NORWAY", "SWEDEN"}


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "The following organisations take part in the Harbour Ice Map:"),
     ("fr", "Les organismes suivants participent au Guichet unique des ports :")],
)  # fmt: skip
def test_bodies_of_a_list_may_be_called_by_acronyms(language: str, line: str):
    items = "- SNIK – depths\n- PDQ – maps\n- Norway – buoys\n"
    assert taking_part(TEXTS[language].format(list=f"{line}\n\n{items}"), NAMES[language]) >= {"SNIK", "PDQ"}


ABOUT = {
    "en": """# About the project

The **Harbour Ice Map** is a project that shows where the ice is, and pilots look at it each day. Iceland launched the
Harbour Ice Map in May 2021. It replaces three older maps that nobody kept up.

### Countries involved in the map

{list}
""",
    "fr": """# À propos du projet

Le **Guichet unique des ports** montre où se trouvent les glaces, et les pilotes le consultent chaque jour. L’Islande a
lancé le Guichet unique des ports en mai 2021. Il remplace trois anciens services que personne ne tenait à jour.

### Pays associés au guichet

{list}
""",
}
ROWS = {
    "en": ("Organisation; Country", "Norway; –", "Nova Scotia; –", "Buoy Institute; –"),
    "fr": ("Organisme; Pays", "Norvège; –", "Nouvelle-Écosse; –", "Buoy Institute; –"),
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_table_below_a_heading_that_names_no_work_is_of_the_work_of_its_section(language):
    assert taking_part(ABOUT[language].format(list=table(*ROWS[language])), NAMES[language]) == WANTED


CELLS = """# Carte des sols du port

La **Carte des sols du port** montre où l’on construit. Le ministère des Pêches de l’Islande a lancé la Carte des sols
du port en mai 2021, et les communes du littoral la consultent avant chaque chantier.

| Partenaires | Équipes |
| --- | --- |
| Mission Connaissance des Territoires | Équipe de conception |
| MCT | Équipe de dessin |
| Norvège | Équipe de relecture |
"""


def test_the_name_of_an_abbreviated_party_ends_with_its_cell():
    found = taking_part(CELLS, "Carte des sols du port")
    assert not any("EQUIPE" in each for each in found)
    assert "NORWAY" in found
