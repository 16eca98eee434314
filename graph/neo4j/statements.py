"""Cypher of several statements, which ask for one answer.

A server plans a statement that it has not seen for a tenth of a second and, when it has just started, for seconds:
small statements take it less than one that does what they do. The first one returns one row, whose columns are
parameters of the others; the rows of these are the answer, in order. A line `; if NAME` or `; unless NAME` comes before
each of them: it is run only if the parameter is there, and not false, or only if it is not.

A statement of thousands of rows returns them in one record, whose columns are `columns`, a list of names, and `rows`, a
list of lists: a record costs the server and the driver more than what it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

Run = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]

_PACKED: Final = frozenset({"columns", "rows"})
_SEPARATOR: Final = re.compile(r"^; (if|unless) (\w+)\n", re.MULTILINE)


def run_statements(run: Run, text: str, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of one statement, or of several.

    Args:
        run: Runs a statement with its parameters.
        text: The statement or statements.
        given: The parameters of all.
    """
    first, *others = _SEPARATOR.split(text)
    found = run(first, given)
    if not others:
        return _unpack(found)
    bound = {**given, **found[0]}
    return [row for statement in _chosen(others, bound) for row in _unpack(run(statement, bound))]


def list_statements(text: str, given: Mapping[str, Any]) -> list[str]:
    """Return the statements of a text that are run with some parameters, those that the first one returns included."""
    first, *others = _SEPARATOR.split(text)
    return [first, *_chosen(others, given)]


def _unpack(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of a statement, which may come as lists in one record."""
    if len(found) != 1 or found[0].keys() != _PACKED:
        return found
    columns = found[0]["columns"]
    return [dict(zip(columns, row, strict=True)) for row in found[0]["rows"]]


def _chosen(parts: list[str], bound: Mapping[str, Any]) -> Iterator[str]:
    """Yield the statements whose conditions hold; parts are condition, name and statement of each."""
    for condition, name, statement in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if (bound[name] not in (None, False)) == (condition == "if"):
            yield statement
