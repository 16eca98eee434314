"""The pieces of words that the encoder knows, and how a word is taken apart.

A unigram language model (Kudo 2018, arXiv:1804.10959) gives each piece a logarithm of a probability; a word is the
sequence of pieces with the greatest sum.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

START: Final = "▁"  # before the first piece of a word, as SentencePiece writes it
MAX_PIECES: Final = 24  # of a word that count
MAX_CHARACTERS: Final = 64
PENALTY: Final = 10.0  # how much less likely than any piece a character is that none has


class Pieces:
    """Takes words apart.

    Args:
        names: the pieces; the places of these are what the encoder is given.
        scores: the logarithm of the probability of each.
        unknown: the place of the piece that stands for a character which none has.
    """

    def __init__(self, names: Sequence[str], scores: Sequence[float], unknown: int) -> None:
        self._places = {name: at for at, name in enumerate(names)}
        self._scores = scores
        self._unknown, self._unknown_score = unknown, min(scores) - PENALTY
        self._longest = max(map(len, names))
        self._known: dict[str, tuple[int, ...]] = {}

    def of_word(self, word: str) -> tuple[int, ...]:
        """The places of the pieces of a word."""
        made = self._known.get(word)
        if made is None:
            text = START + unicodedata.normalize("NFKC", word[:MAX_CHARACTERS])
            whole = self._places.get(text)
            made = self._known[word] = (whole,) if whole is not None else self._split_word(text)
        return made

    def _split_word(self, text: str) -> tuple[int, ...]:
        """The likeliest sequence of pieces, found by dynamic programming (Viterbi)."""
        best = [0.0] + [float("-inf")] * len(text)
        last = [(0, self._unknown)] * (len(text) + 1)
        for start in range(len(text)):
            for stop in range(start + 1, min(len(text), start + self._longest) + 1):
                place = self._places.get(text[start:stop])
                if place is not None:
                    score = best[start] + self._scores[place]
                elif stop == start + 1:
                    place, score = self._unknown, best[start] + self._unknown_score
                else:
                    continue
                if score > best[stop]:
                    best[stop], last[stop] = score, (start, place)
        made, stop = [], len(text)
        while stop:
            stop, place = last[stop]
            made.append(place)
        return tuple(reversed(made))[:MAX_PIECES]
