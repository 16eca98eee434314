"""A file, or the files of a folder, are written as a whole, or stay as they were."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from graph.text.atomic_file import open_atomically, write_atomically
from graph.text.atomic_folder import open_folder_atomically


def test_what_fails_half_way_leaves_the_file_as_it_was(tmp_path: Path):
    path = tmp_path / "out.json"
    path.write_bytes(b"before")

    def pieces():
        yield b"half"
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        write_atomically(path, pieces())
    assert path.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["out.json"]
    write_atomically(path, [b"a", b"b"])
    assert path.read_bytes() == b"ab"


def test_links_are_followed_and_permissions_kept(tmp_path: Path):
    real = tmp_path / "real.txt"
    real.write_bytes(b"x")
    real.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    write_atomically(link, b"y")
    assert (link.is_symlink(), real.read_bytes(), stat.S_IMODE(real.stat().st_mode)) == (True, b"y", 0o640)


def test_what_is_no_file_is_written_to_directly():
    with open_atomically(Path("/dev/null")) as file:
        file.write(b"x")
    assert Path("/dev/null").is_char_device()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def write(folder: Path, *, stop: bool = False, **files: bytes) -> None:
    with open_folder_atomically(folder) as new:
        for name, data in files.items():
            (new / name).write_bytes(data)
        if stop:
            raise ValueError("stop")


def test_a_new_folder_is_there_at_the_end_only(tmp_path: Path):
    folder = tmp_path / "a" / "b"
    with open_folder_atomically(folder) as new:
        (new / "one").write_bytes(b"1")
        assert not folder.exists()
    assert contents(tmp_path) == {"a/b/one": b"1"}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o777 & ~_umask()


def test_what_fails_half_way_leaves_nothing(tmp_path: Path):
    with pytest.raises(ValueError, match="stop"):
        write(tmp_path / "a" / "b", one=b"1", stop=True)
    assert list(tmp_path.iterdir()) == []


def test_what_fails_half_way_leaves_a_folder_as_it_was(tmp_path: Path):
    write(tmp_path / "f", one=b"1", two=b"2")
    with pytest.raises(ValueError, match="stop"):
        write(tmp_path / "f", one=b"new", three=b"3", stop=True)
    assert contents(tmp_path) == {"f/one": b"1", "f/two": b"2"}


def test_files_replace_those_of_their_names_and_others_stay(tmp_path: Path):
    write(tmp_path / "f", one=b"1", two=b"2")
    (tmp_path / "f" / "one").chmod(0o640)
    (tmp_path / "f" / "of others").mkdir()
    write(tmp_path / "f", one=b"new", three=b"3")
    assert contents(tmp_path) == {"f/one": b"new", "f/two": b"2", "f/three": b"3"}
    assert stat.S_IMODE((tmp_path / "f" / "one").stat().st_mode) == 0o640


def test_a_file_that_cannot_be_replaced_puts_the_others_back(tmp_path: Path):
    write(tmp_path / "f", a=b"1")
    (tmp_path / "f" / "b").mkdir()
    (tmp_path / "f" / "b" / "kept").write_bytes(b"x")
    with pytest.raises(OSError):  # noqa: PT011 (a folder stands where a file should; what it is called differs)
        write(tmp_path / "f", a=b"new", b=b"2", c=b"3")
    assert contents(tmp_path) == {"f/a": b"1", "f/b/kept": b"x"}


def test_a_file_is_no_folder(tmp_path: Path):
    (tmp_path / "f").write_bytes(b"x")
    with pytest.raises(NotADirectoryError):
        write(tmp_path / "f", one=b"1")
    assert contents(tmp_path) == {"f": b"x"}


def test_a_link_is_followed(tmp_path: Path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(tmp_path / "link", one=b"1")
    assert (tmp_path / "link").is_symlink()
    assert contents(tmp_path / "real") == {"one": b"1"}


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
