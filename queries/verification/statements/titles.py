"""The titles of initiatives, found in running text: whole titles by their words, and the nearest title to a phrase."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from graph.names.resolver import resolve
from graph.names.spelling import is_typo
from graph.names.tokens import Token, tokenize
from graph.text.strings import fold, words
from graph.vocabulary.function_words import NAME_FUNCTION_WORDS, guess_language
from graph.vocabulary.themes import find
from graph.vocabulary.word_translations import Translations, learn_translations
from queries.fulltext.rank import find_nearest
from queries.statements import fetch_rows
from queries.verification.statements.lexicon import is_kind_name

if TYPE_CHECKING:
    from graph.store import View

MAX_TITLES_HELD: Final = 50_000  # titles; of a larger graph, those are read that share words with a phrase
MAX_TITLE_WORDS: Final = 30
MIN_SIMILARITY: Final = 0.72  # below, a phrase names no initiative of the graph
MIN_MARGIN: Final = 0.08  # by which the nearest initiative must be ahead of the next
MIN_TYPO_LETTERS: Final = 5
MIN_PLURAL_LETTERS: Final = 4
MIN_HALF_WORDS: Final = 2  # of each title of a line that gives it in two languages
LANGUAGES: Final = 2
MIN_CONTAINED_WORDS: Final = 3  # of a phrase that is part of a longer title
CONTAINED_SIMILARITY: Final = 0.75  # of such a phrase
_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")
_ACRONYM: Final = re.compile(r"\(([A-ZÀ-Ý][A-Za-zÀ-ÿ-]{1,9})\)")
_PARTS: Final = re.compile(r"\s+[–—-]\s+|\s?:\s+")
_LETTERS: Final = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý\d-]{1,8}[A-ZÀ-Ý\d]")
_ARTICLE: Final = re.compile(r"^(?:the|a|an|le|la|les|un|une)\s+|^l[’']\s*", re.IGNORECASE)


class TitleSpan(NamedTuple):
    """A title of the graph at `text[start:end]`, the initiatives that have it, whether it is an abbreviation."""

    start: int
    end: int
    ids: tuple[str, ...]
    is_loose: bool = False


@dataclass(slots=True)
class Titles:
    """The titles that an audience may see.

    Args:
        view: what the audience may see.
    """

    view: View
    _by_first: dict[str, dict[tuple[str, ...], set[str]]] = field(default_factory=lambda: defaultdict(dict))
    _titles: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # by initiative
    _abbreviated: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _counts: Counter[str] = field(default_factory=Counter)
    _by_word: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _read: bool = False
    _is_large: bool = False
    _translations: Translations = field(default_factory=dict)
    _nearest: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def find(self, text: str) -> list[TitleSpan]:
        """Return the titles that stand in a text word by word, the longest at each place."""
        self._load(text)
        tokens = tokenize(text)
        found, at = [], 0
        while at < len(tokens):
            size, ids = self._longest(text, tokens, at)
            if size:
                found.append(TitleSpan(tokens[at].start, tokens[at + size - 1].end, ids))
            elif ids := self._named_by(tokens[at].raw):
                found.append(TitleSpan(tokens[at].start, tokens[at].end, ids, is_loose=True))
            at += size or 1
        return found

    def nearest(self, phrase: str) -> tuple[str, ...]:
        """Return the initiatives that a phrase names: none where no title is near enough, or two are equally near."""
        if phrase not in self._nearest:
            self._nearest[phrase] = self._find_nearest(phrase)
        return self._nearest[phrase]

    def of(self, initiative: str) -> list[str]:
        """Return the titles of an initiative."""
        return self._titles.get(initiative, [])

    def containing(self, phrase: str) -> tuple[str, ...]:
        """Return the initiatives whose titles have all words of a phrase."""
        self._load(phrase)
        found = [self._by_word.get(word, set()) for word in content_words(phrase)]
        return tuple(sorted(set.intersection(*found))) if found else ()

    # --- Reading

    def _load(self, text: str) -> None:
        """Read all titles once; of a large graph, those that share words with a text."""
        if not self._read:
            self._read = True
            (size,) = fetch_rows(self.view, "page/size")
            self._is_large = size["n"] > MAX_TITLES_HELD
            if not self._is_large:
                self._add(fetch_rows(self.view, "names/names_of_kind", {"kind": "initiative"}))
                pairs = fetch_rows(self.view, "search/title_pairs")
                self._translations = _singular(learn_translations((row["title_en"], row["title_fr"]) for row in pairs))
        if self._is_large:
            near = [one for one in find_nearest(self.view, text, "initiative") if one not in self._titles]
            self._add(fetch_rows(self.view, "names/titles", {"initiatives": near}))
            self._translations = self._translations or _singular(learn_translations(()))

    def _add(self, rows: Sequence[Mapping[str, str]]) -> None:
        for row in rows:
            if row["text"] in self._titles[row["node"]]:
                continue
            self._titles[row["node"]].append(row["text"])
            content = content_words(row["text"])
            self._counts.update(content)
            for word in content:
                self._by_word[word].add(row["node"])
            for name in _names_of(row["text"]):
                key = tuple(token.word for token in tokenize(name))[:MAX_TITLE_WORDS]
                if key:
                    self._by_first[key[0]].setdefault(key, set()).add(row["node"])

            for part in (row["text"], *_halves(row["text"])):
                if short := _abbreviation_of(part):
                    self._abbreviated[short].add(row["node"])

    # --- Whole titles

    def _named_by(self, word: str) -> tuple[str, ...]:
        """Return the only initiative whose title is an abbreviation and a kind of work, and has this abbreviation."""
        ids = self._abbreviated.get(word, set())
        known = [self._by_word[one] for one in content_words(word)]
        return tuple(ids) if len(ids) == 1 and known == [ids] else ()

    def _longest(self, text: str, tokens: Sequence[Token], at: int) -> tuple[int, tuple[str, ...]]:
        best = 0
        ids: tuple[str, ...] = ()
        for key, nodes in self._by_first.get(tokens[at].word, {}).items():
            size = len(key)
            if size > best and tuple(token.word for token in tokens[at : at + size]) == key:
                span = text[tokens[at].start : tokens[at + size - 1].end]
                if _is_written_as_name(text, span, tokens[at : at + size], key):
                    best, ids = size, tuple(sorted(nodes))
        return best, ids

    # --- The nearest title

    def _find_nearest(self, phrase: str) -> tuple[str, ...]:
        content = content_words(phrase)
        if not content:
            return ()
        self._load(phrase)
        scored = sorted(
            (
                (max(self._similarity(content, title) for title in self._titles[one]), one)
                for one in self._near(content)
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if not scored or scored[0][0] < MIN_SIMILARITY:
            return ()
        best = scored[0][0]
        if len(scored) > 1 and best - scored[1][0] < MIN_MARGIN:
            return ()
        return (scored[0][1],)

    def _near(self, content: frozenset[str]) -> set[str]:
        """The initiatives whose titles share a word with a phrase, or a translation of one."""
        found: set[str] = set()
        for word in content:
            for one in {word, *self._translations.get(word, ())}:
                found |= self._by_word.get(one, set())
        return found

    def _similarity(self, content: frozenset[str], title: str) -> float:
        """Dice's coefficient of the words of a phrase and a title, weighted by how rare each word is in titles."""
        best = 0.0
        for name in _names_of(title):
            theirs = content_words(name)
            matched = {word: found for word in content if (found := self._partner(word, theirs))}
            weight = sum(map(self._weight, content)) + sum(map(self._weight, theirs))
            shared = sum(map(self._weight, matched)) + sum(map(self._weight, set(matched.values())))
            score = shared / weight if weight else 0.0
            if len(matched) == len(content) and len(content) >= MIN_CONTAINED_WORDS:
                score = max(score, CONTAINED_SIMILARITY)
            best = max(best, score)
        return best

    def _weight(self, word: str) -> float:
        return math.log(1 + (len(self._titles) + 1) / (1 + self._counts[word]))

    def _partner(self, word: str, title: frozenset[str]) -> str | None:
        """The word of a title that is a word, its other form or its translation."""
        if word in title:
            return word
        for other in sorted(title):
            if other in self._translations.get(word, ()) or is_typo(
                word, other, min_length=MIN_TYPO_LETTERS, max_edits=1
            ):
                return other
        return None


@lru_cache(maxsize=65536)
def _names_of(title: str) -> tuple[str, ...]:
    """What a title may be called: itself, without its article, its brackets or what follows a dash; its acronym."""
    bare = _BRACKETS.sub("", title).strip()
    made = [title, bare, *(_ARTICLE.sub("", one) for one in (title, bare))]
    made += [part for one in made[1:2] if len((part := _PARTS.split(one)[0]).split()) > 1]
    made += _halves(bare)
    made += _ACRONYM.findall(title)
    return tuple(dict.fromkeys(one for one in made if one))


@lru_cache(maxsize=65536)
def _halves(title: str) -> tuple[str, ...]:
    """The two titles of a line that gives both: "Kelp Register / Registre du varech"; none where a party is one."""
    halves = [half.strip() for half in re.split(r"\s+/\s+", title)]
    if len(halves) != LANGUAGES or any(len(half.split()) < MIN_HALF_WORDS or resolve(half).id for half in halves):
        return ()
    one, other = (guess_language(words(half)) for half in halves)
    return tuple(halves) if one != other or one is None else ()


@lru_cache(maxsize=65536)
def _abbreviation_of(title: str) -> str | None:
    """The abbreviation that a title consists of but for a kind of work ("KRP Program"); None where it is a party's."""
    rest = [
        word
        for word in re.findall(r"[\w-]+", title)
        if not is_kind_name(word) and fold(word) not in NAME_FUNCTION_WORDS
    ]
    if len(rest) != 1 or not _LETTERS.fullmatch(rest[0]) or is_theme(rest[0]):
        return None
    return None if resolve(rest[0]).id else rest[0]


def _singular(translations: Translations) -> Translations:
    """Translations of words as `content_words` writes them."""
    made: Translations = defaultdict(dict)
    for word, others in translations.items():
        for other, likely in others.items():
            made[_bare(word)][_bare(other)] = likely
    return made


def _bare(word: str) -> str:
    """A word without a plural ending."""
    is_plural = len(word) >= MIN_PLURAL_LETTERS and word[-1] in "sx" and not word.endswith("ss")
    return word[:-1] if is_plural else word


@lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """The words of a text that tell it from others, without a plural ending."""
    return frozenset(
        _bare(word)
        for word in words(text)
        if word not in NAME_FUNCTION_WORDS and word not in ("et", "new", "nouveau", "nouvelle")
    )


def _is_written_as_name(text: str, span: str, tokens: Sequence[Token], key: tuple[str, ...]) -> bool:
    """Whether words are meant as a title: any words, unless the title is one word or that of a theme."""
    if len(key) > 1 and not is_theme(span):
        return True
    content = [token for token in tokens if token.word not in NAME_FUNCTION_WORDS]
    if not content or not content[0].capital:
        return False
    opens = not text[: tokens[0].start].strip(" “«\"(’'")
    return not opens or (len(content) > 1 and all(token.capital for token in content)) or content[0].raw.isupper()


@lru_cache(maxsize=65536)
def is_theme(phrase: str) -> bool:
    """Whether a phrase is the name of a theme."""
    return find(fold(phrase)).how in ("id", "name", "words")
