"""The reply that a reader of the page saved: taken in as decisions, shown first; it never shows anybody more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from accord.cli import make_group
from accord.commands.review.reply.model import checksum
from graph.sqlite.store import SqliteStore
from queries.ask import ask
from queries.questions.question import load_question
from queries.suggestions.decisions import seal_suggestion
from tests.helpers.claim_writer import Writer


class Council:
    """A folder with a graph of two members, and replies to its page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.graph = folder / "accord.db"
        self.runner = CliRunner(env={"ACCORD_GRAPH": str(self.graph), "ACCORD_USER": "secretary", "ACCORD_LANG": "en"})
        self.load("plates")

    def load(self, words: str) -> None:
        w = Writer()
        w.submitted("CA-AB", "CA-ON")
        w.initiative("CA-AB", "Chatbot for drivers", status="in-progress", summary=f"It answers questions on {words}.")
        w.initiative("CA-ON", "Chatbot for licence plates", status="planned")
        subject = "CA-ON/chatbot-for-licence-plates"
        w.add_claim(
            "initiative", subject, "theme", "digital-identity", by="CA-ON", stated=False, rule="theme-named-in-title"
        )
        self.graph.unlink(missing_ok=True)
        SqliteStore(self.graph, create=True).add([w.reading()], "public")

    def run(self, *words: str) -> Result:
        return self.runner.invoke(make_group(), words)

    def suggestion(self, audience: str = "public") -> dict[str, Any]:
        with SqliteStore(self.graph).view(audience, "fr") as view:  # type: ignore[arg-type]
            (row,) = [row for row in ask(view, load_question("opportunities"), {}).rows if row["kind"] == "pair"]
        return row

    def mark(self, says: str, *, why: str = "", audience: str = "public", **changed: str) -> dict[str, str]:
        row = self.suggestion(audience)
        made = {"about": "suggestion", "id": row["id"], "says": says, "seal": seal_suggestion(row), **changed}
        return {**made, "why": why} if why else made

    def reply(self, *marks: dict[str, str], audience: str = "public", changed: dict[str, Any] | None = None) -> str:
        made: dict[str, Any] = {"format": "accord-reply/1", "audience": audience, "from": "Ontario", "marks": [*marks]}
        made["check"] = checksum(made)
        path = self.folder / "reply.json"
        path.write_text(json.dumps({**made, **(changed or {})}, ensure_ascii=False), "utf-8")
        return str(path)

    def decisions(self) -> str:
        path = self.folder / "decisions.yaml"
        return path.read_text("utf-8") if path.exists() else ""


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


def fact(fact: str, value: str) -> dict[str, str]:
    return {
        "about": "fact", "id": "CA-ON/chatbot-for-licence-plates", "says": "wrong", "fact": fact, "value": value,
        "why": "not ours",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("says", "verdict"), [("met", "met"), ("not-useful", "dismissed"), ("wrong", "dismissed"), ("partners", "partners")]
)
def test_a_mark_becomes_a_decision_once(council: Council, says: str, verdict: str):
    reply = council.reply(council.mark(says, why="spring meeting"))
    shown = council.run("review", "apply", reply, "--dry-run")
    assert shown.exit_code == 0, shown.output
    assert "Reply of Ontario" in shown.output
    assert "spring meeting" in shown.output
    assert not council.decisions()
    assert council.run("review", "apply", reply).exit_code != 0  # nobody can be asked
    assert not council.decisions()
    done = council.run("review", "apply", reply, "--yes")
    assert "1 decision written" in done.output
    log = json.loads(council.run("review", "log", "--format", "json").stdout)["rows"]
    assert [(row["decision"], row["by"], row["reason"]) for row in log] == [
        (verdict, "secretary", "spring meeting (reply of Ontario)")
    ]
    before = council.decisions(), council.run("review", "list", "--format", "json").stdout
    again = council.run("review", "apply", reply, "--yes")
    assert "taken in already" in again.output
    assert (council.decisions(), council.run("review", "list", "--format", "json").stdout) == before


def test_partners_wait_in_the_queue_and_are_no_fact(council: Council):
    council.run("review", "apply", council.reply(council.mark("partners", why="since 2021")), "--yes")
    assert json.loads(council.run("partners", "--format", "json").stdout)["rows"] == []
    queue = json.loads(council.run("review", "list", "--format", "json").stdout)["rows"]
    assert [row["proposal"] for row in queue if row["kind"] == "proposal"] == ["partner"]


def test_partners_from_a_withheld_report_reach_nobody_else(council: Council):
    assert council.run("approve", "CA-AB", "latest", "withheld").exit_code == 0
    with SqliteStore(council.graph).view("members", "en") as view:
        assert not [row for row in ask(view, load_question("opportunities"), {}).rows if row["kind"] == "pair"]
    reply = council.reply(council.mark("partners", audience="secretariat"), audience="secretariat")
    assert "1 decision written" in council.run("review", "apply", reply, "--yes").output
    store = SqliteStore(council.graph)
    assert store.proposals("members") == []
    (proposal,) = [one for one in store.proposals("secretariat") if one.kind == "partner"]
    assert council.run("review", "accept", proposal.id, "--audience", "secretariat").exit_code == 0
    rows = {
        audience: json.loads(council.run("partners", "--audience", audience, "--format", "json").stdout)["rows"]
        for audience in ("public", "members", "secretariat")
    }
    assert [bool(rows[audience]) for audience in rows] == [False, False, True]


def test_an_inferred_theme_is_taken_away(council: Council):
    with SqliteStore(council.graph).view("public", "en") as view:
        theme = ask(view, load_question("show"), {"node": "initiative:CA-ON/chatbot-for-licence-plates"}).rows
        assert "digital-identity" in {row["value"] for row in theme}
    done = council.run("review", "apply", council.reply(fact("theme", "digital-identity")), "--yes")
    assert "1 decision written" in done.output, done.output
    assert "not-about" in council.decisions()
    with SqliteStore(council.graph).view("public", "en") as view:
        rows = ask(view, load_question("show"), {"node": "initiative:CA-ON/chatbot-for-licence-plates"}).rows
    assert "digital-identity" not in {row["value"] for row in rows}


def test_a_reply_to_an_earlier_page_is_refused(council: Council):
    reply = council.reply(council.mark("met"))
    w = council.suggestion()["sentence"]
    council.graph.unlink()
    council.load("fines")
    assert council.suggestion()["sentence"] == w  # the summary is no part of what the page said
    assert council.run("review", "apply", reply, "--dry-run").exit_code == 0
    council.run("review", "decide", "CA-AB/chatbot-for-drivers", "CA-ON/chatbot-for-licence-plates", "--same")
    council.load("fines")
    result = council.run("review", "apply", reply, "--yes")
    assert result.exit_code != 0
    assert "nothing that it marks is in this graph" in f"{result.output}{result.exception}"


def test_stale_marks_are_refused_and_counted(council: Council):
    reply = council.reply(council.mark("met"), fact("lead", "CA-QC"), council.mark("wrong", seal="00000000"))
    result = council.run("review", "apply", reply, "--yes")
    assert result.exit_code == 0
    assert "2 marks are refused" in result.output
    assert council.decisions().count("suggestion:") == 1


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"audience": "secretariat"}, "was changed after the page wrote it"),
        ({"from": "Quebec"}, "was changed after the page wrote it"),
        ({"marks": []}, "1 to 2000 marks"),
        ({"format": "accord-reply/2"}, "its format is not"),
        ({"check": "00000000"}, "was changed after the page wrote it"),
    ],
)
def test_a_file_that_was_edited_is_refused(council: Council, changed: dict[str, Any], message: str):
    result = council.run("review", "apply", council.reply(council.mark("met"), changed=changed), "--yes")
    assert result.exit_code != 0
    assert message in f"{result.output}{result.exception}"
    assert not council.decisions()


@pytest.mark.parametrize(
    "forged",
    [
        {"about": "approval", "id": "CA-AB", "says": "public"},
        {"about": "suggestion", "id": "12345678", "says": "accept", "seal": "12345678"},
        {"about": "fact", "id": "CA-AB/x", "says": "right", "fact": "lead", "value": "CA-AB"},
        {"about": "fact", "id": "CA-AB/x", "says": "wrong", "fact": "approval", "value": "withheld"},
        {"about": "fact", "id": "CA-AB/x", "says": "wrong", "fact": "lead", "value": "CA-AB", "to": "CA-ON"},
    ],
)
def test_what_no_page_writes_is_refused(council: Council, forged: dict[str, str]):
    result = council.run("review", "apply", council.reply(council.mark("met"), forged), "--yes")
    assert result.exit_code != 0
    assert "nothing that a page writes" in f"{result.output}{result.exception}"
    assert not council.decisions()


def test_a_reply_says_nothing_about_what_its_page_did_not_show(council: Council):
    assert council.run("approve", "CA-AB", "latest", "withheld").exit_code == 0
    forged = council.mark("met", audience="secretariat")
    result = council.run("review", "apply", council.reply(forged, audience="public"), "--yes")
    assert result.exit_code != 0
    assert "Chatbot" not in result.output


def test_a_stated_fact_waits_for_a_person(council: Council):
    result = council.run("review", "apply", council.reply(fact("lead", "CA-ON"), council.mark("met")), "--yes")
    assert "for a person to correct" in result.output
    assert "1 decision written" in result.output
