"""Whether a load that is killed, or runs out of disk, leaves the graph as it was.

    python bench/safety/kills.py [RUNS] [--seed N] [--change]

Each run copies a graph, loads documents into the copy with `accord load`, and kills that process (SIGKILL). Half of
the kills come after a random time, up to as long as the quickest load so far took; half while the graph is written:
as soon as what SQLite has written ahead is as large as a random share of what a whole load writes. Every fifth run is
not killed: it may write only so many bytes (RLIMIT_FSIZE), as on a full disk. Then the graph must hold exactly what it
held before or, if the load finished in time, exactly what it holds after a complete load; and every tenth time the
same load must then succeed. With --change the graph holds many documents before, and the load is so small a part of
them that it derives only what it affects; the graph must then also be what a rebuild makes of it (`accord graph
check`). Prints how many survived, by how the load ended; exit code 1 where one did not.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DOCUMENTS = Path(__file__).parents[2] / "tests" / "data" / "documents"
TEXT = "PSSDC Information-Sharing Analysis\n\nWinter 2021\n\nKey Achievements\n\nYUKON\n\n- Road Desk. A desk.\n"
COPIES = 3  # of each document, so that there is something to write
POLL = 0.0005  # seconds


def accord(folder: Path, *arguments: str, before: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
    """The command, started in a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "accord", *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=before,  # noqa: PLW1509 (there are no threads here)
    )  # fmt: skip


def graph_digest(folder: Path) -> str:
    """Return the digest of the graph in a folder, or the error message of its export."""
    process = accord(folder, "export", "--audience", "secretariat")
    out, error = process.communicate()
    return hashlib.sha256(out).hexdigest() if process.returncode == 0 else error.decode()


def checked(folder: Path) -> str:
    """Return how the graph in a folder differs from a rebuild; nothing if it does not."""
    process = accord(folder, "graph", "check")
    out, error = process.communicate()
    return "" if process.returncode == 0 else (out + error).decode()


def prepared(folder: Path, *, change: bool) -> None:
    """A folder with a small graph, or with one in which the load is a small change; and documents to load."""
    (folder / "first").mkdir()
    (folder / "first" / "first.txt").write_text(TEXT, "utf-8")
    (folder / "new").mkdir()
    for path in sorted(DOCUMENTS.glob("*.txt")):
        for number in range(COPIES):
            place = folder / ("first" if change and number else "new")
            text = path.read_text("utf-8").replace("2021", str(2021 + number)).replace("2023", str(2041 + number))
            (place / f"{number}-{path.name}").write_text(text, "utf-8")
    accord(folder, "load", "first").communicate()


@dataclass
class Whole:
    """The cost of an undisturbed load: seconds, and bytes of the write-ahead log; measured during the run."""

    seconds: float
    ahead: int = 0


def watched(folder: Path, whole: Whole, *, seconds: float = math.inf, ahead: float = math.inf) -> tuple[int, bytes]:
    """Load, and kill once so many seconds have passed or so many bytes are written ahead; its exit code and errors."""
    start = time.perf_counter()
    process, log = accord(folder, "load", "new"), folder / "accord.db-wal"
    while process.poll() is None:
        try:
            written = log.stat().st_size
        except FileNotFoundError:  # not there yet, or no more
            written = 0
        whole.ahead = max(whole.ahead, written)
        if written >= ahead or time.perf_counter() - start >= seconds:
            process.kill()
        time.sleep(POLL)
    if process.returncode == 0:
        whole.seconds = min(whole.seconds, time.perf_counter() - start)
    return process.returncode, process.communicate()[1]


def filled(folder: Path, most: int) -> tuple[int, bytes]:
    """Load where no file may grow beyond so many bytes; its exit code and errors."""
    process = accord(folder, "load", "new", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    _, error = process.communicate()
    return process.returncode, error


def run(origin: Path, whole: Whole, chance: random.Random, *, full: bool, again: bool, change: bool) -> tuple[str, str]:
    """How an interrupted load ended, and the content of its graph."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "run"
        shutil.copytree(origin, folder)
        if full:
            ended = "disk full"
            code, error = filled(folder, chance.randrange(1, whole.ahead))
        elif chance.random() < 0.5:
            ended = "killed"
            code, error = watched(folder, whole, seconds=whole.seconds * chance.random())
        else:
            ended = "killed while writing"
            code, error = watched(folder, whole, ahead=max(1, whole.ahead * chance.random()))
        if b"Traceback" in error:
            return "traceback", error.decode()
        state = (checked(folder) if change else "") or graph_digest(folder)
        if again:
            repeated = accord(folder, "load", "new")
            _, error = repeated.communicate()
            state = state if repeated.returncode == 0 else error.decode()
        return "in time" if code == 0 else ended, state


def survey(runs: int, seed: int, *, change: bool) -> tuple[Counter[str], list[str]]:
    """The outcomes of loads that left the graph intact, and the differences of those that did not."""
    chance = random.Random(seed)
    survived: Counter[str] = Counter()
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        origin = Path(name) / "origin"
        origin.mkdir()
        prepared(origin, change=change)
        before = graph_digest(origin)
        loaded = Path(name) / "loaded"
        shutil.copytree(origin, loaded)
        whole = Whole(math.inf)
        watched(loaded, whole)
        after = graph_digest(loaded)
        for number in range(runs):
            ended, state = run(origin, whole, chance, full=number % 5 == 4, again=number % 10 == 0, change=change)
            if state == before or (state == after and ended not in ("disk full", "traceback")):
                survived[ended] += 1
            else:
                broken.append(f"{ended}: {state}")
            print(f"{number + 1} of {runs}: {ended}", file=sys.stderr, flush=True)
    return survived, broken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("runs", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--change", action="store_true")
    given = parser.parse_args()
    survived, broken = survey(given.runs, given.seed, change=given.change)
    print("\n".join(f"{ended:22} {count:5}" for ended, count in sorted(survived.items())))
    print(f"survived {sum(survived.values())} of {given.runs}")
    print("\n".join(broken))
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
