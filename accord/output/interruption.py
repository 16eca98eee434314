"""Ctrl-C ends long work within a second, and says what stands.

Python notices Ctrl-C between two of its own instructions. A statement of a database, a commit or a computation can
take longer: what has not ended after some time is ended from a second thread. That is safe at any moment, as if the
power failed: a graph file holds a change as a whole or not at all.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from accord.messages import _
from graph.errors import message

INTERRUPTED: Final = 130
GRACE_SECONDS: Final = 0.7  # for an orderly end
NOTHING_CHANGED: Final = message("Interrupted; nothing was changed.")
CUT_SHORT: Final = message(
    "Interrupted before it could end in order; the graph holds the change as a whole or not at all."
)

_what_stands: Final = {"text": NOTHING_CHANGED}


def set_what_stands(text: str = NOTHING_CHANGED) -> None:
    """Say what an interruption from now on leaves, as a sentence marked with `graph.errors.message`."""
    _what_stands["text"] = text


def what_stands() -> str:
    """Return the sentence that an interruption now ends with, in the current language."""
    return _(_what_stands["text"])


@contextmanager
def interruptible(clean_up: Callable[[], None]) -> Iterator[None]:
    """End this process soon after Ctrl-C within a block, even if the block does not notice it.

    Args:
        clean_up: is called before the process ends in that case, from another thread.
    """
    if threading.current_thread() is not threading.main_thread():  # Ctrl-C is the business of the main thread
        yield
        return
    ended = threading.Event()
    source, target = os.pipe()
    os.set_blocking(target, False)
    before = signal.set_wakeup_fd(target, warn_on_full_buffer=False)
    watcher = threading.Thread(target=_watch, args=(source, ended, clean_up), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        signal.set_wakeup_fd(before)
        os.close(target)


def _watch(source: int, ended: threading.Event, clean_up: Callable[[], None]) -> None:
    """Wait for Ctrl-C or the end of the block; a signal arrives as its number."""
    while received := os.read(source, 1):
        if received[0] == signal.SIGINT and not ended.wait(GRACE_SECONDS):
            clean_up()
            stands = _what_stands["text"]
            with suppress(OSError, ValueError):
                sys.stderr.write(_(CUT_SHORT if stands == NOTHING_CHANGED else stands) + "\n")
                sys.stderr.flush()
            os._exit(INTERRUPTED)
    os.close(source)
