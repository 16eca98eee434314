"""How well themes are guessed: on what a graph labels, in folds by title, beside the usual ways.

Texts with one title in either language are always on one side, so that nothing is tested that was learnt from. All
ways rank the same themes for the same texts. P@1 is the share of texts whose first theme is right, R@3 the share of a
text's themes among the first three. For F1, ways with a decision of their own suggest what is above it, and the first
in any case; the others suggest as many themes as texts have on average.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from graph.text import fold
from queries.themes.classify import LANGUAGES, Theme, Words
from queries.themes.training import MARGIN, Learnt

if TYPE_CHECKING:
    import numpy as np

    from queries.themes.training import Labelled

NEIGHBOURS: Final = 10
WAYS: Final = ("majority", "tfidf-to-labels", "nearest-neighbour", "tfidf-svm", "words", "learnt")
DECIDES: Final = {"tfidf-svm": 0.0, "learnt": MARGIN}


def groups(examples: Sequence[Labelled]) -> list[int]:
    """A number for each text; texts that share a title, in either language, share their number."""
    parent: dict[str, str] = {}

    def top(one: str) -> str:
        while parent.setdefault(one, one) != one:
            one = parent[one]
        return one

    for example in examples:
        titles = [fold(title) for _, title in sorted(example.titles.items())]
        for title in titles:
            parent[top(title)] = top(titles[0])
    numbers: dict[str, int] = {}
    return [numbers.setdefault(top(fold(min(example.titles.items())[1])), len(numbers)) for example in examples]


def evaluate(
    examples: Sequence[Labelled], themes: Sequence[Theme], folds: int, *, titles_only: bool = False
) -> Iterator[dict[str, Any]]:
    """The figures of each way in each language.

    Args:
        examples: what is labelled.
        themes: what may be suggested.
        folds: how many parts the texts are divided into.
        titles_only: whether only titles are read, and not what they are about.
    """
    import numpy as np

    place = {theme.id: at for at, theme in enumerate(themes)}
    truth = np.zeros((len(examples), len(themes)), dtype=bool)
    for at, example in enumerate(examples):
        truth[at, [place[theme] for theme in example.themes if theme in place]] = True
    belongs = np.array(groups(examples)) % folds
    texts = {lang: [(one.titles if titles_only else one.texts).get(lang, "") for one in examples] for lang in LANGUAGES}
    asked = {lang: [at for at, text in enumerate(texts[lang]) if text and truth[at].any()] for lang in LANGUAGES}
    scores = {(lang, way): np.zeros(truth.shape) for lang in LANGUAGES for way in WAYS}
    for fold_number in range(folds):
        learnt = Learnt([_shown(examples[at], titles_only) for at in np.flatnonzero(belongs != fold_number).tolist()])
        for lang in LANGUAGES:
            known = [at for at in asked[lang] if belongs[at] != fold_number]
            new = [at for at in asked[lang] if belongs[at] == fold_number]
            if known and new:
                got = _scores(lang, texts[lang], truth, themes, learnt, known, new)
                for way, rows in got.items():
                    scores[lang, way][new] = rows
    for lang in LANGUAGES:
        if rows := asked[lang]:
            for way in WAYS:
                yield {"lang": lang, "way": way, **_figures(scores[lang, way][rows], truth[rows], DECIDES.get(way))}


def _shown(example: Labelled, titles_only: bool) -> Labelled:  # noqa: FBT001
    from dataclasses import replace

    return replace(example, texts=example.titles) if titles_only else example


def _scores(
    lang: str, texts: Sequence[str], truth: np.ndarray, themes: Sequence[Theme], learnt: Learnt,
    known: Sequence[int], new: Sequence[int],
) -> dict[str, Any]:  # fmt: skip
    """What each way gives the new texts: rows by theme."""
    import numpy as np

    from queries.numeric.linear_svm import train
    from queries.numeric.tfidf import TfIdf, words

    features = TfIdf(words, [texts[at] for at in known])
    fresh = features.vectors([texts[at] for at in new])
    labels = features.vectors([theme.labels.get(lang, "") for theme in themes])
    near = fresh.times(features.learnt.transposed())
    first = np.argsort(-near, axis=1, kind="stable")[:, :NEIGHBOURS]
    plain = np.full((len(new), len(themes)), -9.0)
    taught = np.flatnonzero(truth[known].any(axis=0) & ~truth[known].all(axis=0))
    plain[:, taught] = train(features.learnt, truth[known][:, taught], 1.0).margins(fresh)
    found = np.full((len(new), len(themes)), -9.0)
    place = {theme.id: at for at, theme in enumerate(themes)}
    found[:, [place[theme] for theme in learnt.themes]] = learnt.margins([texts[at] for at in new])
    return {
        "majority": np.tile(truth[known].mean(axis=0), (len(new), 1)),
        "tfidf-to-labels": fresh.times(labels.transposed()),
        "nearest-neighbour": np.array(
            [near[row, ones] @ truth[known][ones] for row, ones in enumerate(first)]
        ),
        "tfidf-svm": plain,
        "words": _from_words([texts[at] for at in new], themes),
        "learnt": found,
    }  # fmt: skip


def _from_words(texts: Sequence[str], themes: Sequence[Theme]) -> Any:  # noqa: ANN401 (a numpy array)
    import numpy as np

    words = Words(themes)
    place = {theme.id: at for at, theme in enumerate(themes)}
    found = np.zeros((len(texts), len(themes)))
    for row, text in enumerate(texts):
        for guess in words.guesses(text):
            found[row, place[guess.theme]] = guess.score
    return found


def _figures(scores: np.ndarray, truth: np.ndarray, decides: float | None) -> dict[str, Any]:
    import numpy as np

    order = np.argsort(-scores, axis=1, kind="stable")
    rows = np.arange(len(truth))
    usual = max(1, round(float(truth.sum(axis=1).mean())))
    suggested = scores >= decides if decides is not None else np.zeros_like(truth)
    for rank in range(1 if decides is not None else usual):
        suggested[rows, order[:, rank]] = True
    right = (suggested & truth).sum(axis=0)
    both = suggested.sum(axis=0) + truth.sum(axis=0)
    of_themes = np.divide(2 * right, both, out=np.zeros(len(both)), where=both > 0)
    top = np.take_along_axis(truth, order[:, :3], axis=1).sum(axis=1)
    return {
        "texts": len(truth),
        "p1": round(float(truth[rows, order[:, 0]].mean()), 4),
        "r3": round(float((top / truth.sum(axis=1)).mean()), 4),
        "micro": round(float(2 * right.sum() / both.sum()), 4),
        "macro": round(float(of_themes[truth.any(axis=0)].mean()), 4),
    }
