"""`accord schema` tells of every column there is, in both languages."""

from __future__ import annotations

import json

import pytest

from graph.adhoc.catalog import (
    iter_entries,
    list_first_views,
    list_labels,
    list_relationships,
    list_twins,
    list_views,
)
from graph.adhoc.sql import columns_of
from graph.neo4j.copy_plan import read_plan
from graph.sqlite.store import SqliteStore

# columns of views that Cypher has by another name or as the ends of a relationship
IN_ONE_LANGUAGE = {"title", "title_en", "title_fr", "label", "label_en", "label_fr", "text", "summary", "abbreviation"}
SERVES_LOOKUPS = {"id_hash", "node_kind", "searched", "start_en", "start_fr", "generation"}  # in Cypher only
ENDS = {"jurisdiction", "partner", "initiative", "theme", "broader", "need", "partnership", "word", "place"}
WORDS = {"TextRange", "PostingList", "Posting", "Translation"}  # which a server has, for searching


def test_every_column_of_every_view_is_described_in_both_languages(built):
    with SqliteStore(built).view("members", "en") as view:
        there = columns_of(view.connection)
    assert list_views() == there
    lines = list(iter_entries())
    listed = {(one.name, one.column) for one in lines if one.dialect == "sql"}
    assert listed == {(name, column) for name, columns in there.items() for column in [None, *columns]}
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


@pytest.mark.parametrize("language", ["en", "fr"])
def test_people_see_the_first_views_at_a_glance(run, language):
    lines = run("schema", "--lang", language).stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) < 100
    shown = "\n".join(lines)
    for view in list_first_views():
        assert f"\n{view} " in shown
    for name in ("Initiative", "LEADS", "MEMBER_OF", "name_fr", "accord schema initiative"):
        assert name in shown
    assert "LEADS" not in run("schema", "--in", "sql").stdout
    assert "\ntakes_part" not in run("schema", "--in", "cypher").stdout


def test_names_choose_what_is_printed(run):
    rows = json.loads(run("schema", "LEADS", ":Theme", "works_on", "--format", "json").stdout)["rows"]
    assert {row["name"] for row in rows} == {"works_on", ":Theme", "(:Jurisdiction)-[:LEADS]->(:Initiative)"}
    done = run("schema", "initative")
    assert done.returncode == 2
    assert "initiative" in done.stderr


def test_sql_and_cypher_have_the_same_properties_by_the_same_names():
    """Cypher may have more (what serves look-ups, evidence of a claim); nothing that SQL has is missing or renamed."""
    views = list_views()
    for view, twin, properties in list_twins():
        ends = ENDS if twin.isupper() or twin == "Milestone" else set()  # relationships have two
        renamed = IN_ONE_LANGUAGE if {"name", "id"} <= properties else set()
        missing = set(views[view]) - properties - ends - renamed - {"audience"}
        allowed = {
            "Claim": {"place", "first", "proposed"}, "REPORTED_IN": {"edition"}, "USES_WORD": {"jurisdiction"},
            "Total": {"evidence"},  # a node for each of its claims
            "WORKS_WITH": {"recent"},  # of `dated` and `undated`, as it changes with the latest day
        }  # fmt: skip
        assert missing <= allowed.get(twin, set()), (view, twin)
    for view in ("jurisdiction", "theme", "initiative", "need", "edition", "partnership"):
        assert {"name", "name_en", "name_fr"} <= set(views[view]), view


def test_what_only_one_language_has_is_shown(run):
    rows = {row["cypher"]: row for row in json.loads(run("schema", "--compare", "--format", "json").stdout)["rows"]}
    assert set(rows) >= {"Jurisdiction", "Theme", "Edition", "Initiative", "Need", "LEADS", "ADDRESSES", "MEMBER_OF"}
    assert {"lead", "status", "name_fr", "summary_fr"} <= set(rows["Initiative"]["shared"])
    assert set(rows["Theme"]["only_cypher"]) <= SERVES_LOOKUPS
    assert rows["ADDRESSES"]["only_cypher"] == []
    (one,) = json.loads(run("schema", "--compare", "works_on", "--format", "json").stdout)["rows"]
    assert (one["cypher"], one["shared"]) == ("WORKS_ON", ["n", "led", "own"])
    table = run("schema", "--compare", "--lang", "fr").stdout
    assert "Dans les deux" in table
    assert max(map(len, table.splitlines())) <= 80


def test_the_eight_views_that_people_need_come_first(run):
    first = list_first_views()
    assert len(first) == 8
    rows = json.loads(run("schema", "--in", "sql", "--format", "json").stdout)["rows"]
    assert {row["name"] for row in rows} == set(first)
    assert "audience" not in {row["column"] for row in rows}
    everything = json.loads(run("schema", "--all", "--in", "sql", "--format", "json").stdout)["rows"]
    assert {row["name"] for row in everything} == set(list_views())
    assert "audience" in {row["column"] for row in everything}
    shown = json.loads(run("schema", "--format", "json").stdout)["rows"]
    assert not {"id_hash", "searched", "start_fr"} & {row["column"] for row in shown}
    assert "accord schema --all" in run("schema").stdout


def test_dates_are_full_days_in_sql_and_as_precise_as_known_next_to_it(run):
    text = 'SELECT edtf, "start", "end", known_end FROM initiative_date ORDER BY edtf'
    rows = json.loads(run("sql", text, "--format", "json").stdout)["rows"]
    days = {row["edtf"]: (row["start"], row["end"], row["known_end"]) for row in rows}
    assert days["2021-07"] == ("2021-07-01", "2021-07-31", "2021-07")
    assert days["2022/2023"] == ("2022-01-01", "2023-12-31", "2023")
    assert days["2021-10-19"] == ("2021-10-19",) * 2 + ("2021-10-19",)
