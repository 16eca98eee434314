"""Towns and cities: one party by any of its names, which "the City" and « le conseil municipal » mean as well.

"City of Riverton", "Riverton City Council", « ville de Rivière-Claire » and « mairie de Rivière-Claire » are the town.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from graph.text.strings import jurisdiction_slug
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.entities.party import Party, overlaps
from loaders.text.names import Named

if TYPE_CHECKING:
    from graph.claims import SourceHints

_CAP: Final = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*+"
_PLACE: Final = (
    rf"(?:(?:La|Le|Les|L[’'])\s*)?{_CAP}(?:\s+(?:(?:of|the|sur|sous|en|de|la|le|les|du|des|l[’'])\s+)?{_CAP})*"
)
_TOWN: Final = re.compile(
    rf"^(?:(?:City|Town|Municipality)(?:\s+Council)?(?:\s+of\s+the\s+(?:City|Town))?\s+of\s+(?P<of>{_PLACE})|"
    rf"(?P<before>{_PLACE})\s+(?:City|Town|Municipal)\s+Council|"
    r"(?:(?:[Cc]onseil\s+[Mm]unicipal\s+de\s+)?(?:la\s+)?(?:[Cc]ommune|[Vv]ille|[Mm]unicipalité)|[Mm]airie|[Cc]onseil\s+[Mm]unicipal)\s+"
    rf"(?P<link>de\s+la\s+|de\s+l[’']|des\s+|du\s+|de\s+|d[’'])(?P<de>{_PLACE}))$"
)
# In a title: "MINUTES OF THE CITY OF RIVERTON", « CONSEIL MUNICIPAL DE RIVIÈRE-CLAIRE ».
_IN_CAPITALS: Final = re.compile(
    r"\b(?:(?:CITY|TOWN|MUNICIPALITY)\s+OF|"
    r"(?:CONSEIL\s+MUNICIPAL|COMMUNE|VILLE|MAIRIE|MUNICIPALITÉ)\s+(?P<link>DE\s+LA\s|DE\s+L['’]|DES\s|DU\s|DE\s|D['’]))\s*"
    r"(?P<place>[A-ZÀ-Ý][A-ZÀ-Ý'’-]+(?:\s[A-ZÀ-Ý][A-ZÀ-Ý'’-]+){0,3})(?=\s*(?:$|[-–—,:.(]|\d))"
)
_ARTICLES: Final = {"du": "Le ", "des": "Les ", "de la": "La ", "de l'": "L'"}
_TOWN_WORDS: Final = {
    "en": re.compile(
        r"(?<![\w-])(?:[Tt]he\s+(?:City|Town|Municipality)|(?:[Tt]he\s+)?(?:City|Town|Municipal)\s+Council|"
        r"(?:[Tt]he\s+)?Civic\s+Administration)(?![\w-])"
        r"(?!\s+of\s)(?!\s+[A-Z][a-z])"
    ),
    "fr": re.compile(
        r"(?<![\w-])(?:[Ll]a\s+(?:[Vv]ille|[Cc]ommune|[Mm]unicipalité|[Mm]airie)|[Ll]e\s+[Cc]onseil\s+[Mm]unicipal)(?![\w-])"
        r"(?!\s+(?:de|du|des|d')\b)(?!\s+[A-ZÀ-Ý])"
    ),
}


def town_of(name: str) -> str | None:
    """The place whose town, council or town hall a name is; None of any other name.

    >>> town_of("Riverton City Council"), town_of("mairie du Havre"), town_of("County of Riverton")
    ('Riverton', 'Le Havre', None)
    """
    hit = _TOWN.match(name)
    if hit is None:
        return None
    return _article(hit["link"]) + (hit["of"] or hit["before"] or hit["de"])


def _article(link: str | None) -> str:
    """The article of a place, which French joins to what leads to it: « du Havre »."""
    return _ARTICLES.get(" ".join((link or "").replace("’", "'").lower().split()), "")


def find_titled(text: str) -> Iterator[str]:
    """Yield the places whose towns a title in capitals names."""
    for hit in _IN_CAPITALS.finditer(text):
        yield _article(hit["link"]) + hit["place"].title()


def town_key(place: str) -> str:
    """The identifier of the town of a place; it may have the name of a state: Kansas City."""
    key = jurisdiction_slug(place)
    known = entries().get(key)
    return key if known is None or known.level == "municipal" else f"CITY-OF-{key}"


def town_party(start: int, end: int, place: str) -> Party:
    """The town of a place that is named at `text[start:end]`."""
    key = town_key(place)
    body = Named(key, place, known=False, level="municipal", level_rule="name-of-a-town")
    return Party(start, end, place, key, None if key in entries() else body)


def is_town(party: Party) -> bool:
    """Whether a party is named as a town: "City of Riverton", not "Riverton", which may be where something is."""
    return town_of(party.name) is not None


def town_in_front(texts: Sequence[str], towns: Sequence[Party]) -> Party | None:
    """The town that the first lines of a document name, if they name no other.

    Args:
        texts: these lines.
        towns: the towns that they name in small letters.
    """
    made = {one.key: one for one in reversed(towns)}
    for place in (place for text in texts for place in find_titled(text)):
        one = town_party(0, 0, place)
        made.setdefault(one.key, one)
    return next(iter(made.values())) if len(made) == 1 else None


def town_of_sender(hints: SourceHints) -> Party | None:
    """The town that sent a document, as a person says; None of any other sender."""
    known = entries().get(hints.sender or "")
    name = known.name("en") if known else hints.sender_name or ""
    is_town = known.level == "municipal" if known else town_of(name) is not None
    return Party(0, 0, name, hints.sender) if is_town else None


def find_own_town(flat: str, town: Party | None, found: Sequence[Party], language: str) -> Iterator[Party]:
    """Yield where a text means the town of its document by a word for any town.

    Args:
        flat: the text, with straight quotes.
        town: that town.
        found: the parties that the text names.
        language: that of the text.
    """
    if town is None:
        return
    for hit in _TOWN_WORDS[language].finditer(flat):
        if not overlaps(hit.span(), found):
            yield Party(*hit.span(), town.name, town.id, town.named)
