"""Groups of governments with fixed members: named as a whole, in part, or with another number."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.bodies.groups import find_groups
from tests.helpers.reading import read

PADDING = {
    "en": " The work answers a need that people of all regions have stated for years, and it is looked at again when "
    "two years have passed and its use is known.",
    "fr": " Ce travail répond à un besoin que les gens de toutes les régions expriment depuis des années, et il sera "
    "examiné de nouveau lorsque deux ans auront passé.",
}
ATLANTIC = {"CA-NB", "CA-NL", "CA-NS", "CA-PE"}
NORDIC = {"DENMARK", "FINLAND", "ICELAND", "NORWAY", "SWEDEN"}


def members(text: str, language: str) -> dict[str, tuple[str, bool]]:
    """Who takes part, by whom, with the rule and whether the text states it."""
    claims = read(None, f"{text}{PADDING[language]}".encode(), "short.txt").claims
    return {
        claim.object or "": (claim.rule, claim.stated)
        for claim in claims
        if (claim.kind, claim.predicate) == ("partnership", "member") and not claim.proposed
    }


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("The four Atlantic provinces signed it.", "en", ["ATLANTIC-PROVINCES"]),
        ("It was signed by three Maritime provinces.", "en", ["MARITIME-PROVINCES"]),
        ("The premiers of the Prairie provinces met the Nordic countries.", "en",
         ["PRAIRIE-PROVINCES", "NORDIC-COUNTRIES"]),
        ("All 13 provinces and territories signed it.", "en", ["PROVINCES-AND-TERRITORIES"]),
        ("All ten provinces and three territories signed it.", "en", ["PROVINCES", "TERRITORIES"]),
        ("Each of the three Baltic states and all of the Benelux countries.", "en",
         ["BALTIC-STATES", "BENELUX-COUNTRIES"]),
        ("Les quatre provinces de l’Atlantique et les pays baltes.", "fr", ["ATLANTIC-PROVINCES", "BALTIC-STATES"]),
        ("Toutes les provinces et tous les territoires.", "fr", ["PROVINCES-AND-TERRITORIES"]),
        ("Chacun des pays nordiques et les pays du Benelux.", "fr", ["NORDIC-COUNTRIES", "BENELUX-COUNTRIES"]),
        ("Les gouvernements des pays nordiques, avec les trois provinces des Prairies.", "fr",
         ["NORDIC-COUNTRIES", "PRAIRIE-PROVINCES"]),
        # another number, a part, no group as a whole
        ("Two Atlantic provinces, several Prairie provinces and Nordic countries.", "en", []),
        ("One of the four Atlantic provinces, most of the Nordic countries.", "en", []),
        ("The provinces and territories, with the five provinces.", "en", []),
        ("All provinces and territories except Quebec.", "en", []),
        ("The Atlantic Provinces Economic Council met the other Nordic countries.", "en", []),
        ("Deux provinces de l’Atlantique, des pays nordiques, les autres pays baltes.", "fr", []),
        ("L’une des quatre provinces de l’Atlantique, plusieurs des cinq pays nordiques.", "fr", []),
        ("Les provinces et les territoires ; les pays nordiques, sauf l’Islande.", "fr", []),
    ],
)  # fmt: skip
def test_a_group_is_named_as_a_whole(text, language, wanted):
    assert [one.id for one in find_groups(text, language, "CA")] == wanted


@pytest.mark.parametrize("country", ["ARGENTINA", None])
def test_provinces_of_no_known_country_are_no_group(country):
    assert not list(find_groups("All provinces and territories and the three territories.", "en", country))


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("The Island Care Registry was launched by the four Atlantic provinces in May 2023.", "en", ATLANTIC),
        ("The Nordic countries launched the Cold Harbour Fund in 2019.", "en", NORDIC),
        ("Les pays nordiques ont lancé le Fonds des ports froids en 2019.", "fr", NORDIC),
        ("L’Entente sur le homard a été signée par les quatre provinces de l’Atlantique.", "fr", ATLANTIC),
    ],
)
def test_each_member_of_a_group_is_inferred_to_take_part_and_none_to_lead(text, language, wanted):
    assert members(text, language) == dict.fromkeys(wanted, ("member-of-a-group", False))


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        (
            "The Cold Harbour Accord was signed by the Nordic countries. Iceland did not sign it.",
            "en",
            NORDIC - {"ICELAND"},
        ),
        ("Iceland, Norway and two Atlantic provinces signed the Lobster Data Accord.", "en", {"ICELAND", "NORWAY"}),
        ("Ships call in the four Atlantic provinces under the Lobster Data Project.", "en", set()),
        (
            "L’Islande, la Norvège et deux provinces de l’Atlantique ont signé l’Accord sur le homard.",
            "fr",
            {"ICELAND", "NORWAY"},
        ),
    ],
)
def test_who_abstains_and_a_group_that_is_a_place_take_no_part(text, language, wanted):
    assert set(members(text, language)) == wanted


def test_a_group_that_asks_is_no_party_of_its_own():
    text = "The Nordic countries call on Canada to fund the Island Ferry Link."
    claims = read(None, f"{text}{PADDING['en']}".encode(), "short.txt").claims
    assert any(claim.kind == "need" for claim in claims)
    assert "NORDIC-COUNTRIES" not in {claim.object for claim in claims} | {claim.subject for claim in claims}
