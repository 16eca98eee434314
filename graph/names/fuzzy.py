"""Names that are spelt wrong or shortened: found only where the reading is unmistakable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from graph.names import normalization
from graph.names.index import WHOLE, Hit, Name

SHORTEST: Final = 6  # letters; below this one typing error makes another word
ROOMY: Final = 11  # letters of a whole name for each edit that may be anywhere in it
BEARINGS: Final = frozenset(("north", "south", "east", "west", "nord", "sud", "est", "ouest"))
MARGIN: Final = 2  # edits by which the second best must be further away
LIKE: Final = 72.0  # similarity (0–100) from which a name is worth suggesting
SUGGESTIONS: Final = 5
TELLING: Final = 3  # content words that a name needs to be known without the kind of body it is


class Nearest:
    """Compares with every name in full: a few thousand, about a millisecond each time."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._words: dict[tuple[str, int], set[tuple[tuple[str, ...], str]]] = defaultdict(set)
        self._unqualified: dict[tuple[str, ...], set[tuple[tuple[str, ...], str]]] = defaultdict(set)
        for name, _, kind, identifier in names:
            if kind in WHOLE and len(key := normalization.key(name)) >= SHORTEST:
                self._ids[key].add(identifier)
                if len(words := normalization.content(name)) > 2:
                    self._words[words[0][0], len(words)].add((words, identifier))
                if len(telling := normalization.unqualified(name)) >= TELLING:
                    self._unqualified[telling].add((normalization.telling(name), identifier))
        self._keys = list(self._ids)
        self._lengths: dict[tuple[int, int], list[str]] = {}
        self._sorted = [_in_order(key) for key in self._keys]

    def shortened(self, text: str) -> list[Hit]:
        """What a name with shortened words means: ``Fin. Trans. & Reports Analysis Cnt``."""
        words = normalization.content(text)
        if len(words) < 3:
            return []
        alike = (full for more in (0, 1) for full in self._words.get((words[0][0], len(words) + more), ()))
        found = {one for full, one in alike if normalization.abbreviates(words, full)}
        return [Hit(identifier, "spelling", None) for identifier in sorted(found)]

    def unqualified(self, text: str) -> list[Hit]:
        """What a name means where it, or the text, does not say what kind of body it is: ``Northern Development``."""
        telling = normalization.unqualified(text)
        if len(telling) < TELLING:
            return []
        plain = len(telling) == len(normalization.telling(text))
        found = {one for full, one in self._unqualified[telling] if plain or full == telling}
        return [Hit(identifier, "spelling", None) for identifier in sorted(found)]

    def misspelt(self, text: str) -> tuple[list[Hit], int]:
        """What a name with typing errors means, and how many errors; nothing unless it is unmistakable."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        key = normalization.key(text)
        allowed = min(len(key) // 12 + 1, 3)
        if len(key) < SHORTEST:
            return [], 0
        far = allowed + MARGIN - 1
        near = process.extract(key, self._as_long(len(key), far), scorer=OSA.distance, score_cutoff=far, limit=20)
        best = {i: int(d) for known, d, _ in reversed(near) for i in self._ids[known]}
        fits = {i for known, d, _ in near if d <= allowed and _slip(key, known) for i in self._ids[known]}
        if len(fits) != 1:
            return [], 0
        (one,) = fits
        if any(distance < best[one] + MARGIN for other, distance in best.items() if other != one):
            return [], 0
        return [Hit(one, "spelling", None)], best[one]

    def _as_long(self, length: int, more: int) -> Sequence[str]:
        """The names that are about as long as another; those that are not are further from it than `more` edits."""
        if (length, more) not in self._lengths:
            self._lengths[length, more] = [known for known in self._keys if abs(len(known) - length) <= more]
        return self._lengths[length, more]

    def suggestions(self, text: str) -> tuple[str, ...]:
        """The jurisdictions whose names look most like a text, the nearest first; five at most."""
        from rapidfuzz import fuzz, process

        words = _in_order(normalization.key(text))
        near = process.extract(words, self._sorted, scorer=fuzz.ratio, score_cutoff=LIKE, limit=20)
        return tuple(dict.fromkeys(i for _, _, at in near for i in sorted(self._ids[self._keys[at]])))[:SUGGESTIONS]

    def resembles(self, text: str, identifier: str) -> bool:
        """Whether a text looks like part of a name of this jurisdiction."""
        from rapidfuzz import fuzz, process

        names = [key for key, ids in self._ids.items() if identifier in ids]
        return (
            process.extractOne(normalization.key(text), names, scorer=fuzz.token_set_ratio, score_cutoff=85) is not None
        )


def _in_order(key: str) -> str:
    return " ".join(sorted(key.split()))


def _slip(written: str, known: str) -> bool:
    """Whether a name differs by slips only: in each word an edit or two; or spaces in other places, and few edits.

    Another first letter makes another word (mental, dental), another digit another year, another
    quarter of the compass another place: these are no slips.
    """
    from rapidfuzz.distance import OSA, Levenshtein

    ours, theirs = written.split(), known.split()
    if [w for w in ours if w.isdecimal() or w in BEARINGS] != [w for w in theirs if w.isdecimal() or w in BEARINGS]:
        return False
    if len(ours) == len(theirs) and all(map(_alike, ours, theirs)):
        return True
    ours_whole, theirs_whole = "".join(ours), "".join(theirs)
    edits = OSA.distance(ours_whole, theirs_whole)
    if edits > len(theirs_whole) // ROOMY:
        return False
    starts = {sum(map(len, theirs[:at])) for at in range(len(theirs))}
    steps = Levenshtein.editops(ours_whole, theirs_whole)
    swapped = len(steps) > edits  # of two letters in each other's place, neither is another letter
    return swapped or not any(step.tag == "replace" and step.dest_pos in starts for step in steps)


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    if one == other:
        return True
    few = 2 if len(other) > 7 else 1
    return one[0] == other[0] and min(len(one), len(other)) > 3 and OSA.distance(one, other) <= few
