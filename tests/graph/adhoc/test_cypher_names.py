"""Names in a Cypher query that do not exist are errors, and those that cannot be known are left alone."""

from __future__ import annotations

import re

import pytest

from graph.adhoc.cypher_names import check_names
from graph.errors import UnknownNameError
from queries.questions.question import QUESTIONS
from queries.statements import STATEMENTS
from tests.helpers.paths import ROOT

WRITTEN = sorted([*QUESTIONS.glob("*.cypher"), *STATEMENTS.rglob("*.cypher")])


@pytest.mark.parametrize(
    ("text", "word", "near"),
    [
        ("MATCH (j:Juridiction) RETURN j", "Juridiction", "Jurisdiction"),
        ("MATCH (:Jurisdiction)-[:LEAD]->(i) RETURN i", "LEAD", "LEADS"),
        ("MATCH (:Jurisdiction)<-[r:LEADS|PARTNER_IN]-(i) RETURN i", "PARTNER_IN", "PARTNERS_IN"),
        ("MATCH (i:Initiative) WHERE i.statut = 'planned' RETURN i.id", "statut", "status"),
        ("MATCH (i:Initiative {statu: 'planned'}) RETURN i.id", "statu", "status"),
        ("MATCH (i:Initiative) RETURN i.title", "title", "name"),
        ("MATCH (:Jurisdiction)-[w:WORKS_ON]->(:Theme)\nRETURN w.leds", "leds", "led"),
        ("MATCH (t:Theme), (i:Inititative) RETURN t", "Inititative", "Initiative"),
    ],
)
def test_a_name_that_does_not_exist_is_an_error_with_the_nearest(text: str, word: str, near: str):
    with pytest.raises(UnknownNameError, match=f"“{word}”") as raised:
        check_names(text)
    assert raised.value.suggestions[0] == near
    line = str(raised.value).splitlines()
    assert line[1][line[2].index("^") :].startswith(word)  # the mark points to the word


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (i:Initiative) WITH i.lead AS i RETURN i.anything",
        "MATCH (i:Initiative) WITH {lead: i.lead} AS m RETURN m.lead, m.other",
        "MATCH (i:Initiative) WHERE i.name_en = '(x:Foo {bar: 1})' // (y:Bar)\nRETURN i.id",
        "MATCH (n) WHERE n:Theme RETURN n.name, n.whatever",
        "MATCH (i:`Initiative`) RETURN i.`status`, date.truncate('year', date('2021-01-01'))",
        "RETURN [x IN [1, 2] WHERE x > 1 | x] AS found",
        "MATCH p = shortestPath((a:Jurisdiction {id: $a})-[:WORKS_WITH*..4]-(b:Jurisdiction {id: $b})) RETURN p",
        "not cypher at all (((:",
    ],
)
def test_what_the_query_does_not_bind_is_left_to_the_engine(text: str):
    check_names(text)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_statements_of_accord_name_what_there_is(path):
    check_names(path.read_text("utf-8"))


def test_the_examples_of_the_reference_do_too():
    text = (ROOT / "docs" / "reference" / "neo4j.md").read_text("utf-8")
    for example in re.findall(r"```cypher\n(.+?)```", text, re.DOTALL):
        check_names(example)


@pytest.mark.parametrize("size", [1_000, 30_000])
def test_a_long_text_is_checked_in_time_that_grows_with_it(size: int):
    check_names("(" * size + ":" * size + "-[" * size)
