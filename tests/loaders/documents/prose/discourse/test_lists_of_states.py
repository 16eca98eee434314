"""Lists of states: all of them take part, also New York and Washington, and a province behind them."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.parties import find_parties
from loaders.documents.prose.entities.party import Names
from loaders.documents.prose.lexicon import lexicon
from loaders.text.rules import rules
from tests.helpers.reading import read

TEXT = """# Tide Action Plan

The Northern Air Association has released a draft Tide Action Plan. The draft Tide Action Plan names what each can do.

{}

Comments on the Tide Action Plan are read each spring, and each of them has an answer in the report of that year.
"""
LISTS = [
    (
        "The participating jurisdictions include the states of Maine, New York, Vermont, and Washington, and the "
        "Canadian province of Quebec."
    ),
    (
        "The Tide Action Plan was signed by the states of Maine, New York, Vermont and Washington, and the province of "
        "Quebec."
    ),
    (
        "The coalition consists of the states of Maine, New York, Vermont, and Washington, and the Canadian "
        "province of Quebec."
    ),
]


@pytest.mark.parametrize("text", LISTS)
def test_all_states_of_a_list_take_part(text):
    claims = read(None, TEXT.format(text).encode(), "page.md").claims
    parties = {one.object for one in claims if one.predicate == "member" and not one.proposed}
    assert parties >= {"MAINE", "NEW-YORK-STATE", "VERMONT", "WASHINGTON-STATE", "CA-QC"}


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("The states of Maine, New York and Washington met.", "en", ["MAINE", "NEW-YORK-STATE", "WASHINGTON-STATE"]),
        ("The states of Georgia and Maine met.", "en", ["STATE-OF-GEORGIA", "MAINE"]),
        ("The towns of New York and Washington met.", "en", ["NEW-YORK", "WASHINGTON"]),
        ("Les États du Maine, de New York et de Washington siègent.", "fr",
         ["MAINE", "NEW-YORK-STATE", "WASHINGTON-STATE"]),
    ],
)  # fmt: skip
def test_a_name_in_a_list_of_states_is_that_of_a_state(text, language, wanted):
    assert [one.key for one in find_parties(text, rules(language), Names(), lexicon(language))] == wanted


def test_all_towns_that_an_item_begins_with_take_part():
    items = (
        "The project joins these cities:\n\n- Alderwick, Birchley and Cedarham – the three lighthouse cities – lay "
        "pipes\n- Elmford and Fernley – the two follower cities – copy them\n"
    )
    claims = read(None, TEXT.format(f"## Partners\n\n{items}\n## Reports").encode(), "page.md").claims
    parties = {one.object for one in claims if one.predicate == "member" and not one.proposed}
    assert parties >= {"ALDERWICK", "BIRCHLEY", "CEDARHAM", "ELMFORD", "FERNLEY"}
