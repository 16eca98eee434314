"""The words of a language with which memos state who does what: patterns, compiled when first used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from graph.text.macros import fill_macros
from graph.text.yaml import load_yaml_file

PARTY, WORK, DATE = "\ue000", "\ue004", "\ue010"  # each character of what a sentence names becomes one of these
_MARKS: Final = {"party": f"{PARTY}+", "title": f"{WORK}+", "date": f"{DATE}+"}


class Lexicon:
    """The patterns of one language."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw
        self._macros: dict[str, str] = {**raw["macros"], **_MARKS}

    @cached_property
    def relations(self) -> Mapping[str, tuple[re.Pattern[str], ...]]:
        """The patterns of each relation; they have the groups `party` and, of "together", `others`."""
        names = ("report", "lead", "together", "partner", "does")
        return {name: tuple(self._compile(pattern) for pattern in self._raw[name]) for name in names}

    @cached_property
    def statuses(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Each status and the words that say so."""
        return tuple((status, self._compile(pattern)) for status, pattern in self._raw["status"])

    @cached_property
    def date_kinds(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Each kind of date and the words that say so; an empty kind is any."""
        return tuple((kind, self._compile(pattern)) for kind, pattern in self._raw["date"])

    @cached_property
    def _patterns(self) -> Mapping[str, re.Pattern[str]]:
        return {name: self._compile(pattern) for name, pattern in self._raw["patterns"].items()}

    def pattern(self, name: str) -> re.Pattern[str]:
        """A pattern by its name."""
        return self._patterns[name]

    @cached_property
    def kind(self) -> re.Pattern[str]:
        """A noun for any piece of work: project, service."""
        return self._compile("{kind}s?")

    def _compile(self, pattern: str) -> re.Pattern[str]:
        return re.compile(fill_macros(pattern, self._macros), re.IGNORECASE)


@lru_cache(maxsize=65536)
def is_kind_name(name: str) -> bool:
    """Whether a name says only what kind of work it is in either language, so that any parties may have such work.

    >>> is_kind_name("Memorandum of Understanding"), is_kind_name("Plan d'action"), is_kind_name("Harbour plan")
    (True, True, False)
    """
    return any(lexicon(language).pattern("only_kind").match(name.strip()) for language in ("en", "fr"))


@lru_cache(maxsize=2)
def lexicon(language: str) -> Lexicon:
    """The lexicon of "en" or "fr"."""
    return Lexicon(load_yaml_file(Path(__file__).parent / f"{language}.yaml"))
