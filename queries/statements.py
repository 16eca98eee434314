"""What code asks of a store besides the questions: one file for each language that stores speak, told apart by suffix.

`sql/NAME.sql` and `sql/NAME.cypher` take the same parameters and yield the same columns in one order. One
that reads every node anyway may have no `.cypher`: it is then asked of a local copy of the graph (`View.whole`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from graph.store import View

FOLDER: Final = Path(__file__).parent / "sql"


@lru_cache(maxsize=256)
def statement(name: str, dialect: str) -> str:
    """The text of a statement in the language that a view speaks ("sql" or "cypher")."""
    return (FOLDER / f"{name}.{dialect}").read_text("utf-8")


@lru_cache(maxsize=256)
def spoken(name: str, dialect: str) -> bool:
    """Whether a statement is there in a language."""
    return (FOLDER / f"{name}.{dialect}").is_file()


def rows(view: View, name: str, parameters: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
    """What a statement yields, as dictionaries by column.

    Args:
        view: what the audience may see.
        name: the statement, as its files are called.
        parameters: the values of its parameters, by name.
    """
    reads = view if spoken(name, view.dialect) else view.open_local()
    return reads.rows(statement(name, reads.dialect), parameters or {})
