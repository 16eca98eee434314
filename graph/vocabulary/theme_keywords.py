"""General subjects of government, and the words that give them away: what a guess at a text's themes goes by.

The data is `graph/vocabulary/data/subjects.yaml`. It is no vocabulary of names (that is `themes.yaml`): nobody is said
to work on a subject because such a word stands in a sentence. It only lets themes be ranked for a text that does not
name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from graph.text.strings import fold
from graph.text.yaml import load_yaml_file
from graph.values import LANGUAGES


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject: its names in lists, and words of texts about it, by language."""

    names: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def subjects() -> tuple[Subject, ...]:
    """All subjects, in the order of the file."""
    content = load_yaml_file(Path(__file__).parent / "data" / "subjects.yaml")
    return tuple(_subject(raw) for raw in content["subjects"])


def _subject(raw: dict[str, Any]) -> Subject:
    return Subject(
        {language: tuple(map(str, raw["names"][language])) for language in LANGUAGES},
        {language: tuple(map(str, raw["words"][language])) for language in LANGUAGES},
    )


@cache
def _named() -> Mapping[str, Subject]:
    """Subjects by their folded names; where two languages share a name, English goes first."""
    found: dict[str, Subject] = {}
    for language in LANGUAGES:
        for subject in subjects():
            for name in subject.names[language]:
                found.setdefault(fold(name), subject)
    return found


def subjects_of(names: Iterable[str]) -> list[Subject]:
    """The subjects that are called by one of the names of a theme, each once, in the order of the file."""
    found = [subject for name in names if (subject := _named().get(fold(name)))]
    return [subject for subject in subjects() if any(subject is one for one in found)]
