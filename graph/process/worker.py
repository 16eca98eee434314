"""Entry point of worker processes (see `graph.process.client`), and the limits that workers set on themselves.

Limits that the system does not offer (macOS offers some of them) are skipped; deadlines hold on all systems.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from graph.errors import AccordError
from graph.process.client import Channel
from graph.process.start import import_in_less_time

_MEMORY_PAGES: Final = Path("/proc/self/statm")


def main() -> None:
    """Run the worker that the arguments name: two descriptors of its channel, "module:function", and its arguments."""
    import_in_less_time()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the process that started this one, and stops it
    source, target, worker, *arguments = sys.argv[1:]
    channel = _open_channel(int(source), int(target))
    with contextlib.suppress(EOFError, BrokenPipeError):  # the other process has ended
        try:
            find_worker(worker)(channel, *arguments)
        except AccordError as error:
            channel.send_error(error)


def find_worker(worker: str) -> Callable[..., None]:
    """Import the function named "module:function"."""
    module, _, name = worker.partition(":")
    function: Callable[..., None] = getattr(import_module(module), name)
    return function


def _open_channel(source: int, target: int) -> Channel:
    """Open the channel, and keep what libraries print out of it."""
    if target == 1:
        target = os.dup(1)
        os.dup2(2, 1)
    elif sys.platform == "win32":
        import msvcrt

        source, target = msvcrt.open_osfhandle(source, os.O_RDONLY), msvcrt.open_osfhandle(target, 0)
    return Channel(os.fdopen(source, "rb", closefd=False), os.fdopen(target, "wb", closefd=False))


def exit_with_parent(channel: Channel, clean_up: Callable[[], Any]) -> None:
    """End this process, after cleaning up, as soon as the other one ends; it must send nothing more until then."""

    def wait() -> None:
        channel.wait_for_end()
        clean_up()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def limit_memory(extra_bytes: int | None) -> None:
    """Limit the memory of this process to what it has now and some more bytes; None removes the limit."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = hard
        if extra_bytes is not None:
            pages = int(_MEMORY_PAGES.read_text("ascii").split()[0]) if _MEMORY_PAGES.exists() else 0
            soft = pages * resource.getpagesize() + extra_bytes
            soft = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def forbid_resources(*limits: str) -> None:
    """Set system limits to zero from here on, by their names in `resource`, such as `RLIMIT_FSIZE` (files to write)."""
    for name in limits:
        with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
            import resource

            resource.setrlimit(getattr(resource, name), (0, 0))


if __name__ == "__main__":
    main()
