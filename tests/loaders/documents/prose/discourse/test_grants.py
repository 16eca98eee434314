"""What somebody is paid for: who is paid leads it, and who pays takes part."""

from __future__ import annotations

import pytest

from tests.helpers.reading import read


def roles(text: str) -> dict[str, tuple[str, set[str]]]:
    """Who leads each piece of work, and who takes part in it, by its title."""
    claims = [claim for claim in read(None, text.encode(), "text.txt").claims if not claim.proposed]
    titles = {c.subject: c.value or "" for c in claims if c.kind == "initiative" and c.predicate == "title"}
    about = {c.subject: c.object for c in claims if c.kind == "partnership" and c.predicate == "initiative"}
    leads = {c.subject: c.object or "" for c in claims if c.predicate == "lead"}
    return {
        title: (
            leads.get(one, ""),
            {c.object or "" for c in claims if c.predicate == "member" and about[c.subject] == one} - {leads.get(one)},
        )
        for one, title in titles.items()
    }


MORE = {
    "en": "It was built in the last century. Residents will find it safer, and can use it all year long.",
    "fr": "Elle date du siècle dernier. Les habitants la trouveront plus sûre, et pourront s'en servir toute l'année.",
}
DAYS = {"en": "12 May 2021", "fr": "Le 12 mai 2021"}


PAID = {
    "granted to": (
        "fr",
        (
            "Le gouvernement du Québec accorde une aide financière de 200 000 $ à la Ville de Gatineau pour la "
            "réfection du quai municipal."
        ),
        ("réfection du quai municipal", "GATINEAU", "CA-QC"),
    ),
    "granted it": (
        "fr",
        (
            "La Banque mondiale a accordé au Togo un financement de 60 millions de dollars pour la mise en œuvre du "
            "Projet de réfection des quais."
        ),
        ("Projet de réfection des quais", "TOGO", "WORLD-BANK"),
    ),
    "granted by": (
        "fr",
        (
            "Une subvention de 80 000 euros est accordée à la Ville de Lausanne par le canton de Vaud pour la "
            "rénovation de l'école des Quais."
        ),
        ("rénovation de l'école des Quais", "LAUSANNE", "CANTON-OF-VAUD"),
    ),
    "its allocation": (
        "fr",
        (
            "Par exemple, la Ville de Gatineau se sert de son allocation au titre du Fonds des quais du Canada pour "
            "poursuivre la modernisation de la station de pompage des Érables."
        ),
        ("station de pompage", "GATINEAU", None),
    ),
    "grant to": (
        "en",
        (
            "The Government of Canada announced today a grant of $2.4 million to the City of Halifax to build a new "
            "wastewater treatment plant."
        ),
        ("wastewater treatment plant", "HALIFAX", "CA"),
    ),
    "awarded it": (
        "en",
        "The World Bank awarded Togo $60 million for the Coastal Quays Project.",
        ("Coastal Quays Project", "TOGO", None),
    ),
}


@pytest.mark.parametrize(("language", "sentence", "want"), PAID.values(), ids=PAID)
def test_who_is_paid_for_work_leads_it(language: str, sentence: str, want: tuple[str, str, str | None]):
    title, lead, payer = want
    found = roles(f"{DAYS[language]}\n\n{sentence} {MORE[language]}\n")
    of_work = next(value for name, value in found.items() if title in name)
    assert of_work[0] == lead
    if payer is not None:
        assert payer in of_work[1]


def test_who_is_paid_does_not_lead_the_fund_that_pays():
    _, sentence, _ = PAID["its allocation"]
    found = roles(f"{DAYS['fr']}\n\n{sentence} {MORE['fr']}\n")
    assert all(lead != "GATINEAU" for name, (lead, _) in found.items() if name.startswith("Fonds"))


def test_who_pays_for_its_own_work_leads_it():
    found = roles(
        "Le 12 mai 2021\n\nLa Ville de Lausanne consacre un financement de 2 millions de francs au Plan des quais et "
        f"lance le Plan des quais avec le canton de Vaud. {MORE['fr']}\n"
    )
    assert found["Plan des quais"][0] == "LAUSANNE"
