"""How time and memory of reading grow with one part of a file: a word, a line, an item, a heading, a cell, nesting.

    python bench/reading/growth.py [CHARACTERS] [NAME ...]      1,000,000 characters and all files unless told otherwise

Each file is loaded by the command line at a quarter of the size and at the whole size. Seconds are those of the
processor, less those of the shortest file; megabytes are the largest process. The exponent is that of the seconds.
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


def main(arguments: list[str]) -> None:
    """Measure each file, and print a line for it."""
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
            print(f"{name:<16} {large:8.1f} {memory:6.0f} {math.log(pair[1] / pair[0], QUARTER):9.2f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
