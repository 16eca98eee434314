"""Turn the errors of engines on Cypher queries into errors that show the place in the text, as those of SQL do."""

from __future__ import annotations

import re
from typing import Final

from graph.adhoc.sql_errors import point_at
from graph.errors import UsageError

# "Cypher syntax error at line 1, col 25: REASON" (KGLite), "REASON (line 1, column 25 (offset: 24))" (Neo4j); each
# repeats the line of the query below
_PLACE: Final = re.compile(
    r"(?:Cypher syntax error at |\s*\()line (\d+), col(?:umn)? (\d+)(?: \(offset: \d+\)\))?:?\s*"
)


def invalid_query(text: str, reason: str, prefix: str = "") -> UsageError:
    """Return the error for a query that an engine refuses.

    Args:
        text: the query.
        reason: what the engine says, perhaps with the line and column.
        prefix: what stood before the query when the engine read it.
    """
    said = reason.strip().split("\n", 1)[0]
    found = _PLACE.search(said)
    if found is None:
        return UsageError("Invalid Cypher: {reason}{where}", reason=said, where="")
    said = (said[: found.start()] + said[found.end() :]).strip()
    lines = (prefix + text).splitlines(keepends=True)
    at = sum(map(len, lines[: int(found[1]) - 1])) + int(found[2]) - 1 - len(prefix)
    return UsageError(
        "Invalid Cypher: {reason}{where}", reason=said, where=point_at(text, max(0, min(at, len(text.rstrip()))))
    )
