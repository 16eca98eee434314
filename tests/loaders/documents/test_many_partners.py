"""Work with many partners: each is kept, however long their names are together."""

from __future__ import annotations

import pytest

from tests.helpers.reading import read

TOWNS = [f"City of {name}" for name in (
    "Toronto", "Montréal", "Ottawa", "Calgary", "Edmonton", "Winnipeg", "Vancouver", "Halifax", "Regina", "Saskatoon",
    "Victoria", "Moncton", "Fredericton", "Charlottetown", "Whitehorse", "Yellowknife", "Iqaluit", "Kingston",
    "Windsor", "London", "Hamilton", "Kelowna", "Abbotsford", "Sherbrooke", "Gatineau", "Laval", "Longueuil",
    "Brampton", "Markham", "Oshawa",
)]  # fmt: skip
TEXTS = {
    "submission": """Government of Alberta
Submission, Winter 2023

Shared Snow Map

The map was launched in May 2022 in partnership with {towns} and the City of Barrie.
""",
    "table": """Government of Alberta
Submission, Winter 2023

| Initiative | Partners | Launched |
| --- | --- | --- |
| Shared Snow Map | {towns}, City of Barrie | May 2022 |
""",
    "free text": """Alberta launched the Shared Snow Map in May 2022 in partnership with {towns} and the City of Barrie.
""",
}


@pytest.mark.parametrize("kind", TEXTS)
def test_no_partner_of_many_is_lost(kind):
    text = TEXTS[kind].format(towns=", ".join(TOWNS))
    claims = list(read(None, text.encode(), "text.md").claims)
    members = {claim.object for claim in claims if claim.kind == "partnership" and claim.predicate == "member"}
    assert len(members) == len(TOWNS) + len(("Alberta", "Barrie")), sorted(members)
