"""What a Neo4j server costs: a graph copied to it through Bolt, and questions asked of it when it is warm.

    python bench/server.py [SIZE|FILE ...]      by default 1000; a FILE is one of `bench/generate.py`

It starts the server of the tests (`make neo4j` fetches it) with 2 GB for its own and 1.5 GB for pages. "push" is the
copy of what members may see into an empty database, from the first row to the graph's switch, indexes included; "rows"
are those that were sent, a node or a relationship each; "MB" the greatest memory of the process that sends. The other
columns are milliseconds: the median of some answers, of fewer where they take long, in one process that has asked
before. "cold first" and "cold next" are fresh `accord who` commands in a shell, with compiled modules as an installed
Accord has them: the first after the copy, and the
median of more. An answer has 500 rows, as a table; "first" are the ten suggestions and "offers" the five for each need
that a command shows. With 1000, 100000 and 1000000 it takes some ten minutes.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # the server of the tests

from generate import reading

from graph.neo4j.address import address
from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SqliteStore
from queries.ask import ask
from queries.questions.first_statements import list_first_statements
from queries.questions.question import load_question
from tests.neo4j_server.server import Server, fetched

RUNS = 7
SECONDS = 20.0  # of a question, after which it is not asked again
ROWS = 500  # of an answer: as many as a table shows
COMPILED = """
import accord.cli, graph.neo4j.store, queries.ask
from graph.neo4j.address import Address
from graph.neo4j.driver import connect
connect(Address("bolt://localhost:1")).close()
"""
ASKED: tuple[tuple[str, str, dict[str, str], int | None], ...] = (  # the column, the question, how, how many rows
    ("who", "who", {"theme": "digital-identity"}, ROWS),
    ("coverage", "coverage", {"theme": "digital-identity"}, ROWS),
    ("partners", "partners", {"jurisdiction": "AGENCY-0007"}, ROWS),
    ("show", "show", {"node": "AGENCY-0007"}, ROWS),
    ("search", "search", {"query": "portal newcomers"}, ROWS),
    ("opportunities", "opportunities", {"for": "AGENCY-0007"}, ROWS),
    ("first", "opportunities", {"for": "AGENCY-0007"}, None),
    ("offers", "offers", {"by": "AGENCY-0007"}, None),
    ("overview", "overview", {}, ROWS),
)


def warm(store: Neo4jStore, name: str, given: dict[str, str], rows: int | None) -> float:
    """Seconds of an answer, the median of some, after a few that are not counted."""
    taken: list[float] = []
    with store.view("members", "en") as view:
        while len(taken) < RUNS + 3 and sum(taken) < SECONDS:
            begun = time.perf_counter()
            ask(view, load_question(name), given, rows)
            taken.append(time.perf_counter() - begun)
    return statistics.median(taken[min(3, len(taken) - 1) :])


def cold(server: Server, graph: SqliteStore) -> list[float]:
    """Seconds of a fresh command: the first one after the copy, and the median of those after it."""
    command = [str(Path(sys.executable).with_name("accord")), "who", "digital-identity", "--graph"]
    taken: list[float] = []
    with tempfile.TemporaryDirectory() as compiled:
        env = {**os.environ, **server.environment, "PYTHONPYCACHEPREFIX": compiled}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        for once in ([sys.executable, "-c", COMPILED], [*command, str(graph.path)]):
            subprocess.run(once, check=True, stdout=subprocess.DEVNULL, env=env)
        for _ in range(RUNS + 1):
            begun = time.perf_counter()
            subprocess.run([*command, server.uri], check=True, stdout=subprocess.DEVNULL, env=env)
            taken.append(time.perf_counter() - begun)
    return [taken[0], statistics.median(taken[1:])]


def measured(server: Server, graph: SqliteStore) -> str:
    """A line of the table."""
    with graph.view("members", "en") as view:
        size = view.value("SELECT count(*) FROM initiative WHERE kind = 'initiative'")
    with Neo4jStore(address(server.uri, server.environment), "members") as store:
        begun = time.perf_counter()
        rows = sum(store.push(graph, "members", asked_next=list_first_statements()).rows.values())
        pushed = time.perf_counter() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
        times = "".join(f"{seconds * 1000:>15.0f}" for seconds in cold(server, graph))
        times += "".join(f"{warm(store, name, given, rows) * 1000:>15.0f}" for _, name, given, rows in ASKED)
    return f"{size:>12,}{rows:>12,}{pushed:>9.1f}{rows / pushed:>9,.0f}{memory:>6}{times}"


def graph_of(argument: str, folder: Path) -> SqliteStore:
    """The graph of a size, made here, or that of a file."""
    if not argument.isdecimal():
        return SqliteStore(Path(argument))
    graph = SqliteStore(folder / f"{argument}.db", create=True)
    graph.add([reading(int(argument))])
    return graph


def main() -> None:
    """Measure, and print a table."""
    header = "".join(f"{column:>15}" for column in ("cold first", "cold next", *(column for column, *_ in ASKED)))
    print(f"{'initiatives':>12}{'rows':>12}{'push s':>9}{'rows/s':>9}{'MB':>6}{header}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for argument in sys.argv[1:] or ["1000"]:
            server = Server(fetched()[0], Path(folder) / f"neo4j-{Path(argument).stem}", quick=False)
            server.start()
            try:
                print(measured(server, graph_of(argument, Path(folder))), flush=True)
            finally:
                server.stop()


if __name__ == "__main__":
    main()
