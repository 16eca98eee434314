"""Statistics of collaboration: pairs of partners, their recency, and words weighted by rarity."""

from __future__ import annotations

import json
from contextlib import closing
from math import log, sqrt

import pytest

from graph.sqlite.derive.collaboration import hash_words, insert_collaboration, weigh_by_rarity
from graph.sqlite.recency import month_number, recency_weight
from graph.sqlite.schema.driver import Connection
from tests.helpers.claim_writer import Writer
from tests.helpers.graphs import graph_of


def rows(store, sql):
    with store.view("secretariat", "en") as view:
        return [tuple(row.values()) for row in view.rows(sql)]


@pytest.fixture
def council():
    writer = Writer()
    writer.initiative("CRA", "Portal", "ai", date="2022-01", partners=["TBS", "CA-AB"])
    writer.initiative("CRA", "Gateway", "ai", date="2021-01", partners=["TBS"])
    return writer


def test_each_pair_has_a_row_in_both_directions_with_its_first_claims(council):
    with graph_of(council.reading()) as store:
        found = rows(store, "SELECT jurisdiction, partner, n, claim, other_claim FROM collaboration")
    pairs = {(one, other): (n, claim, other_claim) for one, other, n, claim, other_claim in found}
    assert {pair: n for pair, (n, *_) in pairs.items()} == {
        ("CA-AB", "CRA"): 1, ("CA-AB", "TBS"): 1, ("CRA", "CA-AB"): 1, ("CRA", "TBS"): 2, ("TBS", "CA-AB"): 1,
        ("TBS", "CRA"): 2,
    }  # fmt: skip
    for (one, other), (_, claim, other_claim) in pairs.items():
        assert pairs[other, one][1:] == (other_claim, claim)


def test_a_partnership_counts_half_after_a_year(council):
    with graph_of(council.reading()) as store:
        ((recent,),) = rows(store, "SELECT recent FROM collaboration WHERE jurisdiction = 'CRA' AND partner = 'TBS'")
        activity = dict(rows(store, "SELECT jurisdiction, partners FROM activity"))
    assert recent == pytest.approx(1 + 0.5, abs=0.01)
    assert activity == {"CRA": 2, "TBS": 2, "CA-AB": 2}


def derive_again(store, **limits):
    """Derive the statistics of the secretariat with other limits."""
    with closing(Connection(store.path)) as connection:
        for table in ("collaboration", "need_count", "activity", "jurisdiction_word", "partnership_day"):
            connection.execute(f"DELETE FROM {table}")
        (audience,) = connection.execute("SELECT max(audience) FROM node").fetchone()
        insert_collaboration(connection, audience, **limits)


def test_large_partnerships_are_no_evidence_of_collaboration(council):
    with graph_of(council.reading()) as store:
        derive_again(store, max_members=2)
        assert rows(store, "SELECT jurisdiction, partner FROM collaboration") == [("CRA", "TBS"), ("TBS", "CRA")]


def test_words_are_not_compared_in_a_graph_with_many_texts(council):
    with graph_of(council.reading()) as store:
        assert rows(store, "SELECT * FROM jurisdiction_word")
        derive_again(store, max_texts=1)
        assert rows(store, "SELECT * FROM jurisdiction_word") == []


def test_the_weight_of_recency():
    assert recency_weight("2022-01-01", "2022-01-01") == 1
    assert recency_weight("2021-01-01", "2022-01-01") == 0.5
    assert recency_weight("", "2022-01-01") == recency_weight("2022-01-01", "") == 0.5
    assert recency_weight("2023-01-01", "2022-01-01") == 1  # never more


def test_months_of_days_months_years_and_editions():
    assert month_number("2022-02-01") - month_number("2021-02-01") == 12
    assert month_number("2022-03") - month_number("2022") == 2
    assert month_number("2022-winter") == month_number("2022")


def test_counts_are_weighted_by_rarity():
    weighted = weigh_by_rarity({"CRA": {"ai": 3, "cloud": 4}, "TBS": {"ai": 1}})
    rare = log(3 / 2)
    length, vector = weighted["CRA"]
    assert length == pytest.approx(4 * rare)  # what everyone has weighs nothing
    assert vector == {"ai": 0, "cloud": pytest.approx(1)}
    assert sqrt(sum(value**2 for value in vector.values())) == pytest.approx(1)


def test_words_are_hashed_whatever_their_case_and_short_ones_are_skipped():
    texts = [json.dumps({"en": "Digital identity of us", "fr": "digital"}), None]
    hashed = list(hash_words(texts))
    assert len(hashed) == 3
    assert hashed[0] == hashed[2]
