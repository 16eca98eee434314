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
        from accord.cli import main

        main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
