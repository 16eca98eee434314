"""A bar on a terminal, and nothing in a pipe."""

from __future__ import annotations

import contextlib
import io

import pytest

from accord.output.progress import progress, track


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


STREAMS = pytest.mark.parametrize("stream", [io.StringIO(), Terminal()], ids=["pipe", "terminal"])


@STREAMS
def test_items_pass_and_are_counted(stream):
    with contextlib.redirect_stderr(stream):
        assert list(track(iter("abc"), "Reading")) == ["a", "b", "c"]
    assert ("Reading" in stream.getvalue()) == stream.isatty()


@STREAMS
def test_what_is_done_fills_a_bar(stream):
    with contextlib.redirect_stderr(stream), progress(4, "Indexing") as done:
        done(1)
        done(3)
    assert ("100%" in stream.getvalue()) == stream.isatty()
