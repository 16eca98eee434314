"""Marks of texts in the other language: “(in French)” behind a title, “Text in French:” before a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from graph.values import LANGUAGES
from loaders.text.rules import Rules, rules, rules_for, straight

if TYPE_CHECKING:
    from loaders.text.passages import Passage

MAX_LANGUAGE_SAMPLE: Final = 20_000  # characters of an item from which its language is guessed
_BRACKET: Final = re.compile(r"\s*[(\[]([^()\[\]]{3,160})[)\]]\s*$")


class LanguagePart(NamedTuple):
    """A part of a text, and the rules of the language that it is in."""

    passage: Passage
    rules: Rules


def other_rules(usual: Rules) -> Rules:
    """Return the rules of the language that a document is not in."""
    return rules(next(each for each in LANGUAGES if each != usual.language))


def split_languages(passage: Passage, usual: Rules, *, is_marked: bool = False) -> list[LanguagePart]:
    """Return a text and the part behind the mark of the other language, if it has one.

    Args:
        passage: the text of an item or a paragraph.
        usual: the rules of its document.
        is_marked: whether its title is marked as of the other language, so that the rest is in that of the document.
    """
    mark = usual.pattern("text_in_other_language").search(passage.text)
    if mark is None:
        own = usual if is_marked else rules_for(passage.text[:MAX_LANGUAGE_SAMPLE], usual)
        return [LanguagePart(passage, own)]
    parts = [
        LanguagePart(passage.part(0, mark.start()), usual),
        LanguagePart(passage.part(mark.end(), len(passage.text)), other_rules(usual)),
    ]
    return [each for each in parts if each.passage.text]


def has_mark(bracket: str, usual: Rules) -> bool:
    """Return whether the words in brackets behind a title say that it is in the other language."""
    return bool(usual.pattern("in_other_language").match(straight(bracket).strip()))


def without_mark(passage: Passage, usual: Rules) -> LanguagePart:
    """Return a title without the mark behind it, and the rules of its language."""
    bracket = _BRACKET.search(passage.text)
    if bracket is None or not usual.pattern("in_other_language").fullmatch(straight(bracket[1]).strip()):
        return LanguagePart(passage, usual)
    return LanguagePart(passage.part(0, bracket.start()), other_rules(usual))
