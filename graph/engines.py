"""What each engine that answers questions can do: declared once, here, and asked of the view (`view.engine`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine.

    Args:
        name: what it is called.
        dialect: the language of its statements, and the suffix of the files that hold them.
        every_audience: whether one graph answers for each audience; otherwise it is a copy for one of them.
        decides: whether decisions on sharing are recorded in it.
        full_text: whether it searches full text itself; otherwise that is done in a local copy.
    """

    name: str
    dialect: str
    every_audience: bool
    decides: bool
    full_text: bool


SQLITE: Final = Engine("SQLite", "sql", every_audience=True, decides=True, full_text=True)
NEO4J: Final = Engine("Neo4j", "cypher", every_audience=False, decides=False, full_text=True)
KGLITE: Final = Engine(
    "KGLite", "cypher", every_audience=False, decides=False, full_text=False
)  # `accord cypher` alone
ENGINES: Final = (SQLITE, NEO4J, KGLITE)
