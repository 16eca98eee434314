"""Words that show the role of a name in a sentence: closed lists per language (``loaders/extraction/roles.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from graph.text.yaml import load_yaml_file
from loaders.text.rules import DATE, OTHER, OUTSIDE, OWN, UNSURE

MARKS: Final = {OTHER: "other", OWN: "own", UNSURE: "unsure", OUTSIDE: "outside", DATE: "date"}
NAMES: Final = frozenset({"other", "own", "unsure", "outside"})
PHRASED: Final = frozenset({"with", "like", "apart", "law", "for", "from"})  # prepositions of several words
# The kinds of words that may govern a preposition, and those that may be the verb of a name.
GOVERNORS: Final = (
    "partner", "joint", "gives", "joins", "talks", "compares", "asks", "told", "gets", "declined", "judges", "law",
    "people", "place", "staff", "resource", "own", "ended", "border",
)  # fmt: skip
VERBS: Final = frozenset(GOVERNORS) - {"staff", "resource", "people", "own"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, phrase, mark or sign of a sentence; `tags` are the lists of the data that it is in."""

    text: str
    start: int
    end: int
    kind: str
    tags: frozenset[str] = frozenset()


class Lexicon:
    """The lists of one language."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.prepositions = {word: key for key, words in raw["prepositions"].items() for word in words}
        self.phrases = {text: key for key, texts in raw["phrases"].items() for text in texts}
        self._whole: dict[str, set[str]] = {}
        self._starts: list[tuple[str, str, str]] = []
        for key, listed in raw.items():
            if isinstance(listed, list):
                for each in map(str, listed):
                    if "*" in each:
                        head, _, tail = each.partition("*")
                        self._starts.append((head, tail, key))
                    else:
                        self._whole.setdefault(each, set()).add(key)
        longest = sorted(self.phrases, key=lambda text: (-len(text), text))
        phrases = "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in longest)
        marks = "|".join(f"{mark}+" for mark in MARKS)
        self.pattern = re.compile(
            rf"(?P<phrase>(?<![\w'])(?:{phrases})(?:(?<=')|(?!\w)))|(?P<mark>{marks})|(?P<genitive>'s\b|(?<=s)'(?=\s))"
            rf"|(?P<word>\w+n't\b|[cdjlmnstCDJLMNST]'|[qQ]u'|[\w-]+?(?='s\b)|[\w-]+)|(?P<sign>[^\w\s])",
            re.IGNORECASE,
        )

    @lru_cache(maxsize=20_000)  # noqa: B019 (one per language, for good)
    def tags(self, word: str) -> frozenset[str]:
        """The lists that a word is in."""
        found = set(self._whole.get(word, ()))
        found |= {key for head, tail, key in self._starts if word.startswith(head) and word.endswith(tail)}
        if word.endswith("n't"):
            found.add("negated")
        return frozenset(found)

    def words(self, view: str, start: int, stop: int) -> list[Word]:
        """The words of a part of a text."""
        return [self._word(hit) for hit in self.pattern.finditer(view, start, stop)]

    def _word(self, hit: re.Match[str]) -> Word:
        text = " ".join(hit.group().lower().split())
        if hit["mark"]:
            return Word(text, *hit.span(), MARKS[text[0]])
        if hit["phrase"]:
            key = self.phrases[text]
            return Word(text, *hit.span(), "phrase", frozenset({key}))
        if hit["word"]:
            return Word(text, *hit.span(), "word", self.tags(text))
        return Word(text, *hit.span(), "genitive" if hit["genitive"] else "sign")

    def preposition(self, word: Word) -> str | None:
        """The kind of a preposition; None of any other word."""
        if word.kind == "phrase":
            return next((key for key in word.tags if key in PHRASED), None)
        return self.prepositions.get(word.text) if word.kind == "word" else None


@lru_cache(maxsize=2)
def lexicon(language: str) -> Lexicon:
    """The lists of ``en`` or ``fr``."""
    return Lexicon(load_yaml_file(Path(__file__).parent / "roles.yaml")[language])
