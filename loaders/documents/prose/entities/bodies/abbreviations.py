"""Abbreviations of bodies: letters of the words of their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from graph.names import normalization
from graph.vocabulary.function_words import STOP_WORDS

MIN_WITHIN: Final = 4  # letters of an abbreviation that may stand anywhere in a name
_SHORTER: Final = re.compile(
    r"\.?\s*\((?:the\s+)?[“\"]?(?P<name>(?:[A-Z][\w&-]*\s+){1,3}(?P<last>[A-Z][a-z]+)\.?)[”\"]?\)"
)
_SEVERAL: Final = re.compile(r"(?P<words>(?:\b[a-z][a-z-]*\s+){2,6})\((?P<short>[A-Z]{2,6})s\)")


def is_short_for(short: str, name: str) -> bool:
    """Whether letters are those of the words of a name, most of them, in order; numbers stand for words.

    Of four letters or more, all but the first may stand anywhere in the name (Schwartz and Hearst 2003).

    >>> is_short_for("HMS", "Harbour Masters of the Sea"), is_short_for("C4R", "Code for Riverton")
    (True, True)
    >>> is_short_for("MinEnv", "Ministry of the Environment"), is_short_for("MinEnv", "Water Board")
    (True, False)
    """
    tokens = [word for word in normalization.tokenize(name) if word]
    letters = [letter for letter in normalization.normalize(short) if letter.isalpha()]
    first = iter([word[0] for word in tokens])
    if sum(letter in first for letter in letters) * 2 > len(letters):
        return True
    rest = iter("".join(tokens))
    begins = len(letters) >= MIN_WITHIN and bool(tokens) and tokens[0][0] == letters[0]
    return begins and all(letter in rest for letter in letters)


def may_be_short_for(short: str, name: str) -> bool:
    """Whether letters are those of another language's name of a body: most begin words of this one, in any order.

    >>> may_be_short_for("ETLP", "Plateforme des laboratoires techniques européens"), may_be_short_for("UNDP", "Rives")
    (True, False)
    """
    left = Counter(word[0] for word in normalization.tokenize(name) if word and word not in STOP_WORDS)
    letters = Counter(letter for letter in normalization.normalize(short) if letter.isalpha())
    count = letters.total()
    return count >= MIN_WITHIN and left.total() >= MIN_WITHIN and (left & letters).total() * 5 >= count * 3


def find_shorter_name(text: str, start: int, end: int) -> str | None:
    """The shorter name in brackets behind that of a body, which ends with the same word: "… Council (DUNE Council)".

    >>> text = "the Eastern Dune Restoration Council (DUNE Council)"
    >>> find_shorter_name(text, 4, 36)
    'DUNE Council'
    """
    hit = _SHORTER.match(text, end)
    name = text[start:end].rstrip(".")
    return hit["name"] if hit and name.split()[-1:] == [hit["last"]] and hit["name"] != name else None


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
