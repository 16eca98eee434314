"""Reading the network: brokers, core, communities, bridges; each in a sentence, with its evidence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.sqlite.store import SqliteStore
from queries.ask import ask as answer_to
from queries.network import network
from queries.network.betweenness import compute_betweenness
from queries.network.communities import RANDOM_SEED, louvain_communities
from queries.network.core import find_innermost_core
from queries.numeric.sparse import SparseMatrix
from queries.questions.answer import Answer
from queries.questions.question import load_question
from tests.helpers.claim_writer import Writer
from tests.helpers.typography import faults

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def barbell(tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    """Four federal and four provincial organisations, each four all together, joined by one tie."""
    w = Writer(edition="2021-fall")
    federal, provincial = ("CRA", "ESDC", "TBS", "IRCC"), ("CA-AB", "CA-BC", "CA-ON", "CA-QC")
    w.submitted(*federal, *provincial)
    w.initiative("CRA", "Federal circle", partners=federal[1:], date="2019-01-01")
    w.initiative("CA-AB", "Provincial circle", partners=provincial[1:], date="2019-02-01")
    w.initiative("TBS", "Bridge", partners=["CA-ON"], date="2020-05-01")
    path = tmp_path_factory.mktemp("network") / "a.db"
    store = SqliteStore(path, create=True)
    store.add([w.reading()])
    return store


@pytest.fixture
def ask(barbell: SqliteStore) -> Ask:
    def asked(*, lang="en", audience="members", limit=None, **given: object) -> Answer:
        with barbell.view(audience, lang) as view:
            return answer_to(view, load_question("network"), given, limit)

    return asked


def part(answer: Answer, name: str) -> list[dict[str, object]]:
    return [row for row in answer if row["part"] == name]


def test_the_two_who_join_the_communities_are_the_brokers(ask: Ask):
    found = part(ask(), "broker")
    assert [row["jurisdiction"] for row in found] == ["CA-ON", "TBS"]
    assert found[0]["value"] == pytest.approx(12 / 21, abs=1e-4)  # of the 21 pairs of the others, 3 times 4 go through
    assert "57.1% of the shortest paths" in str(found[0]["sentence"])


def test_communities_core_and_bridge(ask: Ask):
    answer = ask()
    communities = {frozenset(row["members"]) for row in part(answer, "community")}
    assert communities == {frozenset({"CRA", "ESDC", "TBS", "IRCC"}), frozenset({"CA-AB", "CA-BC", "CA-ON", "CA-QC"})}
    (core,) = part(answer, "core")
    assert (core["value"], len(core["members"])) == (3, 8)
    (bridge,) = part(answer, "bridge")
    assert bridge["members"] == ["CA-ON", "TBS"]
    assert "the only tie between these two levels" in str(bridge["sentence"])
    assert bridge["evidence"]


def test_before_the_bridge_there_was_no_broker(ask: Ask):
    answer = ask(as_of="2020-05-01")
    assert {row["part"] for row in answer} == {"core", "community"}
    assert not ask(as_of="2018").rows
    assert "No result found." in ask(as_of="2018").notes


def test_the_limit_counts_for_each_part(ask: Ask):
    answer = ask(limit=1)
    assert [row["part"] for row in answer] == ["broker", "core", "community", "bridge"]
    assert {row["part"] for row in ask(part="bridge")} == {"bridge"}


def test_beyond_a_size_brokers_are_estimated_and_the_answer_says_so(ask: Ask, barbell: SqliteStore):
    assert "exact" in ask().notes[0]
    with barbell.view("members", "en") as view:
        first, again = (network.analyze_network(view, max_exact=5) for _ in range(2))
    assert "estimated from a fixed sample of 200" in first.notes[0]
    brokers = [row for row in first if row["part"] == "broker"]
    assert [row["jurisdiction"] for row in brokers] == ["CA-ON", "TBS"]
    assert list(first) == list(again)


def test_sentences_are_well_set_in_french(ask: Ask):
    for row in ask(lang="fr"):
        assert row["sentence"] == row["sentences"]["fr"]
        assert not faults(str(row["sentence"]))


def test_nothing_is_read_from_what_an_audience_may_not_see(ask: Ask):
    assert not ask(audience="public").rows


def test_a_network_of_one_graph_only_has_its_members(barbell: SqliteStore, tmp_path: Path):
    empty = SqliteStore(tmp_path / "empty.db", create=True)
    with empty.view("members", "en") as view:
        assert len(network.read_network(view).members) == 0
    with barbell.view("members", "en") as view:
        assert len(network.read_network(view).members) == 8


def _adjacency(graph: nx.Graph[int]) -> SparseMatrix:
    one, other = np.array([*graph.edges(), *((b, a) for a, b in graph.edges())], dtype=int).reshape(-1, 2).T
    return SparseMatrix.from_cells(one, other, np.ones(len(one)), (len(graph), len(graph)))


@given(st.integers(1, 60), st.floats(0, 0.4), st.integers(0, 999))
def test_betweenness_is_that_of_networkx(size: int, density: float, seed: int):
    graph = nx.gnp_random_graph(size, density, seed=seed)
    expected = list(nx.betweenness_centrality(graph).values())
    assert compute_betweenness(_adjacency(graph), np.arange(size)) == pytest.approx(expected, abs=1e-12)


@given(st.integers(1, 40), st.floats(0, 0.5), st.integers(0, 999))
def test_the_core_is_the_innermost_of_networkx(size: int, density: float, seed: int):
    graph = nx.gnp_random_graph(size, density, seed=seed)
    numbers = nx.core_number(graph)
    greatest = max(numbers.values())
    number, core = find_innermost_core(_adjacency(graph))
    assert (number, core.tolist()) == (greatest, [node for node in graph if numbers[node] == greatest])


@given(st.integers(1, 40), st.floats(0, 0.5), st.integers(0, 999), st.lists(st.integers(1, 3), min_size=1, max_size=9))
def test_communities_are_those_of_networkx(size: int, density: float, seed: int, weights: list[int]):
    edges = [
        (one, other, weights[number % len(weights)])
        for number, (one, other) in enumerate(nx.gnp_random_graph(size, density, seed=seed).edges())
    ]
    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from(edges)
    expected = nx.community.louvain_communities(graph, seed=RANDOM_SEED) if edges else []
    assert louvain_communities(edges) == sorted(map(sorted, expected))
