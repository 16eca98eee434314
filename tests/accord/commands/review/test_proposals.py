"""Proposals at the command line: listed, accepted, refused, corrected, undone; in answers only where asked for."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from graph.dedupe.decisions import proposal_id
from graph.model import Approved
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import EDITION, Writer
from tests.helpers.proposals import PORTAL, WALLET, proposing_source

USER = {"ACCORD_USER": "the secretary"}
PARTNER = proposal_id("partner", PORTAL, "CA-ON")
DATE = proposal_id("date", PORTAL, "launch 2021-07")
WHOLE = proposal_id("initiative", WALLET, "Wallet")


@pytest.fixture
def council(folder: Path) -> Path:
    """A folder with a graph in which a public and a withheld submission propose something."""
    (folder / "accord.db").unlink()
    approvals = [
        Approved(jurisdiction="CRA", edition=EDITION, approval="public"),
        Approved(jurisdiction="CA-AB", edition=EDITION, approval="withheld"),
    ]
    SqliteStore(folder / "accord.db", create=True).add([proposing_source().reading(approvals)])
    return folder


def queue(run, *options: str) -> list[dict[str, str]]:
    every = csv.DictReader(io.StringIO(run("review", "--format", "csv", *options).stdout))
    return [row for row in every if row["kind"] == "proposal"]


def partners(run, *options: str) -> list[dict]:
    done = run("partners", "CRA", "--format", "json", *options)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["rows"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Partner: Ontario", "(60%)", "Of ", "Text ", "page 1"]),
        ("fr", ["Partenaire\u00a0: Ontario", "(60\u00a0%)", "Texte "]),
    ],
)
def test_proposals_are_listed_with_their_words_and_place(run, council, language, words):
    done = run("review", "--lang", language)
    assert done.returncode == 0, done.stderr
    for word in (*words, "Portal", "Document 1"):
        assert word in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_queue_shows_each_audience_what_it_may_see(run, council):
    assert [row["id"] for row in queue(run)] == [DATE, PARTNER]
    every = queue(run, "--audience", "secretariat")
    assert [(row["proposal"], row["one"], bool(row["part_of"])) for row in every] == [
        ("date", PORTAL, False),
        ("partner", PORTAL, False),
        ("initiative", WALLET, False),
        ("lead", WALLET, True),
        ("partner", WALLET, True),
    ]


def test_an_accepted_proposal_is_a_fact_until_it_is_undone(run, council):
    before = run("export", "--audience", "secretariat").stdout
    assert partners(run) == []
    done = run("review", "accept", "2", "--reason", "they confirmed it", env=USER)
    assert done.returncode == 0, done.stderr
    (row,) = partners(run)
    assert row["partner"] == "CA-ON"
    assert {(e["stated"], e["confidence"], e["accepted"]) for e in row["evidence"]} == {(False, 0.6, True)}
    table = run("partners", "CRA", "--evidence").stdout
    assert "Ontario †" in table
    assert "no source states it" in table
    assert "accepted by a person, confidence 60%" in table
    written = (council / "decisions.yaml").read_text("utf-8")
    for line in (f"accept: [{PORTAL}, CA-ON]", "by: the secretary", "reason: they confirmed it", "date: "):
        assert line in written
    assert "accepted" in run("review", "log").stdout
    assert [row["id"] for row in queue(run)] == [DATE]
    assert run("review", "undo", PARTNER).returncode == 0
    assert run("export", "--audience", "secretariat").stdout == before


def test_what_is_refused_is_not_asked_again(run, council):
    assert run("review", "refuse", DATE, PARTNER).returncode == 0
    assert queue(run) == []
    assert run("review", "accept", DATE).returncode == 0  # a decision is changed by its identifier
    assert [one["date"] for one in json.loads(run("timeline", "--format", "json").stdout)["rows"]] == ["2021-07"]


@pytest.mark.parametrize(
    ("typed", "found"), [("September 2021", ["2021-09", "launch"]), ("start 2021", ["2021", "start"])]
)
def test_a_date_is_corrected(run, council, typed, found):
    done = run("review", "correct", DATE, typed)
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(run("timeline", "--format", "json").stdout)["rows"]
    assert [row["date"], row["kind"]] == found
    assert {entry["rule"] for entry in row["evidence"]} >= {"corrected-by-person"}
    assert f"to: {found[1] + ' ' if typed.startswith('start') else ''}{found[0]}" in (
        council / "decisions.yaml"
    ).read_text("utf-8")


def test_a_partner_is_corrected_by_any_of_its_names(run, council):
    assert run("review", "correct", "2", "Colombie-Britannique").returncode == 0
    assert [row["partner"] for row in partners(run)] == ["CA-BC"]


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (("accept", "99"), 2, "No entry of the review queue and no fact is called “99”"),
        (("accept", WHOLE), 2, "No entry of the review queue"),  # of a submission that members may not see
        (("correct", "1", "soon"), 2, "“soon” is not a valid date"),
        (("correct", "2", "Atlantis"), 2, "Atlantis"),
        (("correct", "2", " "), 2, "The argument after “2” is empty"),
    ],
)
def test_what_is_not_understood_is_explained(run, council, arguments, code, expected):
    done = run("review", *arguments)
    assert done.returncode == code
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
    assert not (council / "decisions.yaml").exists()


def test_a_queue_comes_back_from_csv(run, council):
    text = run("review", "--format", "csv").stdout
    filled = text.replace(f"{DATE},,", f"{DATE},refuse,no such day").replace(f"{PARTNER},,", f"{PARTNER},correct,")
    broken = run("review", "apply", "-", stdin=filled)
    assert broken.returncode == 3
    assert "in the column “to” what is right" in broken.stderr
    rows = list(csv.DictReader(io.StringIO(filled)))
    next(row for row in rows if row["id"] == PARTNER)["to"] = "CA-QC"
    made = io.StringIO()
    writer = csv.DictWriter(made, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    done = run("review", "apply", "-", stdin=made.getvalue())
    assert done.returncode == 0, done.stderr
    assert [row["partner"] for row in partners(run)] == ["CA-QC"]
    assert queue(run) == []


@pytest.fixture
def mixed(council: Path) -> Path:
    """The folder with entries of two kinds in the queue: proposals, with evidence, and themes, without."""
    source = Writer("fall.txt", "en", "2022-fall")
    source.submitted("CA-AB")
    source.initiative("CA-AB", "Digital wallet", partners=("CA-ON",))
    SqliteStore(council / "accord.db").add([source.reading()])
    return council


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "html", "md", "json", "jsonl", "parquet", "table"])
def test_a_queue_of_several_kinds_is_written_to_a_file_in_each_form(run, mixed: Path, form: str, language: str):
    done = run("review", "--lang", language, "--format", form, "-o", f"queue.{form}")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (mixed / f"queue.{form}").stat().st_size > 500


def test_a_queue_in_a_file_has_the_columns_of_standard_output_and_comes_back(run, mixed: Path):
    run("review", "--format", "csv", "-o", "queue.csv")
    text = (mixed / "queue.csv").read_text(encoding="utf-8-sig")
    written = list(csv.DictReader(io.StringIO(text)))
    printed = list(csv.DictReader(io.StringIO(run("review", "--format", "csv").stdout)))
    assert written == printed
    assert {row["kind"] for row in written} == {"proposal", "theme"}
    filled = text.replace(f"{PARTNER},,", f"{PARTNER},accept,")
    (mixed / "queue.csv").write_text(filled, encoding="utf-8-sig")
    assert run("review", "apply", "queue.csv").returncode == 0
    assert [row["partner"] for row in partners(run)] == ["CA-ON"]


def test_answers_include_proposals_only_when_asked_and_mark_them(run, council):
    assert partners(run) == []
    (row,) = partners(run, "--include-proposed")
    assert (row["partner"], row["proposed"]) == ("CA-ON", True)
    assert all(entry["proposed"] for entry in row["evidence"])
    table = run("partners", "CRA", "--include-proposed").stdout
    assert "Ontario ‡" in table
    assert "likely but not sure" in table
    head, *rows = run("timeline", "--include-proposed", "--format", "csv").stdout.splitlines()
    assert "proposed" in head.split(",")
    assert len(rows) == 1
    assert "| Ontario ‡ |" in run("partners", "CRA", "--include-proposed", "--format", "md").stdout


def test_exports_pages_and_briefs_include_proposals_only_when_asked(run, council):
    secretariat = ("--audience", "secretariat")
    for command in ("export", "brief", "view"):
        assert "Wallet" not in run(command, *secretariat).stdout
        assert "Wallet" in run(command, *secretariat, "--include-proposed").stdout
        assert "Wallet" not in run(command, "--include-proposed").stdout  # members may not see that submission


def test_what_is_withheld_is_not_proposed_to_others(run, council):
    every = run("export", "--include-proposed", "--audience", "public").stdout
    assert '"CA-ON"' in every
    assert "Wallet" not in every


def test_a_server_holds_no_proposals(run, council):
    done = run("who", "ai", "--include-proposed", "--graph", "neo4j://localhost:1")
    assert done.returncode == 2
    assert "graph file" in done.stderr


@pytest.mark.parametrize(("entry", "same"), [(PARTNER, "Ontario"), (DATE, "2021-07"), (DATE, "launch 2021-07")])
def test_a_correction_by_what_is_proposed_already_is_refused(run, council, entry, same):
    done = run("review", "correct", entry, same)
    assert done.returncode == 2
    assert f"review accept {entry}" in done.stderr
    assert not (council / "decisions.yaml").exists()


def test_only_identifiers_that_are_nearly_the_same_are_offered(run, council):
    for verb in ("accept", "undo"):
        assert "Did you mean" not in run("review", verb, "zzzz").stderr
    run("review", "accept", DATE)
    near = PARTNER[:-1] + ("0" if PARTNER[-1] != "0" else "1")
    assert f"Did you mean: {PARTNER}?" in run("review", "accept", near).stderr
    near = DATE[:-1] + ("0" if DATE[-1] != "0" else "1")
    assert f"Did you mean: {DATE}?" in run("review", "undo", near).stderr
