"""Entries of the queue are named by what does not move; facts that people corrected; what an audience may not know."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from accord.cli import make_group
from accord.messages import in_language
from graph.dedupe.decisions import proposal_id
from graph.errors import UnknownNameError
from graph.model import Approved
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import EDITION
from tests.helpers.proposals import PORTAL, proposing_source

PARTNER = proposal_id("partner", PORTAL, "CA-ON")
DATE = proposal_id("date", PORTAL, "launch 2021-07")


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A graph in which a submission proposes a date and a partner, and a withheld one a whole initiative."""
    approvals = [
        Approved(jurisdiction="CRA", edition=EDITION, approval="public"),
        Approved(jurisdiction="CA-AB", edition=EDITION, approval="withheld"),
    ]
    SqliteStore(tmp_path / "accord.db", create=True).add([proposing_source().reading(approvals)])
    return tmp_path / "accord.db"


def run(graph: Path, *words: str) -> Result:
    return CliRunner(env={"ACCORD_GRAPH": str(graph), "ACCORD_USER": "clerk"}).invoke(make_group(), list(words))


def listed(graph: Path) -> list[str]:
    return re.findall(r"^\[([0-9a-f]{8})\]", run(graph, "review").stdout, re.MULTILINE)


def test_an_entry_keeps_its_reference_while_others_are_decided(council: Path):
    before = listed(council)
    assert before[:2] == [DATE, PARTNER]
    done = run(council, "review", "refuse", DATE[:4])
    assert done.exit_code == 0, done.stderr
    assert f"[{DATE}] date, {PORTAL}: launch 2021-07 – refused" in done.stdout
    assert listed(council) == before[1:]
    done = run(council, "review", "accept", PARTNER[:4])
    assert f"[{PARTNER}] partner, {PORTAL}: CA-ON – accepted" in done.stdout
    assert "CA-ON" in run(council, "partners", "CRA", "--format", "json").stdout


def test_a_place_in_the_queue_counts_too_and_the_answer_names_the_entry(council: Path):
    assert f"[{PARTNER}] partner" in run(council, "review", "accept", "2").stdout
    assert isinstance(run(council, "review", "accept", "2000").exception, UnknownNameError)


def test_the_queue_says_how_many_wait_in_all(council: Path):
    assert "What needs a decision (2)" in run(council, "review").stdout
    assert "What needs a decision (1 of 2)" in run(council, "review", "list", "--limit", "1").stdout
    with in_language("fr"):
        assert "(1 sur 2)" in run(council, "review", "list", "--limit", "1", "--lang", "fr").stdout


def test_the_log_fits_a_terminal_and_keeps_identifiers_whole(council: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(os.environ, "COLUMNS", "80")
    run(council, "review", "refuse", DATE, "--reason", "the document gives another")
    shown = run(council, "review", "log").stdout
    assert max(map(len, shown.splitlines())) <= 80
    for whole in (DATE, PORTAL, "Decision", "refused", "clerk"):
        assert whole in shown


def test_a_corrected_fact_says_so_with_who_and_when_and_what_its_source_says(council: Path):
    assert run(council, "review", "accept", DATE).exit_code == 0
    done = run(council, "review", "correct", DATE, "start 2021-09")
    assert done.exit_code == 0, done.stderr
    run(council, "review", "undo", DATE)
    run(council, "review", "accept", DATE)
    done = run(council, "review", "fact", PORTAL, "title", "--to", "Portal of services")
    assert done.exit_code == 0, done.stderr
    shown = " ".join(run(council, "review", "facts", PORTAL).stdout.split("Refused or corrected")[0].split())
    assert "corrected" in shown
    assert "clerk" in shown
    assert "the source" in shown


def test_a_hidden_fact_is_as_unknown_as_an_absent_one(council: Path):
    hidden = run(council, "review", "fact", "CA-AB/wallet", "lead", "--to", "Ontario")
    absent = run(council, "review", "fact", "CA-AB/valise", "lead", "--to", "Ontario")
    for done in (hidden, absent):
        assert isinstance(done.exception, UnknownNameError)
        assert "--audience secretariat" in str(done.exception)
    assert str(hidden.exception).replace("wallet", "") == str(absent.exception).replace("valise", "")
    known = run(council, "review", "facts", "CA-AB/valise", "--audience", "secretariat")
    assert "--audience" not in str(known.exception)


def test_status_counts_what_the_queue_lists(council: Path):
    assert "2 entries wait for a decision" in run(council, "status").stdout
