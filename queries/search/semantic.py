"""Semantic search: compare a query with the vector of every text that the audience may see (exact, no approximation).

    similarity = (cosine - MIN_COSINE) / (1 - MIN_COSINE), at least 0

The model gives unrelated texts a cosine of .7 and more; texts on the same subject start at `MIN_COSINE`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import UsageError
from queries.search import vectors
from queries.search.embedder import get_embedder
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.search.embedder import Matrix

MIN_COSINE: Final = 0.8
MAX_SUMMARY_LENGTH: Final = 300  # characters of a summary that are compared
MAX_NEW_VECTORS: Final = 500  # vectors that a search computes itself, in some ten seconds
MAX_RESULTS: Final = 200
SEMANTIC_NOTES: Final = {"en": "Ranked by words and by meaning.", "fr": "Classé d’après les mots et le sens."}
Text = tuple[str, str, str]  # node, kind of node, text


class SemanticIndex:
    """The texts that an audience may see, with their vectors."""

    def __init__(self, texts: Sequence[Text], found: dict[str, bytes]) -> None:
        self._nodes = [(node, kind) for node, kind, _ in texts]
        self._vectors: Matrix = vectors.to_matrix([found[text] for _, _, text in texts])

    def find_nearest(self, query: str) -> list[tuple[str, str, float]]:
        """Return the `MAX_RESULTS` nodes nearest to a query as (node, kind, similarity), the nearest first."""
        best: dict[tuple[str, str], float] = {}
        for node, similarity in zip(self._nodes, compute_similarities(self._vectors, query), strict=True):
            if similarity > best.get(node, 0.0):
                best[node] = similarity
        found = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:MAX_RESULTS]
        return [(node, kind, similarity) for (node, kind), similarity in found]


def compute_similarities(texts: Matrix, query: str) -> list[float]:
    """Return the similarity (0 to 1) of each text with a query."""
    cosines = texts @ get_embedder().embed_query(query)
    # rounded before they are compared: the last digits may depend on the processor
    found: list[float] = ((cosines - MIN_COSINE) / (1 - MIN_COSINE)).clip(0, 1).round(4).tolist()
    return found


def create_title_search(titles: Sequence[str], path: Path | None) -> Callable[[str], dict[int, float]]:
    """Return a function that finds the titles nearest to a query: their similarities by their position.

    Args:
        titles: the titles.
        path: the file in which vectors are kept.
    """
    found = vectors.read_vectors(path, titles)
    found |= vectors.embed_texts(path, [title for title in titles if title not in found])
    matrix = vectors.to_matrix([found[title] for title in titles])

    def find(query: str) -> dict[int, float]:
        first = sorted(enumerate(compute_similarities(matrix, query)), key=lambda one: (-one[1], one[0]))[:MAX_RESULTS]
        return {number: value for number, value in first if value}

    return find


def find_vectors_path(view: View) -> Path | None:
    """Return the file that holds the vectors of a view's texts; None where the graph is not a file."""
    return vectors.vectors_path(view.graph_path) if view.graph_path else None


def read_texts(view: View) -> list[Text]:
    """Return the texts to compare, in order."""
    found = set[Text]()
    for row in fetch_rows(view, "search/semantic_texts"):
        titles, summaries = json.loads(row["texts"]), json.loads(row["summaries"])
        for language, summary in summaries.items():
            title = f"{titles[language]}: " if language in titles else ""
            found.add((row["node"], row["kind"], title + summary[:MAX_SUMMARY_LENGTH]))
        found.update((row["node"], row["kind"], text) for text in titles.values())
    return sorted(found)


def open_semantic_index(view: View, max_new: int = MAX_NEW_VECTORS) -> SemanticIndex | None:
    """Return the semantic index of a view, or None where it has no texts; computes the few vectors that are missing.

    Raises:
        MissingExtraError: the model is not installed.
        StoreError: the file of vectors is damaged.
        UsageError: more than `max_new` vectors are missing.
    """
    get_embedder()  # reports a missing model before any text is read
    texts = tuple(read_texts(view))
    return _build_index(texts, find_vectors_path(view), max_new) if texts else None


@lru_cache(maxsize=1)  # a batch of queries, or a session, reads the vectors once
def _build_index(texts: tuple[Text, ...], path: Path | None, max_new: int) -> SemanticIndex:
    each = list(dict.fromkeys(text for _, _, text in texts))
    found = vectors.read_vectors(path, each)
    new = [text for text in each if text not in found]
    if len(new) > max_new:
        raise UsageError("{n} texts have no vector yet. Compute them first: accord model index --semantic", n=len(new))
    return SemanticIndex(texts, {**found, **vectors.embed_texts(path, new)})
