"""Statements that are no questions: in each language the same rows in one order, or a reason why there is one only."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from graph.sqlite_store import SqliteStore
from graph.yaml_text import load_yaml
from queries.statements import FOLDER, rows, spoken
from tests.contract.asked import nodes_of
from tests.contract.test_contract import engine, sample  # noqa: F401 (a fixture)
from tests.queries.two_editions import build

WRITTEN = sorted(path.stem for path in FOLDER.glob("*.sql"))
TWINS = [name for name in WRITTEN if spoken(name, "cypher")]
LOCAL = load_yaml((FOLDER / "local.yaml").read_text("utf-8"))
KINDS = ("jurisdiction", "theme", "initiative", "edition", "need", "partnership", "node")
# without an order of its own: what asks makes a dictionary of it
UNORDERED = {"names"}


def given(name, nodes):
    """The parameters that a statement is asked with, several times; those of no parameter once."""
    folded = ("canada", "cra", "portal", "digital identity", "it's", "", "x" * 300)
    many = [nodes, nodes[:1], [], ["'", "CA-QC", "nowhere", "NEWTOWN", "CRA"]]
    asked = {
        "alias": [{"alias": one} for one in ("NEWTOWN", "CRA", "'")],
        "also_named": [{"folded": one, "chosen": "CRA"} for one in folded],
        "completions": [{"kind": k, "start": s, "folded": s.lower()} for k in KINDS for s in ("", "C", "é", "%", "P")],
        "inventory_dates": [{"initiatives": one} for one in many],
        "inventory_initiatives": [{"initiatives": one} for one in many],
        "jurisdictions_there": [{"ids": one} for one in many],
        "links": [{"frontier": one} for one in many],
        "network_ties": [{"as_of": day} for day in (None, "2021", "2021-07-01", "2022-06-01", "2030-01-01")],
        "names": [{"nodes": one} for one in many],
        "names_of_kind": [{"kind": kind} for kind in KINDS],
        "names_seen": [{"names": one} for one in many],
        "node_called": [{"typed": t, "lower": t.lower(), "kind": k} for t in (*nodes, "cra", "'") for k in KINDS],
        "nodes_named": [{"folded": one, "kind": kind} for one in folded for kind in KINDS],
        "theme_jurisdictions": [{"theme": one} for one in ("ai", "digital-identity", "gardening")],
    }
    return asked.get(name, [{}])


@pytest.mark.parametrize("of", ["editions", "sample"])
def test_each_statement_finds_the_same(engine, tmp_path, of):  # noqa: F811
    if of == "sample":
        store = SqliteStore(tmp_path / "accord.db", create=True)
        store.add(sample(), "public")
    else:
        store = SqliteStore(build(tmp_path / "accord.db"))
    all_ = "secretariat"  # a copy for fewer has other numbers of claims
    with engine(store, all_) as other, store.view(all_, "fr") as one, other.view(all_, "fr") as two:
        nodes = nodes_of(one)
        for name in TWINS:
            for parameters in given(name, nodes):
                left, right = rows(one, name, parameters), rows(two, name, parameters)
                if name in UNORDERED:
                    left, right = (sorted(found, key=str) for found in (left, right))
                assert left == right, (name, parameters)


def test_a_statement_without_cypher_has_a_reason():
    alone = [name for name in WRITTEN if name not in TWINS]
    assert not [name for name in alone if not any(fnmatchcase(name, pattern) for pattern in LOCAL)]
    assert not [pattern for pattern in LOCAL if not any(fnmatchcase(name, pattern) for name in alone)]
