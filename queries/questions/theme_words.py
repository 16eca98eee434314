"""Themes by words of their labels: what somebody means who types “transport” or « numérique »."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.errors import UnknownNameError
from graph.text.strings import stem, words
from graph.values import LANGUAGES
from graph.vocabulary.function_words import ARTICLES
from queries.questions.labels import read_labels
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View

MAX_LISTED: Final = 12  # themes that an error lists


def find_theme_by_words(view: View, typed: str) -> str | None:
    """Return the one theme whose label has all the words that are typed, in the language of the view or in another.

    Raises:
        UnknownNameError: several themes have them; lists their labels.
    """
    order = sorted(LANGUAGES, key=lambda language: language != view.language)
    labels = _read_labels(view)
    for language in order:
        wanted = _stems(typed, language)
        found = [one for one, texts in labels.items() if wanted and wanted <= _stems(texts.get(language, ""), language)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownNameError(
                "Several themes have “{typed}” in their names: {names}. Type the name of one.",
                typed=typed, names=_list_labels([labels[one] for one in found], view.language),
            )  # fmt: skip
    return None


def _list_labels(found: list[dict[str, str]], language: str) -> str:
    names = [texts.get(language) or next(iter(texts.values())) for texts in found]
    return " · ".join(names[:MAX_LISTED]) + (" · …" if len(names) > MAX_LISTED else "")


def _read_labels(view: View) -> dict[str, dict[str, str]]:
    """Return the labels of each theme of the graph and of the vocabulary, by language; those of the graph first."""
    from graph.vocabulary.themes import concepts  # imported here: read from a file

    themes = {row["node"] for row in fetch_rows(view, "names/names_of_kind", {"kind": "theme"})}
    held = read_labels(view, themes, themes=True)
    known = {one.id: dict(one.labels) for one in concepts().values()}
    labels = {one: known.get(one, {view.language: held[one].name}) for one in sorted(held)}
    return {**labels, **known}


def _stems(text: str, language: str) -> frozenset[str]:
    """Return the stems of the words that say something."""
    return frozenset(stem(word, language) for word in words(text) if word not in ARTICLES)
