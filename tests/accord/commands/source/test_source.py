"""`accord source`, and what `load` does with a corrected document."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

WINTER = """\
Public Sector Service Delivery Council
Jurisdictional Information-Sharing Submissions
Winter 2022

Alberta
• Digital wallet – a wallet for permits, with Ontario. Launched in July 2021.

Ontario
• Service counter – one counter for all services.
"""


NUMBERS = ("members_number", "public_number")  # that evidence has for these audiences


@pytest.fixture
def documents(folder: Path) -> Path:
    """The folder, with a small document and no graph yet."""
    (folder / "accord.db").unlink()
    (folder / "winter.txt").write_text(WINTER, "utf-8")
    return folder


def listed(run, *options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("source", "list", "--format", "csv", *options).stdout)))


def test_sources_are_listed_with_what_they_hold(run):
    rows = listed(run, "--audience", "secretariat")
    assert list(rows[0]) == ["name", "edition", "language", "claims", "unplaced", "approvals", "id", *NUMBERS]
    assert all(int(row["claims"]) > 0 and len(row["id"]) == 64 for row in rows)
    assert any("withheld" in json.loads(row["approvals"]) for row in rows)
    assert not any("withheld" in json.loads(row["approvals"]) for row in listed(run))
    members = {row["id"]: int(row["claims"]) for row in listed(run)}
    assert sum(members.values()) < sum(int(row["claims"]) for row in rows)
    table = run("source", "list", "--lang", "fr").stdout
    assert "hiver" in table
    assert "membres" in table
    assert max(map(len, table.splitlines())) <= 80


@pytest.mark.parametrize(("language", "columns"), [("en", ("Not placed", "Hash")), ("fr", ("Non placé", "Empreinte"))])
def test_the_list_omits_numbers_and_hashes_that_an_audience_may_not_know(run, language: str, columns: tuple[str, str]):
    heads = [run("source", "list", "--lang", language, "--audience", who, env={"COLUMNS": "120"}).stdout.splitlines()[2]
             for who in ("members", "secretariat")]  # fmt: skip
    assert [column in heads[0] for column in columns] == [False, False]
    assert [column in heads[1] for column in columns] == [True, True]
    assert {row["unplaced"] for row in listed(run)} == {""}
    assert all(row["unplaced"].isdigit() for row in listed(run, "--audience", "secretariat"))


def test_the_secretariat_finds_the_document_that_evidence_of_others_has_by_number(run):
    run("approve", "CA-AB", "2022-winter", "public", "--authority", "e-mail of 3 May 2022")
    every = listed(run, "--audience", "secretariat")
    for audience in ("members", "public"):
        own = listed(run, "--audience", audience)
        assert {row[name] for row in own for name in NUMBERS} == {""}
        numbered = [row for row in every if row[f"{audience}_number"]]
        assert [f"Document {row[f'{audience}_number']}" for row in numbered] == [row["name"] for row in own]
        assert [row["language"] for row in numbered] == [row["language"] for row in own]
        shown = json.loads(run("show", "CA-AB", "--audience", audience, "--format", "json").stdout)["rows"]
        known = {row["name"] for row in own} | {None}
        assert {piece.get("name") for row in shown for piece in row["evidence"]} <= known
    for language, head in (("en", "No. for members"), ("fr", "N° pour les membres")):
        wide = run("source", "list", "--audience", "secretariat", "--lang", language, env={"COLUMNS": "200"}).stdout
        assert head in wide
        assert head not in run("source", "list", "--lang", language, env={"COLUMNS": "200"}).stdout


def test_the_same_document_twice_and_under_another_name_changes_nothing(run, documents: Path):
    run("load", "winter.txt")
    before = run("export", "--audience", "secretariat").stdout
    (documents / "copy.txt").write_bytes((documents / "winter.txt").read_bytes())
    assert "already in the graph" in run("load", "copy.txt").stdout
    assert run("export", "--audience", "secretariat").stdout == before


def test_a_corrected_document_replaces_its_earlier_version_and_says_so(run, documents: Path):
    run("load", "winter.txt")
    first = listed(run, "--audience", "secretariat")[0]["id"]
    (documents / "winter.txt").write_text(WINTER.replace("Service counter", "Service desk"), "utf-8")
    loaded = run("load", "winter.txt")
    assert f"({first[:8]}); --keep-both" in loaded.stdout
    (row,) = listed(run, "--audience", "secretariat")
    assert row["id"] != first
    exported = run("export").stdout
    assert "Service desk" in exported
    assert "Service counter" not in exported
    (documents / "winter.txt").write_text(WINTER, "utf-8")
    both = json.loads(run("load", "winter.txt", "--keep-both", "--format", "json").stdout)
    assert both["sources"][0]["replaced"] is None
    assert len(listed(run)) == 2


def test_unload_takes_a_document_out_and_its_facts_with_it(run, documents: Path):
    run("load", "winter.txt")
    asked = run("source", "unload", "winter.txt")
    assert (asked.returncode, asked.stdout) == (2, "")
    assert "--yes" in asked.stderr
    done = run("source", "unload", listed(run, "--audience", "secretariat")[0]["id"][:6], "--yes")
    assert done.returncode == 0
    assert "winter.txt: removed" in done.stdout
    assert "Alberta" not in run("export").stdout
    assert listed(run) == []
    assert "no source" in run("source", "list").stdout


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_name_of_none_or_of_several_is_a_mistake(run, documents: Path, language: str):
    run("load", "winter.txt")
    (documents / "winter.txt").write_text(WINTER.replace("permits", "all permits"), "utf-8")
    run("load", "winter.txt", "--keep-both")
    several = run("source", "unload", "winter.txt", "--yes", "--lang", language)
    assert (several.returncode, several.stdout) == (2, "")
    assert several.stderr.count("winter.txt (") == 2
    none = run("source", "unload", "wintr.txt", "--yes", "--lang", language)
    assert none.returncode == 2
    assert "winter.txt (" in none.stderr
    assert len(listed(run)) == 2


def test_reload_reads_what_is_in_the_graph_and_nothing_else(run, documents: Path):
    run("load", "winter.txt")
    run("approve", "Alberta", "2022-winter", "withheld")
    before = run("export", "--audience", "secretariat").stdout
    (documents / "other.txt").write_text(WINTER.replace("Winter 2022", "Fall 2022"), "utf-8")
    done = run("source", "reload")
    assert done.returncode == 0, done.stderr
    assert "winter.txt: read again" in done.stdout
    assert run("export", "--audience", "secretariat").stdout == before
    (documents / "moved").mkdir()
    (documents / "winter.txt").rename(documents / "moved" / "renamed.txt")
    assert "Not found: winter.txt." in run("source", "reload").stdout
    assert "winter.txt: read again" in run("source", "reload", "moved").stdout
    strange = run("source", "reload", "other.txt")
    assert strange.returncode == 3
    assert "other.txt is not in the graph" in strange.stderr
    assert run("source", "reload", "nowhere").returncode == 3
    assert run("export", "--audience", "secretariat").stdout == before


def test_two_editions_stay_comparable_after_a_correction(run, documents: Path):
    fall = WINTER.replace("Winter 2022", "Fall 2022").replace("Service counter", "Service window")
    (documents / "fall.txt").write_text(fall, "utf-8")
    run("load", "winter.txt", "fall.txt")
    (documents / "fall.txt").write_text(fall.replace("window", "desk"), "utf-8")
    run("load", "fall.txt")
    changes = json.loads(run("diff", "2022-winter", "2022-fall", "--format", "json").stdout)["rows"]
    assert {(row["change"], row["title"]) for row in changes} == {("new", "Service desk"), ("gone", "Service counter")}


def test_a_table_is_read_again_only_where_it_is_named(run, documents: Path):
    """What its columns mean may have been told when it was loaded; that is not to be guessed anew."""
    (documents / "projects.csv").write_text("code,what,who\n1,Portal,CRA\n2,Wallet,CA-AB\n", "utf-8")
    (documents / "map.yaml").write_text("rows: initiative\nkey: code\ntitle: {en: what}\nlead: who\n", "utf-8")
    loaded = run("load", "projects.csv", "--map", "map.yaml")
    assert loaded.returncode == 0, loaded.stderr
    before = run("export").stdout
    for arguments in ((), (".",)):
        done = run("source", "reload", *arguments)
        assert done.returncode == 0, done.stderr
        assert "projects.csv: not read again" in done.stdout
    assert "projects.csv: read again" in run("source", "reload", "projects.csv", "--map", "map.yaml").stdout
    assert run("export").stdout == before


@pytest.mark.parametrize("location", ["the table", "the mapping"])
def test_a_table_is_read_again_with_the_code_table_of_its_mapping(run, documents: Path, location: str):
    maps = documents / "maps"
    maps.mkdir()
    (documents / "projects.csv").write_text("what,who\nFerries,7\n", "utf-8")
    codes = (documents if location == "the table" else maps) / "codes.csv"
    codes.write_text("code,name\n7,Ontario\n", "utf-8")
    lead = "{column: who, codes: codes.csv}"
    (maps / "map.yaml").write_text(f"rows: initiative\ntitle: {{en: what}}\nlead: {lead}\n", "utf-8")
    assert run("load", "projects.csv", "--map", "maps/map.yaml").returncode == 0
    done = run("source", "reload", "projects.csv", "--map", "maps/map.yaml")
    assert (done.returncode, "projects.csv: read again" in done.stdout) == (0, True), done.stderr


def _template(folder: Path, name: str, title: str, approval: str = "members"):
    """A template of Ontario, filled in."""
    (folder / name).write_text(
        "template: accord-template/1 en CA-ON\njurisdiction: Ontario\nedition: 2023-fall\n"
        f"who may see it: {approval}\n\ninitiatives:\n  - title in english: {title}\n",
        "utf-8",
    )


def test_a_template_is_corrected_by_that_of_the_same_member_whatever_its_name(run, documents: Path):
    _template(documents, "Ontario FINAL v3 (2).yaml", "Old counter")
    _template(documents, "Ontario CORRECTED.yaml", "New counter")
    assert run("load", "Ontario FINAL v3 (2).yaml").returncode == 0
    loaded = run("load", "Ontario CORRECTED.yaml")
    assert "It replaces Ontario FINAL v3 (2).yaml" in loaded.stdout
    exported = run("export").stdout
    assert "New counter" in exported
    assert "Old counter" not in exported


def test_an_approval_that_is_not_understood_withholds_the_report_with_a_note(run, documents: Path):
    _template(documents, "o.yaml", "Counter", approval="membres du consiel")
    loaded = run("load", "o.yaml")
    assert "“Who may see it” in line 4 cannot be understood: until that is mended" in loaded.stdout
    assert "accord approve CA-ON 2023-fall AUDIENCE --authority WHOSE" in loaded.stdout  # never who more may see it
    assert "Counter" not in run("export").stdout
    _template(documents, "mended.yaml", "Counter", approval="members")
    mended = run("load", "mended.yaml").stdout
    assert "by the document: the members of the council. What was decided before stays: the secretariat" in mended
    assert "accord approve CA-ON 2023-fall members --authority WHOSE" in mended
    assert "Counter" not in run("export").stdout
