"""When two initiatives are one: the rules, each with its name and its reason.

Sure, so that their claims are put together:

    same-title            the same lead and the same title, in any language: two documents, one initiative
    title-in-translation  the same lead, and titles that a document, or the vocabulary of themes, gives as two
                          languages of one name
    named-by-both         the same title; each lead names the other one as its partner
    renamed               the same lead in other editions, a title that differs by a slip, the order of words or one
                          word more, and a partner or a date that both state

Likely, so that a person is asked:

    nearly-same-title     the same lead, and a title that looks like it
    same-title-two-leads  the same title of three words or more, by two leads, or by two of whom one names the other
    same-facts            the same lead, titles in two languages, the same partners and a date that both state
    listed-twice          the same lead and title twice in one list

Two that one list names side by side are two, unless a person says otherwise: a list is what one jurisdiction reports
in one source. Numbers have to be the same: phase 2 is not phase 3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from graph.names.normalization import FILLERS
from graph.text import fold, words

if TYPE_CHECKING:
    from graph.dedupe.initiative_profiles import Seen

SURE: Final = frozenset({"same-title", "title-in-translation", "named-by-both", "renamed"})
LIKELY: Final = 82.0  # similarity of titles (0–100) from which a person is asked
DISTINCT: Final = 3  # telling words of a title that two leads hardly give to two things
WORTH: Final = 60.0  # similarity below which titles are not looked at more closely
FEW: Final = 20  # initiatives of a lead up to which each is compared with each
RARE: Final = 20  # otherwise two are compared that share a word which at most so many of the lead's have
CROWD: Final = 4  # leads that share a title, above which it is a common one
NUMERALS: Final = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"))


class Pair(NamedTuple):
    """Two initiatives that are, or may be, one; `score` is from 0 to 1."""

    one: str
    other: str
    rule: str
    score: float


@lru_cache(maxsize=65536)
def telling(title: str) -> tuple[str, ...]:
    """The words of a title that say something."""
    return tuple(word for word in words(title) if word not in FILLERS and word != "et")


class Comparison:
    """All initiatives that an audience sees, compared where it may matter: those of one lead, or of one title."""

    def __init__(self, seen: Mapping[str, Seen]) -> None:
        self._seen = seen

    def pairs(self) -> Iterator[Pair]:
        """Pairs that are one, or may be; the surest rule that fits a pair comes first."""
        met: set[tuple[str, str]] = set()
        for found in (self._same_titles(), self._two_leads(), self._of_one_lead()):
            for pair in found:
                key = (pair.one, pair.other) if pair.one < pair.other else (pair.other, pair.one)
                if key not in met:
                    met.add(key)
                    yield pair

    @cached_property
    def _translations(self) -> dict[str, str]:
        """French titles, folded, by the English title that a document gives to the same initiative."""
        both: dict[str, set[str]] = defaultdict(set)
        for one in self._seen.values():
            if "en" in one.titles and "fr" in one.titles:
                both[fold(one.titles["fr"])].add(fold(one.titles["en"]))
        return {french: min(english) for french, english in both.items() if len(english) == 1}

    def _key(self, title: str, language: str | None) -> str:
        """What a title and its translation share."""
        if language == "fr":
            return self._translations.get(title) or _theme(title, "fr") or title
        return (_theme(title, "en") if language == "en" else None) or title

    def _same_titles(self) -> Iterator[Pair]:
        by_key: dict[tuple[str, str], list[Seen]] = defaultdict(list)
        for one in self._seen.values():
            keys = {self._key(title, language) for title, language in one.folded.items()} | set(one.folded)
            for lead in one.leads:
                for key in keys:
                    by_key[lead, key].append(one)
        for group in by_key.values():
            for one, other in combinations(group[:RARE], 2):
                alike = one.folded.keys() & other.folded.keys()
                if one.lists & other.lists:
                    if alike:
                        yield Pair(one.id, other.id, "listed-twice", 0.9)
                else:
                    yield Pair(one.id, other.id, "same-title" if alike else "title-in-translation", 1.0)

    def _two_leads(self) -> Iterator[Pair]:
        by_title: dict[str, list[Seen]] = defaultdict(list)
        for one in self._seen.values():
            for title in one.folded:
                by_title[title].append(one)
        for title, group in by_title.items():
            if not 1 < len(group) <= CROWD:
                continue
            for one, other in combinations(group, 2):
                if one.leads & other.leads or one.lists & other.lists:
                    continue
                named = (bool(other.leads & one.partners), bool(one.leads & other.partners))
                if all(named) and len(telling(title)) > 1:
                    yield Pair(one.id, other.id, "named-by-both", 1.0)
                elif (any(named) and len(telling(title)) > 1) or len(telling(title)) >= DISTINCT:
                    yield Pair(one.id, other.id, "same-title-two-leads", 0.9 if any(named) else 0.7)

    def _of_one_lead(self) -> Iterator[Pair]:
        by_lead: dict[str, list[Seen]] = defaultdict(list)
        for one in self._seen.values():
            for lead in one.leads:
                by_lead[lead].append(one)
        for group in by_lead.values():
            found = [pair for one, other in _candidates(group) if (pair := _compared(one, other))]
            renamed: dict[str, int] = defaultdict(int)
            for pair in found:
                if pair.rule == "renamed":
                    renamed[pair.one] += 1
                    renamed[pair.other] += 1
            for pair in found:  # one that may have become several is not surely any of them
                unclear = pair.rule == "renamed" and max(renamed[pair.one], renamed[pair.other]) > 1
                yield pair._replace(rule="nearly-same-title") if unclear else pair


def _candidates(group: list[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """The initiatives of a lead that are worth comparing: all of few, of many those that share a rare word."""
    if len(group) <= FEW:
        yield from combinations(group, 2)
        return
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(group):
        for word in {word for title in one.folded for word in telling(title)}:
            by_word[word].append(at)
    met: set[tuple[int, int]] = set()
    for places in by_word.values():
        if len(places) <= RARE:
            met.update(combinations(places, 2))
    yield from ((group[one], group[other]) for one, other in sorted(met))


def _compared(one: Seen, other: Seen) -> Pair | None:
    if not one.lists.isdisjoint(other.lists):
        return None
    best, slips = 0.0, False
    for mine, theirs in _in_one_language(one, other):
        if (score := _likeness(mine, theirs)) >= WORTH:
            best = max(best, score)
            slips = slips or slightly_renamed(mine, theirs)
    partners, dates = one.partners & other.partners, one.dates & other.dates
    if slips and (partners or dates) and one.editions.isdisjoint(other.editions) and not _contradict(one, other):
        return Pair(one.id, other.id, "renamed", 0.95)
    if best >= LIKELY or slips:
        return Pair(one.id, other.id, "nearly-same-title", round(max(best, LIKELY) / 100 * 0.9, 2))
    apart = one.titles and other.titles and one.titles.keys().isdisjoint(other.titles)
    if apart and dates and one.partners and one.partners == other.partners:
        return Pair(one.id, other.id, "same-facts", 0.6)
    return None


def _in_one_language(one: Seen, other: Seen) -> Iterator[tuple[str, str]]:
    for mine, language in one.folded.items():
        for theirs, theirs_in in other.folded.items():
            if language == theirs_in:
                yield mine, theirs


def _likeness(one: str, other: str) -> float:
    """How alike two titles are in their words, in any order (0–100), or how likely one is the other and something."""
    from rapidfuzz import fuzz

    return max(float(fuzz.ratio(_in_order(one), _in_order(other), score_cutoff=WORTH)), _within(one, other))


@lru_cache(maxsize=65536)
def _in_order(title: str) -> str:
    return " ".join(sorted(telling(title)))


def _within(one: str, other: str) -> float:
    """How likely one title is the other with something added: it has two telling words, all of them in the other."""
    short, long = telling(one), telling(other)
    if len(short) > len(long):
        short, long = long, short
    return 90.0 if len(short) > 1 and all(word in long for word in short) else 0.0


def slightly_renamed(one: str, other: str) -> bool:
    """Whether titles differ by slips, endings, the order of words, or one word more in a title of three or more.

    >>> slightly_renamed("portal for newcomers", "newcomers portal")
    True
    >>> slightly_renamed("online birth registration", "online death registration")
    False
    """
    ours, theirs = list(telling(one)), list(telling(other))
    if not ours or not theirs or _numbers(ours) != _numbers(theirs):
        return False
    for word in list(ours):
        near = next((w for w in theirs if w == word), None) or next((w for w in theirs if _slip(word, w)), None)
        if near:
            ours.remove(word)
            theirs.remove(near)
    left = len(ours) + len(theirs)
    return left == 0 or (left == 1 and min(len(telling(one)), len(telling(other))) >= DISTINCT)


def _numbers(title: Iterable[str]) -> list[str]:
    return sorted(word for word in title if word in NUMERALS or any(map(str.isdigit, word)))


def _slip(one: str, other: str) -> bool:
    """Whether a word is another one with a letter wrong or an ending more; a short one has to be the same."""
    if one[0] != other[0] or len(one) < 5 or len(other) < 5:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other) <= 1 or (one[:5] == other[:5] and OSA.distance(one, other) <= 2)


def _contradict(one: Seen, other: Seen) -> bool:
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
