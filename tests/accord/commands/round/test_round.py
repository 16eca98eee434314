"""A round of six members in two languages, from the list of members to the closed edition."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from graph.dates.rounds import read_log
from graph.sqlite.store import SqliteStore
from graph.sqlite.verify import compare_with_rebuild
from tests.helpers.graphs import document

EDITION = "2023-winter"
MEMBERS = """Membre;Langue;Courriel
Alberta;anglais;a@b.ca
Québec;français;
CA-NB;les deux;
Ontario;en;
Agence du revenu du Canada;fr;
Yukon;en;
"""


@pytest.fixture
def opened(run, folder: Path) -> Path:
    (folder / "members.csv").write_bytes(MEMBERS.replace("\n", "\r\n").encode("cp1252"))  # as a French Excel saves it
    done = run("round", "new", EDITION, "--members", "members.csv", "--due", "2023-03-15")
    assert done.returncode == 0, done.stderr
    return folder


def states(run, *options: str) -> dict[str, dict[str, str]]:
    done = run("round", "status", EDITION, "--format", "csv", *options)
    assert done.returncode == 0, done.stderr
    return {row["member"]: row for row in csv.DictReader(io.StringIO(done.stdout))}


def write_templates(run, folder: Path) -> Path:
    done = run("round", "templates", EDITION, "-o", "out", "--type", "yaml")
    assert done.returncode == 0, done.stderr
    return folder / "out"


def fill(path: Path, **values: str) -> str:
    """A template with some values typed into its first initiative and its head; `_` stands for a space."""
    text = path.read_text("utf-8")
    for label, value in values.items():
        text, n = re.subn(rf"(?m)^(\s*(?:- )?{label.replace('_', ' ')}:).*$", rf'\1 "{value}"', text, count=1)
        assert n, label
    return text


def send(run, folder: Path, day: str = "2023-03-10") -> None:
    """Fill and load the reports of four members: one with an error, one withheld."""
    out = write_templates(run, folder)
    returned = folder / "returned"
    returned.mkdir()
    reports = {
        "FINAL v3 (2).yaml": fill(out / f"{EDITION} CA-AB template.yaml", title_in_english="Wallet", status="launched"),
        "on.yaml": fill(out / f"{EDITION} CA-ON template.yaml", title_in_english="One-stop", partner="Alberta",
                        who_may_see_it="public"),
        "qc.yaml": fill(out / f"{EDITION} CA-QC modèle.yaml", titre_en_français="Guichet unique",
                        thème="Chose inconnue"),
        "nb.yaml": fill(out / f"{EDITION} CA-NB modèle.yaml", titre_en_français="Registre foncier",
                        qui_peut_le_voir="réservé au secrétariat"),
    }  # fmt: skip
    for name, text in reports.items():
        (returned / name).write_text(text, "utf-8")
    done = run("load", "returned", "--received", day)
    assert done.returncode == 0, done.stderr


def test_the_list_of_members_is_kept_without_anything_else(opened: Path):
    text = (opened / "rounds" / f"{EDITION}.yaml").read_text("utf-8")
    assert "- {jurisdiction: CA-NB, languages: [en, fr]}" in text
    assert "- {jurisdiction: CRA, languages: [fr]}" in text
    assert "@" not in text


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv", "yaml"])
def test_each_member_gets_a_template_and_a_letter_in_its_languages(run, opened: Path, kind: str):
    done = run("round", "templates", EDITION, "-o", "out", "--type", kind)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (opened / "out").iterdir()}
    assert {f"{EDITION} CA-QC modèle.{kind}", f"{EDITION} CA-QC lettre.txt", f"{EDITION} CA-NB template.{kind}",
            f"{EDITION} CA-NB modèle.{kind}", f"{EDITION} CA-AB cover letter.txt"} <= names  # fmt: skip
    assert len(names) == 14
    letter = (opened / "out" / f"{EDITION} CA-QC lettre.txt").read_text("utf-8")
    assert "modèle de partage d’information – hiver 2023" in letter
    assert "le 15 mars 2023" in letter
    assert "que vous n’avez rien à signaler, et non" in letter
    assert "Québec" in letter
    english = (opened / "out" / f"{EDITION} CA-AB cover letter.txt").read_text("utf-8")
    assert "due on March 15, 2023" in english
    if kind == "xlsx":
        load_workbook(opened / "out" / f"{EDITION} CA-QC modèle.xlsx")
    if kind == "docx":
        Document(str(opened / "out" / f"{EDITION} CA-QC modèle.docx"))
    again = run("round", "templates", EDITION, "-o", "out", "--type", kind)
    assert "14 files were there and stay" in again.stderr


def test_status_shows_what_came_in_late_with_errors_withheld_and_what_is_missing(run, opened: Path):
    assert {row["state"] for row in states(run, "--on", "2023-03-15").values()} == {"expected"}
    send(run, opened)
    (opened / "late.yaml").write_text(
        fill(opened / "out" / f"{EDITION} CRA modèle.yaml", qui_peut_le_voir="membres"), "utf-8"
    )
    assert run("load", "late.yaml", "--received", "2023-03-20").returncode == 0
    found = states(run, "--on", "2023-03-21")
    assert {who: row["state"] for who, row in found.items()} == {
        "CA-AB": "received", "CA-QC": "received", "CA-NB": "received", "CA-ON": "received", "CRA": "late",
        "CA-YT": "overdue",
    }  # fmt: skip
    assert (found["CA-QC"]["errors"], found["CA-AB"]["errors"]) == ("1", "")
    assert (found["CA-NB"]["approval"], found["CA-ON"]["approval"]) == ("withheld", "public")
    assert found["CRA"]["on"] == "2023-03-20"
    page = run("round", "status", EDITION, "--on", "2023-03-21", "-o", "status.html", "--lang", "fr")
    assert page.returncode == 0, page.stderr
    assert "reçu en retard" in (opened / "status.html").read_text("utf-8")


def test_reminders_go_to_those_whose_report_is_missing_in_their_languages(run, opened: Path):
    send(run, opened)
    shown = run("round", "remind", EDITION, "--on", "2023-03-13", "--dry-run")
    assert "2 members have shared no report yet." in shown.stderr
    assert "dans 2 jours" in shown.stdout
    assert "in 2 days" in shown.stdout
    assert not any(event["what"] == "reminded" for event in read_log(opened, EDITION))
    assert run("round", "remind", EDITION, "--on", "2023-03-16", "-o", "letters").returncode == 0
    assert {path.name for path in (opened / "letters").iterdir()} == {
        f"{EDITION} CRA rappel.txt", f"{EDITION} CA-YT reminder.txt",
    }  # fmt: skip
    assert "il y a 1 jour" in (opened / "letters" / f"{EDITION} CRA rappel.txt").read_text("utf-8")
    assert states(run)["CRA"]["reminded"] == "1"
    assert states(run)["CA-AB"]["reminded"] == ""


def test_closing_names_who_did_not_report_and_nobody_learns_of_what_is_withheld(run, opened: Path):
    send(run, opened)
    asked = run("round", "close", EDITION, "-o", "published", "--on", "2023-03-30")
    assert asked.returncode == 2
    assert "2 members shared no report: Canada Revenue Agency, Yukon." in asked.stderr
    done = run("round", "close", EDITION, "-o", "published", "--on", "2023-03-30", "--yes")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (opened / "published").iterdir()} == {
        *(f"{EDITION} {word}.{kind}" for word in ("brief", "analyse") for kind in ("docx", "pdf")),
        f"{EDITION} page.html",
    }  # fmt: skip
    store = SqliteStore(opened / "accord.db")
    for audience, reported in (("members", {"CA-AB", "CA-ON", "CA-QC"}),
                               ("secretariat", {"CA-AB", "CA-ON", "CA-QC", "CA-NB"})):  # fmt: skip
        (edition,) = (one for one in document(store, audience)["editions"] if one["id"] == EDITION)
        assert {one["jurisdiction"] for one in edition["submissions"] if one["received"]} == reported
        assert set(edition["missing"]) == {"CA-AB", "CA-ON", "CA-QC", "CA-NB", "CRA", "CA-YT"} - reported
    assert compare_with_rebuild(store) == []
    assert "Registre foncier" not in (opened / "published" / f"{EDITION} page.html").read_text("utf-8")
    (closed,) = (event for event in read_log(opened, EDITION) if event["what"] == "closed")
    assert set(closed["files"]) == {path.name for path in (opened / "published").iterdir()}


def test_a_closed_edition_takes_no_report_and_consent_can_still_be_withdrawn(run, opened: Path):
    send(run, opened)
    assert run("round", "close", EDITION, "-o", "published", "--yes").returncode == 0
    before = (opened / "accord.db").read_bytes()
    refused = run("load", f"out/{EDITION} CA-YT template.yaml")
    assert refused.returncode == 3
    assert "accord round reopen" in refused.stderr
    assert (opened / "accord.db").read_bytes() == before
    assert run("round", "close", EDITION, "-o", "published", "--yes").returncode == 2
    assert run("approve", "CA-ON", EDITION, "withheld").returncode == 0
    assert run("round", "reopen", EDITION, "--reason", "Yukon").returncode == 0
    assert run("load", f"out/{EDITION} CA-YT template.yaml").returncode == 0
    assert states(run)["CA-YT"]["state"] == "late"
    assert run("round", "reopen", EDITION).returncode == 2


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("m.csv", "Member,Language\nOntraio,en\n", "2: “Ontraio” (Ontario (CA-ON)?)"),
        ("m.csv", "Member,Language\nOntario,german\n", "2: “german”"),
        ("m.csv", "Member\nOntario\nCA-ON\n", "3: CA-ON"),
        ("m.csv", "Who,Language\nOntario,en\n", "no column “jurisdiction”"),
        ("m.csv", "Member\n", "lists no member"),
        ("m.yaml", "Ontario: en\nQuebec: [\n", "no valid YAML"),
        ("m.yaml", "just a text\n", "no list of members"),
        ("m.pdf", "%PDF", "a list of members is a .yaml, .csv or .xlsx file"),
    ],
)
def test_a_list_that_is_not_clear_opens_no_round(run, folder: Path, name: str, text: str, message: str):
    (folder / name).write_text(text, "utf-8")
    done = run("round", "new", EDITION, "--members", name, "--due", "2023-03-15")
    assert done.returncode == 3
    assert message in done.stderr
    assert not (folder / "rounds").exists()


def test_wrong_days_editions_and_members_are_refused(run, opened: Path):
    wrong = run("round", "new", "2023-fall", "--members", "members.csv", "--due", "soon")
    assert (wrong.returncode, "2026-10-15" in wrong.stderr) == (2, True)
    again = run("round", "new", EDITION, "--members", "members.csv", "--due", "2023-04-15")
    assert "--replace" in again.stderr
    assert run("round", "new", EDITION, "--members", "members.csv", "--due", "2023-04-15", "--replace").returncode == 0
    assert "2023-04-15" in (opened / "rounds" / f"{EDITION}.yaml").read_text("utf-8")
    other = run("round", "remind", EDITION, "--member", "Manitoba")
    assert "no member of the round" in other.stderr
    assert run("round", "status", "2031-fall").returncode == 2
    early = run("round", "close", EDITION, "-o", "published", "--yes")
    assert "No report of the round" in early.stderr
    (opened / "rounds" / f"{EDITION}.yaml").write_text("format: accord-round/1\nedition: x\n", "utf-8")
    broken = run("round", "status", EDITION)
    assert "lists no member" in broken.stderr
    assert broken.returncode == 3
