"""What a header that no list has may mean: its words, compounds cut, and the fields that their classes name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from graph.text.strings import fold
from graph.text.yaml import load_yaml_file

DATA: Final = Path(__file__).parent / "header_words.yaml"
UNKNOWN_FACTOR: Final = 0.6  # of the weight of a field, for each word of the header that has no class
MIN_WEIGHT: Final = 0.5  # of a meaning that counts
LANGUAGE_WEIGHT: Final = 0.7  # of a header that is a language, as the title in it
MIN_PART_LENGTH: Final = 3  # letters of each part of a compound
LONGEST_PHRASE: Final = 3  # words of a phrase of a class
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CAMEL: Final = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-zà-ÿ])")
_BEFORE: Final = re.compile(r"^\W*\d+[a-z]?(?:[._)\s-]+)(?=\D)")
_WORD: Final = re.compile(r"[^\W_]+")
_LANGUAGES: Final = {
    "en": "en", "eng": "en", "english": "en", "anglais": "en", "fr": "fr", "fra": "fr", "fre": "fr", "french": "fr",
    "francais": "fr", "francaise": "fr",
}  # fmt: skip
_NORDIC: Final = str.maketrans({"ø": "o", "Ø": "O", "æ": "a", "Æ": "A", "ß": "s"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field that a header may name, the language of its texts if the header says it, and how sure it is (0 to 1)."""

    field: str
    language: str
    weight: float


@cache
def _data() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = load_yaml_file(DATA)
    return loaded


@cache
def _classes() -> Mapping[str, str]:
    """Each word or phrase with its class; the first class of a word counts."""
    found: dict[str, str] = {}
    for name, words in _data()["classes"].items():
        for word in words:
            found.setdefault(str(word), name)
    return found


@lru_cache(maxsize=4096)
def header_meanings(header: str) -> tuple[Meaning, ...]:
    """Return the fields that a header may name by its words, the surest first.

    >>> [(one.field, one.language) for one in header_meanings("service_name_fr")]
    [('title', 'fr')]
    >>> [one.field for one in header_meanings("Kontrakt startdato")]
    ['start']
    """
    words, language = _words(header)
    classes = list(_classified(words))
    if not classes and language:
        return (Meaning("title", language, LANGUAGE_WEIGHT),)  # a column that is called “en” holds texts in English
    unknown = classes.count("")
    kinds = {one for one in classes if one not in {"", "filler"}}
    if not kinds or "noise" in kinds:
        return ()
    found: dict[str, Meaning] = {}
    for rule in _data()["fields"]:
        needs = set(rule["needs"])
        if needs <= kinds and kinds <= needs | set(rule["also"]):
            weight = rule["weight"] * UNKNOWN_FACTOR**unknown
            if weight >= MIN_WEIGHT and rule["field"] not in found:
                found[rule["field"]] = Meaning(rule["field"], language, round(weight, 3))
    return tuple(sorted(found.values(), key=lambda one: -one.weight))


def _words(header: str) -> tuple[list[str], str]:
    """The words of a header, folded, without what brackets hold, and the language that its last word names."""
    bare = _BRACKETS.sub(" ", header)
    text = bare if _WORD.search(bare) else header
    text = _CAMEL.sub(" ", _BEFORE.sub("", text).translate(_NORDIC))
    words = _WORD.findall(fold(text).replace("_", " "))
    language = ""
    if words and words[-1] in _LANGUAGES:
        language = _LANGUAGES[words.pop()]
    if not language and (found := [fold(one) for one in _WORD.findall(" ".join(_BRACKETS.findall(header)))]):
        language = next((_LANGUAGES[one] for one in found if one in _LANGUAGES), "")
    return words, language


def _classified(words: Sequence[str]) -> Iterator[str]:
    """The class of each word or phrase, the longest phrase first; a compound has those of its parts."""
    known = _classes()
    at = 0
    while at < len(words):
        size = next((n for n in range(LONGEST_PHRASE, 0, -1) if " ".join(words[at : at + n]) in known), 0)
        if size:
            yield known[" ".join(words[at : at + size])]
            at += size
            continue
        yield from _compound(words[at]) or ("",) * (not words[at].isdecimal())
        at += 1


@lru_cache(maxsize=4096)
def _compound(word: str) -> tuple[str, ...]:
    """The classes of the parts of a compound (prosjektnavn), or none if it is not made of known words."""
    known = _classes()
    if word.endswith("s") and word[:-1] in known:
        return (known[word[:-1]],)
    for at in range(MIN_PART_LENGTH, len(word) - 1):
        first, rest = word[:at], word[at:]
        kind = known.get(first) or (known.get(first[:-1]) if first.endswith("s") else None)
        if kind in {None, "filler"} or len(rest) < 2:
            continue
        if rest in known and known[rest] != "filler":
            return (str(kind), known[rest])
        if len(rest) >= 2 * MIN_PART_LENGTH and (others := _compound(rest)):
            return (str(kind), *others)
    return ()
