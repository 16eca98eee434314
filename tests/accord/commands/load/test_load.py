"""`accord load` of many files: folders, archives, dry runs, and files that cannot be read."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from tests.helpers.paths import ROOT

TEXT = "PSSDC Information-Sharing Analysis\n\nWinter 2022\n\nKey Achievements\n\n{lead}\n\n- {title}. A desk for all.\n"


@pytest.fixture
def documents(folder: Path) -> Path:
    """A folder of two documents, one that cannot be read, and what nobody wants to read."""
    made = folder / "documents"
    (made / "yukon").mkdir(parents=True)
    (made / "alberta.txt").write_text(TEXT.format(lead="ALBERTA", title="Rail Desk"), "utf-8")
    (made / "yukon" / "yukon.txt").write_text(TEXT.format(lead="YUKON", title="Road Desk"), "utf-8")
    (made / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing")
    (made / "~$alberta.docx").write_bytes(b"x")
    (made / ".DS_Store").write_bytes(b"x")
    (made / "graph.db").write_bytes((folder / "accord.db").read_bytes())
    return made


def lengthen(file: Path) -> None:
    """Make a file so long that it takes a while to read."""
    file.write_bytes(file.read_bytes() + b"\n" * 60_000)


def titles(run) -> set[str]:
    document = json.loads(run("export", "--graph", "new.db", "--audience", "secretariat").stdout)
    return {title for each in document["initiatives"] for title in each["titles"].values()}


def test_a_folder_is_all_or_nothing(run, documents):
    done = run("load", "documents", "--graph", "new.db")
    assert done.returncode == 3
    assert "1 of 3 files cannot be read; nothing was loaded" in done.stderr
    assert "✗ documents/broken.pdf: broken.pdf is damaged" in done.stderr
    assert "documents/~$alberta.docx: skipped; it only marks" in done.stderr
    assert "documents/graph.db: skipped; it is a database" in done.stderr
    assert not (documents.parent / "new.db").exists()


def test_what_can_be_read_is_loaded_when_asked(run, documents):
    done = run("load", "documents", "--graph", "new.db", "--skip-unreadable", "--format", "json")
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert [source["name"] for source in report["sources"]] == ["alberta.txt", "yukon.txt"]
    assert [each["file"] for each in report["failed"]] == ["documents/broken.pdf"]
    assert {Path(each["file"]).name for each in report["skipped"]} == {".DS_Store", "graph.db", "~$alberta.docx"}
    assert titles(run) == {"Rail Desk", "Road Desk"}


def test_nothing_readable_is_an_error_even_then(run, documents):
    done = run("load", "documents/broken.pdf", "--graph", "new.db", "--skip-unreadable")
    assert done.returncode == 3
    assert "broken.pdf" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_archive_is_read_as_its_folder_is(run, documents):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for file in ("alberta.txt", "yukon/yukon.txt"):
            archive.write(documents / file, file)
    (documents.parent / "all.zip").write_bytes(made.getvalue())
    done = run("load", "all.zip", "--graph", "new.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert titles(run) == {"Rail Desk", "Road Desk"}


def test_a_dry_run_shows_each_kind_and_changes_nothing(run, documents, folder):
    before = (folder / "accord.db").read_bytes()
    done = run("load", "documents", "--dry-run")
    assert done.returncode == 0
    for expected in (
        "Submissions (2)",
        "Initiatives (2)",
        "Rail Desk",
        "CA-AB",
        "alberta.txt, line 9",
        "✗ documents/broken",
    ):
        assert expected in done.stdout + done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 80
    report = json.loads(run("load", "documents", "--dry-run", "--format", "json").stdout)
    assert [row["title"] for row in report["initiatives"]] == ["Rail Desk", "Road Desk"]
    assert report["dry_run"] is True
    assert [each["file"] for each in report["failed"]] == ["documents/broken.pdf"]
    assert (folder / "accord.db").read_bytes() == before
    assert not (folder / "new.db").exists()


def test_a_dry_run_is_in_french(run, documents):
    done = run("load", "documents/alberta.txt", "--dry-run", "--lang", "fr")
    assert "Soumissions (1)" in done.stdout
    assert "would be" not in done.stdout


def test_a_dry_run_says_codes_and_themes_in_words(run, folder):
    table = "title,lead,status,start,theme\nRail desk,Alberta,in progress,2021-05,Digital identity\n"
    (folder / "inventory.csv").write_text(table, "utf-8")
    done = run("load", "inventory.csv", "--dry-run", "--lang", "fr", env={"COLUMNS": "200"})
    for expected in ("en cours", "début", "Thèmes des initiatives (1)", "Identité numérique", "énoncé"):
        assert expected in done.stdout
    for code in ("in-progress", "start", "digital-identity", "stated"):
        assert code not in done.stdout
    report = json.loads(run("load", "inventory.csv", "--dry-run", "--format", "json").stdout)
    (theme,) = report["initiative_themes"]
    assert (theme["theme"], theme["known"], report["initiatives"][0]["status"]) == (
        "digital-identity",
        "stated",
        "in-progress",
    )


def test_readers_are_listed_with_what_they_need(run):
    report = json.loads(run("readers", "--format", "json").stdout)
    formats = {row["format"]: row for row in report["rows"]}
    assert formats["information-sharing analysis (PDF)"]["extensions"] == ".pdf"
    assert all(row["installed"] in (True, False) for row in report["rows"])
    assert "analyse du partage" in run("readers", "--lang", "fr").stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_file_is_left_alone_in_a_folder(run, documents):
    os.mkfifo(documents / "pipe.txt")
    done = run("load", "documents", "--graph", "new.db", "--skip-unreadable")
    assert "documents/pipe.txt: skipped; it is not a regular file" in done.stderr
    assert done.returncode == 0


def test_a_file_without_end_is_refused(run, folder):
    done = run("load", "/dev/zero", "--graph", "new.db", env={"ACCORD_READ_MEGABYTES": "5"})
    assert done.returncode == 3
    assert "larger than 5 megabytes" in done.stderr


@pytest.mark.parametrize("dry", [True, False])
@pytest.mark.parametrize(
    ("language", "count", "hint"),
    [
        ("en", "5 passages not placed", "--show-unplaced lists"),
        ("fr", "5 passages non classés", "--show-unplaced donne"),
    ],
)
def test_many_passages_that_were_not_placed_are_only_counted_unless_asked_for(
    run, folder: Path, language: str, count: str, hint: str, *, dry: bool
):
    rows = "".join(f"C{n},,\n" for n in range(5))
    (folder / "parts.csv").write_text(f"project,org,role\nA1,Alberta,lead\n{rows}")
    (folder / "parts.yaml").write_text("rows: participation\nkey: project\nmember: org\nrole: role\ntitle: project\n")
    load = ("load", "parts.csv", "--map", "parts.yaml", "--lang", language, *(["--dry-run"] if dry else []))
    few = run(*load, "--graph", "new.db").stdout
    assert count in few
    assert hint in few
    assert "C3" not in few
    every = run(*load, "--graph", "other.db", "--show-unplaced").stdout
    assert hint not in every
    assert all(f"C{n}" in every for n in range(5))
    complete = json.loads(run(*load, "--graph", "third.db", "--format", "json").stdout)
    assert len(complete["unplaced"] if dry else complete["sources"][0]["unplaced"]) == 5


def test_a_table_with_a_mapping_is_streamed_and_counted(run, folder: Path):
    """A partnership of one is none; what a stream could not place is told; a mapping that does not fit is said."""
    (folder / "parts.csv").write_text("project,org,role\nA1,Alberta,lead\nA1,Yukon,partner\nB2,Ontario,lead\nC3,,\n")
    mapping = "rows: participation\nkey: project\nmember: org\nrole: role\ntitle: project\n"
    (folder / "parts.yaml").write_text(mapping)
    loaded = run("load", "parts.csv", "--map", "parts.yaml", "--graph", "new.db")
    assert loaded.stdout.splitlines() == [
        "parts.csv: 2 initiatives, 1 partnership, 0 needs, 1 passage not placed",
        "  ? line 5: C3",
    ]
    again = run("load", "parts.csv", "--map", "parts.yaml", "--graph", "new.db", "--format", "json")
    (source,) = json.loads(again.stdout)["sources"]
    assert (source["existed"], source["initiative"], source["partnership"]) == (True, 2, 1)
    (folder / "parts.yaml").write_text(mapping.replace("org", "organisation"))
    wrong = run("load", "parts.csv", "--map", "parts.yaml", "--graph", "other.db", "--lang", "fr")
    assert wrong.returncode == 3
    assert "organisation" in wrong.stderr
    assert not (folder / "other.db").exists()


@pytest.mark.parametrize(("language", "hint"), [("en", "1 of 4 files cannot be read"), ("fr", "1 sur 4")])
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [("a.txt", b" \n", "a.txt"), ("z.html", b"", "z.html"), ("z.bin", bytes(range(256)) * 9, "z.bin")],
)
def test_what_no_reader_can_read_is_reported_before_the_others_are_read(
    run, documents: Path, language: str, hint: str, name: str, content: bytes, reason: str
):
    (documents / name).write_bytes(content)
    lengthen(documents / "alberta.txt")
    done = run("load", "documents", "--graph", "new.db", "--lang", language)
    assert done.returncode == 3
    assert hint in done.stderr
    assert "--skip-unreadable" in done.stderr
    assert f"documents/{name}" in done.stderr
    assert reason in done.stderr
    assert "broken.pdf" not in done.stderr  # it was not read
    assert not (documents.parent / "new.db").exists()


def test_all_that_fails_is_reported_together_where_the_others_are_short(run, documents: Path):
    (documents / "empty.txt").touch()
    done = run("load", "documents", "--graph", "new.db")
    assert done.returncode == 3
    assert "2 of 4 files cannot be read; nothing was loaded" in done.stderr
    assert "broken.pdf is damaged" in done.stderr
    assert "empty.txt is empty" in done.stderr


def test_a_missing_file_is_reported_before_the_others_are_read(run, documents: Path):
    lengthen(documents / "broken.pdf")
    done = run("load", "documents/broken.pdf", "documents/none.txt", "--graph", "new.db")
    assert done.returncode == 3
    assert "1 of 2 files cannot be read" in done.stderr
    assert "no such file" in done.stderr
    assert "broken.pdf is damaged" not in done.stderr


def test_an_empty_file_is_skipped_when_asked(run, documents: Path):
    (documents / "empty.txt").touch()
    done = run("load", "documents", "--graph", "new.db", "--skip-unreadable", "--format", "json")
    assert done.returncode == 0
    assert [each["file"] for each in json.loads(done.stdout)["failed"]] == [
        "documents/broken.pdf",
        "documents/empty.txt",
    ]
    preview = run("load", "documents", "--graph", "new.db", "--dry-run")
    assert preview.returncode == 0
    assert "empty.txt is empty" in preview.stderr


@pytest.mark.skipif(not Path("/dev/stdin").exists(), reason="no pipes with names here")
def test_a_pipe_that_is_named_is_read_once(run, documents: Path):
    done = run("load", "/dev/stdin", "documents/alberta.txt", "--graph", "new.db",
               stdin=TEXT.format(lead="YUKON", title="Road Desk"))  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert titles(run) == {"Rail Desk", "Road Desk"}


@pytest.mark.parametrize(
    ("language", "counted"),
    [("en", "23 initiatives (with 5 components in them)"), ("fr", "23 initiatives (qui comprennent 5 composantes)")],
)
def test_components_count_in_their_initiatives_in_a_load_as_in_a_brief_and_answers(run, language: str, counted: str):
    sample = ROOT / "accord" / "sample" / f"2022-winter.{language}.txt"
    graph = ("--graph", "new.db", "--lang", language)
    assert f"{counted}, " in run("load", str(sample), *graph).stdout.replace("\n", " ")
    assert counted in run("brief", *graph, "--format", "md", "-o", "-").stdout
    assert run("overview", *graph, "--format", "csv").stdout.count("initiatives,23") == 1
    assert "23 initiatives," in run("status", *graph).stdout


def test_a_file_of_components_alone_counts_these(run, folder: Path):
    (folder / "work.csv").write_text("id,title,whole\n1,Rail Desk,0\n2,Road Desk,0\n")
    (folder / "work.yaml").write_text("rows: initiative\nkey: id\ntitle: title\npart_of: whole\n")
    loaded = run("load", "work.csv", "--map", "work.yaml", "--graph", "new.db")
    assert loaded.stdout.startswith("work.csv: 2 components, "), loaded.stdout + loaded.stderr
