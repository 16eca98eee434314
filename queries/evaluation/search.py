"""How well a query in one language finds its text in the other, on the titles that a graph has in both.

Each title is a query, and the titles of the other language alone are searched, so that nothing of its own language can
help. What is learnt of translations is learnt in folds: from pairs that share no title with those asked. The model of
search by meaning learns nothing from a graph, so it needs no folds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from graph.vocabulary.word_translations import said, translations
from queries.fulltext.expansion import rarity, term
from queries.fulltext.scoring import Said, either, score
from queries.statements import rows

if TYPE_CHECKING:
    from graph.store import View

SCORED: Final = 100
Pair = tuple[str, str]
Find = Callable[[str], dict[int, float]]  # the score of those titles that answer a query, by their number
Meaning = Callable[[Sequence[str]], Find]


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
    found = {(row["title_en"].strip(), row["title_fr"].strip()) for row in rows(view, "search/title_pairs")}
    return sorted(pair for pair in found if all(pair))


def evaluate(
    pairs: Sequence[Pair], folds: int, *, every: int = 1, learning: bool = True, meaning: Meaning | None = None
) -> list[dict[str, Any]]:
    """Recall of the right title at 1 and at 10, and the mean reciprocal rank, from each language to the other.

    Args:
        pairs: titles in English and French.
        folds: how many parts they are divided into.
        every: ask only one query in so many.
        learning: whether translations are learnt from the pairs of the other parts.
        meaning: for some titles, what finds the nearest of them in meaning; then search goes by words, by meaning,
            and by both.
    """
    measured = []
    for source, target in (("fr", "en"), ("en", "fr")):
        side = ("en", "fr").index(target)
        titles = sorted({pair[side] for pair in pairs})
        ranks = _ranks(pairs, titles, (folds, every), side, meaning(titles) if meaning else None, learning=learning)
        measured += [
            {"from": source, "to": target, "by": by, "queries": len(found), "titles": len(titles), **_figures(found)}
            for by, found in ranks.items()
        ]
    return measured


def _figures(ranks: Sequence[int | None]) -> dict[str, float]:
    count = len(ranks)
    return {
        "r1": round(sum(rank == 1 for rank in ranks) / count, 4),
        "r10": round(sum(rank is not None and rank <= 10 for rank in ranks) / count, 4),
        "mrr": round(sum(1 / rank for rank in ranks if rank) / count, 4),
    }


def _ranks(
    pairs: Sequence[Pair], titles: Sequence[str], parts: tuple[int, int], side: int, near: Find | None,
    *, learning: bool,
) -> dict[str, list[int | None]]:  # fmt: skip
    """Where the right title stands for each query that is asked, by the way of searching."""
    folds, every = parts
    at = {title: number for number, title in enumerate(titles)}
    right: dict[str, set[int]] = defaultdict(set)
    for pair in pairs:
        right[pair[1 - side]].add(at[pair[side]])
    queries = sorted(right)
    ranks: dict[str, list[int | None]] = defaultdict(list)
    for fold in range(folds):
        asked = queries[fold::folds]
        answers = {number for query in asked for number in right[query]}
        seen = set(asked)
        taught = [p for p in pairs if p[1 - side] not in seen and at[p[side]] not in answers] if learning else []
        find = _finder(titles, translations(taught))
        for query in asked[::every]:
            scores = {"words": find(query)}
            if near:
                scores["meaning"] = near(query)
                scores["both"] = {
                    one: either(scores["words"].get(one, 0.0), scores["meaning"].get(one, 0.0))
                    for one in scores["words"].keys() | scores["meaning"].keys()
                }
            for by, found in scores.items():
                ranks[by].append(_rank(found, right[query]))
    return ranks


def _rank(scores: Mapping[int, float], right: Collection[int]) -> int | None:
    first = sorted(scores, key=lambda number: (-scores[number], number))
    return next((rank for rank, one in enumerate(first, start=1) if one in right), None)


def _finder(titles: Sequence[str], translated: Mapping[str, Mapping[str, float]]) -> Find:
    lexicon = TitleWords(titles, translated)
    rare = lru_cache(maxsize=None)(lambda word: rarity(lexicon, word))
    known = lru_cache(maxsize=None)(lambda word: term(lexicon, word))

    def find(query: str) -> dict[int, float]:
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
        return {number: score(terms, {"title": titles[number]}, rare)[0] for number in first}

    return find
