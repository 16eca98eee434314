"""The entry point of the command line: `accord`, or `python -m accord`.

Most commands read a few rows, so that a start takes longer than the answer. A start is short because modules wait until
they are used, the help of `accord` is in a file, and the process ends without taking its modules apart.
`python bench/startup.py` measures it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from pathlib import Path

# what click, the standard library and the driver of a server import for parts of theirs that a command seldom needs: a
# third of click's time, and of the driver's
DELAYED: Final = ("asyncio", "copy", "fnmatch", "inspect", "ipaddress", "ntpath", "traceback")
WIDTH: Final = 80  # characters of a line of the help, where the terminal is not narrower


def begin_process() -> None:
    """Let modules that are seldom needed wait until they are, search for cycles less often, and look for no plugins."""
    from graph.process.delayed_module import DelayedModule
    from graph.process.start import import_in_less_time

    import_in_less_time()
    for name in DELAYED:
        sys.modules.setdefault(name, DelayedModule(name))


def help_path(language: str) -> Path:
    """Return the file that has the help of `accord` in a language; tools/reference.py writes it."""
    from pathlib import Path  # which imports one of the modules that are delayed

    return Path(__file__).parent / "locale" / language / "help.txt"


def print_at_once(arguments: list[str]) -> bool:
    """Print the version, or the help of `accord` itself, without the libraries of the command line.

    Returns:
        Whether that was asked for and done: not where a folder has settings or questions of its own, nor on a narrow
        terminal, for which the lines are made anew.
    """
    if arguments not in (["--version"], ["--help"], ["-h"]):
        return False
    if sys.stdout is None or sys.stderr is None or os.environ.get("ACCORD_QUESTIONS") or _columns() < WIDTH:
        return False
    from pathlib import Path

    from accord.settings import find_settings
    from graph.errors import UsageError

    try:
        found = find_settings(Path())
    except (UsageError, OSError):  # as help is there for who has a mistake in the file, too
        return False
    if found.path or found.refused:
        return False
    if arguments == ["--version"]:
        from accord.version import __version__

        return _print(f"accord {__version__}\n")
    from accord.messages import preferred_language

    try:
        text = help_path(preferred_language([], os.environ)).read_text("utf-8")
    except OSError:  # a clone in which it is not made yet
        return False
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    return _print(text)


def _print(text: str) -> bool:
    """Print a text; return False where that fails, which the command line then reports."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader closed the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        return False
    return True


def _columns() -> int:
    """Return the characters of a line, as click finds them."""
    if (given := os.environ.get("COLUMNS", "")).isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(1).columns or WIDTH
    except (OSError, ValueError):
        return WIDTH


def end_process(code: int) -> NoReturn:
    """End the process without taking its modules apart, which takes as long as importing some of them.

    What was registered for the end of Python is done, and nothing stays in a buffer. While there are threads that it
    waits for, or where a stream cannot be written, Python ends as usual.
    """
    import atexit
    import threading

    if any(one is not threading.main_thread() and not one.daemon for one in threading.enumerate()):
        sys.exit(code)
    atexit._run_exitfuncs()  # noqa: SLF001 (as Python itself does; it has no other name)
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        sys.exit(code)
    os._exit(code)


def run() -> None:
    """Run the command line; an interruption while its modules are imported ends it like one in a command."""
    if sys.version_info < (3, 11):  # noqa: UP036 (started in a clone; an installation checks it)
        version = ".".join(map(str, sys.version_info[:3]))
        sys.exit(
            f"Accord needs Python 3.11 or newer; this is {version} ({sys.executable}).\n"
            f"Accord demande Python 3.11 ou plus récent ; ceci est {version} ({sys.executable})."
        )
    try:
        begin_process()
        if print_at_once(sys.argv[1:]):
            end_process(0)
        from accord.cli import main

        main()
    except KeyboardInterrupt:
        sys.exit(130)
    except SystemExit as ended:
        if not isinstance(ended.code, int):
            raise
        end_process(ended.code)


if __name__ == "__main__":
    run()
