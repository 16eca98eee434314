"""Evaluate cross-lingual search: how well a query in one language finds its text in the other, on bilingual titles.

Each title is a query, and only the titles of the other language are searched, so that its own language cannot help.
Translations are learnt in folds: from pairs that share no title with those asked. The model of semantic search learns
nothing from a graph, so it needs no folds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from graph.errors import message
from graph.process.progress import count_steps
from graph.vocabulary.word_translations import learn_translations, remove_stop_words
from queries.fulltext.expansion import compute_idf, expand_word
from queries.fulltext.scoring import TextWords, combine_scores, score_text
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View

MAX_SCORED_TITLES: Final = 100
TitlePair = tuple[str, str]  # English, French
TitleSearch = Callable[[str], dict[int, float]]  # the scores of the titles that match a query, by their position
SemanticSearch = Callable[[Sequence[str]], TitleSearch]


class TitleIndex:
    """A `WordIndex` over some titles, in memory."""

    def __init__(self, titles: Sequence[str], translated: Mapping[str, Mapping[str, float]]) -> None:
        self.text_count = len(titles)
        self.postings: dict[str, list[int]] = defaultdict(list)
        for at, title in enumerate(titles):
            for word in TextWords(title).written:
                self.postings[word].append(at)
        self._words = sorted(self.postings)
        self._translated = translated
        self._by_prefix: dict[str, Mapping[str, int]] = {}

    def count_texts(self, word: str) -> int:
        """Return the number of titles that contain a word."""
        return len(self.postings[word]) if word in self.postings else 0

    def find_by_prefix(self, prefix: str) -> Mapping[str, int]:
        """Return the words that begin with a prefix, each with its number of titles."""
        if prefix not in self._by_prefix:
            first, last = (bisect_left(self._words, end) for end in (prefix, prefix + "\U0010ffff"))
            self._by_prefix[prefix] = {word: len(self.postings[word]) for word in self._words[first:last]}
        return self._by_prefix[prefix]

    def find_translations(self, word: str) -> Mapping[str, float]:
        """Return the translations of a word, each with its likelihood."""
        return self._translated.get(word, {})


def read_title_pairs(view: View) -> list[TitlePair]:
    """Return the titles that a graph has in English and in French, each pair once."""
    found = {(row["title_en"].strip(), row["title_fr"].strip()) for row in fetch_rows(view, "search/title_pairs")}
    return sorted(pair for pair in found if all(pair))


def evaluate_search(
    pairs: Sequence[TitlePair], folds: int, *, every: int = 1, learning: bool = True,
    semantic: SemanticSearch | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """Return recall of the right title at 1 and at 10, and the mean reciprocal rank, from each language to the other.

    Args:
        pairs: titles in English and French.
        folds: how many parts they are divided into.
        every: ask only one query in so many.
        learning: whether translations are learnt from the pairs of the other parts.
        semantic: creates a semantic search over some titles; search is then by words, by meaning, and by both.
    """
    measured = []
    for source, target in (("fr", "en"), ("en", "fr")):
        side = ("en", "fr").index(target)
        titles = sorted({pair[side] for pair in pairs})
        by_meaning = semantic(titles) if semantic else None
        ranks = _rank_titles(pairs, titles, (folds, every), side, by_meaning, learning=learning)
        measured += [
            {"from": source, "to": target, "by": by, "queries": len(found), "titles": len(titles), **_measure(found)}
            for by, found in ranks.items()
        ]
    return measured


def _measure(ranks: Sequence[int | None]) -> dict[str, float]:
    count = len(ranks)
    return {
        "r1": round(sum(rank == 1 for rank in ranks) / count, 4),
        "r10": round(sum(rank is not None and rank <= 10 for rank in ranks) / count, 4),
        "mrr": round(sum(1 / rank for rank in ranks if rank) / count, 4),
    }


def _rank_titles(
    pairs: Sequence[TitlePair], titles: Sequence[str], parts: tuple[int, int], side: int,
    by_meaning: TitleSearch | None, *, learning: bool,
) -> dict[str, list[int | None]]:  # fmt: skip
    """Return the rank of the right title for each query that is asked, by method of search."""
    folds, every = parts
    position = {title: number for number, title in enumerate(titles)}
    right: dict[str, set[int]] = defaultdict(set)
    for pair in pairs:
        right[pair[1 - side]].add(position[pair[side]])
    queries = sorted(right)
    ranks: dict[str, list[int | None]] = defaultdict(list)
    for fold in count_steps(range(folds), message("Measuring, part by part")):
        asked = queries[fold::folds]
        excluded, answers = set(asked), {number for query in asked for number in right[query]}
        training = [p for p in pairs if p[1 - side] not in excluded and position[p[side]] not in answers]
        find = _create_search(titles, learn_translations(training if learning else []))
        for query in asked[::every]:
            scores = {"words": find(query)}
            if by_meaning:
                scores["meaning"] = by_meaning(query)
                scores["both"] = {
                    one: combine_scores(scores["words"].get(one, 0.0), scores["meaning"].get(one, 0.0))
                    for one in scores["words"].keys() | scores["meaning"].keys()
                }
            for by, found in scores.items():
                ranks[by].append(_find_rank(found, right[query]))
    return ranks


def _find_rank(scores: Mapping[int, float], right: Collection[int]) -> int | None:
    order = sorted(scores, key=lambda number: (-scores[number], number))
    return next((rank for rank, one in enumerate(order, start=1) if one in right), None)


def _create_search(titles: Sequence[str], translated: Mapping[str, Mapping[str, float]]) -> TitleSearch:
    index = TitleIndex(titles, translated)
    idf = lru_cache(maxsize=None)(lambda word: compute_idf(index, word))
    expand = lru_cache(maxsize=None)(lambda word: expand_word(index, word))

    def find(query: str) -> dict[int, float]:
        terms = [expand(word) for word in dict.fromkeys(remove_stop_words(query))]
        points: dict[int, float] = defaultdict(float)
        for term in terms:
            best: dict[int, float] = {}
            for form, weight in term.forms.items():
                for number in index.postings[form]:
                    best[number] = max(weight, best.get(number, 0.0))
            for number, weight in best.items():
                points[number] += weight * term.idf
        first = sorted(points, key=lambda number: (-points[number], number))[:MAX_SCORED_TITLES]
        return {number: score_text(terms, {"title": titles[number]}, idf)[0] for number in first}

    return find
