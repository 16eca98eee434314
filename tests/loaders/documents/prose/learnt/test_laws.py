"""Laws, codes and conventions of the United Nations are no pieces of work; what is done under them may be one."""

from __future__ import annotations

import pytest

from loaders.documents.prose.lexicon import lexicon
from loaders.text.rules import straight
from tests.loaders.documents.prose.claims.test_proposals import claims_of


@pytest.mark.parametrize(
    ("name", "language", "is_law"),
    [
        ("Ferries and Harbours Act", "en", True),
        ("the Harbour Infrastructure Law", "en", True),
        ("Ferries Authorization Act for Fiscal Year 2020", "en", True),
        ("Ferries Reduction Act of 1995 (FRA)", "en", True),
        ("UN Framework Convention on Tidal Change", "en", True),
        ("Guide to the Ferries Act", "en", False),
        ("Ferries Act Permit", "en", False),
        ("Ferries Bill", "en", False),
        ("Code of Conduct", "en", False),
        ("Open Source Code", "en", False),
        ("Forum on the Rule of Law", "en", False),
        ("Protocol between Iceland and Norway", "en", False),
        ("Convention between Iceland and Norway on Herring", "en", False),
        ("pilots under the Ferries Act", "en", False),
        ("Loi n° 78-999", "fr", True),
        ("la loi Quais et Marées", "fr", True),
        ("projet de loi sur les quais", "fr", False),
        ("Code général des quais", "fr", True),
        ("code de l’estuaire", "fr", True),
        ("Ordonnance n° 2013-99", "fr", True),
        ("Convention-cadre des Nations Unies sur les marées", "fr", True),
        ("code de conduite", "fr", False),
        ("mise en œuvre de la loi Quais", "fr", False),
        ("Convention entre la commune de Boulay et le Syndicat des quais", "fr", False),
        ("Convention de partenariat sur les quais", "fr", False),
    ],
)
def test_the_name_of_a_law_is_that_of_no_work(name, language, is_law):
    assert bool(lexicon(language).regex("law_name").fullmatch(straight(name))) is is_law


TEXTS = {
    "en": "# Harbour news\n\nThe Government of Nova Scotia launched the Harbour Tide Register in May 2021. It was paid "
    "for under the Harbour Infrastructure Law, which Nova Scotia adopted in 2019. The Harbour Infrastructure Law is a "
    "program of five years. The Government of Nova Scotia will renew the Harbour Infrastructure Law in 2024, and it "
    "will extend the Harbour Tide Register to every pier.\n",
    "fr": "# Nouvelles du port\n\nLe gouvernement du Québec a lancé le Registre des marées en mai 2021. Il est financé "
    "par la Loi Quais et Marées, que le Québec a adoptée en 2019. La Loi Quais et Marées est un programme de cinq ans. "
    "Le gouvernement du Québec renouvellera la Loi Quais et Marées en 2024, et il étendra le Registre des marées à "
    "chaque quai.\n",
}


@pytest.mark.parametrize(("language", "law"), [("en", "Law"), ("fr", "Loi")])
def test_a_law_that_a_government_makes_is_no_piece_of_work(language, law):
    titles = [one.value or "" for one in claims_of(TEXTS[language]) if one.predicate == "title"]
    assert titles
    assert not [title for title in titles if law in title]
