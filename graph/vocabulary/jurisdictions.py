"""The jurisdictions that Accord knows before it reads anything: YAML data, parsed once, when first asked for.

Each file of `graph/vocabulary/data/jurisdictions/` is one list of entries; each entry has an `id`, a `level`, `names`
in English and French, and where they apply `abbreviations` and `codes`, the government it is `part_of`, and what else
it is called: `alternatives`, `former` names and `adjectives`, each a list per language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from graph.text.yaml import load_yaml_file
from graph.values import GOVERNING_LEVELS

Texts = Mapping[str, str]
Lists = Mapping[str, tuple[str, ...]]

FOLDER: Final = Path(__file__).parent / "data" / "jurisdictions"
LISTS: Final = ("alternatives", "former", "adjectives")


@dataclass(frozen=True, slots=True)
class Entry:
    """A jurisdiction of the vocabulary; texts by language (``en``, ``fr``), lists in order of use."""

    id: str
    level: str
    names: Texts
    abbreviations: Texts = field(default_factory=dict)
    codes: Texts = field(default_factory=dict)
    part_of: str | None = None
    alternatives: Lists = field(default_factory=dict)
    former: Lists = field(default_factory=dict)
    adjectives: Lists = field(default_factory=dict)

    def name(self, language: str) -> str:
        """The name in a language, or else the first name there is."""
        return self.names.get(language) or next(iter(self.names.values()))

    @property
    def is_government(self) -> bool:
        """Whether it governs a territory, rather than being an organisation of one that does."""
        return self.level == "municipal" or (self.part_of is None and self.level in GOVERNING_LEVELS)


@lru_cache(maxsize=1)
def entries() -> Mapping[str, Entry]:
    """Every entry of the vocabulary by identifier, in the order of the files; some 1,500, read once.

    Raises:
        ValueError: two entries share an identifier.
    """
    found: dict[str, Entry] = {}
    for item in _items():
        entry = _entry(item)
        if entry.id in found:
            raise ValueError(f"two jurisdictions have the identifier {entry.id}")
        found[entry.id] = entry
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def by_iso_code() -> Mapping[str, str]:
    """Return the identifiers of countries (ISO 3166-1) and of their parts (ISO 3166-2) by their codes.

    >>> by_iso_code()["NO"], by_iso_code()["CA-AB"]
    ('NORWAY', 'CA-AB')
    """
    kinds = ("iso-3166-1", "iso-3166-2")
    return MappingProxyType(
        {one.codes[kind]: one.id for one in entries().values() for kind in kinds if kind in one.codes}
    )


def lineage(identifier: str) -> tuple[str, ...]:
    """The jurisdiction itself, then the one it is part of, and so on; an unknown one alone.

    >>> lineage("SERVICE-CANADA")
    ('SERVICE-CANADA', 'ESDC', 'CA')
    """
    known, line = entries(), [identifier]
    while (entry := known.get(line[-1])) and entry.part_of and entry.part_of not in line:
        line.append(entry.part_of)
    return tuple(line)


def country_of(identifier: str) -> str | None:
    """Return the ISO 3166-1 code of the country that a jurisdiction is or is part of; None where that is not known.

    >>> country_of("SERVICE-CANADA"), country_of("CA-AB"), country_of("NORWAY"), country_of("OECD")
    ('CA', 'CA', 'NO', None)
    """
    entry = entries().get(lineage(identifier)[-1])
    codes = entry.codes if entry else {}
    return codes.get("iso-3166-1") or codes.get("iso-3166-2", "")[:2] or None


def _items() -> Iterator[dict[str, Any]]:
    for path in sorted(FOLDER.glob("*.yaml")):
        yield from load_yaml_file(path)


def _entry(item: dict[str, Any]) -> Entry:
    lists: dict[str, dict[str, tuple[str, ...]]] = {
        key: {language: tuple(texts) for language, texts in item[key].items()} for key in LISTS if key in item
    }
    return Entry(**(item | lists))
