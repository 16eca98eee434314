"""Compare spellings: words with typing errors, and names whose words are in another order."""

from __future__ import annotations

from collections.abc import Iterable


def is_typo(one: str, other: str, *, min_length: int, max_edits: int) -> bool:
    """Tell whether two words differ by typing errors at most.

    Args:
        one: A folded word.
        other: Another one; with another first letter it is another word (mental, dental).
        min_length: The length below which words must be equal.
        max_edits: The number of letters that are wrong, missing, added or swapped.

    >>> is_typo("portal", "protal", min_length=4, max_edits=1)
    True
    """
    if one == other:
        return True
    if not one or not other or one[0] != other[0] or min(len(one), len(other)) < min_length:
        return False
    from rapidfuzz.distance import OSA  # here: only a comparison needs it

    return OSA.distance(one, other) <= max_edits


def sort_words(words: Iterable[str]) -> str:
    """Return words in alphabetical order as one text, to compare names regardless of the order of their words."""
    return " ".join(sorted(words))
