"""JSON as `json.dumps(…, indent=2)` writes it, piece by piece and in a fraction of the time.

With an indent the standard library writes each value on its own, in Python. What holds no other list or object, and
that is most of a large answer, is written here at once, by its C encoder: the indent is in what separates the values.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

INDENT = "  "


def pieces(answer: Mapping[str, Any]) -> Iterator[str]:
    """The text of an object, in a piece for each entry, and for each item of a list in it; a line break at its end."""
    comma = "{"
    for key, value in answer.items():
        yield f"{comma}\n{INDENT}{_flat(0).encode(key)}: "
        if value and isinstance(value, list):
            yield from _items(value)
        else:
            yield text(value, 1)
        comma = ","
    yield "\n}\n" if answer else "{}\n"


def _items(values: list[Any]) -> Iterator[str]:
    comma = "["
    for value in values:
        yield f"{comma}\n{INDENT * 2}{text(value, 2)}"
        comma = ","
    yield f"\n{INDENT}]"


def text(value: Any, depth: int) -> str:  # noqa: ANN401 (whatever JSON has)
    """The text of a value that stands so deep."""
    if not _holds(value):
        return _flat(depth).encode(value)
    inside, outside = "\n" + INDENT * (depth + 1), "\n" + INDENT * depth
    if isinstance(value, dict):
        return "{" + inside + f",{inside}".join(_entries(value, depth + 1)) + outside + "}"
    if any(map(_holds, value)):
        return "[" + inside + f",{inside}".join(text(each, depth + 1) for each in value) + outside + "]"
    return "[" + inside + _flat(depth + 1).encode(value)[1:-1] + outside + "]"


def _holds(value: object) -> bool:
    """Whether it is an object or a list that is not empty."""
    return bool(value) and isinstance(value, list | tuple | dict)


def _entries(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    """The entries of an object: those that hold nothing at once, as far as the key of the next one that does."""
    flat, waiting = _flat(depth), dict[str, Any]()
    for key, each in value.items():
        if _holds(each):
            waiting[key] = None
            yield flat.encode(waiting)[1 : -len("null}")] + text(each, depth)
            waiting = {}
        else:
            waiting[key] = each
    if waiting:
        yield flat.encode(waiting)[1:-1]


@lru_cache(maxsize=64)
def _flat(depth: int) -> json.JSONEncoder:
    """Writes what holds no other list or object, and stands so deep."""
    return json.JSONEncoder(ensure_ascii=False, separators=(",\n" + INDENT * depth, ": "))
