"""Whether those who lead two initiatives know of each other by what the source says: by their names, and by texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from graph.text.strings import words

if TYPE_CHECKING:
    from queries.fulltext.matching.items import Item
    from queries.fulltext.matching.mentions import MentionFinder

MIN_NAME: Final = 2  # words of a name that shows, within another one, that both are of one body


class Acquaintance:
    """Tells who needs no introduction; what was found is kept.

    Args:
        jurisdictions: rows with names (JSON by language), by identifier.
        finder: finds whom texts name.
    """

    def __init__(self, jurisdictions: Mapping[str, Mapping[str, Any]], finder: MentionFinder) -> None:
        self._jurisdictions = jurisdictions
        self._finder = finder
        self._written: dict[str, tuple[str, ...]] = {}
        self._named: dict[str, frozenset[str]] = {}

    def are_one_body(self, one: str, other: str) -> bool:
        """Whether the name of one is part of that of the other, as where a table gives bodies by name only."""
        pairs = (sorted(pair, key=len) for pair in product(self._names(one), self._names(other)))
        return any(short in long and len(short.split()) >= MIN_NAME for short, long in pairs)

    def is_named(self, one: Item, other: Item) -> bool:
        """Whether the text of one of two initiatives names who leads the other."""
        return other.who in self._find_named(one) or one.who in self._find_named(other)

    def _names(self, who: str) -> tuple[str, ...]:
        """Return the names of a body in words between spaces."""
        if who not in self._written:
            names = json.loads(self._jurisdictions[who]["names"]).values()
            self._written[who] = tuple(f" {' '.join(words(name))} " for name in names)
        return self._written[who]

    def _find_named(self, item: Item) -> frozenset[str]:
        if item.id not in self._named:
            self._named[item.id] = self._finder.find_named(item)
        return self._named[item.id]
