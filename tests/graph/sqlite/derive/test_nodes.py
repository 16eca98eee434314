"""Nodes built by SQL equal those assembled one by one; what forms no valid node is rejected."""

from __future__ import annotations

import itertools
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import SourceError
from graph.model import Approved
from graph.sqlite.derive import assemble
from graph.sqlite.derive.visible_claims import create_visible_claims
from graph.sqlite.schema.driver import Connection, execute_with_columns
from tests.helpers.claim_writer import Writer
from tests.helpers.graphs import document, graph_of
from tests.helpers.reading_strategies import documents

moderately = settings(max_examples=25, deadline=None, derandomize=True)


def test_what_has_no_name_is_no_node_and_is_kept():
    writer = Writer()
    writer.add_claim("initiative", "CRA/untitled", "theme", "ai", by="CRA")
    writer.add_claim("need", "n1", "theme", "ai", by="CRA")
    writer.add_claim("partnership", "p1", "member", "CRA", by="CRA", qualifier="lead")
    with graph_of(writer.reading()) as store, store.view("secretariat", "en") as view:
        assert view.rows("SELECT id FROM node") == []
        assert len(view.rows("SELECT number FROM claim")) == 3


def test_what_refers_to_nothing_known_is_omitted():
    writer = Writer()
    writer.initiative("CRA", "Step", part_of="CRA/nowhere")
    writer.need("How?", by="CRA", initiative="CRA/nowhere")
    writer.partnership("CRA/nowhere", "CRA", "TBS")
    with graph_of(writer.reading()) as store:
        exported = document(store)
    assert exported["initiatives"][0]["part_of"] is None
    assert exported["needs"][0]["initiative"] is None
    assert exported["partnerships"][0]["initiative"] is None


def test_jurisdictions_come_with_what_they_are_part_of():
    writer = Writer()
    writer.initiative("SERVICE-CANADA", "Portal")
    writer.initiative("NEWTOWN", "Register")
    writer.add_claim("jurisdiction", "NEWTOWN", "level", value="municipal")
    writer.add_claim("jurisdiction", "NEWTOWN", "part_of", "CA-ON")
    with graph_of(writer.reading()) as store:
        found = {j["id"]: (j["level"], j["part_of"]) for j in document(store)["jurisdictions"]}
    assert found["NEWTOWN"] == ("municipal", "CA-ON")
    assert found["SERVICE-CANADA"][1] in found
    assert {"CA", "CA-ON"} <= set(found)


@pytest.mark.parametrize(
    ("kind", "predicate", "target", "value"), [("theme", "label", None, "A"), ("need", "text", None, "A")]
)
def test_one_identifier_for_two_kinds_is_refused(kind, predicate, target, value):
    writer = Writer()
    writer.initiative("CRA", "Portal")
    writer.add_claim(kind, "CRA", predicate, target, value)
    with pytest.raises(SourceError, match="“CRA” identifies both a"), graph_of(writer.reading()):
        pass


# for each kind of node, predicates with (object, value) pairs that contradict each other
CONFLICTING_VALUES = {
    "initiative": {
        "kind": (("", "initiative"), ("", "component")),
        "title": (("", "Portal"), ("", "Gateway")),
        "summary": (("", "Short"), ("", "Long")),
        "lead": (("CRA", ""), ("TBS", "")),
        "status": (("", "planned"), ("", "launched")),
        "part_of": (("CRA/whole", ""), ("CRA/other", ""), ("CRA/nothing", "")),
        "external_partner": (("", "Firm"), ("", "Bank")),
    },
    "partnership": {
        "initiative": (("CRA/whole", ""), ("CRA/other", ""), ("CRA/nothing", "")),
        "member": (("CRA", ""), ("TBS", ""), ("CA-AB", "")),
        "since": (("", "2020"), ("", "2021")),
        "until": (("", "2022"), ("", "2023")),
    },
    "need": {
        "kind": (("", "ask"), ("", "theme")),
        "by": (("CRA", ""), ("TBS", "")),
        "text": (("", "How?"), ("", "Why?")),
        "initiative": (("CRA/whole", ""), ("CRA/other", ""), ("CRA/nothing", "")),
    },
}  # fmt: skip


IDENTIFIERS = {"initiative": "CRA/portal", "partnership": "CRA/whole+CRA+TBS", "need": "2022-winter/CRA/how"}


# predicates that the first reading always has, as a node needs some of them; the second has all but the first
REQUIRED = {"initiative": ["title", "lead", "lead"], "partnership": ["member", "member"], "need": ["text"]}


BUILDERS = {
    "initiative": assemble.initiative_columns,
    "partnership": assemble.partnership_columns,
    "need": assemble.need_columns,
}


@st.composite
def conflicting_readings(draw):
    """Two readings of two editions with one node of each kind, which may disagree on one of its columns."""
    disputed = {kind: draw(st.sampled_from(list(predicates))) for kind, predicates in CONFLICTING_VALUES.items()}
    readings = []
    for number, edition in enumerate(("2022-winter", "2022-fall")):
        writer = Writer(f"{number}.txt", "en", edition)
        for title in ("Whole", "Other"):
            writer.initiative("CRA", title)
        for kind, predicates in CONFLICTING_VALUES.items():
            predicate = st.sampled_from([*predicates, *[disputed[kind]] * len(predicates)])
            for attribute in [*REQUIRED[kind][number:], *draw(st.lists(predicate, max_size=5))]:
                different = attribute in {disputed[kind], "member"}
                target, value = draw(st.sampled_from(predicates[attribute][: None if different else 1]))
                stated = draw(st.booleans())
                writer.add_claim(kind, IDENTIFIERS[kind], attribute, target or None, value or None, stated=stated)
                if attribute in {"title", "summary", "text"}:
                    language = draw(st.sampled_from(["en", "fr", None]))
                    writer.claims[-1] = writer.claims[-1]._replace(language=language)
                if draw(st.booleans()):
                    writer.line -= 1
        readings.append(writer.reading())
    return readings


def assemble_nodes(connection, audience, kind, initiatives):
    """The nodes of a kind, each assembled from the claims about it: columns by identifier."""
    rows = connection.execute(
        "SELECT number, subject, predicate, object, value, qualifier, language, edition, stated FROM visible_claim"
        " WHERE kind = ? ORDER BY subject, number",
        (kind,),
    )
    refers = "part_of" if kind == "initiative" else "initiative"
    nodes = {}
    claims = (assemble.VisibleClaim(*row) for row in rows)
    for subject, group in itertools.groupby(claims, key=lambda fact: fact.subject):
        facts = [fact for fact in group if fact.predicate != refers or fact.object in initiatives]
        if columns := BUILDERS[kind](facts):
            nodes[subject] = columns | ({"part_of": assemble.latest_parent(facts)} if kind == "initiative" else {})
    return nodes


def assert_equal_to_assembled(readings):
    with graph_of(*readings) as store, closing(Connection(store.path)) as connection:
        for (graph,) in connection.execute(
            "SELECT DISTINCT value FROM metadata WHERE key LIKE 'graph of %'"
        ).fetchall():
            audience = int(graph)
            create_visible_claims(connection, audience)
            rows = connection.execute("SELECT id FROM initiative WHERE audience = ?", (audience,))
            known = {each[0] for each in rows}
            for kind in BUILDERS:
                columns, found = execute_with_columns(
                    connection, f"SELECT * FROM {kind} WHERE audience = ?", (audience,)
                )
                rows = [dict(zip(columns, row, strict=True)) for row in found]
                expected = assemble_nodes(connection, audience, kind, known)
                assert {row["id"]: {column: row[column] for column in expected[row["id"]]} for row in rows} == expected


@settings(max_examples=200, deadline=None, derandomize=True)
@given(conflicting_readings())
def test_a_node_with_conflicting_claims_is_the_assembled_one(readings):
    assert_equal_to_assembled(readings)


@moderately
@given(documents())
def test_all_nodes_are_the_assembled_ones(readings):
    assert_equal_to_assembled(readings)


@pytest.mark.parametrize("status", ["planned", "launched"])
def test_mentions_of_a_node_are_added_up_wherever_they_stand(status):
    def rows(order):
        writer = Writer("a.txt", "en", "2022-winter")
        for subject, predicate, value in order:
            writer.add_claim("initiative", subject, predicate, value=value)
        with graph_of(writer.reading()) as store, closing(Connection(store.path)) as connection:
            return connection.execute("SELECT id, title_en, status FROM initiative ORDER BY id").fetchall()

    one = [("CRA/one", "title", "One"), ("CRA/one", "status", "planned"), ("CRA/one", "status", status)]
    other = [("CRA/other", "title", "Other"), ("CRA/other", "status", "paused")]
    interleaved = [one[0], other[0], one[1], other[1], one[2]]
    assert (
        rows([*one, *other]) == rows(interleaved) == [("CRA/one", "One", "planned"), ("CRA/other", "Other", "paused")]
    )


def test_a_mention_that_an_audience_does_not_see_is_no_part_of_a_node():
    writer = Writer("a.txt", "en", "2022-winter")
    for predicate, value, by in (("title", "One", "CRA"), ("status", "planned", "TBS"), ("summary", "Short", "CRA")):
        writer.add_claim("initiative", "CRA/one", predicate, value=value, by=by)
    given = [Approved(jurisdiction="TBS", edition="2022-winter", approval="withheld")]
    given.append(Approved(jurisdiction="CRA", edition="2022-winter", approval="public"))
    with graph_of(writer.reading(given)) as store, closing(Connection(store.path)) as connection:
        rows = connection.execute("SELECT audience, title_en, summaries, status FROM initiative ORDER BY 1").fetchall()
    assert rows == [(0, "One", '{"en":"Short"}', None), (2, "One", '{"en":"Short"}', "planned")]
