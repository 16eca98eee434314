"""A date that stands next to a name of a piece of work is likelier one of its dates than one that stands elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders.documents.prose.learnt.pairs.adjacent_dates import ALONE, BEFORE, BEHIND, OPENING, adjacent_dates
from loaders.documents.prose.learnt.scene import Scene
from tests.loaders.documents.prose.learnt.test_proximity import read
from tests.loaders.documents.prose.test_learnt import TEXT

NAME = {"en": "Pier Plan", "fr": "Plan des quais"}


def adjacent(language: str, text: str) -> dict[str, float]:
    """The dates that stand next to the name in the last paragraph of a document."""
    discourse, works = read(f"{TEXT[language]}\n\n{text}\n")
    segment = discourse.outline.segments[-1]
    start = segment.text.index(NAME[language])
    place = {"passage": segment.passage, "start": start, "end": start + len(NAME[language])}
    return adjacent_dates(Scene.of(discourse, [replace(works[0], title=NAME[language], aliases=set(), **place)]), 0)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The Pier Plan (2021–2024) pays for three quays.", {"2021/2024": BEHIND}),
        ("en", "The Pier Plan (PP), launched in May 2021, pays for three quays.", {"2021-05": BEHIND}),
        ("en", "The Pier Plan was set up in late 2019 for three quays.", {"2019": BEHIND}),
        ("en", "On 3 May 2021, the Harbour Agency adopted its Pier Plan for quays.", {"2021-05-03": BEFORE}),
        ("en", "In 2021, we launched the Pier Plan for three quays.", {"2021": BEFORE}),
        ("en", "The Pier Plan pays for three quays that were built in May 1921.", {}),
        ("en", "The Pier Plan 2021-2022 pays for three quays in the outer harbour.", {}),
        ("en", "Three quays were closed in May 2021. The Pier Plan pays for them.", {}),
        ("fr", "Le Plan des quais (2021-2024) paie trois quais.", {"2021/2024": BEHIND}),
        ("fr", "Le Plan des quais a été lancé en mai 2021 pour trois quais.", {"2021-05": BEHIND}),
        ("fr", "Le Plan des quais, adopté début 2019, paie trois quais.", {"2019": BEHIND}),
        ("fr", "En mai 2021, l’Agence a lancé le Plan des quais de la ville.", {"2021-05": BEFORE}),
        ("fr", "Le Plan des quais paie trois quais qui datent de mai 1921.", {}),
    ],
)
def test_only_words_of_what_happens_to_it_stand_between_a_name_and_its_date(language, text, found):
    assert adjacent(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "- Pier Plan, September 28-30, 2017", {"2017-09-28/2017-09-30": ALONE}),
        ("en", "- **Pier Plan** – 13 November 2017", {"2017-11-13": ALONE}),
        ("en", "- Pier Plan, November 13, 2017, for three quays", {"2017-11-13": BEHIND}),
        ("fr", "- Plan des quais, 13 novembre 2017", {"2017-11-13": ALONE}),
        ("fr", "- Plan des quais (2021-2024)", {"2021/2024": ALONE}),
    ],
)
def test_a_date_that_is_all_else_in_the_line_of_a_name_is_its_date(language, text, found):
    assert adjacent(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "2021: the quays reopen, as the Pier Plan said.", {"2021": OPENING}),
        ("en", "**May 2021** – three more quays begin under the Pier Plan", {"2021-05": OPENING}),
        ("en", "2021 City reaffirms the Pier Plan for its quays.", {"2021": OPENING}),
        ("en", "- 3 May 2021: three ministers come to sign the Pier Plan", {"2021-05-03": OPENING}),
        ("en", "| 2021 | Three more quays are built as in the Pier Plan |", {"2021": OPENING}),
        ("en", "2019: three quays close until May 2021, says the Pier Plan.", {}),
        ("en", "Three quays (2019) are those of the Pier Plan.", {}),
        ("fr", "2021-2023 : trois quais de plus grâce au Plan des quais.", {"2021/2023": OPENING}),
        ("fr", "2022-... : Partenaire de la ville pour le Plan des quais.", {"2022": OPENING}),
        ("fr", "Trois quais, fermés en 2019, rouvrent avec le Plan des quais.", {}),
    ],
)
def test_a_date_with_which_a_line_opens_is_of_the_name_in_it(language, text, found):
    assert adjacent(language, text) == found
