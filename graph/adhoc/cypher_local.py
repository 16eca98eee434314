"""Cypher asked of a graph file: by KGLite, over a copy for one audience that is made when it is missing or stale.

The copy has the labels, relationship types and properties of a copy on a Neo4j server, and what the audience may not
see is not in it. It is made, and asked, in processes of their own (`local_cypher_child`), which have limits and are
ended at the deadline; what KGLite does in there, be it to loop, to eat memory or to crash, costs that query alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.adhoc.limits import Found, Limits, too_large, too_slow
from graph.errors import StoreError, UsageError, error_of
from graph.process import OwnProcess, command

if TYPE_CHECKING:
    from graph.values import Audience

COMMAND: Final = command("graph.adhoc.cypher_local_worker")
BUILD_SECONDS: Final = 900
START_SECONDS: Final = 30  # for the process to start and to read the copy
TRIES: Final = 3
DAMAGED: Final = {"is": "damaged"}
ROOM: Final = Path(__file__).parent.parent
_BEHIND: Final = ("-wal",)  # where SQLite keeps what is not in the file yet


def ask(
    path: Path, audience: Audience, language: str, text: str, parameters: Mapping[str, object], limits: Limits
) -> tuple[Found, list[str]]:
    """What a Cypher query yields, and what KGLite warns of (in English).

    Raises:
        UsageError: the query cannot be understood, would change something, or takes too much time or memory.
        StoreError: no copy can be made.
    """
    asked = {
        "do": "ask", "text": text, "parameters": {**parameters, "language": language},
        "seconds": limits.seconds, "rows": limits.rows, "bytes": limits.bytes,
    }  # fmt: skip
    for _ in range(TRIES):
        copy = copy_of(path, audience)
        answer = _child({**asked, "copy": str(copy)}, limits.seconds + START_SECONDS)
        if answer != DAMAGED:
            break
        copy.unlink(missing_ok=True)
    if answer is None:
        raise too_slow(limits)
    match answer.get("is"):
        case "rows":
            return Found(answer["columns"], answer["rows"], more=answer["more"]), answer["warnings"]
        case "slow":
            raise too_slow(limits)
        case "write":
            raise UsageError("Here a query only reads: it was refused before it ran, and changed nothing.")
        case "wrong":
            raise UsageError("The Cypher cannot be understood: {reason}", reason=answer["reason"])
    raise too_large(limits)  # it ended without a word: the system gave it no more memory


def copy_of(path: Path, audience: Audience) -> Path:
    """The copy of a graph for an audience, made where there is none of the graph as it is now.

    Raises:
        StoreError: it cannot be made.
    """
    for _ in range(TRIES):
        stamp = _stamp(path, audience)
        copy = _folder(path) / f".{path.name}.{audience}.{stamp}.kgl"
        if copy.is_file():
            return copy
        for old in copy.parent.glob(f".{path.name}.{audience}.*.kgl"):
            old.unlink(missing_ok=True)
        answer = _child(
            {"do": "copy", "graph": str(path.absolute()), "audience": audience, "copy": str(copy)}, BUILD_SECONDS
        )
        if answer is None or answer.get("is") != "copied":
            raise StoreError(
                "The graph is too large to ask it in Cypher here: it took more than {seconds} seconds, or more memory"
                " than there is. Push it to a Neo4j server (accord server push), or ask it in SQL (accord sql).",
                seconds=BUILD_SECONDS,
            )
        if _stamp(path, audience) == stamp:
            return copy
        copy.unlink(missing_ok=True)  # the graph was loaded meanwhile
    raise StoreError("{path} is being loaded by someone else. Wait for it to end, then try again.", path=path)


def _stamp(path: Path, audience: Audience) -> str:
    """What tells a graph from what it was before, and from how another Accord would copy it."""
    told: list[object] = [str(path.absolute()), audience, version("kglite")]
    for one in (path, *(path.with_name(path.name + end) for end in _BEHIND)):
        with contextlib.suppress(OSError):
            if (state := one.stat()).st_size:
                told += [one.name, state.st_size, state.st_mtime_ns]
    digest = hashlib.sha256(repr(told).encode())
    for code in (
        "neo4j/copy_plan.yaml",
        "sqlite/schema/views.sql",
        "neo4j/copy_plan.py",
        "neo4j/patterns.py",
        "adhoc/cypher_local_worker.py",
    ):
        digest.update((ROOM / code).read_bytes())
    return digest.hexdigest()[:16]


def _folder(path: Path) -> Path:
    """Where the copy stands: beside the graph, or in the user's folder of such things where that may not be written."""
    beside = path.absolute().parent
    if os.access(beside, os.W_OK):
        return beside
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "accord"
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    return cache


def _child(asked: Mapping[str, Any], seconds: float) -> dict[str, Any] | None:
    """What the process answers that does something; None at the deadline, nothing where it broke down."""
    with OwnProcess(COMMAND) as process, process.deadline(seconds) as late:
        out = process.answer(json.dumps(asked).encode())
    if late.is_set():
        return None
    try:
        answer: dict[str, Any] = json.loads(out)
    except ValueError:
        return {}
    if answer.get("is") == "error":
        raise error_of(answer)
    return answer
