"""Cypher on a graph file: run by KGLite on a copy for one audience, made when it is missing or out of date.

The copy has the labels, relationship types and properties of a graph on a Neo4j server, without anything that the
audience may not see. It is made and queried in worker processes (`graph.adhoc.cypher_local_worker`) with limits and a
deadline: if KGLite loops, exhausts memory or crashes, only that query fails.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.adhoc.cypher_text import invalid_query, quote_reserved
from graph.adhoc.limits import Limits, memory_error, timeout_error
from graph.adhoc.result import QueryResult
from graph.errors import MissingExtraError, StoreError, UsageError
from graph.process.client import WorkerEndedError, WorkerProcess, WorkerTimeoutError
from graph.process.install import install_command
from graph.sqlite.copies.kept import CYPHER_SUFFIX, copy_folder, copy_stem

if TYPE_CHECKING:
    from graph.values import Audience

WORKER: Final = "graph.adhoc.cypher_local_worker:serve"
BUILD_SECONDS: Final = 900
START_SECONDS: Final = 30  # for the worker to start and to load the copy
MAX_ATTEMPTS: Final = 3
_DAMAGED: Final = {"status": "damaged"}
_ROOT: Final = Path(__file__).parent.parent
_STAMPED_CODE: Final = (
    "neo4j/copy_plan.yaml",
    "sqlite/schema/views.sql",
    "neo4j/copy_plan.py",
    "neo4j/patterns.py",
    "adhoc/cypher_local_worker.py",
)
_LOG_SUFFIX: Final = "-wal"  # SQLite keeps there what is not in the file yet


def run_query(
    path: Path, audience: Audience, language: str, text: str, parameters: Mapping[str, object], limits: Limits
) -> tuple[QueryResult, list[str]]:
    """Return the result of a Cypher query, and KGLite's warnings (in English).

    Raises:
        UsageError: the query is not valid, would change something, or takes too much time or memory.
        MissingExtraError: KGLite is not installed.
        StoreError: no copy can be made.
    """
    text = quote_reserved(text)
    request = {
        "task": "query", "text": text, "parameters": {**parameters, "language": language},
        "seconds": limits.seconds, "rows": limits.rows, "bytes": limits.bytes,
    }  # fmt: skip
    try:
        for _ in range(MAX_ATTEMPTS):
            copy = find_or_build_copy(path, audience)
            answer = _ask_worker({**request, "copy": str(copy)}, limits.seconds + START_SECONDS)
            if answer != _DAMAGED:
                break
            copy.unlink(missing_ok=True)
    except WorkerTimeoutError:
        raise timeout_error(limits) from None
    except WorkerEndedError:  # the system refused it more memory
        raise memory_error(limits) from None
    match answer.get("status"):
        case "rows":
            return QueryResult(answer["columns"], answer["rows"], more=answer["more"]), answer["warnings"]
        case "timeout":
            raise timeout_error(limits)
        case "write":
            raise UsageError("Only queries that read are allowed. This one was refused before it ran.")
        case "invalid":
            raise invalid_query(text, answer["reason"])
    raise memory_error(limits)


def find_or_build_copy(path: Path, audience: Audience) -> Path:
    """Return the copy of a graph for an audience, built if there is none of the current graph.

    Raises:
        MissingExtraError: KGLite is not installed.
        StoreError: it cannot be built.
    """
    for _ in range(MAX_ATTEMPTS):
        stamp = _stamp(path, audience)
        copy = copy_folder(path) / f"{copy_stem(path)}.{audience}.{stamp}{CYPHER_SUFFIX}"
        if copy.is_file():
            return copy
        for old in copy.parent.glob(f"{copy_stem(path)}.{audience}.*{CYPHER_SUFFIX}"):
            old.unlink(missing_ok=True)
        request = {"task": "copy", "graph": str(path.absolute()), "audience": audience, "copy": str(copy)}
        try:
            _ask_worker(request, BUILD_SECONDS)
        except WorkerEndedError:
            raise StoreError(
                "This graph is too large for Cypher on a file: copying it took more than {seconds} seconds, or more"
                " memory than there is. Push it to a Neo4j server (accord server push), or query it in SQL (accord"
                " sql).",
                seconds=BUILD_SECONDS,
            ) from None
        if _stamp(path, audience) == stamp:
            return copy
        copy.unlink(missing_ok=True)  # the graph was loaded meanwhile
    raise StoreError("Another process is loading {path}. Wait until it has finished, then try again.", path=path)


def _stamp(path: Path, audience: Audience) -> str:
    """Hash what the copy depends on: the state of the graph file, and the code that copies it."""
    parts: list[object] = [str(path.absolute()), audience, _kglite_version()]
    for file in (path, path.with_name(path.name + _LOG_SUFFIX)):
        with contextlib.suppress(OSError):
            if (state := file.stat()).st_size:
                parts += [file.name, state.st_size, state.st_mtime_ns]
    digest = hashlib.sha256(repr(parts).encode())
    for code in _STAMPED_CODE:
        digest.update((_ROOT / code).read_bytes())
    return digest.hexdigest()[:16]


def _kglite_version() -> str:
    try:
        return version("kglite")
    except PackageNotFoundError:
        raise MissingExtraError(
            "Cypher on a graph file needs KGLite, which is not installed: {command}",
            command=install_command("cypher"),
        ) from None


def _ask_worker(request: Mapping[str, Any], seconds: float) -> dict[str, Any]:
    """Run one request in a new worker.

    Raises:
        WorkerEndedError: it did not answer (`WorkerTimeoutError`: in time).
    """
    with WorkerProcess(WORKER) as worker:
        answer: dict[str, Any] = worker.request(request, timeout=seconds)
        return answer
