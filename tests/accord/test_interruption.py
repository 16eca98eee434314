"""Long commands at a terminal: they show what they do, and Ctrl-C ends them and says what stands."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.helpers.paths import ROOT

LONG_QUERY = (
    "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 3000000000) SELECT count(*) FROM c"
)
QUIET = (
    "LANGUAGE",
    "LANG",
    "LC_ALL",
    "LC_MESSAGES",
    "COLUMNS",
    "NO_COLOR",
    "ACCORD_GRAPH",
    "ACCORD_LANG",
    "ACCORD_QUIET",
)
DEADLINE = 60.0  # seconds after which a test fails
ROWS = 100_000  # few enough to look for duplicates
ROWS_READ_AHEAD = 220_000  # more than 8 MB
WORDS = {
    "en": ("Running the query", "Interrupted; nothing was changed."),
    "fr": ("Exécution de la requête", "Interrompu\u202f; rien n’a changé."),
}


class AtTerminal:
    """A command on a pseudo-terminal."""

    def __init__(self, arguments: list[str], folder: Path, **variables: str) -> None:
        environment = {key: value for key, value in os.environ.items() if key not in QUIET}
        self.ours, theirs = pty.openpty()
        self.shown = b""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "accord", *arguments], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
            env={**environment, "PYTHONUTF8": "1", "TERM": "xterm", "PYTHONPATH": str(ROOT), **variables},
            start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
        )  # fmt: skip
        os.close(theirs)

    def read(self, *, wait: float = 0.5) -> bool:
        """Read what was shown meanwhile; return whether more may come."""
        ready, _, _ = select.select([self.ours], [], [], wait)
        if not ready:
            return True
        try:
            data = os.read(self.ours, 1 << 16)
        except OSError:  # the last process closed its end
            return False
        self.shown += data
        return bool(data)

    def wait_for(self, text: str) -> None:
        end = time.monotonic() + DEADLINE
        while text not in self.shown.decode("utf-8", "replace"):
            assert self.read(), self.shown
            assert time.monotonic() < end, self.shown

    def interrupt(self) -> None:
        os.killpg(self.process.pid, signal.SIGINT)

    def end(self) -> str:
        """Wait for its end; return all that was shown."""
        while self.read(wait=DEADLINE):
            pass
        self.process.wait(DEADLINE)
        return self.shown.decode("utf-8", "replace")


@contextmanager
def at_terminal(arguments: list[str], folder: Path, **variables: str) -> Iterator[AtTerminal]:
    running = AtTerminal(arguments, folder, **variables)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            os.killpg(running.process.pid, signal.SIGKILL)
        running.process.wait()
        os.close(running.ours)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_long_query_shows_itself_and_ends_with_ctrl_c(folder: Path, language: str):
    label, interrupted = WORDS[language]
    command = ["sql", LONG_QUERY, "--timeout", "600", "--lang", language]
    with at_terminal(command, folder) as running:
        running.wait_for(label)
        running.interrupt()
        shown = running.end()
    assert running.process.returncode == 130
    assert interrupted in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("asked", [["--quiet"], []], ids=["option", "variable"])
def test_a_terminal_that_wants_quiet_shows_no_progress(folder: Path, asked: list[str]):
    variables = {} if asked else {"ACCORD_QUIET": "1"}
    with at_terminal(["sql", LONG_QUERY, "--timeout", "2", *asked], folder, **variables) as running:
        shown = running.end()
    assert running.process.returncode not in (0, 130)
    assert "Running" not in shown


def test_a_pipe_gets_no_progress(run):
    done = run("sql", LONG_QUERY, "--timeout", "2")
    assert done.returncode not in (0, 130)
    assert "Running" not in done.stderr
    assert "\x1b" not in done.stderr + done.stdout


def write_table(folder: Path, rows: int) -> Path:
    """A folder with a table that takes seconds to load, and its mapping."""
    lines = [f"Service {n},Alberta,digital-identity" for n in range(rows)]
    (folder / "rows.csv").write_text("\n".join(["Title,Lead,Theme", *lines]) + "\n", "utf-8")
    (folder / "map.yaml").write_text("language: en\ntitle: Title\nlead: Lead\nthemes: Theme\n", "utf-8")
    return folder


@pytest.mark.parametrize(("stage", "rows"), [("Reading rows.csv", ROWS_READ_AHEAD), ("Looking for duplicates", ROWS)])
def test_an_interrupted_load_leaves_nothing(tmp_path: Path, stage: str, rows: int):
    table = write_table(tmp_path, rows)
    graph = tmp_path / "new.db"
    command = ["load", "rows.csv", "--map", "map.yaml", "--graph", str(graph)]
    with at_terminal(command, table) as running:
        running.wait_for(stage)
        running.interrupt()
        shown = running.end()
    assert running.process.returncode == 130
    assert "Interrupted; nothing was changed." in shown
    assert not list(tmp_path.glob(".*loading*"))
    with at_terminal(["overview", "--graph", str(graph)], table) as running:
        assert "Service" not in running.end()


def test_what_does_not_notice_ctrl_c_is_ended(tmp_path: Path):
    """A statement that no handler interrupts holds the main thread; a second one ends the process."""
    script = (
        "import sqlite3, sys\n"
        "from accord.output.progress import working\n"
        "print('ready', flush=True)\n"
        "with working('Counting'):\n"
        f"    sqlite3.connect(':memory:').execute({LONG_QUERY!r})\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANGUAGE": "en"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )  # fmt: skip
    try:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.5)  # it is within the statement
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=DEADLINE)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 130
    assert errors == "Interrupted before it could end in order; the graph holds the change as a whole or not at all.\n"
