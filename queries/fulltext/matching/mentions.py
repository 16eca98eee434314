"""Texts that name another government with an expression of reuse ("reuses the code released by") or of follow-up."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.text.strings import words
from graph.values import LANGUAGES
from graph.vocabulary.jurisdictions import entries
from queries.fulltext.matching.lexicon import find_expressions

if TYPE_CHECKING:
    from queries.fulltext.matching.items import Item

MAX_DISTANCE: Final = 12  # words between the expression and the name
MIN_ABBREVIATION: Final = 3  # letters
# words of a name that give its acronym no letter, as in “Employment and Social Development Canada” (ESDC)
SMALL_WORDS: Final = frozenset(
    {"a", "and", "au", "aux", "d", "de", "des", "du", "et", "for", "l", "la", "le", "les", "of", "on", "the"}
)
EXPRESSIONS: Final = ("reuse", "follow_up")
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+")
_CAPITALS: Final = re.compile(r"(?<!\w)[A-Z]{3,}(?!\w)")


class Mention(NamedTuple):
    """An item whose text says that it reuses, or would like to hear about, the work of another government."""

    item: str
    named: str
    kind: str  # "reuse" or "follow_up"


class MentionFinder:
    """Finds mentions of some jurisdictions.

    Args:
        jurisdictions: rows with names (JSON by language), by identifier.
    """

    def __init__(self, jurisdictions: Mapping[str, Mapping[str, Any]]) -> None:
        self._names: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._acronyms: dict[str, set[str]] = defaultdict(set)
        for who, row in jurisdictions.items():
            names = json.loads(row["names"]).values()
            for acronym in {one for name in names for one in _acronyms(name)}:
                self._acronyms[acronym].add(who)
            for name in {*names, *_abbreviations(who)}:
                if parts := tuple(words(name)):
                    self._names[parts[0]].append((parts, who))

    def find(self, item: Item) -> list[Mention]:
        """Return the mentions in an item, each once."""
        found = {
            Mention(item.id, who, kind): None
            for language in LANGUAGES
            for texts in (item.titles, item.summaries)
            for sentence in _SENTENCE.split(texts.get(language, ""))
            for kind, who in self._find_in(words(sentence), language)
            if who != item.who
        }
        return list(found)

    def find_named(self, item: Item) -> frozenset[str]:
        """Return whom the texts of an item name, by a name or an acronym, in whatever context."""
        found = set[str]()
        for text in (*item.titles.values(), *item.summaries.values()):
            found.update(*(self._acronyms[one] for one in _CAPITALS.findall(text) if one in self._acronyms))
            written = words(text)
            for at, word in enumerate(written):
                for name, who in self._names.get(word, ()):
                    if tuple(written[at : at + len(name)]) == name:
                        found.add(who)
        return frozenset(found - {item.who})

    def _find_in(self, sentence: Sequence[str], language: str) -> Iterator[tuple[str, str]]:
        for kind in EXPRESSIONS:
            for _, end in find_expressions(sentence, kind, language):
                for at in range(end, min(len(sentence), end + MAX_DISTANCE)):
                    for name, who in self._names.get(sentence[at], ()):
                        if tuple(sentence[at : at + len(name)]) == name:
                            yield kind, who


def _acronyms(name: str) -> Iterator[str]:
    """Yield what may stand for a name: the first letters of its words, and a word of it that is written in capitals."""
    every = re.findall(r"\w+", name)
    yield from (word for word in every if _CAPITALS.fullmatch(word))
    letters = "".join(word[0] for word in every if word.lower() not in SMALL_WORDS).upper()
    if len(letters) >= MIN_ABBREVIATION:
        yield letters


def _abbreviations(who: str) -> Iterable[str]:
    entry = entries().get(who)
    found = entry.abbreviations.values() if entry else ()
    return [one for one in found if len(one) >= MIN_ABBREVIATION and one.isupper()]
