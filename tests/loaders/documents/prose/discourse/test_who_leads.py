"""Who leads a piece of work, where a sentence names others beside whoever acts."""

from __future__ import annotations

import pytest

from graph.claims import SourceHints
from loaders.inputs.read import FileLoader
from tests.helpers.reading import leads_by_title


def read(text: str, hints: SourceHints | None = None) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Who leads each piece of work, and who else takes part, by its title."""
    (reading,) = FileLoader(hints=hints or SourceHints(), isolate=False).load_bytes(text.encode(), "text.txt")
    claims = [claim for claim in reading.claims if not claim.proposed]
    titles = {c.subject: c.value or "" for c in claims if c.kind == "initiative" and c.predicate == "title"}
    about = {c.subject: c.object or "" for c in claims if c.kind == "partnership" and c.predicate == "initiative"}
    leads = leads_by_title(claims)
    others: dict[str, set[str]] = {title: set() for title in titles.values()}
    for claim in claims:
        if claim.predicate == "member" and claim.qualifier == "partner":
            others[titles[about[claim.subject]]].add(claim.object or "")
        elif claim.predicate == "external_partner":
            others[titles[claim.subject]].add(claim.value or "")
    return leads, others


@pytest.mark.parametrize(
    "text",
    [
        "Iceland in partnership with the World Bank launched the Young Anglers Program in 2021.",
        "Iceland, in partnership with the World Bank, launched the Young Anglers Program in 2021.",
        "Iceland in conjunction with the World Bank (WB) will roll out the Young Anglers Program in 2021.",
        "Iceland with support from the World Bank has developed the Young Anglers Program.",
        "Iceland alongside the World Bank runs the Young Anglers Program.",
        "Iceland together with the World Bank launched the Young Anglers Program.",
        "In partnership with the World Bank, Iceland launched the Young Anglers Program in 2021.",
        "On 3 May 2021, in collaboration with the World Bank, Iceland launched the Young Anglers Program.",
    ],
)
def test_whoever_acts_with_others_leads(text):
    assert read(text) == ({"Young Anglers Program": "ICELAND"}, {"Young Anglers Program": {"WORLD-BANK"}})


@pytest.mark.parametrize(
    "text",
    [
        "L’Islande en partenariat avec la Banque mondiale a lancé la Plateforme des quais en 2021.",
        "L’Islande, en partenariat avec la Banque mondiale, a lancé la Plateforme des quais en 2021.",
        "L’Islande avec l’appui de la Banque mondiale met en place la Plateforme des quais.",
        "L’Islande de concert avec la Banque mondiale lancera la Plateforme des quais.",
        "L’Islande conjointement avec la Banque mondiale pilote la Plateforme des quais.",
        "En partenariat avec la Banque mondiale, l’Islande a lancé la Plateforme des quais en 2021.",
    ],
)
def test_whoever_acts_with_others_leads_in_french(text):
    assert read(text) == ({"Plateforme des quais": "ICELAND"}, {"Plateforme des quais": {"WORLD-BANK"}})


def test_of_a_list_before_a_comma_only_the_last_act():
    leads, others = read("In partnership with Norway and the World Bank, Iceland launched the Young Anglers Program.")
    assert (leads, *others.values()) == ({"Young Anglers Program": "ICELAND"}, {"NORWAY", "WORLD-BANK"})
    leads, others = read("Iceland in partnership with Norway, Denmark and Sweden launched the Young Anglers Program.")
    assert (leads, *others.values()) == ({"Young Anglers Program": "ICELAND"}, {"NORWAY", "DENMARK", "SWEDEN"})


def test_a_network_that_acts_with_a_body_is_no_piece_of_work():
    leads, others = read("Iceland together with the Reef Farm Network launched the Young Anglers Program in 2021.")
    assert (leads, others) == ({"Young Anglers Program": "ICELAND"}, {"Young Anglers Program": {"Reef Farm Network"}})


@pytest.mark.parametrize(
    ("text", "leads", "others"),
    [
        (
            "The Clean Ports Project is funded by Norway under its Blue Coast Plan and will be run by Iceland.",
            {"Clean Ports Project": "ICELAND", "Blue Coast Plan": "NORWAY"},
            {"Clean Ports Project": {"NORWAY"}, "Blue Coast Plan": set()},
        ),
        (
            "The Clean Ports Project, funded by Norway and administered by Iceland, started in 2020.",
            {"Clean Ports Project": "ICELAND"},
            {"Clean Ports Project": {"NORWAY"}},
        ),
        (
            "Norway provides a grant for the Clean Ports Project, which Iceland implements.",
            {"Clean Ports Project": "ICELAND"},
            {"Clean Ports Project": set()},
        ),
        (
            "Iceland, with money from the Blue Coast Fund, is building the Harbour Data Platform.",
            {"Harbour Data Platform": "ICELAND"},
            {"Harbour Data Platform": set(), "Blue Coast Fund": {"ICELAND"}},
        ),
        (
            "Le Plan des quais est financé par la Norvège via son Plan d’action bleu et sera géré par l’Islande.",
            {"Plan des quais": "ICELAND", "Plan d’action bleu": "NORWAY"},
            {"Plan des quais": {"NORWAY"}, "Plan d’action bleu": set()},
        ),
        (
            "La Norvège verse une subvention pour la Plateforme des quais, qu’exécute l’Islande.",
            {"Plateforme des quais": "ICELAND"},
            {"Plateforme des quais": set()},
        ),
    ],
)
def test_whoever_pays_does_not_lead_what_another_does(text, leads, others):
    assert read(text) == (leads, others)


def test_it_is_the_subject_of_a_second_predicate():
    leads, _ = read(
        "Norway started the Clean Ports Project. The project is part of the Blue Coast Plan, and is run by Iceland."
    )
    assert leads.get("Blue Coast Plan") != "ICELAND"


MORE = {
    "en": " The work covers all towns of the coast, and the first results are expected within two years. Each town "
    "will name a person who answers questions from residents, and a report will be published every year.",
    "fr": " Les travaux couvrent toutes les communes de la côte, et les premiers résultats sont attendus d’ici "
    "deux ans. Chaque commune nommera une personne qui répondra aux habitants, et un rapport sera publié chaque année.",
}


def test_whoever_receives_from_a_fund_does_not_lead_it():
    leads, _ = read(
        "The Blue Coast Fund helps harbours. The Harbour Agency of Iceland receives a grant from the Blue Coast Fund."
        + MORE["en"]
    )
    assert "Blue Coast Fund" not in leads


@pytest.mark.parametrize(
    ("text", "title", "lead"),
    [
        ("Under HTB’s new Green Quays Programme, HTB will make harbours cooler.", "Green Quays Programme", "HTB"),
        ("QIE’s “Blue Quay” programme helps harbours. Iceland supports ports.", "Blue Quay", "QIE"),
    ],
)
def test_an_abbreviation_in_the_genitive_owns_what_it_stands_before(text, title, lead):
    assert read(text + MORE["en"])[0][title] == lead


def test_whoever_conducts_and_whoever_commissions_are_named_once():
    leads, others = read(
        "The Clean Ports Survey was launched by the Ministry of Law and the Riverton Academy in 2021. Conducted by the "
        "Riverton Academy and commissioned by the Ministry of Law, the survey targets 1,000 firms." + MORE["en"]
    )
    assert leads == {"Clean Ports Survey": "RIVERTON-ACADEMY"}
    assert others == {"Clean Ports Survey": {"MINISTRY-OF-LAW"}}


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        (
            "Marie Tremblay, Founding Director of Coast LLC, co-chairs the Fair Courts Taskforce, launched by Iceland.",
            "ICELAND",
        ),
        (
            "The Fair Courts Taskforce, chaired by the Minister for Law, is of the Ministry of Law of Riverton.",
            "MINISTRY-OF-LAW-OF-RIVERTON",
        ),
    ],
)
def test_whoever_is_named_by_an_office_does_not_lead(text, lead):
    assert read(text + MORE["en"])[0] == {"Fair Courts Taskforce": lead}


RIVERTON = SourceHints(sender="CITY-OF-RIVERTON", sender_name="City of Riverton")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The City Council voted unanimously on 28 March 2021 to adopt the Harbour Action Plan."),
        ("en", "City Council adopted the Harbour Action Plan on 28 March 2021."),
        ("en", "The Council voted to approve the Harbour Action Plan."),
        ("en", "On 28 March 2021, council members voted 7-0 to adopt the Harbour Action Plan."),
        ("fr", "Le conseil municipal a voté à l’unanimité le 28 mars 2021 pour adopter le Plan d’action du port."),
        ("fr", "Le conseil municipal a adopté le Plan d’action du port le 28 mars 2021."),
        ("fr", "Le conseil adopte le Plan d’action du port."),
    ],
)
def test_the_council_of_the_town_that_sends_a_document_is_that_town(language, text):
    title = {"en": "Harbour Action Plan", "fr": "Plan d’action du port"}[language]
    assert read(text + MORE[language], RIVERTON)[0] == {title: "CITY-OF-RIVERTON"}


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("en", "The work follows what is outlined in the National Blue Strategy.", "National Blue Strategy"),
        ("en", "It is one of the key initiatives of the National Blue Strategy.", "National Blue Strategy"),
        ("en", "New quays are built under the Northern Seas Programme.", "Northern Seas Programme"),
        ("fr", "Les travaux suivent ce qui est prévu dans la Stratégie nationale bleue.", "Stratégie nationale bleue"),
        ("fr", "Le projet est mené dans le cadre du Programme des mers du Nord.", "Programme des mers du Nord"),
    ],
)
def test_whoever_a_document_names_most_does_not_lead_what_it_only_mentions(language, text, title):
    first = {
        "en": "The Ministry of Ports of Iceland launched the Clean Quays Project in May 2021. The ministry runs the "
        "project in all towns of the coast, and a report is published every year. ",
        "fr": "Le ministère des Ports de l’Islande a lancé le Projet Quais propres en mai 2021. Le ministère gère le "
        "projet dans toutes les villes de la côte, et un rapport est publié chaque année. ",
    }[language]
    leads, others = read(first + text + MORE[language])
    assert title in others
    assert title not in leads
    assert "ICELAND" in leads.values()


GOES_ON = {
    "en": " The work answers a need that people of all regions have stated for years, and it will be looked at again "
    "when two years have passed and its use is known.",
    "fr": " Ce travail répond à un besoin que les gens de toutes les régions expriment depuis des années, et il sera "
    "examiné de nouveau lorsque deux ans auront passé.",
}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Tide Fund was created by Parliament in 2022. The Department of Fisheries administers the fund.", "en"),
        ("Parliament created the Tide Fund in 2022. It owns ten wharves. The Department of Fisheries runs it.", "en"),
        ("Le Parlement a créé le Fonds des marées en 2022. Le ministère des Pêches gère le fonds.", "fr"),
        ("Le Parlement a créé le Fonds des marées en 2022. Le ministère des Pêches en assure la gestion.", "fr"),
    ],
)  # fmt: skip
def test_whoever_runs_what_others_created_leads(text: str, language: str):
    leads, _ = read(text + GOES_ON[language])
    assert [one.split("-")[-1] for one in leads.values()] == ["FISHERIES" if language == "en" else "PECHES"]


def test_whoever_runs_something_else_does_not():
    text = "The Department of Fisheries launched the Tide Fund in 2022. The Treasury Board oversees the funds of towns."
    leads, _ = read(text + GOES_ON["en"])
    assert leads == {"Tide Fund": "DEPARTMENT-OF-FISHERIES"}


@pytest.mark.parametrize(
    ("text", "language", "lead"),
    [
        ("The Minister of Culture launched the Tide Fund.", "en", "MINISTRY-OF-CULTURE"),
        ("The Culture Minister has launched the Tide Fund.", "en", "MINISTRY-OF-CULTURE"),
        ("Health Minister Marie Tremblay announced the Tide Fund.", "en", "MINISTRY-OF-HEALTH"),
        ("Le ministre de la Culture a lancé le Fonds des marées.", "fr", "MINISTERE-DE-LA-CULTURE"),
        ("La ministre de la Santé, Marie Tremblay, a annoncé le Fonds des marées.", "fr", "MINISTERE-DE-LA-SANTE"),
        ("Le ministre du climat et de la mer présente le Fonds des marées.", "fr", "MINISTERE-DU-CLIMAT-ET-DE-LA-MER"),
    ],
)
def test_a_minister_who_acts_in_a_document_of_nobody_acts_for_the_ministry(text: str, language: str, lead: str):
    (found,) = FileLoader(isolate=False).load_bytes(f"{text}{GOES_ON[language]}".encode(), "text.txt")
    assert [(c.object, c.stated) for c in found.claims if c.predicate == "lead"] == [(lead, False)]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Manitoba's Health Minister Marie Tremblay announced the Tide Fund.", "CA-MB"),
        ("The Minister of Fisheries of Morocco signed the Tide Accord with Portugal.", "MOROCCO"),
    ],
)
def test_a_minister_of_a_government_acts_for_it(text: str, lead: str):
    assert list(read(text + GOES_ON["en"])[0].values()) == [lead]


@pytest.mark.parametrize("who", ["Prime Minister Marie Tremblay", "The Minister of State"])
def test_a_minister_without_a_portfolio_acts_for_no_ministry(who: str):
    leads, _ = read(f"{who} has announced the Tide Fund.{GOES_ON['en']}")
    assert not leads
