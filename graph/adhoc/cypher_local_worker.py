"""The process that makes and asks the copies of `graph.adhoc.cypher_local`: one request as JSON, one answer as JSON."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from graph.adhoc.limits import Limits, kept, plain
from graph.errors import AccordError, told
from graph.process_worker import answers, forbid, limit_memory

GENERATION: Final = 1  # on a server nodes say which load wrote them; here there is one
INDEXES: Final = (("Source", "number"), ("Claim", "number"))  # what later steps of the copy look up, beside identifiers
_NODE: Final = re.compile(r"\(n:Node:(\w+)\)")  # KGLite looks up identifiers by the first label: the more telling one
_LOOKED_UP: Final = ", generation: $generation}"
_ANY_NODE: Final = ":Node {id:"


def main() -> None:
    """Answer one request."""
    asked = json.loads(sys.stdin.buffer.read())
    with answers() as pipe:
        try:
            answer = _copied(asked) if asked["do"] == "copy" else _answered(asked)
        except AccordError as error:
            answer = told(error)
        pipe.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))


def _copied(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Copy what an audience may see, as `neo4j_copy.yaml` says, and save it whole or not at all."""
    import kglite

    from graph.neo4j.copy_plan import batches, created, steps
    from graph.sqlite.store import SqliteStore

    store, made = SqliteStore(Path(asked["graph"])), kglite.KnowledgeGraph()
    for label, key in INDEXES:
        made.cypher(f"CREATE INDEX {label.lower()} IF NOT EXISTS FOR (n:{label}) ON (n.{key})")
    with store.view(asked["audience"], "en") as en, store.view(asked["audience"], "fr") as fr:
        for step in steps(en, fr):
            whole = _NODE.sub(r"(n:\1:Node)", step.text).replace(_LOOKED_UP, "}")
            # each property by its name: KGLite takes four times as long to set a whole row
            written = created(whole, {column: f"row.`{column}`" for column in step.columns})
            for batch in batches(step):
                rows = [dict(zip(step.columns, row, strict=True)) for row in batch]
                for label, part in _by_kind(written, rows):
                    made.cypher(
                        written.replace(_ANY_NODE, label), params={"rows": part, "generation": GENERATION}, timeout_ms=0
                    )
    copy = Path(asked["copy"])
    unfinished = copy.with_name(f"{copy.name}-{os.getpid()}")
    try:
        made.save(str(unfinished))
        unfinished.chmod(0o600)
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)
    return {"is": "copied"}


def _by_kind(text: str, rows: list[dict[str, Any]]) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    """The rows of a step that looks up nodes of any kind, kind by kind with what to look up; others as they are."""
    if _ANY_NODE not in text:
        return [(_ANY_NODE, rows)]
    kinds: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        kinds.setdefault(str(row["kind"]).capitalize(), []).append(row)
    return [(f":{kind} {{id:", part) for kind, part in kinds.items()]


def _answered(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What a query yields: no file is read or written from here on, and no more memory taken than it may."""
    import kglite

    limits = Limits(asked["seconds"], asked["rows"], asked["bytes"] // 1_000_000)
    try:
        graph = kglite.load(asked["copy"])
    except (kglite.KgError, ValueError, OSError):
        return {"is": "damaged"}
    graph.read_only(True)  # noqa: FBT003 (its own interface)
    kglite.set_query_warning_policy("silent")
    limit_memory(asked["bytes"])
    forbid("RLIMIT_FSIZE", "RLIMIT_CORE", "RLIMIT_NOFILE")  # KGLite would read any file (LOAD CSV)
    try:
        found = graph.cypher(
            asked["text"], params={"generation": GENERATION, **asked["parameters"]}, hide_structural_keys=True,
            timeout_ms=int(limits.seconds * 1000), row_limit=limits.rows + 1,
        )  # fmt: skip
        if isinstance(found, str):
            return {"is": "wrong", "reason": "FORMAT CSV → --format csv."}
        columns, warnings = list(found.columns), list(map(str, found.warnings))
        rows = ([plain(row[name]) for name in columns] for row in found.to_list())
        made = kept(columns, rows, limits)
    except MemoryError:
        return {"is": "large"}
    except kglite.CypherTimeoutError:
        return {"is": "slow"}
    except kglite.ReadOnlyError:
        return {"is": "write"}
    except (kglite.KgError, ValueError, TypeError, KeyError, OverflowError, RuntimeError, RecursionError) as error:
        return {"is": "wrong", "reason": str(error)}
    warned = [one for one in warnings if "row_limit" not in one]
    return {"is": "rows", "columns": made.columns, "rows": made.rows, "more": made.more, "warnings": warned}


if __name__ == "__main__":
    main()
