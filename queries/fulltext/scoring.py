"""How well a text answers a query: how much of the query it holds, and how much of its title that is.

    score = found · (1 - TITLE + TITLE · covered)

`found` is the part of the query's words that the text holds, each counted by how rare it is, by where it stands (a
title counts 1, a theme or a name .7, running text .5) and by the weight of its form (`queries/fulltext/expansion.py`).
`covered` is the part of the title, in the language that suits the query best, that these words make up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.text import words
from graph.vocabulary.word_translations import SMALL

if TYPE_CHECKING:
    from queries.fulltext.expansion import Term

PLACES: Final = {"title": 1.0, "about": 0.7, "body": 0.5}
TITLE: Final = 0.5
BETWEEN: Final = " · "  # what stands between the languages of a title
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a text holds a term: its place, and the words that stand there as they are written."""

    term: str
    place: str
    written: str
    weight: float


class Said:
    """The words of a text: `first` has each folded word as it is first written, `line` all of them in order."""

    __slots__ = ("_text", "first")

    def __init__(self, text: str) -> None:
        self._text = text
        self.first: dict[str, str] = {}
        for word in _WORD.findall(text):
            for one in (word.lower(),) if word.isascii() else words(word):
                self.first.setdefault(one, word)

    def together(self, phrase: str) -> str | None:
        """Words that stand together, as they are written; None where they do not."""
        wanted = phrase.split()
        if not all(word in self.first for word in wanted):
            return None
        line = [(one, word) for word in _WORD.findall(self._text) for one in words(word)]
        for at in range(len(line) - len(wanted) + 1):
            if all(line[at + n][0] == word for n, word in enumerate(wanted)):
                return " ".join(word for _, word in line[at : at + len(wanted)])
        return None


def score(terms: Sequence[Term], texts: Mapping[str, str], rarity: Callable[[str], float]) -> tuple[float, list[Hit]]:
    """How well a text answers (0..1, 0 where a required term is missing), and what it holds of the terms.

    Args:
        terms: what was typed.
        texts: the text by place; its title may have several languages, with ``BETWEEN`` between them.
        rarity: how rare a word is.
    """
    said = {place: Said(text) for place in PLACES if (text := texts.get(place))}
    hits = [_best(term, said) for term in terms]
    if not any(hits) or any(term.required and hit is None for term, hit in zip(terms, hits, strict=True)):
        return 0.0, []
    total = sum(term.worth for term in terms)
    found = sum(term.worth * hit.weight for term, hit in zip(terms, hits, strict=True) if hit) / total
    covered = max(_covered(terms, Said(title), rarity) for title in texts.get("title", "").split(BETWEEN))
    return round(found * (1 - TITLE + TITLE * covered), 4), [hit for hit in hits if hit]


def either(words: float, meaning: float) -> float:
    """The score of what answers by its words, by its meaning, or by both: 1 - (1 - words) · (1 - meaning)."""
    return round(1 - (1 - words) * (1 - meaning), 4)


def _best(term: Term, said: Mapping[str, Said]) -> Hit | None:
    best: Hit | None = None
    for place, weight in PLACES.items():
        if place in said and (best is None or best.weight < weight):
            found = _find(term, said[place])
            if found and (best is None or found[0] * weight > best.weight):
                best = Hit(term.text, place, found[1], found[0] * weight)
    return best


def _find(term: Term, said: Said) -> tuple[float, str] | None:
    """The best form of a term in a text: its weight, and as it is written."""
    best: tuple[float, str] | None = None
    for form in term.forms.keys() & said.first.keys():
        if best is None or (term.forms[form], said.first[form]) > best:
            best = (term.forms[form], said.first[form])
    for phrase, weight in term.phrases.items():
        if (best is None or weight > best[0]) and (written := said.together(phrase)):
            best = (weight, written)
    return best


def _covered(terms: Sequence[Term], said: Said, rarity: Callable[[str], float]) -> float:
    together = {word for term in terms for phrase in term.phrases if said.together(phrase) for word in phrase.split()}
    weights = dict.fromkeys(together, 1.0)
    for term in terms:
        for form in term.forms.keys() & said.first.keys():
            weights[form] = max(weights.get(form, 0.0), term.forms[form])
    whole = sum(rarity(word) for word in said.first if word not in SMALL)
    return sum(rarity(word) * weight for word, weight in weights.items() if word not in SMALL) / whole if whole else 0.0
