"""Marks of notes on a page of a PDF: small raised digits and signs behind a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from loaders.text.note_marks import is_note_mark

if TYPE_CHECKING:
    from loaders.formats.pdf.characters import Char

MAX_SIZE: Final = 0.8  # of the letters before it
MIN_RISE: Final = 0.1  # how far it ends above them, in their size
MAX_RISE: Final = 0.7  # how far it begins above them
MAX_GAP: Final = 0.35  # how far it is from them
MAX_LETTERS: Final = 12  # of what stands before it
MAX_BACK: Final = 300  # characters that may be written between a word and its mark: programs write a line's marks last
_LETTERS: Final = frozenset("0123456789*†‡§,;–-[]()")


def without_note_marks(chars: Iterable[Char]) -> list[Char]:
    """Return the characters of a page, in their order, without the marks of notes.

    The character before a mark takes its place, so that a full stop behind it stays with its word.
    """
    kept: list[Char] = []
    raised: list[Char] = []
    base = -1  # the place in `kept` of what the raised characters stand behind
    for char in chars:
        if char.text in _LETTERS and kept:
            if raised and _is_raised(char, kept[base], raised[-1].right):
                raised.append(char)
                continue
            _settle(raised, base, kept)
            base = _base_of(char, kept)
            if base >= 0:
                raised.append(char)
                continue
        _settle(raised, base, kept)
        kept.append(char)
    _settle(raised, base, kept)
    return kept


def _base_of(char: Char, kept: Sequence[Char]) -> int:
    """Return the place of the letter behind which a character is raised; -1: of none."""
    if char.size > MAX_SIZE * kept[-1].size:
        return -1  # nearly every digit: it is no smaller than what is written before it
    for at in range(len(kept) - 1, max(len(kept) - MAX_BACK, 0) - 1, -1):
        each = kept[at]
        if _is_raised(char, each, each.right) and each.text.strip():
            return at
    return -1


def _is_raised(char: Char, base: Char, left: float) -> bool:
    """Return whether a character is smaller than a letter and above its line, and begins where something ends."""
    return (
        abs(char.left - left) <= MAX_GAP * base.size
        and char.size <= MAX_SIZE * base.size
        and char.is_upright
        and char.bottom < base.bottom - MIN_RISE * base.size
        and char.top > base.top - MAX_RISE * base.size
    )


def _settle(raised: list[Char], base: int, kept: list[Char]) -> None:
    """Add raised characters to those before them, unless they are the mark of a note on what stands there."""
    if not raised:
        return
    letter = kept[base]
    line = [each for each in kept[max(base - MAX_LETTERS, 0) : base + 1] if each.bottom == letter.bottom]
    if is_note_mark("".join(each.text for each in raised), "".join(each.text for each in line)):
        kept[base] = letter._replace(right=max(letter.right, raised[-1].right))
    else:
        kept += raised
    raised.clear()
