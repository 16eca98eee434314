"""Whether a load, or a decision, that is killed or runs out of disk leaves the graph as it was.

    python bench/safety/kills.py [RUNS] [--seed N] [--change | --review]

Each run copies a graph, loads documents into the copy with `accord load`, and kills that process (SIGKILL). Half of
the kills come after a random time, up to as long as the quickest load so far took; half while the graph is written:
as soon as what SQLite has written ahead is as large as a random share of what a whole load writes. Every fifth run is
not killed: it may write only so many bytes (RLIMIT_FSIZE), as on a full disk. Then the graph must hold exactly what it
held before or, if the load finished in time, exactly what it holds after a complete load; and every tenth time the
same load must then succeed. With --change the graph holds many documents before, and the load is so small a part of
them that it derives only what it affects; the graph must then also be what a rebuild makes of it (`accord graph
check`). With --review the command is a decision that takes the place of another one (`accord review decide`). It
writes its file before the graph: a kill in between may leave a decision that the graph was not derived with, of which
`accord status` must tell, and which `accord graph check --repair` must apply. Prints how many survived, by how the
command ended; exit code 1 where one did not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

DOCUMENTS = Path(__file__).parents[2] / "tests" / "data" / "documents"
TEXT = "PSSDC Information-Sharing Analysis\n\nWinter 2021\n\nKey Achievements\n\nYUKON\n\n- Road Desk. A desk.\n"
COPIES = 3  # of each document, so that there is something to write
POLL = 0.0005  # seconds
LOAD = ("load", "new")
DECISIONS = "decisions.yaml"


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


def prepared(folder: Path, kind: str) -> tuple[str, ...]:
    """Make a folder with a graph, and documents to load; return the command that changes the graph.

    Args:
        folder: an empty folder.
        kind: "load" for a small graph, "change" for one of which the load is a small part, or "review".
    """
    (folder / "first").mkdir()
    (folder / "first" / "first.txt").write_text(TEXT, "utf-8")
    (folder / "new").mkdir()
    for path in sorted(DOCUMENTS.glob("*.txt")):
        for number in range(COPIES):
            place = folder / ("first" if kind == "review" or (kind == "change" and number) else "new")
            text = path.read_text("utf-8").replace("2021", str(2021 + number)).replace("2023", str(2041 + number))
            (place / f"{number}-{path.name}").write_text(text, "utf-8")
    accord(folder, "load", "first").communicate()
    if kind != "review":
        return LOAD
    exported, _ = accord(folder, "export", "--audience", "secretariat").communicate()
    one, other = sorted(node["id"] for node in json.loads(exported)["initiatives"])[:2]
    accord(folder, "review", "decide", one, other, "--different").communicate()
    return ("review", "decide", one, other, "--same", "--reason", "two names of one project")


@dataclass
class Whole:
    """The cost of an undisturbed load: seconds, and bytes of the write-ahead log; measured during the run."""

    seconds: float
    ahead: int = 0


def watched(
    folder: Path, command: Sequence[str], whole: Whole, *, seconds: float = math.inf, ahead: float = math.inf
) -> tuple[int, bytes]:
    """Change, and kill after so many seconds or once so many bytes are written ahead; its exit code and errors."""
    start = time.perf_counter()
    process, log = accord(folder, *command), folder / "accord.db-wal"
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


def filled(folder: Path, command: Sequence[str], most: int) -> tuple[int, bytes]:
    """Change where no file may grow beyond so many bytes; its exit code and errors."""
    process = accord(folder, *command, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    _, error = process.communicate()
    return process.returncode, error


def repaired(folder: Path, before: str) -> tuple[str, str]:
    """Apply a decision that is in the file only; what is added to how the change ended, and what is wrong."""
    if graph_digest(folder) != before or "--same" not in verdicts(folder):
        return "", ""
    shown, _ = accord(folder, "status", "--audience", "secretariat").communicate()
    if DECISIONS.encode() not in shown:
        return "", f"a decision is in the file only, and `accord status` says: {shown.decode()}"
    _, error = accord(folder, "graph", "check", "--repair").communicate()
    return (", repaired", "") if graph_digest(folder) != before else ("", error.decode())


def verdicts(folder: Path) -> set[str]:
    """Return the verdicts in the file of decisions, as options."""
    path = folder / DECISIONS
    items = yaml.safe_load(path.read_text("utf-8")) if path.exists() else []
    return {f"--{key}" for item in items for key in item}


@dataclass(frozen=True)
class Trial:
    """A graph to change, and the command that does; `kind` as for `prepared`, `before` the digest of the graph."""

    origin: Path
    kind: str
    command: tuple[str, ...]
    before: str

    def run(self, whole: Whole, chance: random.Random, *, full: bool, again: bool) -> tuple[str, str]:
        """Return how an interrupted change ended, and the content of its graph."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "run"
            shutil.copytree(self.origin, folder)
            ended, code, error = self.interrupted(folder, whole, chance, full=full)
            if b"Traceback" in error:
                return "traceback", error.decode()
            added, wrong = repaired(folder, self.before) if self.kind == "review" else ("", "")
            state = wrong or (checked(folder) if self.kind != "load" else "") or graph_digest(folder)
            if again:
                repeated = accord(folder, *self.command)
                _, error = repeated.communicate()
                state = state if repeated.returncode == 0 else error.decode()
            return ("in time" if code == 0 else ended) + added, state

    def interrupted(self, folder: Path, whole: Whole, chance: random.Random, *, full: bool) -> tuple[str, int, bytes]:
        """Interrupt the change; how, its exit code and errors."""
        if full:
            return "disk full", *filled(folder, self.command, chance.randrange(1, whole.ahead))
        if chance.random() < 0.5:
            return "killed", *watched(folder, self.command, whole, seconds=whole.seconds * chance.random())
        ahead = max(1, whole.ahead * chance.random())
        return "killed while writing", *watched(folder, self.command, whole, ahead=ahead)


def survey(runs: int, seed: int, kind: str = "load") -> tuple[Counter[str], list[str]]:
    """The outcomes of changes that left the graph intact, and the differences of those that did not."""
    chance = random.Random(seed)
    survived: Counter[str] = Counter()
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        origin = Path(name) / "origin"
        origin.mkdir()
        command = prepared(origin, kind)
        trial = Trial(origin, kind, command, graph_digest(origin))
        changed = Path(name) / "changed"
        shutil.copytree(origin, changed)
        whole = Whole(math.inf)
        watched(changed, command, whole)
        after = graph_digest(changed)
        for number in range(runs):
            ended, state = trial.run(whole, chance, full=number % 5 == 4, again=number % 10 == 0)
            if state == trial.before or (state == after and ended not in ("disk full", "traceback")):
                survived[ended] += 1
            else:
                broken.append(f"{ended}: {state}")
            print(f"{number + 1} of {runs}: {ended}", file=sys.stderr, flush=True)
    return survived, broken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("runs", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    kinds = parser.add_mutually_exclusive_group()
    for kind in ("change", "review"):
        kinds.add_argument(f"--{kind}", action="store_const", dest="kind", const=kind)
    parser.set_defaults(kind="load")
    given = parser.parse_args()
    survived, broken = survey(given.runs, given.seed, given.kind)
    print("\n".join(f"{ended:30} {count:5}" for ended, count in sorted(survived.items())))
    print(f"survived {sum(survived.values())} of {given.runs}")
    print("\n".join(broken))
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
