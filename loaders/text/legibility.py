"""Whether text is words: a font of a PDF without a map of its characters gives the numbers of its glyphs instead.

Such numbers begin at 1 or 33 and are mostly given in the order in which letters first occur. Read as characters, they
are control characters, or the signs and digits that stand before the letters in ASCII. Neither is ever frequent in
text, whatever its language: in code, the signs below are half of all letters and signs at most.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Final

SAMPLE: Final = 20_000  # characters that are looked at
LEAST: Final = 50  # characters that allow a judgement
MAX_CONTROLS: Final = 0.1  # of all characters but spaces
MAX_MEANINGLESS: Final = 0.3  # likewise, with those of private use, as marks of lists are, and those that are none
MAX_SIGNS: Final = 0.7  # of letters and signs
_SIGNS: Final = frozenset("!\"#&';<>?@")  # without those of amounts, and of which rulers are made
_MEANINGLESS: Final = frozenset(("Cc", "Co", "Cn"))


def is_legible(parts: Iterable[str]) -> bool:
    """Return whether text is words, as far as its beginning shows.

    Args:
        parts: the text of each page, or all of it.
    """
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(part)
        if counts.total() >= SAMPLE:
            break
    written = {char: n for char, n in counts.items() if not char.isspace()}
    total = sum(written.values())
    if total < LEAST:
        return True
    controls = sum(n for char, n in written.items() if unicodedata.category(char) == "Cc")
    meaningless = sum(n for char, n in written.items() if _is_meaningless(char))
    letters = sum(n for char, n in written.items() if char.isalpha())
    signs = sum(n for char, n in written.items() if char in _SIGNS)
    return (
        controls <= MAX_CONTROLS * total
        and meaningless <= MAX_MEANINGLESS * total
        and signs <= MAX_SIGNS * (signs + letters)
    )


def _is_meaningless(char: str) -> bool:
    return char == "\ufffd" or unicodedata.category(char) in _MEANINGLESS
