"""A section that says when a piece of work is done dates the work whose heading stands above it."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from loaders.documents.prose.learnt.models.model import model
from loaders.documents.prose.learnt.pairs.calendars import calendar_dates
from loaders.documents.prose.learnt.pairs.inferred_dates import OF_THE_CALENDAR
from loaders.documents.prose.learnt.roles import refine
from loaders.documents.prose.learnt.scene import Scene
from loaders.documents.prose.learnt.works import Work
from tests.loaders.documents.prose.learnt.test_proximity import read

PAGES = {
    "en": """# Harbour Tide Register

The Government of Nova Scotia leads the Harbour Tide Register. It shows the tides of every harbour, and pilots use it
each day to plan when they come in and when they leave. The register is free for all who need it.

## {heading}

{lines}

## Resources

- 2012: how the tides were measured before
""",
    "fr": """# Registre des marées du port

Le gouvernement de la Nouvelle-Écosse dirige le Registre des marées du port. Il montre les marées de chaque port, et
les pilotes s’en servent chaque jour pour prévoir leur arrivée. Le registre est gratuit pour tous.

## {heading}

{lines}

## Ressources

- 2012 : comment les marées étaient mesurées avant
""",
}


def found(page: str) -> dict[str, str]:
    """The dates of calendars of a document, by the title of the work."""
    discourse, works = read(page)
    scene = Scene.of(discourse, works)
    return {works[number].title: edtf for number, (edtf, _) in calendar_dates(scene).items()}


@pytest.mark.parametrize(
    ("language", "heading", "lines", "wanted"),
    [
        ("en", "Timeline", "- 2021-2024 planned for the time of the harbour plan", "2021/2024"),
        ("en", "Key dates", "- **May 2021**: gauges\n- June 2022: pilots", "2021-05"),
        ("en", "Schedule", "2021-2022 gauges are built in the outer harbour", "2021/2022"),
        ("fr", "Calendrier", "- 2021-2024 Prévu pour tous les quais, puis pour les îles", "2021/2024"),
        ("fr", "Échéancier", "- 2021 : sondes\n- 2022 : pilotes", "2021"),
        ("en", "Timeline", "- Planning: done\n- Start of works: May 2023\n- Opening – 2025", "2023-05"),
        ("fr", "Calendrier", "- Début des travaux : mai 2023\n- Ouverture aux pilotes : 2025", "2023-05"),
        ("en", "Timeline", "- Gauges: the first since 2019, and then pilots", None),
        ("fr", "Calendrier", "- Sondes : les premières depuis 2019, et puis les pilotes", None),
        ("en", "Timeline", "- Gauges are built until 2024, then pilots use them", None),
        ("en", "Timeline", "| 2021 | Gauges |\n| --- | --- |\n| 2022 | Pilots |", None),
        ("en", "Results", "- 2021-2024: more gauges than ever in the harbour", None),
        ("en", "Timeline of tides in the harbours of all provinces", "- 2021-2024: more tides than ever", None),
    ],
)
def test_a_date_with_which_a_line_of_a_calendar_opens_or_that_its_label_has_is_of_the_work_above(
    language, heading, lines, wanted
):
    page = PAGES[language].format(heading=heading, lines=lines)
    assert set(found(page).values()) == ({wanted} if wanted else set())


def test_a_line_that_names_other_work_dates_that():
    page = PAGES["en"].format(heading="Timeline", lines="- 2021: Ferry Notice\n- 2022: gauges")
    discourse, works = read(page)
    scene = Scene.of(discourse, works)
    opening = next(one for one in scene.discourse.outline.segments if one.text.startswith("2021: Ferry"))
    start = opening.text.index("Ferry")
    other = Work("Ferry Notice", "capitalised", opening.passage, start, len(opening.text), 0)
    scene = Scene.of(discourse, [*works, other])
    assert {edtf for edtf, _ in calendar_dates(scene).values()} <= {"2022"}


def test_it_is_a_date_of_the_work_also_where_that_is_unlikely():
    discourse, works = read(PAGES["en"].format(heading="Timeline", lines="- 2021-2024 planned for all quays"))
    works[0].dates = []
    with patch("loaders.documents.prose.learnt.roles._likely") as given:
        given.side_effect = [[{}, {}], [{0: {"2021/2024": 0.01, "2012": 0.02}}]]
        refine(discourse, works, model())
    assert [(one.edtf, one.rule, one.stated) for one in works[0].dates] == [("2021/2024", OF_THE_CALENDAR, False)]
