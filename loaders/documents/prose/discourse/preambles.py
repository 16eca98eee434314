"""Preambles of agreements: where the sides are named, and what is only recalled before the articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.lexicon import Lexicon
    from loaders.documents.prose.structure.segment import Segment

FIRST_SEGMENTS: Final = 16  # of an agreement, in which its sides stand
OF_A_PREAMBLE: Final = "side-of-a-preamble"  # the rule
MAX_RECITALS: Final = 60  # segments of a preamble
MAX_SIDES: Final = 4_000  # characters that may name the sides
_SENTENCE_END: Final = re.compile(
    r"(?<!\b[A-ZÀ-Ý])[.!?]\s+(?=[A-ZÀ-Ý])"
)  # not behind an initial: "the U.S. Department"


@dataclass(frozen=True, slots=True)
class Preamble:
    """The segment that names the sides, the character at which they are called the parties, and the recitals."""

    place: int
    stop: int
    recitals: range

    def recalls(self, place: int, start: int) -> bool:
        """Whether a character of a segment is one of a recital."""
        return place in self.recitals or (place == self.place and start >= self.stop)


def find_preamble(segments: Sequence[Segment], lexicon: Lexicon) -> Preamble | None:
    """The preamble of an agreement: "The Government of A and the Government of B, called the Parties, Recalling …".

    It ends with the words by which the sides agree, or before the first heading behind it.
    """
    for place, segment in enumerate(segments[:FIRST_SEGMENTS]):
        if segment.kind in ("table", "noise"):
            continue
        text = straight(segment.text)
        called = lexicon.regex("called_parties").search(text, 0, MAX_SIDES)
        if called and not _SENTENCE_END.search(text, 0, called.start()):
            return Preamble(place, called.start(), _recitals(segments, place, called.end(), lexicon))
    return None


def _recitals(segments: Sequence[Segment], place: int, start: int, lexicon: Lexicon) -> range:
    """The places of what the sides recall behind a place; none where they agree at once."""
    agreed = lexicon.regex("agreed_now")
    if agreed.search(straight(segments[place].text), start):
        return range(0)
    for at in range(place + 1, min(place + MAX_RECITALS, len(segments))):
        if segments[at].kind == "heading":
            return range(place + 1, at)
        if agreed.search(straight(segments[at].text)):
            return range(place + 1, at + 1)
    return range(0)
