"""Adjectives of countries: « français » of France, "Sri Lankan" of Sri Lanka."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from graph.text.yaml import load_yaml_file
from graph.vocabulary.jurisdictions import by_iso_code

FILE: Final = Path(__file__).parent / "data" / "demonyms.yaml"


@lru_cache(maxsize=2)
def demonyms(language: str) -> Mapping[str, str]:
    """The identifier of the country, or of the part of one, that each adjective of a language is of.

    In French, plurals are among them.

    >>> demonyms("en")["Norwegian"], demonyms("fr")["norvégiennes"]
    ('NORWAY', 'NORWAY')
    """
    codes = by_iso_code()
    made = {word: codes[code] for code, words in load_yaml_file(FILE).items() for word in words[language]}
    if language == "fr":
        made |= {f"{word}s": one for word, one in made.items() if word[-1] not in "sx"}
    return MappingProxyType(made)


@lru_cache(maxsize=1)
def joined_forms() -> Mapping[str, str]:
    """The identifier of the country, or of the part of one, that each form before a hyphen is of: "Franco-German".

    >>> joined_forms()["sino"]
    'CHINA'
    """
    codes = by_iso_code()
    data = load_yaml_file(FILE).items()
    return MappingProxyType({word: codes[code] for code, words in data for word in words.get("joined", ())})
