"""Accord: who works on what, with whom, who asks for what, and who should meet.

>>> import accord
>>> graph = accord.open_graph("accord.db")
>>> graph.who("digital identity", lang="fr")

The names in `__all__` are the public API. They are imported when they are first used, so that `import accord` is fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.api import Graph, open_graph, resolve
    from accord.results.answer import Answer
    from graph.errors import (
        AccordError,
        MissingExtraError,
        ModelServerError,
        ReaderFailedError,
        ReplacedError,
        SharingError,
        SourceError,
        StoreError,
        UnknownNameError,
        UnreadableError,
        UsageError,
        VerdictError,
    )

__all__ = [
    "AccordError",
    "Answer",
    "Graph",
    "MissingExtraError",
    "ModelServerError",
    "ReaderFailedError",
    "ReplacedError",
    "SharingError",
    "SourceError",
    "StoreError",
    "UnknownNameError",
    "UnreadableError",
    "UsageError",
    "VerdictError",
    "open_graph",
    "resolve",
]

_MODULES = {"Answer": "accord.results.answer", "Graph": "accord.api", "open_graph": "accord.api",
            "resolve": "accord.api"}  # fmt: skip


def __getattr__(name: str) -> object:
    """Import a public name when it is first used; the errors are in `graph.errors`."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_MODULES.get(name, "graph.errors")), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return list(__all__)
