"""Contact persons and remarks to the secretariat are found; everything beside them is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.text.contacts import contact_spans, without_contacts
from loaders.text.remarks import private_spans, remark_spans

CONTACTS = [
    ("Wallet launched in May. Contact: Jane Roe, Director, 506-555-0100.", "Wallet launched in May."),
    ("Personne-ressource : Jean Untel, directeur, 506-555-0100, jean.untel@example.ca", ""),
    ("Digital identity wallet (contact: jane.roe@example.ca)", "Digital identity wallet"),
    (
        "Launched a portal; Jane Roe, Manager of Service Delivery, (506) 555-0100 ext. 12; completed in June",
        "Launched a portal; completed in June",
    ),
    (
        "Portail d’affaires. Pour plus de renseignements, communiquer avec Mme Jeanne Roe au 418-555-0199. Lancé.",
        "Portail d’affaires. Lancé.",
    ),
    ("New Brunswick, 506-555-0100", "New Brunswick"),
    ("Contact: Jane Roe", ""),
    ("Tél. : 506-555-0100 / Courriel : x.y@example.ca", ""),
    ("Digital Identity Program jane@example.ca", "Digital Identity Program"),
    ("Ontario (Jane Roe, jane@example.ca), Quebec", "Ontario, Quebec"),
    ("Call +33 1 42 68 53 00", ""),
    ("Robot lancé. Pour en savoir plus, écrire à jean.untel@example.ca.", "Robot lancé."),
    ("Robot lancé. Pour toute question, écrivez-nous à jean@example.ca", "Robot lancé."),
    ("Wallet launched. To learn more, write to jane@example.ca.", "Wallet launched."),
    ("Wallet launched. Questions? Reach out to Jane Roe at 506-555-0100.", "Wallet launched."),
]
PLAIN = [
    "Contact centre modernization: 12 sites, budget 2021-2022",
    "Contact centres: Alberta Health",
    "Service Canada, Nova Scotia; Statistics Canada",
    "The toll-free line 1-800-622-6232 opened",
    "Launched 2021-10-19",
]
REMARKS = [
    ("Please do not share row 3 with anybody; call Jane Roe first", ""),
    ("Wallet launched. Not for public distribution before June.", "Wallet launched. "),
    ("Ne pas diffuser avant juin", ""),
    ("Merci de ne pas partager la ligne 3.", ""),
    ("Note to the secretariat: check the spelling", ""),
    ("Confidentiel : en attente du budget", ""),
]
NO_REMARKS = [
    "Systems that do not share data between ministries",
    "Confidential enquiries service",
    "Internal audit portal",
    "A policy to never publish personal data",
    "A portal to keep this confidential data safe",
]


@pytest.mark.parametrize(("text", "kept"), CONTACTS)
def test_only_the_contact_is_taken_out(text, kept):
    assert without_contacts(text) == kept


@pytest.mark.parametrize("text", PLAIN)
def test_what_names_no_contact_stays(text):
    assert without_contacts(text) == text


@pytest.mark.parametrize(("text", "kept"), REMARKS)
def test_remarks_are_found(text, kept):
    ((start, stop),) = remark_spans(text)
    assert text[:start] + text[stop:] == kept


@pytest.mark.parametrize("text", NO_REMARKS)
def test_what_is_no_remark_stays(text):
    assert remark_spans(text) == []


@given(st.text(st.sampled_from("aé@.: 5-()+\nJRContact"), max_size=80))
def test_places_are_in_order_disjoint_and_within_the_text(text):
    for spans in (contact_spans(text), private_spans(text)):
        edges = [at for span in spans for at in span]
        assert edges == sorted(edges)
        assert all(0 <= at <= len(text) for at in edges)
    without_contacts(text)


def test_work_grows_with_the_length():
    """A span grows over a bounded part of the text: this ends in a moment."""
    for piece in ("Jane Roe, ", "contact: ", "a@example.ca, ", "(506) 555-0100 ", "please "):
        assert private_spans(piece * 5000) is not None
