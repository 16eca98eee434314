"""An opened graph: the store, who sees the answers, and the views that all methods of the Python API read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.sqlite.store import SqliteStore
from graph.store import file_only_error

if TYPE_CHECKING:
    from graph.store import Store, View
    from graph.values import Audience


class OpenedGraph:
    """A store with the audience, language and moment of its answers."""

    def __init__(
        self, store: Store, audience: Audience, lang: str, own: Mapping[str, Path] | None = None, *,
        include_proposed: bool = False, as_of: str | None = None,
    ) -> None:  # fmt: skip
        self._store = store
        self._added_questions = own or {}
        self.audience = audience
        self.lang = lang
        self.include_proposed = include_proposed
        self.as_of = as_of

    @contextmanager
    def _view(self, audience: Audience | None, lang: str | None) -> Iterator[View]:
        """Open a view of what was known at the moment of this graph, if it has one."""
        from queries.questions.moments import view_as_of

        with self._whole_view(audience, lang) as view:
            yield view_as_of(view, self.as_of)

    @contextmanager
    def _whole_view(self, audience: Audience | None, lang: str | None) -> Iterator[View]:
        """Open a view of all that is known."""
        proposed = self.include_proposed
        with self._store.view(audience or self.audience, lang or self.lang, include_proposed=proposed) as view:
            yield view

    def _file(self) -> SqliteStore:
        """Return the store, which is a file.

        Raises:
            UsageError: the graph is on a server.
        """
        if not isinstance(self._store, SqliteStore):
            raise file_only_error()
        return self._store
