"""What becomes of odd and broken files: loaded, loaded in part with a report, or refused with a reason.

    python bench/reading/stress.py FOLDER [--mapped] [--each]

Each file goes the way of `accord load FILE` into a graph of its own, which is then asked for all that it holds, by the
guarded process as usual. Few of such tables say by their header what they are, so that most are refused; with
`--mapped`, each table is loaded by a mapping: what `accord map` proposes, and the columns that it leaves out taken one
after another for what the mapping still lacks, so that whatever stands in them goes the whole way. Files that are no
tables are left out then. Prints a table of outcomes by kind of file, with the slowest file; `--each` prints a line for
every file, too. Exit code 1 where any crashed.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

import accord
from accord.messages import format_error, format_note
from graph.errors import AccordError, UnreadableError
from loaders.base import MappingText
from loaders.formats.sample import sample_of
from loaders.inputs.read import FileLoader, Outcome
from loaders.tables.detection.proposal import any_header
from loaders.tables.formats.header import open_table
from loaders.tables.formats.rows import Log
from loaders.tables.readers import TABLES, propose_for

OUTCOMES = ("loaded", "in part", "refused", "crashed")
ANSWERS = re.compile(r"^([ny])_.*\.json$")  # files whose names say whether they are JSON
LACKING: Final = ("title", "lead", "partners", "themes", "status", "summary", "external_partners", "key")


@dataclass(frozen=True)
class Result:
    """A file, what became of it, its message, and how long it took."""

    path: Path
    outcome: str
    message: str
    seconds: float


def results(folder: Path, *, mapped: bool = False) -> Iterator[Result]:
    """What becomes of each file of a folder."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        start = time.perf_counter()
        try:
            mapping = mapping_for(path) if mapped else None
            if mapped and mapping is None:
                continue
            outcomes = list(FileLoader(mapping).load_paths([str(path)]))
            kind, message = outcome_of(outcomes)
            loaded(outcomes)
        except AccordError as error:
            kind, message = "refused", reasons([error])
        except Exception as error:  # noqa: BLE001 (a crash is what is looked for)
            kind, message = "crashed", repr(error)
        yield Result(path, kind, message, time.perf_counter() - start)


def mapping_for(path: Path) -> MappingText | None:
    """A mapping that uses as many columns of a table as possible; None if it is not a table."""
    try:
        data = path.read_bytes()
        proposed = yaml.safe_load(propose_for(data, path.name, format_note)[0])
        reader = next(one for one in TABLES if one.accepts(sample_of(data, path.name)))
        sheets = reader.sheets(data, path.name, Log(""))
        table = next(
            made for sheet in sheets
            if sheet.name == proposed.get("sheet", sheet.name) and (made := open_table(sheet, any_header))
        )  # fmt: skip
    except AccordError:
        return None
    proposed.setdefault("language", "en")
    free = iter([column for column in table.columns if column not in str(proposed)])
    for name, column in zip([one for one in LACKING if one not in proposed], free, strict=False):
        proposed[name] = column
    if last := next(free, None):
        proposed["dates"] = {"start": last}
    return MappingText(yaml.safe_dump(proposed, allow_unicode=True, sort_keys=False))


def loaded(outcomes: list[Outcome]) -> None:
    """Load what was read into a graph of its own, and ask for all of it."""
    readings = [reading for outcome in outcomes for reading in outcome.readings]
    if readings:
        with tempfile.TemporaryDirectory() as folder:
            graph = accord.open_graph(Path(folder) / "accord.db", audience="secretariat", create=True)
            graph._store.add(readings)  # noqa: SLF001 (they are read already)
            graph.document()
            graph.overview()


def outcome_of(outcomes: list[Outcome]) -> tuple[str, str]:
    """Return the outcome of one file, which may hold several, and the message that a person reads."""
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
    message = f"{claims} claims, {left} notes and texts not placed"
    if not claims:
        return "refused", f"nothing of it could be placed: {message}"
    return ("in part" if errors or left else "loaded"), message


def reasons(errors: list[AccordError]) -> str:
    """Why files were refused, in one line."""
    tries = [
        reason for error in errors if isinstance(error, UnreadableError) for _name, reason in error.tried if reason
    ]
    return " | ".join(format_error(error) for error in [*errors, *tries])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--mapped", action="store_true")
    given = parser.parse_args()
    found = list(results(given.folder, mapped=given.mapped))
    if given.each:
        for one in found:
            print(f"{one.outcome:8} {one.seconds:6.2f} s  {one.path.relative_to(given.folder)}: {one.message}")
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
