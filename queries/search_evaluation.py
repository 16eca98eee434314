"""How well a query in one language finds its text in the other, on the titles that a graph has in both.

Each title is a query, and the titles of the other language alone are searched, so that nothing of its own language can
help. What is learnt of translations is learnt in folds: from pairs that share no title with those asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from graph.bilingual import said, translations
from queries.search_scoring import Said, score
from queries.statements import rows
from queries.word_forms import rarity, term

if TYPE_CHECKING:
    from graph.view import View

SCORED: Final = 100
Pair = tuple[str, str]


class TitleWords:
    """The words of some titles: a lexicon in memory."""

    def __init__(self, titles: Sequence[str], translated: Mapping[str, Mapping[str, float]]) -> None:
        self.size = len(titles)
        self.where: dict[str, list[int]] = defaultdict(list)
        for at, title in enumerate(titles):
            for word in Said(title).first:
                self.where[word].append(at)
        self._words = sorted(self.where)
        self._translated = translated
        self._beginning: dict[str, Mapping[str, int]] = {}

    def texts(self, word: str) -> int:
        """In how many titles a word stands."""
        return len(self.where[word]) if word in self.where else 0

    def beginning(self, start: str) -> Mapping[str, int]:
        """The words that begin so."""
        if start not in self._beginning:
            first, last = (bisect_left(self._words, end) for end in (start, start + "\U0010ffff"))
            self._beginning[start] = {word: len(self.where[word]) for word in self._words[first:last]}
        return self._beginning[start]

    def translations(self, word: str) -> Mapping[str, float]:
        """The words that translate one."""
        return self._translated.get(word, {})


def title_pairs(view: View) -> list[Pair]:
    """The titles that a graph has in English and in French, each pair once."""
    found = {(row["title_en"].strip(), row["title_fr"].strip()) for row in rows(view.whole(), "title_pairs")}
    return sorted(pair for pair in found if all(pair))


def evaluate(pairs: Sequence[Pair], folds: int, *, every: int = 1, learning: bool = True) -> list[dict[str, Any]]:
    """Recall of the right title at 1 and at 10, and the mean reciprocal rank, from each language to the other.

    Args:
        pairs: titles in English and French.
        folds: how many parts they are divided into.
        every: ask only one query in so many.
        learning: whether translations are learnt from the pairs of the other parts.
    """
    return [
        {"from": source, "to": target, **_direction(pairs, folds, every, (source, target), learning=learning)}
        for source, target in (("fr", "en"), ("en", "fr"))
    ]


def _direction(
    pairs: Sequence[Pair], folds: int, every: int, way: tuple[str, str], *, learning: bool
) -> dict[str, Any]:
    side = ("en", "fr").index(way[1])
    titles = sorted({pair[side] for pair in pairs})
    at = {title: number for number, title in enumerate(titles)}
    right: dict[str, set[int]] = defaultdict(set)
    for pair in pairs:
        right[pair[1 - side]].add(at[pair[side]])
    queries = sorted(right)
    ranks: list[int | None] = []
    for fold in range(folds):
        asked = queries[fold::folds]
        answers = {number for query in asked for number in right[query]}
        seen = set(asked)
        taught = [p for p in pairs if p[1 - side] not in seen and at[p[side]] not in answers] if learning else []
        find = _finder(titles, translations(taught))
        for query in asked[::every]:
            found = find(query)
            ranks.append(next((rank for rank, one in enumerate(found, start=1) if one in right[query]), None))
    count = len(ranks)
    return {
        "queries": count, "titles": len(titles),
        "r1": round(sum(rank == 1 for rank in ranks) / count, 4),
        "r10": round(sum(rank is not None and rank <= 10 for rank in ranks) / count, 4),
        "mrr": round(sum(1 / rank for rank in ranks if rank) / count, 4),
    }  # fmt: skip


def _finder(titles: Sequence[str], translated: Mapping[str, Mapping[str, float]]) -> Callable[[str], list[int]]:
    lexicon = TitleWords(titles, translated)
    rare = lru_cache(maxsize=None)(lambda word: rarity(lexicon, word))
    known = lru_cache(maxsize=None)(lambda word: term(lexicon, word))

    def find(query: str) -> list[int]:
        terms = [known(word) for word in dict.fromkeys(said(query))]
        points: dict[int, float] = defaultdict(float)
        for one in terms:
            best: dict[int, float] = {}
            for form, weight in one.forms.items():
                for number in lexicon.where[form]:
                    best[number] = max(weight, best.get(number, 0.0))
            for number, weight in best.items():
                points[number] += weight * one.worth
        first = sorted(points, key=lambda number: (-points[number], number))[:SCORED]
        scores = {number: score(terms, {"title": titles[number]}, rare)[0] for number in first}
        return sorted(first, key=lambda number: (-scores[number], number))

    return find
