"""Suggest the themes of a text by the initiatives with the most similar texts, whose themes the graph states.

Nothing is learnt ahead: the full-text index of the graph finds initiatives that share words with the text, rare ones
first (`queries/fulltext/index.py`), and the nearest `NEIGHBOURS` vote for their themes, near ones more (Dudani 1976,
IEEE Transactions on Systems, Man, and Cybernetics SMC-6:325). With `s` the cosine of the text and a neighbour, in the
language of the neighbour that suits the text best,

    p = Σ s³ of the neighbours that have a theme / (Σ s³ of all + LEAST_SIMILARITY³)

so that `p` is a share of what is similar, and little where nothing is. With `k` the score by what is said of a theme
itself (`queries/themes/profiles.py`, without learning), its score is 1 - (1 - p) · (1 - NAMED · k). A word that occurs
n times counts (1 + log n) · (1 + idf); other endings of it and sure translations match it, too
(`queries/fulltext/expansion.py`).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log, sqrt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.vocabulary.word_translations import remove_stop_words
from queries.fulltext.expansion import Term, expand_word, first_prefixes
from queries.fulltext.index import open_text_index
from queries.themes.classify import ThemeSuggestion, strongest
from queries.themes.profiles import ProfileClassifier

if TYPE_CHECKING:
    from graph.store import View
    from queries.fulltext.index import TextIndex
    from queries.themes.classify import ThemeNames

KIND: Final = "initiative"
MAX_TEXT_LENGTH: Final = 1000  # characters that are read
MIN_FORM_WEIGHT: Final = 0.85  # of other forms of a word: below are longer words, cognates and spellings
MAX_GATHERED: Final = 5000  # numbers of texts that are collected before the best are read
MAX_PAIRED: Final = 3  # rarer words with which a word of too many texts is looked for
AT_ONCE, MAX_READ = 250, 1000  # initiatives that are found or read at once, and read until enough have themes
MAX_COMPARED: Final = 200  # initiatives with themes
NEIGHBOURS: Final = 30
POWER: Final = 3  # of a similarity, as the weight of a vote
LEAST_SIMILARITY: Final = 0.05
NAMED: Final = 0.3  # of the score by the words of a theme itself
MAX_KEPT: Final = 20_000  # initiatives that are kept for the next text
MAX_LISTS: Final = 1000  # of numbers of initiatives that are kept for it
Vector = dict[str, float]  # by word


@dataclass(frozen=True, slots=True)
class _Labelled:
    """An initiative with its stated themes, and the vectors of its texts, one for each language, of length 1."""

    id: str
    themes: tuple[str, ...]
    vectors: tuple[Vector, ...]


class _Neighbour(NamedTuple):
    similarity: float
    labelled: _Labelled
    shared: Vector  # what each word of the text adds to the similarity


class SimilarClassifier:
    """Suggests the themes of similar initiatives.

    Args:
        view: what the audience may see.
        themes: those to choose from.
        is_scheme: whether these are a part of all themes; initiatives then count as labelled by them alone.
        max_gathered: numbers of texts that are collected before the best are read.
    """

    def __init__(
        self, view: View, themes: Sequence[ThemeNames], *, is_scheme: bool = False, max_gathered: int = MAX_GATHERED
    ) -> None:
        self._index: TextIndex = open_text_index(view)
        self._max_gathered = max_gathered
        self._named = ProfileClassifier(themes)
        self._themes = sorted(theme.id for theme in themes) if is_scheme else None
        self._terms: dict[str, Term] = {}
        self._found: dict[tuple[str, ...], list[int]] = {}
        self._read: dict[int, _Labelled | None] = {}

    def prepare(self, texts: Sequence[str]) -> None:
        """Read at once what is asked of the words of many texts."""
        self._expand({word for text in texts for word in _content_words(text)})

    def suggest(self, text: str, without: Collection[str] = ()) -> list[ThemeSuggestion]:
        """Return the themes of a text, the likeliest first.

        Args:
            text: what is classified.
            without: identifiers of initiatives that it is not compared with.
        """
        if len(self._read) > MAX_KEPT:
            self._read.clear()
        if len(self._found) > MAX_LISTS:
            self._found.clear()
        counts = Counter(_content_words(text))
        self._expand(counts)
        votes, support = _count_votes(self._find_nearest(counts, without))
        named = {one.theme: one for one in self._named.suggest(text)}
        scores = {theme: 1 - (1 - votes.get(theme, 0.0)) * (1 - NAMED * one.score) for theme, one in named.items()}
        scores = {theme: round(score, 4) for theme, score in (votes | scores).items()}
        return [
            ThemeSuggestion(theme, score, strongest(support[theme]) if theme in votes else named[theme].because)
            for theme, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))
            if score
        ]

    def _expand(self, typed: Collection[str]) -> None:
        """Find the forms of new words."""
        new = sorted(set(typed) - self._terms.keys())
        if new:
            self._index.read_ahead(new, (prefix for word in new for prefix in first_prefixes(word)))
        for word in new:
            term = expand_word(self._index, word)
            forms = {form: weight for form, weight in term.forms.items() if weight >= MIN_FORM_WEIGHT}
            self._terms[word] = replace(term, forms=forms, idf=self._index.idf(word) if word in forms else term.idf)

    def _find_nearest(self, counts: Mapping[str, int], without: Collection[str]) -> list[_Neighbour]:
        mine = _shorten({word: (1 + log(n)) * (1 + self._terms[word].idf) for word, n in sorted(counts.items())})
        found = []
        for labelled in self._read_labelled(self._gather(counts), without):
            each = [self._match(mine, vector) for vector in labelled.vectors]
            similarity, shared = max(((sum(one.values()), one) for one in each), key=lambda pair: pair[0])
            if similarity:
                found.append(_Neighbour(similarity, labelled, shared))
        return sorted(found, key=lambda one: (-one.similarity, one.labelled.id))[:NEIGHBOURS]

    def _match(self, mine: Vector, theirs: Vector) -> Vector:
        """Return what each word of a text adds to its cosine with another."""
        shared = {}
        for word, value in mine.items():
            forms = self._terms[word].forms
            best = max((weight * theirs[form] for form, weight in forms.items() if form in theirs), default=0.0)
            if best:
                shared[word] = value * best
        return shared

    def _gather(self, counts: Mapping[str, int]) -> list[int]:
        """Return the numbers of initiatives that share words with a text, those with the most and rarest ones first."""
        terms = [self._terms[word] for word in counts if self._terms[word].forms]
        terms.sort(key=lambda term: (-term.idf, term.text))
        gathered: dict[int, float] = defaultdict(float)
        for number in self._find(terms, AT_ONCE) if len(terms) > 1 else ():
            gathered[number] = sum(term.idf for term in terms)
        remaining = self._max_gathered
        for at, term in enumerate(terms):
            if remaining <= 0:
                break
            numbers = dict.fromkeys(self._find_one(term, terms[: min(at, MAX_PAIRED)], remaining))
            remaining -= len(numbers)
            for number in numbers:
                gathered[number] += term.idf
        return [number for number, _ in sorted(gathered.items(), key=lambda item: (-item[1], item[0]))]

    def _find_one(self, term: Term, rarer: Sequence[Term], limit: int) -> list[int]:
        """Return the numbers of texts with a word; if many have it, of some, and some that have a rarer one, too."""
        if sum(map(self._index.count_texts, term.forms)) <= limit // 2:
            return self._find([term], self._max_gathered)
        found = self._find([term], AT_ONCE)
        for other in rarer:
            found = [*found, *self._find([term, other], AT_ONCE)]
        return found

    def _find(self, terms: Sequence[Term], limit: int) -> list[int]:
        key = (*(term.text for term in terms), str(limit))
        if key not in self._found:
            self._found[key] = self._index.find_texts(terms, KIND, limit)
        return self._found[key]

    def _read_labelled(self, numbers: Sequence[int], without: Collection[str]) -> list[_Labelled]:
        found: list[_Labelled] = []
        for at in range(0, min(len(numbers), MAX_READ), AT_ONCE):
            part = numbers[at : at + AT_ONCE]
            self._read_texts([number for number in part if number not in self._read])
            found += [one for number in part if (one := self._read[number]) and one.id not in without]
            if len(found) >= MAX_COMPARED:
                break
        return found[:MAX_COMPARED]

    def _read_texts(self, numbers: Sequence[int]) -> None:
        if not numbers:
            return
        self._read.update(dict.fromkeys(numbers))
        rows = self._index.fetch("themes/labelled_texts", numbers=sorted(numbers), themes=self._themes)
        counted = {row["number"]: _count_words(row) for row in rows}
        self._index.read_counts(word for each in counted.values() for counts in each for word in counts)
        for row in rows:
            themes = json.loads(row["themes"]) if isinstance(row["themes"], str) else row["themes"]  # SQL has no lists
            kept = tuple(theme for theme in themes if self._themes is None or theme in self._themes)
            vectors = tuple(self._weigh(counts) for counts in counted[row["number"]])
            self._read[row["number"]] = _Labelled(row["id"], kept, vectors)

    def _weigh(self, counts: Mapping[str, int]) -> Vector:
        return _shorten({word: (1 + log(n)) * (1 + self._index.idf(word)) for word, n in counts.items()})


def _count_votes(nearest: Sequence[_Neighbour]) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    """Return the share of the votes that each theme has, and how much each word adds to it."""
    votes: dict[str, float] = defaultdict(float)
    support: dict[str, Counter[str]] = defaultdict(Counter)
    for one in nearest:
        vote = one.similarity**POWER
        for theme in one.labelled.themes:
            votes[theme] += vote
            support[theme].update({word: value * vote for word, value in one.shared.items()})
    total = LEAST_SIMILARITY**POWER + sum(one.similarity**POWER for one in nearest)
    return {theme: vote / total for theme, vote in votes.items()}, support


def _count_words(row: Mapping[str, Any]) -> list[Counter[str]]:
    titles, summaries = json.loads(row["titles"]), json.loads(row["summaries"])
    return [Counter(_content_words(f"{title}\n{summaries.get(lang, '')}")) for lang, title in sorted(titles.items())]


def _content_words(text: str) -> list[str]:
    return remove_stop_words(text[:MAX_TEXT_LENGTH])


def _shorten(vector: Vector) -> Vector:
    """Return a vector divided by its length."""
    length = sqrt(sum(value * value for value in vector.values()))
    return {word: value / length for word, value in vector.items()} if length else {}
