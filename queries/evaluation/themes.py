"""Evaluate theme classification on the labelled texts of a graph, in folds by title, with the usual baselines.

Texts that share a title in either language are in the same fold, so that no test text was trained on. All methods rank
the same themes for the same texts. P@1 is the share of texts whose first theme is right, R@3 the share of a text's
themes among the first three. For F1, methods with a decision threshold suggest what is above it, and at least the
first; the others suggest as many themes as texts have on average.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from graph.errors import message
from graph.process.progress import count_steps
from graph.text.strings import fold
from graph.values import LANGUAGES
from queries.themes.profiles import ProfileClassifier
from queries.themes.training import MIN_MARGIN, TrainedClassifier

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np

    from queries.themes.classify import ThemeNames
    from queries.themes.training import LabelledText

NEIGHBOUR_COUNT: Final = 10
METHODS: Final = ("majority", "tfidf-to-labels", "nearest-neighbour", "tfidf-svm", "words", "meaning", "learnt")
DECISION_THRESHOLDS: Final = {"tfidf-svm": 0.0, "learnt": MIN_MARGIN}


def group_by_title(examples: Sequence[LabelledText]) -> list[int]:
    """Return a group number for each text; texts that share a title, in either language, share their number."""
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while parent.setdefault(one, one) != one:
            one = parent[one]
        return one

    for example in examples:
        titles = [fold(title) for _, title in sorted(example.titles.items())]
        for title in titles:
            parent[root(title)] = root(titles[0])
    numbers: dict[str, int] = {}
    return [numbers.setdefault(root(fold(min(example.titles.items())[1])), len(numbers)) for example in examples]


def evaluate_themes(
    examples: Sequence[LabelledText],
    themes: Sequence[ThemeNames],
    folds: int,
    *,
    titles_only: bool = False,
    semantic: bool = False,
    vectors: Path | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield the measures of each method in each language.

    Args:
        examples: the labelled texts.
        themes: the themes to choose from.
        folds: how many parts the texts are divided into.
        titles_only: whether to read only titles, and no summaries.
        semantic: whether to measure words and meanings together, too.
        vectors: the file in which vectors are kept.
    """
    import numpy as np

    methods = [method for method in METHODS if semantic or method != "meaning"]
    place = {theme.id: at for at, theme in enumerate(themes)}
    truth = np.zeros((len(examples), len(themes)), dtype=bool)
    for at, example in enumerate(examples):
        truth[at, [place[theme] for theme in example.themes if theme in place]] = True
    belongs = np.array(group_by_title(examples)) % folds
    texts = {lang: [(one.titles if titles_only else one.texts).get(lang, "") for one in examples] for lang in LANGUAGES}
    asked = {lang: [at for at, text in enumerate(texts[lang]) if text and truth[at].any()] for lang in LANGUAGES}
    scores = {(lang, method): np.zeros(truth.shape) for lang in LANGUAGES for method in methods}
    for fold_number in count_steps(range(folds), message("Measuring, part by part")):
        learnt = TrainedClassifier(
            [_select_texts(examples[at], titles_only) for at in np.flatnonzero(belongs != fold_number).tolist()]
        )
        for lang in LANGUAGES:
            known = [at for at in asked[lang] if belongs[at] != fold_number]
            new = [at for at in asked[lang] if belongs[at] == fold_number]
            if known and new:
                got = _score_methods(lang, texts[lang], truth, themes, learnt, known, new)
                words = ProfileClassifier(themes, [texts[lang][at] for at in known])
                asked_texts = [texts[lang][at] for at in new]
                got["words"] = _score_words(words, asked_texts, themes)
                if semantic:
                    words.compare_meanings(vectors, [texts[lang][at] for at in known])
                    words.prepare(asked_texts)
                    got["meaning"] = _score_words(words, asked_texts, themes)
                for method, rows in got.items():
                    scores[lang, method][new] = rows
    for lang in LANGUAGES:
        if rows := asked[lang]:
            for method in methods:
                yield {
                    "lang": lang,
                    "way": method,
                    **_measure(scores[lang, method][rows], truth[rows], DECISION_THRESHOLDS.get(method)),
                }


def _select_texts(example: LabelledText, titles_only: bool) -> LabelledText:  # noqa: FBT001
    from dataclasses import replace

    return replace(example, texts=example.titles) if titles_only else example


def _score_methods(
    lang: str, texts: Sequence[str], truth: np.ndarray, themes: Sequence[ThemeNames], learnt: TrainedClassifier,
    known: Sequence[int], new: Sequence[int],
) -> dict[str, Any]:  # fmt: skip
    """Return the scores of each method for the new texts: rows by theme."""
    import numpy as np

    from queries.numeric.linear_svm import train
    from queries.numeric.tfidf import TfIdf, words

    features = TfIdf(words, [texts[at] for at in known])
    fresh = features.vectors([texts[at] for at in new])
    described = [" ".join([theme.labels.get(lang, ""), *theme.definitions.get(lang, ())]) for theme in themes]
    labels = features.vectors(described)
    near = fresh.times(features.learnt.transposed())
    first = np.argsort(-near, axis=1, kind="stable")[:, :NEIGHBOUR_COUNT]
    plain = np.full((len(new), len(themes)), -9.0)
    taught = np.flatnonzero(truth[known].any(axis=0) & ~truth[known].all(axis=0))
    plain[:, taught] = train(features.learnt, truth[known][:, taught], 1.0).margins(fresh)
    found = np.full((len(new), len(themes)), -9.0)
    place = {theme.id: at for at, theme in enumerate(themes)}
    found[:, [place[theme] for theme in learnt.themes]] = learnt.compute_margins([texts[at] for at in new])
    return {
        "majority": np.tile(truth[known].mean(axis=0), (len(new), 1)),
        "tfidf-to-labels": fresh.times(labels.transposed()),
        "nearest-neighbour": np.array(
            [near[row, ones] @ truth[known][ones] for row, ones in enumerate(first)]
        ),
        "tfidf-svm": plain,
        "learnt": found,
    }  # fmt: skip


def _score_words(classifier: ProfileClassifier, texts: Sequence[str], themes: Sequence[ThemeNames]) -> np.ndarray:
    """Return the scores of the themes' words, as learnt from other texts without their labels."""
    import numpy as np

    place = {theme.id: at for at, theme in enumerate(themes)}
    found = np.zeros((len(texts), len(themes)))
    for row, text in enumerate(texts):
        for suggestion in classifier.suggest(text):
            found[row, place[suggestion.theme]] = suggestion.score
    return found


def _measure(scores: np.ndarray, truth: np.ndarray, threshold: float | None) -> dict[str, Any]:
    import numpy as np

    order = np.argsort(-scores, axis=1, kind="stable")
    rows = np.arange(len(truth))
    usual = max(1, round(float(truth.sum(axis=1).mean())))
    suggested = scores >= threshold if threshold is not None else np.zeros_like(truth)
    for rank in range(1 if threshold is not None else usual):
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
