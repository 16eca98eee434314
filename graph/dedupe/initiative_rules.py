"""Match rules for initiatives: which pairs are duplicates, which may be.

Sure rules, whose pairs are merged:

    same-title            the same lead and the same title, in any language: two documents, one initiative
    title-in-translation  the same lead, and titles that a document, or the vocabulary of themes, gives as two
                          languages of one name
    named-by-both         the same title; each lead names the other one as its partner
    renamed               the same lead in other editions, a title that differs by a slip, the order of words or one
                          word more, and a partner or a date that both state

Likely rules, whose pairs are proposed for review:

    nearly-same-title     the same lead, and a title that looks like it
    same-title-two-leads  the same title of three words or more, by two leads, or by two of whom one names the other;
                          its abbreviation may stand behind it, and one of both may be a component
    same-facts            the same lead, titles in two languages, the same partners and a date that both state
    listed-twice          the same lead and title twice in one list

Two initiatives in one list are different unless a person decides otherwise: a list is what one jurisdiction reports in
one source, or what a collection tells apart by keys. What is surely the same as two of one list is surely neither.
Numbers must be equal: phase 2 is not phase 3.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import chain, combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from graph.names.spelling import is_typo, sort_words
from graph.text.strings import fold, words
from graph.vocabulary.function_words import NAME_FUNCTION_WORDS

if TYPE_CHECKING:
    from graph.dedupe.initiative_profiles import InitiativeProfile

SURE_RULES: Final = frozenset({"same-title", "title-in-translation", "named-by-both", "renamed"})
LISTED_TWICE: Final = "listed-twice"
MIN_TITLE_SIMILARITY: Final = 82.0  # 0–100, from which a pair is proposed
MIN_DISTINCTIVE_WORDS: Final = 3  # content words of a title that two leads hardly give to two things
MIN_WORD_SIMILARITY: Final = 60.0  # 0–100, below which titles are not compared further
MAX_ALL_PAIRS: Final = 20  # initiatives of a lead up to which all pairs are compared
MAX_RARE_WORD: Final = 20  # initiatives of a lead that share a word, up to which they are compared with each other
MAX_TITLE_LEADS: Final = 4  # leads with the same title, above which it is a common title
_ABBREVIATED: Final = re.compile(r"(.+\S) ?\(([a-z]{2,10})\)")  # a folded title with letters in brackets behind it
ROMAN_NUMERALS: Final = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"))


class CandidatePair(NamedTuple):
    """Two nodes that are, or may be, duplicates; `score` is from 0 to 1."""

    one: str
    other: str
    rule: str
    score: float


@lru_cache(maxsize=65536)
def content_words(title: str) -> tuple[str, ...]:
    """Return the words of a title without function words."""
    return tuple(word for word in words(title) if word not in NAME_FUNCTION_WORDS and word != "et")


@lru_cache(maxsize=65536)
def without_abbreviation(title: str) -> str:
    """Return a folded title without its abbreviation in brackets at the end.

    >>> without_abbreviation("harbour trust framework (htf)")
    'harbour trust framework'
    >>> without_abbreviation("harbour trust framework (bc)")
    'harbour trust framework (bc)'
    """
    found = _ABBREVIATED.fullmatch(title)
    if not found:
        return title
    for given in (words(found[1]), content_words(found[1])):
        if "".join(word[0] for word in given) == found[2]:
            return found[1]
    return title


class InitiativeMatcher:
    """Compares the initiatives that an audience sees, in blocks: those of one lead, or of one title.

    Args:
        profiles: the initiatives, by identifier.
        components: components, of which only the titles are compared with those of the initiatives of other leads.
    """

    def __init__(
        self, profiles: Mapping[str, InitiativeProfile], components: Mapping[str, InitiativeProfile] | None = None
    ) -> None:
        self._profiles = profiles
        self._components = components or {}

    def iter_pairs(self) -> Iterator[CandidatePair]:
        """Yield pairs that are or may be duplicates, each once, by the surest rule that it satisfies."""
        met: dict[tuple[str, str], CandidatePair] = {}
        blocks = (
            self._match_titles(),
            self._match_across_leads(),
            self._match_within_leads(),
            self._match_long_titles(),
        )
        for found in blocks:
            for pair in found:
                met.setdefault((pair.one, pair.other) if pair.one < pair.other else (pair.other, pair.one), pair)
        sure: dict[str, set[str]] = defaultdict(set)
        for pair in met.values():
            if pair.rule in SURE_RULES:
                sure[pair.one].add(pair.other)
                sure[pair.other].add(pair.one)
        for pair in met.values():
            unclear = pair.rule in SURE_RULES and (
                self._has_rival(pair.other, sure[pair.one]) or self._has_rival(pair.one, sure[pair.other])
            )
            yield pair._replace(rule=LISTED_TWICE, score=0.9) if unclear else pair

    def _has_rival(self, one: str, others: Iterable[str]) -> bool:
        """Whether another one of several initiatives is in a list with this one."""
        lists = self._profiles[one].lists
        return any(one != other and lists & self._profiles[other].lists for other in others)

    @cached_property
    def _translations(self) -> dict[str, str]:
        """English titles by the French title that a document gives to the same initiative, both folded."""
        both: dict[str, set[str]] = defaultdict(set)
        for one in self._profiles.values():
            if "en" in one.titles and "fr" in one.titles:
                both[fold(one.titles["fr"])].add(fold(one.titles["en"]))
        return {french: min(english) for french, english in both.items() if len(english) == 1}

    def _key(self, title: str, language: str | None) -> str:
        """Return a key that a title and its translation share."""
        if language == "fr":
            return self._translations.get(title) or _theme(title, "fr") or title
        return (_theme(title, "en") if language == "en" else None) or title

    def _match_titles(self) -> Iterator[CandidatePair]:
        by_key: dict[tuple[str, str], list[InitiativeProfile]] = defaultdict(list)
        for one in self._profiles.values():
            keys = {self._key(title, language) for title, language in one.folded.items()} | set(one.folded)
            for lead in one.leads:
                for key in keys:
                    by_key[lead, key].append(one)
        for group in by_key.values():
            for one, other in combinations(group[:MAX_RARE_WORD], 2):
                equal = one.folded.keys() & other.folded.keys()
                if one.lists & other.lists:
                    if equal:
                        yield CandidatePair(one.id, other.id, LISTED_TWICE, 0.9)
                else:
                    yield CandidatePair(one.id, other.id, "same-title" if equal else "title-in-translation", 1.0)

    def _match_across_leads(self) -> Iterator[CandidatePair]:
        by_title: dict[str, list[InitiativeProfile]] = defaultdict(list)
        for one in self._profiles.values():
            for title in one.folded:
                by_title[title].append(one)
        for title, group in by_title.items():
            if not 1 < len(group) <= MAX_TITLE_LEADS:
                continue
            for one, other in combinations(group, 2):
                if one.leads & other.leads or one.lists & other.lists:
                    continue
                named = (bool(other.leads & one.partners), bool(one.leads & other.partners))
                length = len(content_words(title))
                if all(named) and length > 1:
                    yield CandidatePair(one.id, other.id, "named-by-both", 1.0)
                elif (any(named) and len(content_words(title)) > 1) or len(
                    content_words(title)
                ) >= MIN_DISTINCTIVE_WORDS:
                    yield CandidatePair(one.id, other.id, "same-title-two-leads", 0.9 if any(named) else 0.7)

    def _match_long_titles(self) -> Iterator[CandidatePair]:
        """Yield pairs of two leads with the same long title, but for its abbreviation; one may be a component."""
        by_title: dict[str, dict[str, InitiativeProfile]] = defaultdict(dict)
        for one in chain(self._profiles.values(), self._components.values()):
            for title in one.folded:
                if len(content_words(bare := without_abbreviation(title))) >= MIN_DISTINCTIVE_WORDS:
                    by_title[bare][one.id] = one
        for group in by_title.values():
            if len(group) > MAX_TITLE_LEADS:
                continue
            for one, other in combinations(group.values(), 2):
                both_parts = one.id in self._components and other.id in self._components
                if not (both_parts or one.leads & other.leads or one.lists & other.lists):
                    yield CandidatePair(one.id, other.id, "same-title-two-leads", 0.7)

    def _match_within_leads(self) -> Iterator[CandidatePair]:
        by_lead: dict[str, list[InitiativeProfile]] = defaultdict(list)
        for one in self._profiles.values():
            for lead in one.leads:
                by_lead[lead].append(one)
        for group in by_lead.values():
            found = [pair for one, other in _block_pairs(group) if (pair := _compare(one, other))]
            renamed: dict[str, int] = defaultdict(int)
            for pair in found:
                if pair.rule == "renamed":
                    renamed[pair.one] += 1
                    renamed[pair.other] += 1
            for pair in found:  # one that may have become several is not surely any of these
                unclear = pair.rule == "renamed" and max(renamed[pair.one], renamed[pair.other]) > 1
                yield pair._replace(rule="nearly-same-title") if unclear else pair


def _block_pairs(group: list[InitiativeProfile]) -> Iterator[tuple[InitiativeProfile, InitiativeProfile]]:
    """Yield the pairs of a lead to compare: all pairs of few initiatives, of many those that share a rare word."""
    if len(group) <= MAX_ALL_PAIRS:
        yield from combinations(group, 2)
        return
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(group):
        for word in {word for title in one.folded for word in content_words(title)}:
            by_word[word].append(at)
    met: set[tuple[int, int]] = set()
    for places in by_word.values():
        if len(places) <= MAX_RARE_WORD:
            met.update(combinations(places, 2))
    yield from ((group[one], group[other]) for one, other in sorted(met))


def _compare(one: InitiativeProfile, other: InitiativeProfile) -> CandidatePair | None:
    if not one.lists.isdisjoint(other.lists):
        return None
    best, slips = 0.0, False
    for mine, theirs in _iter_title_pairs(one, other):
        if (score := _title_similarity(mine, theirs)) >= MIN_WORD_SIMILARITY:
            best = max(best, score)
            slips = slips or is_slight_rename(mine, theirs)
    partners, dates = one.partners & other.partners, one.dates & other.dates
    if slips and (partners or dates) and one.editions.isdisjoint(other.editions) and not _dates_contradict(one, other):
        return CandidatePair(one.id, other.id, "renamed", 0.95)
    if best >= MIN_TITLE_SIMILARITY or slips:
        return CandidatePair(
            one.id, other.id, "nearly-same-title", round(max(best, MIN_TITLE_SIMILARITY) / 100 * 0.9, 2)
        )
    translated = one.titles and other.titles and one.titles.keys().isdisjoint(other.titles)
    if translated and dates and one.partners and one.partners == other.partners:
        return CandidatePair(one.id, other.id, "same-facts", 0.6)
    return None


def _iter_title_pairs(one: InitiativeProfile, other: InitiativeProfile) -> Iterator[tuple[str, str]]:
    for mine, language in one.folded.items():
        for theirs, theirs_in in other.folded.items():
            if language == theirs_in:
                yield mine, theirs


def _title_similarity(one: str, other: str) -> float:
    """Return the similarity of the words of two titles in any order, or of one contained in the other (0–100)."""
    from rapidfuzz import fuzz

    return max(
        float(fuzz.ratio(_sorted_title(one), _sorted_title(other), score_cutoff=MIN_WORD_SIMILARITY)),
        _containment(one, other),
    )


@lru_cache(maxsize=65536)
def _sorted_title(title: str) -> str:
    return sort_words(content_words(title))


def _containment(one: str, other: str) -> float:
    """Return 90 if one title has two content words or more, all of them in the other; else 0."""
    short, long = content_words(one), content_words(other)
    if len(short) > len(long):
        short, long = long, short
    return 90.0 if len(short) > 1 and all(word in long for word in short) else 0.0


def is_slight_rename(one: str, other: str) -> bool:
    """Tell whether titles differ by typing errors, endings, the order of words, or one more word of at least three.

    >>> is_slight_rename("portal for newcomers", "newcomers portal")
    True
    >>> is_slight_rename("online birth registration", "online death registration")
    False
    """
    ours, theirs = list(content_words(one)), list(content_words(other))
    if not ours or not theirs or _numbers_in(ours) != _numbers_in(theirs):
        return False
    for word in list(ours):
        near = next((w for w in theirs if w == word), None) or next((w for w in theirs if _is_typo(word, w)), None)
        if near:
            ours.remove(word)
            theirs.remove(near)
    unmatched = len(ours) + len(theirs)
    return unmatched == 0 or (
        unmatched == 1 and min(len(content_words(one)), len(content_words(other))) >= MIN_DISTINCTIVE_WORDS
    )


def _numbers_in(title: Iterable[str]) -> list[str]:
    return sorted(word for word in title if word in ROMAN_NUMERALS or any(map(str.isdigit, word)))


def _is_typo(one: str, other: str) -> bool:
    """Tell whether a word is another one with a wrong letter or another ending."""
    return is_typo(one, other, min_length=5, max_edits=2 if one[:5] == other[:5] else 1)


def _dates_contradict(one: InitiativeProfile, other: InitiativeProfile) -> bool:
    """Whether both state a date of one kind, and not the same one."""
    kinds = {kind for kind, _ in one.dates} & {kind for kind, _ in other.dates}
    return any(not {d for d in one.dates if d[0] == kind} & {d for d in other.dates if d[0] == kind} for kind in kinds)


@lru_cache(maxsize=65536)
def _theme(title: str, language: str) -> str | None:
    """The theme whose label in a language is this title: the vocabulary is a table of translations, too."""
    return _labels().get((language, title))


@lru_cache(maxsize=1)
def _labels() -> Mapping[tuple[str, str], str]:
    from graph.vocabulary.themes import concepts

    return {
        (language, fold(label)): f"theme {one.id}"
        for one in concepts().values()
        if {"en", "fr"} <= one.labels.keys()
        for language, label in one.labels.items()
    }
