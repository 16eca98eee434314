"""Jurisdictions are found in running text where they are named, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names.recognizer import Recognizer, mentions
from graph.names.resolver import Resolver
from graph.vocabulary.jurisdictions import entries


def found(text, language=None, prefer=None):
    return [(one.text, one.id, one.kind) for one in mentions(text, language, prefer)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Nos partenaires de l’Alberta", "fr", [("Alberta", "CA-AB", "name")]),
        ("avec la Colombie-\nBritannique", "fr", [("Colombie-\nBritannique", "CA-BC", "name")]),
        ("Mon dossier de l’ARC", "fr", [("ARC", "CRA", "abbreviation")]),
        ("chez Service Canada.", "fr", [("Service Canada", "SERVICE-CANADA", "name")]),
        ("à Anciens Combattants Canada", "fr", [("Anciens Combattants Canada", "VAC", "name")]),
        ("les familles albertaines", "fr", [("albertaines", "CA-AB", "adjective")]),
        ("la Ville de Québec", "fr", [("Ville de Québec", "QUEBEC-CITY", "name")]),
        ("le gouvernement du Québec", "fr", [("du Québec", "CA-QC", "name")]),
        ("the Government of Quebec", "en", [("Government of Quebec", "CA-QC", "name")]),
        ("we met in Quebec", "en", [("Quebec", None, "name")]),
        ("Alberta’s new wallet", "en", [("Alberta", "CA-AB", "name")]),
        ("in B.C. and in P.E.I.", "en", [("B.C.", "CA-BC", "abbreviation"), ("P.E.I.", "CA-PE", "abbreviation")]),
        ("Health Canada (HC) leads", "en", [("Health Canada (HC)", "HC", "name")]),
        ("Health Canada (CRA)", "en", [("Health Canada", "HC", "name"), ("CRA", "CRA", "abbreviation")]),
        ("the SCC decided", "en", [("SCC", None, "abbreviation")]),
        ("AGENCE DU \nREVENU DU \n\nCANADA", "fr", [("AGENCE DU \nREVENU DU \n\nCANADA", "CRA", "name")]),
    ],
)
def test_named(text, language, expected):
    assert found(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "on a vu que les services ont un arc",
        "ON PEUT LE FAIRE : UN SEUL CAS",
        "the senate of a university, a bank of canada geese",
        "Health.\n\nCanadair",
        "",
    ],
)
def test_common_words_are_no_mention(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("la plateforme Connexion\nCanada, qui", "CA"),
        ("the BC Services Card", "CA-BC"),
        ("the Ontario Business Registry", "CA-ON"),
    ],
)
def test_a_government_in_the_name_of_a_product_is_marked(text, one):
    assert [(mention.id, mention.kind) for mention in mentions(text)] == [(one, "within-name")]


@pytest.mark.parametrize(
    "text", ["With Ontario leading", "The Alberta Government said", "Ontario. New rules", "In May Norway signed it"]
)
def test_words_that_open_a_sentence_or_name_the_office_join_no_name(text):
    assert [mention.kind for mention in mentions(text)] == ["name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ministère\nde l’Environnement et des Parcs de moderniser", "ministère\nde l’Environnement et des Parcs"),
        ("ministère de l’Agriculture, des Pêcheries et de l’Alimentation", None),
        ("the Ministry of Health and Long-Term Care said", "Ministry of Health and Long-Term Care"),
        ("the Department of Justice", "Department of Justice"),
        ("le ministère des Ressources naturelles", "ministère des Ressources naturelles"),
    ],
)
def test_a_ministry_that_could_be_any_governments_has_no_id(text, expected):
    (mention,) = mentions(text)
    assert (mention.text, mention.id, mention.kind) == (expected or text, None, "ministry")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Virginia Department of Game and Inland Fisheries, West Virginia Department of Natural Resources",
            "en",
            ["Department of Game and Inland Fisheries", "Department of Natural Resources"],
        ),
        ("Ministry of Parks, New Zealand and Norway", "en", ["Ministry of Parks"]),
        ("ministère des Lacs, Nouvelle-Zélande et Norvège", "fr", ["ministère des Lacs"]),
        ("Ministry of Parks, West Coast and Lakes", "en", ["Ministry of Parks, West Coast and Lakes"]),
    ],
)
def test_a_ministry_ends_before_the_name_of_another_government(text, language, expected):
    assert [one.text for one in mentions(text, language) if one.kind == "ministry"] == expected


def test_a_ministry_ends_where_its_government_is_named():
    text = "the Ministry of Health of Ontario, the Department of Finance Nova Scotia"
    assert [one.text for one in mentions(text)] == [
        "Ministry of Health",
        "Ontario",
        "Department of Finance",
        "Nova Scotia",
    ]


def test_what_the_reader_expects_settles_a_mention():
    assert found("Ontario, Québec", "fr", {"provincial"})[1] == ("Québec", "CA-QC", "name")


def test_extra_names_are_found():
    finder = Recognizer(Resolver([("Ville de Rimouski", "fr", "name", "RIMOUSKI")]))
    assert [one.id for one in finder.find("avec la Ville de Rimouski")] == ["RIMOUSKI"]


NAMES = [name for entry in entries().values() for name in entry.names.values()]


@given(st.lists(st.sampled_from(NAMES), max_size=6), st.sampled_from([", ", "; ", " (", "\n\n- ", " avec "]))
def test_mentions_are_in_order_disjoint_and_quoted(names, joint):
    text = joint.join(names)
    last = 0
    for mention in mentions(text):
        assert last <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert mention.id is None or mention.id in entries()
        last = mention.end


BRACKETED = [
    (
        "le Tribunal des anciens combattants (révision et appel), qui",
        "Tribunal des anciens combattants (révision et appel)",
    ),
    ("the International Joint Commission (Canadian Section) said", "International Joint Commission (Canadian Section)"),
    ("(Construction de Défense (1951) Limitée)", "Construction de Défense (1951) Limitée"),
]


@pytest.mark.parametrize(("text", "name"), BRACKETED, ids=[name for _, name in BRACKETED])
def test_brackets_that_belong_to_a_name_stay_in_it(text, name):
    (mention,) = mentions(text)
    assert (mention.text, mention.kind) == (name, "name")


@given(st.sampled_from(NAMES))
def test_a_name_alone_is_one_mention_of_its_whole(name):
    (mention, *rest) = mentions(f"- {name};")
    assert (mention.start, mention.text.rstrip("."), rest) == (2, name.rstrip("."), [])


@given(st.text())
def test_any_text_can_be_read(text):
    assert all(text[one.start : one.end] == one.text for one in mentions(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Department of Beach Quality, Riverton County, City of Gresham", "Department of Beach Quality"),
        ("Department of Beach Quality, Mill County and City of Gresham", "Department of Beach Quality"),
        ("Department of Beaches, Dunes and Shore Affairs", "Department of Beaches, Dunes and Shore Affairs"),
        ("Department of Beaches, Dunes", "Department of Beaches"),
    ],
)
def test_a_comma_without_and_ends_the_name_of_a_ministry(text, wanted):
    assert [one.text for one in mentions(text, "en") if one.kind == "ministry"] == [wanted]
