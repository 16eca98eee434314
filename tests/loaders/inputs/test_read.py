"""From paths to readings: what is said of files reaches their readers, and one reason is given for a refusal."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, ClassVar

import pytest

from graph.claims import Approved, Claim, Place, Reading, SourceHints
from graph.errors import SourceError, UnreadableError
from graph.model import Source
from loaders.base import File, Reader, Sample
from loaders.inputs.read import FileLoader
from tests.helpers.files.docx import packed

if TYPE_CHECKING:
    from pathlib import Path

LIST = "file,sender,approval\n"


class Recorder(Reader):
    """Takes every file, and keeps what it was told of it."""

    name = reads = "anything"
    media_type = "text/plain"
    extensions: ClassVar[tuple[str, ...]] = (".txt",)

    def __init__(self) -> None:
        self.files: list[File] = []

    def accepts(self, _sample: Sample) -> bool:
        return True

    def read(self, _data: bytes, file: File) -> Reading:
        self.files.append(file)
        source = Source(id=file.id, name=file.name, media_type=self.media_type, edition="2022-winter")
        where = {"edition": "2022-winter", "reported_by": "CA-YT"}
        return Reading(source, [Claim("initiative", "x", "title", Place(line=1), "test", value="X", **where)])


def load(*paths: Path, hints: SourceHints | None = None):
    recorder = Recorder()
    outcomes = list(
        FileLoader(hints=hints or SourceHints(), readers=[recorder], isolate=False).load_paths(
            [str(path) for path in paths]
        )
    )
    return outcomes, {file.name: file.hints for file in recorder.files}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    return tmp_path


def test_a_list_describes_its_folder_and_those_below(folder):
    (folder / "sources.csv").write_text(LIST + "a.txt,Yukon,\nsub/c.txt,Alberta,\n", "utf-8")
    outcomes, hints = load(folder, hints=SourceHints(sender="CRA", date="2020"))
    assert hints == {
        "a.txt": SourceHints(sender="CA-YT", date="2020"),
        "b.txt": SourceHints(sender="CRA", date="2020"),
        "c.txt": SourceHints(sender="CA-AB", date="2020"),
    }
    assert [outcome.name for outcome in outcomes if outcome.skipped] == [str(folder / "sources.csv")]
    assert outcomes[0].readings[0].hints == hints["a.txt"]


def test_the_list_in_the_folder_of_a_file_comes_before_one_above_it(folder):
    (folder / "sources.csv").write_text(LIST + "sub/c.txt,Alberta,\n", "utf-8")
    (folder / "sub" / "sources.csv").write_text(LIST + "c.txt,Nunavut,\n", "utf-8")
    assert load(folder)[1]["c.txt"] == SourceHints(sender="CA-NU")


def test_a_file_that_is_named_has_the_list_in_its_folder_and_none_above(folder):
    (folder / "sources.csv").write_text(LIST + "a.txt,Yukon,\nsub/c.txt,Alberta,\n", "utf-8")
    assert load(folder / "a.txt", folder / "sub" / "c.txt")[1] == {
        "a.txt": SourceHints(sender="CA-YT"), "c.txt": SourceHints(),
    }  # fmt: skip


def test_a_list_in_an_archive_describes_its_members(tmp_path):
    inside = {"in/sources.csv": (LIST + "a.txt,Yukon,\n").encode(), "in/a.txt": b"a", "b.txt": b"b"}
    (tmp_path / "x.zip").write_bytes(packed(inside))
    outcomes, hints = load(tmp_path / "x.zip")
    assert hints == {"a.txt": SourceHints(sender="CA-YT"), "b.txt": SourceHints()}
    assert [bool(outcome.skipped) for outcome in outcomes] == [False, False, True]


@pytest.mark.parametrize("row", ["a.txt,CSC,", "gone.txt,Yukon,", "a.txt,,secret"])
def test_a_list_that_is_wrong_ends_the_load_before_anything_is_read(folder, row):
    (folder / "sources.csv").write_text(LIST + row + "\n", "utf-8")
    with pytest.raises(SourceError, match=r"sources\.csv:2: "):
        load(folder)


def test_a_table_of_that_name_which_lists_no_files_is_a_file(folder):
    (folder / "sources.csv").write_text("Titre,Responsable\nPortail,Yukon\n", "utf-8")
    assert "sources.csv" in load(folder)[1]


def test_an_approval_decides_for_all_who_report_in_the_source(folder):
    (folder / "sources.csv").write_text(LIST + "a.txt,,withheld\n", "utf-8")
    (first, second, *_rest), _hints = load(folder)
    assert first.readings[0].approvals == [Approved(jurisdiction="CA-YT", edition="2022-winter", approval="withheld")]
    assert second.readings[0].approvals == []


def test_a_sender_that_no_vocabulary_knows_is_named_in_a_note(folder):
    outcomes, _hints = load(folder / "a.txt", hints=SourceHints(sender="FERRIES", sender_name="Ferries"))
    (note,) = outcomes[0].readings[0].notes
    assert note.values == {"name": "Ferries", "id": "FERRIES"}


def test_standard_input_has_the_hints_that_were_typed():
    recorder = Recorder()
    loader = FileLoader(hints=SourceHints(date="2020"), readers=[recorder], isolate=False)
    assert [outcome.name for outcome in loader.load_paths(["-"], io.BytesIO(b"text"))] == ["stdin"]
    assert recorder.files[0].hints == SourceHints(date="2020")


# --- Refusals


class Refusing(Recorder):
    """Takes every file, and fails."""

    def __init__(self, reason: str, *extensions: str) -> None:
        super().__init__()
        self.reason, self.ends = reason, extensions

    def is_named_for(self, name: str) -> bool:
        return name.endswith(self.ends)

    def read(self, _data: bytes, file: File) -> Reading:
        raise SourceError(self.reason, file=file.name)


@pytest.mark.parametrize(("name", "says"), [("x.csv", "no columns"), ("x.txt", "no text"), ("x", "no text")])
def test_of_several_readers_the_one_for_such_names_gives_the_reason_else_the_last(name, says):
    readers = [Refusing("no table", ".xlsx"), Refusing("no columns", ".csv"), Refusing("no text", ".txt")]
    with pytest.raises(UnreadableError, match=says) as caught:
        FileLoader(readers=readers, isolate=False).load_bytes(b"x", name)
    assert [str(error) for _name, error in caught.value.tried] == ["no table", "no columns", "no text"]


def test_a_single_reason_is_given_as_it_is():
    with pytest.raises(SourceError, match="no table") as caught:
        FileLoader(readers=[Refusing("no table")], isolate=False).load_bytes(b"x", "x.txt")
    assert not isinstance(caught.value, UnreadableError)


class Failing(Recorder):
    """Takes every file, and stops with a fault of its own."""

    def read(self, _data: bytes, file: File) -> Reading:
        raise TypeError(f"no name for {file.name}")


@pytest.mark.parametrize("hints", [SourceHints(), SourceHints(sender="FERRIES", sender_name="Ferries")])
def test_the_fault_of_a_reader_is_noted_where_another_one_reads_the_file(monkeypatch, hints):
    monkeypatch.delenv("ACCORD_DEBUG", raising=False)
    loader = FileLoader(hints=hints, readers=[Refusing("no table"), Failing(), Recorder()], isolate=False)
    (reading,) = loader.load_bytes(b"x", "a.txt")
    assert reading.claims
    assert [one.values["reason"] for one in reading.notes if "reason" in one.values] == [
        "TypeError('no name for a.txt')"
    ]


def test_a_reader_that_only_finds_a_file_to_be_of_another_format_is_not_noted():
    (reading,) = FileLoader(readers=[Refusing("no table"), Recorder()], isolate=False).load_bytes(b"x", "a.txt")
    assert reading.notes == []


def test_the_fault_of_a_reader_is_the_reason_where_no_other_reads_the_file(monkeypatch):
    monkeypatch.delenv("ACCORD_DEBUG", raising=False)
    loader = FileLoader(readers=[Refusing("no table"), Failing(), Refusing("no columns", ".csv")], isolate=False)
    with pytest.raises(UnreadableError, match="its reader stopped with TypeError") as caught:
        loader.load_bytes(b"x", "a.csv")
    assert len(caught.value.tried) == 3


def test_a_format_that_nothing_accepts_is_explained_in_one_sentence():
    with pytest.raises(SourceError, match=r"x\.bin is of no format that Accord reads"):
        FileLoader().load_bytes(bytes(range(256)), "x.bin")
