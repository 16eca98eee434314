"""The entry point of the command line: `accord`, or `python -m accord`."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line; an interruption while its modules are imported ends it like one in a command."""
    if sys.version_info < (3, 11):  # noqa: UP036 (started in a clone; an installation checks it)
        version = ".".join(map(str, sys.version_info[:3]))
        sys.exit(
            f"Accord needs Python 3.11 or newer; this is {version} ({sys.executable}).\n"
            f"Accord demande Python 3.11 ou plus récent ; ceci est {version} ({sys.executable})."
        )
    try:
        from accord.startup import begin_process, end_process, print_at_once

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
