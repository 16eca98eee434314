"""Every spelling of every known jurisdiction, by the key that its written variants share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from graph.names import normalization
from graph.vocabulary.jurisdictions import FOLDER, Entry, entries
from graph.yaml_text import load_yaml

Kind = Literal["id", "code", "name", "abbreviation", "adjective", "alternative", "former"]
How = Literal[Kind, "spelling", "context", "ambiguous", "none"]
Name = tuple[str, str | None, Kind, str]  # text, language, kind, identifier

AMBIGUOUS: Final = FOLDER.parent / "ambiguous_names.yaml"
TYPED_CODES: Final = frozenset({"iso-3166-2", "postal"})  # codes that people write as a name
WHOLE: Final = frozenset({"name", "alternative", "former"})  # names in full, which bear a looser comparison
GENERIC: Final = 0.7  # how sure a federal legal title leaves us that provincial ministries bear as well


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a key can mean; `language` is None for what belongs to no language."""

    id: str
    kind: How
    language: str | None


Found = tuple[Sequence[Hit], float]  # what a text can mean, and how sure its way of writing leaves us (0–1)


class Lexicon:
    """Spellings by key: `exact` (see `normalization.key`), and two looser ones for names in full.

    `unsure` holds the keys that must never be guessed, with what they may mean; `shared` those of federal
    legal titles that other governments' ministries bear too; `words` those that running text is full of; `names`
    every name added.
    """

    def __init__(self, extra: Iterable[Name] = ()) -> None:
        self.exact: dict[str, list[Hit]] = defaultdict(list)
        self.loose: dict[str, list[Hit]] = defaultdict(list)
        self.short: dict[str, list[Hit]] = defaultdict(list)
        self.ids: dict[str, str] = {}
        self.names: list[Name] = []
        self.unsure, self.shared, self.words = _ambiguous()
        for entry in entries().values():
            for name, language, kind in spellings(entry):
                self._add(name, language, kind, entry.id)
        for name, language, kind, identifier in extra:
            self._add(identifier, None, "id", identifier)
            self._add(name, language, kind, identifier)

    def _add(self, name: str, language: str | None, kind: Kind, identifier: str) -> None:
        hit = Hit(identifier, kind, language)
        self.names.append((name, language, kind, identifier))
        if kind == "id":
            self.ids[identifier.casefold()] = identifier
        _put(self.exact, normalization.key(name), hit)
        if kind in WHOLE:
            _put(self.loose, normalization.loose_key(name), hit)
            _put(self.short, normalization.short_key(name), hit)

    def find(self, text: str) -> Found | None:
        """What a whole text is called, or None."""
        key = normalization.key(text)
        sure = GENERIC if key in self.shared else 1.0
        return (
            _found(self.of(key), sure)
            or _found(self.of(normalization.bare(text)), 1.0)
            or _found(self.of(normalization.bare(normalization.singular(text))), 1.0)
            or _found(self.of(normalization.initials(text)), 1.0)
            or _found(self._governed(text), 1.0)
            or _found(self.loose.get(normalization.loose_key(text)), min(sure, 0.95))
            or _found(self.short.get(normalization.short_key(text)), 0.9)
        )

    def of(self, key: str) -> Sequence[Hit]:
        """What a key means; what it may mean, each hit ``ambiguous``, where it must not be guessed."""
        if key in self.unsure:
            return [Hit(identifier, "ambiguous", None) for identifier in self.unsure[key]]
        return self.exact.get(key, ())

    def _governed(self, text: str) -> Sequence[Hit]:
        """``Government of Quebec`` is the province, ``Ville de Québec`` the city."""
        bare, levels = normalization.governed(text)
        known = entries()
        return [
            replace(hit, kind="name")
            for hit in self.of(bare)
            if hit.id in known and known[hit.id].level in levels and known[hit.id].is_government
        ]


def spellings(entry: Entry) -> Iterator[tuple[str, str | None, Kind]]:
    """Each way the vocabulary writes an entry: text, language, kind."""
    yield entry.id, None, "id"
    for system, code in entry.codes.items():
        if system in TYPED_CODES:
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
                yield text, language, "abbreviation" if kind == "alternative" and is_short(text) else kind


def coded(system: str, code: str) -> Iterator[str]:
    """How a code is typed: behind its system (``gc-orgid 46``), and alone where it is more than a number."""
    if system:
        yield f"{system} {code}"
    if not code.isdecimal():
        yield code


def is_short(text: str) -> bool:
    """Whether a name is an abbreviation: one word, with more capitals than small letters."""
    letters = [letter for letter in text if letter.isalpha()]
    return " " not in text and len(letters) < 9 and 2 * sum(map(str.isupper, letters)) > len(letters)


def _put(index: dict[str, list[Hit]], key: str, hit: Hit) -> None:
    if key and hit not in index[key]:
        index[key].append(hit)


def _found(hits: Sequence[Hit] | None, share: float) -> Found | None:
    return (hits, share) if hits else None


def _ambiguous() -> tuple[dict[str, tuple[str, ...]], frozenset[str], frozenset[str]]:
    """The names never to guess, with what they may mean; titles that many governments use; mere words."""
    content = load_yaml(AMBIGUOUS.read_text(encoding="utf-8"))
    unsure = {
        normalization.key(name): tuple(item["may_be"]) for item in content["never_guess"] for name in item["names"]
    }
    shared, plain = (frozenset(map(normalization.key, content[part])) for part in ("shared_titles", "words"))
    return unsure, shared, plain
