"""Parse a typed query: words, quoted phrases, and filters (``lead:CA-BC after:2021``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from graph.errors import UnknownNameError, UsageError
from graph.text.strings import fold, words
from graph.vocabulary.function_words import QUESTION_WORDS
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
FILTERS_BY_LANGUAGE: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("lead", "theme", "kind", "edition", "after", "before"),
    "fr": ("responsable", "thème", "genre", "édition", "après", "avant"),
}
_FRENCH_KINDS: Final = {"besoin": "need", "administration": "jurisdiction"}
_MARKS: Final = '["“”«»]'
_FILTER: Final = re.compile(rf"(?<!\S)([^\W\d_]+)\s?:(?:{_MARKS}\s*([^\"“”«»]+?)\s*{_MARKS}|([^\s\"“”«»]+))")
_QUOTED: Final = re.compile(rf"{_MARKS}\s*([^\"“”«»]+?)\s*{_MARKS}")


def parse_query(view: View, typed: str) -> Query:
    """Parse a typed query.

    Raises:
        UnknownNameError: there is no such filter, or it names something that does not exist.
        UsageError: the date or the kind of a filter is not valid.
    """
    filters = no_filters()
    quoted = [one.span() for one in _QUOTED.finditer(typed)]

    def take(found: re.Match[str]) -> str:
        if any(start < found.start() < end for start, end in quoted) or (found[3] or "").startswith("//"):
            return found[0]  # within a phrase, or the address of a page
        name = FILTER_NAMES.get(fold(found[1]))
        if name is None:
            raise _unknown_filter(found[1], view.language)
        filters[name] = _VALUES[name](view, found[2] or found[3])
        return " "

    rest = _FILTER.sub(take, typed)
    phrases = tuple(dict.fromkeys(" ".join(found) for one in _QUOTED.findall(rest) if (found := words(one))))
    unquoted = _QUOTED.sub(" ", rest)
    text = " ".join(re.sub(_MARKS, " ", rest).split())
    content_words = remove_stop_words(unquoted)
    asked = [word for word in content_words if word not in QUESTION_WORDS] or content_words
    return Query(
        tuple(dict.fromkeys(asked or ([] if phrases else words(unquoted)))),
        phrases,
        filters,
        text,
    )


def _unknown_filter(typed: str, language: str) -> UnknownNameError:
    """Return the error for a word with a colon that is no filter; it names those there are."""
    from difflib import get_close_matches

    known = FILTERS_BY_LANGUAGE[language]
    near = get_close_matches(fold(typed), [fold(one) for one in known], n=1)
    return UnknownNameError(
        "“{name}:” is not a filter. The filters: {known}. To search for the words, put them in quotation marks.",
        tuple(f"{one}:" for one in known if fold(one) in near),
        name=typed, known=", ".join(f"{one}:" for one in known),
    )  # fmt: skip


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
