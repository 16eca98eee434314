"""The two governments of an adjective that joins them: "the Franco-German treaty", « le forum sino-africain »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from graph.vocabulary.demonyms import demonyms, joined_forms
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.entities.party import Party
from loaders.text.rules import alternatives

_CONTINENTS: Final = {
    "en": r"African|Arab|European|Asian",
    "fr": r"africaine?s?|arabes?|européen(?:ne)?s?|asiatiques?",
}
_MAY_BE_PEOPLE: Final = ("CA", "CA-QC", "UNITED-STATES")  # "Italo-Canadian" may be said of people of Italian origin
_BETWEEN_STATES: Final = {
    "en": re.compile(
        r"\s+(?:\w+\s+){0,3}?(?:agreement|treaty|accord|protocol|convention|memorandum|summit|forum|commission|committee|"
        r"declaration|partnership|co-?operation|dialogue|relations|council|project|program(?:me)?|fund)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:accord|entente|traité|protocole|convention|mémorandum|sommet|forum|commission|comité|déclaration|"
        r"partenariat|coopération|dialogue|relations|conseil|projet|programme|fonds)s?\s+(?:[\w'-]+\s+){0,4}$",
        re.IGNORECASE,
    ),
}
BEFORE: Final = 80  # characters that are looked at for what is between two states
BEFORE_CONTINENTS: Final = ("sino", "russo", "nippo")  # "Indo-European", "Afro-American" are no governments
_FEDERAL: Final = re.compile(r"f[ée]d", re.IGNORECASE)


def find_joined(flat: str, language: str) -> Iterator[Party]:
    """Yield the governments that an adjective joins, at the two parts of it.

    Those of Canada and of the United States count where the adjective is that of an agreement, a summit or the like:
    else it may be said of people by their origin. Of a continent, only the other part is a government.

    Args:
        flat: the text, with straight quotes.
        language: that of the text.
    """
    known, pattern = _known(language)
    for hit in pattern.finditer(flat) if "-" in flat or "–" in flat else ():
        parts = [(hit.span(name), word) for name, word in hit.groupdict().items() if word]
        ids = [known[word.casefold()] for _, word in parts]
        if any(one in _MAY_BE_PEOPLE for one in ids) and not _is_between_states(flat, *hit.span(), language):
            continue
        for (span, word), one in zip(parts, ids, strict=True):
            yield Party(*span, word, one)


def _is_between_states(flat: str, start: int, stop: int, language: str) -> bool:
    """Whether an adjective is said of an agreement, a summit or the like."""
    pattern = _BETWEEN_STATES[language]
    if language == "en":
        return pattern.match(flat, stop) is not None
    return pattern.search(flat[max(start - BEFORE, 0) : start]) is not None


@lru_cache(maxsize=2)
def _known(language: str) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """What each part of such an adjective means, in small letters, and the pattern of the whole."""
    whole = {word.casefold(): one for word, one in demonyms(language).items()}
    for key in ("CA", "CA-QC"):
        words = entries()[key].adjectives.get(language, ())
        whole |= {word.casefold(): key for word in words if not _FEDERAL.match(word)}
    forms = {word.casefold(): one for word, one in joined_forms().items()}
    first = alternatives([*forms, *(whole if language == "en" else ())])
    pattern = (
        rf"(?<![\w-])(?:(?P<one>{first})[-–](?P<other>{alternatives(whole)})"
        rf"|(?P<alone>{alternatives(BEFORE_CONTINENTS)})[-–](?:{_CONTINENTS[language]}))(?![\w-])"
    )
    return {**whole, **forms}, re.compile(pattern, re.IGNORECASE)
