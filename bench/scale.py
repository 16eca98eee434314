"""Whether Accord stays quick as the graph grows: loading, cold answers, and answers while somebody loads.

    python bench/scale.py [INITIATIVES ...]      by default 1000 and 100000; a million takes minutes

"load" is a fresh process that loads the inventory of `generate.py` into a new file, as a stream of claims: seconds of
the clock without those that making the claims takes, where they went, and the peak memories of it and of the
workers that build the graph, added up. Stages overlap: writing while claims are made ("write" is without waiting for
them); "relations", "titles" and "texts" while nodes are built and counted; so they add up to more than the seconds.
"floor" is what plain `executemany` of the same rows takes in one process, into tables of the same shape with the same
indexes, full text included; "ratio" is how many times that the store's part of the load takes.
"table" is the whole way of the same inventory: a fresh `accord load` of a CSV by the mapping `inventory.yaml`, from the
first row to the end; "making the claims" is the processor time of the command's own process.
Cold answers are fresh processes, as when a person types the command: the median of some in milliseconds, and the
highest peak memory. The peer holds the same initiatives, who takes part and what they are about as a pickled NetworkX
graph, and answers `who` from that. Readers are four processes that ask `who` again and again while another source,
one part in a hundred of the size, is loaded into the same file. The last lines say by which power of the size each
figure grew between two sizes: 0 is not at all, 1 is as the size does.
"""

from __future__ import annotations

import json
import math
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from generate import reading
from startup import run_once

if TYPE_CHECKING:
    from graph.claims import Claim
    from graph.process.client import Channel

RUNS: Final = 5
READERS: Final = 4
LARGEST_WITH_READERS: Final = 100_000  # for a million, see the cold answers
THEME: Final = "digital-identity"
BATCH: Final = 50_000  # rows that are inserted at once for the floor
ROWS: Final = 500  # of an answer: as many as a table shows
COMMANDS: Final = {
    "who": ["who", THEME],
    "show": ["show", "AGENCY-0007"],
    "partners": ["partners", "AGENCY-0007"],
    "search": ["search", "identité numérique"],
    "coverage": ["coverage"],
    "suggest": ["opportunities", "--for", "AGENCY-0007"],
}
STAGES: Final = {  # the stages of a load: (module, function)
    "write": ("graph.sqlite.claim_writer", "ClaimWriter.write"),
    "nodes": ("graph.sqlite.derive.nodes", "build_nodes"),
    "inferred": ("graph.sqlite.derive.pipeline", "insert_inferred"),
    "count": ("graph.sqlite.derive.pipeline", "insert_works_on"),
    "collaboration": ("graph.sqlite.derive.pipeline", "insert_collaboration"),
    "index": ("graph.sqlite.derive.pipeline", "create_indexes"),
    "wait": ("graph.sqlite.derive.parallel", "ParallelBuilder._wait"),
    "collect": ("graph.sqlite.derive.parallel", "ParallelBuilder.collect"),
    "sync": ("os", "fsync"),
    "derive": ("graph.sqlite.derive.pipeline", "derive_graphs"),  # all that follows the claims
}
STAGES_FILE: Final = "ACCORD_BENCH_STAGES"  # the variable that names the file in which a worker notes its stages


class Paced:
    """Claims, and the seconds that making them took."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims, self.seconds = claims, 0.0

    def __iter__(self) -> Iterator[Claim]:
        """Yield them, many at a time: a look at the clock for each would take longer than the claim."""
        source, begun = iter(self.claims), time.perf_counter()
        waiting: list[Claim] = []
        for claim in source:
            waiting.append(claim)
            if len(waiting) == 4096:
                self.seconds += time.perf_counter() - begun
                yield from waiting
                waiting, begun = [], time.perf_counter()
        self.seconds += time.perf_counter() - begun
        yield from waiting


def load(size: int, path: Path, name: str = "") -> None:
    """Load an inventory into a graph file, and print what it took as JSON; run in a process of its own."""
    from graph.sqlite.store import SqliteStore

    whole = reading(size)
    if name:
        whole = replace(whole, source=whole.source.model_copy(update={"id": name, "name": name}))
    claims = Paced(whole.claims)

    def work() -> None:
        SqliteStore(path, create=True).add([replace(whole, claims=claims)], "public")

    seconds, peak, taken = measured_load(work, path)
    if "waits" in taken:
        taken["write"] -= taken.pop("waits")
    else:
        taken["write"] -= claims.seconds
    print(json.dumps({"seconds": seconds - claims.seconds, "made": claims.seconds, "peak": peak, "stages": taken}))


def load_table(rows: Path, path: Path) -> None:
    """Load an inventory as a CSV into a graph file by `accord load`, and print what it took as JSON, last."""
    from accord.cli import main as accord

    mapping = str(Path(__file__).with_name("inventory.yaml"))
    command = ["load", str(rows), "--map", mapping, "--approval", "public", "--graph", str(path)]

    def work() -> None:
        try:
            accord(command)
        except SystemExit as ended:
            if ended.code:
                raise

    seconds, peak, taken = measured_load(work, path)
    taken["write"] -= taken.pop("waits", 0)
    print(json.dumps({"seconds": seconds, "made": time.process_time(), "peak": peak, "stages": taken}))


def measured_load(work: Callable[[], None], path: Path) -> tuple[float, float, dict[str, float]]:
    """Seconds that loading a graph file took, the peak memory of all its processes, and the seconds of its stages."""
    from graph.sqlite import bulk_load

    noted = path.with_suffix(".stages")
    os.environ[STAGES_FILE] = str(noted)
    os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    bulk_load.WORKER = f"{Path(__file__).stem}:load_in_worker"  # type: ignore[misc]
    taken: dict[str, float] = stages()
    begun = time.perf_counter()
    work()
    seconds = time.perf_counter() - begun
    peak = peak_memory()
    for each in (noted, noted.with_suffix(".parallel")):
        if each.exists():
            worker = json.loads(each.read_text("utf-8"))
            each.unlink()
            peak += worker.pop("peak")
            taken.update({stage: worker[stage] for stage in worker if worker[stage]})
    return seconds, peak, taken


def stages() -> defaultdict[str, float]:
    """The seconds that stages of a load take, as they take them."""
    import importlib

    taken: defaultdict[str, float] = defaultdict(float)
    for stage, (module, within) in STAGES.items():
        owner: Any = importlib.import_module(module)
        *classes, function = within.split(".")
        for each in classes:
            owner = getattr(owner, each)
        setattr(owner, function, timed(getattr(owner, function), stage, taken))
    return taken


def load_in_worker(channel: Channel) -> None:
    """Run the worker of a bulk load, and note its stages; it is called in the worker's process."""
    from graph.sqlite import bulk_load_worker
    from graph.sqlite.derive import parallel

    noted = Path(os.environ[STAGES_FILE])
    parallel.WORKER = f"{Path(__file__).stem}:build_in_worker"  # type: ignore[misc]
    taken = stages()
    bulk_load_worker.write_file = noting(bulk_load_worker.write_file, noted, taken)
    channel.receive = timed(channel.receive, "waits", taken)  # type: ignore[method-assign]
    bulk_load_worker.load(channel)


def build_in_worker(channel: Channel, graph: str) -> None:
    """Run the worker of the parallel builder, and note its stages; it is called in the worker's process."""
    from graph.sqlite.derive import parallel, parallel_worker

    noted = Path(os.environ[STAGES_FILE]).with_suffix(".parallel")
    taken: defaultdict[str, float] = defaultdict(float)
    for name, task in list(parallel.TASKS.items()):
        parallel.TASKS[name] = replace(task, build=noting(timed(task.build, name, taken), noted, taken))
    parallel_worker.build(channel, graph)


def noting(function: Callable[..., Any], noted: Path, taken: dict[str, float]) -> Callable[..., Any]:
    """The function, followed by noting the stages in a file."""

    def call(*given: Any) -> Any:  # noqa: ANN401 (whatever it takes and gives)
        answer = function(*given)
        note(noted, taken)
        return answer

    return call


def note(noted: Path, taken: dict[str, float]) -> None:
    """Write what stages took, and the peak memory of this process."""
    noted.write_text(json.dumps({**taken, "peak": peak_memory()}), "utf-8")


def peak_memory() -> float:
    """The most memory that this process had, in megabytes; `ru_maxrss` has what its parent had when it began, too."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def timed(function: Callable[..., Any], stage: str, taken: defaultdict[str, float]) -> Callable[..., Any]:
    """The function, which adds the seconds of each call to a stage."""

    def call(*args: object, **options: object) -> Any:  # noqa: ANN401 (whatever the function gives)
        begun = time.perf_counter()
        try:
            return function(*args, **options)
        finally:
            taken[stage] += time.perf_counter() - begun

    return call


def loaded(*arguments: object) -> dict[str, Any]:
    """What a load took, in a fresh process: the last line that it prints."""
    command = [sys.executable, __file__, *map(str, arguments)]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return found


def shown(what: str, took: dict[str, Any]) -> float:
    """The seconds of a load; prints where they went."""
    stages = ", ".join(f"{stage} {max(0, seconds):.1f}" for stage, seconds in took["stages"].items())
    print(f"{what}: {took['seconds']:.1f} s ({stages}); making the claims {took['made']:.1f}", flush=True)
    return float(took["seconds"])


def insert_plainly(loaded: Path, path: Path) -> None:
    """Insert the rows of a loaded graph file into a new file of the same shape; print the seconds as JSON.

    Reading the rows is not counted; inserting them, making the indexes and syncing the file are.
    """
    from graph.sqlite.schema.connection import UNSHARED_SETTINGS, WRITE_SETTINGS
    from graph.sqlite.schema.driver import Connection

    source = Connection(loaded, mode="ro")
    target = Connection(path)
    for setting in (*WRITE_SETTINGS, *UNSHARED_SETTINGS):
        target.execute(f"PRAGMA {setting}")
    schema = source.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    words = [name for kind, name, sql in schema if kind == "table" and sql.startswith("CREATE VIRTUAL")]
    made = {f"{table}_{part}" for table in words for part in ("data", "idx", "content", "docsize", "config")}
    tables = [(name, sql) for kind, name, sql in schema if kind == "table" and name not in made]
    seconds, rows = 0.0, 0
    target.execute("BEGIN")
    for name, sql in tables:
        if name.startswith("sqlite_") or "fts5vocab" in sql:
            continue
        target.execute(sql)
        columns = [f'"{row[1]}"' for row in source.execute(f"PRAGMA table_info({name})")]
        read = source.execute(f"SELECT {', '.join(columns)} FROM {name}")
        insert = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        while batch := list(islice(read, BATCH)):
            begun = time.perf_counter()
            target.executemany(insert, batch)
            seconds += time.perf_counter() - begun
            rows += len(batch)
    begun = time.perf_counter()
    for kind, _, sql in schema:
        if kind == "index":
            target.execute(sql)
    target.execute("COMMIT")
    target.close()
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    seconds += time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "rows": rows}))


def floor(size: int, graph: Path, store: float) -> dict[str, float]:
    """Seconds of plain inserts of the rows of a loaded graph, and how many times that the store took."""
    plain = graph.with_suffix(".plain")
    took = loaded("--floor", graph, plain)
    plain.unlink()
    ratio = store / took["seconds"]
    print(f"floor of {size:,}: {took['rows']:,} rows, {took['seconds']:.1f} s; the store took {ratio:.2f} times that")
    return {"floor s": took["seconds"], "ratio": ratio}


def table(size: int, folder: Path) -> dict[str, float]:
    """Seconds and megabytes of the whole way from a CSV."""
    written, graph = folder / f"{size}.csv", folder / f"{size}-table.db"
    subprocess.run([sys.executable, Path(__file__).with_name("generate.py"), str(size), written], check=True)
    took = loaded("--table", written, graph)
    written.unlink()
    graph.unlink()
    return {"table s": shown(f"load of a table of {size:,}", took), "table MB": took["peak"]}


def cold(path: Path) -> dict[str, tuple[float, float]]:
    """Milliseconds and megabytes of each command."""
    accord = str(Path(sys.executable).with_name("accord"))
    found = {}
    for name, arguments in COMMANDS.items():
        command = [accord, *arguments, "--graph", str(path)]
        run_once(command)
        runs = [run_once(command) for _ in range(RUNS)]
        found[name] = statistics.median(run.elapsed for run in runs), max(run.peak for run in runs)
    return found


def write_peer(path: Path, pickled: Path) -> None:
    """Write what a graph file says of initiatives as a pickled NetworkX graph; run in a process of its own.

    What is large here, the kernel would count for the processes that are begun later.
    """
    import networkx as nx

    from graph.sqlite.store import SqliteStore

    graph: nx.DiGraph[str] = nx.DiGraph()
    with SqliteStore(path).view("public", "en") as view:
        for row in view.rows("SELECT id, title FROM initiative"):
            graph.add_node(row["id"], title=row["title"])
        for row in view.rows("SELECT jurisdiction, initiative, role FROM takes_part"):
            graph.add_edge(row["jurisdiction"], row["initiative"], role=row["role"])
        for row in view.rows("SELECT initiative, theme FROM initiative_theme"):
            graph.add_edge(row["initiative"], row["theme"])
    with pickled.open("wb") as file:
        pickle.dump(graph, file, pickle.HIGHEST_PROTOCOL)


def ask_peer(pickled: Path) -> None:
    """Answer who works on a theme from the pickled graph; run in a process of its own."""
    with pickled.open("rb") as file:
        graph = pickle.load(file)  # noqa: S301 (made above)
    working = Counter(who for initiative in graph.predecessors(THEME) for who in graph.predecessors(initiative))
    print(working.most_common(20))


def readers(size: int, path: Path) -> dict[str, Any]:
    """Answers of four processes while a hundredth of the graph's size is loaded into it: how many, errors, times."""
    stop = path.with_suffix(".stop")
    command = [sys.executable, __file__, "--read", str(path), str(stop)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(READERS)]
    try:
        took = loaded("--load", max(10, size // 100), path, "another")
    finally:
        stop.touch()
    results = [json.loads(process.communicate()[0]) for process in running]
    times = sorted(each for one in results for each in one["times"])
    return {
        "load": took["seconds"], "answers": len(times), "errors": sum(one["errors"] for one in results),
        "median": statistics.median(times), "p99": times[int(len(times) * 0.99)], "slowest": times[-1],
    }  # fmt: skip


def read(path: Path, stop: Path) -> None:
    """Ask until stopped; print the times in milliseconds, and the number of failed answers."""
    import accord
    from graph.errors import AccordError

    times, errors = [], 0
    while not stop.exists():
        begun = time.perf_counter()
        try:
            accord.open_graph(path, audience="public").ask("who", theme=THEME, limit=ROWS)
        except AccordError:
            errors += 1
        times.append((time.perf_counter() - begun) * 1000)
    print(json.dumps({"times": times, "errors": errors}))


def measured(size: int, folder: Path) -> dict[str, float]:
    """All figures of one size; prints those that are not columns of the table."""
    path, pickled = folder / f"{size}.db", folder / f"{size}.pickle"
    took = loaded("--load", size, path)
    shown(f"load of {size:,}", took)
    plainly = floor(size, path, took["seconds"])
    megabytes = path.stat().st_size / 1e6
    answers = cold(path)
    subprocess.run([sys.executable, __file__, "--write-peer", path, pickled], check=True)
    peer = run_once([sys.executable, __file__, "--peer", str(pickled)])
    print(f"NetworkX pickle of {size:,}: who {peer.elapsed:,.0f} ms, peak {peer.peak:,.0f} MB", flush=True)
    if size <= LARGEST_WITH_READERS:
        while_loading = ", ".join(f"{name} {value:,.1f}" for name, value in readers(size, path).items())
        print(f"{READERS} readers during a load into {size:,} (s, ms): {while_loading}", flush=True)
    return {
        "load s": took["seconds"],
        "load MB": took["peak"],
        "file MB": megabytes,
        **plainly,
        **table(size, folder),
        **{f"{name} ms": milliseconds for name, (milliseconds, _) in answers.items()},
        "answer MB": max(megabytes for _, megabytes in answers.values()),
        "pickle ms": peer.elapsed,
    }


def main(arguments: list[str]) -> None:
    """Measure, and print a table."""
    figures: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sorted(int(each) for each in arguments) or [1_000, 100_000]:
            figures[size] = measured(size, Path(folder))
    names = list(next(iter(figures.values())))
    print("initiatives " + "".join(f"{name:>13}" for name in names))
    for size, row in figures.items():
        print(f"{size:>11,} " + "".join(f"{row[name]:>13,.1f}" for name in names))
    for (small, before), (large, after) in zip(figures.items(), list(figures.items())[1:], strict=False):
        powers = (math.log(after[name] / before[name]) / math.log(large / small) for name in names)
        print(f"{'power':>11} " + "".join(f"{power:>13.2f}" for power in powers) + f"   {small:,} to {large:,}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--load", size, path, *name]:
            load(int(size), Path(path), *name)
        case ["--table", rows, path]:
            load_table(Path(rows), Path(path))
        case ["--floor", graph, path]:
            insert_plainly(Path(graph), Path(path))
        case ["--write-peer", path, pickled]:
            write_peer(Path(path), Path(pickled))
        case ["--peer", path]:
            ask_peer(Path(path))
        case ["--read", path, stop]:
            read(Path(path), Path(stop))
        case given:
            main(given)
