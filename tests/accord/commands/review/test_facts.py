"""`accord review facts` and `accord review fact`: listed, decided by name or from CSV, undone; in Python."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import accord
from graph.errors import UnknownNameError, UsageError
from graph.model import Approved
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import EDITION, Writer

CHAT = "CRA/chat"


@pytest.fixture
def council(folder: Path) -> Path:
    """A folder with a graph of one initiative with two partners, and one that is withheld."""
    (folder / "accord.db").unlink()
    book = Writer("chat.txt", "en", EDITION)
    book.submitted("CRA")
    book.initiative("CRA", "Chat", "ai", partners=["CA-AB", "CA-ON"], status="planned", date="2021-07")
    book.initiative("CA-BC", "Register", "ai", partners=["CA-AB"])
    hidden = [Approved(jurisdiction="CA-BC", edition=EDITION, approval="withheld")]
    SqliteStore(folder / "accord.db", create=True).add([book.reading(approvals=hidden)])
    return folder


def facts(run, *options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("review", "facts", "--format", "csv", *options).stdout)))


def chat(run) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in facts(run, CHAT):
        found.setdefault(row["kind"], set()).add(row["other"])
    return found


def test_facts_are_listed_with_their_basis_and_place_for_who_may_see_them(run, council: Path):
    done = run("review", "facts", CHAT)
    assert done.returncode == 0, done.stderr
    for word in ("Chat (CRA/chat)", "partner", "Alberta (CA-AB)", "stated", "inferred", "July 2021 (launch)", "line 5"):
        assert word in done.stdout
    assert "Register" not in run("review", "facts").stdout
    assert "Register" in run("review", "facts", "--audience", "secretariat").stdout
    assert "partenaire" in run("review", "facts", CHAT, "--lang", "fr").stdout


def test_a_fact_is_refused_by_name_logged_and_undone(run, council: Path):
    done = run("review", "fact", CHAT, "partner", "Alberta", "--refuse", "--reason", "a sponsor")
    assert done.returncode == 0, done.stderr
    assert chat(run)["partner"] == {"CA-ON"}
    assert "Alberta" not in run("show", CHAT, "--format", "json").stdout
    (row,) = csv.DictReader(io.StringIO(run("review", "log", "--format", "csv").stdout))
    assert (row["decision"], row["other"], row["reason"]) == ("wrong", "CA-AB", "a sponsor")
    assert row["by"]
    assert row["date"]
    listed = run("review", "facts", CHAT).stdout
    assert "Refused or corrected" in listed
    assert "a sponsor" in listed
    assert "CA-AB" in run("review", "facts", CHAT, "--refused", "--format", "csv").stdout
    assert run("review", "undo", row["id"]).returncode == 0
    assert chat(run)["partner"] == {"CA-AB", "CA-ON"}


@pytest.mark.parametrize(
    ("kind", "what", "to", "expected"),
    [
        ("lead", None, "ESDC", "ESDC"), ("lead", None, "Ontario", "CA-ON"), ("status", None, "lancé", "launched"),
        ("date", "2021-07", "2021-09", "launch 2021-09"), ("date", None, "completion 2022", "completion 2022"),
        ("theme", "ai", "Cloud computing", "cloud"), ("title", None, "Chat service", "Chat service"),
    ],
)  # fmt: skip
def test_a_fact_is_corrected_by_name(run, council: Path, kind, what, to, expected):
    done = run("review", "fact", CHAT, kind, *([what] if what else []), "--to", to)
    assert done.returncode == 0, done.stderr
    assert expected in chat(run)[kind]
    assert run("graph", "check").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("partner", "--refuse"), "has 2 facts of the kind partner"),
        (("partner", "Albreta", "--refuse"), "has no partner “Albreta”"),
        (("lead", "--to", "Ontraio"), "Did you mean: Ontario"),
        (("lead", "--to", "CRA"), "says already"),
        (("status", "--to", "ongoing-ish"), "is not a status"),
        (("date", "--to", "soon"), "is not a valid date"),
        (("initiative", "--to", "Other"), "can be refused, not corrected"),
        (("lead",), "--refuse, or --to"),
        (("summary", "--refuse"), "has no fact of the kind summary"),
    ],
)
def test_a_near_miss_is_offered_and_never_taken(run, council: Path, arguments, message):
    done = run("review", "fact", CHAT, *arguments)
    assert done.returncode != 0
    assert message in done.stderr
    assert not (council / "decisions.yaml").exists()


def test_identifiers_of_facts_work_where_those_of_the_queue_do(run, council: Path):
    (partner,) = (row["id"] for row in facts(run, CHAT) if row["other"] == "CA-AB")
    (lead,) = (row["id"] for row in facts(run, CHAT) if row["kind"] == "lead")
    assert run("review", "refuse", partner, "--reason", "no").returncode == 0
    assert run("review", "correct", lead, "ESDC").returncode == 0
    assert chat(run)["partner"] == {"CA-ON"}
    assert chat(run)["lead"] == {"ESDC"}
    done = run("review", "accept", partner)
    assert "review undo" in done.stderr


@pytest.mark.parametrize("excel", [False, True])
def test_facts_go_out_as_csv_and_come_back_as_a_spreadsheet_saved_them(run, council: Path, *, excel: bool):
    rows = facts(run)
    for row in rows:
        if row["other"] == "CA-AB":
            row["decision"], row["reason"] = "refuser", "un commanditaire ; pas plus"
        elif row["kind"] == "lead":
            row["decision"], row["to"] = "correct", "ESDC"
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0].keys(), delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    (council / "facts.csv").write_bytes(out.getvalue().encode("utf-8-sig" if excel else "utf-8"))
    done = run("review", "apply", "facts.csv")
    assert done.returncode == 0, done.stderr
    assert chat(run)["partner"] == {"CA-ON"}
    assert chat(run)["lead"] == {"ESDC"}
    assert "un commanditaire ; pas plus" in (council / "decisions.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (f"refuse,{CHAT},colour,red,", "is no kind of fact"),
        (f"accept,{CHAT},lead,CRA,", "holds until it is refused"),
        (f"correct,{CHAT},lead,CRA,", "write correct"),
        (f"perhaps,{CHAT},lead,CRA,", "is not a decision"),
        ("refuse,CA-BC/register,lead,CA-BC,", "no initiative and no need"),  # the members do not see it
    ],
)
def test_a_wrong_row_is_refused_with_its_line(run, council: Path, row, message):
    (council / "facts.csv").write_text(f"decision,one,kind,other,to,stated\n{row},stated\n", "utf-8")
    done = run("review", "apply", "facts.csv")
    assert done.returncode == 3
    assert "facts.csv, line 2" in done.stderr
    assert message in done.stderr


def test_python_refuses_and_corrects_facts_too(council: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ACCORD_USER", "officer")
    graph = accord.open_graph(council / "accord.db")
    (refused,) = graph.refuse_fact("Chat", "partner", "Alberta", reason="a sponsor")
    (corrected,) = graph.correct_fact(CHAT, "lead", to="ESDC")
    rows = {row["id"]: row for row in graph.facts(CHAT).rows}
    assert (rows[refused]["status"], rows[refused]["by"], rows[refused]["reason"]) == (
        "refused",
        "officer",
        "a sponsor",
    )
    assert (rows[corrected]["status"], rows[corrected]["to"]) == ("corrected", "ESDC")
    assert {row["other"] for row in rows.values() if row["kind"] == "lead" and row["status"] == "holds"} == {"ESDC"}
    graph.undo_decision(refused)
    assert "CA-AB" in {row["other"] for row in graph.facts(CHAT).rows if row["status"] == "holds"}
    with pytest.raises(UnknownNameError):
        graph.correct_fact(CHAT, "lead", to="Ontraio")
    with pytest.raises(UsageError):
        graph.refuse_fact(CHAT, "summary")


def test_a_date_and_a_status_are_decided_in_words_of_the_reader(run, council: Path):
    decided = run("review", "fact", CHAT, "date", "--refuse", "--lang", "fr").stdout
    assert "lancement 2021-07 – erroné" in decided
    run("review", "fact", CHAT, "status", "--to", "launched")
    listed = " ".join(run("review", "log", "--lang", "fr", env={"COLUMNS": "200"}).stdout.split())
    assert "lancement 2021-07" in listed
    assert "prévu → lancé" in listed
    rows = list(csv.DictReader(io.StringIO(run("review", "log", "--format", "csv").stdout)))
    assert {row["other"] for row in rows} == {"launch 2021-07", "planned"}
    (of_date,) = [row["id"] for row in rows if row["kind"] == "date"]
    assert "lancement 2021-07 – décision annulée." in run("review", "undo", of_date, "--lang", "fr").stdout
