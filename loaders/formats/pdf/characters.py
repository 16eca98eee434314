"""The characters of a page of a PDF: what is read of each, without those that are drawn twice, and the words they make.

pdfplumber finds the place of each character among the others by comparing it with them. Here it is compared with the
same letters only, which makes the same words in a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

MAX_CHARACTERS: Final = 40_000  # on a page beyond which it is no text
SAME_PLACE: Final = 1.0  # points between a character and the same one drawn again
WORD_GAP: Final = 0.15  # widest gap within a word, in sizes of its font
SAME_LINE: Final = 3.0  # points between the tops of characters of a word
Place: TypeAlias = tuple[float, float, int]  # down, to the right, and the place among all characters


class Char(NamedTuple):
    """A character, and where it is on its page: in points from the top left.

    `size` is how high it is (how wide where lines are vertical), `font` the name of its font, `direction` how far
    right and up a step along its line leads, and `document_top` how far it is below the top of the first page.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    is_upright: bool
    font: str
    direction: tuple[float, float]
    document_top: float


def distinct_chars(chars: Sequence[Char]) -> list[Char]:
    """Return characters without those that are drawn again at the same place, as for a bold font, in their order.

    They are those that `pdfplumber.utils.dedupe_chars` returns: of the same letters in a row of places of which each is
    near the next, from top to bottom and then from left to right, the first.
    """
    same: dict[tuple[str, bool, str, float], list[Place]] = {}
    for at, char in enumerate(chars):
        key = (char.text, char.is_upright, char.font, char.size)
        same.setdefault(key, []).append((char.document_top, char.left, at))
    kept: list[int] = []
    for places in same.values():
        places.sort()
        if _are_separate(places):
            kept += [at for _, _, at in places]
        else:
            kept += [min(group)[2] for line in _near(places, 0) for group in _near(line, 1)]
    return [chars[at] for at in sorted(kept)]


def _are_separate(places: Sequence[Place]) -> bool:
    """Return whether places, in their order, are on lines that are apart, and apart on each, as nearly always."""
    return all(
        other[0] > one[0] + SAME_PLACE or (other[0] == one[0] and other[1] > one[1] + SAME_PLACE)
        for one, other in pairwise(places)
    )


def _near(places: Iterable[Place], axis: int) -> Iterator[list[Place]]:
    """Yield groups of places, in their order along an axis, of which each is near the next."""
    group: list[Place] = []
    for place in sorted(places, key=itemgetter(axis)):
        if group and place[axis] > group[-1][axis] + SAME_PLACE:
            yield group
            group = []
        group.append(place)
    yield group


def words_of(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Yield the characters of each word, in their order; spaces part words and belong to none.

    They are those that `pdfplumber.utils.extract_words` makes of characters in their order (`use_text_flow`).
    """
    word: list[Char] = []
    last: Char | None = None
    for char in chars:
        text = char.text
        if last is not None and (
            char.left < last.left
            or char.left > last.right + WORD_GAP * last.size
            or abs(char.top - last.top) > SAME_LINE
            or char.is_upright is not last.is_upright
        ):
            yield word
            word, last = [], None
        if not text or text.isspace():
            if word:
                yield word
            if not text:
                yield [char]
            word, last = [], None
        else:
            word.append(char)
            last = char
    if word:
        yield word
