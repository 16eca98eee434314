"""`accord source template` and what `accord load` makes of the list, and of --from, --when and --edition."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "Title,Lead,Status\nOne counter,Yukon,launched\nA shared map,Nunavut,planned\n"


@pytest.fixture
def place(folder: Path) -> Path:
    """A folder with two tables and no graph."""
    (folder / "accord.db").unlink()
    (folder / "sent" / "sub").mkdir(parents=True)
    (folder / "sent" / "north.csv").write_text(TABLE, "utf-8")
    (folder / "sent" / "sub" / "late.csv").write_text(TABLE.replace("counter", "desk"), "utf-8")
    return folder


def exported(run, audience: str = "secretariat") -> dict:
    return json.loads(run("export", "--audience", audience).stdout)


def test_a_list_is_written_filled_in_and_read(run, place: Path):
    done = run("source", "template", "sent")
    assert (done.returncode, done.stderr) == (0, "sent/sources.csv: 2 files.\n")
    written = (place / "sent" / "sources.csv").read_text("utf-8-sig")
    assert written == "file,sender,date,edition,language,approval,note\nnorth.csv,,,,,,\nsub/late.csv,,,,,,\n"
    filled = written.replace("north.csv,,,,,,", "north.csv,Alberta,,2022-winter,en,withheld,by mail")
    (place / "sent" / "sources.csv").write_text(filled, "utf-8")
    done = run("load", "sent", "--edition", "2021-fall")
    assert done.returncode == 0, done.stderr
    assert "sources.csv: " in done.stderr
    graph = exported(run)
    assert {edition["id"]: edition["submissions"] for edition in graph["editions"]} == {
        "2021-fall": [], "2022-winter": [{"jurisdiction": "CA-AB", "received": True, "approval": "withheld"}],
    }  # fmt: skip
    titles = {title for each in exported(run, "members")["initiatives"] for title in each["titles"].values()}
    assert "One desk" in titles
    assert "One counter" not in titles  # it is withheld


def test_a_list_keeps_its_rows(run, place: Path):
    (place / "sent" / "sources.csv").write_text("fichier;expéditeur\nnorth.csv;Yukon\n", "utf-8")
    run("source", "template", "sent", "--lang", "fr")
    assert (place / "sent" / "sources.csv").read_text("utf-8-sig").splitlines() == [
        "fichier;expéditeur", "north.csv;Yukon", "sub/late.csv;",
    ]  # fmt: skip


def test_the_list_goes_where_it_is_asked_for(run, place: Path):
    assert run("sources", "template", "sent", "-o", "-", "--lang", "fr").stdout.startswith("fichier;expéditeur;date;")
    assert not (place / "sent" / "sources.csv").exists()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("north.csv,CSC,,,,", "sources.csv:2: “CSC” may mean several"),
        ("gone.csv,,,,,", "sources.csv:2: there is no file"),
    ],
)
def test_a_list_that_is_wrong_loads_nothing(run, place: Path, row: str, says: str):
    (place / "sent" / "sources.csv").write_text(f"file,sender,date,edition,language,approval\n{row}\n", "utf-8")
    done = run("load", "sent", "--skip-unreadable")
    assert done.returncode == 3
    assert says in done.stderr
    assert not (place / "accord.db").exists()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--from", "CSC"), "may mean several jurisdictions"),
        (("--when", "soon"), "is not a date"),
        (("--edition", "the last one"), "is not the name of an edition"),
    ],
)
def test_what_is_typed_is_checked_before_anything_is_read(run, place: Path, options: tuple[str, ...], says: str):
    done = run("load", "sent", *options)
    assert done.returncode == 2
    assert says in done.stderr


def test_what_is_typed_holds_for_every_file(run, place: Path):
    done = run("load", "sent", "--from", "Yukon", "--when", "2020-08", "--edition", "2020-summer")
    assert done.returncode == 0, done.stderr
    (edition,) = exported(run)["editions"]
    assert (edition["id"], edition["published"]) == ("2020-summer", "2020-08")
    assert [one["jurisdiction"] for one in edition["submissions"]] == ["CA-YT"]


def test_what_is_no_folder_or_an_empty_one_is_refused(run, place: Path):
    assert "is not a folder" in run("source", "template", "sent/north.csv").stderr
    (place / "empty").mkdir()
    assert "no file" in run("source", "template", "empty").stderr


def test_python_takes_the_same_hints(place: Path):
    from accord import open_graph

    graph = open_graph(place / "accord.db", create=True, audience="secretariat")
    graph.load(place / "sent" / "north.csv", sender="Yukon", when="2020-08", edition="2020-summer")
    assert [edition["id"] for edition in graph.document()["editions"]] == ["2020-summer"]


def test_reading_again_keeps_what_was_stated_unless_the_list_says_otherwise(run, place: Path):
    run("load", "sent", "--from", "Yukon", "--edition", "2020-summer")
    before = exported(run)
    assert run("source", "reload", "sent", "--map", "mapping.yaml").returncode == 3  # no such mapping
    (place / "mapping.yaml").write_text("language: en\ntitle: Title\nlead: Lead\nstatus: Status\n", "utf-8")
    done = run("source", "reload", "sent", "--map", "mapping.yaml")
    assert done.returncode == 0, done.stderr
    assert [edition["submissions"] for edition in exported(run)["editions"]] == [
        edition["submissions"] for edition in before["editions"]
    ]
    (place / "sent" / "sources.csv").write_text("file,edition\nnorth.csv,2021-fall\n", "utf-8")
    run("source", "reload", "sent", "--map", "mapping.yaml")
    graph = exported(run)
    assert {edition["id"] for edition in graph["editions"]} == {"2020-summer", "2021-fall"}
    assert all(edition["submissions"][0]["jurisdiction"] == "CA-YT" for edition in graph["editions"])
