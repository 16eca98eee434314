"""How time and memory of reading grow with one part of a file: a word, a line, an item, a heading, a cell, nesting.

    python bench/reading/growth.py [--bar] [CHARACTERS] [NAME ...]    1,000,000 characters and all files, unless named

Each file is loaded by the command line at a quarter of the size and at the whole size. Seconds are those of the
processor, less those of the shortest file; megabytes are the largest process. The exponent is that of the seconds.
With --bar, the exit code is 1 where a file takes more than the bar allows.
"""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
from tests.helpers.files.long_parts import LONG_FILES  # noqa: E402

QUARTER = 4
BAR = {"seconds": 5.0, "megabytes": 200.0, "exponent": 1.1}
SHORT = 1.0  # seconds of the larger file, below which an exponent is that of the noise


def load(folder: Path, name: str, size: int) -> tuple[float, float]:
    """Seconds of the processor and megabytes that loading a file takes, in its process and its worker."""
    (folder / name).write_bytes(LONG_FILES[name](size))
    graph = folder / "graph.db"
    for left in folder.glob("graph.db*"):
        left.unlink()
    command = [sys.executable, "-m", "accord", "load", str(folder / name), "--graph", str(graph)]
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(started.pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def main(arguments: list[str]) -> int:
    """Measure each file, and print a line for it; return the exit code."""
    barred = "--bar" in arguments
    arguments = [each for each in arguments if each != "--bar"]
    failed = 0
    size = int(arguments[0]) if arguments else 1_000_000
    names = arguments[1:] or sorted(LONG_FILES)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        print(f"{'file':<16} {'seconds':>8} {'MB':>6} {'exponent':>9}   at {size:,} characters")
        for name in names:
            floor = load(folder, name, 100)[0]
            small, _ = load(folder, name, size // QUARTER)
            large, memory = load(folder, name, size)
            pair = max(small - floor, 0.05), max(large - floor, 0.05)
            exponent = math.log(pair[1] / pair[0], QUARTER)
            above = memory > BAR["megabytes"] or large > BAR["seconds"]
            above |= pair[1] > SHORT and exponent > BAR["exponent"]
            failed += above
            mark = "  above the bar" if above else ""
            print(f"{name:<16} {large:8.1f} {memory:6.0f} {exponent:9.2f}{mark}", flush=True)
    return int(barred and failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
