"""Profiles of items over tokens, how much two initiatives are alike, and how much of a need an initiative meets.

A token weighs its inverse document frequency (Spärck Jones 1972) times how much it says: a subject of the lexicon 2, a
theme .6, a word 1, a generic word .12; in a title twice as much. Two initiatives are alike by the cosine of their
weights (Salton & Buckley 1988), or by three fifths of that of their titles. An initiative meets the share of a need's
weight that it has, in its title in full, in its summary three fifths; generic words and themes count little in that, so
that its distinguishing words decide.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from graph.text.idf import smoothed_idf
from graph.text.strings import fold
from queries.fulltext.matching.tokens import SUBJECT, THEME, Tokenizer, choose_language

if TYPE_CHECKING:
    from queries.fulltext.matching.items import Item, Items

WORD_WEIGHT, GENERIC_WEIGHT, SUBJECT_WEIGHT, THEME_WEIGHT = 1.0, 0.12, 2.0, 0.6
TITLE_FACTOR: Final = 2.0
TITLES_ALONE: Final = 0.6  # of the cosine of two titles, where it is more than that of all texts
SUMMARY_SHARE: Final = 0.6  # of a word of a need that only the summary has
PASSING_THEME: Final = 0.5  # of a theme that is named in passing
MIN_INITIATIVES: Final = 25  # where there are fewer, rarity is as among so many
MAX_POSTINGS: Final = 200  # a token of more items brings up no candidates
LEADING_TOKENS: Final = 14  # the heaviest tokens of an item bring up candidates
MANY_INITIATIVES: Final = 100  # from so many on,
COMMON_SHARE: Final = 0.1  # a token that more than this share of initiatives have says nothing of any of them
# a sentence in the summaries of so many ("Not available", the instructions of a form) says nothing of any of them
MIN_REPEATED: Final = 3
PASSAGE_WORDS: Final = 5  # where there are many initiatives, the same holds for so many words in a row
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
_WORD: Final = re.compile(r"\w+")


class Likeness(NamedTuple):
    """How much two items share: the score (0 to 1), its tokens, the greatest first, those of both titles, and parts.

    `parts` says how much each token adds.
    """

    score: float
    shared: tuple[str, ...]
    in_titles: frozenset[str] = frozenset()
    parts: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Profile:
    """The weights of the tokens of an item, of length 1; the tokens of its title, and the length of their part.

    `has_summary` says whether there is more than a title; `says_missing` whether there is only what many others have in
    its place, as “Not available”.
    """

    weights: Mapping[str, float]
    title: frozenset[str]
    title_length: float
    has_summary: bool
    says_missing: bool


class _Counted(NamedTuple):
    """How much each token of an item says, before it weighs its rarity; the rest as in `Profile`."""

    tokens: Mapping[str, float]
    title: frozenset[str]
    has_summary: bool
    says_missing: bool


class Profiles:
    """The profiles of all items."""

    def __init__(self, items: Items) -> None:
        self._tokenizer = Tokenizer(items.title_pairs)
        self._generic = set[str]()
        self._common = set[str]()
        sentences = Counter(
            sentence
            for one in items.initiatives.values()
            for sentence in {each for text in one.summaries.values() for each in _split_sentences(text)}
        )
        self._repeated = {sentence for sentence, n in sentences.items() if n >= MIN_REPEATED}
        self._passages = _find_repeated_passages(items) if len(items.initiatives) > MANY_INITIATIVES else set()
        counts = {one.id: self._count(one) for one in (*items.initiatives.values(), *items.needs.values())}
        self._size = max(len(items.initiatives), MIN_INITIATIVES)
        self._frequency = Counter(token for one in items.initiatives for token in counts[one].tokens)
        if len(items.initiatives) > MANY_INITIATIVES:
            most = COMMON_SHARE * len(items.initiatives)
            self._common = {token for token, n in self._frequency.items() if n > most}
        self._profiles = {item: self._weigh(counted) for item, counted in counts.items()}
        self._postings: dict[str, list[str]] = defaultdict(list)
        for one in items.initiatives:
            for token in self._profiles[one].weights:
                self._postings[token].append(one)

    def __getitem__(self, item: str) -> Profile:
        """Return the profile of an item."""
        return self._profiles[item]

    def rarity(self, token: str) -> float:
        """Return how few initiatives have a token: its inverse document frequency, scaled to 1."""
        return self._idf(token) / smoothed_idf(self._size, 1)

    def count(self, token: str) -> int:
        """Return how many initiatives have a token."""
        return self._frequency[token]

    def says_something(self, token: str) -> bool:
        """Whether a token is more than a theme, a generic word or what many initiatives have."""
        return self.can_be_asked(token) and token not in self._common

    def can_be_asked(self, token: str) -> bool:
        """Whether a token is more than a theme or a generic word: what many do is asked about, too."""
        return not token.startswith(THEME) and token not in self._generic

    def find_candidates(self, item: str, at_most: int | None = None) -> list[str]:
        """Return the initiatives that share a token which says something with an item, in alphabetical order.

        Args:
            item: the item.
            at_most: only those that share a token, too, which says something and that no more initiatives have.
        """
        weights = self._profiles[item].weights
        leading = sorted(weights, key=lambda token: (-weights[token], token))[:LEADING_TOKENS]
        few = [token for token in leading if len(self._postings[token]) <= MAX_POSTINGS]
        if at_most is None:
            return sorted({other for token in few for other in self._postings[token]} - {item})
        rare = [token for token in weights if self._frequency[token] <= at_most and self.says_something(token)]
        sharing = {other for token in rare for other in self._postings.get(token, ())} - {item}
        return sorted(other for other in sharing if any(token in self._profiles[other].weights for token in few))

    def compare(self, one: str, other: str) -> Likeness:
        """Return how much two items are alike, and by what."""
        a, b = self._profiles[one], self._profiles[other]
        shared = a.weights.keys() & b.weights.keys()
        in_titles = a.title & b.title
        parts = {token: a.weights[token] * b.weights[token] for token in shared}
        in_all = sum(sorted(parts.values()))
        of_titles = sum(sorted(parts[token] for token in in_titles))
        score = max(in_all, TITLES_ALONE * of_titles / ((a.title_length * b.title_length) or 1.0))
        return Likeness(score, _sort_shared(parts), in_titles, parts)

    def meet(self, need: str, initiative: str) -> Likeness:
        """Return how much of a need an initiative meets, and by what."""
        wanted, offered = self._profiles[need].weights, self._profiles[initiative]
        total = sum(sorted(wanted.values())) or 1.0
        parts = {
            token: weight * (1.0 if token in offered.title else SUMMARY_SHARE)
            for token, weight in wanted.items()
            if token in offered.weights
        }
        return Likeness(sum(sorted(parts.values())) / total, _sort_shared(parts), parts=parts)

    def find_words(self, text: str, language: str) -> frozenset[str]:
        """Return the tokens of a text."""
        return frozenset(token.key for token in self._tokenizer.find_tokens(text, language))

    def _count(self, item: Item) -> _Counted:
        """Return how much each token of an item says, and what there is of it."""
        found: dict[str, float] = defaultdict(float)
        in_title = frozenset(self._add(found, item.titles, TITLE_FACTOR if not item.is_need else 1.0))
        summaries = {language: rest for language, text in item.summaries.items() if (rest := self._drop_repeated(text))}
        for _ in self._add(found, summaries, 1.0):
            pass
        for theme, named in item.themes.items():
            found[THEME + theme] += THEME_WEIGHT * (1.0 if named else PASSING_THEME)
        return _Counted(found, in_title, bool(summaries), bool(item.summaries) and not summaries)

    def _drop_repeated(self, text: str) -> str:
        """Return a summary without the sentences and passages that many have."""
        rest = " ".join(one for one in _split_sentences(text) if one not in self._repeated)
        return _drop_passages(rest, self._passages) if self._passages else rest

    def _add(self, found: dict[str, float], texts: Mapping[str, str], factor: float) -> Iterator[str]:
        """Add the tokens of a text in one of its languages, each once; yield them."""
        language, text = choose_language(texts)
        for key, weight in self._weigh_tokens(text, language).items():
            found[key] += weight * factor
            yield key

    def _weigh_tokens(self, text: str, language: str) -> dict[str, float]:
        weights: dict[str, float] = {}
        for token in self._tokenizer.find_tokens(text, language):
            if token.key.startswith(SUBJECT):
                weights[token.key] = SUBJECT_WEIGHT
            else:
                weights[token.key] = GENERIC_WEIGHT if token.generic else WORD_WEIGHT
                if token.generic:
                    self._generic.add(token.key)
        return weights

    def _weigh(self, counted: _Counted) -> Profile:
        weighted = {token: value * self._idf(token) for token, value in counted.tokens.items()}
        length = math.sqrt(sum(sorted(value * value for value in weighted.values()))) or 1.0
        weights = {token: value / length for token, value in weighted.items()}
        title_length = math.sqrt(sum(sorted(weights[token] ** 2 for token in counted.title)))
        return Profile(weights, counted.title, title_length, counted.has_summary, counted.says_missing)

    def _idf(self, token: str) -> float:
        return smoothed_idf(self._size, max(self._frequency[token], 1))


def _find_repeated_passages(items: Items) -> set[tuple[str, ...]]:
    """Return the passages that the summaries of several initiatives have."""
    counted = Counter(
        passage
        for one in items.initiatives.values()
        for passage in {each for text in one.summaries.values() for each in _passages(_WORD.findall(fold(text)))}
    )
    return {passage for passage, n in counted.items() if n >= MIN_REPEATED}


def _passages(written: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(written[at:] for at in range(PASSAGE_WORDS)), strict=False)


def _drop_passages(text: str, passages: AbstractSet[tuple[str, ...]]) -> str:
    """Return a text without the words of some passages."""
    found = list(_WORD.finditer(text))
    repeated = [at for at, one in enumerate(_passages([fold(word[0]) for word in found])) if one in passages]
    kept, end = list[str](), 0
    for at in repeated:
        kept.append(text[end : max(end, found[at].start())])
        end = max(end, found[at + PASSAGE_WORDS - 1].end())
    return " ".join([*kept, text[end:]]).strip()


def _split_sentences(text: str) -> list[str]:
    return [one for one in _SENTENCE.split(text.strip()) if one]


def _sort_shared(parts: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(parts, key=lambda token: (-parts[token], token)))
