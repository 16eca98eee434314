"""What a change costs: one document, one approval, one decision, one document withdrawn, in graphs of several sizes.

    python bench/change.py [--keep FOLDER] [--quick] [INITIATIVES ...]     1000 and 100000 unless told otherwise
    python bench/change.py --stages FILE.db INITIATIVES           where the time of each change goes, by stage and table

With --keep, graphs are made in that folder once, and stay there; they are then not compared with a rebuild. With
--quick no copies of earlier moments are made, which take as long as the graph is large.

The graph is the inventory of `generate.py` in which each audience has a graph of its own: one submission is for
members, another is withheld. The document is the next 25 rows of the inventory, under an edition of its own. Seconds
are those of a fresh process that changes a file through the store, from its first import to its end: of the clock and
of the processor, the median of some, and the highest peak memory. Each document is withdrawn again, so that all runs
meet the same graph, which must then be what a rebuild makes (`accord graph check`). "nothing" only opens the file. "as
of" makes the copy of what was known before the document, or before half of the editions; "again" finds it. "readers"
are answers that another process got while the document was loaded, approved and withdrawn again, and the longest that
one of them took. The last lines say by which power of the size each figure grew.

"store / executemany" compares a bulk load with plain `executemany` of the same rows into tables of the same shape,
without an index and in one transaction: both are seconds of the clock, without those that making the claims takes.
"""

from __future__ import annotations

import json
import math
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, ClassVar, Final

from generate import EDITIONS, claims, reading

from graph.claims import Claim, Reading
from graph.model import Approved, Source
from graph.sqlite.schema.driver import Connection, Cursor

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


def changes(size: int, path: Path, folder: Path, measured: Sequence[str]) -> dict[str, tuple[float, float, float]]:
    """The median seconds and the peak megabytes of each of the measured changes."""
    import pickle

    pickled = folder / "document.pickle"
    whole = document(size)
    pickled.write_bytes(pickle.dumps(whole))
    who = next(claim.reported_by for claim in whole.claims)
    some = list(dict.fromkeys(claim.subject for claim in whole.claims if claim.kind == "initiative"))
    taken: dict[str, list[tuple[float, float, float]]] = {what: [] for what in measured}
    for run in range(RUNS):
        for what in measured:
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


def read_during(path: Path, size: int) -> tuple[int, float]:
    """The number of answers of a process that asks while the graph is changed, and the longest in milliseconds."""
    from graph.sqlite.store import SqliteStore

    store, whole = SqliteStore(path), document(size)
    who = next(claim.reported_by or "" for claim in whole.claims)
    command = [sys.executable, __file__, "--read", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        if reader.stdout:
            reader.stdout.readline()  # the first answer is there
        store.add([whole], "members")
        store.approve(who, EDITION, "withheld")
        store.delete_source("document.txt")
        out, _ = reader.communicate(b"end")
    answers, longest = out.split()
    return int(answers), float(longest)


def read(path: Path) -> None:
    """Ask until standard input ends, and print the number of answers and the longest; run in a process of its own."""
    import select

    from graph.sqlite.store import SqliteStore
    from queries.ask import ask
    from queries.questions.question import load_question

    store, question, taken = SqliteStore(path), load_question("who"), [0.0]
    while True:
        begun = time.perf_counter()
        with store.view("members", "en") as view:
            ask(view, question, {"theme": "digital-identity"}, 50)
        if len(taken) == 1:
            print("begun", flush=True)
        taken.append(time.perf_counter() - begun)
        if select.select([sys.stdin], [], [], 0)[0]:
            break
    print(len(taken) - 1, 1000 * max(taken))


class Timed(Connection):
    """A connection that adds up the seconds of what is written to each table, and of the rest."""

    seconds: ClassVar[defaultdict[str, float]] = defaultdict(float)
    rows: ClassVar[Counter[str]] = Counter()

    def execute(self, statement: str, *given: Any, **options: Any) -> Cursor:  # type: ignore[override]  # noqa: ANN401
        """Execute a statement."""
        return self._timed(super().execute, statement, *given, **options)

    def executemany(self, statement: str, *given: Any, **options: Any) -> Cursor:  # type: ignore[override]  # noqa: ANN401
        """Execute a statement for each of some rows."""
        return self._timed(super().executemany, statement, *given, **options)

    def _timed(self, run: Callable[..., Cursor], statement: str, *given: object, **options: object) -> Cursor:
        written = re.match(r"\s*(?:INSERT[\w ]* INTO|DELETE FROM|UPDATE) (?!temp)(\w+)", statement)
        table = written[1] if written else "COMMIT" if statement.startswith("COMMIT") else "(reading, temporary tables)"
        begun = time.perf_counter()
        before = self.total_changes()
        done = run(statement, *given, **options)
        Timed.seconds[table] += time.perf_counter() - begun
        Timed.rows[table] += self.total_changes() - before
        return done


STAGES: Final = {
    ("claim_writer", "write"): "claims",
    ("pipeline", "resolve_all_duplicates"): "duplicates and decisions",
    ("log", "read_log"): "what changed",
    ("affected", "find_affected"): "what it affects",
    ("editions", "update_editions"): "editions",
    ("update", "_delete_rows"): "rows of affected nodes deleted",
    ("nodes", "build_reported"): "nodes",
    ("relations", "insert_stated"): "relations",
    ("update", "_insert_dependent"): "lookup tables",
    ("counts", "subtract"): "counts before",
    ("counts", "add"): "counts after",
    ("counts", "write"): "counts written",
    ("texts", "remove"): "texts removed",
    ("texts", "insert"): "texts inserted",
    ("kept", "discard_copies"): "copies discarded",
}


def stages(path: Path, size: int) -> None:
    """Print where the time of each change goes: by stage, and by what is written to each table."""
    import cProfile
    import pstats

    from graph.dedupe.decisions import Decision
    from graph.sqlite.schema import connection as opened
    from graph.sqlite.store import SqliteStore

    vars(opened)["Connection"] = Timed
    store, whole = SqliteStore(path), document(size)
    who = next(claim.reported_by or "" for claim in whole.claims)
    some = list(dict.fromkeys(claim.subject for claim in whole.claims if claim.kind == "initiative"))
    decision = Decision(some[0], some[1], same=True)
    steps: dict[str, Callable[[], object]] = {
        "load": lambda: store.add([whole], "members"),
        "approve": lambda: store.approve(who, EDITION, "withheld"),
        "decide": lambda: store.add_decisions([decision]),
        "undo": lambda: store.remove_decision(decision.id),
        "unload": lambda: store.delete_source("document.txt"),
    }
    for name, step in steps.items():
        Timed.seconds.clear()
        Timed.rows.clear()
        profile = cProfile.Profile()
        begun = time.perf_counter()
        profile.runcall(step)
        print(f"{name}: {time.perf_counter() - begun:.2f} s, profiled")
        found = pstats.Stats(profile).stats  # type: ignore[attr-defined]
        for (file, _, function), (_, _, _, cumulative, _) in found.items():
            if stage := STAGES.get((Path(file).stem, function)):
                print(f"    {stage:32} {cumulative * 1000:8.1f} ms")
        for table, seconds in sorted(Timed.seconds.items(), key=lambda one: -one[1])[:14]:
            print(f"        {table:28} {seconds * 1000:8.1f} ms {Timed.rows[table]:8} rows")


def floor(path: Path) -> float:
    """Seconds of `executemany` of the rows of a graph into tables of the same shape, without index or constraint."""
    seconds = 0.0
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Connection(path)) as graph,
        closing(Connection(Path(folder) / "plain.db")) as plain,
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
    if arguments[:1] == ["--read"]:
        read(Path(arguments[1]))
        return
    if arguments[:1] == ["--stages"]:
        stages(Path(arguments[1]), int(arguments[2]))
        return
    kept = Path(arguments[1]) if arguments[:1] == ["--keep"] else None
    measured = [one for one in CHANGES if "--quick" not in arguments or one not in AS_OF]
    sizes = [int(one) for one in arguments if one.isdecimal()] or [1_000, 100_000]
    found = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found[size] = measure_size(size, kept or Path(folder), Path(folder), measured, check=kept is None)
    for one, other in pairwise(sizes):
        for what in measured:
            power = math.log(found[other][what][1] / found[one][what][1]) / math.log(other / one)
            print(f"{what:10} from {one} to {other}: {power:.2f} (of a processor)")


def measure_size(
    size: int, folder: Path, temporary: Path, measured: Sequence[str], *, check: bool
) -> dict[str, tuple[float, float, float]]:
    """Make the graph of a size if it is not there, measure its changes, and print what they took."""
    path = folder / str(size) / "graph.db"  # in a folder of its own, as decisions are kept beside it
    print(f"{size} initiatives")
    if not path.exists():
        path.parent.mkdir(parents=True)
        making = time.perf_counter()
        for _ in claims(size):
            pass
        making = time.perf_counter() - making
        begun = time.perf_counter()
        graph_of(size, path)
        loading = time.perf_counter() - begun
        print(f"  {path.stat().st_size / 1e6:.0f} MB, loaded in {loading:.1f} s")
        print(f"  store / executemany {(loading - making) / floor(path):.2f}")
    taken = changes(size, path, temporary, measured)
    for what, (seconds, processor, peak) in taken.items():
        print(f"  {what:10} {seconds:7.2f} s of the clock {processor:7.2f} s of a processor {peak:5.0f} MB")
    answers, longest = read_during(path, size)
    print(
        f"  readers    {answers} answers during a load, an approval and an unload, the longest {longest:.0f} ms",
        flush=True,
    )
    if check:
        _check(path)
    return taken


def _check(path: Path) -> None:
    from graph.sqlite.store import SqliteStore
    from graph.sqlite.verify import compare_with_rebuild

    different = compare_with_rebuild(SqliteStore(path))
    if different:
        raise SystemExit(f"differs from a rebuild: {different}")


if __name__ == "__main__":
    main(sys.argv[1:])
