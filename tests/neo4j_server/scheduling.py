"""Which tests run in the same process, where several run tests: those of a Neo4j server.

A server plans each statement once, which takes up to a second, and most of the time of a test; so one server does, and
not one for each process.
"""

from __future__ import annotations

from typing import Final

from xdist.scheduler import LoadScopeScheduling

# where tests ask a server that are not called after it
PLACES: Final = ("tests/accord/commands/server/", "tests/contract/test_documented_cypher.py")


class OneServer(LoadScopeScheduling):
    """Hands out tests one by one, but those of a Neo4j server together."""

    def _split_scope(self, nodeid: str) -> str:
        """Return what is handed out together: all tests of the server, or a test alone."""
        return "neo4j" if "neo4j" in nodeid.casefold() or nodeid.startswith(PLACES) else nodeid
