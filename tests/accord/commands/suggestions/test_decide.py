"""Decisions on suggestions: kept, applied again, taken back; partners become a proposal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from accord.cli import make_group
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer


class Council:
    """A folder with a graph, in which commands run."""

    def __init__(self, folder: Path) -> None:
        self.graph = folder / "accord.db"
        self.runner = CliRunner(env={"ACCORD_GRAPH": str(self.graph), "ACCORD_USER": "secretary", "ACCORD_LANG": "en"})
        self.load("plates", "in-progress")

    def load(self, words: str, status: str) -> None:
        w = Writer()
        w.submitted("CA-AB", "CA-ON", "CA-NS")
        w.initiative("CA-AB", "Chatbot for drivers", status=status, summary=f"It answers questions on {words}.")
        w.initiative("CA-ON", "Chatbot for licence plates", status="planned")
        w.initiative("CA-NS", "Letters in plain language", status="launched")
        w.need("How to write letters in plain language", by="CA-ON")
        self.graph.unlink(missing_ok=True)
        SqliteStore(self.graph, create=True).add([w.reading()])

    def run(self, *words: str) -> Result:
        return self.runner.invoke(make_group(), words)

    def rows(self, *options: str) -> list[dict[str, object]]:
        return json.loads(self.run("opportunities", *options, "--format", "json").stdout)["rows"]


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


@pytest.mark.parametrize("verdict", ["dismiss", "met"])
def test_a_decision_holds_until_its_facts_change(council: Council, verdict: str):
    (pair,) = [row for row in council.rows() if row["kind"] == "pair"]
    done = council.run("opportunities", verdict, str(pair["rank"]), "--why", "no budget")
    assert done.exit_code == 0
    assert str(pair["sentence"]) in done.output
    assert pair["id"] not in {row["id"] for row in council.rows()}
    (marked,) = [row for row in council.rows("--include-dismissed") if row["id"] == pair["id"]]
    assert marked["decision"] == {"dismiss": "dismissed", "met": "met"}[verdict]
    council.load("plates", "in-progress")  # a graph that is made anew
    assert pair["id"] not in {row["id"] for row in council.rows()}
    council.load("fines", "in-progress")
    assert pair["id"] in {row["id"] for row in council.rows()}


def test_who_when_and_why_are_kept_and_listed_and_can_be_undone(council: Council):
    first = council.rows()[0]
    council.run("opportunities", "dismiss", str(first["id"]), "--why", "another subject")
    kept = (council.graph.parent / "decisions.yaml").read_text("utf-8")
    assert "by: secretary" in kept
    assert "reason: another subject" in kept
    log = json.loads(council.run("review", "log", "--format", "json").stdout)["rows"]
    assert [(row["id"], row["decision"], row["kind"]) for row in log] == [(first["id"], "dismissed", "suggestion")]
    assert council.run("review", "undo", str(first["id"])).exit_code == 0
    assert council.rows()[0] == first


def test_other_decisions_in_the_file_stay_as_they_are(council: Council):
    first = council.rows()[0]
    council.run("review", "decide", "CA-AB/chatbot-for-drivers", "CA-ON/chatbot-for-licence-plates", "--different")
    council.run("opportunities", "met", str(first["id"]))
    council.run("opportunities", "dismiss", str(first["id"]))  # replaces the one before
    log = json.loads(council.run("review", "log", "--format", "json").stdout)["rows"]
    assert [row["decision"] for row in log] == ["different", "dismissed"]
    assert council.run("review", "undo", str(log[0]["id"])).exit_code == 0
    log = json.loads(council.run("review", "log", "--format", "json").stdout)["rows"]
    assert [row["decision"] for row in log] == ["dismissed"]


def test_partners_are_a_proposal_and_no_fact_until_it_is_accepted(council: Council):
    (pair,) = [row for row in council.rows() if row["kind"] == "pair"]
    assert council.run("opportunities", "partners", str(pair["id"]), "--why", "agreement of 2021").exit_code == 0
    assert pair["id"] not in {row["id"] for row in council.rows()}
    assert not json.loads(council.run("partners", "--format", "json").stdout)["rows"]
    queue = json.loads(council.run("review", "list", "--format", "json").stdout)["rows"]
    proposed = [row for row in queue if row.get("proposal") == "partner"]
    assert len(proposed) == 1
    assert council.run("review", "accept", str(proposed[0]["id"])).exit_code == 0
    partners = json.loads(council.run("partners", "--format", "json").stdout)["rows"]
    assert {row[side] for row in partners for side in ("jurisdiction", "partner")} == {"CA-AB", "CA-ON"}
    assert "agreement of 2021" in str(partners[0]["evidence"])


def test_the_options_of_the_list_come_before_the_command(council: Council):
    (answer,) = council.rows("--kind", "answer")
    assert council.run("opportunities", "--kind", "answer", "dismiss", "1").exit_code == 0
    assert answer["id"] not in {row["id"] for row in council.rows()}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("dismiss", "99"), "No suggestion is called “99”"),
        (("--each", "dismiss", "1"), "With --each, a rank names several suggestions"),
        (("dismiss",), "Missing argument"),
    ],
)
def test_what_cannot_be_decided_says_why(council: Council, words: tuple[str, ...], message: str):
    result = council.run("opportunities", *words)
    assert result.exit_code != 0
    assert message in f"{result.output}{result.exception}"
    assert not (council.graph.parent / "decisions.yaml").exists()


def test_a_malformed_decision_is_named(council: Council):
    (council.graph.parent / "decisions.yaml").write_text("- {id: x, suggestion: perhaps}\n", "utf-8")
    result = council.run("opportunities")
    assert result.exit_code != 0
    assert "decision 1" in f"{result.output}{result.exception}"
