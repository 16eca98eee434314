"""The reply that a reader of the page saved: taken in as decisions, shown first; it never shows anybody more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from accord.cli import make_group
from accord.commands.review.reply.model import checksum
from accord.commands.review.reply.take_in import Given, take_in_reply
from accord.options import CommonOptions
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


# a fact that a source states


BOATS = "CA-ON/boat-register"


@pytest.fixture
def boats(council: Council) -> Council:
    """The same council, with an initiative that has a fact of each kind."""
    w = Writer("boats.txt")
    w.initiative("CA-ON", "Boat register", partners=["CA-AB"], status="planned", date="2022-05")
    w.add_claim("initiative", BOATS, "theme", "privacy", by="CA-ON")
    SqliteStore(council.graph).add([w.reading()], "public")
    return council


def facts_of(council: Council, *options: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in json.loads(council.run("review", "facts", "--format", "json", *options).stdout)["rows"]:
        if row["one"] == BOATS and row["status"] == "holds":
            found.setdefault(row["kind"], set()).add(row["other"])
    return found


def wrong(fact: str, value: str, why: str = "") -> dict[str, str]:
    return {"about": "fact", "id": BOATS, "says": "wrong", "fact": fact, "value": value, "why": why}


STATED = [
    ("lead", "CA-ON"), ("partner", "CA-AB"), ("status", "planned"), ("date", "launch 2022-05"), ("theme", "privacy"),
    ("initiative", "Boat register"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), STATED)
def test_a_stated_fact_is_refused_once_and_the_refusal_is_undone(boats: Council, kind: str, value: str):
    before = facts_of(boats)
    assert value in before[kind]
    reply = boats.reply(wrong(kind, value, "an old plan"))
    shown = boats.run("review", "apply", reply, "--dry-run")
    assert "would be refused, for every audience" in shown.output
    assert "Stated: “" in shown.output
    assert "page 1, line" in shown.output
    alone = boats.run("review", "apply", reply, "--yes")  # not without a word about facts
    assert "1 fact is left as it is" in alone.output
    assert (boats.decisions(), facts_of(boats)) == ("", before)
    done = boats.run("review", "apply", reply, "--yes", "--refuse")
    assert "1 decision written" in done.output, done.output
    assert value not in facts_of(boats).get(kind, ())
    (row,) = json.loads(boats.run("review", "log", "--format", "json").stdout)["rows"]
    assert (row["decision"], row["by"], row["reason"]) == ("wrong", "secretary", "an old plan (reply of Ontario)")
    decided = boats.decisions()
    again = boats.run("review", "apply", reply, "--yes", "--refuse")
    assert again.exit_code == 0
    assert "taken in already" in again.output
    assert boats.decisions() == decided
    assert f"accord review undo {row['id']}" in done.output
    assert boats.run("review", "undo", row["id"]).exit_code == 0
    assert facts_of(boats) == before


def test_each_refusal_is_asked_about(boats: Council, monkeypatch: pytest.MonkeyPatch):
    reply = boats.reply(wrong("status", "planned"), wrong("lead", "CA-ON"), fact("theme", "digital-identity"))
    assert boats.run("review", "apply", reply).exit_code != 0  # nobody can be asked
    asked: list[str] = []

    def confirm(question: str, **_options: object) -> bool:
        asked.append(question)
        return "the lead" not in question

    monkeypatch.setattr("accord.commands.review.reply.take_in.sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("accord.commands.review.reply.take_in.click.confirm", confirm)
    data = Path(reply).read_bytes()
    monkeypatch.setenv("ACCORD_USER", "secretary")
    take_in_reply(data, "reply.json", CommonOptions(str(boats.graph), "en", None, "members", None, "-"), Given())
    assert [question.startswith("Write 1 decision") for question in asked] == [True, False, False]
    assert boats.decisions().count("wrong:") == 1
    assert boats.decisions().count("not-about:") == 1
    assert "status" not in facts_of(boats)
    assert facts_of(boats)["lead"] == {"CA-ON"}


def test_refusing_needs_a_fact_that_the_page_showed(boats: Council):
    assert boats.run("approve", "CA-ON", "latest", "withheld").exit_code == 0
    for given in (wrong("lead", "CA-ON"), wrong("lead", "CA-QC"), wrong("status", "launched")):
        result = boats.run("review", "apply", boats.reply(given), "--yes", "--refuse")
        assert result.exit_code != 0
        assert "Boat register" not in result.output
    assert not boats.decisions()


def test_a_denied_theme_is_taken_in_once(council: Council):
    reply = council.reply(fact("theme", "digital-identity"))
    assert council.run("review", "apply", reply, "--yes").exit_code == 0
    decided = council.decisions()
    again = council.run("review", "apply", reply, "--yes")
    assert again.exit_code == 0, again.output
    assert "taken in already" in again.output
    assert council.decisions() == decided


def test_a_refusal_from_a_reply_stays_after_the_next_load(boats: Council):
    boats.run("review", "apply", boats.reply(wrong("partner", "CA-AB")), "--yes", "--refuse")
    w = Writer("boats-2022-fall.txt", edition="2022-fall")
    w.initiative("CA-ON", "Boat register", partners=["CA-AB"])
    SqliteStore(boats.graph).add([w.reading()], "public")
    assert "partner" not in facts_of(boats)


def test_refuse_goes_with_yes(council: Council):
    result = council.run("review", "apply", council.reply(council.mark("met")), "--refuse")
    assert result.exit_code != 0
    assert "--refuse goes with --yes" in f"{result.output}{result.exception}"
