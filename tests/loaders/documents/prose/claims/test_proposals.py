"""What free text makes likely and not sure: proposals, and nothing of it in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.dedupe.proposals import proposals_in
from loaders.documents.prose.learnt.roles import LEADS, LEADS_PROPOSED, PARTNERS, PARTNERS_PROPOSED, SURE
from loaders.inputs.read import FileLoader
from tests.helpers.reading import read

if TYPE_CHECKING:
    from graph.claims import Claim

UNSURE_WORK = {
    "en": "The Shared Buoy Registry is run by Nova Scotia. Many boats follow the Clean Harbours program.",
    "fr": "Le Registre commun des bouées est géré par la Nouvelle-Écosse. On suit aussi le programme Ports Propres.",
}
UNSURE_LEAD = {
    "en": "# Buoy Registry\n\nThe registry is open. The registry has 40 entries, and Alberta is glad of it.\n",
    "fr": "# Registre des bouées\n\nLe registre est ouvert. Le registre a 40 fiches, et l’Alberta en est contente.\n",
}

ANOTHERS_WORK = """\
# Harvest Map pilot project

Whitehorse, 3 May 2021

The Government of Yukon has launched the Harvest Map pilot project with the City of Whitehorse. The Harvest Map pilot
project shows where crops are ripe, from satellites and from the daily maps that were developed by the National Weather
Bureau of Norway.

Residents look up their fields in the Harvest Map pilot project. Farmers and the Department of Agriculture of Norway use
the Harvest Map pilot project data to understand what grows where.
"""
RELEASE_EN = """\
# Yukon launches the Northern Trails Mapping Project

Whitehorse, May 4, 2022. The Government of Yukon today launched the Northern Trails Mapping Project, which will map the
trails of the territory for visitors and residents within three years. Parks Canada and the Northwest Territories were
heard while the project was planned, and the Council of Yukon First Nations welcomed it in Whitehorse. The project will
publish open data on trails, shelters and hazards of each season. A pilot took place in Dawson in September 2021, and
the
last map is expected by March 2025. The Department of Highways and Public Works will host the servers, while the
Department of Tourism and Culture answers what visitors ask. Residents can send corrections by phone or on the web until
the end of the year, and the Yukon Geological Survey will publish aerial photographs together with Natural Resources
Canada in the same catalogue.

The territory also works on the Winter Roads Alert Service with Alaska.

The map uses names of Statistics Canada.
"""
RELEASE_FR = """\
# Le Yukon lance le Projet de cartographie des sentiers du Nord

Whitehorse, le 4 mai 2022. Le gouvernement du Yukon a lancé aujourd’hui le Projet de cartographie des sentiers du Nord,
qui doit cartographier en trois ans les sentiers du territoire pour les visiteurs et les résidents. Parcs Canada et les
Territoires du Nord-Ouest ont été entendus pendant la préparation du projet, et le Conseil des Premières Nations du
Yukon
l’a salué à Whitehorse. Le projet publiera des données ouvertes sur les sentiers, les refuges et les dangers de chaque
saison. Un essai a eu lieu à Dawson en septembre 2021, et la dernière carte est attendue en mars 2025. Le ministère de
la
Voirie et des Travaux publics hébergera les serveurs, tandis que le ministère du Tourisme et de la Culture répondra aux
visiteurs. Les résidents peuvent envoyer leurs corrections par téléphone ou sur le Web jusqu’à la fin de l’année, et la
Commission géologique du Yukon publiera des photographies aériennes avec Ressources naturelles Canada dans le même
catalogue. L’Alaska et la Colombie-Britannique attendent la carte avec intérêt.

Le territoire travaille aussi au Service d’alerte des routes d’hiver avec l’Alaska.

On en saura plus sur les pages de Transports Canada et de la Ville de Dawson.
"""
RELEASE = {"en": RELEASE_EN, "fr": RELEASE_FR}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_name_with_few_facts_is_proposed(language):
    claims = read(None, UNSURE_WORK[language].encode(), "text.txt").claims
    facts = [c.value for c in claims if c.predicate == "title" and not c.proposed]
    proposed = [c for c in claims if c.predicate == "title" and c.proposed]
    assert len(facts) == 1
    assert facts[0] in ("Shared Buoy Registry", "Registre commun des bouées")
    assert [c.value for c in proposed] in (["Clean Harbours program"], ["Ports Propres"])
    assert all(not c.stated and c.confidence is not None and c.confidence < 1 for c in proposed)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_claims_about_a_proposed_initiative_are_proposed(language):
    claims = read(None, UNSURE_WORK[language].encode(), "text.txt").claims
    subject = next(c.subject for c in claims if c.predicate == "title" and c.proposed)
    about = [c for c in claims if subject in (c.subject, c.object)]
    assert about
    assert all(c.proposed for c in about)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_co_mentioned_party_is_proposed_as_lead(language):
    claims = read(None, UNSURE_LEAD[language].encode(), "text.md").claims
    leads = [c for c in claims if c.predicate == "lead"]
    assert [(c.object, c.proposed, c.stated) for c in leads] == [("CA-AB", True, False)]
    assert not [c for c in claims if c.predicate == "member"]


def claims_of(text: str) -> list[Claim]:
    return list(FileLoader(isolate=False).load_bytes(text.encode(), "release.md")[0].claims)


def facts(claims: list[Claim]) -> set[tuple[str, str, str | None]]:
    about = {one.subject: one.object for one in claims if one.predicate == "initiative"}
    return {
        (about.get(one.subject) or one.subject, one.predicate, one.object or one.value)
        for one in claims
        if not one.proposed and one.kind in ("initiative", "partnership")
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_place_where_a_release_is_dated_takes_no_part(language):
    assert RELEASE[language].split("\n")[2].startswith("Whitehorse, ")
    assert "WHITEHORSE" not in {who for _, _, who in facts(claims_of(RELEASE[language]))}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_parts_of_work_that_is_asserted_are_proposed(language):
    claims = claims_of(RELEASE[language])
    known = facts(claims)
    asked = [one for one in proposals_in(claims) if one.kind in ("lead", "partner", "date") and one.in_graph]
    assert any(one.kind == "partner" for one in asked)
    for one in asked:
        assert one.parent is None
        assert any(subject == one.subject and predicate == "title" for subject, predicate, _ in known)
        predicate = "member" if one.kind == "partner" else one.kind
        assert (one.subject, predicate, one.target) not in known
        assert all(claim.qualifier != "lead" or (one.subject, "lead", claim.object) in known for claim in one.others)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_likely_is_a_fact_from_one_likelihood_on(language):
    bounds = {"learnt-lead": (LEADS_PROPOSED, LEADS), "learnt-partner": (PARTNERS_PROPOSED, PARTNERS)}
    for one in claims_of(RELEASE[language]):
        if one.rule in bounds and one.confidence is not None and one.qualifier != "lead":
            low, high = bounds[one.rule]
            assert not one.stated
            assert low <= one.confidence < high if one.proposed else one.confidence >= high


def test_a_party_that_is_only_proposed_is_no_party_of_the_graph():
    claims = claims_of(RELEASE_EN)
    named = {one.subject for one in claims if one.kind == "jurisdiction" and not one.proposed}
    used = {one.object for one in claims if not one.proposed and one.object}
    assert named <= used


def test_a_party_that_unlikely_leads_is_not_stated_to_lead():
    leads = [c for c in read(None, ANOTHERS_WORK.encode(), "text.md").claims if c.predicate == "lead"]
    assert [c.object for c in leads if not c.proposed] == ["CA-YT"]


@pytest.mark.parametrize("text", [RELEASE_EN, RELEASE["fr"], ANOTHERS_WORK], ids=["en", "fr", "another"])
def test_a_role_is_stated_where_it_is_sure_and_inferred_with_its_likelihood_elsewhere(text):
    rules = ("party-acts", "led-by", "in-partnership-with")
    roles = [c for c in claims_of(text) if c.rule in rules and not c.proposed and c.qualifier != "lead"]
    assert roles
    for one in roles:
        assert (one.confidence is None) == one.stated
        assert one.confidence is None or 0 < one.confidence < SURE


def test_who_is_only_taken_into_account_takes_no_part():
    text = """# Harbour Map Project

Nova Scotia launched the Harbour Map Project with Iceland in May 2021. The Harbour Map Project takes account of the
following standards:

- the register of ferries;
- the United Nations Commission on International Trade Law (UNCITRAL).
"""
    parties = {c.object for c in claims_of(text) if c.predicate == "member" and not c.proposed}
    assert parties == {"CA-NS", "ICELAND"}
