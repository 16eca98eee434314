"""Match misspelt and shortened names, only if a single jurisdiction fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from graph.names import normalization
from graph.names.index import FULL_NAME_KINDS, Candidate, Name
from graph.names.spelling import is_typo, sort_words

MIN_NAME_LENGTH: Final = 6  # letters; in a shorter name one typing error makes another word
MIN_WORD_LENGTH: Final = 9  # letters of a name of one word: in a shorter one it makes another place (Alberto, Torino)
LETTERS_PER_EDIT: Final = 11  # of a name, for edits anywhere in it
COMPASS_WORDS: Final = frozenset(("north", "south", "east", "west", "nord", "sud", "est", "ouest"))
MIN_SHARE: Final = 0.8  # of the words of a text that have to be words of a name
MIN_LEAD_EDITS: Final = 2  # edits between the best and the second best match
MIN_SUGGESTION_SIMILARITY: Final = 72.0  # 0–100
MIN_SHORT_SIMILARITY: Final = 80.0  # of a word with less than nine letters: of few letters, many agree by chance
MAX_SUGGESTIONS: Final = 5
MIN_DISTINCTIVE_WORDS: Final = 3  # of a name that is matched without its type of body


class FuzzyMatcher:
    """Compares a text with all full names: some thousand, in about a millisecond."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._words: dict[tuple[str, int], set[tuple[tuple[str, ...], str]]] = defaultdict(set)
        self._unqualified: dict[tuple[str, ...], set[tuple[tuple[str, ...], str]]] = defaultdict(set)
        for name, _, kind, identifier in names:
            key = normalization.normalize(name)
            if kind == "abbreviation" and len(key) >= MIN_WORD_LENGTH:  # PrairiesCan
                self._ids[key].add(identifier)
            if kind in FULL_NAME_KINDS and len(key) >= MIN_NAME_LENGTH:
                self._ids[key].add(identifier)
                if len(words := normalization.content_words(name)) > 2:
                    self._words[words[0][0], len(words)].add((words, identifier))
                plain = normalization.distinctive_words(name)
                if len(plain) >= MIN_DISTINCTIVE_WORDS and plain != words:
                    self._words[plain[0][0], len(plain)].add((plain, identifier))
                if len(distinctive := normalization.strip_body_type(name)) >= MIN_DISTINCTIVE_WORDS:
                    self._unqualified[distinctive].add((normalization.distinctive_words(name), identifier))
        self._keys = list(self._ids)
        self._lengths: dict[tuple[int, int], list[str]] = {}
        self._sorted = [sort_words(key.split()) for key in self._keys]

    def match_shortened(self, text: str) -> list[Candidate]:
        """Match a name with shortened words: ``Fin. Trans. & Reports Analysis Cnt``."""
        words = normalization.content_words(text)
        if len(words) < 3:
            return []
        alike = (full for more in (0, 1) for full in self._words.get((words[0][0], len(words) + more), ()))
        found = {one for full, one in alike if normalization.is_shortened(words, full)}
        return [Candidate(identifier, "spelling", None) for identifier in sorted(found)]

    def match_without_body(self, text: str) -> list[Candidate]:
        """Match a name without its type of body: ``Northern Development``."""
        distinctive = normalization.strip_body_type(text)
        if len(distinctive) < MIN_DISTINCTIVE_WORDS:
            return []
        plain = len(distinctive) == len(normalization.distinctive_words(text))
        found = {one for full, one in self._unqualified[distinctive] if plain or full == distinctive}
        return [Candidate(identifier, "spelling", None) for identifier in sorted(found)]

    def match_misspelt(self, text: str) -> tuple[list[Candidate], int]:
        """Match a name with typing errors; return the match, if there is only one, and the number of errors."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        key = normalization.normalize(text)
        allowed = min(len(key) // 12 + 1, 3)
        if len(key) < (MIN_NAME_LENGTH if " " in key else MIN_WORD_LENGTH):
            return [], 0
        far = allowed + MIN_LEAD_EDITS - 1
        near = process.extract(
            key, self._keys_of_length(len(key), far), scorer=OSA.distance, score_cutoff=far, limit=20
        )
        best = {i: int(d) for known, d, _ in reversed(near) for i in self._ids[known]}
        fits = {i for known, d, _ in near if d <= allowed and _is_misspelling(key, known) for i in self._ids[known]}
        if len(fits) != 1:
            return [], 0
        (one,) = fits
        if any(distance < best[one] + MIN_LEAD_EDITS for other, distance in best.items() if other != one):
            return [], 0
        return [Candidate(one, "spelling", None)], best[one]

    def _keys_of_length(self, length: int, more: int) -> Sequence[str]:
        """Return the names whose length differs by at most `more`; others are further away than that many edits."""
        if (length, more) not in self._lengths:
            self._lengths[length, more] = [known for known in self._keys if abs(len(known) - length) <= more]
        return self._lengths[length, more]

    def suggest(self, text: str) -> tuple[str, ...]:
        """Return up to five jurisdictions with similar names, the most similar first."""
        from rapidfuzz import fuzz, process

        words = sort_words(normalization.normalize(text).split())
        is_short = len(words) < MIN_WORD_LENGTH and " " not in words
        least = MIN_SHORT_SIMILARITY if is_short else MIN_SUGGESTION_SIMILARITY
        near = process.extract(words, self._sorted, scorer=fuzz.ratio, score_cutoff=least, limit=20)
        return tuple(dict.fromkeys(i for _, _, at in near for i in sorted(self._ids[self._keys[at]])))[:MAX_SUGGESTIONS]

    def is_made_of_words(self, text: str, identifier: str) -> bool:
        """Tell whether most words of a text are, or shorten, words of one name of a jurisdiction."""
        words = normalization.content_words(text)
        if len(words) < MIN_DISTINCTIVE_WORDS:
            return False
        names = [key.split() for key, ids in self._ids.items() if identifier in ids]
        return any(
            sum(any(normalization.shortens(word, full) for full in name) for word in words) >= MIN_SHARE * len(words)
            for name in names
        )

    def resembles(self, text: str, identifier: str) -> bool:
        """Tell whether a text is similar to part of a name of a jurisdiction."""
        from rapidfuzz import fuzz, process

        names = [key for key, ids in self._ids.items() if identifier in ids]
        return (
            process.extractOne(normalization.normalize(text), names, scorer=fuzz.token_set_ratio, score_cutoff=85)
            is not None
        )


def _is_misspelling(written: str, known: str) -> bool:
    """Tell whether a name differs by typing errors only: an edit or two in each word, or other spaces and few edits.

    Another first letter makes another word (mental, dental), another digit another year, another compass word another
    place, and a word before the whole name another country: the Department of Agriculture need not be that of the U.S.
    """
    from rapidfuzz.distance import OSA, Levenshtein

    ours, theirs = written.split(), known.split()
    if len(ours) < len(theirs) and theirs[-len(ours) :] == ours:
        return False
    if [w for w in ours if w.isdecimal() or w in COMPASS_WORDS] != [
        w for w in theirs if w.isdecimal() or w in COMPASS_WORDS
    ]:
        return False
    if len(ours) == len(theirs) and all(map(_is_typo, ours, theirs)):
        return True
    ours_whole, theirs_whole = "".join(ours), "".join(theirs)
    edits = OSA.distance(ours_whole, theirs_whole)
    if edits > len(theirs_whole) // LETTERS_PER_EDIT:
        return False
    starts = {sum(map(len, theirs[:at])) for at in range(len(theirs))}
    steps = Levenshtein.editops(ours_whole, theirs_whole)
    swapped = len(steps) > edits  # two swapped letters are not other letters
    return swapped or not any(step.tag == "replace" and step.dest_pos in starts for step in steps)


def _is_typo(one: str, other: str) -> bool:
    return is_typo(one, other, min_length=4, max_edits=2 if len(other) > 7 else 1)
