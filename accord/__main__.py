"""The entry point of the command line: `accord`, or `python -m accord`."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line; an interruption while its modules are imported ends it like one in a command."""
    try:
        from accord.cli import main

        main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
