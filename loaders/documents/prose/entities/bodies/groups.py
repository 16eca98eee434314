"""Groups of governments whose members are fixed: "the four Atlantic provinces", « les pays du Benelux ».

A text that names such a group with another number, or a part of it, does not say which members it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from loaders.documents.prose.entities.party import Party
from loaders.text.names import Named

_ATLANTIC: Final = ("CA-NB", "CA-NL", "CA-NS", "CA-PE")
_PRAIRIES: Final = ("CA-AB", "CA-MB", "CA-SK")
_TERRITORIES: Final = ("CA-NT", "CA-NU", "CA-YT")
_PROVINCES: Final = tuple(sorted((*_ATLANTIC, *_PRAIRIES, "CA-BC", "CA-ON", "CA-QC")))
_HEADS: Final = r"(?:[Pp]rovinces|(?:provincial\s+)?governments|[Pp]remiers)"
_STATES: Final = r"(?:[Cc]ountries|[Ss]tates|[Nn]ations|governments|prime\s+ministers)"
_PAYS: Final = r"(?:pays|[ÉE]tats|gouvernements)"
_CHEFS: Final = r"(?:provinces|premiers\s+ministres(?:\s+des\s+provinces)?)"


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of governments.

    Attributes:
        members: their identifiers.
        english, french: what it is called, as patterns.
        country: of which they are parts.
        needs: without what such words may mean others: "all" or the number, or the number alone.
    """

    members: tuple[str, ...]
    english: str
    french: str
    country: str | None = None
    needs: Literal["all", "number"] | None = None


GROUPS: Final[Mapping[str, _Group]] = {  # by the identifiers of the parties that they are until their members are known
    "ATLANTIC-PROVINCES": _Group(
        _ATLANTIC,
        rf"Atlantic\s+(?:Canadian\s+)?{_HEADS}",
        rf"{_CHEFS}\s+(?:de\s+l['’]Atlantique|atlantiques|du\s+Canada\s+atlantique)",
        "CA",
    ),
    "MARITIME-PROVINCES": _Group(
        ("CA-NB", "CA-NS", "CA-PE"), rf"Maritime\s+{_HEADS}", rf"{_CHEFS}\s+(?:[Mm]aritimes|des\s+Maritimes)", "CA"
    ),
    "PRAIRIE-PROVINCES": _Group(_PRAIRIES, rf"Prairie\s+{_HEADS}", rf"{_CHEFS}\s+des\s+Prairies", "CA"),
    "PROVINCES-AND-TERRITORIES": _Group(
        (*_PROVINCES, *_TERRITORIES),
        r"(?:Canadian\s+)?(?:provinces\s+and\s+territories|provincial\s+and\s+territorial\s+governments)",
        r"provinces(?:\s+canadiennes)?\s+et\s+(?:(?:tous\s+)?les\s+|aux\s+|des\s+)?territoires",
        "CA",
        "all",
    ),
    "PROVINCES": _Group(_PROVINCES, r"(?:Canadian\s+)?provinces", r"provinces(?:\s+canadiennes)?", "CA", "number"),
    "TERRITORIES": _Group(
        _TERRITORIES, r"(?:northern\s+)?territories", r"territoires(?:\s+(?:nordiques|du\s+Nord(?!-)))?", "CA", "number"
    ),
    "NORDIC-COUNTRIES": _Group(
        ("DENMARK", "FINLAND", "ICELAND", "NORWAY", "SWEDEN"), rf"Nordic\s+{_STATES}", rf"{_PAYS}\s+nordiques"
    ),
    "BALTIC-STATES": _Group(("ESTONIA", "LATVIA", "LITHUANIA"), rf"Baltic\s+{_STATES}", rf"{_PAYS}\s+baltes"),
    "BENELUX-COUNTRIES": _Group(
        ("BELGIUM", "LUXEMBOURG", "NETHERLANDS"), rf"Benelux\s+{_STATES}", rf"{_PAYS}\s+du\s+Benelux"
    ),
}
_NUMBERS: Final = {
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    "fr": ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize"),
}
_FIRST: Final = 2  # of these numbers
_FORMS: Final = {
    "en": r"(?<![\w-])(?:(?P<all>[Aa]ll\s+(?:of\s+)?)?(?P<the>(?:[Tt]he|Canada['’]s)\s+)?)(?P<group>"
    r"(?:(?P<number>(?i:{numbers})|\d+)\s+)?(?:{names}))(?![\w-])(?!\s+[A-Z])",
    "fr": r"(?<![\w-])(?:(?P<all>[Tt]ou(?:te)?s\s+les\s+|[Ee]nsemble\s+des\s+|[Cc]hacune?\s+des\s+)|"
    r"(?P<the>(?:[Ll]es|[Aa]ux|(?:gouvernements|ministres|dirigeants)\s+des)\s+|[Dd]es\s+(?=(?:{numbers}|\d+)\s)))?(?P<group>"
    r"(?:(?P<number>(?i:{numbers})|\d+)\s+)?(?:{names}))(?![\w-])",
}
BEFORE: Final = 30  # characters before a group, that may say that only some of it is meant
_SOME_OF: Final = re.compile(
    r"\b(?:(?:one|two|three|four|some|most|several|many|any|none|half|few|majority|rest|part|parts|members?)\s+of|"
    r"(?:une?|deux|trois|quatre|plusieurs|certaine?s|plupart|quelques-une?s|aucune?|majorité|moitié|reste|partie)\s+"
    r"(?:des|d['’]entre)|except|outside|not|hors|sauf|parmi|pas)\s+(?:all\s+)?(?:(?:the|les)\s+)?$",
    re.IGNORECASE,
)
_WITHOUT: Final = re.compile(  # behind it
    r"\s*[,(–-]?\s*(?:except|excluding|but\s+(?:not\s+)?(?=[A-Z])|other\s+than|apart\s+from|save\b|minus|without|"
    r"with\s+the\s+exception|sauf|excepté|hormis|à\s+l['’]exc|moins\b|hors\b|sans\b)"
)


def find_groups(text: str, language: str, country: str | None) -> Iterator[Party]:
    """Yield the groups of governments that a text names as a whole, each as one party.

    Args:
        text: the text.
        language: that of the text.
        country: the country that its document is about.
    """
    for hit in _pattern(language).finditer(text):
        key = next(key for key in GROUPS if hit[_name_of(key)])
        if _is_whole(hit, GROUPS[key], language, country) and not _is_partial(text, hit):
            start, end = hit.start("all" if hit["all"] and language == "fr" else "group"), hit.end()
            name = " ".join(text[start:end].split())
            yield Party(start, end, name, key, Named(key, name, known=False, level="other"))


def _is_whole(hit: re.Match[str], group: _Group, language: str, country: str | None) -> bool:
    """Whether the words before the name of a group mean all its members, in a document about a country."""
    if group.country and country not in ((group.country,) if group.needs else (group.country, None)):
        return False
    if number := hit["number"]:
        words = _NUMBERS[language]
        count = int(number) if number.isdecimal() else words.index(number.lower()) + _FIRST
        return count == len(group.members)
    return group.needs != "number" and bool(hit["all"] or (hit["the"] and group.needs is None))


def _is_partial(text: str, hit: re.Match[str]) -> bool:
    """Whether the words around a group say that only some of its members are meant."""
    before = _SOME_OF.search(text, max(hit.start() - BEFORE, 0), hit.start("group"))
    return before is not None or _WITHOUT.match(text, hit.end()) is not None


def _name_of(key: str) -> str:
    """The name of a group of governments as that of a group of a pattern."""
    return key.replace("-", "_")


@lru_cache(maxsize=2)
def _pattern(language: str) -> re.Pattern[str]:
    names = "|".join(
        f"(?P<{_name_of(key)}>{one.english if language == 'en' else one.french})" for key, one in GROUPS.items()
    )
    return re.compile(_FORMS[language].format(numbers="|".join(_NUMBERS[language]), names=names))
