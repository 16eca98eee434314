"""The rules of extraction by language: YAML data, compiled at first use.

Each rule has a name, which is given in evidence, and a pattern. In a pattern ``{name}`` means
a macro of the file or one of the marks below, each of which takes the place of what a text names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from graph.text.macros import fill_macros
from graph.text.strings import words
from graph.text.yaml import load_yaml_file
from graph.values import LANGUAGES
from graph.vocabulary.function_words import count_function_words
from loaders.text.passages import Sentences

# What each character of a named thing becomes in the text that patterns see, so that places stay as they are.
OTHER, OWN, UNSURE, OUTSIDE, DATE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue010"
MIN_COMMON_WORDS: Final = 3  # common words of the other language that a passage must have to count as written in it
TIMES_MORE: Final = 2
MAX_LANGUAGE_CHARACTERS: Final = 200_000  # of a text, from which its language is guessed
_ACCENTS: Final = frozenset("éèêëàâçîïôûùœ")  # decide where common words do not


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern and its value: a section, a kind of date, a status or a level.

    `unless` is a pattern before it that cancels it; `only`: it applies only to documents without a sender
    (``alone``).
    """

    name: str
    pattern: re.Pattern[str]
    value: str | None = None
    status: str | None = None
    unless: re.Pattern[str] | None = None
    only: str | None = None


class Rules:
    """The rules of one language; lists of `Rule` in the order of the file."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw
        self._macros = _macros(raw)
        self.language: str = raw["language"]
        self.sentences = Sentences(frozenset(raw["abbreviations"]), frozenset(raw["starters"]))
        self.keep_before = frozenset(raw["keep_hyphen"]["before"])
        self.keep_after = frozenset(raw["keep_hyphen"]["after"])
        self.numbers: dict[str, int] = raw["numbers"]

    @property
    def keys(self) -> tuple[str, ...]:
        """The entries of the file."""
        return tuple(self._raw)

    @lru_cache(maxsize=256)  # noqa: B019 (one per language, for good)
    def rules(self, group: str) -> tuple[Rule, ...]:
        """The rules of one group, such as ``partners``."""
        return tuple(map(self._rule, self._raw[group]))

    def macro(self, key: str) -> str:
        """A macro of the file, filled in."""
        return fill_macros(self._macros[key], self._macros)

    @lru_cache(maxsize=256)  # noqa: B019 (one per language, for good)
    def pattern(self, key: str) -> re.Pattern[str]:
        """A pattern outside the groups of the file, such as ``denied``, or ``name_KEY`` of the names."""
        named = self._raw["names"].get(key.removeprefix("name_")) if key.startswith("name_") else None
        return self._compile(self._raw[key] if named is None else named)

    def _rule(self, raw: Mapping[str, str]) -> Rule:
        unless = raw.get("unless")
        return Rule(
            name=raw["name"],
            pattern=self._compile(raw["pattern"]),
            value=raw.get("section") or raw.get("kind") or raw.get("level") or raw.get("status"),
            status=raw.get("status"),
            unless=self._compile(unless) if unless else None,
            only=raw.get("only"),
        )

    def _compile(self, pattern: str) -> re.Pattern[str]:
        return re.compile(fill_macros(pattern, self._macros), re.IGNORECASE)

    @cached_property
    def name_joiners(self) -> tuple[re.Pattern[str], ...]:
        """The words before the last name of a list."""
        return tuple(self._compile(pattern) for pattern in self._raw["name_joiners"])

    @cached_property
    def contact_words(self) -> re.Pattern[str]:
        """A label that a telephone number or an address follows."""
        return self._compile(rf"\b(?:{'|'.join(map(re.escape, self._raw['contact_words']))})\b\s*[.:]?")


def straight(text: str) -> str:
    """The text as patterns see it: straight apostrophes, every character in its place."""
    return text.replace("’", "'").replace("‘", "'").replace("ʼ", "'")


def alternatives(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=lambda one: (-len(one), one)))) + ")"


def _are_rules(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _macros(raw: Mapping[str, Any]) -> dict[str, str]:
    macros: dict[str, str] = dict(raw["macros"])
    macros |= {
        "date": f"{DATE}+",
        "own": f"{OWN}+",
        "party": f"[{OTHER}{UNSURE}]+(?:'s)?",
        "number": "|".join(sorted(raw["numbers"], key=len, reverse=True)),
        "organization": f"(?-i:{raw['names']['organizations']})",
        "of_party": rf"(?:\s+(?:(?:of|des?|du|d')\s*(?:the\s+)?)?{OTHER}+)",
    }
    return macros


@lru_cache(maxsize=len(LANGUAGES))
def rules(language: str) -> Rules:
    """The rules of ``en`` or ``fr``."""
    return Rules(load_yaml_file(Path(__file__).parent / "data" / f"{language}.yaml"))


def language_of(text: str) -> str:
    """The language whose most frequent words a text uses more, by its first part."""
    counts = count_function_words(words(text[:MAX_LANGUAGE_CHARACTERS]))
    accents = sum(char in _ACCENTS for char in text[:MAX_LANGUAGE_CHARACTERS].casefold())
    return max(LANGUAGES, key=lambda language: (counts[language], accents > 0 and language == "fr"))


def rules_for(text: str, usual: Rules) -> Rules:
    """The rules that read a passage: those of its document, unless it is clearly in the other language."""
    counts = count_function_words(words(text[:MAX_LANGUAGE_CHARACTERS]))
    other = max(LANGUAGES, key=lambda language: counts[language])
    clear = counts[other] >= MIN_COMMON_WORDS and counts[other] > TIMES_MORE * counts[usual.language]
    return rules(other) if clear else usual
