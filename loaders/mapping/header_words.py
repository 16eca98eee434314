"""What a header that no list has may mean: its words, compounds cut, and the fields that their classes name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from graph.text.strings import fold
from graph.text.yaml import load_yaml_file

DATA: Final = Path(__file__).parent / "header_words.yaml"
UNKNOWN_FACTOR: Final = 0.6  # of the weight of a field, for each word of the header that has no class
MIN_WEIGHT: Final = 0.5  # of a meaning that counts
LANGUAGE_WEIGHT: Final = 0.7  # of a header that is a language, as the title in it
SYSTEM_WEIGHT: Final = 0.6  # of a header that names a system of codes by words of no class
MAX_SYSTEM_WORDS: Final = 2  # words of no class in the name of a system of codes
MIN_PART_LENGTH: Final = 3  # letters of each part of a compound
LONGEST_PHRASE: Final = 3  # words of a phrase of a class
_PARTS: Final = re.compile(r"\s*[-/|–—]\s*|\n")
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
    return _meanings(header) or _of_parts(header)


def header_language(header: str) -> str:
    """The language of a header if its words show it: that of a word which is in one language only."""
    words = set(_words(header)[0])
    found = [name for name, known in _data()["languages"].items() if words & set(known)]
    return found[0] if len(found) == 1 else ""


def find_bilingual(headers: Iterable[tuple[str, str]]) -> set[str]:
    """Return the fields, of pairs of a field and a header, that have a header in each of both languages."""
    known: dict[str, set[str]] = {}
    for field, header in headers:
        known.setdefault(field, set()).add(header_language(header))
    return {field for field, languages in known.items() if {"en", "fr"} <= languages}


def is_marked(header: str) -> bool:
    """Whether a header ends in a language, or has one in brackets: ``name_en``, ``Titre (français)``."""
    return bool(_words(header)[1])


def names_organisations(text: str) -> bool:
    """Whether a text, such as the name of a file, says that something holds organisations: ``multilateral_donors``."""
    kinds = list(_classified(_words(text)[0]))
    return "org" in kinds and set(kinds) <= {"org", "filler", "level", "region", ""} and kinds.count("") <= 1


def is_phase(header: str) -> bool:
    """Whether the words of a header are those of a phase or a state, which may be one of a country or a product."""
    kinds = set(_classified(_words(header)[0]))
    return "phase" in kinds and "status" not in kinds


def own_words(header: str) -> str:
    """The words of a header that are of no class, or of a name: of ``gc_orgID``, ``gc``."""
    words = _words(header)[0]
    return "-".join(
        word for word in words if _classes().get(word) is None and not word.isdecimal() and not _compound(word)
    )


def _of_parts(header: str) -> tuple[Meaning, ...]:
    """What a header in two languages, one after the other, may mean: by all of its classes, of the part known best."""
    parts = [part for part in _PARTS.split(header) if part and _WORD.search(part)]
    if len(parts) != 2:
        return ()
    (first, language), (second, other) = map(_words, parts)
    classes = [list(_classified(words)) for words in (first, second)]
    unknown = min(one.count("") for one in classes)
    found = _named({kind for one in classes for kind in one}, unknown)
    return tuple(replace(one, language=language if language == other else "") for one in found)


def _meanings(header: str) -> tuple[Meaning, ...]:
    words, language = _words(header)
    classes = list(_classified(words))
    if not classes and language:
        return (Meaning("title", language, LANGUAGE_WEIGHT),)  # a column that is called “en” holds texts in English
    return tuple(replace(one, language=language) for one in _named(set(classes), classes.count("")))


def _named(classes: set[str], unknown: int) -> Sequence[Meaning]:
    """The fields that classes of words name, the surest first, with a number of words of no class beside them."""
    kinds = classes - {"", "filler"}
    if not kinds or "noise" in kinds:
        return ()
    found: dict[str, Meaning] = {}
    if kinds == {"id"} and 0 < unknown <= MAX_SYSTEM_WORDS:
        found["code"] = Meaning("code", "", SYSTEM_WEIGHT)  # of a system that the other words name
    for rule in _data()["fields"]:
        needs = set(rule["needs"])
        if needs <= kinds and kinds <= needs | set(rule["also"]):
            weight = rule["weight"] * UNKNOWN_FACTOR**unknown
            if weight >= MIN_WEIGHT and rule["field"] not in found:
                found[rule["field"]] = Meaning(rule["field"], "", round(weight, 3))
    return sorted(found.values(), key=lambda one: -one.weight)


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
        if rest in known:
            return (str(kind), known[rest])
        if len(rest) >= 2 * MIN_PART_LENGTH and (others := _compound(rest)):
            return (str(kind), *others)
    return ()
