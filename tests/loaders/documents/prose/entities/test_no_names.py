"""Names that are none of work: items of each agenda, headlines that tell what is done, standing funds and bodies."""

from __future__ import annotations

import pytest

from loaders.documents.prose.lexicon import lexicon
from tests.helpers.reading import read


@pytest.mark.parametrize(
    ("language", "name", "is_item"),
    [
        ("fr", "Subventions 2023", True),
        ("fr", "1-2 : Tarifs prestations scolaires – Année 2023/2024", True),
        ("fr", "Approbation du procès-verbal de la séance du 5 mai", True),
        ("fr", "Décision modificative n° 2", True),
        ("fr", "Subvention à la Ville pour le quai", False),
        ("fr", "Budget participatif", False),
        ("fr", "Installation de panneaux solaires", False),
        ("en", "Fees and Charges 2023", True),
        ("en", "Approval of the minutes of 5 May", True),
        ("en", "Budget amendment no. 2", True),
        ("en", "Grants for small harbours", False),
    ],
)
def test_items_of_each_agenda_are_no_work(language: str, name: str, *, is_item: bool):
    assert (lexicon(language).regex("agenda_item").fullmatch(name) is not None) is is_item


@pytest.mark.parametrize(
    ("name", "is_news"),
    [
        ("10 M$ dans l'industrie des quais", True),
        ("417 millions pour la coopération des rives", True),
        ("Lutte contre les marées : la Banque des rives octroie environ 130 milliards au Togo", True),
        ("Rives urbaines entend affermir la politique des quais", True),
        ("Promouvoir les projets citoyens", False),
        ("Carte nationale des quais", False),
        ("Plan de soutien aux ports en développement", False),
        ("100 projets pour les quais", False),
        ("Mise en place d'un portail", False),
    ],
)
def test_french_headlines_of_what_is_done_or_paid_are_no_work(name: str, *, is_news: bool):
    assert (lexicon("fr").regex("headline_of_act").search(name) is not None) is is_news


@pytest.mark.parametrize(
    ("language", "name", "is_body"),
    [
        ("fr", "Fonds européen de développement régional", True),
        ("fr", "AMBASSADE ROYALE DE NORVÈGE", True),
        ("fr", "Fonds des quais", False),
        ("fr", "Organisation d'un festival des quais", False),
        ("en", "European Regional Development Fund", True),
        ("en", "Embassy of Norway", True),
        ("en", "Harbour Fund", False),
    ],
)
def test_funds_of_unions_and_bodies_are_no_work(language: str, name: str, *, is_body: bool):
    assert (lexicon(language).regex("body_name").fullmatch(name) is not None) is is_body


def test_a_headline_with_an_amount_gives_way_to_the_work_of_the_text():
    text = """10 M$ dans l'industrie des quais

Lausanne, le 17 mars 2022. La Ville de Lausanne consacre 10 millions de dollars à la Stratégie des quais 2022-2025. Un
premier chantier ouvrira au printemps. Ces mesures aideront les entreprises du port, leurs clients et les habitants des
quartiers voisins, qui demandaient depuis longtemps des quais plus sûrs et mieux éclairés.
"""
    claims = read(None, text.encode(), "text.txt").claims
    titles = [one.value or "" for one in claims if one.kind == "initiative" and one.predicate == "title"]
    assert any("Stratégie des quais" in title for title in titles)
    assert not any("10 M$" in title for title in titles)
