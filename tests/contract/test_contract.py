"""One contract for all stores: the same questions of the same graph get the same answers.

`ACCORD_CONTRACT_GRAPHS` says how many random graphs are asked of each engine (a few where it says nothing).
"""

from __future__ import annotations

import json
import os
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.claims import initiative_id, partnership_id
from graph.dedupe.decisions import Decision
from graph.sqlite.store import SqliteStore
from graph.values import AUDIENCES
from graph.vocabulary.themes import HINTED
from queries.questions.answer import list_marks
from queries.review.queue import read_review_queue
from tests.contract.asked_questions import all_asked, all_hurting, answered, differences, nodes_of
from tests.contract.engines import on_neo4j
from tests.helpers.claim_writer import Writer
from tests.helpers.graphs import graph_of
from tests.helpers.reading import read_all
from tests.helpers.reading_strategies import documents
from tests.helpers.sample import sample_readings
from tests.helpers.two_editions import build

GRAPHS = int(os.environ.get("ACCORD_CONTRACT_GRAPHS", "3"))
PARTS = 4  # a random graph is asked each question, but with a quarter of the parameters; the next one with others


def agree(engine, store, audience, languages, asked):
    with engine(store, audience) as other:
        for language in languages:
            with store.view(audience, language) as one, other.view(audience, language) as two:
                assert not differences(one, two, [*asked(one)])[:1]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_question_is_answered_alike(engine, tmp_path, audience):
    store = SqliteStore(build(tmp_path / "accord.db"))
    agree(engine, store, audience, ("en",), lambda view: all_asked(nodes_of(view), costly=audience == "public"))


def test_what_is_inferred_of_a_body_is_not_shown_as_stated(engine, tmp_path):
    text = b"The Texas Dune Restoration Agency launched the Shared Buoys project with Iceland on 3 May 2021.\n"
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add(read_all(text, "text.md"))
    with engine(store, "members") as other:
        for each in (store, other):
            with each.view("members", "en") as view:
                shown = json.loads(answered(view, "show", {"node": "TEXAS-DUNE-RESTORATION-AGENCY"}))
                basis = {row["attribute"]: row["stated"] for row in shown["rows"]}
                assert basis["name"] == basis["leads"] == "stated"
                assert basis["level"] == basis["part_of"] == "inferred"


def test_what_a_document_states_of_a_body_is_not_from_the_vocabulary(engine, tmp_path):
    text = b"The Texas Dune Restoration Agency launched the Shared Buoys project with Iceland on 3 May 2021.\n"
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add(read_all(text, "text.md"))
    writer = Writer()
    for stated in (False, True):
        writer.add_claim("theme", "dune-care", "label", value="Dune care", stated=stated)
        writer.claims[-1] = writer.claims[-1]._replace(language="en")
    writer.add_claim("theme", "dune-care", "broader", "privacy")
    store.add([writer.reading()])
    with engine(store, "secretariat") as other:
        for each in (store, other):
            with each.view("secretariat", "en") as view:
                for node, known in (("TEXAS-DUNE-RESTORATION-AGENCY", {"name", "level", "part_of"}),
                                    ("dune-care", {"label", "broader"}), ("ICELAND", set())):  # fmt: skip
                    rows = json.loads(answered(view, "show", {"node": node}))["rows"]
                    found = {r["attribute"] for r in rows if all(e["source"] != "vocabulary" for e in r["evidence"])}
                    attributes = {"name", "level", "part_of", "label", "broader", "abbreviation"}
                    assert found & attributes == known
                    for row in rows:
                        assert row["stated"] == "inferred" or any(one["stated"] for one in row["evidence"])


def test_who_leads_by_a_rule_is_not_shown_as_stated(engine, tmp_path):
    writer = Writer()
    for title, stated in (("Harbour map", (False,)), ("Tide tables", (True,)), ("Buoy register", (False, True))):
        subject = initiative_id("CRA", title)
        writer.add_claim("initiative", subject, "kind", value="initiative")
        writer.add_claim("initiative", subject, "title", value=title)
        for one in stated:
            writer.add_claim("initiative", subject, "lead", "CRA", stated=one)
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([writer.reading()])
    with engine(store, "members") as other:
        for each in (store, other):
            with each.view("members", "en") as view:
                rows = json.loads(answered(view, "show", {"node": "CRA"}))["rows"]
                led = {row["text"]: row["stated"] for row in rows if row["attribute"] == "leads"}
                assert led == {"Harbour map": "inferred", "Tide tables": "stated", "Buoy register": "stated"}
                assert [row["text"] for row in rows if list_marks(row)] == ["Harbour map"]


def test_two_work_together_as_surely_as_the_less_sure_of_both_takes_part(engine, tmp_path):
    writer = Writer()
    occasions = {
        "Harbour map": {"CRA": False, "ESDC": True, "STATCAN": False},
        "Tide tables": {"CRA": True, "ESDC": False},
        "Buoy register": {"CRA": True, "ISED": False},
        "Ferry times": {"CRA": True, "ISED": True},
    }
    for title, members in occasions.items():
        subject = writer.initiative("CRA", title)
        together = partnership_id(subject, frozenset(members))
        writer.add_claim("partnership", together, "initiative", subject)
        for member, stated in members.items():
            writer.add_claim("partnership", together, "member", member, qualifier="partner", stated=stated)
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([writer.reading()])
    with engine(store, "members") as other:
        for each in (store, other):
            with each.view("members", "en") as view:
                for one, expected in (
                    ("CRA", {"ESDC": "inferred", "STATCAN": "inferred", "ISED": "stated"}),
                    ("ESDC", {"CRA": "inferred", "STATCAN": "inferred"}),
                ):
                    rows = json.loads(answered(view, "show", {"node": one}))["rows"]
                    pairs = {row["value"]: row for row in rows if row["attribute"] == "works with"}
                    assert {who: row["stated"] for who, row in pairs.items()} == expected
                    for who, row in pairs.items():
                        steps = json.loads(answered(view, "path", {"from": one, "to": who}))["rows"]
                        assert bool(list_marks(row)) == bool(list_marks(steps[1])) == (expected[who] == "inferred")
        differing = [("show", {"node": "CRA"}), ("path", {"from": "ESDC", "to": "CRA"})]
        with store.view("members", "en") as one, other.view("members", "en") as two:
            assert not differences(one, two, differing)


def test_what_is_inferred_is_listed_in_the_order_of_columns(engine, tmp_path):
    writer = Writer()
    for predicate, target, value in (
        ("kind", None, "initiative"), ("title", None, "Digital identity"), ("lead", "CRA", None),
    ):  # fmt: skip
        writer.add_claim("initiative", "CRA/digital-identity", predicate, target, value, by="CRA", stated=False)
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([writer.reading()])
    agree(engine, store, "secretariat", ("en",), lambda _: [("initiatives", {})])


def test_a_newer_server_is_pushed_to_asked_and_loaded(newer_server, tmp_path):
    """All of the contract is held with the older version; this one shows that its statements are understood, too."""
    store = SqliteStore(build(tmp_path / "accord.db"))
    asked = [(name, needed) for name, needed in all_asked() if name in {"who", "coverage", "partners", "show", "path"}]
    newer = partial(on_neo4j, newer_server)
    agree(newer, store, "members", ("en",), lambda _: asked[::4])
    with newer(store, "members") as there:
        there.add(sample_readings()[:1])
        store.add(sample_readings()[:1])
        with store.view("members", "fr") as one, there.view("members", "fr") as two:
            assert not differences(one, two, [("who", {"theme": "digital-identity"}), ("coverage", {})])


def test_what_hurts_does_not_and_french_is_answered_alike(engine, tmp_path):
    store = SqliteStore(build(tmp_path / "accord.db"))
    agree(engine, store, "members", ("fr",), lambda _: all_hurting())


def test_the_sample_is_answered_alike(engine, tmp_path):
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add(sample_readings(), "public")
    agree(engine, store, "public", ("fr",), lambda view: all_asked(nodes_of(view)))


def test_the_council_s_own_document_is_answered_alike(engine, tmp_path, shared):
    path = shared / "seed" / "cpssp-2022-hiver.fr.txt"
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add(list(read_all(path.read_bytes(), path.name)))
    agree(engine, store, "members", ("en",), lambda view: all_asked(nodes_of(view)))


def test_what_people_decided_is_answered_alike(engine, tmp_path):
    """A statement in the middle of what a place says is set aside, and another one is taken up."""
    writer = Writer("said.txt", "en", "2022-winter")
    writer.submitted("CA-AB")
    lab = writer.initiative("CA-AB", "One lab")
    for theme in ("ai", "innovation-labs", "digital-identity"):
        writer.add_claim("initiative", lab, "theme", theme, by="CA-AB", stated=False, rule=HINTED)
    writer.claims[-3:] = [one._replace(place=writer.claims[-1].place) for one in writer.claims[-3:]]
    chat = writer.initiative("CA-AB", "Chat")
    store = SqliteStore(tmp_path / "accord.db", create=True)
    partnership = writer.partnership(chat, "CA-AB", "CA-BC")
    writer.claims[-3:] = [one._replace(stated=False, confidence=0.5, proposed=True) for one in writer.claims[-3:]]
    store.add([writer.reading()])
    store.add_decisions([Decision(chat, "CA-BC", same=True, kind="partner", is_proposal=True)])
    decided = [(lab, "innovation-labs", False), (chat, "contact-centres", True)]
    store.add_decisions([Decision(one, theme, same=same, kind="theme") for one, theme, same in decided])
    agree(engine, store, "members", ("en",), lambda _: [*all_asked([lab, chat, partnership])])
    with engine(store, "members") as other, store.view("members", "en") as one, other.view("members", "en") as two:
        assert read_review_queue(one) == read_review_queue(two) != []


@settings(
    max_examples=GRAPHS, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)  # fmt: skip
@given(
    readings=documents(), audience=st.sampled_from(AUDIENCES), language=st.sampled_from(["en", "fr"]),
    part=st.integers(0, PARTS - 1),
)  # fmt: skip
def test_any_graph_is_answered_alike(engine, readings, audience, language, part):
    with graph_of(*readings) as store:
        agree(engine, store, audience, (language,), lambda view: [*all_asked(nodes_of(view))][part::PARTS])
