"""Find a quoted text in a document: letter by letter, apart from white space and hyphenation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from loaders.text.passages import Passage

_IGNORED: Final = re.compile(r"[\s\-‐‑\u00ad\ufeff\u200b-\u200f\u2028\u2029\u2060]")
MIN_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A text in passage `passage` from `start` to `stop`."""

    passage: int
    start: int
    stop: int


class QuoteIndex:
    """The passages of a document, to look quotes up in.

    Args:
        passages: in the order of the document.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self._squeezed: list[tuple[str, list[int]]] = [_squeeze(passage.text) for passage in passages]

    def find(self, text: str, near: int | None = None) -> Quote | None:
        """The first place of a text, or the one nearest to a passage.

        Args:
            text: what was quoted; a text of fewer than three letters and digits is found nowhere.
            near: the number of the passage that the place should be near to.
        """
        wanted, _ = _squeeze(text)
        if sum(char.isalnum() for char in wanted) < MIN_LETTERS:
            return None
        order = range(len(self.passages))
        for number in order if near is None else sorted(order, key=lambda one: (abs(one - near), one)):
            squeezed, places = self._squeezed[number]
            at = squeezed.find(wanted)
            if at >= 0:
                return Quote(number, places[at], places[at + len(wanted) - 1] + 1)
        return None

    def within(self, text: str, quote: Quote) -> Quote | None:
        """The place of a text within a quote, at the boundaries of words; None where it is not in it."""
        wanted, _ = _squeeze(text)
        passage = self.passages[quote.passage].text
        squeezed, places = _squeeze(passage[quote.start : quote.stop])
        if not wanted:
            return None
        at = squeezed.find(wanted)
        while at >= 0:
            start, stop = quote.start + places[at], quote.start + places[at + len(wanted) - 1] + 1
            if not passage[max(start - 1, 0) : start].isalnum() and not passage[stop : stop + 1].isalnum():
                return Quote(quote.passage, start, stop)
            at = squeezed.find(wanted, at + 1)
        return None


def _squeeze(text: str) -> tuple[str, list[int]]:
    """The letters of a text without white space and hyphens, and the place of each."""
    kept = [(char, at) for at, char in enumerate(text) if not _IGNORED.match(char)]
    return "".join(char for char, _ in kept), [at for _, at in kept]
