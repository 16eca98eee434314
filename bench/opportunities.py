"""What suggestions cost: scoring every organisation on arrays, and a cold `accord opportunities --for`.

    python bench/opportunities.py [INITIATIVES ...]      by default 1000 and 100000; graphs up to 100000

"scoring" makes and weighs the features of all organisations with all, and picks the best ten of each, on arrays of the
shape that `generate.py` makes; it reads no graph. "peak" is the memory of the process after it (`ru_maxrss`). "cold" is
a fresh process that answers for one organisation from a graph file, median of three; with "--", the size was not tried.
Seconds are of processor time, which a busy machine lengthens less than those of the clock.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from generate import rows

from queries.link_prediction.feature_matrices import FeatureMatrices
from queries.link_prediction.history import History
from queries.link_prediction.ranking import rank_candidates
from queries.numeric.sparse import SparseMatrix
from queries.suggestions.weights import load_shipped_weights

LARGEST_GRAPH = 100_000
RUNS = 3


def history(size: int) -> History:
    """The arrays of an inventory of so many initiatives."""
    organisations: dict[str, int] = {}
    themes: dict[str, int] = {}
    levels: list[str] = []
    members: list[tuple[int, int]] = []
    work: list[tuple[int, int]] = []
    asks: list[tuple[int, int]] = []
    days: list[str] = []

    def number(name: str) -> int:
        if name not in organisations:
            organisations[name] = len(organisations)
            levels.append("federal" if len(levels) % 5 else "municipal")
        return organisations[name]

    for row in rows(size):
        team = [number(name) for name in (row.lead, *row.partners)]
        about = [themes.setdefault(theme, len(themes)) for theme in row.themes]
        work += [(one, theme) for one in team for theme in about]
        if row.partners:
            members += [(one, len(days)) for one in team]
            days.append(row.date)
        if row.need:
            asks.append((team[0], about[0]))
    shape = len(organisations), len(themes)
    return History(
        organisations=list(organisations), levels=levels, parents=[""] * len(levels),
        members=sparse(members, len(levels), len(days)), days=np.array(days), work=sparse(work, *shape),
        themes=list(themes), asks=sparse(asks, *shape),
        initiatives=np.bincount([one for one, _ in work], minlength=len(levels)).astype(np.float32),
        texts=sparse([], len(levels), 1),
    )  # fmt: skip


def sparse(cells: list[tuple[int, int]], height: int, width: int) -> SparseMatrix:
    """Counts of cells."""
    row, column = np.array(cells).T if cells else np.zeros((2, 0), dtype=int)
    return SparseMatrix.from_cells(row, column, np.ones(len(row)), (height, width))


def scoring(past: History) -> float:
    """Seconds to rank the best ten of each organisation."""
    begun = time.process_time()
    for _ in rank_candidates(FeatureMatrices(past), load_shipped_weights()["history"], np.arange(len(past.levels)), 10):
        pass
    return time.process_time() - begun


def cold(size: int, folder: Path) -> str:
    """Seconds of a fresh process that answers for one organisation."""
    if size > LARGEST_GRAPH:
        return "--"
    graph = folder / f"{size}.db"
    subprocess.run([sys.executable, Path(__file__).with_name("generate.py"), str(size), graph], check=True)
    command = [str(Path(sys.executable).with_name("accord")), "opportunities", "--for", "AGENCY-0007"]
    command += ["--graph", str(graph)]
    taken = []
    for _ in range(RUNS):
        begun = children()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append(children() - begun)
    return f"{statistics.median(taken):.2f}"


def children() -> float:
    """Seconds that finished processes of this one have computed."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure, and print a table."""
    print(f"{'initiatives':>12}{'organisations':>15}{'pairs':>11}{'scoring s':>11}{'peak MB':>9}{'cold --for s':>14}")
    with tempfile.TemporaryDirectory() as folder:
        for size in [int(argument) for argument in sys.argv[1:]] or [1_000, 100_000]:
            past = history(size)
            pairs = len(FeatureMatrices(past).partners.values) // 2
            seconds = scoring(past)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            answer = cold(size, Path(folder))
            print(f"{size:>12,}{len(past.levels):>15,}{pairs:>11,}{seconds:>11.2f}{peak:>9.0f}{answer:>14}")


if __name__ == "__main__":
    main()
