"""What a query asks: its words, its phrases in quotation marks, and its filters (``lead:CA-BC after:2021``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from graph.errors import UsageError
from graph.text import fold, words
from graph.vocabulary.word_translations import said
from queries.questions import parameters

if TYPE_CHECKING:
    from graph.store import View

KINDS: Final = ("initiative", "need", "theme", "jurisdiction")
FIELDS: Final[Mapping[str, str]] = {  # as typed, folded, in either language
    "lead": "lead", "responsable": "lead", "theme": "theme", "kind": "kind", "genre": "kind", "edition": "edition",
    "after": "after", "apres": "after", "before": "before", "avant": "before",
}  # fmt: skip
_KINDS_FR: Final = {"besoin": "need", "administration": "jurisdiction"}
_MARKS: Final = '["“”«»]'
_FILTER: Final = re.compile(rf"(?<!\S)([^\W\d_]+)\s?:(?:{_MARKS}\s*([^\"“”«»]+?)\s*{_MARKS}|([^\s\"“”«»]+))")
_QUOTED: Final = re.compile(rf"{_MARKS}\s*([^\"“”«»]+?)\s*{_MARKS}")
Filters = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Query:
    """A query: words in order, without those that say nothing; phrases that must stand so; filters by field.

    `text` is what was typed, without filters and quotation marks.
    """

    words: tuple[str, ...]
    phrases: tuple[str, ...]
    filters: Filters
    text: str

    @property
    def filtered(self) -> bool:
        """Whether it has any filter."""
        return any(value is not None for value in self.filters.values())


def parsed(view: View, typed: str) -> Query:
    """What was typed, understood.

    Raises:
        UnknownNameError: a filter names what is not there.
        UsageError: a filter's date or kind is none.
    """
    filters: Filters = dict.fromkeys(sorted(set(FIELDS.values())))

    def take(found: re.Match[str]) -> str:
        field = FIELDS.get(fold(found[1]))
        if field is None:
            return found[0]  # a word before a colon, and no filter
        filters[field] = _VALUES[field](view, found[2] or found[3])
        return " "

    rest = _FILTER.sub(take, typed)
    phrases = tuple(dict.fromkeys(" ".join(found) for one in _QUOTED.findall(rest) if (found := words(one))))
    bare = _QUOTED.sub(" ", rest)
    text = " ".join(re.sub(_MARKS, " ", rest).split())
    return Query(tuple(dict.fromkeys(said(bare) or ([] if phrases else words(bare)))), phrases, filters, text)


def _kind(_: View, typed: str) -> str:
    kind = _KINDS_FR.get(fold(typed), fold(typed))
    if kind not in KINDS:
        raise UsageError(
            "“{given}” is no {name}. Choose one of: {known}.", given=typed, name="kind", known=", ".join(KINDS)
        )
    return kind


_VALUES: Final[Mapping[str, Callable[[View, str], str]]] = {
    "lead": parameters.jurisdiction,
    "theme": parameters.theme,
    "edition": parameters.edition,
    "after": parameters.date,
    "before": parameters.date,
    "kind": _kind,
}
