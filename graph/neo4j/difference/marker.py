"""Mark a graph on a server while a transaction that changes it is being committed.

A server applies what a transaction changes node by node, and a reader may see a part of it, even the new name of the
copy before all of what it stands for. So another transaction creates a node (:Changing) before the commit, and one
deletes it after the commit. Who finds it after a statement does not trust the answer; `READ_STATE` looks for it
before it reads the name, so that a commit that ends in between shows in one or the other.

A pusher that dies leaves its mark. It counts for half a minute, by the clock of the server, in which a commit of as
many changes as a push of what changed takes is over; the next push deletes it.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from graph.neo4j.connection import MARK_SECONDS

if TYPE_CHECKING:
    from graph.neo4j.connection import Connection

_CREATE: Final = "CREATE (c:Changing {by: $by, since: timestamp()})"
_DELETE: Final = "MATCH (c:Changing) WHERE c.by = $by OR timestamp() - c.since > $most * 1000 DELETE c"


@contextlib.contextmanager
def marked(connection: Connection) -> Iterator[None]:
    """Mark the graph of a server during a block that commits a change."""
    given = {"by": secrets.token_hex(8), "most": MARK_SECONDS}
    with connection.session() as session:
        _run(session, _CREATE, given)
        try:
            yield
        finally:
            _run(session, _DELETE, given)


def _run(session: Any, text: str, given: dict[str, Any]) -> None:  # noqa: ANN401 (the driver's)
    session.execute_write(lambda work: work.run(text, given).consume())
