"""The text of a Cypher query: what of it is code, what an engine takes only in backticks, and where its errors are."""

from __future__ import annotations

import re
from typing import Final

from graph.adhoc.sql_errors import point_at
from graph.errors import UsageError

_NO_CODE: Final = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//[^\n]*|/\*.*?\*/", re.DOTALL)
# the one property that KGLite, unlike Neo4j, takes only in backticks
_RESERVED: Final = re.compile(r"(?<=\.)end\b|(?<=[{,\s])end(?=\s*:)")
# "Cypher syntax error at line 1, col 25: REASON" (KGLite), "REASON (line 1, column 25 (offset: 24))" (Neo4j); each
# repeats the line of the query below
_PLACE: Final = re.compile(
    r"(?:Cypher syntax error at |\s*\()line (\d+), col(?:umn)? (\d+)(?: \(offset: \d+\)\))?:?\s*"
)


def blank_texts(text: str) -> str:
    """Return a query with blanks in place of its texts and comments, so that positions hold."""
    return _NO_CODE.sub(lambda found: " " * len(found[0]), text)


def quote_reserved(text: str) -> str:
    """Return a query with backticks around the properties that are words of the language in KGLite (`d.end`)."""
    for found in reversed(list(_RESERVED.finditer(blank_texts(text)))):
        text = f"{text[: found.start()]}`{found[0]}`{text[found.end() :]}"
    return text


def invalid_query(text: str, reason: str, prefix: str = "") -> UsageError:
    """Return the error for a query that an engine refuses.

    Args:
        text: the query.
        reason: what the engine reports, perhaps with the line and column.
        prefix: what stood before the query when the engine read it.
    """
    reported = reason.strip().split("\n", 1)[0]
    found = _PLACE.search(reported)
    if found is None:
        return UsageError("Invalid Cypher: {reason}{where}", reason=reported, where="")
    reported = (reported[: found.start()] + reported[found.end() :]).strip()
    lines = (prefix + text).splitlines(keepends=True)
    at = sum(map(len, lines[: int(found[1]) - 1])) + int(found[2]) - 1 - len(prefix)
    return UsageError(
        "Invalid Cypher: {reason}{where}", reason=reported, where=point_at(text, max(0, min(at, len(text.rstrip()))))
    )
