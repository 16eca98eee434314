"""`accord approve` and `accord approvals`: exact names, a question before widening, a log, spreadsheets."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest


def approvals(run, *options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("approvals", "--format", "csv", *options).stdout)))


def test_a_near_miss_is_offered_and_never_taken(run):
    before = approvals(run)
    done = run("approve", "Ontraio", "2022-winter", "withheld")
    assert done.returncode == 2
    assert "CA-ON" in done.stderr
    assert approvals(run) == before


def test_widening_needs_a_yes_and_shows_what_becomes_visible(run):
    asked = run("approve", "Alberta", "2022-winter", "public", stdin="")
    assert asked.returncode == 2
    assert "Bernie" in asked.stderr
    assert "--yes" in asked.stderr
    tried = run("approve", "Alberta", "2022-winter", "public", "--dry-run", "--lang", "fr")
    assert (tried.returncode, tried.stdout) == (
        0,
        "Alberta (CA-AB), hiver 2022\xa0: deviendrait visible pour le public.\n",
    )
    assert "le public" in tried.stderr
    assert run("show", "CA-AB/bernie", "--audience", "public").returncode == 2
    assert run("approve", "Alberta", "2022-winter", "public", "--yes").returncode == 0
    assert run("show", "CA-AB/bernie", "--audience", "public").returncode == 0


def test_narrowing_happens_at_once(run):
    done = run("approve", "CRA", "2022-winter", "withheld", stdin="")
    assert (done.returncode, done.stdout) == (
        0,
        "Canada Revenue Agency (CRA), winter 2022: now for the secretariat only.\n",
    )


def test_decisions_are_kept_with_who_why_and_on_whose_authority(run):
    options = ("--reason", "not final", "--authority", "letter of 3 May")
    assert run("approve", "CRA", "2022-winter", "withheld", *options, env={"ACCORD_USER": "clerk"}).returncode == 0
    (entry,) = approvals(run, "--log")
    assert entry.pop("at").startswith("20")
    assert entry == {
        "by": "clerk", "jurisdiction": "CRA", "name": "Canada Revenue Agency", "edition": "2022-winter",
        "before": "public", "after": "withheld",
        "reason": "not final", "authority": "letter of 3 May",
    }  # fmt: skip
    assert "réservé au secrétariat" in run("approvals", "--log", "--lang", "fr", "--format", "md").stdout


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), (";", "cp1252")]
)
def test_decisions_come_from_a_spreadsheet(run, folder: Path, delimiter: str, encoding: str):
    rows = approvals(run)
    for row in rows:
        if row["jurisdiction"] == "CRA":
            row |= {"approval": "réservé au secrétariat", "reason": "décidé"}
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    (folder / "d.csv").write_bytes(written.getvalue().encode(encoding))
    done = run("approve", "--from", "d.csv")
    assert done.returncode == 0, done.stderr
    changed = approvals(run, "--log")
    assert {(row["jurisdiction"], row["after"], row["reason"]) for row in changed} == {("CRA", "withheld", "décidé")}
    assert {row["approval"] for row in approvals(run) if row["jurisdiction"] == "CRA"} == {"withheld"}


def test_a_row_that_cannot_be_understood_changes_nothing(run, folder: Path):
    before = approvals(run)
    (folder / "d.csv").write_text(
        "jurisdiction,edition,approval\nCRA,2022-winter,withheld\nOntraio,2022-winter,public\n", "utf-8"
    )
    done = run("approve", "--from", "d.csv", "--yes")
    assert done.returncode == 3
    assert "d.csv, line 3" in done.stderr
    assert approvals(run) == before
    (folder / "e.csv").write_text("who,what\nCRA,public\n", "utf-8")
    assert "accord approvals --format csv" in run("approve", "--from", "e.csv").stderr


def test_audiences_are_typed_and_named_in_words(run):
    assert run("approve", "CRA", "2022-winter", "les membres du conseil", "--lang", "fr").stdout == (
        "Agence du revenu du Canada (CRA), hiver 2022\xa0: désormais visible pour les membres du conseil.\n"
    )
    assert run("approve", "CRA", "hiver 2022", "le public", "--lang", "fr", "--yes").returncode == 0
    wrong = run("approve", "CRA", "2022-winter", "tous", "--lang", "fr")
    assert wrong.returncode == 2
    assert "public, membres, réservé au secrétariat" in wrong.stderr
    assert "[public|membres|réservé au secrétariat]" in run("approve", "--help", "--lang", "fr").stdout


def test_a_spreadsheet_with_french_headers_is_understood(run, folder: Path):
    head = "Administration;Édition;Qui peut le voir;Autorité;Raison\r\n"
    text = f"{head}ARC;hiver 2022;réservé au secrétariat;courriel;« non »\r\n"
    (folder / "d.csv").write_bytes(text.encode("utf-8-sig"))
    assert run("approve", "--from", "d.csv", "--lang", "fr").returncode == 0
    (entry,) = approvals(run, "--log")
    assert (entry["jurisdiction"], entry["after"], entry["authority"]) == ("CRA", "withheld", "courriel")


def test_the_log_is_read_on_eighty_columns(run):
    run("approve", "CRA", "2022-winter", "withheld", "--reason", "not final", "--authority", "letter of 3 May")
    shown = run("approvals", "--log", env={"COLUMNS": "80", "ACCORD_USER": "clerk"}).stdout
    assert "Canada" in shown
    assert "+00:00" not in shown
    assert max(map(len, shown.splitlines())) <= 80
