"""What a round asks and names: rounds by mistake, late reports, who may see a report, folders of templates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from accord.cli import make_group
from accord.messages import format_error, in_language
from graph.errors import SourceError, UsageError
from graph.sqlite.store import SqliteStore

EDITION = "2023-winter"


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an empty graph and a round of three members."""
    monkeypatch.chdir(tmp_path)
    SqliteStore(tmp_path / "accord.db", create=True)
    (tmp_path / "members.csv").write_text("Member,Language\nAlberta,en\nOntario,en\nYukon,en\n", "utf-8")
    assert run("round", "new", EDITION, "--members", "members.csv", "--due", "2023-03-15").exit_code == 0
    assert run("round", "templates", EDITION, "-o", "out", "--type", "yaml").exit_code == 0
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner(env={"ACCORD_GRAPH": "accord.db", "ACCORD_USER": "clerk"}).invoke(make_group(), list(words))


def report(folder: Path, member: str, name: str, title: str = "Wallet", **head: str) -> Path:
    """A filled template in the folder of what came back."""
    text = (folder / "out" / f"{EDITION} {member} template.yaml").read_text("utf-8")
    text = re.sub(r"(?m)^(\s*- title in english:).*$", rf"\1 {title}", text, count=1)
    for label, value in head.items():
        text = re.sub(rf"(?m)^({label.replace('_', ' ')}:).*$", rf"\1 {value}", text, count=1)
    (folder / "came back").mkdir(exist_ok=True)
    path = folder / "came back" / name
    path.write_text(text, "utf-8")
    return path


def test_a_round_opened_by_mistake_is_dropped_and_one_with_a_history_only_when_sure(opened: Path):
    assert run("round", "new", "2023-fall", "--members", "members.csv", "--due", "2023-09-15").exit_code == 0
    assert run("round", "drop", "2023-fall").exit_code == 0
    assert not (opened / "rounds" / "2023-fall.yaml").exists()
    assert "winter 2023" in run("round", "status").stdout
    run("load", str(report(opened, "CA-AB", "ab.yaml")), "--received", "2023-03-01")
    refused = run("round", "drop", EDITION)
    assert isinstance(refused.exception, UsageError)
    assert "1 report came in" in format_error(refused.exception)
    assert (opened / "rounds" / f"{EDITION}.yaml").exists()
    assert run("round", "drop", EDITION, "--yes").exit_code == 0
    assert list((opened / "rounds").iterdir()) == []


def test_closing_names_who_is_late_and_who_is_missing(opened: Path):
    run("load", str(report(opened, "CA-AB", "ab.yaml")), "--received", "2023-03-20")
    asked = run("round", "close", EDITION, "-o", "published", "--on", "2023-03-30")
    assert isinstance(asked.exception, UsageError)
    assert "2 members shared no report: Ontario, Yukon." in asked.stderr
    assert "1 member reported late: Alberta." in asked.stderr


def test_an_empty_audience_means_the_members(opened: Path):
    path = report(opened, "CA-AB", "ab.yaml", who_may_see_it="public")
    assert run("load", str(path), "--received", "2023-03-01").exit_code == 0
    assert run("round", "new", "2023-fall", "--members", "members.csv", "--due", "2023-09-15").exit_code == 0
    assert run("round", "templates", "2023-fall", "-o", "next", "--type", "yaml").exit_code == 0
    text = (opened / "next" / "2023-fall CA-AB template.yaml").read_text("utf-8")
    assert "Wallet" in text
    assert re.search(r"(?m)^who may see it:\s*(#.*|''|\"\")?$", text)
    letter = (opened / "next" / "2023-fall CA-AB cover letter.txt").read_text("utf-8")
    assert "If you leave that empty, the members of the council may see it." in letter
    assert run("template", "check", "next/2023-fall CA-AB template.yaml").exit_code == 0
    assert run("load", "next/2023-fall CA-AB template.yaml").exit_code == 0
    assert ("CA-AB", "2023-fall", "members") in SqliteStore(opened / "accord.db").approvals()


def test_what_is_withheld_is_shown_to_others_on_somebodys_word_only(opened: Path):
    run("load", str(report(opened, "CA-AB", "ab.yaml", who_may_see_it="withheld")))
    refused = run("approve", "Alberta", EDITION, "members", "--yes")
    assert isinstance(refused.exception, UsageError)
    assert "--authority" in str(refused.exception)
    assert ("CA-AB", EDITION, "withheld") in SqliteStore(opened / "accord.db").approvals()
    done = run("approve", "Alberta", EDITION, "membres", "--yes", "--authority", "letter of May 3")
    assert done.exit_code == 0, done.stderr
    assert "Alberta (CA-AB), winter 2023: now visible to the members of the council." in done.stdout
    assert run("approve", "Alberta", EDITION, "réservé au secrétariat").exit_code == 0
    assert run("approve", "Alberta", EDITION, "retenus").exit_code == 2


def test_a_dry_run_says_what_would_be_replaced_and_counts_it_once(opened: Path):
    report(opened, "CA-AB", "first.yaml", title="Old counter")
    report(opened, "CA-AB", "second.yaml", title="New counter")
    shown = run("load", "came back", "--dry-run").stdout
    assert "It would replace first.yaml" in shown
    assert "Submissions (1)" in shown
    assert "Initiatives (1)" in shown
    assert "application/" not in shown
    run("load", "came back/first.yaml")
    assert "It would replace first.yaml" in run("load", "came back/second.yaml", "--dry-run").stdout


def test_a_suggested_command_can_be_copied_and_a_folder_is_checked(opened: Path):
    report(opened, "CA-ON", "on.yaml", edition="13th month")
    report(opened, "CA-AB", "ab ont.yaml", edition="later")
    loaded = run("load", "came back").stdout
    assert "accord template check 'came back/ab ont.yaml'" in loaded
    assert "? -" not in loaded
    (opened / "came back" / "notes.txt").write_text("a note", "utf-8")
    checked = run("template", "check", "came back")
    for name in ("on.yaml", "ab ont.yaml"):
        assert name in checked.stdout
    assert "notes.txt" in checked.stderr
    (opened / "empty").mkdir()
    assert isinstance(run("template", "check", "empty").exception, SourceError)


def test_reminders_written_twice_on_a_day_count_once(opened: Path):
    for day, *options in (("2023-03-16", "-o", "letters"), ("2023-03-16",), ("2023-03-18",)):
        assert run("round", "remind", EDITION, "--on", day, *options).exit_code == 0
    assert run("round", "status", EDITION, "--format", "csv").stdout.count(",2,") == 3


def test_messages_count_and_name_rightly(opened: Path):
    again = run("round", "templates", EDITION, "-o", "out", "--type", "yaml")
    assert (again.stdout, "Templates for" in again.stderr) == ("", False)
    assert "[EDITION]" in run("round", "remind", "--help").stdout
    with in_language("fr"):
        assert "Rapports reçus\xa0: 0 sur 3." in run("round", "status", "--lang", "fr").stdout
