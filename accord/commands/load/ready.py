"""While a worker reads the first document, this process imports and builds what adding it to the graph needs."""

from __future__ import annotations

import contextlib
from importlib import import_module
from typing import Final

MODULES: Final = (
    "accord.commands.load.counts",
    "graph.sqlite.store",
    "graph.sqlite.derive.pipeline",
    "graph.dedupe.merge",
    "rapidfuzz.fuzz",
    "rapidfuzz.process",
)


def get_ready() -> None:
    """Import what stores and derives, and build the matchers of names; what fails here fails again where it is used."""
    with contextlib.suppress(Exception):
        for module in MODULES:
            import_module(module)
        import_module("graph.names.resolver").resolver().build()
        import_module("graph.vocabulary.themes").concepts()
        import_module("graph.vocabulary.word_translations").shipped_pairs()
