"""Cypher of several statements: the first one returns parameters of the others, whose rows are the answer."""

from __future__ import annotations

import pytest

from graph.neo4j.statements import list_statements, run_statements

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
