"""Agreements with different towns are several, though nobody knows of which government the towns are."""

from __future__ import annotations

import pytest

from tests.loaders.documents.prose.claims.test_proposals import claims_of

HEAD = {
    "en": "# Minutes of the Harbour Transit District\n\nThe Board of the Harbour Transit District met in Alderwick. It "
    "read the agreements for the ferry line, and voted on each of them.\n\n",
    "fr": "# Procès-verbal du Syndicat des bacs\n\nLe comité du Syndicat des bacs s'est réuni. Il a lu les "
    "conventions de la ligne de bacs et a voté sur chacune.\n\n",
}
PARTS = {
    "en": "#### {letter}. Ferry Line Intergovernmental Agreement with the City of {town}\n\nIt is recommended that the "
    "Harbour Transit District enter into an Intergovernmental Agreement with the City of {town}. The agreement says "
    "who pays for the pier.\n\n",
    "fr": "#### {letter}. Convention de la ligne de bacs avec la Ville de {town}\n\nIl est proposé que le Syndicat des "
    "bacs conclue une convention avec la Ville de {town}. La convention dit qui paie le quai.\n\n",
}
TOWNS = {"en": ("Birchley", "Cedarham"), "fr": ("Boulay", "Chêneval")}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_agreements_that_differ_by_their_town_are_several(language):
    parts = [
        PARTS[language].format(letter=letter, town=town) for letter, town in zip("GH", TOWNS[language], strict=True)
    ]
    titles = [one.value or "" for one in claims_of(HEAD[language] + "".join(parts)) if one.predicate == "title"]
    assert len([title for title in titles if any(town in title for town in TOWNS[language])]) == len(TOWNS[language])
