"""Long work on a terminal shows what is done and how far; in a pipe, and where it is not wanted, nothing is shown."""

from __future__ import annotations

import io
import os
import threading

import click
import pytest

from accord.messages import in_language, set_language
from accord.output.progress import ProgressLine, format_progress, is_shown, track, working
from accord.output.terminal import write_error
from graph.errors import message
from graph.process.progress import Step, current_step, observed, step

LABEL = message("Adding statements to {graph}")


class Terminal(io.StringIO):
    """A terminal that says when a line was drawn on it."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        written = super().write(text)
        if text.strip("\r\x1b[K"):
            self.drawn.set()
        return written


@pytest.fixture(autouse=True)
def wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ACCORD_QUIET", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def in_french():
    before = os.environ.get("LANGUAGE", "en")
    set_language("fr")
    yield
    set_language(before)


def test_a_terminal_shows_the_work_until_it_ends():
    terminal = Terminal()
    with working(LABEL, 4, line=ProgressLine(terminal, delay=0), graph="council.db") as work:
        work.advance(3)
        assert terminal.drawn.wait(30)
    shown = terminal.getvalue()
    assert "Adding statements to council.db" in shown
    assert shown.endswith("\r\x1b[K")  # nothing of it stays


def test_a_pipe_shows_nothing():
    pipe = io.StringIO()
    with working(LABEL, line=ProgressLine(pipe, delay=0), graph="council.db"):
        assert list(track(iter("abc"), message("Reading documents"))) == ["a", "b", "c"]
    assert not pipe.getvalue()


def test_the_line_makes_room_for_what_is_written(monkeypatch: pytest.MonkeyPatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with working(LABEL, line=ProgressLine(terminal, delay=0), graph="council.db"):
        assert terminal.drawn.wait(30)
        write_error("a note")
    assert "\r\x1b[Ka note\n" in terminal.getvalue()


@pytest.mark.parametrize("variable", [{"NO_COLOR": "1"}, {"ACCORD_QUIET": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_wants_quiet_shows_nothing(monkeypatch: pytest.MonkeyPatch, variable: dict[str, str]):
    assert is_shown(Terminal())
    for name, value in variable.items():
        monkeypatch.setenv(name, value)
    assert not is_shown(Terminal())


def test_the_option_quiet_shows_nothing():
    with click.Context(click.Command("load")) as context:
        assert is_shown(Terminal())
        context.meta["accord.quiet"] = True
        assert not is_shown(Terminal())


def test_a_line_says_what_is_done_how_far_and_for_how_long():
    counted = Step(message("Indexing texts"), {}, total=60_000, done=15_000)
    assert (
        format_progress(counted, 61, 100)
        == "Indexing texts  [#####...............] 25%  15,000 of 60,000  1\u00a0min 01\u00a0s"
    )
    share = Step(message("Reading {file}"), {"file": "all.csv"}, total=8_000_000, done=2_000_000, is_share=True)
    assert format_progress(share, 3, 80) == "Reading all.csv  [#####...............] 25%  3\u00a0s"
    open_end = Step(LABEL, {"graph": "a.db"}, done=12_000)
    assert format_progress(open_end, 3, 80) == "Adding statements to a.db  12,000  3\u00a0s"


def test_a_line_in_french():
    counted = Step(message("Indexing texts"), {}, total=60_000, done=15_000)
    with in_language("fr"):
        line = format_progress(counted, 61, 100)
    assert line.startswith("Indexation des textes  [#####")
    assert "15" in line


@pytest.mark.usefixtures("in_french")
def test_numbers_in_french():
    counted = Step(message("Indexing texts"), {}, total=60_000, done=15_000)
    assert format_progress(counted, 1, 100).endswith("25\u00a0%  15\u202f000 sur 60\u202f000  1\u00a0s")


@pytest.mark.parametrize("width", [8, 20, 40, 60, 80])
def test_a_line_is_never_wider_than_the_terminal(width: int):
    long = Step(message("Reading {file}"), {"file": "x" * 200}, total=3, done=1)
    assert len(format_progress(long, 7_000, width)) < width


def test_the_innermost_step_is_what_is_done_now():
    begun: list[str] = []
    with observed(lambda one: begun.append(one.label)), step("outer"):
        with step("inner"):
            assert current_step().label == "inner"
        assert current_step().label == "outer"
    assert begun == ["outer", "inner"]
    assert current_step() is None


def test_a_generator_that_is_closed_early_leaves_no_step():
    items = track(iter("abc"), message("Reading documents"))
    next(items)
    items.close()
    assert current_step() is None
