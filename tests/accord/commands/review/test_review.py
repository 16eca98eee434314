"""`accord review`: the queue side by side, as CSV and back, asked at a terminal; what was decided, and undone."""

from __future__ import annotations

import csv
import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from graph.model import Approved
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer

ONE, OTHER = "CA-AB/digital-wallet", "CA-AB/a-digital-wallet-for-credentials"
HIDDEN = "CA-BC/birth-register"


@pytest.fixture
def council(folder: Path) -> Path:
    """A folder with a graph in which two pairs may be one; one of them is withheld."""
    (folder / "accord.db").unlink()
    before, after = Writer("winter.txt", "en", "2022-winter"), Writer("fall.txt", "en", "2022-fall")
    before.submitted("CA-AB", "CA-BC")
    after.submitted("CA-AB", "CA-BC")
    before.initiative("CA-AB", "Digital wallet", partners=("CA-ON",))
    after.initiative("CA-AB", "A digital wallet for credentials", date="2021-07")
    before.initiative("CA-BC", "Birth register")
    after.initiative("CA-BC", "Online birth register")
    hidden = [
        Approved(jurisdiction="CA-BC", edition=edition, approval="withheld") for edition in ("2022-winter", "2022-fall")
    ]
    store = SqliteStore(folder / "accord.db", create=True)
    store.add([before.reading(approvals=hidden), after.reading(approvals=hidden)])
    return folder


def queue(run, verb: str = "list", *options: str) -> list[dict[str, str]]:
    """The pairs of the queue; its themes are in test_review_themes.py."""
    every = csv.DictReader(io.StringIO(run("review", verb, "--format", "csv", *options).stdout))
    return [row for row in every if row["kind"] != "theme"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["nearly the same title", "Editions", "July 2021"]),
        ("fr", ["titre presque identique", "Éditions", "juillet 2021"]),
    ],
)
def test_the_queue_is_shown_side_by_side(run, council: Path, language: str, expected: list[str]):
    done = run("review", "--lang", language)
    assert done.returncode == 0, done.stderr
    for word in (*expected, "Digital wallet", "A digital wallet for credentials", "CA-ON"):
        assert word in done.stdout
    assert HIDDEN not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert HIDDEN in run("review", "--audience", "secretariat").stdout


def test_a_queue_goes_out_as_csv_and_comes_back_with_decisions(run, council: Path):
    (row,) = queue(run)
    assert (row["decision"], {row["one"], row["other"]}) == ("", {ONE, OTHER})
    text = run("review", "--format", "csv").stdout
    (council / "queue.csv").write_text(text.replace(f"{row['id']},,", f"{row['id']},same,renamed"), "utf-8")
    done = run("review", "apply", "queue.csv")
    assert done.returncode == 0, done.stderr
    assert "1 decision written" in done.stdout
    assert "reason: renamed" in (council / "decisions.yaml").read_text("utf-8")
    assert queue(run) == []
    assert '"id": "CA-AB/a-digital' not in run("export").stdout
    listed = queue(run, "log")
    assert [(one["decision"], one["reason"]) for one in listed] == [("same", "renamed")]
    assert [one["rule"] for one in queue(run, "merged")] == ["decided-same"]
    assert "decision undone" in run("review", "undo", row["id"]).stdout
    assert len(queue(run)) == 1
    again = run("review", "apply", "-", stdin=text.replace(f"{row['id']},,", f"{row['id']},peut-être,"))
    assert again.returncode == 3
    assert "is not a decision" in again.stderr
    french = run("review", "apply", "-", "--lang", "fr", stdin=text.replace(f"{row['id']},,", f"{row['id']},distinct,"))
    assert french.returncode == 0, french.stderr
    assert queue(run) == []


def test_pairs_are_decided_by_name_and_what_was_merged_is_distinguished(run, council: Path):
    assert run("review", "decide", ONE, OTHER, "--same", "--reason", "so they say").returncode == 0
    assert '"id": "CA-AB/a-digital' not in run("export").stdout
    assert run("review", "decide", ONE, OTHER, "--different").returncode == 0
    assert '"id": "CA-AB/a-digital' in run("export").stdout
    assert len(queue(run, "log")) == 1
    unknown = run("review", "decide", ONE, "CA-AB/nothing", "--same")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    mixed = run("review", "decide", ONE, "CA-AB", "--same")
    assert (mixed.returncode, "cannot be the same" in mixed.stderr) == (2, True)


def test_decisions_about_what_is_withheld_are_not_listed(run, council: Path):
    (row,) = [row for row in queue(run, "list", "--audience", "secretariat") if row["one"].startswith("CA-BC")]
    run("review", "decide", row["one"], row["other"], "--different")
    assert queue(run, "log") == []
    assert len(queue(run, "log", "--audience", "secretariat")) == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [("", "is empty"), ("a,b\n1,2\n", "has no columns"), ("one,other,decision\na,b,perhaps\n", "line 2")],
)
def test_a_file_that_is_no_queue_is_refused(run, council: Path, content: str, expected: str):
    (council / "queue.csv").write_text(content, "utf-8")
    done = run("review", "apply", "queue.csv")
    assert (done.returncode, done.stdout) == (3, "")
    assert expected in done.stderr
    assert not (council / "decisions.yaml").exists()


def test_a_broken_file_of_decisions_is_explained(run, council: Path):
    (council / "decisions.yaml").write_text("- same: [only-one]\n", "utf-8")
    for arguments in (
        ("review", "log"),
        ("review", "decide", ONE, OTHER, "--same"),
        ("approve", "CA-AB", "2022-fall", "public", "--yes"),
    ):
        done = run(*arguments)
        assert done.returncode == 4
        assert "decisions.yaml, decision 1" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of this kind is Unix")
@pytest.mark.parametrize(
    ("typed", "decided"),
    [("y\nrenamed\nq\n", "same:"), ("n\n\nq\n", "different:"), ("\nq\n", ""), ("q\n", ""), ("n\n\no\n\nq\n", "about:")],
)
def test_a_person_at_a_terminal_is_asked_about_each(council: Path, typed: str, decided: str):
    ours, theirs = pty.openpty()
    environment = {**os.environ, "LANGUAGE": "en", "COLUMNS": "80"}
    process = subprocess.Popen(
        [sys.executable, "-m", "accord", "review"], cwd=council, stdin=theirs, stdout=theirs, stderr=theirs,
        env=environment,
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, typed.encode())
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    assert process.wait(60) == 0
    os.close(ours)
    assert b"The same?" in shown
    path = council / "decisions.yaml"
    assert (decided in path.read_text("utf-8")) if decided else not path.exists()
