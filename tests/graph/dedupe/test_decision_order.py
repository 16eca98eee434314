"""Of decisions on one thing, the one made last holds: by the order in which they were written, not by their clocks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.dates.rounds import CLOSED, REOPENED, Member, Round, append_log, closed_on, write_round
from graph.dedupe.decisions import Decision, read_decisions
from graph.dedupe.suggestion_decisions import (
    SuggestionDecision,
    add_suggestion_decision,
    read_suggestion_decisions,
)
from graph.sqlite.approvals import ApprovalDecision
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import EDITION, Writer
from tests.helpers.graphs import document

CHAT = "CRA/chat"
# when the second decision is made: later, at once, and after a clock was set back
SECOND = pytest.mark.parametrize("second", ["2024-05-03", "2024-05-02", "2024-05-01"])


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    book = Writer()
    book.submitted("CRA")
    book.initiative("CRA", "Chat", "ai", partners=["CA-AB"])
    made = SqliteStore(tmp_path / "accord.db", create=True)
    made.add([book.reading()])
    return made


def lead(store: SqliteStore) -> str | None:
    return next(one["lead"] for one in document(store, "secretariat")["initiatives"] if one["id"] == CHAT)


def decided(to: str, on: str) -> Decision:
    return Decision(CHAT, "CRA", same=False, kind="lead", to=to, is_fact=True, by="someone", date=on)


@SECOND
def test_of_two_corrections_the_last_in_the_file_holds(store: SqliteStore, second: str):
    store.add_decisions([decided("ESDC", "2024-05-02")])
    store.add_decisions([decided("CA-ON", second)])
    assert lead(store) == "CA-ON"
    assert [one.date for one in read_decisions(store.decisions_path)] == [second]
    text = store.decisions_path.read_text("utf-8")  # by hand, both are in the file
    store.decisions_path.write_text(text + text.replace("CA-ON", "ESDC").replace(second, "2024-05-02"), "utf-8")
    store.rebuild()
    assert lead(store) == "ESDC"


@SECOND
def test_of_two_decisions_in_one_call_the_last_holds(store: SqliteStore, second: str):
    store.add_decisions([decided("ESDC", "2024-05-02"), decided("CA-ON", second)])
    assert lead(store) == "CA-ON"


@SECOND
def test_of_two_approvals_the_last_one_holds_and_the_log_keeps_their_order(store: SqliteStore, second: str):
    for approval, day in (("public", "2024-05-02"), ("withheld", second)):
        store.approve_all([ApprovalDecision("CRA", EDITION, approval, at=f"{day}T10:00:00Z")])
    assert ("CRA", EDITION, "withheld") in store.approvals()
    assert [(one["before"], one["after"]) for one in store.approval_log()] == [
        ("members", "public"), ("public", "withheld"),
    ]  # fmt: skip
    assert document(store, "members")["initiatives"] == []


@SECOND
def test_of_two_decisions_on_a_suggestion_the_last_in_the_file_holds(tmp_path: Path, second: str):
    path = tmp_path / "decisions.yaml"
    for verdict, day in (("dismissed", "2024-05-02"), ("met", second)):
        one = SuggestionDecision("8eedceac", verdict, "pair", ("CA-ON", "CRA"), {CHAT: "1f2e3d4c"}, date=day)
        add_suggestion_decision(path, one)
    assert [one.verdict for one in read_suggestion_decisions(path)] == ["met"]


@SECOND
def test_a_round_is_open_or_closed_as_the_last_entry_of_its_log_says(tmp_path: Path, second: str):
    write_round(tmp_path, Round("2024-spring", date(2024, 5, 1), (Member("CRA", ("en",)),)))
    append_log(tmp_path, "2024-spring", [{"what": CLOSED, "day": "2024-05-02"}])
    append_log(tmp_path, "2024-spring", [{"what": REOPENED, "day": second}])
    assert closed_on(tmp_path, "2024-spring") is None
    append_log(tmp_path, "2024-spring", [{"what": CLOSED, "day": "2024-05-01"}])
    assert closed_on(tmp_path, "2024-spring") == "2024-05-01"
