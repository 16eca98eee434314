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
        loads: whether documents may be loaded into it.
        decides: whether decisions on sharing may be recorded in it.
        served: whether it is reached over a network, and may be away.
    """

    name: str
    dialect: str
    every_audience: bool
    loads: bool
    decides: bool
    served: bool


SQLITE: Final = Engine("SQLite", "sql", every_audience=True, loads=True, decides=True, served=False)
NEO4J: Final = Engine("Neo4j", "cypher", every_audience=False, loads=True, decides=False, served=True)
ENGINES: Final = (SQLITE, NEO4J)
