"""The country that a jurisdiction is of, and countries that a text names by letters or means by "the Government"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.vocabulary.jurisdictions import by_iso_code, entries, lineage
from loaders.documents.prose.entities.party import Party

# "The U.S. and the EU signed …": no adjective ("US companies") and no "CONTACT US"
_ACTS: Final = (
    r"(?=\s*(?:$|[,;:)/–\u2029]|\.(?:\s|$)|['’]s?\s|-[A-Z])|\s+(?:and|or|&|et|ou|[Gg]overnment|[Aa]dministration|has|have|had|is|are|was|were|"
    r"will|would|can|could|should|may|to|in|on|at|for|by|as|with|from|that|which|who|also|both|continues?|agree[sd]?|announce[sd]?|signs?|"
    r"signed|launch(?:es|ed)|plans?|intends?|commit(?:s|ted)|welcome[sd]?|supports?|supported|provide[sd]?|works?|worked|"
    r"share[sd]?|join(?:s|ed)?|reaffirm(?:s|ed)?|a|ont|est|sont|sera|seront|dans|pour|avec|sur|par|qui|en)\b)"
)
_ALONE: Final = r"(?:(?<![\w.$-])|(?<=[A-Za-z]-))"
_CAPITALS_BEFORE: Final = re.compile(r"\b[A-Z]{3,}\s$")


@dataclass(frozen=True, slots=True)
class _Letters:
    """Letters that mean countries or unions: what to look for first, and where they act."""

    any_of: re.Pattern[str]
    pattern: re.Pattern[str]


LETTERS: Final[Mapping[str, str]] = {  # that mean a country or a union in any document, without full stops
    "US": "UNITED-STATES", "USA": "UNITED-STATES", "UK": "UNITED-KINGDOM", "EU": "EU", "UE": "EU", "UN": "UN",
}  # fmt: skip
_LETTERS: Final = {
    "en": _Letters(re.compile("U[SN.]|EU"), re.compile(rf"{_ALONE}(?P<name>U\.S\.(?:A\.)?|USA?|EU|UN){_ACTS}")),
    "fr": _Letters(re.compile("UE"), re.compile(rf"(?<![\w.-])(?P<name>UE){_ACTS}")),
}
# Letters that mean a country only in documents that speak of it: others have them, too.
_LETTERS_AMONG_OTHERS: Final = {
    "en": {
        "DRC": "CONGO-KINSHASA",
        "PRC": "CHINA",
        "ROK": "SOUTH-KOREA",
        "PNG": "PAPUA-NEW-GUINEA",
        "RSA": "SOUTH-AFRICA",
    },
    "fr": {"RDC": "CONGO-KINSHASA", "RCA": "CENTRAL-AFRICAN-REPUBLIC", "RCI": "COTE-D-IVOIRE", "RPC": "CHINA"},
}
_CAPITALS: Final = re.compile(r"(?<![\w.-])[A-Z]{3}(?![\w.-])")
BEFORE: Final = 30  # characters before letters, which may say that they are those of a country
_COUNTRY_BEFORE: Final = re.compile(  # « le gouvernement de la RDC » is a country in any document
    r"\b(?:(?:[Gg]ouvernement|[Éé]tat|[Aa]utorités|[Rr]épublique|[Mm]inistre|[Pp]résidente?)\s+de\s+la|[Ee]n)\s$"
)
FEDERATIONS: Final = frozenset(
    {"CA", "UNITED-STATES", "AUSTRALIA", "GERMANY", "AUSTRIA", "SWITZERLAND", "BELGIUM", "INDIA", "BRAZIL", "MEXICO",
     "NIGERIA"}
)  # fmt: skip
_THE_GOVERNMENT: Final = {
    "en": re.compile(r"\b[Tt]he\s+(?P<government>Government)(?![\w-])(?!\s+(?:of|and|[A-Z]))"),
    "fr": re.compile(
        r"\b(?:[Ll]e\s+(?P<government>[Gg]ouvernement)|(?<!chef de )[Ll]'(?P<state>[ÉE]tat))(?![\w-])"
        r"(?!\s+(?:(?:de|du|des|et)\b|d'|[A-Z]|\w+(?:al|ain|ais|ois|ien)\b))"
    ),
}
_THE_FEDERATION: Final = {
    ("SWITZERLAND", "fr"): re.compile(
        r"\b(?:[Ll]a\s+(?P<federation>Confédération)|[Ll]e\s+(?P<council>Conseil fédéral))(?![\w-])"
        r"(?!\s+(?:(?:des?|du|suisse)\b|d'|[A-Z]))"
    ),
    ("SWITZERLAND", "en"): re.compile(
        r"\b[Tt]he\s+(?P<federation>Confederation|Federal Council)(?![\w-])(?!\s+(?:of|[A-Z]))"
    ),
}


def find_countries(
    flat: str, language: str, country: str | None, countries: Collection[str] = ()
) -> Iterator[Party]:  # fmt: skip
    """Yield the countries and unions that a text names by letters, or means by its government.

    Args:
        flat: the text, with straight quotes.
        language: that of the text.
        country: the country that the document is about; a federation has several governments.
        countries: those that it speaks of.
    """
    others = _LETTERS_AMONG_OTHERS.get(language, {})
    for hit in _CAPITALS.finditer(flat) if countries or language == "fr" else ():
        one = others.get(hit.group())
        start = max(hit.start() - BEFORE, 0)
        if one and (one in countries or (language == "fr" and _COUNTRY_BEFORE.search(flat, start, hit.start()))):
            yield Party(*hit.span(), hit.group(), one)
    letters = _LETTERS.get(language)
    if letters is not None and letters.any_of.search(flat):
        for hit in letters.pattern.finditer(flat):
            if not _CAPITALS_BEFORE.search(flat[: hit.start("name")]):
                yield Party(*hit.span("name"), hit["name"], LETTERS[hit["name"].replace(".", "")])
    pattern = _THE_FEDERATION.get((country or "", language))
    if country is not None and country not in FEDERATIONS:
        pattern = _THE_GOVERNMENT.get(language)
    for hit in pattern.finditer(flat) if pattern is not None else ():
        key = hit.lastgroup or 0
        yield Party(*hit.span(key), hit[key], country)


@lru_cache(maxsize=4096)
def country_of(identifier: str) -> str | None:
    """The country that a jurisdiction belongs to, as an identifier; None where none is known."""
    known = entries()
    for one in reversed(lineage(identifier)):
        if one not in known:
            continue
        codes = known[one].codes
        if "iso-3166-1" in codes:
            return one
        if "iso-3166-2" in codes:
            return by_iso_code().get(codes["iso-3166-2"].partition("-")[0])
        if known[one].level in ("provincial", "territorial", "municipal", "federal"):
            return "CA"
    return None


@lru_cache(maxsize=1)
def subdivisions() -> dict[str, dict[str, str]]:
    """The subdivisions of each country by the second half of their code, as people abbreviate them at home."""
    made: dict[str, dict[str, str]] = {}
    for one in entries().values():
        country, _, part = one.codes.get("iso-3166-2", "").partition("-")
        if part and country in by_iso_code():
            made.setdefault(by_iso_code()[country], {})[part] = one.id
    return made
