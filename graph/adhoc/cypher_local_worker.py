"""The process that makes and asks the copies of `graph.adhoc.cypher_local`: one request as JSON, one answer as JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.adhoc.limits import Limits, kept, plain
from graph.errors import AccordError, told
from graph.process_worker import answers, forbid, limit_memory

if TYPE_CHECKING:
    from graph.neo4j.copy_plan import Step
    from graph.neo4j.patterns import Endpoint

GENERATION: Final = 1  # on a server nodes say which load wrote them; here there is one
INDEXES: Final = (("Source", "number"), ("Claim", "number"))  # what later steps of the copy look up, beside identifiers


class KgliteForm:
    """How KGLite takes a pattern (see `graph.neo4j.patterns.Form`): rows as maps, existing nodes by label and key.

    Args:
        node_label: The label of nodes that the pattern names only as Node: KGLite finds identifiers by the first label.
    """

    def __init__(self, node_label: str = "Node") -> None:
        self._node_label = node_label

    def column(self, name: str) -> str:
        """Return the expression that reads a column; KGLite takes four times as long to set a whole row."""
        return f"row.`{name}`"

    def match(self, variable: str, endpoint: Endpoint) -> str:
        """Return the clause that finds an existing node."""
        label = self._node_label if endpoint.label == "Node" else endpoint.label
        return f"MATCH ({variable}:{label} {{{endpoint.key}: {self.column(endpoint.column)}}})"

    def labels(self, labels: Sequence[str]) -> str:
        """Return the labels of a new node, its kind first."""
        return ":".join(reversed(labels))


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
    """Copy what an audience may see, as `copy_plan.yaml` says, and save it whole or not at all."""
    import kglite

    from graph.neo4j.copy_plan import iter_batches, iter_steps
    from graph.sqlite.store import SqliteStore

    store, made = SqliteStore(Path(asked["graph"])), kglite.KnowledgeGraph()
    for label, key in INDEXES:
        made.cypher(f"CREATE INDEX {label.lower()} IF NOT EXISTS FOR (n:{label}) ON (n.{key})")
    with store.view(asked["audience"], "en") as en, store.view(asked["audience"], "fr") as fr:
        for step in iter_steps(en, fr):
            for batch in iter_batches(step):
                rows = [dict(zip(step.columns, row, strict=True)) for row in batch]
                for label, part in _group_by_kind(step, rows):
                    text = step.pattern.cypher(KgliteForm(label))
                    made.cypher(text, params={"rows": part, "generation": GENERATION}, timeout_ms=0)
    copy = Path(asked["copy"])
    unfinished = copy.with_name(f"{copy.name}-{os.getpid()}")
    try:
        made.save(str(unfinished))
        unfinished.chmod(0o600)
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)
    return {"is": "copied"}


def _group_by_kind(step: Step, rows: list[dict[str, Any]]) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    """Group the rows of a step that looks up nodes of any kind by the label of these; other rows are one group."""
    if all(endpoint.label != "Node" for endpoint in step.pattern.endpoints):
        return [("Node", rows)]
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(str(row["kind"]).capitalize(), []).append(row)
    return groups.items()


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
