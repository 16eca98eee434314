"""Which province, state or other part of a country a document means where it says "the province" only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from graph.text.strings import fold
from graph.vocabulary.jurisdictions import entries, lineage
from loaders.documents.prose.entities.party import Party
from loaders.text.rules import straight

# The countries of which a part is of a kind, by their ISO 3166-1 codes
_COUNTRIES: Final = {
    "province": "CA AR NL ZA",
    "state": "US AU BR DE IN MX MY NG AT",
    "canton": "CH",
    "region": "BE FR IT",
}
_TERRITORY: Final = "territory"
_CAPITALS: Final = frozenset({"OTTAWA", "GATINEAU"})
MAX_PARTS: Final = 3  # of one kind; a document that names more is of all of them
_KINDS: Final = {  # of part, by the nouns of each language
    "en": {kind: kind for kind in (*_COUNTRIES, _TERRITORY)},
    "fr": {"province": "province", "canton": "canton", "territoire": _TERRITORY, "région": "region", "état": "state"},
}
_KINDS_IN_ANY_LANGUAGE: Final = _KINDS["en"] | _KINDS["fr"]
_ACTS: Final = {
    "en": r"\b[Tt]he\s+(?P<noun>(?i:{noun}))\s+(?:has|will|is|also|plans|intends|aims|[a-z]+ed)\b",
    "fr": r"\b[Ll][ea]\s+(?P<noun>(?i:{noun}))\s+(?:a|est|va|veut|entend|compte|prévoit|[a-z]+era)\b",
}


def main_parts(found: Iterable[Party], places: Iterable[str] = ()) -> dict[str, Party]:
    """The part of each kind that a document names first, where it names few others and none more often.

    Args:
        found: the parties that it names, in order.
        places: where it was written, as its place lines say.
    """
    counts: Counter[str] = Counter()
    first: dict[str, Party] = {}
    written_in = [part for place in places if (part := _parts_by_town().get(fold(place)))]
    for one in [*(_part(each) for each in written_in), *found]:
        if one.id and kind_of_part(one.id):
            counts[one.id] += 1
            first.setdefault(one.id, one)
    made: dict[str, Party] = {}
    for kind in _KINDS["en"]:
        some = [part for part in first if kind_of_part(part) == kind]
        if 0 < len(some) <= MAX_PARTS and counts[some[0]] == max(counts[part] for part in some):
            made[kind] = first[some[0]]
    return made


def acting_part(texts: Iterable[str], parts: Mapping[str, Party], language: str) -> Party | None:
    """The main part of a country that a document also calls by its kind where it acts: "the province will".

    Args:
        texts: those of the document.
        parts: the main parts that it names, by their kinds.
        language: that of the document.
    """
    nouns = {noun: parts[kind] for noun, kind in _KINDS[language].items() if kind in parts}
    if not nouns:
        return None
    pattern = re.compile(_ACTS[language].format(noun="|".join(nouns)))
    hit = next((hit for text in texts if (hit := pattern.search(straight(text)))), None)
    return nouns[hit["noun"].lower()] if hit else None


def named_party(noun: str, owner: Party | None, parts: Mapping[str, Party]) -> Party | None:
    """The party that "the department" or "the province" is: the owner, or a part of a country of that kind.

    A part is the one that the owner is or belongs to, else the document's main one.

    Args:
        noun: "province", « région », "department", "we".
        owner: the party whose document or section it is.
        parts: the main parts that the document names, by their kinds.
    """
    noun = noun.casefold()
    kind = _KINDS_IN_ANY_LANGUAGE.get(noun)
    if kind is None:
        return owner
    if owner and noun in owner.name.casefold().split():  # "Province of …", of no country that is known
        return owner
    part_of = owner.named.part_of if owner and owner.named else None
    line = lineage(part_of or owner.id or "") if owner else ()
    own = next((each for each in line if kind_of_part(each) == kind), None)
    return _part(own) if own else parts.get(kind)


def _part(identifier: str) -> Party:
    return Party(0, 0, entries()[identifier].name("en"), identifier)


@lru_cache(maxsize=1)
def _parts_by_town() -> Mapping[str, str]:
    """The parts of countries in which towns are, by their folded names; the capital of the country speaks for it."""
    towns = (one for one in entries().values() if one.level == "municipal" and one.id not in _CAPITALS)
    return {
        fold(name): one.part_of
        for one in towns
        if one.part_of and kind_of_part(one.part_of)
        for name in one.names.values()
    }


def kind_of_part(identifier: str) -> str | None:
    """What kind of part of a country a jurisdiction is; None of others.

    >>> kind_of_part("CA-NB"), kind_of_part("CA")
    ('province', None)
    """
    entry = entries().get(identifier)
    code = entry.codes.get("iso-3166-2") if entry else None
    if entry is None or code is None:
        return None
    if entry.level == "territorial":
        return _TERRITORY
    return next((kind for kind, countries in _COUNTRIES.items() if code[:2] in countries.split()), None)
