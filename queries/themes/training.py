"""Choose how themes are suggested, and train a linear model on words and character n-grams of labelled texts.

Where `MIN_COMPARED` initiatives or more have themes, a few texts are compared with all of them
(`queries/themes/similar.py`), as learning from a part takes long. Where fewer do, or for many texts, a model is
trained.

One linear support vector machine for each theme (`queries.numeric.linear_svm`, C = .3) on TF-IDF of words, pairs of
words, and runs of three or four letters within words. Each text is an example in each of its languages, which doubles
the examples of rare themes. Only stated themes count, not inferred ones. The same texts give the same model, which is
kept beside the graph (`queries/themes/kept.py`) until they change.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from queries.search.semantic import find_vectors_path
from queries.statements import fetch_rows
from queries.themes.classify import ThemeSuggestion, read_themes, strongest
from queries.themes.kept import hash_of, read_kept, save_kept, state_of
from queries.themes.profiles import MAX_CORPUS, ProfileClassifier
from queries.themes.similar import SimilarClassifier

if TYPE_CHECKING:
    import numpy as np

    from graph.store import View
    from queries.numeric.sparse import SparseMatrix
    from queries.themes.classify import ThemeNames

T = TypeVar("T")
MIN_LABELLED_TEXTS: Final = 200
MIN_THEME_TEXTS: Final = 5  # examples of a theme
MAX_EXAMPLES: Final = 12_000  # initiatives, spread evenly
MIN_COMPARED: Final = 2 * MAX_EXAMPLES  # initiatives with themes from which texts are compared with all of them
MAX_COMPARED_TEXTS: Final = 300  # texts that are; learning once takes less time than comparing more
MAX_LABELLED_TEXTS: Final = 10_000_000  # read for other purposes than training
MAX_TEXT_LENGTH: Final = 1000  # characters
MIN_MARGIN: Final = -0.3  # a theme further on the wrong side of its plane is not suggested
MIN_SUGGESTIONS: Final = 3  # themes that are suggested however far they are
MARGIN_SCALE: Final = 0.3
SVM_COST: Final = 0.3


@dataclass(frozen=True, slots=True)
class LabelledText:
    """An initiative's titles and texts by language, with its themes."""

    titles: dict[str, str]
    texts: dict[str, str]
    themes: tuple[str, ...]


def read_labelled_texts(
    view: View, themes: Sequence[str] | None = None, most: int = MAX_LABELLED_TEXTS
) -> list[LabelledText]:
    """Return initiatives of a graph with their stated themes.

    Args:
        view: what the audience may see.
        themes: only those with one of these.
        most: how many, evenly spread.
    """
    found = []
    for row in fetch_rows(view, "themes/themed_texts", {"themes": themes, "most": most}):
        titles, summaries = json.loads(row["titles"]), json.loads(row["summaries"])
        themes = json.loads(row["themes"]) if isinstance(row["themes"], str) else row["themes"]  # SQL has no lists
        texts = {lang: f"{title}\n{summaries.get(lang, '')}".strip() for lang, title in titles.items()}
        found.append(LabelledText(titles, texts, tuple(sorted(set(themes)))))
    return found


def spread_evenly(items: Sequence[T], most: int) -> list[T]:
    """Return at most so many of some items, evenly spread.

    >>> spread_evenly("abcdef", 4)
    ['a', 'b', 'd', 'e']
    """
    if len(items) <= most:
        return list(items)
    return [items[at * len(items) // most] for at in range(most)]


def can_train(examples: Sequence[LabelledText]) -> bool:
    """Whether there are enough examples: texts, and two themes that are not rare."""
    counted = Counter(theme for one in examples for theme in one.themes)
    return len(examples) >= MIN_LABELLED_TEXTS and sum(n >= MIN_THEME_TEXTS for n in counted.values()) > 1


def has_many_labels(view: View, themes: Sequence[str] | None, many: int = MIN_COMPARED) -> bool:
    """Whether initiatives with stated themes are many more than can be learnt from, and two themes are not rare.

    Args:
        view: what the audience may see.
        themes: those that count; None for all.
        many: how many initiatives.
    """
    asked = {"themes": themes, "most": many, "least": MIN_THEME_TEXTS}
    (counted,) = fetch_rows(view, "themes/labelled_count", asked)
    return bool(counted["initiatives"] >= many and counted["themes"] > 1)


def choose_classifier(
    view: View, themes: Sequence[ThemeNames], *, is_scheme: bool = False, semantic: bool = False,
    texts: int = 1, min_compared: int = MIN_COMPARED,
) -> Classifier:  # fmt: skip
    """Return a classifier by the labels of a graph where enough of it is labelled with the themes, else by their words.

    With `min_compared` labelled initiatives or more it compares a few texts with them; otherwise it is trained. What
    was computed is kept beside the graph, and used again while the labelled texts and themes are the same.

    Args:
        view: what the audience may see.
        themes: those to choose from.
        is_scheme: whether these are a part of all themes; texts then count as labelled by them alone.
        semantic: whether meanings are compared as well, where there are no labels to learn from.
        texts: how many texts will be classified.
        min_compared: labelled initiatives from which nothing is learnt for a few texts.

    Raises:
        MissingExtraError: `semantic`, and the model is not installed.
    """
    wanted = sorted(theme.id for theme in themes) if is_scheme else None
    if texts <= MAX_COMPARED_TEXTS and has_many_labels(view, wanted, min_compared):
        return SimilarClassifier(view, themes, is_scheme=is_scheme)
    state = state_of(view)
    state = state and hash_of("state", [state, is_scheme, [_content(theme) for theme in themes]])
    known = read_kept(view, state) if state else None
    if known is not None:  # a million initiatives need not be read to know that they are the same
        return TrainedClassifier.restored(known)
    examples = read_labelled_texts(view, wanted, MAX_EXAMPLES)
    if wanted is not None:
        examples = [replace(one, themes=tuple(theme for theme in one.themes if theme in wanted)) for one in examples]
    if can_train(examples):
        key = hash_of("learnt", [(one.texts, one.themes) for one in examples])
        arrays = read_kept(view, key)
        trained = TrainedClassifier.restored(arrays) if arrays is not None else TrainedClassifier(examples)
        save_kept(view, key, trained.arrays, state)
        return trained
    corpus = read_corpus(view)
    key = hash_of("words", [[_content(theme) for theme in themes], corpus])
    arrays = read_kept(view, key)
    classifier = ProfileClassifier(themes, corpus, json.loads(arrays["state"].tobytes()) if arrays else None)
    if arrays is None and classifier.has_learnt:
        save_kept(view, key, {"state": _to_bytes(json.dumps(classifier.state))})
    if semantic:
        classifier.compare_meanings(find_vectors_path(view), corpus)
    return classifier


def classifier_for(
    view: View | None, scheme: str | None = None, *, learns: bool = True, semantic: bool = False, texts: int = 1
) -> tuple[dict[str, ThemeNames], Classifier]:
    """Return themes by identifier, and a classifier that chooses among them.

    Args:
        view: what the audience may see; None for the vocabulary alone.
        scheme: which themes; see `queries.themes.classify.read_themes`.
        learns: whether to learn from the labels of the graph where there are enough, and from its texts.
        semantic: whether meanings are compared as well, where there are no labels to learn from.
        texts: how many texts will be classified.

    Raises:
        MissingExtraError: `semantic`, and the model is not installed.
        UnknownNameError: there is no such scheme.
    """
    themes = read_themes(view, scheme)
    by_id = {theme.id: theme for theme in themes}
    if view is not None and learns:
        return by_id, choose_classifier(view, themes, is_scheme=scheme is not None, semantic=semantic, texts=texts)
    classifier = ProfileClassifier(themes)
    if semantic:
        classifier.compare_meanings(find_vectors_path(view) if view else None)
    return by_id, classifier


def read_corpus(view: View) -> list[str]:
    """Return titles and texts of initiatives, in each language that they have, as many as profiles are learnt from."""
    rows = [row for row in fetch_rows(view, "search/semantic_texts") if row["kind"] == "initiative"]
    found = []
    for row in spread_evenly(rows, MAX_CORPUS):
        titles, summaries = json.loads(row["texts"]), json.loads(row["summaries"])
        found += [f"{title}\n{summaries.get(lang, '')}".strip() for lang, title in sorted(titles.items())]
    return spread_evenly(found, MAX_CORPUS)


def _content(theme: ThemeNames) -> list[Any]:
    return [theme.id, dict(theme.labels), dict(theme.names), dict(theme.definitions), theme.broader]


def _to_bytes(text: str) -> np.ndarray:
    import numpy as np

    return np.frombuffer(text.encode(), dtype=np.uint8)


class TrainedClassifier:
    """Suggests themes with a model trained on examples."""

    def __init__(self, examples: Sequence[LabelledText]) -> None:
        import numpy as np

        from queries.numeric.linear_svm import train
        from queries.numeric.sparse import side_by_side
        from queries.numeric.tfidf import TfIdf, letter_runs, words_and_pairs

        kept = spread_evenly(examples, MAX_EXAMPLES)
        pairs = [(text[:MAX_TEXT_LENGTH], one.themes) for one in kept for _, text in sorted(one.texts.items())]
        counted = Counter(theme for _, themes in pairs for theme in themes)
        self.themes = sorted(theme for theme, n in counted.items() if MIN_THEME_TEXTS <= n < len(pairs))
        self._features = [TfIdf(terms, [text for text, _ in pairs], 2) for terms in (words_and_pairs, letter_runs)]
        labels = np.array([[theme in themes for theme in self.themes] for _, themes in pairs])
        self._planes = train(side_by_side([each.learnt for each in self._features]), labels, SVM_COST)

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """What was learnt, as arrays of numbers."""
        names = {"themes": self.themes, "words": self._features[0].terms, "runs": self._features[1].terms}
        return {
            **{name: _to_bytes(json.dumps(texts, ensure_ascii=False)) for name, texts in names.items()},
            "word_weights": self._features[0].weights, "run_weights": self._features[1].weights,
            "planes": self._planes.weights, "offsets": self._planes.offsets,
        }  # fmt: skip

    @classmethod
    def restored(cls, arrays: Mapping[str, np.ndarray]) -> TrainedClassifier:
        """The classifier whose arrays these are."""
        from queries.numeric.linear_svm import Planes
        from queries.numeric.tfidf import TfIdf, letter_runs, words_and_pairs

        made = cls.__new__(cls)
        themes, single, runs = (json.loads(arrays[name].tobytes()) for name in ("themes", "words", "runs"))
        made.themes = themes
        made._features = [  # noqa: SLF001 (its own)
            TfIdf.restored(words_and_pairs, single, arrays["word_weights"]),
            TfIdf.restored(letter_runs, runs, arrays["run_weights"]),
        ]
        made._planes = Planes(arrays["planes"], arrays["offsets"])  # noqa: SLF001
        return made

    def _vectorize(self, texts: Sequence[str]) -> SparseMatrix:
        from queries.numeric.sparse import side_by_side

        return side_by_side([each.vectors([text[:MAX_TEXT_LENGTH] for text in texts]) for each in self._features])

    def compute_margins(self, texts: Sequence[str]) -> np.ndarray:
        """Return how far each text is on the right side of each theme's plane: texts by themes."""
        return self._planes.margins(self._vectorize(texts))

    def prepare(self, texts: Sequence[str]) -> None:
        """Do nothing: many texts at once gain nothing here; see `ProfileClassifier.prepare`."""

    def suggest(self, text: str) -> list[ThemeSuggestion]:
        """Return the themes of a text, the likeliest first; three at least."""
        from math import exp

        row = self._vectorize([text])
        margins = self._planes.margins(row)[0]
        order = sorted(range(len(self.themes)), key=lambda at: (-margins[at], self.themes[at]))
        return [
            ThemeSuggestion(
                self.themes[at],
                round(1 / (1 + exp(-(margins[at] - MIN_MARGIN) / MARGIN_SCALE)), 4),
                self._explain(row, at),
            )
            for n, at in enumerate(order)
            if n < MIN_SUGGESTIONS or margins[at] >= MIN_MARGIN
        ]

    def _explain(self, row: SparseMatrix, at: int) -> tuple[str, ...]:
        """Return the words of a text that support a theme most."""
        words = self._features[0].terms
        support = {
            words[column]: value * float(self._planes.weights[column, at])
            for column, value in zip(row.columns.tolist(), row.values.tolist(), strict=True)
            if column < len(words)
        }
        return strongest({word: value for word, value in support.items() if value > 0})


Classifier = SimilarClassifier | TrainedClassifier | ProfileClassifier
