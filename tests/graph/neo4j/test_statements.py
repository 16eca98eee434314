"""Cypher of several statements: the first one returns parameters of the others, whose rows are the answer."""

from __future__ import annotations

import pytest

from graph.neo4j.statements import list_statements, run_statements
from queries.questions.first_statements import FIRST_QUESTION, list_first_statements
from queries.questions.question import load_question

TEXT = """MATCH first
; if edition
MATCH second
; unless edition
MATCH third
; if others
MATCH fourth"""


@pytest.mark.parametrize(
    ("edition", "others", "run"),
    [
        ("2022-fall", True, ["MATCH second\n", "MATCH fourth"]),
        (None, True, ["MATCH third\n", "MATCH fourth"]),
        (None, False, ["MATCH third\n"]),
        ("", None, ["MATCH second\n"]),
    ],
)
def test_the_others_are_run_where_their_condition_holds(edition, others, run):
    asked = []

    def ran(text, given):
        asked.append(text)
        if len(asked) == 1:
            return [{"others": others}]
        assert given == {"edition": edition, "others": others}
        return [{"it": text}]

    assert run_statements(ran, TEXT, {"edition": edition}) == [{"it": one} for one in run]
    assert asked == list_statements(TEXT, {"edition": edition, "others": others})


def test_one_statement_is_its_rows():
    assert run_statements(lambda text, given: [{"text": text, **given}], "RETURN 1; ", {"a": 1}) == [
        {"text": "RETURN 1; ", "a": 1}
    ]


def test_what_a_push_lets_a_server_plan_has_the_parameters_of_an_answer():
    """A server plans a text again for other parameters, even if it does not use them."""
    asked = []

    def ran(text, given):
        asked.append((text, set(given)))
        columns = [one.split()[-1] for one in text.rpartition("RETURN ")[2].split(",")]
        return [dict.fromkeys(columns, True)]

    text = load_question(FIRST_QUESTION).statement("cypher")
    run_statements(ran, text, {"theme": "ai", "edition": None, "most": 501})
    planned = [(one, set(given)) for one, given in list_first_statements()]
    assert planned[: len(asked)] == asked
    assert asked[0][1] == {"theme", "edition", "most"}
    assert asked[1][1] > asked[0][1]


def test_rows_may_come_as_lists_in_one_record():
    packed = [{"columns": ["a", "b"], "rows": [[1, 2], [3, None]]}]
    rows = [{"a": 1, "b": 2}, {"a": 3, "b": None}]
    assert run_statements(lambda *_: packed, "RETURN 1", {}) == rows
    found = run_statements(lambda text, _: packed if "rest" in text else [{"all": True}], "first\n; if all\nrest", {})
    assert found == rows
    assert run_statements(lambda *_: [{"columns": 1}], "RETURN 1", {}) == [{"columns": 1}]
