"""A partnership is a body where its document says so, and work where governments have begun it."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.bodies.acting import find_acting_bodies, starts_with_acting
from loaders.documents.prose.entities.parties import find_parties, read_names
from loaders.text.rules import rules


@pytest.mark.parametrize(
    ("texts", "language", "wanted"),
    [
        (
            ["The Dune Bay Partnership is seeking comments.", "See the Dune Bay Partnership."],
            "en",
            {"Dune Bay Partnership"},
        ),
        (["The order directed the Harbour Recovery Network to report."], "en", {"Harbour Recovery Network"}),
        (["Staff of the Coastal Buoy Coalition met."], "en", {"Coastal Buoy Coalition"}),
        (["Selkirk Agglomération est là.", "Le plan de Selkirk Agglomération"], "fr", {"Selkirk Agglomération"}),
        (["Le Réseau Balises publie un guide."], "fr", {"Réseau Balises"}),
        (["Norway launched the Dune Bay Partnership.", "The Dune Bay Partnership was launched in May."], "en", set()),
        (["Iceland joined the Harbour Data Alliance. The Harbour Data Alliance is a network of ports."], "en", set()),
        (["The Dune Bay Partnership Act passed."], "en", set()),
        (["L’Islande a créé le Réseau Balises."], "fr", set()),
    ],
)
def test_a_body_is_known_by_what_it_does_and_has(texts, language, wanted):
    assert find_acting_bodies(texts, language) == wanted


def test_a_piece_of_work_of_such_a_body_is_not_the_body():
    bodies = frozenset({"Dune Bay Partnership"})
    assert starts_with_acting("Dune Bay Partnership", bodies)
    assert starts_with_acting("Dune Bay Partnership supports ports", bodies)
    assert not starts_with_acting("Dune Bay Partnership Map", bodies)
    assert not starts_with_acting("Dune Bay", bodies)


def test_a_body_that_acts_is_a_party_wherever_it_is_named():
    texts = ["The Dune Bay Partnership adopted its budget.", "The map is run by the Dune Bay Partnership with Iceland."]
    names = read_names(texts, rules("en"))
    assert [one.key for one in find_parties(texts[1], rules("en"), names)] == ["DUNE-BAY-PARTNERSHIP", "ICELAND"]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["Norway opened the port.", "DND will map the port with Norway."], ["NORWAY"]),
        (["Canada opened the port.", "DND will map the port with Norway."], ["DND", "NORWAY"]),
        (["Health Canada opened the port.", "DND will map the port."], ["DND"]),
        (["The port is open.", "DND and ESDC will map the port."], ["DND", "ESDC"]),
        (["The port is open.", "DND will map the port."], ["DND"]),
    ],
)
def test_letters_are_of_a_country_that_the_document_names(texts, wanted):
    names = read_names(texts, rules("en"))
    assert [one.key for one in find_parties(texts[-1], rules("en"), names)] == wanted
