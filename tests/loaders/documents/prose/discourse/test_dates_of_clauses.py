"""What the date of a clause is of, and of which piece of work: launch, end, deadline, interval; none of other acts."""

from __future__ import annotations

import pytest

from tests.helpers.reading import read

KINDS = [
    ("en", "The Quay Map Project was launched by Riverton Council in 2005.", {"2005": "launch"}),
    ("en", "The Quay Map Project was launched by Ontario on 19 January 2024.", {"2024-01-19": "launch"}),
    ("en", "The Quay Map Project of Norway will be expanded by March 2027.", {"2027-03": "target"}),
    ("en", "The Quay Map Project of Norway will be expanded by the end of 2027.", {"2027": "target"}),
    ("en", "In March 2019 the Ministry of Health launched the Quay Map Project.", {"2019-03": "launch"}),
    ("en", "On January 17, 2024, Riverton Council voted to approve the Quay Map Project.", {"2024-01-17": "approval"}),
    ("en", "The Quay Map Project was established in 2012 by the Ministry of Health.", {"2012": "start"}),
    ("en", "Norway funds the Quay Map Project until June 2026.", {"2026-06": "end"}),
    ("en", "Norway leads the Quay Map Project for the period 2021-2025.", {"2021/2025": "start"}),
    ("fr", "Le projet Carte des quais a été lancé par la Ville de Gatineau en 2005.", {"2005": "launch"}),
    ("fr", "En mars 2019, la Norvège a lancé le projet Carte des quais.", {"2019-03": "launch"}),
    ("fr", "La Norvège finance le projet Carte des quais jusqu’au 25 mars 2018.", {"2018-03-25": "end"}),
    ("fr", "La Norvège mène le projet Carte des quais pour la période 2022 à 2024.", {"2022/2024": "start"}),
    ("fr", "La Norvège livrera le projet Carte des quais avant la fin du mois d’avril 2024.", {"2024-04": "target"}),
    ("fr", "La Norvège a adopté le projet Carte des quais pour la période 2021-2025.", {"2021/2025": "start"}),
]  # fmt: skip


def dates(text: str) -> dict[str | None, str | None]:
    """The dates of the pieces of work of a text, and what each is of."""
    claims = read(None, text.encode(), "text.txt").claims
    return {claim.value: claim.qualifier for claim in claims if claim.predicate == "date" and not claim.proposed}


@pytest.mark.parametrize(("language", "sentence", "wanted"), KINDS)
def test_what_a_date_is_of(language, sentence, wanted):
    title = {"en": "Quay Map Project", "fr": "Projet Carte des quais"}[language]
    assert dates(f"{title}\n\n{sentence}\n") == wanted


def dates_of(text: str) -> dict[str, set[str | None]]:
    """The dates of each piece of work of a text, by its name."""
    claims = [one for one in read(None, text.encode(), "text.txt").claims if not one.proposed]
    names = {one.subject: one.value or "" for one in claims if one.kind == "initiative" and one.predicate == "title"}
    return {
        name: {one.value for one in claims if one.subject == subject and one.predicate == "date"}
        for subject, name in names.items()
    }


AFTER = {
    "en": "After the Quay Pilot Project, we launched the Harbour Fund Programme in September 2018.",
    "fr": "Après le projet pilote des Quais, nous avons lancé le Fonds commun des ports en septembre 2018.",
}


@pytest.mark.parametrize("language", AFTER)
def test_work_in_the_background_of_a_clause_is_not_dated_by_it(language):
    first, last = {"en": ("Pilot", "Fund"), "fr": ("pilote", "Fonds")}[language]
    text = AFTER[language]
    head = {
        "en": "Norway leads the Quay Pilot Project.\n\nNorway runs the Harbour Fund Programme.\n\n",
        "fr": "La Norvège pilote le projet pilote des Quais.\n\nLa Norvège dirige le Fonds commun des ports.\n\n",
    }[language]
    found = dates_of(head + text)
    assert {"2018-09"} in [days for name, days in found.items() if last in name]
    assert not any(days for name, days in found.items() if first in name)


OTHERS = [
    "Norway, a member of the Quay Map Project since 2010, has sent two experts.",
    "The Quay Map Project of Norway shows the data on berths that we have collected since 2010.",
    "The Quay Map Project of Norway was built on the reports from 2009-2013 of its harbours.",
    "Published on 21 June 2018",
    "La Norvège est membre du projet Carte des quais depuis 2010.",
    "Le projet Carte des quais de la Norvège montre les données recueillies depuis 2010 sur les places.",
    "Le projet Carte des quais de la Norvège est mené avec les données de 2009 à 2013 de ses ports.",
    "Publié le 21 juin 2018",
]


@pytest.mark.parametrize("sentence", OTHERS)
def test_since_when_somebody_is_a_member_and_when_a_text_was_published_dates_no_work(sentence):
    is_french = " le " in sentence.lower() or sentence.startswith("Publié")
    title = "Projet Carte des quais de la Norvège" if is_french else "Quay Map Project of Norway"
    behind = "La Norvège pilote ce projet pour tous." if is_french else "Norway leads this project for everybody."
    found = read(None, f"# {title}\n\n{sentence}\n\n{behind}\n".encode(), "text.md").claims
    dated = [one.value for one in found if one.predicate == "date" and one.qualifier in ("start", "launch")]
    assert dated + [one.value for one in found if one.value == "2009/2013" and not one.proposed] == []


@pytest.mark.parametrize(
    ("sentence", "is_dated"),
    [
        ("The project had been approved in June 2019.", True),
        ("It had been launched in June 2019.", True),
        ("The first campaign had ended in June 2019.", False),
        ("An older bridge had been demolished in June 2019.", False),
        ("The council was elected in June 2019.", False),
        ("The project, approved in June 2019, is free.", True),
        ("The mayor said that this effort, begun in June 2019, goes well.", True),
        ("Phase one, completed in June 2019, is free.", True),
        ("It draws on the Geelong City Deal in Victoria, signed in June 2019.", False),
        ("The review of local taxes, begun in June 2019, is over.", False),
        ("Le projet, adopté en juin 2019, est gratuit.", True),
        ("Le maire juge que cette démarche, entamée en juin 2019, répond aux attentes.", True),
        ("La première phase, achevée en juin 2019, est gratuite.", True),
        ("Il s’appuie sur le Contrat de la Loire, signé en juin 2019.", False),
        ("L’évaluation des langues officielles, commencée en juin 2019, est terminée.", False),
        ("Le projet avait été adopté en juin 2019.", True),
        ("Il avait été lancé en juin 2019.", True),
        ("La première campagne s’était achevée en juin 2019.", False),
        ("L’état d’urgence avait été déclaré en juin 2019.", False),
    ],
)
def test_what_was_done_to_something_else_dates_no_work(sentence, is_dated):
    is_french = sentence.startswith(("Le ", "Il ", "La ", "L’"))
    text = (
        "# Nouvelles\n\nLa Ville de Nantes porte le Projet des quais. {}\n"
        if is_french
        else "# News\n\nThe City of Galway runs the Corrib Trail Project. {}\n"
    )
    more = (
        " Ce travail répond à un besoin que les gens de toutes les régions expriment depuis des années, et il sera "
        "examiné de nouveau lorsque deux ans auront passé et que chacun aura pu en juger."
        if is_french
        else " The work answers a need that people of all regions have stated for years, and it will be looked at "
        "again when two years have passed and its use is known to all of them."
    )
    found = read(None, text.format(sentence + more).encode(), "text.md").claims
    (work,) = {one.subject for one in found if one.value in ("Projet des quais", "Corrib Trail Project")}
    dates = {one.value for one in found if one.predicate == "date" and one.subject == work and not one.proposed}
    assert dates == ({"2019-06"} if is_dated else set())
