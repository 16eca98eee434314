"""Abbreviations of bodies: letters of the words of their names."""

from __future__ import annotations

from graph.names import normalization
from graph.vocabulary.function_words import STOP_WORDS


def is_short_for(short: str, name: str) -> bool:
    """Whether letters are those of the words of a name, most of them, in order."""
    letters = iter([word[0] for word in normalization.tokenize(name) if word])
    found = sum(any(letter == each for each in letters) for letter in normalization.normalize(short).replace(" ", ""))
    return found * 2 > len(short)


def initials(name: str) -> str:
    """The first letters of the words of a name, as an abbreviation has them: "ARSGE"."""
    return "".join(word[0] for word in normalization.tokenize(name) if word not in STOP_WORDS and len(word) > 1).upper()
