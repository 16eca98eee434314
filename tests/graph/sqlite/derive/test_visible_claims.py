"""The views of an audience's claims: what it may see, under the identifiers that duplicates were merged into."""

from __future__ import annotations

from contextlib import closing

import apsw
import pytest

from graph.sqlite.derive.visible_claims import create_visible_claims, drop_visible_claims
from graph.sqlite.schema.driver import Connection
from graph.sqlite.schema.schema import create_schema

MENTION = "INSERT INTO mention (number, kind, subject, place, stated, rule, visible_from, first, last)"
DETAIL = "INSERT INTO detail (number, mention, predicate, object)"


@pytest.fixture
def connection():
    with closing(Connection(None)) as made:
        create_schema(made)
        for number, (subject, level) in enumerate([("CRA/a", 0), ("CRA/b", 1), ("CRA/c", 2)], start=1):
            mention = (number, subject, level, number, number)
            made.execute(f"{MENTION} VALUES (?, 'initiative', ?, 1, 1, 'test', ?, ?, ?)", mention)
            made.execute(f"{DETAIL} VALUES (?, ?, 'lead', 'OFFICE')", (number, number))
        yield made


def subjects(connection, view="visible_claim"):
    return [row[0] for row in connection.execute(f"SELECT subject FROM {view} ORDER BY subject")]


VISIBLE = {0: ["CRA/a"], 1: ["CRA/a", "CRA/b"], 2: ["CRA/a", "CRA/b", "CRA/c"]}


@pytest.mark.parametrize(("audience", "visible"), VISIBLE.items())
def test_an_audience_sees_the_claims_of_its_level(connection, audience, visible):
    create_visible_claims(connection, audience)
    for view in ("visible_claim", "visible_mention", "visible_subject"):
        assert subjects(connection, view) == visible


def test_merged_identifiers_are_replaced_in_subjects_and_objects(connection):
    connection.execute("INSERT INTO same_as VALUES (2, 'CRA/b', 'CRA/a', 'test'), (2, 'OFFICE', 'CRA', 'test')")
    create_visible_claims(connection, 2)
    assert subjects(connection) == ["CRA/a", "CRA/a", "CRA/c"]
    assert connection.execute("SELECT DISTINCT object FROM visible_claim").fetchall() == [("CRA",)]


def test_aliases_of_another_audience_do_not_count(connection):
    connection.execute("INSERT INTO same_as VALUES (2, 'CRA/b', 'CRA/a', 'test'), (1, 'x', 'y', 'test')")
    create_visible_claims(connection, 1)
    assert subjects(connection) == ["CRA/a", "CRA/b"]


def test_views_are_replaced_and_dropped(connection):
    create_visible_claims(connection, 2)
    create_visible_claims(connection, 0)
    assert subjects(connection) == ["CRA/a"]
    drop_visible_claims(connection)
    with pytest.raises(apsw.SQLError, match="no such table"):
        subjects(connection)
