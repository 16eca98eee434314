"""The date that a document of free text gives for itself."""

from __future__ import annotations

import pytest

from loaders.inputs.read import FileLoader

BODY = {
    "en": "The Government of Yukon looks after the trails of the territory for visitors and residents. It launched the "
    "Northern Trails Mapping Project with Parks Canada, and publishes open data on shelters and hazards each season.",
    "fr": "Le gouvernement du Yukon entretient les sentiers du territoire pour les visiteurs et les résidents. Il a "
    "lancé le Projet de cartographie des sentiers du Nord avec Parcs Canada et publie des données sur les refuges.",
}


def date_of(text: str) -> str | None:
    """The date of a document's edition."""
    (reading,) = FileLoader(isolate=False).load_bytes(text.encode(), "page.md")
    dates = [one.value for one in reading.claims if one.kind == "edition" and one.predicate == "published"]
    return dates[0] if dates else None


@pytest.mark.parametrize(
    ("language", "line", "date"),
    [
        ("en", "May 4, 2022", "2022-05-04"),
        ("en", "WHITEHORSE – May 4, 2022 – News of the trails.", "2022-05-04"),
        ("en", "Released on May 4, 2022", "2022-05-04"),
        ("en", "**Original Published:** May 4, 2022 00:00 UTC", "2022-05-04"),
        ("en", "First published: 4 May 2022", "2022-05-04"),
        ("en", "May 4, 2022 – 6:00 p.m.", "2022-05-04"),
        ("en", "Wednesday, May 4, 2022, scheduled to begin at 6:00 p.m.", "2022-05-04"),
        ("en", "**WHITEHORSE, ON WEDNESDAY, 4TH MAY, 2022 AT 5.00 P.M.**", "2022-05-04"),
        ("en", "**Date:** 04.05.22", "2022-05-04"),
        ("en", "Published on 4.5.22", "2022-05-04"),
        ("en", "**Date:** 04/05/22", None),
        ("en", "**Date:** 25/04/22", "2022-04-25"),
        ("en", "Date of report: 4 May 2022", "2022-05-04"),
        ("en", "Version 04.05.22", None),
        ("en", "List of the trails (updated 4 May 2022)", None),
        ("en", "Last modified: 4 May 2022", "2022-05-04"),
        ("en", "The trails were closed until May 4, 2022.", None),
        ("en", "On May 4, 2022, the trails of the North opened to visitors.", None),
        ("en", "Date of launch: May 4, 2022", None),
        ("en", "Trails closed until May 4, 2022", None),
        ("en", "AND WHEREAS the Assembly on May 4, 2022 agreed to the trails", None),
        (
            "en",
            "Minutes of a meeting of the Trails Council held on Wednesday 4th May 2022 in the Town Hall.",
            "2022-05-04",
        ),
        ("en", "Subject: meeting of the Trails Council of May 4, 2022 from 9 to 11 a.m.", "2022-05-04"),
        ("en", "Meeting minutes - 5/24/22", "2022-05-24"),
        ("en", "2022 – 05 - 04", "2022-05-04"),
        ("en", "Register 2022-05-04-017", None),
        ("en", "May 4, 2022 (WHITEHORSE) News of the trails and of the shelters of the North.", "2022-05-04"),
        ("en", "Date of issue:\n\nMay 4, 2022", "2022-05-04"),
        ("fr", "Le 4 mai 2022", "2022-05-04"),
        ("fr", "**Date :** 04.05.22", "2022-05-04"),
        ("fr", "Le 04/05/22", "2022-05-04"),
        ("fr", "Date : 4/05/2022", "2022-05-04"),
        ("fr", "Compte rendu de la réunion du 04/05/22", "2022-05-04"),
        ("fr", "04.05.22", "2022-05-04"),
        ("fr", "Date du rapport : 4 mai 2022", "2022-05-04"),
        ("fr", "Version 04.05.22", None),
        ("fr", "Liste des sentiers (màj 04/05/2022)", None),
        ("fr", "Dernière modification : 4 mai 2022", "2022-05-04"),
        ("fr", "Whitehorse, le 4 mai 2022 – Des nouvelles des sentiers.", "2022-05-04"),
        ("fr", "Publié le 4 mai 2022", "2022-05-04"),
        ("fr", "Les sentiers étaient fermés jusqu'au 4 mai 2022.", None),
        ("fr", "Le 4 mai 2022, les sentiers du Nord ont ouvert aux visiteurs.", None),
        ("fr", "Date de mise en œuvre des sentiers : 4 mai 2022", None),
        ("fr", "Sentiers fermés jusqu'au 4 mai 2022", None),
        ("fr", "ATTENDU que l'Assemblée du 4 mai 2022 approuve les sentiers", None),
        ("fr", "Objet : Réunion de lancement des sentiers du mercredi 04/05/2022 de 09h30 à 11h30.", "2022-05-04"),
        (
            "fr",
            "Procès-verbal de la séance du Conseil des sentiers tenue le 4 mai 2022 à l'hôtel de ville.",
            "2022-05-04",
        ),
        ("fr", "Date d'émission :\n\n4 mai 2022", "2022-05-04"),
    ],
)
def test_a_line_below_the_title_dates_a_document(language, line, date):
    title = {"en": "# Trails of the North", "fr": "# Sentiers du Nord"}[language]
    assert date_of(f"{title}\n\n{line}\n\n{BODY[language]}\n") == date


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("key", "date"),
    [
        ("date", "2022-05-04"), ("pubDate", "2022-05-04"), ("publish_date", "2022-05-04"),
        ("published-date", "2022-05-04"), ("posted_on", "2022-05-04"), ("postdate", "2022-05-04"),
        ("original_published", "2022-05-04"), ("docDate", "2022-05-04"), ("published_time", "2022-05-04"),
        ("meeting_date", "2022-05-04"), ("date_texte", "2022-05-04"), ("date de publication", "2022-05-04"),
        ("last_updated", None), ("last_modified_at", None), ("expiryDate", None), ("archivedate", None),
    ],
)  # fmt: skip
def test_front_matter_dates_a_document(language, key, date):
    assert date_of(f"---\n{key}: 2022-05-04 10:30:00\n---\n{BODY[language]}\n") == date


@pytest.mark.parametrize(
    ("language", "line", "date"),
    [
        ("en", "Whitehorse, May 4, 2022", "2022-05-04"),
        ("en", "Signed at Whitehorse on May 4, 2022", "2022-05-04"),
        ("en", "Published 4 May 2022", "2022-05-04"),
        ("en", "The season ends on October 4, 2022", None),
        ("fr", "Whitehorse, le 4 mai 2022", "2022-05-04"),
        ("fr", "Fait à Whitehorse, le 4 mai 2022", "2022-05-04"),
        ("fr", "La saison se termine le 4 octobre 2022", None),
    ],
)
def test_a_line_at_the_end_dates_a_document(language, line, date):
    title = {"en": "# Trails of the North", "fr": "# Sentiers du Nord"}[language]
    filler = {"en": "The shelters are dry. Each has wood.", "fr": "Les refuges sont secs. Chacun a du bois."}[language]
    text = "\n\n".join([f"## {BODY[language][:9]} {at}\n\n{filler}" for at in "ABCDE"])
    assert date_of(f"{title}\n\n{BODY[language]}\n\n{text}\n\n{line}\n") == date


def test_days_of_several_sections_date_no_document():
    news = f"## Shelters open (4 May 2022)\n\n{BODY['en']}\n\n## Shelters close (4 October 2021)\n\nThey are dry.\n"
    assert date_of(f"# News of the trails\n\n{news}") is None


def test_the_recorded_title_of_minutes_dates_a_document():
    title = "title: Trails Council - Minutes of May 4, 2022"
    assert date_of(f"---\n{title}\n---\nThe Council met.\n\n{BODY['en']}\n") == "2022-05-04"
