"""Bodies in titles and headlines: no meeting, dateline or verb is a part of a name."""

from __future__ import annotations

import pytest

from loaders.documents.prose.annotate import annotate
from loaders.documents.prose.entities.bodies.kinds import is_common
from loaders.documents.prose.entities.parties import find_parties
from loaders.documents.prose.entities.party import Names
from loaders.documents.prose.entities.strangers import find_strangers
from loaders.documents.prose.learnt.spans import find_spans
from loaders.documents.prose.lexicon import lexicon
from loaders.documents.prose.structure.segment import Segment
from loaders.text.lines import Line
from loaders.text.passages import Hyphens, join
from loaders.text.rules import rules


def named(text: str, language: str = "en") -> list[str]:
    return [one.key for one in find_parties(text, rules(language), Names(), lexicon(language))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Title: Regular Meeting of the Riverton City Council", ["RIVERTON"]),
        ("Annual General Meeting of the Alder Water Board", ["ALDER-WATER-BOARD"]),
        ("Minutes of the Birch County Council", ["BIRCH-COUNTY-COUNCIL"]),
        ("Alderwick Parish Council November Meeting Minutes", ["ALDERWICK-PARISH-COUNCIL"]),
        ("Alder Water Board Special Meeting Agenda", ["ALDER-WATER-BOARD"]),
        ("Alder Water Board Minutes 2021", ["ALDER-WATER-BOARD"]),
        ("ALDER & BIRCH COMMUNITY COUNCIL", ["ALDER-BIRCH-COMMUNITY-COUNCIL"]),
        ("MINUTES OF ALDERWICK PARISH COUNCIL MEETING HELD AT THE PIER", ["ALDERWICK-PARISH-COUNCIL"]),
        ("THE REGULAR MEETING OF THE COUNTY COUNCIL", []),
        (
            "Alder County Prosecutor’s Office Partners with Birch Foundation to Open a Pier",
            ["ALDER-COUNTY-PROSECUTOR-S-OFFICE", "BIRCH-FOUNDATION"],
        ),
        (
            "Alder County State’s Attorney’s Office Teams Up to Open a Pier",
            ["ALDER-COUNTY-STATE-S-ATTORNEY-S-OFFICE"],
        ),
        ("Department of Piers Partners with Iceland on Maps", ["DEPARTMENT-OF-PIERS", "ICELAND"]),
        ("The University of Alder at Birch Falls drew the map.", ["UNIVERSITY-OF-ALDER-AT-BIRCH-FALLS"]),
        ("The Tide Prevention and Settlement Organization paid.", ["TIDE-PREVENTION-AND-SETTLEMENT-ORGANIZATION"]),
        ("The Transit Agency will build the pier with the Contracting Authority.", []),
        ("The Alder Transit Agency will build the pier.", ["ALDER-TRANSIT-AGENCY"]),
    ],
)
def test_a_body_is_read_without_the_words_around_its_name(text, wanted):
    assert named(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("RIVERTON – Alder Attorney General opened the pier.", ["Alder Attorney General"]),
        ("Regular Meeting of the Tide Panel", ["Tide Panel"]),
        ("Participer, via le Cercle du port, à la carte.", ["Cercle du port"]),
        ("Porter et Quai ont ouvert le port.", ["Porter", "Quai"]),
        ("Nominating the Tide Circle as host.", ["Tide Circle"]),
        ("hier le First Nations Tide Fund a payé", ["First Nations Tide Fund"]),
    ],
)
def test_an_unknown_name_has_no_dateline_meeting_or_verb(text, wanted):
    found = [text[start:end] for start, end, _ in find_strangers(text, [])]
    assert found == wanted


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Signatory States", True), ("Participating Jurisdictions", True), ("Transit Agency", True),
        ("États signataires", True), ("Parties contractantes", True), ("Villes partenaires", True), ("Citoyens", True),
        ("Member States Forum", False), ("Alder Transit Agency", False), ("Villes de France", False),
    ],
)  # fmt: skip
def test_a_word_for_the_sides_of_an_agreement_is_the_name_of_no_body(name, is_one):
    assert is_common(name) is is_one


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It is paid from the First Nations Tide Fund.", "First Nations Tide Fund"),
        (
            "A standing Tide Response and Partners (TRP) Collaborative met.",
            "Tide Response and Partners (TRP) Collaborative",
        ),
    ],
)
def test_the_name_of_work_begins_with_its_first_word_and_goes_on_behind_an_abbreviation(text, wanted):
    segment = Segment("text", join([Line(text, 1)], Hyphens((), (), ())))
    spans = find_spans(segment, annotate(segment.passage, [], []), lexicon("en"))
    assert wanted in {text[one.start : one.end] for one in spans}
