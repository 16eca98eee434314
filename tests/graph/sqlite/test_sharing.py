"""Nothing derived from a fact reaches an audience that the fact may not reach: no text, count, edge, order or hint."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims import Approved
from graph.errors import UsageError
from graph.model import Unplaced
from graph.values import APPROVALS, AUDIENCES, approval_level, audience_level
from tests.helpers.claim_writer import EDITION, Writer
from tests.helpers.graphs import answers, contents, document, graph_of, without_hidden
from tests.helpers.reading_strategies import JURISDICTIONS, documents, visible_to

moderately = settings(max_examples=25, deadline=None, derandomize=True)
LEVELS = {"public": 0, "members": 1}


@moderately
@given(documents(languages=("en",)), st.sampled_from(sorted(LEVELS)))
def test_an_audience_gets_what_it_would_get_if_the_rest_had_never_been_stated(readings, audience):
    with graph_of(*readings) as full, graph_of(*visible_to(readings, LEVELS[audience])) as reduced:
        assert contents(full, audience) == contents(reduced, audience)
        assert answers(full, audience) == answers(reduced, audience)


@moderately
@given(documents(), st.sampled_from(sorted(LEVELS)))
def test_an_audience_gets_what_it_would_get_if_the_rest_were_deleted(readings, audience):
    with graph_of(*readings) as full, without_hidden(full, LEVELS[audience]) as reduced:
        assert contents(full, audience) == contents(reduced, audience)
        assert answers(full, audience) == answers(reduced, audience)


@moderately
@given(documents(), st.sampled_from(("council", *JURISDICTIONS[:3])), st.sampled_from(APPROVALS))
def test_approving_later_is_the_same_as_approving_from_the_start(readings, who, approval):
    edition = readings[0].source.edition
    decided = [
        Approved(jurisdiction=who, edition=edition, approval=approval)
        if (a.jurisdiction, a.edition) == (who, edition)
        else a
        for a in readings[0].approvals
    ]
    before = next(a.approval for a in readings[0].approvals if (a.jurisdiction, a.edition) == (who, edition))
    from_the_start = [replace(reading, approvals=decided) for reading in readings]
    with graph_of(*readings) as later, graph_of(*from_the_start) as first:
        untouched = [contents(later, audience) for audience in AUDIENCES]
        if not _sent(readings, who, edition):
            with pytest.raises(UsageError, match="submitted nothing"):
                later.approve(who, edition, approval)
            return
        assert later.approve(who, edition, approval) == (approval != before)
        assert [contents(later, a) for a in AUDIENCES] == [contents(first, a) for a in AUDIENCES]
        later.approve(who, edition, before)
        assert [contents(later, a) for a in AUDIENCES] == untouched


def _sent(readings, who, edition):
    items = [items for reading in readings for items in (*reading.claims, *reading.unplaced)]
    return (who, edition) in {(s.reported_by or "council", s.edition) for s in items}


def test_approval_decides_audience():
    for approval in APPROVALS:
        writer = Writer()
        writer.initiative("CRA", "Portal", "digital-identity")
        with graph_of(
            writer.reading(approvals=[Approved(jurisdiction="CRA", edition=EDITION, approval=approval)])
        ) as g:
            audiences = {audience for audience in AUDIENCES if document(g, audience)["initiatives"]}
            assert audiences == {a for a in AUDIENCES if audience_level(a) >= approval_level(approval)}


def test_what_nobody_decided_is_for_members_or_as_the_loader_says():
    def written():
        writer = Writer()
        writer.initiative("CRA", "Portal")
        return writer.reading()

    with graph_of(written()) as store:
        assert not document(store, "public")["initiatives"]
        assert document(store, "members")["initiatives"]
    with graph_of() as store:
        store.add([written()], approval="public")
        assert document(store, "public")["initiatives"]


def test_a_decision_made_before_stands_when_more_of_a_submission_is_loaded():
    first, second = Writer("one.txt"), Writer("two.txt")
    first.initiative("CRA", "Portal")
    second.initiative("CRA", "Register")
    with graph_of(first.reading()) as store:
        store.approve("CRA", EDITION, "withheld")
        store.add([second.reading()], approval="public")
        assert not document(store, "members")["initiatives"]
        assert len(document(store)["initiatives"]) == 2


def test_text_that_was_not_placed_is_for_the_secretariat():
    writer = Writer()
    writer.unplaced.append(_unplaced(writer, "CRA"))
    withheld = Approved(jurisdiction="CRA", edition=EDITION, approval="withheld")
    with graph_of(writer.reading(approvals=[withheld])) as store:
        assert not document(store, "members")["unplaced"]
        assert not document(store, "members")["sources"]
        assert store.approve("CRA", EDITION, "public")
        assert not document(store, "public")["unplaced"]
        assert document(store)["unplaced"]


def _unplaced(writer, by):
    return Unplaced(source=writer.source.id, line=1, text="Odds and ends", reported_by=by, edition=writer.edition)


def test_a_withheld_report_does_not_contradict_the_council():
    """The council says in public that it received nothing; that something came is not for the public."""
    writer = Writer()
    writer.missing("CA-AB")
    writer.submitted("CA-AB")
    decided = [
        Approved(jurisdiction="council", edition=EDITION, approval="public"),
        Approved(jurisdiction="CA-AB", edition=EDITION, approval="withheld"),
    ]
    with graph_of(writer.reading(approvals=decided)) as store:
        (output,) = document(store, "public")["editions"]
        assert output["missing"] == ["CA-AB"]
        (known,) = document(store)["editions"]
        assert known["submissions"] == [{"jurisdiction": "CA-AB", "received": True, "approval": "withheld"}]


def test_counts_leave_out_what_is_withheld():
    writer = Writer()
    writer.initiative("CRA", "Portal", "digital-identity")
    writer.initiative("CA-AB", "Wallet", "digital-identity", partners=["CRA"])
    withheld = Approved(jurisdiction="CA-AB", edition=EDITION, approval="withheld")
    with graph_of(writer.reading(approvals=[withheld])) as store:
        sql = "SELECT jurisdiction, n, led FROM works_on WHERE theme = 'digital-identity' ORDER BY 1"
        with store.view("members", "en") as view:
            assert [tuple(row.values()) for row in view.rows(sql)] == [("CRA", 1, 1)]
        with store.view("secretariat", "en") as view:
            assert [tuple(row.values()) for row in view.rows(sql)] == [("CA-AB", 1, 1), ("CRA", 2, 1)]


def test_unknown_approvals_and_submissions_are_refused():
    with graph_of() as store:
        with pytest.raises(UsageError, match="public, members, withheld"):
            store.approve("CRA", EDITION, "secret")
        with pytest.raises(UsageError, match="submitted nothing"):
            store.approve("CRA", EDITION, "public")


def test_audiences_and_languages_are_checked():
    with graph_of() as store:
        with pytest.raises(UsageError, match="secretariat"):
            store.view("everyone", "en")
        with pytest.raises(UsageError, match="en, fr"):
            store.view("public", "de")
