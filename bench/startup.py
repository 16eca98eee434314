"""How fast a cold command answers: each run is a fresh process, as when a person types it.

Each run of a command is paired with a bare start of the same Python (`python -c ""`), so that a busy or a slow machine
changes both. Prints the median time of each command, how many bare starts that is (the median of the pairs, by the
clock and by processor time), its peak memory (`ru_maxrss`, as the kernel counts it), and which of the heavy libraries
it loads. Modules are compiled by a first run, into a folder of their own. The first row is the floor: a process that
only imports what every command needs, click and SQLite.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PAIRS = 11
BARE = [sys.executable, "-c", ""]
FLOOR = "import click, apsw"
HEAVY = (
    "networkx",
    "numpy",
    "scipy",
    "pyvis",
    "pandas",
    "neo4j",
    "pydantic",
    "pdfplumber",
    "yaml",
    "rapidfuzz",
)
THEME = "digital identity"


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: milliseconds of the clock and of processors, and MB of memory at its peak."""

    elapsed: float
    used: float
    peak: float


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command costs: the median run of each sort, in bare starts, and its heavy imports."""

    command: str
    elapsed: float
    starts: float
    starts_used: float
    peak: float
    heavy: str


def run_once(command: list[str]) -> Run:
    """Run a fresh process to its end.

    Raises:
        subprocess.CalledProcessError: the command failed, so its time would mean nothing.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    return Run(elapsed * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss * unit / 1e6)


def heavy_imports(arguments: list[str]) -> str:
    """Which heavy libraries a command imports, by Python's own record of its imports."""
    command = [sys.executable, "-X", "importtime", "-m", "accord", *arguments]
    record = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    loaded = {line.rpartition("|")[2].strip() for line in record.splitlines() if line.startswith("import time:")}
    return ", ".join(name for name in HEAVY if name in loaded) or "none"


def measure(arguments: list[str]) -> Cost:
    """Measure `accord` with these arguments."""
    command = [str(Path(sys.executable).with_name("accord")), *arguments]
    shown = " ".join(f'"{part}"' if " " in part else part for part in ("accord", *arguments))
    return compare(command, shown, heavy_imports(arguments))


def compare(command: list[str], shown: str, heavy: str) -> Cost:
    """Run a command, alternating with bare starts, after a first run that fills the caches."""
    run_once(command)
    pairs = [(run_once(BARE), run_once(command)) for _ in range(PAIRS)]
    return Cost(
        shown,
        statistics.median(run.elapsed for _, run in pairs),
        statistics.median(run.elapsed / bare.elapsed for bare, run in pairs),
        statistics.median(run.used / bare.used for bare, run in pairs),
        max(run.peak for _, run in pairs),
        heavy,
    )


def main() -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        build_sample()
        costs = [
            compare([sys.executable, "-c", FLOOR], FLOOR, "none"),
            *(measure(arguments) for arguments in (["--version"], ["--help"], ["who", THEME], ["search", THEME])),
        ]
    print(f"Cold start, medians of {PAIRS} pairs, Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    print(f"{'command':<32}{'ms':>6}{'bare starts':>13}{'by processor':>14}{'peak MB':>9}  heavy imports")
    for cost in costs:
        print(
            f"{cost.command:<32}{cost.elapsed:>6.0f}{cost.starts:>13.1f}{cost.starts_used:>14.1f}{cost.peak:>9.0f}"
            f"  {cost.heavy}"
        )


def build_sample() -> None:
    """Make the sample's graph, and let the commands look there."""
    os.environ["ACCORD_GRAPH"] = "sample.db"
    command = [sys.executable, "-m", "accord", "demo"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
