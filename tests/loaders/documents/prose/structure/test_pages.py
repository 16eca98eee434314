"""Pages with titles on several lines, menus before the title, meetings, and sections in which nothing is work."""

from __future__ import annotations

import pytest

from tests.helpers.reading import Page

MORE = {
    "en": "It shows the free berths of all harbours in the bay to everybody, and is free of charge. Boats can book a "
    "berth with it, and the harbours see who comes on which day.",
    "fr": "Elle montre à tous les places libres de tous les ports de la baie, et elle est gratuite. Les bateaux "
    "peuvent réserver une place, et les ports voient qui arrive chaque jour.",
}
LAUNCH = {
    "en": f"The City of Riverton launched the Harbour Berth Map in May 2021. {MORE['en']}",
    "fr": f"La Ville de Rivière-Claire a lancé la Carte des places portuaires en mai 2021. {MORE['fr']}",
}
NAMES = {"en": "Harbour Berth Map", "fr": "Carte des places portuaires"}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ({"en": "Conferences", "fr": "Conférences"},
         {"en": "[Harbour Data Days](https://a.example) - July 19-22 2021",
          "fr": "[Journées des données portuaires](https://a.example) - 19 juillet 2021"}),
        ({"en": "Indicators", "fr": "Indicateurs de suivi"},
         {"en": "The study “Berth resources” is done", "fr": "Réalisation de l’étude « ressource des places »"}),
        ({"en": "Steering", "fr": "Pilotage"},
         {"en": "“Tide transition” unit", "fr": "Service « transition des marées »"}),
        ({"en": "Agenda", "fr": "Ordre du jour"},
         {"en": "“Tide Model” demonstration", "fr": "Présentation de « Modèle des marées »"}),
        ({"en": "Milestones", "fr": "Jalons"},
         {"en": "May 2021: “Tide Model” tested", "fr": "Mai 2021 : « Modèle des marées » testé"}),
    ],
)  # fmt: skip
def test_below_some_headings_nothing_is_work(heading, item, language):
    page = Page(f"# {NAMES[language]}\n\n{LAUNCH[language]}\n\n## {heading[language]}\n\n- {item[language]}\n")
    assert page.titles == [NAMES[language]]


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Conference Room Booking System"), ("fr", "Plan de pilotage des écluses")]
)
def test_a_heading_that_only_opens_as_one_without_work_is_work(language, name):
    page = Page(f"# Report\n\n## {name}\n\n{LAUNCH[language].replace(NAMES[language], name)}\n")
    assert name in page.titles


def test_what_another_section_names_as_well_is_work():
    text = "- The Harbour Berth Map is shown to all"
    page = Page(f"# Report of the year\n\n{LAUNCH['en']}\n\n## Conferences\n\n{text}\n")
    assert "Harbour Berth Map" in page.titles


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Harbour Product Steering Meeting is on 18 March 2021."),
        ("en", "The Annual Harbour Luncheon on November 14, 2021 was opened by the City of Riverton."),
        ("fr", "La « Rencontre publique des ports » est ouverte le 18 mars 2021."),
    ],
)
def test_meetings_are_no_work(language, text):
    page = Page(f"# {NAMES[language]}\n\n{LAUNCH[language]}\n\n{text}\n")
    assert page.titles == [NAMES[language]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The City of Riverton launched the Harbour Reception in June 2021."),
        ("en", "The City of Riverton opened the “Harbour Award Ceremony” on 18 March 2021."),
        ("fr", "La « Cérémonie des ports » est ouverte le 18 mars 2021."),
    ],
)
def test_ceremonies_and_receptions_are_no_work(language, text):
    page = Page(f"# {NAMES[language]}\n\n{LAUNCH[language]}\n\n{text}\n")
    assert page.titles == [NAMES[language]]


def test_what_a_meeting_is_of_is_work_in_place_of_the_meeting():
    page = Page(
        "# Berthmap Product Steering Meeting 18th of March, 2021\n\nChair: Marie Tremblay\n\nAttendees:\n"
        "- [x] Riverton\n- [x] Utrecht\n- [x] Almere\n\n## Talks\n\nThe group talks about the Berthmap, and how its "
        "features are chosen. Berthmap is used by four towns.\n\n## Agenda next meeting\n\nThe City of Riverton will "
        "plan a meeting next week with new members from Almere and get them up to speed.\n"
    )
    assert page.titles == ["Berthmap"]


def test_a_name_that_only_holds_the_word_for_a_meeting_is_work():
    page = Page(f"# Report\n\n{LAUNCH['en'].replace('Harbour Berth Map', 'Harbour Meeting Room Booking System')}\n")
    assert page.titles == ["Harbour Meeting Room Booking System"]


@pytest.mark.parametrize(
    ("language", "skip", "menu"),
    [
        ("en", "Skip to main content", "Harbour Skills Initiative"),
        ("fr", "Aller au contenu", "Programme des métiers portuaires"),
    ],
)
def test_the_menu_that_a_page_leads_past_is_no_text(language, skip, menu):
    page = Page(f"[{skip}](#main)\n\n### {menu}\n\n- [{menu}](/a)\n\n# {NAMES[language]}\n\n{LAUNCH[language]}\n")
    assert page.titles == [NAMES[language]]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_list_below_a_line_of_a_menu_names_no_work(language):
    line, menu = {
        "en": ("Explore pages in:", "Harbour Skills Initiative"),
        "fr": ("Voir aussi :", "Programme des métiers portuaires"),
    }[language]
    for between in ("", "[Harbours](/h)\n\n"):
        links = f"{line}\n\n{between}- [{menu}](/a)\n- [{menu} 2](/b)\n"
        assert Page(f"# {NAMES[language]}\n\n{LAUNCH[language]}\n\n{links}").titles == [NAMES[language]]


def test_a_list_behind_a_sentence_is_no_menu():
    text = "See also:\n\nThe City of Riverton has two more pieces of work in the bay, which began in May 2021.\n\n"
    page = Page(f"# {NAMES['en']}\n\n{LAUNCH['en']}\n\n{text}- Harbour Skills Initiative\n- Tide Table Programme\n")
    assert "Harbour Skills Initiative" in page.titles


@pytest.mark.parametrize(
    ("language", "lines", "title"),
    [
        ("en", ["# DIGITAL PLAN", "# OF THE HARBOUR OF RIVERTON"], "DIGITAL PLAN OF THE HARBOUR OF RIVERTON"),
        ("fr", ["**PROJET DE NUMÉRISATION**", "**DU PORT DE RIVIÈRE-CLAIRE**"],
         "PROJET DE NUMÉRISATION DU PORT DE RIVIÈRE-CLAIRE"),
    ],
)  # fmt: skip
def test_a_title_may_stand_on_several_lines(language, lines, title):
    text = {
        "en": "The City of Riverton leads this plan. It began in May 2021.",
        "fr": "La Ville de Rivière-Claire pilote ce projet. Il a débuté en mai 2021.",
    }[language]
    page = Page("\n\n".join([*lines, f"{text} {MORE[language]}"]) + "\n")
    assert [one.casefold() for one in page.titles] == [title.casefold()]
