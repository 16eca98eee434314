"""Abbreviations of bodies: letters of the words of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.names import normalization
from graph.vocabulary.function_words import STOP_WORDS

_SEVERAL: Final = re.compile(r"(?P<words>(?:\b[a-z][a-z-]*\s+){2,6})\((?P<short>[A-Z]{2,6})s\)")


def is_short_for(short: str, name: str) -> bool:
    """Whether letters are those of the words of a name, most of them, in order."""
    letters = iter([word[0] for word in normalization.tokenize(name) if word])
    found = sum(any(letter == each for each in letters) for letter in normalization.normalize(short).replace(" ", ""))
    return found * 2 > len(short)


def initials(name: str) -> str:
    """The first letters of the words of a name, as an abbreviation has them: "ARSGE"."""
    return "".join(word[0] for word in normalization.tokenize(name) if word not in STOP_WORDS and len(word) > 1).upper()


def abbreviated_kinds(text: str) -> Iterator[str]:
    """Yield the abbreviations of bodies of a kind, of which none is meant: "six local planning authorities (LPAs)".

    >>> [*abbreviated_kinds("Six local planning authorities (LPAs) met the Kyoto Water Board (KWB).")]
    ['LPA']
    """
    for hit in _SEVERAL.finditer(text):
        if "".join(word[0] for word in hit["words"].split()).upper().endswith(hit["short"]):
            yield hit["short"]
