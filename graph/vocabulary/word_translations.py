"""Word translations between English and French: pairs that ship with Accord, and pairs learnt from bilingual titles.

The pairs that ship are `graph/vocabulary/data/bilingual.tsv`. The others are learnt from titles that a graph holds in
both languages, by how often words are in the same titles: Dice's coefficient of a pair of words, 2·n(e,f) / (n(e) +
n(f)) (L. R. Dice 1945, Ecology 26:297; for word translation Smadja, McKeown and Hatzivassiloglou 1996, Computational
Linguistics 22:1). A word in few titles is weak evidence, so pairs that occur once do not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from graph.text.strings import words
from graph.vocabulary.function_words import STOP_WORDS

SHIPPED_LIKELIHOOD: Final = 0.9  # how much a pair that ships says
MIN_DICE: Final = 0.3  # Dice's coefficient from which words are taken for learn_translations
MIN_SHARE_OF_BEST: Final = 0.7  # of the best that either word has: the others only came along
MIN_SHARED_TITLES: Final = 2  # titles that contain both
Translations = dict[str, dict[str, float]]


def remove_stop_words(text: str) -> list[str]:
    """Return the folded words of a text without stop words, in order."""
    return [word for word in words(text) if word not in STOP_WORDS]


@cache
def shipped_pairs() -> tuple[tuple[str, str], ...]:
    """The pairs that ship, English and French, as folded words."""
    text = (Path(__file__).parent / "data" / "bilingual.tsv").read_text("utf-8")
    pairs = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((words(english)[0], words(french)[0]) for english, _, french in pairs)


def learn_translations(titles: Iterable[tuple[str, str]]) -> Translations:
    """The words that translate each other, both ways, each with how likely it is (0..1).

    Args:
        titles: the same titles in English and in French.
    """
    found = dict(_shipped_translations())
    _add_pairs(found, _learn_pairs(titles))
    return found


@cache
def _shipped_translations() -> Translations:
    found: Translations = {}
    _add_pairs(found, ((english, french, SHIPPED_LIKELIHOOD) for english, french in shipped_pairs()))
    return found


def _add_pairs(found: Translations, pairs: Iterable[tuple[str, str, float]]) -> None:
    """Add pairs both ways, with the largest likelihood of each; a word whose translations change gets new ones."""
    for english, french, likely in pairs:
        for word, other in ((english, french), (french, english)):
            others = found.get(word, {})
            found[word] = {**others, other: max(likely, others.get(other, 0.0))}


def _learn_pairs(titles: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, float]]:
    together: Counter[tuple[str, str]] = Counter()
    alone: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for title in titles:
        these, those = (sorted(set(remove_stop_words(text))) for text in title)
        alone[0].update(these)
        alone[1].update(those)
        together.update((one, other) for one in these for other in those)
    likely = {
        pair: 2 * n / (alone[0][pair[0]] + alone[1][pair[1]])
        for pair, n in sorted(together.items())
        if n >= MIN_SHARED_TITLES
    }
    best: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for pair, value in likely.items():
        for side in (0, 1):
            best[side][pair[side]] = max(value, best[side].get(pair[side], 0.0))
    for (english, french), value in likely.items():
        rivals = max(best[0][english], best[1][french])
        if value >= max(MIN_DICE, MIN_SHARE_OF_BEST * rivals) and english != french:
            yield english, french, round(value, 3)
