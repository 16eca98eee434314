"""Assembling a node from claims of several editions: which claim wins."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import settings

from graph.dates.editions import edition_key
from tests.helpers.claim_writer import EDITION, Writer
from tests.helpers.graphs import document, graph_of

moderately = settings(max_examples=25, deadline=None, derandomize=True)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_latest_edition_wins_in_whatever_order_they_come(order):
    pairs = [
        ("2021-fall", "planned", "Portal"),
        ("2022-winter", "in-progress", "portal"),
        ("2022-spring", "launched", "PORTAL"),
    ]
    made = []
    for edition, status, title in pairs:
        writer = Writer(f"{edition}.txt", edition=edition)
        writer.submitted("CRA")
        writer.initiative("CRA", title, status=status, summary=f"As of {edition}")
        made.append(writer.reading())
    with graph_of(*(made[number] for number in order)) as store:
        (portal,) = document(store)["initiatives"]
    assert (portal["status"], portal["titles"]["en"]) == ("launched", "PORTAL")
    assert portal["summaries"] == {"en": "As of 2022-spring"}
    assert portal["editions"] == ["2021-fall", "2022-winter", "2022-spring"]


def test_within_an_edition_what_is_stated_first_stands():
    writer = Writer()
    subject = writer.initiative("CRA", "Portal", status="launched")
    writer.add_claim("initiative", subject, "status", value="planned", by="CRA")
    with graph_of(writer.reading()) as store:
        assert document(store)["initiatives"][0]["status"] == "launched"


def test_editions_are_in_the_order_of_the_year():
    known = ["2021-fall", "2022-winter", "2022-spring", "2022-summer", "2022-fall", "2023-winter"]
    keys = [edition_key(edition) for edition in known]
    assert keys == sorted(keys)
    assert sorted(["2022-winter", "annual", None, "2021"], key=edition_key) == [None, "2021", "2022-winter", "annual"]


def test_what_is_stated_comes_before_what_is_inferred():
    writer = Writer()
    subject = writer.initiative("CRA", "Portal", "ai")  # inferred from the title
    writer.add_claim("initiative", subject, "theme", "ai", by="CRA")
    with graph_of(writer.reading()) as store, store.view("secretariat", "en") as view:
        (row,) = view.rows("SELECT stated, claim FROM initiative_theme")
        assert row["stated"] == 1
        assert view.evidence([row["claim"]])[row["claim"]]["stated"] is True


def test_a_source_does_not_rename_what_the_vocabulary_knows():
    writer = Writer()
    writer.initiative("CRA", "Portal")
    writer.add_claim("jurisdiction", "CRA", "level", value="municipal")
    with graph_of(writer.reading()) as store:
        assert next(j for j in document(store)["jurisdictions"] if j["id"] == "CRA")["level"] == "federal"


def test_received_and_priorities_are_kept_in_their_order():
    writer = Writer()
    for rank, text in ((10, "Last"), (2, "Second"), (1, "First")):
        writer.add_claim("edition", EDITION, "priority", value=text, qualifier=str(rank))
    writer.add_claim("edition", EDITION, "received", value="12")
    with graph_of(writer.reading()) as store:
        (edition,) = document(store)["editions"]
    assert edition["priorities"] == ["First", "Second", "Last"]
    assert (edition["received"], edition["language"]) == (12, "en")
