"""A party takes no part where each of its places says something else of it: what it gives, or of whom it is one."""

from __future__ import annotations

import pytest

from tests.helpers.reading import read

AWARD = {
    "en": """# Quiet Streets Portal

Laval, 3 May 2021 – The City of Laval runs the Quiet Streets Portal, a service for reports of citizens, with the City of
Lévis. The portal received the 2020 Excellence Award of the Quebec Municipal Informatics Network (QMIN) and the
Innovation Prize of the Canadian Association of Municipal Administrators. The project began in March 2020 and will be
offered to other cities in 2022.
""",
    "fr": """# Requêtes citoyennes

Laval, le 3 mai 2021 – La Ville de Laval exploite Requêtes citoyennes, un service de signalements, avec la Ville de
Lévis. Requêtes citoyennes a remporté le prix Excellence 2020 du Réseau de l’informatique municipale du Québec (RIMQ)
et le prix Innovation de l’Association canadienne des administrateurs municipaux. Le projet a débuté en mars 2020 et
sera offert à d’autres villes en 2022.
""",
}
APPROACHED = {
    "en": """# Harbour Registry

The Ministry of Fisheries of Norway launched the Harbour Registry in May 2021 with the Directorate of Ports. The
registry lists each berth and quay. The bodies approached so far are the Union of Harbour Masters, the Icelandic
Transport Authority and the Danish Maritime Authority. Potential partners include the Swedish Maritime Administration.
""",
    "fr": """# Registre des quais

Le ministère de la Mer a lancé le Registre des quais en mai 2021 avec la Direction des ports. Le registre recense chaque
poste d’amarrage. Les organismes contactés jusqu’ici sont l’Union des capitaines de port, l’Office des phares et
l’Agence maritime danoise. Les partenaires potentiels comprennent l’Administration maritime suédoise.
""",
}
FORUM = {
    "en": """# Pan-Canadian Profile

The Pan-Canadian Profile is led by the Joint Councils of Canada. The Joint Councils of Canada are a forum composed of
the Public Sector Service Delivery Council and the Public Sector Chief Information Officer Council. The Pan-Canadian
Profile was published in June 2020 and describes how identities are recognised by each government.
""",
    "fr": """# Profil pancanadien

Le Profil pancanadien est dirigé par les Conseils mixtes du Canada. Les Conseils mixtes du Canada sont un forum composé
du Conseil de la prestation des services du secteur public et du Conseil des dirigeants principaux de l’information du
secteur public. Le Profil pancanadien a été publié en juin 2020 et décrit comment les identités sont reconnues.
""",
}
OTHER_PAGES = {
    "en": """# Harbour Tide Register

The Government of Nova Scotia launched the Harbour Tide Register in May 2021. It shows the tides of every harbour, and
pilots use it each day to plan when they come in and when they leave. The register is free for all who need it.

## {heading}

- Health Canada
- The Wharf Keepers Society
- New Brunswick
""",
    "fr": """# Registre des marées du port

Le gouvernement de la Nouvelle-Écosse a lancé le Registre des marées du port en mai 2021. Il montre les marées de chaque
port, et les pilotes s’en servent chaque jour pour prévoir leur arrivée. Le registre est gratuit pour tous.

## {heading}

- Santé Canada
- La Société des gardiens du quai
- Nouveau-Brunswick
""",
}
LANGUAGES = ["en", "fr"]


def parties(text: str) -> set[str]:
    """The identifiers and names of those who lead or take part in work."""
    claims = read(None, text.encode(), "text.md").claims
    return {
        claim.object or claim.value or ""
        for claim in claims
        if claim.predicate in ("lead", "member", "external_partner") and not claim.proposed
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_gives_an_award_takes_no_part(language):
    assert parties(AWARD[language]) == {"LAVAL", "LEVIS"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_was_only_approached_takes_no_part(language):
    expected = {"en": {"NORWAY", "DIRECTORATE-OF-PORTS"}, "fr": {"MINISTERE-DE-LA-MER", "DIRECTION-DES-PORTS"}}
    assert parties(APPROACHED[language]) == expected[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_composes_a_forum_takes_no_part_by_that(language):
    assert parties(FORUM[language]) == {"JOINT-COUNCILS"}


def test_who_composes_the_work_itself_takes_part():
    text = """# Harbour Data Network

The Harbour Data Network is a network made up of the Icelandic Transport Authority and the Danish Maritime Authority.
It was launched in May 2021 and lists each berth and quay of the harbours of the North Atlantic, with depth and cranes.
"""
    assert {"ICELANDIC-TRANSPORT-AUTHORITY", "DANISH-MARITIME-AUTHORITY"} <= parties(text)


def test_who_gives_an_award_and_takes_part_takes_part():
    text = AWARD["en"] + "\nThe Quiet Streets Portal is developed with the Quebec Municipal Informatics Network.\n"
    assert "Quebec Municipal Informatics Network" in parties(text)


PAGE = """# The Harbour Lights Project

The City of Halifax leads the Harbour Lights Project, which began in April 2022. It brings quiet ferries to the harbour.
{}
Residents are asked what they think of the Harbour Lights Project each autumn.

Source: Statistics Canada
"""


def test_a_source_takes_part_where_another_sentence_says_so():
    assert "STATCAN" not in parties(PAGE.format(""))
    assert "STATCAN" in parties(PAGE.format("The project is developed with Statistics Canada.\n"))


def test_a_line_about_the_page_that_names_the_work_says_who_leads_it():
    text = """# News of May 2021

This page is about the Ice Ferry Project, which is led by the Government of Denmark; the text was published by Etalab.

The Ice Ferry Project begins in June 2021 in Bergen.
"""
    assert "DENMARK" in parties(text)


BACKGROUND = {
    "en": ["Singapore ranked first in the most recent index of smart port cities.",
           "The World Health Organization warns that bright light at night can disturb sleep.",
           "The United Kingdom has protected the darkness of the night by law since 2006."],
    "fr": ["L’Autriche occupe le deuxième rang du classement européen de la qualité des eaux de baignade.",
           "L’Organisation mondiale de la santé rappelle que la proximité de l’eau favorise l’activité physique.",
           "En 2013, la Ville de Lyon avait déjà rendu aux piétons les berges de la Saône."],
}  # fmt: skip
LAKE = """# Le projet Rives du lac

La Ville de Lausanne dirige le projet Rives du lac, qui a commencé en avril 2022. Il rend les quais aux piétons.

{}

Les habitants sont consultés sur le projet Rives du lac chaque automne.
"""
TAKES_PART = {
    "en": ["The Danish Maritime Authority supplies data for the project.",
           "Transport Canada joined and lends its buoys."],
    "fr": ["L’Agence de l’eau du Canada fournit des données au projet.",
           "Transports Canada s’y est joint et prête ses bouées."],
}  # fmt: skip


ASIDE = {
    "en": ["The Town of Lunenburg was informed of the Harbour Lights Project by letter.",
           "The City of Boston congratulated Halifax on the Harbour Lights Project."],
    "fr": ["Le Canton du Valais a été informé du projet Rives du lac par courrier.",
           "La Ville de Genève a décliné l’invitation à rejoindre le projet Rives du lac."],
}  # fmt: skip


def added(language: str, text: str) -> set[str]:
    """Who takes part in the work of a page because of a paragraph."""
    page = {"en": PAGE, "fr": LAKE}[language]
    return parties(page.format(f"\n{text}\n")) - parties(page.format(""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paragraph_that_refers_to_nothing_has_no_partner(language):
    assert [added(language, text) for text in BACKGROUND[language]] == [set()] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paragraph_that_refers_to_the_work_has_partners(language):
    for text in TAKES_PART[language]:
        assert added(language, text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_was_informed_or_declined_takes_no_part(language):
    assert [added(language, text) for text in ASIDE[language]] == [set()] * 2


OTHER_ACTS = {
    "en": ["The City of Boston and the Town of Lunenburg are invited to join the Harbour Lights Project.",
           "Halifax invited the City of Boston to join the Harbour Lights Project.",
           "Halifax does not have an agreement with the City of Boston on the Harbour Lights Project.",
           "The Harbour Lights Project guards against threatening actions by the City of Boston.",
           "The Harbour Lights Project follows the statement released by the City of Boston."],
    "fr": ["Le Canton du Valais et la Ville de Genève sont invités à rejoindre le projet Rives du lac.",
           "Lausanne invite la Ville de Genève à rejoindre le projet Rives du lac.",
           "Lausanne n’a pas encore conclu d’accord avec la Ville de Genève sur le projet Rives du lac.",
           "Le projet Rives du lac protège des actions hostiles de la part de la Ville de Genève.",
           "Le projet Rives du lac suit le communiqué publié par la Ville de Genève."],
}  # fmt: skip


@pytest.mark.parametrize(("language", "number"), [(language, number) for language in LANGUAGES for number in range(5)])
def test_who_was_invited_or_has_no_agreement_takes_no_part(language, number):
    assert added(language, OTHER_ACTS[language][number]) == set()


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "Related news"), ("en", "Read more"), ("en", "More stories"), ("en", "See also"),
     ("fr", "À lire aussi"), ("fr", "Autres actualités"), ("fr", "Articles liés"), ("fr", "Sur le même sujet")],
)  # fmt: skip
def test_who_is_listed_below_a_heading_of_other_pages_takes_no_part(language, heading):
    assert parties(OTHER_PAGES[language].format(heading=heading)) == {"CA-NS"}


@pytest.mark.parametrize(("language", "heading"), [("en", "Partners"), ("fr", "Partenaires")])
def test_who_is_listed_below_a_heading_of_partners_takes_part(language, heading):
    assert parties(OTHER_PAGES[language].format(heading=heading)) > {"CA-NS", "HC", "CA-NB"}
