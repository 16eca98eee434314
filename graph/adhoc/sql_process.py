"""Ad hoc SQL in a worker process, which is ended at the deadline.

SQLite checks the deadline between the instructions of its virtual machine: a function that works on a long text is one
instruction, and never yields.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.adhoc.limits import BYTES_PER_MEGABYTE, Limits, memory_error, timeout_error
from graph.adhoc.result import QueryResult, to_json_value
from graph.process.client import WorkerEndedError, WorkerProcess, WorkerTimeoutError

if TYPE_CHECKING:
    from graph.process.client import Channel
    from graph.sqlite.view import SqliteView

WORKER: Final = "graph.adhoc.sql_process:serve"
START_SECONDS: Final = 60  # for the worker to start and open the graph
GRACE_SECONDS: Final = 1.0  # after the deadline, for the query to end by itself


def run_in_process(view: SqliteView, text: str, parameters: Mapping[str, object], limits: Limits) -> QueryResult:
    """Return the result of a SELECT on the file of a view, as `graph.adhoc.sql.run_query` does, at the latest then.

    Raises:
        UsageError: it is not a SELECT, names something unknown, or takes too much time or memory.
    """
    request = {
        "graph": str(view.path.absolute()), "audience": view.audience, "language": view.language, "text": text,
        "parameters": dict(parameters), "seconds": limits.seconds, "rows": limits.rows, "bytes": limits.bytes,
    }  # fmt: skip
    with WorkerProcess(WORKER) as worker:
        try:
            worker.request(request, timeout=START_SECONDS)
            answer = worker.request(timeout=limits.seconds + GRACE_SECONDS)
        except WorkerTimeoutError:
            raise timeout_error(limits) from None
        except WorkerEndedError:  # the system refused it more memory
            raise memory_error(limits) from None
    return QueryResult(answer["columns"], answer["rows"], more=answer["more"])


def serve(channel: Channel) -> None:
    """Say that the graph is open, then send the result of one query."""
    from graph.adhoc.sql import run_query
    from graph.sqlite.store import SqliteStore

    asked: dict[str, Any] = channel.receive()
    limits = Limits(asked["seconds"], asked["rows"], asked["bytes"] // BYTES_PER_MEGABYTE)
    with SqliteStore(Path(asked["graph"])).view(asked["audience"], asked["language"]) as view:
        channel.send("ready")
        found = run_query(view, asked["text"], asked["parameters"], limits, heap=True)
        rows = [[to_json_value(value) for value in row] for row in found.rows]
        channel.send({"columns": found.columns, "rows": rows, "more": found.more})
