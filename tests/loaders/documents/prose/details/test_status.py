"""How far pieces of work are, as labels, columns, sentences and dates of free text say."""

from __future__ import annotations

import pytest

from tests.helpers.reading import read

ENGLISH = "# Harbour Data Portal\n\nLead: Nova Scotia\n\nPartner: Iceland\n\n{}\n"
FRENCH = "# Portail des quais\n\nResponsable : Nouvelle-Écosse\n\nPartenaire : Islande\n\n{}\n"
TITLES = ("Harbour Data Portal", "Portail des quais")

OF_ENGLISH = {
    "The Harbour Data Portal was launched in May with two small harbours.": "launched",
    "In May the province launched the new Harbour Data Portal for pilots.": "launched",
    "Ministers announced the launch of the Harbour Data Portal at the quay.": "launched",
    "The Harbour Data Portal went live before the storms came.": "launched",
    "The Harbour Data Portal is now available to all pilots of the coast.": "launched",
    "The Harbour Data Portal is under way in three small harbours.": "in-progress",
    "The Harbour Data Portal is being developed with the pilots of the coast.": "in-progress",
    "The province is currently building the Harbour Data Portal with pilots.": "in-progress",
    "The first phase of the Harbour Data Portal was completed before winter.": "in-progress",
    "The province will launch the Harbour Data Portal for all pilots.": "planned",
    "The Harbour Data Portal will be launched for all pilots of the coast.": "planned",
    "The Harbour Data Portal is planned for the small harbours of the coast.": "planned",
    "The Harbour Data Portal has been completed by the pilots of the coast.": "completed",
    "The Harbour Data Portal came to an end after two winters.": "completed",
    "The Harbour Data Portal was suspended after the storms of the winter.": "paused",
    "The province has cancelled the Harbour Data Portal after the storms.": "cancelled",
    "The Harbour Data Portal will not proceed for lack of money.": "cancelled",
    "The province has put the Harbour Data Portal on hold after the storms.": "paused",
    "The province called a halt to the Harbour Data Portal after the storms.": "paused",
    "The province has brought the Harbour Data Portal to a close after two winters.": "completed",
    "The Harbour Data Portal is over, and its pilots have gone.": "completed",
    "The province has led the Harbour Data Portal since the storms of the winter.": "in-progress",
    "The province will take the lead in the Harbour Data Portal after the winter.": "planned",
    "The Harbour Data Portal went into production before the storms.": "launched",
    "The Harbour Data Portal was launched in May. The Harbour Data Portal was cancelled in June.": "cancelled",
    "The Harbour Data Portal was suspended in May. The Harbour Data Portal resumed in June.": "in-progress",
    "The province will launch the Harbour Data Portal. The Harbour Data Portal was launched in June.": "launched",
}
OF_FRENCH = {
    "Le Portail des quais a été lancé en mai dans deux petits ports.": "launched",
    "En mai, la province a lancé le nouveau Portail des quais pour les pilotes.": "launched",
    "La province annonce la mise en service du Portail des quais sur la côte.": "launched",
    "Le Portail des quais est entré en vigueur avant les tempêtes.": "launched",
    "Le Portail des quais est en cours de déploiement dans trois ports.": "in-progress",
    "Le déploiement du Portail des quais se poursuit dans les petits ports.": "in-progress",
    "La province lancera le Portail des quais pour tous les pilotes.": "planned",
    "Le Portail des quais sera lancé pour tous les pilotes de la côte.": "planned",
    "Le Portail des quais a été achevé par les pilotes de la côte.": "completed",
    "Le Portail des quais a pris fin après deux hivers.": "completed",
    "Le Portail des quais a été suspendu après les tempêtes de l’hiver.": "paused",
    "Le Portail des quais ne verra pas le jour faute d’argent.": "cancelled",
    "Le Portail des quais est arrivé à son terme après deux hivers.": "completed",
    "La province a lancé mardi le Portail des quais pour les pilotes.": "launched",
    "La province met à l’essai le Portail des quais dans trois ports.": "in-progress",
    "La province a abandonné le Portail des quais après les tempêtes.": "cancelled",
}
NOTHING = {
    "denied": "The Harbour Data Portal has not been launched by anybody on the coast.",
    "conditional": "If pilots had asked for it, the Harbour Data Portal was launched too late.",
    "users": "Some users of the Harbour Data Portal were suspended after the storms.",
    "a report": "The province published the Harbour Data Portal report after the storms.",
    "other work": "The province cancelled the Ferry Ticket Service beside the Harbour Data Portal.",
}
RIEN = {
    "nié": "Le Portail des quais n’a pas été lancé par la province.",
    "usagers": "Les usagers du Portail des quais ont été suspendus après les tempêtes.",
}


def _claim(text, titles=TITLES):
    """The claim of the status of the piece of work of some names; None where it has none."""
    claims = read(None, text.encode(), "text.md").claims
    one = next(c.subject for c in claims if c.predicate == "title" and c.value in titles)
    return next((c for c in claims if c.predicate == "status" and c.subject == one), None)


@pytest.mark.parametrize(("sentence", "status"), OF_ENGLISH.items())
def test_a_sentence_gives_a_status(sentence, status):
    claim = _claim(ENGLISH.format(sentence))
    assert (claim.value, claim.rule, claim.stated) == (status, "status-of-a-sentence", True)
    assert claim.place.quote in sentence


@pytest.mark.parametrize(("sentence", "status"), OF_FRENCH.items())
def test_a_french_sentence_gives_a_status(sentence, status):
    claim = _claim(FRENCH.format(sentence))
    assert (claim.value, claim.rule, claim.stated) == (status, "status-of-a-sentence", True)


@pytest.mark.parametrize("sentence", NOTHING.values(), ids=NOTHING)
def test_a_sentence_gives_no_status(sentence):
    assert _claim(ENGLISH.format(sentence)) is None


@pytest.mark.parametrize("sentence", RIEN.values(), ids=RIEN)
def test_a_french_sentence_gives_no_status(sentence):
    assert _claim(FRENCH.format(sentence)) is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (ENGLISH.format("The portal was launched in May with two small harbours."), "launched"),
        (ENGLISH.format("It was suspended after the storms of the winter."), "paused"),
        (FRENCH.format("Le portail a été lancé en mai dans deux petits ports."), "launched"),
    ],
)
def test_a_sentence_that_refers_to_it_gives_an_inferred_status(text, status):
    claim = _claim(text)
    assert (claim.value, claim.rule, claim.stated) == (status, "status-of-a-reference", False)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (ENGLISH.format("Status: in progress"), "in-progress"),
        (ENGLISH.format("Project status: Completed (March 2019)"), "completed"),
        (ENGLISH.format("Status: Put on hold in May 2020"), "paused"),
        (ENGLISH.format("Status: Work in progress since 2019"), "in-progress"),
        (ENGLISH.format("Status: Launched in several provinces"), "launched"),
        (FRENCH.format("État : mise en service en mai 2020"), "launched"),
        (FRENCH.format("Avancement : terminé en mars 2019"), "completed"),
    ],
)
def test_a_label_gives_a_status(text, status):
    claim = _claim(text)
    assert (claim.value, claim.rule, claim.stated) == (status, "status-label", True)


def test_a_label_of_costs_gives_no_status():
    assert _claim(ENGLISH.format("Budget: open")) is None


def test_a_column_gives_a_status():
    text = """\
# Projects of the coast

| Project | Lead | Status |
| --- | --- | --- |
| Harbour Data Portal | Nova Scotia | On hold – since the storms |
| Ferry Ticket Service | Iceland | Live |
"""
    portal, ticket = _claim(text), _claim(text, ["Ferry Ticket Service"])
    assert (portal.value, ticket.value) == ("paused", "launched")
    assert {portal.rule, ticket.rule} == {"status-of-a-column"}


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("Start date: 3 May 2021", "in-progress"),
        ("Start date: 3 May 2023", "planned"),
        ("End date: 3 May 2021", "completed"),
        ("End date: 3 May 2023", None),
    ],
)
def test_dates_give_an_inferred_status(label, status):
    text = f"Published: 4 June 2022\n\n{ENGLISH.format(label)}"
    claim = _claim(text)
    assert (claim and claim.value) == status
    assert claim is None or (claim.rule, claim.stated) == ("status-by-date", False)


@pytest.mark.parametrize(("date", "status"), [("3 May 2021", "launched"), ("3 May 2023", "planned")])
def test_what_is_dated_after_the_document_is_planned(date, status):
    text = f"Published: 4 June 2022\n\n{ENGLISH.format(f'The Harbour Data Portal is launched on {date} for pilots.')}"
    assert _claim(text).value == status


@pytest.mark.parametrize(
    "sentence",
    [
        "The Harbour Data Portal was launched in 2021. A review follows in 2024.",
        "The Harbour Data Portal was launched in 2021, until 2024.",
        "In 2021, Nova Scotia launched the Harbour Data Portal. A review follows in 2024.",
    ],
)
def test_what_happens_later_is_no_date_of_a_launch(sentence):
    assert _claim(f"Published: 4 June 2022\n\n{ENGLISH.format(sentence)}").value == "launched"
