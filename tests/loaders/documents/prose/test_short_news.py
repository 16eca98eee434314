"""Who leads, who takes part and what a piece of work is called in a sentence or two of plain news."""

from __future__ import annotations

import pytest

from tests.helpers.reading import Page

ENGLISH = (
    "# News\n\n{} It answers a need that people of all regions have stated for years, and will be looked at again when "
    "two years have passed.\n"
)
FRENCH = (
    "# Nouvelles\n\n{} Ce travail répond à un besoin que les gens de toutes les régions expriment depuis des années, "
    "et il sera examiné de nouveau.\n"
)
HARBOUR = ENGLISH.format("Norway launched the Harbour Data Portal with Iceland. {}")
QUAYS = FRENCH.format("La Norvège a lancé le Portail des quais avec l’Islande. {}")


@pytest.mark.parametrize(
    ("sentence", "lead", "members"),
    [
        ("Together with Denmark, Sweden is building the Harbour Data Portal.", "SWEDEN", {"DENMARK", "SWEDEN"}),
        ("With Denmark and Norway, Sweden opened the Harbour Data Portal.", "SWEDEN", {"DENMARK", "NORWAY", "SWEDEN"}),
        ("In May Norway launched the Harbour Data Portal with Iceland.", "NORWAY", {"ICELAND", "NORWAY"}),
        ("The launch by Iceland of the Harbour Data Portal drew many visitors.", "ICELAND", set()),
        (
            "The Harbour Data Portal, whose launch by Norway dates back to 2012, is used in Iceland and elsewhere.",
            "NORWAY",
            set(),
        ),
        (
            "Alberta's departments of Health and Education launched the Harbour Skills Toolkit.",
            "DEPARTMENT-OF-HEALTH",
            {"DEPARTMENT-OF-HEALTH", "DEPARTMENT-OF-EDUCATION"},
        ),
        (
            "The signature by Norway, Iceland and Sweden of the Harbour Data Protocol took place in Oslo.",
            "NORWAY",
            {"NORWAY", "ICELAND", "SWEDEN"},
        ),
        (
            "British Columbia's Ministry of Citizens' Services launched the Harbour Data Portal with Alberta.",
            "BC-CITIZENS-SERVICES",
            {"BC-CITIZENS-SERVICES", "CA-AB"},
        ),
        ("The Polish Ministry of Culture and Norway launched the Harbour Fund.", "POLAND", {"POLAND", "NORWAY"}),
        (
            "Norway hosts the Harbour Panel, a survey it carries out jointly with Statistics Denmark and Sweden.",
            "NORWAY",
            {"NORWAY", "STATISTICS-DENMARK", "SWEDEN"},
        ),
    ],
)  # fmt: skip
def test_who_leads_and_takes_part(sentence, lead, members):
    page = Page(ENGLISH.format(sentence))
    assert page.values("lead") == {lead}
    assert page.values("member") == members


@pytest.mark.parametrize(
    ("sentence", "lead", "members"),
    [
        ("Avec le Danemark, la Suède construit le Portail des quais.", "SWEDEN", {"DENMARK", "SWEDEN"}),
        (
            "La Norvège pilote, avec le concours de la Suède et du Danemark, l’observatoire MarVif.",
            "NORWAY",
            {"NORWAY", "SWEDEN", "DENMARK"},
        ),
        (
            "Le ministère de la Cybersécurité et du Numérique du Québec a lancé le Portail des quais avec l’Ontario.",
            "MINISTERE-DE-LA-CYBERSECURITE-ET-DU-NUMERIQUE",
            {"MINISTERE-DE-LA-CYBERSECURITE-ET-DU-NUMERIQUE", "CA-ON"},
        ),
        (
            "L’Islande a lancé le Portail des quais. La Suède y participe ; la Norvège l’a rejoint cette année.",
            "ICELAND",
            {"ICELAND", "SWEDEN", "NORWAY"},
        ),
        (
            "Le Portail des quais, dont le lancement par la Norvège, appuyée en cela par l’UIT, remonte à 2012, sert.",
            "NORWAY",
            {"NORWAY", "ITU"},
        ),
        (
            "La convention-cadre entre la Norvège et l’Islande sur les quais a été signée en mai 2020.",
            "NORWAY",
            {"NORWAY", "ICELAND"},
        ),
        (
            "L’académie de Montpellier et la région Occitanie ont lancé le Portail des quais.",
            "ACADEMIE-DE-MONTPELLIER",
            {"ACADEMIE-DE-MONTPELLIER", "OCCITANIE"},
        ),
    ],
)
def test_who_leads_and_takes_part_in_french(sentence, lead, members):
    page = Page(FRENCH.format(sentence))
    assert page.values("lead") == {lead}
    assert page.values("member") == members


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("La Norvège a lancé l’indice Rivages propres. Il est calculé chaque jour.", "Rivages propres"),
        ("La Norvège a ouvert à Oslo le premier atelier Réparons ici. Vingt suivront.", "Réparons ici"),
        (
            "La numérisation du cadastre, connue sous le nom de Tapis de Mer, a été lancée par la Norvège.",
            "Tapis de Mer",
        ),
        ("La Norvège a lancé le projet Alizé en mai avec la Suède.", "Alizé"),
        ("Le projet, appelé Portes numériques, a été lancé en 2021 par la Norvège.", "Portes numériques"),
    ],
)
def test_a_french_name_goes_on_in_small_letters(sentence, title):
    assert title in Page(FRENCH.format(sentence)).titles


@pytest.mark.parametrize("verb", ["permet aux ports de s’abonner", "avance", "démarre en mai", "est ouvert"])
def test_a_verb_is_no_part_of_a_french_name(verb):
    titles = Page(FRENCH.format(f"La Norvège a lancé le projet Alizé. Le projet Alizé {verb}.")).titles
    assert not [one for one in titles if len(one.split()) > 2 or one.split()[0] == "Alizé" != one]


@pytest.mark.parametrize(
    ("news", "trap"),
    [
        (HARBOUR, "Finland, which has its own portal, followed the work with interest."),
        (HARBOUR, "Finland attended the ceremony."),
        (HARBOUR, "Finland stayed outside."),
        (HARBOUR, "Finland is an observer of the Harbour Data Portal."),
        (HARBOUR, "Finland's Digital and Population Data Services Agency attended the ceremony."),
        (QUAYS, "La Finlande a salué l’initiative."),
        (QUAYS, "La Finlande n’est pas associée au projet."),
        (QUAYS, "La Finlande réserve sa position."),
    ],
)
def test_who_only_looks_on_takes_no_part(news, trap):
    assert "FINLAND" not in Page(news.format(trap)).values("member")


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("It is paid from Norway's 'Strength in Harbours Fund', which is open.", "Strength in Harbours Fund"),
        ("It is paid from the Norwegian ‘Strength in Harbours Fund’.", "Strength in Harbours Fund"),
        (
            "More help was brought in by the Norwegian Ports Agency for its One Harbour programme.",
            "One Harbour programme",
        ),
    ],
)
def test_a_name_in_single_quotes_or_with_a_number_is_whole(sentence, title):
    assert title in Page(ENGLISH.format(f"Norway builds ports. {sentence}")).titles


def test_a_quotation_in_single_quotes_is_no_name():
    quoted = "'We are glad,' said the minister of Norway. 'The Harbour Fund of Norway is open.'"
    assert not [one for one in Page(ENGLISH.format(quoted)).titles if "open" in one or "glad" in one]


LOST_GEAR = (
    "Norway endorsed the Nordic Harbour Framework. It also approved {}, to be led by Iceland, and a study of quays.",
    "La Norvège a approuvé le Cadre nordique des ports. Elle a aussi adopté {}, que dirigera l’Islande, et une étude.",
)


@pytest.mark.parametrize(
    ("form", "news", "work", "framework"),
    [
        (ENGLISH, LOST_GEAR[0], "an action plan on lost gear", "Nordic Harbour Framework"),
        (ENGLISH, LOST_GEAR[0], "the Lost Gear Action Plan", "Nordic Harbour Framework"),
        (FRENCH, LOST_GEAR[1], "un plan d’action sur les engins perdus", "Cadre nordique des ports"),
    ],
)
def test_who_will_lead_leads_the_work_named_right_before(form, news, work, framework):
    claims = [one for one in Page(form.format(news.format(work))).claims if not one.proposed]
    titles = {one.value: one.subject for one in claims if one.kind == "initiative" and one.predicate == "title"}
    leads = {one.subject: one.object for one in claims if one.predicate == "lead"}
    name = next(title for title in titles if title and title in work)
    assert leads[titles[name]] == "ICELAND"
    assert leads.get(titles[framework]) != "ICELAND"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (ENGLISH, "The quay is part of the Harbour Recovery Plan, which Norway launched in January 2021."),
        (ENGLISH, "The quay is part of the Harbour Recovery Plan that Norway has established."),
        (FRENCH, "Le quai s’inscrit dans le Plan de relance des ports, que la Norvège a lancé en janvier 2021."),
        (FRENCH, "Le quai s’inscrit dans le Plan de relance des ports que la Norvège a mis en place."),
    ],
)
def test_who_launched_it_leads_what_is_only_mentioned(form, sentence):
    assert Page(form.format(sentence)).values("lead") == {"NORWAY"}


def test_a_council_of_ministers_reports_what_each_ministry_does():
    page = Page(
        "# Conseil des ministres du 12 mars 2019\n\nLe Conseil des ministres s’est réuni le mardi 12 mars 2019.\n\n"
        "Au titre du ministère des Ports,\n\nle Conseil a adopté la Stratégie nationale des quais.\n\n"
        "Au titre du ministère de la Pêche,\n\nle Conseil a adopté le Programme national des filets.\n"
    )
    titles = {one.value: one.subject for one in page.claims if one.predicate == "title" and not one.proposed}
    leads = {one.subject: one.object for one in page.claims if one.predicate == "lead"}
    assert leads[titles["Stratégie nationale des quais"]] == "MINISTERE-DES-PORTS"
    assert leads[titles["Programme national des filets"]] == "MINISTERE-DE-LA-PECHE"
