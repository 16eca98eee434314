"""The first initiatives of themes, which a server lists (`FirstOnTheme` in the copy plan), of many themes at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson

from queries.statements import begin_rows, has_statement

if TYPE_CHECKING:
    from graph.store import View

MAX_LISTED: Final = 600  # of a theme, finished ones before others
FINISHED: Final = frozenset({"launched", "completed"})
_STATEMENT: Final = "offers/listed"


class Listed(NamedTuple):
    """An initiative on a theme, with its texts by language (JSON); a row of `offers/on_theme`."""

    initiative: str
    lead: str | None
    status: str | None
    claim: int
    titles: str
    summaries: str


class ListedInitiatives:
    """What a server lists of the themes that were read; nothing of a file, which reads no further than it is asked.

    Args:
        view: what the audience may see.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._has_lists = has_statement(_STATEMENT, view.dialect)
        self._lists: dict[str, Sequence[Listed]] = {}
        self._reading: list[Callable[[], list[dict[str, Any]]]] = []

    def begin(self, themes: Iterable[str]) -> None:
        """Begin to read the lists of themes that were not read yet, in one statement."""
        wanted = sorted(set(themes) - self._lists.keys()) if self._has_lists else []
        if wanted:
            self._lists.update(dict.fromkeys(wanted, ()))
            self._reading.append(begin_rows(self._view, _STATEMENT, {"themes": wanted}))

    def _keep(self, rows: Iterable[dict[str, Any]]) -> None:
        for row in rows:
            self._lists[row["theme"]] = [
                Listed(initiative, lead, status, claim, *texts)
                for (initiative, lead, status, *texts), claim in zip(
                    orjson.loads(row["listed"]), row["claims"], strict=True
                )
            ]

    def find(self, theme: str, *, done: bool, lead: str | None, limit: int) -> Iterator[Listed] | None:
        """Return the first initiatives of a theme in the order of their identifiers; None where the list may lack some.

        Args:
            theme: exactly this theme.
            done: whether those that are finished, or those that are not.
            lead: only what this jurisdiction leads.
            limit: how many.
        """
        while self._reading:
            self._keep(self._reading.pop()())
        if (listed := self._lists.get(theme)) is None:
            return None
        has_all = len(listed) < MAX_LISTED or (done and listed[-1].status not in FINISHED)
        found = (one for one in listed if (one.status in FINISHED) == done and lead in (None, one.lead))
        if has_all:
            return islice(found, limit)
        chosen = list(islice(found, limit))
        return iter(chosen) if len(chosen) == limit else None
