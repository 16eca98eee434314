"""Tokenize running text, and find the words that belong to one name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from graph.text.strings import words
from graph.vocabulary.function_words import NAME_FUNCTION_WORDS

_TOKEN = re.compile("(?:[^\\W_][\u0300-\u036f]*)+|&")
_PARAGRAPH = re.compile(r"\n\s*\n")
_IN_NAME = re.compile(r"[\s‐‑–,.'’ʼ/-]*")  # what may separate two words of one name
_IN_BRACKETED = re.compile(r"[\s‐‑–,.'’ʼ/()-]*")  # the same in a name that contains brackets
_ADJACENT = re.compile(r"[^\S\n]+|[^\S\n]*\n[^\S\n]*|[-‐‑]")  # the same for two words of the name of a product
MAX_ABBREVIATION_LETTERS: Final = 3  # whose full stop does not end a sentence: St. John’s

MINISTRIES: Final = frozenset({"ministere", "ministry", "department"})
_BODIES: Final = (
    "agence agency authority board city commission commune comte conseil council county department district "
    "ministere ministry municipality region town township universite university ville"
)
_BODY_WORDS: Final = frozenset(_BODIES.split())
_BEHIND_BODY: Final = frozenset({"and", "of", "de", "du", "des", "d"})  # a word for one, or its last word

# Capitalised at the beginning of a sentence, where they are not part of the name that follows.
SENTENCE_OPENERS: Final = NAME_FUNCTION_WORDS | {
    "across", "also", "although", "as", "at", "avec", "because", "between", "both", "but", "by", "chez", "comme",
    "contact", "contrairement", "dans", "depuis", "during", "entre", "following", "from", "if", "like", "many",
    "meanwhile", "notre", "or", "our", "ou", "outre", "par", "pendant", "quand", "see", "selon", "si", "since",
    "sous", "sur", "that", "this",
    "through", "to", "under", "unlike", "vers", "visit", "voir", "when", "where", "while", "with", "within", "without",
}  # fmt: skip
# Other languages write months in small letters.
ENGLISH_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTHS_IN_CAPITALS: Final = frozenset(ENGLISH_MONTHS.lower().split("|"))


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `text[start:end]` as written (`raw`) and folded (`word`; ``&`` and ``et`` are ``and``)."""

    start: int
    end: int
    raw: str
    word: str

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.raw[0].isupper()


def tokenize(text: str) -> list[Token]:
    """Return the words of a text, in order."""
    return [Token(match.start(), match.end(), match[0], _word(match[0])) for match in _TOKEN.finditer(text)]


@lru_cache(maxsize=1 << 14)
def _word(raw: str) -> str:
    """Return a word as it is compared."""
    return "and" if raw in ("&", "et", "ET", "Et") else "".join(words(raw))


def form_one_name(text: str, tokens: Sequence[Token], *, bracketed: bool = False) -> bool:
    """Tell whether neighbouring words can be one name: no paragraph, bracket or end of a sentence separates them.

    A heading in capitals may be broken over lines with empty lines between: a narrow column of a table. A name that is
    known to contain brackets may have them (`bracketed`).
    """
    inside = _IN_BRACKETED if bracketed else _IN_NAME
    return all(_belongs_together(text, one, other, inside) for one, other in pairwise(tokens))


def _belongs_together(text: str, one: Token, other: Token, inside: re.Pattern[str]) -> bool:
    between = text[one.end : other.start]
    if "." in between and len(one.word) > MAX_ABBREVIATION_LETTERS:
        return False
    heading = len(one.raw) > 1 and one.raw.isupper() and other.raw.isupper()
    return bool(inside.fullmatch(between)) and (heading or not _PARAGRAPH.search(between))


def are_adjacent(text: str, one: Token, other: Token) -> bool:
    """Tell whether only a space, a hyphen or a line end separates two words."""
    return bool(_ADJACENT.fullmatch(text[one.end : other.start]))


def ministry_length(text: str, tokens: Sequence[Token], at: int, stops: frozenset[str]) -> int:
    """Return the number of words of the name of a ministry that begins at a token; 0 if none does.

    ``ministère de l’Environnement et des Parcs`` has 7 words. Capitalised words in sequence, or joined by commas and a
    last "and", belong to the name; words of `stops` do not: the one or two with which the name of a government begins.
    """
    if tokens[at].word not in MINISTRIES:
        return 0
    end, place = 0, at + 1
    while place < len(tokens) and form_one_name(text, tokens[place - 1 : place + 1]):
        token = tokens[place]
        if token.capital and not _stops(tokens, place, stops) and token.word not in NAME_FUNCTION_WORDS:
            end = place - at + 1
        elif token.word not in NAME_FUNCTION_WORDS or not _continues_name(text, tokens, at, place, end):
            break
        place += 1
    return _before_next_body(text, tokens[at : at + end])


def _before_next_body(text: str, words: Sequence[Token]) -> int:
    """Return how many words of the name of a ministry stand before a comma behind which another body begins.

    ``Department of Ferries, Kyoto County, City of Nara`` is no list of subjects, which "and" or the word for a body
    tells.
    """
    starts = [at for at, (one, other) in enumerate(pairwise(words), 1) if "," in text[one.end : other.start]]
    for start, stop in pairwise([*starts, len(words)]):
        part = [one.word for one in words[start:stop]]
        if any(word in _BODY_WORDS and after in _BEHIND_BODY for word, after in pairwise([*part, "and"])):
            return start
    is_list = not starts or any(one.word == "and" for one in words[starts[0] :])
    return len(words) if is_list else starts[0]


def _stops(tokens: Sequence[Token], place: int, stops: frozenset[str]) -> bool:
    """Tell whether the name of a government begins at a word: "Virginia", "West Virginia"."""
    return tokens[place].word in stops or " ".join(each.word for each in tokens[place : place + 2]) in stops


def _continues_name(text: str, tokens: Sequence[Token], at: int, place: int, end: int) -> bool:
    """Tell whether a function word continues the name: before its first noun, or after "and" or a comma."""
    if not end:
        return tokens[place].word != "and"  # "the ministry and Transport Canada" are two
    if tokens[place].word == "and":
        return True
    since = tokens[at + end : place]
    return any(token.word == "and" for token in since) or "," in text[tokens[at + end - 1].end : tokens[place].start]
