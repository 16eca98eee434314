"""What is nearest in meaning to a query: every text that the audience sees is compared with it, so nothing is missed.

    meaning = (cosine - LEAST) / (1 - LEAST), at least 0

The model gives any two texts a cosine of .7 and more; `LEAST` is where those of one subject begin.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import UsageError
from queries.search import vectors
from queries.search.embedder import embedder
from queries.statements import rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.search.embedder import Matrix

LEAST: Final = 0.8
BEGINNING: Final = 300  # characters of a summary that are compared
AT_ONCE: Final = 500  # texts without a vector that a search computes itself, in some ten seconds
NEAREST: Final = 200  # how many things are taken for answers
USED: Final = {"en": "Ranked by words and by meaning.", "fr": "Classé d’après les mots et le sens."}
Text = tuple[str, str, str]  # its node, the node's kind, the text


class Meanings:
    """The texts that an audience sees, with their vectors."""

    def __init__(self, texts: Sequence[Text], found: dict[str, bytes]) -> None:
        self._nodes = [(node, kind) for node, kind, _ in texts]
        self._vectors: Matrix = vectors.matrix([found[text] for _, _, text in texts])

    def nearest(self, query: str) -> list[tuple[str, str, float]]:
        """The things nearest to a query, as (node, kind, meaning), the nearest first; of many only so many."""
        best: dict[tuple[str, str], float] = {}
        for one, near in zip(self._nodes, meanings(self._vectors, query), strict=True):
            if near > best.get(one, 0.0):
                best[one] = near
        found = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:NEAREST]
        return [(node, kind, near) for (node, kind), near in found]


def meanings(texts: Matrix, query: str) -> list[float]:
    """How near texts are to a query in meaning (0..1)."""
    # rounded before they are compared: their last digits may depend on the processor
    near: list[float] = ((texts @ embedder().query(query) - LEAST) / (1 - LEAST)).clip(0, 1).round(4).tolist()
    return near


def among(titles: Sequence[str], path: Path | None) -> Callable[[str], dict[int, float]]:
    """What finds the titles that are nearest to a query: their meanings by their number.

    Args:
        titles: the titles.
        path: the file that vectors are kept in.
    """
    found = vectors.read(path, titles)
    found |= vectors.embed(path, [title for title in titles if title not in found])
    compared = vectors.matrix([found[title] for title in titles])

    def near(query: str) -> dict[int, float]:
        first = sorted(enumerate(meanings(compared, query)), key=lambda one: (-one[1], one[0]))[:NEAREST]
        return {number: value for number, value in first if value}

    return near


def file_beside(view: View) -> Path | None:
    """Where the vectors of a view's texts are kept; None where its graph is no file."""
    found = rows(view, "sources/graph_file")
    return vectors.beside(Path(found[0]["file"])) if found and found[0]["file"] else None


def texts_of(view: View) -> list[Text]:
    """The texts that are compared, in order."""
    found = set[Text]()
    for row in rows(view, "search/semantic_texts"):
        called, summaries = json.loads(row["texts"]), json.loads(row["summaries"])
        for language, summary in summaries.items():
            begun = f"{called[language]}: " if language in called else ""
            found.add((row["node"], row["kind"], begun + summary[:BEGINNING]))
        found.update((row["node"], row["kind"], text) for text in called.values())
    return sorted(found)


def meanings_of(view: View) -> Meanings | None:
    """The texts of a view with their vectors; those of a few that have none yet are computed. None without texts.

    Raises:
        MissingExtraError: the model is not installed.
        StoreError: the file of vectors is damaged.
        UsageError: too many texts have no vector yet.
    """
    embedder()  # what is not installed is said before anything is counted
    texts = tuple(texts_of(view))
    return _meanings(texts, file_beside(view)) if texts else None


@lru_cache(maxsize=1)  # a query a line, or a session, reads them once
def _meanings(texts: tuple[Text, ...], path: Path | None) -> Meanings:
    each = list(dict.fromkeys(text for _, _, text in texts))
    found = vectors.read(path, each)
    new = [text for text in each if text not in found]
    if len(new) > AT_ONCE:
        raise UsageError("{n} texts have no vector yet. Compute them first: accord model index --semantic", n=len(new))
    return Meanings(texts, {**found, **vectors.embed(path, new)})
