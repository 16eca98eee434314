"""What a change costs: one document, one approval, one decision, one document withdrawn, in graphs of several sizes.

    python bench/change.py [INITIATIVES ...]     1000 and 100000 unless told otherwise

The graph is the inventory of `generate.py` in which each audience has a graph of its own: one submission is for
members, another is withheld. The document is the next 25 rows of the inventory, under an edition of its own. Seconds
are those of a fresh process that changes a file through the store, from its first import to its end: of the clock and
of the processor, the median of some, and the highest peak memory. Each document is withdrawn again, so that all runs
meet the same graph, which must then be what a rebuild makes (`accord graph check`). "nothing" only opens the file. "as
of" makes the copy of what was known before the document, or before half of the editions; "again" finds it. The last
lines say by which power of the size each figure grew.

"store / executemany" compares a bulk load with plain `executemany` of the same rows into tables of the same shape,
without an index and in one transaction: both are seconds of the clock, without those that making the claims takes.
"""

from __future__ import annotations

import json
import math
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path
from typing import Final

from generate import EDITIONS, claims, reading

from graph.claims import Claim, Reading
from graph.model import Approved, Source

RUNS: Final = 5
ITEMS: Final = 25
EDITION: Final = "2023-winter"
AS_OF: Final = {"as of last": EDITIONS[-1], "again": EDITIONS[-1], "as of half": EDITIONS[len(EDITIONS) // 2]}
CHANGES: Final = ("nothing", "load", *AS_OF, "approve", "decide", "undo", "unload")
REPORTERS: Final = ("AGENCY-0003", "AGENCY-0004")  # whose first submissions are for members, and withheld


def graph_of(size: int, path: Path) -> None:
    """Load an inventory with a graph for each audience."""
    from graph.sqlite.store import SqliteStore

    approvals = [
        Approved(jurisdiction=REPORTERS[0], edition=EDITIONS[0], approval="members"),
        Approved(jurisdiction=REPORTERS[1], edition=EDITIONS[0], approval="withheld"),
    ]
    SqliteStore(path, create=True).add([replace(reading(size), approvals=approvals)], "public")


def document(size: int) -> Reading:
    """The rows after an inventory as a document of its own."""
    lines = range(size + 2, size + ITEMS + 2)
    found: list[Claim] = [
        claim._replace(edition=EDITION) for claim in claims(size + ITEMS) if claim.place.line in lines
    ]
    source = Source(id=f"{size:064x}", name="document.txt", media_type="text/plain", edition=EDITION)
    return Reading(source=source, claims=found)


def change(path: Path, what: str, given: str) -> None:
    """Change a graph once; run in a process of its own."""
    from graph.dedupe.decisions import Decision
    from graph.sqlite.store import SqliteStore

    store = SqliteStore(path)
    arguments = json.loads(given)
    decision = Decision(arguments["pair"][0], arguments["pair"][1], same=True)
    match what:
        case "load":
            import pickle

            store.add([pickle.loads(Path(arguments["document"]).read_bytes())], "members")  # noqa: S301 (its own)
        case "approve":
            store.approve(arguments["who"], EDITION, arguments["approval"])
        case "decide":
            store.add_decisions([decision])
        case "undo":
            store.remove_decision(decision.id)
        case "unload":
            store.delete_source("document.txt")
        case _ if what in AS_OF:
            with store.view("members", "en") as view:
                view.as_of(AS_OF[what]).value("SELECT count(*) FROM initiative")


def measure(path: Path, what: str, given: Mapping[str, object]) -> tuple[float, float, float]:
    """Seconds of the clock and of the processor, and peak megabytes, of a change in a fresh process."""
    begun = time.perf_counter()
    used = _processor()
    done = subprocess.run(
        [sys.executable, __file__, "--change", str(path), what, json.dumps(given)], check=True, stdout=subprocess.PIPE
    )
    return time.perf_counter() - begun, _processor() - used, float(done.stdout)


def _processor() -> float:
    """Seconds of processor that ended processes used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def changes(size: int, folder: Path) -> dict[str, tuple[float, float, float]]:
    """The median seconds and the peak megabytes of each change."""
    import pickle

    path, pickled = folder / "graph.db", folder / "document.pickle"
    whole = document(size)
    pickled.write_bytes(pickle.dumps(whole))
    who = next(claim.reported_by for claim in whole.claims)
    some = list(dict.fromkeys(claim.subject for claim in whole.claims if claim.kind == "initiative"))
    taken: dict[str, list[tuple[float, float, float]]] = {what: [] for what in CHANGES}
    for run in range(RUNS):
        for what in CHANGES:
            given = {
                "document": str(pickled),
                "who": who,
                "approval": ("withheld", "public")[run % 2],
                "pair": some[:2],
            }
            taken[what].append(measure(path, what, given))
    return {
        what: (
            statistics.median(run[0] for run in one),
            statistics.median(run[1] for run in one),
            max(run[2] for run in one),
        )
        for what, one in taken.items()
    }


def floor(path: Path) -> float:
    """Seconds of `executemany` of the rows of a graph into tables of the same shape, without index or constraint."""
    seconds = 0.0
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(path)) as graph,
        closing(sqlite3.connect(Path(folder) / "plain.db", isolation_level=None)) as plain,
    ):
        plain.execute("BEGIN")
        tables = graph.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%' AND sql LIKE '%STRICT%'"
        )
        for (table,) in tables.fetchall():
            columns = [column[1] for column in graph.execute(f"PRAGMA table_info({table})")]
            quoted = ", ".join(f'"{column}"' for column in columns)
            plain.execute(f'CREATE TABLE "{table}" ({quoted})')
            cursor = graph.execute(f'SELECT {quoted} FROM "{table}"')
            while batch := list(islice(cursor, 50_000)):
                begun = time.perf_counter()
                plain.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns))})', batch)
                seconds += time.perf_counter() - begun
        begun = time.perf_counter()
        plain.execute("COMMIT")
        return seconds + time.perf_counter() - begun


def main(arguments: list[str]) -> None:
    """Measure the sizes that the arguments give."""
    if arguments[:1] == ["--change"]:
        change(Path(arguments[1]), arguments[2], arguments[3])
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    sizes = [int(one) for one in arguments] or [1_000, 100_000]
    found = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "graph.db"
            begun = time.perf_counter()
            making = time.perf_counter()
            for _ in claims(size):
                pass
            making = time.perf_counter() - making
            begun = time.perf_counter()
            graph_of(size, path)
            loading = time.perf_counter() - begun
            found[size] = changes(size, Path(folder))
            print(f"{size} initiatives, {path.stat().st_size / 1e6:.0f} MB, loaded in {loading:.1f} s")
            for what, (seconds, processor, peak) in found[size].items():
                print(f"  {what:10} {seconds:7.2f} s of the clock {processor:7.2f} s of a processor {peak:5.0f} MB")
            print(f"  store / executemany {(loading - making) / floor(path):.2f}")
            _check(path)
    for one, other in pairwise(sizes):
        for what in CHANGES:
            power = math.log(found[other][what][1] / found[one][what][1]) / math.log(other / one)
            print(f"{what:10} from {one} to {other}: {power:.2f} (of a processor)")


def _check(path: Path) -> None:
    from graph.sqlite.store import SqliteStore
    from graph.sqlite.verify import compare_with_rebuild

    different = compare_with_rebuild(SqliteStore(path))
    if different:
        raise SystemExit(f"differs from a rebuild: {different}")


if __name__ == "__main__":
    main(sys.argv[1:])
