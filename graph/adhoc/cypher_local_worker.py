"""Worker of `graph.adhoc.cypher_local`: build a copy of a graph, or run a query on one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.adhoc.limits import BYTES_PER_MEGABYTE, Limits
from graph.adhoc.result import collect_rows, to_json_value
from graph.process.worker import forbid_resources, limit_memory

if TYPE_CHECKING:
    from graph.neo4j.copy_plan import Step
    from graph.neo4j.patterns import Endpoint
    from graph.process.client import Channel

GENERATION: Final = 1  # on a server the load that wrote a node; a copy has one
INDEXES: Final = (("Source", "number"), ("Claim", "number"))  # looked up by later steps, besides identifiers


class KgliteForm:
    """The form of a pattern for KGLite (see `graph.neo4j.patterns.Form`): rows as maps, nodes by label and key.

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


def serve(channel: Channel) -> None:
    """Answer one request."""
    request = channel.receive()
    channel.send(_build_copy(request) if request["task"] == "copy" else _run_query(request))


def _build_copy(request: Mapping[str, Any]) -> dict[str, Any]:
    """Copy what an audience may see, by the steps of `copy_plan.yaml`, and save it atomically."""
    import kglite

    from graph.neo4j.copy_plan import iter_batches, iter_steps
    from graph.sqlite.store import SqliteStore

    store, target = SqliteStore(Path(request["graph"])), kglite.KnowledgeGraph()
    for label, key in INDEXES:
        target.cypher(f"CREATE INDEX {label.lower()} IF NOT EXISTS FOR (n:{label}) ON (n.{key})")
    with store.view(request["audience"], "en") as en, store.view(request["audience"], "fr") as fr:
        for step in iter_steps(en, fr):
            for batch in iter_batches(step):
                rows = [dict(zip(step.columns, row, strict=True)) for row in batch]
                for label, part in _group_by_kind(step, rows):
                    text = step.pattern.cypher(KgliteForm(label))
                    target.cypher(text, params={"rows": part, "generation": GENERATION}, timeout_ms=0)
    copy = Path(request["copy"])
    unfinished = copy.with_name(f"{copy.name}-{os.getpid()}")
    try:
        target.save(str(unfinished))
        unfinished.chmod(0o600)
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)
    return {"status": "copied"}


def _group_by_kind(step: Step, rows: list[dict[str, Any]]) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    """Group the rows of a step that looks up nodes of any kind by the label of these; other rows are one group."""
    if all(endpoint.label != "Node" for endpoint in step.pattern.endpoints):
        return [("Node", rows)]
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(str(row["kind"]).capitalize(), []).append(row)
    return groups.items()


def _run_query(request: Mapping[str, Any]) -> dict[str, Any]:
    """Run a query; from here on no file can be read or written, and memory is limited."""
    import kglite

    limits = Limits(request["seconds"], request["rows"], request["bytes"] // BYTES_PER_MEGABYTE)
    try:
        graph = kglite.load(request["copy"])
    except (kglite.KgError, ValueError, OSError):
        return {"status": "damaged"}
    graph.read_only(True)  # noqa: FBT003 (its own interface)
    kglite.set_query_warning_policy("silent")
    limit_memory(request["bytes"])
    forbid_resources("RLIMIT_FSIZE", "RLIMIT_CORE", "RLIMIT_NOFILE")  # KGLite would read any file (LOAD CSV)
    try:
        found = graph.cypher(
            request["text"], params={"generation": GENERATION, **request["parameters"]}, hide_structural_keys=True,
            timeout_ms=int(limits.seconds * 1000), row_limit=limits.rows + 1,
        )  # fmt: skip
        if isinstance(found, str):
            return {"status": "invalid", "reason": "FORMAT CSV → --format csv."}
        columns, warnings = list(found.columns), list(map(str, found.warnings))
        rows = ([to_json_value(row[name]) for name in columns] for row in found.to_list())
        result = collect_rows(columns, rows, limits)
    except MemoryError:
        return {"status": "memory"}
    except kglite.CypherTimeoutError:
        return {"status": "timeout"}
    except kglite.ReadOnlyError:
        return {"status": "write"}
    except (kglite.KgError, ValueError, TypeError, KeyError, OverflowError, RuntimeError, RecursionError) as error:
        return {"status": "invalid", "reason": str(error)}
    warnings = [one for one in warnings if "row_limit" not in one]
    return {
        "status": "rows", "columns": result.columns, "rows": result.rows, "more": result.more, "warnings": warnings
    }  # fmt: skip
