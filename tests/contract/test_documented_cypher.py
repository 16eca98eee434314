"""The examples of the reference page, run on the sample."""

from __future__ import annotations

import re

from graph.adhoc.catalog import list_labels, list_relationship_properties
from graph.sqlite.store import SqliteStore
from graph.store import KGLITE, NEO4J, SQLITE
from tests.contract.engines import on_neo4j
from tests.helpers.paths import ROOT
from tests.helpers.two_editions import build

PAGE = ROOT / "docs" / "reference" / "neo4j.md"
EXAMPLES = re.findall(r"```cypher\n(.+?)```", PAGE.read_text("utf-8"), re.DOTALL)


def test_each_example_finds_something(neo4j_server, tmp_path):
    assert len(EXAMPLES) == 10
    store = SqliteStore(build(tmp_path / "accord.db"))
    with on_neo4j(neo4j_server, store, "members") as there, there.view("members", "en") as view:
        assert not [example for example in EXAMPLES if not view.rows(example)]


def test_every_label_and_relationship_is_in_the_picture(neo4j_server, tmp_path):
    store = SqliteStore(build(tmp_path / "accord.db"))
    text = PAGE.read_text("utf-8")
    with on_neo4j(neo4j_server, store, "members") as there, there.view("members", "en") as view:
        labels = {label for row in view.rows("MATCH (n) RETURN DISTINCT labels(n) AS l") for label in row["l"]}
        types = {row["t"] for row in view.rows("MATCH ()-[r]->() RETURN DISTINCT type(r) AS t")}
    assert not {name for name in labels | types if name not in text}


def test_the_page_says_what_each_engine_can():
    text = PAGE.read_text("utf-8")
    cells = re.search(r"\| searches full text itself \| (\w+)[^|]* \| (\w+)[^|]* \| (\w+)", text)
    assert cells
    assert [cell == "yes" for cell in cells.groups()] == [one.full_text for one in (SQLITE, NEO4J, KGLITE)]


def test_each_engine_has_the_properties_of_the_schema(engine, tmp_path):
    store = SqliteStore(build(tmp_path / "accord.db"))
    with engine(store, "secretariat") as there, there.view("secretariat", "en") as view:
        for label, names in list_labels().items():
            found = view.rows(f"MATCH (n:{label}) UNWIND keys(n) AS k RETURN DISTINCT k AS name")
            extra = {row["name"] for row in found} - set(names)
            assert label == "Node" or extra <= {"id", "title", "type"}, label
        for kind, names in list_relationship_properties().items():
            found = view.rows(f"MATCH ()-[r:{kind}]->() UNWIND keys(r) AS k RETURN DISTINCT k AS name")
            assert {row["name"] for row in found} <= names, kind
        dates = view.rows("MATCH (m:Milestone) RETURN m.edtf AS edtf, m.start AS start, m.`end` AS `end`")
        assert {"edtf": "2021-07", "start": "2021-07-01", "end": "2021-07-31"} in dates
