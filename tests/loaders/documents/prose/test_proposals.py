"""What free text makes likely and not sure: proposals, and nothing of it in the graph."""

from __future__ import annotations

import pytest

from tests.helpers.reading import read

UNSURE_WORK = {
    "en": "The Shared Buoy Registry is run by Nova Scotia. Many boats follow the Clean Harbours program.",
    "fr": "Le Registre commun des bouées est géré par la Nouvelle-Écosse. On suit aussi le programme Ports Propres.",
}
UNSURE_LEAD = {
    "en": "# Buoy Registry\n\nThe registry is open. The registry has 40 entries, and Alberta is glad of it.\n",
    "fr": "# Registre des bouées\n\nLe registre est ouvert. Le registre a 40 fiches, et l’Alberta en est contente.\n",
}


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
