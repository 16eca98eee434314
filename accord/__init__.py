"""Accord: who works on what, with whom, who asks for what, and who should meet.

>>> import accord
>>> graph = accord.open_graph("accord.db")
>>> graph.who("digital identity", lang="fr")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.api import Graph, open_graph, resolve

__all__ = ["Graph", "open_graph", "resolve"]


def __getattr__(name: str) -> object:
    """Import the API when it is first used, so that the command line starts without it."""
    if name in __all__:
        from accord import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
