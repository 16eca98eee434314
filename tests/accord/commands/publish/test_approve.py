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
    assert (tried.returncode, tried.stdout) == (0, "Alberta (CA-AB), hiver 2022\xa0: deviendrait public.\n")
    assert "le public" in tried.stderr
    assert run("show", "CA-AB/bernie", "--audience", "public").returncode == 2
    assert run("approve", "Alberta", "2022-winter", "public", "--yes").returncode == 0
    assert run("show", "CA-AB/bernie", "--audience", "public").returncode == 0


def test_narrowing_happens_at_once(run):
    done = run("approve", "CRA", "2022-winter", "withheld", stdin="")
    assert (done.returncode, done.stdout) == (0, "Canada Revenue Agency (CRA), winter 2022: now withheld.\n")


def test_decisions_are_kept_with_who_why_and_on_whose_authority(run):
    options = ("--reason", "not final", "--authority", "letter of 3 May")
    assert run("approve", "CRA", "2022-winter", "withheld", *options, env={"ACCORD_USER": "clerk"}).returncode == 0
    (entry,) = approvals(run, "--log")
    assert entry.pop("at").startswith("20")
    assert entry == {
        "by": "clerk", "jurisdiction": "CRA", "edition": "2022-winter", "before": "public", "after": "withheld",
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
