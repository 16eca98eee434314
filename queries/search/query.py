"""Parse a typed query: words, quoted phrases, and filters (``lead:CA-BC after:2021``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from graph.errors import UsageError
from graph.text.strings import fold, words
from graph.vocabulary.word_translations import remove_stop_words
from queries.fulltext.rank import Query, no_filters
from queries.questions import parameters

if TYPE_CHECKING:
    from graph.store import View

SEARCHABLE_KINDS: Final = ("initiative", "need", "theme", "jurisdiction")
FILTER_NAMES: Final[Mapping[str, str]] = {  # as typed, folded, in either language
    "lead": "lead", "responsable": "lead", "theme": "theme", "kind": "kind", "genre": "kind", "edition": "edition",
    "after": "after", "apres": "after", "before": "before", "avant": "before",
}  # fmt: skip
_FRENCH_KINDS: Final = {"besoin": "need", "administration": "jurisdiction"}
_MARKS: Final = '["“”«»]'
_FILTER: Final = re.compile(rf"(?<!\S)([^\W\d_]+)\s?:(?:{_MARKS}\s*([^\"“”«»]+?)\s*{_MARKS}|([^\s\"“”«»]+))")
_QUOTED: Final = re.compile(rf"{_MARKS}\s*([^\"“”«»]+?)\s*{_MARKS}")


def parse_query(view: View, typed: str) -> Query:
    """Parse a typed query.

    Raises:
        UnknownNameError: a filter names something that does not exist.
        UsageError: the date or the kind of a filter is not valid.
    """
    filters = no_filters()

    def take(found: re.Match[str]) -> str:
        name = FILTER_NAMES.get(fold(found[1]))
        if name is None:
            return found[0]  # a word before a colon that is not a filter
        filters[name] = _VALUES[name](view, found[2] or found[3])
        return " "

    rest = _FILTER.sub(take, typed)
    phrases = tuple(dict.fromkeys(" ".join(found) for one in _QUOTED.findall(rest) if (found := words(one))))
    unquoted = _QUOTED.sub(" ", rest)
    text = " ".join(re.sub(_MARKS, " ", rest).split())
    return Query(
        tuple(dict.fromkeys(remove_stop_words(unquoted) or ([] if phrases else words(unquoted)))),
        phrases,
        filters,
        text,
    )


def _parse_kind(_: View, typed: str) -> str:
    kind = _FRENCH_KINDS.get(fold(typed), fold(typed))
    if kind not in SEARCHABLE_KINDS:
        raise UsageError(
            "“{given}” is not a valid {name}. Choose one of: {known}.",
            given=typed, name="kind", known=", ".join(SEARCHABLE_KINDS),
        )  # fmt: skip
    return kind


_VALUES: Final[Mapping[str, Callable[[View, str], str]]] = {
    "lead": parameters.resolve_jurisdiction,
    "theme": parameters.resolve_theme,
    "edition": parameters.resolve_edition,
    "after": parameters.check_date,
    "before": parameters.check_date,
    "kind": _parse_kind,
}
