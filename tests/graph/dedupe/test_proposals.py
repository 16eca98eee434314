"""Proposals: nothing is derived from them until a person accepts them, and then only for who may see them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dedupe.decisions import Decision, proposal_id
from graph.exchange.document import export_document
from graph.model import Approved
from graph.sqlite.schema.limits import StoreLimits
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import EDITION, Writer
from tests.helpers.proposals import PORTAL, proposing_source
from tests.helpers.reading import read_all

AUDIENCES = ("public", "members", "secretariat")


def accept(kind: str, subject: str, target: str, to: str = "") -> Decision:
    return Decision(subject, target, same=True, kind=kind, is_proposal=True, to=to)


def refuse(kind: str, subject: str, target: str) -> Decision:
    return Decision(subject, target, same=False, kind=kind, is_proposal=True)


@pytest.fixture
def store(tmp_path) -> SqliteStore:
    made = SqliteStore(tmp_path / "graph.db", create=True)
    made.add([proposing_source().reading()])
    return made


def document(store: SqliteStore, audience: str = "members", **options) -> dict:
    with store.view(audience, "en", **options) as view:
        return export_document(view)


def initiatives(store: SqliteStore, audience: str = "members", **options) -> dict[str, dict]:
    return {one["id"]: one for one in document(store, audience, **options)["initiatives"]}


def test_nothing_is_derived_from_a_proposal(store):
    found = initiatives(store)
    assert found.keys() == {PORTAL}
    assert (found[PORTAL]["partners"], found[PORTAL]["dates"]) == ([], [])
    assert not document(store)["partnerships"]


def test_proposals_are_questions_with_the_parts_of_an_initiative_below_it(store):
    found = [
        (one.kind, one.subject, one.target, one.confidence, bool(one.parent)) for one in store.proposals("members")
    ]
    assert found == [
        ("date", PORTAL, "launch 2021-07", 0.7, False),
        ("partner", PORTAL, "CA-ON", 0.6, False),
        ("initiative", "CA-AB/wallet", "Wallet", 0.5, False),
        ("lead", "CA-AB/wallet", "CA-AB", 0.5, True),
        ("partner", "CA-AB/wallet", "CA-BC", 0.6, True),
    ]


def test_an_accepted_proposal_is_an_inferred_fact_with_its_rule(store):
    store.add_decisions([accept("partner", PORTAL, "CA-ON")])
    found = initiatives(store)
    assert found[PORTAL]["partners"] == ["CA-ON"]
    (partnership,) = document(store)["partnerships"]
    assert {(e["stated"], e["rule"], e["confidence"], e["accepted"]) for e in partnership["evidence"]} == {
        (False, "test", 0.6, True)
    }
    assert "partner" not in {one.kind for one in store.proposals("members") if one.subject == PORTAL}


def test_a_whole_initiative_is_accepted_with_its_parts_and_without_those_refused(store):
    store.add_decisions([accept("initiative", "CA-AB/wallet", "Wallet")])
    assert initiatives(store)["CA-AB/wallet"]["partners"] == ["CA-BC"]
    store.add_decisions([refuse("partner", "CA-AB/wallet", "CA-BC")])
    found = initiatives(store)["CA-AB/wallet"]
    assert (found["lead"], found["partners"]) == ("CA-AB", [])
    assert not [one for one in store.proposals("members") if one.subject == "CA-AB/wallet"]


def test_a_part_does_not_hold_without_its_initiative(store):
    store.add_decisions([accept("partner", "CA-AB/wallet", "CA-BC")])
    assert not document(store)["partnerships"]
    store.add_decisions([refuse("initiative", "CA-AB/wallet", "Wallet")])
    assert not document(store)["partnerships"]
    assert not [one for one in store.proposals("members") if one.subject == "CA-AB/wallet"]


@pytest.mark.parametrize(
    ("decision", "field", "value"),
    [
        (accept("date", PORTAL, "launch 2021-07", "start 2021-09"), "dates", [("start", "2021-09")]),
        (accept("date", PORTAL, "launch 2021-07", "2021-09"), "dates", [("launch", "2021-09")]),
        (accept("partner", PORTAL, "CA-ON", "CA-QC"), "partners", ["CA-QC"]),
    ],
)
def test_a_correction_holds_in_place_of_what_was_proposed(store, decision, field, value):
    store.add_decisions([decision])
    found = initiatives(store)[PORTAL]
    assert (
        [(one["kind"], one["edtf"]) for one in found["dates"]] == value if field == "dates" else found[field] == value
    )
    rules = {e["rule"] for e in found["evidence"] if e.get("accepted")}
    rules |= {e["rule"] for one in document(store)["partnerships"] for e in one["evidence"]}
    assert "corrected-by-person" in rules


def test_a_corrected_title_names_the_initiative(store):
    store.add_decisions([accept("initiative", "CA-AB/wallet", "Wallet", "Digital wallet")])
    assert initiatives(store)["CA-AB/wallet"]["titles"] == {"en": "Digital wallet"}


def test_a_decision_holds_for_the_next_reading_and_a_new_graph(store, tmp_path):
    decided = [accept("partner", PORTAL, "CA-ON"), refuse("date", PORTAL, "launch 2021-07")]
    store.add_decisions(decided)
    before = document(store)
    store.replace_readings([proposing_source().reading()])
    assert document(store) == before
    again = SqliteStore(tmp_path / "again.db", create=True)
    again.add([proposing_source().reading()])
    assert document(again) == before
    assert [one.kind for one in again.proposals("members")] == ["initiative", "lead", "partner"]


def test_a_stale_decision_is_harmless(store):
    before = document(store)
    store.add_decisions([accept("partner", "CRA/gone", "CA-ON"), refuse("lead", PORTAL, "CA-QC")])
    assert document(store) == before


def test_a_proposal_of_two_sources_is_one(store):
    other = proposing_source()
    other.source = other.source.model_copy(update={"id": "0" * 64, "name": "two.txt"})
    before = [one.id for one in store.proposals("members")]
    store.add([other.reading()])
    assert [one.id for one in store.proposals("members")] == before
    store.add_decisions([accept("partner", PORTAL, "CA-ON")])
    (partnership,) = document(store)["partnerships"]
    assert {entry["source"] for entry in partnership["evidence"]} == {"document-1", "document-2"}


def test_what_is_proposed_reaches_only_the_audience_of_its_submission(tmp_path):
    decided = [Approved(jurisdiction="CA-AB", edition=EDITION, approval="withheld")]
    made = SqliteStore(tmp_path / "graph.db", create=True)
    made.add([proposing_source().reading(decided)])
    assert "CA-AB/wallet" not in {one.subject for one in made.proposals("members")}
    assert "CA-AB/wallet" in {one.subject for one in made.proposals("secretariat")}
    made.add_decisions([accept("initiative", "CA-AB/wallet", "Wallet")])
    assert "CA-AB/wallet" not in initiatives(made, "members")
    assert "CA-AB/wallet" in initiatives(made, "secretariat")
    made.approve("CA-AB", EDITION, "public")
    assert "CA-AB/wallet" in initiatives(made, "public")
    made.remove_decision(proposal_id("initiative", "CA-AB/wallet", "Wallet"))
    assert "CA-AB/wallet" in {one.subject for one in made.proposals("public")}


def test_open_proposals_are_included_only_where_asked_for_and_marked(store):
    assert "CA-AB/wallet" not in initiatives(store)
    found = initiatives(store, include_proposed=True)
    assert found[PORTAL]["partners"] == ["CA-ON"]
    assert [e.get("proposed", False) for e in found["CA-AB/wallet"]["evidence"]] == [True, True, True]
    assert not any(e.get("proposed") for e in found[PORTAL]["evidence"] if e["stated"])
    store.add_decisions([refuse("initiative", "CA-AB/wallet", "Wallet"), accept("partner", PORTAL, "CA-ON")])
    found = initiatives(store, include_proposed=True)
    assert found.keys() == {PORTAL}
    (partnership,) = document(store, include_proposed=True)["partnerships"]
    assert all(entry["accepted"] and "proposed" not in entry for entry in partnership["evidence"])


def test_a_copy_with_proposals_is_made_once_for_each_state_of_the_graph(store, tmp_path):
    document(store, include_proposed=True)
    (copy,) = tmp_path.glob(".*.proposed")
    document(store, "public", include_proposed=True)
    assert list(tmp_path.glob(".*.proposed")) == [copy]
    store.add_decisions([refuse("date", PORTAL, "launch 2021-07")])
    assert not initiatives(store, include_proposed=True)[PORTAL]["dates"]
    assert len(list(tmp_path.glob(".*.proposed*"))) == 1


def test_a_large_first_load_keeps_proposals_separate_as_well(tmp_path, store, monkeypatch):
    made = SqliteStore(tmp_path / "bulk.db", create=True, limits=StoreLimits(min_bulk_claims=1))
    (added,) = made.add([proposing_source().reading()])
    assert added.proposed == 10
    assert document(made) == document(store)
    assert made.proposals("members") == store.proposals("members")


def test_a_graph_document_with_proposals_makes_the_same_graph(store, tmp_path):

    store.add_decisions([accept("partner", PORTAL, "CA-ON")])
    for options in ({}, {"include_proposed": True}):
        exported = document(store, "secretariat", **options)
        folder = tmp_path / str(len(options))
        folder.mkdir()
        copy = SqliteStore(folder / "copy.db", create=True)
        copy.add(read_all(json.dumps(exported).encode(), "graph.json"))
        assert document(copy, "secretariat", **options) == exported
        assert len(copy.proposals("secretariat")) == (4 if options else 0)


# properties

KINDS = st.sampled_from(["accept", "refuse", "open"])


@st.composite
def proposing(draw) -> tuple[Writer, list[Approved]]:
    """A source in which some claims are proposed, at random."""
    writer = proposing_source()
    first = 2
    flags = draw(st.lists(st.booleans(), min_size=len(writer.claims) - first, max_size=len(writer.claims) - first))
    writer.claims[first:] = [
        claim._replace(proposed=flag, stated=not flag) for claim, flag in zip(writer.claims[first:], flags, strict=True)
    ]
    approval = draw(st.sampled_from(["public", "members", "withheld"]))
    return writer, [Approved(jurisdiction="CA-AB", edition=EDITION, approval=approval)]


@given(made=proposing())
@settings(max_examples=25, deadline=None)
def test_a_proposal_never_leaks(made, tmp_path_factory):
    """A graph with open proposals is, for each audience, that of the sources without them."""
    writer, approvals = made
    whole = writer.reading(approvals)
    facts = replace(whole, claims=[claim for claim in whole.claims if not claim.proposed])
    graphs = []
    for reading in (whole, facts):
        store = SqliteStore(tmp_path_factory.mktemp("graph") / "graph.db", create=True)
        store.add([reading])
        graphs.append([{**document(store, one), "sources": None, "approvals": None} for one in AUDIENCES])
    assert graphs[0] == graphs[1]


@given(made=proposing(), verdicts=st.lists(KINDS, min_size=8, max_size=8))
@settings(max_examples=25, deadline=None)
def test_a_decision_taken_back_leaves_the_graph_as_it_was(made, verdicts, tmp_path_factory):
    writer, approvals = made
    store = SqliteStore(tmp_path_factory.mktemp("graph") / "graph.db", create=True)
    store.add([writer.reading(approvals)])
    before = [document(store, one) for one in AUDIENCES]
    asked = store.proposals("secretariat")
    decisions = [
        Decision(one.subject, one.target, same=verdict == "accept", kind=one.kind, is_proposal=True)
        for one, verdict in zip(asked, verdicts, strict=False)
        if verdict != "open"
    ]
    store.add_decisions(decisions)
    for decision in decisions:
        store.remove_decision(decision.id)
    assert [document(store, one) for one in AUDIENCES] == before
    assert store.proposals("secretariat") == asked
