"""Connect to a Neo4j server, and translate the errors of its driver."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeVar

from graph.errors import AccordError, StoreError, message
from graph.neo4j.address import DATABASE, PASSWORD, USERNAME
from graph.process.background import Background
from graph.process.driver_import import import_quickly
from graph.process.progress import step

if TYPE_CHECKING:
    from neo4j import Driver

    from graph.neo4j.address import Address

CONNECT_SECONDS: Final = 3.0  # a running server accepts a connection sooner, however busy
WAIT_SECONDS: Final = 20.0  # for a free connection
RETRY_SECONDS: Final = 5.0  # for transactions with transient errors
NOTE_SECONDS: Final = 4.0  # after which it is said what is waited for
ANSWER_SECONDS: Final = 20.0  # in which a running server answers what costs it nothing, however busy
WAITING: Final = message("Waiting for the Neo4j server at {server}")
Result = TypeVar("Result")
_PLAIN_TYPES: Final = frozenset({str, int, float, bool, type(None)})  # that need no conversion
_LOCKED: Final = ("TransactionTimedOut", "LockClientStopped", "LockAcquisitionTimeout", "DeadlockDetected")
_REFUSED: Final = ("Neo.ClientError.Security.Forbidden", "Neo.ClientError.General.WriteOnReadOnlyAccessMode")
_READ_ONLY: Final = (
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
    "Neo.ClientError.Cluster.NotALeader",
    "Neo.ClientError.General.ReadOnly",
)


def connect(address: Address) -> Driver:
    """Create a driver that logs nothing; its errors are raised as errors of Accord."""
    with import_quickly():
        from neo4j import GraphDatabase

    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # otherwise Python prints its warnings with addresses
    with explain_driver_errors(address):
        return GraphDatabase.driver(
            address.uri,
            auth=(address.user or "", address.password) if address.password is not None else None,
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=WAIT_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            notifications_min_severity="OFF",
            user_agent="accord",
        )


@contextlib.contextmanager
def explain_driver_errors(address: Address) -> Iterator[None]:
    """Raise errors of the driver and the server as errors of Accord, without passwords.

    Raises:
        StoreError: In place of any of them.
    """
    from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError

    try:
        yield
    except AccordError:
        raise
    except AuthError as error:
        raise StoreError(
            "The Neo4j server at {server} does not accept the user or the password. Set {user} and {password}.",
            server=address, user=USERNAME, password=PASSWORD,
        ) from error  # fmt: skip
    except Neo4jError as error:
        raise _store_error(address, error) from error
    except (ConfigurationError, ValueError) as error:
        raise StoreError("{server} is not a valid Neo4j address: {reason}.", server=address, reason=error) from error
    except (DriverError, OSError) as error:
        raise StoreError(
            "The Neo4j server at {server} does not answer, or ceased to. Start it, or check the address; nothing was"
            " changed.",
            server=address,
        ) from error


def wait_for_server(
    work: Callable[[], Result], address: Address, seconds: float | None = None, *, note: float = NOTE_SECONDS
) -> Result:
    """Return the result of a function that asks a server; after some seconds a step says that it is waited for.

    A server that is stopped, or swaps, still accepts connections, and the driver waits for it without end.

    Args:
        work: the function.
        address: the server.
        seconds: how long its answer is waited for; by default to the end.
        note: after how many seconds the step begins.

    Raises:
        StoreError: the server does not answer in time.
    """
    asked = Background(work, "accord-server")
    try:
        return asked.result(note if seconds is None else min(note, seconds))
    except TimeoutError:
        pass
    try:
        with step(WAITING, server=address):
            return asked.result(None if seconds is None else max(0.0, seconds - note))
    except TimeoutError:
        raise StoreError(
            "The Neo4j server at {server} accepts connections and has not answered for {seconds} seconds. Look at the"
            " server, or start it anew.",
            server=address, seconds=int(seconds or 0),
        ) from None  # fmt: skip


def is_locked(code: str) -> bool:
    """Whether an error of the server says that another transaction holds what this one waits for."""
    return any(one in code for one in _LOCKED)


def _store_error(address: Address, error: Any) -> StoreError:  # noqa: ANN401 (an error of the driver's)
    code = str(error.code or "")
    if code.endswith("DatabaseNotFound"):
        return StoreError(
            "The Neo4j server at {server} has no database “{database}”. Set {variable} to one that it has.",
            server=address, database=address.database or "", variable=DATABASE,
        )  # fmt: skip
    if code in _READ_ONLY or "read only" in str(error.message or "").lower() or "read-only" in str(error.message or ""):
        return StoreError(
            "The Neo4j server at {server} takes no changes: it, or its database, is read-only. Ask whoever runs it.",
            server=address,
        )
    if code in _REFUSED:
        return StoreError(
            "The user {user} may not do this on the Neo4j server at {server}. Ask whoever runs it.",
            user=address.user or "-", server=address,
        )  # fmt: skip
    if is_locked(code):
        return StoreError(
            "The graph at {server} is being loaded by someone else. Wait for it to end, then try again.", server=address
        )
    if "MemoryPoolOutOfMemory" in code:
        return StoreError("The Neo4j server at {server} has not enough memory for this.", server=address)
    return StoreError("The Neo4j server at {server} refused: {reason}.", server=address, reason=code or "-")


def to_dictionaries(result: Any) -> list[dict[str, Any]]:  # noqa: ANN401 (the driver's)
    """Return records as dictionaries; `record.data()` copies each value, which only nodes and paths need."""
    keys = result.keys()
    return [dict(zip(keys, record, strict=True)) if all(map(_is_plain, record)) else record.data() for record in result]


def _is_plain(value: object) -> bool:
    """Tell whether a value needs no conversion: it is not a node, relationship, path or date, and holds none."""
    if isinstance(value, list):
        return all(map(_is_plain, value))
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    return type(value) in _PLAIN_TYPES
