"""Scripts of SQL, run a statement at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any


def run_script(connection: sqlite3.Connection, script: str, parameters: Mapping[str, Any] | None = None) -> None:
    """Run several statements within the open transaction (`executescript` would commit it)."""
    for statement in statements(script):
        connection.execute(statement, parameters or {})


def statements(script: str) -> Iterator[str]:
    """The statements of a script, each with the comments before it."""
    waiting = ""
    for line in script.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""
