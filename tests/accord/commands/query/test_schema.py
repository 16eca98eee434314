"""`accord schema` tells of every column there is, in both languages."""

from __future__ import annotations

import json

from graph.adhoc.catalog import iter_entries, list_labels, list_relationships, list_views
from graph.adhoc.sql import columns_of
from graph.neo4j.copy_plan import read_plan
from graph.sqlite.store import SqliteStore

WORDS = {"Words", "Found", "Index", "Translation"}  # which a server has, for searching


def test_every_column_of_every_view_is_described_in_both_languages(built):
    with SqliteStore(built).view("members", "en") as view:
        there = columns_of(view.connection)
    assert list_views() == there
    lines = list(iter_entries())
    told = {(one.name, one.column) for one in lines if one.dialect == "sql"}
    assert told == {(name, column) for name, columns in there.items() for column in [None, *columns]}
    for one in lines:
        assert set(one.description) == {"en", "fr"}
        assert all(text.endswith(".") for text in one.description.values()), one


def test_the_labels_and_relationships_are_those_of_a_copy():
    steps = read_plan()
    types = {step["relationship"] for step in steps if "relationship" in step}
    types |= {link["type"] for step in steps for link in step.get("links", ())}
    created = {step["node"][-1] for step in steps if "node" in step}
    assert {kind for _, kind, _ in list_relationships()} == types
    assert set(list_labels()) == created | {"Node"} | WORDS


def test_it_is_printed_in_each_format_and_language(run):
    done = run("schema", "--format", "json", "--lang", "fr")
    rows = json.loads(done.stdout)["rows"]
    assert {"language": "SQL", "name": "initiative", "column": "title_fr", "meaning": "Le titre en français."} in rows
    assert any(row["name"] == "(:Jurisdiction)-[:LEADS]->(:Initiative)" for row in rows)
    assert run("schema", "--in", "sql", "--format", "csv").stdout.startswith("language,name,column,meaning\nSQL,")
    assert "| initiative | title |" in run("schema", "initiative", "--in", "sql", "--format", "md").stdout
    table = run("schema").stdout
    assert max(map(len, table.splitlines())) <= 80


def test_names_choose_what_is_printed(run):
    rows = json.loads(run("schema", "LEADS", ":Theme", "works_on", "--format", "json").stdout)["rows"]
    assert {row["name"] for row in rows} == {"works_on", ":Theme", "(:Jurisdiction)-[:LEADS]->(:Initiative)"}
    done = run("schema", "initative")
    assert done.returncode == 2
    assert "initiative" in done.stderr
