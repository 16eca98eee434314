"""The words of running text, and which of them belong to one name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from graph.text import words
from graph.vocabulary.function_words import NAME_FUNCTION_WORDS

_TOKEN = re.compile("(?:[^\\W_][\u0300-\u036f]*)+|&")
_PARAGRAPH = re.compile(r"\n\s*\n")
_IN_NAME = re.compile(r"[\s‐‑–,.'’ʼ/-]*")  # what may stand between two words of one name
_IN_BRACKETED = re.compile(r"[\s‐‑–,.'’ʼ/()-]*")  # the same in a name that has brackets of its own
_BESIDE = re.compile(r"[^\S\n]+|[^\S\n]*\n[^\S\n]*|[-‐‑]")  # the same for two words of a product's name
LONGEST_BEFORE_STOP: Final = 3  # letters of an abbreviation, whose full stop ends no sentence: St. John’s

MINISTRIES: Final = frozenset({"ministere", "ministry", "department"})

# Capitalised at the head of a sentence, and then no part of the name behind it.
OPENING: Final = NAME_FUNCTION_WORDS | {
    "across", "also", "although", "as", "at", "avec", "because", "between", "both", "but", "by", "chez", "comme",
    "contact", "contrairement", "dans", "depuis", "during", "entre", "following", "from", "if", "like", "many",
    "meanwhile", "notre", "or", "our", "ou", "outre", "par", "pendant", "quand", "see", "selon", "si", "since",
    "sous", "sur", "that", "this",
    "through", "to", "under", "unlike", "vers", "visit", "voir", "when", "where", "while", "with", "within", "without",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `text[start:end]` as written (`raw`) and folded (`word`; ``&`` and ``et`` are ``and``)."""

    start: int
    end: int
    raw: str
    word: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.raw[0].isupper()


def tokenise(text: str) -> list[Token]:
    """The words of a text, in order."""
    folded: dict[str, str] = {}
    found = []
    for match in _TOKEN.finditer(text):
        raw = match[0]
        if (word := folded.get(raw)) is None:
            word = folded[raw] = "and" if raw in ("&", "et", "ET", "Et") else "".join(words(raw))
        found.append(Token(match.start(), match.end(), raw, word))
    return found


def together(text: str, tokens: Sequence[Token], *, bracketed: bool = False) -> bool:
    """Whether neighbouring words can be one name: no paragraph, bracket or end of a sentence between them.

    A heading in capitals may be broken over lines with empty ones between: a narrow column of a table. Brackets may
    stand in a name that is known to have them (`bracketed`).
    """
    inside = _IN_BRACKETED if bracketed else _IN_NAME
    return all(_gap(text, one, other, inside) for one, other in pairwise(tokens))


def _gap(text: str, one: Token, other: Token, inside: re.Pattern[str]) -> bool:
    between = text[one.end : other.start]
    if "." in between and len(one.word) > LONGEST_BEFORE_STOP:
        return False
    heading = len(one.raw) > 1 and one.raw.isupper() and other.raw.isupper()
    return bool(inside.fullmatch(between)) and (heading or not _PARAGRAPH.search(between))


def adjoin(text: str, one: Token, other: Token) -> bool:
    """Whether two words stand side by side with nothing but a space, a hyphen or a line end between them."""
    return bool(_BESIDE.fullmatch(text[one.end : other.start]))


def ministry(text: str, tokens: Sequence[Token], at: int, stops: frozenset[str]) -> int:
    """How many words from `at` on name a ministry: ``ministère de l’Environnement et des Parcs`` is 7; 0 for none.

    Capitalised words that follow each other, or are joined by commas and a last "and", belong to it; words of
    `stops`, names of governments, do not.
    """
    if tokens[at].word not in MINISTRIES:
        return 0
    end, place = 0, at + 1
    while place < len(tokens) and together(text, tokens[place - 1 : place + 1]):
        token = tokens[place]
        if token.capital and token.word not in stops and token.word not in NAME_FUNCTION_WORDS:
            end = place - at + 1
        elif token.word not in NAME_FUNCTION_WORDS or not _goes_on(text, tokens, at, place, end):
            break
        place += 1
    return end


def _goes_on(text: str, tokens: Sequence[Token], at: int, place: int, end: int) -> bool:
    """Whether a small word leads on to more of the ministry's name: before its first noun, after "and" or a comma."""
    if not end:
        return tokens[place].word != "and"  # "the ministry and Transport Canada" are two
    if tokens[place].word == "and":
        return True
    since = tokens[at + end : place]
    return any(token.word == "and" for token in since) or "," in text[tokens[at + end - 1].end : tokens[place].start]
