"""Whose report a text is: a party that stands alone above it, not the last one of a list."""

from __future__ import annotations

import pytest

from tests.helpers.reading import read

TEXT = {
    "en": """# Notes of the Buoys Group

The notes are short.

They are sent by post.

They are read by all.

{list}

The province reports on its buoys.

## Shared Buoy Registry – status

The registry was opened in May 2021 for every harbour.
""",
    "fr": """# Notes du groupe Bouées

Les notes sont brèves.

Elles partent par la poste.

Tous les lisent.

{list}

La province parle de ses bouées.

## Registre commun des bouées – état

Le registre a été ouvert en mai 2021 pour chaque port.
""",
}
LIST = ["- Alberta", "- Manitoba"]


def leads(language: str, entries: list[str]) -> set[str | None]:
    """Who leads what stands below a list and a paragraph, because it is taken for the party that reports."""
    text = TEXT[language].format(list="\n".join(entries))
    return {one.object for one in read(None, text.encode(), "text.md").claims if one.rule == "party-of-the-heading"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_stands_below_a_list_is_no_report_of_its_last_item(language):
    assert leads(language, LIST[1:]) == {"CA-MB"}
    assert leads(language, LIST) == set()
