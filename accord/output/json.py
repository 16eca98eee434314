"""JSON with an indent of two spaces, in pieces: orjson encodes each item of a list.

This takes a tenth of the time of the standard library, which encodes each value in Python if there is an indent. Values
that orjson refuses, such as integers of more than 64 bits and invalid Unicode, are encoded by the standard library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from graph.text.strings import is_plain

INDENT: Final = "  "
_BEYOND_ASCII: Final = re.compile("[\x7f-\x9f]")


def iter_json(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield an object as text in pieces: one for each entry, and one for each item of a list in it."""
    comma = "{"
    for key, value in answer.items():
        yield f"{comma}\n{INDENT}{to_json(key)}: "
        if value and isinstance(value, list):
            yield from _iter_items(value)
        else:
            yield to_json(value, INDENT)
        comma = ","
    yield "\n}\n" if answer else "{}\n"


def iter_json_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield each row as a line of JSON."""
    import orjson

    for row in rows:
        try:
            yield _escape_controls(orjson.dumps(row).decode()) + "\n"
        except orjson.JSONEncodeError:
            yield json.dumps(row, ensure_ascii=False) + "\n"


def _iter_items(values: list[Any]) -> Iterator[str]:
    comma = "["
    for value in values:
        yield f"{comma}\n{INDENT * 2}{to_json(value, INDENT * 2)}"
        comma = ","
    yield f"\n{INDENT}]"


def to_json(value: Any, indent: str = "") -> str:  # noqa: ANN401 (whatever JSON has)
    """Return a value as text.

    Args:
        value: a value that JSON can hold.
        indent: the indent of the line that contains it.
    """
    import orjson  # imported here, since tables do not need it

    try:
        written = orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    except orjson.JSONEncodeError:
        written = json.dumps(value, ensure_ascii=False, indent=INDENT)
    return _escape_controls(written).replace("\n", f"\n{indent}")


def _escape_controls(written: str) -> str:
    """Escape the control characters beyond ASCII: JSON itself escapes the others only."""
    return written if is_plain(written) else _BEYOND_ASCII.sub(_escape, written)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
