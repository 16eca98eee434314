"""Claims become places, mentions and details; approvals decide which audiences may see them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from graph.claims import Claim, ClaimStream, Place, ReadingSummary, claims_of, iter_batches
from graph.sqlite.claim_writer import ClaimWriter
from graph.sqlite.schema.driver import Connection
from graph.sqlite.schema.schema import create_schema
from tests.helpers.claim_writer import Writer

HERE, THERE = Place(page=1, line=1), Place(page=1, line=2)


@pytest.fixture
def connection():
    with closing(Connection(None)) as made:
        create_schema(made)
        yield made


def claim(predicate="theme", value="x", *, place=HERE, subject="CRA/portal", rule="test", stated=True):
    return Claim(
        kind="initiative", subject=subject, predicate=predicate, place=place, rule=rule, value=value, language="en",
        edition="2022-winter", reported_by="CRA", stated=stated,
    )  # fmt: skip


def write(connection, claims, approval=None):
    return ClaimWriter(connection, 1, approval).write(replace(Writer().reading(), claims=claims))


def mentions(connection):
    """The number of details of each mention."""
    return [n for (n,) in connection.execute("SELECT last - first + 1 FROM mention ORDER BY number")]


def test_consecutive_claims_from_one_place_share_a_mention(connection):
    write(connection, [claim(), claim("date"), claim("status", "planned")])
    assert mentions(connection) == [3]


@pytest.mark.parametrize(
    "other", [claim(place=THERE), claim(subject="CRA/other"), claim(rule="other"), claim(stated=False)]
)
def test_another_place_subject_or_rule_starts_a_mention(connection, other):
    write(connection, [claim(), other])
    assert mentions(connection) == [1, 1]


def test_a_second_value_of_a_single_valued_predicate_starts_a_mention(connection):
    write(connection, [claim("title", "Portal"), claim("title", "Gateway"), claim("theme"), claim("theme", "y")])
    assert mentions(connection) == [1, 3]


def test_a_place_that_recurs_has_one_row(connection):
    write(connection, [claim(), claim(place=THERE), claim()])
    assert connection.execute("SELECT count(*) FROM place").fetchone() == (2,)
    assert mentions(connection) == [1, 1, 1]


@pytest.mark.parametrize(("approval", "level"), [("public", 0), (None, 1), ("members", 1), ("withheld", 2)])
def test_a_submission_without_an_approval_gets_the_one_of_the_load(connection, approval, level):
    write(connection, [claim()], approval)
    assert connection.execute("SELECT visible_from FROM mention").fetchone() == (level,)
    assert connection.execute("SELECT jurisdiction, edition, approval FROM approval").fetchone() == (
        "CRA", "2022-winter", approval or "members",
    )  # fmt: skip


def test_an_existing_approval_stays(connection):
    connection.execute("INSERT INTO approval VALUES ('CRA', '2022-winter', 'withheld')")
    write(connection, [claim()], "public")
    assert connection.execute("SELECT visible_from FROM mention").fetchone() == (2,)


def test_groups_of_claims_are_claims_again():
    claims = [claim(), claim("date"), claim(place=THERE), claim(subject="CRA/other", place=THERE), claim()]
    (groups,) = iter_batches(claims)
    assert list(claims_of(groups)) == claims
    assert [len(statements) for _, _, statements in groups] == [2, 1, 1, 1]
    assert groups[0][0] is groups[1][0]  # equal keys that follow each other are one object, which is fast to compare


def test_claims_in_groups_and_single_ones_are_written_alike(connection):
    claims = [claim("title", "Portal"), claim("title", "Gateway"), claim(), claim(place=THERE), claim(place=THERE)]
    write(connection, claims)
    written = connection.execute("SELECT * FROM claim").fetchall()
    connection.execute("DELETE FROM place; DELETE FROM mention; DELETE FROM detail")
    write(connection, ClaimStream(one_by_one(claims)))
    assert connection.execute("SELECT * FROM claim").fetchall() == written


def one_by_one(claims):
    """Generate claims in groups of one."""

    def generate():
        yield [group for one in claims for batch in iter_batches([one]) for group in batch]
        return ReadingSummary()

    return generate
