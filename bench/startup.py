"""How fast a cold command answers: each run is a fresh process, as when a person types it.

Prints the median and the slowest time of each command, its peak memory (`ru_maxrss`, as the kernel counts
it), and which of the heavy libraries it loads.
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

RUNS = 10
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
class Cost:
    """What one command costs: time in milliseconds (median and slowest), memory in MB, heavy imports."""

    command: str
    median: float
    slowest: float
    peak: float
    heavy: str


def run_once(command: list[str]) -> tuple[float, float]:
    """Milliseconds from start to end of a fresh process, and its peak memory in MB.

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
    return elapsed * 1000, usage.ru_maxrss * unit / 1e6


def heavy_imports(arguments: list[str]) -> str:
    """Which heavy libraries a command imports, by Python's own record of its imports."""
    command = [sys.executable, "-X", "importtime", "-m", "accord", *arguments]
    record = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    loaded = {line.rpartition("|")[2].strip() for line in record.splitlines() if line.startswith("import time:")}
    return ", ".join(name for name in HEAVY if name in loaded) or "none"


def measure(arguments: list[str]) -> Cost:
    """Run `accord` with these arguments RUNS times, after a first run that fills the caches."""
    command = [str(Path(sys.executable).with_name("accord")), *arguments]
    run_once(command)
    times, peaks = zip(*(run_once(command) for _ in range(RUNS)), strict=True)
    shown = " ".join(f'"{part}"' if " " in part else part for part in ("accord", *arguments))
    return Cost(shown, statistics.median(times), max(times), max(peaks), heavy_imports(arguments))


def main() -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        build_sample()
        costs = [measure(arguments) for arguments in (["--version"], ["--help"], ["who", THEME], ["search", THEME])]
    print(f"Cold start, {RUNS} runs each, Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    print(f"{'command':<32}{'median ms':>10}{'slowest ms':>12}{'peak MB':>9}  heavy imports")
    for cost in costs:
        print(f"{cost.command:<32}{cost.median:>10.0f}{cost.slowest:>12.0f}{cost.peak:>9.0f}  {cost.heavy}")


def build_sample() -> None:
    """Make the sample's graph, and let the commands look there."""
    os.environ["ACCORD_GRAPH"] = "sample.db"
    command = [sys.executable, "-m", "accord", "demo"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
