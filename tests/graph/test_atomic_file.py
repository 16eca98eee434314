"""A file is written as a whole, or stays as it was."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from graph.text.atomic_file import open_atomically, write_atomically


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
