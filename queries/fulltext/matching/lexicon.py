"""The lexicon of matching (`lexicon.yaml`): kinds of work with many names, words that say little, words of reuse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from graph.text.strings import words
from graph.text.yaml import load_yaml_file

PREFIX_LENGTH: Final = 3  # letters that names with an open ending are looked up by
_Name = tuple[tuple[str, bool], ...]  # the words of a name, and whether the ending of each is open
_Index = Mapping[str, Sequence[tuple[_Name, str]]]  # by first word, or by its first letters


@lru_cache(maxsize=1)
def load_lexicon() -> Mapping[str, Any]:
    """Return the content of `lexicon.yaml`."""
    loaded: Mapping[str, Any] = load_yaml_file(Path(__file__).parent / "lexicon.yaml")
    return loaded


@cache
def subject_labels() -> Mapping[str, Mapping[str, str]]:
    """Return the labels of subjects by language, as they are written within a sentence."""
    return {subject["id"]: subject["labels"] for subject in load_lexicon()["subjects"]}


@cache
def generic_words(language: str) -> frozenset[str]:
    """Return the folded words that say little about what a text is about."""
    return frozenset(words(load_lexicon()["generic"][language]))


def find_subjects(text: Sequence[str], language: str) -> Iterator[tuple[str, int, int]]:
    """Yield the subjects that a text names, with where: (subject, first word, word after the last).

    Args:
        text: the folded words of the text.
        language: the language of the text.
    """
    yield from _find(text, _subject_index(language))


def find_expressions(text: Sequence[str], kind: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has an expression of reuse or of follow-up: (first word, word after the last).

    Args:
        text: the folded words of the text.
        kind: "reuse" or "follow_up".
        language: the language of the text.
    """
    for _, start, end in _find(text, _expression_index(kind, language)):
        yield start, end


def _find(text: Sequence[str], index: _Index) -> Iterator[tuple[str, int, int]]:
    """Yield the names in a text; at each word, the longest name of each meaning."""
    for start, word in enumerate(text):
        longest: dict[str, int] = {}
        for key in {word, word[:PREFIX_LENGTH] + "*"}:
            for name, meaning in index.get(key, ()):
                end = start + len(name)
                if end <= len(text) and _matches(name, text[start:end]):
                    longest[meaning] = max(end, longest.get(meaning, 0))
        for meaning in sorted(longest):
            yield meaning, start, longest[meaning]


def _matches(name: _Name, text: Sequence[str]) -> bool:
    return all(
        word.startswith(part) if is_open else word == part for (part, is_open), word in zip(name, text, strict=True)
    )


@cache
def _subject_index(language: str) -> _Index:
    return _build_index((name, one["id"]) for one in load_lexicon()["subjects"] for name in one[language])


@cache
def _expression_index(kind: str, language: str) -> _Index:
    return _build_index((name, kind) for name in load_lexicon()[kind][language])


def _build_index(names: Iterable[tuple[str, str]]) -> _Index:
    index: dict[str, list[tuple[_Name, str]]] = defaultdict(list)
    for written, meaning in names:
        name = tuple((part.removesuffix("*"), part.endswith("*")) for part in written.split())
        first, is_open = name[0]
        index[first[:PREFIX_LENGTH] + "*" if is_open else first].append((name, meaning))
    return index
