"""SQL and Cypher read one schema: what both have is called alike and has the same values and types in each engine."""

from __future__ import annotations

import json
from collections import Counter, defaultdict

import pytest

from graph.adhoc.catalog import list_labels, list_relationships, list_twins
from graph.sqlite.store import SqliteStore
from tests.contract.engines import claim_numbers
from tests.helpers.reading import read_all
from tests.helpers.sample import sample_readings
from tests.helpers.two_editions import build

AUDIENCE = "secretariat"  # which sees names of documents, texts without a place, and all decisions, too
# a relationship has two ends, which SQL has as columns, and stands for some rows of its view
ENDS = {
    "WITHIN": ("theme", "broader", "1"),
    "LEADS": ("jurisdiction", "initiative", "role = 'lead'"),
    "PARTNERS_IN": ("jurisdiction", "initiative", "role = 'partner'"),
    "WORKS_WITH": ("jurisdiction", "partner", "jurisdiction < partner"),
    "ADDRESSES": ("initiative", "theme", "1"),
    "REPORTED_IN": ("initiative", "edition", "1"),
    "MEMBER_OF": ("jurisdiction", "partnership", "1"),
    "WORKS_ON": ("jurisdiction", "theme", "1"),
    "ASKS_ABOUT": ("jurisdiction", "theme", "1"),
    "ON_THEME Partnership": ("partnership", "theme", "1"),
    "ON_THEME Need": ("need", "theme", "1"),
    "USES_WORD": ("jurisdiction", "word", "1"),
}
KEYS = {"WITHIN": ("id", "id"), "USES_WORD": ("id", "number")}
FLAGS = {"stated", "received", "named", "accepted"}  # 1 and 0 in SQL, which has no truth values
NUMBERED = {"claim", "lead_claim", "other_claim"}  # claims, which each engine numbers anew
RENUMBERED = {"Source": {"number"}, "Unplaced": {"number", "source"}}
NOT_COMPARED = {
    "Claim": "of several claims from one place that are one node",
    "Total": "of which there is a node for each of its claims",
    "Name": "of which the file has those of initiatives in another table",
}


@pytest.fixture(scope="module", params=["two editions", "sample"])
def store(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("schema") / "accord.db"
    if request.param == "sample":
        store = SqliteStore(path, create=True)
        store.add(sample_readings(), "public")
        text = "Programme sans anglais,Un résumé,Ontario,Alberta\n"
        table = ("titre,résumé,responsable,partenaires\n" + text).encode()
        store.add(list(read_all(table, "programmes.csv")), keep_both=True)
        return store
    return SqliteStore(build(path))


def converted(name, value, find):
    if value is not None and name in NUMBERED:
        return find(value)
    if name in FLAGS:
        return bool(value) if value is not None else None
    return value


def sql_rows(view, name, columns, where="1"):
    listed = ", ".join(f'"{column}"' for column in columns)
    return [tuple(row.values()) for row in view.rows(f'SELECT {listed} FROM "{name}" WHERE {where}')]


def cypher_rows(view, pattern, returned):
    listed = ", ".join(f"{one} AS r{number}" for number, one in enumerate(returned))
    return [tuple(row.values()) for row in view.rows(f"MATCH {pattern} RETURN {listed}")]


def same(ours, theirs, names, find):
    """Whether rows are the same, and each value of the same type."""
    ours = [tuple(converted(name, value, find) for name, value in zip(names, row, strict=True)) for row in ours]
    theirs = [tuple(converted(name, value, int) for name, value in zip(names, row, strict=True)) for row in theirs]
    types = [defaultdict(set), defaultdict(set)]
    for kinds, rows in zip(types, (ours, theirs), strict=True):
        for row in rows:
            for name, value in zip(names, row, strict=True):
                kinds[name].add(type(value).__name__)
    counts = [Counter(json.dumps(row, sort_keys=True) for row in rows) for rows in (ours, theirs)]
    return counts[0] == counts[1] and types[0] == types[1], (counts[0] - counts[1], counts[1] - counts[0], types)


def test_what_both_languages_read_has_the_same_names_values_and_types(engine, store):
    compared = 0
    with (
        engine(store, AUDIENCE) as other,
        store.view(AUDIENCE, "en") as one,
        other.view(AUDIENCE, "en") as two,
    ):
        find = claim_numbers(other, one)
        for view, twin, properties in list_twins():
            starts = [start for start, kind, _ in list_relationships() if kind == twin]
            for start in starts or [None]:
                if twin == "ON_THEME" and view != f"{start.lower()}_theme":
                    continue
                if twin in NOT_COMPARED:
                    continue
                names = sorted(properties & set(column_names(one, view)) - RENUMBERED.get(twin, set()))
                if start is None:
                    generation = " {generation: $generation}"
                    pattern, ends, where = f"(n:{twin}{generation})", (), "1"
                else:
                    key = f"{twin} {start}" if twin == "ON_THEME" else twin
                    *ends, where = ENDS[key]
                    pattern = f"(a:{start} {{generation: $generation}})-[n:{twin}]->(b)"
                    names = [name for name in names if name not in ends]
                keys = KEYS.get(twin, ("id", "id"))
                returned = [f"{side}.`{key}`" for side, key in zip("ab", keys, strict=True)] if ends else []
                ours = sql_rows(one, view, [*ends, *names], where)
                theirs = cypher_rows(two, pattern, [*returned, *(f"n.`{name}`" for name in names)])
                equal, difference = same(ours, theirs, [*ends, *names], find)
                assert equal, (view, twin, difference)
                compared += len(ours)
    assert compared > 500


def column_names(view, name):
    return [row["name"] for row in view.rows(f"SELECT name FROM pragma_table_xinfo('{name}')")]


def test_the_catalogue_names_what_each_engine_has(engine, store):
    documented = {(label, name) for label, names in list_labels().items() for name in names}
    with engine(store, AUDIENCE) as other, other.view(AUDIENCE, "en") as view:
        there = {
            (label, name)
            for row in view.rows("MATCH (n) WHERE NOT n:Accord RETURN DISTINCT labels(n) AS l, keys(n) AS k")
            for label in row["l"]
            for name in row["k"]
            if label != "Node"  # of nodes of each kind
        }
        types = {row["t"] for row in view.rows("MATCH ()-[r]->() RETURN DISTINCT type(r) AS t")}
        own = {"id", "title"} if other.address == "kglite" else set()  # which KGLite gives to each node
    assert len(there) > 90
    assert {(label, name) for label, name in there if name not in own} <= documented
    assert types <= {kind for _, kind, _ in list_relationships()}
