"""What a Neo4j server costs: a graph copied to it through Bolt, and questions asked of it when it is warm.

    python bench/server.py [INITIATIVES ...]      1000 unless told otherwise

It starts the server of the tests (`make neo4j` fetches it) with as much memory as they give it. "push" is the copy of
what members may see, from the first row to the graph's switch; "rows" are those that were sent, a node or a
relationship each. "who", "coverage" and "partners" are the median of some answers in one process that has asked before.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # the server of the tests

from generate import reading

from graph.neo4j_address import address
from graph.neo4j_store import Neo4jStore
from graph.sqlite_store import SqliteStore
from queries.ask import ask
from queries.question import question
from tests.neo4j_server.server import Server, fetched

RUNS = 15
ROWS = 500  # of an answer: as many as a table shows
ASKED = (
    ("who", {"theme": "digital-identity"}),
    ("coverage", {"theme": "digital-identity"}),
    ("partners", {"jurisdiction": "AGENCY-0007"}),
)


def warm(store: Neo4jStore, name: str, given: dict[str, str]) -> float:
    """Seconds of an answer, the median of some, after as many that are not counted."""
    taken = []
    with store.view("members", "en") as view:
        for _ in range(2 * RUNS):
            begun = time.perf_counter()
            ask(view, question(name), given, ROWS)
            taken.append(time.perf_counter() - begun)
    return statistics.median(taken[RUNS:])


def measured(server: Server, size: int, folder: Path) -> str:
    """A line of the table."""
    graph = SqliteStore(folder / f"{size}.db", create=True)
    graph.add([reading(size)])
    with Neo4jStore(address(server.uri, server.environment), "members") as store:
        begun = time.perf_counter()
        rows = sum(store.push(graph, "members").values())
        seconds = time.perf_counter() - begun
        times = "".join(f"{warm(store, name, given) * 1000:>12.0f}" for name, given in ASKED)
    return f"{size:>12,}{rows:>12,}{seconds:>9.1f}{rows / seconds:>9,.0f}{times}"


def main() -> None:
    """Measure, and print a table."""
    header = "".join(f"{name + ' ms':>12}" for name, _ in ASKED)
    print(f"{'initiatives':>12}{'rows':>12}{'push s':>9}{'rows/s':>9}{header}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for size in [int(argument) for argument in sys.argv[1:]] or [1_000]:
            server = Server(fetched()[0], Path(folder) / f"neo4j-{size}", quick=False)
            server.start()
            try:
                print(measured(server, size, Path(folder)), flush=True)
            finally:
                server.stop()


if __name__ == "__main__":
    main()
