"""What becomes of odd and broken files: loaded, loaded in part with a report, or refused with a reason.

    python bench/stress.py FOLDER [--each]

Each file goes the way of `accord load FILE --dry-run`, in this process and the guarded one. Prints a table of outcomes
by kind of file, with the slowest file; `--each` prints a line for every file, too. Exit code 1 where any crashed.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accord.messages import explained
from graph.errors import AccordError, UnreadableError
from loaders.sources import Outcome, read_files

OUTCOMES = ("loaded", "in part", "refused", "crashed")
ANSWERS = re.compile(r"^([ny])_.*\.json$")  # files whose names say whether they are JSON


@dataclass(frozen=True)
class Result:
    """A file, what became of it, what was said, and how long it took."""

    path: Path
    outcome: str
    said: str
    seconds: float


def results(folder: Path) -> Iterator[Result]:
    """What becomes of each file of a folder."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        start = time.perf_counter()
        try:
            kind, said = told(list(read_files([str(path)])))
        except Exception as error:  # noqa: BLE001 (a crash is what is looked for)
            kind, said = "crashed", repr(error)
        yield Result(path, kind, said, time.perf_counter() - start)


def told(outcomes: list[Outcome]) -> tuple[str, str]:
    """The outcome for one file, which may hold several, and what a person is told."""
    errors = [outcome.error for outcome in outcomes if outcome.error]
    readings = [reading for outcome in outcomes for reading in outcome.readings]
    if any("Please report it" in error.template for error in errors):
        return "crashed", reasons(errors)
    if not readings:
        return ("refused", reasons(errors)) if errors else ("crashed", "neither loaded nor refused")
    left = sum(len(reading.unplaced) + len(reading.notes) for reading in readings)
    claims = sum(1 for reading in readings for _ in reading.claims)
    if not (claims or left):
        return "crashed", "nothing loaded and nothing said"
    return ("in part" if errors or left else "loaded"), f"{claims} claims, {left} notes and texts not placed"


def reasons(errors: list[AccordError]) -> str:
    """Why files were refused, in one line."""
    tries = [
        reason for error in errors if isinstance(error, UnreadableError) for _name, reason in error.tried if reason
    ]
    return " | ".join(explained(error) for error in [*errors, *tries])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", action="store_true")
    given = parser.parse_args()
    found = list(results(given.folder))
    if given.each:
        for one in found:
            print(f"{one.outcome:8} {one.seconds:6.2f} s  {one.path.relative_to(given.folder)}: {one.said}")
    kinds = sorted({one.path.suffix for one in found})
    counts = Counter((one.path.suffix, one.outcome) for one in found)
    print(f"{'kind':10}" + "".join(f"{name:>9}" for name in OUTCOMES))
    for kind in [*kinds, None]:
        row = [sum(n for (of, name), n in counts.items() if name == each and kind in (of, None)) for each in OUTCOMES]
        print(f"{'all' if kind is None else kind or '(none)':10}" + "".join(f"{n:9}" for n in row))
    slowest = max(found, key=lambda one: one.seconds)
    print(f"{sum(one.seconds for one in found):.1f} s in all; slowest {slowest.seconds:.1f} s: {slowest.path.name}")
    sys.exit(any(one.outcome == "crashed" for one in found))


if __name__ == "__main__":
    main()
