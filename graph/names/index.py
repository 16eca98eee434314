"""Index the spellings of all known jurisdictions by the keys that their variants share."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import source_hash
from pathlib import Path
from typing import Final, Literal

from graph.names import normalization
from graph.names.governments import split_government
from graph.text import strings
from graph.text.compiled import read_or_make
from graph.text.yaml import load_yaml_file
from graph.vocabulary import function_words
from graph.vocabulary.jurisdictions import FOLDER, Entry, entries

Kind = Literal["id", "code", "name", "abbreviation", "adjective", "alternative", "former"]
How = Literal[Kind, "spelling", "context", "ambiguous", "none"]
Name = tuple[str, str | None, Kind, str]  # text, language, kind, identifier
Keys = tuple[str, str, str, str, str]  # of `by_key`, `by_content`, `by_core`, `by_subject` and `by_letters`
KEYS_ENDING: Final = ".keys.bin"

AMBIGUOUS_FILE: Final = FOLDER.parent / "ambiguous_names.yaml"
PORTAL_FILE: Final = FOLDER.parent / "portal_names.yaml"
TYPED_CODE_SYSTEMS: Final = frozenset({"iso-3166-2", "postal"})  # whose codes people write as names
FULL_NAME_KINDS: Final = frozenset({"name", "alternative", "former"})  # which may be compared more loosely
_ARTICLES: Final = frozenset(("the", "l", "la", "le", "les"))
SHARED_TITLE_CONFIDENCE: Final = 0.7  # of a federal legal title that provincial ministries share


@dataclass(frozen=True, slots=True)
class Candidate:
    """A jurisdiction that a key may mean; `language` is None for codes and identifiers."""

    id: str
    kind: How
    language: str | None


Candidates = tuple[Sequence[Candidate], float]  # with the confidence of the spelling (0–1)


class NameIndex:
    """An index of spellings by key (`normalization.normalize`) and, for full names, by two looser keys.

    `never_guess` has the ambiguous keys with their candidates, `shared_titles` those of federal legal titles that
    ministries of other governments have too, `common_words` those that are frequent in text, `names` all names but
    those by which portals call organisations, `keys` the keys of these. `by_subject` has departments by what they are
    of.
    """

    def __init__(self, extra: Iterable[Name] = ()) -> None:
        self.by_key: dict[str, list[Candidate]] = defaultdict(list)
        self.by_content: dict[str, list[Candidate]] = defaultdict(list)
        self.by_core: dict[str, list[Candidate]] = defaultdict(list)
        self.by_subject: dict[str, list[Candidate]] = defaultdict(list)
        self.by_letters: dict[str, list[Candidate]] = defaultdict(list)
        self.ids: dict[str, str] = {}
        self.names: list[Name] = []
        self.keys: list[str] = []
        self.never_guess, self.shared_titles, self.common_words = _read_ambiguous()
        self._shared_content = {normalization.content_key(title) for title in self.shared_titles}
        self._shared_plain = set(map(_strip_articles, self.shared_titles))
        names: list[Name] = [(*each, entry.id) for entry in entries().values() for each in iter_spellings(entry)]
        for each, keys in zip(names, keys_of_names(names), strict=True):
            self._add(each, keys)
        for name, language, kind, identifier in extra:
            added: tuple[Name, ...] = (identifier, None, "id", identifier), (name, language, kind, identifier)
            for each in added:
                self._add(each, make_keys(each))
        for name, identifier in load_yaml_file(PORTAL_FILE).items():
            if identifier in entries():
                _add_candidate(self.by_key, normalization.normalize(name), Candidate(identifier, "abbreviation", None))

    def _add(self, name: Name, keys: Keys) -> None:
        _, language, kind, identifier = name
        candidate = Candidate(identifier, kind, language)
        self.names.append(name)
        self.keys.append(keys[0])
        if kind == "id":
            self.ids[identifier.casefold()] = identifier
        indices = self.by_key, self.by_content, self.by_core, self.by_subject, self.by_letters
        for index, key in zip(indices, keys, strict=True):
            _add_candidate(index, key, candidate)

    def find(self, text: str) -> Candidates | None:
        """Return the candidates for a text as a whole, or None."""
        key, possessor = normalization.normalize(text), normalization.strip_possessive(text)
        content = normalization.content_key(text)
        sure = SHARED_TITLE_CONFIDENCE if content in self._shared_content else 1.0
        if content in self._shared_content and _strip_articles(key) not in self._shared_plain:
            return None  # “Department for Transport” is the title of another country
        return (
            _with_confidence(self.candidates(key), sure)
            or _with_confidence(self.candidates(normalization.strip_function_words(text)), 1.0)
            or _with_confidence(self.candidates(normalization.strip_function_words(possessor)), 1.0)
            or _with_confidence(self.candidates(normalization.join_initials(text)), 1.0)
            or _with_confidence(self._find_government(text), 1.0)
            or _with_confidence(self.by_content.get(content), min(sure, 0.95))
            or _with_confidence(self.by_core.get(normalization.core_key(text)), 0.9)
            or _with_confidence(self.by_letters.get(normalization.squash(text)), 0.9)
        )

    def find_subject(self, text: str) -> Sequence[Candidate]:
        """Return the departments whose title is one word besides “department” or “Canada”: ``Finance``."""
        return self.by_subject.get(normalization.normalize(text), ())

    def candidates(self, key: str) -> Sequence[Candidate]:
        """Return the candidates for a key, of kind ``ambiguous`` if they must not be guessed."""
        if key in self.never_guess:
            return [Candidate(identifier, "ambiguous", None) for identifier in self.never_guess[key]]
        return self.by_key.get(key, ())

    def _find_government(self, text: str) -> Sequence[Candidate]:
        """``Government of Quebec`` is the province, ``Ville de Québec`` the city."""
        bare, levels = split_government(text)
        known = entries()
        return [
            replace(candidate, kind="name")
            for candidate in self.candidates(bare)
            if candidate.id in known and _governs(known[candidate.id], levels)
        ]


def _governs(entry: Entry, levels: Sequence[str]) -> bool:
    """Tell whether an entry governs at one of these levels; parts of countries abroad do as provinces."""
    codes = entry.codes
    if ("iso-3166-1" in codes and "country" in levels) or ("iso-3166-2" in codes and "provincial" in levels):
        return True
    return entry.level in levels and entry.is_government


def iter_spellings(entry: Entry) -> Iterator[tuple[str, str | None, Kind]]:
    """Yield the spellings of an entry of the vocabulary: text, language, kind."""
    yield entry.id, None, "id"
    for system, code in entry.codes.items():
        if system in TYPED_CODE_SYSTEMS:
            if code != entry.id:
                yield code, None, "code"
        else:
            yield f"{system} {code}", None, "code"
    for language, name in entry.names.items():
        yield name, language, "name"
    for language, abbreviation in entry.abbreviations.items():
        yield abbreviation, language, "abbreviation"
    lists: tuple[tuple[Kind, str], ...] = (
        ("alternative", "alternatives"),
        ("former", "former"),
        ("adjective", "adjectives"),
    )
    for kind, field in lists:
        for language, texts in getattr(entry, field).items():
            for text in texts:
                yield text, language, "abbreviation" if kind == "alternative" and is_abbreviation(text) else kind


def iter_typed_codes(system: str, code: str) -> Iterator[str]:
    """Yield the ways a code is typed: after its system (``gc-orgid 46``), and alone if it is not just a number."""
    if system:
        yield f"{system} {code}"
    if not code.isdecimal():
        yield code


def is_abbreviation(text: str) -> bool:
    """Tell whether a name is an abbreviation: one word, with more capitals than small letters."""
    if " " in text:
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) < 9 and 2 * sum(map(str.isupper, letters)) > len(letters)


def _add_candidate(index: dict[str, list[Candidate]], key: str, candidate: Candidate) -> None:
    if key and candidate not in index[key]:
        index[key].append(candidate)


def _strip_articles(key: str) -> str:
    return " ".join(word for word in key.split() if word not in _ARTICLES)


def make_keys(name: Name) -> Keys:
    """Return the keys of a name; those by which names of its kind are not looked up are empty."""
    text, _, kind, _ = name
    is_full = kind in FULL_NAME_KINDS
    return (
        normalization.normalize(text),
        normalization.content_key(text) if is_full else "",
        normalization.core_key(text) if is_full else "",
        normalization.strip_frame(text) if is_full else "",
        normalization.squash(text) if is_full or kind == "abbreviation" else "",
    )


def keys_of_names(names: Sequence[Name]) -> list[Keys]:
    """Return the keys of the names of the vocabulary, which are cached as compiled modules are: 50 ms at each start."""
    files = (__file__, normalization.__file__, strings.__file__, function_words.__file__)
    made_by = [sys.version.encode(), *(Path(each).read_bytes() for each in files)]
    digest = source_hash(b"\0".join([*made_by, "\0".join(f"{kind} {text}" for text, _, kind, _ in names).encode()]))
    return read_or_make(Path(__file__), digest, lambda: [make_keys(each) for each in names], KEYS_ENDING)


def _with_confidence(candidates: Sequence[Candidate] | None, share: float) -> Candidates | None:
    return (candidates, share) if candidates else None


def _read_ambiguous() -> tuple[dict[str, tuple[str, ...]], frozenset[str], frozenset[str]]:
    """Read the names never to guess with their candidates, the titles of several governments, and common words."""
    content = load_yaml_file(AMBIGUOUS_FILE)
    never_guess = {
        normalization.normalize(name): tuple(item["may_be"])
        for item in content["never_guess"]
        for name in item["names"]
    }
    shared, plain = (frozenset(map(normalization.normalize, content[part])) for part in ("shared_titles", "words"))
    return never_guess, shared, plain
