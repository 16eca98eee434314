"""Who sends a document of free text: by its letterhead, labels, place line, properties or closing lines."""

from __future__ import annotations

import pytest

from loaders.inputs.read import FileLoader

BODY = {
    "en": "The trails of the territory are open to visitors and residents. Parks Canada launched the Northern Trails "
    "Mapping Project with the shelters of the North, and publishes open data on shelters and hazards each season.",
    "fr": "Les sentiers du territoire sont ouverts aux visiteurs et aux résidents. Parcs Canada a lancé le Projet de "
    "cartographie des sentiers du Nord et publie des données ouvertes sur les refuges et les dangers chaque saison.",
}


def read(text: str, name: str = "page.txt"):
    """What is read of a document."""
    (reading,) = FileLoader(isolate=False).load_bytes(text.encode(), name)
    return reading


def sender_of(text: str, name: str = "page.txt") -> str | None:
    """Who reports what a document says."""
    (sender,) = {one.reported_by for one in read(text, name).claims}
    return sender


@pytest.mark.parametrize(
    ("language", "head", "sender"),
    [
        ("en", "STATE OF MAINE Executive Council\n\nItem 12", "MAINE"),
        ("en", "Government of Yukon – News release\n\nTrails of the North", "CA-YT"),
        ("en", "Canadian Heritage – Annual report\n\nTrails of the North", "PCH"),
        ("en", "Riverton County Trails Commission\n\nMinutes\n\nMay 4, 2022", "RIVERTON-COUNTY-TRAILS-COMMISSION"),
        ("en", "# NTP Trails Working Group – Meeting 6\n\nMay 4, 2022", "NTP-TRAILS-WORKING-GROUP"),
        ("en", "# Trails of the North\n\nIssued by: Government of Yukon", "CA-YT"),
        ("en", "# Trails of the North\n\nIssued by the Government of Yukon", "CA-YT"),
        ("en", "# Trails of the North\n\nPrepared by: NTP Trails Working Group", "NTP-TRAILS-WORKING-GROUP"),
        ("en", "# Trails of the North\n\nPrepared by:\n\nNTP Trails Working Group", "NTP-TRAILS-WORKING-GROUP"),
        ("en", "FREDERICTON (CNB) – The season begins.", "CA-NB"),
        ("en", "May 4, 2022\n\nThe Riverton County Trails Commission held its monthly meeting.",
         "RIVERTON-COUNTY-TRAILS-COMMISSION"),
        ("en", "# Trails of the North\n\nPrepared by: Marie Tremblay", None),
        ("en", "# Trails of the North\n\nSubmitted to the\n\nGovernment of Yukon", None),
        ("en", "# Trails of the North\n\nBetween\n\nGovernment of Yukon\n\nand\n\nGovernment of Alberta", None),
        ("en", "# Government of Yukon and Government of Alberta\n\nTrails of the North", None),
        ("en", "Partners:\n\nGovernment of Yukon\n\nGovernment of Alberta", None),
        ("en", "# Yukon – Trails of the North\n\nA summary", None),
        ("en", "# Riverton County Trails Commission\n\nA summary of the season", None),
        ("fr", "Gouvernement du Yukon – Communiqué\n\nSentiers du Nord", "CA-YT"),
        ("fr", "ARCHIVÉ - Patrimoine canadien - Tableaux\n\nSentiers du Nord", "PCH"),
        ("fr", "COMITÉ DES SENTIERS DU NORD\n\nPROCÈS-VERBAL\n\nLe 4 mai 2022", "COMITE-DES-SENTIERS-DU-NORD"),
        ("fr", "VILLE DE RIVERTON\n\nProcès-verbal de la séance tenue le 4 mai 2022", "RIVERTON"),
        ("fr", "# Sentiers du Nord\n\nPublié par le gouvernement du Yukon", "CA-YT"),
        ("fr", "# Sentiers du Nord\n\nPréparé par : Comité des sentiers du Nord", "COMITE-DES-SENTIERS-DU-NORD"),
        ("fr", "WHITEHORSE, Yukon (CNB) – La saison commence.", "CA-NB"),
        ("fr", "# Sentiers du Nord\n\nPréparé par : Marie Tremblay", None),
        ("fr", "# Sentiers du Nord\n\nPrésenté au\n\nGouvernement du Yukon", None),
    ],
)  # fmt: skip
def test_the_head_of_a_document_names_its_sender(language, head, sender):
    name = "page.md" if "#" in head else "page.txt"
    assert sender_of(f"{head}\n\n{BODY[language]}\n", name) == sender


@pytest.mark.parametrize(
    ("language", "end", "sender"),
    [
        ("en", "© 2024 Government of Yukon", "CA-YT"),
        ("en", "© His Majesty the King in Right of Canada, 2024", "CA"),
        ("en", "Published by the Government of Yukon.", "CA-YT"),
        ("en", "Yours faithfully,\n\nMarie Tremblay\n\nDirector of Trails\n\nGovernment of Yukon", "CA-YT"),
        ("en", "With thanks to all.\n\nMarie Tremblay\n\nGovernment of Yukon", None),
        ("en", "© 2024 Marie Tremblay", None),
        ("fr", "Veuillez agréer nos salutations.\n\nMarie Tremblay\n\nGouvernement du Yukon", "CA-YT"),
        ("fr", "© Gouvernement du Yukon, 2024. Tous droits réservés.", "CA-YT"),
    ],
)
def test_the_end_of_a_document_names_its_sender(language, end, sender):
    title = {"en": "# Trails of the North", "fr": "# Sentiers du Nord"}[language]
    assert sender_of(f"{title}\n\n{BODY[language]}\n\n{end}\n", "page.md") == sender


@pytest.mark.parametrize(
    ("property_", "sender"),
    [
        ("department: Canadian Heritage", "PCH"),
        ("organization: Riverton County Trails Commission", "RIVERTON-COUNTY-TRAILS-COMMISSION"),
        ("author: Riverton Trails Team", None),
        ("organization: Marie Tremblay", None),
        ("title: Trails of the North | Government of Yukon", "CA-YT"),
        ("title: Trails of the North | Yukon", None),
    ],
)
def test_front_matter_names_the_sender(property_, sender):
    assert sender_of(f"---\n{property_}\n---\n{BODY['en']}\n", "page.md") == sender


def test_a_table_names_the_sender_and_the_date():
    rows = "| Prepared by: | NTP Trails Working Group |\n| --- | --- |\n| Date finalized: | 2022-05-04 |\n"
    reading = read(f"# Trails of the North\n\n{rows}\n{BODY['en']}\n", "page.md")
    assert {one.reported_by for one in reading.claims} == {"NTP-TRAILS-WORKING-GROUP"}
    assert reading.source.edition == "2022-spring"


def test_an_unknown_sender_has_its_name_and_leads_nothing():
    reading = read(f"# Trails of the North\n\nIssued by: NTP Trails Working Group\n\n{BODY['en']}\n", "page.md")
    sender = "NTP-TRAILS-WORKING-GROUP"
    names = [one.value for one in reading.claims if (one.subject, one.predicate) == (sender, "name")]
    assert names == ["NTP Trails Working Group"]
    leads = {one.object for one in reading.claims if one.predicate == "lead"}
    assert leads == {"PARKS-CANADA"}
    assert any(sender in str(one) for one in reading.notes)
