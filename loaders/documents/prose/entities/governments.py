"""Governments that a text names by an adjective: "the French and Japanese governments", « l'État belge »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from graph.text.strings import fold
from graph.vocabulary.demonyms import demonyms
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.entities.countries import LETTERS
from loaders.documents.prose.entities.party import Party
from loaders.text.rules import alternatives

_LETTERS: Final = {letters: LETTERS[letters.replace(".", "")] for letters in ("U.S.", "US", "U.K.", "UK")}
_CONTINENTS: Final = (
    "africa afrique americas ameriques asia asie europe oceania oceanie european europeen europeenne african"
)
_FORMS: Final = {
    "en": r"(?<![\w-])(?P<whose>{word}(?:(?:,\s+|,?\s+and\s+){word}){{0,9}})\s+"
    r"(?:(?:(?:[Ff]ederal|[Nn]ational|[Cc]entral|[Cc]oalition)\s+)?(?:[Gg]overnments?|[Aa]dministrations?|[Aa]uthorities)"
    r"|(?:(?:[Dd]eputy|[Pp]rime|[Ff]oreign|[Hh]ealth|[Ff]inance|[Ee]nvironment|[Ee]nergy|[Tt]ransport|[Dd]efen[cs]e|[Ee]ducation|"
    r"[Cc]ulture|[Tt]rade|[Aa]griculture|[Ii]nterior|[Jj]ustice)\s+)*[Mm]inisters?(?!\s+of\s+(?:the\s+)?(?:church|gospel)))"
    r"(?![\w-])",
    "fr": r"(?<![\w-])(?:[Gg]ouvernements?|[Aa]utorités|[Aa]dministrations?|[Éé]tats?|"
    r"(?:[Pp]remi(?:er|ère)s?\s+)?[Mm]inistres?(?:\s+(?:des|du|de\s+la)\s+[A-ZÀ-Ý][\w-]+|\s+de\s+l'[A-ZÀ-Ý][\w-]+)?)\s+"
    r"(?:(?:fédéra|centra|nationa)(?:le?s?|ux)\s+)?"
    r"(?P<whose>{word}(?:(?:,\s+|,?\s+et\s+){word}){{0,9}})(?![\w-])",
}
_NEEDED: Final = {  # what is found faster than an adjective, of which there are hundreds
    "en": re.compile(r"[Gg]overnment|[Aa]dministration|[Aa]uthorities|[Mm]inister"),
    "fr": re.compile(r"[Gg]ouvernement|[Aa]dministration|[Aa]utorités|[ÉEé]tat|[Mm]inistre"),
}
_BODY: Final = (
    r"(?P<whose>{word})\s+(?:(?:Federal|National|Royal|State)\s+)?"
    r"(?:Ministry|Department|Parliament|Cabinet|Treasury|Government)(?![\w-])"
)


def find_governments(flat: str, language: str) -> Iterator[Party]:
    """Yield the governments that a text names by what they are of.

    Args:
        flat: the text, with straight quotes.
        language: that of the text.
    """
    known, governments, _ = _patterns(language)
    for hit in governments.finditer(flat) if _NEEDED[language].search(flat) else ():
        words = [(each.span(), each[0]) for each in _words(language).finditer(flat, *hit.span("whose"))]
        for span, word in words:
            yield Party(*(hit.span() if len(words) == 1 else span), flat[slice(*span)], known[word])


def find_owner(name: str, language: str) -> str | None:
    """The government whose ministry, department or parliament a name is: "French Ministry of Health"."""
    known, _, body = _patterns(language)
    hit = body.match(name) if body is not None else None
    return known[hit["whose"]] if hit else None


def is_geographic(name: str) -> bool:
    """Whether a name is that of a country, of a part of one or of a continent, or of those who live there.

    Where such a name stands for a government, the vocabulary knows which; elsewhere it is a place.
    """
    return fold(name) in _geographic()


@lru_cache(maxsize=1)
def _geographic() -> frozenset[str]:
    """Names of countries and their parts, adjectives, and people, folded."""
    made = set(_CONTINENTS.split())
    for one in entries().values():
        if "iso-3166-1" in one.codes or "iso-3166-2" in one.codes:
            lists = [
                *one.alternatives.values(),
                *one.adjectives.values(),
                one.names.values(),
                one.abbreviations.values(),
            ]
            made.update(fold(each) for some in lists for each in some)
    for language in _FORMS:
        words = [fold(word) for word in demonyms(language)]
        made.update(words, (f"{word}s" for word in words))
    return frozenset(made)


@lru_cache(maxsize=2)
def _patterns(language: str) -> tuple[Mapping[str, str], re.Pattern[str], re.Pattern[str] | None]:
    """What each adjective means, where a government stands, and the beginning of a name of one of its bodies."""
    known = {**demonyms(language), **(_LETTERS if language == "en" else _provincial())}
    word = alternatives(known)
    body = re.compile(_BODY.format(word=word)) if language == "en" else None
    return known, re.compile(_FORMS[language].format(word=word)), body


def _provincial() -> dict[str, str]:
    """The provinces and territories of Canada by their adjectives in French; English has them of people only."""
    parts = (one for one in entries().values() if one.level in ("provincial", "territorial") and one.part_of is None)
    return {word: one.id for one in parts for word in one.adjectives.get("fr", ())}


@lru_cache(maxsize=2)
def _words(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternatives(_patterns(language)[0])}(?![\w-])")
