"""Score of a text for a query: how much of the query the text contains, and how much of its title that makes up.

    score = matched · (1 - TITLE_SHARE + TITLE_SHARE · coverage)

`matched` is the share of the query's terms that the text contains, each weighted by its rarity (to the power of .8), by
the field (a title counts 1, a theme, a name or running text .7) and by the weight of the form found
(`queries/fulltext/expansion.py`). `coverage` is the share of the title, in the language that suits the query best, that
these words make up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold, words
from graph.vocabulary.function_words import STOP_WORDS

if TYPE_CHECKING:
    from queries.fulltext.expansion import Term

FIELD_WEIGHTS: Final = {"title": 1.0, "about": 0.7, "body": 0.7}
TITLE_SHARE: Final = 0.6
RARITY_POWER: Final = 0.8  # below 1, so that one rare word is not worth all others
MAX_FOLDED_WORDS: Final = 1 << 14  # that are remembered in their folded form
MAX_FOLDED_CHARACTERS: Final = 1 << 12  # the same of characters
LANGUAGE_SEPARATOR: Final = " · "  # between the languages of a title
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term found in a text: the field, the words as they are written there, and the weight."""

    term: str
    field: str
    written: str
    weight: float


class TextWords:
    """The words of a text; `written` maps each folded word to its first spelling in the text."""

    __slots__ = ("_folded", "_text", "written")

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = ""  # the folded words with a space around each, once they were needed
        self.written: dict[str, str] = {}
        for word in _WORD.findall(text):
            for one in (word.lower(),) if word.isascii() else _FOLDED[word]:
                self.written.setdefault(one, word)

    def has_phrase(self, phrase: str) -> bool:
        """Whether the words of a phrase, which are folded and have a space between them, are adjacent in the text."""
        if not all(word in self.written for word in phrase.split()):
            return False
        if not self._folded:
            self._folded = join_words(fold_words(self._text))
        return f" {' '.join(phrase.split())} " in self._folded

    def find_phrase(self, phrase: str) -> str | None:
        """Return a phrase as it is written in the text; None where its words are not adjacent."""
        if not self.has_phrase(phrase):
            return None
        wanted = phrase.split()
        tokens = [(one, word) for word in _WORD.findall(self._text) for one in words(word)]
        for at in range(len(tokens) - len(wanted) + 1):
            if all(tokens[at + n][0] == word for n, word in enumerate(wanted)):
                return " ".join(word for _, word in tokens[at : at + len(wanted)])
        return None


def fold_words(text: str) -> list[str]:
    """Return the folded words of a text in order, those of `TextWords.written`."""
    return text.translate(_WORD_CHARACTERS).split()


def join_words(words: Iterable[str]) -> str:
    """Return words with a space around each, in which a phrase with a space around it can be looked for."""
    return f" {' '.join(words)} "


class _FoldedWords(dict[str, tuple[str, ...]]):
    """The folded words that a written word is: one but where it holds letters that fold to several."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        folded = tuple(words(word))
        if len(self) < MAX_FOLDED_WORDS:
            self[word] = folded
        return folded


_FOLDED = _FoldedWords()


class _WordCharacters(dict[int, str]):
    """Each character as it is in folded words, by code point: a space where it is no letter or digit."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = fold(f"a{character}a")[1:-1] if character.isalnum() else " "
        found = "".join(one if one.isalnum() else " " for one in folded)
        if len(self) < MAX_FOLDED_CHARACTERS:
            self[code] = found
        return found


_WORD_CHARACTERS = _WordCharacters()


def score_text(
    terms: Sequence[Term], texts: Mapping[str, str], idf: Callable[[str], float]
) -> tuple[float, list[TermMatch]]:
    """Return the score of a text (0 to 1; 0 where a required term is missing) and the terms found in it.

    Args:
        terms: the terms of the query.
        texts: the text by field; its title may have several languages, separated by `LANGUAGE_SEPARATOR`.
        idf: the inverse document frequency of a word.
    """
    fields = {field: TextWords(text) for field in FIELD_WEIGHTS if (text := texts.get(field))}
    matches = [_best_match(term, fields) for term in terms]
    if not any(matches) or any(term.required and hit is None for term, hit in zip(terms, matches, strict=True)):
        return 0.0, []
    total = sum(term.idf**RARITY_POWER for term in terms)
    matched = sum(term.idf**RARITY_POWER * hit.weight for term, hit in zip(terms, matches, strict=True) if hit) / total
    titles = texts.get("title", "").split(LANGUAGE_SEPARATOR)
    coverage = max(_title_coverage(terms, TextWords(title), idf) for title in titles)
    return round(matched * (1 - TITLE_SHARE + TITLE_SHARE * coverage), 4), [hit for hit in matches if hit]


def combine_scores(lexical: float, semantic: float) -> float:
    """Return the score of a text found by its words, by its meaning, or by both (probabilistic sum)."""
    return round(1 - (1 - lexical) * (1 - semantic), 4)


def _best_match(term: Term, fields: Mapping[str, TextWords]) -> TermMatch | None:
    best: TermMatch | None = None
    for field, weight in FIELD_WEIGHTS.items():
        if field in fields and (best is None or best.weight < weight):
            found = _best_form(term, fields[field])
            if found and (best is None or found[0] * weight > best.weight):
                best = TermMatch(term.text, field, found[1], found[0] * weight)
    return best


def _best_form(term: Term, text: TextWords) -> tuple[float, str] | None:
    """Return the weight and the spelling of the best form of a term in a text."""
    best: tuple[float, str] | None = None
    for form in term.forms.keys() & text.written.keys():
        if best is None or (term.forms[form], text.written[form]) > best:
            best = (term.forms[form], text.written[form])
    for phrase, weight in term.phrases.items():
        if (best is None or weight > best[0]) and (written := text.find_phrase(phrase)):
            best = (weight, written)
    return best


def _title_coverage(terms: Sequence[Term], title: TextWords, idf: Callable[[str], float]) -> float:
    """Return the share of a title, weighted by rarity, that the terms make up."""
    in_phrases = {
        word for term in terms for phrase in term.phrases if title.has_phrase(phrase) for word in phrase.split()
    }
    weights = dict.fromkeys(in_phrases, 1.0)
    for term in terms:
        for form in term.forms.keys() & title.written.keys():
            weights[form] = max(weights.get(form, 0.0), term.forms[form])
    total = sum(idf(word) for word in title.written if word not in STOP_WORDS)
    return (
        sum(idf(word) * weight for word, weight in weights.items() if word not in STOP_WORDS) / total if total else 0.0
    )
