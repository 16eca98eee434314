"""Ad hoc Cypher on a Neo4j server: planned first, refused if it would change anything, then run.

A read transaction does not stop a server from running procedures that write. So the query is planned first (`EXPLAIN`,
which runs nothing), and the plan may only have operators and procedures that read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from graph.adhoc.cypher_text import invalid_query
from graph.adhoc.deadline import wait_for
from graph.adhoc.limits import Limits, memory_error, timeout_error
from graph.adhoc.result import QueryResult, collect_rows, to_json_value
from graph.errors import UsageError
from graph.neo4j.driver import explain_driver_errors

if TYPE_CHECKING:
    from graph.neo4j.view import Neo4jView

READ_QUERY: Final = "r"
# procedures that only read, on any server
READ_PROCEDURES: Final = re.compile(
    r"db\.(labels|relationshipTypes|propertyKeys|schema\.\w+|index\.(fulltext|vector)\.query(Nodes|Relationships))"
)
REFUSED_OPERATORS: Final = re.compile(
    r"LoadCSV|Create|Delete|Detach|Merge|Set|Remove|Foreach|Write|Eager.*Update|TransactionForeach|TransactionApply"
    r"|Terminate|ShowTransactions|Administration"
)
_EXPLAIN: Final = "EXPLAIN "
_PREFIX: Final = re.compile(r"(?:\s|//[^\n]*\n|/\*.*?\*/)*(?:explain|profile)\b", re.IGNORECASE | re.DOTALL)


def run_query(view: Neo4jView, text: str, parameters: Mapping[str, object], limits: Limits) -> QueryResult:
    """Return the result of a query, which gets the parameters `$generation` and `$language`.

    The server looks at the limit of time between rows only, so this process stops waiting for it a second later.

    Raises:
        UsageError: it is not valid, would change something, or takes too much time or memory.
        StoreError: the server fails.
    """
    found = wait_for(partial(_run, view, text, parameters, limits), limits)
    view.value("RETURN 1 AS one")  # raises if the graph was replaced meanwhile
    return found


def _run(view: Neo4jView, text: str, parameters: Mapping[str, object], limits: Limits) -> QueryResult:
    from neo4j.exceptions import Neo4jError

    given = {**parameters, "generation": view.generation, "language": view.language}
    with explain_driver_errors(view.connection.address), view.connection.session("READ") as session:
        try:
            check_reads_only(session, text, given)
            with session.begin_transaction(timeout=limits.seconds) as transaction:
                result = transaction.run(text, given)
                found = collect_rows(list(result.keys()), _rows(result), limits)
                transaction.rollback()
        except Neo4jError as error:
            raise (_explain_error(text, error, limits) or error) from None
    return found


def check_reads_only(session: Any, text: str, given: Mapping[str, object]) -> None:  # noqa: ANN401 (the driver's)
    """Check that a query only reads, without running it.

    Raises:
        UsageError: it does more.
    """
    if _PREFIX.match(text):
        raise UsageError("EXPLAIN and PROFILE are not allowed. Remove them from the query.")
    with session.begin_transaction() as transaction:
        summary = transaction.run(_EXPLAIN + text, given).consume()
        transaction.rollback()
    refused = summary.query_type != READ_QUERY or any(_may_write(one) for one in _operators(summary.plan or {}))
    if refused:
        raise UsageError("Only queries that read are allowed. This one was refused before it ran.")


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _operators(child)


def _may_write(operator: Mapping[str, Any]) -> bool:
    """Whether an operator of a plan changes something, reads a file, or calls a procedure that may do so."""
    name = str(operator.get("operatorType", "")).split("@")[0]
    if name == "ProcedureCall":
        return not READ_PROCEDURES.match(str(operator.get("args", {}).get("Details", "")))
    return bool(REFUSED_OPERATORS.match(name))


def _rows(result: Any) -> Iterator[list[Any]]:  # noqa: ANN401 (the driver's)
    for record in result:
        yield [_convert_value(value) for value in record.values()]


def _convert_value(value: Any) -> Any:  # noqa: ANN401 (whatever Cypher has)
    """Convert a value to one that JSON can hold; nodes, relationships and paths become dictionaries."""
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Node):
        return {"labels": sorted(value.labels), "properties": {key: to_json_value(one) for key, one in value.items()}}
    if isinstance(value, Relationship):
        return {"type": value.type, "properties": {key: to_json_value(one) for key, one in value.items()}}
    if isinstance(value, Path):
        return {
            "nodes": list(map(_convert_value, value.nodes)),
            "relationships": list(map(_convert_value, value.relationships)),
        }
    if isinstance(value, list):
        return list(map(_convert_value, value))
    if isinstance(value, dict):
        return {str(key): _convert_value(one) for key, one in value.items()}
    return to_json_value(value)


def _explain_error(text: str, error: Any, limits: Limits) -> UsageError | None:  # noqa: ANN401 (an error of the driver's)
    """Return the error for the user, or None if the query is not the cause."""
    code = str(error.code or "")
    if "TransactionTimedOut" in code or code.endswith("Terminated"):
        return timeout_error(limits)
    if "MemoryPoolOutOfMemory" in code:
        return memory_error(limits)
    if ".Statement." in code:
        reason = error.message or code
        return invalid_query(text, reason, _EXPLAIN if f'"{_EXPLAIN}' in reason else "")  # it repeats what it read
    return None
