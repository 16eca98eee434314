"""A ZIP archive is read as a folder is, and refused where it is made to do harm."""

from __future__ import annotations

import contextlib
import io
import stat
import zipfile

import pytest

from graph.errors import SourceError
from loaders.inputs.archive import MAX_FILES, Archive
from loaders.inputs.paths import InputFile, SkippedFile
from loaders.sandbox.limits import MEGABYTES
from tests.helpers.files.docx import packed
from tests.helpers.reading import read_all

TEXT = b"PSSDC Information-Sharing Analysis\n\nWinter 2022\n\nKey Achievements\n\nYUKON\n\n- Road Desk. A desk.\n"


def names(data: bytes, kind: type = InputFile) -> list[str]:
    archive = Archive.open(data, "a.zip")
    return [each.name for each in archive.files() if isinstance(each, kind)] if archive else []


def test_files_come_by_name_and_what_marks_or_hides_is_left_alone():
    data = packed({"b.txt": b"1", "a/c.txt": b"2", "a/": b"", "__MACOSX/b.txt": b"3", ".x": b"4", "a/~$d.docx": b"5"})
    assert not Archive.open(data, "a.zip").is_document
    assert names(data) == ["a.zip/a/c.txt", "a.zip/b.txt"]
    assert names(data, SkippedFile) == ["a.zip/.x", "a.zip/__MACOSX/b.txt", "a.zip/a/~$d.docx"]


def test_an_archive_in_an_archive_is_a_folder_in_a_folder():
    assert names(packed({"in.zip": packed({"x.txt": b"x"})})) == ["a.zip/in.zip/x.txt"]


def test_what_is_in_it_is_read():
    first = read_all(packed({"one.txt": TEXT, "deep/in.zip": packed({"two.txt": TEXT + b"\n- Map. A map."})}), "a.zip")
    assert [reading.source.name for reading in first] == ["two.txt", "one.txt"]


@pytest.mark.parametrize("path", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "C:/x.txt", "..\\x.txt"])
def test_a_path_that_leads_out_is_refused(path):
    with pytest.raises(SourceError, match="leads out of it"):
        names(packed({path: b"x"}))


def test_a_link_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("x.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(SourceError, match="a link to another file"):
        names(made.getvalue())


def test_bombs_are_refused(monkeypatch):
    monkeypatch.setenv(MEGABYTES, "2")
    zeros = b"\0" * 3_000_000
    with pytest.raises(SourceError, match=r"a.zip/0.txt unpacks to more than 2 megabytes.*ACCORD_READ_MEGABYTES"):
        names(packed({"0.txt": zeros}))
    with pytest.raises(SourceError, match="unpacks to more than 2 megabytes"):  # what is within counts together
        names(packed({f"{n}.zip": packed({"0.txt": zeros[:900_000]}) for n in range(3)}))


def test_an_archive_that_lies_about_sizes_is_bounded_all_the_same(monkeypatch):
    monkeypatch.setenv(MEGABYTES, "1")
    data = packed({"0.txt": b"\0" * 3_000_000})
    small = data.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(SourceError):
        names(small)


def test_too_many_files_are_refused():
    with pytest.raises(SourceError, match="more than 5000 files"):
        names(packed({f"{n}": b"" for n in range(MAX_FILES + 1)}))


def test_archives_in_archives_without_end_are_refused():
    data = packed({"x.txt": b"x"})
    for _ in range(4):
        data = packed({"in.zip": data})
    with pytest.raises(SourceError, match="deep within each other"):
        names(data)


def test_a_protected_archive_says_so():
    data = bytearray(packed({"x.txt": b"x"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    with pytest.raises(SourceError, match="protected by a password"):
        names(bytes(data))


@pytest.mark.parametrize("at", [5, 20, 31, 36, 40, -30])
def test_a_damaged_archive_is_refused_with_a_sentence(at):
    data = bytearray(packed({"x.txt": TEXT * 3, "y.txt": TEXT}))
    data[at] ^= 0xFF
    with contextlib.suppress(SourceError):
        assert read_all(bytes(data), "a.zip")
