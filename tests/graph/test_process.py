"""Processes of our own: they find the code that runs here and no other, and are gone when they are no longer asked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph import process as own_process
from graph.process import OwnProcess, command

if TYPE_CHECKING:
    import pytest

UPPER = "import sys; sys.stdout.write(sys.stdin.read().upper())"
WAITS = "import sys, time; print(1, flush=True); time.sleep(600)"


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_one_request_has_one_answer():
    with OwnProcess(python(UPPER)) as process:
        assert process.answer(b"word") == b"WORD"
    assert not process.runs


def test_a_process_that_ends_early_answers_nothing():
    with OwnProcess(python("")) as process:
        assert process.answer(b"word" * 100_000) == b""


def test_a_process_that_is_late_is_killed_and_what_it_said_is_there():
    with OwnProcess(python(WAITS)) as process, process.deadline(0.5) as late:
        assert process.answer(b"").strip() in {b"1", b""}
        assert late.is_set()
        assert not process.runs


def test_a_deadline_that_was_kept_kills_nobody():
    with OwnProcess(python(WAITS)) as process:
        with process.deadline(500) as late:
            assert process.back.readline().strip() == b"1"
        assert process.runs
        assert not late.is_set()


def test_a_process_finds_the_code_that_runs_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "apart_from_all.py").write_text(UPPER)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    with OwnProcess(command("apart_from_all")) as process:
        assert process.answer(b"word") == b""
    monkeypatch.setattr(own_process, "_ROOT", tmp_path)
    with OwnProcess(command("apart_from_all")) as process:
        assert process.answer(b"word") == b"WORD"


def test_what_is_installed_does_not_come_before_what_python_brings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    installed = tmp_path / "site-packages"
    installed.mkdir()
    (installed / "json.py").write_text("raise SystemExit")
    monkeypatch.setattr(own_process, "_ROOT", installed)
    with OwnProcess(python("import json; print(json.dumps(1))")) as process:
        assert process.answer(b"").strip() == b"1"


def test_a_process_does_not_run_what_stands_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "__init__.py").write_text("print('hostile')")
    monkeypatch.chdir(tmp_path)
    with OwnProcess(command("graph.process_worker")) as process:
        assert process.answer(b"") == b""


def test_variables_are_usual_ones_where_there_are_no_others(monkeypatch: pytest.MonkeyPatch):
    code = "import os; print(os.environ['OMP_WAIT_POLICY'])"
    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    with OwnProcess(python(code), {"OMP_WAIT_POLICY": "passive"}) as process:
        assert process.answer(b"").strip() == b"passive"
    monkeypatch.setenv("OMP_WAIT_POLICY", "active")
    with OwnProcess(python(code), {"OMP_WAIT_POLICY": "passive"}) as process:
        assert process.answer(b"").strip() == b"active"
