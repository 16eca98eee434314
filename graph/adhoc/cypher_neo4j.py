"""Cypher that somebody typed, asked of a Neo4j server: understood first, refused if it would change anything, then run.

That a transaction is for reading is advice to a server, and procedures may do what they like. So the server is asked
for the plan first (`EXPLAIN`), which runs nothing, and the plan has to be one that reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from graph.adhoc.limits import Found, Limits, kept, plain, too_large, too_slow
from graph.errors import UsageError
from graph.neo4j.driver import explain_driver_errors

if TYPE_CHECKING:
    from graph.neo4j.view import Neo4jView

READS: Final = "r"
# procedures that read and nothing else, on any server
PROCEDURES: Final = re.compile(
    r"db\.(labels|relationshipTypes|propertyKeys|schema\.\w+|index\.(fulltext|vector)\.query(Nodes|Relationships))"
)
REFUSED_OPERATORS: Final = re.compile(
    r"LoadCSV|Create|Delete|Detach|Merge|Set|Remove|Foreach|Write|Eager.*Update|TransactionForeach|TransactionApply"
    r"|Terminate|ShowTransactions|Administration"
)
_PREFIX: Final = re.compile(r"(?:\s|//[^\n]*\n|/\*.*?\*/)*(?:explain|profile)\b", re.IGNORECASE | re.DOTALL)


def ask(view: Neo4jView, text: str, parameters: Mapping[str, object], limits: Limits) -> Found:
    """What a query yields; `$generation` and `$language` are given to it.

    Raises:
        UsageError: it cannot be understood, would change something, or takes too much time or memory.
        StoreError: the server fails.
    """
    from neo4j.exceptions import Neo4jError

    given = {**parameters, "generation": view.generation, "language": view.language}
    with explain_driver_errors(view.connection.address), view.connection.session("READ") as session:
        try:
            check(session, text, given)
            with session.begin_transaction(timeout=limits.seconds) as transaction:
                result = transaction.run(text, given)
                found = kept(list(result.keys()), _rows(result), limits)
                transaction.rollback()
        except Neo4jError as error:
            raise (_meaning(error, limits) or error) from None
    view.value("RETURN 1 AS one")  # sees whether the graph was replaced meanwhile
    return found


def check(session: Any, text: str, given: Mapping[str, object]) -> None:  # noqa: ANN401 (the driver's)
    """See that a query reads and does nothing else, without running it.

    Raises:
        UsageError: it does more.
    """
    if _PREFIX.match(text):
        raise UsageError("Leave EXPLAIN and PROFILE out: a query is asked here, and its plan read before.")
    with session.begin_transaction() as transaction:
        summary = transaction.run(f"EXPLAIN {text}", given).consume()
        transaction.rollback()
    refused = summary.query_type != READS or any(_does_more(one) for one in _operators(summary.plan or {}))
    if refused:
        raise UsageError("Here a query only reads: it was refused before it ran, and changed nothing.")


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _operators(child)


def _does_more(operator: Mapping[str, Any]) -> bool:
    """Whether an operator of a plan changes something, reads a file, or calls what may."""
    name = str(operator.get("operatorType", "")).split("@")[0]
    if name == "ProcedureCall":
        return not PROCEDURES.match(str(operator.get("args", {}).get("Details", "")))
    return bool(REFUSED_OPERATORS.match(name))


def _rows(result: Any) -> Iterator[list[Any]]:  # noqa: ANN401 (the driver's)
    for record in result:
        yield [_value(value) for value in record.values()]


def _value(value: Any) -> Any:  # noqa: ANN401 (whatever Cypher has)
    """A value that JSON has; nodes, relationships and paths as dictionaries of what is in them."""
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Node):
        return {"labels": sorted(value.labels), "properties": {key: plain(one) for key, one in value.items()}}
    if isinstance(value, Relationship):
        return {"type": value.type, "properties": {key: plain(one) for key, one in value.items()}}
    if isinstance(value, Path):
        return {"nodes": list(map(_value, value.nodes)), "relationships": list(map(_value, value.relationships))}
    if isinstance(value, list):
        return list(map(_value, value))
    if isinstance(value, dict):
        return {str(key): _value(one) for key, one in value.items()}
    return plain(value)


def _meaning(error: Any, limits: Limits) -> UsageError | None:  # noqa: ANN401 (an error of the driver's)
    """What an error says of the query; None where it is not about the query."""
    code = str(error.code or "")
    if "TransactionTimedOut" in code or code.endswith("Terminated"):
        return too_slow(limits)
    if "MemoryPoolOutOfMemory" in code:
        return too_large(limits)
    if ".Statement." in code:
        return UsageError("The Cypher cannot be understood: {reason}", reason=error.message or code)
    return None
