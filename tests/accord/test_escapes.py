"""No message moves the terminal: not what was typed, what a file is called, nor what a graph holds."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from graph.text.strings import hide_controls, replace_controls

EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m\rno\u202egnihton"
MOVES = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


LINES = (
    ("who", EVIL), ("show", EVIL), ("search", f"{EVIL}:x"), (EVIL,), ("who", "ai", f"--{EVIL}"),
    ("who", "ai", "--format", EVIL), ("who", "ai", "--graph", f"{EVIL}.db"), ("load", f"{EVIL}.pdf"),
    ("export", "-o", f"{EVIL}.xyz"), ("approve", EVIL, "latest", "public"), ("sql", f"SELECT {EVIL}"),
    ("template", "check", f"{EVIL}.xlsx"), ("review", "undo", EVIL), ("source", "unload", EVIL),
    ("diff", EVIL, "2022-fall"), ("opportunities", "dismiss", EVIL),
)  # fmt: skip


def shown(done) -> str:
    assert done.returncode != 70, done.stderr  # whether it is an error or finds something else
    return done.stdout + done.stderr


@pytest.mark.parametrize("line", LINES)
def test_what_was_typed_does_not_move_the_terminal(run, line):
    line = tuple(word.replace("\x00", "") for word in line)
    assert not MOVES.search(shown(run(*line)))


def test_suggested_names_and_members_of_archives_do_not_either(run, folder: Path):
    name = f"Land {EVIL} registry"
    (folder / "t.csv").write_text(f'Title,Lead\n"{name}",Yukon\n', "utf-8")
    (folder / "m.yaml").write_text(
        "title: Title\nlead: Lead\nedition: {fixed: 2022-fall}\nreported_by: lead\n", "utf-8"
    )
    loaded = run("load", "t.csv", "--map", "m.yaml", "--graph", "g.db")
    assert loaded.returncode == 0
    near = run("show", "Land registri", "--graph", "g.db")
    assert not MOVES.search(near.stdout + near.stderr)
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr(f"{EVIL}.xyz", b"nothing that is read")
        archive.writestr(f"{EVIL}.txt", b"nothing either")
    for more in ((), ("--skip-unreadable",), ("--dry-run",)):
        done = run("load", "a.zip", "--graph", "g.db", *more)
        assert not MOVES.search(done.stdout + done.stderr), more


def test_lines_and_tabs_stay_where_a_message_has_them():
    assert replace_controls("a\tb\nc") == "a\tb\nc"
    assert hide_controls("a\tb\nc") == "a\ufffdb\ufffdc"
    assert hide_controls("« Québec » – naïve 🍁") == "« Québec » – naïve 🍁"
